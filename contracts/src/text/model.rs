//! What text needs to know of a type, whether a contract declares it or a descriptor does.

use std::borrow::Cow;

use super::declared;
use crate::registry;
use crate::schema::{self, Cardinality, Declaration, Domain, Member, Origin, Reserved, Scalar};
use crate::wire::FieldNumber;

/// A message type.
#[derive(Debug, Clone, Copy)]
pub(super) enum Message {
    /// What Rust declares.
    Contract(&'static schema::Message),
    /// What a `.proto` file declares.
    Declared(&'static declared::Message),
    /// An entry of a map: what its key is, and what its value.
    Entry(Scalar, schema::Kind, Domain),
}

/// A field of a message.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// What text calls the field: its name; that of its type, if it is like a group of proto2; an extension's in brackets.
    pub(super) name: Cow<'static, str>,
    pub(super) number: FieldNumber,
    pub(super) count: Count,
    pub(super) kind: Kind,
    /// The oneof that the field is a member of.
    pub(super) oneof: Option<&'static str>,
    pub(super) redact: bool,
}

/// How often a field is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    AtMostOnce,
    Once,
    AnyNumber,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Scalar(Scalar),
    Enum(Enum),
    Message(Message),
    Group(Message),
}

/// An enum type.
#[derive(Debug, Clone, Copy)]
pub(super) enum Enum {
    /// What Rust declares, and the numbers that the Rust type has.
    Contract(&'static schema::Enum, Domain),
    /// What a `.proto` file declares.
    Declared(&'static declared::Enum),
}

impl Message {
    pub(super) fn of(schema: &'static schema::Message) -> Self {
        let declared = || declared::message(&schema.full_name()).map(Message::Declared);
        let elsewhere = if schema.origin == Origin::Contract { None } else { declared() };
        elsewhere.unwrap_or(Message::Contract(schema))
    }

    /// The message of this full name, as an `Any` can hold it.
    pub(super) fn named(full_name: &str) -> Option<Self> {
        let packable = registry::packable(full_name).map(|packable| Message::of((packable.schema)()));
        packable.or_else(|| declared::message(full_name).map(Message::Declared))
    }

    pub(super) fn full_name(self) -> String {
        match self {
            Message::Contract(schema) => schema.full_name(),
            Message::Declared(message) => message.full_name().to_owned(),
            Message::Entry(..) => "an entry of a map".to_owned(),
        }
    }

    /// Whether its fields are known: those of a foreign type are not when nobody registered its descriptor.
    pub(super) fn is_described(self) -> bool {
        !matches!(self, Message::Contract(schema) if schema.origin != Origin::Contract)
    }

    pub(super) fn is_any(self) -> bool {
        matches!(self, Message::Declared(message) if message.full_name() == "google.protobuf.Any")
    }

    pub(super) fn is_message_set(self) -> bool {
        matches!(self, Message::Contract(schema) if schema.message_set)
    }

    /// Whether a field had this name, which is passed over now.
    pub(super) fn is_reserved(self, name: &str) -> bool {
        match self {
            Message::Contract(schema) => {
                schema.reserved.iter().any(|it| matches!(it, Reserved::Name(reserved) if *reserved == name))
            }
            Message::Declared(message) => message.is_reserved(name),
            Message::Entry(..) => false,
        }
    }

    /// The field or the extension of this number.
    pub(super) fn field(self, number: u32) -> Option<Field> {
        match self {
            Message::Contract(schema) => {
                let own = members(schema).find(|(_, field)| field.number == number);
                let own = own.and_then(|(oneof, field)| Field::of(schema, oneof, field));
                own.or_else(|| extension(registry::extension_of(schema, number)?))
            }
            Message::Declared(message) => {
                let own = message.fields().find(|field| field.number.get() == number);
                let registered = || registry::extension_of_name(message.full_name(), number);
                own.or_else(|| extension(registered()?)).or_else(|| message.extension(number))
            }
            Message::Entry(key, value, domain) => {
                entry(key, value, domain).into_iter().find(|field| field.number.get() == number)
            }
        }
    }

    /// The field that text calls by this name.
    pub(super) fn field_named(self, name: &str) -> Option<Field> {
        match self {
            Message::Contract(schema) => {
                let alike = members(schema).filter(|(_, field)| field.declaration.name.eq_ignore_ascii_case(name));
                let mut fields = alike.filter_map(|(oneof, field)| {
                    let is_named = field.declaration.name == name;
                    Field::of(schema, oneof, field).filter(|field| is_named || field.name == name)
                });
                fields.next()
            }
            Message::Declared(message) => message.field_named(name),
            Message::Entry(key, value, domain) => {
                entry(key, value, domain).into_iter().find(|field| field.name == name)
            }
        }
    }

    /// The extension of this full name.
    pub(super) fn extension_named(self, name: &str) -> Option<Field> {
        match self {
            Message::Contract(schema) => extension(registry::extension_named(schema, name)?),
            Message::Declared(message) => {
                let registered = registry::extension_of_name_named(message.full_name(), name);
                registered.and_then(extension).or_else(|| message.extension_named(name))
            }
            Message::Entry(..) => None,
        }
    }

    /// The fields that must be there.
    pub(super) fn required(self) -> Vec<Field> {
        match self {
            Message::Contract(schema) => {
                let required = members(schema).filter(|(_, field)| field.shape.cardinality == Cardinality::Required);
                required.filter_map(|(oneof, field)| Field::of(schema, oneof, field)).collect()
            }
            Message::Declared(message) => message.fields().filter(|field| field.count == Count::Once).collect(),
            Message::Entry(..) => Vec::new(),
        }
    }
}

/// The fields of a contract, each with the oneof that it is a member of.
fn members(schema: &schema::Message) -> impl Iterator<Item = (Option<&'static str>, &'static schema::Field)> + use<> {
    schema.members.iter().flat_map(|member| {
        let (oneof, fields) = match member {
            Member::Field(field) => (None, std::slice::from_ref(field)),
            Member::Oneof(Declaration { name, .. }, oneof) => (Some(*name), oneof().members),
        };
        fields.iter().map(move |field| (oneof, field))
    })
}

fn extension((set, field): (&registry::Extension, &'static schema::Field)) -> Option<Field> {
    let schema = (set.schema)();
    let name = format!("[{}]", schema.extension_name(field)).into();
    Some(Field { name, ..Field::of(schema, None, field)? })
}

/// The fields of an entry of a map.
fn entry(key: Scalar, value: schema::Kind, domain: Domain) -> [Field; 2] {
    let field = |name, number, kind| Field {
        name: Cow::Borrowed(name),
        number,
        count: Count::AtMostOnce,
        kind,
        oneof: None,
        redact: false,
    };
    [
        field("key", const { FieldNumber::literal(1) }, Kind::Scalar(key)),
        field("value", const { FieldNumber::literal(2) }, Kind::of(value, domain)),
    ]
}

impl Field {
    /// A field of a contract; none when no message may have its number.
    fn of(message: &schema::Message, oneof: Option<&'static str>, field: &'static schema::Field) -> Option<Self> {
        let (kind, domain) = (field.shape.kind, field.shape.domain);
        let (count, kind) = match field.shape.cardinality {
            Cardinality::Implicit | Cardinality::Explicit => (Count::AtMostOnce, Kind::of(kind, domain)),
            Cardinality::Required => (Count::Once, Kind::of(kind, domain)),
            Cardinality::Expanded | Cardinality::Packed => (Count::AnyNumber, Kind::of(kind, domain)),
            Cardinality::Map(key) => (Count::AnyNumber, Kind::Message(Message::Entry(key, kind, domain))),
        };
        let name = group_name(message, field).map_or(Cow::Borrowed(field.declaration.name), Cow::Owned);
        Some(Field { name, number: FieldNumber::new(field.number)?, count, kind, oneof, redact: field.redact })
    }

    /// Whether another than the message itself declares the field.
    pub(super) fn is_extension(&self) -> bool {
        self.name.starts_with('[')
    }
}

/// The name of the type, for a field that a group of proto2 could have declared: of the type's name in lower case, in
/// the same message as the type.
fn group_name(message: &schema::Message, field: &schema::Field) -> Option<String> {
    let schema::Kind::Group(group) = field.shape.kind else { return None };
    let group = group();
    let is_named = group.name().to_ascii_lowercase() == field.declaration.name;
    let is_nested = || group.parent.is_some_and(|parent| parent().full_name() == message.full_name());
    (is_named && is_nested()).then(|| group.name())
}

impl Kind {
    fn of(kind: schema::Kind, domain: Domain) -> Self {
        match kind {
            schema::Kind::Scalar(scalar) => Kind::Scalar(scalar),
            schema::Kind::Message(message) => Kind::Message(Message::of(message())),
            schema::Kind::Group(message) => Kind::Group(Message::of(message())),
            schema::Kind::Enum(enumeration) => Kind::Enum(Enum::Contract(enumeration(), domain)),
        }
    }
}

impl Enum {
    pub(super) fn full_name(self) -> String {
        match self {
            Enum::Contract(schema, _) => schema.full_name(),
            Enum::Declared(enumeration) => enumeration.full_name().to_owned(),
        }
    }

    /// The first name of a number.
    pub(super) fn name(self, number: i32) -> Option<&'static str> {
        match self {
            Enum::Contract(schema, _) => {
                schema.values.iter().find(|value| value.number == number).map(|value| value.declaration.name)
            }
            Enum::Declared(enumeration) => enumeration.name(number),
        }
    }

    /// The number of a name.
    pub(super) fn number(self, name: &str) -> Option<i32> {
        match self {
            Enum::Contract(schema, _) => {
                schema.values.iter().find(|value| value.declaration.name == name).map(|value| value.number)
            }
            Enum::Declared(enumeration) => enumeration.number(name),
        }
    }

    /// Whether the Rust type has a number; in another's place the message can only keep an unknown field.
    pub(super) fn holds(self, number: i32) -> bool {
        match self {
            Enum::Contract(_, Domain::Numbers(holds)) => holds(number),
            Enum::Contract(..) | Enum::Declared(_) => true,
        }
    }

    /// Whether a number without a name is a value.
    pub(super) fn has(self, number: i32) -> bool {
        let is_closed = match self {
            Enum::Contract(schema, _) => schema.closed,
            Enum::Declared(enumeration) => enumeration.is_closed(),
        };
        !is_closed || self.name(number).is_some()
    }
}
