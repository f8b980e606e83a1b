//! JSON as text has it: numbers as they are spelled, members in their order, also twice.

use std::fmt;

/// A piece of JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    /// A number, `true`, `false` or `null`, or anything else that stands there as it is.
    Bare(String),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn bare(token: impl Into<String>) -> Self {
        Json::Bare(token.into())
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Json::Text(text.into())
    }

    /// Whether an object in it has one name twice.
    pub(crate) fn has_duplicates(&self) -> bool {
        match self {
            Json::Bare(_) | Json::Text(_) => false,
            Json::Array(values) => values.iter().any(Json::has_duplicates),
            Json::Object(members) => {
                let repeated = |index: usize| members[..index].iter().any(|(name, _)| *name == members[index].0);
                (0..members.len()).any(repeated) || members.iter().any(|(_, value)| value.has_duplicates())
            }
        }
    }

    /// How many pieces it consists of.
    pub(crate) fn len(&self) -> usize {
        match self {
            Json::Bare(_) | Json::Text(_) => 1,
            Json::Array(values) => 1 + values.iter().map(Json::len).sum::<usize>(),
            Json::Object(members) => 1 + members.iter().map(|(_, value)| value.len()).sum::<usize>(),
        }
    }

    /// The piece of this index, counted from the outside.
    pub(crate) fn piece(&mut self, index: usize) -> &mut Json {
        let Some(mut index) = index.checked_sub(1) else { return self };
        let parts: Vec<&mut Json> = match self {
            Json::Array(values) => values.iter_mut().collect(),
            Json::Object(members) => members.iter_mut().map(|(_, value)| value).collect(),
            Json::Bare(_) | Json::Text(_) => Vec::new(),
        };
        for part in parts {
            match index.checked_sub(part.len()) {
                Some(rest) => index = rest,
                None => return part.piece(index),
            }
        }
        unreachable!("there are as many pieces as `len` says")
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Bare(token) => f.write_str(token),
            Json::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Json::Array(values) => {
                f.write_str("[")?;
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if index == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Json::Object(members) => {
                f.write_str("{")?;
                for (index, (name, value)) in members.iter().enumerate() {
                    let name = Json::text(name);
                    write!(f, "{}{name}:{value}", if index == 0 { "" } else { "," })?;
                }
                f.write_str("}")
            }
        }
    }
}
