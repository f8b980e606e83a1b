//! gRPC over HTTP/2, with tonic 0.14. No other module names tonic, so that a successor can stand beside it.

mod adapter;
mod client;
mod codec;
mod connection;
mod request_body;
mod response_body;
mod server;
mod status;
mod timeout;
mod web;

pub use codec::ContractCodec;
pub use server::Server;
