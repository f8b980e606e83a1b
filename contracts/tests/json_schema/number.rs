//! Numbers as text, compared to the last digit.

/// A number: its digits behind the sign, if any, without zeros at the end; and how many zeros follow them, or how many of
/// them are behind the point if that is negative.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    digits: String,
    zeros: i64,
}

impl Number {
    /// The number that a text is.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.parse::<f64>().ok().filter(|_| text.contains(|letter: char| letter.is_ascii_digit()))?;
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_end_matches('0');
        if digits.is_empty() || digits == "-" {
            return Some(Number { digits: "0".to_owned(), zeros: 0 });
        }
        // An exponent that no `i64` holds is further out than any digits can make up for.
        let beyond = if exponent.starts_with('-') { i64::MIN / 2 } else { i64::MAX / 2 };
        let exponent = exponent.parse().unwrap_or(beyond).clamp(i64::MIN / 2, i64::MAX / 2);
        let zeros = exponent + (all.len() - digits.len()) as i64 - fraction.len() as i64;
        Some(Number { digits: digits.to_owned(), zeros })
    }

    /// The integer that it is, if it is one of at most 38 digits.
    pub(crate) fn integer(&self) -> Option<i128> {
        let zeros = usize::try_from(self.zeros).ok().filter(|zeros| *zeros < 38)?;
        format!("{}{:0<zeros$}", self.digits, "").parse().ok()
    }
}
