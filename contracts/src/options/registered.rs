//! The files of registered descriptor sets that contracts import, with their options as a `.proto` file says them.

use std::io::Write;

use prost::Message as _;

use super::named;
use crate::descriptor::{Descriptors, OptionsOf, Registered, edition, is_everywhere, uninterpret};
use crate::message::Message;
use crate::schema;
use crate::text::source;
use crate::wkt::{
    EnumOptions, EnumValueOptions, ExtensionRangeOptions, FieldOptions, FileOptions, MessageOptions, MethodOptions,
    OneofOptions, ServiceOptions,
};

/// Describes what the program's registry holds, with the imported files that nobody but the user has.
pub fn described() -> Descriptors {
    let mut descriptors = Descriptors::from_registry();
    let files = descriptors.imports.iter().filter(|file| !is_everywhere(file));
    descriptors.registered = files.filter_map(|file| registered(file)).collect();
    descriptors
}

/// Writes what the program's registry holds, for `proto-export` to read.
///
/// # Errors
/// When it cannot be written.
pub fn write_registry(out: &mut impl Write) -> std::io::Result<()> {
    out.write_all(&described().encode_to_vec())
}

/// An encoded file; none when it is no file, which it was when it was registered.
fn registered(encoded: &[u8]) -> Option<Registered> {
    let mut lost = Vec::new();
    let read = |of: OptionsOf, record: &[u8]| {
        // Who declares an option does not matter to who prints it.
        let set = |single| named(single, |_| None);
        let singles = source::singles(schema(of), record.to_vec());
        singles.map_err(|reason| lost.push(reason)).unwrap_or_default().into_iter().map(set).collect()
    };
    let file = uninterpret(encoded, read).ok()?;
    let edition = edition(encoded).and_then(|number| i32::try_from(number).ok());
    Some(Registered { file, edition, lost })
}

fn schema(of: OptionsOf) -> &'static schema::Message {
    match of {
        OptionsOf::File => FileOptions::schema(),
        OptionsOf::Message => MessageOptions::schema(),
        OptionsOf::Field => FieldOptions::schema(),
        OptionsOf::Oneof => OneofOptions::schema(),
        OptionsOf::ExtensionRange => ExtensionRangeOptions::schema(),
        OptionsOf::Enum => EnumOptions::schema(),
        OptionsOf::EnumValue => EnumValueOptions::schema(),
        OptionsOf::Service => ServiceOptions::schema(),
        OptionsOf::Method => MethodOptions::schema(),
    }
}
