//! What only proto2 and editions can break.

mod enum_first_value_zero {
    use contracts::contract;

    contracts::package!("corpus.enum_first_value_zero.v1", syntax = "proto2");

    /// Zero comes later.
    #[contract(closed)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Later {
        /// One.
        One = 1,
        /// None.
        Unspecified = 0,
    }

    /// No zero at all.
    #[contract(closed)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Never {
        /// Negative.
        Less = -1,
    }

    /// Zero first.
    #[contract(closed)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum First {
        /// None.
        Unspecified = 0,
        /// Negative.
        Less = -1,
    }
}

mod field_not_required {
    use contracts::{UnknownFields, contract};

    contracts::package!("corpus.field_not_required.v1", syntax = "proto2");

    /// Required members.
    #[contract(extensions(100..=199))]
    #[derive(Debug, Clone, PartialEq)]
    struct Fields {
        /// A scalar.
        #[member(1, required)]
        scalar: u32,
        /// A message.
        #[member(2, required)]
        message: Other,
        /// A group.
        #[member(3, required, delimited)]
        group: Group,
        /// Not.
        #[member(4)]
        optional: Option<u32>,
        /// Where extensions are kept.
        #[unknown]
        unknown: UnknownFields,
    }

    /// A message.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Other {}

    /// A group.
    #[contract(nested_in = Fields)]
    #[derive(Debug, Clone, PartialEq)]
    struct Group {
        /// In a group.
        #[member(1, required)]
        inner: u32,
    }

    /// Extensions have names of fields, and comments of their own.
    #[contract(extends = Fields)]
    #[derive(Debug, Clone, PartialEq)]
    struct Extensions {
        /// As it should be.
        #[member(100)]
        good_name: Option<u32>,
    }
}

/// Extensions and groups are fields, and messages.
mod extension {
    use contracts::{UnknownFields, contract};

    contracts::package!("corpus.extension.v1", syntax = "proto2");

    /// What is extended.
    #[contract(extensions(100..=199))]
    #[derive(Debug, Clone, PartialEq)]
    struct Extended {
        /// Where extensions are kept.
        #[unknown]
        unknown: UnknownFields,
    }

    /// At the top.
    #[contract(extends = Extended)]
    #[derive(Debug, Clone, PartialEq)]
    struct Top {
        /// Camel case.
        #[member(100, name = "topName")]
        top_name: Option<u32>,
        #[member(101)]
        no_comment: Option<u32>,
        #[member(102, delimited)]
        bare: Option<Bare>,
        /// Said here, or there.
        #[member(103, delimited)]
        said: Option<Said>,
    }

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Bare {}

    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Said {
        #[member(1)]
        no_comment: Option<u32>,
    }

    /// In a message.
    #[contract(extends = Extended, nested_in = Extended)]
    #[derive(Debug, Clone, PartialEq)]
    struct Inside {
        /// Camel case.
        #[member(110, name = "insideName")]
        inside_name: Option<u32>,
        #[member(111)]
        without_comment: Option<u32>,
    }
}

mod edition {
    use contracts::contract;

    contracts::package!("corpus.edition.v1", edition = "2023");

    /// Required, member by member.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Fields {
        /// A scalar.
        #[member(1, required)]
        scalar: u32,
        /// Delimited.
        #[member(2, required, delimited)]
        delimited: Other,
        /// Not.
        #[member(3, delimited)]
        other: Option<Other>,
        /// Implicit.
        #[member(4)]
        implicit: u32,
    }

    /// A message.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    struct Other {}

    /// A closed enum begins anywhere.
    #[contract(closed)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Closed {
        /// One.
        One = 1,
    }
}
