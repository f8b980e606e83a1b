//! Extensions: the numbers that a message leaves to others, and a set of fields that extend a message of another.

use syn::Expr;

use super::member_type::COLLECTIONS;
use super::numbering::Reserved;
use super::{is_bytes, map, outer};
use crate::diagnostics::{self, Diagnostics, extension as mistakes};
use crate::parse::{self, Options, Role, SetOption};

/// The last number of a message.
const LAST: u32 = super::numbering::LAST;
/// The last number of a message set, whose numbers are no keys.
const LAST_IN_SET: u32 = 2_147_483_646;

/// Numbers that others may declare fields for.
pub struct ExtensionRange {
    pub first: u32,
    pub last: u32,
    /// What `option(..)` sets of the range.
    pub options: Vec<SetOption>,
    /// What was written.
    written: Expr,
}

impl ExtensionRange {
    /// Whether a number is of the range.
    pub fn contains(&self, number: u32) -> bool {
        (self.first..=self.last).contains(&number)
    }

    /// As it would be written.
    pub fn text(&self) -> String {
        if self.first == self.last { self.first.to_string() } else { format!("{}..={}", self.first, self.last) }
    }
}

/// Reads `extensions(..)`: ranges that share no number with each other or with what is reserved.
pub fn ranges(options: &Options, reserved: &[Reserved], diagnostics: &mut Diagnostics) -> Vec<ExtensionRange> {
    let last = if options.has("message_set") { LAST_IN_SET } else { LAST };
    let mut ranges: Vec<ExtensionRange> = Vec::new();
    for written in parse::ExtensionRange::all(options, diagnostics) {
        let Some(range) = range(&written, last) else {
            diagnostics.add(mistakes::range_out_of_range(&written.expression, last));
            continue;
        };
        if let Some(earlier) = ranges.iter().find(|earlier| earlier.first <= range.last && range.first <= earlier.last)
        {
            diagnostics.add(mistakes::ranges_overlap(&written.expression, &earlier.written));
        }
        if reserved.iter().any(|entry| overlaps(&range, entry)) {
            diagnostics.add(mistakes::range_reserved(&written.expression));
        }
        ranges.push(range);
    }
    ranges
}

fn range(written: &parse::ExtensionRange, end: u32) -> Option<ExtensionRange> {
    let first = u32::try_from(written.first).ok().filter(|first| *first > 0)?;
    let last = written.last.map_or(Some(end), |last| u32::try_from(last).ok())?;
    let (options, written) = (written.options.clone(), written.expression.clone());
    (first <= last && last <= end).then_some(ExtensionRange { first, last, options, written })
}

fn overlaps(range: &ExtensionRange, reserved: &Reserved) -> bool {
    match reserved {
        Reserved::Numbers(first, last) => {
            i64::from(range.first) <= i64::from(*last) && i64::from(*first) <= i64::from(range.last)
        }
        Reserved::Name(_) => false,
    }
}

/// Reports what a message that others extend must have, or must not.
pub fn check_extensible(parsed: &parse::Message, diagnostics: &mut Diagnostics) {
    let options = &parsed.options;
    let keeps_unknown = parsed.members.iter().any(|member| matches!(member.role, Role::Unknown(_)));
    if let (Some(name), false) = (options.name("extensions"), keeps_unknown) {
        diagnostics.add(mistakes::no_place(name));
    }
    let Some(message_set) = options.name("message_set") else { return };
    if !options.has("extensions") {
        diagnostics.add(mistakes::message_set_without_extensions(message_set));
    }
    for member in &parsed.members {
        if matches!(member.role, Role::Field(_) | Role::Oneof(_)) {
            diagnostics.add(mistakes::field_of_message_set(&member.ident));
        }
    }
}

/// Reports what a set of extensions cannot have: it is no message of its own.
pub fn check_extending(parsed: &parse::Message, diagnostics: &mut Diagnostics) {
    let options = &parsed.options;
    let Some(extends) = options.name("extends") else { return };
    for option in ["reserved", "extensions", "message_set", "name", "allow", "option"] {
        if let Some(name) = options.name(option) {
            diagnostics.add(diagnostics::contradiction(name, extends));
        }
    }
    if !parsed.item.generics.params.is_empty() {
        diagnostics.add(mistakes::generic(&parsed.item.generics, &parsed.item.ident));
    }
    for member in &parsed.members {
        match &member.role {
            Role::Field(options) => check_member(&member.ty, options, diagnostics),
            Role::Oneof(_) => diagnostics.add(mistakes::oneof(&member.ident)),
            Role::Unknown(span) => diagnostics.add(mistakes::unknown(*span)),
            Role::Unsaid => {}
        }
    }
}

fn check_member(ty: &syn::Type, options: &Options, diagnostics: &mut Diagnostics) {
    if let Some(json_name) = options.name("json_name") {
        diagnostics.add(mistakes::json_name(json_name));
    }
    match outer(ty) {
        Some((name, arguments)) if name == "Option" || name == "Vec" && !is_bytes(ty) && arguments.len() == 1 => {}
        Some((name, arguments)) if COLLECTIONS.contains(&name.as_str()) && arguments.len() == 1 => {
            diagnostics.add(mistakes::collection(ty, arguments[0]));
        }
        _ if map(ty).is_some() => diagnostics.add(mistakes::map(ty)),
        _ => match options.name("required") {
            Some(required) => diagnostics.add(mistakes::required(required, ty)),
            None => diagnostics.add(mistakes::member_type(ty)),
        },
    }
}
