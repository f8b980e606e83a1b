//! Messages as text, without a serializer between: most of what JSON is. What is rare is left to the serializer.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use std::cell::Cell;

use super::form::Form;
use super::options::Options;
use super::plan::{Count, Field, KEY, Kind, Plan, VALUE, Value};
use super::printer::{Printer, Refused, is_plain_ascii, put_text};
use super::scalar::{self, from_zigzag};
use super::write::{Entry, Whole, group, takes};
use crate::schema::Scalar;
use crate::wire::{DEPTH_LIMIT, DecodeError, FieldNumber, Reader};

impl From<DecodeError> for Refused {
    #[cold]
    fn from(_: DecodeError) -> Self {
        Refused
    }
}

/// Puts the text of a message, as its encoder put that, behind what is there.
///
/// # Errors
/// When the serializer is to write it, or to say what is wrong.
pub(super) fn put(plan: &'static Plan, bytes: &[u8], out: &mut Vec<u8>, options: Options) -> Result<(), Refused> {
    if plan.form != Form::Object || options.default_values {
        return Whole { plan, bytes, options }.serialize(Printer(out));
    }
    out.push(b'{');
    let (mut r, mut next, first) = (Reader::new(bytes), 0, out.len());
    while !r.is_empty() {
        let key = r.key()?;
        let place = plan.place(key.number()).filter(|place| *place >= next && plan.fields[*place].is_behind(key, &r));
        let Some(place) = place else {
            if plan.is_extensible {
                return Err(Refused);
            }
            r.skip(key)?;
            continue;
        };
        next = place + 1;
        let field = &plan.fields[place];
        let name = field.comma_and_name(options).as_bytes();
        out.extend_from_slice(if out.len() > first { name } else { &name[1..] });
        put_field(field, &mut r, out, options)?;
    }
    out.push(b'}');
    Ok(())
}

/// Puts a field, behind whose first key the reader is.
#[inline]
fn put_field(field: &'static Field, r: &mut Reader<'_>, out: &mut Vec<u8>, options: Options) -> Result<(), Refused> {
    match &field.count {
        Count::Once => put_value(&field.value, field.number, r, out, options),
        Count::Packed => {
            out.push(b'[');
            let first = out.len();
            let mut run = Reader::new(r.length_delimited()?);
            while !run.is_empty() {
                put_element(field, first, &mut run, out, options)?;
            }
            out.push(b']');
            Ok(())
        }
        Count::Expanded => {
            out.push(b'[');
            let first = out.len();
            loop {
                put_element(field, first, r, out, options)?;
                if !takes(field.key, r) {
                    out.push(b']');
                    return Ok(());
                }
            }
        }
        Count::Map(keys) => put_map(field, keys, r, out, options),
    }
}

/// Puts an element of a list that begins at `first`, if the Rust type has it.
#[inline]
fn put_element(
    field: &'static Field,
    first: usize,
    r: &mut Reader<'_>,
    out: &mut Vec<u8>,
    options: Options,
) -> Result<(), Refused> {
    if !field.value.is_known(r.rest()) {
        r.varint()?;
        return Ok(());
    }
    if out.len() > first {
        out.push(b',');
    }
    put_value(&field.value, field.number, r, out, options)
}

fn put_map(
    field: &'static Field,
    keys: &'static Value,
    r: &mut Reader<'_>,
    out: &mut Vec<u8>,
    options: Options,
) -> Result<(), Refused> {
    out.push(b'{');
    let first = out.len();
    loop {
        let entry = Entry::new(r.length_delimited()?, field)?;
        if field.value.is_known(entry.value) {
            if out.len() > first {
                out.push(b',');
            }
            put_key(keys, entry.key, out, options)?;
            out.push(b':');
            put_value(&field.value, VALUE, &mut Reader::new(entry.value), out, options)?;
        }
        if !takes(field.key, r) {
            out.push(b'}');
            return Ok(());
        }
    }
}

/// Puts the key of an entry, which JSON has between quotes.
fn put_key(keys: &'static Value, key: &[u8], out: &mut Vec<u8>, options: Options) -> Result<(), Refused> {
    let start = out.len();
    put_value(keys, KEY, &mut Reader::new(key), out, options)?;
    if out.get(start) != Some(&b'"') {
        out.insert(start, b'"');
        out.push(b'"');
    }
    Ok(())
}

/// Puts one value.
#[inline]
fn put_value(
    value: &'static Value,
    number: FieldNumber,
    r: &mut Reader<'_>,
    out: &mut Vec<u8>,
    options: Options,
) -> Result<(), Refused> {
    match &value.kind {
        Kind::Scalar(kind) => put_scalar(*kind, r, out),
        Kind::Enum(schema) => {
            let number = r.varint()? as i32;
            match schema.name(number).filter(|_| !schema.is_null) {
                Some(name) => {
                    out.push(b'"');
                    out.extend_from_slice(name.as_bytes());
                    out.push(b'"');
                    Ok(())
                }
                None => super::write::number_of_enum(schema, number, Printer(out)),
            }
        }
        Kind::Message(link) => put_nested(link.plan(), r.length_delimited()?, out, options),
        Kind::Group(link) => {
            let rest = Cell::new(r.rest());
            let bytes = group(number, &rest)?;
            r.rewind(rest.get());
            put_nested(link.plan(), bytes, out, options)
        }
    }
}

fn put_nested(plan: &'static Plan, bytes: &[u8], out: &mut Vec<u8>, options: Options) -> Result<(), Refused> {
    match plan.as_received {
        None => put(plan, bytes, out, options),
        Some(packable) => put(plan, &(packable.recode)(bytes, DEPTH_LIMIT).map_err(|_| Refused)?, out, options),
    }
}

#[inline]
fn put_scalar(kind: Scalar, r: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), Refused> {
    match kind {
        Scalar::String => put_string(out, r.length_delimited()?)?,
        Scalar::Int64 => put_quoted(r.varint()? as i64, out),
        Scalar::Uint64 => put_quoted(r.varint()?, out),
        Scalar::Sint64 => put_quoted(from_zigzag(r.varint()?), out),
        Scalar::Fixed64 => put_quoted(u64::from_le_bytes(r.fixed()?), out),
        Scalar::Sfixed64 => put_quoted(i64::from_le_bytes(r.fixed()?), out),
        Scalar::Bytes => return put_base64(r.length_delimited()?, out),
        kind => return scalar::write(kind, r, Printer(out), |_| {}),
    }
    Ok(())
}

/// Puts text that need be looked at once, if it is what most text is.
#[inline]
fn put_string(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), Refused> {
    if !is_plain_ascii(bytes) {
        put_text(out, std::str::from_utf8(bytes).map_err(|_| Refused)?);
        return Ok(());
    }
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    out.extend_from_slice(bytes);
    out.push(b'"');
    Ok(())
}

#[inline]
fn put_quoted(value: impl itoa::Integer, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    out.push(b'"');
}

fn put_base64(bytes: &[u8], out: &mut Vec<u8>) -> Result<(), Refused> {
    out.push(b'"');
    let (start, length) = (out.len(), 4 * bytes.len().div_ceil(3));
    out.resize(start + length, b'=');
    BASE64_STANDARD.encode_slice(bytes, &mut out[start..]).map_err(|_| Refused)?;
    out.push(b'"');
    Ok(())
}
