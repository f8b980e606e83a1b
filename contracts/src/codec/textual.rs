//! The types that travel as their text, and what each takes for one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::text::{self, Textual};
use crate::schema::Domain;

/// Addresses: absence is the address that is unspecified, `0.0.0.0` or `::`.
macro_rules! addresses {
    ($($address:ty, $absent:expr, $domain:ident, $expected:literal;)*) => {$(
        impl Textual for $address {
            const EXPECTED: &'static str = $expected;
            const DOMAIN: Domain = Domain::$domain;

            fn absent() -> Self {
                $absent
            }

            fn is_absent(&self) -> bool {
                *self == $absent
            }

            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}

addresses! {
    IpAddr, IpAddr::V4(Ipv4Addr::UNSPECIFIED), Ip, "an IP address, as `192.0.2.1` or `2001:db8::1`";
    Ipv4Addr, Ipv4Addr::UNSPECIFIED, Ipv4, "an IPv4 address, as `192.0.2.1`";
    Ipv6Addr, Ipv6Addr::UNSPECIFIED, Ipv6, "an IPv6 address, as `2001:db8::1`";
}

#[cfg(feature = "uuid")]
impl Textual for uuid::Uuid {
    const EXPECTED: &'static str = "a UUID as in RFC 9562, lower or upper case with hyphens";
    const DOMAIN: Domain = Domain::Uuid;

    fn absent() -> Self {
        uuid::Uuid::nil()
    }

    fn is_absent(&self) -> bool {
        self.is_nil()
    }

    fn parse(text: &str) -> Option<Self> {
        let hyphenated = text.len() == uuid::fmt::Hyphenated::LENGTH;
        hyphenated.then(|| uuid::Uuid::try_parse(text).ok()).flatten()
    }
}

/// A URL is never empty: absence is `about:blank`.
#[cfg(feature = "url")]
impl Textual for url::Url {
    const EXPECTED: &'static str = "an absolute URL, as `https://example.com/`";
    const DOMAIN: Domain = Domain::Url;

    fn absent() -> Self {
        // The one text that every URL parser takes.
        url::Url::parse("about:blank").unwrap_or_else(|_| unreachable!("`about:blank` is a URL"))
    }

    fn is_absent(&self) -> bool {
        self.as_str() == "about:blank"
    }

    fn parse(text: &str) -> Option<Self> {
        url::Url::parse(text).ok()
    }
}

/// The digits behind the point count: `1.50` stays `1.50`, and `0.00` is not absent.
#[cfg(feature = "rust_decimal")]
impl Textual for rust_decimal::Decimal {
    const EXPECTED: &'static str = "a decimal number of at most 28 digits, as `-1.50`";
    const DOMAIN: Domain = Domain::Decimal;

    fn absent() -> Self {
        rust_decimal::Decimal::ZERO
    }

    fn is_absent(&self) -> bool {
        self.is_zero() && self.scale() == 0 && self.is_sign_positive()
    }

    /// Without what the crate takes besides: a plus, a bare point, `_` between digits.
    fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        let plain = digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(fraction);
        let mut value = plain.then(|| rust_decimal::Decimal::from_str_exact(text).ok()).flatten()?;
        if value.is_zero() {
            value.set_sign_negative(text.starts_with('-')); // which the parser drops
        }
        Some(value)
    }
}

/// Whether a text is one of a domain, or none, which stands for absence.
///
/// # Errors
/// What it should be.
pub(crate) fn check(domain: Domain, text: &str) -> Result<(), String> {
    match domain {
        Domain::Ip => text::parse::<IpAddr>(text).map(drop),
        Domain::Ipv4 => text::parse::<Ipv4Addr>(text).map(drop),
        Domain::Ipv6 => text::parse::<Ipv6Addr>(text).map(drop),
        #[cfg(feature = "uuid")]
        Domain::Uuid => text::parse::<uuid::Uuid>(text).map(drop),
        #[cfg(feature = "url")]
        Domain::Url => text::parse::<url::Url>(text).map(drop),
        #[cfg(feature = "rust_decimal")]
        Domain::Decimal => text::parse::<rust_decimal::Decimal>(text).map(drop),
        _ => Ok(()),
    }
}
