//! Generates what the peers make of the measured messages.

mod mirror;

use anyhow::{Context as _, Result};
use contracts::descriptor::{Comments, Descriptors};
use pb_rs::ConfigBuilder;
use pb_rs::types::FileDescriptor;
use prost::Message as _;
use prost_types::FileDescriptorSet;
use proto_export::print::{self, Names};
use std::path::{Path, PathBuf};
use std::{env, fs};
use tests_benches_messages::PACKAGE;

/// The message whose bytes share the buffer that they came in.
const SHARED: &str = ".bench.v1.SharedFrame";

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?);
    let descriptors = Descriptors::from_registry();
    anyhow::ensure!(descriptors.violations.is_empty(), "the contracts are no files: {:?}", descriptors.violations);
    let encoded = descriptors.encode_file_descriptor_set(Comments::Without);
    let set = FileDescriptorSet::decode(encoded.as_slice())?;

    generate_prost(&set, &encoded, &folder(&out, "prost")?)?;
    generate_buffa(&set, &encoded, &folder(&out, "buffa")?)?;
    generate_quick_protobuf(&set, &folder(&out, "quick_protobuf")?)?;
    let file = set.file.iter().find(|file| file.package() == PACKAGE).context("the package is described")?;
    fs::write(out.join("bilrost.rs"), mirror::structs(file, mirror::Codec::Bilrost))?;
    fs::write(out.join("proto_rs.rs"), mirror::structs(file, mirror::Codec::ProtoRs))?;
    Ok(())
}

fn folder(out: &Path, name: &str) -> Result<PathBuf> {
    let folder = out.join(name);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn generate_prost(set: &FileDescriptorSet, encoded: &[u8], out: &Path) -> Result<()> {
    prost_build::Config::new().out_dir(out).bytes([SHARED]).compile_fds(set.clone())?;
    let package = format!(".{PACKAGE}");
    pbjson_build::Builder::new().out_dir(out).register_descriptors(encoded)?.build(&[package])?;
    Ok(())
}

fn generate_buffa(set: &FileDescriptorSet, encoded: &[u8], out: &Path) -> Result<()> {
    let file = out.join("set.binpb");
    fs::write(&file, encoded)?;
    let names: Vec<&str> = set.file.iter().map(|file| file.name()).collect();
    let config = buffa_build::Config::new().files(&names).descriptor_set(file).out_dir(out).include_file("mod.rs");
    // What the contracts do not keep here, and prost never does.
    let config = config.preserve_unknown_fields(false).generate_json(true).use_bytes_type_in(&[SHARED]);
    config.compile().map_err(|error| anyhow::anyhow!("buffa: {error}"))
}

fn generate_quick_protobuf(set: &FileDescriptorSet, out: &Path) -> Result<()> {
    let names = Names::of(&set.file);
    let file = set.file.iter().find(|file| file.package() == PACKAGE).context("the package is described")?;
    let proto = out.join("bench.proto");
    // With a package, pb-rs names all types from the root of the crate.
    let text = print::print(file, &names).replace(&format!("package {PACKAGE};\n"), "");
    fs::write(&proto, text)?;
    for (name, owned) in [("owned.rs", true), ("borrowed.rs", false)] {
        let code = out.join(name);
        let config = ConfigBuilder::new(&[&proto], Some(&&code), None, &[&out.to_path_buf()])?;
        let config = config.single_module(true).headers(false).dont_use_cow(owned).build();
        FileDescriptor::run(&config)?;
    }
    Ok(())
}
