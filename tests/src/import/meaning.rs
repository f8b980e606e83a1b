//! Files of different languages by what they mean, as an edition would say it without defaults.

use std::collections::BTreeMap;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumOptions, FieldDescriptorProto, FileDescriptorProto, UninterpretedOption,
};

/// Says of each field by itself whether it knows of its absence (`proto3_optional`), is required, packed or a group, and of each
/// enum whether it is closed.
pub fn spell_out(file: &mut FileDescriptorProto) {
    let syntax = file.syntax().to_owned();
    file.message_type.iter_mut().for_each(|message| of_message(message, &syntax));
    file.enum_type.iter_mut().for_each(|of| of_enum(of, &syntax));
    file.extension.iter_mut().for_each(|field| of_field(field, &syntax));
    file.syntax = Some("editions".to_owned());
}

fn of_message(message: &mut DescriptorProto, syntax: &str) {
    message.nested_type.iter_mut().for_each(|nested| of_message(nested, syntax));
    message.enum_type.iter_mut().for_each(|of| of_enum(of, syntax));
    let is_entry = message.options.as_ref().is_some_and(|options| options.map_entry());
    let synthetic = message.field.iter().filter(|field| field.proto3_optional()).count();
    for field in message.field.iter_mut().filter(|_| !is_entry) {
        of_field(field, syntax);
    }
    // They stand behind the others.
    message.oneof_decl.truncate(message.oneof_decl.len() - synthetic);
}

fn of_field(field: &mut FieldDescriptorProto, syntax: &str) {
    let options = field.options.take().unwrap_or_default();
    let features: BTreeMap<String, String> = options.uninterpreted_option.iter().filter_map(feature).collect();
    let feature = |name: &str, value: &str| features.get(name).is_some_and(|it| it == value);
    if field.proto3_optional() {
        field.oneof_index = None;
    }
    let is_message = matches!(field.r#type(), Type::Message | Type::Group);
    let is_repeated = field.label() == Label::Repeated;
    let is_packable = is_repeated && !is_message && !matches!(field.r#type(), Type::String | Type::Bytes);
    let (explicit, packed) = match syntax {
        "proto3" => (field.proto3_optional(), options.packed.unwrap_or(true)),
        "editions" => (!feature("field_presence", "IMPLICIT"), !feature("repeated_field_encoding", "EXPANDED")),
        _ => (true, options.packed()),
    };
    if feature("field_presence", "LEGACY_REQUIRED") {
        field.set_label(Label::Required);
    }
    if feature("message_encoding", "DELIMITED") {
        field.set_type(Type::Group);
    }
    let is_single = !is_repeated && !is_message && field.oneof_index.is_none();
    field.proto3_optional = is_single.then_some(explicit);
    let packed = is_packable.then_some(packed);
    field.options = Some(prost_types::FieldOptions { packed, uninterpreted_option: Vec::new(), ..options });
}

fn of_enum(of: &mut EnumDescriptorProto, syntax: &str) {
    let options = of.options.take().unwrap_or_default();
    let is_closed = match syntax {
        "proto3" => false,
        "editions" => options.uninterpreted_option.iter().filter_map(feature).any(|(_, value)| value == "CLOSED"),
        _ => true,
    };
    let closed = UninterpretedOption { identifier_value: Some("CLOSED".to_owned()), ..Default::default() };
    let uninterpreted_option = is_closed.then_some(closed).into_iter().collect();
    of.options = Some(EnumOptions { uninterpreted_option, ..options });
}

/// The name and the value of a feature.
fn feature(option: &UninterpretedOption) -> Option<(String, String)> {
    let [features, name] = option.name.as_slice() else { return None };
    let is_feature = features.name_part == "features";
    is_feature.then(|| (name.name_part.clone(), option.identifier_value.clone().unwrap_or_default()))
}
