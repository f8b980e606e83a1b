//! The guide: its files are those of a package that is compiled and run here.

use std::fs;
use std::process::Command;

use tests::{command, program, workspace};

#[test]
fn the_files_of_the_guide_are_compiled() {
    let guide = fs::read_to_string(workspace::root().join("docs/guide.md")).expect("the guide is there");
    for file in ["src/lib.rs", "src/main.rs", "tests/borrowing.rs", "tests/limits.rs", "tests/text.rs"] {
        let code = fs::read_to_string(workspace::root().join("tests/notes").join(file)).expect("the file is there");
        let block = format!("`notes/{file}`:\n\n```rust\n{code}```\n");
        assert!(guide.contains(&block), "docs/guide.md does not show {file} as it stands in tests/notes");
    }
}

#[test]
fn the_program_of_the_guide_runs() {
    let program = program::built("notes").unwrap_or_else(|error| panic!("{error:#}"));
    let outcome = command::run(&mut Command::new(program)).and_then(command::Outcome::success);
    let said = outcome.unwrap_or_else(|error| panic!("{error:#}")).said;
    assert_eq!(said, "wrote note 1\nwater the plants\n");
}
