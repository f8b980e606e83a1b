//! How sizes and durations are written in the settings: `4MiB`, `30s`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size(pub(super) usize);

impl FromStr for Size {
    type Err = WrongQuantity;

    fn from_str(text: &str) -> Result<Self, WrongQuantity> {
        let wrong = WrongQuantity("a size such as 65536, 512KiB or 4MiB");
        let (number, unit) = split(text).ok_or(wrong)?;
        let factor = match unit {
            "" | "B" => 1,
            "KiB" => 1 << 10,
            "MiB" => 1 << 20,
            "GiB" => 1 << 30,
            _ => return Err(wrong),
        };
        let bytes = number.checked_mul(factor).and_then(|bytes| u32::try_from(bytes).ok());
        bytes
            .filter(|bytes| *bytes > 0)
            .map(|bytes| Size(bytes as usize))
            .ok_or(WrongQuantity("a size from 1B up to just below 4GiB"))
    }
}

/// A span of time above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span(pub(super) Duration);

impl FromStr for Span {
    type Err = WrongQuantity;

    fn from_str(text: &str) -> Result<Self, WrongQuantity> {
        let wrong = WrongQuantity("a duration such as 500ms, 30s, 5m or 2h");
        let (number, unit) = split(text).ok_or(wrong)?;
        let milliseconds = match unit {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => return Err(wrong),
        };
        let span = number.checked_mul(milliseconds).filter(|span| (1..=MAX_MILLISECONDS).contains(span));
        span.map(|span| Span(Duration::from_millis(span))).ok_or(WrongQuantity("a duration from 1ms to 24h"))
    }
}

const MAX_MILLISECONDS: u64 = 24 * 3_600_000;

/// What was expected instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WrongQuantity(&'static str);

impl fmt::Display for WrongQuantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.0)
    }
}

impl std::error::Error for WrongQuantity {}

fn split(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    Some((number.parse().ok()?, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_bytes_or_binary_multiples() {
        for (text, bytes) in [
            ("1", Some(1)),
            ("65536", Some(65_536)),
            ("512KiB", Some(512 << 10)),
            ("4MiB", Some(4 << 20)),
            ("3GiB", Some(3 << 30)),
            ("0", None),
            ("4GiB", None),
            ("99999999999999999999", None),
            ("4 MiB", None),
            ("4MB", None),
            ("MiB", None),
            ("-1", None),
            ("", None),
        ] {
            assert_eq!(text.parse::<Size>().ok().map(|size| size.0), bytes, "{text:?}");
        }
    }

    #[test]
    fn durations_have_a_unit() {
        for (text, milliseconds) in [
            ("500ms", Some(500)),
            ("30s", Some(30_000)),
            ("5m", Some(300_000)),
            ("24h", Some(86_400_000)),
            ("25h", None),
            ("0s", None),
            ("30", None),
            ("1.5s", None),
            ("", None),
        ] {
            assert_eq!(text.parse::<Span>().ok().map(|span| span.0.as_millis()), milliseconds, "{text:?}");
        }
    }
}
