//! ProtoJSON through serde, on the same types.

use contracts::{UnknownFields, contract};
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

contracts::package!("json.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Everything {
    #[member(1)]
    user_id: u64,
    #[member(2)]
    small: i32,
    #[member(3)]
    ratio: f64,
    #[member(4)]
    raw: Vec<u8>,
    #[member(5)]
    names: Vec<String>,
    #[member(6)]
    by_number: BTreeMap<i64, Role>,
    #[member(7)]
    role: Role,
    #[member(8)]
    at: Option<SystemTime>,
    #[member(9)]
    took: Option<Duration>,
    #[member(10)]
    note: Option<String>,
    #[member(11)]
    child: Option<Box<Everything>>,
    #[member(12, json_name = "ID")]
    identity: bool,
    #[member(13)]
    totals: Vec<i64>,
    #[member(14)]
    key: [u8; 2],
    #[oneof]
    choice: Option<Choice>,
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
enum Choice {
    #[member(20)]
    PlainText(String),
    #[member(21)]
    Nothing,
    #[member(22)]
    Big(u64),
}

/// Both ways.
fn check(json: &str, expected: Everything) {
    assert_eq!(serde_json::to_string(&expected).unwrap(), json);
    reads(json, expected);
}

fn reads(json: &str, expected: Everything) {
    assert_eq!(serde_json::from_str::<Everything>(json).unwrap(), expected, "{json}");
}

fn refuses(json: &str, expected: &str) {
    let error = serde_json::from_str::<Everything>(json).unwrap_err().to_string();
    assert!(error.starts_with(expected), "{json}: {error}");
}

#[test]
fn defaults_are_left_out() {
    check("{}", Everything::default());
    check(
        r#"{"note":"","child":{}}"#,
        Everything { note: Some(String::new()), child: Some(Box::default()), ..Everything::default() },
    );
}

#[test]
fn values_stand_as_proto_json_wants() {
    check(
        r#"{"userId":"18446744073709551615","small":-1,"ratio":"NaN","raw":"+/8=","names":["a"],"byNumber":{"-1":"ROLE_ADMIN","2":77}}"#
            .replace("\"ratio\":\"NaN\",", "").as_str(),
        Everything {
            user_id: u64::MAX,
            small: -1,
            raw: vec![0xfb, 0xff],
            names: vec!["a".into()],
            by_number: BTreeMap::from([(-1, Role::Admin), (2, Role::Other(77))]),
            ..Everything::default()
        },
    );
    check(
        r#"{"ratio":"-Infinity","role":"ROLE_ADMIN","at":"1970-01-01T00:00:01.500Z","took":"3s","ID":true,"totals":["1","-2"],"key":"AQI="}"#,
        Everything {
            ratio: f64::NEG_INFINITY,
            role: Role::Admin,
            at: Some(SystemTime::UNIX_EPOCH + Duration::from_millis(1500)),
            took: Some(Duration::from_secs(3)),
            identity: true,
            totals: vec![1, -2],
            key: [1, 2],
            ..Everything::default()
        },
    );
    check(
        r#"{"plainText":""}"#,
        Everything { choice: Some(Choice::PlainText(String::new())), ..Everything::default() },
    );
    check(r#"{"nothing":{}}"#, Everything { choice: Some(Choice::Nothing), ..Everything::default() });
    check(r#"{"big":"7"}"#, Everything { choice: Some(Choice::Big(7)), ..Everything::default() });
}

#[test]
fn other_spellings_are_read() {
    reads(r#"{"user_id":7}"#, Everything { user_id: 7, ..Everything::default() });
    reads(r#"{"userId":7.0,"small":"1e2"}"#, Everything { user_id: 7, small: 100, ..Everything::default() });
    reads(r#"{"identity":true}"#, Everything { identity: true, ..Everything::default() });
    reads(r#"{"raw":"-_8"}"#, Everything { raw: vec![0xfb, 0xff], ..Everything::default() });
    reads(r#"{"role":1}"#, Everything { role: Role::Admin, ..Everything::default() });
    reads(r#"{"ratio":"1.5"}"#, Everything { ratio: 1.5, ..Everything::default() });
    reads(
        r#"{"userId":null,"names":null,"byNumber":null,"note":null,"nothing":null,"big":1}"#,
        Everything { choice: Some(Choice::Big(1)), ..Everything::default() },
    );
}

#[test]
fn what_is_wrong_is_refused() {
    refuses(r#"{"color":1}"#, "the message json.v1.Everything has no field `color`");
    refuses(r#"{"userId":1,"user_id":2}"#, "the field `user_id` is there twice");
    refuses(r#"{"plainText":"a","big":1}"#, "two members of the oneof `Choice` are set");
    refuses(r#"{"userId":-1}"#, "invalid value: integer `-1`, expected an integer of 64 bits without a sign");
    refuses(r#"{"small":2147483648}"#, "invalid value: integer `2147483648`, expected an integer of 32 bits");
    refuses(r#"{"small":1.5}"#, "invalid value: floating point `1.5`, expected an integer of 32 bits");
    refuses(r#"{"small":" 1"}"#, "invalid value: string \" 1\", expected an integer of 32 bits");
    refuses(
        r#"{"role":"ROLE_BOSS"}"#,
        "invalid value: string \"ROLE_BOSS\", expected a value of the enum json.v1.Role",
    );
    refuses(r#"{"at":"yesterday"}"#, "\"yesterday\" is not a time as in RFC 3339");
    refuses(r#"{"names":[null]}"#, "invalid type: null, expected a string");
    refuses(r#"{"raw":"a*"}"#, "\"a*\" is not base64");
    refuses("[]", "invalid type: sequence, expected an object: the message json.v1.Everything");
}

#[test]
fn the_json_schema_names_every_field_and_ends_where_contracts_recur() {
    let schema = schemars::schema_for!(Everything);
    let at = |pointer: &str| schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer} of {schema:?}"));
    assert_eq!(at("/$schema"), "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(at("/properties/child/anyOf/0/$ref"), "#/$defs/json.v1.Everything");
    assert_eq!(at("/properties/byNumber/anyOf/0/additionalProperties/$ref"), "#/$defs/json.v1.Role");
    assert_eq!(at("/$defs/json.v1.Role/anyOf/0/enum/1"), "ROLE_ADMIN");
    assert_eq!(at("/properties/ID/anyOf/0/type"), "boolean");
    assert_eq!(at("/properties/at/anyOf/0/$ref"), "#/$defs/google.protobuf.Timestamp");
    assert_eq!(at("/allOf/0/oneOf/2/anyOf/0/required/0"), "big");
    assert_eq!(at("/additionalProperties"), false);
}

/// What is no contract, around one.
#[derive(serde::Serialize)]
struct Envelope<'a> {
    id: u32,
    content: &'a Everything,
    raw: Raw,
    more: Vec<&'a Everything>,
}

/// Bytes as serde has them.
struct Raw;

impl serde::Serialize for Raw {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(b"{]")
    }
}

fn samples() -> [Everything; 3] {
    let child =
        Everything { note: Some("\"\u{1}\u{e9}".into()), choice: Some(Choice::Nothing), ..Everything::default() };
    let whole = Everything {
        user_id: u64::MAX,
        small: i32::MIN,
        ratio: 0.1,
        raw: (0..=255).collect(),
        names: vec!["".into(), "a\\b".into(), "seven l".into(), "eight \"l".into(), "a longer text\n".into()],
        by_number: BTreeMap::from([(-1, Role::Admin), (2, Role::Other(77))]),
        role: Role::Other(-3),
        at: Some(SystemTime::UNIX_EPOCH),
        took: Some(Duration::from_millis(1500)),
        child: Some(Box::new(child.clone())),
        totals: vec![i64::MIN, 0, i64::MAX],
        key: [1, 2],
        ..Everything::default()
    };
    [Everything::default(), child, whole]
}

#[test]
fn text_is_what_serde_json_writes_and_reads() {
    use contracts::json::{Options, from_slice, from_str, to_string, to_vec, with_options};
    for bits in 0..4 {
        let options = Options { default_values: bits & 1 != 0, proto_names: bits & 2 != 0, ..Options::default() };
        for sample in samples() {
            let envelope = Envelope { id: 1, content: &sample, raw: Raw, more: vec![&sample, &sample] };
            let expected = with_options(options, || serde_json::to_string(&envelope)).unwrap();
            assert_eq!(to_string(&envelope, options).unwrap(), expected);
            let expected = with_options(options, || serde_json::to_string(&sample)).unwrap();
            assert_eq!(to_string(&sample, options).unwrap(), expected);
            assert_eq!(to_vec(&[&sample], options).unwrap(), format!("[{expected}]").into_bytes());
            assert_eq!(from_str::<Everything>(&expected, options).unwrap(), sample);
            assert_eq!(from_slice::<Vec<Everything>>(format!(" [{expected} ]").as_bytes(), options).unwrap(), [sample]);
        }
    }
}

#[test]
fn what_is_wrong_is_told_as_serde_json_tells_it() {
    let options = contracts::json::Options::default();
    for text in ["", "{", "{\"small\":\n 1x}", "{} {}", "{\"names\":[1]}", "{\"small\":01}", "{\"raw\":\"\u{1}\"}"] {
        let ours = contracts::json::from_str::<Everything>(text, options).unwrap_err();
        let expected = serde_json::from_str::<Everything>(text).unwrap_err();
        assert_eq!((ours.to_string(), ours.line()), (expected.to_string(), expected.line()), "{text}");
    }
    let error = contracts::json::from_slice::<Everything>(b"{\"names\":[\"\xff\"]}", options).unwrap_err();
    assert!(error.to_string().contains("line 1 column"), "{error}");
}
