//! What is measured.

use clap::ValueEnum;

/// Something that a codec does with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Operation {
    /// Into a new vector.
    EncodeFresh,
    /// Into a vector that is there already, with room.
    EncodeReused,
    /// Behind the five bytes of a gRPC frame, as tonic does it.
    EncodeTonic,
    /// Into a new value that owns what it holds.
    Decode,
    /// Into a value that is there already: it is cleared, then merged into.
    Merge,
    /// Into a value that borrows texts and bytes from the input.
    Borrowed,
    /// Into JSON.
    JsonEncode,
    /// From JSON.
    JsonDecode,
}

impl Operation {
    /// The heading of its table.
    pub fn title(self) -> &'static str {
        match self {
            Operation::EncodeFresh => "Encode into a fresh `Vec`",
            Operation::EncodeReused => "Encode into a reused `Vec`",
            Operation::EncodeTonic => "Encode into tonic's buffer",
            Operation::Decode => "Decode, owned",
            Operation::Merge => "Decode into an existing value",
            Operation::Borrowed => "Decode, borrowed",
            Operation::JsonEncode => "Encode JSON",
            Operation::JsonDecode => "Decode JSON",
        }
    }

    /// Whether it reads or writes JSON.
    pub fn is_json(self) -> bool {
        matches!(self, Operation::JsonEncode | Operation::JsonDecode)
    }
}
