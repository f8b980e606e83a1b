//! Contracts that break the rules of `buf lint`, and those that nearly do: buf and we find the same, declaration by declaration.

mod allow;
mod allowed;
mod configured;
mod corpus;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use contracts::descriptor::Descriptors;
use contracts::registry::{self, Root};
use proto_export::lint::{Config, findings, lint};
use serde_json::Value;
use tests::command::Outcome;
use tests::lint::{of_buf, ours};

/// What breaks each rule: full names, behind `corpus.`, and how often where that is more than once.
const BROKEN: &[(&str, &[&str])] = &[
    (
        "COMMENT_ENUM",
        &[
            "comment_enum.v1.Around.Nested",
            "comment_enum.v1.Bare",
            "comment_enum.v1.Blank",
            "comment_enum.v1.Directed",
            "comment_enum.v1.Ordinary",
        ],
    ),
    (
        "COMMENT_ENUM_VALUE",
        &["comment_enum_value.v1.Kind.KIND_DEPRECATED", "comment_enum_value.v1.Kind.KIND_UNSPECIFIED"],
    ),
    (
        "COMMENT_FIELD",
        &[
            "comment_field.v1.Fields.Entry.inner",
            "comment_field.v1.Fields.bare",
            "comment_field.v1.Fields.deprecated",
            "comment_field.v1.Fields.empty",
            "comment_field.v1.Fields.map",
            "comment_field.v1.Fields.optional",
            "comment_field.v1.Fields.repeated",
            "comment_field.v1.Fields.scalar",
            "extension.v1.Extended.without_comment",
            "extension.v1.Said.no_comment",
            "extension.v1.no_comment",
        ],
    ),
    (
        "COMMENT_MESSAGE",
        &[
            "comment_message.v1.Bare",
            "comment_message.v1.Failure",
            "comment_message.v1.ShelfBook",
            "comment_message.v1.StringBook",
            "extension.v1.Bare",
        ],
    ),
    ("COMMENT_ONEOF", &["comment_oneof.v1.Bare.choice"]),
    ("COMMENT_RPC", &["comment_rpc.v1.BareService.Get", "comment_rpc.v1.BareService.Set"]),
    ("COMMENT_SERVICE", &["comment_service.v1.BareService"]),
    (
        "ENUM_FIRST_VALUE_ZERO",
        &[
            "edition.v1.Closed.CLOSED_ONE",
            "enum_first_value_zero.v1.Later.LATER_ONE",
            "enum_first_value_zero.v1.Never.NEVER_LESS",
        ],
    ),
    ("ENUM_NO_ALLOW_ALIAS", &["enum_no_allow_alias.v1.Kind"]),
    ("ENUM_PASCAL_CASE", &["enum_pascal_case.v1.Kind_Two", "enum_pascal_case.v1.kind_of_thing"]),
    (
        "ENUM_VALUE_PREFIX",
        &[
            "enum_value_prefix.v1.HTTPServerV1.HTTPSERVER_V1_A",
            "enum_value_prefix.v1.HTTPServerV1.HTTP_SERVERV1_B",
            "enum_value_prefix.v1.Kind.GOOD",
            "enum_value_prefix.v1.Kind.KINDBAD",
            "enum_value_prefix.v1.Thing.State.THING_STATE_DONE",
        ],
    ),
    (
        "ENUM_VALUE_UPPER_SNAKE_CASE",
        &[
            "enum_value_upper_snake_case.v1.Kind.KIND_WORSE_",
            "enum_value_upper_snake_case.v1.Kind.KIND__BAD",
            "enum_value_upper_snake_case.v1.Kind.KIND_good",
        ],
    ),
    (
        "ENUM_ZERO_VALUE_SUFFIX",
        &[
            "enum_zero_value_suffix.v1.Kind.KIND_NONE",
            "enum_zero_value_suffix.v1.State.STATE_UNSPECIFIEDX",
            "enum_zero_value_suffix.v1.Thing.Nested.NESTED_UNKNOWN",
        ],
    ),
    (
        "FIELD_LOWER_SNAKE_CASE",
        &[
            "extension.v1.Extended.insideName",
            "extension.v1.topName",
            "field_lower_snake_case.v1.Fields.Id",
            "field_lower_snake_case.v1.Fields._private",
            "field_lower_snake_case.v1.Fields.byTrain",
            "field_lower_snake_case.v1.Fields.foo3Bar",
            "field_lower_snake_case.v1.Fields.type_",
            "field_lower_snake_case.v1.Fields.userName",
            "field_lower_snake_case.v1.Fields.user__mail",
            "field_lower_snake_case.v1.Map.byName",
            "field_lower_snake_case.v1.Map.isThere",
        ],
    ),
    (
        "FIELD_NOT_REQUIRED",
        &[
            "edition.v1.Fields.delimited",
            "edition.v1.Fields.scalar",
            "field_not_required.v1.Fields.Group",
            "field_not_required.v1.Fields.Group.inner",
            "field_not_required.v1.Fields.message",
            "field_not_required.v1.Fields.scalar",
        ],
    ),
    (
        "MESSAGE_PASCAL_CASE",
        &[
            "message_pascal_case.v1.HTTPServer.nested_one",
            "message_pascal_case.v1.User_Set",
            "message_pascal_case.v1.userMap",
            "message_pascal_case.v1.user_list",
            "message_pascal_case.v1.user_listPage",
        ],
    ),
    ("ONEOF_LOWER_SNAKE_CASE", &["oneof_lower_snake_case.v1.Choices.firstChoice"]),
    ("PACKAGE_LOWER_SNAKE_CASE", &["package packageLowerSnakeCase.v1"]),
    ("PACKAGE_VERSION_SUFFIX", &["package package_version_suffix", "package package_version_suffix.v0"]),
    ("RPC_PASCAL_CASE", &["rpc_pascal_case.v1.UserService.Put_User", "rpc_pascal_case.v1.UserService.getUser"]),
    (
        "RPC_REQUEST_RESPONSE_UNIQUE",
        &[
            "rpc_request_response_unique.v1.AService.Get",
            "rpc_request_response_unique.v1.BService.Get",
            "rpc_request_response_unique.v1.CService.Put",
            "rpc_request_response_unique.v1.DService.Put",
            "rpc_request_response_unique.v1.EService.Put",
        ],
    ),
    (
        "RPC_REQUEST_STANDARD_NAME",
        &[
            "rpc_request_standard_name.v1.UserService.End",
            "rpc_request_standard_name.v1.UserService.Find",
            "rpc_request_standard_name.v1.UserService.List",
            "rpc_request_standard_name.v1.UserService.Put",
        ],
    ),
    (
        "RPC_RESPONSE_STANDARD_NAME",
        &["rpc_response_standard_name.v1.UserService.Find", "rpc_response_standard_name.v1.UserService.Watch"],
    ),
    ("SERVICE_PASCAL_CASE", &["service_pascal_case.v1.Order_Service", "service_pascal_case.v1.userService"]),
    ("SERVICE_SUFFIX", &["service_suffix.v1.UserServices", "service_suffix.v1.Users", "service_suffix.v1.Userservice"]),
];

#[test]
fn buf_and_we_find_the_same_rule_by_rule() {
    let descriptors = described(&["corpus."]);
    let ours = ours(&descriptors, &Config::default());
    let theirs = of_buf(&descriptors).unwrap_or_else(|error| panic!("{error:#}"));
    let mut rules: BTreeMap<&str, [BTreeSet<String>; 2]> = BTreeMap::new();
    for (side, verdicts) in [&ours, &theirs].into_iter().enumerate() {
        for ((rule, element), count) in verdicts {
            let times = if *count == 1 { String::new() } else { format!(" {count}") };
            let element = element.replace("corpus.", "") + &times;
            rules.entry(rule).or_default()[side].insert(element);
        }
    }
    let expected: BTreeMap<&str, BTreeSet<String>> =
        BROKEN.iter().map(|(rule, elements)| (*rule, elements.iter().map(|it| (*it).to_owned()).collect())).collect();
    let mut differences = Vec::new();
    for rule in rules.keys().chain(expected.keys()).collect::<BTreeSet<_>>() {
        let [ours, theirs] = rules.get(rule).cloned().unwrap_or_default();
        let expected = expected.get(rule).cloned().unwrap_or_default();
        if ours != theirs || ours != expected {
            differences.push(format!("{rule}\n  ours: {ours:?}\n  buf's: {theirs:?}\n  expected: {expected:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_page_has_every_rule_of_buf_and_says_what_breaks_it() {
    const PAGE: &str = include_str!("../../../docs/lint.md");
    let rows = PAGE.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| `")?.split(" | ").collect();
        Some((cells[0].trim_end_matches('`'), cells[1]))
    });
    let documented: BTreeMap<&str, &str> = rows.collect();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("buf.yaml"), tests::lint::CONFIGURATION).expect("a file");
    let rules = ["config", "ls-lint-rules", "--configured-only", "--format=json"];
    let rules = tests::buf::run(folder.path(), &rules).and_then(Outcome::success);
    let rules = rules.unwrap_or_else(|error| panic!("{error:#}")).stdout;
    let rules = String::from_utf8(rules).expect("UTF-8");
    let rules = rules.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["id"].clone());
    let rules: BTreeSet<String> = rules.map(|id| id.as_str().expect("a name").to_owned()).collect();
    assert_eq!(documented.keys().map(|rule| (*rule).to_owned()).collect::<BTreeSet<_>>(), rules);
    let broken = documented.iter().filter(|(_, by)| ["declaration", "package"].contains(by)).map(|(rule, _)| *rule);
    assert_eq!(broken.collect::<Vec<_>>(), BROKEN.iter().map(|(rule, _)| *rule).collect::<Vec<_>>());
}

#[test]
fn every_finding_says_where_it_is_and_what_to_type() {
    for finding in findings(&described(&["corpus."]), &Config::default()) {
        let said = finding.violation.to_string();
        let place = finding.violation.place.as_ref().unwrap_or_else(|| panic!("{said}"));
        assert!(place.file.starts_with("tests/tests/lint/corpus/") && place.line > 1 && place.column > 0, "{said}");
        assert!(!finding.violation.message.is_empty() && finding.violation.help.contains('`'), "{said}");
    }
}

#[test]
fn findings_are_told_as_they_were_looked_at() {
    let said = lint(&described(&["corpus."]), &Config::default()).iter().map(ToString::to_string).collect::<Vec<_>>();
    let said = said.join("\n\n") + "\n";
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/said.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, &said).expect("a file");
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    assert!(said == expected, "{} differs; UPDATE_GOLDEN=1 writes it\n{said}", golden.display());
}

#[test]
fn packages_that_use_each_other_are_refused() {
    let roots = registry::roots().filter(|root| package(root).is_some_and(|package| package.starts_with("circle.")));
    let violations = Descriptors::from_roots(roots).violations;
    assert_eq!(violations.iter().map(|it| it.rule.as_str()).collect::<Vec<_>>(), ["PACKAGE_NO_IMPORT_CYCLE"]);
    let said = violations[0].to_string();
    assert!(said.contains("the packages `circle.one.v1`, `circle.two.v1` import each other in a circle"), "{said}");
    assert!(said.contains("`circle.two.v1` uses `circle.one.v1` here"), "{said}");
}

#[test]
fn what_a_package_allows_stands_above_it() {
    let folder = tests::lint::exported(&described(&["corpus."])).unwrap_or_else(|error| panic!("{error:#}"));
    let text =
        std::fs::read_to_string(folder.path().join("corpus/packageAllowed/package_allowed.proto")).expect("a file");
    let expected = "
// buf:lint:ignore PACKAGE_VERSION_SUFFIX its clients are older than the rule
// buf:lint:ignore PACKAGE_LOWER_SNAKE_CASE as the first of them wrote it
package corpus.packageAllowed;
";
    assert!(text.contains(expected), "{text}");
    assert_eq!(lint(&described(&["corpus.packageAllowed"]), &Config::default()), []);
}

#[test]
fn what_a_package_allows_and_does_not_break_is_told() {
    let found = lint(&described(&["allowing."]), &Config::default());
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    let expected = "error[PACKAGE_VERSION_SUFFIX]: the rule `PACKAGE_VERSION_SUFFIX` is allowed to be broken here, and \
        nothing breaks it\n  --> tests/tests/lint/corpus/packages.rs:";
    assert!(matches!(&said[..], [one] if one.starts_with(expected)), "{said:#?}");
}

/// The contracts of the packages that begin in one of these ways. The crate `tests` has others.
fn described(packages: &[&str]) -> Descriptors {
    let is_there =
        |root: &&Root| package(root).is_some_and(|it| packages.iter().any(|package| it.starts_with(package)));
    let descriptors = Descriptors::from_roots(registry::roots().filter(is_there));
    assert_eq!(descriptors.violations, []);
    descriptors
}

fn package(root: &Root) -> Option<&'static str> {
    match root {
        Root::Message(message) => Some(message().package),
        Root::Enum(enumeration) => Some(enumeration().package),
        Root::Service(service) => Some(service.package),
        Root::Package(package) => Some(package.name),
        Root::Extension(extension) => Some((extension.schema)().package),
        Root::DescriptorSet(_) => None,
    }
}
