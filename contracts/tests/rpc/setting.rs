//! Where the tests run: a service in every place it can be called in.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use contracts::rpc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::counter::{CounterClient, CounterDefinition, CounterServer, DynCounter, Tally};

/// Runs a check against a service in process, as an object, and over the network.
pub async fn everywhere(tally: Tally, check: impl AsyncFn(CounterClient)) {
    check(CounterClient::in_process(tally.clone())).await;
    let object: Arc<dyn DynCounter> = Arc::new(tally.clone());
    check(CounterClient::in_process(object.clone())).await;
    let observed = CounterServer::new(object).with_interceptor(rpc::Observer::new(|_| {}));
    check(CounterClient::in_process_server(&observed)).await;
    let served = Served::start(rpc::tonic::Server::builder().service(CounterServer::new(tally.clone()))).await;
    check(served.client().await).await;
    served.stop().await;
    let served = Served::start(rpc::tonic::Server::builder().service(observed)).await;
    check(served.client().await).await;
    served.stop().await;
}

/// A server on a port of its own.
pub struct Served {
    pub address: SocketAddr,
    signal: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Served {
    pub async fn start(server: rpc::tonic::Server) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (signal, signalled) = oneshot::channel();
        let serving = tokio::spawn(server.serve_with_shutdown(listener, async {
            signalled.await.ok();
        }));
        Served { address, signal, serving }
    }

    pub fn uri(&self) -> String {
        format!("http://{}", self.address)
    }

    pub async fn client(&self) -> rpc::Client<CounterDefinition> {
        CounterClient::connect(self.uri()).await.unwrap()
    }

    /// Tells the server to stop, without waiting.
    pub fn signal(self) -> JoinHandle<std::io::Result<()>> {
        self.signal.send(()).unwrap();
        self.serving
    }

    pub async fn stop(self) {
        self.signal().await.unwrap().unwrap();
    }
}

/// Waits until a condition holds.
pub async fn eventually(condition: impl Fn() -> bool) {
    for _ in 0..500 {
        if condition() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it never came to that");
}

/// Sends a body over HTTP/1.1; the status and the body that come back.
pub async fn post(address: SocketAddr, path: &str, content_type: &str, body: &[u8]) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), body].concat()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let status = std::str::from_utf8(&answer[9..12]).unwrap().parse().unwrap();
    (status, answer[end + 4..].to_vec())
}
