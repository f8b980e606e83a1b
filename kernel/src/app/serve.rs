//! From the settings to a served port, and down again.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use contracts::{DecodeOptions, rpc};
use kernel_api::order::OrderServiceServer;
use kernel_api::user::UserServiceServer;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use super::log;
use super::settings::Settings;
use super::signals::Signals;
use crate::interceptors::{RequestIds, log_calls};
use crate::services::{Orders, Users};
use crate::storage::Store;

/// How long threads that block may keep the process from ending.
const LAST_THREADS: Duration = Duration::from_secs(1);

/// Serves until a signal comes.
pub(super) fn run(settings: &Settings) -> Result<()> {
    let _log = log::init(settings).context("cannot write the log")?;
    let runtime = Runtime::new().context("cannot start the runtime")?;
    let outcome = runtime.block_on(serve(settings));
    runtime.shutdown_timeout(LAST_THREADS);
    outcome
}

async fn serve(settings: &Settings) -> Result<()> {
    let mut signals = Signals::new().context("cannot listen for signals")?;
    let store = Store::open(&settings.database).await?;
    let listener =
        TcpListener::bind(settings.listen).await.with_context(|| format!("cannot listen on {}", settings.listen))?;
    let address = listener.local_addr().context("cannot tell the address")?;
    let server = server(settings, &store)?;
    tracing::info!(%address, database = %settings.database.display(), "listening");

    let (stop, stopped) = oneshot::channel::<()>();
    let serving = server.serve_with_shutdown(listener, async { stopped.await.unwrap_or_default() });
    let stopping = async {
        let signal = signals.next().await;
        tracing::info!(signal, "stopping");
        stop.send(()).ok();
        signals.next().await
    };
    tokio::select! {
        outcome = serving => outcome.context("cannot serve")?,
        signal = stopping => bail!("stopped at once by a second signal ({signal})"),
    }
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

fn server(settings: &Settings, store: &Store) -> Result<rpc::tonic::Server> {
    let descriptors = contracts::descriptor::file_descriptor_set().context("the contracts contradict each other")?;
    Ok(rpc::tonic::Server::builder()
        .interceptor(RequestIds)
        .interceptor(log_calls())
        .service(UserServiceServer::new(Users::new(store.clone())))
        .service(OrderServiceServer::new(Orders::new(store.clone())))
        .connect()
        .rest()
        .health()
        .reflection(descriptors)
        .limits(rpc::Limits {
            receive: settings.max_request_size.0,
            send: settings.max_response_size.0,
            decode: DecodeOptions::new().with_elements(settings.max_request_elements),
        })
        .keepalive(settings.keepalive_interval.0, settings.keepalive_timeout.0)
        .max_concurrent_streams(settings.max_concurrent_streams)
        .grace(settings.shutdown_grace.0))
}
