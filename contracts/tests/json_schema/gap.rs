//! What a schema takes and the decoder does not, as the documentation of `contracts::json_schema` lists it.

use crate::grammar::canonical;
use crate::json::Json;

/// The document with an ordinary text in place of each that is of the gap, and with one of the spellings of each key.
pub(crate) fn closed(json: &Json) -> Json {
    match json {
        Json::Bare(_) => json.clone(),
        Json::Text(text) => Json::text(ordinary(text).unwrap_or(text)),
        Json::Array(values) => Json::Array(values.iter().map(closed).collect()),
        Json::Object(members) => Json::Object(closed_members(members)),
    }
}

fn closed_members(members: &[(String, Json)]) -> Vec<(String, Json)> {
    let mut closed_members: Vec<(String, Json)> = Vec::new();
    for (name, value) in members {
        let name = ordinary(name).unwrap_or(name).to_owned();
        if !closed_members.iter().any(|(other, _)| canonical(other) == canonical(&name)) {
            closed_members.push((name, closed(value)));
        }
    }
    closed_members
}

/// What stands for a text of the gap.
fn ordinary(text: &str) -> Option<&'static str> {
    const ENDS: &[&str] = &["0000-12-31T", "0001-01-01T", "9999-12-30T", "9999-12-31T"];
    if ENDS.iter().any(|end| text.starts_with(end)) {
        return Some("1970-01-01T00:00:00Z");
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if text.parse::<f64>().is_ok() && (text.contains(['e', 'E']) || digits > 28) {
        return Some("0");
    }
    let starts_as_url =
        text.trim_start_matches(|letter| letter <= ' ').starts_with(|letter: char| letter.is_alphabetic());
    (starts_as_url && text.contains(':') && url::Url::parse(text).is_err()).then_some("about:blank")
}
