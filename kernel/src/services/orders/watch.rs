//! Following some orders, which the follower names and drops as it goes.

use std::collections::BTreeMap;

use contracts::Status;
use kernel_api::order::{OrderError, StreamOrderUpdatesRequest, StreamOrderUpdatesResponse};
use uuid::Uuid;

use super::no_order;
use crate::services::watch::starting_position;
use crate::storage::{Event, Log, Span, Store, Tail};

/// How many orders one call follows at most.
const MAX_WATCHED: usize = 10_000;

/// How many events of an order's past are in memory at once.
const CHUNK: u32 = 128;

/// The orders that one call follows.
///
/// The tail reads the log of all orders and stands at one position. What an order did up to there and its follower has
/// not seen is read as the order's past when it is named; what it does from there on comes through the tail. So no
/// change is missed and none comes twice.
pub(super) struct Watch {
    store: Store,
    tail: Tail,
    /// For each order the position up to which its follower has seen it.
    seen: BTreeMap<Uuid, u64>,
}

/// Changes of one order that are in the log already.
pub(super) struct Past {
    order_id: Uuid,
    span: Span,
}

impl Watch {
    /// Follows no order yet.
    pub(super) async fn begin(store: &Store) -> Result<Watch, Status> {
        let head = store.head().await?;
        Ok(Watch { store: store.clone(), tail: store.tail(Log::Orders, head), seen: BTreeMap::new() })
    }

    /// Begins or ends to follow an order. What is returned is to be sent first.
    pub(super) async fn apply(&mut self, request: StreamOrderUpdatesRequest) -> Result<Option<Past>, Status> {
        let StreamOrderUpdatesRequest { order_id, after_position, stop } = request;
        if stop {
            self.seen.remove(&order_id);
            return Ok(None);
        }
        if self.store.order(order_id).await?.is_none() {
            return Err(OrderError::NotFound(no_order(order_id, "order_id")).into());
        }
        if self.seen.len() >= MAX_WATCHED && !self.seen.contains_key(&order_id) {
            return Err(Status::resource_exhausted(format!("one call watches at most {MAX_WATCHED} orders")));
        }
        let after = starting_position(&self.store, after_position).await?;
        self.seen.insert(order_id, after);
        Ok(Some(Past { order_id, span: Span { after, until: self.tail.position() } }))
    }

    /// The next changes of an order's past, `None` at its end.
    pub(super) async fn read_past(&self, past: &mut Past) -> Result<Option<Vec<StreamOrderUpdatesResponse>>, Status> {
        let events = self.store.events_of(Log::Orders, past.order_id, past.span, CHUNK).await?;
        let Some(last) = events.last() else { return Ok(None) };
        past.span.after = last.position;
        events.iter().map(update).collect::<Result<_, _>>().map(Some)
    }

    /// Waits for changes; they may be of orders that are not followed, so there may be none in the answer.
    pub(super) async fn next(&mut self) -> Result<Vec<StreamOrderUpdatesResponse>, Status> {
        let events = self.tail.next().await?;
        self.wanted(&events)
    }

    /// The changes that are in the log already, `None` at its end.
    pub(super) async fn read(&mut self) -> Result<Option<Vec<StreamOrderUpdatesResponse>>, Status> {
        let events = self.tail.read().await?;
        if events.is_empty() { Ok(None) } else { self.wanted(&events).map(Some) }
    }

    fn wanted(&self, events: &[Event]) -> Result<Vec<StreamOrderUpdatesResponse>, Status> {
        let wanted = |event: &&Event| self.seen.get(&event.subject).is_some_and(|seen| event.position > *seen);
        events.iter().filter(wanted).map(update).collect()
    }
}

fn update(event: &Event) -> Result<StreamOrderUpdatesResponse, Status> {
    Ok(StreamOrderUpdatesResponse { position: event.position, ..event.contract()? })
}
