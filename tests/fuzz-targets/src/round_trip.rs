//! Values of the sample, written and read again in every format.

use arbitrary::{Arbitrary, Unstructured};
use contracts::wire::DecodeErrorKind;
use contracts::{DecodeOptions, Message};

use crate::compare::{expect_equal, expect_same};
use crate::forget::{forget_packed, forget_unnamed};
use crate::sample::Sample;
use crate::text::through_text;
use crate::writable::has_json;

/// Writes values that the input describes and reads them again.
///
/// # Panics
/// When something is lost, or written or read otherwise than by another way.
pub fn round_trip(input: &[u8]) {
    let mut input = Unstructured::new(input);
    let Ok(first) = Sample::arbitrary(&mut input) else { return };
    let bytes = binary(&first);
    if is_too_deep(&bytes) {
        return;
    }
    through_prost(&first, &bytes);
    json(&first);
    through_text(&first);
    if let Ok(second) = Sample::arbitrary(&mut input)
        && !is_too_deep(&second.encode_to_vec())
    {
        merged(&first, &bytes, &second);
    }
}

/// Deeper than any value that an input describes.
const DEEP: DecodeOptions = DecodeOptions::new().with_depth(10_000);

/// Whether a value is nested deeper than what is read by default.
fn is_too_deep(bytes: &[u8]) -> bool {
    Sample::decode(bytes).is_err_and(|error| matches!(error.kind(), DecodeErrorKind::TooDeep(_)))
}

fn binary(sample: &Sample) -> Vec<u8> {
    let bytes = sample.encode_to_vec();
    assert_eq!(sample.encoded_len(), bytes.len(), "the length that is known before");
    let mut appended = vec![7];
    sample.encode(&mut appended);
    assert_eq!(appended[1..], bytes, "bytes that are appended");
    let decoded = Sample::decode_with(&bytes, &DEEP).expect("what is written can be read");
    expect_same(&decoded, sample, "binary");
    bytes
}

fn through_prost(sample: &Sample, bytes: &[u8]) {
    assert_eq!(prost::Message::encoded_len(sample), bytes.len(), "the length for prost");
    assert_eq!(prost::Message::encode_to_vec(sample), bytes, "the bytes for prost");
    let decoded = <Sample as prost::Message>::decode(bytes).expect("prost can read what is written");
    expect_same(&decoded, sample, "prost");
}

fn json(sample: &Sample) {
    let mut sample = sample.clone();
    forget_unnamed(&mut sample);
    let written = serde_json::to_string(&sample);
    assert_eq!(written.is_ok(), has_json(&sample), "{:?} of {sample:?}", written.err());
    let Ok(text) = written else { return };
    let mut read: Sample = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(serde_json::to_string(&read).ok(), Some(text), "JSON that is written again");
    // What an `Any` holds is encoded anew, so it is compared as JSON alone.
    forget_packed(&mut sample);
    forget_packed(&mut read);
    forget_unnamed(&mut read);
    expect_equal(&read, &sample, "JSON");
}

/// Two messages, one behind the other, are one: the second merged into the first.
fn merged(first: &Sample, bytes: &[u8], second: &Sample) {
    let both = [bytes, &second.encode_to_vec()].concat();
    let mut merged = first.clone();
    merged.merge(&second.encode_to_vec()).expect("what is written can be merged");
    let decoded = Sample::decode(&both).expect("two messages are one");
    expect_same(&merged, &decoded, "merge");
}
