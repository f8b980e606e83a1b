//! Foreign `.proto` files become contracts, and what is exported of these is what was imported.

use tests::import::{Compared, Kind, SUITES, Suite};

/// Imports, compiles and exports a suite, and compares both ends. These declarations have no place in contracts, and no
/// others.
#[track_caller]
fn check(name: &str, lost: &[&str]) {
    let suite = SUITES.iter().find(|suite| suite.name == name).expect("a suite");
    let outcome = suite.run().unwrap_or_else(|error| panic!("{error:#}"));
    let declarations = outcome.losses.iter().filter(|loss| loss.kind() == Kind::Declaration);
    assert_eq!(declarations.map(|loss| loss.element.as_str()).collect::<Vec<_>>(), lost);
    assert_eq!(outcome.violations, Vec::<String>::new());
    let (theirs, ours) = outcome.sides.expect("it is compiled");
    expect_same(suite, &theirs, &ours);
}

#[track_caller]
fn expect_same(suite: &Suite, theirs: &Compared, ours: &Compared) {
    assert!(!theirs.packages.is_empty(), "{} has packages", suite.name);
    assert_eq!(theirs.packages.keys().collect::<Vec<_>>(), ours.packages.keys().collect::<Vec<_>>());
    for (name, package) in &theirs.packages {
        let ours = &ours.packages[name];
        for (theirs, ours) in package.message_type.iter().zip(&ours.message_type) {
            assert_eq!(theirs, ours);
        }
        assert_eq!(package, ours);
    }
    assert_eq!(theirs.options, ours.options);
    for (element, lines) in &theirs.comments {
        assert_eq!(Some(lines), ours.comments.get(element), "the comment of {element}");
    }
}

#[test]
fn every_construct_comes_out_as_it_went_in() {
    check("constructs", &["acme.legacy.v1.Person.names"]);
}

#[test]
fn googles_common_files_come_out_as_they_went_in() {
    let lost = ["google.api.Service.apis", "google.api.Service.types", "google.api.Service.enums"];
    check("googleapis-common-protos", &lost);
}

#[test]
fn opentelemetrys_files_come_out_as_they_went_in() {
    check("OpenTelemetry", &[]);
}

#[test]
fn etcds_files_come_out_as_they_went_in() {
    check("etcd", &[]);
}
