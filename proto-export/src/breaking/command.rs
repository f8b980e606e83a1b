//! The subcommand `breaking`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use contracts::descriptor::{Descriptors, Violations};

use super::past::{NoPast, Past};
use super::{Config, Format, Report, Schema, compare};
use crate::buf::Written;
use crate::options::BreakingOptions;
use crate::workspace::Workspace;

/// What is wrong with the command line, or with what it names.
const WRONG_USE: u8 = 2;

/// What the command line asks for, before anything is compiled.
pub(crate) struct Task<'a> {
    options: &'a BreakingOptions,
    past: Past,
    config: Config,
}

impl<'a> Task<'a> {
    /// Finds the past, and the rules that count.
    ///
    /// # Errors
    /// When there is none, or no such rules: the exit code, as it has been told by then.
    pub(crate) fn find(workspace: &Workspace, options: &'a BreakingOptions) -> Result<Self, ExitCode> {
        let folder = options.proto.clone().unwrap_or_else(|| workspace.root.join("proto"));
        let task = || {
            let config = config(workspace, &folder, options)?;
            Ok(Task { options, past: Past::find(&options.against, &folder)?, config })
        };
        task().map_err(|error: NoPast| wrong(&error))
    }

    /// Compares contracts with their past, and tells what breaks.
    ///
    /// # Errors
    /// When a file that the contracts import cannot be read.
    pub(crate) fn run(self, descriptors: &Descriptors) -> Result<ExitCode> {
        if !descriptors.violations.is_empty() {
            eprintln!("{}\n\nerror: the contracts are wrong by themselves", Violations(descriptors.violations.clone()));
            return Ok(ExitCode::FAILURE);
        }
        let mut past = match self.past.schema(&descriptors.imports) {
            Ok(past) => past,
            Err(error) => return Ok(wrong(&error)),
        };
        let mut present = Schema::of(descriptors).context("an imported file cannot be read")?;
        past.import_as(&present);
        past.forget_shipped(&present);
        if !self.options.packages.is_empty() {
            past.retain_packages_of(&present);
        }
        for schema in [&mut past, &mut present] {
            schema.forget_well_known();
        }
        let findings = compare(&past, &present).into_iter().filter(|finding| self.config.counts(finding)).collect();
        let report = Report::new(&self.options.against, findings, descriptors);
        tell(&report, self.options.format);
        Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn wrong(error: &NoPast) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::from(WRONG_USE)
}

fn tell(report: &Report, format: Format) {
    let written = report.write(format);
    if !written.is_empty() {
        println!("{written}");
    }
    let against = &report.against;
    match report.findings.len() {
        0 if format == Format::Text => println!("nothing breaks those who built on `{against}`"),
        0 => {}
        1 => eprintln!("error: one rule is broken for those who built on `{against}`"),
        count => eprintln!("error: {count} rules are broken for those who built on `{against}`"),
    }
}

/// That of the workspace's buf.yaml, with what the command line says otherwise.
fn config(workspace: &Workspace, folder: &Path, options: &BreakingOptions) -> Result<Config, NoPast> {
    let written = Written::find(&workspace.root, folder).map_err(|error| NoPast::new(format!("{error:#}")))?;
    let config = match written {
        Some(Written { path, text, folder }) => {
            Config::read(&text, &folder).map_err(|error| NoPast::new(format!("{}: {error:#}", path.display())))?
        }
        None => Config::default(),
    };
    let config = if options.categories.is_empty() { config } else { config.with_categories(&options.categories) };
    Ok(if options.exclude_imports { config.without_imports() } else { config })
}
