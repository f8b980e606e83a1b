//! Every mapping is exported in the form that buf builds, lints and formats as we do.

use std::fs;

use anyhow::{Context, Result};
use contracts::descriptor::{self, Descriptors};
use prost::Message as _;
use prost_types::FileDescriptorProto;
use proto_export::print::{Names, print};
use tempfile::TempDir;
use tests::buf::{self, Comments};
use tests::command::Outcome;
use tests::descriptors::{by_name, expect_equal};

use crate::check;

#[test]
fn every_mapping_is_exported_as_buf_builds_it() {
    let descriptors = Descriptors::from_roots(&check::roots());
    assert!(descriptors.violations.is_empty(), "{:#?}", descriptors.violations);
    let folder = printed(&descriptors).unwrap_or_else(|error| panic!("{error:#}"));
    for judgement in [&["lint"][..], &["format", "--diff", "--exit-code"]] {
        buf::run(folder.path(), judgement).and_then(Outcome::success).unwrap_or_else(|error| panic!("{error:#}"));
    }
    let built = buf::build(folder.path(), Comments::Without).unwrap_or_else(|error| panic!("{error:#}"));
    let ours = descriptors.encode_file_descriptor_set(descriptor::Comments::Without);
    expect_equal(&built, &by_name(&ours).expect("descriptors can be decoded"));
}

/// A folder with the files of these descriptors and those that no compiler brings along, as proto-export prints them.
fn printed(descriptors: &Descriptors) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let imports = descriptors.imports.iter().map(|file| Ok(FileDescriptorProto::decode(&**file)?));
    let imports = imports.collect::<Result<Vec<_>>>()?;
    let names = Names::of(descriptors.files.iter().chain(&imports));
    let brought = imports.iter().filter(|file| !file.name().starts_with("google/protobuf/"));
    for file in descriptors.files.iter().chain(brought) {
        let path = folder.path().join(file.name());
        fs::create_dir_all(path.parent().context("a file has a folder")?)?;
        fs::write(path, print(file, &names))?;
    }
    Ok(folder)
}
