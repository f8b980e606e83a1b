//! Which samples have a JSON form: said a second time, from the specification of ProtoJSON.

use contracts::Message;
use contracts::wkt::{Any, Duration, FieldMask, Struct, Timestamp, Value};

use crate::sample::{Choice, Known, Leaf, Narrow, Sample};

/// How many `Any` may stand in one another.
const ANY_DEPTH: u32 = 10;

/// Whether a sample can be written as JSON.
pub(crate) fn has_json(sample: &Sample) -> bool {
    let boxed = match &sample.choice {
        Some(Choice::Boxed(boxed)) => Some(boxed),
        _ => None,
    };
    // A message of another crate has no JSON.
    sample.foreign.is_none()
        && sample.known.as_deref().is_none_or(known)
        && sample.narrow.as_ref().is_none_or(narrow)
        && sample.child.as_deref().is_none_or(has_json)
        && sample.children.iter().all(has_json)
        && boxed.is_none_or(|boxed| has_json(boxed))
        && sample.maps.as_ref().is_none_or(|maps| maps.samples.values().all(has_json))
}

fn known(known: &Known) -> bool {
    known.at.is_none_or(timestamp)
        && known.took.is_none_or(duration)
        && known.only.as_ref().is_none_or(field_mask)
        && known.value.as_ref().is_none_or(value)
        && known.object.as_ref().is_none_or(object)
        && known.list.as_ref().is_none_or(|list| list.values.iter().all(value))
        && known.values.iter().all(value)
        && known.any.as_ref().is_none_or(|inner| any(inner, ANY_DEPTH))
}

fn narrow(narrow: &Narrow) -> bool {
    timestamp(narrow.at.into()) && narrow.took.is_none_or(|took| duration(took.into()))
}

/// The years 0001 to 9999.
fn timestamp(Timestamp { seconds, nanos }: Timestamp) -> bool {
    (-62_135_596_800..=253_402_300_799).contains(&seconds) && (0..1_000_000_000).contains(&nanos)
}

/// About ten thousand years; seconds and nanoseconds are of one sign.
fn duration(Duration { seconds, nanos }: Duration) -> bool {
    let mixed = (seconds < 0 && nanos > 0) || (seconds > 0 && nanos < 0);
    (-315_576_000_000..=315_576_000_000).contains(&seconds) && nanos.abs_diff(0) < 1_000_000_000 && !mixed
}

/// Paths that are the same again after a way through lowerCamelCase.
fn field_mask(mask: &FieldMask) -> bool {
    let writable = |path: &String| {
        let behind = path.split('_').skip(1);
        behind.into_iter().all(|part| part.starts_with(|first: char| first.is_ascii_lowercase()))
            && path.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '.' | '_'))
    };
    // One path that is empty reads as no path.
    mask.paths.iter().all(writable) && mask.paths != [""]
}

fn value(json: &Value) -> bool {
    match json {
        Value::Unset => false,
        Value::Number(number) => number.is_finite(),
        Value::Struct(fields) => object(fields),
        Value::List(list) => list.values.iter().all(value),
        Value::Null | Value::Text(_) | Value::Bool(_) => true,
    }
}

fn object(json: &Struct) -> bool {
    json.fields.values().all(value)
}

/// The types that the generator makes; of all others none is linked into the program.
fn any(packed: &Any, depth: u32) -> bool {
    if *packed == Any::default() {
        return true;
    }
    match (depth.checked_sub(1), packed.type_name()) {
        (Some(_), Some("fuzz.v1.Leaf")) => Leaf::decode(&packed.value).is_ok(),
        (Some(_), Some("google.protobuf.Duration")) => Duration::decode(&packed.value).is_ok_and(duration),
        (Some(_), Some("google.protobuf.Value")) => Value::decode(&packed.value).is_ok_and(|inner| value(&inner)),
        (Some(rest), Some("google.protobuf.Any")) => Any::decode(&packed.value).is_ok_and(|inner| any(&inner, rest)),
        _ => false,
    }
}
