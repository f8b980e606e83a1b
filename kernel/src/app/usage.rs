//! Wrong settings, told in one line.

use std::error::Error;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Parser};

/// The exit code for wrong settings.
const WRONG_USAGE: u8 = 2;

/// Reads the settings of the process. `Err` is for the process to end with: help was shown, or an error was.
pub(super) fn read<S: Parser + CommandFactory>() -> Result<S, ExitCode> {
    S::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that closed the pipe has seen enough.
            error.print().ok();
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("{}", explain(&error, &S::command()));
            ExitCode::from(WRONG_USAGE)
        }
    })
}

/// The error on one line, with the environment variable that the value may have come from.
fn explain(error: &clap::Error, command: &Command) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    match (error.kind(), text(ContextKind::InvalidArg), text(ContextKind::InvalidValue)) {
        (ErrorKind::InvalidValue, Some(flag), Some("")) => format!("error: {} needs a value", name(flag, command)),
        (ErrorKind::ValueValidation | ErrorKind::InvalidValue, Some(flag), Some(value)) => {
            format!("error: {} cannot be {value:?}: {}", name(flag, command), expectation(error))
        }
        _ => first_paragraph(error),
    }
}

/// The flag and its variable: `--listen (KERNEL_LISTEN)`.
fn name(flag: &str, command: &Command) -> String {
    let flag = flag.split_whitespace().next().unwrap_or(flag);
    let argument = command.get_arguments().find(|argument| argument.get_long() == flag.strip_prefix("--"));
    match argument.and_then(|argument| argument.get_env()) {
        Some(variable) => format!("{flag} ({})", variable.to_string_lossy()),
        None => flag.to_owned(),
    }
}

fn expectation(error: &clap::Error) -> String {
    match (error.source(), error.get(ContextKind::ValidValue)) {
        (Some(source), _) => source.to_string(),
        (None, Some(ContextValue::Strings(values))) => format!("expected one of {}", values.join(", ")),
        _ => "it is not a valid value".to_owned(),
    }
}

/// What clap says, without the usage and the tips.
fn first_paragraph(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let lines: Vec<&str> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    format!("{} (see --help)", lines.join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::settings::Settings;
    use super::*;

    #[track_caller]
    fn check(arguments: &[&str], expected: &str) {
        let arguments = std::iter::once("kernel").chain(arguments.iter().copied());
        let error = Settings::try_parse_from(arguments).unwrap_err();
        assert_eq!(explain(&error, &Settings::command()), expected);
    }

    #[test]
    fn a_wrong_value_is_one_line_that_says_what_is_expected() {
        check(
            &["--listen", "here"],
            r#"error: --listen (KERNEL_LISTEN) cannot be "here": expected an address and a port such as 127.0.0.1:50051 or [::]:50051"#,
        );
        check(
            &["--max-request-size=4MB"],
            r#"error: --max-request-size (KERNEL_MAX_REQUEST_SIZE) cannot be "4MB": expected a size such as 65536, 512KiB or 4MiB"#,
        );
        check(
            &["--log-format", "xml"],
            r#"error: --log-format (KERNEL_LOG_FORMAT) cannot be "xml": expected one of json, text"#,
        );
        for name in [":memory:", "file:kernel.db?mode=memory"] {
            let line = format!(
                r#"error: --database (KERNEL_DATABASE) cannot be "{name}": expected the path of a file such as data/kernel.db"#
            );
            check(&["--database", name], &line);
        }
        check(
            &["--max-concurrent-streams", "0"],
            r#"error: --max-concurrent-streams (KERNEL_MAX_CONCURRENT_STREAMS) cannot be "0": 0 is not in 1..=4294967295"#,
        );
    }

    #[test]
    fn a_flag_without_a_value_is_one_line() {
        check(&["--listen"], "error: --listen (KERNEL_LISTEN) needs a value");
        check(&["--database="], "error: --database (KERNEL_DATABASE) needs a value");
        check(&["--log-level="], "error: --log-level (KERNEL_LOG_LEVEL) needs a value");
    }

    #[test]
    fn an_unknown_flag_is_one_line() {
        check(&["--listne", "x"], "error: unexpected argument '--listne' found (see --help)");
        check(&["serve"], "error: unexpected argument 'serve' found (see --help)");
    }
}
