//! A gRPC server: services on a port, with health, reflection and an orderly end.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::{Future, ready};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;
use tonic::body::Body;
use tonic::server::NamedService;
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;
use tower::ServiceExt;

use super::adapter::{Answer, Methods, serve, unimplemented};
use super::connection::{self, End, Settings};
use super::foreign::Foreign;
use super::incoming::Incoming;
use super::web::{Web, is_grpc, told};
use crate::rpc::connect::Connect;
use crate::rpc::interceptor::Interceptors;
use crate::rpc::rest::Rest;
use crate::rpc::{Connection, Interceptor, Limits, Serve};

/// How long calls may take to notice that the server closes, after the grace period.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// A gRPC server.
///
/// ```
/// # use contracts::rpc::tonic::Server;
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// println!("listening on {}", listener.local_addr()?);
/// Server::builder().health().serve_with_shutdown(listener, async { /* ctrl-c */ }).await
/// # })?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use = "a server does nothing until it serves"]
pub struct Server {
    services: Vec<(&'static str, Service)>,
    web: Web,
    fallback: Option<Mounted>,
    interceptors: Interceptors,
    limits: Limits,
    validates: bool,
    settings: Settings,
    grace: Duration,
    has_health: bool,
    descriptors: Option<Vec<u8>>,
}

/// A service that waits for what is set for all services.
type Service = Box<dyn FnOnce(&Shared, &mut Routes) -> io::Result<()> + Send>;

/// A service by its name, whatever its type.
type Mounted =
    Arc<dyn Fn(http::Request<Incoming>, &Connection) -> BoxFuture<'static, http::Response<Answer>> + Send + Sync>;

/// What is set for all services.
struct Shared {
    interceptors: Interceptors,
    limits: Limits,
    validates: bool,
}

impl Server {
    /// A server without services.
    pub fn builder() -> Self {
        Server {
            services: Vec::new(),
            web: Web::default(),
            fallback: None,
            interceptors: Interceptors::default(),
            limits: Limits::default(),
            validates: true,
            settings: Settings {
                keepalive: Some((Duration::from_secs(60), Duration::from_secs(20))),
                max_concurrent_streams: 1024,
                http1: false,
            },
            grace: Duration::from_secs(10),
            has_health: false,
            descriptors: None,
        }
    }

    /// Adds a service.
    pub fn service<D: Serve<T>, T: Send + Sync + 'static>(mut self, service: crate::rpc::Server<D, T>) -> Self {
        let mount = move |shared: &Shared, routes: &mut Routes| {
            let service = service.within(&shared.interceptors, shared.limits);
            let service = if shared.validates { service } else { service.without_validation() };
            routes.methods.add(&service);
            routes
                .services
                .insert(D::NAME, Arc::new(|request, _| Box::pin(ready(unimplemented(request.uri().path())))));
            routes.web.add(&service)
        };
        self.services.push((D::NAME, Box::new(mount)));
        self
    }

    /// Adds a service that was made with tonic. It is served without the interceptors and limits of this server.
    pub fn mount<S>(mut self, service: S) -> Self
    where
        S: tower::Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
        S: NamedService + Clone + Send + Sync + 'static,
        S::Future: Send,
    {
        let mount = move |_: &Shared, routes: &mut Routes| {
            routes.services.insert(S::NAME, foreign(service));
            Ok(())
        };
        self.services.push((S::NAME, Box::new(mount)));
        self
    }

    /// Answers what is no call of a service, also over HTTP/1.1: for a gateway.
    pub fn fallback<S>(mut self, service: S) -> Self
    where
        S: tower::Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
        S: Clone + Send + Sync + 'static,
        S::Future: Send,
    {
        self.fallback = Some(foreign(service));
        self.settings.http1 = true;
        self
    }

    /// Serves unary calls over the Connect protocol too, also over HTTP/1.1.
    pub fn connect(mut self) -> Self {
        self.web.connect = Some(Connect::new());
        self
    }

    /// Serves unary calls that have an `http` binding as REST with JSON too, also over HTTP/1.1.
    pub fn rest(mut self) -> Self {
        self.web.rest = Some(Rest::new());
        self
    }

    /// Runs an interceptor around every call of every service: inside of those that were added before, outside of those
    /// that the services have.
    pub fn interceptor(mut self, interceptor: impl Interceptor) -> Self {
        self.interceptors = self.interceptors.and(interceptor);
        self
    }

    /// Sets how large messages may be, for all services that do not say it themselves.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Hands requests over to all services whatever rules they break, as
    /// [`without_validation`](crate::rpc::Server::without_validation) does for one.
    pub fn without_validation(mut self) -> Self {
        self.validates = false;
        self
    }

    /// Serves `grpc.health.v1.Health`: every service is serving until the server shuts down.
    pub fn health(mut self) -> Self {
        self.has_health = true;
        self
    }

    /// Serves reflection (v1 and v1alpha) from an encoded `google.protobuf.FileDescriptorSet`.
    pub fn reflection(mut self, descriptors: impl Into<Vec<u8>>) -> Self {
        self.descriptors = Some(descriptors.into());
        self
    }

    /// Asks a connection that was silent for `interval` whether it lives, and closes it when it has not answered within
    /// `timeout`. 60 and 20 seconds by default.
    pub fn keepalive(mut self, interval: Duration, timeout: Duration) -> Self {
        self.settings.keepalive = Some((interval, timeout));
        self
    }

    /// Sets how many calls one connection may have open at once; further ones wait at the client. 1024 by default.
    pub fn max_concurrent_streams(mut self, limit: u32) -> Self {
        self.settings.max_concurrent_streams = limit;
        self
    }

    /// Sets how long calls in flight may take to finish when the server shuts down. 10 seconds by default.
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Serves for as long as the future is polled.
    ///
    /// # Errors
    /// When the listener cannot accept connections, or the descriptors are none.
    pub async fn serve(self, listener: TcpListener) -> io::Result<()> {
        self.serve_with_shutdown(listener, std::future::pending()).await
    }

    /// Serves until the signal; then accepts nothing new, ends open response streams with `UNAVAILABLE`, lets calls in
    /// flight finish, and after the grace period ends what is left.
    ///
    /// # Errors
    /// When the listener cannot accept connections, or the descriptors are none.
    pub async fn serve_with_shutdown(self, listener: TcpListener, signal: impl Future<Output = ()>) -> io::Result<()> {
        let (mut settings, grace) = (self.settings.clone(), self.grace);
        settings.http1 |= self.web.is_on();
        let (routes, health) = self.routes().await?;
        let end = End::default();
        let _close = end.close.clone().drop_guard();
        let connections = TaskTracker::new();
        let mut signal = std::pin::pin!(signal);
        loop {
            tokio::select! {
                () = &mut signal => break,
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => {
                        // A connection works without it, only slower.
                        let _ = stream.set_nodelay(true);
                        let serving = connection::serve(stream, peer, routes.clone(), settings.clone(), end.clone());
                        connections.spawn(serving);
                    }
                    Err(error) => recover(error).await?,
                },
            }
        }
        drop(listener);
        health.stop().await;
        finish(&end, &connections, grace).await;
        Ok(())
    }

    async fn routes(mut self) -> io::Result<(Arc<Routes>, Health)> {
        let names: Vec<_> = self.services.iter().map(|(name, _)| *name).collect();
        let mut health = Health::default();
        if self.has_health {
            let (reporter, service) = tonic_health::server::health_reporter();
            health = Health { reporter: Some(reporter), names };
            health.set(ServingStatus::Serving).await;
            self = self.mount(service);
        }
        if let Some(descriptors) = self.descriptors.take() {
            self = self.mount_reflection(&descriptors).map_err(io::Error::other)?;
        }
        let shared = Shared { interceptors: self.interceptors, limits: self.limits, validates: self.validates };
        let (methods, services) = Default::default();
        let mut routes = Routes { methods, services, web: self.web, fallback: self.fallback };
        for (_, service) in self.services {
            service(&shared, &mut routes)?;
        }
        Ok((Arc::new(routes), health))
    }
}

impl Server {
    fn mount_reflection(self, descriptors: &[u8]) -> Result<Self, tonic_reflection::server::Error> {
        // Encoded sets are served as they are, with the options that `prost_types` has no member for.
        let builder = || {
            let empty = tonic_reflection::server::Builder::configure();
            let health = empty.register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET);
            health.register_encoded_file_descriptor_set(descriptors)
        };
        Ok(self.mount(builder().build_v1()?).mount(builder().build_v1alpha()?))
    }
}

/// Who answers what.
pub(super) struct Routes {
    /// The methods of our services.
    methods: Methods,
    /// All services, ours for the methods that they do not have.
    services: HashMap<&'static str, Mounted>,
    web: Web,
    fallback: Option<Mounted>,
}

impl Routes {
    /// Answers one HTTP request.
    pub(super) async fn answer(
        &self,
        request: http::Request<Incoming>,
        connection: &Connection,
    ) -> http::Response<Answer> {
        let request = match self.web.is_on() && !is_grpc(&request) {
            false => request,
            true => match self.web.answer(request, connection) {
                Ok(answer) => return answer.await,
                Err(request) => *request,
            },
        };
        let path = request.uri().path();
        if let Some(method) = self.methods.get(path) {
            return serve(method, request, Some(connection)).await;
        }
        let name = path.strip_prefix('/').and_then(|path| path.split_once('/')).map(|(name, _)| name);
        match name.and_then(|name| self.services.get(name)).or(self.fallback.as_ref()) {
            Some(service) => service(request, connection).await,
            None => self.web.refuse(&request).unwrap_or_else(|| unimplemented(path)),
        }
    }
}

/// A service that is not ours: its open responses end with the server.
fn foreign<S>(service: S) -> Mounted
where
    S: tower::Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
    S: Clone + Send + Sync + 'static,
    S::Future: Send,
{
    Arc::new(move |request, connection| {
        let connection = connection.clone();
        let answer = service.clone().oneshot(told(request, &connection));
        Box::pin(async move {
            let Ok(response) = answer.await;
            response.map(|body| Answer::Other(Body::new(Foreign::new(body, connection))))
        })
    })
}

/// What is told to those who ask for the health of services.
#[derive(Default)]
struct Health {
    reporter: Option<HealthReporter>,
    names: Vec<&'static str>,
}

impl Health {
    async fn set(&self, status: ServingStatus) {
        let Some(reporter) = &self.reporter else { return };
        for name in self.names.iter().chain([&""]) {
            reporter.set_service_status(*name, status).await;
        }
    }

    async fn stop(&self) {
        self.set(ServingStatus::NotServing).await;
    }
}

/// Passes over what is the fault of one connection, or of a lack that will end.
async fn recover(error: io::Error) -> io::Result<()> {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, InvalidInput};
    match error.kind() {
        ConnectionAborted | ConnectionRefused | ConnectionReset => Ok(()),
        InvalidInput => Err(error),
        _ => {
            tokio::time::sleep(Duration::from_millis(100)).await;
            Ok(())
        }
    }
}

/// Ends all connections, gently first.
async fn finish(end: &End, connections: &TaskTracker, grace: Duration) {
    connections.close();
    end.shutdown.drain();
    end.drain.cancel();
    if tokio::time::timeout(grace, connections.wait()).await.is_ok() {
        return;
    }
    end.shutdown.abort();
    if tokio::time::timeout(LAST_WORDS, connections.wait()).await.is_err() {
        end.close.cancel();
        connections.wait().await;
    }
}
