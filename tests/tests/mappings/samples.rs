//! Messages with every way a Rust type travels.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use contracts::registry::Root;
use contracts::{Message as _, UnknownFields, contract};
use uuid::Uuid;

contracts::package!("samples.v1");

/// The messages from which all others are reached.
pub(crate) const ROOTS: &[Root] = &[
    Root::Message(Numbers::schema),
    Root::Message(Texts::schema),
    Root::Message(Presence::schema),
    Root::Message(Lists::schema),
    Root::Message(Maps::schema),
    Root::Message(Tree::schema),
    Root::Message(Narrow::schema),
    Root::Message(Keeping::schema),
];

/// The numbers, in each encoding.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Numbers {
    #[member(1)]
    pub(crate) truth: bool,
    #[member(2)]
    pub(crate) int32: i32,
    #[member(3)]
    pub(crate) int64: i64,
    #[member(4)]
    pub(crate) uint32: u32,
    #[member(5)]
    pub(crate) uint64: u64,
    #[member(6)]
    pub(crate) float: f32,
    #[member(7)]
    pub(crate) double: f64,
    #[member(8, zigzag)]
    pub(crate) sint32: i32,
    #[member(9, zigzag)]
    pub(crate) sint64: i64,
    #[member(10, fixed)]
    pub(crate) fixed32: u32,
    #[member(11, fixed)]
    pub(crate) fixed64: u64,
    #[member(12, fixed)]
    pub(crate) sfixed32: i32,
    #[member(536_870_911, fixed)]
    pub(crate) sfixed64: i64,
}

/// Texts and bytes, in each container.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Texts {
    #[member(1)]
    pub(crate) owned: String,
    #[member(2)]
    pub(crate) boxed: Box<str>,
    #[member(3)]
    pub(crate) shared: Arc<str>,
    #[member(4)]
    pub(crate) borrowed: Cow<'static, str>,
    #[member(5)]
    pub(crate) vec: Vec<u8>,
    #[member(6)]
    pub(crate) bytes: Bytes,
}

/// Members that may be absent, not in the order of their numbers.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Presence {
    #[member(30)]
    pub(crate) truth: Option<bool>,
    #[member(2)]
    pub(crate) number: Option<i32>,
    #[member(3)]
    pub(crate) double: Option<f64>,
    #[oneof]
    pub(crate) choice: Option<Choice>,
    #[member(5)]
    pub(crate) text: Option<String>,
    #[member(4)]
    pub(crate) bytes: Option<Bytes>,
    #[member(6)]
    pub(crate) color: Option<Color>,
    #[member(7)]
    pub(crate) point: Option<Point>,
    #[member(15)]
    pub(crate) plain_color: Color,
}

/// One of many.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Choice {
    #[member(10)]
    Length(u64),
    #[member(20)]
    Word(String),
    #[member(12)]
    Place(Point),
    #[member(13)]
    Paint(Color),
    #[member(14)]
    Nothing,
}

/// An open enum.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Color {
    Unspecified = 0,
    Red = 1,
    Green = 2,
    Infrared = -1,
    #[unknown]
    Other(i32),
}

/// A small message.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Point {
    #[member(1)]
    pub(crate) x: i32,
    #[member(2)]
    pub(crate) y: i32,
}

/// Lists of everything.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lists {
    #[member(1)]
    pub(crate) numbers: Vec<i32>,
    #[member(2, unpacked)]
    pub(crate) unpacked: Vec<i64>,
    #[member(3)]
    pub(crate) truths: Vec<bool>,
    #[member(4)]
    pub(crate) doubles: Vec<f64>,
    #[member(5)]
    pub(crate) texts: Vec<String>,
    #[member(6)]
    pub(crate) bytes: Vec<Bytes>,
    #[member(7)]
    pub(crate) colors: Vec<Color>,
    #[member(8)]
    pub(crate) points: Vec<Point>,
    #[member(9, zigzag)]
    pub(crate) zigzags: Vec<i32>,
    #[member(10, fixed)]
    pub(crate) fixed: Vec<u64>,
}

/// Maps with each kind of key.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Maps {
    #[member(1)]
    pub(crate) texts: BTreeMap<String, String>,
    #[member(2)]
    pub(crate) points: BTreeMap<i32, Point>,
    #[member(3)]
    pub(crate) doubles: BTreeMap<bool, f64>,
    #[member(4)]
    pub(crate) colors: BTreeMap<u64, Color>,
    #[member(5)]
    pub(crate) bytes: BTreeMap<i64, Bytes>,
}

/// A tree, and a list that shares.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree {
    #[member(1)]
    pub(crate) name: String,
    #[member(2)]
    pub(crate) first: Option<Box<Tree>>,
    #[member(3)]
    pub(crate) others: Vec<Tree>,
    #[member(4)]
    pub(crate) points: Option<Page<Point>>,
    #[member(5)]
    pub(crate) shared: Option<Arc<Point>>,
}

/// A generic message.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page<T> {
    #[member(1)]
    pub(crate) entries: Vec<T>,
}

/// Types that hold less than the protobuf types they travel as, or are always there.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Narrow {
    #[member(1)]
    pub(crate) i8: i8,
    #[member(2)]
    pub(crate) i16: i16,
    #[member(3)]
    pub(crate) u8: u8,
    #[member(4)]
    pub(crate) u16: u16,
    #[member(5)]
    pub(crate) array: [u8; 4],
    #[member(6)]
    pub(crate) uuid: Uuid,
    #[member(7)]
    pub(crate) uuids: Vec<Uuid>,
    #[member(8)]
    pub(crate) time: Option<SystemTime>,
    #[member(9)]
    pub(crate) duration: Option<Duration>,
    #[member(10)]
    pub(crate) hashed: HashMap<u8, Uuid>,
    #[member(11)]
    pub(crate) point: Point,
    #[member(12)]
    pub(crate) page: Page<Point>,
    #[member(13)]
    pub(crate) empty: (),
}

/// A message that keeps what it does not declare.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Keeping {
    #[member(5)]
    pub(crate) number: u32,
    #[unknown]
    pub(crate) unknown: UnknownFields,
}
