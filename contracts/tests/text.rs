//! The text format: what is printed, what is read, and what is said of text that is no message.

use contracts::codec::Prost;
use contracts::text::{self, Options};
use contracts::wkt::{Any, Duration, ListValue, Struct, Value, Wrapped};
use contracts::{Message, UnknownFields, contract};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration as Span, SystemTime};

contracts::package!("shop.v1");

/// Something of everything.
#[contract(reserved(90, "old_name"))]
#[derive(Debug, Clone, PartialEq)]
struct Order {
    #[member(1)]
    id: u64,
    #[member(2)]
    note: Option<String>,
    #[member(3)]
    lines: Vec<Line>,
    #[member(4)]
    paid: bool,
    #[member(5)]
    total: f64,
    #[member(6)]
    ratio: Option<f32>,
    #[member(7)]
    data: Vec<u8>,
    #[member(8)]
    state: State,
    #[member(9)]
    states: Vec<State>,
    #[member(10)]
    stock: BTreeMap<String, u32>,
    #[member(11)]
    by_id: HashMap<i32, Line>,
    #[oneof]
    choice: Option<Choice>,
    #[member(14)]
    at: Option<SystemTime>,
    #[member(15)]
    any: Vec<Any>,
    #[member(16)]
    small: Option<u8>,
    #[member(17, redact)]
    secret: String,
    #[member(18)]
    parent: Option<Box<Order>>,
    #[member(19, zigzag)]
    delta: Option<i64>,
    #[member(20, fixed)]
    fixed: Vec<i32>,
    #[member(21)]
    json: Option<Value>,
    #[member(22, as = Wrapped)]
    count: Option<u64>,
    #[member(23)]
    names: Vec<String>,
    #[member(24, as = Prost)]
    peer: Option<Peer>,
    #[member(25)]
    flags: Vec<bool>,
    #[member(26)]
    halves: Vec<u16>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Line {
    #[member(1)]
    sku: String,
    #[member(2)]
    amount: i32,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
enum Choice {
    #[member(12)]
    Page(String),
    #[member(13)]
    Line(Line),
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    #[member(name = "OPEN")]
    Open = 0,
    #[member(name = "SENT")]
    Sent = 1,
    #[member(name = "LOST")]
    Lost = -1,
    #[unknown]
    Other(i32),
}

/// A message of `proto2` that prost generated, with a group-like field, a closed enum and a required field.
#[derive(Clone, PartialEq, prost::Message)]
struct Peer {
    #[prost(int32, required, tag = "1")]
    id: i32,
    #[prost(int32, optional, tag = "2")]
    grade: Option<i32>,
    #[prost(group, optional, tag = "3")]
    extra: Option<Extra>,
    #[prost(int32, repeated, tag = "5")]
    scores: Vec<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Extra {
    #[prost(string, optional, tag = "1")]
    word: Option<String>,
}

impl prost::Name for Peer {
    const NAME: &'static str = "Peer";
    const PACKAGE: &'static str = "peer.v1";
}

/// ```proto
/// syntax = "proto2";
/// package peer.v1;
/// enum Grade { LOW = 1; HIGH = 2; }
/// message Peer {
///   required int32 id = 1;
///   optional Grade grade = 2;
///   optional group Extra = 3 { optional string word = 1; }
///   repeated int32 scores = 5 [packed = true];
///   reserved "gone";
/// }
/// ```
const DESCRIPTOR_SET: &[u8] = b"\
    \n\xc2\x01\n\x12peer/v1/peer.proto\x12\x07peer.v1\x22\x86\x01\n\x04Peer\x12\n\n\x02id\x18\x01 \x02(\x05\
    \x12\x1d\n\x05grade\x18\x02 \x01(\x0e2\x0e.peer.v1.Grade\x12\x22\n\x05extra\x18\x03 \x01(\n2\x13.peer.v1.\
    Peer.Extra\x12\x12\n\x06scores\x18\x05 \x03(\x05B\x02\x10\x01\x1a\x15\n\x05Extra\x12\x0c\n\x04word\x18\
    \x01 \x01(\x09R\x04gone*\x1a\n\x05Grade\x12\x07\n\x03LOW\x10\x01\x12\x08\n\x04HIGH\x10\x02";

contracts::descriptor_set!(DESCRIPTOR_SET);

fn order() -> Order {
    Order::default()
}

fn line(sku: &str, amount: i32) -> Line {
    Line { sku: sku.to_owned(), amount }
}

/// Printed so, and read so; also on one line.
fn check(message: Order, text: &str) {
    assert_eq!(text::to_string(&message), text);
    assert_eq!(text::from_str::<Order>(text).unwrap_or_else(|error| panic!("{error}")), message, "{text}");
    let single_line = text::to_string_with(&message, Options { single_line: true, ..Options::default() });
    assert!(!single_line.contains('\n'), "{single_line}");
    assert_eq!(text::from_str::<Order>(&single_line).as_ref(), Ok(&message), "{single_line}");
}

/// Read so, however it is printed.
fn reads(text: &str, message: Order) {
    assert_eq!(text::from_str::<Order>(text).unwrap_or_else(|error| panic!("{text}: {error}")), message, "{text}");
}

fn refuses(text: &str, expected: &str) {
    let refused = text::from_str::<Order>(text).map(|message| text::to_string(&message));
    assert_eq!(refused.map_err(|error| error.to_string()), Err(expected.to_owned()), "{text}");
}

#[test]
fn members_are_printed_in_the_order_of_their_numbers() {
    check(order(), "");
    check(
        Order { id: 7, note: Some(String::new()), lines: vec![line("a", 1), line("", 0)], paid: true, ..order() },
        "id: 7\nnote: \"\"\nlines {\n  sku: \"a\"\n  amount: 1\n}\nlines {\n}\npaid: true\n",
    );
    check(
        Order {
            total: 0.1,
            ratio: Some(-0.0),
            data: b"\0\xffA\"".to_vec(),
            delta: Some(-3),
            fixed: vec![-1, 2],
            ..order()
        },
        "total: 0.1\nratio: -0\ndata: \"\\000\\377A\\\"\"\ndelta: -3\nfixed: -1\nfixed: 2\n",
    );
    check(
        Order { parent: Some(Box::new(Order { names: vec!["\"é\"\n".into()], ..order() })), ..order() },
        "parent {\n  names: \"\\\"é\\\"\\n\"\n}\n",
    );
    let nested = Order { parent: Some(Box::new(Order { id: 1, ..order() })), ..order() };
    let single_line = Options { single_line: true, ..Options::default() };
    assert_eq!(text::to_string_with(&nested, single_line), "parent { id: 1 }");
}

#[test]
fn enums_are_names_and_numbers_without_one_are_numbers() {
    let states = vec![State::Open, State::Lost, State::Other(9), State::Other(-9)];
    check(
        Order { state: State::Sent, states: states.clone(), ..order() },
        "state: SENT\nstates: OPEN\nstates: LOST\nstates: 9\nstates: -9\n",
    );
    reads("state: 1 states: [0, LOST, 0x9, -9]", Order { state: State::Sent, states, ..order() });
    refuses("state: sent", "1:8: Order.state: the enum shop.v1.State has no value `sent`");
    refuses("state: 2147483648", "1:8: Order.state: 2147483648 is out of range for int32");
    refuses("state: 'SENT'", "1:8: Order.state: expected an integer, found `'SENT'`");
}

#[test]
fn maps_are_entries_in_the_order_of_their_keys() {
    check(
        Order {
            stock: BTreeMap::from([("b".into(), 0), ("a".into(), 2)]),
            by_id: HashMap::from([(3, line("x", 1)), (-1, line("", 0)), (10, line("", 0))]),
            ..order()
        },
        "stock {\n  key: \"a\"\n  value: 2\n}\nstock {\n  key: \"b\"\n  value: 0\n}\n\
         by_id {\n  key: -1\n  value {\n  }\n}\n\
         by_id {\n  key: 3\n  value {\n    sku: \"x\"\n    amount: 1\n  }\n}\n\
         by_id {\n  key: 10\n  value {\n  }\n}\n",
    );
    reads(
        "stock { value: 2 } stock: [{ key: 'a' }, < key: 'a' value: 3 >]",
        Order { stock: BTreeMap::from([(String::new(), 2), ("a".into(), 3)]), ..order() },
    );
    refuses("stock { key: 'a' value: -1 }", "1:25: Order.stock[0].value: -1 is out of range for uint32");
    refuses("stock { name: 'a' }", "1:9: Order.stock[0]: the message an entry of a map has no field `name`");
}

#[test]
fn a_oneof_has_one_member() {
    check(Order { choice: Some(Choice::Page(String::new())), ..order() }, "page: \"\"\n");
    check(Order { choice: Some(Choice::Line(line("", 0))), ..order() }, "line {\n}\n");
    refuses("page: ''\nline {}", "2:1: Order.line: `page` of the same oneof is there already");
    refuses("page: '' page: ''", "1:10: Order.page: the field is there twice");
}

#[test]
fn the_types_of_google_are_messages_with_fields() {
    check(
        Order { at: Some(SystemTime::UNIX_EPOCH - Span::from_millis(500)), count: Some(0), ..order() },
        "at {\n  seconds: -1\n  nanos: 500000000\n}\ncount {\n}\n",
    );
    let list = Value::List(ListValue { values: vec![Value::Null, Value::Number(1.5)] });
    check(
        Order { json: Some(Value::Struct(Struct { fields: BTreeMap::from([("a".into(), list)]) })), ..order() },
        "json {\n  struct_value {\n    fields {\n      key: \"a\"\n      value {\n        list_value {\n          values {\n            \
         null_value: NULL_VALUE\n          }\n          values {\n            number_value: 1.5\n          }\n        }\n      \
         }\n    }\n  }\n}\n",
    );
}

#[test]
fn an_any_is_the_message_in_it_where_its_type_is_known() {
    let packed =
        Order { any: vec![Any::pack(&line("a", 1)), Any::pack(&Duration { seconds: 1, nanos: 0 })], ..order() };
    check(
        packed.clone(),
        "any {\n  [type.googleapis.com/shop.v1.Line] {\n    sku: \"a\"\n    amount: 1\n  }\n}\n\
         any {\n  [type.googleapis.com/google.protobuf.Duration] {\n    seconds: 1\n  }\n}\n",
    );
    reads(
        "any { [ type.googleapis.com / shop.v1.Line ]: < sku: 'a', amount: 1 > }\n\
         any: { type_url: 'type.googleapis.com/google.protobuf.Duration' value: '\\x08\\x01' }",
        packed,
    );
    let any = |type_url: &str, value: &[u8]| Order {
        any: vec![Any { type_url: type_url.to_owned(), value: value.to_vec() }],
        ..order()
    };
    check(any("", b""), "any {\n}\n");
    check(any("example.com/unknown.T", b"x"), "any {\n  type_url: \"example.com/unknown.T\"\n  value: \"x\"\n}\n");
    // Bytes that are no such message, and the URL of a type that could not be read between brackets.
    check(any("a/shop.v1.Line", b"\x0a\xff"), "any {\n  type_url: \"a/shop.v1.Line\"\n  value: \"\\n\\377\"\n}\n");
    check(any("a b/shop.v1.Line", b""), "any {\n  type_url: \"a b/shop.v1.Line\"\n}\n");
    check(any("/shop.v1.Line", b""), "any {\n  type_url: \"/shop.v1.Line\"\n}\n");
    refuses("any { [a/b.C] {} }", "1:7: Order.any[0]: no contract `b.C` is linked into the program");
    refuses("any { [a/shop.v1.Line] {} value: '' }", "1:27: Order.any[0].value: the field is there twice");
    refuses(
        "any { [a/shop.v1.Line] { sku: 1 } }",
        "1:31: Order.any[0].[a/shop.v1.Line].sku: expected a string, found `1`",
    );
    refuses("[a/shop.v1.Line] {}", "1:1: Order: the message shop.v1.Order has no field `[a/shop.v1.Line]`");
}

#[test]
fn a_message_that_prost_generated_is_what_its_descriptor_says() {
    let peer = Peer { id: 1, grade: Some(2), extra: Some(Extra { word: Some("w".into()) }), scores: vec![1, -1] };
    check(
        Order { peer: Some(peer), ..order() },
        "peer {\n  id: 1\n  grade: HIGH\n  Extra {\n    word: \"w\"\n  }\n  scores: 1\n  scores: -1\n}\n",
    );
    let with_extra = Peer { id: 0, extra: Some(Extra::default()), ..Peer::default() };
    reads("peer { id: 0 extra {} gone: 1 }", Order { peer: Some(with_extra), ..order() });
    refuses("peer { }", "1:8: Order.peer.id: required, but missing");
    refuses("peer { id: 1 grade: 3 }", "1:21: Order.peer.grade: the enum peer.v1.Grade has no value `3`");
    refuses("peer { EXTRA {} }", "1:8: Order.peer: the message peer.v1.Peer has no field `EXTRA`");
}

#[test]
fn unknown_fields_are_printed_when_asked() {
    // Two numbers, eight and four bytes, text, a message and a group.
    let encoded = [
        &[0xc0, 0x3e, 0x05, 0xc1, 0x3e, 1, 0, 0, 0, 0, 0, 0, 0, 0xc5, 0x3e, 2, 0, 0, 0][..],
        &[
            0xca, 0x3e, 3, b'h', b'e', b'y', 0xca, 0x3e, 2, 0x08, 0x01, 0xca, 0x3e, 0, 0xd3, 0x3e, 0x08, 0x01, 0xd4,
            0x3e,
        ],
        &[0x08, 1, 0x18, 1],
    ];
    let message = Order::decode(&encoded.concat()).unwrap();
    assert_eq!(text::to_string(&message), "id: 1\n");
    let options = Options { unknown_fields: true, ..Options::default() };
    let printed = text::to_string_with(&message, options);
    assert_eq!(
        printed,
        "id: 1\n1000: 5\n1000: 0x0000000000000001\n1000: 0x00000002\n1001: \"hey\"\n1001 {\n  1: 1\n}\n1001: \"\"\n\
         1002 {\n  1: 1\n}\n3: 1\n",
    );
    let read = text::from_str_with::<Order>(&printed, options);
    assert_eq!(read, Ok(Order { id: 1, ..order() }), "they are passed over");
    let text = "nobody: { [a.b] < > 1: 'a' 'b', c: -inf } no: [1, x] none {} state: LATE id: 1 [x.y]: [{}, <>]";
    assert_eq!(text::from_str_with::<Order>(text, options), Ok(Order { id: 1, ..order() }));
    refuses(text, "1:1: Order: the message shop.v1.Order has no field `nobody`");
    refuses("1: 5", "1:1: Order: expected the name of a field, found `1`");
    refuses("[x.y]: 1", "1:1: Order: the message shop.v1.Order has no field `[x.y]`");
}

#[test]
fn what_must_not_be_shown_is_not_where_that_is_asked() {
    let message = Order { id: 1, secret: "hunter2".into(), ..order() };
    check(message.clone(), "id: 1\nsecret: \"hunter2\"\n");
    let shown = text::to_string_with(&message, Options { redact: true, ..Options::default() });
    assert_eq!(shown, "id: 1\nsecret: [REDACTED]\n");
}

#[test]
fn text_is_read_in_all_its_forms() {
    reads("# Nothing but a comment", order());
    reads("id:1;paid:t,note:'a'\"b\" # c\n 'c'", Order { id: 1, paid: true, note: Some("abc".into()), ..order() });
    let lines = vec![line("a", 1), line("b", 0), line("", 0)];
    reads("lines { sku: 'a'; amount: 1, } lines: [{ sku: 'b' }, <>]", Order { lines: lines.clone(), ..order() });
    reads("lines [<sku:'a' amount:1>] lines: { sku: 'b' } lines <>", Order { lines, ..order() });
    reads("lines: [] names: [ ]", order());
    reads("fixed: [- 1, 0x7fffffff] fixed: -0x80000000", Order { fixed: vec![-1, i32::MAX, i32::MIN], ..order() });
    reads("old_name: [1, 'a'] id: 2", Order { id: 2, ..order() });
    reads(
        "flags: [true, True, t, 1, 01, 0x1, false, False, f, 0]",
        Order { flags: [vec![true; 6], vec![false; 4]].concat(), ..order() },
    );
    reads(
        "data: '\\u00e9\\xff' names: '\\341\\210\\264'",
        Order { data: b"\xc3\xa9\xff".to_vec(), names: vec!["\u{1234}".into()], ..order() },
    );
    for (number, total) in
        [("1", 1.0), ("1.5f", 1.5), (".5", 0.5), ("-2.e3", -2000.0), ("1F", 1.0), ("1e999", f64::INFINITY)]
    {
        reads(&format!("total: {number}"), Order { total, ..order() });
    }
    for (number, ratio) in
        [("-inf", f32::NEG_INFINITY), ("Infinity", f32::INFINITY), ("3.5e38", f32::INFINITY), ("1e-99", 0.0)]
    {
        reads(&format!("ratio: {number}"), Order { ratio: Some(ratio), ..order() });
    }
    assert!(text::from_str::<Order>("total: -NaN").unwrap().total.is_nan());
}

#[test]
fn what_is_no_text_is_told_with_its_place() {
    refuses("id 1", "1:4: Order.id: expected `:`, found `1`");
    refuses("id: 1 id: 1", "1:7: Order.id: the field is there twice");
    refuses("id: -1", "1:5: Order.id: -1 is out of range for uint64");
    refuses("id: 18446744073709551616", "1:5: Order.id: 18446744073709551616 is out of range for uint64");
    refuses(
        &format!("id: 0x{}", "f".repeat(99)),
        &format!("1:5: Order.id: 0x{} is out of range for uint64", "f".repeat(99)),
    );
    refuses("id: 1.0", "1:5: Order.id: expected an integer, found `1.0`");
    refuses("id: [1]", "1:5: Order.id: expected an integer, found `[`");
    refuses("id: 1x", "1:5: Order.id: `1x` is not a number");
    refuses("total: 012", "1:8: Order.total: expected a floating-point number, found `012`");
    refuses("total: 0x1", "1:8: Order.total: expected a floating-point number, found `0x1`");
    refuses("paid: 2", "1:7: Order.paid: 2 is out of range for bool");
    refuses("paid: TRUE", "1:7: Order.paid: expected `true` or `false`, found `TRUE`");
    refuses("\n é: 1", "2:2: Order: 'é' cannot stand here");
    refuses("note: 'é\\q'", "1:9: Order.note: `\\q` is not an escape");
    refuses("note: 'a", "1:7: Order.note: the string does not end on its line");
    refuses("names: 'a' names: '\\xff'", "1:19: Order.names[1]: invalid UTF-8");
    refuses("lines {\n  sku: 'a'\n", "3:1: Order.lines[0]: expected `}`, found the end");
    refuses("lines { >", "1:9: Order.lines[0]: expected `}`, found `>`");
    refuses("lines: [{}, {}", "1:15: Order.lines: expected `,`, found the end");
    refuses("names: ['a',]", "1:13: Order.names[1]: expected a string, found `]`");
    refuses("names: ['a'; 'b']", "1:12: Order.names: expected `,`, found `;`");
    refuses("}", "1:1: Order: expected a field, found `}`");
    refuses("id: 1,, paid: true", "1:7: Order: expected the name of a field, found `,`");
    refuses("[shop.v1.x", "1:1: Order: expected a name in brackets, found `[`");
    refuses("old_name 1", "1:10: Order: expected `{`, found `1`");
    refuses("Id: 1", "1:1: Order: the message shop.v1.Order has no field `Id`");
}

#[test]
fn what_the_contract_refuses_is_told_with_its_place() {
    refuses("small: 255 parent: {\n  small: 256 }", "2:3: Order.parent.small: 256 is out of range for u8");
    refuses("halves: 65536 halves: 1", "1:9: Order.halves[0]: 65536 is out of range for u16");
    refuses("parent { halves: [1,\n 65536] }", "2:2: Order.parent.halves[1]: 65536 is out of range for u16");
}

#[test]
fn depth_has_a_limit() {
    let nested = |levels: usize| format!("{}{}", "parent {".repeat(levels), "}".repeat(levels));
    assert!(text::from_str::<Order>(&nested(100)).is_ok());
    let error = text::from_str::<Order>(&nested(101)).unwrap_err();
    assert!(error.to_string().ends_with("parent: nested deeper than the limit of 100 levels"), "{error}");
    let shallow = Options { depth: 1, ..Options::default() };
    assert!(text::from_str_with::<Order>(&nested(1), shallow).is_ok());
    let error = text::from_str_with::<Order>(&nested(2), shallow).unwrap_err();
    assert_eq!((error.line(), error.column(), error.path()), (1, 16, "Order.parent.parent"));
    let skipped = format!("old_name {}", nested(5000).replace("parent", "x"));
    assert!(text::from_str::<Order>(&skipped).is_err());
}

#[test]
fn what_is_packed_too_deep_is_shown_as_bytes() {
    let deepest = (0..200).fold(Any::pack(&line("a", 1)), |inner, _| Any::pack(&inner));
    let message = Order { any: vec![deepest], ..order() };
    let printed = text::to_string(&message);
    assert!(printed.contains("type_url") && printed.len() < 1 << 20, "{}", printed.len());
    assert_eq!(text::from_str::<Order>(&printed), Ok(message));
}

fn any_line() -> impl Strategy<Value = Line> {
    (any::<String>(), any::<i32>()).prop_map(|(sku, amount)| Line { sku, amount })
}

fn any_choice() -> impl Strategy<Value = Choice> {
    prop_oneof![any::<String>().prop_map(Choice::Page), any_line().prop_map(Choice::Line)]
}

/// The numbers, by their bits: those that are none are had back as one.
fn any_order() -> impl Strategy<Value = Order> {
    let numbers = (any::<u64>(), any::<u64>(), any::<Option<u32>>(), any::<Option<i64>>(), any::<Vec<i32>>());
    let texts = (any::<Option<String>>(), any::<Vec<u8>>(), any::<Vec<String>>(), any::<BTreeMap<String, u32>>());
    let lines = (prop::collection::vec(any_line(), 0..3), prop::collection::hash_map(any::<i32>(), any_line(), 0..3));
    let states = prop::collection::vec(-3..3, 0..4);
    (numbers, texts, lines, states, prop::option::of(any_choice()), any::<Option<u8>>()).prop_map(
        |((id, total, ratio, delta, fixed), (note, data, names, stock), (lines, by_id), states, choice, small)| {
            let states =
                states.into_iter().map(|number| contracts::Enumeration::from_number(number).unwrap()).collect();
            let any = lines.iter().map(Any::pack).collect();
            let total = Some(f64::from_bits(total)).filter(|total| !total.is_nan()).unwrap_or_default();
            let ratio = ratio.map(f32::from_bits).filter(|ratio| !ratio.is_nan());
            Order {
                id,
                total,
                ratio,
                delta,
                fixed,
                note,
                data,
                names,
                stock,
                lines,
                by_id,
                states,
                choice,
                small,
                any,
                ..order()
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_is_printed_is_read_as_it_was(inner in any_order(), outer in any_order(), single_line in any::<bool>()) {
        let message = Order { parent: Some(Box::new(inner)), ..outer };
        let printed = text::to_string_with(&message, Options { single_line, ..Options::default() });
        prop_assert_eq!(text::from_str::<Order>(&printed), Ok(message), "{}", printed);
    }

    #[test]
    fn no_text_is_more_than_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..30), unknown_fields in any::<bool>()) {
        let options = Options { unknown_fields, ..Options::default() };
        let text = words.concat();
        if let Ok(message) = text::from_str_with::<Order>(&text, options) {
            let printed = text::to_string(&message);
            prop_assert_eq!(text::from_str::<Order>(&printed).map(|read| text::to_string(&read)), Ok(printed));
        }
    }

    #[test]
    fn all_bytes_that_are_a_message_are_printed(bytes in any::<Vec<u8>>(), numbers in prop::collection::vec(1..30_u8, 0..4)) {
        let keyed = numbers.iter().flat_map(|number| [number << 3 | 2, 1, *number]).chain(bytes);
        if let Ok(message) = Order::decode(&keyed.collect::<Vec<_>>()) {
            let options = Options { unknown_fields: true, ..Options::default() };
            let printed = text::to_string_with(&message, options);
            prop_assert!(text::from_str_with::<Order>(&printed, options).is_ok(), "{}", printed);
        }
    }
}

const WORDS: &[&str] = &[
    "id",
    "note",
    "lines",
    "any",
    "parent",
    "peer",
    "stock",
    "key",
    "value",
    "state",
    "OPEN",
    "total",
    "data",
    "[a/shop.v1.Line]",
    "[x.y]",
    ":",
    ": ",
    "{",
    "}",
    "<",
    ">",
    "[",
    "]",
    ",",
    ";",
    "-",
    "1",
    "0x",
    "08",
    "1.5f",
    "inf",
    "'a'",
    "\"\\n\"",
    "'\\",
    "#\n",
    "\n",
    " ",
    "é",
    "\0",
    "true",
];
