//! What `init` writes: buf takes it, the generators of other languages make code with it, and every command of the job
//! that it writes for CI is run here as it stands.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;
use tests::{buf, command, program, tools, workspace};

const ARTICLE: &str = r#"//! The contracts of a shop.

use contracts::{Status, contract};

contracts::package!("shop.v1");

/// A thing to buy.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its name.
    #[member(1)]
    pub name: String,
}

/// Asks for an article.
#[contract]
pub struct GetArticleRequest {
    /// What it is called.
    #[member(1)]
    pub name: String,
}

/// Answers with the article.
#[contract]
pub struct GetArticleResponse {
    /// The article.
    #[member(1)]
    pub article: Article,
}

/// Knows the articles.
#[contract]
pub trait ArticleService {
    /// Finds an article.
    #[operation]
    async fn get_article(&self, request: GetArticleRequest) -> Result<GetArticleResponse, Status>;
}
"#;

/// A repository with a workspace that has contracts, in its root or in a folder of it.
struct Project {
    repository: tempfile::TempDir,
    folder: &'static str,
}

impl Project {
    fn new(folder: &'static str) -> Result<Self> {
        let project = Project { repository: tempfile::tempdir()?, folder };
        let contracts = workspace::root().join("contracts");
        project.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"api\"]\n")?;
        fs::copy(workspace::root().join("Cargo.lock"), project.root().join("Cargo.lock"))?;
        let manifest = format!(
            "[package]\nname = \"shop-api\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\ncontracts = {{ path = {contracts:?}, default-features = false }}\n"
        );
        project.write("api/Cargo.toml", &manifest)?;
        project.write("api/src/lib.rs", ARTICLE)?;
        project.git(&["init", "--quiet", "--initial-branch=main"])?;
        Ok(project)
    }

    fn root(&self) -> PathBuf {
        self.repository.path().join(self.folder)
    }

    fn write(&self, path: &str, text: &str) -> Result<()> {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
        Ok(fs::write(path, text)?)
    }

    fn read(&self, path: &str) -> Result<String> {
        fs::read_to_string(self.root().join(path)).with_context(|| path.to_owned())
    }

    fn git(&self, arguments: &[&str]) -> Result<()> {
        let identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"];
        let mut git = Command::new("git");
        command::succeed(git.args(identity).args(arguments).current_dir(self.repository.path())).map(drop)
    }

    /// Commits everything as what the remote's main branch is now.
    fn push(&self) -> Result<()> {
        self.git(&["add", "."])?;
        self.git(&["commit", "--quiet", "--message=Sell articles"])?;
        self.git(&["update-ref", "refs/remotes/origin/main", "HEAD"])
    }

    /// Runs the exporter.
    fn export(&self, arguments: &[&str]) -> Result<command::Outcome> {
        let mut command = Command::new(program::built("proto-export")?);
        command.args(arguments).current_dir(self.root()).env("CARGO_TARGET_DIR", target());
        command::run(&mut command)
    }

    fn init(&self, arguments: &[&str]) -> Result<command::Outcome> {
        self.export(&[&["init", "--offline"], arguments].concat())
    }
}

/// Where all that the tests compile is kept, so that it is compiled once.
fn target() -> PathBuf {
    workspace::scratch().join("init")
}

#[test]
fn buf_takes_what_init_writes() -> Result<()> {
    let project = Project::new("")?;
    let said = project.init(&[])?.success()?.said;
    for path in ["buf.yaml", "buf.gen.yaml", "protoc_gen_grpc_python.py", ".github/workflows/contracts.yml"] {
        assert!(said.contains(&format!("{path}\n")), "{path} is not told of:\n{said}");
    }
    project.export(&["--offline"])?.success()?;
    for arguments in [&["lint"][..], &["build"], &["format", "--diff", "--exit-code"]] {
        buf::run(&project.root(), arguments)?.success()?;
    }
    // It sees what is wrong, but not in files that are somebody else's.
    let wrong = "syntax = \"proto3\";\npackage google.api;\nmessage wrong {}\n";
    project.write("proto/google/api/http.proto", wrong)?;
    buf::run(&project.root(), &["lint"])?.success()?;
    project.write("proto/shop/v1/other.proto", &wrong.replace("google.api", "shop.v1"))?;
    assert!(!buf::run(&project.root(), &["lint"])?.success);
    Ok(())
}

#[test]
fn the_generators_of_other_languages_make_code() -> Result<()> {
    let project = Project::new("")?;
    project.init(&["--languages", "go,python,typescript"])?.success()?;
    project.export(&["--offline"])?.success()?;
    // A file of somebody else, which is imported: its code is in a package that is installed.
    let option =
        "syntax = \"proto3\";\npackage google.api;\noption go_package = \"example.com/api\";\nmessage Http {}\n";
    project.write("proto/google/api/http.proto", option)?;
    let use_it = "syntax = \"proto3\";\npackage use.v1;\nimport \"google/api/http.proto\";\n\
                  message Use {\n  google.api.Http http = 1;\n}\n";
    project.write("proto/use/v1/use.proto", use_it)?;
    let mut generate = buf::command(&project.root(), &["generate"])?;
    let programs = [tools::node()?.join("node_modules/.bin"), tools::go()?];
    generate.env("PATH", path(&programs)?).env("PYTHONPATH", tools::python()?);
    command::succeed(&mut generate)?;
    let code = [
        "go/shop/v1/shop.pb.go",
        "go/shop/v1/shop_grpc.pb.go",
        "go/use/v1/use.pb.go",
        "python/shop/v1/shop_pb2.py",
        "python/shop/v1/shop_pb2.pyi",
        "python/shop/v1/shop_pb2_grpc.py",
        "python/use/v1/use_pb2.py",
        "typescript/shop/v1/shop_pb.ts",
        "typescript/use/v1/use_pb.ts",
    ];
    for path in code {
        assert!(project.root().join("gen").join(path).exists(), "{path} is not generated");
    }
    assert!(!project.root().join("gen/go/google").exists() && !project.root().join("gen/python/google").exists());
    let go = project.read("gen/go/use/v1/use.pb.go")?;
    assert!(go.contains("\"example.com/api\""), "the code of an imported file is where its authors put it:\n{go}");
    Ok(())
}

#[test]
fn every_language_is_in_the_template_that_was_asked_for() -> Result<()> {
    let project = Project::new("")?;
    let outs = |arguments: &[&str]| -> Result<BTreeSet<String>> {
        project.init(&[&["--force"], arguments].concat())?.success()?;
        let template = yaml(&project.root(), "buf.gen.yaml")?;
        let plugins = template["plugins"].as_array().context("there are plugins")?.clone();
        assert!(plugins.iter().all(|plugin| plugin.get("remote").is_none()), "{plugins:?}");
        Ok(plugins.iter().filter_map(|plugin| plugin["out"].as_str().map(str::to_owned)).collect())
    };
    let folders = |names: &[&str]| names.iter().map(|name| format!("gen/{name}")).collect::<BTreeSet<_>>();
    assert_eq!(outs(&[])?, folders(&["go", "python", "typescript", "java"]));
    assert_eq!(outs(&["--languages", "java"])?, folders(&["java"]));
    assert_eq!(outs(&["--languages", "typescript,python"])?, folders(&["python", "typescript"]));
    assert!(!project.init(&["--languages", "rust"])?.success);
    Ok(())
}

#[test]
fn nothing_that_is_there_is_overwritten_unless_it_is_asked_for() -> Result<()> {
    let project = Project::new("")?;
    project.write("buf.yaml", "version: v2\n")?;
    let left = project.init(&[])?;
    assert!(!left.success && left.said.contains("buf.yaml is there and says something else"), "{}", left.said);
    assert!(left.said.contains("init --force"), "{}", left.said);
    assert_eq!(project.read("buf.yaml")?, "version: v2\n");
    assert!(project.read(".github/workflows/contracts.yml").is_ok(), "what was not there is written");
    let again = project.init(&["--force"])?.success()?;
    assert_eq!(again.said.lines().filter(|line| line.starts_with("wrote ")).count(), 1, "{}", again.said);
    let nothing = project.init(&[])?.success()?;
    assert!(!nothing.said.contains("wrote"), "what is there is as init writes it: {}", nothing.said);
    let outside = project.init(&["--out", "../proto"])?;
    assert!(outside.said.contains("error: --out ../proto is not in the workspace"), "{}", outside.said);
    Ok(())
}

#[test]
fn every_command_of_the_job_runs_as_it_stands() -> Result<()> {
    let project = Project::new("services/shop")?;
    let schemas = ["--out", "schemas"];
    project.init(&schemas)?.success()?;
    project.export(&[&schemas[..], &["--offline"]].concat())?.success()?;
    let job = Job::of(&project)?;
    // Before there is a past, then beside a past that is the same, then after a change that breaks somebody.
    project.git(&["commit", "--quiet", "--allow-empty", "--message=Begin"])?;
    project.git(&["update-ref", "refs/remotes/origin/main", "HEAD"])?;
    assert_eq!(job.run(&project)?, "");
    project.push()?;
    assert_eq!(job.run(&project)?, "");
    project.write("api/src/lib.rs", &ARTICLE.replace("pub name", "pub title"))?;
    assert_eq!(job.run(&project)?, "The files are what the contracts say");
    project.export(&[&schemas[..], &["--offline"]].concat())?.success()?;
    assert_eq!(job.run(&project)?, "Nothing breaks those who built on the contracts");
    Ok(())
}

/// The job of the workflow, ready to be run.
struct Job {
    workflow: Value,
    path: OsString,
    /// Where what it installs goes.
    installed: PathBuf,
}

impl Job {
    fn of(project: &Project) -> Result<Self> {
        let workflow = yaml(project.repository.path(), ".github/workflows/contracts.yml")?;
        let uses = workflow["jobs"]["contracts"]["steps"].as_array().context("there are steps")?;
        let uses: Vec<&str> = uses.iter().filter_map(|step| step["uses"].as_str()).collect();
        assert_eq!(uses, ["actions/checkout@v4", "bufbuild/buf-action@v1"]);
        assert_eq!(workflow["jobs"]["contracts"]["steps"][0]["with"]["fetch-depth"], 0);
        let pinned: Value =
            serde_json::from_str(&fs::read_to_string(workspace::root().join("tests/tools/node/package.json"))?)?;
        let version = &workflow["jobs"]["contracts"]["steps"][1]["with"]["version"];
        assert_eq!(*version, pinned["dependencies"]["@bufbuild/buf"], "it uses the buf that is tested here");
        let installed = target().join("installed");
        let path = path(&[tools::node()?.join("node_modules/.bin"), installed.join("bin")])?;
        Ok(Job { workflow, path, installed })
    }

    /// Runs the commands of all steps, as for a pull request: the name of the one that fails, or nothing.
    fn run(&self, project: &Project) -> Result<String> {
        let job = &self.workflow["jobs"]["contracts"];
        let folder = job["defaults"]["run"]["working-directory"].as_str().unwrap_or(".");
        assert_eq!(folder, project.folder);
        for step in job["steps"].as_array().into_iter().flatten() {
            let Some(run) = step["run"].as_str() else { continue };
            let mut shell = Command::new("bash");
            shell.args(["-e", "-c", run]).current_dir(project.repository.path().join(folder)).env("PATH", &self.path);
            for (name, value) in step["env"].as_object().into_iter().flatten() {
                assert_eq!(value, "${{ github.base_ref }}");
                shell.env(name, "main");
            }
            shell.env("CARGO_TARGET_DIR", target()).env("CARGO_INSTALL_ROOT", &self.installed);
            // What is tested is that it installs: that takes a tenth of the time when nothing is optimized.
            shell.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_PROFILE_RELEASE_DEBUG", "0");
            let outcome = command::run(&mut shell)?;
            if !outcome.success {
                println!("{}", outcome.said);
                return Ok(step["name"].as_str().unwrap_or(run).to_owned());
            }
        }
        Ok(String::new())
    }
}

/// A file as buf and GitHub read it.
fn yaml(folder: &Path, name: &str) -> Result<Value> {
    let script = "import { load } from 'js-yaml'; import { readFileSync } from 'node:fs';\n\
                  console.log(JSON.stringify(load(readFileSync(process.argv[1], 'utf8'))));";
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", script]).arg(folder.join(name)).current_dir(tools::node()?);
    let said = command::succeed(&mut node)?.stdout;
    Ok(serde_json::from_slice(&said)?)
}

/// The value of `PATH` with folders in front.
fn path(folders: &[PathBuf]) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(folders.iter().cloned().chain(std::env::split_paths(&path)))?)
}
