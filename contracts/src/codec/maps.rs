//! The maps of other crates.

use super::map::MapKey;
use super::{Map, MapOf, Member, Value};
use std::hash::{BuildHasher, Hash};

/// A map that is used as the standard library's `HashMap`; its entries in the order in which the writer wants them.
macro_rules! maps {
    ($($map:ident :: $type:ident, $($order:ident).+;)*) => {$(
        impl<K: Eq + Hash, V, S: BuildHasher + Default> Map<K, V> for $map::$type<K, V, S> {
            fn entries<'a>(&'a self) -> impl Iterator<Item = (&'a K, &'a V)>
            where
                K: 'a,
                V: 'a,
            {
                self.$($order()).+
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

        impl<K: MapKey<E> + Eq + Hash, V: Value<E>, E, S: BuildHasher + Default> Member<E> for $map::$type<K, V, S> {
            type Codec = MapOf<K, V, K::KeyCodec, V::Codec>;
        }
    )*};
}

#[cfg(feature = "hashbrown")]
maps! { hashbrown::HashMap, iter; }

#[cfg(feature = "indexmap")]
maps! { indexmap::IndexMap, iter.rev; }
