//! Enums, and their values.

use std::collections::{BTreeMap, BTreeSet};

use super::ranges::{Kept, missing};
use super::{Change, Findings, NEW_VERSION, Sides};
use crate::breaking::finding::Spot;
use crate::breaking::rust;
use crate::breaking::schema::EnumItem;
use crate::path::tag::ENUM_VALUE;

pub(super) fn compare(sides: &Sides<'_>, findings: &mut Findings) {
    for (name, past) in &sides.past.index.enums {
        let Some(present) = sides.present.index.enums.get(name) else { continue };
        let pair = Pair { name, past, present };
        pair.values(findings);
        pair.reserved(findings);
        pair.openness(findings);
        pair.json_format(findings);
    }
}

struct Pair<'a> {
    name: &'a str,
    past: &'a EnumItem<'a>,
    present: &'a EnumItem<'a>,
}

/// The values of an enum: of each number the names, with their places in the list.
type Values<'a> = BTreeMap<i32, BTreeMap<&'a str, i32>>;

impl Pair<'_> {
    /// A change of the enum, at the enum.
    fn change(&self, element: String, message: String, help: String) -> Change {
        let spot = |of: &EnumItem<'_>| Some(Spot::of(of.file, &of.path));
        Change { element, message, help, present: spot(self.present), past: spot(self.past), ..Change::default() }
    }

    fn values(&self, findings: &mut Findings) {
        let (was, is) = (values(self.past), values(self.present));
        for (number, names) in &was {
            match is.get(number) {
                None => self.value_gone(*number, names, findings),
                Some(now) => self.value_renamed(*number, names, now, findings),
            }
        }
    }

    fn value_gone(&self, number: i32, names: &BTreeMap<&str, i32>, findings: &mut Findings) {
        let names: Vec<&str> = names.keys().copied().collect();
        let kept = Kept::of_enum(self.present.proto);
        let shown = names.join("`, `");
        let message = format!("the value `{shown}` = {number} of `{}` is gone", self.name);
        let element = format!("{}.{}", self.name, names.first().copied().unwrap_or_default());
        let change = |help: String| {
            let was = Some(format!("{} = {number}", names.join(", ")));
            Change { number: Some(number), was, ..self.change(element.clone(), message.clone(), help) }
        };
        let back = format!("put the variant back, with `#[deprecated]`, {NEW_VERSION}");
        let reserve = format!("write `#[contract({})]`", kept.with(&[(number, number)], &names).in_rust());
        findings.add("ENUM_VALUE_NO_DELETE", change(back));
        if !names.iter().all(|name| kept.has_name(name)) {
            findings.add("ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED", change(reserve.clone()));
        }
        if !kept.has_number(number) {
            findings.add("ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED", change(reserve));
        }
    }

    /// A number may get more names, and lose none: one finding for each name that it has now, as buf has it.
    fn value_renamed(&self, number: i32, was: &BTreeMap<&str, i32>, is: &BTreeMap<&str, i32>, findings: &mut Findings) {
        let (old, new): (BTreeSet<&str>, BTreeSet<&str>) =
            (was.keys().copied().collect(), is.keys().copied().collect());
        if old.is_subset(&new) {
            return;
        }
        let list = |names: &BTreeSet<&str>| names.iter().copied().collect::<Vec<_>>().join(", ");
        let lost = old.difference(&new).copied().next().unwrap_or_default();
        for (name, index) in is {
            let value = |of: &EnumItem<'_>, index: i32| {
                let path = of.below(&[ENUM_VALUE, index]);
                let number = [path.as_slice(), &[2]].concat();
                Spot::new(of.file, of.file.first_located([number, path.clone()]), &path)
            };
            let change = Change {
                element: format!("{}.{lost}", self.name),
                number: Some(number),
                message: format!("the value {number} of `{}` was `{}` and is `{}`", self.name, list(&old), list(&new)),
                was: Some(format!("{} = {number}", list(&old))),
                is: Some(format!("{} = {number}", list(&new))),
                help: format!("write `#[member(name = \"{lost}\")]` above the variant"),
                present: Some(value(self.present, *index)),
                past: was.get(name).map(|index| value(self.past, *index)),
            };
            findings.add("ENUM_VALUE_SAME_NAME", change);
        }
    }

    fn reserved(&self, findings: &mut Findings) {
        const RULE: &str = "RESERVED_ENUM_NO_DELETE";
        let (was, is) = (Kept::of_enum(self.past.proto), Kept::of_enum(self.present.proto));
        let all = is.with(&was.numbers, &was.names.iter().map(String::as_str).collect::<Vec<_>>());
        let help = format!("write `#[contract({})]`", all.in_rust());
        for range in &was.numbers {
            let gone = missing(*range, &is.numbers);
            if !gone.is_empty() {
                let message = format!("`{}` no longer reserves {}", self.name, rust::ranges(&gone));
                let change = self.change(self.name.to_owned(), message, help.clone());
                let was = Some(format!("reserved({})", rust::ranges(&[*range])));
                findings.add(RULE, Change { number: Some(range.0), was, ..change });
            }
        }
        for name in was.names.difference(&is.names) {
            let message = format!("`{}` no longer reserves the name `{name}`", self.name);
            let change = self.change(self.name.to_owned(), message, help.clone());
            findings.add(RULE, Change { was: Some(format!("reserved(\"{name}\")")), ..change });
        }
    }

    /// A change of one of the enum's features.
    fn feature(&self, rule: &str, number: i32, change: Change, findings: &mut Findings) {
        let spot = |of: &EnumItem<'_>| {
            let exact = of.locate_feature([3, 7], &[number]).or_else(|| of.file.first_located([of.path.clone()]));
            Some(Spot::new(of.file, exact, &of.path))
        };
        findings.add(rule, Change { present: spot(self.present), past: spot(self.past), ..change });
    }

    fn openness(&self, findings: &mut Findings) {
        let (was, is) = (self.past.features.is_closed, self.present.features.is_closed);
        if was == is {
            return;
        }
        let name = |is_closed: Option<bool>| if is_closed == Some(true) { "closed" } else { "open" };
        let message = format!("the enum `{}` was {} and is {}", self.name, name(was), name(is));
        let help = match was {
            Some(true) => "write `#[contract(closed)]`, in a package of proto2 or of an edition",
            _ => "take `closed` away, and leave the syntax of the package as it was",
        };
        let change = self.change(self.name.to_owned(), message, help.to_owned());
        let change = Change { was: Some(name(was).to_owned()), is: Some(name(is).to_owned()), ..change };
        self.feature("ENUM_SAME_TYPE", 2, change, findings);
    }

    fn json_format(&self, findings: &mut Findings) {
        if self.past.features.has_json != Some(true) || self.present.features.has_json == Some(true) {
            return;
        }
        let message = format!("compilers made sure that `{}` has JSON, and no longer do", self.name);
        let help = "leave `json_format` and the syntax of the package as they were".to_owned();
        let change = Change {
            was: Some("json_format = ALLOW".to_owned()),
            is: Some("json_format = LEGACY_BEST_EFFORT".to_owned()),
            ..self.change(self.name.to_owned(), message, help)
        };
        self.feature("ENUM_SAME_JSON_FORMAT", 6, change, findings);
    }
}

fn values<'a>(of: &EnumItem<'a>) -> Values<'a> {
    let mut values = Values::new();
    for (value, index) in of.proto.value.iter().zip(0..) {
        values.entry(value.number()).or_default().insert(value.name(), index);
    }
    values
}
