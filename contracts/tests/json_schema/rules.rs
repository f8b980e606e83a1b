//! Contracts with rules that JSON Schema has words for, and some that it has none for.

use contracts::contract;
use contracts::wkt::{Any, Duration, Wrapped};
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::samples::Color;

contracts::package!("json_schema.rules.v1");

/// Texts: each may be absent.
#[contract]
#[derive(Debug)]
pub(crate) struct Texts {
    #[member(1, validate(const = "tea"))]
    only: Option<String>,
    #[member(2, validate(in = ["tea", "cup"]))]
    some: Option<String>,
    #[member(3, validate(not_in = ["tea", "1"]))]
    others: String,
    #[member(4, validate(len = 3))]
    three: Option<String>,
    #[member(5, validate(ignore = if_zero, min_len = 2, max_len = 4))]
    few: String,
    #[member(6, validate(ignore = if_zero, pattern = r"^[a-z][\w.-]*\d$"))]
    matching: String,
    #[member(7, validate(prefix = "t.", suffix = "+"))]
    ends: Option<String>,
    #[member(8, validate(contains = "e", not_contains = "1"))]
    middle: Option<String>,
    #[member(9, validate(max_len = 4, uuid))]
    never: Option<String>,
    #[member(10, as = Wrapped, validate(min_len = 2))]
    wrapped: Option<String>,
}

/// Formats: each may be absent.
#[contract]
#[derive(Debug)]
pub(crate) struct Formats {
    #[member(1, validate(email))]
    email: Option<String>,
    #[member(2, validate(hostname))]
    hostname: Option<String>,
    #[member(3, validate(ip))]
    ip: Option<String>,
    #[member(4, validate(ipv4))]
    ipv4: Option<String>,
    #[member(5, validate(ipv6))]
    ipv6: Option<String>,
    #[member(6, validate(address))]
    address: Option<String>,
    #[member(7, validate(uuid))]
    uuid: Option<String>,
    #[member(8, validate(tuuid))]
    tuuid: Option<String>,
    #[member(9, validate(ip_with_prefixlen))]
    ip_with_prefixlen: Option<String>,
    #[member(10, validate(ipv4_with_prefixlen))]
    ipv4_with_prefixlen: Option<String>,
    #[member(11, validate(ipv6_with_prefixlen))]
    ipv6_with_prefixlen: Option<String>,
    #[member(12, validate(ulid))]
    ulid: Option<String>,
    #[member(13, validate(protobuf_fqn))]
    protobuf_fqn: Option<String>,
    #[member(14, validate(protobuf_dot_fqn))]
    protobuf_dot_fqn: Option<String>,
    #[member(15, validate(http_header_name))]
    http_header_name: Option<String>,
    #[member(16, validate(http_header_value))]
    http_header_value: Option<String>,
}

/// Numbers: each may be absent.
#[contract]
#[derive(Debug)]
pub(crate) struct Numbers {
    #[member(1, validate(ignore = if_zero, gte = 100, lt = 256))]
    between: i32,
    #[member(2, validate(gt = 127, lt = -1))]
    outside: Option<i32>,
    #[member(3, validate(in = [1, 255, 65536]))]
    some: Option<u32>,
    #[member(4, validate(not_in = [1, 255]))]
    others: i64,
    #[member(5, validate(const = -1))]
    only: Option<i64>,
    #[member(6, validate(gte = 1))]
    positive: Option<u64>,
    #[member(7, validate(lte = -128))]
    negative: Option<i64>,
    #[member(8, validate(gt = 0, lte = 100))]
    tiny: Option<u8>,
    #[member(9, validate(gte = 0.0, lt = 128))]
    float: Option<f64>,
    #[member(10, validate(finite))]
    finite: Option<f64>,
    #[member(11, validate(in = [1.5, 1]))]
    floats: Option<f64>,
    #[member(12, validate(gt = 100, lt = 1))]
    float_outside: Option<f32>,
    #[member(13, validate(const = true))]
    truth: Option<bool>,
    #[member(14, validate(defined_only, not_in = [Color::DarkRed]))]
    color: Option<Color>,
    #[member(15, validate(in = [Color::DarkRed, Color::Other(1_000)]))]
    some_colors: Option<Color>,
    #[member(16, validate(not_in = [Color::DarkRed]))]
    other_colors: Color,
    #[member(17, as = Wrapped, validate(gte = 100))]
    wrapped: Option<i64>,
    #[member(18, validate(gt = 5, lt = 6))]
    none: Option<i32>,
}

/// Lists, maps, bytes: each may be absent.
#[contract]
#[derive(Debug)]
pub(crate) struct Sizes {
    #[member(1, validate(ignore = if_zero, min_items = 2, max_items = 3, items(min_len = 2)))]
    list: Vec<String>,
    #[member(2, validate(unique, items(ignore = if_zero, gte = 100)))]
    numbers: Vec<i32>,
    #[member(3, validate(max_pairs = 1, keys(len = 1), values(gte = 1)))]
    map: BTreeMap<String, u32>,
    #[member(4, validate(keys(lt = 100), values(in = ["tea", "1"])))]
    by_number: BTreeMap<i32, String>,
    #[member(5, validate(len = 1))]
    one_byte: Option<Vec<u8>>,
    #[member(6, validate(min_len = 2, max_len = 3))]
    few_bytes: Option<Vec<u8>>,
    #[member(7, validate(ignore = if_zero, ipv4))]
    address: Vec<u8>,
    #[member(8, validate(max_items = 2))]
    inner: Vec<Line>,
    #[member(9, validate(ignore = always))]
    unchecked: Option<Line>,
    #[member(10, validate(items(ignore = always)))]
    unchecked_items: Vec<Line>,
    #[member(11, validate(in = ["/google.protobuf.Duration"]))]
    packed: Option<Any>,
    #[member(12)]
    anything: Option<Any>,
    #[member(13, validate(keys(const = true)))]
    by_truth: BTreeMap<bool, bool>,
}

/// A message with rules in others.
#[contract]
#[derive(Debug)]
pub(crate) struct Line {
    #[member(1, validate(min_len = 1))]
    sku: String,
    #[member(2, validate(ignore = if_zero, lt = 100))]
    quantity: u32,
}

/// What must be there.
#[contract]
#[derive(Debug)]
pub(crate) struct Required {
    #[member(1, validate(required))]
    text: String,
    #[member(2, validate(required))]
    maybe_text: Option<String>,
    #[member(3, validate(gte = 1))]
    number: i32,
    #[member(4, validate(required))]
    user_id: Uuid,
    #[member(5, validate(required))]
    list: Vec<i32>,
    #[member(6, validate(min_pairs = 1))]
    map: BTreeMap<String, i32>,
    #[member(7, validate(required))]
    color_name: Color,
    #[member(8)]
    always_sent: Line,
    #[member(9, validate(required))]
    maybe_sent: Option<Line>,
    #[member(10, validate(gt = "0s"))]
    took: Duration,
    #[member(11, validate(required))]
    bytes: Vec<u8>,
    #[member(12, validate(required))]
    number_64: u64,
    #[member(13, validate(required))]
    truth: bool,
    #[oneof(validate(required))]
    choice: Option<Choice>,
}

#[contract]
#[derive(Debug)]
pub(crate) enum Choice {
    #[member(20, validate(min_len = 2))]
    Words(String),
    #[member(21)]
    Line(Line),
}
