//! Whether a key of a map is there twice.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

/// The keys of a map that were read: where each stands among the bytes.
#[derive(Default)]
pub(super) struct Keys {
    places: Vec<Range<usize>>,
    /// Whether they did not come in their order, so that one may be there twice.
    out_of_order: bool,
}

impl Keys {
    /// Adds a key.
    #[inline]
    pub(super) fn put(&mut self, place: Range<usize>, bytes: &[u8]) {
        if let Some(last) = self.places.last() {
            self.out_of_order |= bytes[last.clone()] >= bytes[place.clone()];
        }
        self.places.push(place);
    }

    /// Whether none is there twice.
    pub(super) fn are_unique(&self, bytes: &[u8]) -> bool {
        if !self.out_of_order {
            return true;
        }
        let mut seen = HashSet::with_capacity_and_hasher(self.places.len(), Seed::new());
        self.places.iter().all(|place| seen.insert(&bytes[place.clone()]))
    }
}

/// What makes hashes that nobody can foresee.
struct Seed(u64);

impl Seed {
    fn new() -> Self {
        Seed(RandomState::new().hash_one(0))
    }
}

impl BuildHasher for Seed {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        Folded { hash: self.0, seed: self.0.rotate_left(32) | 1 }
    }
}

/// Folds words by multiplication.
struct Folded {
    hash: u64,
    seed: u64,
}

impl Folded {
    #[inline]
    fn fold(&mut self, word: u64) {
        let product = u128::from(self.hash ^ word) * u128::from(self.seed ^ 0x9e37_79b9_7f4a_7c15);
        self.hash = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for Folded {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words.iter().for_each(|word| self.fold(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.fold(u64::from_le_bytes(last));
    }

    #[inline]
    fn write_usize(&mut self, length: usize) {
        self.fold(length as u64);
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_there_twice_is_found_in_any_order() {
        let check = |keys: &[&str], expected| {
            let (mut bytes, mut seen) = (Vec::new(), Keys::default());
            for key in keys {
                let start = bytes.len();
                bytes.extend_from_slice(key.as_bytes());
                seen.put(start..bytes.len(), &bytes);
            }
            assert_eq!(seen.are_unique(&bytes), expected, "{keys:?}");
        };
        check(&[], true);
        check(&["a", "b", "c"], true);
        check(&["c", "a", "b"], true);
        check(&["", "\0", "\0\0"], true);
        check(&["a", "a"], false);
        check(&["c", "a", "b", "c"], false);
        check(&["a long key of a map", "b", "a long key of a map"], false);
    }
}
