//! What is printed: compared with files that were looked at, and parsed back.

#[path = "print/contracts.rs"]
mod contracts_of_all_kinds;
mod support;

use contracts::descriptor::{Comments, Descriptors};
use contracts::registry::{self, Root};
use contracts::schema::{self, Declaration, Idempotency, Method, Source, Streaming};
use contracts_of_all_kinds::{everything, shared};
use prost::Message as _;
use prost_types::{FileDescriptorProto, FileDescriptorSet};
use proto_export::print::{Names, print};
use support::{Printed, expect_golden, printed, sound};

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
    module: "",
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
    sound(Descriptors::from_roots(registry::roots().chain([&ROOT])))
}

#[test]
fn files_are_printed_as_they_were_looked_at() {
    expect_golden("print/golden", &described());
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

/// Parses files, and returns their descriptors.
fn parsed(files: Vec<(String, String)>) -> Vec<FileDescriptorProto> {
    let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut compiler = protox::Compiler::with_file_resolver(Printed(files));
    compiler.include_imports(true).include_source_info(true);
    compiler.open_files(paths).unwrap_or_else(|error| panic!("{error:?}"));
    compiler.file_descriptor_set().file
}

/// Asserts that descriptors are the same but for comments.
#[track_caller]
fn expect_equal(found: Vec<FileDescriptorProto>, expected: Vec<FileDescriptorProto>) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.into_iter().zip(expected) {
        let [found, expected] = [found, expected].map(|file| FileDescriptorProto { source_code_info: None, ..file });
        let [found, expected] = [found, expected].map(|file| format!("{file:#?}"));
        let difference = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
        assert!(found == expected, "{difference:?} in\n{found}");
    }
}

/// Asserts that a file of package `a.b.v1` that imports one of `a.c.v1` is the same after it was printed, and that the
/// types of the fields are written in this way.
#[track_caller]
fn writes(file: &str, other: &str, references: &[&str]) {
    writes_in("proto3", file, other, references);
}

#[track_caller]
fn writes_in(syntax: &str, file: &str, other: &str, references: &[&str]) {
    let head = format!("syntax = \"{syntax}\"; package");
    let file = format!("{head} a.b.v1; import \"a/c/v1/c.proto\"; {file}");
    let other = format!("{head} a.c.v1; {other}");
    let described = parsed(vec![("a/b/v1/b.proto".to_owned(), file), ("a/c/v1/c.proto".to_owned(), other)]);
    let names = Names::of(&described);
    let printed: Vec<_> = described.iter().map(|file| (file.name().to_owned(), print(file, &names))).collect();
    for reference in references {
        assert!(
            printed.iter().any(|(_, text)| text.contains(&format!("  {reference} "))),
            "{reference} in {printed:?}"
        );
    }
    expect_equal(parsed(printed), described);
}

#[test]
fn types_have_the_shortest_name_that_finds_them() {
    let thing = "message Thing { message Part {} enum Kind { KIND_UNSPECIFIED = 0; } }";
    writes("message A { a.c.v1.Thing f = 1; a.c.v1.Thing.Part g = 2; }", thing, &["a.c.v1.Thing", "a.c.v1.Thing.Part"]);
    writes("message A { B b = 1; message B { B b = 1; A a = 2; } }", thing, &["B", "A"]);
    writes("message A { Z.Y y = 1; } message Z { Y y = 1; message Y { Z z = 1; } }", thing, &["Z.Y", "Y", "Z"]);
    // Something nearer has the name, or the first part of it.
    writes("message A { message A { .a.b.v1.A f = 1; A g = 2; } }", thing, &["a.b.v1.A", "A"]);
    writes("message A { message a {} .a.c.v1.Thing f = 1; a g = 2; }", thing, &[".a.c.v1.Thing", "a"]);
    writes("message A { string a = 1; .a.c.v1.Thing f = 2; }", thing, &["a.c.v1.Thing"]);
    writes("message A { enum v1 { V1_UNSPECIFIED = 0; } v1 w = 1; B B = 2; } message B {}", thing, &["v1", "B"]);
    writes("message Thing { a.c.v1.Thing Thing = 1; }", thing, &["a.c.v1.Thing"]);
    writes("message A { map<string, B> b = 1; message B { map<int32, A> b = 1; } }", thing, &["map<string, B>"]);
}

#[test]
fn types_of_packages_that_begin_with_a_keyword_are_found() {
    for package in ["stream.v1", "message.v1", "option.v1", "map.v1", "string.v1", "reserved.v1", "optional.v1"] {
        let used = format!("syntax = \"proto3\"; package {package}; message T {{}}");
        let user = format!(
            "syntax = \"proto3\"; package b; import \"t.proto\"; message A {{ .{package}.T t = 1; repeated .{package}.T u = 2; }}
             service S {{ rpc M(.{package}.T) returns (stream .{package}.T); }}"
        );
        let described = parsed(vec![("b.proto".to_owned(), user), ("t.proto".to_owned(), used)]);
        let names = Names::of(&described);
        let printed = described.iter().map(|file| (file.name().to_owned(), print(file, &names)));
        expect_equal(parsed(printed.collect()), described);
    }
}

#[test]
fn whatever_protobuf_has_is_printed() {
    writes(
        r#"
        message A {
            option deprecated = true;
            reserved 1 to 3, 9, 20000 to max;
            reserved "a", "b";
            optional bytes c = 4 [deprecated = true, json_name = "x\"y"];
            oneof d { string e = 5; A f = 6; }
            repeated fixed64 g = 7 [packed = false];
            optional A h = 8;
            oneof i { float j = 10; }
            enum K {
                option allow_alias = true;
                reserved -5 to -1, 7, 100 to max;
                reserved "L";
                K_UNSPECIFIED = 0;
                K_M = 50;
                K_N = 50 [deprecated = true];
            }
        }
        service S {
            option deprecated = true;
            rpc T(stream A) returns (stream A) { option idempotency_level = IDEMPOTENT; option deprecated = true; }
            rpc U(A) returns (a.c.v1.Empty);
        }
        message Empty {}
        "#,
        "message Empty {}",
        &[],
    );
}

#[test]
fn whatever_proto2_has_is_printed() {
    writes_in(
        "proto2",
        r#"
        message A {
            option message_set_wire_format = false;
            extensions 120 to 200, 500;
            extensions 1000 to max;
            reserved "x";
            optional group Data = 201 {
                optional int32 x = 1;
                optional group Inner = 2 { repeated int32 y = 1 [packed = true]; }
            }
            repeated group Rep = 202 [deprecated = true] {}
            oneof one { group Og = 203 { option deprecated = true; optional A a = 1; } int32 n = 204; }
            required E e = 5 [default = FOO];
            optional float f = 6 [default = 9e9];
            optional double g = 7 [default = -inf, deprecated = true];
            optional bytes h = 8 [default = "a\000\"\\\377\n\t'b"];
            optional string i = 9 [default = "a\"\\\n\r\001é'?"];
            map<string, A> m = 10;
            optional Data data_too = 205;
            optional group Two = 18 [json_name = "zwei", deprecated = true] {
                extensions 5 to 7;
                message In { optional int32 x = 1; }
                extend A { optional In in_a = 1006; }
            }
        }
        enum E { FOO = 1; BAR = 0; }
        message Set { option message_set_wire_format = true; extensions 4 to max; reserved 2; }
        extend A { optional int32 i = 122 [default = 5]; repeated int32 r = 124; }
        extend A { optional group GroupField = 123 { optional int32 x = 1; } }
        message Item {
            optional string s = 25;
            extend Set { optional Item item = 1547769; }
            extend a.c.v1.Other { repeated group Gg = 121 { optional A a = 1; } optional A a = 122; }
        }
        "#,
        "message Other { extensions 100 to max; }",
        &[],
    );
}
