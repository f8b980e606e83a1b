//! Calls of all shapes, over loopback and in process, with the same code.

mod borrowed;
mod calls;
mod counter;
mod errors;
mod interceptors;
mod limits;
mod server;
mod setting;
