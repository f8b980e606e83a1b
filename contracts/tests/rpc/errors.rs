//! Failures: typed errors, statuses, panics.

use contracts::rpc::Detail;
use contracts::{Code, Context, Message, Status};
use futures::StreamExt;

use crate::counter::{Counter, CounterError, Number, Tally};
use crate::setting::everywhere;

#[tokio::test]
async fn typed_errors_come_back_typed() {
    everywhere(Tally::default(), async |client| {
        let cx = Context::new();
        let fail = async |value| client.double(Number { value }, &cx).await.unwrap_err();
        assert_eq!(fail(100).await, CounterError::Closed);
        assert_eq!(fail(101).await, CounterError::Because("a reason".to_owned()));
        assert_eq!(fail(102).await, CounterError::Other(Status::unauthenticated("who are you")));
        assert_eq!(fail(103).await, CounterError::TooLarge(Number { value: 103 }));
    })
    .await;
}

#[tokio::test]
async fn typed_errors_end_streams_and_keep_them_from_opening() {
    everywhere(Tally::default(), async |client| {
        let cx = Context::new();
        let Err(refused) = client.count_to(&cx, Number { value: -1 }).await else { panic!("it opened") };
        assert_eq!(refused, CounterError::Closed);
        let items: Vec<_> = client.count_to(&cx, Number { value: 12 }).await.unwrap().collect().await;
        assert_eq!(items.len(), 11);
        assert_eq!(items[10], Err(CounterError::TooLarge(Number { value: 11 })));
    })
    .await;
}

#[tokio::test]
async fn a_failure_with_the_code_ok_is_internal() {
    everywhere(Tally::default(), async |client| {
        let status = Status::internal("the handler failed with the code OK");
        let failed = client.double(Number { value: 104 }, &Context::new()).await;
        assert_eq!(failed, Err(CounterError::Other(status.clone())));
        let requests = futures::stream::iter([Ok(Number { value: 1 }), Ok(Number { value: 999 })]);
        let sums: Vec<_> = client.running_sum(requests).await.unwrap().collect().await;
        assert_eq!(sums, [Ok(Number { value: 1 }), Err(status)]);
    })
    .await;
}

#[test]
fn a_typed_error_is_a_status_with_two_details() {
    let status = Status::from(CounterError::TooLarge(Number { value: 500 }));
    assert_eq!((status.code(), status.message()), (Code::OutOfRange, "500 is too large"));
    let names: Vec<_> = status.details().iter().map(Detail::full_name).collect();
    assert_eq!(names, ["counter.v1.CounterError", "counter.v1.Number"]);
    assert_eq!(status.detail::<Number>(), Some(Number { value: 500 }));
    assert_eq!(status.details()[0].value, [0x0a, 3, 0x08, 0xf4, 0x03][..]);
    assert_eq!(status.details()[1].value, Number { value: 500 }.encode_to_bytes());
    let names =
        |error| Status::from(error).details().iter().map(|detail| detail.full_name().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(CounterError::Closed), ["counter.v1.CounterError"]);
    assert_eq!(names(CounterError::Because("x".into())), ["counter.v1.CounterError"]);
    assert!(names(CounterError::Other(Status::aborted("x"))).is_empty());
}

#[test]
fn a_status_without_the_detail_is_the_status_variant() {
    let check = |status: Status| assert_eq!(CounterError::from(status.clone()), CounterError::Other(status));
    check(Status::not_found("x"));
    check(Status::not_found("x").with_detail(&Number { value: 1 }));
    check(Status::not_found("x").with_details([Detail::encoded("counter.v1.CounterError", vec![0xff].into())]));
    check(Status::not_found("x").with_details([Detail::encoded("counter.v1.CounterError", vec![0x60, 1].into())]));
}

#[tokio::test]
async fn a_panic_is_an_internal_error_of_one_call() {
    everywhere(Tally::default(), async |client| {
        let Err(status) = client.panic(Number { value: 1 }).await else { panic!("it opened") };
        assert_eq!((status.code(), status.message()), (Code::Internal, "the service panicked"));
        let items: Vec<_> = client.panic(Number { value: -1 }).await.unwrap().collect().await;
        assert_eq!(items[0], Ok(Number { value: 1 }));
        assert_eq!(items[1].as_ref().unwrap_err().code(), Code::Internal);
        assert_eq!(items.len(), 2);
        assert_eq!(client.ping().await, Ok(()));
    })
    .await;
}
