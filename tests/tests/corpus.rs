//! The inputs that are worth keeping, through the functions that the fuzzer runs.

use std::fs;
use std::panic::catch_unwind;

use tests::workspace;

fn replay(target: &str, run: fn(&[u8])) {
    let folder = workspace::root().join("tests/corpus").join(target);
    let inputs = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut inputs: Vec<_> = inputs.map(|input| input.expect("folders can be read").path()).collect();
    inputs.sort();
    assert!(!inputs.is_empty(), "{} is empty", folder.display());
    let failed = inputs.iter().filter(|path| {
        let input = fs::read(path).expect("inputs can be read");
        catch_unwind(|| run(&input)).is_err()
    });
    let failed: Vec<_> = failed.map(|path| path.display().to_string()).collect();
    assert!(failed.is_empty(), "{} of {} inputs fail:\n{}", failed.len(), inputs.len(), failed.join("\n"));
}

#[test]
fn bytes_are_read_as_prost_reads_them() {
    replay("binary", fuzz_targets::binary);
}

#[test]
fn json_is_the_same_when_it_is_written_and_read_again() {
    replay("json", fuzz_targets::json);
}

#[test]
fn text_is_the_same_when_it_is_printed_and_read_again() {
    replay("text", fuzz_targets::text);
}

#[test]
fn values_are_the_same_in_every_format() {
    replay("round_trip", fuzz_targets::round_trip);
}

#[test]
fn an_empty_corpus_is_found() {
    let empty = tempfile::tempdir().expect("there is room");
    let path = empty.path().to_str().expect("a folder of text").to_owned();
    assert!(catch_unwind(|| replay(&path, |_| {})).is_err());
}
