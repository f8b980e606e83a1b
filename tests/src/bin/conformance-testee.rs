//! The program that the conformance runner starts, and talks to over its standard input and output.

fn main() -> anyhow::Result<()> {
    tests::conformance::serve(std::io::stdin().lock(), std::io::stdout().lock())
}
