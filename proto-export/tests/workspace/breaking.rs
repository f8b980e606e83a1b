//! The subcommand `breaking`: against every kind of past, in every format, and when it is used in a wrong way.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{ARTICLE, Run, Workspace, contracts};

/// The article with a number for a name, and under another name.
fn changed() -> String {
    ARTICLE.replace("pub name: String", "pub title: u64")
}

impl Workspace {
    fn breaking(&self, against: &str, more: &[&str]) -> Run {
        self.export(&[&["breaking", "--against", against], more].concat())
    }

    /// The path of something in the workspace, as text: the program runs in another folder.
    fn text(&self, path: &str) -> String {
        self.path(path).to_str().expect("a path").to_owned()
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"];
        let mut command = Command::new("git");
        command.args(identity).args(arguments).current_dir(self.path("."));
        let output = command.output().expect("git runs");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Exports the article, commits it as `v1`, and changes it.
    fn with_history() -> Self {
        let workspace = Workspace::new(ARTICLE);
        workspace.export(&["--descriptor-set", &workspace.text("v1.binpb")]).ends(0, &["wrote "], &[]);
        workspace.git(&["init", "--quiet", "--initial-branch=trunk"]);
        workspace.git(&["add", "."]);
        workspace.git(&["commit", "--quiet", "--message=Sell articles"]);
        workspace.git(&["tag", "v1"]);
        workspace.write("api/src/lib.rs", &changed());
        workspace
    }
}

#[test]
fn what_breaks_is_told_with_the_line_of_rust_whatever_the_past_is() {
    let workspace = Workspace::with_history();
    let folder = workspace.text("proto");
    for against in ["v1", "trunk", "HEAD", &folder, &workspace.text("v1.binpb")] {
        let found = [
            "error[FIELD_SAME_NAME]: the member `title` (number 1) of `shop.v1.Article` had the name `name`\n  \
             --> api/src/lib.rs:10:9\n",
            "   = help: write `#[member(1, name = \"name\")]`",
            "error[FIELD_SAME_TYPE]: the member `title` (number 1) of `shop.v1.Article` was `String` and is `u64`\n",
            "   = note: was: #[member(1)] name: String\n   = note: is:  #[member(1)] title: u64\n",
        ];
        workspace.breaking(against, &[]).ends(1, &found, &["error: 3 rules are broken for those who built on"]);
    }
    let status = Command::new("git").args(["status", "--porcelain"]).current_dir(workspace.path(".")).output();
    let status = String::from_utf8(status.expect("git runs").stdout).expect("text");
    assert!(!status.contains("proto"), "nothing is written: {status}");
}

#[test]
fn what_breaks_nothing_ends_with_0() {
    let workspace = Workspace::with_history();
    workspace.write("api/src/lib.rs", &ARTICLE.replace('}', "    /// New.\n    #[member(2)]\n    pub price: u64,\n}"));
    workspace.breaking("v1", &[]).ends(0, &["nothing breaks those who built on `v1`"], &[]);
    let silent = workspace.breaking("v1", &["--format", "github"]);
    assert_eq!(silent.stdout, "");
    silent.ends(0, &[], &[]);
    workspace.breaking("v1", &["--format=json"]).ends(0, &["\"findings\": []", "\"version\": 1"], &[]);
}

#[test]
fn one_package_can_be_compared_alone() {
    let workspace = Workspace::new(ARTICLE);
    workspace.package("util", "shop-tools", &contracts(), &changed().replace("shop.v1", "tool.v1"));
    workspace.export(&[]).ends(0, &["2 files up to date"], &[]);
    let past = workspace.text("past");
    fs::rename(workspace.path("proto"), &past).expect("a folder");
    workspace.write("api/src/lib.rs", &changed());
    workspace.breaking(&past, &["-p", "shop-tools"]).ends(0, &["nothing breaks"], &[]);
    workspace.breaking(&past, &["-p", "shop-api"]).ends(1, &["`shop.v1.Article`"], &[]);
    workspace.breaking(&past, &["-p", "shop-util"]).ends(2, &[], &["no package `shop-util`"]);
}

#[test]
fn programs_and_github_can_read_it() {
    let workspace = Workspace::with_history();
    let json = workspace.breaking("v1", &["--format=json"]);
    let value: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON alone");
    let finding = &value["findings"][0];
    assert_eq!(finding["rust"], serde_json::json!({ "file": "api/src/lib.rs", "line": 10, "column": 9 }));
    assert_eq!((&finding["element"], &finding["number"]), (&"shop.v1.Article.name".into(), &1.into()));
    json.ends(1, &[], &[]);
    let annotation =
        "::error file=api/src/lib.rs,line=10,col=9,title=FIELD_SAME_TYPE::the member `title` (number 1) of";
    workspace.breaking("v1", &["--format=github"]).ends(1, &[annotation, "%0A"], &[]);
}

#[test]
fn buf_yaml_says_which_rules_count_unless_the_command_line_does() {
    let workspace = Workspace::with_history();
    let configure = |breaking: &str| workspace.write("buf.yaml", &format!("version: v2\nbreaking:\n{breaking}"));
    configure("  use: [WIRE]\n");
    workspace.breaking("v1", &[]).ends(1, &["error[FIELD_WIRE_COMPATIBLE_TYPE]: "], &["error: one rule is broken"]);
    workspace.breaking("v1", &["--category=PACKAGE"]).ends(1, &["error[FIELD_SAME_TYPE]: "], &["error: 3 rules"]);
    configure("  use: [WIRE]\n  ignore: [proto/shop]\n");
    workspace.breaking("v1", &[]).ends(0, &["nothing breaks"], &[]);
    configure("  use: [WIRES]\n");
    workspace.breaking("v1", &[]).ends(2, &[], &["buf.yaml: `WIRES` in its section `breaking` is no rule"]);
}

#[test]
fn a_past_that_is_not_there_is_told_of_with_what_to_do() {
    let workspace = Workspace::with_history();
    workspace.breaking("v2", &[]).ends(2, &[], &["no folder, no file and no git ref `v2`", "help: run `git fetch`"]);
    let buf = workspace.breaking(".git#branch=trunk", &[]);
    buf.ends(2, &[], &["name the ref alone: `--against trunk`"]);
    let other = workspace.breaking("v1", &["--proto", &workspace.text("schemas")]);
    other.ends(2, &[], &["`v1` has no .proto files in `schemas`", "--proto"]);
    workspace.breaking(&workspace.text("api"), &[]).ends(2, &[], &["/api has no .proto files"]);
    workspace.breaking(&workspace.text("Cargo.toml"), &[]).ends(2, &[], &["Cargo.toml is no descriptor set"]);
    workspace.write("broken/a.proto", "syntax = \"proto3\";\nmessage {}\n");
    let broken = workspace.breaking(&workspace.text("broken"), &[]);
    broken.ends(2, &[], &["/broken` do not compile: ", "a.proto:2:9", "compare with a descriptor set"]);
}

#[test]
fn a_shallow_clone_and_a_missing_git_are_told_of() {
    let workspace = Workspace::with_history();
    workspace.git(&["add", "."]);
    workspace.git(&["commit", "--quiet", "--message=Number articles"]);
    workspace.git(&["clone", "--quiet", "--depth=1", "--no-tags", &format!("file://{}", workspace.text(".")), "clone"]);
    let clone = workspace.text("clone/Cargo.toml");
    let shallow = workspace.breaking("v1", &["--manifest-path", &clone]);
    shallow.ends(2, &[], &["is a shallow clone: run `git fetch --unshallow`", "fetch-depth: 0"]);
    let cargo = Path::new(env!("CARGO"));
    let without_git = Command::new(env!("CARGO_BIN_EXE_proto-export"))
        .args(["breaking", "--against=v1", "--offline"])
        .current_dir(workspace.path("api/src"))
        .env("CARGO", cargo)
        .env("PATH", cargo.parent().expect("a folder"))
        .output();
    Run::of(without_git.expect("the program runs")).ends(2, &[], &["cannot run `git`", "install git, or compare with"]);
}

#[test]
fn a_wrong_command_line_and_help() {
    let workspace = Workspace::new(ARTICLE);
    workspace.export(&["breaking"]).ends(2, &[], &["--against <PAST>"]);
    workspace.breaking("x", &["--category=WIRES"]).ends(2, &[], &["no category has the name `WIRES`"]);
    workspace.breaking("x", &["--format=xml"]).ends(2, &[], &["[possible values: text, json, github]"]);
    workspace.export(&["--check", "breaking", "--against=x"]).ends(2, &[], &["cannot be used with"]);
    let nowhere = workspace.breaking("x", &[]);
    nowhere.ends(2, &[], &["no folder and no file `x`, and ", " is in no git repository"]);
    let help = workspace.export(&["proto-export", "breaking", "--help"]);
    help.ends(0, &["Examples:", "Exit codes:", "WIRE_JSON", "--against <PAST>"], &[]);
}
