//! Rules as constants, which the schema and the check refer to, and the calls that check them.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, Expr, Generics, Ident};

use super::declaration::Ruled;
use super::{borrowed, field, private};
use crate::model::{
    Bound, Custom, Field, Ignore, Message, Oneof, OneofMember, Operand, Pattern, Rule, Rules, Splice, What, optional,
};

/// The constants of a message.
pub fn constants(model: &Message, generics: &Generics) -> TokenStream {
    let fields = model.fields().map(|field| of_field(field, generics.params.is_empty()));
    let oneofs = model.oneofs().filter(|splice| splice.required.is_some()).map(|splice| {
        let rules = Rules { required: splice.required, ..Rules::none(splice.declaration.span) };
        constant(&oneof_name(splice), &rules, &splice.conditions)
    });
    let message = model.rules.iter().map(|rules| constant(&message_name(), rules, &[]));
    fields.chain(oneofs).chain(message).collect()
}

/// The constants of a oneof.
pub fn constants_of_oneof(model: &Oneof, generics: &Generics) -> TokenStream {
    model.members.iter().map(|member| of_field(&member.field, generics.params.is_empty())).collect()
}

/// The rules of a field of this shape.
pub fn of_declaration(field: &Field, shape: &TokenStream) -> Option<Ruled> {
    let (c, rules) = (private(), field_name(field.number));
    let span = field.rules.as_ref()?.span;
    Some(Ruled { read: quote!(#c::options::rules::of_field(&#rules, &#shape)), rules, span })
}

/// The rules of a oneof in a message.
pub fn of_splice(splice: &Splice) -> Option<Ruled> {
    let (c, rules, span) = (private(), oneof_name(splice), splice.required?);
    Some(Ruled { read: quote!(#c::options::rules::of_oneof(&#rules)), rules, span })
}

/// The rules of a message.
pub fn of_message(model: &Message) -> Option<Ruled> {
    let (c, rules) = (private(), message_name());
    let span = model.rules.as_ref()?.span;
    Some(Ruled { read: quote!(#c::options::rules::of_message(&#rules)), rules, span })
}

/// `check_rules` of a message, if there may be anything to check.
pub fn check(model: &Message) -> Option<TokenStream> {
    let (c, rules) = (private(), message_name());
    let fields = model.fields().filter_map(check_field);
    let oneofs = model.oneofs().map(|splice| {
        let (ident, name, check) = (&splice.ident, &splice.declaration.name, field::of_oneof(splice, "check_rules"));
        let rules = splice.required.map(|_| oneof_name(splice));
        let rules = rules.map_or_else(|| quote!(#c::Rules::NO_RULES), |rules| quote!(&#rules));
        let conditions = &splice.conditions;
        quote!(#(#conditions)* __c.oneof(#name, #rules, &self.#ident, #check);)
    });
    let custom = model.rules.iter().flat_map(|of_message| {
        of_message.custom.iter().enumerate().map(|(index, custom)| {
            let (verdict, index) = (verdict(custom, &quote!(self)), Literal::usize_unsuffixed(index));
            quote!(__c.verdict(&#rules.custom[#index], #verdict);)
        })
    });
    let checks: Vec<_> = fields.chain(oneofs).chain(custom).collect();
    (!checks.is_empty()).then(|| quote!(fn check_rules(&self, __c: &mut #c::Checker) { #(#checks)* }))
}

fn check_field(field: &Field) -> Option<TokenStream> {
    let (number, ident, conditions) = (field.number, &field.ident, &field.conditions);
    let check = field::of_codec(field, "check");
    let rules = rules_of(field)?;
    let checked = quote!(#check(&self.#ident, #number, #rules, __c));
    let value = match optional(&field.ty) {
        Some(_) => quote!(__value),
        None => quote!(&self.#ident),
    };
    let custom = custom(field, &value);
    let inside = inside(field);
    let statement = match (optional(&field.ty), custom, inside) {
        (_, None, None) => quote!(let _ = #checked;),
        (Some(_), custom, _) => {
            quote!(if #checked && let ::core::option::Option::Some(__value) = &self.#ident { #custom })
        }
        (None, custom, inside) => quote!(if #checked { #custom #inside }),
    };
    Some(quote!(#(#conditions)* { #statement }))
}

/// `check_rules` of a oneof, if there may be anything to check.
pub fn check_oneof(model: &Oneof) -> Option<TokenStream> {
    let c = private();
    let arms: Vec<_> =
        model.members.iter().filter(|member| member.has_payload).filter_map(|member| arm(model, member)).collect();
    (!arms.is_empty()).then(|| {
        quote! {
            #[allow(unreachable_patterns)]
            fn check_rules(&self, __c: &mut #c::Checker) {
                match self { #(#arms)* _ => {} }
            }
        }
    })
}

fn arm(model: &Oneof, member: &OneofMember) -> Option<TokenStream> {
    let (c, field) = (private(), &member.field);
    let (ident, number, ty, conditions) = (&field.ident, field.number, &field.ty, &field.conditions);
    let rules = rules_of(field)?;
    let (functions, codec) = match &model.lifetime {
        Some(lifetime) => (quote!(oneof_view), borrowed::member_codec(field, lifetime)),
        None => (quote!(oneof), field::value_codec(field)),
    };
    let checked = quote!(#c::#functions::check_member::<#ty, #codec>(__value, #number, #rules, __c));
    let statement = match custom(field, &quote!(__value)) {
        Some(custom) => quote!(if #checked { #custom }),
        None => quote!(let _ = #checked;),
    };
    Some(quote!(#(#conditions)* Self::#ident(__value) => { #statement }))
}

/// The rules of a field, or that it has none where it may hold a message that has some.
fn rules_of(field: &Field) -> Option<TokenStream> {
    let (c, name) = (private(), field_name(field.number));
    match &field.rules {
        Some(_) => Some(quote!(&#name)),
        None if field.may_hold_message() => Some(quote!(#c::Rules::NO_RULES)),
        None => None,
    }
}

/// What functions say of the value of a field.
fn custom(field: &Field, value: &TokenStream) -> Option<TokenStream> {
    let rules = field.rules.as_ref().filter(|rules| !rules.custom.is_empty())?;
    let (name, number) = (field_name(field.number), field.number);
    let verdicts = rules.custom.iter().enumerate().map(|(index, custom)| {
        let (verdict, index) = (verdict(custom, value), Literal::usize_unsuffixed(index));
        quote!(__c.field_verdict(#number, &#name.custom[#index], #verdict);)
    });
    Some(verdicts.collect())
}

/// What functions say of what is in a list or a map.
fn inside(field: &Field) -> Option<TokenStream> {
    let (c, rules, name) = (private(), field.rules.as_ref()?, field_name(field.number));
    let subscript = match rules.is_of_map {
        true => quote!(#c::subscript_of(__key)),
        false => quote!(#c::Subscript::Index(__key)),
    };
    let verdicts = |place: &str, inner: &Option<Box<Rules>>| {
        let inner = inner.as_ref().filter(|inner| !inner.custom.is_empty() && inner.ignore != Ignore::Always)?;
        let (is_key, number) = (place == "keys", field.number);
        let value = if is_key { quote!(__key) } else { quote!(__value) };
        let verdicts = inner.custom.iter().enumerate().map(|(index, custom)| {
            let (verdict, index) = (verdict(custom, &value), Literal::usize_unsuffixed(index));
            quote!(__c.inner_verdict(#number, || (#subscript, #is_key), &__inside.custom[#index], #verdict);)
        });
        let place = Ident::new(place, Span::call_site());
        Some(quote!(if let ::core::option::Option::Some(__inside) = #name.#place { #(#verdicts)* }))
    };
    let (keys, items) = (verdicts("keys", &rules.keys), verdicts("items", &rules.items));
    if keys.is_none() && items.is_none() {
        return None;
    }
    let ident = &field.ident;
    let entries = match rules.is_of_map {
        true => quote!(self.#ident.iter()),
        false => quote!(::core::iter::Iterator::enumerate(self.#ident.iter())),
    };
    Some(quote!(for (__key, __value) in #entries { #keys #items }))
}

/// A path is called, so that a `&String` is a `&str` too; anything else is told what it takes.
fn verdict(custom: &Custom, value: &TokenStream) -> TokenStream {
    let (c, with) = (private(), &custom.with);
    match &**with {
        Expr::Path(path) => quote!(#path(#value)),
        other => quote!(#c::judge(#value, #other)),
    }
}

/// The rules of a field as a constant, and what the compiler has to judge.
fn of_field(field: &Field, is_concrete: bool) -> TokenStream {
    let Some(rules) = &field.rules else { return TokenStream::new() };
    let name = field_name(field.number);
    let constant = constant(&name, rules, &field.conditions);
    let judgements = (is_concrete && field.lifetime.is_none()).then(|| judgements(field, rules, &name));
    quote!(#constant #judgements)
}

/// Checks, while compiling, of what only the compiler knows the type of.
fn judgements(field: &Field, rules: &Rules, name: &Ident) -> TokenStream {
    let (conditions, shape) = (&field.conditions, field::of_codec(field, "SHAPE"));
    let shape = if field.is_in_oneof {
        let (c, ty, codec) = (private(), &field.ty, field::value_codec(field));
        quote!(#c::oneof::shape::<#ty, #codec>())
    } else {
        shape
    };
    let unjudged = rules.rules.iter().enumerate().filter(|(_, rule)| !rule.is_judged);
    let of_rules = unjudged.map(|(index, rule)| {
        let (name, index) = (at(name, rule.span), Literal::usize_unsuffixed(index));
        quote_spanned!(rule.span=> #(#conditions)* const _: () = #name.rules[#index].suits(&#shape);)
    });
    let items = rules.items.iter().flat_map(|items| items.rules.iter().enumerate());
    let of_items = items.filter(|(_, rule)| !rule.is_judged).map(|(index, rule)| {
        let (name, index) = (at(name, rule.span), Literal::usize_unsuffixed(index));
        quote_spanned! {rule.span=>
            #(#conditions)* const _: () = if let ::core::option::Option::Some(__items) = #name.items {
                __items.rules[#index].suits_value(&#shape.kind)
            };
        }
    });
    let required = rules
        .required
        .map(|span| quote_spanned!(span=> #(#conditions)* const _: () = ::contracts::__private::schema::requirable(&#shape);));
    quote!(#(#of_rules)* #(#of_items)* #required)
}

fn constant(name: &Ident, rules: &Rules, conditions: &[Attribute]) -> TokenStream {
    let (c, value) = (private(), value(rules));
    quote!(#(#conditions)* const #name: #c::Rules = #value;)
}

/// `schema::Rules`.
fn value(rules: &Rules) -> TokenStream {
    let c = private();
    let required = rules.required.map(|_| quote!(required: true,));
    let ignore = match rules.ignore {
        Ignore::Never => None,
        Ignore::IfZero => Some(quote!(ignore: #c::schema::Ignore::IfZero,)),
        Ignore::Always => Some(quote!(ignore: #c::schema::Ignore::Always,)),
    };
    let list = rules.rules.iter().map(rule);
    let list = (!rules.rules.is_empty()).then(|| quote!(rules: &[#(#list),*],));
    let inside = [("keys", &rules.keys), ("items", &rules.items)].into_iter().filter_map(|(name, rules)| {
        let (name, value) = (Ident::new(name, Span::call_site()), value(rules.as_ref()?));
        Some(quote!(#name: #c::Some(&#value),))
    });
    let custom = rules.custom.iter().map(|Custom { id, message, expression, .. }| {
        quote!(#c::schema::Custom { id: #id, message: #message, expression: #expression })
    });
    let custom = (!rules.custom.is_empty()).then(|| quote!(custom: &[#(#custom),*],));
    quote!(#c::Rules { #required #ignore #list #(#inside)* #custom ..#c::Rules::NONE })
}

/// `schema::Rule`.
fn rule(rule: &Rule) -> TokenStream {
    let c = private();
    let variant = |name: &str| Ident::new(name, Span::call_site());
    match &rule.what {
        What::Flag(name) => {
            let name = variant(name);
            quote!(#c::schema::Rule::#name)
        }
        What::Format(name) => {
            let name = variant(name);
            quote!(#c::schema::Rule::Format(#c::schema::Format::#name))
        }
        What::Count(name, count) => {
            let name = variant(name);
            quote!(#c::schema::Rule::#name(#count as u64))
        }
        What::One(name, one) => {
            let (name, one) = (variant(name), operand(one));
            quote!(#c::schema::Rule::#name(#one))
        }
        What::Some(name, some) => {
            let (name, some) = (variant(name), some.iter().map(operand));
            quote!(#c::schema::Rule::#name(&[#(#some),*]))
        }
        What::Pattern(Pattern { written, translated }) => quote! {
            #c::schema::Rule::Pattern(#written, |__text| {
                static __PATTERN: #c::Pattern = #c::Pattern::new(#translated);
                __PATTERN.matches(__text)
            })
        },
        What::Range(from, to) => {
            let (from, to) = (bound(from.as_ref()), bound(to.as_ref()));
            quote!(#c::schema::Rule::Range(#from, #to))
        }
    }
}

fn bound(bound: Option<&Bound>) -> TokenStream {
    let c = private();
    match bound {
        None => quote!(#c::None),
        Some(Bound { is_inclusive, operand: end }) => {
            let end = operand(end);
            let kind = Ident::new(if *is_inclusive { "Inclusive" } else { "Exclusive" }, Span::call_site());
            quote!(#c::Some(#c::schema::Bound::#kind(#end)))
        }
    }
}

/// `schema::Operand`.
fn operand(operand: &Operand) -> TokenStream {
    let c = private();
    match operand {
        Operand::Bool(value) => quote!(#c::schema::Operand::Bool(#value)),
        Operand::Integer(value) => quote!(#c::schema::Operand::Integer(#value as i128)),
        Operand::Float(value) => quote!(#c::schema::Operand::Float(#value as f64)),
        Operand::Text(text) => quote!(#c::schema::Operand::Text(#text)),
        Operand::Bytes(bytes) => {
            let bytes = Literal::byte_string(bytes);
            quote!(#c::schema::Operand::Bytes(#bytes))
        }
        Operand::Paths(paths) => quote!(#c::schema::Operand::Paths(&[#(#paths),*])),
        Operand::Enum(value) => quote!(#c::schema::Operand::Enum(|| #c::Enumeration::number(#value))),
        Operand::Time(seconds, nanos) => quote!(#c::schema::Operand::Time(#seconds, #nanos)),
    }
}

/// The name at a place, where an error is to stand that begins with it.
fn at(name: &Ident, span: Span) -> Ident {
    let mut name = name.clone();
    name.set_span(span.resolved_at(name.span()));
    name
}

fn field_name(number: u32) -> Ident {
    format_ident!("__RULES_{number}")
}

fn oneof_name(splice: &Splice) -> Ident {
    format_ident!("__RULES_OF_{}", crate::names::unraw(&splice.ident))
}

fn message_name() -> Ident {
    format_ident!("__RULES")
}
