//! Messages: what they hold, and what they keep free.

use std::collections::BTreeMap;

use prost_types::field_descriptor_proto::Label;

use super::ranges::{Kept, missing};
use super::{Change, Findings, NEW_VERSION, Sides};
use crate::breaking::finding::Spot;
use crate::breaking::rust;
use crate::breaking::schema::{FieldItem, MessageItem};

pub(super) fn compare(sides: &Sides<'_>, findings: &mut Findings) {
    for (name, past) in &sides.past.index.messages {
        let Some(present) = sides.present.index.messages.get(name) else { continue };
        let pair = Pair { name, past, present };
        pair.fields(findings);
        pair.required(findings);
        pair.oneofs(findings);
        pair.reserved(findings);
        pair.extension_ranges(findings);
        pair.json_format(findings);
        pair.accessor(findings);
    }
}

struct Pair<'a> {
    name: &'a str,
    past: &'a MessageItem<'a>,
    present: &'a MessageItem<'a>,
}

impl Pair<'_> {
    /// A change of the message, at the message.
    fn change(&self, element: String, message: String, help: String) -> Change {
        let spot = |of: &MessageItem<'_>| Some(spot(of));
        Change { element, message, help, present: spot(self.present), past: spot(self.past), ..Change::default() }
    }

    fn fields(&self, findings: &mut Findings) {
        let present = self.present.fields();
        for (number, field) in self.past.fields() {
            if present.contains_key(&number) {
                continue;
            }
            let kept = Kept::of_message(self.present.item.proto);
            let name = field.item.proto.name();
            findings.add("FIELD_NO_DELETE", self.field_gone(&field, None));
            if !kept.has_name(name) {
                findings.add("FIELD_NO_DELETE_UNLESS_NAME_RESERVED", self.field_gone(&field, Some(&kept)));
            }
            if !kept.has_number(number) {
                findings.add("FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", self.field_gone(&field, Some(&kept)));
            }
        }
    }

    fn field_gone(&self, field: &FieldItem<'_>, kept: Option<&Kept>) -> Change {
        let (name, number) = (field.item.proto.name(), field.item.proto.number());
        let help = match kept {
            Some(kept) => format!("write `#[contract({})]`", kept.with(&[(number, number)], &[name]).in_rust()),
            None => format!("put the member back, with `#[deprecated]`, {NEW_VERSION}"),
        };
        let was = rust::member(field);
        let message = format!("the member `{name}` (number {number}) of `{}` is gone", self.name);
        Change { number: Some(number), was: Some(was), ..self.change(field.item.full_name(), message, help) }
    }

    /// Required members by what is written: not by the features of editions, as buf has it.
    fn required(&self, findings: &mut Findings) {
        const RULE: &str = "MESSAGE_SAME_REQUIRED_FIELDS";
        let required = |of: &MessageItem<'_>| -> BTreeMap<i32, String> {
            let fields = of.item.proto.field.iter().filter(|field| field.label() == Label::Required);
            fields.map(|field| (field.number(), field.name().to_owned())).collect()
        };
        let (was, is) = (required(self.past), required(self.present));
        for (number, name) in was.iter().filter(|(number, _)| !is.contains_key(number)) {
            let message = format!("the member `{name}` (number {number}) of `{}` is no longer required", self.name);
            let help = format!("write `#[member({number}, required)]`");
            let change = self.change(format!("{}.{name}", self.name), message, help);
            findings.add(RULE, Change { number: Some(*number), ..change });
        }
        for (number, name) in is.iter().filter(|(number, _)| !was.contains_key(number)) {
            let Some(field) = self.present.fields().remove(number) else { continue };
            let message = format!("the member `{name}` (number {number}) of `{}` is required and was not", self.name);
            let help = format!("write `#[member({number})]` without `required`, on an `Option<..>`");
            let change = Change {
                number: Some(*number),
                present: Some(Spot::of(field.item.file, &field.item.path)),
                past: None,
                ..self.change(format!("{}.{name}", self.name), message, help)
            };
            findings.add(RULE, change);
        }
    }

    fn oneofs(&self, findings: &mut Findings) {
        let (was, is) = (&self.past.item.proto.oneof_decl, &self.present.item.proto.oneof_decl);
        for (oneof, index) in was.iter().zip(0..) {
            let fields = self.past.item.proto.field.iter();
            let mut fields = fields.filter(|field| field.oneof_index == Some(index));
            let is_synthetic = fields.any(|field| field.proto3_optional());
            let name = oneof.name();
            if is_synthetic || is.iter().any(|other| other.name() == name) {
                continue;
            }
            let message = format!("the oneof `{name}` of `{}` is gone", self.name);
            let help = format!("write `#[oneof(name = \"{name}\")]` on the member that took its place, {NEW_VERSION}");
            let change = self.change(format!("{}.{name}", self.name), message, help);
            findings.add("ONEOF_NO_DELETE", Change { was: Some(format!("oneof {name}")), ..change });
        }
    }

    fn reserved(&self, findings: &mut Findings) {
        const RULE: &str = "RESERVED_MESSAGE_NO_DELETE";
        let (was, is) = (Kept::of_message(self.past.item.proto), Kept::of_message(self.present.item.proto));
        let all = is.with(&was.numbers, &was.names.iter().map(String::as_str).collect::<Vec<_>>());
        let help = format!("write `#[contract({})]`", all.in_rust());
        for range in &was.numbers {
            let gone = missing(*range, &is.numbers);
            if !gone.is_empty() {
                let numbers = rust::ranges(&gone);
                let message = format!("`{}` no longer reserves {numbers}", self.name);
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

    fn extension_ranges(&self, findings: &mut Findings) {
        let ranges = |of: &MessageItem<'_>| -> Vec<(i32, i32)> {
            let ranges = of.item.proto.extension_range.iter();
            ranges.map(|range| (range.start(), range.end().saturating_sub(1))).collect()
        };
        let (was, is) = (ranges(self.past), ranges(self.present));
        for range in &was {
            let gone = missing(*range, &is);
            if gone.is_empty() {
                continue;
            }
            let message =
                format!("`{}` no longer takes extensions with the numbers {}", self.name, rust::ranges(&gone));
            let help = format!("write `#[contract(extensions({}))]`", rust::ranges(&was));
            let change = self.change(self.name.to_owned(), message, help);
            let was = Some(format!("extensions({})", rust::ranges(&[*range])));
            findings.add("EXTENSION_MESSAGE_NO_DELETE", Change { number: Some(range.0), was, ..change });
        }
    }

    fn json_format(&self, findings: &mut Findings) {
        let (was, is) = (self.past.item.features.has_json, self.present.item.features.has_json);
        if was != Some(true) || is == Some(true) {
            return;
        }
        let exact = |of: &MessageItem<'_>| of.item.locate_feature([7, 12], &[6]).or_else(|| exact(of));
        let message = format!("compilers made sure that `{}` has JSON, and no longer do", self.name);
        let help = "leave `json_format` and the syntax of the package as they were".to_owned();
        let change = Change {
            was: Some("json_format = ALLOW".to_owned()),
            is: Some("json_format = LEGACY_BEST_EFFORT".to_owned()),
            present: Some(Spot::new(self.present.item.file, exact(self.present), &self.present.item.path)),
            past: Some(Spot::new(self.past.item.file, exact(self.past), &self.past.item.path)),
            ..self.change(self.name.to_owned(), message, help)
        };
        findings.add("MESSAGE_SAME_JSON_FORMAT", change);
    }

    fn accessor(&self, findings: &mut Findings) {
        let removed = |of: &MessageItem<'_>| {
            of.item.proto.options.as_ref().is_some_and(|options| options.no_standard_descriptor_accessor())
        };
        if removed(self.past) || !removed(self.present) {
            return;
        }
        let exact = |of: &MessageItem<'_>| of.item.file.first_located([of.item.below(&[7, 2])]);
        let message = format!("generated classes of `{}` no longer have the method `descriptor()`", self.name);
        let help = "take the option `no_standard_descriptor_accessor` away".to_owned();
        let change = Change {
            is: Some("no_standard_descriptor_accessor = true".to_owned()),
            present: Some(Spot::new(self.present.item.file, exact(self.present), &self.present.item.path)),
            past: Some(Spot::new(self.past.item.file, exact(self.past), &self.past.item.path)),
            ..self.change(self.name.to_owned(), message, help)
        };
        findings.add("MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR", change);
    }
}

/// The path of a message in its file's text: the entry of a map has none but that of the map's type.
fn exact(of: &MessageItem<'_>) -> Option<Vec<i32>> {
    let type_of_map = of.map_field.as_ref().map(|field| [field.as_slice(), &[6]].concat());
    of.item.file.first_located([of.item.path.clone()].into_iter().chain(type_of_map))
}

fn spot(of: &MessageItem<'_>) -> Spot {
    Spot::new(of.item.file, exact(of), of.map_field.as_deref().unwrap_or(&of.item.path))
}
