//! Enums and their values.

mod enum_pascal_case {
    use contracts::contract;

    contracts::package!("corpus.enum_pascal_case.v1");

    /// The name of the type is what counts, in protobuf.
    #[contract(name = "kind_of_thing")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum KindOfThing {
        /// None.
        #[member(name = "KIND_OF_THING_UNSPECIFIED")]
        Unspecified = 0,
    }

    /// An underscore.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[expect(non_camel_case_types, reason = "what is broken here")]
    enum Kind_Two {
        /// None.
        Unspecified = 0,
    }

    /// An acronym is a word in capitals.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum HTTPKind {
        /// None.
        Unspecified = 0,
        /// One.
        One = 1,
    }

    /// A digit inside.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Oauth2Kind {
        /// None.
        Unspecified = 0,
        /// One.
        V1Alpha = 1,
    }
}

mod enum_value_prefix {
    use contracts::contract;

    contracts::package!("corpus.enum_value_prefix.v1");

    /// A kind.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Kind {
        /// None.
        Unspecified = 0,
        /// Without the name of its enum.
        #[member(name = "GOOD")]
        Good = 1,
        /// Without what is between the two.
        #[member(name = "KINDBAD")]
        Bad = 2,
        /// In its own words.
        #[member(name = "KIND_OF_BAD")]
        Otherwise = 3,
    }

    /// A kind in a message carries the name of the enum alone.
    #[contract(nested_in = Thing)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum State {
        /// None.
        Unspecified = 0,
        /// With the name of the message, too.
        #[member(name = "THING_STATE_DONE")]
        Done = 1,
    }

    /// A thing.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {}

    /// Where the words of a name begin, the prefix has underscores.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum HTTPServerV1 {
        /// None.
        Unspecified = 0,
        /// Other words.
        #[member(name = "HTTPSERVER_V1_A")]
        A = 1,
        /// Other words.
        #[member(name = "HTTP_SERVERV1_B")]
        B = 2,
        /// Those words.
        #[member(name = "HTTP_SERVER_V1_C")]
        C = 3,
    }
}

mod enum_value_upper_snake_case {
    use contracts::contract;

    contracts::package!("corpus.enum_value_upper_snake_case.v1");

    /// A kind.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Kind {
        /// None.
        Unspecified = 0,
        /// Small letters.
        #[member(name = "KIND_good")]
        Good = 1,
        /// Two underscores.
        #[member(name = "KIND__BAD")]
        Bad = 2,
        /// An underscore behind.
        #[member(name = "KIND_WORSE_")]
        Worse = 3,
        /// A digit in a word.
        #[member(name = "KIND_E2E")]
        E2e = 4,
        /// A digit by itself.
        #[member(name = "KIND_2_D")]
        TwoD = 5,
    }
}

mod enum_zero_value_suffix {
    use contracts::contract;

    contracts::package!("corpus.enum_zero_value_suffix.v1");

    /// A kind.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Kind {
        /// Not the suffix.
        None = 0,
        /// Only zero has it.
        Some = 1,
    }

    /// A kind with the word alone.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum State {
        /// Without the underscore.
        #[member(name = "STATE_UNSPECIFIEDX")]
        Unspecified = 0,
    }

    /// In a message.
    #[contract(nested_in = Thing)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Nested {
        /// Unknown is not unspecified.
        Unknown = 0,
    }

    /// A thing.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {}

    /// With more in front.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Longer {
        /// None.
        ReallyUnspecified = 0,
    }
}

mod enum_no_allow_alias {
    use contracts::contract;

    contracts::package!("corpus.enum_no_allow_alias.v1");

    /// Two names of one number.
    #[contract(allow_alias)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Kind {
        /// None.
        Unspecified = 0,
        /// One.
        One = 1,
        /// The same.
        Same = 1,
    }

    /// Two names of two numbers.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum State {
        /// None.
        Unspecified = 0,
        /// One.
        One = 1,
    }
}
