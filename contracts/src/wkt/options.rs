//! The messages of `google/protobuf/descriptor.proto` that custom options extend.

use super::well_known;
use crate::message::Message;
use crate::schema;
use crate::wire::{Interrupt, Key, Reader, UnknownFields, Writer};

/// Messages that are known by their extensions alone.
macro_rules! options {
    ($($name:ident: $what:literal,)*) => {$(
        #[doc = concat!("The options of ", $what, ": `#[contract(extends = ", stringify!($name), ")]` declares more of them.")]
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            /// All options, encoded.
            pub unknown: UnknownFields,
        }

        #[diagnostic::do_not_recommend]
        impl Message for $name {
            fn schema() -> &'static schema::Message {
                static SCHEMA: schema::Message = well_known(stringify!($name), "google/protobuf/descriptor.proto");
                &SCHEMA
            }

            fn put(&self, w: &mut Writer) {
                w.put_slice(self.unknown.as_bytes());
            }

            fn merge_field(&mut self, _: Key, _: &mut Reader<'_>) -> Result<(), Interrupt> {
                Err(Interrupt::Unknown)
            }

            fn unknown_fields(&self) -> Option<&UnknownFields> {
                Some(&self.unknown)
            }

            fn unknown_fields_mut(&mut self) -> Option<&mut UnknownFields> {
                Some(&mut self.unknown)
            }
        }
    )*};
}

options! {
    FileOptions: "a file",
    MessageOptions: "a message",
    FieldOptions: "a field",
    OneofOptions: "a oneof",
    ExtensionRangeOptions: "a range of extensions",
    EnumOptions: "an enum",
    EnumValueOptions: "the value of an enum",
    ServiceOptions: "a service",
    MethodOptions: "a method",
}
