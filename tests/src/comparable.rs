//! Files as they are compared: without what says nothing of bytes or JSON.

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto};

/// A file without its name, its comments and its options, and without what says nothing of bytes or JSON: what C++ keeps
/// strings in, that numbers are packed where they are anyway, in how many digits a default is written, and in which order
/// declarations follow each other.
pub fn comparable(mut file: FileDescriptorProto) -> FileDescriptorProto {
    (file.name, file.options, file.source_code_info) = (None, None, None);
    file.dependency.sort();
    let packed = file.syntax.is_some();
    file.message_type.sort_by(|one, other| one.name().cmp(other.name()));
    file.message_type.iter_mut().for_each(|message| plain(message, packed));
    file.enum_type.sort_by(|one, other| one.name().cmp(other.name()));
    file.enum_type.iter_mut().for_each(plain_enum);
    plain_fields(&mut file.extension, packed);
    file
}

fn plain(message: &mut DescriptorProto, packed: bool) {
    message.nested_type.sort_by(|one, other| one.name().cmp(other.name()));
    message.nested_type.iter_mut().for_each(|nested| plain(nested, packed));
    message.enum_type.sort_by(|one, other| one.name().cmp(other.name()));
    message.enum_type.iter_mut().for_each(plain_enum);
    message.reserved_range.sort_by_key(|range| range.start());
    plain_fields(&mut message.field, packed);
    plain_fields(&mut message.extension, packed);
}

fn plain_fields(fields: &mut [FieldDescriptorProto], packed: bool) {
    fields.sort_by_key(|field| (field.extendee().to_owned(), field.number()));
    for field in fields {
        field.default_value = field.default_value.take().map(|value| match field.r#type() {
            Type::Float => value.parse::<f32>().map_or(value, |number| number.to_string()),
            Type::Double => value.parse::<f64>().map_or(value, |number| number.to_string()),
            _ => value,
        });
        let Some(options) = &mut field.options else { continue };
        options.ctype = None;
        options.packed = options.packed.filter(|it| *it != packed);
        if *options == prost_types::FieldOptions::default() {
            field.options = None;
        }
    }
}

/// Features are compared by themselves.
fn plain_enum(of: &mut EnumDescriptorProto) {
    of.options = of.options.take().filter(|options| *options != prost_types::EnumOptions::default());
}
