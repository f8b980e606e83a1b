//! What the fuzzer runs: one function for each target, from bytes to a panic where something does not hold.
//!
//! The functions are plain, so that stable tests run them over the corpus. `docs/fuzzing.md` says how to find more.

mod binary;
mod compare;
mod forget;
mod generate;
mod json;
mod legacy;
mod mirror;
mod round_trip;
mod sample;
mod text;
mod writable;

pub use binary::{allocation_limit, binary, decode};
pub use json::json;
pub use round_trip::round_trip;
pub use text::text;
