//! The codecs that are measured, under one trait.

#[cfg(feature = "peers")]
mod bilrost;
#[cfg(feature = "peers")]
mod buffa;
mod contracts;
#[cfg(feature = "peers")]
mod prost;
#[cfg(feature = "peers")]
mod proto_rs;
#[cfg(feature = "peers")]
mod quick_protobuf;

pub use self::contracts::Contracts;
#[cfg(feature = "peers")]
pub use self::{bilrost::Bilrost, buffa::Buffa, prost::Prost, proto_rs::ProtoRs, quick_protobuf::QuickProtobuf};

use anyhow::Result;
use bytes::{Bytes, BytesMut};

use crate::operation::Operation;

/// Whose codec it is, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Codec {
    Contracts,
    Prost,
    Buffa,
    QuickProtobuf,
    ProtoRs,
    Bilrost,
    /// What no codec can undercut: to allocate and to copy the bytes, to clone the value.
    Floor,
}

impl Codec {
    /// All of them.
    pub const ALL: [Codec; 7] = [
        Codec::Contracts,
        Codec::Prost,
        Codec::Buffa,
        Codec::QuickProtobuf,
        Codec::ProtoRs,
        Codec::Bilrost,
        Codec::Floor,
    ];

    /// What it is called in tables.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Contracts => "contracts",
            Codec::Prost => "prost",
            Codec::Buffa => "buffa",
            Codec::QuickProtobuf => "quick-protobuf",
            Codec::ProtoRs => "proto_rs",
            Codec::Bilrost => "bilrost",
            Codec::Floor => "floor",
        }
    }

    /// Whether it is another codec that reads and writes the bytes of protobuf.
    pub fn is_wire_compatible_peer(self) -> bool {
        matches!(self, Codec::Prost | Codec::Buffa | Codec::QuickProtobuf | Codec::ProtoRs)
    }
}

/// A codec with its type for the message of one case.
pub trait Peer: 'static {
    /// Whose codec it is.
    const CODEC: Codec;
    /// The operations that it has not.
    const LACKS: &'static [Operation];
    /// The type of the message.
    type Message: Clone;

    /// Decodes a value that owns what it holds, or shares `Bytes` with the input.
    ///
    /// # Errors
    /// When the bytes are no such message.
    fn decode(input: &Bytes) -> Result<Self::Message>;

    /// Encodes into a new vector.
    fn encode_to_vec(message: &Self::Message) -> Vec<u8>;

    /// Appends to a vector.
    fn encode_to(message: &Self::Message, out: &mut Vec<u8>);

    /// Appends to the kind of buffer that tonic has.
    fn encode_to_buffer(message: &Self::Message, out: &mut BytesMut);

    /// Clears a value and merges the bytes into it.
    ///
    /// # Errors
    /// When the bytes are no such message; that the codec cannot.
    fn decode_into(_: &mut Self::Message, _: &Bytes) -> Result<()> {
        anyhow::bail!("{} cannot merge", Self::CODEC.name())
    }

    /// Encodes as JSON.
    ///
    /// # Errors
    /// When the value has no JSON; that the codec cannot.
    fn to_json(_: &Self::Message) -> Result<Vec<u8>> {
        anyhow::bail!("{} has no JSON", Self::CODEC.name())
    }

    /// Decodes JSON.
    ///
    /// # Errors
    /// When it is no such message; that the codec cannot.
    fn from_json(_: &[u8]) -> Result<Self::Message> {
        anyhow::bail!("{} has no JSON", Self::CODEC.name())
    }
}
