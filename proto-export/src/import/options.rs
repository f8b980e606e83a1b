//! Which files declare the custom options that a file sets.

use std::collections::BTreeSet;

use prost_types::DescriptorProto;
use protox::prost_reflect::{DynamicMessage, EnumDescriptor, FileDescriptor, MessageDescriptor, Value};

/// The names of the files that declare what this file sets as options.
pub(super) fn declaring(file: &FileDescriptor) -> BTreeSet<String> {
    let mut found = Found(BTreeSet::new());
    found.options(&file.options());
    file.messages().for_each(|message| found.message(&message));
    file.enums().for_each(|of| found.enumeration(&of));
    file.extensions().for_each(|extension| found.options(&extension.options()));
    if file.file_descriptor_proto().message_type.iter().any(has_range_options) {
        found.whole(file);
    }
    for service in file.services() {
        found.options(&service.options());
        service.methods().for_each(|method| found.options(&method.options()));
    }
    found.0
}

/// Whether a range of extensions has options, in a message or in what is nested in it.
fn has_range_options(message: &DescriptorProto) -> bool {
    message.extension_range.iter().any(|range| range.options.is_some())
        || message.nested_type.iter().any(has_range_options)
}

struct Found(BTreeSet<String>);

impl Found {
    /// Of all options of a file: those of ranges of extensions nothing else shows.
    fn whole(&mut self, file: &FileDescriptor) {
        const FILE: &str = "google.protobuf.FileDescriptorProto";
        let descriptor = file.parent_pool().get_message_by_name(FILE);
        let decoded = descriptor.map(|descriptor| DynamicMessage::decode(descriptor, file.encode_to_vec().as_slice()));
        if let Some(Ok(decoded)) = decoded {
            self.options(&decoded);
        }
    }

    fn message(&mut self, message: &MessageDescriptor) {
        self.options(&message.options());
        message.fields().for_each(|field| self.options(&field.options()));
        message.oneofs().for_each(|oneof| self.options(&oneof.options()));
        message.child_extensions().for_each(|extension| self.options(&extension.options()));
        message.child_enums().for_each(|of| self.enumeration(&of));
        message.child_messages().for_each(|nested| self.message(&nested));
    }

    fn enumeration(&mut self, of: &EnumDescriptor) {
        self.options(&of.options());
        of.values().for_each(|value| self.options(&value.options()));
    }

    /// Of a message of options, or of one in it.
    fn options(&mut self, options: &DynamicMessage) {
        for (extension, value) in options.extensions() {
            self.0.insert(extension.parent_file().name().to_owned());
            self.value(value);
        }
        options.fields().for_each(|(_, value)| self.value(value));
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Message(message) => self.options(message),
            Value::List(values) => values.iter().for_each(|value| self.value(value)),
            Value::Map(entries) => entries.values().for_each(|value| self.value(value)),
            _ => {}
        }
    }
}
