//! A message: its fields and oneofs in source order, and what is reserved.

use proc_macro2::Span;
use syn::{Attribute, Ident, ItemStruct, Lifetime, Type};

use super::extension::{check_extending, check_extensible};
use super::{
    Declaration, Encoding, ExtensionRange, Field, JsonName, Numbering, Presence, Reserved, Rules, borrow, member_type,
    name_used_twice, outer,
};
use crate::diagnostics::{self, Diagnostics};
use crate::names;
use crate::parse::{self, Options, Role};

/// A message.
pub struct Message {
    pub declaration: Declaration,
    /// For how long the message borrows, if it does.
    pub lifetime: Option<Lifetime>,
    pub nested_in: Option<Type>,
    pub reserved: Vec<Reserved>,
    /// The numbers that are left to others.
    pub extensions: Vec<ExtensionRange>,
    /// Whether the extensions travel as a message set.
    pub message_set: bool,
    /// The message that the fields extend, when the struct is a set of extensions.
    pub extends: Option<Type>,
    /// Fields and oneofs in source order.
    pub entries: Vec<Entry>,
    /// The member that keeps unknown fields.
    pub unknown: Option<Unknown>,
    /// The rules of the message as a whole.
    pub rules: Option<Rules>,
}

/// The member that keeps unknown fields.
pub struct Unknown {
    pub ident: Ident,
    pub conditions: Vec<Attribute>,
}

/// A field, or a oneof spliced in.
pub enum Entry {
    Field(Field),
    Oneof(Splice),
}

/// A oneof in the place where a message embeds it.
#[derive(Clone)]
pub struct Splice {
    pub ident: Ident,
    /// The enum.
    pub ty: Type,
    /// The lifetime of the contract, when the enum names it.
    pub lifetime: Option<Lifetime>,
    pub declaration: Declaration,
    /// Where it is said that there must be a member.
    pub required: Option<Span>,
    pub conditions: Vec<Attribute>,
}

impl Message {
    /// Checks a struct.
    ///
    /// # Errors
    /// When there was any mistake: the fields whose types the compiler has still to judge.
    pub fn check(parsed: &parse::Message, diagnostics: &mut Diagnostics) -> Result<Self, Vec<Field>> {
        let item = &parsed.item;
        borrow::check_generics(&item.generics, &item.ident, diagnostics);
        borrow::check_options(&parsed.options, &item.generics, &item.ident, diagnostics);
        let lifetime = borrow::lifetime(&item.generics);
        check_derives(&item.attrs, &item.ident, diagnostics);
        let options = parsed.members.iter().filter_map(|member| match &member.role {
            Role::Field(options) => Some(options),
            _ => None,
        });
        check_extensible(parsed, diagnostics);
        check_extending(parsed, diagnostics);
        let numbering = Numbering::new(&parsed.options, options, diagnostics);
        let mut unknown = None;
        let entries: Vec<Entry> = parsed
            .members
            .iter()
            .filter_map(|member| entry(member, item, &numbering, &mut unknown, diagnostics))
            .collect();
        numbering.check_shared(entries.iter().filter_map(Entry::field), diagnostics);
        check_oneof_names(&entries, &numbering, diagnostics);
        let about = (parse::doc(&item.attrs), parse::is_deprecated(&item.attrs));
        let declaration =
            Declaration::check(&item.ident, names::unraw(&item.ident), &parsed.options, about, diagnostics);
        let rules = Rules::of_message(&parsed.options, diagnostics);
        if !diagnostics.is_empty() {
            let fields = entries.into_iter().filter_map(Entry::into_field);
            return Err(fields.filter(Field::has_no_wrong_type).collect());
        }
        Ok(Message {
            declaration,
            lifetime: lifetime.cloned(),
            nested_in: parsed.options.type_of("nested_in").cloned(),
            reserved: numbering.reserved,
            extensions: numbering.extensions,
            message_set: parsed.options.has("message_set"),
            extends: parsed.options.type_of("extends").cloned(),
            entries,
            unknown,
            rules,
        })
    }

    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.entries.iter().filter_map(Entry::field)
    }

    pub fn oneofs(&self) -> impl Iterator<Item = &Splice> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Oneof(splice) => Some(splice),
            Entry::Field(_) => None,
        })
    }
}

impl Entry {
    fn field(&self) -> Option<&Field> {
        match self {
            Entry::Field(field) => Some(field),
            Entry::Oneof(_) => None,
        }
    }

    fn into_field(self) -> Option<Field> {
        match self {
            Entry::Field(field) => Some(field),
            Entry::Oneof(_) => None,
        }
    }

    fn declaration(&self) -> &Declaration {
        match self {
            Entry::Field(field) => &field.declaration,
            Entry::Oneof(splice) => &splice.declaration,
        }
    }

    fn ident(&self) -> &Ident {
        match self {
            Entry::Field(field) => &field.ident,
            Entry::Oneof(splice) => &splice.ident,
        }
    }
}

fn entry(
    member: &parse::Member,
    item: &ItemStruct,
    numbering: &Numbering,
    unknown: &mut Option<Unknown>,
    diagnostics: &mut Diagnostics,
) -> Option<Entry> {
    let lifetime = borrow::lifetime(&item.generics);
    match &member.role {
        Role::Field(options) => {
            if is_infinite(&member.ty, &item.ident) {
                diagnostics.add(diagnostics::infinite(&member.ty, &item.ident));
            }
            field(member, lifetime, options, numbering, diagnostics).map(Entry::Field)
        }
        Role::Oneof(options) => splice(member, lifetime, options, diagnostics).map(Entry::Oneof),
        Role::Unknown(span) if unknown.is_some() => {
            diagnostics.add(diagnostics::second_unknown(*span));
            None
        }
        Role::Unknown(_) => {
            if outer(&member.ty).is_none_or(|(name, _)| name != "UnknownFields") {
                diagnostics.add(diagnostics::unknown_type(&member.ty));
            }
            *unknown = Some(Unknown { ident: member.ident.clone(), conditions: member.conditions.clone() });
            None
        }
        Role::Unsaid => None,
    }
}

fn field(
    member: &parse::Member,
    lifetime: Option<&Lifetime>,
    options: &Options,
    numbering: &Numbering,
    diagnostics: &mut Diagnostics,
) -> Option<Field> {
    let number = numbering.number(options, &member.ident, diagnostics);
    let encoding = Encoding::check(options, diagnostics);
    let before = diagnostics.len();
    member_type::check_field(&member.ty, &encoding, diagnostics);
    if diagnostics.len() == before {
        borrow::check_member(&member.ty, lifetime, &encoding, diagnostics);
    }
    let presence = Presence::check(&member.ty, options, diagnostics);
    let about = (member.doc.clone(), member.deprecated);
    let declaration = Declaration::check(&member.ident, names::unraw(&member.ident), options, about, diagnostics);
    Some(Field {
        ident: member.ident.clone(),
        ty: member.ty.clone(),
        lifetime: borrow::named_by(&member.ty, lifetime),
        number: number?,
        number_span: number_span(options),
        json_name: json_name(&declaration.name, options),
        declaration,
        encoding,
        presence,
        redact: options.has("redact"),
        rules: Rules::of_member(&member.ty, options, diagnostics),
        is_in_oneof: false,
        conditions: member.conditions.clone(),
    })
}

/// Where the number of a member stands.
pub fn number_span(options: &Options) -> Span {
    match &options.number {
        parse::Number::Written(number) => number.span(),
        _ => options.span,
    }
}

/// What JSON calls a field of this name.
pub fn json_name(name: &str, options: &Options) -> JsonName {
    match options.text("json_name") {
        Some(written) => JsonName::Written(written.value(), written.span()),
        None => JsonName::Derived(names::json(name)),
    }
}

fn splice(
    member: &parse::Member,
    lifetime: Option<&Lifetime>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Splice> {
    let about = (member.doc.clone(), member.deprecated);
    let declaration = Declaration::check(&member.ident, names::unraw(&member.ident), options, about, diagnostics);
    let ty = match outer(&member.ty) {
        Some((name, arguments)) if name == "Option" && arguments.len() == 1 => arguments[0].clone(),
        _ => {
            diagnostics.add(diagnostics::oneof_not_optional(&member.ty, &member.ident));
            return None;
        }
    };
    let lifetime = borrow::named_by(&ty, lifetime);
    let required = Rules::of_oneof(options, diagnostics).and_then(|rules| rules.required);
    let conditions = member.conditions.clone();
    Some(Splice { ident: member.ident.clone(), ty, lifetime, declaration, required, conditions })
}

/// A oneof has a name of its own among the names of the fields.
fn check_oneof_names(entries: &[Entry], numbering: &Numbering, diagnostics: &mut Diagnostics) {
    let mut seen: Vec<&Entry> = Vec::new();
    for entry in entries {
        let first = seen.iter().find(|first| first.declaration().name == entry.declaration().name);
        match first {
            Some(first) if entry.field().is_none() || first.field().is_none() => {
                name_used_twice(entry.declaration(), first.declaration(), first.ident(), diagnostics);
            }
            _ => seen.push(entry),
        }
        if entry.field().is_none() {
            numbering.check_name(entry.declaration(), diagnostics);
        }
    }
}

/// Whether a member holds the message itself without a way to end. A path of several names may lead to another type.
fn is_infinite(ty: &Type, message: &Ident) -> bool {
    match outer(ty) {
        Some((name, arguments)) if (name == "Box" || name == "Arc") && arguments.len() == 1 => {
            is_infinite(arguments[0], message)
        }
        Some((name, arguments)) => {
            let is_alone = matches!(ty, Type::Path(path) if path.path.segments.len() == 1);
            is_alone && arguments.is_empty() && (name == "Self" || *message == name)
        }
        None => false,
    }
}

/// Reports a derive that the macro implements itself.
pub fn check_derives(attributes: &[Attribute], ident: &Ident, diagnostics: &mut Diagnostics) {
    for path in parse::derives(attributes).iter().filter(|path| path.is_ident("Default")) {
        diagnostics.add(diagnostics::derives_default(path, ident));
    }
}
