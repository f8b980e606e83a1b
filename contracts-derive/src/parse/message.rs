//! A struct under `#[contract]`.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Ident, ItemStruct, Meta, Type};

use super::{Options, conditions, doc, is_deprecated, take};
use crate::diagnostics::{self, Diagnostics};
use crate::grammar::{ALLOW, Form, Grammar, OPTION};
use crate::names;

const CONTRACT: Grammar = Grammar {
    attribute: "contract",
    options: &[
        ("reserved", Form::List),
        ("nested_in", Form::Type),
        ("name", Form::Text),
        ("extensions", Form::Lists),
        ("message_set", Form::Flag),
        ("extends", Form::Type),
        ("validate", Form::Lists),
        ALLOW,
        OPTION,
    ],
};

/// What `#[member(..)]` allows, on a field and on the variant of a oneof.
pub const MEMBER: Grammar = Grammar {
    attribute: "member",
    options: &[
        ("zigzag", Form::Flag),
        ("fixed", Form::Flag),
        ("unpacked", Form::Flag),
        ("delimited", Form::Flag),
        ("required", Form::Flag),
        ("default", Form::Value),
        ("as", Form::Type),
        ("name", Form::Text),
        ("json_name", Form::Text),
        ("redact", Form::Flag),
        ("validate", Form::List),
        ALLOW,
        OPTION,
    ],
};

/// A struct, and what its attributes say.
pub struct Message {
    /// The struct without our attributes.
    pub item: ItemStruct,
    pub options: Options,
    pub members: Vec<Member>,
}

/// A field of the struct.
pub struct Member {
    pub ident: Ident,
    pub ty: Type,
    pub doc: String,
    pub deprecated: bool,
    pub conditions: Vec<Attribute>,
    pub role: Role,
}

/// What a field of the struct is in the message.
pub enum Role {
    /// A field: `#[member(..)]`.
    Field(Options),
    /// A oneof spliced in: `#[oneof]`.
    Oneof(Options),
    /// The place of unknown fields: `#[unknown]`.
    Unknown(Span),
    /// Nothing says what; it is reported already.
    Unsaid,
}

impl Message {
    /// Reads a struct.
    pub fn new(arguments: TokenStream, mut item: ItemStruct, diagnostics: &mut Diagnostics) -> Self {
        let options = Options::of_tokens(arguments, Span::call_site(), &CONTRACT, diagnostics);
        let named = match &mut item.fields {
            Fields::Named(fields) => fields.named.iter_mut().collect(),
            Fields::Unit => Vec::new(),
            Fields::Unnamed(fields) => {
                diagnostics.add(diagnostics::tuple_struct(fields, &item.ident));
                fields.unnamed.iter_mut().for_each(|field| {
                    take_roles(&mut field.attrs);
                });
                Vec::new()
            }
        };
        let members = named.into_iter().filter_map(|field| Member::new(field, diagnostics)).collect();
        Message { item, options, members }
    }
}

impl Member {
    fn new(field: &mut syn::Field, diagnostics: &mut Diagnostics) -> Option<Self> {
        let ident = field.ident.clone()?;
        let roles = take_roles(&mut field.attrs);
        let mistaken = if roles.is_empty() { take_mistaken(field) } else { Vec::new() };
        let role = match mistaken.first() {
            Some(mistaken) => {
                diagnostics.add(diagnostics::mistaken_role(mistaken, &ROLES));
                Role::Unsaid
            }
            None => Role::new(&ident, &roles, diagnostics),
        };
        let (doc, deprecated) = (doc(&field.attrs), is_deprecated(&field.attrs));
        let conditions = conditions(&field.attrs);
        Some(Member { ident, ty: field.ty.clone(), doc, deprecated, conditions, role })
    }
}

impl Role {
    fn new(ident: &Ident, roles: &[Attribute], diagnostics: &mut Diagnostics) -> Self {
        let [attribute] = roles else {
            diagnostics.add(match roles {
                [] => diagnostics::member_without_role(ident),
                [_, second, ..] => diagnostics::second_role(second),
                [_] => return Role::Unsaid,
            });
            return Role::Unsaid;
        };
        match attribute.path().get_ident() {
            Some(name) if name == "oneof" => {
                const ONEOF: Grammar = Grammar {
                    attribute: "oneof",
                    options: &[("name", Form::Text), ("validate", Form::List), ALLOW, OPTION],
                };
                Role::Oneof(Options::of_attribute(attribute, &ONEOF, diagnostics))
            }
            Some(name) if name == "unknown" => Role::Unknown(attribute.path().span()),
            _ => Role::Field(Options::of_attribute(attribute, &MEMBER, diagnostics)),
        }
    }
}

/// The attributes that say what a field is.
const ROLES: [&str; 3] = ["member", "oneof", "unknown"];

/// Takes the attributes that are meant to say what a field is, and do not.
fn take_mistaken(field: &mut syn::Field) -> Vec<Attribute> {
    let is_misspelled = |attribute: &Attribute| {
        let name = attribute.path().get_ident().map(Ident::to_string);
        name.is_some_and(|name| names::nearest(&name, ROLES).is_some())
    };
    field.attrs.extract_if(.., |attribute| hides_role(attribute) || is_misspelled(attribute)).collect()
}

/// Whether an attribute is `cfg_attr` around one that says what a field is.
fn hides_role(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    let is_role = |token: TokenTree| matches!(token, TokenTree::Ident(name) if ROLES.iter().any(|role| name == role));
    list.path.is_ident("cfg_attr") && list.tokens.clone().into_iter().any(is_role)
}

/// Takes the attributes that say what a field is.
fn take_roles(attributes: &mut Vec<Attribute>) -> Vec<Attribute> {
    ROLES.iter().flat_map(|name| take(attributes, name)).collect()
}
