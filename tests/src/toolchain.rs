//! The toolchains that a machine must bring along besides Rust.

use std::fmt;
use std::process::{Command, Stdio};

/// A toolchain besides Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// Node, for buf and for clients in TypeScript.
    Node,
    /// Python, for clients in Python.
    Python,
    /// Go, for clients in Go.
    Go,
}

impl Toolchain {
    /// The program that installs packages for the toolchain, with what asks it for its version.
    const fn probe(self) -> &'static [&'static str] {
        match self {
            Toolchain::Node => &["npm", "--version"],
            Toolchain::Python => &["python3", "-m", "pip", "--version"],
            Toolchain::Go => &["go", "version"],
        }
    }

    /// Makes sure that the toolchain is there.
    ///
    /// # Errors
    ///
    /// [`Missing`], if it is not.
    pub fn require(self) -> Result<(), Missing> {
        let [program, arguments @ ..] = self.probe() else { return Ok(()) };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.status() {
            Ok(status) if status.success() => Ok(()),
            _ => Err(Missing { toolchain: self, test: current_test() }),
        }
    }
}

/// A test needs a toolchain that this machine lacks.
#[derive(Debug)]
pub struct Missing {
    toolchain: Toolchain,
    test: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Missing { toolchain, test } = self;
        write!(f, "the test `{test}` needs the {toolchain:?} toolchain: `{}` fails", toolchain.probe().join(" "))
    }
}

impl std::error::Error for Missing {}

/// The harness names the thread of a test after the test.
fn current_test() -> String {
    std::thread::current().name().unwrap_or("?").to_owned()
}
