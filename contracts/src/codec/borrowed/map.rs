//! Maps whose keys or values borrow.

use std::collections::BTreeMap;

use super::{BorrowedCodec, BorrowedFieldCodec, values, wire_type};
use crate::codec::map::{KEY, VALUE, within};
use crate::codec::{Codec, Map, MapOf, check, stop_in_row};
use crate::schema::{Kind, Rules};
use crate::validate::Checker;
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Stop, WireType, Writer};

impl<'a, M, K, V, CK, CV> BorrowedFieldCodec<'a, M> for MapOf<K, V, CK, CV>
where
    M: Map<K, V>,
    CK: BorrowedCodec<'a, K>,
    CV: BorrowedCodec<'a, V>,
    CK::Twin: Ord,
{
    type Twin = BTreeMap<CK::Twin, CV::Twin>;
    type TwinCodec = MapOf<CK::Twin, CV::Twin, CK::TwinCodec, CV::TwinCodec>;

    fn default() -> M {
        M::default()
    }

    fn put(map: &M, number: FieldNumber, w: &mut Writer<'_>) {
        for (key, value) in map.entries() {
            w.put_length_delimited_field(Key::new(number, WireType::LengthDelimited), |w| {
                CV::put_with_key(value, VALUE, w);
                CK::put_with_key(key, KEY, w);
            });
        }
    }

    fn merge(map: &mut M, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        if key.wire_type() != WireType::LengthDelimited {
            return Err(Interrupt::Unknown);
        }
        merge_entry::<M, K, V, CK, CV>(map, r)
    }

    fn merge_next(map: &mut M, number: FieldNumber, r: &mut Reader<'a>) -> Result<(), Stop> {
        let (key, mut start) = (Key::new(number, WireType::LengthDelimited), r.rest());
        if !r.takes(key) {
            return Ok(());
        }
        let is_never_unknown =
            <CK::TwinCodec as Codec<CK::Twin>>::NEVER_UNKNOWN && <CV::TwinCodec as Codec<CV::Twin>>::NEVER_UNKNOWN;
        map.reserve(r.in_a_row(key, is_never_unknown));
        loop {
            merge_entry::<M, K, V, CK, CV>(map, r).map_err(|interrupt| stop_in_row(key, interrupt, start, r))?;
            start = r.rest();
            if !r.takes(key) {
                return Ok(());
            }
        }
    }

    fn check(map: &M, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::map(map, number, rules, checker, (&values::<K, CK>(), &values::<V, CV>()))
    }
}

/// Reads an entry.
#[inline]
fn merge_entry<'a, M, K, V, CK, CV>(map: &mut M, r: &mut Reader<'a>) -> Result<(), Interrupt>
where
    M: Map<K, V>,
    CK: BorrowedCodec<'a, K>,
    CV: BorrowedCodec<'a, V>,
{
    r.count(1)?;
    let (key, value) = r.nested(Entry::<K, V>::read::<CK, CV>)?;
    map.put(key, value);
    Ok(())
}

/// An entry while it is read.
struct Entry<K, V> {
    key: K,
    value: V,
    has_value: bool,
    /// Whether the last value is of a known variant.
    is_known: bool,
}

impl<K, V> Entry<K, V> {
    /// Reads an entry: a key and a value as everyone writes them, and whatever else there is.
    ///
    /// As of any map: the entry is unknown when its value is, and what stands behind the value must still be fields.
    #[inline]
    fn read<'a, CK: BorrowedCodec<'a, K>, CV: BorrowedCodec<'a, V>>(r: &mut Reader<'a>) -> Result<(K, V), Interrupt> {
        let mut entry = Entry { key: CK::default(), value: CV::default(), has_value: false, is_known: true };
        let (key, value) = (Key::new(KEY, wire_type::<K, CK>()), Key::new(VALUE, wire_type::<V, CV>()));
        if r.takes(key) {
            entry.merge_key::<CK>(key, r)?;
        }
        if r.takes(value) {
            entry.merge_value::<CV>(value, r)?;
        }
        if !r.is_empty() {
            entry.merge_rest::<CK, CV>(r)?;
        }
        if !entry.has_value && matches!(<CV::TwinCodec as Codec<CV::Twin>>::KIND, Kind::Message(_)) {
            // It may be one that requires something.
            r.lacks_required();
        }
        if entry.is_known { Ok((entry.key, entry.value)) } else { Err(Interrupt::Unknown) }
    }

    #[inline]
    fn merge_key<'a, C: BorrowedCodec<'a, K>>(&mut self, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        C::merge_behind_key(&mut self.key, key, r).map_err(|interrupt| within(interrupt, "key"))
    }

    #[inline]
    fn merge_value<'a, C: BorrowedCodec<'a, V>>(&mut self, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        self.has_value = true;
        self.is_known = match C::merge_behind_key(&mut self.value, key, r) {
            Ok(()) => true,
            Err(Interrupt::Unknown) => false,
            Err(interrupt) => return Err(within(interrupt, "value")),
        };
        Ok(())
    }

    #[cold]
    fn merge_rest<'a, CK: BorrowedCodec<'a, K>, CV: BorrowedCodec<'a, V>>(
        &mut self,
        r: &mut Reader<'a>,
    ) -> Result<(), Interrupt> {
        while !r.is_empty() {
            let key = r.key()?;
            match key.number() {
                1 if key.wire_type() == wire_type::<K, CK>() => self.merge_key::<CK>(key, r)?,
                2 if key.wire_type() == wire_type::<V, CV>() => self.merge_value::<CV>(key, r)?,
                _ => r.skip(key)?,
            }
        }
        Ok(())
    }
}
