//! What `option(..)` of a declaration sets: a value in Rust, or the text format of the message of options.

mod registered;
pub mod rules;

pub use registered::{described, write_registry};

use crate::message::Message;
use crate::message::extension::Extension;
use crate::registry;
use crate::schema::{self, OptionName, SetOption};
use crate::text::source::{self, Single};

/// The options that a set of extensions holds.
///
/// # Errors
/// When a value has no name that a `.proto` file could say.
pub fn of_value<Options: Message, Set: Extension<Of = Options>>(value: Set) -> Result<Vec<SetOption>, String> {
    read::<Options>(value.encode_to_vec())
}

/// The options that a text sets, as `[google.api.field_behavior]: REQUIRED` or `jstype: JS_STRING`.
///
/// # Errors
/// When the text is not of the text format, or names what there is not.
pub fn of_text<Options: Message>(text: &str) -> Result<Vec<SetOption>, String> {
    let encoded = source::encoded(text, Options::schema()).map_err(|error| error.to_string())?;
    read::<Options>(encoded)
}

fn read<Options: Message>(encoded: Vec<u8>) -> Result<Vec<SetOption>, String> {
    let singles = source::singles(Options::schema(), encoded)?;
    Ok(singles.into_iter().map(set::<Options>).collect())
}

fn set<Options: Message>(single: Single) -> SetOption {
    named(single, |number| registry::extension_of(Options::schema(), number).map(|(set, _)| set.schema))
}

/// An option under its name, with the set that declares the extension of its number.
fn named(single: Single, set: impl FnOnce(u32) -> Option<fn() -> &'static schema::Message>) -> SetOption {
    let Single { name, number, is_repeated, text, encoded } = single;
    let name = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(full_name) => OptionName::Extension(full_name.to_owned(), set(number)),
        None => OptionName::Own(name),
    };
    SetOption { name, text, encoded, is_repeated }
}
