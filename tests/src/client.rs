//! The clients in `clients/`: generated from the exported `.proto` files, compiled where the language asks for it, run.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{buf, command, tools, workspace};

/// What became of each check of a client: what went wrong, or nothing.
pub type Checks = BTreeMap<String, Option<String>>;

/// Runs the client in Python against the kernel at this address.
///
/// # Errors
///
/// Python is missing, or the client cannot be built or run.
pub fn python(address: &str) -> Result<Checks> {
    let packages = tools::python()?;
    let folder = sources("python")?;
    let plugin = "protoc_gen_grpc_python.py";
    fs::copy(workspace::root().join("proto-export/src/init").join(plugin), folder.join(plugin))?;
    command::succeed(generate(&folder)?.env("PYTHONPATH", &packages))?;
    let path = std::env::join_paths([packages, folder.join("gen")])?;
    checks(Command::new("python3").args(["client.py", address]).env("PYTHONPATH", path).current_dir(&folder))
}

/// Runs the client in TypeScript against the kernel at this address.
///
/// # Errors
///
/// Node is missing, or the client cannot be built or run.
pub fn typescript(address: &str) -> Result<Checks> {
    let modules = tools::node()?.join("node_modules");
    let folder = sources("typescript")?;
    link(&modules, &folder.join("node_modules"))?;
    command::succeed(&mut generate(&folder)?)?;
    command::succeed(Command::new(modules.join(".bin/tsc")).current_dir(&folder))?;
    checks(Command::new("node").args(["dist/client.js", address]).current_dir(&folder))
}

/// Validates an OpenAPI document by the schema of the specification, generates types in TypeScript from it, and runs the
/// client that is written with them against the kernel at this address.
///
/// # Errors
///
/// Node is missing, the document is not valid, or the client cannot be built or run.
pub fn openapi(document: &Value, address: &str) -> Result<Checks> {
    let modules = tools::node()?.join("node_modules");
    let folder = sources("openapi")?;
    link(&modules, &folder.join("node_modules"))?;
    fs::write(folder.join("openapi.json"), serde_json::to_vec_pretty(document)?)?;
    command::succeed(Command::new("node").arg("validate.mjs").current_dir(&folder))?;
    let mut generate = Command::new(modules.join(".bin/openapi-typescript"));
    command::succeed(generate.args(["openapi.json", "--output=src/gen/api.d.ts"]).current_dir(&folder))?;
    command::succeed(Command::new(modules.join(".bin/tsc")).current_dir(&folder))?;
    checks(Command::new("node").args(["dist/client.js", address]).current_dir(&folder))
}

/// Runs the client in Go against the kernel at this address.
///
/// # Errors
///
/// Go is missing, or the client cannot be built or run.
pub fn go(address: &str) -> Result<Checks> {
    let programs = tools::go()?;
    let folder = sources("go")?;
    let mut generate = generate(&folder)?;
    let path = path_of(&generate).unwrap_or_default();
    let path = std::env::join_paths([programs].into_iter().chain(std::env::split_paths(&path)))?;
    command::succeed(generate.env("PATH", path))?;
    command::succeed(Command::new("go").args(["build", "-o", "client", "."]).current_dir(&folder))?;
    checks(Command::new(folder.join("client")).arg(address).current_dir(&folder))
}

/// A fresh copy of a client's sources, outside of what git sees.
fn sources(name: &str) -> Result<PathBuf> {
    let folder = workspace::scratch().join("clients").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    copy(&workspace::root().join("tests/clients").join(name), &folder)?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(original: &Path, link: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(original, link)?)
}

#[cfg(windows)]
fn link(original: &Path, link: &Path) -> Result<()> {
    Ok(std::os::windows::fs::symlink_dir(original, link)?)
}

/// `buf generate` from the exported files.
fn generate(folder: &Path) -> Result<Command> {
    let mut command = buf::command(folder, &["generate"])?;
    command.arg(workspace::proto());
    Ok(command)
}

fn path_of(command: &Command) -> Option<OsString> {
    command.get_envs().find(|(name, _)| *name == "PATH")?.1.map(OsString::from)
}

/// Runs a client and reads a line of JSON per check.
fn checks(client: &mut Command) -> Result<Checks> {
    let outcome = command::succeed(client)?;
    let lines = std::str::from_utf8(&outcome.stdout)?.lines();
    lines.map(|line| check(line).with_context(|| format!("not the outcome of a check: {line}"))).collect()
}

fn check(line: &str) -> Result<(String, Option<String>)> {
    let outcome: Value = serde_json::from_str(line)?;
    let name = outcome["check"].as_str().context("no name")?;
    let error = outcome.get("error").context("no outcome")?;
    Ok((name.to_owned(), error.as_str().map(str::to_owned)))
}
