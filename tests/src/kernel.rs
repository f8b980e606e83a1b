//! The kernel as a process: built, started on a free port with a database of its own, killed when dropped.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tempfile::TempDir;

use crate::command;

/// A running kernel.
#[derive(Debug)]
pub struct Kernel {
    process: Child,
    address: SocketAddr,
    _folder: TempDir,
}

impl Kernel {
    /// Builds the kernel, if it is not built, and starts it.
    ///
    /// # Errors
    ///
    /// The kernel does not compile, or says nothing of an address for half a minute.
    pub fn start() -> Result<Self> {
        let program = program()?;
        let folder = tempfile::tempdir()?;
        let mut process = Command::new(program)
            .args(["--listen", "127.0.0.1:0", "--database"])
            .arg(folder.path().join("kernel.db"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let log = process.stdout.take().context("the log of the kernel is piped")?;
        match listening(log) {
            Ok(address) => Ok(Kernel { process, address, _folder: folder }),
            Err(error) => {
                let _ = process.kill();
                let _ = process.wait();
                Err(error)
            }
        }
    }

    /// The address on which the kernel listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Kernel {
    fn drop(&mut self) {
        // A kernel that has ended already cannot be killed: that is well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The kernel's program. Cargo is asked once in a process.
fn program() -> Result<&'static Path> {
    static PROGRAM: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    match PROGRAM.get_or_init(|| build().map_err(|error| format!("{error:#}"))) {
        Ok(program) => Ok(program),
        Err(error) => bail!("{error}"),
    }
}

fn build() -> Result<PathBuf> {
    let arguments = ["build", "--quiet", "--package=kernel", "--bin=kernel", "--message-format=json"];
    let outcome = command::succeed(command::cargo().args(arguments))?;
    let messages = std::str::from_utf8(&outcome.stdout)?.lines();
    let mut executables = messages.filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    executables.next().context("cargo built no kernel")
}

/// Waits for the line of the log that tells the address, and then reads on, so that the kernel never waits for us.
fn listening(log: ChildStdout) -> Result<SocketAddr> {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(log).lines().map_while(Result::ok) {
            if let Some(address) = address_in(&line) {
                // Nobody waits for a second address.
                let _ = sender.send(address);
            }
        }
    });
    receiver.recv_timeout(Duration::from_secs(30)).context("the kernel does not say where it listens")
}

/// The address in a line of the log, if it is the line that says `listening`.
fn address_in(line: &str) -> Option<SocketAddr> {
    let entry: Value = serde_json::from_str(line).ok()?;
    let fields = entry.get("fields").unwrap_or(&entry);
    if fields["message"] != "listening" {
        return None;
    }
    fields["address"].as_str()?.parse().ok()
}
