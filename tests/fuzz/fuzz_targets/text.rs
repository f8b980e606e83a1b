//! Any text as the text format of the sample; any bytes as the sample, printed.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz_targets::text(input));
