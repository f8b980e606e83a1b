//! A protobuf enum: its values in source order, zero first.

use proc_macro2::Span;
use std::collections::BTreeMap;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, Type};

use super::numbering::{Reserved, reserved};
use super::{Declaration, message::check_derives, name_used_twice};
use crate::diagnostics::{self, Diagnostics};
use crate::names;
use crate::parse::{self, Variant};

/// An enum.
pub struct Enumeration {
    pub declaration: Declaration,
    pub nested_in: Option<Type>,
    pub reserved: Vec<Reserved>,
    /// The values in source order; the first stands for absence.
    pub values: Vec<Value>,
    /// Whether numbers without a name are no values.
    pub closed: bool,
    /// Whether several values may have one number.
    pub allow_alias: bool,
    /// The variant that holds numbers without a name.
    pub unknown: Option<Ident>,
}

/// A value of an enum.
pub struct Value {
    pub ident: Ident,
    pub number: i32,
    /// Where the number stands.
    pub number_span: Span,
    pub declaration: Declaration,
    pub conditions: Vec<Attribute>,
}

impl Enumeration {
    /// Checks an enum; nothing when there was any mistake.
    pub fn check(parsed: &parse::Enumeration, diagnostics: &mut Diagnostics) -> Option<Self> {
        let item = &parsed.item;
        if !item.generics.params.is_empty() {
            diagnostics.add(diagnostics::generic_enum(&item.generics, &item.ident));
        }
        check_derives(&item.attrs, &item.ident, diagnostics);
        check_copy(item, diagnostics);
        let about = (parse::doc(&item.attrs), parse::is_deprecated(&item.attrs));
        let declaration =
            Declaration::check(&item.ident, names::unraw(&item.ident), &parsed.options, about, diagnostics);
        let unknown = unknown(&parsed.variants, diagnostics);
        let named = parsed.variants.iter().filter(|variant| variant.unknown.is_none());
        let reserved = reserved(&parsed.options, i64::from(i32::MIN)..=i64::from(i32::MAX), diagnostics);
        let values: Vec<Value> = {
            let mut free = free_numbers(&parsed.variants, &reserved);
            let read = |variant| value(variant, &declaration.name, &mut free, diagnostics);
            named.clone().filter_map(read).collect()
        };
        let is_complete = values.len() == named.count();
        match parsed.options.has("closed") {
            true => check_closed(parsed, &values, is_complete, diagnostics),
            false => check_zero(item, &values, is_complete, diagnostics),
        }
        let allow_alias = parsed.options.has("allow_alias");
        check_shared(&values, &reserved, allow_alias, diagnostics);
        diagnostics.is_empty().then(|| Enumeration {
            declaration,
            nested_in: parsed.options.type_of("nested_in").cloned(),
            reserved,
            values,
            closed: parsed.options.has("closed"),
            allow_alias,
            unknown,
        })
    }
}

/// Reports derives without `Copy`. Where nothing is derived below the macro, it may be above, where no macro can see it.
fn check_copy(item: &syn::ItemEnum, diagnostics: &mut Diagnostics) {
    let derives = parse::derives(&item.attrs);
    if let Some(last) = derives.last()
        && !derives.iter().any(|path| path.is_ident("Copy"))
    {
        let has_clone = derives.iter().any(|path| path.is_ident("Clone"));
        diagnostics.add(diagnostics::not_copy(last, &item.ident, if has_clone { "Copy" } else { "Clone, Copy" }));
    }
}

fn unknown(variants: &[Variant], diagnostics: &mut Diagnostics) -> Option<Ident> {
    let mut found: Option<&Ident> = None;
    for variant in variants {
        let Some(span) = variant.unknown else { continue };
        if found.is_some() {
            diagnostics.add(diagnostics::second_unknown_variant(span));
            continue;
        }
        let holds_number = matches!(variant.fields.as_slice(), [ty] if is_i32(ty)) && variant.number.is_none();
        if !holds_number {
            diagnostics.add(diagnostics::unknown_variant(&variant.ident));
        }
        found = Some(&variant.ident);
    }
    found.cloned()
}

fn is_i32(ty: &Type) -> bool {
    super::outer(ty).is_some_and(|(name, _)| name == "i32")
}

/// The numbers that are neither taken nor reserved, from one.
fn free_numbers(variants: &[Variant], reserved: &[Reserved]) -> impl Iterator<Item = i32> {
    let taken: Vec<i64> = variants.iter().filter_map(|variant| parse::integer(variant.number.as_ref()?)).collect();
    let is_reserved = |number: i32| {
        reserved
            .iter()
            .any(|entry| matches!(entry, Reserved::Numbers(first, last) if (*first..=*last).contains(&number)))
    };
    (1..i32::MAX).filter(move |number| !taken.contains(&i64::from(*number)) && !is_reserved(*number))
}

fn value(
    variant: &Variant,
    enumeration: &str,
    free: &mut impl Iterator<Item = i32>,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    if !variant.fields.is_empty() {
        diagnostics.add(diagnostics::value_with_fields(&variant.ident));
        return None;
    }
    let Some(expression) = &variant.number else {
        diagnostics.add(diagnostics::value_without_number(&variant.ident, free.next().unwrap_or(i32::MAX)));
        return None;
    };
    let number = parse::integer(expression).and_then(|number| i32::try_from(number).ok());
    if number.is_none() {
        diagnostics.add(diagnostics::value_number(expression));
    }
    let derived = names::enum_value(enumeration, &variant.ident);
    let about = (variant.doc.clone(), variant.deprecated);
    let declaration = Declaration::check(&variant.ident, derived, &variant.options, about, diagnostics);
    Some(Value {
        ident: variant.ident.clone(),
        number: number?,
        number_span: expression.span(),
        declaration,
        conditions: variant.conditions.clone(),
    })
}

/// Zero is there, and first. Nothing is said of an enum whose numbers could not all be read.
fn check_zero(item: &syn::ItemEnum, values: &[Value], complete: bool, diagnostics: &mut Diagnostics) {
    match values.iter().position(|value| value.number == 0) {
        Some(0) => {
            if let Some(condition) = values[0].conditions.first() {
                diagnostics.add(diagnostics::conditional_zero(condition, &values[0].ident));
            }
        }
        Some(index) => diagnostics.add(diagnostics::zero_not_first(&values[index].ident)),
        None if complete => diagnostics.add(diagnostics::no_zero_value(&item.ident)),
        None => {}
    }
}

/// The first value of a closed enum is always there, and no variant takes other numbers.
fn check_closed(parsed: &parse::Enumeration, values: &[Value], complete: bool, diagnostics: &mut Diagnostics) {
    for span in parsed.variants.iter().filter_map(|variant| variant.unknown) {
        diagnostics.add(diagnostics::unknown_in_closed(span));
    }
    match values.first() {
        Some(first) => {
            if let Some(condition) = first.conditions.first() {
                diagnostics.add(diagnostics::conditional_first(condition, &first.ident));
            }
        }
        None if complete => diagnostics.add(diagnostics::no_values(&parsed.item.ident)),
        None => {}
    }
}

fn check_shared(values: &[Value], reserved: &[Reserved], allow_alias: bool, diagnostics: &mut Diagnostics) {
    let mut numbers = BTreeMap::<i32, &Value>::new();
    let mut names = BTreeMap::<&str, &Value>::new();
    for value in values {
        if let Some(first) = numbers.get(&value.number).copied().filter(|_| !allow_alias) {
            diagnostics.add(diagnostics::value_used_twice(
                value.number,
                (&value.ident, value.number_span),
                (&first.ident, first.number_span),
            ));
        } else {
            numbers.insert(value.number, value);
        }
        if let Some(first) = names.insert(&value.declaration.name, value) {
            name_used_twice(&value.declaration, &first.declaration, &first.ident, diagnostics);
        }
        for entry in reserved {
            match entry {
                Reserved::Numbers(first, last) if (*first..=*last).contains(&value.number) => {
                    diagnostics.add(diagnostics::value_reserved(value.number, value.number_span));
                }
                Reserved::Name(name) if *name == value.declaration.name => {
                    diagnostics.add(diagnostics::name_reserved(name, value.declaration.name_span));
                }
                _ => {}
            }
        }
    }
}
