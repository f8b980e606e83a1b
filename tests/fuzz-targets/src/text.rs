//! Any text, read as the text format of the sample; and any bytes, read as the sample and printed.

use contracts::Message;
use contracts::text::{self, Error, Options};
use contracts::wire::DecodeErrorKind;

use crate::compare::expect_equal;
use crate::forget::{forget_packed, forget_unnamed};
use crate::sample::Sample;

/// Reads the input as text, strictly and leniently, and as a message in binary.
///
/// # Panics
/// When what was read is not the same after printing and reading it, or strict and lenient reading differ.
pub fn text(input: &[u8]) {
    if let Ok(text) = std::str::from_utf8(input) {
        read(text);
    }
    if let Ok(sample) = Sample::decode(input) {
        through_text(&sample);
    }
}

fn read(text: &str) {
    let lenient = Options { unknown_fields: true, ..Options::default() };
    let strictly = text::from_str::<Sample>(text);
    let leniently = text::from_str_with::<Sample>(text, lenient);
    match (&strictly, &leniently) {
        (Ok(strictly), Ok(leniently)) => expect_equal(strictly, leniently, "strict and lenient"),
        (Ok(_), Err(error)) => panic!("only the lenient reader refuses: {error}"),
        (Err(_), _) => {}
    }
    if let Ok(sample) = leniently {
        through_text(&sample);
    }
}

/// What is printed, on one line or on many, reads as the same value, which is printed alike.
///
/// # Panics
/// When it does not.
pub(crate) fn through_text(sample: &Sample) {
    let mut sample = sample.clone();
    forget_unnamed(&mut sample);
    let options = Options { single_line: sample.yes, ..Options::default() };
    let printed = text::to_string_with(&sample, options);
    let mut read = match text::from_str::<Sample>(&printed) {
        Ok(read) => read,
        Err(error) => return expect_too_deep(&sample, &error, &printed),
    };
    assert_eq!(text::to_string_with(&read, options), printed, "text that is printed again");
    // What an `Any` holds is encoded anew, so it is compared as text alone.
    forget_packed(&mut sample);
    forget_packed(&mut read);
    forget_unnamed(&mut read);
    expect_equal(&read, &sample, "text");
}

/// A message that is always written was absent, one level deeper than can be.
fn expect_too_deep(sample: &Sample, error: &Error, printed: &str) {
    let again = Sample::decode(&sample.encode_to_vec());
    let is_too_deep = again.is_err_and(|error| matches!(error.kind(), DecodeErrorKind::TooDeep(_)));
    assert!(is_too_deep, "{error}: {printed}");
}
