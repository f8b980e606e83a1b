//! The contracts of the kernel: what its services take and return. No storage and no server lives here.

pub mod common;
pub mod order;
pub mod user;
