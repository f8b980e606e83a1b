//! Options of files by rule, as the Cargo.toml of the workspace says them.

use prost::Message as _;

use super::{ARTICLE, Workspace};

const CONTRACTS: &str = r#"
pub mod billing {
    contracts::package!("acme.billing.v1", options(go_package = "acme.test/own"));

    /// What is to be paid.
    #[contracts::contract]
    pub struct Bill {}
}

pub mod shop {
"#;

const RULES: &str = r#"
[workspace]
resolver = "2"
members = ["api", "util"]

[workspace.metadata.proto-export.options]
go_package = "acme.test/gen/{path};{name}"
java_multiple_files = true
java_package = "test.{package}"

[workspace.metadata.proto-export.options."acme.billing"]
java_package = "test.billing"
optimize_for = "CODE_SIZE"
"#;

#[test]
fn options_by_rule_are_in_every_file_and_what_a_package_says_itself_wins() {
    let workspace = Workspace::new(&format!("{CONTRACTS}{ARTICLE}}}"));
    workspace.write("Cargo.toml", RULES);
    let set = workspace.path("set.binpb");
    let with_set = ["--descriptor-set", set.to_str().expect("a path")];
    workspace.export(&with_set).ends(0, &["2 files up to date"], &[]);
    let options = |path: &str| {
        let text = workspace.read(path).expect("the file");
        let options = text.lines().filter(|line| line.starts_with("option ")).map(str::to_owned);
        options.collect::<Vec<String>>()
    };
    let of_shop = [
        "option go_package = \"acme.test/gen/shop/v1;shopv1\";",
        "option java_multiple_files = true;",
        "option java_package = \"test.shop.v1\";",
    ];
    assert_eq!(options("proto/shop/v1/shop.proto"), of_shop);
    let of_billing = [
        "option go_package = \"acme.test/own\";",
        "option java_multiple_files = true;",
        "option java_package = \"test.billing\";",
        "option optimize_for = CODE_SIZE;",
    ];
    assert_eq!(options("proto/acme/billing/v1/billing.proto"), of_billing);
    let encoded = std::fs::read(&set).expect("the set");
    let set = prost_types::FileDescriptorSet::decode(encoded.as_slice()).expect("a set");
    let java: Vec<&str> = set.file.iter().filter_map(|file| Some(file.options.as_ref()?.java_package())).collect();
    assert_eq!(java, ["test.billing", "test.shop.v1"]);

    workspace.export(&["--check"]).ends(0, &[], &[]);
    workspace.write("Cargo.toml", &RULES.replace("test.{package}", "{package}"));
    let differs = "-option java_package = \"test.shop.v1\";\n+option java_package = \"shop.v1\";\n";
    workspace.export(&["--check"]).ends(1, &[differs], &[]);
    let error = "error: Cargo.toml: in [workspace.metadata.proto-export.options]: ";
    for (rules, said) in [
        (RULES.replace("java_package", "java_pakage"), "there is no option `java_pakage` of files"),
        (RULES.replace("= true", "= 3"), "`java_multiple_files` is not 3: write a text, or `true` or `false`"),
        (RULES.replace("{name}", "{nome}"), "`go_package`"),
    ] {
        workspace.write("Cargo.toml", &rules);
        let run = workspace.export(&[]);
        assert!(run.stderr.starts_with(&format!("{error}{said}")), "{}", run.stderr);
        run.ends(1, &[], &[]);
    }
}
