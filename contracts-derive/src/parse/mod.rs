//! What the user wrote: syntax with the meaning of our attributes, nothing checked across members.

mod allow;
mod enumeration;
mod extensions;
mod message;
mod oneof;
mod option;
mod options;
mod reserved;
mod service;
mod validate;

pub use allow::Allow;
pub use enumeration::{Enumeration, Variant, is_enumeration};
pub use extensions::ExtensionRange;
pub use message::{Member, Message, Role};
pub use oneof::{Oneof, OneofMember};
pub use option::SetOption;
pub use options::{Number, Options};
pub use reserved::{Reserved, integer};
pub use service::{Operation, Service};
pub use validate::{Rule, RuleValue};

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};

/// The doc comment of an item, one leading space of each line taken off.
pub fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(doc_line).flat_map(|text| {
        text.split('\n').map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned()).collect::<Vec<_>>()
    });
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

fn doc_line(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an item carries `#[deprecated]`.
pub fn is_deprecated(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"))
}

/// The `#[cfg(..)]`s of a member: whatever is emitted for it stands under them too, as the macro comes before they are judged.
pub fn conditions(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect()
}

/// The traits that an item derives.
pub fn derives(attributes: &[Attribute]) -> Vec<syn::Path> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let paths = lists.filter_map(|list| list.parse_args_with(Punctuated::<_, Token![,]>::parse_terminated).ok());
    paths.flatten().collect()
}

/// Whether an item derives `Default`, which is reported.
pub fn derives_default(attributes: &[Attribute]) -> bool {
    derives(attributes).iter().any(|path| path.is_ident("Default"))
}

/// Takes the attributes of this name out of a list.
fn take(attributes: &mut Vec<Attribute>, name: &str) -> Vec<Attribute> {
    attributes.extract_if(.., |attribute| attribute.path().is_ident(name)).collect()
}
