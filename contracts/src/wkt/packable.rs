//! How messages register themselves to be held by an `Any` in JSON.

use serde::Serializer;

use crate::message::json::{JsonForm, without_place};
use crate::message::{Message, merge_root};
use crate::registry::Packable;
use crate::wire::{DecodeOptions, Reader};

/// What a message submits to the registry.
pub const fn packable<M: Message>() -> Packable {
    Packable {
        schema: M::schema,
        is_object: matches!(M::JSON, JsonForm::Object),
        to_json: to_json::<M>,
        from_json: from_json::<M>,
    }
}

/// A message as serde sees it.
struct Json<M>(M);

impl<M: Message> serde::Serialize for Json<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_json(serializer)
    }
}

fn to_json<M: Message>(bytes: &[u8], depth: u32) -> Result<String, String> {
    let mut message = M::default();
    let options = DecodeOptions::new().with_depth(depth);
    match merge_root(&mut message, Reader::new(bytes).with_options(&options)) {
        Ok(()) => shown(serde_json::to_string(&Json(message))),
        Err(error) => Err(error.to_string()),
    }
}

fn from_json<M: Message>(json: &str) -> Result<Vec<u8>, String> {
    // As a request in JSON is read: the code is there once.
    match M::deserialize_json(&mut serde_json::Deserializer::from_slice(json.as_bytes())) {
        Ok(message) => Ok(message.encode_to_vec()),
        Err(error) => Err(without_place(&error)),
    }
}

fn shown(json: serde_json::Result<String>) -> Result<String, String> {
    json.map_err(|error| error.to_string())
}
