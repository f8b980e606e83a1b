//! Any text, read as the JSON of the sample.

use contracts::json::{self, Options};
use contracts::wire::DEPTH_LIMIT;

use crate::compare::expect_equal;
use crate::sample::Sample;

const LENIENT: Options =
    Options { unknown_fields: true, default_values: false, proto_names: false, depth: DEPTH_LIMIT };

/// Reads the input as JSON, strictly and leniently.
///
/// # Panics
/// When what was read is not the same after writing and reading it, or strict and lenient reading differ.
pub fn json(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let strictly = serde_json::from_str::<Sample>(text);
    let leniently = json::from_str::<Sample>(text, LENIENT);
    match (&strictly, &leniently) {
        (Ok(strictly), Ok(leniently)) => expect_equal(strictly, leniently, "strict and lenient"),
        (Ok(_), Err(error)) => panic!("only the lenient reader refuses: {error}"),
        (Err(_), _) => {}
    }
    let Ok(sample) = leniently else { return };
    let Ok(written) = serde_json::to_string(&sample) else { return expect_too_deep(&sample, text) };
    let complete = Options { default_values: true, proto_names: true, ..Options::default() };
    let completely = json::to_string(&sample, complete).expect("the same with defaults");
    for (written, options) in [(written, Options::default()), (completely, complete)] {
        match serde_json::from_str::<Sample>(&written) {
            Ok(read) => check(&sample, &read, &written, options),
            // A member that is always written was absent, one level deeper than can be.
            Err(error) => expect_at_limit(text, &error.to_string()),
        }
    }
}

/// What was written reads as the same value, which is written alike.
fn check(sample: &Sample, read: &Sample, written: &str, options: Options) {
    expect_equal(read, sample, "JSON");
    assert_eq!(json::to_string(read, options).ok().as_deref(), Some(written), "JSON that is written again");
}

/// One level more, and the reader refuses the text.
fn expect_at_limit(text: &str, reason: &str) {
    let deeper = json::from_str::<Sample>(&format!("{{\"child\":{text}}}"), LENIENT);
    let is_too_deep = deeper.is_err_and(|error| error.to_string().contains("nested deeper"));
    assert!(is_too_deep, "refused, though it is not as deep as can be: {reason}");
}

/// Only an `Any` can be read and not written: it is encoded, and what is encoded has a limit of levels.
fn expect_too_deep(sample: &Sample, text: &str) {
    let error = serde_json::to_string(sample).expect_err("it was an error before").to_string();
    assert!(error.contains("deep") && text.contains("@type"), "{error}: {text}");
}
