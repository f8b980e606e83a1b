//! What each limit of a call that decodes holds back, one below it, at it and one above it.

use contracts::codec::Prost;
use contracts::json::{self, Options};
use contracts::wire::DecodeErrorKind;
use contracts::wkt::{Any, ListValue, Struct};
use contracts::{DecodeError, DecodeOptions, Message, UnknownFields, contract};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

contracts::package!("limit.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Node {
    #[member(1)]
    child: Option<Box<Node>>,
    #[member(2)]
    nodes: Vec<Node>,
    #[member(3)]
    by_name: BTreeMap<String, Node>,
    #[member(4, as = contracts::codec::Boxed<contracts::codec::Delimited>)]
    group: Option<Box<Node>>,
    #[member(5)]
    any: Option<Any>,
    #[member(6)]
    value: Option<Value>,
    #[member(7)]
    object: Option<Struct>,
    #[member(8)]
    array: Option<ListValue>,
    #[member(9, as = Prost)]
    foreign: Option<Foreign>,
    #[oneof]
    choice: Option<Choice>,
    #[member(20)]
    numbers: Vec<u32>,
    #[member(21)]
    floats: Vec<f64>,
    #[member(22)]
    set: BTreeSet<u32>,
    #[member(23)]
    queue: VecDeque<String>,
    #[member(24)]
    closed: Vec<Closed>,
    #[member(25)]
    narrow: VecDeque<i16>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
enum Choice {
    #[member(10)]
    Same(Box<Node>),
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Closed {
    Unspecified = 0,
    One = 1,
}

/// As prost-build makes it of a message whose member is a contract.
#[derive(Clone, PartialEq, prost::Message)]
struct Foreign {
    #[prost(message, optional, boxed, tag = "1")]
    node: Option<Box<Node>>,
}

impl prost::Name for Foreign {
    const NAME: &'static str = "Foreign";
    const PACKAGE: &'static str = "limit.v1";
}

const OPTIONS: DecodeOptions = DecodeOptions::new();

fn delimited(number: u32, content: &[u8]) -> Vec<u8> {
    let mut field = Vec::new();
    prost::encoding::encode_key(number, prost::encoding::WireType::LengthDelimited, &mut field);
    prost::encoding::encode_varint(content.len() as u64, &mut field);
    field.extend(content);
    field
}

/// Wraps nothing so many times.
fn nested(times: usize, wrap: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    (0..times).fold(Vec::new(), |content, _| wrap(content))
}

fn in_child(content: Vec<u8>) -> Vec<u8> {
    delimited(1, &content)
}

fn in_group(content: Vec<u8>) -> Vec<u8> {
    [&[0x23][..], &content, &[0x24]].concat()
}

/// A group whose number no field has.
fn in_unknown_group(content: Vec<u8>) -> Vec<u8> {
    [&[0xa3, 0x06][..], &content, &[0xa4, 0x06]].concat()
}

/// The value of an entry is below the entry.
fn in_map(content: Vec<u8>) -> Vec<u8> {
    delimited(3, &delimited(2, &content))
}

fn kind(error: &DecodeError) -> DecodeErrorKind {
    error.kind().clone()
}

#[test]
fn every_kind_of_nesting_ends_at_the_limit() {
    let check = |name: &str, levels: usize, wrap: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        for limit in [0, 4, 36, 100] {
            let options = OPTIONS.with_depth(limit);
            let most = limit as usize / levels;
            for times in most.saturating_sub(1)..=most {
                assert_eq!(Node::decode_with(&nested(times, wrap), &options).err(), None, "{name} {times} of {limit}");
            }
            let error = Node::decode_with(&nested(most + 1, wrap), &options).unwrap_err();
            assert_eq!(kind(&error), DecodeErrorKind::TooDeep(limit), "{name}: {error}");
            assert!(error.to_string().ends_with(&format!("nested deeper than the limit of {limit} levels")), "{error}");
        }
    };
    check("child", 1, &in_child);
    check("repeated", 1, &|content| delimited(2, &content));
    check("map", 2, &in_map);
    check("oneof", 1, &|content| delimited(10, &content));
    check("group", 1, &in_group);
    check("unknown group", 1, &in_unknown_group);
}

#[test]
fn the_default_depth_is_that_of_protobuf() {
    for times in [99, 100] {
        assert!(Node::decode(&nested(times, in_child)).is_ok());
    }
    assert_eq!(kind(&Node::decode(&nested(101, in_child)).unwrap_err()), DecodeErrorKind::TooDeep(100));
}

#[test]
fn levels_below_a_message_of_prost_count() {
    let foreign = |content: Vec<u8>| delimited(9, &delimited(1, &content));
    let options = OPTIONS.with_depth(3);
    assert!(Node::decode_with(&foreign(nested(2, in_child)), &options).is_ok());
    let error = Node::decode_with(&foreign(nested(4, in_child)), &options).unwrap_err();
    assert!(error.to_string().ends_with("nested deeper than the limit of 3 levels"), "{error}");
    // What was left inside does not stay behind for the next call on this thread.
    assert!(Node::decode(&foreign(nested(90, in_child))).is_ok());
    assert!(<Node as prost::Message>::decode(&nested(90, in_child)[..]).is_ok());
}

#[test]
fn a_message_has_as_many_bytes_as_the_limit() {
    let message = delimited(20, &[1, 2, 3]);
    assert!(Node::decode_with(&message, &OPTIONS.with_size(6)).is_ok());
    assert!(Node::decode_with(&message, &OPTIONS.with_size(7)).is_ok());
    let error = Node::decode_with(&message, &OPTIONS.with_size(5)).unwrap_err();
    assert_eq!(error.to_string(), "Node: a message of 6 bytes is larger than the limit of 5 bytes");
    let shared = Node::decode_bytes_with(message.clone().into(), &OPTIONS.with_size(5)).unwrap_err();
    assert_eq!((kind(&shared), shared.is_over_budget()), (DecodeErrorKind::TooLarge { length: 6, limit: 5 }, true));
    let mut node = Node::default();
    assert!(node.merge_with(&message, &OPTIONS.with_size(5)).is_err());
    assert_eq!(node, Node::default());
}

#[test]
fn elements_of_all_fields_count_together() {
    // So many elements are in the bytes, and here the first is that is one too many.
    let check = |bytes: &[u8], elements: usize, path: &str| {
        for enough in [elements, elements + 1, usize::MAX] {
            let options = OPTIONS.with_elements(enough);
            assert_eq!(Node::decode_with(bytes, &options).err(), None, "{path} {enough}");
            assert!(Node::decode_bytes_with(bytes.to_vec().into(), &options).is_ok());
        }
        let error = Node::decode_with(bytes, &OPTIONS.with_elements(elements - 1)).unwrap_err();
        assert_eq!((error.path(), kind(&error)), (path.to_owned(), DecodeErrorKind::TooManyElements(elements - 1)));
        assert!(error.is_over_budget());
    };
    check(&[0x12, 0, 0x12, 0, 0x12, 0], 3, "Node.nodes");
    check(&delimited(20, &[1, 2, 3]), 3, "Node.numbers");
    check(&delimited(20, &[0x81, 1, 2, 3]), 3, "Node.numbers");
    check(&[0xa0, 1, 1, 0xa0, 1, 2], 2, "Node.numbers");
    check(&delimited(21, &[0; 24]), 3, "Node.floats");
    check(&delimited(22, &[5, 5, 5]), 3, "Node.set");
    check(&[delimited(23, b"a"), delimited(23, b"b")].concat(), 2, "Node.queue");
    check(&[0x1a, 0, 0x1a, 0], 2, "Node.by_name");
    check(&delimited(24, &[1, 9, 1]), 3, "Node.closed");
    check(&delimited(1, &delimited(20, &[1, 2, 3])), 3, "Node.child.numbers");
}

#[test]
fn elements_count_on_all_levels() {
    let check = |bytes: &[u8], elements: usize, path: &str| {
        assert!(Node::decode_with(bytes, &OPTIONS.with_elements(elements)).is_ok(), "{path}");
        let error = Node::decode_with(bytes, &OPTIONS.with_elements(elements - 1)).unwrap_err();
        assert_eq!(error.to_string(), format!("{path}: {}", DecodeErrorKind::TooManyElements(elements - 1)));
    };
    let two = delimited(20, &[1, 2]);
    check(&delimited(2, &two), 3, "Node.nodes[0].numbers");
    check(&delimited(10, &two), 2, "Node.same.numbers");
    check(&in_group(two.clone()), 2, "Node.group.numbers");
    check(&in_map(two.clone()), 3, "Node.by_name.value.numbers");
    check(&[in_child(two.clone()), two.clone()].concat(), 4, "Node.numbers");
    // Those of contracts below a message of prost too.
    let foreign = delimited(9, &delimited(1, &two));
    assert!(Node::decode_with(&foreign, &OPTIONS.with_elements(2)).is_ok());
    let error = Node::decode_with(&foreign, &OPTIONS.with_elements(1)).unwrap_err();
    assert_eq!((error.path(), kind(&error)), ("Node.foreign".to_owned(), DecodeErrorKind::TooManyElements(1)));
    // Nothing of it stays behind.
    let undecodable = Node::decode_with(&delimited(9, &[0x0a, 9]), &OPTIONS.with_elements(1)).unwrap_err();
    assert!(!undecodable.is_over_budget(), "{undecodable}");
    assert!(Node::decode_with(&[foreign, two].concat(), &OPTIONS.with_elements(3)).is_err());
}

#[test]
fn unknown_fields_have_as_many_bytes_as_the_limit() {
    let check = |bytes: &[u8], kept: usize, path: &str| {
        assert!(Node::decode_with(bytes, &OPTIONS.with_unknown_bytes(kept)).is_ok(), "{path}");
        let error = Node::decode_with(bytes, &OPTIONS.with_unknown_bytes(kept - 1)).unwrap_err();
        assert_eq!((error.path(), kind(&error)), (path.to_owned(), DecodeErrorKind::TooManyUnknownBytes(kept - 1)));
        assert!(error.is_over_budget());
    };
    check(&delimited(100, b"abc"), 6, "Node");
    check(&in_unknown_group(vec![0x08, 1]), 6, "Node");
    check(&in_child([delimited(100, b"a"), delimited(101, b"b")].concat()), 8, "Node.child");
    check(&[delimited(100, b"a"), in_child(delimited(100, b"a"))].concat(), 8, "Node.child");
    // Values without a name, of a packed field: each is kept behind a key of its own.
    check(&delimited(24, &[8, 1, 9]), 6, "Node");
}

#[test]
fn what_is_not_kept_is_not_counted() {
    #[contract]
    struct Forgetful {
        #[member(1)]
        id: u32,
    }
    let bytes = [delimited(100, &[0; 1000]), vec![0x08, 7]].concat();
    assert_eq!(Forgetful::decode_with(&bytes, &OPTIONS.with_unknown_bytes(0)).map(|it| it.id), Ok(7));
}

#[test]
fn errors_tell_the_place_of_elements_in_every_collection() {
    let refused = |bytes: &[u8], expected: &str| {
        assert_eq!(Node::decode(bytes).unwrap_err().to_string(), expected);
    };
    let text = |bytes: &[u8]| delimited(23, bytes);
    refused(&[text(b"a"), text(b"b"), text(&[0xff])].concat(), "Node.queue[2]: invalid UTF-8");
    refused(&delimited(25, &[1, 2, 0x80, 0x80, 0x04]), "Node.narrow[2]: 65536 is out of range for i16");
    refused(&[0x1a, 3, 0x0a, 1, 0xff], "Node.by_name.key: invalid UTF-8");
    refused(&[0x1a, 6, 0x12, 4, 0xba, 1, 1, 0xff], "Node.by_name.value.queue[0]: invalid UTF-8");
    refused(&[0x52, 4, 0xba, 1, 1, 0xff], "Node.same.queue[0]: invalid UTF-8");
    refused(&in_group(vec![0xba, 1, 1, 0xff]), "Node.group.queue[0]: invalid UTF-8");
    let second = [delimited(2, &[]), delimited(2, &text(&[0xff]))].concat();
    refused(&in_child(second), "Node.child.nodes[1].queue[0]: invalid UTF-8");
}

/// JSON in which so many objects or arrays are inside each other.
fn json_nested(levels: usize, open: &str, innermost: &str, close: &str) -> String {
    [open.repeat(levels), innermost.to_owned(), close.repeat(levels)].concat()
}

/// The limit holds with every deserializer: of a text with and without a limit of its own, and of a tree.
fn check_json<T: DeserializeOwned>(levels: usize, open: &str, innermost: &str, close: &str) {
    let at = |times: usize, depth: u32| {
        let text = json_nested(times, open, innermost, close);
        let options = Options { depth, ..Options::default() };
        let of_text = json::from_str::<T>(&text, options).map(drop);
        let tree = serde_json::from_str(&text);
        let of_tree = tree.and_then(|tree: Value| json::with_options(options, || T::deserialize(tree))).map(drop);
        (of_text, of_tree)
    };
    for limit in [0_u32, 1, 7, 30] {
        let most = limit as usize / levels;
        for times in most.saturating_sub(1)..=most {
            let (of_text, of_tree) = at(times, limit);
            for outcome in [of_text, of_tree] {
                assert_eq!(outcome.err().map(|error| error.to_string()), None, "{open} {times} of {limit}");
            }
        }
        let (of_text, of_tree) = at(most + 1, limit);
        for error in [of_text.unwrap_err(), of_tree.unwrap_err()] {
            assert!(error.to_string().contains(&format!("deeper than the limit of {limit} levels")), "{open}: {error}");
        }
    }
}

#[test]
fn json_ends_at_the_limit_too() {
    check_json::<Node>(1, r#"{"child":"#, "{}", "}");
    check_json::<Node>(1, r#"{"nodes":["#, "{}", "]}");
    check_json::<Node>(1, r#"{"byName":{"a":"#, "{}", "}}");
    check_json::<Node>(1, r#"{"same":"#, "{}", "}");
    check_json::<ListValue>(1, "[", "[]", "]");
    check_json::<Struct>(1, r#"{"a":"#, "{}", "}");
    check_json::<contracts::wkt::Value>(1, "[", "[]", "]");
    check_json::<contracts::wkt::Value>(1, r#"{"a":"#, "{}", "}");
}

#[test]
fn levels_of_json_are_given_back_when_a_value_is_refused() {
    let refused = json_nested(90, r#"{"child":"#, r#"{"nothing":1}"#, "}");
    for _ in 0..10 {
        assert!(serde_json::from_str::<Node>(&refused).is_err());
    }
    assert!(serde_json::from_str::<Node>(&json_nested(90, r#"{"child":"#, "{}", "}")).is_ok());
}

/// A tree that no parser of text would make so deep.
fn deep_tree(levels: usize, wrap: impl Fn(Value) -> Value) -> Value {
    (0..levels).fold(json!({}), |inside, _| wrap(inside))
}

/// An object of one member; `json!` would copy what is inside.
fn object(name: &str, inside: Value) -> Value {
    serde_json::Map::from_iter([(name.to_owned(), inside)]).into()
}

#[test]
fn a_tree_that_is_deeper_than_any_text_is_refused() {
    let check = |levels: usize, wrap: &dyn Fn(Value) -> Value, is_ok: bool| {
        let read = Node::deserialize(&deep_tree(levels, wrap));
        assert_eq!(read.is_ok(), is_ok, "{levels}: {:?}", read.err());
    };
    let child = |inside| object("child", inside);
    check(100, &child, true);
    check(101, &child, false);
    check(2000, &child, false);
    for member in ["value", "object", "array"] {
        let inside =
            deep_tree(2000, |inside| if member == "array" { vec![inside].into() } else { object("a", inside) });
        assert!(Node::deserialize(&object(member, inside)).is_err());
    }
    let any = deep_tree(2000, |inside| object("a", inside));
    assert!(Node::deserialize(&object("any", any)).is_err());
}

#[test]
fn an_any_in_an_any_ends_too() {
    let any = |inside| json!({ "@type": "type.googleapis.com/google.protobuf.Any", "value": inside });
    assert!(Any::deserialize(&deep_tree(9, any)).is_ok());
    let error = Any::deserialize(&deep_tree(40, any)).unwrap_err();
    assert!(error.to_string().contains("too deep"), "{error}");
    // Nothing of it stays behind.
    assert!(Any::deserialize(&deep_tree(9, any)).is_ok());
}

/// What a thread of a small stack can do with the deepest messages that are accepted.
#[test]
fn the_deepest_messages_need_little_stack() {
    fn check(bytes: Vec<u8>, stack: usize) {
        let work = move || {
            let node = Node::decode(&bytes).unwrap();
            assert_eq!(node.encode_to_vec(), bytes);
            assert_eq!(node.encoded_len(), bytes.len());
            assert!(format!("{node:?}").len() > 100);
            let json = serde_json::to_value(&node).unwrap();
            let read = json::with_options(Options { depth: 200, ..Options::default() }, || Node::deserialize(&json));
            assert_eq!(read.unwrap(), node);
            drop(node.clone());
        };
        std::thread::Builder::new().stack_size(stack).spawn(work).unwrap().join().unwrap();
    }
    // Half of what the workers of tokio have, without optimization; a level of such a message takes about 6 KiB.
    let stack = 1 << 20;
    check(nested(100, in_child), stack);
    check(nested(100, in_group), stack);
    check(nested(100, |content| delimited(2, &content)), stack);
    check(nested(100, |content| delimited(10, &content)), stack);
}
