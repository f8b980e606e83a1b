//! Options that contracts set: what is printed of them, and what a protobuf compiler reads in it.

#[path = "options/contracts.rs"]
mod contracts_with_options;
mod support;

use contracts::descriptor::{Comments, Descriptors};
use protox::prost_reflect::{DescriptorPool, DynamicMessage};
use support::{Printed, expect_golden, printed, sound};

fn described() -> Descriptors {
    sound(Descriptors::from_registry())
}

#[test]
fn files_with_options_are_printed_as_they_were_looked_at() {
    expect_golden("options/golden", &described());
}

/// The files of a set by name, with options of which every one is known.
fn read(pool: &DescriptorPool, set: &[u8]) -> Vec<(String, DynamicMessage)> {
    let kind = pool.get_message_by_name("google.protobuf.FileDescriptorSet").expect("descriptor.proto");
    let set = DynamicMessage::decode(kind, set).expect("a set");
    let files = set.get_field_by_name("file").expect("a field").into_owned();
    let files = files.as_list().expect("a list").iter().map(|file| {
        let file = file.as_message().expect("a file").clone();
        (file.get_field_by_name("name").expect("a name").as_str().unwrap_or_default().to_owned(), file)
    });
    files.collect()
}

#[test]
fn a_compiler_reads_the_options_that_are_encoded() {
    let described = described();
    let files = printed(&described);
    let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut compiler = protox::Compiler::with_file_resolver(Printed(files));
    compiler.open_files(paths).unwrap_or_else(|error| panic!("{error:?}"));
    let ours = described.encode_file_descriptor_set(Comments::Without);
    let theirs = compiler.encode_file_descriptor_set();
    let pool = DescriptorPool::decode(ours.as_slice()).expect("a pool");
    let (ours, theirs) = (read(&pool, &ours), read(&pool, &theirs));
    assert!(theirs.iter().any(|(name, _)| name == "acme/set/v1/set.proto"));
    for (name, theirs) in theirs {
        let ours = ours.iter().find(|(other, _)| *other == name).expect("the file");
        assert_eq!(ours.1, theirs, "{name}");
    }
}

#[test]
fn the_options_are_had_back_from_what_is_encoded() {
    let ours = described().encode_file_descriptor_set(Comments::Without);
    let pool = DescriptorPool::decode(ours.as_slice()).expect("a pool");
    let thing = pool.get_message_by_name("acme.set.v1.Thing").expect("the message");
    let days = pool.get_extension_by_name("acme.options.v1.days").expect("the extension");
    assert_eq!(thing.options().get_extension(&days).as_u32(), Some(30));
    let field = thing.get_field_by_name("secret").expect("the field");
    let level = pool.get_extension_by_name("acme.options.v1.level").expect("the extension");
    assert_eq!(field.options().get_extension(&level).as_enum_number(), Some(2));
}
