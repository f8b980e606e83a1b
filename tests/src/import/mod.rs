//! Foreign `.proto` files: imported, compiled, and compared with what is exported again.

mod choice;
mod compared;
mod constructs;
mod google_cloud;
mod lost;
mod meaning;
mod options;
mod read;
mod suite;
mod suites;
mod table;

pub use choice::{Choice, Chosen, choice};
pub use compared::Compared;
pub use constructs::Constructs;
pub use lost::{Kind, Loss};
pub use options::Options;
pub use suite::{Outcome, Suite};
pub use suites::SUITES;
pub use table::Table;
