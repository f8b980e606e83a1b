//! Files that a descriptor set of the workspace declares, as prost-build writes one: written beside what imports them.

use std::collections::BTreeMap;
use std::path::Path;

use prost::Message as _;
use prost_types::FileDescriptorProto;

use super::{Workspace, contracts};

/// What a team had before: its files by path.
const OLD: &[(&str, &str)] = &[
    (
        "old/v1/money.proto",
        r#"// Written by hand, long ago.

syntax = "proto3";

package old.v1;

import "old/owner.proto";
import "google/protobuf/timestamp.proto";
import public "old/v1/unit.proto";

option go_package = "example.com/old";
option (old.team) = "billing";

// An amount.
// Of two lines.
message Money {
  option (old.table) = {
    name: "it's \"money\""
    keys: ["a", "b"]
  };
  reserved 9, 11 to 12;
  reserved "gone";
  // How many.
  sint64 amount = 1 [
    deprecated = true,
    (old.owner) = "a",
    (old.owner) = "b"
  ];
  Unit unit = 2; // Of what.
  oneof since {
    google.protobuf.Timestamp time = 3;
    string year = 4 [json_name = "inYear"];
  }
  map<string, Unit> others = 5;
  optional double rate = 6;
}

service Bank {
  // Changes money.
  rpc Change(Money) returns (stream Money) {
    option idempotency_level = IDEMPOTENT;
  }
}
"#,
    ),
    ("old/v1/unit.proto", "syntax = \"proto3\";\npackage old.v1;\nenum Unit {\n  UNIT_UNSPECIFIED = 0;\n}\n"),
    (
        "old/owner.proto",
        r#"syntax = "proto2";
package old;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FileOptions { optional string team = 50001; }
extend google.protobuf.FieldOptions {
  repeated string owner = 50001;
}
extend google.protobuf.MessageOptions { optional Table table = 50001; }
message Table {
  optional string name = 1 [default = "it"];
  repeated string keys = 2;
  optional bytes salt = 3 [default = "\001\"x"];
  optional double factor = 4 [default = inf];
  repeated int32 packed = 5 [packed = true];
  extensions 100 to max;
  optional group Part = 6 { required int32 number = 1; }
  enum Kind { option allow_alias = true; A = -1; B = 0; C = 0; }
  optional Kind kind = 7 [default = B];
}
"#,
    ),
    ("loose.proto", "syntax = \"proto3\";\nmessage Loose {\n  .Loose next = 1;\n}\n"),
];

const CONTRACTS: &str = r#"
contracts::package!("shop.v1");
contracts::descriptor_set!(include_bytes!("set.binpb"));

/// What prost-build makes of a message.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Money {
    #[prost(sint64, tag = "1")]
    pub amount: i64,
}

impl prost::Name for Money {
    const NAME: &'static str = "Money";
    const PACKAGE: &'static str = "old.v1";
}

/// And of one in no package.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Loose {}

impl prost::Name for Loose {
    const NAME: &'static str = "Loose";
    const PACKAGE: &'static str = "";
}

/// A thing to buy.
#[contracts::contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// What it costs.
    #[member(1, as = contracts::Prost)]
    pub price: Option<Money>,
    /// And this.
    #[member(2, as = contracts::Prost)]
    pub loose: Option<Loose>,
}
"#;

/// What protox makes of the files in a folder: each without comments, by path, with its imports sorted.
fn compiled(folder: &Path) -> BTreeMap<String, (FileDescriptorProto, Vec<u8>)> {
    let mut compiler = protox::Compiler::new([folder]).expect("a folder");
    compiler.include_imports(true).include_source_info(false);
    compiler.open_files(OLD.iter().map(|(path, _)| path)).unwrap_or_else(|error| panic!("{error:?}"));
    let set = compiler.encode_file_descriptor_set();
    let set: EncodedSet = EncodedSet::decode(set.as_slice()).expect("a set");
    let file = |mut encoded: Vec<u8>| {
        let mut file = FileDescriptorProto::decode(encoded.as_slice()).expect("a file");
        let public = file.public_dependency.iter().map(|index| file.dependency[*index as usize].clone());
        let mut public: Vec<String> = public.collect();
        file.dependency.sort();
        file.public_dependency.clear();
        file.dependency.append(&mut public);
        // The options that have no name here are among the bytes, whatever the order of the imports.
        encoded.sort_unstable();
        (file.name().to_owned(), (file, encoded))
    };
    set.file.into_iter().map(file).collect()
}

/// A `google.protobuf.FileDescriptorSet` whose files stay encoded: they have options that have no name here.
#[derive(prost::Message)]
struct EncodedSet {
    #[prost(bytes = "vec", repeated, tag = "1")]
    file: Vec<Vec<u8>>,
}

/// A workspace whose contracts use these files.
fn workspace(files: &[(&str, &str)], contracts_in_rust: &str) -> Workspace {
    let workspace = Workspace::new("");
    let prost = "prost = { version = \"0.14\" }\n";
    workspace.package("api", "shop-api", &format!("{}{prost}", contracts()), contracts_in_rust);
    files.iter().for_each(|(path, text)| workspace.write(&format!("old/{path}"), text));
    let mut compiler = protox::Compiler::new([workspace.path("old")]).expect("a folder");
    compiler.include_imports(true).include_source_info(true);
    compiler.open_files(files.iter().map(|(path, _)| path)).unwrap_or_else(|error| panic!("{error:?}"));
    std::fs::write(workspace.path("api/src/set.binpb"), compiler.encode_file_descriptor_set()).expect("a file");
    workspace
}

#[test]
fn files_of_a_registered_set_are_written_as_they_were_with_all_that_they_import() {
    let workspace = workspace(OLD, CONTRACTS);
    workspace.export(&[]).ends(0, &["old/owner.proto\n", "old/v1/unit.proto\n", "5 files up to date"], &[]);
    let money = workspace.read("proto/old/v1/money.proto").expect("the file");
    let head = "// Generated by proto-export, as the contracts import it and no compiler has it. Do not edit.\n\n\
                // Written by hand, long ago.\n\nsyntax = \"proto3\";\n\npackage old.v1;\n\n\
                import \"google/protobuf/timestamp.proto\";\nimport \"old/owner.proto\";\n\
                import public \"old/v1/unit.proto\";\n\noption go_package";
    assert!(money.starts_with(head), "{money}");
    for text in ["// An amount.\n// Of two lines.\nmessage Money {\n", "  // Of what.\n  Unit unit = 2;\n"] {
        assert!(money.contains(text), "{text}\n{money}");
    }
    let [before, after] = ["old", "proto"].map(|folder| compiled(&workspace.path(folder)));
    assert!(before == after, "what is written declares what was registered");

    workspace.export(&["--check"]).ends(0, &[], &[]);
    workspace.write("proto/old/v1/money.proto", &money.replace("sint64", "int64"));
    workspace.export(&["--check"]).ends(1, &["-  int64 amount = 1 [\n+  sint64 amount = 1 [\n"], &[]);
    let ignored = workspace.read("buf.yaml").unwrap_or_default();
    for path in ["old", "old/v1", "loose.proto", "google/api"] {
        assert_eq!(ignored.matches(&format!("    - proto/{path}\n")).count(), 2, "{path}\n{ignored}");
    }
    workspace.export(&["--imports", "omit"]).ends(0, &["removed ", "one file up to date"], &[]);
    assert!(!workspace.path("proto/old").exists());
}

#[test]
fn a_contract_and_a_registered_file_in_one_place_are_told_of() {
    let shop = ("shop/v1/shop.proto", "syntax = \"proto3\";\npackage shop.v1;\nmessage Basket {}\n");
    let basket = r#"
contracts::package!("shop.v1");
contracts::descriptor_set!(include_bytes!("set.binpb"));

/// What prost-build makes of a message.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Basket {}

impl prost::Name for Basket {
    const NAME: &'static str = "Basket";
    const PACKAGE: &'static str = "shop.v1";
}

/// A thing to buy.
#[contracts::contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Where it is.
    #[member(1, as = contracts::Prost)]
    pub basket: Option<Basket>,
}
"#;
    let same_path = [
        "error[COMPILE]: the package `shop.v1` is exported as `shop/v1/shop.proto`, and contracts import a file of this path",
        "  --> api/src/lib.rs:2:1\n   = help: put the contracts into another package",
    ];
    workspace(&[shop], basket).export(&[]).ends(1, &[], &same_path);
    // In a file of its own it can stand beside the contracts of its package.
    let elsewhere = workspace(&[("shop/v1/basket.proto", shop.1)], basket);
    elsewhere.export(&[]).ends(0, &["shop/v1/basket.proto\n", "2 files up to date"], &[]);
    assert!(elsewhere.read("buf.yaml").is_some_and(|text| text.contains("    - proto/shop/v1/basket.proto\n")));
    drop(elsewhere);
    let both = basket.replace(
        "pub struct Article {",
        "pub struct Article {\n    /// Another.\n    #[member(2)]\n    pub again: again::Basket,",
    );
    let both = format!(
        "{both}\nmod again {{\n    /// Where things are.\n    #[contracts::contract]\n    #[derive(Debug, Clone, PartialEq)]\n    pub struct Basket {{}}\n}}\n"
    );
    let twice = ["error[COMPILE]: `shop.v1.Basket` is a type that prost generated here, and a contract elsewhere\n"];
    workspace(&[("shop/v1/basket.proto", shop.1)], &both).export(&[]).ends(1, &[], &twice);
    // A set may declare what is a contract by now, as long as nothing imports it.
    let unused = "contracts::package!(\"shop.v1\");\ncontracts::descriptor_set!(include_bytes!(\"set.binpb\"));\n\
                  /// Where things are.\n#[contracts::contract]\npub struct Basket {}\n";
    workspace(&[shop], unused).export(&[]).ends(0, &["one file up to date"], &[]);
}
