//! Where prost takes what contracts refuse, or the other way round: each with the proof that it is this and nothing else.

use contracts::wire::{DecodeErrorKind, Key};
use contracts::{DecodeError, Message};

use super::length_delimited;
use crate::forget::forget;
use crate::mirror;
use crate::sample::Sample;

/// The number of `Sample::child`.
const CHILD: u8 = 7;

/// Prost refuses what contracts have read.
///
/// # Panics
/// When there is no reason for it.
pub(super) fn expect_of_prost(input: &[u8], ours: &Sample, error: &prost::DecodeError) {
    let reason = error.to_string();
    if reason.contains("invalid wire type: ") {
        return expect_wire_type(ours);
    }
    if reason.ends_with("recursion limit reached") {
        return expect_recursion(input, &reason);
    }
    panic!("only prost refuses: {reason}");
}

/// A known number with another wire type is an unknown field for contracts, as the conformance suite asks, and an error for
/// prost: the rest must be the same for both.
fn expect_wire_type(ours: &Sample) {
    let mut known = ours.clone();
    forget(&mut known);
    let read = <mirror::Sample as prost::Message>::decode(&*known.encode_to_vec());
    read.expect("prost reads what contracts write");
}

/// At the last level prost passes over no field at all. In a message of prost that stands in a contract, prost begins to
/// count anew.
fn expect_recursion(input: &[u8], reason: &str) {
    if !reason.contains("Sample.foreign: ") {
        expect_at_limit(input, reason);
    }
}

/// One level more, and contracts refuse the input.
///
/// # Panics
/// When they do not.
pub(super) fn expect_at_limit(input: &[u8], reason: &str) {
    let deeper = Sample::decode(&length_delimited(CHILD, input));
    let is_too_deep = deeper.is_err_and(|error| matches!(error.kind(), DecodeErrorKind::TooDeep(_)));
    assert!(is_too_deep, "refused, though it is not as deep as can be: {reason}");
}

/// Contracts refuse what prost has read.
///
/// # Panics
/// When there is no reason for it.
pub(super) fn expect_of_contracts(error: &DecodeError) {
    // A Rust type that holds less than the protobuf type.
    if error.is_of_value() && error.path().contains(".narrow.") {
        return;
    }
    // Prost does not ask whether what is required is there.
    if matches!(error.kind(), DecodeErrorKind::Missing) && error.path().ends_with(".id") {
        return;
    }
    expect_overlong_key(error);
}

/// A key of more bytes than it needs: prost reads it, the conformance suite forbids it.
///
/// # Panics
/// When it is another error.
pub(super) fn expect_overlong_key(error: &DecodeError) {
    let overlong = matches!(error.kind(), DecodeErrorKind::InvalidKey(raw) if Key::from_wire(*raw).is_ok());
    assert!(overlong, "only contracts refuse: {error}");
}
