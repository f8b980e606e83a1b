//! What keeps its rules is of the schema; what breaks a rule that JSON Schema has words for is not.

use contracts::Message;
use contracts::schema::{Cardinality, Field, Kind, Scalar};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::json::Json;
use crate::rules::{Formats, Numbers, Required, Sizes, Texts};
use crate::{Sample, is_valid, mutation, validator};

/// Texts at the borders of the rules, beside those that are at the borders of the types.
const TEXTS: &[&str] = &[
    "a",
    "ab",
    "abc",
    "abcd",
    "abcde",
    "äöüß",
    "tea",
    "cup",
    "t.+",
    "t.e+",
    "t.",
    "tx+",
    "tea1",
    "t_e.a-9",
    "Tea1",
    "tea ",
    "ada@example.com",
    "ada@",
    "@a",
    "a.b+c@1",
    "a@b@c",
    "ada@example.com.",
    "example.com",
    "example.com.",
    "example.com..",
    "1.2.3.a4",
    "a.1",
    "-a.b",
    "a_b",
    "fe80::1%eth0",
    "fe80::1%",
    "1.2.3.4/8",
    "1.2.3.4/32",
    "1.2.3.4/33",
    "1.2.3.4/08",
    "::1/0",
    "::1/128",
    "::1/129",
    "6f9619ff8b86d011b42d00c04fc964ff",
    "6F9619FF-8B86-D011-B42D-00C04FC964FF",
    "01arz3ndektsv4rrffq69g5fav",
    "81arz3ndektsv4rrffq69g5fav",
    "01arz3ndektsv4rrffq69g5fau",
    ".a",
    "._a.B9",
    "a..b",
    "9a",
    "x-a",
    ":path",
    "a,b",
    "a\tb",
    "\u{7f}",
    "AAAA",
    "AAAAAA",
    "AAAAAA==",
    "AAAAAAA=",
    "AAAAAAAA",
    "AA==",
    "AAA",
    "99",
    "100",
    "101",
    "-129",
    "COLOR_GREEN",
    "10s",
];

fn scalars() -> Vec<Json> {
    let long = ["a".repeat(63), "a".repeat(64), format!("{0}.{0}.{0}.{1}", "a".repeat(63), "b".repeat(61))];
    let longer = [format!("{}.", long[2]), format!("{}c", long[2]), format!("{}c.", long[2])];
    let bare = mutation::TOKENS
        .iter()
        .chain(&["99", "100", "101", "99.5", "-2", "5", "6", "1000", "-7"])
        .copied()
        .map(Json::bare);
    let texts = mutation::TEXTS.iter().chain(TEXTS).chain(mutation::TOKENS).copied().map(Json::text);
    bare.chain(texts).chain(long.into_iter().chain(longer).map(Json::text)).collect()
}

/// Values of every kind.
fn values() -> Vec<Json> {
    let scalars = scalars();
    let object = |members: Vec<(&str, Json)>| {
        Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    };
    let any =
        |name: &str, value: &str| object(vec![("@type", Json::text(format!("/{name}"))), ("value", Json::text(value))]);
    let line = |sku: &str, quantity: &str| object(vec![("sku", Json::text(sku)), ("quantity", Json::bare(quantity))]);
    let packed =
        |sku: &str| object(vec![("@type", Json::text("/json_schema.rules.v1.Line")), ("sku", Json::text(sku))]);
    let objects = vec![
        object(vec![]),
        line("tea", "99"),
        line("tea", "0"),
        line("tea", "100"),
        line("", "1"),
        Json::Array(vec![line("tea", "1"), line("", "1")]),
        Json::Array(vec![line("tea", "1"); 3]),
        Json::Array(vec![line("tea", "1"); 2]),
        any("google.protobuf.Duration", "1s"),
        any("google.protobuf.Timestamp", "1970-01-01T00:00:00Z"),
        packed("tea"),
        packed(""),
        object(vec![("a", Json::bare("1")), ("b", Json::bare("2"))]),
        object(vec![("99", Json::text("tea")), ("-5", Json::text("1"))]),
        object(vec![("100", Json::text("tea"))]),
        object(vec![("true", Json::bare("false"))]),
        object(vec![("false", Json::bare("false"))]),
    ];
    let lists = [vec![], vec!["tea", "cup"], vec!["tea", "cup", "tea"], vec!["a", "tea"], vec!["tea"; 4]];
    let lists = lists.map(|texts| Json::Array(texts.into_iter().map(Json::text).collect()));
    let numbers = [vec!["100", "200"], vec!["100", "100"], vec!["0", "0"], vec!["0", "300"]];
    let numbers = numbers.map(|numbers| Json::Array(numbers.into_iter().map(Json::bare).collect()));
    let in_lists = scalars.iter().map(|scalar| Json::Array(vec![scalar.clone()]));
    let in_maps = scalars.iter().map(|scalar| object(vec![("1", scalar.clone())]));
    let structures: Vec<Json> = in_lists.chain(in_maps).chain(objects).chain(lists).chain(numbers).collect();
    scalars.into_iter().chain(structures).collect()
}

/// Checks each value in each field of a document that is right.
#[track_caller]
fn check<M: Sample>(right: &[(&str, Value)]) {
    let (validator, values) = (validator::<M>(), values());
    for field in M::schema().fields() {
        let name = field.name_in_json();
        let others = right.iter().filter(|(other, _)| *other != name && !are_of_one_oneof::<M>(other, &name));
        let others: Vec<_> = others.map(|(name, value)| ((*name).to_owned(), Json::bare(value.to_string()))).collect();
        let (mut kept, mut broken) = (0, 0);
        for value in &values {
            let mut document = others.clone();
            document.push((name.to_string(), value.clone()));
            let text = Json::Object(document).to_string();
            let Ok(read) = serde_json::from_str::<M>(&text) else { continue };
            let (found, valid) = (read.validate(), is_valid(&validator, &text) == Some(true));
            match found {
                Ok(()) => assert!(valid, "keeps its rules, and is not of the schema: {text}"),
                Err(found) => assert!(!valid || is_beyond(field, value), "of the schema, and {found}: {text}"),
            }
            if valid { kept += 1 } else { broken += 1 }
        }
        let may_be_all = ["unchecked", "uncheckedItems", "anything"].contains(&&*name);
        assert!(kept > 0 || ["never", "none"].contains(&&*name), "no {name} is right");
        assert!(broken > 0 || may_be_all, "no {name} is wrong");
    }
    let right = right.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    assert!(validator.is_valid(&Value::Object(right.collect())));
}

fn are_of_one_oneof<M: Message>(one: &str, other: &str) -> bool {
    let oneofs = M::schema().members.iter().filter_map(|member| match member {
        contracts::schema::Member::Oneof(_, oneof) => Some(oneof()),
        contracts::schema::Member::Field(_) => None,
    });
    oneofs.into_iter().any(|oneof| {
        let has = |name: &str| oneof.members.iter().any(|field| field.name_in_json() == name);
        has(one) && has(other)
    })
}

/// What no pattern reads: durations, integers as text with an exponent, and all numbers as text that may have a point.
fn is_beyond(field: &Field, value: &Json) -> bool {
    if field.shape.kind.message().is_some_and(|message| message().full_name() == "google.protobuf.Duration") {
        return true;
    }
    let is_float = matches!(field.shape.kind, Kind::Scalar(Scalar::Float | Scalar::Double));
    let is_number =
        |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite) && (is_float || text.contains(['e', 'E']));
    match value {
        Json::Text(text) => is_number(text),
        Json::Array(values) => values.iter().any(|value| is_beyond(field, value)),
        Json::Object(members) => {
            let has_numbers = matches!(field.shape.cardinality, Cardinality::Map(key) if key != Scalar::String);
            members.iter().any(|(name, value)| has_numbers && is_number(name) || is_beyond(field, value))
        }
        Json::Bare(_) => false,
    }
}

#[test]
fn of_texts_is_said_what_they_must_be() {
    check::<Texts>(&[]);
}

#[test]
fn of_formats_is_said_what_they_must_be() {
    check::<Formats>(&[]);
}

#[test]
fn of_numbers_is_said_what_they_must_be() {
    check::<Numbers>(&[]);
}

#[test]
fn of_lists_and_maps_is_said_how_many_and_of_what() {
    check::<Sizes>(&[]);
}

#[test]
fn what_must_be_there_is_required() {
    let right = [
        ("text", json!("a")),
        ("maybeText", json!("")),
        ("number", json!(1)),
        ("userId", json!("6f9619ff-8b86-d011-b42d-00c04fc964ff")),
        ("list", json!([0])),
        ("map", json!({ "": 0 })),
        ("colorName", json!("COLOR_GREEN")),
        ("alwaysSent", json!({ "sku": "tea" })),
        ("maybeSent", json!({ "sku": "tea" })),
        ("took", json!("1s")),
        ("bytes", json!("AA==")),
        ("number64", json!("1")),
        ("truth", json!(true)),
        ("line", json!({ "sku": "tea" })),
    ];
    check::<Required>(&right);
    let validator = validator::<Required>();
    for (absent, _) in &right {
        let others = right.iter().filter(|(name, _)| name != absent);
        let mut document = Value::Object(others.map(|(name, value)| ((*name).to_owned(), value.clone())).collect());
        assert!(!validator.is_valid(&document), "without {absent}");
        document[*absent] = Value::Null;
        assert!(!validator.is_valid(&document), "{absent} is null");
    }
}

#[test]
fn what_is_written_need_not_keep_the_rules() {
    let written = serde_json::to_value(Required::default()).unwrap();
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Required>();
    let of_what_is_written = jsonschema::validator_for(schema.as_value()).unwrap();
    assert!(of_what_is_written.is_valid(&written) && !validator::<Required>().is_valid(&written));
}
