//! Any bytes, read as the sample, with prost beside it.

mod difference;
mod reconcile;

use bytes::Bytes;
use contracts::wire::DecodeErrorKind;
use contracts::{DecodeError, DecodeOptions, Message};
use prost::encoding::encode_varint;

use crate::compare::{expect_equal, expect_same};
use crate::forget::forget;
use crate::mirror;
use crate::sample::Sample;

/// Reads the input, as prost does.
///
/// # Panics
/// When prost reads something else, or the same bytes read otherwise by another way.
pub fn binary(input: &[u8]) {
    let ours = Sample::decode(input);
    shared(input, &ours);
    limited(input, &ours);
    below_prost(input, &ours);
    if let Ok(sample) = &ours {
        match Sample::decode(&sample.encode_to_vec()) {
            Ok(again) => expect_same(&again, sample, "read again"),
            // A message that is always written was absent, one level deeper than can be.
            Err(error) => return difference::expect_at_limit(input, &error.to_string()),
        }
    }
    match (&ours, <mirror::Sample as prost::Message>::decode(input)) {
        (Ok(ours), Ok(theirs)) => agree(ours, theirs),
        (Ok(ours), Err(error)) => difference::expect_of_prost(input, ours, &error),
        (Err(error), Ok(_)) => difference::expect_of_contracts(error),
        (Err(_), Err(_)) => {}
    }
}

/// Reads the input and nothing else: what it takes can be measured.
///
/// # Errors
/// When the input is no sample.
pub fn decode(input: &[u8]) -> Result<(), DecodeError> {
    Sample::decode(input).map(drop)
}

/// How many bytes reading an input of this length may allocate at once.
///
/// The most that a few bytes can ask for is the node of a map, which has room for eleven samples, in a sample of its own:
/// seven bytes. A vector that grows holds three times what is in it for a moment.
pub fn allocation_limit(length: usize) -> usize {
    3 * size_of::<Sample>() * (length + 8)
}

/// A shared buffer reads as a slice does.
fn shared(input: &[u8], ours: &Result<Sample, DecodeError>) {
    let shared = Sample::decode_bytes(Bytes::copy_from_slice(input));
    match (&shared, ours) {
        (Ok(shared), Ok(ours)) => expect_same(shared, ours, "a shared buffer"),
        _ => assert_eq!(shared.as_ref().err(), ours.as_ref().err(), "a shared buffer"),
    }
}

/// Under limits, which the input chooses, the same is read, or a limit is told of.
fn limited(input: &[u8], ours: &Result<Sample, DecodeError>) {
    let mut seed = input.iter().fold(input.len(), |seed, byte| seed.wrapping_mul(31) ^ usize::from(*byte));
    let mut below = |limit: usize| {
        let chosen = seed % limit;
        seed /= limit;
        chosen
    };
    let options = DecodeOptions::new().with_depth(below(16) as u32).with_elements(below(40));
    let options = options.with_unknown_bytes(below(60)).with_size(below(4000));
    let limited = Sample::decode_with(input, &options);
    let shared = Sample::decode_bytes_with(Bytes::copy_from_slice(input), &options);
    assert_eq!(limited.as_ref().err(), shared.as_ref().err(), "a shared buffer under {options:?}");
    match (limited, ours) {
        (Ok(limited), Ok(ours)) => expect_same(&limited, ours, "limited"),
        (Ok(_), Err(error)) => panic!("only read under {options:?}: {error}"),
        (Err(error), Ok(_)) => expect_limit(input, &options, &error),
        (Err(_), Err(_)) => {}
    }
}

/// The error is of one of the limits, and the input can be beyond it: an element that is unknown gets a key of its own.
fn expect_limit(input: &[u8], options: &DecodeOptions, error: &DecodeError) {
    let is_beyond = match error.kind() {
        DecodeErrorKind::TooLarge { .. } => input.len() > options.size(),
        DecodeErrorKind::TooDeep(limit) => *limit == options.depth(),
        DecodeErrorKind::TooManyElements(limit) => *limit == options.elements() && input.len() > *limit,
        DecodeErrorKind::TooManyUnknownBytes(limit) => *limit == options.unknown_bytes() && 2 * input.len() > *limit,
        _ => false,
    };
    assert!(is_beyond, "not of {options:?}: {error}");
}

/// As prost generates a message with a contract in it.
#[derive(Clone, PartialEq, prost::Message)]
struct Around {
    #[prost(message, optional, tag = "1")]
    sample: Option<Sample>,
}

/// A contract in a message of prost reads as on its own; prost has then read the keys, and written them anew.
fn below_prost(input: &[u8], ours: &Result<Sample, DecodeError>) {
    let around = <Around as prost::Message>::decode(&*length_delimited(1, input));
    match (around, ours) {
        (Ok(around), Ok(ours)) => {
            let (mut inner, mut ours) = (around.sample.expect("the field is there"), ours.clone());
            forget(&mut inner);
            forget(&mut ours);
            expect_same(&inner, &ours, "below prost");
        }
        (Err(error), Ok(_)) => panic!("below prost: {error}"),
        (Ok(_), Err(error)) => difference::expect_overlong_key(error),
        (Err(_), Err(_)) => {}
    }
}

/// A field of a number below 16 that holds the input.
fn length_delimited(number: u8, input: &[u8]) -> Vec<u8> {
    let mut field = vec![number << 3 | 2];
    encode_varint(input.len() as u64, &mut field);
    field.extend(input);
    field
}

/// What both have read is the same, both ways.
fn agree(ours: &Sample, mut theirs: mirror::Sample) {
    let mut ours = ours.clone();
    forget(&mut ours);
    reconcile::reconcile(&mut ours, &mut theirs);
    let written = ours.encode_to_vec();
    let read = <mirror::Sample as prost::Message>::decode(&*written).expect("prost reads what contracts write");
    expect_equal(&read, &theirs, "read by prost");
    let written = prost::Message::encode_to_vec(&theirs);
    let read = Sample::decode(&written).expect("contracts read what prost writes");
    expect_same(&read, &ours, "written by prost");
}
