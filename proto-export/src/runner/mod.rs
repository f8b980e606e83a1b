//! A small program that links the packages with contracts, and tells what their registry holds.
//!
//! It needs nothing but the packages and the `contracts` that they depend on themselves, so it builds wherever they
//! build: without a network, and whichever way `proto-export` was installed. It is a workspace of its own in the
//! user's target folder, with the user's `Cargo.lock`, profiles and patches, so that what is built is shared.

mod cargo;
mod manifest;
mod progress;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use contracts::descriptor::Descriptors;
use contracts::openapi::Info;
use prost::Message as _;
use serde_json::Value;

use crate::features::{self, Features};
use crate::linked::Contracts;
use crate::options::Options;
use crate::workspace::{Member, Workspace};

const NAME: &str = "proto-export-runner";

/// The program, built.
pub(crate) struct Runner {
    program: PathBuf,
}

impl Runner {
    /// Builds the program.
    ///
    /// # Errors
    /// When a package does not compile; cargo has said why by then.
    pub(crate) fn build(workspace: &Workspace, members: &[&Member], options: &Options) -> Result<Self> {
        let folder = workspace.target.join("proto-export");
        let features = features::chosen(members, &options.cargo)?;
        let linked: Vec<(&Member, Features)> = members.iter().copied().zip(features).collect();
        write_program(&folder, workspace, &linked, options)
            .with_context(|| format!("cannot write {}", folder.display()))?;
        Ok(Runner { program: cargo::build(&folder, workspace, members, &options.cargo)? })
    }

    /// What the program answers.
    fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let output = Command::new(&self.program).args(arguments).stderr(Stdio::inherit()).output();
        let output = output.with_context(|| format!("cannot run {}", self.program.display()))?;
        if !output.status.success() {
            bail!("{} failed: {}", self.program.display(), output.status);
        }
        Ok(output.stdout)
    }
}

impl Contracts for Runner {
    fn descriptors(&self) -> Result<Descriptors> {
        let found = Descriptors::decode(self.ask(&[])?.as_slice());
        found.context(
            "the workspace's `contracts` and this `proto-export` do not understand each other: install it again",
        )
    }

    fn open_api(&self, info: &Info) -> Result<Value> {
        Ok(serde_json::from_slice(&self.ask(&["openapi", &info.title, &info.version])?)?)
    }

    fn json_schemas(&self) -> Result<BTreeMap<String, Value>> {
        Ok(serde_json::from_slice(&self.ask(&["json-schema"])?)?)
    }
}

fn write_program(
    folder: &Path,
    workspace: &Workspace,
    members: &[(&Member, Features)],
    options: &Options,
) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    write(&folder.join("src/main.rs"), &main_rs(members.len(), options))?;
    write(&folder.join("Cargo.toml"), &toml::to_string(&manifest::manifest(workspace, members, options)?)?)?;
    let lock = workspace.root.join("Cargo.lock");
    if lock.exists() {
        fs::copy(lock, folder.join("Cargo.lock"))?;
    }
    Ok(())
}

/// The program: it answers no more than the options ask for, as each answer takes a feature of `contracts`, or time to build.
fn main_rs(members: usize, options: &Options) -> String {
    let uses: String = (0..members).map(|index| format!("use member_{index} as _;\n")).collect();
    let openapi = "contracts::openapi::write_registry(&mut out, &argument(2), &argument(3))";
    let schemas = "contracts::json_schema::write_registry(&mut out)";
    let answer = |asked: bool, name: &str, call: &str| match asked {
        true => format!("        {name:?} => {call},\n"),
        false => String::new(),
    };
    let openapi = answer(options.openapi.is_some(), "openapi", openapi);
    let schemas = answer(options.json_schema.is_some(), "json-schema", schemas);
    format!(
        "//! Written by proto-export.\n\n{uses}\nfn main() -> std::io::Result<()> {{\n    \
         let argument = |index| std::env::args().nth(index).unwrap_or_default();\n    \
         let mut out = std::io::stdout();\n    \
         match argument(1).as_str() {{\n{openapi}{schemas}        \
         _ => contracts::options::write_registry(&mut out),\n    }}\n}}\n"
    )
}

/// Leaves a file alone that holds the text already, so that cargo does not build it again.
fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text)?;
    }
    Ok(())
}
