//! gRPC over HTTP/2: on connections of our own, and with tonic 0.14, which mounts our services and makes channels for our
//! clients. No other module names tonic, so that a successor can stand beside it.

mod adapter;
mod client;
mod codec;
mod connection;
mod exchange;
mod foreign;
mod incoming;
mod keepalive;
mod link;
mod pipe;
mod received;
mod sent;
mod server;
mod socket;
mod status;
mod timeout;
mod web;

pub use codec::ContractCodec;
pub use server::Server;
