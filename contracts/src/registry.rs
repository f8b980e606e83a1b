//! What is linked into the program: services and messages submit themselves, the rest is reached from them.

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
