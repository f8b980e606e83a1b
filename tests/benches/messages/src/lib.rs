//! The messages that are measured: each is declared once, as a contract, and has a value that is the same on every run.

pub mod borrowed;
mod bulk;
mod calls;
mod events;
mod google1;
mod google2;
mod minecraft;
mod mk48;
mod records;
mod samples;
mod wide;

pub use bulk::*;
pub use calls::*;
pub use events::*;
pub use google1::*;
pub use google2::*;
pub use minecraft::*;
pub use mk48::*;
pub use records::*;
pub use samples::Sample;
pub use wide::*;

/// The package of all the messages.
pub const PACKAGE: &str = "bench.v1";

#[cfg(test)]
mod tests {
    use super::{Folder, GoogleMessage1, PlaceOrderRequest, Sample};
    use contracts::Message;

    #[test]
    fn messages_have_the_sizes_that_they_are_known_by() {
        assert_eq!(GoogleMessage1::sample().encoded_len(), 228);
        assert_eq!(PlaceOrderRequest::sample().encoded_len(), 52);
        assert_eq!(depth(&Folder::sample()), 24);
    }

    fn depth(folder: &Folder) -> u32 {
        1 + folder.inner.as_deref().map_or(0, depth)
    }
}
