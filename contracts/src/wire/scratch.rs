//! The buffer that a thread keeps for what is too long for the stack.

use std::cell::Cell;

/// How large a buffer a thread keeps.
pub(super) const LIMIT: usize = 1 << 20;

thread_local! {
    static KEPT: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Takes the thread's buffer; its capacity is zero when there is none, or someone else has it.
pub(super) fn take() -> Vec<u8> {
    KEPT.take()
}

/// Keeps a buffer for whoever needs one next, unless it is too large.
#[inline]
pub(super) fn keep(buffer: Vec<u8>) {
    if (1..=LIMIT).contains(&buffer.capacity()) {
        KEPT.set(buffer);
    }
}
