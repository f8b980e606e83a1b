//! What bytes mean that a peer may send, line by line.

use contracts::{Message, UnknownFields, contract};
use std::collections::BTreeMap;

contracts::package!("table.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct User {
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
#[derive(Debug, Clone, PartialEq)]
struct Figure {
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
    #[member(3)]
    Inside(Box<User>),
}

/// What bytes are read as, and what that is written as.
fn check(hex: &str, expected: User, written: &str) {
    assert_eq!(User::decode(&bytes(hex)).as_ref(), Ok(&expected), "{hex}");
    assert_eq!(expected.encode_to_vec(), bytes(written), "{hex}");
}

/// The same bytes both ways.
fn same(hex: &str, expected: User) {
    check(hex, expected, hex);
}

/// Bytes that hold nothing the contract knows: kept, and written again.
fn kept(hex: &str) {
    let user = User::decode(&bytes(hex)).unwrap();
    assert_eq!(user.unknown.as_bytes(), bytes(hex));
    assert_eq!(User { unknown: UnknownFields::new(), ..user.clone() }, User::default(), "{hex}");
    assert_eq!(user.encode_to_vec(), bytes(hex));
}

fn refused(hex: &str, expected: &str) {
    assert_eq!(User::decode(&bytes(hex)).unwrap_err().to_string(), expected, "{hex}");
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}

fn user() -> User {
    User::default()
}

fn figure(kind: Shape) -> User {
    User { shape: Some(Figure { kind: Some(kind), ..Figure::default() }), ..user() }
}

#[test]
fn unknown_fields_are_kept_and_written_behind_the_others() {
    let user = User::decode(&bytes("08 01 a2 06 02 68 69")).unwrap();
    assert_eq!((user.id, user.unknown.as_bytes()), (1, &bytes("a2 06 02 68 69")[..]));
    assert_eq!(user.encode_to_vec(), bytes("08 01 a2 06 02 68 69"));
    kept("a3 06 08 01 a4 06");
}

#[test]
fn presence_is_written_also_of_defaults() {
    same("1a 00 50 00", User { email: Some(String::new()), flag: Some(0), ..user() });
}

#[test]
fn repeated_numbers_are_read_packed_unpacked_and_mixed() {
    check("28 01 28 02", User { scores: vec![1, 2], ..user() }, "2a 02 01 02");
    check("28 01 2a 02 05 06", User { scores: vec![1, 5, 6], ..user() }, "2a 03 01 05 06");
}

#[test]
fn a_value_of_an_enum_without_a_name_is_kept() {
    same("40 4d", User { role: Role::Other(77), ..user() });
}

#[test]
fn a_oneof_is_unset_or_what_came_last() {
    let unknown = User::decode(&bytes("4a 02 50 01")).unwrap();
    assert_eq!(
        unknown.shape.as_ref().map(|figure| (&figure.kind, figure.unknown.as_bytes())),
        Some((&None, &[0x50, 1][..]))
    );
    assert_eq!(unknown.encode_to_vec(), bytes("4a 02 50 01"));
    same("4a 00", User { shape: Some(Figure::default()), ..user() });
    same("4a 02 0a 00", figure(Shape::Empty));
    check("4a 0b 0a 00 11 00 00 00 00 00 00 f0 3f", figure(Shape::Radius(1.0)), "4a 09 11 00 00 00 00 00 00 f0 3f");
    check("4a 0b 11 00 00 00 00 00 00 f0 3f 0a 00", figure(Shape::Empty), "4a 02 0a 00");
    let inside = User { id: 1, delta: 2, ..user() };
    check("4a 08 1a 02 08 01 1a 02 58 02", figure(Shape::Inside(inside.into())), "4a 06 1a 04 08 01 58 02");
}

#[test]
fn a_field_of_another_wire_type_is_unknown() {
    kept("0a 01 41");
}

#[test]
fn text_is_utf_8() {
    refused("12 01 ff", "User.name: invalid UTF-8");
}

#[test]
fn numbers_are_cut_to_32_bits() {
    check("58 ff ff ff ff ff 01", User { delta: -1, ..user() }, "58 ff ff ff ff ff ff ff ff ff 01");
    same("58 ff ff ff ff ff ff ff ff ff 01", User { delta: -1, ..user() });
}

#[test]
fn map_entries_lack_what_is_default_and_the_last_wins() {
    check("3a 00", User { attrs: BTreeMap::from([(String::new(), 0)]), ..user() }, "3a 04 0a 00 10 00");
    check(
        "3a 05 0a 01 61 10 01 3a 05 0a 01 61 10 02",
        User { attrs: BTreeMap::from([("a".to_owned(), 2)]), ..user() },
        "3a 05 0a 01 61 10 02",
    );
}

#[test]
fn bytes_that_are_no_fields_are_refused() {
    refused("00 01", "User: 0 is not a valid field key");
    refused("08", "User.id: the input ends within a value");
    refused("12 05 61", "User.name: a length of 5 bytes, but only 1 are left");
    refused("12 ff ff ff ff 07", "User.name: a length of 2147483647 bytes, but only 0 are left");
    refused(
        "2a ff ff ff ff ff ff ff ff ff 01",
        &format!("User.scores: a length of {} bytes, but only 0 are left", u64::MAX),
    );
    refused("08 ff ff ff ff ff ff ff ff ff 02", "User.id: a varint is longer than 10 bytes or 64 bits");
    refused("22 01 61 22 01 ff", "User.tags[1]: invalid UTF-8");
    refused("2a 02 01 80", "User.scores[1]: the input ends within a value");
    refused("3a 03 0a 01 ff", "User.attrs.key: invalid UTF-8");
    refused("3a 02 10 80", "User.attrs.value: the input ends within a value");
    refused("4a 05 1a 03 12 01 ff", "User.shape.inside.name: invalid UTF-8");
    refused("a3 06 08 01", "User: a group that does not match its start");
    refused("a4 06", "User: a group that does not match its start");
}

#[test]
fn messages_are_nested_as_deep_as_the_limit() {
    let nested = |levels: usize| {
        (0..levels).fold(Vec::new(), |inside, level| {
            let key = if level % 2 == 0 { 0x1a } else { 0x4a };
            let mut message = vec![key];
            prost::encoding::encode_varint(inside.len() as u64, &mut message);
            message.extend(inside);
            message
        })
    };
    assert!(User::decode(&nested(98)).is_ok());
    assert!(User::decode(&nested(100)).is_ok());
    let error = User::decode(&nested(102)).unwrap_err().to_string();
    assert!(error.ends_with("nested deeper than the limit of 100 levels"), "{error}");
    assert!(error.starts_with("User.shape.inside.shape.inside"), "{error}");
}
