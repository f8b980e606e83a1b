//! The program in a workspace that is not ours: a second one, made in a temporary folder, without a network.

#[path = "workspace/breaking.rs"]
mod breaking;
#[path = "workspace/imports.rs"]
mod imports;
#[path = "workspace/interrupted.rs"]
mod interrupted;
#[path = "workspace/kinds.rs"]
mod kinds;
#[path = "workspace/layout.rs"]
mod layout;
#[path = "workspace/options.rs"]
mod options;
#[path = "workspace/progress.rs"]
mod progress;
#[path = "workspace/registered.rs"]
mod registered;
#[path = "workspace/wrong.rs"]
mod wrong;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

use prost::Message as _;

/// Makes a workspace of its own with one package, `shop-api`, and one without contracts.
struct Workspace {
    folder: tempfile::TempDir,
    /// All share one target folder, so that `contracts` is compiled once.
    _turn: MutexGuard<'static, ()>,
}

static TURN: Mutex<()> = Mutex::new(());

const ARTICLE: &str = r#"
contracts::package!("shop.v1");

/// A thing to buy.
#[contracts::contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its name.
    #[member(1)]
    pub name: String,
}
"#;

impl Workspace {
    fn new(source: &str) -> Self {
        let workspace = Workspace::empty();
        workspace.write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"api\", \"util\"]\n");
        workspace.package("api", "shop-api", &contracts(), source);
        workspace.package("util", "shop-util", "", "");
        workspace
    }

    /// A folder with nothing but a lock file.
    fn empty() -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let workspace = Workspace { folder: tempfile::tempdir().expect("a folder"), _turn: turn };
        fs::copy(repository().join("Cargo.lock"), workspace.path("Cargo.lock")).expect("a lock file");
        workspace
    }

    fn package(&self, folder: &str, name: &str, dependencies: &str, source: &str) {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n{dependencies}"
        );
        self.write(&format!("{folder}/Cargo.toml"), &manifest);
        self.write(&format!("{folder}/src/lib.rs"), source);
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("a folder").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path(path)).ok()
    }

    /// Runs the program in a folder deep inside a package.
    fn export(&self, arguments: &[&str]) -> Run {
        Run::of(self.program("api/src").args(arguments).arg("--offline").output().expect("the program runs"))
    }

    /// The program, to be run in this folder.
    fn program(&self, folder: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proto-export"));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("second-workspace");
        command.current_dir(self.path(folder)).env("CARGO_TARGET_DIR", target);
        command
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace")
}

/// A dependency on `contracts`, as a line of a manifest.
fn contracts() -> String {
    format!("contracts = {{ path = {:?}, default-features = false }}\n", repository().join("contracts"))
}

struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Ends with this code, and says nothing but this on the standard error.
    #[track_caller]
    fn fails(self, code: i32, stderr: &str) {
        assert_eq!((self.code, self.stderr.as_str()), (Some(code), stderr), "--- stdout\n{}", self.stdout);
    }

    #[track_caller]
    fn ends(self, code: i32, stdout: &[&str], stderr: &[&str]) {
        let said = format!("--- stdout\n{}\n--- stderr\n{}", self.stdout, self.stderr);
        assert_eq!(self.code, Some(code), "{said}");
        for (stream, expected) in [(&self.stdout, stdout), (&self.stderr, stderr)] {
            for text in expected {
                assert!(stream.contains(text), "{text:?} is not in:\n{said}");
            }
        }
    }
}

#[test]
fn exports_from_any_folder_without_a_network() {
    let workspace = Workspace::new(ARTICLE);
    workspace.export(&[]).ends(0, &["wrote ", "proto/shop/v1/shop.proto", "one file up to date"], &[]);
    let text = workspace.read("proto/shop/v1/shop.proto").expect("the file");
    assert_eq!(
        text,
        "// Generated by proto-export from the Rust contracts of shop-api. Do not edit.\n\nsyntax = \"proto3\";\n\n\
         package shop.v1;\n\n// A thing to buy.\nmessage Article {\n  // Its name.\n  string name = 1;\n}\n"
    );
    assert!(workspace.read("buf.yaml").is_some_and(|text| text.contains("rpc_allow_google_protobuf_empty_responses")));
    workspace.export(&["--check"]).ends(0, &[], &[]);
    let again = workspace.export(&["proto-export"]);
    assert!(!again.stdout.contains("wrote"), "nothing has changed: {}", again.stdout);
    again.ends(0, &["one file up to date"], &[]);
}

#[test]
fn a_check_shows_what_differs_and_the_command_that_mends_it() {
    let workspace = Workspace::new(ARTICLE);
    workspace.export(&[]).ends(0, &[], &[]);
    let before = workspace.read("proto/shop/v1/shop.proto");
    workspace.write("api/src/lib.rs", &ARTICLE.replace("pub name: String", "pub title: String"));
    let mend = "run `cargo proto-export` and commit what it writes";
    workspace.export(&["--check"]).ends(1, &["\n-  string name = 1;\n+  string title = 1;\n"], &[mend]);
    assert_eq!(workspace.read("proto/shop/v1/shop.proto"), before, "a check writes nothing");
    workspace.export(&[]).ends(0, &["wrote "], &[]);
    workspace.export(&["--check"]).ends(0, &[], &[]);
}

#[test]
fn files_of_packages_that_are_gone_are_removed_and_those_of_others_kept() {
    let workspace = Workspace::new(ARTICLE);
    workspace.export(&[]).ends(0, &[], &[]);
    workspace.write("buf.yaml", "version: v2\n");
    workspace.write("proto/acme/other.proto", "syntax = \"proto3\";\n");
    workspace.write("api/src/lib.rs", &ARTICLE.replace("shop.v1", "store.v1"));
    workspace.export(&["--check"]).ends(1, &["/dev/null", "-package shop.v1;", "+package store.v1;"], &[]);
    workspace.export(&[]).ends(0, &["removed ", "wrote "], &[]);
    assert!(!workspace.path("proto/shop").exists() && workspace.path("proto/store/v1/store.proto").exists());
    assert!(workspace.path("proto/acme/other.proto").exists());
    assert_eq!(workspace.read("buf.yaml").as_deref(), Some("version: v2\n"));
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let workspace = Workspace::new(ARTICLE);
    workspace.write("proto/shop/v1/shop.proto", "syntax = \"proto3\";\n");
    workspace.export(&[]).ends(1, &[], &["shop.proto was not written by proto-export"]);
    assert_eq!(workspace.read("proto/shop/v1/shop.proto").as_deref(), Some("syntax = \"proto3\";\n"));
}

#[test]
fn broken_rules_are_told_all_at_once_with_their_rust_lines_before_anything_is_written() {
    let source = ARTICLE.replace("/// A thing to buy.\n", "").replace("pub name", "pub lastName");
    let workspace = Workspace::new(&format!("#![allow(non_snake_case)]\n{source}"));
    let violations = [
        "error[COMMENT_MESSAGE]: ",
        "\n  --> api/src/lib.rs:7:12\n",
        "error[FIELD_LOWER_SNAKE_CASE]: ",
        "\n  --> api/src/lib.rs:10:9\n   = help: rename the member to `last_name`",
        "error: 2 violations in the contracts; nothing was written",
    ];
    workspace.export(&[]).ends(1, &[], &violations);
    assert!(!workspace.path("proto").exists());
}

#[test]
fn two_items_under_one_name_are_told_with_both_their_lines() {
    let twice = "mod again {\n    /// Another.\n    #[contracts::contract]\n    pub struct Article {}\n}\n";
    let workspace = Workspace::new(&format!("{ARTICLE}{twice}"));
    let clash = [
        "error[COMPILE]: two Rust items are exported as `shop.v1.Article`\n  --> api/src/lib.rs:15:16\n",
        "  ::: api/src/lib.rs:7:12: the other one",
    ];
    workspace.export(&[]).ends(1, &[], &clash);
}

#[test]
fn a_package_without_a_library_is_told_of() {
    let workspace = Workspace::new(ARTICLE);
    let manifest = workspace.read("api/Cargo.toml").expect("a manifest");
    let (_, dependencies) = manifest.split_once("[dependencies]\n").expect("dependencies");
    workspace.package("util", "shop-util", dependencies, "");
    fs::rename(workspace.path("util/src/lib.rs"), workspace.path("util/src/main.rs")).expect("a program");
    let reason = "`shop-util` depends on contracts but has no library: move its contracts to src/lib.rs";
    let warning = format!("warning: {reason}\n");
    workspace.export(&[]).ends(0, &["wrote "], &[&warning]);
    workspace.export(&["-p", "shop-util"]).ends(1, &[], &[&format!("error: {reason}\n")]);
    let chosen = workspace.export(&["-p", "shop-api"]);
    assert!(!chosen.stderr.contains("warning: `shop-util`"), "{}", chosen.stderr);
    workspace.package("api", "shop-api", "", "");
    workspace.export(&[]).ends(1, &[], &[&format!("error: nothing to export: {reason}\n")]);
}

#[test]
fn a_package_can_stay_out_or_be_chosen() {
    let workspace = Workspace::new(ARTICLE);
    workspace.export(&["-p", "shop-util"]).ends(2, &[], &["no package `shop-util`", "are: shop-api"]);
    workspace.export(&["-p", "shop-api"]).ends(0, &["wrote "], &[]);
    let manifest = workspace.read("api/Cargo.toml").expect("a manifest");
    workspace.write("api/Cargo.toml", &format!("{manifest}\n[package.metadata.proto-export]\nskip = true\n"));
    workspace.export(&[]).ends(1, &[], &["nothing to export"]);
}

#[test]
fn the_descriptor_set_is_written_with_its_imports() {
    let field = "    /// When.\n    #[member(2)]\n    pub since: std::time::SystemTime,\n}";
    let workspace = Workspace::new(&ARTICLE.replace('}', field));
    let path = workspace.path("out/shop.binpb");
    workspace.export(&["--descriptor-set", path.to_str().expect("a path")]).ends(0, &["shop.binpb"], &[]);
    let set = prost_types::FileDescriptorSet::decode(fs::read(path).expect("the file").as_slice()).expect("a set");
    let names: Vec<_> = set.file.iter().map(|file| file.name()).collect();
    assert_eq!(names, ["google/protobuf/timestamp.proto", "shop/v1/shop.proto"]);
}

const SERVICE: &str = r#"
/// Asks for an article.
#[contracts::contract]
pub struct GetArticleRequest {
    /// What it is called.
    #[member(1)]
    pub name: String,
}

/// Answers with the article.
#[contracts::contract]
pub struct GetArticleResponse {
    /// The article.
    #[member(1)]
    pub article: Article,
}

/// Knows the articles.
#[contracts::contract]
pub trait ArticleService {
    /// Finds an article.
    #[operation(http(get = "/v1/articles/{name}"))]
    async fn get_article(&self, request: GetArticleRequest) -> Result<GetArticleResponse, contracts::Status>;
}
"#;

#[test]
fn documents_for_those_who_do_not_use_protobuf_are_written_and_checked() {
    let workspace = Workspace::new(&format!("{ARTICLE}{SERVICE}"));
    let [openapi, schemas, markdown] = ["doc/openapi.json", "doc/schemas", "doc/api.md"].map(|it| workspace.path(it));
    let paths = [("--openapi", &openapi), ("--json-schema", &schemas), ("--markdown", &markdown)];
    let arguments = paths.map(|(name, path)| [name, path.to_str().expect("a path")]).concat();
    let with = |more: &[&str]| workspace.export(&[&*arguments, more].concat());
    with(&[]).ends(0, &["openapi.json", "shop.v1.Article.schema.json", "api.md"], &[]);

    let json = |path: &str| -> serde_json::Value {
        serde_json::from_str(&workspace.read(path).expect("the file")).expect("JSON")
    };
    let document = json("doc/openapi.json");
    assert_eq!(document["info"], serde_json::json!({ "title": "shop-api", "version": "0.1.0" }));
    assert_eq!(document["paths"]["/v1/articles/{name}"]["get"]["summary"], "Finds an article.");
    let schema = json("doc/schemas/shop.v1.GetArticleResponse.schema.json");
    assert_eq!(schema["$defs"]["shop.v1.Article"]["description"], "A thing to buy.");
    let page = workspace.read("doc/api.md").expect("the page");
    let row = "| 1 | `article` | [`Article`](#shop.v1.Article) | The article. |\n";
    assert!(page.contains(row) && page.contains("\nKnows the articles.\n"), "{page}");

    with(&["--check"]).ends(0, &[], &[]);
    workspace.write("doc/openapi.json", "{}");
    workspace.write("doc/schemas/shop.v1.Gone.schema.json", &schema.to_string());
    let mend = "run `cargo proto-export --openapi ";
    with(&["--check"]).ends(1, &["openapi.json is not", "shop.v1.Gone.schema.json is not"], &[mend]);
    let again = with(&[]);
    assert!(!again.stdout.contains("api.md"), "{}", again.stdout);
    again.ends(0, &["wrote ", "openapi.json", "removed ", "shop.v1.Gone.schema.json"], &[]);
}

#[test]
fn a_binding_that_cannot_be_served_is_told_with_its_rust_line() {
    let workspace = Workspace::new(&format!("{ARTICLE}{}", SERVICE.replace("{name}", "{nome}")));
    let violation = [
        "error[COMPILE]: the HTTP binding of `GetArticle` cannot be served: the path \"/v1/articles/{nome}\" names `nome`",
        "\n  --> api/src/lib.rs:34:14\n",
    ];
    workspace.export(&[]).ends(1, &[], &violation);
}
