//! Values of the sample, written and read again in every format.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz_targets::round_trip(input));
