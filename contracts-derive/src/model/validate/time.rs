//! Durations and times as ProtoJSON writes them.

const DURATION: &str = "write seconds: `\"3600s\"`, `\"1.5s\"`";
const TIMESTAMP: &str = "write a time as in RFC 3339, in UTC: `\"2020-01-31T00:00:00Z\"`";

/// Seconds and nanoseconds of a text as `-1.5s`.
pub fn duration(text: &str) -> Result<(i64, i32), &'static str> {
    let text = text.strip_suffix('s').ok_or(DURATION)?;
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
    let (whole, fraction) = text.split_once('.').map_or((text, "0"), |(whole, fraction)| (whole, fraction));
    let seconds: i64 = digits(whole).ok_or(DURATION)?;
    let nanos = nanoseconds(fraction).ok_or(DURATION)?;
    Ok((sign * seconds, sign as i32 * nanos))
}

/// Seconds since 1970, and nanoseconds, of a text as `2020-01-31T00:00:00.5Z`.
pub fn timestamp(text: &str) -> Result<(i64, i32), &'static str> {
    parse_timestamp(text).ok_or(TIMESTAMP)
}

fn parse_timestamp(text: &str) -> Option<(i64, i32)> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (clock, fraction) = time.split_once('.').map_or((time, "0"), |(clock, fraction)| (clock, fraction));
    let [year, month, day] = three(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = three(clock, ':', [2, 2, 2])?;
    let is_right = year >= 1 && (1..=12).contains(&month) && day >= 1 && day <= days_of(year, month);
    let is_clock = hour < 24 && minute < 60 && second < 60;
    let seconds = days_since_1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
    (is_right && is_clock).then_some((seconds, nanoseconds(fraction)?))
}

fn three(text: &str, between: char, widths: [usize; 3]) -> Option<[i64; 3]> {
    let parts: Vec<&str> = text.split(between).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let is_right = [first, second, third].iter().zip(widths).all(|(part, width)| part.len() == width);
    is_right.then_some([digits(first)?, digits(second)?, digits(third)?])
}

fn digits(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn nanoseconds(fraction: &str) -> Option<i32> {
    let number: i32 = digits(fraction).filter(|_| fraction.len() <= 9)?.try_into().ok()?;
    Some(number * 10_i32.pow(9 - fraction.len() as u32))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let years = before * 365 + before / 4 - before / 100 + before / 400;
    let months: i64 = (1..month).map(|month| days_of(year, month)).sum();
    years + months + day - 1 - 719_162
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_seconds() {
        for (text, expected) in [
            ("0s", Some((0, 0))),
            ("3600s", Some((3600, 0))),
            ("-1.5s", Some((-1, -500_000_000))),
            ("0.000000001s", Some((0, 1))),
            ("1", None),
            ("1.s", None),
            ("s", None),
            ("1.0000000001s", None),
            ("1h", None),
        ] {
            assert_eq!(duration(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_time_is_of_the_calendar() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some((0, 0))),
            ("2020-02-29T12:34:56.5Z", Some((1_582_979_696, 500_000_000))),
            ("1969-12-31T23:59:59Z", Some((-1, 0))),
            ("0001-01-01T00:00:00Z", Some((-62_135_596_800, 0))),
            ("9999-12-31T23:59:59Z", Some((253_402_300_799, 0))),
            ("2021-02-29T00:00:00Z", None),
            ("2021-13-01T00:00:00Z", None),
            ("2021-01-01T24:00:00Z", None),
            ("2021-01-01", None),
            ("2021-1-1T00:00:00Z", None),
        ] {
            assert_eq!(timestamp(text).ok(), expected, "{text}");
        }
    }
}
