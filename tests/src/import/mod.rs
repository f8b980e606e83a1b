//! Foreign `.proto` files: imported, compiled, and compared with what is exported again.

mod compared;
mod lost;
mod meaning;
mod suite;
mod table;

pub use compared::Compared;
pub use lost::{Kind, Loss};
pub use suite::{Outcome, SUITES, Suite};
pub use table::table;
