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
    merge_root(&mut message, Reader::new(bytes).with_options(&options)).map_err(|error| error.to_string())?;
    serde_json::to_string(&Json(message)).map_err(|error| error.to_string())
}

fn from_json<M: Message>(json: &str) -> Result<Vec<u8>, String> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let message = M::deserialize_json(&mut deserializer).map_err(|error| without_place(&error))?;
    Ok(message.encode_to_vec())
}
