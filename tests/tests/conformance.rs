//! Google's protobuf conformance suite.

use std::path::Path;

use tests::conformance::{Summary, run};
use tests::workspace;

#[test]
fn every_test_of_proto3_in_binary_and_json_passes() {
    let failures = workspace::root().join("tests/src/conformance/expected_failures.txt");
    let summary = run(Path::new(env!("CARGO_BIN_EXE_conformance-testee")), &failures).unwrap();
    // What is skipped is of proto2.
    assert_eq!(summary, Summary { passed: 1476, skipped: 1303, expected_failures: 0, unexpected_failures: 0 });
}
