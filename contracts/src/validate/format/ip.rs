//! IP addresses as in RFC 3986, section 3.2.2, with the zones of RFC 4007, and prefixes as in RFC 4632 and RFC 4291.

use std::net::{Ipv4Addr, Ipv6Addr};

/// An address, in the lowest bits, and how many of its highest bits are of the network.
#[derive(Clone, Copy)]
pub(super) struct Prefix {
    bits: u128,
    length: u32,
    width: u32,
}

/// Whether a text is an IPv4 address.
pub(super) fn is_v4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// Whether a text is an IPv6 address, with or without a zone.
pub(super) fn is_v6(text: &str) -> bool {
    match text.split_once('%') {
        Some((address, zone)) => !zone.is_empty() && parse_v6(address).is_some(),
        None => parse_v6(text).is_some(),
    }
}

/// The IPv4 address with a prefix length that a text is.
pub(super) fn prefix_v4(text: &str) -> Option<Prefix> {
    let (address, length) = text.split_once('/')?;
    let address: Ipv4Addr = address.parse().ok()?;
    Some(Prefix { bits: u32::from(address).into(), length: prefix_length(length, 32)?, width: 32 })
}

/// The IPv6 address with a prefix length that a text is.
pub(super) fn prefix_v6(text: &str) -> Option<Prefix> {
    let (address, length) = text.split_once('/')?;
    Some(Prefix { bits: parse_v6(address)?.into(), length: prefix_length(length, 128)?, width: 128 })
}

/// Whether all bits behind the prefix are zero.
pub(super) fn is_network(Prefix { bits, length, width }: Prefix) -> bool {
    bits.trailing_zeros() >= width - length
}

/// `::` stands for at least one group of zeros.
fn parse_v6(text: &str) -> Option<Ipv6Addr> {
    text.parse().ok()
}

/// A number without zeros in front.
fn prefix_length(text: &str, most: u32) -> Option<u32> {
    let is_plain = text == "0" || text.starts_with(|first: char| matches!(first, '1'..='9'));
    text.parse().ok().filter(|length| is_plain && *length <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_its_version() {
        for (text, v4, v6) in [
            ("127.0.0.1", true, false),
            ("127.0.0.01", false, false),
            ("127.0.0.256", false, false),
            ("127.0.0", false, false),
            ("::1", false, true),
            ("::ffff:127.0.0.1", false, true),
            ("fe80::1%en0", false, true),
            ("fe80::1%", false, false),
            ("1:2:3:4:5:6:7:8", false, true),
            ("1:2:3:4:5:6:7:8:9", false, false),
            ("::1::", false, false),
            (":1", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_v4(text), is_v6(text)), (v4, v6), "{text:?}");
        }
    }

    #[test]
    fn a_prefix_has_a_length_and_zeros_behind_it() {
        for (text, expected) in [
            ("10.0.0.0/8", Some(true)),
            ("10.0.0.1/8", Some(false)),
            ("10.0.0.1/32", Some(true)),
            ("0.0.0.0/0", Some(true)),
            ("10.0.0.0/33", None),
            ("10.0.0.0/08", None),
            ("10.0.0.0/+8", None),
            ("10.0.0.0", None),
            ("2001:db8::/32", Some(true)),
            ("2001:db8::1/32", Some(false)),
            ("::/128", Some(true)),
            ("::/129", None),
            ("fe80::%en0/64", None),
        ] {
            let prefix = prefix_v4(text).or_else(|| prefix_v6(text));
            assert_eq!(prefix.map(is_network), expected, "{text:?}");
        }
    }
}
