//! What a REST call answers: all of the response's JSON, or that of one of its fields.

use bytes::Bytes;
use serde::de::IgnoredAny;
use serde_json::Deserializer;

use super::Route;
use crate::http_rule::find;
use crate::schema::{Cardinality, Field, Kind, Scalar};

/// The JSON that a route answers with, of the JSON of the whole response.
pub(super) fn of(route: &Route, response: Bytes) -> Bytes {
    let field = match route.http.response_body {
        "" => None,
        name => find((route.method.schema.response)(), name),
    };
    let Some(field) = field else { return response };
    let written = member(&response, &field.name_in_json());
    written.map(|value| response.slice_ref(value)).unwrap_or_else(|| absent(field).into())
}

/// The value of a member of an object, as it stands.
fn member<'a>(object: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let mut rest = object.trim_ascii_start().strip_prefix(b"{")?;
    loop {
        let mut keys = Deserializer::from_slice(rest).into_iter::<String>();
        let key = keys.next()?.ok()?;
        let behind = rest[keys.byte_offset()..].trim_ascii_start().strip_prefix(b":")?;
        let mut values = Deserializer::from_slice(behind).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        let (value, next) = behind.split_at(values.byte_offset());
        if key == name {
            return Some(value.trim_ascii());
        }
        rest = next.trim_ascii_start().strip_prefix(b",")?;
    }
}

/// The JSON of a field that the JSON of its message leaves out: the zero of its kind, and `null` where it can be absent.
fn absent(field: &Field) -> String {
    match (field.shape.cardinality, field.shape.kind) {
        (Cardinality::Expanded | Cardinality::Packed, _) => "[]".to_owned(),
        (Cardinality::Map(_), _) => "{}".to_owned(),
        (Cardinality::Implicit, Kind::Scalar(scalar)) => zero(scalar).to_owned(),
        (Cardinality::Implicit, Kind::Enum(of)) => {
            let zero = of().values.iter().find(|value| value.number == 0);
            zero.map_or_else(|| "0".to_owned(), |value| format!("{:?}", value.declaration.name))
        }
        _ => "null".to_owned(),
    }
}

fn zero(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "false",
        Scalar::String | Scalar::Bytes => "\"\"",
        Scalar::Int64 | Scalar::Uint64 | Scalar::Sint64 | Scalar::Fixed64 | Scalar::Sfixed64 => "\"0\"",
        Scalar::Float | Scalar::Double => "0.0",
        Scalar::Int32 | Scalar::Uint32 | Scalar::Sint32 | Scalar::Fixed32 | Scalar::Sfixed32 => "0",
    }
}

#[cfg(test)]
mod tests {
    use super::member;

    #[test]
    fn a_member_is_taken_as_it_stands() {
        let object = br#"{"a":1e300,"b" : [ {"a":"}"}, "\"" ] ,"\u0063":"x","d":-0.0}"#;
        for (name, expected) in [
            ("a", Some("1e300")),
            ("b", Some(r#"[ {"a":"}"}, "\"" ]"#)),
            ("c", Some("\"x\"")),
            ("d", Some("-0.0")),
            ("e", None),
        ] {
            assert_eq!(member(object, name), expected.map(str::as_bytes), "{name}");
        }
        assert_eq!(member(b"{}", "a"), None);
        assert_eq!(member(b"null", "a"), None);
    }
}
