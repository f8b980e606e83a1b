//! `proto-export import`: `.proto` files into contracts.

mod comments;
mod model;
mod names;
mod options;
mod print;
mod read;
mod report;
mod resolve;
mod write;

use std::process::ExitCode;

use anyhow::{Result, bail};

pub use crate::options::ImportOptions as Options;
use read::Sources;
use report::Report;

/// Imports what the command line asks for, and says what was written and what is lost.
///
/// # Errors
/// When the files cannot be read, or say what contracts cannot, or the modules cannot be written.
pub fn run(options: &Options) -> Result<ExitCode> {
    let sources = Sources::read(options)?;
    let mut report = Report::default();
    let modules = model::modules(&sources, &mut report);
    report.print(options.report.as_deref())?;
    if !report.is_empty() && !options.lossy {
        bail!(
            "contracts cannot say all of it; nothing was written\n  \
             = help: say `--lossy` to go on without what is listed above"
        );
    }
    let files = print::files(&modules);
    let counts = write::write(&options.out, &files, options.overwrite)?;
    println!(
        "{} of {} in {}: {counts}",
        counted(modules.messages(), "message"),
        counted(sources.len(), "file"),
        options.out.display()
    );
    Ok(ExitCode::SUCCESS)
}

/// `1 message`, `2 messages`.
fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
