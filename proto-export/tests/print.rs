//! What is printed: compared with files that were looked at, and parsed back.

#[path = "print/contracts.rs"]
mod contracts_of_all_kinds;

use std::path::Path;

use contracts::descriptor::{Comments, Descriptors};
use contracts::registry::{self, Root};
use contracts::schema::{self, Declaration, Idempotency, Method, Source, Streaming};
use contracts_of_all_kinds::{everything, shared};
use prost::Message as _;
use prost_types::{FileDescriptorProto, FileDescriptorSet};
use proto_export::print::{Names, print};

const fn at(name: &'static str, line: u32, doc: &'static str) -> Declaration {
    Declaration::new(name, Source::new("proto-export/tests/print/contracts.rs", line, 1)).doc(doc)
}

fn order() -> &'static schema::Message {
    <everything::Order as contracts::Message>::schema()
}

fn foreign_order() -> &'static schema::Message {
    <shared::Order as contracts::Message>::schema()
}

fn empty() -> &'static schema::Message {
    <() as contracts::Message>::schema()
}

static SERVICE: schema::Service = schema::Service {
    declaration: at("EverythingService", 1000, "Does everything."),
    package: "acme.everything.v1",
    methods: &[
        Method::new(at("Get", 1001, "Gets."), "/acme.everything.v1.EverythingService/Get", order, foreign_order)
            .idempotency(Idempotency::NoSideEffects),
        Method::new(at("Watch", 1002, ""), "/acme.everything.v1.EverythingService/Watch", order, empty)
            .streaming(Streaming::Server),
        Method::new(at("Upload", 1003, "A.\n\nB.").deprecated(), "/", order, order).streaming(Streaming::Client),
        Method::new(at("Sync", 1004, "Both."), "/", order, order).streaming(Streaming::Bidirectional),
    ],
};

static ROOT: Root = Root::Service(&SERVICE);

fn described() -> Descriptors {
    let described = Descriptors::from_roots(registry::roots().chain([&ROOT]));
    assert_eq!(described.violations, [], "{:#?}", described.violations);
    described
}

fn printed(described: &Descriptors) -> Vec<(String, String)> {
    let imports = described.imports.iter().map(|file| FileDescriptorProto::decode(file.as_slice()).expect("a file"));
    let imports: Vec<_> = imports.collect();
    let names = Names::of(described.files.iter().chain(&imports));
    described.files.iter().map(|file| (file.name().to_owned(), print(file, &names))).collect()
}

#[test]
fn files_are_printed_as_they_were_looked_at() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/print/golden");
    for (path, text) in printed(&described()) {
        let path = golden.join(path);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, &text).expect("a file");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text, expected, "{} differs; UPDATE_GOLDEN=1 writes it", path.display());
    }
}

/// Finds printed files, and the well-known ones.
struct Printed(Vec<(String, String)>);

impl protox::file::FileResolver for Printed {
    fn open_file(&self, name: &str) -> Result<protox::file::File, protox::Error> {
        match self.0.iter().find(|(path, _)| path == name) {
            Some((path, text)) => protox::file::File::from_source(path, text),
            None => protox::file::GoogleFileResolver::new().open_file(name),
        }
    }
}

#[test]
fn what_is_printed_parses_to_what_was_described() {
    let described = described();
    let files = printed(&described);
    let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut compiler = protox::Compiler::with_file_resolver(Printed(files));
    compiler.open_files(paths).unwrap_or_else(|error| panic!("{error:?}"));
    let ours = described.encode_file_descriptor_set(Comments::Without);
    let ours = FileDescriptorSet::decode(ours.as_slice()).expect("a set");
    for theirs in compiler.file_descriptor_set().file {
        let ours = ours.file.iter().find(|file| file.name() == theirs.name()).expect("the file");
        assert_eq!(format!("{ours:#?}"), format!("{:#?}", theirs));
    }
    // prost-types knows no `debug_redact`: look for its bytes.
    let theirs = compiler.encode_file_descriptor_set();
    let redacted = |set: &[u8]| set.windows(3).filter(|bytes| *bytes == [0x80, 1, 1]).count();
    assert_eq!(redacted(&theirs), 2);
    assert_eq!(redacted(&described.encode_file_descriptor_set(Comments::Without)), 2);
}

#[test]
fn comments_stand_above_their_declarations() {
    let described = described();
    let files = printed(&described);
    for (file, (path, text)) in described.files.iter().zip(&files) {
        let parsed = protox::file::File::from_source(path, text).expect("a file");
        let theirs = parsed.file_descriptor_proto().source_code_info.clone().expect("comments").location;
        for ours in &file.source_code_info.as_ref().expect("comments").location {
            let found = theirs.iter().find(|location| location.path == ours.path);
            let found = found.unwrap_or_else(|| panic!("{path} has no {:?}", ours.path));
            assert_eq!(found.leading_comments, ours.leading_comments, "{:?}", ours.path);
        }
    }
}
