//! The service that the tests call: all four shapes, borrowing streams, and every way to misbehave.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use contracts::{Code, Context, Status, contract};
use futures::{Stream, StreamExt};

contracts::package!("counter.v1");

/// A number.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number.
    #[member(1)]
    pub value: i64,
}

/// Some bytes.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Blob {
    /// The bytes.
    #[member(1)]
    pub bytes: Vec<u8>,
}

/// Why a number was refused.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum CounterError {
    /// The number is too large.
    #[member(1)]
    #[error(code = OutOfRange, message = "{value} is too large")]
    TooLarge(Number),
    /// The counter is closed.
    #[member(2)]
    #[error(code = FailedPrecondition, message = "the counter is closed")]
    Closed,
    /// The reason in words.
    #[member(3)]
    #[error(code = Aborted)]
    Because(String),
    /// Anything else.
    #[status]
    Other(Status),
}

/// Counts.
#[contract]
pub trait Counter {
    /// Answers nothing to nothing.
    #[operation]
    async fn ping(&self) -> Result<(), Status>;

    /// Doubles a number. Echoes the metadata `x-token` as a header and a trailer.
    #[operation(idempotency = no_side_effects)]
    async fn double(&self, request: Number, cx: &Context) -> Result<Number, CounterError>;

    /// Counts from one to a number; fails typed where the number is above ten.
    #[operation]
    async fn count_to(
        &self,
        cx: &Context,
        request: Number,
    ) -> Result<impl Stream<Item = Result<Number, CounterError>>, CounterError>;

    /// Adds all numbers up.
    #[operation]
    async fn sum(&self, requests: impl Stream<Item = Result<Number, Status>>) -> Result<Number, CounterError>;

    /// Sends the sum after each number.
    #[operation(name = "Accumulate")]
    async fn running_sum(
        &self,
        requests: impl Stream<Item = Result<Number, Status>>,
    ) -> Result<impl Stream<Item = Result<Number, Status>>, Status>;

    /// Panics, with a negative number in the stream.
    #[operation]
    async fn panic(&self, request: Number) -> Result<impl Stream<Item = Result<Number, Status>>, Status>;

    /// Takes so many milliseconds.
    #[operation]
    async fn sleep(&self, request: Number, cx: &Context) -> Result<(), Status>;

    /// Sends a number, and then nothing for ever.
    #[operation]
    async fn hang(&self, request: Number, cx: &Context) -> Result<impl Stream<Item = Result<Number, Status>>, Status>;

    /// Sends bytes back.
    #[operation]
    async fn echo(&self, request: Blob) -> Result<Blob, Status>;
}

/// What the tests see of a [`Tally`].
#[derive(Debug, Default)]
pub struct Traces {
    /// How many sums were finished.
    pub sums: AtomicUsize,
    /// How many `hang`s were dropped.
    pub dropped: AtomicUsize,
    /// How many contexts told of the end of their call.
    pub ended: AtomicUsize,
    /// How many streams of requests failed, and how.
    pub failures: Mutex<Vec<Status>>,
}

/// Counts in steps.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// The step above one.
    pub extra: i64,
    /// What the tests see.
    pub traces: Arc<Traces>,
}

#[contract]
impl Counter for Tally {
    async fn ping(&self) -> Result<(), Status> {
        Ok(())
    }

    async fn double(&self, request: Number, cx: &Context) -> Result<Number, CounterError> {
        if let Some(token) = cx.metadata().get("x-token") {
            cx.set_response_header("x-header", token).map_err(Status::from)?;
            cx.set_response_trailer("x-trailer", token).map_err(Status::from)?;
        }
        match request.value {
            value @ ..=99 => Ok(Number { value: 2 * value }),
            100 => Err(CounterError::Closed),
            101 => Err(CounterError::Because("a reason".to_owned())),
            102 => Err(Status::unauthenticated("who are you").into()),
            104 => Err(Status::new(Code::Ok, "all is well").into()),
            value => Err(CounterError::TooLarge(Number { value })),
        }
    }

    async fn count_to(
        &self,
        cx: &Context,
        request: Number,
    ) -> Result<impl Stream<Item = Result<Number, CounterError>>, CounterError> {
        if request.value < 0 {
            return Err(CounterError::Closed);
        }
        // Borrows both the service and the context.
        let step = &self.extra;
        let numbers = (1..=request.value).map(move |value| match value {
            ..=10 => Ok(Number { value: value + step }),
            _ => Err(CounterError::TooLarge(Number { value })),
        });
        cx.set_response_header("x-header", "counting").map_err(Status::from)?;
        Ok(futures::stream::iter(numbers).inspect(move |_| {
            cx.set_response_trailer("x-trailer", "counted").unwrap();
        }))
    }

    async fn sum(&self, requests: impl Stream<Item = Result<Number, Status>>) -> Result<Number, CounterError> {
        let mut requests = std::pin::pin!(requests);
        let mut sum = 0;
        while let Some(request) = requests.next().await {
            match request {
                Ok(number) => sum += number.value,
                Err(status) => {
                    self.traces.failures.lock().unwrap().push(status.clone());
                    return Err(status.into());
                }
            }
        }
        self.traces.sums.fetch_add(1, Ordering::SeqCst);
        Ok(Number { value: sum })
    }

    async fn running_sum(
        &self,
        requests: impl Stream<Item = Result<Number, Status>>,
    ) -> Result<impl Stream<Item = Result<Number, Status>>, Status> {
        let mut sum = self.extra;
        Ok(requests.map(move |request| {
            sum += request?.value;
            match sum {
                1000 => Err(Status::new(Code::Ok, "all is well")),
                sum => Ok(Number { value: sum }),
            }
        }))
    }

    async fn panic(&self, request: Number) -> Result<impl Stream<Item = Result<Number, Status>>, Status> {
        assert!(request.value < 0, "the test wants it");
        Ok(futures::stream::iter([1, 2]).map(|value| {
            assert_eq!(value, 1, "the test wants it");
            Ok(Number { value })
        }))
    }

    async fn sleep(&self, request: Number, cx: &Context) -> Result<(), Status> {
        self.watch_the_end(cx);
        tokio::time::sleep(Duration::from_millis(request.value.try_into().unwrap())).await;
        Ok(())
    }

    async fn hang(&self, request: Number, cx: &Context) -> Result<impl Stream<Item = Result<Number, Status>>, Status> {
        self.watch_the_end(cx);
        let dropped = Dropped(&self.traces);
        Ok(futures::stream::iter([Ok(request)]).chain(futures::stream::pending()).inspect(move |_| {
            let _ = &dropped;
        }))
    }

    async fn echo(&self, request: Blob) -> Result<Blob, Status> {
        Ok(request)
    }
}

impl Tally {
    /// Work that outlives the handler.
    fn watch_the_end(&self, cx: &Context) {
        let (cx, traces) = (cx.clone(), self.traces.clone());
        tokio::spawn(async move {
            cx.cancelled().await;
            traces.ended.fetch_add(1, Ordering::SeqCst);
        });
    }
}

struct Dropped<'a>(&'a Traces);

impl Drop for Dropped<'_> {
    fn drop(&mut self) {
        self.0.dropped.fetch_add(1, Ordering::SeqCst);
    }
}
