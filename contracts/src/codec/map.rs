//! Maps: entries of a key and a value, the last of each key wins.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;
use std::sync::Arc;

use super::check::{self, Values};
use super::{Codec, FieldCodec, Fixed, Member, Plain, Value, ZigZagged, shape, stop_in_row};
use crate::schema::{Cardinality, Kind, Rules, Scalar, Shape};
use crate::validate::Checker;
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Stop, WireType, Writer};

/// A collection that can be a map field.
pub trait Map<K, V>: Default {
    /// The entries, in an order of the map's own.
    fn entries<'a>(&'a self) -> impl Iterator<Item = (&'a K, &'a V)>
    where
        K: 'a,
        V: 'a;

    /// Adds an entry, in place of one with the same key; says whether there was none.
    fn put(&mut self, key: K, value: V) -> bool;

    /// Makes room for so many more entries.
    fn reserve(&mut self, _entries: usize) {}

    /// Removes all entries.
    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl<K: Ord, V> Map<K, V> for BTreeMap<K, V> {
    /// From the last key to the first: the writer fills from its end, so the first stands first.
    fn entries<'a>(&'a self) -> impl Iterator<Item = (&'a K, &'a V)>
    where
        K: 'a,
        V: 'a,
    {
        self.iter().rev()
    }

    fn put(&mut self, key: K, value: V) -> bool {
        self.insert(key, value).is_none()
    }
}

impl<K: Eq + Hash, V, S: BuildHasher + Default> Map<K, V> for HashMap<K, V, S> {
    fn entries<'a>(&'a self) -> impl Iterator<Item = (&'a K, &'a V)>
    where
        K: 'a,
        V: 'a,
    {
        self.iter()
    }

    fn put(&mut self, key: K, value: V) -> bool {
        self.insert(key, value).is_none()
    }

    fn reserve(&mut self, entries: usize) {
        self.reserve(entries);
    }

    fn clear(&mut self) {
        self.clear();
    }
}

/// A Rust type that can be the key of a map, in the encoding `E`: what travels as an integer, a boolean or a string.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a map",
    label = "not a key",
    note = "the keys of protobuf maps are integers, booleans and strings"
)]
pub trait MapKey<E = Plain>: Sized {
    /// How one key travels.
    type KeyCodec: Codec<Self>;
}

macro_rules! keys {
    ($encoding:ty: $($type:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl MapKey<$encoding> for $type {
            type KeyCodec = <$type as Value<$encoding>>::Codec;
        }
    )*};
}

keys!(Plain: bool, i8, i16, i32, i64, u8, u16, u32, u64, String, Box<str>, Arc<str>, Cow<'static, str>);
keys!(ZigZagged: i32, i64);
keys!(Fixed: i32, i64, u32, u64);

#[cfg(feature = "uuid")]
keys!(Plain: uuid::Uuid);

#[cfg(feature = "smol_str")]
keys!(Plain: smol_str::SmolStr);

#[cfg(feature = "compact_str")]
keys!(Plain: compact_str::CompactString);

#[cfg(feature = "bytestring")]
keys!(Plain: bytestring::ByteString);

impl<K: MapKey<E> + Ord, V: Value<E>, E> Member<E> for BTreeMap<K, V> {
    type Codec = MapOf<K, V, K::KeyCodec, V::Codec>;
}

impl<K: MapKey<E> + Eq + Hash, V: Value<E>, E, S: BuildHasher + Default> Member<E> for HashMap<K, V, S> {
    type Codec = MapOf<K, V, K::KeyCodec, V::Codec>;
}

/// A map whose keys and values travel by these codecs.
pub struct MapOf<K, V, CK, CV>(PhantomData<(K, V, CK, CV)>);

impl<K, V, CK: Codec<K>, CV: Codec<V>> MapOf<K, V, CK, CV> {
    /// Reads an entry.
    #[inline]
    fn merge_entry<M: Map<K, V>>(map: &mut M, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        r.count(1)?;
        let (key, value) = r.nested(read_entry::<K, V, CK, CV>)?;
        map.put(key, value);
        Ok(())
    }
}

pub(super) const KEY: FieldNumber = FieldNumber::literal(1);
pub(super) const VALUE: FieldNumber = FieldNumber::literal(2);

impl<M: Map<K, V>, K, V, CK: Codec<K>, CV: Codec<V>> FieldCodec<M> for MapOf<K, V, CK, CV> {
    const SHAPE: Shape = shape::<V, CV>(Cardinality::Map(key_scalar(CK::KIND))).keys(CK::DOMAIN);

    fn default() -> M {
        M::default()
    }

    /// As every implementation does, key and value are written also when they are the default.
    fn put(map: &M, number: FieldNumber, w: &mut Writer<'_>) {
        for (key, value) in map.entries() {
            w.put_length_delimited_field(Key::new(number, WireType::LengthDelimited), |w| {
                CV::put_with_key(value, VALUE, w);
                CK::put_with_key(key, KEY, w);
            });
        }
    }

    fn merge(map: &mut M, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        if key.wire_type() != WireType::LengthDelimited {
            return Err(Interrupt::Unknown);
        }
        Self::merge_entry(map, r)
    }

    fn merge_next(map: &mut M, number: FieldNumber, r: &mut Reader<'_>) -> Result<(), Stop> {
        let (key, mut start) = (Key::new(number, WireType::LengthDelimited), r.rest());
        if !r.takes(key) {
            return Ok(());
        }
        map.reserve(r.in_a_row(key, CK::NEVER_UNKNOWN && CV::NEVER_UNKNOWN));
        loop {
            Self::merge_entry(map, r).map_err(|interrupt| stop_in_row(key, interrupt, start, r))?;
            start = r.rest();
            if !r.takes(key) {
                return Ok(());
            }
        }
    }

    fn clear(map: &mut M) {
        map.clear();
    }

    fn check(map: &M, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::map(map, number, rules, checker, (&Values::of::<CK>(), &Values::of::<CV>()))
    }
}

/// An entry while it is read.
struct Entry<K, V> {
    key: K,
    value: V,
    has_value: bool,
    /// Whether the last value is of a known variant.
    is_known: bool,
}

/// Reads an entry: a key and a value as everyone writes them, and whatever else there is.
///
/// The entry is unknown when its value is; what stands behind the value must still be fields, and may be another value.
#[inline]
fn read_entry<K, V, CK: Codec<K>, CV: Codec<V>>(r: &mut Reader<'_>) -> Result<(K, V), Interrupt> {
    let mut entry = Entry { key: CK::default(), value: CV::default(), has_value: false, is_known: true };
    if r.takes(const { Key::new(KEY, CK::WIRE_TYPE) }) {
        entry.merge_key::<CK>(Key::new(KEY, CK::WIRE_TYPE), r)?;
    }
    if r.takes(const { Key::new(VALUE, CV::WIRE_TYPE) }) {
        entry.merge_value::<CV>(Key::new(VALUE, CV::WIRE_TYPE), r)?;
    }
    if !r.is_empty() {
        entry.merge_rest::<CK, CV>(r)?;
    }
    if !entry.has_value && matches!(CV::KIND, Kind::Message(_)) {
        // It may be one that requires something.
        r.lacks_required();
    }
    if entry.is_known { Ok((entry.key, entry.value)) } else { Err(Interrupt::Unknown) }
}

impl<K, V> Entry<K, V> {
    #[inline]
    fn merge_key<C: Codec<K>>(&mut self, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        C::merge_behind_key(&mut self.key, key, r).map_err(|interrupt| within(interrupt, "key"))
    }

    #[inline]
    fn merge_value<C: Codec<V>>(&mut self, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        self.has_value = true;
        self.is_known = match C::merge_behind_key(&mut self.value, key, r) {
            Ok(()) => true,
            Err(Interrupt::Unknown) => false,
            Err(interrupt) => return Err(within(interrupt, "value")),
        };
        Ok(())
    }

    #[cold]
    fn merge_rest<CK: Codec<K>, CV: Codec<V>>(&mut self, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        while !r.is_empty() {
            let key = r.key()?;
            match key.number() {
                1 if key.wire_type() == CK::WIRE_TYPE => self.merge_key::<CK>(key, r)?,
                2 if key.wire_type() == CV::WIRE_TYPE => self.merge_value::<CV>(key, r)?,
                _ => r.skip(key)?,
            }
        }
        Ok(())
    }
}

#[cold]
pub(super) fn within(interrupt: Interrupt, name: &str) -> Interrupt {
    match interrupt {
        Interrupt::Error(error) => Interrupt::Error(error.within(name)),
        other => other,
    }
}

/// The kind of a key: protobuf allows integers, booleans and strings.
const fn key_scalar(kind: Kind) -> Scalar {
    match kind {
        Kind::Scalar(Scalar::Float | Scalar::Double) => panic!("a float cannot be the key of a map"),
        Kind::Scalar(Scalar::Bytes) => panic!("bytes cannot be the key of a map"),
        Kind::Scalar(scalar) => scalar,
        Kind::Message(_) | Kind::Group(_) => panic!("a message cannot be the key of a map"),
        Kind::Enum(_) => panic!("an enum cannot be the key of a map"),
    }
}
