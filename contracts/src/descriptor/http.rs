//! The HTTP bindings of operations: that they are what `google.api.http` allows, that no two are the same, and what they
//! come to in descriptors.

use std::collections::BTreeMap;

use super::graph::Graph;
use super::{Place, Violation, raw};
use crate::http_rule;
use crate::schema::{Http, Method, OptionName, SetOption};

/// Checks the bindings of all services.
pub(super) fn check(graph: &Graph, violations: &mut Vec<Violation>) {
    let mut bound: BTreeMap<(&str, String), Place> = BTreeMap::new();
    let methods = graph.services.values().flat_map(|service| service.methods);
    for (method, http) in methods.flat_map(|method| method.bindings().map(move |http| (method, http))) {
        let place = || Some(Place::from(method.declaration.source));
        let shape = match http_rule::checked(http, (method.request)(), (method.response)()) {
            Ok(template) => template.shape(),
            Err(reason) => {
                violations.push(Violation::compile(place(), refused(method, &reason)).help(HELP));
                continue;
            }
        };
        if let Some(other) = bound.get(&(http.method, shape.clone())) {
            let reason = format!("{} {:?} is bound already", http.method, http.path);
            let violation = Violation::compile(place(), refused(method, &reason));
            violations.push(violation.related("bound here", Some(other.clone())).help("give one of them another path"));
        } else {
            bound.extend(place().map(|place| ((http.method, shape), place)));
        }
    }
}

const HELP: &str = "write a path such as \"/v1/users/{id}\", with names of the request's fields in braces, a field or `*` as \
                    the body, and a field of the response as `response_body`";

fn refused(method: &Method, reason: &str) -> String {
    format!("the HTTP binding of `{}` cannot be served: {reason}", method.declaration.name)
}

/// The option that says how a method is called over HTTP.
const OPTION: &str = "google.api.http";
/// The number of the option in `google.protobuf.MethodOptions`.
const NUMBER: u32 = 72_295_728;
/// `body`, `additional_bindings` and `response_body` in `google.api.HttpRule`.
const BODY: u32 = 7;
const ADDITIONAL: u32 = 11;
const RESPONSE_BODY: u32 = 12;

/// The bindings of a method as an option of it; none when there are none.
pub(super) fn option(of: &Method) -> Option<SetOption> {
    let http = of.http.as_ref()?;
    let mut encoded = Vec::new();
    raw::put_delimited(&mut encoded, NUMBER, &encoded_rule(http));
    let name = OptionName::Extension(OPTION.to_owned(), None);
    Some(SetOption { name, text: text(http, 0), encoded, is_repeated: false })
}

/// The field of `google.api.HttpRule` that has the path: its name and its number.
fn pattern(http: &Http) -> (&'static str, u32) {
    match http.method {
        "GET" => ("get", 2),
        "PUT" => ("put", 3),
        "POST" => ("post", 4),
        "DELETE" => ("delete", 5),
        _ => ("patch", 6),
    }
}

fn encoded_rule(http: &Http) -> Vec<u8> {
    let mut rule = Vec::new();
    raw::put_delimited(&mut rule, pattern(http).1, http.path.as_bytes());
    if !http.body.is_empty() {
        raw::put_delimited(&mut rule, BODY, http.body.as_bytes());
    }
    for additional in http.additional {
        raw::put_delimited(&mut rule, ADDITIONAL, &encoded_rule(additional));
    }
    if !http.response_body.is_empty() {
        raw::put_delimited(&mut rule, RESPONSE_BODY, http.response_body.as_bytes());
    }
    rule
}

/// The rule between braces, so many levels deep: on one line where it has one field.
fn text(http: &Http, depth: usize) -> String {
    let mut fields = vec![format!("{}: {}", pattern(http).0, quoted(http.path))];
    if !http.body.is_empty() {
        fields.push(format!("body: {}", quoted(http.body)));
    }
    if !http.response_body.is_empty() {
        fields.push(format!("response_body: {}", quoted(http.response_body)));
    }
    fields.extend(http.additional.iter().map(|it| format!("additional_bindings: {}", text(it, depth + 1))));
    match fields.as_slice() {
        [field] => format!("{{{field}}}"),
        fields => {
            let (inner, outer) = ("  ".repeat(depth + 1), "  ".repeat(depth));
            format!("{{\n{inner}{}\n{outer}}}", fields.join(&format!("\n{inner}")))
        }
    }
}

fn quoted(text: &str) -> String {
    let letter = |letter: char| match letter {
        '\\' | '"' => format!("\\{letter}"),
        control if control.is_ascii_control() => format!("\\{:03o}", u32::from(control)),
        letter => letter.to_string(),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}
