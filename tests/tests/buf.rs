//! The exported `.proto` files are what the contracts say, what buf asks for, and what the kernel reflects.

#[path = "samples/mod.rs"]
mod samples;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use contracts::descriptor::{Comments, Descriptors};
// use kernel_api as _;
use prost::Message as _;
use prost_types::FileDescriptorProto;
use proto_export::print::{Names, print};
use tempfile::TempDir;
use tests::kernel::Kernel;
use tests::{buf, command, reflection, workspace};

/// Descriptors as they are encoded, by the name of the file: so an option that we do not know counts, too.
type EncodedFiles = BTreeMap<String, Vec<u8>>;

#[test]
fn the_committed_files_are_what_the_contracts_say() {
    succeed(command::run(command::cargo().args(["run", "--quiet", "--package=proto-export", "--", "--check"])));
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
    let built = built(workspace::root(), &["--exclude-source-info"]).unwrap_or_else(|error| panic!("{error:#}"));
    expect_equal(&built, &ours(Comments::Without));
}

#[test]
fn buf_reads_the_comments_that_the_contracts_have() {
    let built = built(workspace::root(), &[]).unwrap_or_else(|error| panic!("{error:#}"));
    let ours = ours(Comments::With);
    for (name, file) in built.iter().filter(|(name, _)| !name.starts_with("google/protobuf/")) {
        assert_eq!(comments(&ours[name]), comments(file), "{name}");
    }
}

#[test]
fn the_kernel_reflects_the_descriptors_that_buf_builds() {
    let built = built(workspace::root(), &["--exclude-source-info"]).unwrap_or_else(|error| panic!("{error:#}"));
    let kernel = Kernel::start().unwrap_or_else(|error| panic!("{error:#}"));
    let names: Vec<_> = built.keys().cloned().collect();
    for method in reflection::METHODS {
        let reflected = reflection::files(kernel.address(), method, &names);
        expect_equal(&built, &reflected.unwrap_or_else(|error| panic!("{error:#}")));
    }
}

#[test]
fn every_mapping_is_exported_as_buf_builds_it() {
    let descriptors = Descriptors::from_roots(samples::ROOTS);
    assert!(descriptors.violations.is_empty(), "{:#?}", descriptors.violations);
    let folder = printed(&descriptors).unwrap_or_else(|error| panic!("{error:#}"));
    succeed(buf::run(folder.path(), &["lint"]));
    succeed(buf::run(folder.path(), &["format", "--diff", "--exit-code"]));
    let built = built(folder.path(), &["--exclude-source-info"]).unwrap_or_else(|error| panic!("{error:#}"));
    let ours = descriptors.encode_file_descriptor_set(Comments::Without);
    expect_equal(&built, &encoded_files(&ours).expect("descriptors can be decoded"));
}

/// The files of these descriptors, as proto-export prints them, in a folder of their own.
fn printed(descriptors: &Descriptors) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let imports = descriptors.imports.iter().map(|file| Ok(FileDescriptorProto::decode(&**file)?));
    let imports = imports.collect::<Result<Vec<_>>>()?;
    let names = Names::of(descriptors.files.iter().chain(&imports));
    for file in &descriptors.files {
        let path = folder.path().join(file.name());
        fs::create_dir_all(path.parent().context("a file has a folder")?)?;
        fs::write(path, print(file, &names))?;
    }
    Ok(folder)
}

fn succeed(outcome: Result<command::Outcome>) {
    outcome.and_then(command::Outcome::success).unwrap_or_else(|error| panic!("{error:#}"));
}

/// The descriptors that buf builds of the files in a folder.
fn built(folder: &Path, options: &[&str]) -> Result<EncodedFiles> {
    let arguments = [&["build", "--as-file-descriptor-set", "--output=-"], options].concat();
    encoded_files(&buf::run(folder, &arguments)?.success()?.stdout)
}

/// The descriptors of the contracts in `kernel-api`.
fn ours(comments: Comments) -> EncodedFiles {
    let descriptors = Descriptors::from_registry();
    assert!(descriptors.violations.is_empty(), "{:#?}", descriptors.violations);
    encoded_files(&descriptors.encode_file_descriptor_set(comments)).expect("descriptors can be decoded")
}

fn encoded_files(descriptor_set: &[u8]) -> Result<EncodedFiles> {
    #[derive(prost::Message)]
    struct EncodedSet {
        #[prost(bytes = "vec", repeated, tag = "1")]
        file: Vec<Vec<u8>>,
    }
    let set = EncodedSet::decode(descriptor_set).context("not a descriptor set")?;
    set.file.into_iter().map(|file| Ok((FileDescriptorProto::decode(&*file)?.name().to_owned(), file))).collect()
}

/// Compares what can be read before the bytes, so that a failure can be read, too.
fn expect_equal(expected: &EncodedFiles, found: &EncodedFiles) {
    assert_eq!(expected.keys().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>());
    for (name, file) in expected {
        let decode = |file: &[u8]| FileDescriptorProto::decode(file).expect("decoded once before");
        assert_eq!(decode(file), decode(&found[name]), "{name}");
        assert_eq!(file, &found[name], "{name}");
    }
}

/// The comment above each declaration, by the declaration's path.
fn comments(file: &[u8]) -> BTreeMap<Vec<i32>, String> {
    let file = FileDescriptorProto::decode(file).expect("decoded once before");
    let locations = file.source_code_info.unwrap_or_default().location;
    locations.into_iter().filter_map(|it| Some((it.path, it.leading_comments?))).collect()
}
