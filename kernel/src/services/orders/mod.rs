//! `order.v1.OrderService`: what users buy.

mod rules;
mod state;
mod watch;

use std::pin::pin;
use std::time::{SystemTime, UNIX_EPOCH};

use async_stream::try_stream;
use contracts::{Status, contract};
use futures::{Stream, StreamExt};
use kernel_api::common::AppError;
use kernel_api::order::*;
use uuid::Uuid;

use super::failure::{Violation, not_found};
use super::page::Page;
use crate::storage::{Log, Store, Transaction};
use watch::Watch;

/// How many events an upload has at most.
const MAX_UPLOAD: u32 = 10_000;

/// Takes orders through their life, in a store.
#[derive(Clone)]
pub struct Orders {
    store: Store,
}

impl Orders {
    /// Takes the orders in this store through their life.
    pub fn new(store: Store) -> Self {
        Orders { store }
    }
}

#[contract]
impl OrderService for Orders {
    async fn get_order(&self, request: GetOrderRequest) -> Result<GetOrderResponse, OrderError> {
        let order = self.store.order(request.id).await?;
        Ok(GetOrderResponse { order: order.ok_or_else(|| OrderError::NotFound(no_order(request.id, "id")))? })
    }

    async fn list_orders(&self, request: ListOrdersRequest) -> Result<ListOrdersResponse, OrderError> {
        let page = Page::of(request.page);
        let slice = self.store.orders(request.user_id, named(request.status), page.window()).await?;
        // The orders of a user who was removed stay on record.
        if slice.total == 0 && self.store.user(request.user_id).await?.is_none() {
            return Err(no_user(request.user_id));
        }
        Ok(ListOrdersResponse { orders: slice.entries, page: page.response(slice.total) })
    }

    async fn create_order(&self, request: CreateOrderRequest) -> Result<CreateOrderResponse, OrderError> {
        let total = rules::total(&request.lines)?;
        let now = SystemTime::now();
        let order = Order {
            id: Uuid::now_v7(),
            user_id: request.user_id,
            lines: request.lines,
            status: OrderStatus::Pending,
            total,
            created_at: now,
            updated_at: now,
            cancel_reason: None,
        };
        let mut transaction = self.store.begin().await?;
        if transaction.user(order.user_id).await?.is_none() {
            return Err(no_user(order.user_id));
        }
        transaction.insert_order(&order).await?;
        log(&mut transaction, &order, OrderStatus::Unspecified, now).await?;
        transaction.commit().await?;
        Ok(CreateOrderResponse { order })
    }

    async fn cancel_order(&self, request: CancelOrderRequest) -> Result<CancelOrderResponse, OrderError> {
        let step = Step {
            field: "id",
            order_id: request.id,
            to: OrderStatus::Cancelled,
            occurred_at: SystemTime::now(),
            cancel_reason: Some(request.reason),
        };
        Ok(CancelOrderResponse { order: self.take(step).await? })
    }

    async fn upload_order_events(
        &self,
        requests: impl Stream<Item = Result<UploadOrderEventsRequest, Status>>,
    ) -> Result<UploadOrderEventsResponse, OrderError> {
        let mut response = UploadOrderEventsResponse::default();
        let mut requests = pin!(requests.enumerate());
        while let Some((index, request)) = requests.next().await {
            let index = u32::try_from(index).ok().filter(|index| *index < MAX_UPLOAD).ok_or_else(too_many)?;
            match rejection(self.apply(request.map_err(OrderError::Other)?).await)? {
                None => response.applied += 1,
                reason => response.rejected.push(RejectedOrderEvent { index, reason }),
            }
        }
        Ok(response)
    }

    async fn stream_order_updates(
        &self,
        requests: impl Stream<Item = Result<StreamOrderUpdatesRequest, Status>>,
    ) -> Result<impl Stream<Item = Result<StreamOrderUpdatesResponse, Status>>, Status> {
        let mut watch = Watch::begin(&self.store).await?;
        Ok(try_stream! {
            let mut requests = pin!(requests);
            loop {
                let turn = tokio::select! {
                    request = requests.next() => Turn::Caller(request),
                    updates = watch.next() => Turn::Log(updates),
                };
                match turn {
                    Turn::Log(updates) => for update in updates? { yield update },
                    Turn::Caller(Some(request)) => if let Some(mut past) = watch.apply(request?).await? {
                        while let Some(updates) = watch.read_past(&mut past).await? {
                            for update in updates { yield update }
                        }
                    },
                    Turn::Caller(None) => break,
                }
            }
            while let Some(updates) = watch.read().await? {
                for update in updates { yield update }
            }
        })
    }
}

/// Whose turn it is in a stream of updates.
enum Turn {
    Caller(Option<Result<StreamOrderUpdatesRequest, Status>>),
    Log(Result<Vec<StreamOrderUpdatesResponse>, Status>),
}

/// A step of an order from one status to the next.
struct Step {
    /// The field of the request that names the order.
    field: &'static str,
    order_id: Uuid,
    to: OrderStatus,
    occurred_at: SystemTime,
    cancel_reason: Option<String>,
}

impl Orders {
    /// Takes a step. Transactions run one after the other, so of two steps that exclude each other one is refused.
    async fn take(&self, step: Step) -> Result<Order, OrderError> {
        let mut transaction = self.store.begin().await?;
        let Some(mut order) = transaction.order(step.order_id).await? else {
            return Err(OrderError::NotFound(no_order(step.order_id, step.field)));
        };
        let from = order.status;
        if !state::is_legal(from, step.to) {
            return Err(OrderError::IllegalTransition(IllegalTransition { order_id: order.id, from, to: step.to }));
        }
        order.status = step.to;
        order.cancel_reason = step.cancel_reason;
        order.updated_at = SystemTime::now();
        transaction.replace_order(&order).await?;
        log(&mut transaction, &order, from, step.occurred_at).await?;
        transaction.commit().await?;
        Ok(order)
    }

    async fn apply(&self, event: UploadOrderEventsRequest) -> Result<Order, OrderError> {
        if matches!(event.status, OrderStatus::Unspecified | OrderStatus::Other(_)) {
            return Err(Violation::new("status", "must be one of those that an order can get").into());
        }
        rules::check_time("occurred_at", event.occurred_at)?;
        let cancelled = event.status == OrderStatus::Cancelled;
        let step = Step {
            field: "order_id",
            order_id: event.order_id,
            to: event.status,
            occurred_at: named_time(event.occurred_at),
            cancel_reason: cancelled.then(|| "cancelled outside".to_owned()),
        };
        self.take(step).await
    }
}

/// Why an uploaded event was not applied; a failure of the service ends the upload.
fn rejection(outcome: Result<Order, OrderError>) -> Result<Option<RejectionReason>, OrderError> {
    match outcome {
        Ok(_) => Ok(None),
        Err(OrderError::IllegalTransition(transition)) => Ok(Some(RejectionReason::IllegalTransition(transition))),
        Err(OrderError::NotFound(error) | OrderError::Invalid(error)) => Ok(Some(RejectionReason::Error(error))),
        Err(failure @ OrderError::Other(_)) => Err(failure),
    }
}

/// What watchers are sent is what is logged; the log adds the position.
async fn log(
    transaction: &mut Transaction,
    order: &Order,
    previous_status: OrderStatus,
    occurred_at: SystemTime,
) -> Result<(), OrderError> {
    let update = StreamOrderUpdatesResponse {
        position: 0,
        order_id: order.id,
        previous_status,
        status: order.status,
        occurred_at,
    };
    transaction.append(Log::Orders, order.id, occurred_at, &update).await?;
    Ok(())
}

fn no_order(id: Uuid, field: &str) -> AppError {
    not_found(format_args!("order {id}"), field)
}

fn no_user(id: Uuid) -> OrderError {
    OrderError::NotFound(not_found(format_args!("user {id}"), "user_id"))
}

fn too_many() -> OrderError {
    let problem = format!("are more than {MAX_UPLOAD}; the first {MAX_UPLOAD} were applied or rejected");
    Violation::new("requests", problem).into()
}

/// A time that the caller left out reads as 1970, and stands for now.
fn named_time(time: SystemTime) -> SystemTime {
    if time == UNIX_EPOCH { SystemTime::now() } else { time }
}

fn named(status: OrderStatus) -> Option<OrderStatus> {
    (status != OrderStatus::Unspecified).then_some(status)
}
