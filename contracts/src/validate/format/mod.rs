//! The formats of texts that have a name, each as the standard that it names says.

mod host;
mod ip;
mod uri;

use crate::schema::Format;

/// Checks a text by a format.
///
/// # Errors
/// The id of the rule that is broken, without its family, and what the text should be.
pub(super) fn check(format: Format, text: &str) -> Result<(), (&'static str, &'static str)> {
    let Named { id, empty_id, what } = named(format);
    match empty_id {
        Some(empty_id) if text.is_empty() => Err((empty_id, what)),
        _ if is(format, text) => Ok(()),
        _ => Err((id, what)),
    }
}

/// What is said of a text that is not of a format.
struct Named {
    id: &'static str,
    /// The id for a text of no characters, where that is not of the format.
    empty_id: Option<&'static str>,
    what: &'static str,
}

fn named(format: Format) -> Named {
    let named = |id, empty_id, what| Named { id, empty_id: Some(empty_id), what };
    match format {
        Format::Email => named("email", "email_empty", "an email address"),
        Format::Hostname => named("hostname", "hostname_empty", "a host name"),
        Format::Ip => named("ip", "ip_empty", "an IP address"),
        Format::Ipv4 => named("ipv4", "ipv4_empty", "an IPv4 address"),
        Format::Ipv6 => named("ipv6", "ipv6_empty", "an IPv6 address"),
        Format::Uri => named("uri", "uri_empty", "a URI"),
        Format::UriRef => Named { id: "uri_ref", empty_id: None, what: "a URI or a reference relative to one" },
        Format::Address => named("address", "address_empty", "a host name or an IP address"),
        Format::Uuid => named("uuid", "uuid_empty", "a UUID"),
        Format::Tuuid => named("tuuid", "tuuid_empty", "a UUID without hyphens"),
        Format::IpWithPrefixlen => {
            named("ip_with_prefixlen", "ip_with_prefixlen_empty", "an IP address and a prefix length")
        }
        Format::Ipv4WithPrefixlen => {
            named("ipv4_with_prefixlen", "ipv4_with_prefixlen_empty", "an IPv4 address and a prefix length")
        }
        Format::Ipv6WithPrefixlen => {
            named("ipv6_with_prefixlen", "ipv6_with_prefixlen_empty", "an IPv6 address and a prefix length")
        }
        Format::IpPrefix => named("ip_prefix", "ip_prefix_empty", "an IP prefix"),
        Format::Ipv4Prefix => named("ipv4_prefix", "ipv4_prefix_empty", "an IPv4 prefix"),
        Format::Ipv6Prefix => named("ipv6_prefix", "ipv6_prefix_empty", "an IPv6 prefix"),
        Format::HostAndPort => named("host_and_port", "host_and_port_empty", "a host and a port"),
        Format::Ulid => named("ulid", "ulid_empty", "a ULID"),
        Format::ProtobufFqn => named("protobuf_fqn", "protobuf_fqn_empty", "a full name of protobuf"),
        Format::ProtobufDotFqn => {
            named("protobuf_dot_fqn", "protobuf_dot_fqn_empty", "a full name of protobuf behind a dot")
        }
        Format::HttpHeaderName | Format::LooseHttpHeaderName => {
            named("well_known_regex.header_name", "well_known_regex.header_name_empty", "the name of an HTTP header")
        }
        Format::HttpHeaderValue | Format::LooseHttpHeaderValue => {
            Named { id: "well_known_regex.header_value", empty_id: None, what: "the value of an HTTP header" }
        }
    }
}

fn is(format: Format, text: &str) -> bool {
    match format {
        Format::Email => host::is_email(text),
        Format::Hostname => host::is_hostname(text),
        Format::Ip => ip::is_v4(text) || ip::is_v6(text),
        Format::Ipv4 => ip::is_v4(text),
        Format::Ipv6 => ip::is_v6(text),
        Format::Uri => uri::is_uri(text),
        Format::UriRef => uri::is_reference(text),
        Format::Address => host::is_hostname(text) || ip::is_v4(text) || ip::is_v6(text),
        Format::Uuid => is_uuid(text),
        Format::Tuuid => text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
        Format::IpWithPrefixlen => ip::prefix_v4(text).is_some() || ip::prefix_v6(text).is_some(),
        Format::Ipv4WithPrefixlen => ip::prefix_v4(text).is_some(),
        Format::Ipv6WithPrefixlen => ip::prefix_v6(text).is_some(),
        Format::IpPrefix => {
            ip::prefix_v4(text).is_some_and(ip::is_network) || ip::prefix_v6(text).is_some_and(ip::is_network)
        }
        Format::Ipv4Prefix => ip::prefix_v4(text).is_some_and(ip::is_network),
        Format::Ipv6Prefix => ip::prefix_v6(text).is_some_and(ip::is_network),
        Format::HostAndPort => host::is_host_and_port(text),
        Format::Ulid => is_ulid(text),
        Format::ProtobufFqn => text.split('.').all(is_identifier),
        Format::ProtobufDotFqn => text.strip_prefix('.').is_some_and(|name| name.split('.').all(is_identifier)),
        Format::HttpHeaderName => is_header_name(text),
        Format::LooseHttpHeaderName => !text.is_empty() && !text.contains(['\0', '\n', '\r']),
        Format::LooseHttpHeaderValue => !text.contains(['\0', '\n', '\r']),
        Format::HttpHeaderValue => text.chars().all(|letter| letter == '\t' || !letter.is_ascii_control()),
    }
}

/// RFC 9562, section 4: of any version, in either case.
fn is_uuid(text: &str) -> bool {
    let is_right = |(index, byte): (usize, u8)| match index {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_right)
}

/// 26 characters of Crockford's base 32, in either case, of 128 bits.
fn is_ulid(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() && !b"ILOUilou".contains(&byte);
    text.len() == 26 && matches!(text.as_bytes()[0], b'0'..=b'7') && text.bytes().all(is_digit)
}

fn is_identifier(name: &str) -> bool {
    let begins = name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
    begins && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A token of RFC 9110, section 5.6.2, or a pseudo header of HTTP/2. What stands between `+` and `.` counts too, as in
/// `buf.validate`: that is `,`.
fn is_header_name(text: &str) -> bool {
    let name = text.strip_prefix(':').unwrap_or(text);
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+,-.^_|~`".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert_eq!(super::check(format, text), Ok(()), "{format:?} {text:?}");
        }
        for text in wrong {
            assert!(super::check(format, text).is_err(), "{format:?} {text:?}");
        }
    }

    #[test]
    fn an_identifier_has_its_length_and_its_digits() {
        let uuid = "6f9619ff-8b86-d011-b42d-00c04fc964ff";
        check(
            Format::Uuid,
            &[uuid, &uuid.to_uppercase()],
            &["", &uuid[1..], &uuid.replace('-', ""), &uuid.replace('f', "g")],
        );
        check(Format::Tuuid, &[&uuid.replace('-', "")], &["", uuid]);
        let ulid = "01arz3ndektsv4rrffq69g5fav";
        check(
            Format::Ulid,
            &[ulid, &ulid.to_uppercase()],
            &["", "81arz3ndektsv4rrffq69g5fav", "01arz3ndektsv4rrffq69g5fau"],
        );
    }

    #[test]
    fn a_full_name_is_identifiers_between_dots() {
        check(Format::ProtobufFqn, &["a", "_a.B9"], &["", ".a", "a..b", "9a", "a.", "ä"]);
        check(Format::ProtobufDotFqn, &[".a", "._a.B9"], &["", ".", "a", "..a"]);
    }

    #[test]
    fn a_header_has_the_letters_of_http() {
        check(Format::HttpHeaderName, &["x-a", ":path", "a,b"], &["", ":", "a b", "a:b", "ä", "a\n"]);
        check(Format::HttpHeaderValue, &["", "a\tb", "ä"], &["a\nb", "\0", "\u{7f}"]);
        check(Format::LooseHttpHeaderName, &["x a", "ä", "\u{7f}"], &["", "a\nb", "a\r", "\0"]);
        check(Format::LooseHttpHeaderValue, &["", "\u{7f}"], &["a\nb", "a\r", "\0"]);
    }
}
