//! What only the compiler can see, as the oneofs of a message are items of their own: no number and no name is used
//! twice, and none is reserved or left to others.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Attribute;

use super::{field::of_static_oneof as of_oneof, private};
use crate::model::{ExtensionRange, Field, Message, Reserved, Splice};

/// Constants that do not evaluate when a oneof does not fit into the message.
pub fn oneof_checks(model: &Message) -> TokenStream {
    let oneofs: Vec<&Splice> = model.oneofs().collect();
    let mut checks = TokenStream::new();
    for (index, oneof) in oneofs.iter().enumerate() {
        checks.extend(model.fields().map(|field| against_field(oneof, field, model)));
        checks.extend(oneofs[index + 1..].iter().map(|later| against_oneof(oneof, later, model)));
        checks.extend(oneofs.iter().map(|other| against_name(oneof, other, model)));
        checks.extend(model.reserved.iter().map(|reserved| against_reserved(oneof, reserved, model)));
        checks.extend(model.extensions.iter().map(|range| against_extensions(oneof, range, model)));
    }
    checks
}

fn against_field(oneof: &Splice, field: &Field, model: &Message) -> TokenStream {
    let c = private();
    let (numbers, names) = (of_oneof(oneof, "NUMBERS"), of_oneof(oneof, "NAMES"));
    let (number, name, json) = (field.number, &field.declaration.name, field.json_name.get());
    let (message, of) = (&model.declaration.name, &oneof.declaration.name);
    let free_number = check(
        field.number_span,
        &quote!(!#c::oneof::has(#numbers, #number)),
        &format!("the number {number} of `{name}` is a number of the oneof `{of}` in `{message}` too: take another"),
    );
    let free_name = check(
        field.declaration.span,
        &quote!(!#c::oneof::has_name(#names, #name) && !#c::oneof::has_name(#names, #json)),
        &format!(
            "`{name}` is the name of a member of the oneof `{of}` in `{message}` too, in protobuf or in JSON: rename one of them"
        ),
    );
    under(&[&oneof.conditions, &field.conditions], &quote!(#free_number #free_name))
}

fn against_oneof(first: &Splice, second: &Splice, model: &Message) -> TokenStream {
    let c = private();
    let (first_numbers, second_numbers) = (of_oneof(first, "NUMBERS"), of_oneof(second, "NUMBERS"));
    let (first_names, second_names) = (of_oneof(first, "NAMES"), of_oneof(second, "NAMES"));
    let both = format!(
        "the oneofs `{}` and `{}` in `{}`",
        first.declaration.name, second.declaration.name, model.declaration.name
    );
    let numbers = check(
        second.declaration.span,
        &quote!(#c::oneof::disjoint(#first_numbers, #second_numbers)),
        &format!("{both} have a number in common: give each member a number of its own"),
    );
    let names = check(
        second.declaration.span,
        &quote!(#c::oneof::disjoint_names(#first_names, #second_names)),
        &format!("{both} have a name in common, in protobuf or in JSON: rename one of the members"),
    );
    under(&[&first.conditions, &second.conditions], &quote!(#numbers #names))
}

/// A oneof is in the scope of its members.
fn against_name(oneof: &Splice, named: &Splice, model: &Message) -> TokenStream {
    let (c, names, name) = (private(), of_oneof(oneof, "NAMES"), &named.declaration.name);
    let (message, of) = (&model.declaration.name, &oneof.declaration.name);
    let text = format!("`{name}` is the name of a member of the oneof `{of}` in `{message}` too: rename the oneof");
    let free = check(named.declaration.span, &quote!(!#c::oneof::has_name(#names, #name)), &text);
    under(&[&oneof.conditions, &named.conditions], &free)
}

fn against_reserved(oneof: &Splice, reserved: &Reserved, model: &Message) -> TokenStream {
    let c = private();
    let (numbers, names) = (of_oneof(oneof, "NUMBERS"), of_oneof(oneof, "NAMES"));
    let free = match reserved {
        Reserved::Numbers(first, last) => {
            let (first, last) = (*first as u32, *last as u32);
            quote!(!#c::oneof::any_within(#numbers, #first, #last))
        }
        Reserved::Name(reserved) => quote!(!#c::oneof::has_name(#names, #reserved)),
    };
    let what = match reserved {
        Reserved::Numbers(first, last) if first == last => format!("the number {first}"),
        Reserved::Numbers(first, last) => format!("a number of {first}..={last}"),
        Reserved::Name(reserved) => format!("the name `{reserved}`"),
    };
    let (message, of) = (&model.declaration.name, &oneof.declaration.name);
    let text = format!("the oneof `{of}` uses {what}, which is reserved in `{message}`: take another");
    under(&[&oneof.conditions], &check(oneof.declaration.span, &free, &text))
}

fn against_extensions(oneof: &Splice, range: &ExtensionRange, model: &Message) -> TokenStream {
    let (c, numbers) = (private(), of_oneof(oneof, "NUMBERS"));
    let (first, last) = (range.first, range.last);
    let (message, of) = (&model.declaration.name, &oneof.declaration.name);
    let text = format!(
        "the oneof `{of}` uses a number of {}, which is for extensions of `{message}`: take another",
        range.text()
    );
    let free = quote!(!#c::oneof::any_within(#numbers, #first, #last));
    under(&[&oneof.conditions], &check(oneof.declaration.span, &free, &text))
}

fn check(span: Span, holds: &TokenStream, text: &str) -> TokenStream {
    quote_spanned!(span=> ::core::assert!(#holds, #text);)
}

fn under(conditions: &[&Vec<Attribute>], checks: &TokenStream) -> TokenStream {
    let conditions = conditions.iter().copied().flatten();
    quote!(#(#conditions)* const _: () = { #checks };)
}
