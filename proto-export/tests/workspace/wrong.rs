//! Every wrong use: one message that says what to do, and the exit code that is documented.

use std::fs;

use super::{ARTICLE, Run, Workspace, contracts};

#[test]
fn a_wrong_command_line_ends_with_2_and_help_with_0() {
    let workspace = Workspace::new(ARTICLE);
    workspace.export(&["--chekc"]).ends(2, &[], &["unexpected argument '--chekc'", "--check"]);
    workspace.export(&["inti"]).ends(
        2,
        &[],
        &["unrecognized subcommand 'inti'", "a similar subcommand exists: 'init'"],
    );
    workspace.export(&["--source-info"]).ends(2, &[], &["--descriptor-set <FILE>"]);
    for command in [&[][..], &["init"], &["breaking"], &["import"]] {
        let help = [command, &["--help"]].concat();
        workspace.export(&help).ends(0, &["Examples:", "Exit codes:", "cargo proto-export"], &[]);
        let short = workspace.export(&[command, &["-h"]].concat());
        assert!(short.stdout.lines().count() <= 50, "a short help fits on a screen:\n{}", short.stdout);
        short.ends(0, &["Usage: cargo proto-export", "--help"], &[]);
    }
}

#[test]
fn a_place_without_a_workspace_is_told_of() {
    let workspace = Workspace::empty();
    let here = workspace.path("");
    let here = here.display().to_string();
    let here = here.trim_end_matches('/');
    let nowhere = workspace.program(".").output().expect("the program runs");
    Run::of(nowhere).fails(
        2,
        &format!(
            "error: there is no Cargo.toml in {here} or a folder around it\n  \
             = help: run it in a cargo workspace, or name its Cargo.toml with `--manifest-path`\n"
        ),
    );
    for path in ["api/Cargo.toml", "."] {
        let nothing = workspace.program(".").args(["--manifest-path", path]).output().expect("the program runs");
        Run::of(nothing).fails(
            2,
            &format!(
                "error: there is no file {path}\n  \
                 = help: name the Cargo.toml of a workspace or a package with `--manifest-path`\n"
            ),
        );
    }
    workspace.write("Cargo.toml", "[package\n");
    let broken = workspace.program(".").output().expect("the program runs");
    Run::of(broken).ends(1, &[], &["error: ", "Cargo.toml"]);
}

#[test]
fn a_workspace_without_contracts_is_told_of() {
    let workspace = Workspace::new("");
    workspace.export(&[]).ends(1, &[], &["the registry is empty, although `shop-api` depends on `contracts`"]);
    workspace.package("api", "shop-api", "", "");
    workspace.export(&[]).ends(1, &[], &["no package of the workspace ", "depends on `contracts`", "cargo add"]);
}

#[test]
fn a_place_that_cannot_be_written_to_is_told_of() {
    let workspace = Workspace::new(ARTICLE);
    workspace.write("file", "");
    fs::create_dir(workspace.path("folder")).expect("a folder");
    let [file, folder] = ["file", "folder"].map(|name| workspace.path(name).display().to_string());
    for option in ["--out", "--json-schema"] {
        for path in [file.clone(), format!("{file}/below")] {
            let wrong = workspace.export(&[option, &path]);
            wrong.fails(2, &format!("error: {file} is a file\n  = help: name a folder with `{option}`\n"));
        }
    }
    for option in ["--descriptor-set", "--openapi", "--markdown"] {
        let wrong = workspace.export(&[option, &folder]);
        wrong.fails(2, &format!("error: {folder} is a folder\n  = help: name a file with `{option}`\n"));
    }
    // Nobody can make a folder there, whoever runs the tests.
    let unwritable = "/proc/self/contracts";
    if fs::metadata("/proc/self").is_ok_and(|it| it.is_dir()) {
        workspace.export(&["--out", unwritable]).ends(1, &[], &[&format!("error: cannot write {unwritable}: ")]);
    }
}

#[test]
fn a_buf_yaml_that_buf_would_refuse_is_told_of_before_anything_is_compiled() {
    let workspace = Workspace::new("what does not compile");
    workspace.write("buf.yaml", "version: v2\nlint:\n  use: [STANDART]\n");
    let path = workspace.path("buf.yaml");
    let said = format!(
        "error: {}: `STANDART` in its section `lint` is no rule of `buf lint`, and no category\n  \
         = help: correct it, or say `--no-lint` to export all the same\n",
        path.display()
    );
    workspace.export(&[]).fails(2, &said);
    workspace.write("api/src/lib.rs", &ARTICLE.replace("/// A thing to buy.\n", ""));
    workspace.write("buf.yaml", "version: v2\nlint:\n  use: [STANDARD]\n");
    workspace.export(&[]).ends(0, &["one file up to date"], &[]);
    workspace.write("buf.yaml", "version: v2\nlint:\n  use: [COMMENT_MESSAGE]\n");
    workspace.export(&["--check"]).ends(1, &[], &["error[COMMENT_MESSAGE]: ", "one violation in the contracts"]);
}

#[test]
fn contracts_of_another_version_are_told_of_with_what_to_install() {
    let workspace = Workspace::new("");
    workspace
        .write("contracts/Cargo.toml", "[package]\nname = \"contracts\"\nversion = \"0.9.0\"\nedition = \"2021\"\n");
    workspace.write("contracts/src/lib.rs", "");
    workspace.package("api", "shop-api", "contracts = { path = \"../contracts\" }\n", "");
    workspace.export(&["--quiet"]).fails(
        1,
        &format!(
            "error: this is proto-export {}, and the workspace has contracts 0.9.0, which it does not understand\n  \
             = help: install what belongs to it: `cargo install --locked --version 0.9.0 proto-export`\n",
            env!("CARGO_PKG_VERSION")
        ),
    );
}

#[test]
fn what_does_not_compile_is_shown_as_cargo_shows_it() {
    let workspace = Workspace::new(&ARTICLE.replace("String", "Strin"));
    let expected = ["error[E0425]: cannot find type `Strin`", "nothing was written"];
    workspace.export(&[]).ends(1, &[], &expected);
    workspace.export(&["--quiet"]).ends(1, &[], &expected);
}

#[test]
fn what_cargo_cannot_find_is_said_by_cargo() {
    let workspace = Workspace::new(ARTICLE);
    workspace.package("api", "shop-api", &format!("{}serde = \"77\"\n", contracts()), ARTICLE);
    let run = workspace.export(&[]);
    assert!(!run.stderr.contains("do not compile"), "{}", run.stderr);
    run.ends(1, &[], &["serde = \"^77\"", "cargo cannot build the packages with contracts; nothing was written"]);
    workspace.package("api", "shop-api", &format!("{}nowhere = {{ path = \"../nowhere\" }}\n", contracts()), ARTICLE);
    workspace.export(&[]).ends(1, &[], &["error: failed to load manifest", "nowhere/Cargo.toml"]);
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let workspace = Workspace::new(ARTICLE);
    let run = workspace.export(&["--quiet"]);
    assert_eq!(run.stdout, "");
    run.fails(0, "");
}
