//! Writing: a buffer that fills from its end to its start, so that the length of a nested message
//! is known when it is due and no message is measured before it is written.

use std::cell::Cell;

use super::{Key, varint};

/// A buffer that grows towards its start: what is put last stands first.
#[derive(Debug, Default)]
pub struct Writer {
    buffer: Vec<u8>,
    /// Where the written part begins; it reaches to the end of the buffer.
    start: usize,
}

/// How large a buffer a thread keeps for the next message.
const SCRATCH_LIMIT: usize = 1 << 20;

thread_local! {
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

impl Writer {
    /// An empty writer.
    pub fn new() -> Self {
        Writer::default()
    }

    /// Writes into the buffer that this thread keeps, and hands the bytes to `read`.
    pub fn with_scratch<R>(put: impl FnOnce(&mut Writer), read: impl FnOnce(&[u8]) -> R) -> R {
        let buffer = SCRATCH.take();
        let mut writer = Writer { start: buffer.len(), buffer };
        put(&mut writer);
        let result = read(writer.written());
        if writer.buffer.len() <= SCRATCH_LIMIT {
            SCRATCH.set(writer.buffer);
        }
        result
    }

    /// What is written.
    #[inline]
    pub fn written(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// How many bytes are written.
    #[inline]
    pub fn len(&self) -> usize {
        self.buffer.len() - self.start
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts bytes in front of what is written.
    #[inline]
    pub fn put_slice(&mut self, bytes: &[u8]) {
        if bytes.len() > self.start {
            self.grow(bytes.len());
        }
        let end = self.start;
        self.start -= bytes.len();
        self.buffer[self.start..end].copy_from_slice(bytes);
    }

    /// Moves what is written to the end of a buffer at least twice as large, with room for `additional` bytes.
    #[cold]
    fn grow(&mut self, additional: usize) {
        let needed = self.len() + additional;
        let mut buffer = vec![0; needed.max(2 * self.buffer.len()).max(64)];
        let start = buffer.len() - self.len();
        buffer[start..].copy_from_slice(self.written());
        *self = Writer { buffer, start };
    }

    /// Puts a varint in front of what is written.
    #[inline]
    pub fn put_varint(&mut self, value: u64) {
        if value < 0x80 {
            self.put_slice(&[value as u8]);
        } else {
            self.put_long_varint(value);
        }
    }

    fn put_long_varint(&mut self, mut value: u64) {
        let length = varint::len(value);
        let mut bytes = [0; varint::MAX_LEN];
        for byte in &mut bytes[..length] {
            *byte = value as u8 | 0x80;
            value >>= 7;
        }
        bytes[length - 1] &= 0x7f;
        self.put_slice(&bytes[..length]);
    }

    /// Puts bytes in front of what is written, and in front of them their length.
    #[inline]
    pub fn put_length_delimited_slice(&mut self, bytes: &[u8]) {
        self.put_slice(bytes);
        self.put_varint(bytes.len() as u64);
    }

    /// Puts a key in front of what is written.
    #[inline]
    pub fn put_key(&mut self, key: Key) {
        self.put_varint(u64::from(key.get()));
    }

    /// Puts in front of what is written what `put` puts, and in front of that its length.
    #[inline]
    pub fn put_length_delimited(&mut self, put: impl FnOnce(&mut Writer)) {
        let before = self.len();
        put(self);
        let length = self.len() - before;
        self.put_varint(length as u64);
    }
}
