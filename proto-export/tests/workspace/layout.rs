//! Layouts in a workspace that is not ours.

use super::{ARTICLE, SERVICE, Workspace};

/// A package that no service has to do with.
const UNUSED: &str = r#"
/// A place for articles.
#[contracts::contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Shelf {
    /// What is on it.
    #[member(1)]
    pub articles: Vec<String>,
}
"#;

const ROOT: &str = "[workspace]\nresolver = \"2\"\nmembers = [\"api\", \"util\"]\n";

fn shop() -> Workspace {
    // Without an HTTP binding, which brings files of its own along.
    let service = SERVICE.replace(r#"(http(get = "/v1/articles/{name}"))"#, "");
    Workspace::new(&format!("{ARTICLE}{service}{UNUSED}"))
}

#[test]
fn a_layout_is_chosen_on_the_command_line() {
    let workspace = shop();
    workspace.export(&[]).ends(0, &["one file up to date"], &[]);
    let by_service = ["proto/shop/v1/shop.proto", "proto/shop/v1/article_service.proto"];
    workspace.export(&["--layout", "service"]).ends(0, &["2 files up to date"], &[]);
    let [shared, service] = by_service.map(|path| workspace.read(path).expect("the file"));
    assert!(shared.contains("message Shelf {") && !shared.contains("message Article {"), "{shared}");
    assert!(service.contains("message Article {") && service.contains("service ArticleService {"), "{service}");
    workspace.export(&["--layout", "service", "--check"]).ends(0, &[], &[]);
    let mend = "run `cargo proto-export` and commit";
    workspace.export(&["--check"]).ends(1, &["article_service.proto", "/dev/null"], &[mend]);
    workspace.write("proto/shop/v1/shop.proto", &shared.replace("A place", "Another place"));
    let mend = "run `cargo proto-export --layout service` and commit";
    workspace.export(&["--layout", "service", "--check"]).ends(1, &["+// A place for articles."], &[mend]);
    workspace.export(&["--layout", "module"]).ends(0, &["removed ", "article_service.proto", "one file"], &[]);
    workspace.export(&["--layout", "crate"]).ends(2, &[], &["package, module, service"]);
}

#[test]
fn a_layout_is_chosen_for_all_in_the_manifest_of_the_workspace() {
    let workspace = shop();
    let say = |layout: &str| {
        workspace.write("Cargo.toml", &format!("{ROOT}[workspace.metadata.proto-export]\nlayout = {layout}\n"));
    };
    say("\"service\"");
    let set = workspace.path("shop.binpb");
    let set = set.to_str().expect("UTF-8");
    workspace.export(&["--descriptor-set", set]).ends(0, &["article_service.proto", "2 files"], &[]);
    workspace.export(&["--descriptor-set", set, "--check"]).ends(0, &[], &[]);
    // In the same files there is nothing that moved from one to another.
    workspace.export(&["breaking", "--against", set, "--category", "FILE"]).ends(0, &["nothing breaks"], &[]);
    workspace.export(&["--layout", "package", "--check"]).ends(1, &["article_service.proto"], &[]);
    say("\"package\"");
    workspace.export(&["breaking", "--against", set, "--category", "PACKAGE"]).ends(0, &["nothing breaks"], &[]);
    workspace.export(&["breaking", "--against", set, "--category", "FILE"]).ends(1, &["FILE_NO_DELETE"], &[]);
    for wrong in ["\"services\"", "1"] {
        say(wrong);
        let reason = format!("Cargo.toml: workspace.metadata.proto-export has no layout {wrong}\n");
        workspace.export(&[]).ends(1, &[], &[&reason, "write `layout = \"package\"`, `\"module\"` or `\"service\"`"]);
    }
}

#[test]
fn versions_stand_side_by_side_in_one_package_of_cargo_or_in_several() {
    let first = format!("pub mod v1 {{\n{ARTICLE}\n}}\n");
    let second = r#"
contracts::package!("shop.v2");

/// Some articles, as they were in the first version.
#[contracts::contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Articles {
    /// The articles.
    #[member(1)]
    pub articles: Vec<V1::Article>,
}
"#;
    let workspace = Workspace::new(&format!("{first}pub mod v2 {{\n{}\n}}\n", second.replace("V1", "crate::v1")));
    let files = ["proto/shop/v1/shop.proto", "proto/shop/v2/shop.proto"];
    let read = || files.map(|path| workspace.read(path).expect("the file"));
    workspace.export(&[]).ends(0, &["2 files"], &[]);
    let together = read();
    assert!(together[1].contains("import \"shop/v1/shop.proto\";"), "{}", together[1]);
    assert!(together[1].contains("repeated shop.v1.Article articles = 1;"), "{}", together[1]);
    for layout in ["module", "service"] {
        let again = workspace.export(&["--layout", layout, "--check"]);
        again.ends(0, &[], &[]);
    }
    // The second in a package of its own.
    workspace.write("api/src/lib.rs", &first);
    let manifest = workspace.read("api/Cargo.toml").expect("a manifest");
    let (_, dependencies) = manifest.split_once("[dependencies]\n").expect("dependencies");
    let dependencies = format!("{dependencies}shop-api = {{ path = \"../api\" }}\n");
    workspace.package("util", "shop-util", &dependencies, &second.replace("V1", "shop_api::v1"));
    workspace.export(&[]).ends(0, &["wrote ", "2 files"], &[]);
    let apart = read();
    assert_eq!(apart[0], together[0]);
    assert_eq!(apart[1], together[1].replace("of shop-api.", "of shop-util."));
}
