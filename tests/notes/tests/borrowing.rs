//! A contract that is read without copying.

use contracts::{Encoded, Message, View, contract};

contracts::package!("search.v1");

/// What someone looks for.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Query<'a> {
    /// The words.
    #[member(1)]
    words: Vec<&'a str>,
    /// Where to look, if not everywhere.
    #[member(2)]
    place: Option<&'a str>,
}

#[test]
fn the_words_are_read_where_they_are() {
    let bytes = Query { words: vec!["red", "shoes"], place: None }.encode_to_vec();
    let query = Query::decode(&bytes).unwrap();
    assert_eq!(query.words, ["red", "shoes"]);
    assert!(bytes.as_ptr_range().contains(&query.words[1].as_ptr()));
}

#[test]
fn a_query_is_kept_with_its_bytes() {
    let kept: Encoded<Query<'static>> = Query { words: vec!["red"], place: Some("here") }.to_encoded();
    let elsewhere = std::thread::spawn(move || kept.view().unwrap().place.map(str::len));
    assert_eq!(elsewhere.join().unwrap(), Some(4));
    let read = Encoded::<Query<'static>>::decode(b"\x12\x01x").unwrap();
    assert_eq!(read.view().unwrap().place, Some("x"));
}
