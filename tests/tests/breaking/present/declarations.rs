//! More changes of messages and enums: of what is gone, of names, and of what only proto2 and editions have.

use contracts::registry::Root;
use contracts::{Enumeration as _, Message as _};

/// All packages.
pub(crate) fn roots() -> Vec<Root> {
    vec![
        Root::Message(member_renumbered::Article::schema),
        Root::Message(name_in_json_changed::Article::schema),
        Root::Message(message_removed::Article::schema),
        Root::Enum(enum_removed::Color::schema),
        Root::Enum(enum_value_renamed::Size::schema),
        Root::Enum(enum_reservation_taken_back::Size::schema),
        Root::Message(map_becomes_another::Article::schema),
        Root::Message(presence_added::Article::schema),
        Root::Message(oneof_renamed::Article::schema),
        Root::Message(default_changed::Article::schema),
        Root::Message(member_becomes_required::Article::schema),
        Root::Enum(enum_opened::Size::schema),
        Root::Message(message_delimited::Article::schema),
        Root::Message(extension_range_shortened::Article::schema),
    ]
}

mod member_renumbered {
    contracts::package!("member_renumbered.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(2)]
        pub(crate) sku: String,
    }
}

mod name_in_json_changed {
    contracts::package!("name_in_json_changed.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1, json_name = "price")]
        pub(crate) net_price: u64,
    }
}

mod message_removed {
    contracts::package!("message_removed.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: String,
    }
}

mod enum_removed {
    contracts::package!("enum_removed.v1");

    #[contracts::contract]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(crate) enum Color {
        Unspecified = 0,
    }
}

mod enum_value_renamed {
    contracts::package!("enum_value_renamed.v1");

    #[contracts::contract]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(crate) enum Size {
        Unspecified = 0,
        Little = 1,
    }
}

mod enum_reservation_taken_back {
    contracts::package!("enum_reservation_taken_back.v1");

    #[contracts::contract(reserved(7..=8))]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(crate) enum Size {
        Unspecified = 0,
    }
}

mod map_becomes_another {
    contracts::package!("map_becomes_another.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) prices: std::collections::BTreeMap<String, String>,
    }
}

mod presence_added {
    contracts::package!("presence_added.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) price: Option<u64>,
    }
}

mod oneof_renamed {
    contracts::package!("oneof_renamed.v1");

    #[contracts::contract]
    pub(crate) struct Article {
        #[oneof]
        pub(crate) cost: Option<Price>,
    }

    #[contracts::contract]
    pub(crate) enum Price {
        #[member(1)]
        Net(u64),
    }
}

mod default_changed {
    contracts::package!("default_changed.v1", syntax = "proto2");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1, default = 2)]
        pub(crate) count: Option<u32>,
    }
}

mod member_becomes_required {
    contracts::package!("member_becomes_required.v1", syntax = "proto2");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1, required)]
        pub(crate) sku: String,
    }
}

mod enum_opened {
    contracts::package!("enum_opened.v1", edition = "2023");

    #[contracts::contract]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(crate) enum Size {
        Unspecified = 0,
    }
}

mod message_delimited {
    contracts::package!("message_delimited.v1", edition = "2023");

    #[contracts::contract]
    pub(crate) struct Article {
        #[member(1, delimited)]
        pub(crate) size: Option<Size>,
    }

    #[contracts::contract]
    pub(crate) struct Size {
        #[member(1)]
        pub(crate) millimetres: Option<u32>,
    }
}

mod extension_range_shortened {
    contracts::package!("extension_range_shortened.v1", syntax = "proto2");

    #[contracts::contract(extensions(100..=149))]
    pub(crate) struct Article {
        #[member(1)]
        pub(crate) sku: Option<String>,
        #[unknown]
        pub(crate) unknown: contracts::UnknownFields,
    }
}
