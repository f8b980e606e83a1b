//! What Google's protobuf conformance runner talks to: a program that reads and writes the messages of its suite.

mod edition2023;
mod proto2;
mod proto2_in_editions;
mod proto3;
mod proto3_in_editions;
mod protocol;
mod runner;
mod testee;

pub use runner::{Failures, Summaries, Summary, run};
pub use testee::serve;
