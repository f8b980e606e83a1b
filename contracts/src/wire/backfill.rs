//! A buffer that fills from its end to its start.

/// Bytes, of which those in front are free.
#[derive(Debug, Default)]
pub(super) struct Backfill {
    memory: Vec<u8>,
    /// How many bytes are free; what is written reaches from there to the end.
    free: usize,
}

impl Backfill {
    /// All of these bytes, as free.
    pub(super) fn over(memory: Vec<u8>) -> Self {
        Backfill { free: memory.len(), memory }
    }

    /// The bytes, written and free.
    pub(super) fn into_memory(self) -> Vec<u8> {
        self.memory
    }

    /// What is written.
    #[inline]
    pub(super) fn written(&self) -> &[u8] {
        &self.memory[self.free..]
    }

    /// How many bytes are written.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.memory.len() - self.free
    }

    /// Puts the last `count` bytes of a word in front of what is written, where eight bytes are free; says whether.
    #[inline]
    pub(super) fn put_word(&mut self, word: u64, count: usize) -> bool {
        let Some(last) = self.memory[..self.free].last_chunk_mut() else { return false };
        *last = word.to_le_bytes();
        self.free -= count.min(8);
        true
    }

    /// Puts bytes in front of what is written.
    pub(super) fn put_slice(&mut self, bytes: &[u8]) {
        if bytes.len() > self.free {
            self.grow(bytes.len());
        }
        let end = self.free;
        self.free -= bytes.len();
        self.memory[self.free..end].copy_from_slice(bytes);
    }

    /// Moves what is written to the end of a buffer at least twice as large, with room for `additional` bytes.
    #[cold]
    fn grow(&mut self, additional: usize) {
        let needed = self.len() + additional;
        let mut memory = vec![0; needed.max(2 * self.memory.len()).max(64)];
        let free = memory.len() - self.len();
        memory[free..].copy_from_slice(self.written());
        *self = Backfill { memory, free };
    }
}
