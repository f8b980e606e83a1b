//! Contracts among names, lints and attributes that macros stumble over. It compiles without a warning in edition 2024
//! and, as the package `tests-hygiene-2021`, in edition 2021; its values survive the way over the wire.

#![deny(warnings, missing_docs, clippy::all, rust_2018_idioms, unused_results, unreachable_pub)]
#![deny(single_use_lifetimes, unused_lifetimes, trivial_casts, trivial_numeric_casts)]
#![cfg_attr(not(test), deny(clippy::pedantic, unused_qualifications))]
#![forbid(unsafe_code)]

pub mod legacy;

contracts::package!("hygiene.v1");

pub mod conditions;
pub mod names;
pub mod places;
pub mod services;
pub mod shadows;

#[cfg(test)]
fn survives<M: contracts::Message + PartialEq + std::fmt::Debug>(message: M) {
    let bytes = message.encode_to_vec();
    assert_eq!(message.encoded_len(), bytes.len());
    assert_eq!(M::decode(&bytes).expect("what was encoded decodes"), message);
}
