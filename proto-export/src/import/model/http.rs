//! Bindings of methods to HTTP (`google.api.http`), as far as `http(..)` has words for them: one verb with a path whose fields the
//! request has. Contracts serve these, so no two may be alike.

use std::collections::BTreeSet;

use protox::prost_reflect::{DynamicMessage, Kind, MessageDescriptor, MethodDescriptor, Value};

use super::Argument;

/// The option.
pub(super) const OPTION: &str = "google.api.http";

/// The bindings that were met: verbs and paths, without the names of fields.
#[derive(Default)]
pub(super) struct Bindings(BTreeSet<(&'static str, String)>);

impl Bindings {
    /// What `http(..)` says of a method; none where only the text of the option can say it.
    pub(super) fn argument(&mut self, method: &MethodDescriptor) -> Option<Argument> {
        let options = method.options();
        let (_, rule) = options.extensions().find(|(extension, _)| extension.full_name() == OPTION)?;
        let rule = Rule::read(rule.as_message()?)?;
        let request = method.input();
        let shape = shape(&rule.path, &request)?;
        let has_body = rule.body.is_empty() || rule.body == "*" || request.get_field_by_name(&rule.body).is_some();
        if !has_body || !self.0.insert((rule.verb, shape)) {
            return None;
        }
        let body = (!rule.body.is_empty()).then(|| format!("body = {:?}", rule.body));
        let entries = [format!("{} = {:?}", rule.verb, rule.path)].into_iter().chain(body).collect();
        Some(Argument::List("http", entries))
    }
}

/// A binding that says a verb, a path and a body, and nothing else.
struct Rule {
    verb: &'static str,
    path: String,
    body: String,
}

impl Rule {
    fn read(message: &DynamicMessage) -> Option<Self> {
        let (mut found, mut body) = (None, String::new());
        for (field, value) in message.fields() {
            let Value::String(text) = value else { return None };
            let verb = ["get", "put", "post", "delete", "patch"].into_iter().find(|verb| *verb == field.name());
            match verb {
                Some(verb) => found = Some((verb, text.clone())),
                None if field.name() == "body" => body.clone_from(text),
                None => return None,
            }
        }
        let (verb, path) = found?;
        Some(Rule { verb, path, body })
    }
}

/// A path without the names of its fields; none if it is no template, or names what the request does not have.
fn shape(path: &str, request: &MessageDescriptor) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let (path, verb) = match path.rsplit_once(':') {
        Some((path, verb)) if !verb.contains(['/', '}']) => (path, Some(verb)),
        _ => (path, None),
    };
    let mut segments = Vec::new();
    for part in outside_braces(path) {
        match part.strip_prefix('{') {
            None => segments.push(part),
            Some(variable) => {
                let variable = variable.strip_suffix('}')?;
                let (field, pattern) = variable.split_once('=').unwrap_or((variable, "*"));
                is_field(field, request).then_some(())?;
                segments.extend(pattern.split('/'));
            }
        }
    }
    let is_segment = |it: &&str| matches!(*it, "*" | "**") || !it.is_empty() && !it.contains(['{', '}', '*']);
    let is_open = |it: &&str| *it == "**";
    let before_last = segments.len().saturating_sub(1);
    if !segments.iter().all(is_segment) || segments[..before_last].iter().any(is_open) {
        return None;
    }
    let shape = segments.iter().map(|segment| format!("/{segment}")).collect::<String>();
    Some(verb.map_or_else(|| shape.clone(), |verb| format!("{shape}:{verb}")))
}

/// The parts of a path between slashes that are not between braces.
fn outside_braces(path: &str) -> Vec<&str> {
    let mut depth = 0;
    let is_end = |letter: char| {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        letter == '/' && depth == 0
    };
    path.split(is_end).collect()
}

/// Whether a message has a field at a path of names.
fn is_field(path: &str, message: &MessageDescriptor) -> bool {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let field = message.get_field_by_name(name);
    match (field.map(|field| field.kind()), rest) {
        (Some(Kind::Message(inner)), Some(rest)) => is_field(rest, &inner),
        (Some(_), None) => true,
        _ => false,
    }
}
