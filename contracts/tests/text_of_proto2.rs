//! What only proto2 and editions have, in the text format: groups, extensions, message sets, closed enums, required members.

use contracts::text::{self, Options};
use contracts::{Extension, Message, UnknownFields, contract};

contracts::package!("past.v1", syntax = "proto2");

#[contract(extensions(100..=199))]
#[derive(Debug, Clone, PartialEq)]
struct Person {
    #[member(1, required)]
    id: i32,
    #[member(2)]
    grade: Option<Grade>,
    #[member(3, delimited, name = "homeaddress")]
    home: Option<HomeAddress>,
    #[member(4, delimited)]
    others: Vec<HomeAddress>,
    #[member(5)]
    kept: Option<Box<Set>>,
    #[unknown]
    unknown: UnknownFields,
}

/// As the group `HomeAddress` of the file would declare it.
#[contract(nested_in = Person)]
#[derive(Debug, Clone, PartialEq)]
struct HomeAddress {
    #[member(1)]
    street: Option<String>,
}

#[contract(closed)]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Grade {
    #[member(name = "LOW")]
    Low = 1,
    #[member(name = "HIGH")]
    High = 2,
}

/// Extensions of the package.
#[contract(extends = Person)]
#[derive(Debug, Clone, PartialEq)]
struct OfPerson {
    #[member(100)]
    nick: Option<String>,
    #[member(101, unpacked)]
    scores: Vec<i32>,
    #[member(102)]
    friend: Option<Box<Person>>,
    #[member(103, delimited, name = "homeaddress")]
    second_home: Option<HomeAddress>,
}

#[contract(message_set, extensions(4..))]
#[derive(Debug, Clone, PartialEq)]
struct Set {
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Item {
    #[member(1)]
    word: Option<String>,
}

/// An extension in the scope of a message.
#[contract(nested_in = Item, extends = Set)]
#[derive(Debug, Clone, PartialEq)]
struct OfSet {
    #[member(1_547_769)]
    item: Option<Item>,
}

fn person() -> Person {
    Person { id: 1, ..Person::default() }
}

fn check(message: &Person, text: &str) {
    assert_eq!(text::to_string(message), text);
    let read = text::from_str::<Person>(text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.encode_to_vec(), message.encode_to_vec(), "{text}");
}

fn refuses(text: &str, expected: &str) {
    let refused = text::from_str::<Person>(text).map(|message| text::to_string(&message));
    assert_eq!(refused.map_err(|error| error.to_string()), Err(expected.to_owned()), "{text}");
}

#[test]
fn a_group_has_the_name_of_its_type() {
    let home = HomeAddress { street: Some("a".into()) };
    check(
        &Person { home: Some(home.clone()), others: vec![home.clone(), HomeAddress::default()], ..person() },
        "id: 1\nHomeAddress {\n  street: \"a\"\n}\nothers {\n  street: \"a\"\n}\nothers {\n}\n",
    );
    let read = text::from_str("id: 1 homeaddress: { street: 'a' }");
    assert_eq!(read, Ok(Person { home: Some(home), ..person() }));
    for name in ["homeAddress", "Others", "HOMEADDRESS"] {
        let expected = format!("1:7: Person: the message past.v1.Person has no field `{name}`");
        refuses(&format!("id: 1 {name} {{}}"), &expected);
    }
}

#[test]
fn a_closed_enum_has_no_other_numbers() {
    check(&Person { grade: Some(Grade::High), ..person() }, "id: 1\ngrade: HIGH\n");
    assert_eq!(text::from_str("id: 1 grade: 1"), Ok(Person { grade: Some(Grade::Low), ..person() }));
    refuses("id: 1 grade: 3", "1:14: Person.grade: the enum past.v1.Grade has no value `3`");
    // A peer's number without a name is an unknown field.
    let message = Person::decode(&[0x08, 1, 0x10, 3]).unwrap();
    check(&person(), "id: 1\n");
    assert_eq!(text::to_string(&message), "id: 1\n");
    let options = Options { unknown_fields: true, ..Options::default() };
    assert_eq!(text::to_string_with(&message, options), "id: 1\n2: 3\n");
}

#[test]
fn what_is_required_is_missed_where_the_message_ends() {
    refuses("", "1:1: Person.id: required, but missing");
    refuses("id: 1\n[past.v1.friend] {\n}", "3:1: Person.[past.v1.friend].id: required, but missing");
}

#[test]
fn extensions_stand_in_brackets_at_their_numbers() {
    let extensions = OfPerson {
        nick: Some("n".into()),
        scores: vec![1, 2],
        friend: Some(Box::new(Person { id: 2, ..Person::default() })),
        second_home: Some(HomeAddress::default()),
    };
    let mut message = person();
    extensions.write(&mut message);
    let text = "id: 1\n[past.v1.nick]: \"n\"\n[past.v1.scores]: 1\n[past.v1.scores]: 2\n[past.v1.friend] {\n  id: 2\n}\n\
                [past.v1.homeaddress] {\n}\n";
    check(&message, text);
    assert_eq!(OfPerson::read(&text::from_str(text).unwrap()), Ok(extensions.clone()));
    let read: Person = text::from_str("id: 1 [past.v1.scores]: [1, 2] [ past . v1.nick ]: 'n'").unwrap();
    assert_eq!(OfPerson::read(&read), Ok(OfPerson { friend: None, second_home: None, ..extensions }));
    refuses(
        "id: 1 [past.v1.HomeAddress] {}",
        "1:7: Person: the message past.v1.Person has no field `[past.v1.HomeAddress]`",
    );
    refuses("id: 1 [nick]: 'n'", "1:7: Person: the message past.v1.Person has no field `[nick]`");
    refuses("id: 1 nick: 'n'", "1:7: Person: the message past.v1.Person has no field `nick`");
    refuses("id: 1 [past.v1.nick]: '' [past.v1.nick]: ''", "1:26: Person.[past.v1.nick]: the field is there twice");
}

#[test]
fn an_extension_in_pieces_is_one() {
    let pieces = [
        &[0x08, 1][..],
        &[0xb2, 0x06, 2, 0x08, 2],
        &[0xa2, 0x06, 1, b'a'],
        &[0xb2, 0x06, 2, 0x10, 2],
        &[0xa2, 0x06, 1, b'b'],
    ];
    let message = Person::decode(&pieces.concat()).unwrap();
    let text = text::to_string(&message);
    assert_eq!(text, "id: 1\n[past.v1.nick]: \"b\"\n[past.v1.friend] {\n  id: 2\n  grade: HIGH\n}\n");
    // Bytes that are no such extension are unknown.
    let message = Person::decode(&[0x08, 1, 0xb2, 0x06, 1, 0xff]).unwrap();
    assert_eq!(text::to_string(&message), "id: 1\n");
    let options = Options { unknown_fields: true, ..Options::default() };
    assert_eq!(text::to_string_with(&message, options), "id: 1\n102: \"\\377\"\n");
}

#[test]
fn a_message_set_is_its_extensions() {
    let mut set = Set::default();
    let extensions = OfSet { item: Some(Item { word: Some("w".into()) }) };
    extensions.write(&mut set);
    check(
        &Person { kept: Some(Box::new(set)), ..person() },
        "id: 1\nkept {\n  [past.v1.Item.item] {\n    word: \"w\"\n  }\n}\n",
    );
}
