//! Messages: their fields with the oneofs, map entries and groups that these bring, and what is nested in them.

use prost_types::{DescriptorProto, FieldDescriptorProto, MessageOptions, OneofDescriptorProto, OneofOptions};

use super::field::{field, map_entry};
use super::{Declared, Lowering, Note, names, ranges, tag};
use crate::descriptor::set_option::Options as _;
use crate::schema::{Cardinality, Field, Kind, Member, Message, Syntax};

/// A message with all that it holds, at the path that has come to.
pub(super) fn body(lowering: &mut Lowering<'_>, name: &str, of: &Message) -> DescriptorProto {
    let mut lowered = fields(of);
    note_members(lowering, of);
    let mut declared = Declared::in_message();
    let mut map_entries = std::mem::take(&mut lowered.nested_type).into_iter();
    for field in of.fields() {
        match field.shape.cardinality {
            Cardinality::Map(_) => declared.messages.extend(map_entries.next()),
            _ => declared.group(lowering, name, field, of.syntax),
        }
    }
    if let Some(scope) = lowering.scopes.get(name) {
        let groups = scope.groups(&[of]);
        for (name, nested) in scope.messages.iter().filter(|(name, _)| !groups.contains(name)) {
            declared.message(lowering, name, nested, (&nested.declaration).into());
        }
        for nested in &scope.enums {
            declared.enumeration(lowering, nested);
        }
        for set in &scope.extensions {
            declared.extend(lowering, name, set);
        }
    }
    DescriptorProto {
        nested_type: declared.messages,
        enum_type: declared.enums,
        extension: declared.extensions,
        ..lowered
    }
}

impl Declared {
    /// Lowers the message of a group where the field stands that declares it, which proto2 does in one.
    pub(super) fn group(&mut self, lowering: &mut Lowering<'_>, scope: &str, field: &Field, syntax: Syntax) {
        let Some(group) = group(field, syntax) else { return };
        let name = group.full_name();
        if lowering.scopes.get(scope).is_some_and(|scope| scope.messages.iter().any(|(known, _)| *known == name)) {
            let docs = [field.declaration.doc, group.declaration.doc].map(|doc| doc.trim_matches('\n'));
            let docs: Vec<&str> = docs.into_iter().filter(|doc| !doc.is_empty()).collect();
            let allow = [field.declaration.allow, group.declaration.allow].concat();
            let source = group.declaration.source;
            let note = Note { source, doc: &docs.join("\n\n"), allow, ..(&group.declaration).into() };
            self.message(lowering, &name, group, note);
        }
    }
}

/// The message that a field declares as its group.
pub(in crate::descriptor) fn group(field: &Field, syntax: Syntax) -> Option<&'static Message> {
    match (field.shape.kind, syntax) {
        (Kind::Group(message), Syntax::Proto2) => Some(message()).filter(|it| !names::nests_in_itself(it)),
        _ => None,
    }
}

fn note_members(lowering: &mut Lowering<'_>, of: &Message) {
    let (mut fields, mut oneofs) = (0, 0);
    for member in of.members {
        let members = match member {
            Member::Field(field) => std::slice::from_ref(field),
            Member::Oneof(declaration, oneof) => {
                let allow = [declaration.allow, oneof().declaration.allow].concat();
                let note = Note { allow, ..declaration.into() };
                lowering.declare_with([tag::MESSAGE_ONEOF, oneofs], note, |_| ());
                oneofs += 1;
                oneof().members
            }
        };
        for field in members {
            let note = note_of_field(field, of.syntax);
            lowering.declare_with([tag::MESSAGE_FIELD, fields], note, |_| ());
            fields += 1;
        }
    }
}

/// The note of a field. What is written above a group is the comment of its message, and holds of both.
pub(super) fn note_of_field(field: &Field, syntax: Syntax) -> Note<'_> {
    let of = &field.declaration;
    match group(field, syntax) {
        Some(group) => Note { doc: "", allow: [of.allow, group.declaration.allow].concat(), ..of.into() },
        None => of.into(),
    }
}

/// A message's fields with the oneofs and map entries they need, its ranges and options, and nothing nested.
pub(in crate::descriptor) fn fields(of: &Message) -> DescriptorProto {
    let mut lowered = DescriptorProto {
        name: Some(of.name()),
        extension_range: ranges::of_extensions(of.extensions),
        reserved_range: ranges::of_message(of.reserved),
        reserved_name: ranges::names(of.reserved),
        options: options(of),
        ..DescriptorProto::default()
    };
    let scope = names::message_type_name(of);
    for member in of.members {
        match member {
            Member::Field(it) => {
                if let Cardinality::Map(key) = it.shape.cardinality {
                    lowered.nested_type.push(map_entry(it, key, of.syntax));
                }
                lowered.field.push(field(it, &scope, of.syntax));
            }
            Member::Oneof(declaration, oneof) => {
                let oneof_index = Some(lowered.oneof_decl.len() as i32);
                let options = declaration.options.iter().chain(oneof().declaration.options);
                let options = OneofOptions::default().with(options);
                lowered.oneof_decl.push(OneofDescriptorProto { options, ..oneof_declaration(declaration.name) });
                let members = oneof().members.iter().map(|member| field(member, &scope, of.syntax));
                lowered.field.extend(members.map(|field| FieldDescriptorProto { oneof_index, ..field }));
            }
        }
    }
    if of.syntax == Syntax::Proto3 {
        add_synthetic_oneofs(of, &mut lowered);
    }
    lowered
}

fn options(of: &Message) -> Option<MessageOptions> {
    MessageOptions {
        message_set_wire_format: of.message_set.then_some(true),
        deprecated: of.declaration.deprecated.then_some(true),
        ..MessageOptions::default()
    }
    .with(of.declaration.options)
}

/// Marks `optional` fields, each with the oneof that stands for it, after all real ones.
fn add_synthetic_oneofs(of: &Message, lowered: &mut DescriptorProto) {
    let optional: Vec<u32> = of.members.iter().filter_map(optional_number).collect();
    let mut taken: Vec<String> = lowered.field.iter().map(|field| field.name().to_owned()).collect();
    taken.extend(lowered.oneof_decl.iter().map(|oneof| oneof.name().to_owned()));
    for field in &mut lowered.field {
        if field.oneof_index.is_none() && optional.contains(&(field.number() as u32)) {
            let name = names::synthetic_oneof(field.name(), |name| taken.iter().any(|it| it == name));
            taken.push(name.clone());
            field.proto3_optional = Some(true);
            field.oneof_index = Some(lowered.oneof_decl.len() as i32);
            lowered.oneof_decl.push(oneof_declaration(&name));
        }
    }
}

/// The number of a field that is `optional`. Messages always know whether they are there.
fn optional_number(member: &Member) -> Option<u32> {
    match member {
        Member::Field(field) => {
            let message = field.shape.kind.message().is_some();
            (field.shape.cardinality == Cardinality::Explicit && !message).then_some(field.number)
        }
        Member::Oneof(..) => None,
    }
}

fn oneof_declaration(name: &str) -> OneofDescriptorProto {
    OneofDescriptorProto { name: Some(name.to_owned()), options: None }
}
