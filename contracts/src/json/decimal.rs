//! Numbers as JSON writes them.

/// A number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Unsigned(u64),
    /// One that is negative.
    Signed(i64),
    /// One with a point or an exponent, or beyond 64 bits; or minus zero.
    Float(f64),
}

/// What is read of a number.
#[derive(Default)]
struct Decimal {
    /// The digits without the point, as long as they fit.
    digits: u64,
    /// How many digits there are behind the point.
    fraction: i64,
    exponent: i64,
    is_negative: bool,
    /// Whether `digits` has all of them.
    is_exact: bool,
}

/// Reads the number at the start of a text; the number and how long it is. None for what is none, or too large for a float.
#[inline]
pub(super) fn read(text: &[u8]) -> Option<(Number, usize)> {
    let is_negative = text.first() == Some(&b'-');
    let start = usize::from(is_negative);
    let (mut digits, mut at) = (0_u64, start);
    while let Some(digit @ b'0'..=b'9') = text.get(at) {
        // What wraps is read again: it has more than nineteen digits.
        digits = digits.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        at += 1;
    }
    let length = at - start;
    if length == 0 || (length > 1 && text[start] == b'0') {
        return None;
    }
    if matches!(text.get(at), Some(b'.' | b'e' | b'E')) || length > 19 || (is_negative && digits > 1 << 63) {
        return read_float(text, Decimal { digits, is_negative, is_exact: length <= 19, ..Decimal::default() }, at);
    }
    let number = match (is_negative, digits) {
        (false, _) => Number::Unsigned(digits),
        (true, 0) => Number::Float(-0.0),
        (true, _) => Number::Signed((digits as i64).wrapping_neg()),
    };
    Some((number, at))
}

/// Reads what stands behind the digits in front of the point.
fn read_float(text: &[u8], mut decimal: Decimal, mut at: usize) -> Option<(Number, usize)> {
    let has_fraction = text.get(at) == Some(&b'.');
    if has_fraction {
        at += 1;
        let start = at;
        while let Some(digit @ b'0'..=b'9') = text.get(at) {
            let more = decimal.digits.checked_mul(10).and_then(|it| it.checked_add(u64::from(digit - b'0')));
            decimal.is_exact &= more.is_some();
            decimal.digits = more.unwrap_or_default();
            at += 1;
        }
        decimal.fraction = (at - start) as i64;
        if at == start {
            return None;
        }
    }
    let has_exponent = matches!(text.get(at), Some(b'e' | b'E'));
    if has_exponent {
        at += 1;
        let sign = text.get(at).copied();
        at += usize::from(matches!(sign, Some(b'+' | b'-')));
        let start = at;
        while let Some(digit @ b'0'..=b'9') = text.get(at) {
            decimal.exponent = decimal.exponent.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
            at += 1;
        }
        if at == start {
            return None;
        }
        if sign == Some(b'-') {
            decimal.exponent = -decimal.exponent;
        }
    }
    let text = text.get(..at)?;
    if !has_fraction
        && !has_exponent
        && let Some(integer) = integer(text, decimal.is_negative)
    {
        return Some((integer, at));
    }
    Some((Number::Float(decimal.exactly().or_else(|| parsed(text))?), at))
}

/// An integer of twenty digits, if it fits.
#[cold]
fn integer(text: &[u8], is_negative: bool) -> Option<Number> {
    let text = std::str::from_utf8(text).ok()?;
    match is_negative {
        true => text.parse().ok().map(Number::Signed),
        false => text.parse().ok().map(Number::Unsigned),
    }
}

/// The powers of ten that a float holds.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

impl Decimal {
    /// The float, where one multiplication or division of two exact floats gives it, which rounds once.
    #[inline]
    fn exactly(&self) -> Option<f64> {
        let power = self.exponent.checked_sub(self.fraction)?;
        if !self.is_exact || self.digits > 1 << 53 {
            return None;
        }
        let (digits, ten) = (self.digits as f64, POWERS.get(usize::try_from(power.unsigned_abs()).ok()?)?);
        let value = if power < 0 { digits / ten } else { digits * ten };
        Some(if self.is_negative { -value } else { value })
    }
}

/// The float nearest to a number that is not too large.
#[inline(never)]
fn parsed(text: &[u8]) -> Option<f64> {
    let value: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Number>) {
        let found = read(text.as_bytes()).map(|(number, length)| (number, &text[..length]));
        assert_eq!(found, expected.map(|expected| (expected, text)), "{text}");
    }

    #[test]
    fn integers_are_integers_as_far_as_they_fit() {
        check("0", Some(Number::Unsigned(0)));
        check("18446744073709551615", Some(Number::Unsigned(u64::MAX)));
        check("9999999999999999999", Some(Number::Unsigned(9_999_999_999_999_999_999)));
        check("18446744073709551616", Some(Number::Float(18_446_744_073_709_551_616.0)));
        check("-1", Some(Number::Signed(-1)));
        check("-9223372036854775808", Some(Number::Signed(i64::MIN)));
        check("-9223372036854775809", Some(Number::Float(-9_223_372_036_854_775_809.0)));
    }

    #[test]
    fn floats_are_the_nearest() {
        let texts = [
            "-0.0",
            "0.1",
            "1.5",
            "123456.789",
            "1e22",
            "1e23",
            "9007199254740993.0",
            "9007199254740992e1",
            "1e-22",
            "1e-23",
            "4.9e-324",
            "1e-400",
            "0.000001234567890123456789012345678901234567890",
            "1.7976931348623157e308",
            "123456789012345678901234567890.5",
            "5E-1",
            "5e+1",
            "0e5",
            "1e-99999999999999999999",
        ];
        for text in texts {
            check(text, Some(Number::Float(text.parse().expect("it is a float"))));
        }
        let minus_zero =
            read(b"-0").map(|(number, _)| matches!(number, Number::Float(zero) if zero.is_sign_negative()));
        assert_eq!(minus_zero, Some(true));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "-", "+1", "01", "-01", ".5", "1.", "1.e1", "1e", "1e+", "e1", "1e309", "1e99999999999999999999"]
        {
            check(text, None);
        }
    }
}
