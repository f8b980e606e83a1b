//! Messages.

mod message_pascal_case {
    use contracts::contract;

    contracts::package!("corpus.message_pascal_case.v1");

    /// Snake case.
    #[contract(name = "user_list")]
    #[derive(Debug, Clone, PartialEq)]
    struct UserList {}

    /// Camel case.
    #[contract(name = "userMap")]
    #[derive(Debug, Clone, PartialEq)]
    struct UserMap {}

    /// An underscore.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    #[expect(non_camel_case_types, reason = "what is broken here")]
    struct User_Set {}

    /// An acronym.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct HTTPServer {}

    /// Digits.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Foo2bar {}

    /// In a message.
    #[contract(nested_in = HTTPServer, name = "nested_one")]
    #[derive(Debug, Clone, PartialEq)]
    struct NestedOne {}

    /// What protobuf makes of a map is nobody's name.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Maps {
        /// A map.
        #[member(1)]
        by_id2: std::collections::BTreeMap<u32, Foo2bar>,
    }

    /// A generic message has the names of its uses.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Page<T> {
        /// What is on it.
        #[member(1)]
        items: Vec<T>,
    }

    /// Uses of it.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Book {
        /// Of what is called wrongly.
        #[member(1)]
        lists: Page<UserList>,
        /// Of numbers.
        #[member(2)]
        numbers: Page<u32>,
    }
}
