//! Messages with every way a Rust type travels.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use contracts::registry::Root;
use contracts::wkt::{Any, NullValue, Wrapped};
use contracts::{Message as _, UnknownFields, contract};
use indexmap::{IndexMap, IndexSet};
use smallvec::SmallVec;
use smol_str::SmolStr;
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
    Root::Message(Collections::schema),
    Root::Message(Special::schema),
    Root::Message(Moods::schema),
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

/// Collections of many that are neither `Vec` nor `BTreeMap`, and what a `Vec` makes something else of.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Collections {
    #[member(1)]
    pub(crate) queue: VecDeque<String>,
    #[member(2)]
    pub(crate) sorted: BTreeSet<i32>,
    #[member(3)]
    pub(crate) hashed: HashSet<Uuid>,
    #[member(4)]
    pub(crate) in_order: IndexSet<SmolStr>,
    #[member(5)]
    pub(crate) brown: hashbrown::HashSet<u64>,
    #[member(6)]
    pub(crate) inline: SmallVec<[Point; 2]>,
    #[member(7)]
    pub(crate) by_order: IndexMap<String, Color>,
    #[member(8)]
    pub(crate) by_brown: hashbrown::HashMap<i64, Bytes>,
    #[member(9)]
    pub(crate) by_hash: HashMap<u8, Uuid>,
    #[member(10, zigzag)]
    pub(crate) zigzags: VecDeque<i32>,
    #[member(11, fixed)]
    pub(crate) by_fixed: IndexMap<u32, i64>,
    #[member(12)]
    pub(crate) octet: u8,
    #[member(13)]
    pub(crate) no_octet: Option<u8>,
    #[member(14)]
    pub(crate) octets: BTreeSet<u8>,
    #[member(15)]
    pub(crate) octet_queue: VecDeque<u8>,
    #[member(16)]
    pub(crate) inline_octets: SmallVec<[u8; 4]>,
}

/// A oneof with all that is special in one.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Special {
    #[member(5)]
    pub(crate) between: u32,
    #[oneof]
    pub(crate) case: Option<Case>,
}

/// One of the special.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Case {
    #[member(1, zigzag)]
    Delta(i64),
    #[member(2, fixed)]
    Hash(u32),
    #[member(3, as = Wrapped)]
    Wrapped(u64),
    #[member(4)]
    Uuid(Uuid),
    #[member(6)]
    Octet(u8),
    #[member(7)]
    Moment(SystemTime),
    #[member(8)]
    Json(serde_json::Value),
    #[member(9)]
    Null(NullValue),
    #[member(11)]
    Shared(Arc<Point>),
    #[member(21)]
    Page(Box<Page<Point>>),
    #[member(22)]
    Any(Any),
}

/// An enum that does not hold what it does not name, and what does.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Moods {
    #[member(1)]
    pub(crate) plain: Mood,
    #[member(2)]
    pub(crate) optional: Option<Mood>,
    #[member(3)]
    pub(crate) list: Vec<Mood>,
    #[member(4)]
    pub(crate) entries: BTreeMap<bool, Mood>,
    #[member(5, unpacked)]
    pub(crate) unpacked: Vec<Mood>,
    #[unknown]
    pub(crate) unknown: UnknownFields,
}

/// The same bytes as [`Moods`], with an enum that holds every number.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Open {
    #[member(1)]
    pub(crate) plain: Color,
    #[member(2)]
    pub(crate) optional: Option<Color>,
    #[member(3)]
    pub(crate) list: Vec<Color>,
    #[member(4)]
    pub(crate) entries: BTreeMap<bool, Color>,
    #[member(5, unpacked)]
    pub(crate) unpacked: Vec<Color>,
}

/// An enum that names all that it holds.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Mood {
    Unspecified = 0,
    Merry = 1,
    Sad = 2,
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
