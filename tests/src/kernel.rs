//! The kernel as a process: built, started on a free port with a database of its own, killed when dropped.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;
use tempfile::TempDir;

use crate::program;

/// A running kernel.
#[derive(Debug)]
pub struct Kernel {
    address: SocketAddr,
    log: Arc<Log>,
    _process: Process,
    _folder: TempDir,
}

/// A process that does not outlive its owner.
#[derive(Debug)]
struct Process(Child);

impl Kernel {
    /// Builds the kernel, if it is not built, and starts it.
    ///
    /// # Errors
    ///
    /// The kernel does not compile, or says nothing of an address for half a minute.
    pub fn start() -> Result<Self> {
        let program = program::built("kernel")?;
        let folder = tempfile::tempdir()?;
        let mut command = Command::new(program);
        command.args(["--listen=127.0.0.1:0", "--log-format=json", "--log-level=info", "--database"]);
        command.arg(folder.path().join("kernel.db"));
        let mut process = Process(command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?);
        let log = Log::read(process.0.stdout.take().context("the log of the kernel is piped")?);
        let address = log.wait(|entries| entries.iter().find_map(address));
        let address = address.with_context(|| format!("the kernel does not listen: {:?}", log.lines().entries))?;
        Ok(Kernel { address, log, _process: process, _folder: folder })
    }

    /// The address on which the kernel listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether the kernel's log tells, now or soon, of so many calls of a method that ended with this status.
    pub fn has_logged(&self, count: usize, method: &str, status: &str) -> bool {
        let is_one = |entry: &&Value| entry["method"] == method && entry["status"] == status;
        self.log.wait(|entries| (entries.iter().filter(is_one).count() >= count).then_some(())).is_some()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A process that has ended already cannot be killed: that is well.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the kernel has logged, read as it is written, so that the kernel never waits for us.
#[derive(Debug, Default)]
struct Log {
    lines: Mutex<Lines>,
    grown: Condvar,
}

#[derive(Debug, Default)]
struct Lines {
    entries: Vec<Value>,
    ended: bool,
}

impl Log {
    fn read(lines: ChildStdout) -> Arc<Self> {
        let log = Arc::new(Log::default());
        let reader = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in BufReader::new(lines).lines().map_while(Result::ok) {
                reader.lines().entries.push(serde_json::from_str(&line).unwrap_or(Value::String(line)));
                reader.grown.notify_all();
            }
            reader.lines().ended = true;
            reader.grown.notify_all();
        });
        log
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is found in the log within half a minute, while the kernel runs.
    fn wait<T>(&self, find: impl Fn(&[Value]) -> Option<T>) -> Option<T> {
        let missing = |lines: &mut Lines| !lines.ended && find(&lines.entries).is_none();
        let waited = self.grown.wait_timeout_while(self.lines(), Duration::from_secs(30), missing);
        let (lines, _) = waited.unwrap_or_else(PoisonError::into_inner);
        find(&lines.entries)
    }
}

/// The address in the entry of the log that says `listening`.
fn address(entry: &Value) -> Option<SocketAddr> {
    (entry["message"] == "listening").then(|| entry["address"].as_str()?.parse().ok())?
}
