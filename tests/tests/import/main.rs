//! Foreign `.proto` files become contracts, and what is exported of these is what was imported.

use tests::import::{Compared, Kind, Options, SUITES, Suite};

/// Imports, compiles and exports a suite, and compares both ends. These declarations have no place in contracts, and no
/// others.
#[track_caller]
fn check(name: &str, lost: &[&str]) -> (Compared, Compared) {
    let suite = SUITES.iter().find(|suite| suite.name == name).expect("a suite");
    let outcome = suite.run().unwrap_or_else(|error| panic!("{error:#}"));
    let declarations = outcome.losses.iter().filter(|loss| loss.kind() == Kind::Declaration);
    assert_eq!(declarations.map(|loss| loss.element.as_str()).collect::<Vec<_>>(), lost);
    assert_eq!(outcome.violations, Vec::<String>::new());
    let (theirs, ours) = outcome.sides.expect("it is compiled");
    expect_same(suite, &theirs, &ours);
    (theirs, ours)
}

#[track_caller]
fn expect_same(suite: &Suite, theirs: &Compared, ours: &Compared) {
    assert!(!theirs.packages.is_empty(), "{} has packages", suite.name);
    let differences = theirs.differences(ours);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
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

#[test]
fn what_protobuf_net_writes_comes_out_as_it_went_in() {
    let (theirs, mut ours) = check("protobuf-net", &[]);
    // What differs is told of by name.
    ours.comments.remove("Acme.Shop.Currency.ZERO");
    ours.packages.get_mut("Acme.Shop").expect("the package").message_type[0].field[0].number = Some(99);
    ours.custom = Options::default();
    let told = theirs.differences(&ours);
    let names = [
        "the message Acme.Shop.Book:",
        "the options of Acme.Shop.Item.subtype:",
        "the comment of Acme.Shop.Currency.ZERO:",
    ];
    for name in names {
        assert!(told.iter().any(|told| told.starts_with(name)), "{name} {told:?}");
    }
}
