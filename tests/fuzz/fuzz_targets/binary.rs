//! Any bytes as the sample, with prost beside it; and what reading them takes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fuzz_target!(|input: &[u8]| {
    expect_bounded(input);
    fuzz_targets::binary(input);
});

/// Two bytes may ask for a whole message, and a vector that grows holds three times what is in it for a moment.
fn expect_bounded(input: &[u8]) {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    // Whether the bytes are a sample is for the target to judge.
    let _ = fuzz_targets::decode(input);
    let taken = ALLOCATOR.peak_usage().saturating_sub(before);
    let limit = fuzz_targets::allocation_limit(input.len());
    assert!(taken <= limit, "{taken} bytes are allocated for {} bytes of input: at most {limit}", input.len());
}
