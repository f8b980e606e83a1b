//! Fields and extensions that are on both sides.

mod options;

use std::collections::BTreeMap;

use super::default::Default;
use super::{Change, Findings, Sides};
use crate::breaking::finding::Spot;
use crate::breaking::rust;
use crate::breaking::schema::{Cardinality, EnumItem, FieldItem, Kind, MessageItem};

pub(super) fn compare(sides: &Sides<'_>, findings: &mut Findings) {
    for (name, past) in &sides.past.index.messages {
        let Some(present) = sides.present.index.messages.get(name) else { continue };
        let mut fields = present.fields();
        let free = free_number(past, present);
        for (number, past) in past.fields() {
            let Some(present) = fields.remove(&number) else { continue };
            Pair { sides, owner: name, past: &past, present: &present, free }.compare(findings);
        }
    }
    let (past, present) = (extensions(sides.past.index.extensions.values()), sides.present.index.extensions.values());
    let present = extensions(present);
    for (of, past) in past {
        let Some(present) = present.get(&of) else { continue };
        Pair { sides, owner: of.0, past, present, free: None }.compare(findings);
    }
}

/// Extensions by the message that they extend, and their number in it.
fn extensions<'a, 'i>(all: impl Iterator<Item = &'i FieldItem<'a>>) -> BTreeMap<(&'i str, i32), &'i FieldItem<'a>> {
    let of = |it: &'i FieldItem<'a>| (it.item.proto.extendee().trim_start_matches('.'), it.item.proto.number());
    all.map(|it| (of(it), it)).collect()
}

/// A number above all that either side uses or reserves.
fn free_number(past: &MessageItem<'_>, present: &MessageItem<'_>) -> Option<i32> {
    let messages = [past.item.proto, present.item.proto];
    let used = messages.iter().flat_map(|it| it.field.iter().map(|field| field.number()));
    let reserved = messages.iter().flat_map(|it| it.reserved_range.iter().map(|range| range.end().saturating_sub(1)));
    let extended = messages.iter().flat_map(|it| it.extension_range.iter().map(|range| range.end().saturating_sub(1)));
    let free = used.chain(reserved).chain(extended).max()?.checked_add(1)?;
    let free = if (19_000..20_000).contains(&free) { 20_000 } else { free };
    Some(free).filter(|free| *free < 1 << 29)
}

/// One field, as it was and as it is.
struct Pair<'a> {
    sides: &'a Sides<'a>,
    /// The full name of the message.
    owner: &'a str,
    past: &'a FieldItem<'a>,
    present: &'a FieldItem<'a>,
    /// A number for what takes its place.
    free: Option<i32>,
}

impl Pair<'_> {
    fn compare(&self, findings: &mut Findings) {
        self.name(findings);
        self.json_name(findings);
        self.cardinality(findings);
        self.kind(findings);
        self.oneof(findings);
        self.default(findings);
        self.options(findings);
    }

    fn is_in_map_entry(&self) -> bool {
        self.past.map_field.is_some() && self.present.map_field.is_some()
    }

    /// What it is called in messages: by the name that it has now.
    fn called(&self) -> String {
        let (name, number) = (self.present.item.proto.name(), self.present.item.proto.number());
        match (self.present.is_extension(), self.is_in_map_entry(), number) {
            (true, ..) => {
                format!("the extension `{}` (number {number}) of `{}`", self.present.item.full_name(), self.owner)
            }
            (_, true, 1) => format!("the key of the map `{}`", self.map()),
            (_, true, _) => format!("the value of the map `{}`", self.map()),
            _ => format!("the member `{name}` (number {number}) of `{}`", self.owner),
        }
    }

    /// The full name of the map whose entry this is in.
    fn map(&self) -> String {
        let field = self.present.map_field.as_ref().and_then(|path| path.last());
        let message = self.owner.rsplit_once('.').map_or("", |(message, _)| message);
        let message_item = self.sides.present.index.messages.get(message);
        let index = field.and_then(|index| usize::try_from(*index).ok());
        let field = index.and_then(|index| message_item?.item.proto.field.get(index));
        format!("{message}.{}", field.map_or("", |field| field.name()))
    }

    /// A change of the field, at these parts of it or else at itself.
    fn change(&self, parts: &[&[i32]], what: &str, [was, is]: [String; 2], help: String) -> Change {
        let spot = |field: &FieldItem<'_>| Some(spot(field, parts));
        Change {
            element: self.past.item.full_name(),
            number: Some(self.past.item.proto.number()),
            message: format!("{} {what}", self.called()),
            was: Some(was),
            is: Some(is),
            help,
            present: spot(self.present),
            past: spot(self.past),
        }
    }

    fn name(&self, findings: &mut Findings) {
        let name = |field: &FieldItem<'_>| match field.is_extension() {
            true => field.item.full_name(),
            false => field.item.proto.name().to_owned(),
        };
        let (was, is) = (name(self.past), name(self.present));
        if was != is {
            let number = self.past.item.proto.number();
            let help = format!("write `#[member({number}, name = \"{}\")]`", self.past.item.proto.name());
            let what = format!("had the name `{was}`");
            findings.add("FIELD_SAME_NAME", self.change(&[&[1]], &what, [was, is], help));
        }
    }

    fn json_name(&self, findings: &mut Findings) {
        let name = |field: &FieldItem<'_>| match &field.item.proto.json_name {
            Some(name) => name.clone(),
            None => contracts::descriptor::json_name(field.item.proto.name()),
        };
        let (was, is) = (name(self.past), name(self.present));
        if self.past.is_extension() || was == is {
            return;
        }
        let (number, proto_name) = (self.past.item.proto.number(), self.past.item.proto.name());
        let follows =
            contracts::descriptor::json_name(proto_name) == was && self.present.item.proto.name() != proto_name;
        let help = match follows {
            true => {
                format!("write `#[member({number}, name = \"{proto_name}\")]`, from which the name in JSON follows")
            }
            false => format!("write `#[member({number}, json_name = \"{was}\")]`"),
        };
        let what = format!("was `{was}` in JSON and is `{is}`");
        findings.add("FIELD_SAME_JSON_NAME", self.change(&[&[10]], &what, [was, is], help));
    }

    /// What to do where the field has to stay as it was.
    fn keep(&self) -> String {
        let was = rust::member(self.past);
        match (self.free, self.is_in_map_entry()) {
            (_, true) => {
                "give the map its type back, and put the new one beside it under a number of its own".to_owned()
            }
            (Some(free), _) => format!("keep `{was}`, and put the new one beside it with `#[member({free})]`"),
            (None, _) => format!("keep `{was}`, and put the new one beside it under a number of its own"),
        }
    }

    fn cardinality(&self, findings: &mut Findings) {
        let (was, is) = (Cardinality::of(self.past), Cardinality::of(self.present));
        if self.is_in_map_entry() || was == is {
            return;
        }
        let what = format!("was {} and is {}: it held {was}, it holds {is}", self.was(), self.is());
        let change = || self.change(&[], &what, [rust::member(self.past), rust::member(self.present)], self.keep());
        findings.add("FIELD_SAME_CARDINALITY", change());
        if was.wire_json_group() != is.wire_json_group() {
            findings.add("FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY", change());
        }
        if was.wire_group() != is.wire_group() {
            findings.add("FIELD_WIRE_COMPATIBLE_CARDINALITY", change());
        }
    }

    fn was(&self) -> String {
        rust::type_with_options(self.past)
    }

    fn is(&self) -> String {
        rust::type_with_options(self.present)
    }

    fn kind(&self, findings: &mut Findings) {
        let (was, is) = (Kind::of(self.past), Kind::of(self.present));
        let (old, new) = (type_name(self.past), type_name(self.present));
        let part = [if is.is_named() { 6 } else { 5 }];
        let what = match self.was() == self.is() {
            true => format!("was of the type `{old}` and is of `{new}`"),
            false => format!("was {} and is {}", self.was(), self.is()),
        };
        let change =
            || self.change(&[&part], &what, [rust::member(self.past), rust::member(self.present)], self.keep());
        let is_another_type = was == is && was.is_named() && old != new;
        let is_another_enum = is_another_type && (was != Kind::Enum || !self.enum_is_continued(old, new));
        if was != is || is_another_type {
            findings.add("FIELD_SAME_TYPE", change());
        }
        let grows = was == Kind::String && is == Kind::Bytes;
        if was.wire_group() != is.wire_group() && !grows || is_another_enum {
            findings.add("FIELD_WIRE_COMPATIBLE_TYPE", change());
        }
        if was.wire_json_group() != is.wire_json_group() || is_another_enum {
            findings.add("FIELD_WIRE_JSON_COMPATIBLE_TYPE", change());
        }
    }

    /// Whether one enum goes on as another: under the same simple name, with all its values.
    fn enum_is_continued(&self, old: &str, new: &str) -> bool {
        let (was, is) = (self.sides.past.index.enums.get(old), self.sides.present.index.enums.get(new));
        let (Some(was), Some(is)) = (was, is) else { return false };
        let values = |of: &EnumItem<'_>| -> BTreeMap<String, i32> {
            of.proto.value.iter().map(|value| (value.name().to_owned(), value.number())).collect()
        };
        let now = values(is);
        was.proto.name() == is.proto.name() && values(was).iter().all(|(name, number)| now.get(name) == Some(number))
    }

    fn oneof(&self, findings: &mut Findings) {
        let (was, is) = (self.past.oneof(), self.present.oneof());
        if self.past.is_extension() || was == is {
            return;
        }
        let (what, help) = match (was, is) {
            (Some(was), Some(is)) => {
                let is_there = self.present.message.is_some_and(|it| it.oneof_decl.iter().any(|it| it.name() == was));
                let help = match is_there {
                    true => format!("put the variant back into the enum of `{was}`"),
                    false => format!("write `#[oneof(name = \"{was}\")]` on the member with that enum"),
                };
                (format!("was in the oneof `{was}` and is in `{is}`"), help)
            }
            (Some(was), None) => {
                let help = format!("put it back into the enum of the oneof `{was}`, as a variant");
                (format!("was in the oneof `{was}` and is in none"), help)
            }
            (None, is) => (format!("is in the oneof `{}` and was in none", is.unwrap_or_default()), self.keep()),
        };
        let name = |of: Option<&str>| of.map_or("no oneof".to_owned(), |name| format!("oneof {name}"));
        findings.add("FIELD_SAME_ONEOF", self.change(&[], &what, [name(was), name(is)], help));
    }

    fn default(&self, findings: &mut Findings) {
        let (was, is) = (Default::of(self.past, &self.sides.past), Default::of(self.present, &self.sides.present));
        let (Some(was), Some(is)) = (was, is) else { return };
        if was.is_zero() && is.is_zero() || was.equals(&is) {
            return;
        }
        let what = format!("was {was} where nothing was sent, and is {is}");
        let number = self.past.item.proto.number();
        let help = match &self.past.item.proto.default_value {
            Some(_) => format!("write `#[member({number}, default = {was})]`"),
            None => format!("write `#[member({number})]` without `default`"),
        };
        let change = self.change(&[&[7]], &what, [was.to_string(), is.to_string()], help);
        findings.add("FIELD_SAME_DEFAULT", change);
    }
}

/// The place of the first of these parts of a field, or of the field; in the entry of a map, of the map's type.
fn spot(field: &FieldItem<'_>, parts: &[&[i32]]) -> Spot {
    let parts = parts.iter().map(|part| field.item.below(part)).chain([field.item.path.clone()]);
    let of_map = field.map_field.as_ref().map(|path| [path.as_slice(), &[6]].concat());
    let exact = field.item.file.first_located(parts.chain(of_map));
    Spot::new(field.item.file, exact, field.map_field.as_deref().unwrap_or(&field.item.path))
}

fn type_name<'a>(field: &FieldItem<'a>) -> &'a str {
    field.item.proto.type_name().trim_start_matches('.')
}
