//! The types of `google.protobuf` as members, and the options of JSON.

use contracts::json::{self, Options};
use contracts::wkt::{Any, Duration, FieldMask, ListValue, NullValue, Struct, Timestamp, Value, Wrapped};
use contracts::{Message, contract};
use std::collections::BTreeMap;

contracts::package!("known.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Known {
    #[member(1)]
    at: Option<Timestamp>,
    #[member(2)]
    took: Option<Duration>,
    #[member(3)]
    only: FieldMaskOrNone,
    #[member(4)]
    value: Option<Value>,
    #[member(5)]
    object: Option<Struct>,
    #[member(6)]
    list: Option<ListValue>,
    #[member(7)]
    any: Option<Box<Any>>,
    #[member(8, as = Wrapped)]
    count: Option<u64>,
    #[member(9, as = Wrapped)]
    names: Vec<String>,
    #[oneof]
    choice: Option<Choice>,
    #[member(12)]
    values: Vec<Value>,
    #[member(13, zigzag)]
    deltas: BTreeMap<i32, i64>,
    #[member(14)]
    grade: Grade,
    #[member(15)]
    grades: Vec<Grade>,
    #[member(16)]
    by_name: BTreeMap<String, Grade>,
    #[member(17)]
    json: Option<serde_json::Value>,
    #[member(18)]
    json_object: Option<serde_json::Map<String, serde_json::Value>>,
    #[member(19)]
    ratio: f64,
}

type FieldMaskOrNone = Option<FieldMask>;

#[contract]
#[derive(Debug, Clone, PartialEq)]
enum Choice {
    #[member(10)]
    Nothing(NullValue),
    #[member(11)]
    Chosen(Grade),
}

#[contract(allow_alias)]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Grade {
    Unspecified = 0,
    Good = 1,
    Fine = 1,
}

fn known() -> Known {
    Known::default()
}

/// Both ways, in JSON and in binary.
fn check(json: &str, expected: Known) {
    assert_eq!(serde_json::to_string(&expected).unwrap(), json);
    reads(json, Options::default(), expected.clone());
    assert_eq!(Known::decode(&expected.encode_to_vec()), Ok(expected), "{json}");
}

fn reads(json: &str, options: Options, expected: Known) {
    assert_eq!(json::from_str::<Known>(json, options).unwrap(), expected, "{json}");
}

fn refuses(json: &str) {
    assert!(serde_json::from_str::<Known>(json).is_err(), "{json}");
}

fn unwritable(value: Known) {
    assert!(serde_json::to_string(&value).is_err(), "{value:?}");
}

#[test]
fn times_have_their_whole_range() {
    check(
        r#"{"at":"0001-01-01T00:00:00Z"}"#,
        Known { at: Some(Timestamp { seconds: -62_135_596_800, nanos: 0 }), ..known() },
    );
    check(r#"{"took":"-0.500s"}"#, Known { took: Some(Duration { seconds: 0, nanos: -500_000_000 }), ..known() });
    check(
        r#"{"took":"-315576000000s"}"#,
        Known { took: Some(Duration { seconds: -315_576_000_000, nanos: 0 }), ..known() },
    );
    unwritable(Known { took: Some(Duration { seconds: 1, nanos: -1 }), ..known() });
    unwritable(Known { at: Some(Timestamp { seconds: 0, nanos: -1 }), ..known() });
    unwritable(Known { at: Some(Timestamp { seconds: 0, nanos: 1_000_000_000 }), ..known() });
    refuses(r#"{"at":"1970-01-01T00:00:00+24:00"}"#);
}

#[test]
fn paths_of_fields_are_camel_case_in_json() {
    let mask = |paths: &[&str]| Some(FieldMask { paths: paths.iter().map(|&path| path.to_owned()).collect() });
    check(
        r#"{"only":"displayName,address.street"}"#,
        Known { only: mask(&["display_name", "address.street"]), ..known() },
    );
    check(r#"{"only":""}"#, Known { only: mask(&[]), ..known() });
    check(r#"{"only":",a"}"#, Known { only: mask(&["", "a"]), ..known() });
    check(r#"{"only":"*,lines.*.unitPrice"}"#, Known { only: mask(&["*", "lines.*.unit_price"]), ..known() });
    unwritable(Known { only: mask(&["displayName"]), ..known() });
    unwritable(Known { only: mask(&[""]), ..known() });
    unwritable(Known { only: mask(&["a,b"]), ..known() });
    refuses(r#"{"only":"display_name"}"#);
}

#[test]
fn json_is_a_value() {
    let text = |text: &str| Value::Text(text.to_owned());
    let object = || Struct { fields: BTreeMap::from([("a".to_owned(), Value::Null), ("b".to_owned(), text("c"))]) };
    check(r#"{"value":null}"#, Known { value: Some(Value::Null), ..known() });
    check(r#"{"value":{"a":null,"b":"c"}}"#, Known { value: Some(Value::Struct(object())), ..known() });
    check(r#"{"object":{"a":null,"b":"c"}}"#, Known { object: Some(object()), ..known() });
    let list = ListValue { values: vec![Value::Number(1.5), Value::Bool(true), Value::List(ListValue::default())] };
    check(r#"{"list":[1.5,true,[]]}"#, Known { list: Some(list), ..known() });
    check(r#"{"values":[null,"a"]}"#, Known { values: vec![Value::Null, text("a")], ..known() });
    unwritable(Known { value: Some(Value::Number(f64::NAN)), ..known() });
    unwritable(Known { value: Some(Value::Unset), ..known() });
    refuses(r#"{"object":[]}"#);
    refuses(r#"{"list":{}}"#);
}

#[test]
fn json_of_serde_json_is_a_member() {
    let json = serde_json::json!({ "a": [null, true, 1, -2.5, "x"], "b": {} });
    let object = json.as_object().cloned();
    check(r#"{"json":{"a":[null,true,1,-2.5,"x"],"b":{}}}"#, Known { json: Some(json), ..known() });
    check(r#"{"jsonObject":{"a":[null,true,1,-2.5,"x"],"b":{}}}"#, Known { json_object: object, ..known() });
    check(r#"{"json":null}"#, Known { json: Some(serde_json::Value::Null), ..known() });
    let number = Known { value: Some(Value::Number(f64::INFINITY)), ..known() }.encode_to_vec();
    let moved: Vec<u8> = [&[0x8a, 1][..], &number[1..]].concat();
    assert_eq!(Known::decode(&moved).unwrap_err().to_string(), "Known.json: JSON has no number inf");
}

#[test]
fn a_key_is_there_once() {
    refuses(r#"{"deltas":{"1":"1","1":"2"}}"#);
    refuses(r#"{"byName":{"a":1,"\u0061":1}}"#);
    refuses(r#"{"object":{"a":1,"a":1}}"#);
    refuses(r#"{"value":{"a":1,"a":1}}"#);
}

#[test]
fn a_number_as_text_is_written_as_json_writes_one() {
    for (text, ratio) in [("1", 1.0), ("-0.5", -0.5), ("1e2", 100.0), ("1.5E+1", 15.0), ("0e-1", 0.0)] {
        reads(&format!(r#"{{"ratio":"{text}"}}"#), Options::default(), Known { ratio, ..known() });
    }
    for text in ["", "-", "+1", "01", "1.", ".5", "1e", "1e+", " 1", "1 ", "0x1", "inf", "1_0", "--1"] {
        refuses(&format!(r#"{{"ratio":"{text}"}}"#));
    }
}

#[test]
fn null_is_a_value_where_it_is_the_only_one() {
    check(r#"{"nothing":null}"#, Known { choice: Some(Choice::Nothing(NullValue::Null)), ..known() });
    reads(
        r#"{"nothing":"NULL_VALUE"}"#,
        Options::default(),
        Known { choice: Some(Choice::Nothing(NullValue::Null)), ..known() },
    );
    reads(r#"{"object":null,"list":null,"any":null,"count":null,"names":null}"#, Options::default(), known());
    refuses(r#"{"names":[null]}"#);
}

#[test]
fn a_wrapper_tells_absence() {
    check(r#"{"count":"0"}"#, Known { count: Some(0), ..known() });
    check(r#"{"names":["a",""]}"#, Known { names: vec!["a".to_owned(), String::new()], ..known() });
    assert_eq!(Known { count: Some(0), ..known() }.encode_to_vec(), [0x42, 0]);
    assert_eq!(Known { count: Some(7), ..known() }.encode_to_vec(), [0x42, 2, 8, 7]);
}

#[test]
fn any_holds_what_is_linked() {
    let any = |any: Any| Known { any: Some(Box::new(any)), ..known() };
    let inner = Known { count: Some(3), ..known() };
    check(r#"{"any":{"@type":"type.googleapis.com/known.v1.Known","count":"3"}}"#, any(Any::pack(&inner)));
    check(
        r#"{"any":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1.500s"}}"#,
        any(Any::pack(&Duration { seconds: 1, nanos: 500_000_000 })),
    );
    check(
        r#"{"any":{"@type":"type.googleapis.com/google.protobuf.Any","value":{"@type":"type.googleapis.com/google.protobuf.Value","value":null}}}"#,
        any(Any::pack(&Any::pack(&Value::Null))),
    );
    check(r#"{"any":{}}"#, any(Any::default()));
    let json = r#"{"any":{"count":"3","@type":"example.com/x/known.v1.Known"}}"#;
    let type_url = "example.com/x/known.v1.Known".to_owned();
    reads(json, Options::default(), any(Any { type_url, value: inner.encode_to_vec() }));
    for json in [
        r#"{"any":{"count":"3"}}"#,
        r#"{"any":{"@type":"known.v1.Known"}}"#,
        r#"{"any":{"@type":"/known.v1.Unknown"}}"#,
        r#"{"any":{"@type":"/known.v1.Known","count":"3","count":"3"}}"#,
        r#"{"any":{"@type":"/known.v1.Known","@type":"/known.v1.Known"}}"#,
        r#"{"any":{"@type":"/google.protobuf.Duration","value":"1s","other":1}}"#,
        r#"{"any":{"@type":"/google.protobuf.Duration"}}"#,
    ] {
        refuses(json);
    }
    unwritable(any(Any { type_url: "/known.v1.Known".to_owned(), value: vec![0xff] }));
}

#[test]
fn any_in_any_has_a_limit() {
    let nested = |levels: usize| (0..levels).fold(Any::pack(&()), |inner, _| Any::pack(&inner));
    assert!(serde_json::to_string(&nested(5)).is_ok());
    assert!(serde_json::to_string(&nested(10_000)).unwrap_err().to_string().contains("too deep"));
    let json = (0..5).fold(r#"{"@type":"/google.protobuf.Empty"}"#.to_owned(), |inner, _| {
        format!(r#"{{"@type":"/google.protobuf.Any","value":{inner}}}"#)
    });
    assert!(serde_json::from_str::<Any>(&json).is_ok());
}

#[test]
fn maps_are_of_an_encoding() {
    check(r#"{"deltas":{"-1":"-2"}}"#, Known { deltas: BTreeMap::from([(-1, -2)]), ..known() });
    assert_eq!(Known { deltas: BTreeMap::from([(-1, -2)]), ..known() }.encode_to_vec(), [0x6a, 4, 8, 1, 16, 3]);
}

#[test]
fn values_may_share_a_number() {
    check(r#"{"grade":"GRADE_GOOD"}"#, Known { grade: Grade::Good, ..known() });
    reads(r#"{"grade":"GRADE_FINE"}"#, Options::default(), Known { grade: Grade::Good, ..known() });
}

#[test]
fn unknown_fields_and_values_are_passed_over_where_asked_for() {
    let lenient = Options { unknown_fields: true, ..Options::default() };
    reads(r#"{"count":"1","other":{"deep":[1]}}"#, lenient, Known { count: Some(1), ..known() });
    reads(r#"{"grade":"NO_GRADE"}"#, lenient, known());
    reads(r#"{"grades":["NO_GRADE","GRADE_GOOD",9]}"#, lenient, Known { grades: vec![Grade::Good], ..known() });
    let by_name = BTreeMap::from([("b".to_owned(), Grade::Good)]);
    reads(r#"{"byName":{"a":"NO_GRADE","b":"GRADE_GOOD"}}"#, lenient, Known { by_name, ..known() });
    reads(r#"{"chosen":"NO_GRADE"}"#, lenient, known());
    refuses(r#"{"other":1}"#);
    refuses(r#"{"grade":"NO_GRADE"}"#);
    refuses(r#"{"grades":["NO_GRADE"]}"#);
    assert!(json::from_str::<Known>(r#"{"grade":true}"#, lenient).is_err());
}

#[test]
fn default_values_and_names_of_the_proto_are_written_where_asked_for() {
    let options = Options { default_values: true, proto_names: true, ..Options::default() };
    let json = json::to_string(&known(), options).unwrap();
    assert_eq!(
        json,
        r#"{"names":[],"values":[],"deltas":{},"grade":"GRADE_UNSPECIFIED","grades":[],"by_name":{},"ratio":0.0}"#
    );
    let plain = json::with_options(options, || serde_json::to_string(&known())).unwrap();
    assert_eq!(plain, json);
    assert_eq!(serde_json::to_string(&known()).unwrap(), "{}");
}
