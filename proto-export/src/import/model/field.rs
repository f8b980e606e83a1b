//! Fields: members of messages and oneofs, and extensions.

use prost_types::field_descriptor_proto::Label;
use prost_types::{DescriptorProto, FieldDescriptorProto};
use protox::prost_reflect::DynamicMessage;

use super::build::Build;
use super::index::{Path, is_map_entry};
use super::option::{self, Declared};
use super::types::{self, Encoding, ValueType};
use super::{Argument, Attribute, Member, Syntax, Type, default};
use crate::import::names;

/// Why a field of a type of `google.protobuf` is lost.
const NO_TYPE: &str = "contracts have no type for this message of google.protobuf";
/// Why a map is lost.
const TWO_ENCODINGS: &str = "keys and values of a map are encoded in one way";

/// What a field is a member of.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    Message(&'a DescriptorProto),
    Oneof,
    Extensions,
}

/// A field on its way to Rust.
pub(super) struct Field<'a> {
    pub(super) proto: &'a FieldDescriptorProto,
    pub(super) path: &'a [i32],
    /// The full name of the message that holds it, or of the scope of an extension, with a dot in front.
    pub(super) holder: &'a str,
    pub(super) owner: Owner<'a>,
    /// The module in which the struct or the enum is.
    pub(super) module: &'a Path,
    pub(super) options: Option<DynamicMessage>,
}

impl Build<'_> {
    /// The member for a field, under the name that it has in its struct or enum.
    pub(super) fn member(&mut self, field: &Field<'_>, ident: String) -> Option<Member> {
        let proto = field.proto;
        let element = format!("{}.{}", field.holder, proto.name());
        let shape = match self.shape(field) {
            Ok(shape) => shape,
            Err((what, why)) => {
                self.lose(field.path, &element, what, why);
                return None;
            }
        };
        let mut arguments = vec![Argument::Word(proto.number().to_string())];
        arguments.extend(shape.arguments);
        arguments.extend(default::argument(proto, self.index, field.module));
        let is_extension = matches!(field.owner, Owner::Extensions);
        let derived = match field.owner {
            Owner::Oneof => names::derived_member(&ident),
            _ => names::derived(&ident).to_owned(),
        };
        if derived != proto.name() {
            arguments.push(Argument::Text("name", proto.name().to_owned()));
        }
        let json_name = contracts::descriptor::json_name(proto.name());
        if !is_extension && proto.json_name() != json_name {
            arguments.push(Argument::Text("json_name", proto.json_name().to_owned()));
        }
        if field.options.as_ref().is_some_and(|options| option::is_true(options, "debug_redact")) {
            arguments.push(Argument::Word("redact".to_owned()));
        }
        arguments.extend(field.options.as_ref().and_then(|options| option::argument(options, Declared::Field)));
        let deprecated = proto.options.as_ref().is_some_and(|options| options.deprecated());
        let about = self.about(field.path, deprecated);
        Some(Member { about, attribute: Attribute { name: "member", arguments }, ident, ty: shape.ty })
    }

    fn shape(&self, field: &Field<'_>) -> Result<Shape, (String, &'static str)> {
        if let Some(entry) = map_entry(field) {
            return self.map(field, entry);
        }
        let value = self.value(field.proto, field.module)?;
        let proto = field.proto;
        Ok(match proto.label() {
            Label::Repeated => self.repeated(proto, value),
            Label::Required => required(self.is_circle(field), value),
            Label::Optional if matches!(field.owner, Owner::Oneof) => one_of(self.is_circle(field), value),
            Label::Optional if value.is_message => {
                let ty = if self.is_circle(field) { Type::boxed(value.ty) } else { value.ty };
                Shape::of(Type::option(ty), value.encoding)
            }
            Label::Optional if self.is_explicit(field) => Shape::of(Type::option(value.ty), value.encoding),
            Label::Optional => Shape::of(value.ty, value.encoding),
        })
    }

    fn value(&self, proto: &FieldDescriptorProto, module: &Path) -> Result<ValueType, (String, &'static str)> {
        let value = types::value(proto, self.index, module);
        value.ok_or_else(|| (format!("the type {}", proto.type_name().trim_start_matches('.')), NO_TYPE))
    }

    fn is_explicit(&self, field: &Field<'_>) -> bool {
        self.syntax == Syntax::Proto2 || field.proto.proto3_optional() || matches!(field.owner, Owner::Extensions)
    }

    fn is_circle(&self, field: &Field<'_>) -> bool {
        !matches!(field.owner, Owner::Extensions) && self.index.is_circle(field.holder, field.proto.type_name())
    }

    fn repeated(&self, proto: &FieldDescriptorProto, value: ValueType) -> Shape {
        let packed = proto.options.as_ref().and_then(|options| options.packed);
        let packed = packed.unwrap_or(self.syntax == Syntax::Proto3);
        let mut shape = Shape::of(Type::vec(value.ty), value.encoding);
        if value.is_packable && !packed {
            shape.arguments.push(Argument::Word("unpacked".to_owned()));
        }
        shape
    }

    fn map(&self, field: &Field<'_>, entry: &DescriptorProto) -> Result<Shape, (String, &'static str)> {
        let of = |number| entry.field.iter().find(|it| it.number() == number);
        let (Some(key), Some(value)) = (of(1), of(2)) else { return Err(("a map".to_owned(), "it has no value")) };
        let (key, value) = (self.value(key, field.module)?, self.value(value, field.module)?);
        let encoding = match (key.encoding, value.encoding) {
            (key, value) if key == value => key,
            (None, Some(Encoding::Wrapped)) => Some(Encoding::Wrapped),
            _ => return Err(("a map".to_owned(), TWO_ENCODINGS)),
        };
        Ok(Shape::of(Type::Generic("HashMap", vec![key.ty, value.ty]), encoding))
    }
}

/// The type of a member, and what `#[member(..)]` says of it.
struct Shape {
    ty: Type,
    arguments: Vec<Argument>,
}

impl Shape {
    fn of(ty: Type, encoding: Option<Encoding>) -> Self {
        Shape { ty, arguments: encoding.map(Encoding::argument).into_iter().collect() }
    }
}

fn required(is_circle: bool, value: ValueType) -> Shape {
    let ty = if is_circle { Type::option(Type::boxed(value.ty)) } else { value.ty };
    let mut shape = Shape::of(ty, value.encoding);
    shape.arguments.push(Argument::Word("required".to_owned()));
    shape
}

fn one_of(is_circle: bool, value: ValueType) -> Shape {
    let ty = if is_circle { Type::boxed(value.ty) } else { value.ty };
    Shape::of(ty, value.encoding)
}

/// The nested message behind a map.
fn map_entry<'a>(field: &Field<'a>) -> Option<&'a DescriptorProto> {
    let Owner::Message(message) = field.owner else { return None };
    let name = field.proto.type_name().strip_prefix(field.holder)?.strip_prefix('.')?;
    message.nested_type.iter().find(|nested| is_map_entry(nested) && nested.name() == name)
}
