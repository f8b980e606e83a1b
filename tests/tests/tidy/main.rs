//! The architecture and the style of this project, as far as a program can judge them.

mod files;
mod rust;
mod tables;

use files::SourceFile;
use tables::{Layers, Names};

const TABLES: &str = include_str!("../../../docs/architecture.md");

#[test]
fn every_file_keeps_to_its_layer() {
    let layers = Layers::read(TABLES);
    expect_none(files::rust().iter().flat_map(|file| layers.violations(file)));
}

#[test]
fn every_name_is_used_where_it_may_be() {
    let names = Names::read(TABLES);
    expect_none(files::rust().iter().flat_map(|file| names.violations(file)));
}

#[test]
fn every_file_reads_as_the_style_asks() {
    expect_none(files::rust().iter().flat_map(rust::violations));
}

#[test]
fn every_package_is_named_as_its_folder() {
    expect_none(files::manifests().iter().filter_map(files::misnamed));
}

#[test]
fn no_lock_file_but_cargos_names_an_address() {
    expect_none(files::pins().iter().flat_map(files::addresses));
}

#[test]
fn a_planted_violation_is_found() {
    let check = |path: &str, text: &str, expected: &str| {
        let file = SourceFile::new(path, text);
        let (layers, names) = (Layers::read(TABLES), Names::read(TABLES));
        let found: Vec<_> = [layers.violations(&file), names.violations(&file), rust::violations(&file)]
            .into_iter()
            .flatten()
            .collect();
        assert_eq!(found.join("\n"), expected);
    };
    check("contracts/src/wire/a.rs", "//! A.\nuse crate::wire::Reader;\nuse super::Writer;\nuse std::io;", "");
    check(
        "contracts/src/wire/a.rs",
        "//! A.\n\nuse crate::rpc::Status;",
        "contracts/src/wire/a.rs:3: `wire` names `rpc`, which stands above it",
    );
    check(
        "contracts/src/wire/a.rs",
        "//! A.\nuse crate::{wire::Key, schema};",
        "contracts/src/wire/a.rs:2: `wire` names `schema`, which stands beside it",
    );
    check(
        "contracts/src/codec/a.rs",
        "//! A.\nfn f() { let x = [crate::rpc::tonic::X]; println!(\"{}\", crate::wkt::Y); }",
        "contracts/src/codec/a.rs:2: `codec` names `rpc::tonic`, which stands above it\n\
         contracts/src/codec/a.rs:2: `codec` names `wkt`, which stands above it",
    );
    check(
        "contracts/src/rpc/server.rs",
        "//! A.\nuse super::tonic::X;\nuse tonic::Y;",
        "contracts/src/rpc/server.rs:2: `rpc` names `rpc::tonic`, which stands above it\n\
         contracts/src/rpc/server.rs:3: `tonic` is named only in contracts/src/rpc/tonic, contracts/tests/rpc, tests",
    );
    check("contracts/src/rpc/tonic.rs", "//! A.\nuse super::Status;\nuse ::tonic::Y;", "");
    check("contracts/src/new.rs", "//! A.", "contracts/src/new.rs:1: the module has no layer in docs/architecture.md");
    check(
        "proto-export/src/a.rs",
        "//! A.\nuse contracts::{wire, schema};",
        "proto-export/src/a.rs:2: `contracts::wire` is never named in proto-export, kernel",
    );
    check("contracts/src/wire/a.rs", "//! A.\n#[cfg(test)]\nmod tests { use crate::message::Message; }", "");
    check("tests/src/a.rs", "// A.", "tests/src/a.rs:1: the file does not begin with `//!`");
    check(
        "tests/src/a.rs",
        "//! A.\n#[allow(dead_code)]\nfn f() {}",
        "tests/src/a.rs:2: `#[allow]`: write `#[expect(.., reason = \"..\")]`",
    );
    check("tests/src/a.rs", "//! A.\nfn f() { unsafe {} }", "tests/src/a.rs:2: `unsafe` outside of contracts/src/wire");
    check("contracts/src/wire/a.rs", "//! A.\nfn f() { unsafe {} }", "");
    check(
        "tests/src/a.rs",
        &format!("//! A.\nfn f() {{\n{}}}", "g();\n".repeat(49)),
        "tests/src/a.rs:2: `f` has 51 lines: at most 50 fit on a screen",
    );
    check(
        "tests/src/a.rs",
        &format!("//! A.\n{}", "const _: u8 = 0; // A.\n// A.\n\n".repeat(501)),
        "tests/src/a.rs:1: 501 lines of code: at most 500",
    );
}

fn expect_none(violations: impl Iterator<Item = String>) {
    let violations: Vec<_> = violations.collect();
    assert!(violations.is_empty(), "{} violations:\n{}", violations.len(), violations.join("\n"));
}
