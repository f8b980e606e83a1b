//! The same schema as prost generates it: another implementation, to agree with.

mod entries;
mod special;
mod value;

use bytes::Bytes;
use prost_types::Timestamp;

pub(crate) use entries::settle;
use entries::{
    DeltaEntry, FixedEntry, LeafEntry, NothingEntry, OpenEntry, RatioEntry, RawEntry, SampleEntry, SignedEntry,
    SwitchEntry, TextEntry, ValueEntry,
};
pub(crate) use special::{Closed, Kept, Known, Legacy, Narrow};
pub(crate) use value::{Kind, ListValue, Struct, Value};

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Sample {
    #[prost(int32, tag = "1")]
    pub int32: i32,
    #[prost(int64, tag = "2")]
    pub int64: i64,
    #[prost(uint32, tag = "3")]
    pub uint32: u32,
    #[prost(uint64, tag = "4")]
    pub uint64: u64,
    #[prost(sint32, tag = "5")]
    pub sint32: i32,
    #[prost(sint64, tag = "6")]
    pub sint64: i64,
    #[prost(message, optional, boxed, tag = "7")]
    pub child: Option<Box<Sample>>,
    #[prost(message, repeated, tag = "8")]
    pub children: Vec<Sample>,
    #[prost(oneof = "Choice", tags = "9, 10, 11, 12, 13, 40, 41, 42, 43")]
    pub choice: Option<Choice>,
    #[prost(string, tag = "14")]
    pub text: String,
    #[prost(bytes = "vec", tag = "15")]
    pub raw: Vec<u8>,
    #[prost(bytes = "bytes", tag = "16")]
    pub shared: Bytes,
    #[prost(fixed32, tag = "17")]
    pub fixed32: u32,
    #[prost(fixed64, tag = "18")]
    pub fixed64: u64,
    #[prost(sfixed32, tag = "19")]
    pub sfixed32: i32,
    #[prost(sfixed64, tag = "20")]
    pub sfixed64: i64,
    #[prost(float, tag = "21")]
    pub float: f32,
    #[prost(double, tag = "22")]
    pub double: f64,
    #[prost(bool, tag = "23")]
    pub yes: bool,
    #[prost(int32, tag = "24")]
    pub open: i32,
    #[prost(message, required, tag = "25")]
    pub leaf: Leaf,
    #[prost(message, optional, tag = "26")]
    pub shared_leaf: Option<Leaf>,
    #[prost(message, optional, tag = "27")]
    pub closed: Option<Closed>,
    #[prost(message, optional, tag = "28")]
    pub narrow: Option<Narrow>,
    #[prost(message, optional, boxed, tag = "29")]
    pub known: Option<Box<Known>>,
    #[prost(message, optional, tag = "30")]
    pub foreign: Option<Timestamp>,
    #[prost(message, optional, boxed, tag = "31")]
    pub optional: Option<Box<Optional>>,
    #[prost(message, optional, boxed, tag = "32")]
    pub repeated: Option<Box<Repeated>>,
    #[prost(message, optional, boxed, tag = "33")]
    pub maps: Option<Box<Maps>>,
    #[prost(message, optional, tag = "34")]
    pub legacy: Option<Legacy>,
    #[prost(uint32, tag = "536870911")]
    pub last: u32,
}

#[derive(Clone, PartialEq, prost::Oneof)]
pub(crate) enum Choice {
    #[prost(int32, tag = "9")]
    Number(i32),
    #[prost(string, tag = "10")]
    Letters(String),
    #[prost(message, tag = "11")]
    Twig(Leaf),
    #[prost(message, boxed, tag = "12")]
    Boxed(Box<Sample>),
    #[prost(message, tag = "13")]
    Nothing(()),
    #[prost(sint64, tag = "40")]
    Delta(i64),
    #[prost(double, tag = "41")]
    Ratio(f64),
    #[prost(bytes = "vec", tag = "42")]
    Octets(Vec<u8>),
    #[prost(int32, tag = "43")]
    Kind(i32),
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Leaf {
    #[prost(uint32, tag = "1")]
    pub number: u32,
    #[prost(string, optional, tag = "2")]
    pub label: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Optional {
    #[prost(int32, optional, tag = "1")]
    pub int32: Option<i32>,
    #[prost(int64, optional, tag = "2")]
    pub int64: Option<i64>,
    #[prost(uint32, optional, tag = "3")]
    pub uint32: Option<u32>,
    #[prost(uint64, optional, tag = "4")]
    pub uint64: Option<u64>,
    #[prost(sint32, optional, tag = "5")]
    pub sint32: Option<i32>,
    #[prost(sint64, optional, tag = "6")]
    pub sint64: Option<i64>,
    #[prost(fixed32, optional, tag = "7")]
    pub fixed32: Option<u32>,
    #[prost(fixed64, optional, tag = "8")]
    pub fixed64: Option<u64>,
    #[prost(sfixed32, optional, tag = "9")]
    pub sfixed32: Option<i32>,
    #[prost(sfixed64, optional, tag = "10")]
    pub sfixed64: Option<i64>,
    #[prost(float, optional, tag = "11")]
    pub float: Option<f32>,
    #[prost(double, optional, tag = "12")]
    pub double: Option<f64>,
    #[prost(bool, optional, tag = "13")]
    pub yes: Option<bool>,
    #[prost(string, optional, tag = "14")]
    pub text: Option<String>,
    #[prost(bytes = "bytes", optional, tag = "15")]
    pub raw: Option<Bytes>,
    #[prost(int32, optional, tag = "16")]
    pub open: Option<i32>,
    #[prost(message, optional, tag = "17")]
    pub nothing: Option<()>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Repeated {
    #[prost(int32, repeated, tag = "1")]
    pub int32: Vec<i32>,
    #[prost(int64, repeated, tag = "2")]
    pub int64: Vec<i64>,
    #[prost(uint32, repeated, tag = "3")]
    pub uint32: Vec<u32>,
    #[prost(uint64, repeated, tag = "4")]
    pub uint64: Vec<u64>,
    #[prost(sint32, repeated, tag = "5")]
    pub sint32: Vec<i32>,
    #[prost(sint64, repeated, tag = "6")]
    pub sint64: Vec<i64>,
    #[prost(fixed32, repeated, tag = "7")]
    pub fixed32: Vec<u32>,
    #[prost(fixed64, repeated, tag = "8")]
    pub fixed64: Vec<u64>,
    #[prost(sfixed32, repeated, tag = "9")]
    pub sfixed32: Vec<i32>,
    #[prost(sfixed64, repeated, tag = "10")]
    pub sfixed64: Vec<i64>,
    #[prost(float, repeated, tag = "11")]
    pub float: Vec<f32>,
    #[prost(double, repeated, tag = "12")]
    pub double: Vec<f64>,
    #[prost(bool, repeated, tag = "13")]
    pub yes: Vec<bool>,
    #[prost(string, repeated, tag = "14")]
    pub text: Vec<String>,
    #[prost(bytes = "bytes", repeated, tag = "15")]
    pub raw: Vec<Bytes>,
    #[prost(int32, repeated, tag = "16")]
    pub open: Vec<i32>,
    #[prost(int32, repeated, packed = "false", tag = "17")]
    pub expanded_int32: Vec<i32>,
    #[prost(sint64, repeated, packed = "false", tag = "18")]
    pub expanded_sint64: Vec<i64>,
    #[prost(fixed32, repeated, packed = "false", tag = "19")]
    pub expanded_fixed32: Vec<u32>,
    #[prost(double, repeated, packed = "false", tag = "20")]
    pub expanded_double: Vec<f64>,
    #[prost(bool, repeated, packed = "false", tag = "21")]
    pub expanded_yes: Vec<bool>,
    #[prost(int32, repeated, packed = "false", tag = "22")]
    pub expanded_open: Vec<i32>,
    #[prost(message, repeated, tag = "23")]
    pub leaves: Vec<Leaf>,
    #[prost(message, repeated, tag = "24")]
    pub nothing: Vec<()>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Maps {
    #[prost(message, repeated, tag = "1")]
    pub texts: Vec<TextEntry>,
    #[prost(message, repeated, tag = "2")]
    pub leaves: Vec<LeafEntry>,
    #[prost(message, repeated, tag = "3")]
    pub samples: Vec<SampleEntry>,
    #[prost(message, repeated, tag = "4")]
    pub ratios: Vec<RatioEntry>,
    #[prost(message, repeated, tag = "5")]
    pub deltas: Vec<DeltaEntry>,
    #[prost(message, repeated, tag = "6")]
    pub fixed: Vec<FixedEntry>,
    #[prost(message, repeated, tag = "7")]
    pub open: Vec<OpenEntry>,
    #[prost(message, repeated, tag = "8")]
    pub raw: Vec<RawEntry>,
    #[prost(message, repeated, tag = "9")]
    pub nothing: Vec<NothingEntry>,
    #[prost(message, repeated, tag = "10")]
    pub signed: Vec<SignedEntry>,
}
