//! Options in the text format of protobuf, each in one line.

use protox::prost_reflect::{DynamicMessage, Kind, MapKey, Value};

/// The value of an option, behind its name: `[acme.v1.shown_as]: "x"`, `[google.api.http] { get: "/v1" }`.
pub(super) fn entry(name: &str, kind: &Kind, value: &Value) -> String {
    match value {
        Value::List(values) if values.iter().any(|value| matches!(value, Value::Message(_))) => {
            values.iter().map(|value| entry(name, kind, value)).collect::<Vec<_>>().join(" ")
        }
        Value::List(values) => {
            let values: Vec<String> = values.iter().map(|value| scalar(kind, value)).collect();
            match values.as_slice() {
                [one] => format!("{name}: {one}"),
                many => format!("{name}: [{}]", many.join(", ")),
            }
        }
        Value::Map(entries) => {
            let value_kind = kind.as_message().map(|entry| entry.map_entry_value_field().kind());
            let entries = entries.iter().map(|(key, value)| {
                let value = value_kind.as_ref().map(|kind| entry("value", kind, value)).unwrap_or_default();
                format!("{name} {{ key: {} {value} }}", self::key(key))
            });
            entries.collect::<Vec<_>>().join(" ")
        }
        Value::Message(message) => match fields(message).as_str() {
            "" => format!("{name} {{}}"),
            fields => format!("{name} {{ {fields} }}"),
        },
        value => format!("{name}: {}", scalar(kind, value)),
    }
}

/// The fields of a message.
fn fields(message: &DynamicMessage) -> String {
    // An `Any` with its message in it is read as any other message.
    let own = message.fields().map(|(field, value)| {
        let name = match field.is_group() {
            true => field.kind().as_message().map(|group| group.name().to_owned()).unwrap_or_default(),
            false => field.name().to_owned(),
        };
        entry(&name, &field.kind(), value)
    });
    let extensions = message.extensions().map(|(it, value)| entry(&format!("[{}]", it.full_name()), &it.kind(), value));
    own.chain(extensions).collect::<Vec<_>>().join(" ")
}

fn key(key: &MapKey) -> String {
    match key {
        MapKey::Bool(value) => value.to_string(),
        MapKey::I32(value) => value.to_string(),
        MapKey::I64(value) => value.to_string(),
        MapKey::U32(value) => value.to_string(),
        MapKey::U64(value) => value.to_string(),
        MapKey::String(text) => quoted(text.as_bytes()),
    }
}

fn scalar(kind: &Kind, value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::I32(value) => value.to_string(),
        Value::I64(value) => value.to_string(),
        Value::U32(value) => value.to_string(),
        Value::U64(value) => value.to_string(),
        Value::F32(value) => float(*value, value.is_finite()),
        Value::F64(value) => float(*value, value.is_finite()),
        Value::String(text) => quoted(text.as_bytes()),
        Value::Bytes(bytes) => quoted(bytes),
        Value::EnumNumber(number) => {
            let name = kind.as_enum().and_then(|of| of.get_value(*number)).map(|value| value.name().to_owned());
            name.unwrap_or_else(|| number.to_string())
        }
        Value::Message(_) | Value::List(_) | Value::Map(_) => String::new(),
    }
}

/// A number as Rust has it, but for those that are none.
fn float(value: impl std::fmt::Debug, is_finite: bool) -> String {
    let text = format!("{value:?}");
    if is_finite { text } else { text.to_ascii_lowercase() }
}

/// Text between the quotes that it does not have itself: single ones, which need no escape in a literal of Rust.
fn quoted(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().for_each(|letter| escape(letter, quote, &mut out)),
        Err(_) => bytes.iter().for_each(|byte| match byte {
            b' '..=b'~' => escape(char::from(*byte), quote, &mut out),
            byte => out.push_str(&format!("\\{byte:03o}")),
        }),
    }
    out.push(quote);
    out
}

fn escape(letter: char, quote: char, out: &mut String) {
    match letter {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\\' => out.push_str("\\\\"),
        letter if letter == quote => out.extend(['\\', letter]),
        letter if letter.is_control() => {
            let mut bytes = [0; 4];
            letter.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("\\{byte:03o}")));
        }
        letter => out.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use protox::prost_reflect::{DescriptorPool, DynamicMessage, Kind, Value};

    use super::{entry, quoted};

    #[test]
    fn texts_stand_between_quotes_that_they_do_not_have() {
        for (text, expected) in
            [("a", "'a'"), ("it's", "\"it's\""), ("'\"", "'\\'\"'"), ("\n\\\u{1}é", "'\\n\\\\\\001é'")]
        {
            assert_eq!(quoted(text.as_bytes()), expected);
        }
        assert_eq!(quoted(b"\xff'\0"), "\"\\377'\\000\"");
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let pool = DescriptorPool::global();
        let file = pool.get_message_by_name("google.protobuf.FieldDescriptorProto").expect("it is there");
        for text in [
            "name: 'it' number: -3 type: TYPE_INT32",
            "options { deprecated: true uninterpreted_option { name { name_part: 'a' is_extension: false } } }",
            "options { uninterpreted_option { double_value: -1.5e300 } uninterpreted_option { double_value: inf } }",
            "options { uninterpreted_option { string_value: '\\377\\000' } }",
            "options {}",
        ] {
            let message = DynamicMessage::parse_text_format(file.clone(), text).expect(text);
            let written = entry("it", &Kind::Message(file.clone()), &Value::Message(message));
            assert_eq!(written, format!("it {{ {text} }}"));
        }
    }
}
