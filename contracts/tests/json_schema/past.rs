//! Contracts of what only proto2 and editions have.

use contracts::{UnknownFields, contract};
use std::collections::BTreeMap;

contracts::package!("json_schema.past.v1", syntax = "proto2");

/// A message without some of whose fields there is none, and which others extend.
#[contract(extensions(100..=199))]
pub(crate) struct Person {
    #[member(1, required)]
    person_id: u64,
    #[member(2, required)]
    last_mood: Mood,
    #[member(3, required)]
    birth_place: Option<Box<Place>>,
    #[member(4, delimited)]
    work_place: Option<Place>,
    #[member(5, delimited)]
    old_places: Vec<Place>,
    #[member(6, default = Mood::Good)]
    main_mood: Option<Mood>,
    #[member(7)]
    all_moods: Vec<Mood>,
    #[member(8)]
    mood_by_day: BTreeMap<String, Mood>,
    #[member(9)]
    first_child: Option<Box<Person>>,
    #[member(10)]
    kept_items: Option<Set>,
    #[oneof]
    contact: Option<Contact>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
pub(crate) enum Contact {
    #[member(11)]
    PhoneNumber(String),
    #[member(12, delimited)]
    MeetingPlace(Place),
}

/// A group.
#[contract(nested_in = Person)]
pub(crate) struct Place {
    #[member(1, required)]
    street_name: String,
    #[member(2)]
    house_number: Option<u16>,
}

/// What is closed, begins behind zero and has two names for one number.
#[contract(closed, allow_alias)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Mood {
    Bad = 1,
    Good = 2,
    #[member(name = "MOOD_FINE")]
    Fine = 2,
}

/// Extensions of every kind, in the scope of the package.
#[contract(extends = Person)]
pub(crate) struct OfPerson {
    #[member(100)]
    nick_name: Option<String>,
    #[member(101)]
    lucky_numbers: Vec<i8>,
    #[member(102)]
    best_friend: Option<Box<Person>>,
    #[member(103, delimited)]
    second_home: Option<Place>,
    #[member(104)]
    odd_mood: Option<Mood>,
}

/// Extensions in the scope of a message.
#[contract(nested_in = Place, extends = Person)]
pub(crate) struct OfPlace {
    #[member(110)]
    seen_from: Option<Place>,
}

/// A message of nothing but extensions.
#[contract(message_set, extensions(4..))]
pub(crate) struct Set {
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
pub(crate) struct Item {
    #[member(1)]
    one_word: Option<String>,
    #[member(2)]
    inner_set: Option<Box<Set>>,
}

#[contract(nested_in = Item, extends = Set)]
pub(crate) struct OfSet {
    #[member(1_547_769)]
    item: Option<Item>,
    #[member(5)]
    place: Option<Place>,
}

/// A message that no JSON ends.
#[contract]
pub(crate) struct Endless {
    #[member(1, required)]
    next_one: Option<Box<Endless>>,
}
