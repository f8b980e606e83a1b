//! `google.protobuf.FieldMask`: paths of fields.

use super::message::{fields, members};
use crate::codec::{Expanded, Utf8};
use crate::message::Message;
use crate::validate::Value;

/// Which fields of a message are meant, as `["display_name", "address.street"]`; in JSON `"displayName,address.street"`.
/// A `*` stands for all fields, or for each element, as in `"*"` and `"lines.*.sku"` (<https://google.aip.dev/161>).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FieldMask {
    /// Names of fields as the `.proto` file has them, or `*`, inner ones behind a dot.
    pub paths: Vec<String>,
}

#[diagnostic::do_not_recommend]
impl Message for FieldMask {
    fn with_value(&self, look: &mut dyn FnMut(&Value<'_>)) {
        look(&Value::Paths(&self.paths));
    }

    fields!("FieldMask" in "google/protobuf/field_mask.proto" { 1 => paths: Expanded<Utf8>, });
}

members!(FieldMask);

/// The text of paths.
///
/// # Errors
/// That there is none.
pub(crate) fn mask_text(paths: &[&str]) -> Result<String, String> {
    if paths == [""] {
        return Err("one path that is empty has no JSON form: it reads as no path".to_owned());
    }
    let paths: Result<Vec<String>, String> = paths.iter().map(|path| camel_case(path)).collect();
    Ok(paths?.join(","))
}

/// The paths of a text.
///
/// # Errors
/// That one is none.
pub(crate) fn parse_mask(text: &str) -> Result<Vec<String>, String> {
    text.split(',').filter(|_| !text.is_empty()).map(snake_case).collect()
}

/// The name in JSON of a path, from which the path can be had back.
fn camel_case(path: &str) -> Result<String, String> {
    each_name(path, |name| {
        camel_case_name(name).map_err(|reason| format!("the path {path:?} has no JSON form: {reason}"))
    })
}

fn snake_case(path: &str) -> Result<String, String> {
    let refused = || format!("{path:?} is not the path of a field in lowerCamelCase");
    each_name(path, |name| snake_case_name(name).ok_or_else(refused))
}

/// Changes the names of a path; a `*` stays as it is.
fn each_name(path: &str, change: impl Fn(&str) -> Result<String, String>) -> Result<String, String> {
    let names = path.split('.').map(|name| if name == "*" { Ok(name.to_owned()) } else { change(name) });
    Ok(names.collect::<Result<Vec<_>, _>>()?.join("."))
}

fn camel_case_name(name: &str) -> Result<String, String> {
    let mut letters = name.chars();
    let mut changed = String::with_capacity(name.len());
    while let Some(letter) = letters.next() {
        match letter {
            '_' => match letters.next() {
                Some(next) if next.is_ascii_lowercase() => changed.push(next.to_ascii_uppercase()),
                _ => return Err("no small letter behind a `_`".to_owned()),
            },
            'a'..='z' | '0'..='9' => changed.push(letter),
            _ => return Err(format!("it has a {letter:?}")),
        }
    }
    Ok(changed)
}

fn snake_case_name(name: &str) -> Option<String> {
    let mut changed = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'A'..='Z' => changed.extend(['_', letter.to_ascii_lowercase()]),
            'a'..='z' | '0'..='9' => changed.push(letter),
            _ => return None,
        }
    }
    Some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_it_is_read() {
        let names =
            [("display_name", "displayName"), ("a.b_c", "a.bC"), ("", ""), ("x2_y", "x2Y"), ("_a", "A"), (".", ".")];
        for (path, name) in names.into_iter().chain([("*", "*"), ("a_b.*.c_d", "aB.*.cD"), ("a.*", "a.*")]) {
            assert_eq!(camel_case(path).as_deref(), Ok(name));
            assert_eq!(snake_case(name).as_deref(), Ok(path));
        }
    }

    #[test]
    fn a_path_that_cannot_be_had_back_is_refused() {
        for path in
            ["fooBar", "foo_3", "foo__bar", "foo_", "foo bar", "foo,bar", "fóo", "foo*", "**", "foo_.bar", "*,a"]
        {
            assert!(camel_case(path).is_err(), "{path}");
        }
        for name in ["foo_bar", "foo bar", "foo*", "**", "a.*b"] {
            assert!(snake_case(name).is_err(), "{name}");
        }
    }
}
