//! What only some configurations have something to say of.

/// A package that promises nothing.
pub mod early {
    use contracts::contract;

    contracts::package!("configured.early.v1alpha1");

    /// What may change.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Draft {
        /// A name that code had for itself.
        #[member(1)]
        pub descriptor: String,
        /// Another.
        #[member(2, name = "Descriptor_")]
        pub other: String,
    }
}

/// A package that promises something, and imports what does not.
pub mod late {
    use contracts::{Status, Stream, contract};

    use super::early::Draft;

    contracts::package!("configured.late.v1");

    /// What stays.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Final {
        /// What it was.
        #[member(1)]
        pub draft: Option<Draft>,
        /// How it is.
        #[member(2)]
        pub state: Option<State>,
    }

    /// How it is.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum State {
        /// Not said.
        None = 0,
        /// Said.
        Some = 1,
    }

    /// Does without requests and responses of its own.
    #[contract(name = "StreamAPI")]
    pub trait StreamService {
        /// Takes nothing, and returns nothing.
        #[operation]
        async fn ping(&self) -> Result<(), Status>;
        /// Takes nothing.
        #[operation]
        async fn get(&self) -> Result<Final, Status>;
        /// Takes and returns the same.
        #[operation]
        async fn put(&self, request: Final) -> Result<Final, Status>;
        /// Takes a stream.
        #[operation]
        async fn send(&self, requests: impl Stream<Item = Result<Draft, Status>>) -> Result<(), Status>;
        /// Returns a stream.
        #[operation]
        async fn watch(&self) -> Result<impl Stream<Item = Result<Draft, Status>>, Status>;
        /// May be called so.
        #[operation(allow(
            RPC_REQUEST_STANDARD_NAME,
            RPC_NO_SERVER_STREAMING,
            reason = "as the first clients have it"
        ))]
        async fn allowed(&self) -> Result<impl Stream<Item = Result<Draft, Status>>, Status>;
    }
}
