//! For every rule that Rust can break a package with contracts that do, and with some that nearly do.

mod comments;
mod configured;
mod enums;
mod members;
mod older;
mod packages;
mod services;
mod types;
