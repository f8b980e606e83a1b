//! Following a log: nothing is missed and nothing comes twice, however slow the reader.
//!
//! A tail always reads from the log, by position; a commit only wakes it. So what happens while it is busy waits in
//! the log, and no buffer can run over.

use tokio::sync::watch;

use super::{Error, Event, Log, Store};

/// How many events are in memory at once for one tail.
const BATCH: u32 = 128;

/// Reads a log from a position on, and waits at its end.
pub struct Tail {
    store: Store,
    head: watch::Receiver<u64>,
    log: Log,
    position: u64,
}

impl Tail {
    pub(super) fn new(store: Store, head: watch::Receiver<u64>, log: Log, position: u64) -> Self {
        Tail { store, head, log, position }
    }

    /// Up to where the log has been read.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The next events, at least one: waits until there are.
    ///
    /// Whoever drops the future loses nothing: the position moves only with the events that are returned.
    ///
    /// # Errors
    /// The database cannot be read, or the store is closed.
    pub async fn next(&mut self) -> Result<Vec<Event>, Error> {
        loop {
            let events = self.read().await?;
            if !events.is_empty() {
                return Ok(events);
            }
            self.head.changed().await.map_err(|_| Error::Closed)?;
        }
    }

    /// The next events that are there already: none at the end of the log.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn read(&mut self) -> Result<Vec<Event>, Error> {
        // Seen before the log is read: a commit from here on wakes again.
        let head = *self.head.borrow_and_update();
        let events = self.store.events(self.log, self.position, BATCH).await?;
        self.position = events.last().map_or(self.position.max(head), |last| last.position);
        Ok(events)
    }
}
