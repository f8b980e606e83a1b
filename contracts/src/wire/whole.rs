//! Whole messages: what they are written into.

use bytes::BufMut;
use std::mem::MaybeUninit;

use super::backfill::{Backfill, FEW, fill_exactly};
use super::{Writer, scratch};

/// How long a message may be to be written on the stack first.
const ON_STACK: usize = 2 << 10;

/// From how many bytes on a slice is bulk. A message that has such slices is measured without them, and then put where it
/// stays: so they are copied once. The rest of it is put twice, which so many bytes outweigh.
pub const BULK: usize = 4 << 10;

/// Puts a message, the same each time.
pub(crate) type Put<'a> = &'a dyn Fn(&mut Writer<'_>);

impl Writer<'_> {
    /// Writes into memory that is there already, and hands the bytes to `read`.
    pub fn with_scratch<R>(put: impl FnOnce(&mut Writer<'_>), read: impl FnOnce(&[u8]) -> R) -> R {
        scratch(usize::MAX, put, |w| read(w.written()))
    }

    /// How many bytes a message takes.
    pub(crate) fn measure(put: Put<'_>) -> usize {
        scratch(FEW + 1, put, |w| w.len())
    }

    /// A message in a vector of its own.
    pub(crate) fn to_vec(put: Put<'_>) -> Vec<u8> {
        let mut stack = [MaybeUninit::uninit(); ON_STACK];
        let mut writer = Writer { fill: Backfill::lent(&mut stack).counting_from(BULK) };
        put(&mut writer);
        if writer.fill.counted() > 0 {
            let length = writer.len();
            scratch::keep(writer.fill.into_own());
            return Writer::to_vec_of(length, put);
        }
        let written = writer.fill.to_vec();
        scratch::keep(writer.fill.into_own());
        written
    }

    /// A message of known length in a vector of its own.
    pub(crate) fn to_vec_of(length: usize, put: Put<'_>) -> Vec<u8> {
        put_into(Backfill::own(Vec::with_capacity(length), length), put).into_written()
    }

    /// Appends a message to a buffer, in which `reserve` may make room for its length.
    pub(crate) fn append<B: BufMut>(put: Put<'_>, out: &mut B, reserve: impl FnOnce(&mut B, usize)) {
        let bulk = scratch(BULK, put, |w| {
            let length = w.len();
            reserve(out, length);
            if w.fill.counted() > 0 {
                return Some(length);
            }
            out.put_slice(w.written());
            None
        });
        if let Some(length) = bulk {
            Writer::append_of(length, put, out);
        }
    }

    /// Appends a message of known length to a buffer: in place, where that has room for it.
    pub(crate) fn append_of(length: usize, put: Put<'_>, out: &mut impl BufMut) {
        if !fill_exactly(out, length, |fill| put_into(fill, put)) {
            out.put_slice(&Writer::to_vec_of(length, put));
        }
    }
}

/// Writes on the stack, or into the thread's buffer.
#[inline]
fn scratch<R>(count_from: usize, put: impl FnOnce(&mut Writer<'_>), read: impl FnOnce(&Writer<'_>) -> R) -> R {
    let mut stack = [MaybeUninit::uninit(); ON_STACK];
    let mut writer = Writer { fill: Backfill::lent(&mut stack).counting_from(count_from) };
    put(&mut writer);
    let result = read(&writer);
    scratch::keep(writer.fill.into_own());
    result
}

#[inline]
fn put_into<'a>(fill: Backfill<'a>, put: Put<'_>) -> Backfill<'a> {
    let mut writer = Writer { fill };
    put(&mut writer);
    writer.fill
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::BytesMut;
    use std::cell::Cell;
    use std::mem;

    fn append<B: BufMut>(put: Put<'_>, mut out: B) -> B {
        Writer::append(put, &mut out, |_, _| {});
        out
    }

    /// What is put is the same in a vector, in a buffer with room for it, and in one without.
    fn check(put: Put<'_>, expected: &[u8]) {
        assert!(Writer::to_vec(put) == expected, "in a vector, {} bytes", expected.len());
        assert_eq!(Writer::measure(put), expected.len());
        assert!(Writer::with_scratch(put, <[u8]>::to_vec) == expected);
        let behind = [b"before", expected].concat();
        for room in [0, 10, expected.len(), 2 * expected.len()] {
            let mut vector = Vec::with_capacity(6 + room);
            vector.extend_from_slice(b"before");
            assert!(append(put, vector) == behind, "appended to a vector with room for {room} bytes");
            let mut buffer = BytesMut::with_capacity(6 + room);
            buffer.extend_from_slice(b"before");
            assert!(append(put, buffer) == behind, "appended to a buffer with room for {room} bytes");
        }
        let mut array = vec![0; expected.len()];
        assert!(append(put, &mut array[..]).is_empty());
        assert!(array == expected);
    }

    #[test]
    fn messages_of_every_length_are_whole_wherever_they_are_put() {
        let around = |length: usize| length.saturating_sub(20)..length + 3;
        for length in [0, 127, 16_384, ON_STACK, BULK, 2 * BULK, scratch::LIMIT].into_iter().flat_map(around) {
            let bytes: Vec<u8> = (0..length).map(|index| index as u8).collect();
            check(&|w| w.put_slice(&bytes), &bytes);
            let pieces = |w: &mut Writer<'_>| bytes.rchunks(29).for_each(|piece| w.put_slice(piece));
            check(&pieces, &bytes);
        }
    }

    #[test]
    fn bulk_stands_between_what_is_none() {
        for length in [1, 63, 64, 65, 66, BULK - 1, BULK, BULK + 1, 300_000] {
            let bulk = vec![7; length];
            let (mut w, mut expected) = (Writer::new(), Vec::new());
            let put = |w: &mut Writer<'_>| {
                for number in (1..50).rev() {
                    w.put_length_delimited(|w| {
                        w.put_length_delimited_slice(&bulk[..length / number]);
                        w.put_varint(1 << number);
                        w.put_slice(b"small");
                    });
                }
            };
            put(&mut w);
            expected.extend_from_slice(w.written());
            check(&put, &expected);
        }
    }

    #[test]
    fn runs_of_numbers_are_put_as_each_of_them() {
        for count in [0, 1, 2, 100, BULK - 1, BULK, 3 * BULK] {
            let values: Vec<u64> = (0..count as u64).map(|index| u64::MAX >> (index * 7 % 64)).collect();
            let mut one_by_one = Writer::new();
            values.iter().rev().for_each(|value| one_by_one.put_varint(*value));
            check(&|w| w.put_varints(values.iter().copied()), one_by_one.written());
            let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
            check(&|w| w.put_bytewise(&values, |value, w| w.put_fixed(value.to_le_bytes())), &bytes);
        }
    }

    /// A codec may do so by mistake: then what is written is what it put last, and nothing else is touched.
    #[test]
    fn what_differs_each_time_it_is_put_is_put_nevertheless() {
        for (first, second) in [(BULK, 0), (BULK, 1), (BULK, BULK + 1), (2 * BULK, BULK), (BULK, 50 * BULK)] {
            let lengths = Cell::new((first, second));
            let put = |w: &mut Writer<'_>| {
                let (now, next) = lengths.get();
                lengths.set((next, next));
                w.put_slice(&vec![1; now]);
            };
            assert!(Writer::to_vec(&put) == vec![1; second]);
            for room in [0, first, second] {
                lengths.set((first, second));
                assert!(append(&put, Vec::with_capacity(room)) == vec![1; second]);
            }
        }
    }

    #[test]
    fn a_writer_may_be_replaced_while_it_is_written_to() {
        let replaced = |w: &mut Writer<'_>| {
            w.put_slice(&[1; BULK]);
            drop(mem::take(w));
            w.put_slice(b"new");
        };
        check(&replaced, b"new");
        let emptied = |w: &mut Writer<'_>| {
            w.put_slice(&[1; BULK]);
            drop(mem::take(w));
        };
        check(&emptied, b"");
        let swapped = |w: &mut Writer<'_>| {
            let mut other = Writer::new();
            w.put_slice(b"old");
            mem::swap(w, &mut other);
            w.put_slice(&[2; BULK]);
            w.put_slice(other.written());
        };
        check(&swapped, &[&b"old"[..], &[2; BULK]].concat());
    }

    #[test]
    fn a_message_in_a_message_may_be_encoded_while_the_outer_one_is_written() {
        let inner = |w: &mut Writer<'_>| w.put_slice(&[3; 3 * ON_STACK]);
        let outer = |w: &mut Writer<'_>| {
            w.put_slice(&Writer::to_vec(&inner));
            w.put_slice(&[4; 3 * ON_STACK - 1]);
            w.put_length_delimited_slice(&Writer::to_vec(&inner));
        };
        let mut expected = Writer::new();
        outer(&mut expected);
        check(&outer, expected.written());
    }

    #[test]
    fn room_for_the_length_is_reserved_before_anything_is_appended() {
        for length in [0, 10, BULK] {
            let (mut out, mut seen) = (b"before".to_vec(), None);
            Writer::append(&|w| w.put_slice(&vec![1; length]), &mut out, |out, length| {
                seen = Some((out.len(), length));
                out.reserve_exact(length);
            });
            assert_eq!(seen, Some((6, length)));
            assert_eq!((out.len(), out.capacity()), (6 + length, 6 + length));
        }
    }
}
