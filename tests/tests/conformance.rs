//! Google's protobuf conformance suite.

use std::fs;
use std::path::Path;

use anyhow::Result;
use contracts::descriptor::{self, Descriptors};
use prost::Message;
use prost_types::FileDescriptorProto;
use proto_export::print::{Names, print};
use tests::buf::{self, Comments};
use tests::comparable::comparable;
use tests::conformance::{self, Failures, Summaries, Summary};
use tests::descriptors::{self, EncodedFiles};
use tests::{command, features, tools, workspace};

#[test]
fn every_test_of_the_suite_passes_in_binary_json_and_text() {
    let failures = |name: &str| workspace::root().join("tests/src/conformance").join(name);
    let (binary_and_json, text) = (failures("expected_failures.txt"), failures("expected_text_failures.txt"));
    let failures = Failures { binary_and_json: &binary_and_json, text: &text };
    let summaries = conformance::run(Path::new(env!("CARGO_BIN_EXE_conformance-testee")), failures);
    let summaries = summaries.unwrap_or_else(|error| panic!("{error:#}"));
    let summary = |passed| Summary { passed, skipped: 0, expected_failures: 0, unexpected_failures: 0 };
    assert_eq!(summaries, Summaries { binary_and_json: summary(5567), text: summary(883) });
}

/// The files of the suite whose messages are contracts here.
const FILES: [&str; 5] = ["proto3", "proto3_editions", "proto2", "proto2_editions", "edition2023"];

#[test]
fn what_is_exported_of_the_suites_messages_is_what_google_declares() {
    let theirs = google().unwrap_or_else(|error| panic!("{error:#}"));
    let ours = Descriptors::from_registry().encode_file_descriptor_set(descriptor::Comments::Without);
    let ours = descriptors::by_name(&ours).unwrap();
    for name in FILES {
        let theirs = &theirs[&path(name)];
        let package = FileDescriptorProto::decode(theirs.as_slice()).unwrap().package().to_owned();
        let ours =
            ours.values().find(|file| FileDescriptorProto::decode(file.as_slice()).unwrap().package() == package);
        expect_same(ours.unwrap_or_else(|| panic!("{package} is not exported")), theirs);
    }
}

/// What buf builds of the suite's files.
fn google() -> Result<EncodedFiles> {
    let suite = tools::conformance()?;
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(folder.path().join("google/protobuf"))?;
    for file in FILES.map(path) {
        fs::copy(suite.file(&format!("include/{file}")), folder.path().join(file))?;
    }
    buf::build(folder.path(), Comments::Without)
}

fn path(name: &str) -> String {
    format!("google/protobuf/test_messages_{name}.proto")
}

#[test]
fn what_is_printed_of_the_suites_messages_is_what_is_described() {
    let mut described = Descriptors::from_registry();
    described.files.retain(|file| file.package().starts_with("protobuf_test_messages."));
    assert_eq!(described.files.len(), FILES.len());
    let imports = described.imports.iter().map(|file| FileDescriptorProto::decode(file.as_slice()).unwrap());
    let imports: Vec<_> = imports.collect();
    let names = Names::of(described.files.iter().chain(&imports));
    let folder = tempfile::tempdir().unwrap();
    for file in &described.files {
        let path = folder.path().join(file.name());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, print(file, &names)).unwrap();
    }
    let format = buf::run(folder.path(), &["format", "--diff", "--exit-code"]).and_then(command::Outcome::success);
    format.unwrap_or_else(|error| panic!("{error:#}"));
    let built = buf::build(folder.path(), Comments::Without).unwrap_or_else(|error| panic!("{error:#}"));
    let ours = described.encode_file_descriptor_set(descriptor::Comments::Without);
    for (name, file) in descriptors::by_name(&ours).unwrap() {
        expect_same(&file, &built[&name]);
    }
}

/// Compares files by what they say of messages, and editions by the features that each declaration comes to.
#[track_caller]
fn expect_same(ours: &[u8], theirs: &[u8]) {
    assert_eq!(features::resolved(ours).unwrap(), features::resolved(theirs).unwrap());
    let [mut ours, mut theirs] = [ours, theirs].map(|file| comparable(FileDescriptorProto::decode(file).unwrap()));
    for (ours, theirs) in ours.message_type.iter_mut().zip(&mut theirs.message_type) {
        assert_eq!(ours.field.len(), theirs.field.len(), "{}", ours.name());
        for (ours, theirs) in std::mem::take(&mut ours.field).iter().zip(&std::mem::take(&mut theirs.field)) {
            assert_eq!(ours, theirs);
        }
        assert_eq!(ours, theirs);
    }
    assert_eq!(ours, theirs);
}
