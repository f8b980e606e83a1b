//! What only proto2 and editions have, on the wire and in JSON: required members, groups, closed enums, extensions.

use contracts::json::{self, Options};
use contracts::{DecodeOptions, Extension, Message, UnknownFields, contract};
use std::collections::BTreeMap;

contracts::package!("older.v1", syntax = "proto2");

#[contract(extensions(100..=199))]
#[derive(Debug, Clone, PartialEq)]
struct Person {
    #[member(1, required)]
    id: u64,
    #[member(2)]
    part: Option<Box<Part>>,
    #[member(3)]
    parts: Vec<Part>,
    #[member(4)]
    by_number: BTreeMap<i32, Part>,
    #[member(5, delimited)]
    place: Option<Place>,
    #[member(6, delimited)]
    stop: Vec<Stop>,
    #[oneof]
    choice: Option<Choice>,
    #[member(10)]
    moods: Vec<Mood>,
    #[member(11)]
    mood_by_name: BTreeMap<String, Mood>,
    #[member(12)]
    feeling: Option<Feeling>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Part {
    #[member(1, required)]
    first: i32,
    #[member(2, required)]
    second: i32,
}

#[contract(nested_in = Person)]
#[derive(Debug, Clone, PartialEq)]
struct Place {
    #[member(1, required)]
    code: u32,
    #[member(2, delimited)]
    inner: Vec<Inner>,
}

#[contract(nested_in = Place)]
#[derive(Debug, Clone, PartialEq)]
struct Inner {
    #[member(1)]
    number: Option<i32>,
}

#[contract(nested_in = Person)]
#[derive(Debug, Clone, PartialEq)]
struct Stop {
    #[member(1, required)]
    minute: i32,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
enum Choice {
    #[member(7, delimited, name = "part_group")]
    Group(Part),
    #[member(8, name = "chosen_mood")]
    Mood(Mood),
}

#[contract(closed)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Bad = 1,
    Good = 2,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Feeling {
    #[member(1, required)]
    mood: Mood,
}

#[contract(extends = Person)]
#[derive(Debug, Clone, PartialEq)]
struct OfPerson {
    #[member(100)]
    nick: Option<String>,
    #[member(101)]
    extra: Option<Part>,
}

const ID: &[u8] = &[0x08, 7];

/// A message of person 7 with these fields.
fn with(fields: &[u8]) -> Vec<u8> {
    [ID, fields].concat()
}

fn check(fields: &[u8], json: &str) {
    let person = Person::decode(&with(fields)).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(serde_json::to_string(&person).unwrap(), json);
    assert_eq!(Person::decode(&person.encode_to_vec()).unwrap(), person);
}

fn refuses(fields: &[u8], expected: &str) {
    let error = Person::decode(&with(fields)).unwrap_err();
    assert_eq!(error.to_string(), expected);
    // The sender's mistake, which a server answers with `INVALID_ARGUMENT`, unless the bytes themselves are none.
    assert_eq!(error.is_of_value(), expected.ends_with("missing"));
}

#[test]
fn what_is_required_is_missed_at_its_place() {
    assert_eq!(Person::decode(&[]).unwrap_err().to_string(), "Person.id: required, but missing");
    refuses(&[0x12, 2, 0x08, 1], "Person.part.second: required, but missing");
    refuses(&[0x1a, 4, 0x08, 1, 0x10, 1, 0x1a, 2, 0x10, 1], "Person.parts[1].first: required, but missing");
    refuses(&[0x22, 4, 0x08, 1, 0x12, 0], "Person.by_number.value.first: required, but missing");
    refuses(&[0x22, 2, 0x08, 1], "Person.by_number.value.first: required, but missing");
    refuses(&[0x2b, 0x2c], "Person.place.code: required, but missing");
    refuses(&[0x33, 0x08, 1, 0x34, 0x33, 0x34], "Person.stop[1].minute: required, but missing");
    refuses(&[0x3b, 0x08, 1, 0x3c], "Person.part_group.second: required, but missing");
    // Of another wire type, or of a number that the enum does not have, it is not there.
    refuses(&[0x12, 5, 0x0a, 1, 1, 0x10, 1], "Person.part.first: required, but missing");
    refuses(&[0x62, 2, 0x08, 3], "Person.feeling.mood: required, but missing");
}

#[test]
fn a_message_in_pieces_has_what_one_of_them_has() {
    check(&[0x12, 2, 0x08, 1, 0x12, 2, 0x10, 2], r#"{"id":"7","part":{"first":1,"second":2}}"#);
    check(
        &[0x22, 10, 0x08, 5, 0x12, 2, 0x08, 1, 0x12, 2, 0x10, 2],
        r#"{"id":"7","byNumber":{"5":{"first":1,"second":2}}}"#,
    );
    check(&[0x2b, 0x13, 0x14, 0x2c, 0x2b, 0x08, 3, 0x2c], r#"{"id":"7","place":{"code":3,"inner":[{}]}}"#);
    check(&[0x3b, 0x08, 1, 0x3c, 0x3b, 0x10, 2, 0x3c], r#"{"id":"7","partGroup":{"first":1,"second":2}}"#);
    // Another member of the oneof in between forgets the first piece; one that is none does not.
    refuses(&[0x3b, 0x08, 1, 0x3c, 0x40, 1, 0x3b, 0x10, 2, 0x3c], "Person.part_group.first: required, but missing");
    assert!(Person::decode(&with(&[0x3b, 0x08, 1, 0x3c, 0x40, 9, 0x3b, 0x10, 2, 0x3c])).is_ok());
    // What was replaced by another member may have lacked anything.
    check(&[0x3b, 0x08, 1, 0x3c, 0x40, 2], r#"{"id":"7","chosenMood":"MOOD_GOOD"}"#);
}

#[test]
fn groups_end_with_their_number() {
    check(
        &[0x2b, 0x13, 0x08, 1, 0x14, 0x13, 0x14, 0x08, 3, 0x2c],
        r#"{"id":"7","place":{"code":3,"inner":[{"number":1},{}]}}"#,
    );
    for fields in [&[0x2b, 0x08, 3][..], &[0x2b, 0x08, 3, 0x34], &[0x2b, 0x13, 0x08, 3, 0x2c]] {
        let error = Person::decode(&with(fields)).unwrap_err().to_string();
        assert!(error.ends_with("a group that does not match its start"), "{error}");
    }
    refuses(&[0x2c], "Person: a group that does not match its start");
    // A group does not end outside of the message that it is in.
    refuses(&[0x1a, 3, 0x08, 1, 0x2b, 0x2c], "Person.parts[0]: a group that does not match its start");
    // What is a group here and none there is unknown.
    let kept = Person::decode(&with(&[0x2a, 2, 0x08, 3])).unwrap();
    assert_eq!((kept.place, kept.unknown.as_bytes()), (None, &[0x2a, 2, 0x08, 3][..]));
}

#[test]
fn numbers_that_a_closed_enum_does_not_have_are_kept_aside() {
    let cases: [(&[u8], &str, &[u8]); 5] = [
        (&[0x50, 1, 0x50, 9, 0x50, 2], r#"{"id":"7","moods":["MOOD_BAD","MOOD_GOOD"]}"#, &[0x50, 9]),
        (&[0x52, 4, 1, 9, 2, 0], r#"{"id":"7","moods":["MOOD_BAD","MOOD_GOOD"]}"#, &[0x50, 9, 0x50, 0]),
        (&[0x5a, 5, 0x0a, 1, b'a', 0x10, 9], r#"{"id":"7"}"#, &[0x5a, 5, 0x0a, 1, b'a', 0x10, 9]),
        (&[0x5a, 3, 0x0a, 1, b'a'], r#"{"id":"7","moodByName":{"a":"MOOD_BAD"}}"#, &[]),
        (&[0x40, 1, 0x40, 9], r#"{"id":"7","chosenMood":"MOOD_BAD"}"#, &[0x40, 9]),
    ];
    for (fields, json, kept) in cases {
        check(fields, json);
        assert_eq!(Person::decode(&with(fields)).unwrap().unknown.as_bytes(), kept, "{json}");
    }
}

/// Each is looked at once: were all that follow looked at for each, this would take minutes.
#[test]
fn many_numbers_that_a_closed_enum_does_not_have_are_not_written() {
    let moods = [0x50, 9].repeat(200_000);
    let by_name = [0x5a, 5, 0x0a, 1, b'a', 0x10, 9].repeat(200_000);
    let person = Person::decode(&with(&[moods, by_name].concat())).unwrap();
    assert_eq!(serde_json::to_string(&person).unwrap(), r#"{"id":"7"}"#);
    assert_eq!(json::to_string(&person, Options::default()).unwrap(), r#"{"id":"7"}"#);
}

#[test]
fn json_that_passes_over_an_unknown_value_still_misses_what_is_required() {
    let lenient = Options { unknown_fields: true, ..Options::default() };
    assert!(json::from_str::<Feeling>(r#"{"mood":"MOOD_GOOD"}"#, lenient).is_ok());
    for text in [r#"{"mood":"MOOD_LATER"}"#, r#"{"mood":9}"#, r#"{"mood":null}"#, "{}"] {
        assert!(json::from_str::<Feeling>(text, lenient).is_err(), "{text}");
    }
}

#[test]
fn what_is_wrong_with_an_extension_in_json_is_told_at_its_place() {
    let error = serde_json::from_str::<Person>("{\"id\": 7,\n\"[older.v1.extra]\": {\"first\": \"x\"}}").unwrap_err();
    let message = r#"[older.v1.extra]: invalid value: string "x", expected an integer of 32 bits at line 2 column 33"#;
    assert_eq!(error.to_string(), message);
}

#[test]
fn extensions_are_read_and_written_beside_what_is_deeper_than_usual() {
    let deep = (0..150).fold(vec![0x08, 1], |inner, _| [&[0xe3, 0x03][..], &inner, &[0xe4, 0x03]].concat());
    let bytes = with(&[&deep[..], &[0xa2, 0x06, 1, b'n'], &[0xf8, 0x0b, 2]].concat());
    let mut person = Person::decode_with(&bytes, &DecodeOptions::new().with_depth(150)).unwrap();
    let read = OfPerson::read(&person).unwrap();
    assert_eq!(read.nick.as_deref(), Some("n"));
    OfPerson { nick: Some("m".to_owned()), ..read }.write(&mut person);
    let expected = with(&[&deep[..], &[0xf8, 0x0b, 2], &[0xa2, 0x06, 1, b'm']].concat());
    assert_eq!(person.encode_to_vec(), expected);
    assert!(Person::decode_with(&bytes, &DecodeOptions::new().with_depth(149)).is_err());
}

#[test]
fn an_extension_that_is_none_is_told_of_when_it_is_read() {
    let read = |fields: &[u8]| OfPerson::read(&Person::decode(&with(fields)).unwrap());
    let refuses = |fields: &[u8], error: &str| assert_eq!(read(fields).unwrap_err().to_string(), error);
    refuses(&[0xa2, 0x06, 1, 0xff], "Person.nick: invalid UTF-8");
    refuses(&[0xaa, 0x06, 2, 0x08, 1], "Person.extra.second: required, but missing");
    let pieces = read(&[0xaa, 0x06, 2, 0x08, 1, 0xaa, 0x06, 2, 0x10, 2]).unwrap();
    assert_eq!(pieces.extra, Some(Part { first: 1, second: 2 }));
    assert_eq!(read(&[0xa0, 0x06, 1]).unwrap(), OfPerson::default());
}

/// A contract of groups of any message.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Groups<T> {
    #[member(1, delimited)]
    item: Vec<T>,
    #[member(2, delimited)]
    last: Option<Box<T>>,
}

#[test]
fn a_generic_contract_has_groups_of_its_argument() {
    let groups = Groups { item: vec![Stop { minute: 1 }], last: Some(Box::new(Stop { minute: 2 })) };
    assert_eq!(groups.encode_to_vec(), [0x0b, 0x08, 1, 0x0c, 0x13, 0x08, 2, 0x14]);
    assert_eq!(Groups::decode(&groups.encode_to_vec()).unwrap(), groups);
}
