//! What `prost_types` has no member for, options and the edition: kept uninterpreted in descriptors, interpreted when
//! these are encoded.

use prost::Message as _;
use prost_types::uninterpreted_option::NamePart;
use prost_types::{
    EnumOptions, EnumValueOptions, ExtensionRangeOptions, FieldOptions, FileDescriptorProto, FileOptions,
    MessageOptions, MethodOptions, OneofOptions, ServiceOptions, UninterpretedOption,
};

use super::{Comments, EDITIONS, raw};
use crate::schema::{OptionName, SetOption};

/// `debug_redact = true` of a field.
pub(super) fn debug_redact() -> UninterpretedOption {
    UninterpretedOption {
        name: vec![NamePart { name_part: "debug_redact".to_owned(), is_extension: false }],
        identifier_value: Some("true".to_owned()),
        ..UninterpretedOption::default()
    }
}

/// A feature of edition 2023, as `features.field_presence = IMPLICIT`.
pub(super) fn feature(name: &str, value: &str) -> UninterpretedOption {
    let part = |name: &str| NamePart { name_part: name.to_owned(), is_extension: false };
    UninterpretedOption {
        name: vec![part("features"), part(name)],
        identifier_value: Some(value.to_owned()),
        ..UninterpretedOption::default()
    }
}

/// An option that a contract sets: its value as text, and what it is in the message of options, encoded.
pub(super) fn set(of: &SetOption) -> UninterpretedOption {
    let part = |name: &str| NamePart { name_part: name.to_owned(), is_extension: false };
    UninterpretedOption {
        name: match &of.name {
            OptionName::Own(name) => name.split('.').map(part).collect(),
            OptionName::Extension(name, _) => vec![NamePart { name_part: name.clone(), is_extension: true }],
        },
        aggregate_value: Some(of.text.clone()),
        string_value: Some(of.encoded.clone()),
        ..UninterpretedOption::default()
    }
}

/// Whether a feature has this value, where [`feature`] set it.
pub(super) fn has_feature(options: &[UninterpretedOption], name: &str, value: &str) -> bool {
    options.contains(&feature(name, value))
}

/// The features that we set: names and values, with the numbers that `google.protobuf.FeatureSet` has for them.
const FEATURES: &[(&str, &str, u32, u64)] = &[
    ("field_presence", "IMPLICIT", 1, 2),
    ("field_presence", "LEGACY_REQUIRED", 1, 3),
    ("enum_type", "CLOSED", 2, 2),
    ("repeated_field_encoding", "EXPANDED", 3, 2),
    ("message_encoding", "DELIMITED", 5, 2),
];

/// The option `debug_redact` in `google.protobuf.FieldOptions`.
const DEBUG_REDACT: u32 = 16;
/// `uninterpreted_option` in every options message.
const UNINTERPRETED: u32 = 999;
/// `source_code_info` in `google.protobuf.FileDescriptorProto`.
const SOURCE_CODE_INFO: u32 = 9;
/// `edition` in `google.protobuf.FileDescriptorProto`.
const EDITION: u32 = 14;
/// `EDITION_2023` of `google.protobuf.Edition`.
const EDITION_2023: u64 = 1000;

/// The messages of `google/protobuf/descriptor.proto` in which options can be.
#[derive(Clone, Copy)]
enum Part {
    File,
    Message,
    Field,
    Oneof,
    ExtensionRange,
    Enum,
    EnumValue,
    Service,
    Method,
    Options(OptionsOf),
}

/// What options are of: each has a message of its own for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OptionsOf {
    File,
    Message,
    Field,
    Oneof,
    ExtensionRange,
    Enum,
    EnumValue,
    Service,
    Method,
}

impl OptionsOf {
    /// The number of `features` in these options.
    fn features(self) -> u32 {
        match self {
            OptionsOf::File | OptionsOf::ExtensionRange => 50,
            OptionsOf::Message => 12,
            OptionsOf::Field => 21,
            OptionsOf::Oneof => 1,
            OptionsOf::Enum => 7,
            OptionsOf::EnumValue => 2,
            OptionsOf::Service => 34,
            OptionsOf::Method => 35,
        }
    }

    /// Whether `prost_types` has a member for the field that a record of these options is.
    fn has_member(self, record: &[u8]) -> bool {
        match self {
            OptionsOf::File => is_member::<FileOptions>(record),
            OptionsOf::Message => is_member::<MessageOptions>(record),
            OptionsOf::Field => is_member::<FieldOptions>(record),
            OptionsOf::Oneof => is_member::<OneofOptions>(record),
            OptionsOf::ExtensionRange => is_member::<ExtensionRangeOptions>(record),
            OptionsOf::Enum => is_member::<EnumOptions>(record),
            OptionsOf::EnumValue => is_member::<EnumValueOptions>(record),
            OptionsOf::Service => is_member::<ServiceOptions>(record),
            OptionsOf::Method => is_member::<MethodOptions>(record),
        }
    }
}

/// Whether a message of options keeps an encoded field in a member.
pub(super) fn is_member<T: prost::Message + Default + PartialEq>(encoded: &[u8]) -> bool {
    T::decode(encoded).is_ok_and(|options| options != T::default())
}

impl Part {
    /// What the field with this number holds, when there can be options in it.
    fn child(self, number: u32) -> Option<Part> {
        match (self, number) {
            (Part::File, 4) | (Part::Message, 3) => Some(Part::Message),
            (Part::File, 7) | (Part::Message, 2 | 6) => Some(Part::Field),
            (Part::File, 5) | (Part::Message, 4) => Some(Part::Enum),
            (Part::File, 6) => Some(Part::Service),
            (Part::Message, 5) => Some(Part::ExtensionRange),
            (Part::Message, 8) => Some(Part::Oneof),
            (Part::Enum, 2) => Some(Part::EnumValue),
            (Part::Service, 2) => Some(Part::Method),
            (Part::Field, 8) => Some(Part::Options(OptionsOf::Field)),
            (Part::Enum, 3) => Some(Part::Options(OptionsOf::Enum)),
            (Part::Oneof, 2) => Some(Part::Options(OptionsOf::Oneof)),
            (Part::ExtensionRange, 3) => Some(Part::Options(OptionsOf::ExtensionRange)),
            (Part::EnumValue, 3) => Some(Part::Options(OptionsOf::EnumValue)),
            (Part::Service, 3) => Some(Part::Options(OptionsOf::Service)),
            (Part::Method, 4) => Some(Part::Options(OptionsOf::Method)),
            (Part::File, 8) => Some(Part::Options(OptionsOf::File)),
            (Part::Message, 7) => Some(Part::Options(OptionsOf::Message)),
            _ => None,
        }
    }
}

/// Replaces the uninterpreted options of an encoded `FileDescriptorProto` by what they stand for, and names its edition.
pub(super) fn interpret(file: &FileDescriptorProto) -> Vec<u8> {
    let mut out = rewrite(Part::File, &file.encode_to_vec());
    if file.syntax() == EDITIONS {
        raw::put_varint(&mut out, EDITION, EDITION_2023);
    }
    out
}

fn rewrite(part: Part, message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len());
    let mut options = Vec::new();
    for record in raw::records(message).unwrap_or_default() {
        match (part, record.number, record.payload) {
            (Part::Options(_), UNINTERPRETED, Some(option)) => {
                options.extend(UninterpretedOption::decode(option));
            }
            (_, number, Some(payload)) if let Some(child) = part.child(number) => {
                raw::put_delimited(&mut out, number, &rewrite(child, payload));
            }
            _ => out.extend_from_slice(record.whole),
        }
    }
    if let Part::Options(of) = part {
        put_interpreted(&mut out, &options, of.features());
    }
    out
}

/// The edition of an encoded `FileDescriptorProto`, if it has one.
pub(crate) fn edition(file: &[u8]) -> Option<u64> {
    let records = raw::records(file).unwrap_or_default();
    records.into_iter().find(|record| record.number == EDITION)?.varint()
}

/// The inverse of [`interpret`]: an encoded file with the options uninterpreted that `prost_types` has no member for. What
/// a record of options sets, `read` says.
pub(crate) fn uninterpret(
    file: &[u8],
    mut read: impl FnMut(OptionsOf, &[u8]) -> Vec<SetOption>,
) -> Result<FileDescriptorProto, prost::DecodeError> {
    FileDescriptorProto::decode(taken_apart(Part::File, file, &mut read).as_slice())
}

fn taken_apart(part: Part, message: &[u8], read: &mut impl FnMut(OptionsOf, &[u8]) -> Vec<SetOption>) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len());
    for record in raw::records(message).unwrap_or_default() {
        match (part, record.payload) {
            (Part::Options(of), _) if !of.has_member(record.whole) => {
                for option in read(of, record.whole) {
                    raw::put_delimited(&mut out, UNINTERPRETED, &set(&option).encode_to_vec());
                }
            }
            (_, Some(payload)) if let Some(child) = part.child(record.number) => {
                raw::put_delimited(&mut out, record.number, &taken_apart(child, payload, read));
            }
            _ => out.extend_from_slice(record.whole),
        }
    }
    out
}

fn put_interpreted(out: &mut Vec<u8>, options: &[UninterpretedOption], features: u32) {
    if options.contains(&debug_redact()) {
        raw::put_varint(out, DEBUG_REDACT, 1);
    }
    let mut set = Vec::new();
    for (name, value, number, value_number) in FEATURES {
        if has_feature(options, name, value) {
            raw::put_varint(&mut set, *number, *value_number);
        }
    }
    if !set.is_empty() {
        raw::put_delimited(out, features, &set);
    }
    // What a contract sets is there encoded.
    options.iter().filter_map(|option| option.string_value.as_ref()).for_each(|encoded| out.extend_from_slice(encoded));
}

/// The full names of the extensions that a list of options sets.
pub(super) fn extensions(options: &[UninterpretedOption]) -> impl Iterator<Item = &str> {
    let parts = options.iter().flat_map(|option| &option.name).filter(|part| part.is_extension);
    parts.map(|part| part.name_part.as_str())
}

/// An encoded `FileDescriptorProto`, without its comments where they are not wanted.
pub(super) fn strip(file: &[u8], comments: Comments) -> Vec<u8> {
    match comments {
        Comments::With => file.to_vec(),
        Comments::Without => {
            let records = raw::records(file).unwrap_or_default();
            let kept = records.iter().filter(|record| record.number != SOURCE_CODE_INFO);
            kept.flat_map(|record| record.whole).copied().collect()
        }
    }
}
