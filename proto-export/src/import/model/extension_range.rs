//! The numbers of a message that are for extensions, with their options.

use protox::prost_reflect::{DescriptorPool, DynamicMessage, Value};

use super::Argument;
use super::build::Build;
use super::message::{Source, range};
use super::option::{self, Declared};

/// `extension_range` in `google.protobuf.DescriptorProto`, and `options` in such a range.
const RANGES: u32 = 5;
const OPTIONS: u32 = 3;

impl Build<'_> {
    /// What each `extensions(..)` says: the ranges that follow each other with the same options.
    pub(super) fn extension_ranges(&self, of: &Source<'_>) -> Vec<Argument> {
        let ranges = of.proto.extension_range.iter();
        let has_options = ranges.clone().any(|range| range.options.is_some());
        let options = if has_options { self.range_options(of.path).unwrap_or_default() } else { Vec::new() };
        let options = options.into_iter().chain(std::iter::repeat(Vec::new()));
        let ranges: Vec<(String, Vec<String>)> =
            ranges.map(|it| range(it.start(), it.end() - 1)).zip(options).collect();
        let arguments = ranges.chunk_by(|(_, a), (_, b)| a == b).map(|ranges| {
            let options = ranges.iter().take(1).map(|(_, options)| options.join(", "));
            let options = options.filter(|options| !options.is_empty()).map(|options| format!("option({options})"));
            Argument::List("extensions", ranges.iter().map(|(range, _)| range.clone()).chain(options).collect())
        });
        arguments.collect()
    }

    /// The literals in the `option(..)` of each range of a message, by its path: only an encoded file has them all.
    fn range_options(&self, path: &[i32]) -> Option<Vec<Vec<String>>> {
        const FILE: &str = "google.protobuf.FileDescriptorProto";
        let encoded = self.pool.get_file_by_name(self.file.name())?.encode_to_vec();
        let descriptor = self.pool.get_message_by_name(FILE);
        let descriptor = descriptor.or_else(|| DescriptorPool::global().get_message_by_name(FILE))?;
        let mut message = DynamicMessage::decode(descriptor, encoded.as_slice()).ok()?;
        for entry in path.chunks_exact(2) {
            message = entries(&message, entry[0] as u32).into_iter().nth(entry[1] as usize)?;
        }
        let options = entries(&message, RANGES).into_iter().map(|range| {
            let options = range.get_field_by_number(OPTIONS);
            let options = options.as_deref().and_then(Value::as_message);
            options.map(|options| option::texts(options, Declared::ExtensionRange)).unwrap_or_default()
        });
        Some(options.collect())
    }
}

/// The messages in a list of another.
fn entries(message: &DynamicMessage, list: u32) -> Vec<DynamicMessage> {
    let list = message.get_field_by_number(list);
    let values = list.as_deref().and_then(Value::as_list).unwrap_or_default();
    values.iter().filter_map(Value::as_message).cloned().collect()
}
