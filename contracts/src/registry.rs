//! What is linked into the program: services and messages submit themselves, the rest is reached from them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::schema;

/// Something that the `#[contract]` macros, or [`descriptor_set!`](crate::descriptor_set), submitted.
#[derive(Debug, Clone, Copy)]
pub enum Root {
    /// A message.
    Message(fn() -> &'static schema::Message),
    /// An enum.
    Enum(fn() -> &'static schema::Enum),
    /// A service.
    Service(&'static schema::Service),
    /// What a package says of its file.
    Package(&'static schema::Package),
    /// Extensions of a message.
    Extension(Extension),
    /// An encoded `google.protobuf.FileDescriptorSet` of declarations made elsewhere.
    DescriptorSet(&'static [u8]),
}

inventory::collect!(Root);

/// All that was submitted, in no particular order.
///
/// Empty when no crate with contracts is linked: a dependency that no source file *names* is not.
pub fn roots() -> impl Iterator<Item = &'static Root> {
    inventory::iter::<Root>()
}

/// A contract whose members are extensions of another message.
#[derive(Debug, Clone, Copy)]
pub struct Extension {
    /// The contract; [`schema::Message::extends`] is the message that is extended.
    pub schema: fn() -> &'static schema::Message,
    /// Decodes those fields of the message that are extensions of the contract, and encodes them.
    pub recode: fn(&[u8]) -> Result<Vec<u8>, String>,
}

/// A message that a `google.protobuf.Any` can hold in JSON.
#[derive(Debug, Clone, Copy)]
pub struct Packable {
    /// The schema of the message.
    pub schema: fn() -> &'static schema::Message,
    /// Whether the message borrows, and may stand in another one as its bytes were received.
    pub borrows: bool,
    /// Decodes the message from bytes, nested at most so deep, and encodes it.
    pub recode: fn(&[u8], u32) -> Result<Vec<u8>, String>,
}

inventory::collect!(Packable);

impl Packable {
    /// Whether the JSON is an object of the fields, beside which the type stands in an `Any`; else it stands under `value`.
    pub fn is_object(&self) -> bool {
        let schema = (self.schema)();
        schema.origin == schema::Origin::Contract || schema.declaration.name == "Empty"
    }
}

/// The extensions in the program, by the full name of the message that they extend.
type Extensions = BTreeMap<String, Vec<(&'static Extension, &'static schema::Field)>>;

fn extensions() -> &'static Extensions {
    static BY_MESSAGE: LazyLock<Extensions> = LazyLock::new(|| {
        let mut by_message = Extensions::new();
        for root in roots() {
            let Root::Extension(set) = root else { continue };
            let schema = (set.schema)();
            let Some(extended) = schema.extends else { continue };
            let fields = schema.fields().map(|field| (set, field));
            by_message.entry(extended().full_name()).or_default().extend(fields);
        }
        by_message
    });
    &BY_MESSAGE
}

/// The extension of a message that has this number, if it is linked into the program.
pub fn extension_of(message: &schema::Message, number: u32) -> Option<(&'static Extension, &'static schema::Field)> {
    extension_of_name(&message.full_name(), number)
}

/// The extension of the message of this full name that has this number, if it is linked into the program.
pub(crate) fn extension_of_name(message: &str, number: u32) -> Option<(&'static Extension, &'static schema::Field)> {
    extensions().get(message)?.iter().find(|(_, field)| field.number == number).copied()
}

/// The extension of a message that has this full name, if it is linked into the program.
pub fn extension_named(message: &schema::Message, name: &str) -> Option<(&'static Extension, &'static schema::Field)> {
    extension_of_name_named(&message.full_name(), name)
}

/// The extension of the message of this full name that has this full name, if it is linked into the program.
pub(crate) fn extension_of_name_named(
    message: &str,
    name: &str,
) -> Option<(&'static Extension, &'static schema::Field)> {
    let extensions = extensions().get(message)?;
    extensions.iter().find(|(set, field)| (set.schema)().extension_name(field) == name).copied()
}

/// All extensions of a message that are linked into the program.
pub fn extensions_of(
    message: &schema::Message,
) -> impl Iterator<Item = (&'static Extension, &'static schema::Field)> + use<> {
    extensions().get(&message.full_name()).into_iter().flatten().copied()
}

/// The message of this full name, if it is linked into the program.
pub fn packable(full_name: &str) -> Option<&'static Packable> {
    packables().get(full_name).copied()
}

/// All messages that are linked into the program, by their full names.
pub fn packables() -> &'static BTreeMap<String, &'static Packable> {
    static BY_NAME: LazyLock<BTreeMap<String, &'static Packable>> = LazyLock::new(|| {
        inventory::iter::<Packable>().map(|message| ((message.schema)().full_name(), message)).collect()
    });
    &BY_NAME
}
