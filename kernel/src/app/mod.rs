//! The program: its settings, its log, and its life from the first line to the last.

mod log;
mod quantity;
mod serve;
mod settings;
mod signals;
mod usage;

use std::process::ExitCode;

use settings::Settings;

/// Runs the kernel with the arguments and the environment of the process.
///
/// The exit code is 0 after a stop that was asked for, 2 for wrong settings, 1 for every other failure; each failure
/// is one line on stderr.
pub fn main() -> ExitCode {
    let settings = match usage::read::<Settings>() {
        Ok(settings) => settings,
        Err(exit) => return exit,
    };
    match serve::run(&settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
