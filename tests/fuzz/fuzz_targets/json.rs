//! Any text as the JSON of the sample.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz_targets::json(input));
