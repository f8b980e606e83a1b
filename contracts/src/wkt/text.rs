//! The texts of timestamps and durations in JSON: RFC 3339, and seconds with an `s`.

/// The first second of the year 1.
const FIRST_SECOND: i64 = -62_135_596_800;
/// The last second of the year 9999.
const LAST_SECOND: i64 = 253_402_300_799;
/// The longest duration, about 10,000 years, in seconds.
const LONGEST: u64 = 315_576_000_000;
const SECONDS_PER_DAY: i64 = 86_400;

/// The text of a time as RFC 3339 in UTC, with no, 3, 6 or 9 digits behind the second.
pub(super) fn timestamp(seconds: i64, nanos: u32) -> Result<String, String> {
    if !(FIRST_SECOND..=LAST_SECOND).contains(&seconds) {
        return Err("a timestamp of JSON is of the years 0001 to 9999".to_owned());
    }
    check_nanos(nanos)?;
    let (year, month, day) = civil(seconds.div_euclid(SECONDS_PER_DAY));
    let second = seconds.rem_euclid(SECONDS_PER_DAY);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Ok(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{}Z", fraction(nanos)))
}

/// Parses a time as RFC 3339, with any offset.
pub(crate) fn parse_timestamp(text: &str) -> Option<(i64, u32)> {
    let (date, rest) = text.split_at_checked(10)?;
    let (year, month, day) = (number(date.get(0..4)?)?, number(date.get(5..7)?)?, number(date.get(8..10)?)?);
    let rest = rest.strip_prefix('T')?;
    let (clock, rest) = rest.split_at_checked(8)?;
    let (hour, minute, second) = (number(clock.get(0..2)?)?, number(clock.get(3..5)?)?, number(clock.get(6..8)?)?);
    let punctuated = date[4..5] == *"-" && date[7..8] == *"-" && clock[2..3] == *":" && clock[5..6] == *":";
    let valid = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    if !punctuated || !valid || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (nanos, zone) = split_fraction(rest)?;
    let local = days(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
    let seconds = local - offset(zone)?;
    (FIRST_SECOND..=LAST_SECOND).contains(&seconds).then_some((seconds, nanos))
}

/// The text of a duration in seconds, with no, 3, 6 or 9 digits behind the point.
pub(super) fn duration(seconds: u64, nanos: u32) -> Result<String, String> {
    if seconds > LONGEST {
        return Err(format!("a duration of JSON is at most {LONGEST} seconds"));
    }
    check_nanos(nanos)?;
    Ok(format!("{seconds}{}s", fraction(nanos)))
}

/// Parses a duration that is not negative.
pub(super) fn parse_duration(text: &str) -> Option<(u64, u32)> {
    let text = text.strip_suffix('s')?;
    let whole = text.find('.').unwrap_or(text.len());
    let seconds = number(&text[..whole])?.unsigned_abs();
    let (nanos, rest) = split_fraction(&text[whole..])?;
    (rest.is_empty() && seconds <= LONGEST).then_some((seconds, nanos))
}

fn check_nanos(nanos: u32) -> Result<(), String> {
    if nanos < 1_000_000_000 { Ok(()) } else { Err(format!("{nanos} nanoseconds are a second and more")) }
}

fn fraction(nanos: u32) -> String {
    match nanos {
        0 => String::new(),
        _ if nanos.is_multiple_of(1_000_000) => format!(".{:03}", nanos / 1_000_000),
        _ if nanos.is_multiple_of(1_000) => format!(".{:06}", nanos / 1_000),
        _ => format!(".{nanos:09}"),
    }
}

/// Takes a point and one to nine digits off the front, if there is a point.
fn split_fraction(text: &str) -> Option<(u32, &str)> {
    let Some(rest) = text.strip_prefix('.') else { return Some((0, text)) };
    let length = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let digits = rest.get(..length).filter(|digits| (1..=9).contains(&digits.len()))?;
    let nanos = digits.parse::<u32>().ok()? * 10u32.pow(9 - digits.len() as u32);
    Some((nanos, &rest[length..]))
}

/// The seconds that a zone is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, rest) = zone.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':').filter(|(hours, minutes)| hours.len() == 2 && minutes.len() == 2)?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = hours * 3600 + minutes * 60;
    match sign {
        "+" => Some(seconds),
        "-" => Some(-seconds),
        _ => None,
    }
}

/// A number of digits alone.
fn number(text: &str) -> Option<i64> {
    text.bytes().all(|digit| digit.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// How many days of a year, counted from March, are before a month, counted from March.
fn days_before(month_from_march: i64) -> i64 {
    (153 * month_from_march + 2) / 5
}

/// The day since 1970-01-01 of a date. Years are counted from March, so that the leap day is their last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + days_before(month) + day - 1 - 719_468
}

/// The date of a day since 1970-01-01.
fn civil(day: i64) -> (i64, i64, i64) {
    let days_per_year = if day < 0 { 365 } else { 366 }; // so that the year is never too late
    let mut year = 1970 + day.div_euclid(days_per_year);
    while days(year + 1, 1, 1) <= day {
        year += 1;
    }
    let mut month = 1;
    while month < 12 && days(year, month + 1, 1) <= day {
        month += 1;
    }
    (year, month, day - days(year, month, 1) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_written_as_it_is_read() {
        let check = |seconds, nanos, text: &str| {
            assert_eq!(timestamp(seconds, nanos).as_deref(), Ok(text));
            assert_eq!(parse_timestamp(text), Some((seconds, nanos)), "{text}");
        };
        check(0, 0, "1970-01-01T00:00:00Z");
        check(-1, 500_000_000, "1969-12-31T23:59:59.500Z");
        check(951_782_400, 0, "2000-02-29T00:00:00Z");
        check(1_709_210_096, 1_000, "2024-02-29T12:34:56.000001Z");
        check(FIRST_SECOND, 0, "0001-01-01T00:00:00Z");
        check(LAST_SECOND, 999_999_999, "9999-12-31T23:59:59.999999999Z");
    }

    #[test]
    fn a_timestamp_has_an_offset() {
        assert_eq!(parse_timestamp("1970-01-01T01:00:00+01:00"), Some((0, 0)));
        assert_eq!(parse_timestamp("1969-12-31T22:30:00.5-01:30"), Some((0, 500_000_000)));
    }

    #[test]
    fn what_is_no_timestamp_is_refused() {
        for text in [
            "",
            "1970-01-01",
            "1970-01-01T00:00:00",
            "1970-13-01T00:00:00Z",
            "1970-02-29T00:00:00Z",
            "1970-01-01t00:00:00Z",
            "1970-01-01T00:00:00z",
            "1970-01-01T00:00:60Z",
            "1970-01-01T24:00:00Z",
            "1970-01-01T00:00:00.Z",
            "1970-01-01T00:00:00.1234567890Z",
            "0000-01-01T00:00:00Z",
            "1970-01-01T00:00:00+1:00",
            "1970/01/01T00:00:00Z",
            "10000-01-01T00:00:00Z",
            "1970-01-01T00:00:00é",
        ] {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
        assert!(timestamp(LAST_SECOND + 1, 0).is_err());
    }

    #[test]
    fn a_duration_is_written_as_it_is_read() {
        for (seconds, nanos, text) in
            [(0, 0, "0s"), (1, 500_000_000, "1.500s"), (LONGEST, 1, "315576000000.000000001s")]
        {
            assert_eq!(duration(seconds, nanos).as_deref(), Ok(text));
            assert_eq!(parse_duration(text), Some((seconds, nanos)));
        }
        for text in ["", "1", "s.", "-1s", "1.s", "315576000001s", "1 s"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }
}
