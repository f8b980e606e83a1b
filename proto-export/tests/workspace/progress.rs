//! What is shown while the packages with contracts are compiled.

use std::path::Path;
use std::process::Command;

use super::{ARTICLE, Run, Workspace};

/// Runs the program where a person would: its output and its errors are a terminal.
fn on_terminal(workspace: &Workspace, arguments: &str) -> Run {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("second-workspace");
    let command = format!("'{}' --offline {arguments}", env!("CARGO_BIN_EXE_proto-export"));
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--command", &command, "/dev/null"]);
    script.current_dir(workspace.path("api")).env("CARGO_TARGET_DIR", target).env("TERM", "xterm");
    Run::of(script.output().expect("`script` of util-linux makes a terminal"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_what_is_compiled() {
    // Its folder is a new one, so its package is compiled.
    let workspace = Workspace::new(ARTICLE);
    let shown = on_terminal(&workspace, "");
    assert!(!shown.stdout.contains("building shop-api"), "cargo shows it, nobody else does: {}", shown.stdout);
    shown.ends(0, &["Compiling", "shop-api", "one file up to date"], &[]);
    drop(workspace);
    let workspace = Workspace::new(ARTICLE);
    let quiet = on_terminal(&workspace, "--quiet");
    assert!(!quiet.stdout.contains("Compiling") && !quiet.stdout.contains("up to date"), "{}", quiet.stdout);
    quiet.ends(0, &[], &[]);
    drop(workspace);
    let workspace = Workspace::new(ARTICLE);
    let piped = workspace.export(&[]);
    assert!(!piped.stderr.contains("Compiling"), "a log needs no line for each package: {}", piped.stderr);
}
