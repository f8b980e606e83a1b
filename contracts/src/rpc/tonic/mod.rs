//! gRPC over HTTP/2, with tonic 0.14. No other module names tonic, so that a successor can stand beside it.

mod adapter;
mod client;
mod codec;
mod connection;
mod foreign;
mod received;
mod sent;
mod server;
mod status;
mod timeout;
mod web;

pub use codec::ContractCodec;
pub use server::Server;

/// What stands in front of a message: a flag, and its length.
const HEADER: usize = 5;
