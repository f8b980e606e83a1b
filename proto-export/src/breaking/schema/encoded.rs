//! What `prost_types` has no member for, read from encoded descriptors: the edition, the features, and what buf notes of
//! a file.

use std::collections::BTreeMap;

use prost::Message as _;

use super::features::{self, Features};
use crate::path::{self, tag};

/// Of `google/protobuf/descriptor.proto` the way to the features, and the note that buf adds to the files of an image.
#[derive(Clone, PartialEq, prost::Message)]
struct File {
    #[prost(message, repeated, tag = "4")]
    messages: Vec<Message>,
    #[prost(message, repeated, tag = "5")]
    enums: Vec<Enum>,
    #[prost(message, repeated, tag = "7")]
    extensions: Vec<Field>,
    #[prost(message, optional, tag = "8")]
    options: Option<FileOptions>,
    #[prost(int32, optional, tag = "14")]
    edition: Option<i32>,
    #[prost(message, optional, tag = "8042")]
    note: Option<Note>,
}

/// `buf.alpha.image.v1.ImageFileExtension`.
#[derive(Clone, Copy, PartialEq, prost::Message)]
struct Note {
    #[prost(bool, optional, tag = "1")]
    is_import: Option<bool>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Message {
    #[prost(message, repeated, tag = "2")]
    fields: Vec<Field>,
    #[prost(message, repeated, tag = "3")]
    nested: Vec<Message>,
    #[prost(message, repeated, tag = "4")]
    enums: Vec<Enum>,
    #[prost(message, repeated, tag = "6")]
    extensions: Vec<Field>,
    #[prost(message, optional, tag = "7")]
    options: Option<MessageOptions>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Field {
    #[prost(message, optional, tag = "8")]
    options: Option<FieldOptions>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Enum {
    #[prost(message, optional, tag = "3")]
    options: Option<EnumOptions>,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
struct FileOptions {
    #[prost(message, optional, tag = "50")]
    features: Option<FeatureSet>,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
struct MessageOptions {
    #[prost(message, optional, tag = "12")]
    features: Option<FeatureSet>,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
struct FieldOptions {
    #[prost(message, optional, tag = "21")]
    features: Option<FeatureSet>,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
struct EnumOptions {
    #[prost(message, optional, tag = "7")]
    features: Option<FeatureSet>,
}

/// `google.protobuf.FeatureSet`, with what C++ and Java add to it.
#[derive(Clone, Copy, PartialEq, prost::Message)]
struct FeatureSet {
    #[prost(int32, optional, tag = "1")]
    field_presence: Option<i32>,
    #[prost(int32, optional, tag = "2")]
    enum_type: Option<i32>,
    #[prost(int32, optional, tag = "4")]
    utf8_validation: Option<i32>,
    #[prost(int32, optional, tag = "5")]
    message_encoding: Option<i32>,
    #[prost(int32, optional, tag = "6")]
    json_format: Option<i32>,
    #[prost(message, optional, tag = "1000")]
    cpp: Option<CppFeatures>,
    #[prost(message, optional, tag = "1001")]
    java: Option<JavaFeatures>,
}

/// `pb.CppFeatures`.
#[derive(Clone, Copy, PartialEq, prost::Message)]
struct CppFeatures {
    #[prost(int32, optional, tag = "2")]
    string_type: Option<i32>,
}

/// `pb.JavaFeatures`.
#[derive(Clone, Copy, PartialEq, prost::Message)]
struct JavaFeatures {
    #[prost(int32, optional, tag = "2")]
    utf8_validation: Option<i32>,
}

/// What is read beside the file's descriptor.
pub(super) struct Beside {
    pub(super) edition: Option<i32>,
    pub(super) is_import: bool,
    /// The features that declarations set, by their paths.
    pub(super) features: BTreeMap<Vec<i32>, Features>,
}

/// Reads an encoded `FileDescriptorProto`.
///
/// # Errors
/// When it is none.
pub(super) fn beside(file: &[u8]) -> Result<Beside, prost::DecodeError> {
    let file = File::decode(file)?;
    let is_import = file.note.is_some_and(|note| note.is_import());
    let mut read = Beside { edition: file.edition, is_import, features: BTreeMap::new() };
    read.note(Vec::new(), file.options.and_then(|options| options.features));
    read.fields(&file.extensions, &[], tag::FILE_EXTENSION);
    read.enums(&file.enums, &[], tag::FILE_ENUM);
    read.messages(&file.messages, &[], tag::FILE_MESSAGE);
    Ok(read)
}

impl Beside {
    fn note(&mut self, path: Vec<i32>, set: Option<FeatureSet>) {
        if let Some(set) = set {
            self.features.insert(path, set.into());
        }
    }

    fn messages(&mut self, messages: &[Message], parent: &[i32], list: i32) {
        for (message, path) in messages.iter().zip(path::children(parent, list)) {
            self.fields(&message.fields, &path, tag::MESSAGE_FIELD);
            self.fields(&message.extensions, &path, tag::MESSAGE_EXTENSION);
            self.enums(&message.enums, &path, tag::MESSAGE_ENUM);
            self.messages(&message.nested, &path, tag::MESSAGE_NESTED);
            self.note(path, message.options.and_then(|options| options.features));
        }
    }

    fn fields(&mut self, fields: &[Field], parent: &[i32], list: i32) {
        for (field, path) in fields.iter().zip(path::children(parent, list)) {
            self.note(path, field.options.and_then(|options| options.features));
        }
    }

    fn enums(&mut self, enums: &[Enum], parent: &[i32], list: i32) {
        for (of, path) in enums.iter().zip(path::children(parent, list)) {
            self.note(path, of.options.and_then(|options| options.features));
        }
    }
}

impl From<FeatureSet> for Features {
    fn from(set: FeatureSet) -> Self {
        Features {
            presence: set.field_presence.and_then(features::Presence::from_number),
            is_closed: set.enum_type.map(|number| number == features::CLOSED),
            utf8: set.utf8_validation.and_then(features::Utf8::from_number),
            is_delimited: set.message_encoding.map(|number| number == features::DELIMITED),
            has_json: set.json_format.map(|number| number == features::ALLOW),
            cpp_string: set.cpp.and_then(|cpp| cpp.string_type).and_then(features::CppString::from_number),
            java_verifies: set.java.and_then(|java| java.utf8_validation).map(|number| number == features::JAVA_VERIFY),
        }
    }
}
