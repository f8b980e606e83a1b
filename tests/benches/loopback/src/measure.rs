//! Takes the times: everyone gets a turn in each round, and each round another begins.

use anyhow::{Context as _, Result};
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use crate::{Framework, Server, by_connectrpc, by_contracts, by_tonic};

/// How many calls are under way at once.
pub(crate) const IN_FLIGHT: [usize; 3] = [1, 64, 256];

/// How many messages a stream has.
pub(crate) const STREAMED: u64 = 100_000;

/// A client of one framework, over one connection.
pub(crate) trait Caller: Clone + 'static {
    /// Connects to a server.
    async fn connect(uri: &str) -> Result<Self>;

    /// Makes a unary call with a message of 52 bytes, and gets it back.
    async fn echo(&mut self) -> Result<()>;

    /// Gets a stream of so many small messages; says how many came.
    async fn watch(&mut self, count: u64) -> Result<u64>;
}

/// What came of one turn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turn {
    /// Calls, or messages, per second.
    pub(crate) rate: f64,
    /// Microseconds that half of the calls, and that 99 of 100 took at most; messages of a stream take none of their own.
    pub(crate) quantiles: Option<[f64; 2]>,
    /// Microseconds of both cores for each call or message.
    pub(crate) processor: f64,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Load {
    /// Unary calls, so many at once.
    Unary(usize),
    /// A stream of small messages.
    Stream,
}

impl Load {
    /// What tells this program of it.
    pub(crate) fn arguments(self) -> Vec<String> {
        match self {
            Load::Unary(count) => vec!["--in-flight".to_owned(), count.to_string()],
            Load::Stream => Vec::new(),
        }
    }
}

/// All turns, by load and framework.
pub(crate) type Measured = BTreeMap<(Load, Framework), Vec<Turn>>;

/// Measures everything.
///
/// # Errors
/// When a call fails.
pub(crate) async fn all(servers: &[(Framework, Server)], rounds: usize, seconds: f64) -> Result<Measured> {
    let turn = Duration::from_secs_f64(seconds);
    let mut measured = Measured::new();
    let loads = IN_FLIGHT.map(Load::Unary).into_iter().chain([Load::Stream]);
    for load in loads {
        for round in 0..=rounds {
            for place in 0..servers.len() {
                let (framework, server) = &servers[(round + place) % servers.len()];
                let taken = match framework {
                    Framework::Contracts => one::<by_contracts::Client>(server, load, turn).await,
                    Framework::Tonic => one::<by_tonic::Client>(server, load, turn).await,
                    Framework::Connectrpc => one::<by_connectrpc::Client>(server, load, turn).await,
                };
                let taken = taken.with_context(|| framework.name())?;
                // The first round warms up.
                if round > 0 {
                    measured.entry((load, *framework)).or_default().push(taken);
                }
            }
        }
    }
    Ok(measured)
}

async fn one<C: Caller>(server: &Server, load: Load, turn: Duration) -> Result<Turn> {
    let client = C::connect(&server.uri).await?;
    let tasks = tokio::task::LocalSet::new();
    let (start, before) = (Instant::now(), processor(server)?);
    let (count, latencies) = match load {
        Load::Unary(in_flight) => {
            let latencies = tasks.run_until(unary(client, in_flight, start + turn)).await?;
            (latencies.len() as f64, latencies)
        }
        Load::Stream => (tasks.run_until(stream(client, start + turn)).await? as f64, Vec::new()),
    };
    let (elapsed, processor) = (start.elapsed().as_secs_f64(), processor(server)? - before);
    Ok(Turn {
        rate: count / elapsed,
        quantiles: (!latencies.is_empty())
            .then(|| [0.5, 0.99].map(|part| tests_benches_page::quantile(&latencies, part))),
        processor: processor * 1e6 / count,
    })
}

/// Calls so often, or gets so many streams, and takes no times.
///
/// # Errors
/// When a call fails.
pub(crate) async fn some(framework: Framework, uri: &str, load: Load, times: u64) -> Result<()> {
    match framework {
        Framework::Contracts => some_of::<by_contracts::Client>(uri, load, times).await,
        Framework::Tonic => some_of::<by_tonic::Client>(uri, load, times).await,
        Framework::Connectrpc => some_of::<by_connectrpc::Client>(uri, load, times).await,
    }
}

async fn some_of<C: Caller>(uri: &str, load: Load, times: u64) -> Result<()> {
    let mut client = C::connect(uri).await?;
    let Load::Unary(in_flight) = load else {
        for _ in 0..times {
            client.watch(STREAMED).await?;
        }
        return Ok(());
    };
    let tasks = tokio::task::LocalSet::new();
    tasks.run_until(some_at_once(client, in_flight as u64, times)).await
}

async fn some_at_once<C: Caller>(client: C, in_flight: u64, times: u64) -> Result<()> {
    let share = |place| times / in_flight + u64::from(place < times % in_flight);
    let calls = (0..in_flight).map(|place| tokio::task::spawn_local(some_calls(client.clone(), share(place))));
    for call in calls.collect::<Vec<_>>() {
        call.await??;
    }
    Ok(())
}

async fn some_calls<C: Caller>(mut client: C, times: u64) -> Result<()> {
    for _ in 0..times {
        client.echo().await?;
    }
    Ok(())
}

/// Calls until the end; the microseconds of each call.
async fn unary<C: Caller>(client: C, in_flight: usize, end: Instant) -> Result<Vec<f64>> {
    let tasks = (0..in_flight).map(|_| tokio::task::spawn_local(caller(client.clone(), end)));
    let mut latencies = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        latencies.extend(task.await??);
    }
    Ok(latencies)
}

async fn caller<C: Caller>(mut client: C, end: Instant) -> Result<Vec<f64>> {
    let mut latencies = Vec::new();
    let mut now = Instant::now();
    while now < end {
        client.echo().await?;
        let after = Instant::now();
        latencies.push((after - now).as_secs_f64() * 1e6);
        now = after;
    }
    Ok(latencies)
}

async fn stream<C: Caller>(mut client: C, end: Instant) -> Result<u64> {
    let mut received = 0;
    while Instant::now() < end {
        let came = client.watch(STREAMED).await?;
        anyhow::ensure!(came == STREAMED, "{came} messages of {STREAMED} came");
        received += came;
    }
    Ok(received)
}

/// The seconds that the first threads of a server and of this program have run: neither has another that works.
fn processor(server: &Server) -> Result<f64> {
    let ran = |process: &str| {
        let text = fs::read_to_string(format!("/proc/{process}/schedstat")).context("the kernel counts no time")?;
        let nanoseconds = text.split(' ').next().and_then(|number| number.parse::<f64>().ok());
        nanoseconds.context("the kernel counts no time")
    };
    Ok((ran(&server.process().to_string())? + ran("self")?) / 1e9)
}
