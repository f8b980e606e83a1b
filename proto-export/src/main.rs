//! The program `proto-export`, also called as `cargo proto-export`.

use std::process::ExitCode;

fn main() -> ExitCode {
    proto_export::main_of_workspace()
}
