//! Bindings of operations to HTTP (`google.api.http`), by the schema alone: path templates, and the fields that they name.

mod template;

#[cfg(feature = "rest")]
pub(crate) use template::Bindings;
pub(crate) use template::{OpenPart, Template};

use crate::schema::{Field, Http, Kind, Message};

/// The template of a binding, all of whose fields the messages have.
///
/// # Errors
/// When the path is no template, when the path or the body names what is no field of the request, or when what should be
/// the response is no field of it.
pub(crate) fn checked(http: &Http, request: &Message, response: &Message) -> Result<Template, String> {
    let template = Template::parse(http.path)?;
    let lacks = |place: &str, field: &str, message: &Message| {
        Err(format!("{place} names `{field}`, no field of {}", message.full_name()))
    };
    for field in template.fields() {
        if field_at(request, field).is_none() {
            return lacks(&format!("the path {:?}", http.path), field, request);
        }
    }
    match (http.body, http.response_body) {
        (field, _) if !["", "*"].contains(&field) && find(request, field).is_none() => lacks("`body`", field, request),
        (_, field) if !field.is_empty() && find(response, field).is_none() => lacks("`response_body`", field, response),
        _ => Ok(template),
    }
}

/// The field at a path of names, if there is one.
pub(crate) fn field_at(message: &Message, path: &str) -> Option<&'static Field> {
    let Some((name, rest)) = path.split_once('.') else { return find(message, path) };
    match find(message, name)?.shape.kind {
        Kind::Message(inner) | Kind::Group(inner) => field_at(inner(), rest),
        _ => None,
    }
}

/// The field of this name, as it is declared or as JSON has it.
pub(crate) fn find(message: &Message, name: &str) -> Option<&'static Field> {
    message.fields().find(|field| field.declaration.name == name || field.name_in_json() == name)
}
