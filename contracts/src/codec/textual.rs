//! The types that travel as their text, and what each takes for one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::text::Textual;

/// Addresses: absence is the address that is unspecified, `0.0.0.0` or `::`.
macro_rules! addresses {
    ($($address:ty, $absent:expr, $expected:literal;)*) => {$(
        impl Textual for $address {
            const EXPECTED: &'static str = $expected;

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
    IpAddr, IpAddr::V4(Ipv4Addr::UNSPECIFIED), "an IP address, as `192.0.2.1` or `2001:db8::1`";
    Ipv4Addr, Ipv4Addr::UNSPECIFIED, "an IPv4 address, as `192.0.2.1`";
    Ipv6Addr, Ipv6Addr::UNSPECIFIED, "an IPv6 address, as `2001:db8::1`";
}

#[cfg(feature = "uuid")]
impl Textual for uuid::Uuid {
    const EXPECTED: &'static str = "a UUID as in RFC 9562, lower or upper case with hyphens";

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

    fn absent() -> Self {
        rust_decimal::Decimal::ZERO
    }

    fn is_absent(&self) -> bool {
        self.is_zero() && self.scale() == 0 && self.is_sign_positive()
    }

    fn parse(text: &str) -> Option<Self> {
        rust_decimal::Decimal::from_str_exact(text).ok()
    }
}
