//! The program that cargo looks for when it is called as `cargo proto-export`.

use std::process::ExitCode;

fn main() -> ExitCode {
    proto_export::main_of_workspace()
}
