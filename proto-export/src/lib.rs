//! Exports contracts as `.proto` files and guards them.
//!
//! The program `proto-export` (also `cargo proto-export`) finds the packages with contracts by itself. Who prefers a
//! program of their own names the packages in it and calls [`main`].

pub mod breaking;
mod buf;
mod documents;
mod export;
mod features;
mod file_options;
pub mod import;
mod imported;
mod init;
mod install;
pub mod layout;
mod linked;
pub mod lint;
mod lock;
pub mod markdown;
mod options;
mod output;
mod path;
pub mod print;
mod replacement;
mod runner;
mod workspace;
mod wrong_use;

use std::process::ExitCode;

use anyhow::Result;
use contracts::descriptor::{Descriptors, Violations};

use buf::Configuration;
use documents::Documents;
use imported::Imported;
use linked::{Contracts, Linked};
use lock::Lock;
use options::{BreakingOptions, Command, Imports, Options};
use output::{Changes, Stale};
use replacement::Turn;
use runner::Runner;
use workspace::Workspace;

/// Exports the contracts that are linked into this program, with the command line of `proto-export`.
///
/// ```no_run
/// // use my_contracts as _; // links the package
/// fn main() -> std::process::ExitCode {
///     proto_export::main()
/// }
/// ```
pub fn main() -> ExitCode {
    run(|_, _| Ok(Box::new(Linked)))
}

/// Exports the contracts of the workspace around the current folder: what the program `proto-export` does.
pub fn main_of_workspace() -> ExitCode {
    run(|workspace, options| {
        let members = workspace.chosen(options)?;
        for warning in workspace.warnings(options) {
            eprintln!("warning: {warning}");
        }
        Ok(Box::new(Runner::build(workspace, &members, options)?))
    })
}

fn run(link: impl FnOnce(&Workspace, &Options) -> Result<Box<dyn Contracts>>) -> ExitCode {
    let options = Options::parse_from_command_line(std::env::args_os());
    let done = match &options.command {
        Some(Command::Init(options)) => init::run(options),
        Some(Command::Breaking(options)) => breaking(options, link),
        Some(Command::Import(options)) => import::run(options),
        None => export(&options, link),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            wrong_use::exit_code(&error)
        }
    }
}

/// What the linked contracts declare, by their places in the workspace.
fn describe(contracts: &dyn Contracts, workspace: &Workspace, options: &Options) -> Result<Descriptors> {
    let mut descriptors = contracts.descriptors()?;
    export::localize(&mut descriptors, workspace);
    workspace.file_options.apply(&mut descriptors)?;
    if descriptors.files.is_empty() && descriptors.violations.is_empty() {
        anyhow::bail!(empty(workspace, options));
    }
    Ok(descriptors)
}

fn breaking(
    options: &BreakingOptions,
    link: impl FnOnce(&Workspace, &Options) -> Result<Box<dyn Contracts>>,
) -> Result<ExitCode> {
    let of_export = options.of_export();
    let workspace = Workspace::find(&of_export.cargo)?;
    // What is wrong with the command line is told before anything is compiled.
    let task = match breaking::command::Task::find(&workspace, options) {
        Ok(task) => task,
        Err(code) => return Ok(code),
    };
    let _lock = Lock::take(&workspace)?;
    let contracts = link(&workspace, &of_export)?;
    let descriptors = describe(&*contracts, &workspace, &of_export)?;
    task.run(&layout::lay_out(descriptors, workspace.layout(&of_export)))
}

fn export(
    options: &Options,
    link: impl FnOnce(&Workspace, &Options) -> Result<Box<dyn Contracts>>,
) -> Result<ExitCode> {
    let workspace = Workspace::find(&options.cargo)?;
    options.require_places(&workspace)?;
    let out = workspace.out(options);
    let lint = if options.no_lint { None } else { Some(lint::Config::find(&workspace.root, &out)?) };
    let _lock = Lock::take(&workspace)?;
    let contracts = link(&workspace, options)?;
    let descriptors = describe(&*contracts, &workspace, options)?;
    let mut files = match export::files(&descriptors, &workspace, options, lint.as_ref()) {
        Ok(files) => files,
        Err(violations) => return Ok(refused(&violations)),
    };
    let imported = match options.imports {
        Imports::Write => Imported::of(&descriptors, &out)?,
        Imports::Omit => Imported::none(),
    };
    imported.lost.iter().for_each(|lost| eprintln!("warning: {lost}"));
    let brought = buf::Brought::new(&imported.texts, &files);
    files.extend(imported.texts);
    let stale = if options.packages.is_empty() { Stale::Remove } else { Stale::Keep };
    let _turn = if options.check { None } else { Some(Turn::wait(&out)?) };
    let changes = Changes::between(&out, &files, stale)?;
    let documents = Documents::changed(&*contracts, &descriptors, &workspace, options)?;
    if options.check {
        return Ok(check(&changes, &documents, &workspace, options));
    }
    // Before anything is prepared: a document may be in the same folder.
    replacement::remove_unfinished_below(&out)?;
    let documents = documents.prepare()?;
    let written = changes.write()?.into_iter().chain(documents.write()?);
    let written: Vec<String> = written.collect();
    let configuration = buf::configure(&workspace.root, &out, &brought)?;
    if let Configuration::Lacking(lines) = &configuration {
        eprintln!("note: {lines}");
    }
    if !options.cargo.quiet {
        written.iter().for_each(|line| println!("{line}"));
        if let Configuration::Written(line) = &configuration {
            println!("{line}");
        }
        let count = if files.len() == 1 { "one file".to_owned() } else { format!("{} files", files.len()) };
        println!("{count} up to date in {}", out.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(violations: &Violations) -> ExitCode {
    let count = violations.0.len();
    let rules = if count == 1 { "one violation" } else { &format!("{count} violations") };
    eprintln!("{violations}\n\nerror: {rules} in the contracts; nothing was written");
    ExitCode::FAILURE
}

fn check(changes: &Changes<'_>, documents: &Documents, workspace: &Workspace, options: &Options) -> ExitCode {
    if changes.is_empty() && documents.paths().next().is_none() {
        return ExitCode::SUCCESS;
    }
    print!("{}", changes.diff());
    documents.paths().for_each(|path| println!("{} is not up to date", path.display()));
    let program = if workspace.has_ourselves { "cargo run -p proto-export" } else { "cargo proto-export" };
    let separator = if workspace.has_ourselves && !options.to_repeat().is_empty() { " --" } else { "" };
    let command = format!("{program}{separator}{}", options.to_repeat());
    eprintln!("error: the exported files are not up to date\n  = help: run `{command}` and commit what it writes");
    ExitCode::FAILURE
}

fn empty(workspace: &Workspace, options: &Options) -> String {
    let names = workspace.chosen(options).unwrap_or_default();
    let names = names.iter().map(|member| format!("`{}`", member.name)).collect::<Vec<_>>().join(", ");
    format!(
        "nothing to export: the registry is empty, although {names} depends on `contracts`\n  \
         = help: put `#[contract]` on a struct, an enum or a trait in a module that src/lib.rs reaches with `mod`,\n          \
         and that is not behind a feature which is off"
    )
}
