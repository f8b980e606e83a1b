//! Where a watcher begins.

use contracts::Status;

use crate::storage::Store;

/// The position after which a watcher is served: the one that it names, or else the newest there is.
///
/// A position that no event has yet is one of another log, as of a database that was replaced: whoever waited for it
/// would miss all changes until then.
pub(super) async fn starting_position(store: &Store, after_position: Option<u64>) -> Result<u64, Status> {
    let head = store.head().await?;
    match after_position {
        Some(position) if position > head => {
            Err(Status::out_of_range(format!("position {position} is beyond the end of the log, which is {head}")))
        }
        Some(position) => Ok(position),
        None => Ok(head),
    }
}
