//! The files that are brought along: their descriptors are what their texts say.

use std::path::Path;

use contracts::descriptor::SHIPPED;
use prost::Message as _;
use prost_types::{FileDescriptorProto, FileDescriptorSet, SourceCodeInfo};

/// Finds the files that are brought along, and the well-known ones.
struct Shipped;

impl protox::file::FileResolver for Shipped {
    fn open_file(&self, name: &str) -> Result<protox::file::File, protox::Error> {
        match SHIPPED.iter().find(|file| file.path == name) {
            Some(file) => protox::file::File::from_source(file.path, file.text),
            None => protox::file::GoogleFileResolver::new().open_file(name),
        }
    }
}

/// A `google.protobuf.FileDescriptorSet` whose files stay encoded: they may have options that have no name here.
#[derive(prost::Message)]
struct EncodedSet {
    #[prost(bytes = "vec", repeated, tag = "1")]
    file: Vec<Vec<u8>>,
}

/// What a compiler reads in the texts, of the comments those of declarations.
fn compiled() -> Vec<u8> {
    let mut compiler = protox::Compiler::with_file_resolver(Shipped);
    compiler.include_source_info(true).include_imports(false);
    compiler.open_files(SHIPPED.iter().map(|file| file.path)).unwrap_or_else(|error| panic!("{error:?}"));
    let compiled = EncodedSet::decode(compiler.encode_file_descriptor_set().as_slice()).expect("a set").file;
    let file = |path| compiled.iter().find(|file| name(file) == path).unwrap_or_else(|| panic!("{path} is compiled"));
    let file = SHIPPED.iter().map(|shipped| with_comments_alone(file(shipped.path))).collect();
    EncodedSet { file }.encode_to_vec()
}

fn name(file: &[u8]) -> String {
    FileDescriptorProto::decode(file).expect("a file").name().to_owned()
}

/// The file with the locations that have a comment.
fn with_comments_alone(file: &[u8]) -> Vec<u8> {
    #[derive(prost::Message)]
    struct Comments {
        #[prost(message, optional, tag = "9")]
        source_code_info: Option<SourceCodeInfo>,
    }
    let info = FileDescriptorProto::decode(file).expect("a file").source_code_info.unwrap_or_default();
    let location = info.location.into_iter().filter(|location| location.leading_comments.is_some()).collect();
    let comments = Comments { source_code_info: Some(SourceCodeInfo { location }) };
    [without_comments(file), comments.encode_to_vec()].concat()
}

/// The records of the file but for the comments.
fn without_comments(file: &[u8]) -> Vec<u8> {
    use prost::encoding::{DecodeContext, decode_key, skip_field};
    let (mut rest, mut kept) = (file, Vec::new());
    while !rest.is_empty() {
        let start = rest;
        let (number, wire_type) = decode_key(&mut rest).expect("a key");
        skip_field(wire_type, number, &mut rest, DecodeContext::default()).expect("a field");
        if number != 9 {
            kept.extend_from_slice(&start[..start.len() - rest.len()]);
        }
    }
    kept
}

#[test]
fn descriptors_are_what_the_texts_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/src/descriptor/shipped.binpb");
    let compiled = compiled();
    if std::env::var_os("UPDATE_SHIPPED").is_some() {
        std::fs::write(&path, &compiled).expect("a file");
    }
    let written = std::fs::read(&path).expect("a file");
    let [ours, theirs] = [&written, &compiled].map(|set| FileDescriptorSet::decode(set.as_slice()).expect("a set"));
    assert_eq!(ours, theirs, "UPDATE_SHIPPED=1 writes it");
    assert!(
        written == compiled,
        "the descriptors differ in options that have no name here; UPDATE_SHIPPED=1 writes it"
    );
}
