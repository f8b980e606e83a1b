//! Types of other crates as members, each by its feature: the bytes are those of the type that stands for them.

use bytes::Bytes;
use bytestring::ByteString;
use compact_str::CompactString;
use contracts::{Message, contract};
use hashbrown::{HashMap, HashSet};
use indexmap::{IndexMap, IndexSet};
use rust_decimal::Decimal;
use smallvec::{SmallVec, smallvec};
use smol_str::SmolStr;
use std::collections::{BTreeSet, VecDeque};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::Url;

contracts::package!("foreign.v1");

/// The foreign types.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Foreign {
    #[member(1)]
    peer: IpAddr,
    #[member(2)]
    v4: Option<Ipv4Addr>,
    #[member(3)]
    v6: Vec<Ipv6Addr>,
    #[member(4)]
    page: Option<Url>,
    #[member(5)]
    price: Decimal,
    #[member(6)]
    smol: SmolStr,
    #[member(7)]
    compact: Vec<CompactString>,
    #[member(8)]
    ordered: IndexMap<SmolStr, u32>,
    #[member(9)]
    hashed: HashMap<u32, bool>,
    #[member(10)]
    sorted: BTreeSet<u32>,
    #[member(11)]
    queue: VecDeque<String>,
    #[member(12)]
    in_order: IndexSet<i32>,
    #[member(13)]
    inline: SmallVec<[u64; 4]>,
    #[member(14)]
    set: HashSet<String>,
    #[member(15)]
    home: Url,
    #[member(16)]
    shared: ByteString,
    #[member(17)]
    by_shared: std::collections::BTreeMap<ByteString, ByteString>,
}

/// The types that stand for them.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Plain {
    #[member(1)]
    peer: String,
    #[member(2)]
    v4: Option<String>,
    #[member(3)]
    v6: Vec<String>,
    #[member(4)]
    page: Option<String>,
    #[member(5)]
    price: String,
    #[member(6)]
    smol: String,
    #[member(7)]
    compact: Vec<String>,
    #[member(8)]
    ordered: std::collections::BTreeMap<String, u32>,
    #[member(9)]
    hashed: std::collections::BTreeMap<u32, bool>,
    #[member(10)]
    sorted: Vec<u32>,
    #[member(11)]
    queue: Vec<String>,
    #[member(12)]
    in_order: Vec<i32>,
    #[member(13)]
    inline: Vec<u64>,
    #[member(14)]
    set: Vec<String>,
    #[member(15)]
    home: String,
    #[member(16)]
    shared: String,
    #[member(17)]
    by_shared: std::collections::BTreeMap<String, String>,
}

fn foreign() -> Foreign {
    Foreign {
        peer: "2001:db8::1".parse().unwrap(),
        v4: Some(Ipv4Addr::UNSPECIFIED),
        v6: vec![Ipv6Addr::LOCALHOST],
        page: Some("https://example.com/a?b=c".parse().unwrap()),
        price: "-1.50".parse().unwrap(),
        smol: "small".into(),
        compact: vec!["a".into(), "".into()],
        ordered: IndexMap::from_iter([("a".into(), 1), ("b".into(), 2)]),
        hashed: HashMap::from_iter([(7, true)]),
        sorted: BTreeSet::from([1, 300]),
        queue: VecDeque::from(["x".to_owned(), "y".to_owned()]),
        in_order: IndexSet::from_iter([3, -1]),
        inline: smallvec![1, 2, 3],
        set: HashSet::from_iter(["only".to_owned()]),
        home: "about:blank".parse().unwrap(),
        shared: "shared".into(),
        by_shared: [("k".into(), "v".into())].into(),
    }
}

fn plain() -> Plain {
    Plain {
        peer: "2001:db8::1".into(),
        v4: Some("0.0.0.0".into()),
        v6: vec!["::1".into()],
        page: Some("https://example.com/a?b=c".into()),
        price: "-1.50".into(),
        smol: "small".into(),
        compact: vec!["a".into(), "".into()],
        ordered: [("a".to_owned(), 1), ("b".to_owned(), 2)].into(),
        hashed: [(7, true)].into(),
        sorted: vec![1, 300],
        queue: vec!["x".into(), "y".into()],
        in_order: vec![3, -1],
        inline: vec![1, 2, 3],
        set: vec!["only".into()],
        home: String::new(),
        shared: "shared".into(),
        by_shared: [("k".to_owned(), "v".to_owned())].into(),
    }
}

#[test]
fn foreign_types_travel_as_what_stands_for_them() {
    let (foreign, plain) = (foreign(), plain());
    let bytes = plain.encode_to_vec();
    assert_eq!(foreign.encode_to_vec(), bytes);
    assert_eq!(Foreign::decode(&bytes).as_ref(), Ok(&foreign));
    let json = serde_json::to_value(&plain).unwrap();
    assert_eq!(serde_json::to_value(&foreign).unwrap(), json);
    assert_eq!(serde_json::from_value::<Foreign>(json).unwrap(), foreign);
}

#[test]
fn a_shared_text_is_a_part_of_a_shared_buffer() {
    let bytes = Bytes::from(foreign().encode_to_vec());
    let inside = |text: &ByteString| bytes.as_ptr_range().contains(&text.as_bytes().as_ptr());
    assert!(inside(&Foreign::decode_bytes(bytes.clone()).unwrap().shared));
    assert!(!inside(&Foreign::decode(&bytes).unwrap().shared));
    let error = Foreign::decode(b"\x82\x01\x01\xff").unwrap_err();
    assert_eq!(error.to_string(), "Foreign.shared: invalid UTF-8");
}

#[test]
fn absence_is_the_default() {
    assert_eq!(Foreign::default().encode_to_vec(), b"");
    let absent = Foreign::decode(b"").unwrap();
    assert_eq!(absent.home.as_str(), "about:blank");
    assert_eq!(absent.peer, IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    assert_eq!(absent.price, Decimal::ZERO);
}

#[test]
fn a_decimal_keeps_the_digits_behind_its_point() {
    let price: Decimal = "0.00".parse().unwrap();
    let bytes = Foreign { price, ..Foreign::default() }.encode_to_vec();
    assert_eq!(Foreign::decode(&bytes).unwrap().price.to_string(), "0.00");
}

#[test]
fn texts_are_parsed_strictly() {
    let check = |plain: Plain, expected: &str| {
        assert_eq!(Foreign::decode(&plain.encode_to_vec()).unwrap_err().to_string(), expected);
    };
    let plain = Plain::default;
    let address = "Foreign.peer: \"192.0.2\" is not an IP address, as `192.0.2.1` or `2001:db8::1`";
    check(Plain { peer: "192.0.2".into(), ..plain() }, address);
    let url = "Foreign.page: \"example.com\" is not an absolute URL, as `https://example.com/`";
    check(Plain { page: Some("example.com".into()), ..plain() }, url);
    let decimal = "Foreign.price: \"1,5\" is not a decimal number of at most 28 digits, as `-1.50`";
    check(Plain { price: "1,5".into(), ..plain() }, decimal);
}
