//! Contracts that declare options for everything, and contracts that set them.

pub mod declared {
    //! The options.
    use std::collections::BTreeMap;

    use contracts::{contract, wkt};

    contracts::package!("acme.options.v1");

    /// Who owns it.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Owner {
        /// The team.
        #[member(1)]
        pub team: String,
        /// Where they are called.
        #[member(2)]
        pub calls: Vec<Call>,
        /// What they say of themselves.
        #[member(3)]
        pub labels: BTreeMap<String, u32>,
        /// Until when.
        #[member(4)]
        pub until: Option<Call>,
    }

    /// A way to call.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Call {
        /// The number.
        #[member(1)]
        pub number: String,
        /// How often it is tried.
        #[member(2)]
        pub tries: i32,
    }

    /// How secret a value is.
    #[contract]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum Level {
        /// Not said.
        Unspecified = 0,
        /// Everyone may know it.
        Public = 1,
        /// Nobody may know it.
        Secret = 2,
    }

    /// Options of files.
    #[contract(extends = wkt::FileOptions)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct FileExtensions {
        /// The owner of all.
        #[member(50001)]
        pub file_owner: Option<Owner>,
        /// Words to find it.
        #[member(50002)]
        pub keywords: Vec<String>,
    }

    /// Options of ranges of extensions.
    #[contract(extends = wkt::ExtensionRangeOptions)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct RangeExtensions {
        /// The owner.
        #[member(50001)]
        pub range_owner: Option<Owner>,
    }

    /// Options of messages.
    #[contract(extends = wkt::MessageOptions)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct MessageExtensions {
        /// The owner.
        #[member(50001)]
        pub owner: Option<Owner>,
        /// For how many days it is kept.
        #[member(50002)]
        pub days: Option<u32>,
    }

    /// Options of fields.
    #[contract(extends = wkt::FieldOptions)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct FieldExtensions {
        /// How secret it is.
        #[member(50001)]
        pub level: Option<Level>,
        /// What it may be.
        #[member(50002)]
        pub choices: Vec<i64>,
        /// How much it weighs.
        #[member(50003)]
        pub weight: Option<f64>,
        /// What it is like.
        #[member(50004)]
        pub pattern: Option<String>,
        /// What it is not like.
        #[member(50005)]
        pub raw: Option<Vec<u8>>,
        /// Whether it is found by its value.
        #[member(50006)]
        pub indexed: Option<bool>,
        /// Who owns it.
        #[member(50007)]
        pub field_owner: Option<Owner>,
        /// Who may see it.
        #[member(50008)]
        pub levels: Vec<Level>,
        /// How far it may be off.
        #[member(50009, zigzag)]
        pub offset: Option<i32>,
        /// How wide it is.
        #[member(50010, fixed)]
        pub width: Option<u64>,
        /// How it is shown.
        #[member(50011)]
        pub ratio: Option<f32>,
    }

    /// Options of oneofs.
    #[contract(extends = wkt::OneofOptions)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct OneofExtensions {
        /// Whether one must be there.
        #[member(50001)]
        pub must: Option<bool>,
    }

    /// Options of enums.
    #[contract(extends = wkt::EnumOptions)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct EnumExtensions {
        /// The language of its names.
        #[member(50001)]
        pub language: Option<String>,
    }

    /// Options of the values of enums.
    #[contract(extends = wkt::EnumValueOptions)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct ValueExtensions {
        /// What people read.
        #[member(50001)]
        pub label: Option<String>,
    }

    /// Options of services.
    #[contract(extends = wkt::ServiceOptions)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct ServiceExtensions {
        /// Where it is served.
        #[member(50001)]
        pub host: Option<String>,
    }

    /// Options of methods.
    #[contract(extends = wkt::MethodOptions)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct MethodExtensions {
        /// What one must be allowed.
        #[member(50001)]
        pub permissions: Vec<String>,
        /// The price.
        #[member(50002)]
        pub price: Option<Owner>,
    }
}

pub mod set {
    //! What has the options.
    use contracts::{Status, contract};

    use super::declared::{
        Call, EnumExtensions, FieldExtensions, FileExtensions, Level, MessageExtensions, MethodExtensions,
        OneofExtensions, Owner, ServiceExtensions, ValueExtensions,
    };

    contracts::package!(
        "acme.set.v1",
        options(java_package = "test.acme", go_package = "acme.test/set/v1;setv1"),
        option(FileExtensions {
            file_owner: Some(Owner { team: "it's \"us\"\n".to_owned(), ..Default::default() }),
            ..Default::default()
        }),
        option("[acme.options.v1.keywords]: ['one', 'zwölf'] cc_enable_arenas: true"),
    );

    fn owner() -> Owner {
        let call = Call { number: "+47 1".to_owned(), tries: -3 };
        let labels = [("b".to_owned(), 2), ("a".to_owned(), 1)];
        Owner { team: "a".to_owned(), calls: vec![call.clone()], labels: labels.into(), until: Some(Call::default()) }
    }

    /// A thing.
    #[contract(option(MessageExtensions { owner: Some(owner()), days: Some(30) }))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Thing {
        /// Plain.
        #[member(1, option("jstype: JS_STRING"))]
        pub id: u64,
        /// One custom option.
        #[member(2, option(FieldExtensions { level: Some(Level::Secret), ..Default::default() }))]
        pub secret: String,
        /// Of a file that is brought along.
        #[member(6, option("[google.api.field_behavior]: [REQUIRED, IMMUTABLE]"))]
        pub needed: String,
        /// All kinds of options.
        #[member(3, redact, json_name = "all", option(FieldExtensions {
            level: Some(Level::Unspecified),
            choices: vec![1, -2, i64::MAX],
            weight: Some(-1.5e-9),
            pattern: Some("^[a-z]\\d'\"?$".to_owned()),
            raw: Some(vec![0, 255, b'a']),
            indexed: Some(false),
            field_owner: Some(owner()),
            levels: vec![Level::Public, Level::Secret],
            offset: Some(-7),
            width: Some(u64::MAX),
            ratio: Some(0.1),
        }))]
        pub everything: String,
        /// One of several lines.
        #[member(4, option("[acme.options.v1.field_owner] { team: 'b' calls { number: '1' } until {} }"))]
        pub owned: Vec<u32>,
        /// From both.
        #[member(
            5,
            option(
                "ctype: CORD, [acme.options.v1.indexed]: true, retention: RETENTION_SOURCE, targets: TARGET_TYPE_FIELD"
            )
        )]
        #[deprecated]
        pub both: String,
        /// Which one.
        #[oneof(option(OneofExtensions { must: Some(true) }))]
        pub choice: Option<Choice>,
    }

    /// A choice.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub enum Choice {
        /// A number.
        #[member(10, option(FieldExtensions { indexed: Some(true), ..Default::default() }))]
        Number(i32),
        /// A text.
        #[member(11)]
        Text(String),
    }

    /// A color.
    #[contract(option(EnumExtensions { language: Some("en".to_owned()) }))]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum Color {
        /// None.
        #[member(option(ValueExtensions { label: Some("-".to_owned()) }))]
        Unspecified = 0,
        /// Red.
        #[deprecated]
        #[member(option("[acme.options.v1.label]: 'Rot'"))]
        Red = 1,
    }

    /// A request.
    #[contract(nested_in = Thing, option("no_standard_descriptor_accessor: true"))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Part {
        /// The color.
        #[member(1, option("lazy: false"))]
        pub color: Color,
    }

    /// Serves things.
    #[contract(option(ServiceExtensions { host: Some("acme.test".to_owned()) }))]
    pub trait ThingService {
        /// Puts a thing.
        #[operation(
            idempotency = idempotent,
            option(MethodExtensions { permissions: vec!["a".to_owned(), "b".to_owned()], price: Some(owner()) })
        )]
        async fn put_thing(&self, request: Thing) -> Result<Part, Status>;
        /// Finds a thing.
        #[operation(http(get = "/v1/things/{id}"))]
        async fn find_thing(&self, request: Thing) -> Result<Thing, Status>;
        /// Changes a thing.
        #[operation(
            http(patch = "/v1/{both=things/*}:change", body = "*"),
            http(post = "/v1/things:change", body = "*"),
            http(get = "/v1/things:change", response_body = "id"),
            option(MethodExtensions { permissions: vec!["\u{1}ä".to_owned()], price: None })
        )]
        async fn change_thing(&self, request: Thing) -> Result<Thing, Status>;
    }
}

pub mod hidden {
    //! Where the name of a package begins with what something nearer is called.
    use contracts::contract;

    contracts::package!("other.acme.v1");

    /// A thing.
    #[contract(option("[acme.options.v1.days]: 1"))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Thing {}
}

pub mod open {
    //! Ranges of extensions that say who may use them.
    use contracts::{UnknownFields, contract};

    use super::declared::{Owner, RangeExtensions};

    contracts::package!("acme.open.v1", syntax = "proto2");

    /// Leaves numbers to others.
    #[contract(
        extensions(100..=199, 300, option("verification: UNVERIFIED"), option(owned())),
        extensions(
            400..=499,
            option(
                "declaration { number: 400 full_name: '.acme.open.v1.note' type: 'string' }",
                "declaration { number: 401 full_name: '.acme.open.v1.gone' type: 'int32' reserved: true }"
            )
        ),
        extensions(1000..)
    )]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Open {
        /// Its id.
        #[member(1)]
        pub id: Option<String>,
        /// The extensions.
        #[unknown]
        pub unknown: UnknownFields,
    }

    fn owned() -> RangeExtensions {
        let owner = Owner { team: "a".to_owned(), calls: Vec::new(), labels: Default::default(), until: None };
        RangeExtensions { range_owner: Some(owner) }
    }

    /// What is said of it elsewhere.
    #[contract(extends = Open)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct OpenExtensions {
        /// A note.
        #[member(400)]
        pub note: Option<String>,
    }
}
