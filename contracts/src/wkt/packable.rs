//! How messages register themselves to be held by an `Any` in JSON.

use crate::message::Message;
use crate::message::view::{Family, View};
use crate::registry::Packable;
use crate::wire::DecodeOptions;

/// What a message submits to the registry.
pub const fn packable<M: Message>() -> Packable {
    Packable { schema: M::schema, borrows: false, recode: recode::<M> }
}

/// What a message that borrows submits to the registry.
pub const fn packable_view<F: Family>() -> Packable {
    Packable { schema: <F::View<'static> as View<'static>>::schema, borrows: true, recode: recode_view::<F> }
}

fn recode<M: Message>(bytes: &[u8], depth: u32) -> Result<Vec<u8>, String> {
    let message = M::decode_with(bytes, &DecodeOptions::new().with_depth(depth));
    message.map(|message| message.encode_to_vec()).map_err(|error| error.to_string())
}

fn recode_view<F: Family>(bytes: &[u8], depth: u32) -> Result<Vec<u8>, String> {
    let options = DecodeOptions::new().with_depth(depth);
    let message = <F::View<'_> as View<'_>>::decode_with(bytes, &options);
    message.map(|message| message.encode_to_vec()).map_err(|error| error.to_string())
}
