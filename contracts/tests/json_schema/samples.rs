//! Contracts of every kind of member.

use contracts::codec::{Surrogate, Via};
use contracts::wkt::{Any, Duration, FieldMask, ListValue, NullValue, Struct, Timestamp, Value, Wrapped};
use contracts::{UnknownFields, contract};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::SystemTime;
use url::Url;
use uuid::Uuid;

contracts::package!("json_schema.v1");

/// Numbers of every width.
#[contract]
pub(crate) struct Numbers {
    #[member(1)]
    tiny: i8,
    #[member(2)]
    small: Option<i16>,
    #[member(3)]
    tiny_natural: u8,
    #[member(4)]
    small_natural: Vec<u16>,
    #[member(5)]
    int_32: i32,
    #[member(6)]
    uint_32: Option<u32>,
    #[member(7)]
    int_64: Vec<i64>,
    #[member(8)]
    uint_64: u64,
    #[member(9, zigzag)]
    sint_32: i32,
    #[member(10, zigzag)]
    sint_64: Option<i64>,
    #[member(11, fixed)]
    fixed_32: u32,
    #[member(12, fixed)]
    sfixed_64: i64,
    #[member(13)]
    float_member: f32,
    #[member(14)]
    double_member: Vec<f64>,
    #[member(15, json_name = "TRUTH")]
    is_true: Option<bool>,
}

/// Texts, and what is read from them.
#[contract]
pub(crate) struct Texts {
    #[member(1)]
    plain_text: String,
    #[member(2)]
    raw_bytes: Vec<u8>,
    #[member(3)]
    one_byte: [u8; 1],
    #[member(4)]
    two_bytes: Option<[u8; 2]>,
    #[member(5)]
    six_bytes: Vec<[u8; 6]>,
    #[member(6)]
    no_bytes: [u8; 0],
    #[member(7)]
    user_id: Uuid,
    #[member(8)]
    home_page: Option<Url>,
    #[member(9)]
    any_address: IpAddr,
    #[member(10)]
    v4: Vec<Ipv4Addr>,
    #[member(11)]
    v6: Option<Ipv6Addr>,
    #[member(12)]
    unit_price: Decimal,
    #[member(13, as = Via<Words>)]
    words: Vec<String>,
    #[member(14)]
    shared_id: Arc<Uuid>,
}

/// A surrogate that takes every text.
pub(crate) struct Words;

impl Surrogate<String> for Words {
    type Wire = String;
    fn to_wire(words: &String) -> String {
        words.clone()
    }
    fn from_wire(text: String) -> Result<String, String> {
        Ok(text)
    }
}

/// Moments and spans.
#[contract]
pub(crate) struct Times {
    #[member(1)]
    at: Timestamp,
    #[member(2)]
    took: Option<Duration>,
    #[member(3)]
    system_time: Option<SystemTime>,
    #[member(4)]
    waited: Vec<std::time::Duration>,
    #[member(5)]
    chrono_moment: Option<chrono::DateTime<chrono::Utc>>,
    #[member(6)]
    time_span: Option<time::Duration>,
    #[member(7)]
    jiff_moment: Option<jiff::Timestamp>,
    #[member(8)]
    jiff_span: BTreeMap<String, jiff::SignedDuration>,
}

/// Maps from every kind of key, and other collections.
#[contract]
pub(crate) struct Collections {
    #[member(1)]
    by_text: BTreeMap<String, i32>,
    #[member(2)]
    by_number: HashMap<i64, Color>,
    #[member(3)]
    by_tiny: BTreeMap<i8, Point>,
    #[member(4)]
    by_small: BTreeMap<u16, Vec<u8>>,
    #[member(5)]
    by_truth: BTreeMap<bool, f64>,
    #[member(6)]
    by_id: BTreeMap<Uuid, u64>,
    #[member(7, zigzag)]
    by_zigzag: BTreeMap<i32, i64>,
    #[member(8)]
    by_natural: BTreeMap<u64, Value>,
    #[member(9)]
    queue: VecDeque<u32>,
    #[member(10)]
    sorted: BTreeSet<Uuid>,
    #[member(11)]
    points: Vec<Point>,
    #[member(12)]
    unit: (),
}

/// Members that exclude each other, enums that are open and not, contracts in contracts.
#[contract]
pub(crate) struct Choices {
    #[oneof]
    first_choice: Option<FirstChoice>,
    #[oneof]
    other_choice: Option<OtherChoice>,
    #[member(20)]
    main_color: Color,
    #[member(21)]
    side_colors: Vec<Color>,
    #[member(22)]
    letter_grade: Option<Grade>,
    #[member(23)]
    child_choices: Option<Box<Choices>>,
    #[member(24)]
    point_page: Page<Point>,
    #[member(25)]
    short_grade: ShortGrade,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
pub(crate) enum FirstChoice {
    #[member(1)]
    PlainText(String),
    #[member(2)]
    SmallNumber(i8),
    #[member(3)]
    Nothing,
    #[member(4)]
    NullText(NullValue),
    #[member(5)]
    AnyJson(Value),
}

#[contract]
pub(crate) enum OtherChoice {
    #[member(10)]
    OnePoint(Point),
    #[member(11)]
    OneGrade(Grade),
}

/// A generic contract.
#[contract]
pub(crate) struct Page<T> {
    #[member(1)]
    page_items: Vec<T>,
    #[member(2)]
    next_page: Option<T>,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Point {
    #[member(1)]
    pub(crate) x: i32,
    #[member(2)]
    pub(crate) y: i32,
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Color {
    Unspecified = 0,
    DarkRed = 1,
    Green = -7,
    #[unknown]
    Other(i32),
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Grade {
    Unspecified = 0,
    Good = 1,
    Best = 100,
}

/// Two names for one number.
#[contract(allow_alias)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ShortGrade {
    A = 0,
    B = 1,
    #[member(name = "SHORT_GRADE_BE")]
    Be = 1,
}

/// What Google declares.
#[contract]
pub(crate) struct Known {
    #[member(1)]
    update_mask: Option<FieldMask>,
    #[member(2)]
    any_json: Option<Value>,
    #[member(3)]
    json_object: Struct,
    #[member(4)]
    json_list: Option<ListValue>,
    #[member(5)]
    packed: Option<Any>,
    #[member(6, as = Wrapped)]
    wrapped_long: Option<u64>,
    #[member(7, as = Wrapped)]
    wrapped_float: Option<f32>,
    #[member(8, as = Wrapped)]
    wrapped_texts: Vec<String>,
    #[member(9, as = Wrapped)]
    wrapped_bytes: Option<Vec<u8>>,
    #[member(10)]
    null_value: Option<NullValue>,
    #[member(11)]
    null_values: Vec<NullValue>,
    #[member(12)]
    values: Vec<Value>,
    #[member(13)]
    serde_value: Option<serde_json::Value>,
    #[member(14)]
    serde_object: Vec<serde_json::Map<String, serde_json::Value>>,
    #[member(15)]
    all_packed: BTreeMap<String, Any>,
    #[member(16)]
    unit: Option<()>,
}
