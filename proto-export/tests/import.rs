//! `proto-export import` from the command line: what it writes, and what it says of wrong uses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with one file, `protos/acme/v1/a.proto`.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(proto: &str) -> Self {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(folder.path("protos/acme/v1")).expect("a folder");
        fs::write(folder.path("protos/acme/v1/a.proto"), proto).expect("a file");
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Imports all files, with these arguments more.
    fn import(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proto-export"));
        command.args(["import", "--out", "src/proto"]).args(arguments).arg("protos").current_dir(self.0.path());
        command.output().expect("the program starts")
    }
}

/// Whether a command failed with this exit code, saying this.
#[track_caller]
fn refused(output: &Output, code: i32, said: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    assert!(stderr.contains(said), "{stderr}");
}

#[track_caller]
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

const ORDER: &str = r#"syntax = "proto3";

// Orders.
package acme.v1;

option go_package = "acme.test/v1;acmev1";

// An order.
message Order {
  reserved 4, 9 to 12;
  reserved "old";

  string id = 1; // Given by the shop.
  repeated Line lines = 2;
  oneof paid {
    string card = 3;
    Order again = 5;
  }

  message Line {
    sint32 count = 1;
  }
}

enum State {
  STATE_UNSPECIFIED = 0;
  STATE_SENT = 1;
}
"#;

const ORDER_IN_RUST: &str = r#"//! The package `acme.v1`.
//!
//! Orders.

use contracts::contract;

contracts::package!("acme.v1", options(go_package = "acme.test/v1;acmev1"));

/// An order.
#[contract(reserved(4, 9..=12, "old"))]
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Given by the shop.
    #[member(1)]
    pub id: String,
    #[member(2)]
    pub lines: Vec<order::Line>,
    #[oneof]
    pub paid: Option<order::Paid>,
}

/// What is declared in `Order`.
pub mod order {
    use contracts::contract;

    /// The oneof `paid` of `Order`.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub enum Paid {
        #[member(3)]
        Card(String),
        #[member(5)]
        Again(Box<super::Order>),
    }

    #[contract(nested_in = super::Order)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Line {
        #[member(1, zigzag)]
        pub count: i32,
    }
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    Unspecified = 0,
    Sent = 1,
    /// A number without a name here.
    #[unknown]
    Unrecognized(i32),
}
"#;

#[test]
fn a_file_becomes_a_module_with_what_it_says() {
    let folder = Folder::new(ORDER);
    let output = folder.import(&[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(read(&folder.path("src/proto/acme/v1.rs")), ORDER_IN_RUST);
    assert!(read(&folder.path("src/proto/acme.rs")).ends_with("\npub mod v1;\n"));
    assert!(read(&folder.path("src/proto/mod.rs")).ends_with("\npub mod acme;\n"));
}

#[test]
fn modules_that_were_changed_are_kept() {
    let folder = Folder::new(ORDER);
    assert!(folder.import(&[]).status.success());
    assert!(folder.import(&[]).status.success(), "the same again is no change");
    fs::write(folder.path("src/proto/acme/v1.rs"), "// Ours.\n").expect("a file");
    refused(&folder.import(&[]), 1, "is there already and says something else");
    assert_eq!(read(&folder.path("src/proto/acme/v1.rs")), "// Ours.\n");
    assert!(folder.import(&["--overwrite"]).status.success());
    assert_eq!(read(&folder.path("src/proto/acme/v1.rs")), ORDER_IN_RUST);
}

#[test]
fn what_cannot_be_said_is_told_with_its_place_and_nothing_is_written() {
    let folder = Folder::new(&format!("{ORDER}\nservice Empty {{}}\n"));
    let lost = "acme/v1/a.proto:30: acme.v1.Empty: a service without methods: ";
    refused(&folder.import(&[]), 1, lost);
    refused(&folder.import(&[]), 1, "say `--lossy` to go on");
    assert!(!folder.path("src").exists());
    assert!(folder.import(&["--lossy", "--report", "lost.txt"]).status.success());
    assert!(read(&folder.path("lost.txt")).starts_with(lost));
    assert_eq!(read(&folder.path("src/proto/acme/v1.rs")), ORDER_IN_RUST);
}

const OPTIONS: &str = r#"syntax = "proto3";

package acme.v1;

import "google/protobuf/descriptor.proto";

option (owners) = "shop";
option (owners) = "it's us";

extend google.protobuf.FileOptions {
  repeated string owners = 50001;
}

extend google.protobuf.FieldOptions {
  Shown shown = 50001;
}

message Shown {
  string as = 1;
  repeated int32 levels = 2;
}

message Order {
  string id = 1 [(shown) = { as: "\\d+" levels: [1, 2] }, jstype = JS_STRING, deprecated = true];
}
"#;

const ORDER_WITH_OPTIONS: &str = r#"pub struct Order {
    #[deprecated]
    #[member(
        1,
        option("jstype: JS_STRING", "[acme.v1.shown] { as: '\\\\d+' levels: [1, 2] }")
    )]
    pub id: String,
}
"#;

#[test]
fn options_that_contracts_have_no_word_for_are_written_as_text() {
    let folder = Folder::new(OPTIONS);
    let output = folder.import(&[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = read(&folder.path("src/proto/acme/v1.rs"));
    assert!(text.ends_with(ORDER_WITH_OPTIONS), "{text}");
    let package = "    \"acme.v1\",\n    option(\"[acme.v1.owners]: 'shop'\"),\n    option(\"[acme.v1.owners]: \\\"it's us\\\"\")\n";
    assert!(text.contains(package), "{text}");
}

const ANNOTATIONS: &str = r#"syntax = "proto3";

package google.api;

import "google/protobuf/descriptor.proto";

extend google.protobuf.MethodOptions {
  HttpRule http = 72295728;
}

message HttpRule {
  string get = 2;
  string post = 4;
  string body = 7;
  string response_body = 12;
  repeated HttpRule additional_bindings = 11;
}
"#;

const SERVICE: &str = r#"syntax = "proto3";

package acme.v1;

import "google/api/annotations.proto";

message Order {
  string name = 1;
}

service Orders {
  rpc Get(Order) returns (Order) {
    option (google.api.http).get = "/v1/{name=orders/*}";
  }
  rpc Again(Order) returns (Order) {
    option (google.api.http).get = "/v1/{name=orders/*}";
  }
  rpc Gone(Order) returns (Order) {
    option (google.api.http).get = "/v1/{gone}";
  }
  rpc Put(Order) returns (Order) {
    option (google.api.http) = { post: "/v1/orders" body: "*" };
  }
  rpc Both(Order) returns (Order) {
    option (google.api.http) = { post: "/v1/both" additional_bindings { get: "/v2/both" response_body: "name" } };
  }
  rpc Nested(Order) returns (Order) {
    option (google.api.http) = { post: "/v1/a" additional_bindings { get: "/v1/b" additional_bindings { get: "/v1/c" } } };
  }
  rpc Wrong(Order) returns (Order) {
    option (google.api.http) = { get: "/v1/wrong" response_body: "gone" };
  }
  rpc Body(Order) returns (Order) {
    option (google.api.http) = { get: "/v1/body" body: "*" };
  }
}
"#;

#[test]
fn bindings_to_http_are_said_in_words_where_they_can_be_served() {
    let folder = Folder::new(SERVICE);
    fs::create_dir_all(folder.path("include/google/api")).expect("a folder");
    fs::write(folder.path("include/google/api/annotations.proto"), ANNOTATIONS).expect("a file");
    let output = folder.import(&["-I", "protos", "-I", "include"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!folder.path("src/proto/google").exists(), "contracts bring this package along");
    fs::remove_dir_all(folder.path("include")).expect("a folder");
    assert!(folder.import(&[]).status.success(), "contracts bring the files along");
    let text = read(&folder.path("src/proto/acme/v1.rs"));
    for expected in [
        "    #[operation(http(get = \"/v1/{name=orders/*}\"))]\n    async fn get(",
        "    #[operation(option(\"[google.api.http] { get: '/v1/{name=orders/*}' }\"))]\n    async fn again(",
        "    #[operation(option(\"[google.api.http] { get: '/v1/{gone}' }\"))]\n    async fn gone(",
        "    #[operation(http(post = \"/v1/orders\", body = \"*\"))]\n    async fn put(",
        "        http(post = \"/v1/both\"),\n        http(get = \"/v2/both\", response_body = \"name\")\n",
        "\"[google.api.http] { post: '/v1/a' additional_bindings { get: '/v1/b' additional_bindings { get: '/v1/c' } } }\"",
        "    #[operation(option(\"[google.api.http] { get: '/v1/wrong' response_body: 'gone' }\"))]\n    async fn wrong(",
        "    #[operation(option(\"[google.api.http] { get: '/v1/body' body: '*' }\"))]\n    async fn body(",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

const RANGES: &str = r#"syntax = "proto2";

package acme.v1;

import "google/protobuf/descriptor.proto";

extend google.protobuf.ExtensionRangeOptions {
  optional string owner = 50001;
}

message Open {
  extensions 20, 4 to 9 [(owner) = "us", verification = UNVERIFIED];
  extensions 30 to 30 [declaration = { number: 30 full_name: ".acme.v1.note" type: "string" }];
  extensions 40 to 49;
  extensions 60 to max;
}
"#;

#[test]
fn ranges_of_extensions_keep_their_options() {
    let folder = Folder::new(RANGES);
    let output = folder.import(&[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = read(&folder.path("src/proto/acme/v1.rs"));
    let expected = [
        "extensions(20, 4..=9, option(\"verification: UNVERIFIED\", \"[acme.v1.owner]: 'us'\"))",
        "extensions(30, option(\"declaration { number: 30 full_name: '.acme.v1.note' type: 'string' }\"))",
        "extensions(40..=49, 60..=536870911)",
    ];
    let expected = format!("#[contract({})]\n", expected.join(", "));
    assert!(text.contains(&expected), "{expected}\n{text}");
}

#[test]
fn files_without_a_package_are_put_into_one() {
    let folder = Folder::new("syntax = \"proto3\"; message A { .B b = 1; A a = 2; } message B {}");
    refused(&folder.import(&[]), 1, "contracts are in packages; `--default-package NAME` puts it into one");
    refused(&folder.import(&["--default-package", "a..b"]), 2, "expected names with dots between them");
    let user = "syntax = \"proto3\"; package user.v1; import \"acme/v1/a.proto\"; message User { .A a = 1; B b = 2; }";
    fs::write(folder.path("protos/user.proto"), user).expect("a file");
    let output = folder.import(&["--default-package", "acme.old.v1"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(read(&folder.path("src/proto/acme/old/v1.rs")).contains("pub b: Option<B>,"));
    let user = read(&folder.path("src/proto/user/v1.rs"));
    assert!(user.contains("pub a: Option<super::super::acme::old::v1::A>,"), "{user}");
    assert!(user.contains("pub b: Option<super::super::acme::old::v1::B>,"), "{user}");
}

#[test]
fn what_is_no_protobuf_is_refused_with_its_place() {
    for (proto, said) in [
        ("syntax = \"proto3\"; package acme.v1; message {}", "acme/v1/a.proto:1:45"),
        ("syntax = \"proto3\"; package acme.v1; import \"gone.proto\";", "gone.proto"),
        ("edition = \"2023\"; package acme.v1;", "none of an edition"),
        ("syntax = \"proto3\"; package acme.v1; message M { Gone gone = 1; }", "Gone"),
    ] {
        refused(&Folder::new(proto).import(&[]), 1, said);
    }
    let folder = Folder::new("syntax = \"proto3\";");
    refused(&folder.import(&["gone"]), 1, "cannot read gone");
    fs::remove_file(folder.path("protos/acme/v1/a.proto")).expect("the file");
    refused(&folder.import(&[]), 1, "there is no .proto file in protos");
}

#[test]
fn a_wrong_command_line_is_an_exit_code_of_its_own() {
    let folder = Folder::new(ORDER);
    refused(&folder.import(&["--loss"]), 2, "--lossy");
}
