//! The contracts that the targets read and write: every kind of member, in every encoding.

contracts::package!("fuzz.v1");

mod closed;
mod known;
mod narrow;

use std::collections::BTreeMap;
use std::sync::Arc;

use arbitrary::Arbitrary;
use bytes::Bytes;
use contracts::codec::Prost;
use contracts::{UnknownFields, contract};

pub(crate) use closed::{Closed, Kept, Switch};
pub(crate) use known::Known;
pub(crate) use narrow::Narrow;

use crate::generate;
use crate::legacy::Legacy;

#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct Sample {
    #[member(1)]
    pub int32: i32,
    #[member(2)]
    pub int64: i64,
    #[member(3)]
    pub uint32: u32,
    #[member(4)]
    pub uint64: u64,
    #[member(5, zigzag)]
    pub sint32: i32,
    #[member(6, zigzag)]
    pub sint64: i64,
    #[member(7)]
    pub child: Option<Box<Sample>>,
    #[member(8)]
    pub children: Vec<Sample>,
    #[oneof]
    pub choice: Option<Choice>,
    #[member(14)]
    pub text: String,
    #[member(15)]
    pub raw: Vec<u8>,
    #[member(16)]
    #[arbitrary(with = generate::bytes)]
    pub shared: Bytes,
    #[member(17, fixed)]
    pub fixed32: u32,
    #[member(18, fixed)]
    pub fixed64: u64,
    #[member(19, fixed)]
    pub sfixed32: i32,
    #[member(20, fixed)]
    pub sfixed64: i64,
    #[member(21)]
    pub float: f32,
    #[member(22)]
    pub double: f64,
    #[member(23)]
    pub yes: bool,
    #[member(24)]
    pub open: Open,
    #[member(25)]
    pub leaf: Leaf,
    #[member(26)]
    pub shared_leaf: Option<Arc<Leaf>>,
    #[member(27)]
    pub closed: Option<Closed>,
    #[member(28)]
    pub narrow: Option<Narrow>,
    #[member(29)]
    pub known: Option<Box<Known>>,
    #[member(30, as = Prost)]
    #[arbitrary(with = generate::foreign)]
    pub foreign: Option<prost_types::Timestamp>,
    #[member(31)]
    pub optional: Option<Box<Optional>>,
    #[member(32)]
    pub repeated: Option<Box<Repeated>>,
    #[member(33)]
    pub maps: Option<Box<Maps>>,
    #[member(34)]
    pub legacy: Option<Legacy>,
    /// The largest number there is.
    #[member(536_870_911)]
    pub last: u32,
    #[unknown]
    #[arbitrary(with = generate::unknown)]
    pub unknown: UnknownFields,
}

/// Its numbers stand between those of the message.
#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) enum Choice {
    #[member(9)]
    Number(i32),
    #[member(10)]
    Letters(String),
    #[member(11)]
    Twig(Leaf),
    #[member(12)]
    Boxed(Box<Sample>),
    #[member(13)]
    Nothing,
    #[member(40, zigzag)]
    Delta(i64),
    #[member(41)]
    Ratio(f64),
    #[member(42)]
    Octets(Vec<u8>),
    #[member(43)]
    Kind(Open),
}

#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct Leaf {
    #[member(1)]
    pub number: u32,
    #[member(2)]
    pub label: Option<String>,
    #[unknown]
    #[arbitrary(with = generate::unknown)]
    pub unknown: UnknownFields,
}

/// Values without a name are kept in the variant for them.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Open {
    Unspecified = 0,
    First = 1,
    Below = -1,
    #[unknown]
    Other(i32),
}

/// Presence of every scalar.
#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct Optional {
    #[member(1)]
    pub int32: Option<i32>,
    #[member(2)]
    pub int64: Option<i64>,
    #[member(3)]
    pub uint32: Option<u32>,
    #[member(4)]
    pub uint64: Option<u64>,
    #[member(5, zigzag)]
    pub sint32: Option<i32>,
    #[member(6, zigzag)]
    pub sint64: Option<i64>,
    #[member(7, fixed)]
    pub fixed32: Option<u32>,
    #[member(8, fixed)]
    pub fixed64: Option<u64>,
    #[member(9, fixed)]
    pub sfixed32: Option<i32>,
    #[member(10, fixed)]
    pub sfixed64: Option<i64>,
    #[member(11)]
    pub float: Option<f32>,
    #[member(12)]
    pub double: Option<f64>,
    #[member(13)]
    pub yes: Option<bool>,
    #[member(14)]
    pub text: Option<String>,
    #[member(15)]
    #[arbitrary(with = generate::optional_bytes)]
    pub raw: Option<Bytes>,
    #[member(16)]
    pub open: Option<Open>,
    #[member(17)]
    pub nothing: Option<()>,
}

/// Every scalar, packed and not.
#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct Repeated {
    #[member(1)]
    pub int32: Vec<i32>,
    #[member(2)]
    pub int64: Vec<i64>,
    #[member(3)]
    pub uint32: Vec<u32>,
    #[member(4)]
    pub uint64: Vec<u64>,
    #[member(5, zigzag)]
    pub sint32: Vec<i32>,
    #[member(6, zigzag)]
    pub sint64: Vec<i64>,
    #[member(7, fixed)]
    pub fixed32: Vec<u32>,
    #[member(8, fixed)]
    pub fixed64: Vec<u64>,
    #[member(9, fixed)]
    pub sfixed32: Vec<i32>,
    #[member(10, fixed)]
    pub sfixed64: Vec<i64>,
    #[member(11)]
    pub float: Vec<f32>,
    #[member(12)]
    pub double: Vec<f64>,
    #[member(13)]
    pub yes: Vec<bool>,
    #[member(14)]
    pub text: Vec<String>,
    #[member(15)]
    #[arbitrary(with = generate::many_bytes)]
    pub raw: Vec<Bytes>,
    #[member(16)]
    pub open: Vec<Open>,
    #[member(17, unpacked)]
    pub expanded_int32: Vec<i32>,
    #[member(18, zigzag, unpacked)]
    pub expanded_sint64: Vec<i64>,
    #[member(19, fixed, unpacked)]
    pub expanded_fixed32: Vec<u32>,
    #[member(20, unpacked)]
    pub expanded_double: Vec<f64>,
    #[member(21, unpacked)]
    pub expanded_yes: Vec<bool>,
    #[member(22, unpacked)]
    pub expanded_open: Vec<Open>,
    #[member(23)]
    pub leaves: Vec<Leaf>,
    #[member(24)]
    pub nothing: Vec<()>,
}

#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct Maps {
    #[member(1)]
    pub texts: BTreeMap<String, String>,
    #[member(2)]
    pub leaves: BTreeMap<i32, Leaf>,
    #[member(3)]
    pub samples: BTreeMap<String, Sample>,
    #[member(4)]
    pub ratios: BTreeMap<bool, f64>,
    #[member(5, zigzag)]
    pub deltas: BTreeMap<i32, i64>,
    #[member(6, fixed)]
    pub fixed: BTreeMap<u64, u32>,
    #[member(7)]
    pub open: BTreeMap<u32, Open>,
    #[member(8)]
    pub raw: BTreeMap<i64, Vec<u8>>,
    #[member(9)]
    pub nothing: BTreeMap<u64, ()>,
    #[member(10, fixed)]
    pub signed: BTreeMap<i32, i64>,
}

/// Knows nothing and keeps everything.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stranger {
    #[unknown]
    pub unknown: UnknownFields,
}
