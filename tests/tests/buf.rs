//! The committed `.proto` files are what the contracts say, what buf asks for, and what the kernel reflects.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::process::Command;

use anyhow::{Context, Result};
use contracts::descriptor::{self, Descriptors};
use kernel_api as _;
use prost::Message as _;
use prost_types::FileDescriptorProto;
use tests::buf::Comments;
use tests::descriptors::{self, EncodedFiles};
use tests::kernel::Kernel;
use tests::{buf, command, program, reflection, workspace};

#[test]
fn the_committed_files_are_what_the_contracts_say() {
    succeed(proto_export(&["--check".as_ref()]));
}

#[test]
fn buf_finds_nothing_to_lint() {
    succeed(buf::run(workspace::root(), &["lint"]));
}

#[test]
fn buf_finds_nothing_to_format() {
    succeed(buf::run(workspace::root(), &["format", "--diff", "--exit-code"]));
}

#[test]
fn buf_builds_the_descriptors_that_the_contracts_have() {
    let built = buf::build(workspace::root(), Comments::Without).unwrap_or_else(|error| panic!("{error:#}"));
    let written = written().unwrap_or_else(|error| panic!("{error:#}"));
    descriptors::expect_equal(&built, &written);
}

#[test]
fn buf_reads_the_comments_that_the_contracts_have() {
    let built = buf::build(workspace::root(), Comments::With).unwrap_or_else(|error| panic!("{error:#}"));
    let described = Descriptors::from_registry().encode_file_descriptor_set(descriptor::Comments::With);
    let described = descriptors::by_name(&described).expect("descriptors can be decoded");
    for (name, file) in built.iter().filter(|(name, _)| !name.starts_with("google/protobuf/")) {
        assert_eq!(comments(&described[name]), comments(file), "{name}");
    }
}

#[test]
fn the_kernel_reflects_the_descriptors_that_buf_builds() {
    let built = buf::build(workspace::root(), Comments::Without).unwrap_or_else(|error| panic!("{error:#}"));
    let kernel = Kernel::start().unwrap_or_else(|error| panic!("{error:#}"));
    let names: Vec<_> = built.keys().cloned().collect();
    for method in reflection::METHODS {
        let reflected = reflection::files(kernel.address(), method, &names);
        descriptors::expect_equal(&built, &reflected.unwrap_or_else(|error| panic!("{error:#}")));
    }
}

#[test]
fn the_committed_files_break_no_client_of_those_before() {
    let past = before_the_last_change().unwrap_or_else(|error| panic!("{error:#}"));
    succeed(buf::run(workspace::root(), &["breaking", "--against", &past]));
}

/// The commit before the last one that changed `proto`, as buf names it; the last one itself where that was the first.
fn before_the_last_change() -> Result<String> {
    let folder = git(&["rev-parse", "--path-format=absolute", "--git-common-dir"])?;
    let commits = git(&["rev-list", "--max-count=2", "HEAD", "--", "proto"])?;
    let past = commits.lines().last().context("no commit has `proto`: the test needs the history of git")?;
    Ok(format!("{}#format=git,ref={past}", folder.trim()))
}

fn git(arguments: &[&str]) -> Result<String> {
    let said = command::run(Command::new("git").args(arguments).current_dir(workspace::root()))?.success()?;
    Ok(String::from_utf8(said.stdout)?)
}

fn succeed(outcome: Result<command::Outcome>) {
    outcome.and_then(command::Outcome::success).unwrap_or_else(|error| panic!("{error:#}"));
}

/// The descriptor set that proto-export writes.
fn written() -> Result<EncodedFiles> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("set.binpb");
    let arguments = ["--out".as_ref(), folder.path().as_ref(), "--descriptor-set".as_ref(), path.as_ref()];
    proto_export(&arguments)?.success()?;
    descriptors::by_name(&std::fs::read(path)?)
}

fn proto_export(arguments: &[&OsStr]) -> Result<command::Outcome> {
    let mut command = Command::new(program::built("proto-export")?);
    command::run(command.args(arguments).current_dir(workspace::root()))
}

/// The comment above each declaration, by the declaration's path.
fn comments(file: &[u8]) -> BTreeMap<Vec<i32>, String> {
    let file = FileDescriptorProto::decode(file).expect("decoded once before");
    let locations = file.source_code_info.unwrap_or_default().location;
    locations.into_iter().filter_map(|it| Some((it.path, it.leading_comments?))).collect()
}
