//! Interceptors: their order, what they see, what they may do.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use contracts::rpc::{CallEnd, Flow, Handler, HandlerVisitor, Observer, Operation};
use contracts::{Code, Context, Interceptor, Next, Status, rpc, schema};
use futures::StreamExt;

use crate::counter::{Counter, CounterClient, CounterServer, Number, Tally};
use crate::setting::{Served, eventually};

type Log = Arc<Mutex<Vec<String>>>;

fn entries(log: &Log) -> Vec<String> {
    std::mem::take(&mut *log.lock().unwrap())
}

struct Named(&'static str, Log);

impl Interceptor for Named {
    async fn intercept(&self, method: &'static schema::Method, cx: &Context, next: Next<'_>) -> Result<(), Status> {
        self.1.lock().unwrap().push(format!("{} > {}", self.0, method.declaration.name));
        cx.insert(self.0);
        let outcome = next.run().await;
        let code = outcome.as_ref().map_or_else(Status::code, |()| Code::Ok);
        self.1.lock().unwrap().push(format!("{} < {code}", self.0));
        outcome
    }
}

#[tokio::test]
async fn the_first_interceptor_is_the_outermost() {
    let log = Log::default();
    let inner = CounterServer::new(Tally::default()).with_interceptor(Named("c", log.clone()));
    let server = rpc::tonic::Server::builder()
        .interceptor(Named("a", log.clone()))
        .service(inner)
        .interceptor(Named("b", log.clone()));
    let served = Served::start(server).await;
    let client = served.client().await.with_interceptor(Named("client", log.clone()));
    client.double(Number { value: 1 }, &Context::new()).await.unwrap();
    let expected =
        ["client > Double", "a > Double", "b > Double", "c > Double", "c < OK", "b < OK", "a < OK", "client < OK"];
    assert_eq!(entries(&log), expected);
    served.stop().await;
}

#[tokio::test]
async fn an_interceptor_sees_the_end_of_a_stream() {
    let log = Log::default();
    let server = CounterServer::new(Tally::default()).with_interceptor(Named("a", log.clone()));
    let client = CounterClient::in_process_server(&server);
    let cx = Context::new();
    let mut counted = Box::pin(client.count_to(&cx, Number { value: 11 }).await.unwrap());
    for _ in 0..10 {
        counted.next().await.unwrap().unwrap();
    }
    assert_eq!(entries(&log), ["a > CountTo"]);
    counted.next().await.unwrap().unwrap_err();
    assert!(counted.next().await.is_none());
    assert_eq!(entries(&log), ["a < OUT_OF_RANGE"]);
    client.panic(Number { value: 1 }).await.map(|_| ()).unwrap_err();
    assert_eq!(entries(&log), ["a > Panic", "a < INTERNAL"]);
    let hasty = Context::new().with_timeout(Duration::from_millis(20));
    client.sleep(Number { value: 20_000 }, &hasty).await.unwrap_err();
    assert_eq!(entries(&log), ["a > Sleep", "a < DEADLINE_EXCEEDED"]);
}

#[tokio::test]
async fn an_observer_is_told_of_each_end_once() {
    let log = Log::default();
    let told = log.clone();
    let observer = Observer::new(move |end: &CallEnd<'_>| {
        told.lock().unwrap().push(format!("{} {}", end.method.declaration.name, end.code()));
    });
    let served = Served::start(
        rpc::tonic::Server::builder().service(CounterServer::new(Tally::default())).interceptor(observer),
    )
    .await;
    let client = served.client().await;
    let cx = Context::new();
    client.ping().await.unwrap();
    client.double(Number { value: 100 }, &cx).await.unwrap_err();
    assert_eq!(entries(&log), ["Ping OK", "Double FAILED_PRECONDITION"]);
    let mut hanging = Box::pin(client.hang(Number { value: 1 }, &cx).await.unwrap());
    hanging.next().await.unwrap().unwrap();
    assert!(entries(&log).is_empty());
    drop(hanging);
    eventually(|| !log.lock().unwrap().is_empty()).await;
    assert_eq!(entries(&log), ["Hang CANCELLED"]);
    served.stop().await;
}

/// Takes one handler out of a server, as an adapter sees it: no client stands around it with the same deadline.
#[derive(Default)]
struct Accumulate(Option<Handler>);

impl HandlerVisitor for Accumulate {
    fn handler<O: Operation>(&mut self, handler: Handler) {
        if O::METHOD.declaration.name == "Accumulate" {
            self.0 = Some(handler);
        }
    }
}

/// Calls with a deadline: reads some messages before it, and the rest when it has passed.
async fn overrun(server: CounterServer<Tally>, before: usize, forever: bool) -> Status {
    let mut accumulate = Accumulate::default();
    server.handlers(&mut accumulate);
    let more = if forever { usize::MAX } else { before };
    let numbers = futures::stream::repeat(Ok(Number { value: 1 })).take(more).chain(futures::stream::pending());
    let cx = Context::new().with_deadline(Instant::now() + Duration::from_millis(200));
    let reply = accumulate.0.unwrap()(Flow::many(numbers), cx).await;
    let mut sums = reply.unwrap_or_else(|status| panic!("{status}")).into_many::<Number>();
    for _ in 0..before {
        sums.next().await.unwrap().unwrap();
    }
    if forever {
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    let last = sums.fold(None, async |_, sum| Some(sum)).await;
    last.unwrap().unwrap_err()
}

#[tokio::test]
async fn an_interceptor_sees_the_deadline_however_many_messages_came_before() {
    let check = async |(before, forever)| {
        let log = Log::default();
        let server = CounterServer::new(Tally::default()).with_interceptor(Named("a", log.clone()));
        let status = overrun(server, before, forever).await;
        assert_eq!(status, Status::deadline_exceeded("the deadline has passed"));
        assert_eq!(entries(&log), ["a > Accumulate", "a < DEADLINE_EXCEEDED"], "{before} {forever}");
    };
    let cases = (0..=40).flat_map(|before| [(before, false), (before, true)]);
    futures::future::join_all(cases.map(check)).await;
}

struct Stubborn;

impl Interceptor for Stubborn {
    async fn intercept(&self, _: &'static schema::Method, _: &Context, next: Next<'_>) -> Result<(), Status> {
        next.run().await.ok();
        std::future::pending().await
    }
}

#[tokio::test]
async fn an_interceptor_that_hangs_ends_with_the_call() {
    let log = Log::default();
    let told = log.clone();
    let observer = Observer::new(move |end: &CallEnd<'_>| told.lock().unwrap().push(end.code().to_string()));
    let server = CounterServer::new(Tally::default()).with_interceptor(observer).with_interceptor(Stubborn);
    assert_eq!(overrun(server, 1, false).await.code(), Code::DeadlineExceeded);
    assert_eq!(entries(&log), ["DEADLINE_EXCEEDED"]);
}

struct Refuse;

impl Interceptor for Refuse {
    async fn intercept(&self, _: &'static schema::Method, cx: &Context, next: Next<'_>) -> Result<(), Status> {
        match cx.metadata().get("authorization") {
            Some("let me in") => next.run().await.map_err(|status| Status::unknown(status.message())),
            Some("later") => Ok(()),
            _ => Err(Status::unauthenticated("no")),
        }
    }
}

#[tokio::test]
async fn an_interceptor_refuses_replaces_and_must_run_the_call() {
    let server = CounterServer::new(Tally::default()).with_interceptor(Refuse);
    let client = CounterClient::in_process_server(&server);
    let check = async |authorization: &str, value: i64, expected: Result<i64, Code>| {
        let cx = Context::new().with_metadata("authorization", authorization).unwrap();
        let outcome = client.double(Number { value }, &cx).await;
        assert_eq!(outcome.map(|number| number.value).map_err(|error| Status::from(error).code()), expected);
    };
    check("let me in", 1, Ok(2)).await;
    check("let me in", 102, Err(Code::Unknown)).await;
    check("who", 1, Err(Code::Unauthenticated)).await;
    check("later", 1, Err(Code::Internal)).await;
}
