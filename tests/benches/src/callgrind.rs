//! Counts the instructions of a function, call by call.

use anyhow::{Context as _, Result, bail, ensure};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::valgrind;

/// Runs a program under callgrind, and counts the instructions of each call of a function.
///
/// Only the program's own instructions count, whatever they are called for: those of the C library, which allocates,
/// copies and compares, differ with its release and with the processor that it finds.
///
/// # Errors
/// When valgrind cannot be had or fails; when the function is not called as often.
pub fn count(program: &Path, arguments: &[&str], function: &str, calls: usize) -> Result<Vec<u64>> {
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    let mut command: Command = valgrind::command()?;
    command.args(["--tool=callgrind", "--quiet", "--collect-atstart=no"]);
    command.args([format!("--toggle-collect={function}"), format!("--dump-after={function}")]);
    command.arg(format!("--callgrind-out-file={}", profile.display()));
    let output = command.arg(program).args(arguments).stderr(Stdio::piped()).output()?;
    ensure!(output.status.success(), "valgrind failed:\n{}", String::from_utf8_lossy(&output.stderr));
    let program = program.to_str().context("the name of the program is no text")?;
    let one = |call: usize| {
        let file = profile.with_extension((call + 1).to_string());
        let text = fs::read_to_string(&file).with_context(|| format!("there is no profile of call {call}"))?;
        match own(&text, program) {
            0 => bail!("the profile of call {call} counts nothing"),
            count => Ok(count),
        }
    };
    (0..calls).map(one).collect()
}

/// The instructions of a program in a profile, without those of the libraries that it calls
/// (<https://valgrind.org/docs/manual/cl-format.html>).
fn own(profile: &str, program: &str) -> u64 {
    let (mut number, mut is_own, mut is_call, mut count) = (None, false, false, 0);
    for line in profile.lines() {
        if let Some(object) = line.strip_prefix("ob=").or(line.strip_prefix("cob=")) {
            // The first time `(1) /a/program`, then `(1)`.
            let (id, name) = object.split_once(' ').unwrap_or((object, ""));
            if name == program {
                number = Some(id);
            }
            if line.starts_with("ob=") {
                is_own = number == Some(id);
            }
        } else if line.starts_with("calls=") {
            is_call = true;
        } else if line.starts_with(|first: char| first.is_ascii_digit() || "+-*".contains(first)) {
            // What follows a call is the cost of all that was called.
            let cost = line.split(' ').nth(1).filter(|_| is_own && !is_call);
            count += cost.and_then(|cost| cost.parse::<u64>().ok()).unwrap_or_default();
            is_call = false;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn libraries_and_calls_do_not_count() {
        let profile = "events: Ir\n\nob=(3) /lib/ld.so\nfn=(9) start\ncob=(1) /bin/x\ncfn=(1) main\ncalls=1 0\n0 102\n\n\
                       ob=(1)\nfn=(1)\n16 3\n+1 4\ncob=(2) /lib/c.so\ncfn=(2) malloc\ncalls=2 0\n* 90\n\n\
                       ob=(2)\nfn=(2)\n0 90\n\nob=(1)\nfn=(3) other\n-2 5\ntotals: 102\n";
        assert_eq!(own(profile, "/bin/x"), 12);
        assert_eq!(own(profile, "/bin/y"), 0);
    }
}
