//! The program as a process: started on a free port, killed when dropped.

use std::process::{Command, Stdio};
use std::time::Duration;

use kernel_api::order::OrderServiceClient;
use kernel_api::user::UserServiceClient;
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout};
use tokio::time::timeout;

use crate::clients::SOON;

/// The program, without the settings of whoever runs the tests.
pub(crate) fn kernel() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kernel"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("KERNEL_")) {
        command.env_remove(name);
    }
    command
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Signal {
    Interrupt,
    Term,
}

/// A running kernel.
pub(crate) struct Kernel {
    process: Child,
    log: Lines<BufReader<ChildStdout>>,
    address: String,
}

impl Kernel {
    /// Starts a kernel whose database is in a folder.
    pub(crate) async fn start(folder: &TempDir) -> Kernel {
        Kernel::start_with(folder, &[]).await
    }

    pub(crate) async fn start_with(folder: &TempDir, arguments: &[&str]) -> Kernel {
        let mut command = tokio::process::Command::from(kernel());
        command.args(["--listen", "127.0.0.1:0", "--database"]).arg(folder.path().join("kernel.db")).args(arguments);
        let mut process = command.stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
        let log = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut kernel = Kernel { process, log, address: String::new() };
        let listening = kernel.line("listening").await;
        kernel.address = listening["address"].as_str().unwrap().to_owned();
        kernel
    }

    /// Where the kernel listens: `127.0.0.1:43117`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) async fn users(&self) -> UserServiceClient {
        UserServiceClient::connect(format!("http://{}", self.address)).await.unwrap()
    }

    pub(crate) async fn orders(&self) -> OrderServiceClient {
        OrderServiceClient::connect(format!("http://{}", self.address)).await.unwrap()
    }

    /// The next line of the log with this message.
    pub(crate) async fn line(&mut self, message: &str) -> Value {
        loop {
            let line = timeout(SOON, self.log.next_line()).await.expect("the log says nothing").unwrap();
            let line: Value = serde_json::from_str(&line.expect("the log has ended")).unwrap();
            if line["message"] == message {
                return line;
            }
        }
    }

    pub(crate) fn send(&self, signal: Signal) {
        let name = match signal {
            Signal::Interrupt => "-INT",
            Signal::Term => "-TERM",
        };
        let id = self.process.id().expect("the process has ended").to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Kills the process as a lack of memory would: with no chance to write anything.
    pub(crate) async fn sigkill(mut self) {
        self.process.kill().await.unwrap();
    }

    /// Waits for the end.
    pub(crate) async fn exit_code(&mut self) -> Option<i32> {
        timeout(Duration::from_secs(60), self.process.wait()).await.expect("the kernel does not end").unwrap().code()
    }
}
