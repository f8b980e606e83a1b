//! Bindings of methods to HTTP (`google.api.http`), as far as `http(..)` has words for them: verbs with paths whose fields the
//! request has. Contracts serve these, so no two may be alike.

use std::collections::BTreeSet;

use protox::prost_reflect::{DynamicMessage, Kind, MessageDescriptor, MethodDescriptor, Value};

use super::Argument;

/// The option.
pub(super) const OPTION: &str = "google.api.http";

/// The field of a binding with its additional ones.
const ADDITIONAL: &str = "additional_bindings";

/// The bindings that were met: verbs and paths, without the names of fields.
#[derive(Default)]
pub(super) struct Bindings(BTreeSet<(&'static str, String)>);

impl Bindings {
    /// What each `http(..)` says of a method; nothing where only the text of the option can say it.
    pub(super) fn arguments(&mut self, method: &MethodDescriptor) -> Vec<Argument> {
        self.said(method).unwrap_or_default()
    }

    fn said(&mut self, method: &MethodDescriptor) -> Option<Vec<Argument>> {
        let options = method.options();
        let (_, rule) = options.extensions().find(|(extension, _)| extension.full_name() == OPTION)?;
        let rules = Rule::read_all(rule.as_message()?)?;
        let mut shapes = BTreeSet::new();
        for rule in &rules {
            let is_new = shapes.insert((rule.verb, rule.shape(method)?));
            is_new.then_some(())?;
        }
        self.0.is_disjoint(&shapes).then_some(())?;
        self.0.extend(shapes);
        Some(rules.iter().map(Rule::argument).collect())
    }
}

/// A binding: a verb, a path, what of the request is the body, and what of the response.
struct Rule {
    verb: &'static str,
    path: String,
    body: String,
    response_body: String,
}

impl Rule {
    /// The binding of a method, and its additional ones behind it.
    fn read_all(message: &DynamicMessage) -> Option<Vec<Self>> {
        let mut rules = vec![Rule::read(message)?];
        for rule in additional(message) {
            let rule = rule.as_message()?;
            rules.push(Rule::read(rule).filter(|_| additional(rule).is_empty())?);
        }
        Some(rules)
    }

    fn read(message: &DynamicMessage) -> Option<Self> {
        let (mut found, mut body, mut response_body) = (None, String::new(), String::new());
        for (field, value) in message.fields().filter(|(field, _)| field.name() != ADDITIONAL) {
            let Value::String(text) = value else { return None };
            let verb = ["get", "put", "post", "delete", "patch"].into_iter().find(|verb| *verb == field.name());
            match (verb, field.name()) {
                (Some(verb), _) => found = Some((verb, text.clone())),
                (None, "body") => body.clone_from(text),
                (None, "response_body") => response_body.clone_from(text),
                (None, _) => return None,
            }
        }
        let (verb, path) = found?;
        Some(Rule { verb, path, body, response_body })
    }

    /// The path without the names of its fields; none if contracts refuse the binding.
    fn shape(&self, method: &MethodDescriptor) -> Option<String> {
        let (request, response) = (method.input(), method.output());
        let can_have_body = !matches!(self.verb, "get" | "delete");
        let has_body = match self.body.as_str() {
            "" => true,
            "*" => can_have_body,
            field => can_have_body && request.get_field_by_name(field).is_some(),
        };
        // The types of google.protobuf are types of Rust, whose fields nobody names.
        let is_declared = response.parent_file().package_name() != "google.protobuf";
        let answers =
            self.response_body.is_empty() || is_declared && response.get_field_by_name(&self.response_body).is_some();
        (has_body && answers).then(|| shape(&self.path, &request))?
    }

    fn argument(&self) -> Argument {
        let fields = [("body", &self.body), ("response_body", &self.response_body)];
        let fields = fields.into_iter().filter(|(_, field)| !field.is_empty());
        let entries = [(self.verb, &self.path)].into_iter().chain(fields);
        Argument::List("http", entries.map(|(name, text)| format!("{name} = {text:?}")).collect())
    }
}

/// The additional bindings of one.
fn additional(rule: &DynamicMessage) -> Vec<Value> {
    let additional = rule.get_field_by_name(ADDITIONAL);
    additional.as_deref().and_then(Value::as_list).unwrap_or_default().to_vec()
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
