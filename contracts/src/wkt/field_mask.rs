//! `google.protobuf.FieldMask`: paths of fields.

use serde::{Deserializer, Serializer};

use super::message::{fields, members};
use crate::codec::json::deserialize_text;
use crate::codec::{Expanded, Utf8};
use crate::message::Message;
use crate::message::json::JsonForm;

/// Which fields of a message are meant, as `["display_name", "address.street"]`; in JSON `"displayName,address.street"`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FieldMask {
    /// Names of fields as the `.proto` file has them, inner ones behind a dot.
    pub paths: Vec<String>,
}

#[diagnostic::do_not_recommend]
impl Message for FieldMask {
    const JSON: JsonForm = JsonForm::Special;

    fields!("FieldMask" in "google/protobuf/field_mask.proto" { 1 => paths: Expanded<Utf8>, });

    fn serialize_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.paths == [""] {
            return Err(serde::ser::Error::custom("one path that is empty has no JSON form: it reads as no path"));
        }
        let paths: Result<Vec<String>, String> = self.paths.iter().map(|path| camel_case(path)).collect();
        serializer.serialize_str(&paths.map_err(serde::ser::Error::custom)?.join(","))
    }

    fn deserialize_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserialize_text(deserializer)?;
        let paths: Result<_, String> = text.split(',').filter(|_| !text.is_empty()).map(snake_case).collect();
        Ok(FieldMask { paths: paths.map_err(serde::de::Error::custom)? })
    }
}

members!(FieldMask);

/// The name in JSON of a path, from which the path can be had back.
fn camel_case(path: &str) -> Result<String, String> {
    let mut letters = path.chars();
    let mut name = String::with_capacity(path.len());
    while let Some(letter) = letters.next() {
        match letter {
            '_' => match letters.next() {
                Some(next) if next.is_ascii_lowercase() => name.push(next.to_ascii_uppercase()),
                _ => return Err(format!("the path {path:?} has no JSON form: no small letter behind a `_`")),
            },
            'a'..='z' | '0'..='9' | '.' => name.push(letter),
            _ => return Err(format!("the path {path:?} has no JSON form: it has a {letter:?}")),
        }
    }
    Ok(name)
}

fn snake_case(name: &str) -> Result<String, String> {
    let mut path = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'A'..='Z' => path.extend(['_', letter.to_ascii_lowercase()]),
            'a'..='z' | '0'..='9' | '.' => path.push(letter),
            _ => return Err(format!("{name:?} is not the path of a field in lowerCamelCase")),
        }
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_it_is_read() {
        for (path, name) in [("display_name", "displayName"), ("a.b_c", "a.bC"), ("", ""), ("x2_y", "x2Y")] {
            assert_eq!(camel_case(path).as_deref(), Ok(name));
            assert_eq!(snake_case(name).as_deref(), Ok(path));
        }
    }

    #[test]
    fn a_path_that_cannot_be_had_back_is_refused() {
        for path in ["fooBar", "foo_3", "foo__bar", "foo_", "foo bar", "foo,bar", "fóo"] {
            assert!(camel_case(path).is_err(), "{path}");
        }
        for name in ["foo_bar", "foo bar"] {
            assert!(snake_case(name).is_err(), "{name}");
        }
    }
}
