//! One operation: where its parameters stand, what its body is, how it answers.

use serde_json::{Value, json};

use super::schema::Schemas;
use crate::http_rule::{OpenPart, field_at, find};
use crate::schema::{Cardinality, Field, Http, Kind, Message, Method, Origin, Service};
use crate::validate::keywords::describe;
use crate::wkt::wrapped;

/// How deep in the request the parameters of a query may be.
const DEPTH: usize = 8;

/// The operation, but for its name.
pub(super) fn object(
    service: &Service,
    method: &Method,
    http: &Http,
    parts: &[OpenPart<'_>],
    schemas: &mut Schemas,
) -> Value {
    let request = (method.request)();
    let bound: Vec<&str> = parts.iter().filter_map(|part| part.field).collect();
    let mut parameters: Vec<Value> = parts.iter().map(|part| in_path(part, request, schemas)).collect();
    let body = match http.body {
        "" => None,
        "*" => Some(schemas.message_without(request, &bound)),
        field => find(request, field).map(|field| schemas.field(field)),
    };
    if http.body != "*" {
        let taken = |path: &str| bound.contains(&path) || http.body == path;
        Query { taken: &taken, parameters: &mut parameters, schemas }.add(request, "", "", DEPTH);
    }
    let (summary, description) = split(method.declaration.doc);
    let mut operation = json!({
        "tags": [service.full_name()],
        "summary": summary,
        "responses": responses((method.response)(), http.response_body, schemas),
    });
    if !description.is_empty() {
        operation["description"] = description.into();
    }
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if let Some(schema) = body {
        operation["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    if method.declaration.deprecated || service.declaration.deprecated {
        operation["deprecated"] = true.into();
    }
    operation
}

/// A part of the path: a field, or a piece of one that has a pattern.
fn in_path(part: &OpenPart<'_>, request: &Message, schemas: &mut Schemas) -> Value {
    let field = part.field.and_then(|path| field_at(request, path));
    let schema = field.map_or_else(|| json!({ "type": "string" }), |field| schemas.field(field));
    let mut parameter = json!({ "name": part.name, "in": "path", "required": true, "schema": schema });
    if let Some(field) = field {
        describe(&mut parameter, field.declaration.doc, field.declaration.deprecated);
    }
    parameter
}

/// The fields that the query binds.
struct Query<'a> {
    /// Whether the path or the body binds a field.
    taken: &'a dyn Fn(&str) -> bool,
    parameters: &'a mut Vec<Value>,
    schemas: &'a mut Schemas,
}

impl Query<'_> {
    /// Adds the fields of a message whose path, as it is declared and as JSON has it, begins so.
    fn add(&mut self, message: &Message, declared: &str, in_json: &str, depth: usize) {
        for field in message.fields() {
            let path = format!("{declared}{}", field.declaration.name);
            let name = format!("{in_json}{}", field.name_in_json());
            match in_query(field) {
                _ if (self.taken)(&path) => {}
                InQuery::Value => self.add_value(field, &name, declared.is_empty()),
                InQuery::Message(inner) if depth > 0 => {
                    self.add(inner, &format!("{path}."), &format!("{name}."), depth - 1);
                }
                InQuery::Message(_) | InQuery::Nothing => {}
            }
        }
    }

    /// Adds a field; one of a message inside is required only with that message.
    fn add_value(&mut self, field: &Field, name: &str, is_of_request: bool) {
        let mut parameter = json!({ "name": name, "in": "query", "schema": self.schemas.field(field) });
        if is_of_request && self.schemas.is_required(field) {
            parameter["required"] = true.into();
        }
        describe(&mut parameter, field.declaration.doc, field.declaration.deprecated);
        self.parameters.push(parameter);
    }
}

/// How a field stands in a query.
enum InQuery {
    /// As a value, or several of them.
    Value,
    /// By its own fields.
    Message(&'static Message),
    /// Not at all.
    Nothing,
}

fn in_query(field: &Field) -> InQuery {
    let is_repeated = matches!(field.shape.cardinality, Cardinality::Expanded | Cardinality::Packed);
    match (field.shape.cardinality, field.shape.kind) {
        (Cardinality::Map(_), _) => InQuery::Nothing,
        (_, Kind::Scalar(_) | Kind::Enum(_)) => InQuery::Value,
        (_, Kind::Message(message) | Kind::Group(message)) => match message() {
            message if is_text(message) => InQuery::Value,
            message if message.origin == Origin::Contract && !is_repeated => InQuery::Message(message),
            _ => InQuery::Nothing,
        },
    }
}

/// Whether the JSON of a message is one text, number or boolean.
fn is_text(message: &Message) -> bool {
    let name = message.full_name();
    let texts = ["google.protobuf.Timestamp", "google.protobuf.Duration", "google.protobuf.FieldMask"];
    texts.contains(&&*name) || wrapped(&name).is_some()
}

/// What an operation answers: the response, or the field of it that is the body.
fn responses(response: &'static Message, body: &str, schemas: &mut Schemas) -> Value {
    let field = find(response, body);
    let (schema, doc) = match field {
        Some(field) => (answered(field, schemas), field.declaration.doc),
        None => (schemas.message(response), response.declaration.doc),
    };
    let (summary, _) = split(doc);
    let summary = if summary.is_empty() { "The answer.".to_owned() } else { summary };
    json!({
        "200": { "description": summary, "content": { "application/json": { "schema": schema } } },
        "default": {
            "description": "The call failed.",
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        },
    })
}

/// What stands for a field by itself: `null` too, where the field can be absent.
fn answered(field: &Field, schemas: &mut Schemas) -> Value {
    let schema = schemas.field(field);
    match field.shape.cardinality {
        Cardinality::Explicit => json!({ "anyOf": [schema, { "type": "null" }] }),
        _ => schema,
    }
}

/// A failure, as `Rest` writes it.
pub(super) fn problem() -> Value {
    json!({
        "type": "object",
        "description": "Why a call failed (RFC 9457).",
        "properties": {
            "type": { "type": "string", "description": "The kind of failure: a reference to a URI." },
            "title": { "type": "string", "description": "What the HTTP status means." },
            "status": { "type": "integer", "description": "The HTTP status." },
            "detail": { "type": "string", "description": "What happened in this call." },
            "code": { "type": "string", "description": "The gRPC status code, as NOT_FOUND." },
        },
        "required": ["type", "title", "status", "detail", "code"],
    })
}

/// The first paragraph of a doc comment on one line, and the rest.
fn split(doc: &str) -> (String, &str) {
    let (first, rest) = doc.split_once("\n\n").unwrap_or((doc, ""));
    (first.split_whitespace().collect::<Vec<_>>().join(" "), rest.trim())
}
