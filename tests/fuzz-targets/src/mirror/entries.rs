//! Maps as protobuf defines them: repeated messages of a key and a value. Prost's own maps take a field of any wire type.

use std::cmp::Ordering;

use super::{Leaf, Sample, Value};

/// A key and a value.
pub(crate) trait Entry {
    /// Compares the keys.
    fn cmp_key(&self, other: &Self) -> Ordering;
}

/// Leaves of each key the last entry, in the order of the keys.
pub(crate) fn settle<E: Entry>(entries: &mut Vec<E>) {
    entries.reverse();
    entries.sort_by(E::cmp_key);
    entries.dedup_by(|later, first| later.cmp_key(first).is_eq());
}

macro_rules! entries {
    ($($name:ident { $key:ident: $key_type:ty, $($value:ident),+: $value_type:ty })*) => {$(
        #[derive(Clone, PartialEq, prost::Message)]
        pub(crate) struct $name {
            #[prost($key, tag = "1")]
            pub key: $key_type,
            #[prost($($value),+, tag = "2")]
            pub value: $value_type,
        }

        impl Entry for $name {
            fn cmp_key(&self, other: &Self) -> Ordering {
                self.key.cmp(&other.key)
            }
        }
    )*};
}

entries! {
    TextEntry { string: String, string: String }
    LeafEntry { int32: i32, message, required: Leaf }
    SampleEntry { string: String, message, required: Sample }
    RatioEntry { bool: bool, double: f64 }
    DeltaEntry { sint32: i32, sint64: i64 }
    FixedEntry { fixed64: u64, fixed32: u32 }
    OpenEntry { uint32: u32, int32: i32 }
    RawEntry { int64: i64, bytes: Vec<u8> }
    NothingEntry { uint64: u64, message, required: () }
    SignedEntry { sfixed32: i32, sfixed64: i64 }
    SwitchEntry { uint32: u32, int32: i32 }
    ValueEntry { string: String, message, required: Value }
}
