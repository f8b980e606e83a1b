//! Repeated fields in other collections than `Vec`: what they are read into and written from.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use super::{FieldCodec, Member, Packed, Value};
use crate::schema::{Cardinality, Rules, Shape};
use crate::validate::Checker;
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Writer};

/// A collection that can be a repeated field. A set keeps one of equal values.
pub trait Collection<T>: Default {
    /// The values, in an order of the collection's own.
    fn values(&self) -> impl Iterator<Item = &T>
    where
        T: 'static;

    /// Adds a value.
    fn put(&mut self, value: T);
}

/// A repeated field of a collection, which travels as a `Vec` by the codec `C`.
pub struct Collected<C, T>(PhantomData<(C, T)>);

impl<S: Collection<T>, T: Clone + 'static, C: FieldCodec<Vec<T>>> FieldCodec<S> for Collected<C, T> {
    const SHAPE: Shape = C::SHAPE;

    fn default() -> S {
        S::default()
    }

    fn put(collection: &S, number: FieldNumber, w: &mut Writer<'_>) {
        C::put(&collection.values().cloned().collect(), number, w);
    }

    fn merge(collection: &mut S, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        let mut values = Vec::new();
        let merged = C::merge(&mut values, key, r).map_err(|interrupt| interrupt.behind(collection.values().count()));
        if merged.is_ok() && matches!(C::SHAPE.cardinality, Cardinality::Implicit) {
            *collection = S::default(); // bytes are one value, and the last one counts
        }
        values.into_iter().for_each(|value| collection.put(value));
        merged
    }

    fn check(collection: &S, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        C::check(&collection.values().cloned().collect(), number, rules, checker)
    }
}

/// One line per collection: its parameters, its type, how a value is added, the codec of a `Vec` of its values.
macro_rules! collections {
    ($([$($parameters:tt)*] $collection:ty, $put:ident, $codec:ty;)*) => {$(
        impl<$($parameters)*> Collection<T> for $collection {
            fn values(&self) -> impl Iterator<Item = &T>
            where
                T: 'static,
            {
                self.iter()
            }

            fn put(&mut self, value: T) {
                self.$put(value);
            }
        }

        impl<$($parameters)*, E> Member<E> for $collection
        where
            T: Value<E> + Clone + 'static,
        {
            type Codec = Collected<$codec, T>;
        }
    )*};
}

// `VecDeque<u8>` is bytes, as `Vec<u8>` is. A set of `u8` is not: bytes have an order, and may be there twice.
collections! {
    [T] VecDeque<T>, push_back, <T as Value<E>>::Repeated;
    [T: Ord] BTreeSet<T>, insert, Packed<<T as Value<E>>::Codec>;
    [T: Eq + Hash, H: BuildHasher + Default] HashSet<T, H>, insert, Packed<<T as Value<E>>::Codec>;
}

#[cfg(feature = "hashbrown")]
collections! {
    [T: Eq + Hash, H: BuildHasher + Default] hashbrown::HashSet<T, H>, insert, Packed<<T as Value<E>>::Codec>;
}

#[cfg(feature = "indexmap")]
collections! {
    [T: Eq + Hash, H: BuildHasher + Default] indexmap::IndexSet<T, H>, insert, Packed<<T as Value<E>>::Codec>;
}

#[cfg(feature = "smallvec")]
impl<A: smallvec::Array> Collection<A::Item> for smallvec::SmallVec<A> {
    fn values(&self) -> impl Iterator<Item = &A::Item>
    where
        A::Item: 'static,
    {
        self.iter()
    }

    fn put(&mut self, value: A::Item) {
        self.push(value);
    }
}

#[cfg(feature = "smallvec")]
impl<A: smallvec::Array, E> Member<E> for smallvec::SmallVec<A>
where
    A::Item: Value<E> + Clone + 'static,
{
    type Codec = Collected<<A::Item as Value<E>>::Repeated, A::Item>;
}
