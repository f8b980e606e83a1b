//! Memory that fills from its end to its start. The border between what is free and what is written is checked once for
//! each thing that is put; `docs/performance.md` says what that saves.

#![expect(
    unsafe_code,
    reason = "safe code checks the border again for each piece, and must fill memory before it writes"
)]

use bytes::BufMut;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ptr::NonNull;
use std::slice;

use super::scratch;

/// Bytes, of which those in front are free: lent for `'a`, or its own once they had to grow.
///
/// What holds at all times, and what every `SAFETY` below rests on:
/// 1. `base` begins `self.capacity()` bytes of memory that live for `'a`, or are those of `own`, and that nobody else reads
///    or writes meanwhile.
/// 2. The first `free` of them may be written.
/// 3. All behind those are written.
pub(super) struct Backfill<'a> {
    base: NonNull<u8>,
    free: usize,
    /// Where what is written would end, were the counted bytes among it.
    end: usize,
    /// The bytes that were counted in place of being written.
    counted: usize,
    /// Slices of so many bytes are counted.
    count_from: usize,
    own: Vec<u8>,
    lent: PhantomData<&'a mut [MaybeUninit<u8>]>,
}

impl<'a> Backfill<'a> {
    /// No memory yet.
    pub(super) fn new() -> Self {
        Backfill::own(Vec::new(), 0)
    }

    /// The first bytes of a buffer, as its own.
    pub(super) fn own(mut buffer: Vec<u8>, capacity: usize) -> Self {
        buffer.clear();
        let memory = NonNull::from(&mut buffer.spare_capacity_mut()[..capacity]);
        Backfill { own: buffer, ..Backfill::over(memory) }
    }

    /// Memory of someone else.
    #[inline]
    pub(super) fn lent(memory: &'a mut [MaybeUninit<u8>]) -> Self {
        Backfill::over(NonNull::from(memory))
    }

    #[inline]
    fn over(memory: NonNull<[MaybeUninit<u8>]>) -> Self {
        Backfill {
            base: memory.cast(),
            free: memory.len(),
            end: memory.len(),
            counted: 0,
            count_from: usize::MAX,
            own: Vec::new(),
            lent: PhantomData,
        }
    }

    /// Counts slices of so many bytes in place of writing them.
    #[inline]
    pub(super) fn counting_from(self, length: usize) -> Self {
        Backfill { count_from: length, ..self }
    }

    /// Whether so many bytes are counted in place of being written.
    #[inline]
    pub(super) fn counts(&self, length: usize) -> bool {
        length >= self.count_from
    }

    /// Counts bytes.
    pub(super) fn count(&mut self, length: usize) {
        self.counted += length;
        self.end += length;
    }

    /// How many bytes were counted.
    #[inline]
    pub(super) fn counted(&self) -> usize {
        self.counted
    }

    /// How many bytes are written or counted.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.end - self.free
    }

    #[inline]
    fn capacity(&self) -> usize {
        self.end - self.counted
    }

    /// What is written.
    #[inline]
    pub(super) fn written(&self) -> &[u8] {
        // SAFETY: by 1 and 3 these bytes are there and written, and nobody changes them while `self` is borrowed.
        unsafe { slice::from_raw_parts(self.base.add(self.free).as_ptr(), self.capacity() - self.free) }
    }

    /// What is written, in a vector of exactly that size.
    #[inline]
    pub(super) fn to_vec(&self) -> Vec<u8> {
        let written = self.written();
        let mut vector = Vec::with_capacity(written.len());
        // SAFETY: the vector has room for so many bytes, which are elsewhere; all of them are written then.
        unsafe {
            copy(written, NonNull::from(vector.spare_capacity_mut()).cast());
            vector.set_len(written.len());
        }
        vector
    }

    /// What is written, as a buffer: its own, if nothing of that is free.
    #[inline]
    pub(super) fn into_written(mut self) -> Vec<u8> {
        if self.free > 0 || self.is_lent() {
            return self.written().to_vec();
        }
        // SAFETY: by 1 `own` begins with these bytes, or there are none, and by 3 all of them are written.
        unsafe { self.own.set_len(self.end - self.counted) };
        self.own
    }

    /// The buffer that it allocated; its capacity is zero if it has none.
    #[inline]
    pub(super) fn into_own(self) -> Vec<u8> {
        self.own
    }

    fn is_lent(&self) -> bool {
        self.own.capacity() == 0
    }

    /// Puts the last so many bytes of each word, at most eight, where there is room for all of the words; says whether.
    #[inline]
    pub(super) fn put_words<const N: usize>(&mut self, words: [u64; N], counts: [usize; N]) -> bool {
        if self.free < 8 * N {
            return false;
        }
        for index in (0..N).rev() {
            // SAFETY: by 2 the last eight free bytes may be written: there were `8 * N`, and no word so far took more than
            // eight. Those of them that are not free any more are written.
            unsafe { self.base.add(self.free - 8).cast().write_unaligned(words[index].to_le_bytes()) };
            self.free -= counts[index].min(8);
        }
        true
    }

    /// Puts the last so many bytes of a word, two to eight, where there is room for them, be it for no more; says whether.
    #[inline]
    pub(super) fn put_tightly(&mut self, word: u64, count: usize) -> bool {
        if !(2..=8).contains(&count) || self.free < count {
            return false;
        }
        let (first, last) = (word >> (64 - 8 * count), word);
        self.free -= count;
        // SAFETY: by 2 the `count` bytes from here on may be written: they are at least as many as each of two writes has, which
        // may overlap.
        unsafe {
            let to = self.base.add(self.free);
            if count < 4 {
                to.cast().write_unaligned((first as u16).to_le_bytes());
                to.add(count - 2).cast().write_unaligned(((last >> 48) as u16).to_le_bytes());
            } else {
                to.cast().write_unaligned((first as u32).to_le_bytes());
                to.add(count - 4).cast().write_unaligned(((last >> 32) as u32).to_le_bytes());
            }
        }
        true
    }

    /// Puts a slice of up to 64 bytes and, in front of it, the last `count` bytes of a word, where there is room; says whether.
    #[inline]
    pub(super) fn put_few(&mut self, word: u64, count: usize, bytes: &[u8]) -> bool {
        if self.free < FEW + 8 {
            return false;
        }
        // Of too many bytes this is nowhere, and nothing is copied.
        let to = self.base.as_ptr().wrapping_add(self.free).wrapping_sub(bytes.len());
        // SAFETY: by 2 the last `FEW + 8` free bytes may be written, and both writes stay among them: no more than `FEW` bytes are
        // copied; by 1 `bytes` are elsewhere.
        let copied = unsafe { copy_few(bytes, to) };
        if copied {
            // SAFETY: see above.
            unsafe { to.sub(8).cast::<[u8; 8]>().write_unaligned(word.to_le_bytes()) };
            self.free -= bytes.len() + count.min(8);
        }
        copied
    }

    /// Puts a slice, or counts it.
    pub(super) fn put_slice(&mut self, bytes: &[u8]) {
        if self.counts(bytes.len()) {
            return self.count(bytes.len());
        }
        if bytes.len() > self.free {
            self.grow(bytes.len());
        }
        let free = self.free - bytes.len();
        // SAFETY: by 2 so many of the last free bytes may be written; by 1 `bytes` are elsewhere.
        unsafe { copy(bytes, self.base.add(free)) };
        self.free = free;
    }

    /// Moves what is written to the end of a buffer at least twice as large, with room for `additional` bytes.
    #[cold]
    #[inline(never)]
    fn grow(&mut self, additional: usize) {
        let needed = self.written().len() + additional;
        let mut buffer = if self.capacity() > 0 && self.is_lent() { scratch::take() } else { Vec::new() };
        if buffer.capacity() < needed {
            buffer = Vec::with_capacity(needed.max(2 * self.capacity()).max(64));
        }
        let capacity = buffer.capacity();
        let mut grown = Backfill::own(buffer, capacity);
        grown.put_slice(self.written());
        grown.count(self.counted);
        *self = grown.counting_from(self.count_from);
    }
}

/// So many bytes are copied without a call.
pub(super) const FEW: usize = 64;

/// Copies bytes.
///
/// # Safety
/// So many bytes from `to` on may be written, and are none of `bytes`.
#[inline]
unsafe fn copy(bytes: &[u8], to: NonNull<u8>) {
    // SAFETY: the caller vouches for it.
    unsafe {
        if !copy_few(bytes, to.as_ptr()) {
            to.copy_from_nonoverlapping(NonNull::from(bytes).cast(), bytes.len());
        }
    }
}

/// Copies up to [`FEW`] bytes in two parts of the same width, which may overlap: the first and the last ones. Whether it does:
/// of more bytes none is written.
///
/// # Safety
/// So many bytes from `to` on may be written, and are none of `bytes`; or there are more than [`FEW`].
#[inline]
unsafe fn copy_few(bytes: &[u8], to: *mut u8) -> bool {
    let length = bytes.len();
    // SAFETY: each write begins at the first of `length` bytes, or ends at the last of them, and is no longer than `length`; or it
    // is of the one in the middle. The caller vouches for all of them.
    unsafe {
        if let (Some(first), Some(last)) = (bytes.first_chunk::<32>(), bytes.last_chunk::<32>()) {
            if length > FEW {
                return false;
            }
            to.cast::<[u8; 32]>().write_unaligned(*first);
            to.add(length - 32).cast::<[u8; 32]>().write_unaligned(*last);
        } else if let (Some(first), Some(last)) = (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) {
            to.cast::<[u8; 16]>().write_unaligned(*first);
            to.add(length - 16).cast::<[u8; 16]>().write_unaligned(*last);
        } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            to.cast::<[u8; 8]>().write_unaligned(*first);
            to.add(length - 8).cast::<[u8; 8]>().write_unaligned(*last);
        } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            to.cast::<[u8; 4]>().write_unaligned(*first);
            to.add(length - 4).cast::<[u8; 4]>().write_unaligned(*last);
        } else if let (Some(first), Some(last)) = (bytes.first(), bytes.last()) {
            to.write(*first);
            to.add(length / 2).write(bytes[length / 2]);
            to.add(length - 1).write(*last);
        }
    }
    true
}

/// Lets `fill` put so many bytes straight into the free part of a buffer, where it has them in one piece; says whether they are
/// there now. They are not if `fill` put another number of bytes.
pub(super) fn fill_exactly(
    out: &mut impl BufMut,
    length: usize,
    fill: impl for<'b> FnOnce(Backfill<'b>) -> Backfill<'b>,
) -> bool {
    let free = out.chunk_mut();
    if free.len() < length {
        return false;
    }
    // SAFETY: nothing but initialised bytes is ever written to a `Backfill`.
    let memory = unsafe { &mut free.as_uninit_slice_mut()[..length] };
    let base = memory.as_ptr().cast();
    let filled = fill(Backfill::lent(memory));
    // `fill` may have put another in the place of the one it was given, or have let it grow.
    let is_full = filled.base.as_ptr().cast_const() == base && filled.end == length && filled.free == 0;
    if is_full {
        // SAFETY: these are the first `length` bytes of the free part, and by 3 all of them are written.
        unsafe { out.advance_mut(length) };
    }
    is_full
}

/// Numbers whose bytes are those of the wire where the machine is little-endian.
///
/// # Safety
/// Every byte of every value is initialised.
pub(crate) unsafe trait Bytewise: Copy {}

/// The bytes of numbers as they stand in memory.
pub(super) fn bytes_of<T: Bytewise>(numbers: &[T]) -> &[u8] {
    // SAFETY: the slice is as many bytes as it has, all of which are initialised by `Bytewise`.
    unsafe { slice::from_raw_parts(numbers.as_ptr().cast(), size_of_val(numbers)) }
}

macro_rules! bytewise {
    ($($number:ty),*) => {$(
        // SAFETY: the type has no padding.
        unsafe impl Bytewise for $number {}
    )*};
}

bytewise!(bool, i32, u32, f32, i64, u64, f64);
