//! Structs of the shape of the contracts, for codecs that read attributes in place of descriptors.

use heck::ToUpperCamelCase;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};
use std::collections::BTreeSet;

/// Whose attributes the structs carry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codec {
    /// bilrost, whose values come from those of prost.
    Bilrost,
    /// proto_rs, which reads protobuf.
    ProtoRs,
}

/// The structs for all messages that the codec can express.
pub(crate) fn structs(file: &FileDescriptorProto, codec: Codec) -> String {
    let left_out = inexpressible(file, codec);
    let messages = file.message_type.iter().filter(|message| !left_out.contains(message.name()));
    messages.map(|message| Mirror { message, codec }.code()).collect()
}

/// The messages that cannot be expressed, with those that hold them: with a oneof; for proto_rs with integers of a fixed width,
/// with zigzag, recursive ones.
fn inexpressible(file: &FileDescriptorProto, codec: Codec) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    loop {
        let more = file.message_type.iter().filter(|message| !found.contains(message.name())).filter(|message| {
            let mut fields = message.field.iter();
            fields.any(|field| {
                let held = (field.r#type() == Type::Message).then(|| short(field.type_name()));
                let in_oneof = field.oneof_index.is_some() && !field.proto3_optional();
                let for_proto_rs = held == Some(message.name()) || is_fixed_or_zigzag(field.r#type());
                in_oneof || held.is_some_and(|name| found.contains(name)) || codec == Codec::ProtoRs && for_proto_rs
            })
        });
        let more: Vec<&str> = more.map(DescriptorProto::name).collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

fn is_fixed_or_zigzag(kind: Type) -> bool {
    matches!(kind, Type::Fixed32 | Type::Fixed64 | Type::Sfixed32 | Type::Sfixed64 | Type::Sint32 | Type::Sint64)
}

/// The last part of a name.
fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// One message as a struct.
struct Mirror<'a> {
    message: &'a DescriptorProto,
    codec: Codec,
}

/// How often a field occurs.
enum Occurs {
    Plain,
    Optional,
    Boxed,
    Repeated,
    Map,
}

impl Mirror<'_> {
    fn code(&self) -> String {
        let name = self.message.name();
        let attributes = match self.codec {
            Codec::Bilrost => "#[derive(Debug, Clone, PartialEq, ::bilrost::Message)]",
            Codec::ProtoRs => "#[::proto_rs::proto_message]\n#[derive(Debug, Clone, PartialEq, Default)]",
        };
        let fields: String = self.message.field.iter().map(|field| self.field(field)).collect();
        let code = format!("{attributes}\npub struct {name} {{\n{fields}}}\n");
        match self.codec {
            Codec::Bilrost => code + &self.conversion(),
            Codec::ProtoRs => code,
        }
    }

    fn field(&self, field: &FieldDescriptorProto) -> String {
        let number = field.number();
        let attribute = match self.codec {
            Codec::Bilrost => format!("#[bilrost(tag({number}){})]", self.encoding(field)),
            Codec::ProtoRs => format!("#[proto(tag = {number})]"),
        };
        let of = self.element(field);
        let of = match self.occurs(field) {
            Occurs::Plain => of,
            Occurs::Optional => format!("Option<{of}>"),
            Occurs::Boxed => format!("Option<Box<{of}>>"),
            Occurs::Repeated => format!("Vec<{of}>"),
            Occurs::Map => {
                let entry = self.entry(field);
                let (key, value) = (self.element(&entry.field[0]), self.element(&entry.field[1]));
                format!("::std::collections::HashMap<{key}, {value}>")
            }
        };
        format!("    {attribute}\n    pub {}: {of},\n", field.name())
    }

    /// How bilrost is told to write a field as protobuf does.
    fn encoding(&self, field: &FieldDescriptorProto) -> &'static str {
        let repeated = matches!(self.occurs(field), Occurs::Repeated);
        match field.r#type() {
            Type::Fixed32 | Type::Fixed64 if repeated => ", encoding(packed<fixed>)",
            Type::Fixed32 | Type::Fixed64 => ", encoding(fixed)",
            Type::Bytes if !self.shared() => ", encoding(plainbytes)",
            Type::Message if matches!(self.occurs(field), Occurs::Boxed) => ", recurses",
            Type::String | Type::Bytes | Type::Message => "",
            _ if repeated => ", encoding(packed)",
            _ => "",
        }
    }

    fn occurs(&self, field: &FieldDescriptorProto) -> Occurs {
        let message = field.r#type() == Type::Message;
        match field.label() {
            Label::Repeated if message && self.find_entry(field).is_some() => Occurs::Map,
            Label::Repeated => Occurs::Repeated,
            _ if message && short(field.type_name()) == self.message.name() => Occurs::Boxed,
            _ if message || field.proto3_optional() => Occurs::Optional,
            _ => Occurs::Plain,
        }
    }

    fn find_entry(&self, field: &FieldDescriptorProto) -> Option<&DescriptorProto> {
        self.message.nested_type.iter().find(|entry| entry.name() == short(field.type_name()))
    }

    fn entry(&self, field: &FieldDescriptorProto) -> &DescriptorProto {
        self.find_entry(field).expect("only the field of a map asks")
    }

    /// Whether bytes are shared with the input.
    fn shared(&self) -> bool {
        short(super::SHARED) == self.message.name()
    }

    fn element(&self, field: &FieldDescriptorProto) -> String {
        let name = match field.r#type() {
            Type::Double => "f64",
            Type::Float => "f32",
            Type::Int64 | Type::Sfixed64 | Type::Sint64 => "i64",
            Type::Uint64 | Type::Fixed64 => "u64",
            Type::Int32 | Type::Sfixed32 | Type::Sint32 | Type::Enum => "i32",
            Type::Uint32 | Type::Fixed32 => "u32",
            Type::Bool => "bool",
            Type::String => "String",
            Type::Bytes if self.shared() => "::bytes::Bytes",
            Type::Bytes => "Vec<u8>",
            Type::Message | Type::Group => &short(field.type_name()).to_upper_camel_case(),
        };
        name.to_owned()
    }

    /// From the value that prost has decoded.
    fn conversion(&self) -> String {
        let name = self.message.name();
        let fields = self.message.field.iter().map(|field| {
            let value = format!("value.{}", field.name());
            let message = field.r#type() == Type::Message;
            let value = match self.occurs(field) {
                Occurs::Optional if message => format!("{value}.map(Into::into)"),
                Occurs::Boxed => format!("{value}.map(|inner| Box::new((*inner).into()))"),
                Occurs::Repeated if message => format!("{value}.into_iter().map(Into::into).collect()"),
                _ => value,
            };
            format!("            {}: {value},\n", field.name())
        });
        let fields: String = fields.collect();
        let body = format!("{name} {{\n{fields}        }}");
        let function = format!("    fn from(value: crate::by_prost::{name}) -> Self {{\n        {body}\n    }}\n");
        format!("impl From<crate::by_prost::{name}> for {name} {{\n{function}}}\n")
    }
}
