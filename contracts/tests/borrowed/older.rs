//! What only proto2 has: required members and defaults.

use contracts::{Encoded, Message, View, contract};

contracts::package!("older_borrowing.v1", syntax = "proto2");

/// A person.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Person<'a> {
    /// The name.
    #[member(1, required)]
    name: &'a str,
    /// The title.
    #[member(2, default = "Dr.")]
    title: Option<&'a str>,
    /// The key.
    #[member(3, default = b"\x01")]
    key: Option<&'a [u8]>,
    /// Who is above.
    #[member(4)]
    above: Option<Box<Person<'a>>>,
    /// The motto.
    #[member(5, required, default = "none")]
    motto: std::borrow::Cow<'a, str>,
}

#[test]
fn what_is_required_must_be_there() {
    let table: [(&[u8], &str); 4] = [
        (b"", "Person.name"),
        (b"\x0a\x00", "Person.motto"),
        (b"\x0a\x00\x2a\x00\x22\x00", "Person.above.name"),
        (b"\x0a\x00\x2a\x00\x22\x02\x0a\x00", "Person.above.motto"),
    ];
    for (bytes, path) in table {
        assert_eq!(Person::decode(bytes).expect_err(path).path(), path);
    }
    let pieces = b"\x0a\x00\x2a\x00\x22\x02\x0a\x00\x22\x02\x2a\x00";
    assert!(Person::decode(pieces).is_ok());
    let error = serde_json::from_str::<Encoded<Person<'static>>>(r#"{"name": "Ada"}"#).unwrap_err();
    assert!(error.to_string().contains("requires the field `motto`"), "{error}");
}

#[test]
fn what_is_required_is_always_written() {
    let person = Person { name: "", motto: "".into(), ..Person::default() };
    assert_eq!(person.encode_to_vec(), b"\x0a\x00\x2a\x00");
    assert_eq!(person.to_encoded().encode_to_vec(), b"\x0a\x00\x2a\x00");
}

#[test]
fn a_default_stands_for_absence() {
    let person = Person::default();
    assert_eq!((person.title_or_default(), person.key_or_default()), ("Dr.", &[1][..]));
    assert_eq!(person.motto, "none");
    let person = Person::decode(b"\x0a\x00\x2a\x00\x12\x02Ms").unwrap();
    assert_eq!(person.title_or_default(), "Ms");
}
