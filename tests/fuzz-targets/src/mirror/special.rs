//! The messages whose members are of a kind of their own: closed enums, narrow types, those of proto2 and of
//! `google.protobuf`.

use prost_types::{Any, Duration, FieldMask, Timestamp};

use super::{Leaf, ListValue, Struct, SwitchEntry, Value};

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Closed {
    #[prost(int32, tag = "1")]
    pub switch: i32,
    #[prost(int32, optional, tag = "2")]
    pub optional: Option<i32>,
    #[prost(int32, repeated, tag = "3")]
    pub packed: Vec<i32>,
    #[prost(int32, repeated, packed = "false", tag = "4")]
    pub expanded: Vec<i32>,
    #[prost(message, repeated, tag = "5")]
    pub by_number: Vec<SwitchEntry>,
    #[prost(oneof = "Kept", tags = "6, 7")]
    pub kept: Option<Kept>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
pub(crate) enum Kept {
    #[prost(int32, tag = "6")]
    Last(i32),
    #[prost(string, tag = "7")]
    Text(String),
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Narrow {
    #[prost(int32, tag = "1")]
    pub int8: i32,
    #[prost(int32, optional, tag = "2")]
    pub int16: Option<i32>,
    #[prost(uint32, tag = "3")]
    pub uint8: u32,
    #[prost(uint32, repeated, tag = "4")]
    pub uint16: Vec<u32>,
    #[prost(bytes = "vec", tag = "5")]
    pub hash: Vec<u8>,
    #[prost(bytes = "vec", repeated, tag = "6")]
    pub hashes: Vec<Vec<u8>>,
    #[prost(message, required, tag = "7")]
    pub at: Timestamp,
    #[prost(message, optional, tag = "8")]
    pub took: Option<Duration>,
    #[prost(string, optional, tag = "9")]
    pub address: Option<String>,
    #[prost(message, optional, tag = "10")]
    pub json: Option<Value>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Known {
    #[prost(message, optional, tag = "1")]
    pub at: Option<Timestamp>,
    #[prost(message, optional, tag = "2")]
    pub took: Option<Duration>,
    #[prost(message, optional, tag = "3")]
    pub only: Option<FieldMask>,
    #[prost(message, optional, tag = "4")]
    pub value: Option<Value>,
    #[prost(message, optional, tag = "5")]
    pub object: Option<Struct>,
    #[prost(message, optional, tag = "6")]
    pub list: Option<ListValue>,
    #[prost(message, optional, tag = "7")]
    pub any: Option<Any>,
    #[prost(message, repeated, tag = "8")]
    pub values: Vec<Value>,
    #[prost(int32, tag = "9")]
    pub null: i32,
    #[prost(message, optional, tag = "10")]
    pub double: Option<f64>,
    #[prost(message, optional, tag = "11")]
    pub float: Option<f32>,
    #[prost(message, optional, tag = "12")]
    pub int64: Option<i64>,
    #[prost(message, optional, tag = "13")]
    pub uint64: Option<u64>,
    #[prost(message, optional, tag = "14")]
    pub int32: Option<i32>,
    #[prost(message, optional, tag = "15")]
    pub uint32: Option<u32>,
    #[prost(message, optional, tag = "16")]
    pub yes: Option<bool>,
    #[prost(message, optional, tag = "17")]
    pub text: Option<String>,
    #[prost(message, optional, tag = "18")]
    pub raw: Option<Vec<u8>>,
    #[prost(message, repeated, tag = "19")]
    pub numbers: Vec<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Legacy {
    #[prost(uint32, required, tag = "1")]
    pub id: u32,
    #[prost(group, optional, boxed, tag = "2")]
    pub group: Option<Box<Legacy>>,
    #[prost(group, repeated, tag = "3")]
    pub groups: Vec<Leaf>,
    #[prost(int32, optional, tag = "4")]
    pub number: Option<i32>,
    #[prost(string, optional, tag = "5")]
    pub text: Option<String>,
    #[prost(int32, optional, tag = "6")]
    pub mood: Option<i32>,
    #[prost(int32, repeated, tag = "7")]
    pub moods: Vec<i32>,
    #[prost(oneof = "Either", tags = "8, 9")]
    pub either: Option<Either>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
pub(crate) enum Either {
    #[prost(group, tag = "8")]
    Left(Leaf),
    #[prost(uint32, tag = "9")]
    Right(u32),
}
