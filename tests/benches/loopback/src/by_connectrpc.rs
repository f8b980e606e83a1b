//! connectrpc with buffa.

use anyhow::{Context as _, Result};
use connectrpc::client::{
    CallOptions, ClientConfig, Http2Connection, SharedHttp2Connection, call_server_stream, call_unary,
};
use connectrpc::handler::{handler_fn, streaming_handler_fn};
use connectrpc::{Protocol, RequestContext, Response, Router, ServiceStream, Spec, StreamType};
use tests_benches_messages::Sample as _;
use tests_benches_peers::by_buffa::{Instant, InstantView, PlaceOrderRequest, PlaceOrderRequestView};
use tokio::net::TcpListener;

use crate::measure::Caller;

const SERVICE: &str = "bench.v1.EchoService";
const ECHO: Spec = Spec::client("/bench.v1.EchoService/Echo", StreamType::Unary);
const WATCH: Spec = Spec::client("/bench.v1.EchoService/Watch", StreamType::ServerStream);

pub(crate) async fn serve(listener: TcpListener) -> Result<()> {
    let echo = handler_fn(|_: RequestContext, request: PlaceOrderRequest| async move { Response::ok(request) });
    let watch = streaming_handler_fn(|_: RequestContext, request: PlaceOrderRequest| async move {
        let moments = (0..request.customer_id).map(|index| Ok(Instant { seconds: index as i64, nanos: 7 }));
        let moments: ServiceStream<Instant> = Box::pin(futures::stream::iter(moments));
        Response::ok(moments)
    });
    let router = Router::new()
        .route::<_, PlaceOrderRequest, PlaceOrderRequest>(SERVICE, "Echo", echo)
        .route_server_stream::<_, PlaceOrderRequest, Instant>(SERVICE, "Watch", watch);
    let served = connectrpc::server::Server::from_listener(listener).serve(router).await;
    served.map_err(|error| anyhow::anyhow!("{error}"))
}

/// The client.
#[derive(Clone)]
pub(crate) struct Client {
    connection: SharedHttp2Connection,
    config: ClientConfig,
    request: PlaceOrderRequest,
}

impl Caller for Client {
    async fn connect(uri: &str) -> Result<Self> {
        let sample = contracts::Message::encode_to_vec(&tests_benches_messages::PlaceOrderRequest::sample());
        let request = <PlaceOrderRequest as buffa::Message>::decode_from_slice(&sample)?;
        let uri: http::Uri = uri.parse()?;
        let connection = Http2Connection::connect_plaintext(uri.clone()).await.context("cannot connect")?;
        let config = ClientConfig::new(uri).with_protocol(Protocol::Grpc);
        Ok(Client { connection: connection.shared(1024), config, request })
    }

    async fn echo(&mut self) -> Result<()> {
        let options = CallOptions::default();
        let (connection, config, request) = (&self.connection, &self.config, self.request.clone());
        let response =
            call_unary::<_, _, PlaceOrderRequestView<'static>>(connection, config, ECHO, request, options).await?;
        drop(response.into_owned());
        Ok(())
    }

    async fn watch(&mut self, count: u64) -> Result<u64> {
        let request = PlaceOrderRequest { customer_id: count, ..self.request.clone() };
        let (connection, config, options) = (&self.connection, &self.config, CallOptions::default());
        let mut moments =
            call_server_stream::<_, _, InstantView<'static>>(connection, config, WATCH, request, options).await?;
        let mut received = 0;
        while let Some(moment) = moments.message().await? {
            received += u64::from(moment.to_owned_message().nanos == 7);
        }
        Ok(received)
    }
}
