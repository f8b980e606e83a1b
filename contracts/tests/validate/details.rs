//! What clients read in the details of a refusal, as `buf.validate` and `google.rpc` declare it.

/// `buf.validate.Violations`
pub mod ours {
    use contracts::contract;

    contracts::package!("buf.validate");

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Violations {
        #[member(1)]
        pub violations: Vec<Violation>,
    }

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Violation {
        #[member(5)]
        pub field: Option<FieldPath>,
        #[member(2)]
        pub rule_id: Option<String>,
        #[member(3)]
        pub message: Option<String>,
        #[member(4)]
        pub for_key: Option<bool>,
    }

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct FieldPath {
        #[member(1)]
        pub elements: Vec<FieldPathElement>,
    }

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct FieldPathElement {
        #[member(1)]
        pub field_number: Option<i32>,
        #[member(2)]
        pub field_name: Option<String>,
        #[member(3)]
        pub field_type: Option<i32>,
        #[member(4)]
        pub key_type: Option<i32>,
        #[member(5)]
        pub value_type: Option<i32>,
        #[oneof]
        pub subscript: Option<Subscript>,
    }

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub enum Subscript {
        #[member(6)]
        Index(u64),
        #[member(7)]
        BoolKey(bool),
        #[member(8)]
        IntKey(i64),
        #[member(9)]
        UintKey(u64),
        #[member(10)]
        StringKey(String),
    }
}

/// `google.rpc.BadRequest`
pub mod theirs {
    use contracts::contract;

    contracts::package!("google.rpc");

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct BadRequest {
        #[member(1)]
        pub field_violations: Vec<FieldViolation>,
    }

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct FieldViolation {
        #[member(1)]
        pub field: String,
        #[member(2)]
        pub description: String,
        #[member(3)]
        pub reason: String,
    }
}
