//! Numbers and names of the members of one item: allowed, not reserved, not used twice.

use std::cell::RefCell;
use std::collections::BTreeMap;
use syn::{Ident, LitInt};

use super::extension::{self, ExtensionRange};
use super::{Declaration, Field, name_used_twice};
use crate::diagnostics::{self, Diagnostics, extension::number_of_extension};
use crate::parse::{self, Number, Options};

const FIRST: u32 = 1;
pub const LAST: u32 = 536_870_911;
const OF_PROTOBUF: std::ops::RangeInclusive<u32> = 19_000..=19_999;

/// What must not be used again.
pub enum Reserved {
    /// From the first to the last, both included.
    Numbers(i32, i32),
    Name(String),
}

/// The numbers that the members of an item have, and those that they must not have.
pub struct Numbering {
    taken: Vec<u32>,
    /// The numbers that were proposed to the user already.
    proposed: RefCell<Vec<u32>>,
    pub reserved: Vec<Reserved>,
    /// The numbers that are left to others.
    pub extensions: Vec<ExtensionRange>,
}

impl Numbering {
    /// Reads `reserved(..)`, `extensions(..)` and all numbers that were written.
    pub fn new<'a>(
        options: &Options,
        members: impl Iterator<Item = &'a Options>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let reserved = reserved(options, i64::from(FIRST)..=i64::from(LAST), diagnostics);
        let extensions = extension::ranges(options, &reserved, diagnostics);
        let taken = members.filter_map(|member| match &member.number {
            Number::Written(number) => number.base10_parse().ok(),
            _ => None,
        });
        Numbering { taken: taken.collect(), proposed: RefCell::default(), reserved, extensions }
    }

    /// The first number that is neither taken nor reserved nor for extensions, another each time.
    fn next(&self) -> u32 {
        let mut proposed = self.proposed.borrow_mut();
        let is_used = |number: &u32| self.taken.contains(number) || proposed.contains(number);
        let is_free = |number: &u32| !self.is_reserved(*number) && self.extension_range(*number).is_none();
        let next = (FIRST..=LAST).find(|number| !is_used(number) && is_free(number)).unwrap_or(LAST);
        proposed.push(next);
        next
    }

    /// The number of a member, or nothing when it has none; that is reported.
    pub fn number(&self, options: &Options, member: &Ident, diagnostics: &mut Diagnostics) -> Option<u32> {
        let literal = match &options.number {
            Number::Written(literal) => literal,
            Number::Unreadable => return None,
            Number::Absent => {
                diagnostics.add(diagnostics::number_missing(options.span, member, self.next()));
                return None;
            }
        };
        let number = allowed(literal);
        match number {
            None => diagnostics.add(diagnostics::number_out_of_range(literal)),
            Some(number) if self.is_reserved(number) => {
                let name = member.to_string();
                diagnostics.add(diagnostics::number_reserved(number, literal.span(), &name, self.next()));
            }
            Some(number) => {
                if let Some(range) = self.extension_range(number) {
                    let (span, range) = (literal.span(), range.text());
                    diagnostics.add(number_of_extension(number, span, member, &range, self.next()));
                }
            }
        }
        number
    }

    fn extension_range(&self, number: u32) -> Option<&ExtensionRange> {
        self.extensions.iter().find(|range| range.contains(number))
    }

    fn is_reserved(&self, number: u32) -> bool {
        self.reserved.iter().any(|entry| match entry {
            Reserved::Numbers(first, last) => (i64::from(*first)..=i64::from(*last)).contains(&i64::from(number)),
            Reserved::Name(_) => false,
        })
    }

    /// Reports every number and every name that two fields share, and every name that is reserved.
    pub fn check_shared<'a>(&self, fields: impl Iterator<Item = &'a Field>, diagnostics: &mut Diagnostics) {
        let mut numbers = BTreeMap::<u32, &Field>::new();
        let mut names = NamesInUse::default();
        for field in fields {
            match numbers.get(&field.number) {
                Some(first) => {
                    let [second, first] = [field, *first]
                        .map(|field| diagnostics::Numbered { member: &field.ident, number: field.number_span });
                    diagnostics.add(diagnostics::number_used_twice(field.number, second, first, self.next()));
                }
                None => drop(numbers.insert(field.number, field)),
            }
            names.check(field, diagnostics);
            self.check_name(&field.declaration, diagnostics);
        }
    }

    /// Reports a name that is reserved.
    pub fn check_name(&self, declaration: &Declaration, diagnostics: &mut Diagnostics) {
        let Declaration { name, name_span, .. } = declaration;
        let reserved = |entry: &Reserved| matches!(entry, Reserved::Name(reserved) if reserved == name);
        if self.reserved.iter().any(reserved) {
            diagnostics.add(diagnostics::name_reserved(name, *name_span));
        }
    }
}

/// The fields of a message by their names, in protobuf and in JSON.
#[derive(Default)]
struct NamesInUse<'a> {
    names: BTreeMap<&'a str, &'a Field>,
    json: BTreeMap<&'a str, &'a Field>,
}

impl<'a> NamesInUse<'a> {
    fn check(&mut self, field: &'a Field, diagnostics: &mut Diagnostics) {
        let (name, json) = (field.declaration.name.as_str(), field.json_name.get());
        if let Some(first) = self.names.insert(name, field) {
            name_used_twice(&field.declaration, &first.declaration, &first.ident, diagnostics);
        } else if let Some(first) = self.json.insert(json, field) {
            diagnostics.add(diagnostics::json_name_used_twice(
                json,
                field.json_span(),
                first.json_span(),
                &first.ident,
            ));
        }
    }
}

/// Reads `reserved(..)`; its numbers must be of this range.
pub fn reserved(
    options: &Options,
    range: std::ops::RangeInclusive<i64>,
    diagnostics: &mut Diagnostics,
) -> Vec<Reserved> {
    let Some(tokens) = options.list("reserved") else { return Vec::new() };
    let entries = parse::Reserved::list(tokens, diagnostics);
    let mut reserved = Vec::new();
    for entry in entries {
        match entry {
            parse::Reserved::Name(name) => reserved.push(Reserved::Name(name.value())),
            parse::Reserved::Numbers(first, last, _) if range.contains(&first) && range.contains(&last) => {
                reserved.push(Reserved::Numbers(first as i32, last as i32));
            }
            parse::Reserved::Numbers(_, _, expression) => diagnostics.add(diagnostics::reserved_entry(&expression)),
        }
    }
    reserved
}

fn allowed(literal: &LitInt) -> Option<u32> {
    let number = literal.base10_parse().ok()?;
    ((FIRST..=LAST).contains(&number) && !OF_PROTOBUF.contains(&number)).then_some(number)
}
