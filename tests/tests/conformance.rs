//! Google's protobuf conformance suite.

use std::fs;
use std::path::Path;

use contracts::descriptor::Descriptors;
use prost::Message;
use prost_types::{DescriptorProto, FileDescriptorProto};
use tests::buf::{self, Comments};
use tests::conformance::{self, Failures, Summaries, Summary};
use tests::{tools, workspace};

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

#[test]
fn what_is_exported_of_the_suites_messages_is_what_google_declares() {
    const PROTO3: &str = "google/protobuf/test_messages_proto3.proto";
    let suite = tools::conformance().unwrap_or_else(|error| panic!("{error:#}")).file(&format!("include/{PROTO3}"));
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("google/protobuf")).unwrap();
    fs::copy(suite, folder.path().join(PROTO3)).unwrap();
    let built = buf::build(folder.path(), Comments::Without).unwrap_or_else(|error| panic!("{error:#}"));
    let theirs = FileDescriptorProto::decode(&*built[PROTO3]).unwrap();
    let descriptors = Descriptors::from_registry();
    let ours = descriptors.files.iter().find(|file| file.package() == theirs.package()).unwrap();
    let (mut ours, mut theirs) = (comparable(ours.clone()), comparable(theirs));
    for (ours, theirs) in ours.message_type.iter_mut().zip(&mut theirs.message_type) {
        assert_eq!(std::mem::take(&mut ours.field), std::mem::take(&mut theirs.field));
    }
    assert_eq!(ours, theirs);
}

/// A file without its name, its comments and its options, and without what says nothing of bytes or JSON: what C++ keeps
/// strings in, that numbers are packed where they are anyway, and in which order a message declares others.
fn comparable(mut file: FileDescriptorProto) -> FileDescriptorProto {
    (file.name, file.options, file.source_code_info) = (None, None, None);
    file.dependency.sort();
    file.message_type.iter_mut().for_each(plain);
    file
}

fn plain(message: &mut DescriptorProto) {
    message.nested_type.sort_by(|one, other| one.name().cmp(other.name()));
    message.nested_type.iter_mut().for_each(plain);
    message.enum_type.sort_by(|one, other| one.name().cmp(other.name()));
    message.reserved_range.sort_by_key(|range| range.start());
    for field in &mut message.field {
        let Some(options) = &mut field.options else { continue };
        options.ctype = None;
        options.packed = options.packed.filter(|packed| !packed);
        if *options == prost_types::FieldOptions::default() {
            field.options = None;
        }
    }
}
