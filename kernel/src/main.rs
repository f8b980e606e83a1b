//! The kernel's program.

fn main() -> std::process::ExitCode {
    kernel::app::main()
}
