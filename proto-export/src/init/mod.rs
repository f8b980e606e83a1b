//! `init`: the files by which buf, the generators of other languages, and CI know of a workspace's contracts.

mod buf;
mod generate;
mod options;
mod place;
mod workflow;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};

pub(crate) use buf::configuration;
pub(crate) use options::InitOptions;
use place::Place;

use crate::install;
use crate::options::Options;
use crate::replacement::{self, Replacement, Turn};
use crate::workspace::Workspace;

/// Files that the exporter can put beside its own, for options that are declared in them: their folders. They are not
/// the workspace's to lint, nor to generate code from: every language has packages with that code.
const OPTION_FOLDERS: [&str; 2] = ["buf/validate", "google/api"];

/// Writes the files that are not there. Those that are there and say something else stay, unless they are to be replaced.
///
/// # Errors
/// When there is no workspace with contracts, or a file cannot be written.
pub(crate) fn run(options: &InitOptions) -> Result<ExitCode> {
    let workspace = Workspace::find(&options.cargo())?;
    let members = workspace.chosen(&Options::default())?;
    let place = Place::of(&workspace, options)?;
    let ours = env!("CARGO_PKG_VERSION");
    let install = members.first().map(|member| install::command(&member.contracts, ours, &workspace.root));
    let install = install.filter(|_| !workspace.has_ourselves);
    let mut files = vec![(place.root.join("buf.yaml"), buf::configuration(&place.out, &BTreeSet::new()))];
    files.extend(generate::files(&place, &options.languages()));
    files.push((place.workflow(), workflow::text(&place, install.as_deref())));
    let _turn = Turn::wait(&place.root)?;
    let states = files.iter().map(|(path, text)| State::of(path, text)).collect::<Result<Vec<_>>>()?;
    let is_written = |state: &State| *state == State::Missing || *state == State::Other && options.force;
    let written = files.iter().zip(&states).filter(|(_, state)| is_written(state));
    let written =
        written.map(|((path, text), _)| Replacement::prepare(path.clone(), text)).collect::<Result<Vec<_>>>()?;
    replacement::replace_all(written)?.iter().filter(|_| !options.quiet).for_each(|line| println!("{line}"));
    place.warn(install.as_deref());
    let left = files.iter().zip(&states).filter(|(_, state)| **state == State::Other && !options.force);
    Ok(tell_left(left.map(|((path, _), _)| path)))
}

/// What is in the place of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Missing,
    Same,
    Other,
}

impl State {
    fn of(path: &Path, text: &str) -> Result<Self> {
        match fs::read(path) {
            Ok(found) if found == text.as_bytes() => Ok(State::Same),
            Ok(_) => Ok(State::Other),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(State::Missing),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }
}

fn tell_left<'a>(left: impl Iterator<Item = &'a PathBuf>) -> ExitCode {
    let left: Vec<&PathBuf> = left.collect();
    if left.is_empty() {
        return ExitCode::SUCCESS;
    }
    for path in left {
        eprintln!("error: {} is there and says something else; it was left as it is", path.display());
    }
    eprintln!("  = help: `cargo proto-export init --force` replaces what is there");
    ExitCode::FAILURE
}
