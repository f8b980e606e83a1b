//! Options that `prost_types` has no member for: kept uninterpreted in descriptors, interpreted when these are encoded.

use prost_types::UninterpretedOption;
use prost_types::uninterpreted_option::NamePart;

use super::{Comments, raw};

/// `debug_redact = true` of a field.
pub(super) fn debug_redact() -> UninterpretedOption {
    UninterpretedOption {
        name: vec![NamePart { name_part: "debug_redact".to_owned(), is_extension: false }],
        identifier_value: Some("true".to_owned()),
        ..UninterpretedOption::default()
    }
}

/// The option `debug_redact` in `google.protobuf.FieldOptions`.
const DEBUG_REDACT: u32 = 16;
/// `uninterpreted_option` in every options message.
const UNINTERPRETED: u32 = 999;
/// `source_code_info` in `google.protobuf.FileDescriptorProto`.
const SOURCE_CODE_INFO: u32 = 9;

/// The messages of `google/protobuf/descriptor.proto` in which options can be.
#[derive(Clone, Copy)]
enum Part {
    File,
    Message,
    Field,
    Options,
}

impl Part {
    /// What the field with this number holds, when there can be options in it.
    fn child(self, number: u32) -> Option<Part> {
        match (self, number) {
            (Part::File, 4) | (Part::Message, 3) => Some(Part::Message),
            (Part::Message, 2) => Some(Part::Field),
            (Part::Field, 8) => Some(Part::Options),
            _ => None,
        }
    }
}

/// Replaces the uninterpreted options of an encoded `FileDescriptorProto` by what they stand for.
pub(super) fn interpret(file: &[u8]) -> Vec<u8> {
    rewrite(Part::File, file)
}

fn rewrite(part: Part, message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len());
    for record in raw::records(message).unwrap_or_default() {
        match (part, record.number, record.payload) {
            (Part::Options, UNINTERPRETED, Some(_)) => raw::put_varint(&mut out, DEBUG_REDACT, 1),
            (_, number, Some(payload)) if let Some(child) = part.child(number) => {
                raw::put_delimited(&mut out, number, &rewrite(child, payload));
            }
            _ => out.extend_from_slice(record.whole),
        }
    }
    out
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
