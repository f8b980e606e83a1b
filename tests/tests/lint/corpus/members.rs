//! Fields and oneofs.

mod field_lower_snake_case {
    use contracts::contract;

    contracts::package!("corpus.field_lower_snake_case.v1");

    /// Names as other languages write them, and what is a name here.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    #[expect(non_snake_case, reason = "what is broken here")]
    struct Fields {
        /// Camel case.
        #[member(1)]
        userName: String,
        /// A capital.
        #[member(2, name = "Id")]
        id: String,
        /// Two underscores.
        #[member(3)]
        user__mail: String,
        /// An underscore in front.
        #[member(4)]
        _private: String,
        /// An underscore behind, as a word that Rust needs itself has it.
        #[member(5)]
        type_: String,
        /// A digit.
        #[member(6)]
        ipv6_address2: String,
        /// A digit by itself.
        #[member(7)]
        foo_2_bar: String,
        /// A capital behind a digit.
        #[member(8, name = "foo3Bar")]
        foo: String,
        /// A word of Rust's, in protobuf an ordinary name.
        #[member(9)]
        r#loop: String,
        /// The name in JSON may be any.
        #[member(10, json_name = "userID")]
        user_id: String,
        /// Two ways.
        #[oneof]
        way: Option<Way>,
    }

    /// Two ways.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    enum Way {
        /// Of its own.
        #[member(20, name = "byTrain")]
        Train(String),
        /// A name of a variant is turned.
        #[member(21)]
        OnFoot(String),
        /// An acronym.
        #[member(22)]
        HTTPServer(String),
    }

    /// A map is a field.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Map {
        /// A map.
        #[member(1, name = "byName")]
        by_name: std::collections::BTreeMap<String, Fields>,
        /// Presence.
        #[member(2, name = "isThere")]
        is_there: Option<bool>,
    }
}

mod oneof_lower_snake_case {
    use contracts::contract;

    contracts::package!("corpus.oneof_lower_snake_case.v1");

    /// Two oneofs.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Choices {
        /// Camel case.
        #[oneof(name = "firstChoice")]
        first: Option<First>,
        /// As it should be.
        #[oneof]
        second_choice2: Option<Second>,
        /// The oneof of a presence is nobody's.
        #[member(5)]
        presence: Option<u32>,
    }

    /// The first.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    enum First {
        /// One.
        #[member(1)]
        One(u32),
    }

    /// The second.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    enum Second {
        /// Two.
        #[member(2)]
        Two(u32),
    }
}
