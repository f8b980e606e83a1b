//! What contracts and prost may read differently from bytes that both take: made equal, and nothing else.

use std::net::IpAddr;

use contracts::Enumeration;

use crate::legacy::{Legacy, Mood};
use crate::mirror::{self, Kind, ListValue, Struct, Value, settle};
use crate::sample::{Choice, Closed, Kept, Known, Maps, Narrow, Sample, Switch};

/// Makes two readings of the same bytes equal where they may differ.
pub(super) fn reconcile(ours: &mut Sample, theirs: &mut mirror::Sample) {
    unsign([&mut ours.double, &mut theirs.double]);
    unsign([&mut ours.float, &mut theirs.float]);
    both(&mut ours.closed, &mut theirs.closed, closed);
    both(&mut ours.narrow, &mut theirs.narrow, narrow);
    both(&mut ours.known, &mut theirs.known, |ours, theirs| known(ours, theirs));
    both(&mut ours.legacy, &mut theirs.legacy, legacy);
    both(&mut ours.child, &mut theirs.child, |ours, theirs| reconcile(ours, theirs));
    ours.children.iter_mut().zip(&mut theirs.children).for_each(|(ours, theirs)| reconcile(ours, theirs));
    if let (Some(Choice::Boxed(ours)), Some(mirror::Choice::Boxed(theirs))) = (&mut ours.choice, &mut theirs.choice) {
        reconcile(ours, theirs);
    }
    both(&mut ours.maps, &mut theirs.maps, |ours, theirs| maps(ours, theirs));
}

fn both<A, B>(ours: &mut Option<A>, theirs: &mut Option<B>, reconcile: impl FnOnce(&mut A, &mut B)) {
    if let (Some(ours), Some(theirs)) = (ours, theirs) {
        reconcile(ours, theirs);
    }
}

/// Prost takes a negative zero for the default where presence is implicit, and does not write it.
fn unsign<'a, F: Default + PartialEq + 'a>(floats: impl IntoIterator<Item = &'a mut F>) {
    floats.into_iter().filter(|float| **float == F::default()).for_each(|zero| *zero = F::default());
}

/// Of a key that is there twice, the last entry counts.
fn maps(ours: &mut Maps, theirs: &mut mirror::Maps) {
    settle(&mut theirs.texts);
    settle(&mut theirs.leaves);
    settle(&mut theirs.samples);
    settle(&mut theirs.ratios);
    settle(&mut theirs.deltas);
    settle(&mut theirs.fixed);
    settle(&mut theirs.open);
    settle(&mut theirs.raw);
    settle(&mut theirs.nothing);
    settle(&mut theirs.signed);
    unsign(ours.ratios.values_mut().chain(theirs.ratios.iter_mut().map(|entry| &mut entry.value)));
    for (ours, theirs) in ours.samples.values_mut().zip(&mut theirs.samples) {
        reconcile(ours, &mut theirs.value);
    }
}

/// For contracts, a number that a closed enum does not have leaves the field as it was; for prost it is the value.
fn closed(ours: &mut Closed, theirs: &mut mirror::Closed) {
    if !is_switch(&theirs.switch) {
        (ours.switch, theirs.switch) = (Switch::Unspecified, 0);
    }
    if theirs.optional.is_some_and(|number| !is_switch(&number)) {
        (ours.optional, theirs.optional) = (None, None);
    }
    if matches!(theirs.kept, Some(mirror::Kept::Last(number)) if !is_switch(&number)) {
        (ours.kept, theirs.kept) = (None::<Kept>, None);
    }
    theirs.packed.retain(is_switch);
    theirs.expanded.retain(is_switch);
    settle(&mut theirs.by_number);
    for unnamed in theirs.by_number.extract_if(.., |entry| !is_switch(&entry.value)) {
        ours.by_number.remove(&unnamed.key);
    }
}

fn is_switch(number: &i32) -> bool {
    Switch::from_number(*number).is_some()
}

/// As [`closed`].
fn legacy(ours: &mut Legacy, theirs: &mut mirror::Legacy) {
    if theirs.mood.is_some_and(|number| Mood::from_number(number).is_none()) {
        (ours.mood, theirs.mood) = (None, None);
    }
    theirs.moods.retain(|number| Mood::from_number(*number).is_some());
    both(&mut ours.group, &mut theirs.group, |ours, theirs| legacy(ours, theirs));
}

/// The narrow types have one form for what bytes may say in several.
fn narrow(ours: &mut Narrow, theirs: &mut mirror::Narrow) {
    if theirs.hash == [0; 4] {
        theirs.hash.clear();
    }
    theirs.hashes.iter_mut().filter(|hash| hash.is_empty()).for_each(|hash| *hash = vec![0; 2]);
    if let Some(text) = &mut theirs.address {
        let address = text.parse::<IpAddr>();
        *text = if text.is_empty() { "0.0.0.0".to_owned() } else { address.expect("an address").to_string() };
    }
    if let (Some(_), Some(json)) = (&mut ours.json, &mut theirs.json) {
        value(json, Some(Kind::Null(0)));
    }
}

fn known(ours: &mut Known, theirs: &mut mirror::Known) {
    unsign(ours.double.iter_mut().chain(&mut theirs.double));
    unsign(ours.float.iter_mut().chain(&mut theirs.float));
    // The enum has one value: any other number is an unknown field.
    theirs.null = 0;
    theirs.value.iter_mut().chain(&mut theirs.values).for_each(|json| value(json, None));
    theirs.object.iter_mut().for_each(|json| object(json, None));
    theirs.list.iter_mut().for_each(|json| list(json, None));
}

/// Whatever number stands for `null`, it is `null`; `unset` is what stands for nothing.
fn value(json: &mut Value, unset: Option<Kind>) {
    match &mut json.kind {
        None => json.kind = unset,
        Some(Kind::Null(number)) => *number = 0,
        Some(Kind::Struct(fields)) => object(fields, unset),
        Some(Kind::List(values)) => list(values, unset),
        Some(Kind::Number(_) | Kind::Text(_) | Kind::Bool(_)) => {}
    }
}

fn object(json: &mut Struct, unset: Option<Kind>) {
    settle(&mut json.fields);
    json.fields.iter_mut().for_each(|field| value(&mut field.value, unset.clone()));
}

fn list(json: &mut ListValue, unset: Option<Kind>) {
    json.values.iter_mut().for_each(|json| value(json, unset.clone()));
}
