//! Python's protobuf and ours write the same bytes and the same JSON for the same values, and each reads what the other
//! wrote.

mod check;
mod exported;
mod limits;
mod peer;
mod places;
mod samples;
mod singles;
mod types;
mod values;

use anyhow::ensure;
use contracts::{Enumeration as _, Message};
use proptest::prelude::any;

use check::{check, expect_same, json_survives, python, rewritten, same_json};
use samples::{Collections, Keeping, Maps, Moods, Open};

#[test]
fn numbers_are_the_same() {
    json_survives(values::numbers(), "");
}

#[test]
fn texts_are_the_same() {
    json_survives(values::texts(), "");
}

#[test]
fn absent_members_and_oneofs_are_the_same() {
    json_survives(values::presence(), "");
}

#[test]
fn what_is_special_is_the_same_in_a_oneof() {
    json_survives(values::special(), "uuids and octets");
}

#[test]
fn lists_are_the_same() {
    json_survives(values::lists(), "");
}

#[test]
fn maps_are_the_same() {
    json_survives(values::maps(1), "");
}

#[test]
fn maps_of_many_entries_are_the_same_values() {
    check(values::maps(5), |value| {
        let theirs = python(|it| it.rewritten::<Maps>(&value.encode_to_vec()))?;
        let read = Maps::decode(&theirs)?;
        ensure!(read == value, "read back as {read:?}");
        expect_same(&value.encode_to_vec(), &read.encode_to_vec())
    });
}

#[test]
fn collections_are_the_same() {
    check(values::collections(1), |value| same_json::<Collections>(&rewritten(&value)?));
}

#[test]
fn collections_of_many_without_an_order_are_the_same_values() {
    let same_values = |value: Collections| {
        let theirs = python(|it| it.rewritten::<Collections>(&value.encode_to_vec()))?;
        let read = Collections::decode(&theirs)?;
        ensure!(read == value, "read back as {read:?}");
        Ok(())
    };
    check(values::collections(5), same_values);
    check(any::<u64>(), |seed| {
        same_values(Collections::decode(&python(|it| it.invented::<Collections>("uuids and octets", seed))?)?)
    });
}

#[test]
fn recursive_messages_are_the_same() {
    json_survives(values::tree(), "");
}

#[test]
fn undeclared_fields_are_the_same_bytes() {
    check(values::keeping(), |value| {
        let ours = value.encode_to_vec();
        expect_same(&ours, &python(|it| it.kept::<Keeping>(&ours))?)
    });
}

/// What an enum does not name comes last: it is among what the message does not declare.
#[test]
fn values_that_an_enum_does_not_name_are_kept() {
    check(any::<u64>(), |seed| {
        let theirs = python(|it| it.invented::<Moods>("", seed))?;
        let kept = Moods::decode(&theirs)?.encode_to_vec();
        let (mut expected, mut found) = (Open::decode(&theirs)?, Open::decode(&kept)?);
        for colors in [&mut expected.list, &mut expected.unpacked, &mut found.list, &mut found.unpacked] {
            colors.sort_by_key(|color| color.number());
        }
        ensure!(found == expected, "expected {expected:?}\nfound    {found:?}");
        Ok(())
    });
}

#[test]
fn what_is_no_number_is_the_same() {
    let not_a_number = samples::Numbers { float: f32::NAN, double: f64::NAN, ..samples::Numbers::default() };
    let ours = not_a_number.encode_to_vec();
    let same = expect_same(&ours, &python(|it| it.rewritten::<samples::Numbers>(&ours)).expect("Python reads it"));
    same.and_then(|()| same_json::<samples::Numbers>(&ours)).unwrap_or_else(|error| panic!("{error:#}"));
}
