//! `google.protobuf.Empty`, which is `()`.

use super::well_known;
use crate::message::Message;
use crate::schema;
use crate::wire::{Interrupt, Key, Reader, Writer};

static EMPTY: schema::Message = well_known("Empty", "google/protobuf/empty.proto");

impl Message for () {
    fn schema() -> &'static schema::Message {
        &EMPTY
    }

    fn put(&self, _: &mut Writer<'_>) {}

    fn merge_field(&mut self, _: Key, _: &mut Reader<'_>) -> Result<(), Interrupt> {
        Err(Interrupt::Unknown)
    }
}

inventory::submit! { super::packable::<()>() }
