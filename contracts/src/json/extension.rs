//! Extensions in JSON: members under their full names in brackets, if they are linked into the program.

use serde::de::{Error as _, MapAccess};
use serde::ser::{Error as _, SerializeMap};
use std::cell::Cell;
use std::fmt::Display;

use super::encoding::Encoding;
use super::options::{Inside, Options};
use super::plan::Plan;
use super::read::FieldSeed;
use super::write::Present;
use crate::message::extension::{as_kept, plain_fields};
use crate::registry::{self, Extension};
use crate::schema::{self, Field};
use crate::wire;

pub(super) use crate::message::extension::named;

/// Writes the extensions among fields that a message does not name.
#[cold]
pub(super) fn write<O: SerializeMap>(
    plan: &Plan,
    others: &[u8],
    object: &mut O,
    options: Options,
) -> Result<(), O::Error> {
    let fields = plain_fields(plan.schema, others);
    let mut present: Vec<u32> = wire::numbers(&fields).collect();
    present.sort_unstable();
    present.dedup();
    for (set, field) in present.into_iter().filter_map(|number| registry::extension_of(plan.schema, number)) {
        let _inside = Inside::begin().map_err(O::Error::custom)?;
        let (schema, encoded) = ((set.schema)(), (set.recode)(&fields).map_err(O::Error::custom)?);
        let Some((place, behind_key)) = position(&encoded, field, schema) else { continue };
        let name = format!("[{}]", schema.extension_name(field));
        let field = &Plan::of(schema).fields[place];
        object.serialize_entry(&name, &Present { field, rest: &Cell::new(behind_key), options })?;
    }
    Ok(())
}

/// The place of a field in its plan, and what stands behind its first key.
fn position<'a>(encoded: &'a [u8], field: &Field, schema: &'static schema::Message) -> Option<(usize, &'a [u8])> {
    let place = Plan::of(schema).place(field.number)?;
    let mut r = wire::Reader::new(encoded);
    loop {
        let key = r.key().ok()?;
        if key.number() == field.number {
            return Some((place, r.rest()));
        }
        r.skip(key).ok()?;
    }
}

/// Reads an extension, and puts it as the message keeps it.
pub(super) fn read<'de, A: MapAccess<'de>>(
    plan: &'static Plan,
    (set, field): (&Extension, &Field),
    object: &mut A,
    to: &mut Encoding,
    options: Options,
) -> Result<(), A::Error> {
    let schema = (set.schema)();
    let of_set = Plan::of(schema);
    let wrong = |error: &dyn Display| A::Error::custom(format_args!("[{}]: {error}", schema.extension_name(field)));
    let place = of_set.place(field.number).ok_or_else(|| wrong(&"not in its set"))?;
    let _inside = Inside::begin().map_err(A::Error::custom)?;
    let mut inner = Encoding::default();
    let seed = FieldSeed { field: &of_set.fields[place], to: &mut inner, options };
    object.next_value_seed(seed).map_err(|error| wrong(&error))?;
    let encoded = (set.recode)(&inner.0).map_err(|error| wrong(&error))?;
    to.0.extend_from_slice(&as_kept(plan.schema, &encoded));
    Ok(())
}
