//! Contracts in private modules, in function bodies, and from a macro of the user's.

mod private {
    use contracts::contract;

    /// Private to its parent.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub(super) struct Hidden {
        /// A member.
        #[member(1)]
        pub(super) text: String,
    }

    mod deeper {
        /// Of the package that the crate names at its root.
        #[contracts::contract]
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub(in crate::places) enum Level {
            /// A variant.
            Unspecified = 0,
        }
    }
    pub(super) use deeper::Level;
}

macro_rules! message_of {
    ($name:ident, $member:ident: $type:ty, $number:literal) => {
        /// A message that a macro declares.
        #[contracts::contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// A member.
            #[member($number)]
            pub $member: $type,
            /// A member.
            #[member(100)]
            pub both: Option<$type>,
        }
    };
}

message_of!(Text, text: String, 1);
message_of!(Bytes, bytes: Vec<u8>, 2);

/// How many bytes a message takes that only this function knows.
#[must_use]
pub fn local() -> usize {
    use contracts::{Message, contract};

    /// Known here alone.
    #[contract]
    #[derive(Debug)]
    struct Local {
        /// A member.
        #[member(1)]
        hidden: private::Hidden,
        /// A member.
        #[oneof]
        choice: Option<Choice>,
        /// A member.
        #[member(2)]
        level: private::Level,
    }

    /// Known here alone.
    #[contract]
    #[derive(Debug)]
    enum Choice {
        /// A variant.
        #[member(3)]
        Number(u32),
    }

    let hidden = private::Hidden { text: "abc".to_owned() };
    Local { hidden, choice: Some(Choice::Number(1)), level: private::Level::Unspecified }.encoded_len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survives;

    #[test]
    fn contracts_can_be_anywhere() {
        assert_eq!(local(), 2 + 2 + 3 + 2);
        survives(private::Hidden { text: "a".to_owned() });
        survives(Text { text: "a".to_owned(), both: Some(String::new()) });
        survives(Bytes { bytes: vec![1], both: None });
    }
}
