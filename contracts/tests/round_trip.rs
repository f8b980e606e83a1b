//! Every kind of member, written and read again, beside the bytes that protobuf wants.

use bytes::Bytes;
use contracts::codec::{Codec, FixedWidth, Prost, Surrogate, Via};
use contracts::schema::Kind;
use contracts::wire::{Interrupt, Reader, WireType, Writer};
use contracts::{Message, UnknownFields, contract};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

contracts::package!("sample.v1");

/// The message of the wire table.
#[contract(reserved(4000, 5000..=5002, "old_name"))]
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The id.
    #[member(1)]
    id: u64,
    #[member(2)]
    name: String,
    #[member(3)]
    email: Option<String>,
    #[member(4)]
    tags: Vec<String>,
    #[member(5)]
    scores: Vec<i32>,
    #[member(7)]
    attrs: BTreeMap<String, u32>,
    #[member(8)]
    role: Role,
    #[member(9)]
    shape: Option<Figure>,
    #[member(10)]
    flag: Option<u32>,
    #[member(11)]
    delta: i32,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Role {
    Unspecified = 0,
    Admin = 1,
    #[unknown]
    Other(i32),
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Closed {
    Unspecified = 0,
    One = 1,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Figure {
    #[member(4)]
    between: u32,
    #[oneof]
    kind: Option<Shape>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
enum Shape {
    #[member(1)]
    Empty,
    #[member(2)]
    Radius(f64),
    #[member(5)]
    Corner(Point),
    #[member(6, zigzag)]
    Delta(i64),
    #[member(7)]
    Raw(Vec<u8>),
    #[member(8)]
    Boxed(Box<Figure>),
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Point {
    #[member(1, zigzag)]
    x: i32,
    #[member(2, fixed)]
    y: i64,
}

/// A page of anything.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Page<T> {
    #[member(1)]
    items: Vec<T>,
    #[member(2)]
    first: Option<T>,
    #[member(3)]
    by_key: HashMap<String, T>,
}

/// A contract with another.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Tree {
    #[member(1)]
    children: Vec<Tree>,
    #[member(2)]
    left: Option<Box<Self>>,
    #[member(3)]
    other: Option<Arc<Forest>>,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Forest {
    #[member(1)]
    trees: Vec<Tree>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Temperature(f64);

struct Celsius;

impl Codec<Temperature> for Celsius {
    const KIND: Kind = <FixedWidth as Codec<f64>>::KIND;
    const WIRE_TYPE: WireType = WireType::Fixed64;
    fn default() -> Temperature {
        Temperature(0.0)
    }
    fn is_default(value: &Temperature) -> bool {
        value.0 == 0.0
    }
    fn put(value: &Temperature, w: &mut Writer<'_>) {
        FixedWidth::put(&value.0, w)
    }
    fn merge(value: &mut Temperature, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        FixedWidth::merge(&mut value.0, r)
    }
}

struct CharText;

impl Surrogate<char> for CharText {
    type Wire = u32;
    fn to_wire(value: &char) -> u32 {
        u32::from(*value)
    }
    fn from_wire(wire: u32) -> Result<char, String> {
        char::from_u32(wire).ok_or_else(|| format!("{wire:#x} is no character"))
    }
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Everything {
    #[member(1)]
    small: i8,
    #[member(2)]
    byte: u8,
    #[member(3)]
    shorts: Vec<u16>,
    #[member(4)]
    raw: Vec<u8>,
    #[member(5)]
    shared: Bytes,
    #[member(6)]
    hash: [u8; 4],
    #[member(7, unpacked)]
    expanded: Vec<u32>,
    #[member(8, unpacked, zigzag)]
    deltas: Vec<i64>,
    #[member(9, fixed)]
    fixed: Vec<u32>,
    #[member(10)]
    at: SystemTime,
    #[member(11)]
    took: Option<Duration>,
    #[member(12)]
    nothing: Option<()>,
    #[member(13, as = Celsius)]
    temperature: Temperature,
    #[member(14, as = Celsius)]
    temperatures: Vec<Temperature>,
    #[member(15, as = Via<CharText>)]
    initial: Option<char>,
    #[member(16, redact)]
    secret: String,
    #[member(17)]
    closed: Vec<Closed>,
    #[member(18, as = Prost)]
    foreign: Option<prost_types::Timestamp>,
    #[member(19)]
    points: Vec<Point>,
    #[member(20)]
    text: Box<str>,
    #[member(21)]
    shared_text: Arc<str>,
    #[member(22)]
    borrowed: std::borrow::Cow<'static, str>,
    #[member(23)]
    chunks: Vec<Vec<u8>>,
    #[member(24)]
    yes: bool,
    #[member(25)]
    closed_by_id: BTreeMap<i32, Closed>,
    #[unknown]
    unknown: UnknownFields,
}

fn check<M: Message + PartialEq + std::fmt::Debug>(bytes: &[u8], expected: M) {
    assert_eq!(M::decode(bytes).as_ref(), Ok(&expected), "{bytes:02x?}");
    assert_eq!(expected.encode_to_vec(), bytes, "{expected:?}");
}

#[test]
fn fields_stand_in_the_order_of_their_numbers() {
    check(
        b"\x08\x07\x12\x01n\x1a\x00P\x00",
        Sample { id: 7, name: "n".into(), email: Some(String::new()), flag: Some(0), ..Sample::default() },
    );
    check(
        b"\x20\x09\x2a\x02\x08\x02",
        Figure { between: 9, kind: Some(Shape::Corner(Point { x: 1, y: 0 })), ..Figure::default() },
    );
    check(
        b"\x11\x00\x00\x00\x00\x00\x00\xf0\x3f\x20\x09",
        Figure { between: 9, kind: Some(Shape::Radius(1.0)), ..Figure::default() },
    );
}

#[test]
fn a_negative_int32_takes_ten_bytes() {
    check(&[0x58, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1], Sample { delta: -1, ..Sample::default() });
}

#[test]
fn unknown_fields_are_written_again() {
    let bytes = b"\x08\x01\xa2\x06\x02hi";
    let sample = Sample::decode(bytes).unwrap();
    assert_eq!(sample.unknown.numbers().collect::<Vec<_>>(), [100]);
    assert_eq!(sample.encode_to_vec(), bytes);
    let group = b"\xa3\x06\x08\x01\xa4\x06";
    assert_eq!(Sample::decode(group).unwrap().encode_to_vec(), group);
}

#[test]
fn an_unknown_member_of_a_oneof_leaves_it_unset() {
    let sample = Sample::decode(b"\x4a\x02\x50\x01").unwrap();
    let figure = sample.shape.as_ref().unwrap();
    assert_eq!(figure.kind, None);
    assert_eq!(figure.unknown.as_bytes(), b"\x50\x01");
}

#[test]
fn the_last_member_of_a_oneof_wins_and_messages_merge() {
    assert_eq!(Figure::decode(b"\x0a\x00\x30\x01").unwrap().kind, Some(Shape::Delta(-1)));
    let merged = Figure::decode(b"\x2a\x02\x08\x02\x2a\x09\x11\x05\0\0\0\0\0\0\0").unwrap();
    assert_eq!(merged.kind, Some(Shape::Corner(Point { x: 1, y: 5 })));
}

#[test]
fn repeated_numbers_are_read_packed_and_not() {
    for bytes in [&b"\x28\x01\x28\x02"[..], b"\x2a\x02\x01\x02", b"\x28\x01\x2a\x01\x02"] {
        assert_eq!(Sample::decode(bytes).unwrap().scores, [1, 2]);
    }
}

#[test]
fn map_entries_may_lack_key_and_value_and_repeat() {
    assert_eq!(Sample::decode(b"\x3a\x00").unwrap().attrs, BTreeMap::from([(String::new(), 0)]));
    let twice = b"\x3a\x05\x0a\x01a\x10\x01\x3a\x05\x0a\x01a\x10\x02";
    assert_eq!(Sample::decode(twice).unwrap().attrs, BTreeMap::from([("a".to_owned(), 2)]));
}

#[test]
fn a_field_of_another_wire_type_is_unknown() {
    let bytes = b"\x0a\x01A";
    let sample = Sample::decode(bytes).unwrap();
    assert_eq!((sample.id, sample.unknown.as_bytes()), (0, &bytes[..]));
}

#[test]
fn a_value_without_a_name_is_kept() {
    assert_eq!(Sample::decode(b"\x40\x4d").unwrap().role, Role::Other(77));
    let closed = Everything::decode(b"\x8a\x01\x03\x00\x05\x01").unwrap();
    assert_eq!(closed.closed, [Closed::Unspecified, Closed::One]);
    assert_eq!(closed.unknown.as_bytes(), b"\x88\x01\x05");
}

#[test]
fn an_entry_whose_value_has_no_name_is_kept() {
    let entry = b"\xca\x01\x02\x10\x05";
    let kept = Everything::decode(entry).unwrap();
    assert_eq!((kept.closed_by_id.len(), kept.unknown.as_bytes()), (0, &entry[..]));
    let twice = Everything::decode(b"\xca\x01\x04\x10\x05\x10\x01").unwrap();
    assert_eq!(twice.closed_by_id, BTreeMap::from([(0, Closed::One)]));
    assert!(Everything::decode(b"\xca\x01\x03\x10\x05\xff").is_err());
}

#[test]
fn errors_say_where() {
    let check = |bytes: &[u8], expected: &str| {
        assert_eq!(Sample::decode(bytes).unwrap_err().to_string(), expected, "{bytes:02x?}");
    };
    check(b"\x12\x01\xff", "Sample.name: invalid UTF-8");
    check(b"\x22\x01a\x22\x01\xff", "Sample.tags[1]: invalid UTF-8");
    check(b"\x00\x01", "Sample: 0 is not a valid field key");
    check(b"\x12\x05a", "Sample.name: a length of 5 bytes, but only 1 are left");
    check(b"\x3a\x03\x0a\x01\xff", "Sample.attrs.key: invalid UTF-8");
    check(
        &[0x08, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2],
        "Sample.id: a varint is longer than 10 bytes or 64 bits",
    );
    let narrow = Everything::decode(b"\x08\x80\x01").unwrap_err();
    assert_eq!(narrow.to_string(), "Everything.small: 128 is out of range for i8");
    let hash = Everything::decode(b"\x32\x02ab").unwrap_err();
    assert_eq!(hash.to_string(), "Everything.hash: 2 bytes where 4 are expected");
    let initial = Everything::decode(b"\x78\x80\xb0\x03").unwrap_err();
    assert_eq!(initial.to_string(), "Everything.initial: 0xd800 is no character");
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| {
        (0..depth).fold(Vec::new(), |inner, _| {
            let mut outer = vec![0x12];
            prost::encoding::encode_varint(inner.len() as u64, &mut outer);
            outer.extend(inner);
            outer
        })
    };
    assert!(Tree::decode(&nested(100)).is_ok());
    assert!(
        Tree::decode(&nested(101)).unwrap_err().to_string().ends_with("nested deeper than the limit of 100 levels")
    );
    let groups = [0xa3, 0x06].repeat(200);
    assert!(Sample::decode(&groups).unwrap_err().to_string().contains("100 levels"));
}

fn everything() -> Everything {
    Everything {
        small: -3,
        byte: 200,
        shorts: vec![1, 60_000],
        raw: vec![1, 2],
        shared: Bytes::from_static(b"shared"),
        hash: *b"abcd",
        expanded: vec![1, 2],
        deltas: vec![-1, 1],
        fixed: vec![7, 8],
        at: SystemTime::UNIX_EPOCH - Duration::from_millis(1500),
        took: Some(Duration::new(3, 5)),
        nothing: Some(()),
        temperature: Temperature(-1.5),
        temperatures: vec![Temperature(1.0), Temperature(2.0)],
        initial: Some('ß'),
        secret: "hunter2".into(),
        closed: vec![Closed::One],
        foreign: Some(prost_types::Timestamp { seconds: 5, nanos: 6 }),
        points: vec![Point { x: 1, y: 2 }, Point::default()],
        text: "text".into(),
        shared_text: "shared".into(),
        borrowed: "borrowed".into(),
        chunks: vec![vec![1], vec![]],
        yes: true,
        closed_by_id: BTreeMap::from([(-1, Closed::One), (2, Closed::Unspecified)]),
        unknown: UnknownFields::new(),
    }
}

#[test]
fn every_kind_of_member_survives() {
    let everything = everything();
    let bytes = everything.encode_to_vec();
    assert_eq!(Everything::decode(&bytes).as_ref(), Ok(&everything));
    assert_eq!(Everything::decode(&[]), Ok(Everything::default()));
    assert_eq!(everything.encoded_len(), bytes.len());
}

#[test]
fn bytes_share_the_buffer_they_were_read_from() {
    let buffer = Bytes::from(everything().encode_to_vec());
    let decoded = Everything::decode_bytes(buffer.clone()).unwrap();
    assert!(buffer.as_ptr_range().contains(&decoded.shared.as_ptr()));
}

#[test]
fn generic_contracts_are_named_after_their_use() {
    assert_eq!(Page::<Point>::schema().full_name(), "sample.v1.PointPage");
    assert_eq!(Page::<String>::schema().full_name(), "sample.v1.StringPage");
    let page = Page {
        items: vec![Point { x: 1, y: 2 }],
        first: None,
        by_key: HashMap::from([("k".into(), Point::default())]),
    };
    assert_eq!(Page::decode(&page.encode_to_vec()), Ok(page));
}

#[test]
fn recursive_contracts_survive() {
    let leaf = Tree::default();
    let tree = Tree {
        children: vec![leaf.clone(), leaf.clone()],
        left: Some(Box::new(leaf.clone())),
        other: Some(Arc::new(Forest { trees: vec![leaf] })),
    };
    assert_eq!(Tree::decode(&tree.encode_to_vec()), Ok(tree));
}

#[test]
fn what_is_redacted_is_not_shown() {
    let shown = format!("{:?}", everything());
    assert!(shown.contains("secret: [redacted]") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn a_contract_goes_where_a_prost_message_goes() {
    let everything = everything();
    let bytes = Message::encode_to_vec(&everything);
    assert_eq!(prost::Message::encode_to_vec(&everything), bytes);
    let decoded: Everything = prost::Message::decode(&bytes[..]).unwrap();
    assert_eq!(decoded, everything);
    let any = prost_types::Any::from_msg(&Point { x: 1, y: 2 }).unwrap();
    assert_eq!(any.type_url, "/sample.v1.Point");
    let mut delimited = Vec::new();
    prost::Message::encode_length_delimited(&everything, &mut delimited).unwrap();
    assert_eq!(<Everything as prost::Message>::decode_length_delimited(&delimited[..]), Ok(everything));
}

/// As prost-build generates a nested message.
#[derive(Clone, PartialEq, prost::Message)]
struct Inner {
    #[prost(int32, tag = "1")]
    number: i32,
}

impl prost::Name for Inner {
    const NAME: &'static str = "Inner";
    const PACKAGE: &'static str = "foreign.v1";
    fn full_name() -> String {
        "foreign.v1.Outer.Inner".to_owned()
    }
}

#[test]
fn a_nested_foreign_message_has_its_full_name() {
    let Kind::Message(schema) = <Prost as Codec<Inner>>::KIND else { panic!("not a message") };
    assert_eq!(schema().full_name(), "foreign.v1.Outer.Inner");
    assert!(std::ptr::eq(schema(), schema()));
}
