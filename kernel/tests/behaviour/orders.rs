//! `OrderService`: the life of an order, and what its followers see.

use std::pin::pin;
use std::time::{Duration, UNIX_EPOCH};

use contracts::{Code, Status};
use futures::channel::mpsc;
use futures::stream::{self, StreamExt};
use kernel_api::common::{ErrorCode, Money};
use kernel_api::order::*;
use kernel_api::user::{DeleteUserRequest, User, UserService};
use uuid::Uuid;

use crate::clients::{Clients, both, in_process, is_silent, line, take};

const LIFE: [OrderStatus; 3] = [OrderStatus::Confirmed, OrderStatus::Shipped, OrderStatus::Delivered];

async fn ada(kernel: &Clients) -> User {
    kernel.create_user("ada@example.org").await.unwrap()
}

#[tokio::test]
async fn an_order_goes_from_pending_to_delivered() {
    for kernel in both().await {
        let order = kernel.create_order(&ada(&kernel).await).await;
        assert_eq!(order.status, OrderStatus::Pending);
        assert_eq!(order.total, Money { currency_code: "EUR".to_owned(), minor_units: 700 });
        for status in LIFE {
            assert_eq!(kernel.report(&order, status).await, UploadOrderEventsResponse { applied: 1, rejected: vec![] });
            assert_eq!(get(&kernel, order.id).await.unwrap().status, status);
        }
    }
}

#[tokio::test]
async fn an_order_is_cancelled_with_its_reason_until_it_is_shipped() {
    for kernel in both().await {
        let ada = ada(&kernel).await;
        for (steps, legal) in [(0, true), (1, true), (2, false), (3, false)] {
            let order = kernel.create_order(&ada).await;
            for status in &LIFE[..steps] {
                kernel.report(&order, *status).await;
            }
            let before = get(&kernel, order.id).await.unwrap();
            let outcome = cancel(&kernel, order.id).await;
            if legal {
                let reason = Some("too late".to_owned());
                assert_eq!(
                    outcome.map(|order| (order.status, order.cancel_reason)),
                    Ok((OrderStatus::Cancelled, reason))
                );
            } else {
                let transition =
                    IllegalTransition { order_id: order.id, from: before.status, to: OrderStatus::Cancelled };
                assert_eq!(outcome, Err(OrderError::IllegalTransition(transition)));
                assert_eq!(get(&kernel, order.id).await.unwrap(), before);
            }
        }
    }
}

#[tokio::test]
async fn an_illegal_step_is_a_failed_precondition_that_names_the_statuses() {
    for kernel in both().await {
        let order = kernel.create_order(&ada(&kernel).await).await;
        cancel(&kernel, order.id).await.unwrap();
        let status = Status::from(cancel(&kernel, order.id).await.unwrap_err());
        assert_eq!(status.code(), Code::FailedPrecondition);
        assert_eq!(status.message(), format!("order {} cannot go from Cancelled to Cancelled", order.id));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_steps_that_exclude_each_other_one_is_taken() {
    for kernel in both().await {
        let order = kernel.create_order(&ada(&kernel).await).await;
        let outcomes = futures::future::join_all((0..16).map(|_| cancel(&kernel, order.id))).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes {
            assert!(matches!(outcome, Ok(_) | Err(OrderError::IllegalTransition(_))), "{outcome:?}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_ordered_is_answered_with_the_field() {
    for kernel in both().await {
        let ada = ada(&kernel).await;
        let tea = || line("tea", 1, 100);
        let of = |currency_code: &str, minor_units| OrderLine {
            unit_price: Money { currency_code: currency_code.to_owned(), minor_units },
            ..tea()
        };
        for (lines, message) in [
            (vec![], "lines must have at least 1 elements"),
            (vec![tea(); 501], "lines must have at most 500 elements"),
            (vec![tea(), line("", 1, 1)], "lines[1].sku must have at least 1 characters"),
            (vec![tea(), line("cup", 0, 1)], "lines[1].quantity must be greater than or equal to 1"),
            (vec![of("euro", 1)], "lines[0].unit_price.currency_code must match the pattern \"^[A-Z]{3}$\""),
            (vec![of("EUR", -1)], "lines[0].unit_price.minor_units must be greater than or equal to 0"),
            (vec![tea(), of("USD", 1)], "lines[1].unit_price.currency_code must be EUR as in the first line"),
        ] {
            let request = CreateOrderRequest { user_id: ada.id, lines };
            let status = Status::from(kernel.orders.create_order(request).await.unwrap_err());
            assert_eq!((status.code(), status.message()), (Code::InvalidArgument, message));
        }

        let request = CreateOrderRequest { user_id: Uuid::from_u128(1), lines: vec![line("tea", 1, 1)] };
        let OrderError::NotFound(error) = kernel.orders.create_order(request).await.unwrap_err() else { panic!() };
        assert_eq!((error.code, error.field.as_deref()), (ErrorCode::NotFound, Some("user_id")));
    }
}

#[tokio::test]
async fn orders_are_listed_by_user_and_status_and_outlive_the_user() {
    for kernel in both().await {
        let (ada, bob) = (ada(&kernel).await, kernel.create_user("bob@x").await.unwrap());
        let (first, second) = (kernel.create_order(&ada).await, kernel.create_order(&ada).await);
        let cancelled = cancel(&kernel, first.id).await.unwrap();
        assert_eq!(list(&kernel, ada.id, OrderStatus::Unspecified).await.unwrap(), [cancelled.clone(), second.clone()]);
        assert_eq!(list(&kernel, ada.id, OrderStatus::Pending).await.unwrap(), std::slice::from_ref(&second));
        assert_eq!(list(&kernel, bob.id, OrderStatus::Unspecified).await.unwrap(), []);
        assert!(matches!(
            list(&kernel, Uuid::from_u128(1), OrderStatus::Unspecified).await,
            Err(OrderError::NotFound(_))
        ));

        kernel.users.delete_user(DeleteUserRequest { id: ada.id }).await.unwrap();
        assert_eq!(list(&kernel, ada.id, OrderStatus::Unspecified).await.unwrap(), [cancelled, second]);
    }
}

#[tokio::test]
async fn uploaded_events_are_applied_or_rejected_one_by_one() {
    for kernel in both().await {
        let order = kernel.create_order(&ada(&kernel).await).await;
        let event = |order_id, status| Ok(UploadOrderEventsRequest { order_id, status, ..Default::default() });
        let events = [
            event(order.id, OrderStatus::Confirmed),
            event(order.id, OrderStatus::Delivered),
            event(Uuid::nil(), OrderStatus::Confirmed),
            event(order.id, OrderStatus::Unspecified),
            event(order.id, OrderStatus::Other(77)),
            event(order.id, OrderStatus::Shipped),
        ];
        let response = kernel.orders.upload_order_events(stream::iter(events)).await.unwrap();
        assert_eq!(response.applied, 2);
        let transition =
            IllegalTransition { order_id: order.id, from: OrderStatus::Confirmed, to: OrderStatus::Delivered };
        assert_eq!(response.rejected[0].reason, Some(RejectionReason::IllegalTransition(transition)));
        let errors: Vec<_> =
            response.rejected.iter().map(|rejected| (rejected.index, rejection_code(rejected))).collect();
        let invalid = Some(ErrorCode::InvalidArgument);
        assert_eq!(errors, [(1, None), (2, Some(ErrorCode::NotFound)), (3, invalid), (4, invalid)]);
        assert_eq!(get(&kernel, order.id).await.unwrap().status, OrderStatus::Shipped);
    }
}

#[tokio::test]
async fn an_uploaded_event_of_a_year_that_cannot_be_written_is_rejected_with_the_field() {
    for kernel in both().await {
        let order = kernel.create_order(&ada(&kernel).await).await;
        let event = |occurred_at| {
            let status = OrderStatus::Confirmed;
            Ok(UploadOrderEventsRequest { order_id: order.id, status, occurred_at })
        };
        // The year 10000, and a day of this century.
        let times = [253_402_300_800, 1_700_000_000].map(|seconds| UNIX_EPOCH + Duration::from_secs(seconds));
        let response = kernel.orders.upload_order_events(stream::iter(times.map(event))).await.unwrap();
        assert_eq!(response.applied, 1);
        let [RejectedOrderEvent { index: 0, reason: Some(RejectionReason::Error(error)) }] = &response.rejected[..]
        else {
            panic!("{:?}", response.rejected)
        };
        assert_eq!((error.code, error.field.as_deref()), (ErrorCode::InvalidArgument, Some("occurred_at")));
    }
}

#[tokio::test]
async fn a_follower_sees_the_orders_it_names_while_it_names_them() {
    for kernel in both().await {
        let ada = ada(&kernel).await;
        let (tea, cup, other) =
            (kernel.create_order(&ada).await, kernel.create_order(&ada).await, kernel.create_order(&ada).await);
        let (requests, stream) = mpsc::unbounded();
        let mut updates = pin!(kernel.orders.stream_order_updates(stream).await.unwrap());
        requests.unbounded_send(Ok(watch(&tea, Some(0)))).unwrap();
        requests.unbounded_send(Ok(watch(&cup, Some(0)))).unwrap();
        let created = [(tea.id, OrderStatus::Unspecified, OrderStatus::Pending)];
        assert_eq!(steps(take(&mut updates, 1).await), created);
        assert_eq!(steps(take(&mut updates, 1).await), [(cup.id, OrderStatus::Unspecified, OrderStatus::Pending)]);

        for order in [&other, &cup, &tea] {
            kernel.report(order, OrderStatus::Confirmed).await;
        }
        let confirmed = |order: &Order| (order.id, OrderStatus::Pending, OrderStatus::Confirmed);
        assert_eq!(steps(take(&mut updates, 2).await), [confirmed(&cup), confirmed(&tea)]);

        requests.unbounded_send(Ok(StreamOrderUpdatesRequest { stop: true, ..watch(&tea, None) })).unwrap();
        requests.unbounded_send(Ok(watch(&other, Some(0)))).unwrap();
        assert_eq!(take(&mut updates, 2).await.len(), 2);
        for order in [&tea, &cup] {
            kernel.report(order, OrderStatus::Shipped).await;
        }
        assert_eq!(steps(take(&mut updates, 1).await), [(cup.id, OrderStatus::Confirmed, OrderStatus::Shipped)]);
        assert!(is_silent(&mut updates).await);
        drop(requests);
        assert!(updates.next().await.is_none());
    }
}

#[tokio::test]
async fn a_follower_that_names_no_position_sees_what_happens_from_then_on() {
    let kernel = in_process().await;
    let order = kernel.create_order(&ada(&kernel).await).await;
    let (requests, stream) = mpsc::unbounded();
    let mut updates = pin!(kernel.orders.stream_order_updates(stream).await.unwrap());
    requests.unbounded_send(Ok(watch(&order, None))).unwrap();
    assert!(is_silent(&mut updates).await);
    kernel.report(&order, OrderStatus::Confirmed).await;
    let seen = steps(take(&mut updates, 1).await);
    assert_eq!(seen, [(order.id, OrderStatus::Pending, OrderStatus::Confirmed)]);
}

#[tokio::test]
async fn a_follower_that_hangs_up_at_once_gets_the_past_from_its_position_on() {
    for kernel in both().await {
        let order = kernel.create_order(&ada(&kernel).await).await;
        for status in LIFE {
            kernel.report(&order, status).await;
        }
        let mut position = 0;
        for left in [4, 3, 2, 1, 0] {
            let requests = stream::iter([Ok(watch(&order, Some(position)))]);
            let updates = kernel.orders.stream_order_updates(requests).await.unwrap();
            let updates: Vec<_> = updates.map(Result::unwrap).collect().await;
            assert_eq!(updates.len(), left);
            position = updates.first().map_or(position, |update| update.position);
        }
    }
}

#[tokio::test]
async fn to_follow_an_order_that_does_not_exist_is_a_typed_error() {
    for kernel in both().await {
        let request = StreamOrderUpdatesRequest { order_id: Uuid::from_u128(1), ..Default::default() };
        let mut updates = pin!(kernel.orders.stream_order_updates(stream::iter([Ok(request)])).await.unwrap());
        let status = updates.next().await.unwrap().unwrap_err();
        assert_eq!(status.code(), Code::NotFound);
        assert!(
            matches!(OrderError::from(status), OrderError::NotFound(error) if error.field.as_deref() == Some("order_id"))
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_follower_that_comes_and_goes_sees_each_step_once_while_orders_move() {
    const ORDERS: usize = 20;
    for kernel in both().await {
        let ada = ada(&kernel).await;
        let orders = futures::future::join_all((0..ORDERS).map(|_| kernel.create_order(&ada))).await;
        let moves = async {
            for status in LIFE {
                futures::future::join_all(orders.iter().map(|order| kernel.report(order, status))).await;
            }
        };
        let follows = futures::future::join_all(orders.iter().map(|order| follow(&kernel, order)));
        let ((), seen) = tokio::join!(moves, follows);
        let life = [&[OrderStatus::Pending][..], &LIFE].concat();
        assert!(seen.iter().all(|statuses| *statuses == life), "{seen:?}");
    }
}

/// Asks for an order's changes again and again, each time from the last position seen.
async fn follow(kernel: &Clients, order: &Order) -> Vec<OrderStatus> {
    let (mut position, mut seen) = (0, Vec::new());
    while seen.last() != Some(&OrderStatus::Delivered) {
        let requests = stream::iter([Ok(watch(order, Some(position)))]);
        let mut updates = pin!(kernel.orders.stream_order_updates(requests).await.unwrap());
        while let Some(update) = updates.next().await {
            let update = update.unwrap();
            position = update.position;
            seen.push(update.status);
        }
    }
    seen
}

fn watch(order: &Order, after_position: Option<u64>) -> StreamOrderUpdatesRequest {
    StreamOrderUpdatesRequest { order_id: order.id, after_position, stop: false }
}

fn steps(updates: Vec<Result<StreamOrderUpdatesResponse, Status>>) -> Vec<(Uuid, OrderStatus, OrderStatus)> {
    let updates = updates.into_iter().map(Result::unwrap);
    updates.map(|update| (update.order_id, update.previous_status, update.status)).collect()
}

fn rejection_code(rejected: &RejectedOrderEvent) -> Option<ErrorCode> {
    match &rejected.reason {
        Some(RejectionReason::Error(error)) => Some(error.code),
        _ => None,
    }
}

async fn get(kernel: &Clients, id: Uuid) -> Result<Order, OrderError> {
    kernel.orders.get_order(GetOrderRequest { id }).await.map(|response| response.order)
}

async fn cancel(kernel: &Clients, id: Uuid) -> Result<Order, OrderError> {
    let request = CancelOrderRequest { id, reason: "too late".to_owned() };
    kernel.orders.cancel_order(request).await.map(|response| response.order)
}

async fn list(kernel: &Clients, user_id: Uuid, status: OrderStatus) -> Result<Vec<Order>, OrderError> {
    let request = ListOrdersRequest { user_id, status, page: None };
    kernel.orders.list_orders(request).await.map(|response| response.orders)
}
