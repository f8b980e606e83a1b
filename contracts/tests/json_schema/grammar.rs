//! JSON that ProtoJSON lets a reader accept, from the schema of a contract: every spelling of every value.

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE};
use contracts::registry;
use contracts::schema::{Cardinality, Domain, Enum, Field, Kind, Member, Message, Origin, Scalar};

use crate::draw::Draw;
use crate::gap::Key;
use crate::json::Json;
use crate::refusing;
use crate::wire::is_foreign;

/// The JSON of a message.
pub(crate) fn message(message: &Message, domain: Domain, draw: &mut Draw) -> Json {
    match message.origin {
        Origin::WellKnown(_) => well_known(&message.full_name(), domain, draw),
        Origin::Contract | Origin::Foreign => Json::Object(members(message, draw)),
    }
}

fn members(message: &Message, draw: &mut Draw) -> Vec<(String, Json)> {
    let mut members = Vec::new();
    for member in message.members {
        match member {
            Member::Field(field) => members.extend(self::member(field, draw)),
            Member::Oneof(_, oneof) => {
                let member = draw.of(oneof().members);
                members.extend(self::member(&member, draw));
            }
        }
    }
    for (set, field) in registry::extensions_of(message) {
        if let Some((_, value)) = member(field, draw) {
            members.push((format!("[{}]", (set.schema)().extension_name(field)), value));
        }
    }
    let turn = draw.below(members.len().max(1));
    members.rotate_left(turn);
    members
}

/// A member, if it is there, under one of its names.
fn member(field: &Field, draw: &mut Draw) -> Option<(String, Json)> {
    let required = field.shape.cardinality == Cardinality::Required;
    if !required && (draw.is_over() || draw.once_in(3)) {
        return None;
    }
    let name = draw.of(&[field.name_in_json().into_owned(), field.declaration.name.to_owned()]);
    // What prost generated has no JSON.
    match !required && (is_foreign(&field.shape.kind) || draw.once_in(12)) {
        true => Some((name, Json::bare("null"))),
        false => Some((name, field_value(field, draw))),
    }
}

fn field_value(field: &Field, draw: &mut Draw) -> Json {
    let shape = &field.shape;
    match shape.cardinality {
        Cardinality::Implicit | Cardinality::Explicit | Cardinality::Required => value(field, draw),
        Cardinality::Expanded | Cardinality::Packed => {
            let length = draw.below(4);
            Json::Array((0..length).map(|_| value(field, draw)).collect())
        }
        Cardinality::Map(key) => {
            let mut entries: Vec<(String, Json)> = Vec::new();
            for _ in 0..draw.below(4) {
                let name = self::key(key, shape.keys, draw);
                let spelled = |name: &str| Key::new(key, shape.keys, name);
                if !entries.iter().any(|(other, _)| spelled(other) == spelled(&name)) {
                    entries.push((name, value(field, draw)));
                }
            }
            Json::Object(entries)
        }
    }
}

fn key(key: Scalar, domain: Domain, draw: &mut Draw) -> String {
    match key {
        Scalar::Bool => draw.of(&["true", "false"]).to_owned(),
        Scalar::String => text(domain, draw),
        integer => {
            let (min, max) = range(integer, domain);
            integer_text(draw.integer(min, max), draw)
        }
    }
}

fn value(field: &Field, draw: &mut Draw) -> Json {
    let domain = field.shape.domain;
    let value = match field.shape.kind {
        Kind::Message(schema) | Kind::Group(schema) => message(schema(), domain, draw),
        Kind::Enum(schema) => enumeration(schema(), domain, draw),
        Kind::Scalar(scalar) => self::scalar(scalar, domain, draw),
    };
    refusing::accepted(field, value)
}

fn enumeration(schema: &Enum, domain: Domain, draw: &mut Draw) -> Json {
    if let Origin::WellKnown(_) = schema.origin {
        return draw.of(&[Json::bare("null"), Json::text("NULL_VALUE"), Json::bare("0"), Json::bare("0.0")]);
    }
    let known = draw.of(schema.values);
    let Domain::Numbers(holds) = domain else { panic!("an enum says which numbers it holds") };
    let any = draw.integer(i32::MIN.into(), i32::MAX.into()) as i32;
    let number = if draw.once_in(2) && holds(any) { any } else { known.number };
    match draw.below(4) {
        0 | 1 => Json::text(known.declaration.name),
        2 => Json::bare(number.to_string()),
        _ => Json::bare(format!("{number}.0")),
    }
}

fn scalar(scalar: Scalar, domain: Domain, draw: &mut Draw) -> Json {
    match scalar {
        Scalar::Bool => draw.of(&[Json::bare("false"), Json::bare("true")]),
        Scalar::String => Json::Text(text(domain, draw)),
        Scalar::Bytes => Json::Text(bytes(domain, draw)),
        Scalar::Float => float(f64::from(f32::MAX), draw),
        Scalar::Double => float(f64::MAX, draw),
        integer => {
            let (min, max) = range(integer, domain);
            let value = draw.integer(min, max);
            let text = integer_text(value, draw);
            // What a `f64` cannot hold is another number when it is not spelled as an integer.
            match draw.below(3) {
                0 => Json::bare(value.to_string()),
                1 if value.unsigned_abs() < 1 << 53 => Json::bare(text),
                _ => Json::text(text),
            }
        }
    }
}

/// The first and the last integer.
pub(crate) fn range(scalar: Scalar, domain: Domain) -> (i128, i128) {
    match (scalar, domain) {
        (_, Domain::Integers(min, max)) => (min.into(), max.into()),
        (Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32, _) => (i32::MIN.into(), i32::MAX.into()),
        (Scalar::Uint32 | Scalar::Fixed32, _) => (0, u32::MAX.into()),
        (Scalar::Uint64 | Scalar::Fixed64, _) => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

/// The spellings of an integer.
fn integer_text(value: i128, draw: &mut Draw) -> String {
    match draw.below(7) {
        0 | 1 => value.to_string(),
        2 => format!("{value}.000"),
        3 => format!("{value}e+0"),
        4 if value != 0 => format!("{value}0E-1"),
        5 if value == 0 => "-0".to_owned(),
        5 if value % 100 == 0 => format!("{}e2", value / 100),
        _ => format!("{value}.0e00"),
    }
}

/// The spellings of a number up to a limit, and what is none.
fn float(limit: f64, draw: &mut Draw) -> Json {
    let any = f64::from_bits(draw.bits());
    let narrow = f64::from(f32::from_bits(draw.bits() as u32));
    let number = match draw.below(4) {
        0 => draw.of(&["0", "-0", "1.50", "-0.0", "1e2", "25E-1", "0.1e+3"]).to_owned(),
        1 if any.abs() <= limit => format!("{any:?}"),
        2 if narrow.is_finite() => format!("{narrow:?}"),
        _ => draw.integer(i64::MIN.into(), u64::MAX.into()).to_string(),
    };
    match draw.below(5) {
        0..3 => Json::Bare(number),
        3 => Json::Text(number),
        _ => Json::text(draw.of(&["NaN", "Infinity", "-Infinity"])),
    }
}

/// The spellings of bytes.
fn bytes(domain: Domain, draw: &mut Draw) -> String {
    let length = match domain {
        Domain::Bytes(length) if draw.below(4) > 0 => length,
        Domain::Bytes(_) => 0,
        _ => draw.below(8),
    };
    let bytes: Vec<u8> = (0..length).map(|_| draw.below(256) as u8).collect();
    let mut text = match draw.below(2) {
        0 => BASE64_STANDARD.encode(bytes),
        _ => BASE64_URL_SAFE.encode(bytes),
    };
    for _ in 0..draw.below(3) {
        if text.ends_with('=') {
            text.pop();
        }
    }
    text
}

/// A text of the domain.
pub(crate) fn text(domain: Domain, draw: &mut Draw) -> String {
    let uuid = uuid::Uuid::from_u64_pair(draw.bits(), draw.bits()).to_string();
    let (v4, v6) = (std::net::Ipv4Addr::from(draw.bits() as u32), std::net::Ipv6Addr::from(u128::from(draw.bits())));
    let spelled = ["::", "1::", "::1:2:3:4:5:6:7", "1:2:3:4:5:6:7::", "1:2::0006:7:8", "::ffff:1.2.3.4", "A::1.2.3.4"];
    let spelled = draw.of(&spelled).to_owned();
    let v6 = draw.of(&[v6.to_string(), v6.to_string().to_uppercase(), spelled]);
    let domains = match domain {
        Domain::Uuid => vec![uuid.clone(), uuid.to_uppercase(), String::new()],
        Domain::Ipv4 => vec![v4.to_string(), String::new()],
        Domain::Ipv6 => vec![v6, String::new()],
        Domain::Ip => vec![v4.to_string(), v6, String::new()],
        Domain::Url => {
            ["https://example.com/a?b#c", "a:b", " a+b-c.d:e", "ht\ntps://[::1]:1/", ""].map(Into::into).into()
        }
        Domain::Decimal => ["0", "-0", "1.50", "-0012.3", "9999999999999999.999999999999", ""].map(Into::into).into(),
        _ => ["", "a", "é\u{10ffff}\0\"\\", "1e2", "null", "[json_schema.v1.a]"].map(Into::into).into(),
    };
    draw.of(&domains)
}

fn well_known(full_name: &str, domain: Domain, draw: &mut Draw) -> Json {
    match full_name.strip_prefix("google.protobuf.").unwrap_or_default() {
        "Timestamp" => Json::Text(timestamp(draw)),
        "Duration" => Json::Text(duration(domain, draw)),
        "FieldMask" => Json::text(draw.of(&["", "a", "displayName,b.cD", ",", "a,,b", "A1.9", "*", "a.*.bC,*"])),
        "Struct" => Json::Object(object(draw)),
        "ListValue" => Json::Array(array(draw)),
        "Value" => any_json(draw),
        "Any" => any(draw),
        "Empty" => Json::Object(Vec::new()),
        other => match wrapped(full_name) {
            Some(kind) => scalar(kind, Domain::All, draw),
            None => panic!("no grammar of google.protobuf.{other}"),
        },
    }
}

/// What a wrapper message is wrapped around.
pub(crate) fn wrapped(full_name: &str) -> Option<Scalar> {
    Some(match full_name.strip_prefix("google.protobuf.")? {
        "BoolValue" => Scalar::Bool,
        "Int32Value" => Scalar::Int32,
        "Int64Value" => Scalar::Int64,
        "UInt32Value" => Scalar::Uint32,
        "UInt64Value" => Scalar::Uint64,
        "FloatValue" => Scalar::Float,
        "DoubleValue" => Scalar::Double,
        "StringValue" => Scalar::String,
        "BytesValue" => Scalar::Bytes,
        _ => return None,
    })
}

fn timestamp(draw: &mut Draw) -> String {
    let year = draw.of(&[1970, 2000, 1900, 2024, 2, 9998]);
    let date = match draw.below(6) {
        0 if year % 4 == 0 && year != 1900 => format!("{year:04}-02-29"),
        1 => "0001-01-01".to_owned(),
        2 => "9999-12-30".to_owned(),
        _ => format!("{year:04}-{:02}-{:02}", 1 + draw.below(12), 1 + draw.below(28)),
    };
    let (hour, minute) = (draw.below(22), draw.below(60));
    let second = draw.of(&["00", "59", "30.5", "01.123456789", "09.000"]);
    // The last two may not be behind midnight of the year 1.
    let zone = if date.starts_with("0001-") { 2 } else { 4 };
    let zone = draw.of(&["Z", "-00:00", "+23:59", "+01:00"][..zone]);
    format!("{date}T{hour:02}:{minute:02}:{second}{zone}")
}

fn duration(domain: Domain, draw: &mut Draw) -> String {
    let sign = if matches!(domain, Domain::NotNegative) { "" } else { draw.of(&["", "-"]) };
    let seconds = draw.integer(0, 315_576_000_000);
    let zeros = draw.of(&["", "", "00"]);
    let fraction = draw.of(&["", ".5", ".000000001", ".120"]);
    draw.of(&[format!("{sign}{zeros}{seconds}{fraction}s"), "-0s".to_owned(), "-0.000s".to_owned()])
}

fn any_json(draw: &mut Draw) -> Json {
    match draw.below(8) {
        0 => Json::bare("null"),
        1 => Json::bare("true"),
        2 => float(f64::MAX, draw),
        3 | 4 => Json::Text(text(Domain::All, draw)),
        5 => Json::bare("18446744073709551615"),
        6 => Json::Array(array(draw)),
        _ => Json::Object(object(draw)),
    }
}

fn array(draw: &mut Draw) -> Vec<Json> {
    (0..draw.below(3)).map(|_| any_json(draw)).collect()
}

fn object(draw: &mut Draw) -> Vec<(String, Json)> {
    let names = ["a", "", "@type"];
    names[..draw.below(4)].iter().map(|name| ((*name).to_owned(), any_json(draw))).collect()
}

fn any(draw: &mut Draw) -> Json {
    let packables: Vec<_> =
        registry::packables().iter().filter(|(_, packable)| !is_endless((packable.schema)())).collect();
    if draw.is_over() {
        return Json::Object(Vec::new());
    }
    let (full_name, packable) = draw.of(&packables);
    let host = draw.of(&["type.googleapis.com/", "/", "a/b/", "é\n/"]);
    let type_url = ("@type".to_owned(), Json::text(format!("{host}{full_name}")));
    let schema = (packable.schema)();
    let mut members = match packable.is_object() {
        true => members(schema, draw),
        false => vec![("value".to_owned(), message(schema, Domain::All, draw))],
    };
    members.insert(draw.below(members.len() + 1), type_url);
    Json::Object(members)
}

/// Whether a message requires another of itself, so that no JSON ends.
fn is_endless(message: &Message) -> bool {
    let required = message.fields().filter(|field| field.shape.cardinality == Cardinality::Required);
    let mut messages = required.filter_map(|field| field.shape.kind.message());
    messages.any(|required| required().full_name() == message.full_name())
}
