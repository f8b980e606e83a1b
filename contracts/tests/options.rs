//! What is wrong with options that contracts set, each at the line where it is set.

use contracts::descriptor::Descriptors;
use contracts::{Status, contract, wkt};

contracts::package!("broken.v1");

/// What is said of a field.
#[contract(extends = wkt::FieldOptions)]
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// How secret it is.
    #[member(50001)]
    pub level: Option<Level>,
    /// Words.
    #[member(50002)]
    pub words: Vec<String>,
}

/// How secret a value is.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Level {
    /// Nothing is said.
    Unspecified = 0,
    /// Something that has no name here.
    #[unknown]
    Other(i32),
}

/// With mistakes.
#[contract(option("map_entry: true"))]
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// No such value.
    #[member(1, option("jstype: JS_STRIN"))]
    pub value: u64,
    /// No such extension.
    #[member(2, option("[broken.v1.nothing]: 1"))]
    pub extension: u64,
    /// No text at all.
    #[member(3, option("jstype JS_STRING"))]
    pub text: u64,
    /// Twice.
    #[member(4, option(Said { level: Some(Level::Unspecified), words: vec![] }), option("[broken.v1.level]: LEVEL_UNSPECIFIED"))]
    pub twice: u64,
    /// Repeated, which is right.
    #[member(5, option(Said { level: None, words: vec!["a".to_owned()] }), option("[broken.v1.words]: 'b'"))]
    pub repeated: u64,
    /// A value without a name.
    #[member(6, option(Said { level: Some(Level::Other(7)), words: vec![] }))]
    pub unnamed: u64,
    /// In other words.
    #[member(7, option("packed: true"))]
    pub other_words: Vec<u64>,
    /// Of another language.
    #[member(8, option("features { utf8_validation: NONE }"))]
    pub feature: String,
    /// Of another language, and in other words.
    #[member(9, option("features { field_presence: IMPLICIT }"))]
    pub presence: String,
}

/// Serves nothing.
#[contract]
pub trait BrokenService {
    /// Bound twice.
    #[operation(http(get = "/v1/broken"), option("[google.api.http] { get: '/v2/broken' }"))]
    async fn bind(&self, request: Broken) -> Result<Broken, Status>;
}

#[test]
fn what_is_wrong_is_told_at_its_line() {
    let violations = Descriptors::from_registry().violations;
    let found: Vec<(u32, String)> = violations
        .iter()
        .map(|violation| {
            assert!(!violation.help.is_empty(), "{violation}");
            let place = violation.place.as_ref().expect("a place");
            assert!(place.file.ends_with("tests/options.rs"), "{violation}");
            (place.line, violation.message.clone())
        })
        .collect();
    let cannot = "the options cannot be set: ";
    let other_words = |name: &str| format!("contracts say the option `{name}` in other words");
    let expected = [
        ("\"map_entry: true\"", other_words("map_entry")),
        (
            "\"jstype: JS_STRIN\"",
            format!(
                "{cannot}1:9: FieldOptions.jstype: the enum google.protobuf.FieldOptions.JSType has no value `JS_STRIN`"
            ),
        ),
        (
            "\"[broken.v1.nothing]: 1\"",
            format!(
                "{cannot}1:1: FieldOptions: the message google.protobuf.FieldOptions has no field `[broken.v1.nothing]`"
            ),
        ),
        ("\"jstype JS_STRING\"", format!("{cannot}1:8: FieldOptions.jstype: expected `:`, found `JS_STRING`")),
        ("\"[broken.v1.level]: LEVEL_UNSPECIFIED\"", "`(broken.v1.level)` is set twice".to_owned()),
        ("Level::Other(7)", format!("{cannot}the enum broken.v1.Level has no name for 7")),
        ("\"packed: true\"", other_words("packed")),
        (
            "\"features { utf8_validation: NONE }\"",
            "`features.utf8_validation` is set, and only editions have features".to_owned(),
        ),
        ("\"features { field_presence: IMPLICIT }\"", other_words("features.field_presence")),
        ("\"[google.api.http] {", "`Bind` has the option that its `http(..)` says".to_owned()),
    ];
    let expected: Vec<(u32, String)> = expected.into_iter().map(|(text, message)| (line_of(text), message)).collect();
    assert_eq!(found, expected);
}

/// The line of this file in which a text stands first.
fn line_of(text: &str) -> u32 {
    let source = include_str!("options.rs");
    let offset = source.find(text).expect("the text is in this file");
    source[..offset].matches('\n').count() as u32 + 1
}
