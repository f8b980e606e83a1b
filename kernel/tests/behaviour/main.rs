//! What the kernel does, seen through its services and its program.

mod clients;
mod orders;
mod process;
mod program;
mod sigkill;
mod users;
mod web;
