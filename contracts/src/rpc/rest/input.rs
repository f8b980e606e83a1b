//! The request message of a REST call: the body, the path and the query put together as JSON.

use serde_json::{Map, Value};

use crate::http_rule::find;
use crate::rpc::Status;
use crate::schema::{Cardinality, Field, Kind, Message, Scalar};

/// How many names may be in the path of a field: there are messages that hold themselves, but nobody goes that deep.
const NAMES: usize = 32;

/// Puts a value from the path or the query into the object of a message.
pub(super) fn bind(
    object: &mut Map<String, Value>,
    message: &'static Message,
    path: &str,
    text: &str,
) -> Result<(), Status> {
    if path.split('.').count() > NAMES {
        return Err(Status::invalid_argument(format!("a field is named by at most {NAMES} names")));
    }
    let unknown = || Status::invalid_argument(format!("`{path}` is no field of {}", message.full_name()));
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let field = find(message, name).ok_or_else(unknown)?;
    let key = spelling(object, field);
    if let Some(rest) = rest {
        let Some(inner) = field.shape.kind.message() else { return Err(unknown()) };
        let nested = object.entry(key).or_insert_with(|| Map::new().into());
        return bind(nested.as_object_mut().ok_or_else(unknown)?, inner(), rest, text);
    }
    let value = value(field, text);
    match field.shape.cardinality {
        Cardinality::Expanded | Cardinality::Packed => {
            let values = object.entry(key).or_insert_with(|| Vec::<Value>::new().into());
            values.as_array_mut().ok_or_else(unknown)?.push(value);
        }
        Cardinality::Implicit | Cardinality::Explicit | Cardinality::Required => drop(object.insert(key, value)),
        Cardinality::Map(_) => return Err(unknown()),
    }
    Ok(())
}

/// The spelling under which the object has the field already, or that of JSON.
fn spelling(object: &Map<String, Value>, field: &Field) -> String {
    match object.contains_key(field.declaration.name) {
        true => field.declaration.name.to_owned(),
        false => field.name_in_json().into_owned(),
    }
}

/// JSON takes numbers, bytes, times and the names of enum values from texts, but neither booleans nor the numbers of enum values.
fn value(field: &Field, text: &str) -> Value {
    match (field.shape.kind, text) {
        (Kind::Scalar(Scalar::Bool), "true") => Value::Bool(true),
        (Kind::Scalar(Scalar::Bool), "false") => Value::Bool(false),
        (Kind::Enum(_), number) => number.parse::<i32>().map_or_else(|_| text.into(), Into::into),
        _ => text.into(),
    }
}
