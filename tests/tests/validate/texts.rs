//! Rules of strings and of bytes.

use contracts::contract;

use crate::judge::Case;

contracts::package!("rules.v1");

/// A string for each rule.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Texts {
    /// `const`
    #[member(1, validate(const = "a\"ä"))]
    only: String,
    /// `len`
    #[member(2, validate(len = 3))]
    len: String,
    /// `min_len`, `max_len`
    #[member(3, validate(min_len = 2, max_len = 4))]
    between: String,
    /// `len_bytes`
    #[member(4, validate(len_bytes = 2))]
    len_bytes: String,
    /// `min_bytes`, `max_bytes`
    #[member(5, validate(min_bytes = 2, max_bytes = 4))]
    bytes: String,
    /// `pattern`
    #[member(6, validate(pattern = r"^\d[[:alpha:]]\w*\s?$"))]
    pattern: String,
    /// `prefix`, `suffix`
    #[member(7, validate(prefix = "a", suffix = "z"))]
    ends: String,
    /// `contains`, `not_contains`
    #[member(8, validate(contains = "m", not_contains = "x"))]
    middle: String,
    /// `in`
    #[member(9, validate(in = ["a", "b"]))]
    some: String,
    /// `not_in`
    #[member(10, validate(not_in = ["a", "b"]))]
    others: String,
    /// `required`
    #[member(11, validate(required, max_len = 2))]
    required: String,
    /// Only when it is there.
    #[member(12, validate(required, min_len = 2))]
    optional: Option<String>,
    /// Only when it is not empty.
    #[member(13, validate(ignore = if_zero, min_len = 2))]
    unless_zero: String,
    /// Only when it is there, be it empty.
    #[member(14, validate(ignore = if_zero, min_len = 2))]
    unless_absent: Option<String>,
    /// Never.
    #[member(15, validate(ignore = always, required, min_len = 2))]
    never: String,
    /// By a function.
    #[member(16, validate(cel(id = "texts.twice", message = "must not be two", expression = "this != 'two'", with = is_not_two)))]
    custom: String,
    /// By a function, when it is there.
    #[member(17, validate(cel(id = "texts.twice", expression = "this != 'two' ? '' : 'must not be two'", with = |text: &String| if text == "two" { Err("must not be two") } else { Ok(()) })))]
    custom_optional: Option<String>,
}

fn is_not_two(text: &str) -> bool {
    text != "two"
}

/// Bytes for each rule.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Runs {
    /// `const`
    #[member(1, validate(const = b"\x00\xff\"a"))]
    only: Vec<u8>,
    /// `len`
    #[member(2, validate(len = 3))]
    len: Vec<u8>,
    /// `min_len`, `max_len`
    #[member(3, validate(min_len = 2, max_len = 4))]
    between: bytes::Bytes,
    /// `pattern`
    #[member(4, validate(pattern = "^a+$"))]
    pattern: Vec<u8>,
    /// `prefix`, `suffix`, `contains`
    #[member(5, validate(prefix = b"a", suffix = b"z", contains = b"\x01m"))]
    parts: Vec<u8>,
    /// `in`
    #[member(6, validate(in = [b"a", b"bb"]))]
    some: Vec<u8>,
    /// `not_in`
    #[member(7, validate(not_in = [b"a", b"bb"]))]
    others: Vec<u8>,
    /// `ip`
    #[member(8, validate(ip))]
    ip: Vec<u8>,
    /// `ipv4`
    #[member(9, validate(ipv4))]
    ipv4: Vec<u8>,
    /// `ipv6`
    #[member(10, validate(ipv6))]
    ipv6: Vec<u8>,
    /// `uuid`
    #[member(11, validate(uuid))]
    uuid: [u8; 16],
}

fn texts() -> Texts {
    let text = str::to_owned;
    Texts {
        only: text("a\"ä"),
        len: text("äöü"),
        between: text("äö"),
        len_bytes: text("ä"),
        bytes: text("äö"),
        pattern: text("1a_9 "),
        ends: text("az"),
        middle: text("m"),
        some: text("b"),
        others: text("c"),
        required: text("a"),
        optional: Some(text("ab")),
        ..Texts::default()
    }
}

fn runs() -> Runs {
    Runs {
        only: b"\x00\xff\"a".to_vec(),
        len: vec![1, 2, 3],
        between: bytes::Bytes::from_static(&[1, 2]),
        pattern: b"aaa".to_vec(),
        parts: b"a\x01mz".to_vec(),
        some: b"bb".to_vec(),
        others: b"c".to_vec(),
        ip: vec![0; 16],
        ipv4: vec![0; 4],
        ipv6: vec![0; 16],
        uuid: [1; 16],
    }
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases =
        vec![Case::of(&texts()), Case::of(&Texts::default()), Case::of(&runs()), Case::of(&Runs::default())];
    for text in ["", "a", "ä", "ab", "abc", "äöüß", "abcde", "1a", "1a ", "1ä", "١a", "az", "amz", "xm", "two", "1a\n"]
    {
        let text = text.to_owned();
        let (optional, custom) = (Some(text.clone()), text.clone());
        cases.push(Case::of(&Texts {
            only: text.clone(),
            len: text.clone(),
            between: text.clone(),
            len_bytes: text.clone(),
            bytes: text.clone(),
            pattern: text.clone(),
            ends: text.clone(),
            middle: text.clone(),
            some: text.clone(),
            others: text.clone(),
            required: text.clone(),
            unless_zero: text.clone(),
            unless_absent: optional.clone(),
            never: text,
            custom_optional: optional.clone(),
            optional,
            custom,
        }));
    }
    for run in [&b""[..], b"a", b"bb", b"aaa", b"amz", b"a\x01mz", b"abcde", &[0; 16]] {
        let run = run.to_vec();
        cases.push(Case::of(&Runs {
            only: run.clone(),
            len: run.clone(),
            between: run.clone().into(),
            pattern: run.clone(),
            parts: run.clone(),
            some: run.clone(),
            others: run.clone(),
            ip: run.clone(),
            ipv4: run.clone(),
            ipv6: run,
            uuid: [0; 16],
        }));
    }
    cases
}
