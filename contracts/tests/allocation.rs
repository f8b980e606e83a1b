//! What decoding takes of the memory, whatever the bytes say: a multiple of the input's size.

use bytes::Bytes;
use contracts::wkt::{Any, ListValue};
use contracts::{DecodeOptions, Message, UnknownFields, contract, json};
use peak_alloc::PeakAlloc;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

contracts::package!("allocation.v1");

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Node {
    #[member(1)]
    child: Option<Box<Node>>,
    #[member(2)]
    nodes: Vec<Node>,
    #[member(3)]
    by_number: BTreeMap<u32, Node>,
    #[member(4)]
    by_name: HashMap<String, u64>,
    #[member(5)]
    names: Vec<String>,
    #[member(6)]
    blobs: Vec<Bytes>,
    #[member(7)]
    numbers: Vec<i64>,
    #[member(8)]
    doubles: Vec<f64>,
    #[member(9)]
    set: BTreeSet<u64>,
    #[member(10)]
    queue: VecDeque<String>,
    #[member(11)]
    closed: Vec<Closed>,
    #[member(12)]
    text: String,
    #[member(13)]
    blob: Vec<u8>,
    #[member(14)]
    any: Option<Any>,
    #[member(15)]
    flags: Vec<bool>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Closed {
    Unspecified = 0,
    One = 1,
}

/// How large the inputs are.
const SIZE: usize = 256 << 10;

/// What errors, the deepest path and the first elements of everything take.
const REST: usize = 64 << 10;

/// A `Vec` that grows is there twice, and the new one is up to twice as large as what is in it.
const GROWTH: usize = 3;

/// The most memory that was taken at once while something ran.
fn peak<T>(run: impl FnOnce() -> T) -> usize {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    drop(run());
    ALLOCATOR.peak_usage().saturating_sub(before)
}

/// An input whose elements are of so many bytes of memory and of input each takes no more than all of them, and a copy.
fn check(name: &str, input: &[u8], (memory, bytes): (usize, usize)) {
    let bound = GROWTH * input.len() / bytes * memory + 2 * input.len() + REST;
    let copied = peak(|| Node::decode(input));
    assert!(copied <= bound, "{name}: {copied} bytes for {} of input, not {bound}", input.len());
    let shared = Bytes::copy_from_slice(input);
    let parts = peak(|| Node::decode_bytes(shared));
    assert!(parts <= bound, "{name}, shared: {parts} bytes for {} of input, not {bound}", input.len());
}

fn delimited(number: u32, content: &[u8]) -> Vec<u8> {
    let mut field = Vec::new();
    prost::encoding::encode_key(number, prost::encoding::WireType::LengthDelimited, &mut field);
    prost::encoding::encode_varint(content.len() as u64, &mut field);
    field.extend(content);
    field
}

/// Entries of a map with keys that differ.
fn entries(number: u32, key: impl Fn(u32) -> Vec<u8>) -> Vec<u8> {
    (0..SIZE as u32 / 8).flat_map(|index| delimited(number, &key(index))).collect()
}

const LARGEST: (usize, usize) = (size_of::<Node>(), 2);
const NOTHING: (usize, usize) = (0, 1);

/// Nothing runs beside it: what others take would count.
#[test]
fn memory_is_a_multiple_of_the_input() {
    lengths_that_lie();
    packed_runs();
    many_small_values();
    deep_values();
    elements_have_a_limit();
    texts();
}

fn lengths_that_lie() {
    for number in 1..=20_u8 {
        for length in
            [&[0xff, 0xff, 0xff, 0xff, 0x07][..], &[0xff; 9], &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]]
        {
            let mut input = vec![0x7a, 0];
            prost::encoding::encode_key(number.into(), prost::encoding::WireType::LengthDelimited, &mut input);
            input.extend(length);
            input.extend([0; 100]);
            check(&format!("a length of field {number}"), &input, NOTHING);
        }
    }
}

fn packed_runs() {
    let cut = |mut run: Vec<u8>| {
        run.push(0x80);
        run
    };
    check("varints", &delimited(7, &vec![1; SIZE]), (8, 1));
    check("varints that end early", &delimited(7, &cut(vec![1; SIZE])), (8, 1));
    check("a varint that never ends", &delimited(7, &vec![0x80; SIZE]), NOTHING);
    check("doubles", &delimited(8, &vec![0; SIZE]), (8, 8));
    check("doubles that end early", &delimited(8, &vec![0; SIZE - 1]), (8, 8));
    check("booleans", &delimited(15, &vec![1; SIZE]), (1, 1));
    // Read aside, then put into nodes of the set; the same number throughout is there once.
    check("a set", &delimited(9, &vec![1; SIZE]), (8, 1));
    // Each is kept as a number, and then as a field of two bytes.
    check("values without a name", &delimited(11, &vec![9; SIZE]), (8 + 2, 1));
    check("runs of one", &[0x3a, 1, 1].repeat(SIZE / 3), (8, 3));
    check("empty runs", &[0x3a, 0].repeat(SIZE / 2), NOTHING);
}

fn many_small_values() {
    check("empty messages", &[0x12, 0].repeat(SIZE / 2), LARGEST);
    check("empty messages in one", &delimited(1, &[0x12, 0].repeat(SIZE / 2)), LARGEST);
    check("one message again and again", &[0x0a, 0].repeat(SIZE / 2), LARGEST);
    check("empty strings", &[0x2a, 0].repeat(SIZE / 2), (size_of::<String>(), 2));
    check("empty bytes", &[0x32, 0].repeat(SIZE / 2), (size_of::<Bytes>(), 2));
    check("short bytes", &[0x32, 1, 7].repeat(SIZE / 3), (size_of::<Bytes>() + 1, 3));
    check("strings in a queue", &[0x52, 1, 65].repeat(SIZE / 3), (size_of::<String>() + 1, 3));
    check("empty entries", &[0x1a, 0].repeat(SIZE / 2), LARGEST);
    let number = |index: u32| {
        let mut key = vec![0x08];
        prost::encoding::encode_varint(index.into(), &mut key);
        key
    };
    // A node of a map is at least half full.
    check("entries of messages", &entries(3, number), (2 * size_of::<(u32, Node)>(), 4));
    let name = |index: u32| delimited(1, format!("{index:x}").as_bytes());
    check("entries of numbers", &entries(4, name), (2 * size_of::<(String, u64)>(), 5));
    check("unknown fields", &[0xa0, 6, 1].repeat(SIZE / 3), (1, 1));
    check("one long unknown field", &delimited(100, &vec![0; SIZE]), (1, 1));
    check("unknown groups", &[0xa3, 6, 0xa4, 6].repeat(SIZE / 4), (1, 1));
    check("a long text", &delimited(12, &vec![65; SIZE]), (1, 1));
    check("a text again and again", &delimited(12, &[65; 100]).repeat(SIZE / 102), (1, 1));
    check("long bytes", &delimited(13, &vec![65; SIZE]), (1, 1));
}

fn deep_values() {
    let nested = |times: usize, innermost: Vec<u8>| (0..times).fold(innermost, |content, _| delimited(1, &content));
    let messages = [0x12, 0].repeat(SIZE / 2);
    check("messages at the bottom", &nested(99, messages.clone()), LARGEST);
    check("messages below the bottom", &nested(100, messages.clone()), NOTHING);
    check("too deep", &nested(1000, Vec::new()), NOTHING);
    check("an error below much", &[messages, vec![0x0a, 1, 0xff]].concat(), LARGEST);
    check("groups without an end", &[0xa3, 6].repeat(SIZE / 2), NOTHING);
}

fn elements_have_a_limit() {
    const ELEMENTS: usize = 1000;
    let options = DecodeOptions::new().with_elements(ELEMENTS);
    let bound = GROWTH * ELEMENTS * size_of::<Node>() + REST;
    let inputs = [
        [0x12, 0].repeat(SIZE / 2),
        [0x2a, 0].repeat(SIZE / 2),
        [0x1a, 0].repeat(SIZE / 2),
        delimited(7, &vec![1; SIZE]),
        delimited(9, &vec![1; SIZE]),
        delimited(8, &vec![1; SIZE]),
        delimited(1, &[0x12, 0].repeat(SIZE / 2)),
    ];
    for input in inputs {
        let taken = peak(|| assert!(Node::decode_with(&input, &options).is_err()));
        assert!(taken <= bound, "{taken} bytes, not {bound}");
    }
}

/// JSON whose elements are of so many bytes of memory and of text each.
fn check_json<T: DeserializeOwned>(name: &str, text: &str, (memory, bytes): (usize, usize)) {
    let bound = GROWTH * text.len() / bytes * memory + 4 * text.len() + REST;
    let taken = peak(|| json::from_str::<T>(text, json::Options::default()));
    assert!(taken <= bound, "{name}: {taken} bytes for {} of text, not {bound}", text.len());
}

fn texts() {
    let list = |element: &str| format!("[{}]", vec![element; SIZE / (element.len() + 1)].join(","));
    let value = size_of::<contracts::wkt::Value>();
    check_json::<Node>("messages", &format!(r#"{{"nodes":{}}}"#, list("{}")), (size_of::<Node>(), 3));
    check_json::<Node>("numbers", &format!(r#"{{"numbers":{}}}"#, list("1")), (8, 2));
    check_json::<Node>("texts", &format!(r#"{{"names":{}}}"#, list("\"\"")), (size_of::<String>(), 3));
    check_json::<Node>("a list that ends early", &format!(r#"{{"nodes":{}"#, list("{}")), (size_of::<Node>(), 3));
    check_json::<ListValue>("values", &list("1"), (value, 2));
    check_json::<ListValue>("lists", &list("[]"), (value, 3));
    check_json::<ListValue>("arrays without an end", &"[".repeat(SIZE), (value, 1));
    check_json::<serde_json::Value>("unread", &list("[]"), (value.max(size_of::<serde_json::Value>()), 3));
    let any = |inside: &str| format!(r#"{{"@type":"type.googleapis.com/google.protobuf.ListValue","value":{inside}}}"#);
    // A tree, the list of it, and the texts in between.
    check_json::<Any>("an `Any`", &any(&list("1")), (2 * value, 2));
    check_json::<Node>("base64", &format!(r#"{{"blob":"{}"}}"#, "A".repeat(SIZE)), (1, 1));
}
