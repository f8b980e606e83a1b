//! Messages with one type in every place where a value can stand.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::hash::Hash;
use std::num::Wrapping;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::LazyLock;

use bytes::Bytes;
use contracts::codec::{Argument, Codec, MapKey, Prost, Surrogate, Via, ZigZag};
use contracts::registry::Root;
use contracts::schema::Kind;
use contracts::wire::{Interrupt, Reader, WireType, Writer};
use contracts::wkt::Wrapped;
use contracts::{Message, contract};
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet};

use crate::samples::Point;

contracts::package!("samples.v1");

/// A message with values of one type in four places.
pub(crate) trait Places: Message + Debug + PartialEq {
    type Value: Debug + Clone;

    fn of(
        plain: Self::Value,
        optional: Option<Self::Value>,
        list: Vec<Self::Value>,
        entry: Option<Self::Value>,
    ) -> Self;
}

/// A type that needs no option.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plain<T> {
    #[member(1)]
    pub(crate) plain: T,
    #[member(2)]
    pub(crate) optional: Option<T>,
    #[member(3)]
    pub(crate) list: Vec<T>,
    #[member(4)]
    pub(crate) entries: BTreeMap<bool, T>,
}

impl<T: Argument + Debug + Clone + PartialEq> Places for Plain<T> {
    type Value = T;

    fn of(plain: T, optional: Option<T>, list: Vec<T>, entry: Option<T>) -> Self {
        Plain { plain, optional, list, entries: entry.map(|value| (true, value)).into_iter().collect() }
    }
}

/// A type as the key of a map, in order and in none.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Keys<K: MapKey + Ord + Hash> {
    #[member(1)]
    pub(crate) sorted: BTreeMap<K, bool>,
    #[member(2)]
    pub(crate) hashed: HashMap<K, bool>,
}

/// One line per type under an option: the option, the type, and the key that it is behind in a map.
macro_rules! under_options {
    ($($name:ident: [$($option:tt)+] $type:ty, behind $key:ty as $of:expr;)*) => {
        $(
            #[contract]
            #[derive(Debug, Clone, PartialEq)]
            pub(crate) struct $name {
                #[member(1, $($option)+)]
                pub(crate) plain: $type,
                #[member(2, $($option)+)]
                pub(crate) optional: Option<$type>,
                #[member(3, $($option)+)]
                pub(crate) list: Vec<$type>,
                #[member(4, $($option)+)]
                pub(crate) entries: BTreeMap<$key, $type>,
            }

            impl Places for $name {
                type Value = $type;

                fn of(plain: $type, optional: Option<$type>, list: Vec<$type>, entry: Option<$type>) -> Self {
                    let key: fn(&$type) -> $key = $of;
                    let entries = entry.map(|value| (key(&value), value)).into_iter().collect();
                    $name { plain, optional, list, entries }
                }
            }
        )*
    };
}

under_options! {
    ZigZag32: [zigzag] i32, behind i32 as |key| *key;
    ZigZag64: [zigzag] i64, behind i64 as |key| *key;
    FixedI32: [fixed] i32, behind i32 as |key| *key;
    FixedI64: [fixed] i64, behind i64 as |key| *key;
    FixedU32: [fixed] u32, behind u32 as |key| *key;
    FixedU64: [fixed] u64, behind u64 as |key| *key;
    WrappedF64: [as = Wrapped] f64, behind bool as |_| true;
    WrappedF32: [as = Wrapped] f32, behind bool as |_| true;
    WrappedI64: [as = Wrapped] i64, behind bool as |_| true;
    WrappedU64: [as = Wrapped] u64, behind bool as |_| true;
    WrappedI32: [as = Wrapped] i32, behind bool as |_| true;
    WrappedU32: [as = Wrapped] u32, behind bool as |_| true;
    WrappedBool: [as = Wrapped] bool, behind bool as |_| true;
    WrappedString: [as = Wrapped] String, behind bool as |_| true;
    WrappedVec: [as = Wrapped] Vec<u8>, behind bool as |_| true;
    WrappedBytes: [as = Wrapped] Bytes, behind bool as |_| true;
    ByCodec: [as = WrappingAsSint] Wrapping<i64>, behind bool as |_| true;
    ByText: [as = Via<PathAsText>] PathBuf, behind bool as |_| true;
    ByMessage: [as = Via<RangeAsPoint>] Range<i32>, behind bool as |_| true;
    OfProst: [as = Prost] Legacy, behind bool as |_| true;
}

/// A codec for a type of another crate.
pub(crate) struct WrappingAsSint;

impl Codec<Wrapping<i64>> for WrappingAsSint {
    const KIND: Kind = <ZigZag as Codec<i64>>::KIND;
    const WIRE_TYPE: WireType = <ZigZag as Codec<i64>>::WIRE_TYPE;

    fn default() -> Wrapping<i64> {
        Wrapping(0)
    }

    fn is_default(value: &Wrapping<i64>) -> bool {
        value.0 == 0
    }

    fn put(value: &Wrapping<i64>, w: &mut Writer<'_>) {
        ZigZag::put(&value.0, w);
    }

    fn merge(value: &mut Wrapping<i64>, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        ZigZag::merge(&mut value.0, r)
    }
}

/// A surrogate that is a text.
pub(crate) struct PathAsText;

impl Surrogate<PathBuf> for PathAsText {
    type Wire = String;

    fn to_wire(path: &PathBuf) -> String {
        path.to_string_lossy().into_owned()
    }

    fn from_wire(text: String) -> Result<PathBuf, String> {
        Ok(text.into())
    }
}

/// A surrogate that is a message, and is not always a value.
pub(crate) struct RangeAsPoint;

impl Surrogate<Range<i32>> for RangeAsPoint {
    type Wire = Point;

    fn to_wire(range: &Range<i32>) -> Point {
        Point { x: range.start, y: range.end }
    }

    fn from_wire(Point { x, y }: Point) -> Result<Range<i32>, String> {
        if x <= y { Ok(x..y) } else { Err(format!("{x} is behind {y}")) }
    }
}

/// A message as prost-build generates one.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Legacy {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(sint32, repeated, tag = "2")]
    pub(crate) numbers: Vec<i32>,
}

impl prost::Name for Legacy {
    const NAME: &'static str = "Legacy";
    const PACKAGE: &'static str = "legacy.v1";
}

fn legacy() -> Vec<u8> {
    let field = |name: &str, number, label, kind| FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number),
        label: Some(i32::from(label)),
        r#type: Some(i32::from(kind)),
        json_name: Some(name.to_owned()),
        ..FieldDescriptorProto::default()
    };
    let message = DescriptorProto {
        name: Some("Legacy".to_owned()),
        field: vec![
            field("name", 1, Label::Optional, Type::String),
            field("numbers", 2, Label::Repeated, Type::Sint32),
        ],
        ..DescriptorProto::default()
    };
    let file = FileDescriptorProto {
        name: Some("legacy/v1/legacy.proto".to_owned()),
        package: Some("legacy.v1".to_owned()),
        message_type: vec![message],
        syntax: Some("proto3".to_owned()),
        ..FileDescriptorProto::default()
    };
    prost::Message::encode_to_vec(&FileDescriptorSet { file: vec![file] })
}

/// What declares [`Legacy`], as a team would register it.
pub(crate) fn declaration_of_legacy() -> Root {
    static SET: LazyLock<Vec<u8>> = LazyLock::new(legacy);
    Root::DescriptorSet(&SET)
}
