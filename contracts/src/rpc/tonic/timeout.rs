//! `grpc-timeout`: how much time the caller gives
//! (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>).

use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use crate::rpc::Status;

/// The timeout among headers.
pub(super) fn timeout(headers: &HeaderMap) -> Result<Option<Duration>, Status> {
    let Some(value) = headers.get("grpc-timeout") else { return Ok(None) };
    let parsed = value.to_str().ok().and_then(parse);
    parsed.map(Some).ok_or_else(|| Status::invalid_argument(format!("{value:?} is not a grpc-timeout")))
}

fn parse(text: &str) -> Option<Duration> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if number.is_empty() || number.len() > 8 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = number.parse().ok()?;
    Some(match unit {
        "H" => Duration::from_secs(number * 3600),
        "M" => Duration::from_secs(number * 60),
        "S" => Duration::from_secs(number),
        "m" => Duration::from_millis(number),
        "u" => Duration::from_micros(number),
        "n" => Duration::from_nanos(number),
        _ => return None,
    })
}

/// A timeout as a header, in the smallest unit in which it has eight digits; never longer than it is.
pub(super) fn header(timeout: Duration) -> HeaderValue {
    let seconds = timeout.as_secs();
    let units: [(u128, &str); 6] = [
        (timeout.as_nanos(), "n"),
        (timeout.as_micros(), "u"),
        (timeout.as_millis(), "m"),
        (seconds.into(), "S"),
        ((seconds / 60).into(), "M"),
        ((seconds / 3600).into(), "H"),
    ];
    let (number, unit) = units.into_iter().find(|(number, _)| *number <= LONGEST).unwrap_or((LONGEST, "H"));
    HeaderValue::try_from(format!("{number}{unit}")).unwrap_or(HeaderValue::from_static("99999999H"))
}

/// The largest number that eight digits can say.
const LONGEST: u128 = 99_999_999;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_is_up_to_eight_digits_and_a_unit() {
        let check = |text: &str, expected: Option<Duration>| assert_eq!(parse(text), expected, "{text}");
        check("1H", Some(Duration::from_secs(3600)));
        check("2M", Some(Duration::from_secs(120)));
        check("3S", Some(Duration::from_secs(3)));
        check("100m", Some(Duration::from_millis(100)));
        check("5u", Some(Duration::from_micros(5)));
        check("99999999n", Some(Duration::from_nanos(99_999_999)));
        check("123456789n", None);
        check("5x", None);
        check("S", None);
        check("", None);
        check("-1S", None);
        check("1ä", None);
    }

    #[test]
    fn a_timeout_is_written_as_it_is_read() {
        let check = |timeout: Duration, expected: &str| {
            assert_eq!(header(timeout), expected);
            assert!(parse(expected).is_some_and(|read| read <= timeout));
        };
        check(Duration::from_nanos(99_999_999), "99999999n");
        check(Duration::from_millis(500), "500000u");
        check(Duration::from_secs(3600), "3600000m");
        check(Duration::from_secs(100_000_000), "1666666M");
        check(Duration::MAX, "99999999H");
    }
}
