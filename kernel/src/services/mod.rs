//! The services of `kernel-api`. Each is a folder: `mod.rs` answers the calls, `rules.rs` says what a valid request
//! is, and what else there is to know has a file of its own.

pub mod orders;
pub mod users;

mod failure;
mod page;
mod text;
mod watch;

pub use orders::Orders;
pub use users::Users;
