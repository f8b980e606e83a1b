//! What contracts allow, `buf lint` allows in the exported files; what they do not, both report.

use std::collections::BTreeSet;
use std::fs;

use ::contracts::descriptor::{self, Allowed, Descriptors};
use proto_export::layout::{Layout, lay_out};
use proto_export::lint::{Config, lint};
use tests::buf::{self, Comments};
use tests::command::Outcome;
use tests::descriptors::{by_name, expect_equal};
use tests::lint::{Verdicts, exported, of_buf, ours};

fn described() -> Descriptors {
    crate::described(&["broken."])
}

/// All that is allowed.
fn allowed(descriptors: &Descriptors) -> BTreeSet<Allowed> {
    let declarations = descriptors.places.iter().flat_map(|places| &places.declarations);
    declarations.flat_map(|declaration| declaration.allow.clone()).collect()
}

/// Allows less.
fn retain(descriptors: &Descriptors, keep: impl Fn(&Allowed) -> bool) -> Descriptors {
    let mut descriptors = descriptors.clone();
    for declaration in descriptors.places.iter_mut().flat_map(|places| &mut places.declarations) {
        declaration.allow.retain(&keep);
    }
    descriptors
}

/// The rules that are broken.
fn rules(verdicts: &Verdicts) -> BTreeSet<String> {
    verdicts.keys().map(|(rule, _)| rule.clone()).collect()
}

#[test]
fn what_is_allowed_is_reported_by_neither() {
    let descriptors = described();
    assert_eq!(lint(&descriptors, &Config::default()), []);
    let folder = exported(&descriptors).unwrap_or_else(|error| panic!("{error:#}"));
    for judgement in [&["lint"][..], &["format", "--diff", "--exit-code"]] {
        buf::run(folder.path(), judgement).and_then(Outcome::success).unwrap_or_else(|error| panic!("{error:#}"));
    }
    let built = buf::build(folder.path(), Comments::Without).unwrap_or_else(|error| panic!("{error:#}"));
    let ours = descriptors.encode_file_descriptor_set(descriptor::Comments::Without);
    expect_equal(&built, &by_name(&ours).expect("descriptors can be decoded"));
}

#[test]
fn what_is_allowed_is_allowed_in_every_layout() {
    for layout in [Layout::Module, Layout::Service] {
        let laid_out = lay_out(crate::described(&["broken.", "corpus.packageAllowed"]), layout);
        assert_eq!(laid_out.violations, []);
        let folder = exported(&laid_out).unwrap_or_else(|error| panic!("{error:#}"));
        buf::run(folder.path(), &["lint"]).and_then(Outcome::success).unwrap_or_else(|error| panic!("{error:#}"));
    }
}

#[test]
fn what_is_not_allowed_is_reported_by_both() {
    let none = retain(&described(), |_| false);
    let found = ours(&none, &Config::default());
    assert_eq!(found, of_buf(&none).unwrap_or_else(|error| panic!("{error:#}")));
    let rules: BTreeSet<String> = allowed(&described()).into_iter().map(|allowed| allowed.rule).collect();
    assert_eq!(self::rules(&found), rules);
}

#[test]
fn each_allow_is_needed() {
    let descriptors = described();
    for one in allowed(&descriptors) {
        let found = ours(&retain(&descriptors, |allowed| *allowed != one), &Config::default());
        assert_eq!(rules(&found), BTreeSet::from([one.rule.clone()]), "{one:?}");
    }
}

/// Leaves out one half of all `allow`s, then another: any two of them are parted once.
#[test]
fn what_is_allowed_in_part_is_reported_by_both() {
    let descriptors = described();
    let all: Vec<Allowed> = allowed(&descriptors).into_iter().collect();
    for bit in (0..usize::BITS).take_while(|bit| all.len() >> bit > 0) {
        let half: BTreeSet<&Allowed> =
            all.iter().enumerate().filter(|(i, _)| i >> bit & 1 == 0).map(|it| it.1).collect();
        let part = retain(&descriptors, |allowed| half.contains(allowed));
        let of_buf = of_buf(&part).unwrap_or_else(|error| panic!("{error:#}"));
        assert_eq!(ours(&part, &Config::default()), of_buf, "with {half:#?}");
    }
}

#[test]
fn the_page_names_every_rule_that_can_be_allowed() {
    const PAGE: &str = include_str!("../../../docs/attributes.md");
    let start = PAGE.find("## Lint rules").expect("the page has the section");
    let list = PAGE[start..].split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a list");
    let documented: BTreeSet<String> = list.split_whitespace().map(str::to_owned).collect();
    let rules: BTreeSet<String> = allowed(&described()).into_iter().map(|allowed| allowed.rule).collect();
    assert_eq!(documented, rules);
}

#[test]
fn reasons_stand_beside_the_rules_and_not_in_the_descriptors() {
    let descriptors = described();
    let folder = exported(&descriptors).unwrap_or_else(|error| panic!("{error:#}"));
    let text = fs::read_to_string(folder.path().join("broken/older/v1/older.proto")).expect("a file");
    let expected = [
        "  // The number.
  //
  // buf:lint:ignore FIELD_NOT_REQUIRED the first clients sent it always
  required uint64 number = 1;
",
        "  // buf:lint:ignore FIELD_NOT_REQUIRED an amount without a currency is none
  message Balance {
",
        "  // Whose it is.
  //
  // Who has an account.
  //
  // buf:lint:ignore FIELD_NOT_REQUIRED an account without owner is closed
  // buf:lint:ignore COMMENT_FIELD the names say it
  required group Owner = 2 {
",
    ];
    for expected in expected {
        assert!(text.contains(expected), "{expected}\nis not in\n{text}");
    }
    let comments = descriptors.files.iter().flat_map(|file| &file.source_code_info).flat_map(|info| &info.location);
    assert!(comments.flat_map(|location| &location.leading_comments).all(|comment| !comment.contains("buf:lint")));
}
