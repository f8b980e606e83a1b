//! The services of `kernel-api`. Each is a folder: `mod.rs` answers the calls, `rules.rs` says of a
//! valid request what the rules of its contract do not, and what else there is to know has a file of its own.

pub mod orders;
pub mod users;

mod failure;
mod page;
mod watch;

pub use orders::Orders;
pub use users::Users;
