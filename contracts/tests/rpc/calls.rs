//! The four shapes, and what travels beside the messages.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use contracts::{Code, Context, Status, contract};
use futures::{Stream, StreamExt, TryStreamExt};

use crate::counter::{Blob, Counter, CounterClient, CounterError, DynCounter, Number, Tally};
use crate::setting::{eventually, everywhere};

fn numbers<const N: usize>(values: [i64; N]) -> impl Stream<Item = Result<Number, Status>> + Send + 'static {
    futures::stream::iter(values.map(|value| Ok(Number { value })))
}

async fn values<E>(stream: impl Stream<Item = Result<Number, E>>) -> Result<Vec<i64>, E> {
    stream.map_ok(|number| number.value).try_collect().await
}

#[tokio::test]
async fn all_shapes_answer() {
    everywhere(Tally { extra: 5, ..Tally::default() }, async |client| {
        let cx = Context::new();
        assert_eq!(client.ping().await, Ok(()));
        assert_eq!(client.double(Number { value: 21 }, &cx).await, Ok(Number { value: 42 }));
        assert_eq!(client.sum(numbers([1, 2, 3])).await, Ok(Number { value: 6 }));
        assert_eq!(client.sum(numbers([])).await, Ok(Number { value: 0 }));
        let counted = client.count_to(&cx, Number { value: 3 }).await.unwrap();
        assert_eq!(values(counted).await, Ok(vec![6, 7, 8]));
        let sums = client.running_sum(numbers([1, 2, 3])).await.unwrap();
        assert_eq!(values(sums).await, Ok(vec![6, 8, 11]));
    })
    .await;
}

#[tokio::test]
async fn both_directions_of_a_stream_are_open_at_once() {
    everywhere(Tally::default(), async |client| {
        let (send, requests) = futures::channel::mpsc::unbounded();
        let mut sums = std::pin::pin!(client.running_sum(requests).await.unwrap());
        for (value, expected) in [(1, 1), (5, 6), (-6, 0)] {
            send.unbounded_send(Ok(Number { value })).unwrap();
            assert_eq!(sums.next().await, Some(Ok(Number { value: expected })));
        }
        drop(send);
        assert_eq!(sums.next().await, None);
    })
    .await;
}

#[tokio::test]
async fn metadata_travels_in_both_directions() {
    everywhere(Tally::default(), async |client| {
        for value in [1, 100] {
            let cx = Context::new().with_metadata("x-token", "t0k").unwrap();
            let outcome = client.double(Number { value }, &cx).await;
            assert_eq!(outcome.is_ok(), value == 1);
            let trailers = cx.response_trailers();
            assert_eq!(trailers.get("x-trailer"), Some("t0k"));
            assert_eq!(cx.response_headers().get("x-header").or(trailers.get("x-header")), Some("t0k"));
        }
        let cx = Context::new();
        let counted = client.count_to(&cx, Number { value: 2 }).await.unwrap();
        assert_eq!(cx.response_headers().get("x-header"), Some("counting"));
        values(counted).await.unwrap();
        assert_eq!(cx.response_trailers().get("x-trailer"), Some("counted"));
    })
    .await;
}

#[tokio::test]
async fn a_client_has_metadata_for_all_its_calls() {
    everywhere(Tally::default(), async |client| {
        let client = client.with_metadata("x-token", "all").unwrap();
        let cx = Context::new();
        client.double(Number { value: 1 }, &cx).await.unwrap();
        assert_eq!(cx.response_headers().get("x-header"), Some("all"));
    })
    .await;
}

#[tokio::test]
async fn a_call_ends_at_its_deadline() {
    everywhere(Tally::default(), async |client| {
        let start = Instant::now();
        let cx = Context::new().with_timeout(Duration::from_millis(50));
        let slept = client.sleep(Number { value: 20_000 }, &cx).await;
        assert_eq!(slept.unwrap_err().code(), Code::DeadlineExceeded);
        let mut hanging = std::pin::pin!(client.hang(Number { value: 1 }, &cx).await.unwrap());
        assert_eq!(hanging.next().await, Some(Ok(Number { value: 1 })));
        assert_eq!(hanging.next().await.unwrap().unwrap_err().code(), Code::DeadlineExceeded);
        assert_eq!(hanging.next().await, None);
        let hasty = client.clone().with_timeout(Duration::from_millis(50));
        let slept = hasty.sleep(Number { value: 20_000 }, &Context::new()).await;
        assert_eq!(slept.unwrap_err().code(), Code::DeadlineExceeded);
        assert!(start.elapsed() < Duration::from_secs(5));
    })
    .await;
}

#[tokio::test]
async fn a_service_sees_its_caller_go() {
    let tally = Tally::default();
    let traces = tally.traces.clone();
    everywhere(tally, async |client| {
        let (dropped, ended) = (traces.dropped.load(Ordering::SeqCst), traces.ended.load(Ordering::SeqCst));
        let cx = Context::new();
        let mut hanging = Box::pin(client.hang(Number { value: 1 }, &cx).await.unwrap());
        hanging.next().await.unwrap().unwrap();
        drop(hanging);
        eventually(|| traces.dropped.load(Ordering::SeqCst) == dropped + 1).await;
        eventually(|| traces.ended.load(Ordering::SeqCst) == ended + 1).await;
        let sleeping = client.sleep(Number { value: 20_000 }, &cx);
        tokio::time::timeout(Duration::from_millis(50), sleeping).await.unwrap_err();
        eventually(|| traces.ended.load(Ordering::SeqCst) == ended + 2).await;
    })
    .await;
}

#[tokio::test]
async fn a_caller_cancels_through_its_context() {
    everywhere(Tally::default(), async |client| {
        let cx = Context::new();
        let canceller = cx.clone();
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(30)).await;
            canceller.cancel();
        });
        assert_eq!(client.sleep(Number { value: 20_000 }, &cx).await.unwrap_err().code(), Code::Cancelled);
    })
    .await;
}

#[tokio::test]
async fn half_a_stream_of_requests_is_never_taken_for_the_whole() {
    let tally = Tally::default();
    let traces = tally.traces.clone();
    everywhere(tally, async |client| {
        // Given up by the caller.
        let endless = numbers([1, 2]).chain(futures::stream::pending());
        tokio::time::timeout(Duration::from_millis(100), client.sum(endless)).await.unwrap_err();
        // The caller's own stream fails.
        let failing = numbers([1, 2]).chain(futures::stream::iter([Err(Status::data_loss("gone"))]));
        assert_eq!(client.sum(failing).await, Err(CounterError::Other(Status::data_loss("gone"))));
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(traces.sums.load(Ordering::SeqCst), 0);
    })
    .await;
}

#[tokio::test]
async fn large_messages_pass() {
    everywhere(Tally::default(), async |client| {
        let blob = Blob { bytes: (0..3_000_000_u32).map(|byte| byte as u8).collect() };
        assert_eq!(client.echo(blob.clone()).await, Ok(blob));
    })
    .await;
}

/// What a test writes in place of the service.
struct Mock;

#[contract]
impl Counter for Mock {
    async fn ping(&self) -> Result<(), Status> {
        Err(Status::unavailable("mocked"))
    }
    async fn double(&self, _: Number, _: &Context) -> Result<Number, CounterError> {
        Ok(Number { value: 7 })
    }
    async fn count_to(
        &self,
        _: &Context,
        _: Number,
    ) -> Result<impl Stream<Item = Result<Number, CounterError>>, CounterError> {
        Ok(futures::stream::empty())
    }
    async fn sum(&self, _: impl Stream<Item = Result<Number, Status>>) -> Result<Number, CounterError> {
        Ok(Number { value: 7 })
    }
    async fn running_sum(
        &self,
        _: impl Stream<Item = Result<Number, Status>>,
    ) -> Result<futures::stream::BoxStream<'static, Result<Number, Status>>, Status> {
        Ok(Box::pin(futures::stream::empty()))
    }
    async fn panic(&self, _: Number) -> Result<impl Stream<Item = Result<Number, Status>>, Status> {
        Ok(futures::stream::empty())
    }
    async fn sleep(&self, _: Number, _: &Context) -> Result<(), Status> {
        Ok(())
    }
    async fn hang(&self, _: Number, _: &Context) -> Result<impl Stream<Item = Result<Number, Status>>, Status> {
        Ok(futures::stream::empty())
    }
    async fn echo(&self, request: Blob) -> Result<Blob, Status> {
        Ok(request)
    }
}

#[tokio::test]
async fn code_over_the_trait_takes_a_client_a_service_a_mock_and_an_object() {
    async fn doubled(counter: &impl Counter) -> i64 {
        counter.double(Number { value: 2 }, &Context::new()).await.unwrap().value
    }
    let object: Arc<dyn DynCounter> = Arc::new(Mock);
    assert_eq!(doubled(&Tally::default()).await, 4);
    assert_eq!(doubled(&CounterClient::in_process(Tally::default())).await, 4);
    assert_eq!(doubled(&Mock).await, 7);
    assert_eq!(doubled(&object).await, 7);
    assert_eq!(object.ping().await.unwrap_err().message(), "mocked");
}

#[tokio::test]
async fn a_handler_passes_its_deadline_on_and_not_its_metadata() {
    struct Front(CounterClient);

    #[contract]
    impl Counter for Front {
        async fn ping(&self) -> Result<(), Status> {
            Ok(())
        }
        async fn double(&self, request: Number, cx: &Context) -> Result<Number, CounterError> {
            let doubled = self.0.double(request, cx).await?;
            assert_eq!(cx.response_headers().get("x-header"), None);
            Ok(doubled)
        }
        async fn count_to(
            &self,
            cx: &Context,
            request: Number,
        ) -> Result<impl Stream<Item = Result<Number, CounterError>>, CounterError> {
            self.0.count_to(cx, request).await
        }
        async fn sum(&self, requests: impl Stream<Item = Result<Number, Status>>) -> Result<Number, CounterError> {
            self.0.sum(requests).await
        }
        async fn running_sum(
            &self,
            requests: impl Stream<Item = Result<Number, Status>>,
        ) -> Result<impl Stream<Item = Result<Number, Status>>, Status> {
            self.0.running_sum(requests).await
        }
        async fn panic(&self, request: Number) -> Result<impl Stream<Item = Result<Number, Status>>, Status> {
            self.0.panic(request).await
        }
        async fn sleep(&self, request: Number, cx: &Context) -> Result<(), Status> {
            let error = self.0.sleep(request, cx).await.unwrap_err();
            assert_eq!(error.code(), Code::DeadlineExceeded);
            Err(error)
        }
        async fn hang(
            &self,
            request: Number,
            cx: &Context,
        ) -> Result<impl Stream<Item = Result<Number, Status>>, Status> {
            self.0.hang(request, cx).await
        }
        async fn echo(&self, request: Blob) -> Result<Blob, Status> {
            self.0.echo(request).await
        }
    }

    let back = Tally::default();
    let traces = back.traces.clone();
    let client = CounterClient::in_process(Front(CounterClient::in_process(back)));
    let cx = Context::new().with_metadata("x-token", "secret").unwrap().with_timeout(Duration::from_millis(50));
    assert_eq!(client.double(Number { value: 4 }, &cx).await, Ok(Number { value: 8 }));
    assert_eq!(client.sleep(Number { value: 20_000 }, &cx).await.unwrap_err().code(), Code::DeadlineExceeded);
    let mut hanging = Box::pin(client.hang(Number { value: 1 }, &cx).await.unwrap());
    hanging.next().await.unwrap().unwrap();
    drop(hanging);
    eventually(|| traces.dropped.load(Ordering::SeqCst) == 1).await;
}
