//! What the three languages have, and what is refused in each.

use prost_types::field_descriptor_proto::{Label, Type};

use super::*;
use crate::registry::Extension;
use crate::schema::{DefaultValue, ExtensionRange, Syntax};

/// Declares a function that returns a message or an enum, of package `a.v1` unless it says otherwise.
macro_rules! declare {
    ($function:ident, $type:ident, $syntax:ident, $name:literal, $line:literal $(, $field:ident: $value:expr)*) => {
        fn $function() -> &'static $type {
            static DECLARED: $type = $type {
                syntax: Syntax::$syntax,
                $($field: $value,)*
                ..$type::new("a.v1", at($name, $line))
            };
            &DECLARED
        }
    };
}

const INT32: Kind = Kind::Scalar(Scalar::Int32);

const fn member(name: &'static str, line: u32, number: u32, cardinality: Cardinality, kind: Kind) -> Member {
    field(name, line, number, cardinality, kind)
}

const fn defaulted(of: Declaration, number: u32, cardinality: Cardinality, kind: Kind, value: DefaultValue) -> Member {
    let shape = Shape::new(cardinality, kind);
    Member::Field(Field::new(of, number, shape).default_value(value))
}

const fn range(first: u32, last: u32) -> ExtensionRange {
    ExtensionRange { first, last, options: &[] }
}

const fn extension(schema: fn() -> &'static Message) -> Root {
    fn recode(_: &[u8]) -> Result<Vec<u8>, String> {
        Err("not read here".to_owned())
    }
    Root::Extension(Extension { schema, recode })
}

const ONE_AND_ZERO: &[Value] =
    &[Value { declaration: at("K_ONE", 2), number: 1 }, Value { declaration: at("K_ZERO", 3), number: 0 }];
const ZERO: &[Value] = &[Value { declaration: at("Z_ZERO", 3), number: 0 }];

declare!(kind2, Enum, Proto2, "K", 1, closed: true, values: ONE_AND_ZERO);
declare!(data2, Message, Proto2, "Data", 10, parent: Some(all2),
    members: &[member("x", 11, 1, Cardinality::Explicit, INT32)]);
declare!(all2, Message, Proto2, "All", 20, extensions: &[range(100, 199), range(1000, 536_870_911)], members: &[
    member("r", 21, 1, Cardinality::Required, INT32),
    member("o", 22, 2, Cardinality::Explicit, Kind::Enum(kind2)),
    member("p", 23, 3, Cardinality::Packed, INT32),
    member("e", 24, 4, Cardinality::Expanded, INT32),
    member("m", 25, 5, Cardinality::Map(Scalar::String), Kind::Message(all2)),
    member("data", 26, 6, Cardinality::Explicit, Kind::Group(data2)),
    defaulted(at("d", 27), 7, Cardinality::Explicit, Kind::Enum(kind2), DefaultValue::Enum(|| 0)),
    member("b", 28, 8, Cardinality::Implicit, Kind::Message(all2)),
]);
declare!(set2, Message, Proto2, "Set", 40, message_set: true, extensions: &[range(4, 2_147_483_646)]);
declare!(grouped2, Message, Proto2, "Grouped", 5);
declare!(more2, Message, Proto2, "More", 50, extends: Some(all2), members: &[
    member("i", 51, 100, Cardinality::Explicit, INT32),
    member("grouped", 52, 1000, Cardinality::Expanded, Kind::Group(grouped2)),
]);
declare!(nested2, Message, Proto2, "Nested", 60, extends: Some(set2), parent: Some(all2),
    members: &[member("item", 61, 600_000_000, Cardinality::Explicit, Kind::Message(all2))]);

#[test]
fn proto2_is_described_with_everything_it_has() {
    let described = describe(&[extension(more2), extension(nested2)]);
    assert_eq!(described.violations, []);
    let file = &described.files[0];
    assert_eq!(file.syntax, None);
    let names: Vec<_> = file.message_type.iter().map(|message| message.name()).collect();
    assert_eq!(names, ["All", "Set", "Grouped"], "a group comes where its extension is");
    let all = &file.message_type[0];
    let nested: Vec<_> = all.nested_type.iter().map(|message| message.name()).collect();
    assert_eq!((nested, all.oneof_decl.len()), (vec!["MEntry", "Data"], 0));
    for (field, label, r#type, packed) in [
        ("r", Label::Required, Type::Int32, None),
        ("o", Label::Optional, Type::Enum, None),
        ("p", Label::Repeated, Type::Int32, Some(true)),
        ("e", Label::Repeated, Type::Int32, None),
        ("m", Label::Repeated, Type::Message, None),
        ("data", Label::Optional, Type::Group, None),
        ("b", Label::Optional, Type::Message, None),
    ] {
        let found = all.field.iter().find(|it| it.name() == field).expect("the field");
        let options = found.options.as_ref().and_then(|options| options.packed);
        assert_eq!((found.label(), found.r#type(), options), (label, r#type, packed), "{field}");
        assert_eq!(found.proto3_optional, None);
    }
    assert_eq!(all.field[6].default_value(), "K_ZERO");
    let ranges: Vec<_> = all.extension_range.iter().map(|range| (range.start(), range.end())).collect();
    assert_eq!(ranges, [(100, 200), (1000, 536_870_912)], "ends are excluded");
    assert_eq!(file.message_type[1].extension_range[0].end(), i32::MAX);
    for (extension, name, extendee, number) in [
        (&file.extension[0], "i", ".a.v1.All", 100),
        (&file.extension[1], "grouped", ".a.v1.All", 1000),
        (&all.extension[0], "item", ".a.v1.Set", 600_000_000),
    ] {
        assert_eq!((extension.name(), extension.extendee(), extension.number()), (name, extendee, number));
    }
}

declare!(kind_in_edition, Enum, Edition2023, "K", 1, closed: true, values: ONE_AND_ZERO);
declare!(edition, Message, Edition2023, "E", 10, members: &[
    member("i", 11, 1, Cardinality::Implicit, INT32),
    member("r", 12, 2, Cardinality::Required, INT32),
    member("e", 13, 3, Cardinality::Expanded, INT32),
    member("g", 14, 4, Cardinality::Explicit, Kind::Group(edition)),
    member("o", 15, 5, Cardinality::Explicit, Kind::Enum(kind_in_edition)),
    member("p", 16, 6, Cardinality::Packed, INT32),
    member("s", 17, 7, Cardinality::Expanded, Kind::Scalar(Scalar::String)),
    member("m", 18, 8, Cardinality::Implicit, Kind::Message(edition)),
]);

#[test]
fn an_edition_has_features_where_they_differ_from_its_defaults() {
    let described = describe(&[Root::Message(edition)]);
    assert_eq!(described.violations, []);
    let file = &described.files[0];
    assert_eq!(file.syntax(), "editions");
    let features = |options: &[prost_types::UninterpretedOption]| -> Vec<String> {
        options.iter().map(|it| format!("{}={}", it.name[1].name_part, it.identifier_value())).collect()
    };
    for (field, expected) in file.message_type[0].field.iter().zip([
        vec!["field_presence=IMPLICIT"],
        vec!["field_presence=LEGACY_REQUIRED"],
        vec!["repeated_field_encoding=EXPANDED"],
        vec!["message_encoding=DELIMITED"],
        vec![],
        vec![],
        vec![],
        vec![],
    ]) {
        let found = field.options.as_ref().map(|options| features(&options.uninterpreted_option));
        assert_eq!(found.unwrap_or_default(), expected, "{}", field.name());
        assert!(field.label() != Label::Required && field.r#type() != Type::Group, "features say it");
    }
    let closed = file.enum_type[0].options.as_ref().expect("options");
    assert_eq!(features(&closed.uninterpreted_option), ["enum_type=CLOSED"]);
    let set = described.encode_file_descriptor_set(Comments::Without);
    for bytes in [&[0xaa, 1, 2, 8, 2][..], &[0xaa, 1, 2, 40, 2], &[0x3a, 2, 16, 2], b"\x08editionsp\xe8\x07"] {
        assert!(set.windows(bytes.len()).any(|window| window == bytes), "{bytes:?}");
    }
}

declare!(other_syntax, Message, Proto2, "Other", 30);
declare!(open_enum, Enum, Proto2, "Z", 31, values: ZERO);
declare!(open_in_edition, Enum, Edition2023, "Z", 31, values: ONE_AND_ZERO);
declare!(closed_enum, Enum, Proto3, "Z", 31, closed: true, values: ZERO);

#[test]
fn a_package_has_one_language_and_its_kind_of_enums() {
    refuses(
        &[Root::Message(edition), Root::Message(other_syntax)],
        &["30: the package `a.v1` is of proto2 here and of edition 2023 elsewhere"],
    );
    refuses(&[Root::Enum(open_enum)], &["31: the enum `Z` is open, which proto2 does not have"]);
    refuses(&[Root::Enum(open_in_edition)], &["31: the first value of the enum `a.v1.Z` is not 0"]);
    refuses(&[Root::Enum(closed_enum)], &["31: `Z` is a closed enum, which proto3 does not have"]);
}

declare!(group3, Message, Proto3, "G", 40, parent: Some(all3));
declare!(all3, Message, Proto3, "All", 41, extensions: &[range(100, 199)], members: &[
    member("r", 42, 1, Cardinality::Required, INT32),
    member("g", 43, 2, Cardinality::Explicit, Kind::Group(group3)),
    defaulted(at("d", 44), 3, Cardinality::Explicit, INT32, DefaultValue::Integer(1)),
]);
declare!(set3, Message, Proto3, "Set", 45, message_set: true, extensions: &[range(4, 9)]);
declare!(more3, Message, Proto3, "More", 46, extends: Some(set3));

#[test]
fn proto3_has_little_of_it() {
    refuses(
        &[Root::Message(all3), extension(more3)],
        &[
            "41: `All` has numbers for extensions, which proto3 does not have",
            "42: `r` is required, which proto3 does not have",
            "43: `g` is a group, which proto3 does not have",
            "44: `d` has a default value, which proto3 does not have",
            "45: `Set` is a message set, which proto3 does not have",
            "46: `More` extends `Set`, which proto3 does not have",
        ],
    );
    let help =
        |it: &crate::descriptor::Violation| it.help == "write `contracts::package!(\"a.v1\", edition = \"2023\");`";
    assert!(describe(&[Root::Message(all3)]).violations.iter().all(help));
}

declare!(lonely, Message, Proto2, "Lonely", 2);
declare!(wrong2, Message, Proto2, "Wrong", 50, members: &[
    member("i", 51, 1, Cardinality::Implicit, INT32),
    member("lonely", 52, 2, Cardinality::Explicit, Kind::Group(lonely)),
    member("stray", 53, 3, Cardinality::Explicit, Kind::Group(inside)),
    defaulted(at("d", 54), 4, Cardinality::Expanded, INT32, DefaultValue::Integer(1)),
    member("m", 55, 5, Cardinality::Map(Scalar::Bool), Kind::Enum(kind2)),
]);
declare!(inside, Message, Proto2, "Inside", 56, parent: Some(wrong2), members: &[
    defaulted(at("e", 57), 1, Cardinality::Explicit, INT32, DefaultValue::Integer(1 << 31)),
    defaulted(at("f", 58), 2, Cardinality::Explicit, Kind::Enum(kind2), DefaultValue::Enum(|| 7)),
]);

#[test]
fn proto2_asks_for_presence_and_for_groups_in_their_place() {
    let expected = [
        "51: `i` has implicit presence, which proto2 does not have",
        "52: the group `lonely` is not declared where its message `Lonely` is",
        "53: the group `stray` is not named after its message `Inside`, as proto2 asks",
        "54: `d` has a default value, but is not a single scalar or enum",
        "55: the first value of the enum `K` is not 0, as the values of a map ask",
        "57: the default value of `e` is not one of `int32`",
        "58: the default value of `f` is not one of `K`",
    ];
    refuses(&[Root::Message(wrong2)], &expected);
}

declare!(implicit, Message, Edition2023, "I", 60, members: &[
    member("k", 61, 1, Cardinality::Implicit, Kind::Enum(kind_in_edition)),
    defaulted(at("d", 62), 2, Cardinality::Implicit, INT32, DefaultValue::Integer(1)),
]);

#[test]
fn what_is_absent_when_it_is_zero_has_no_other_default() {
    refuses(
        &[Root::Message(implicit)],
        &[
            "61: `k` has implicit presence, which the closed enum `K` does not allow",
            "62: `d` has a default value, but is absent when it is zero",
        ],
    );
}

declare!(base, Message, Edition2023, "Base", 70, extensions: &[range(10, 20), range(15, 30), range(0, 3)],
    reserved: &[Reserved::Numbers(29, 40)], members: &[member("in_range", 71, 12, Cardinality::Explicit, INT32)]);
declare!(extends_base, Message, Edition2023, "Extends", 72, extends: Some(base), members: &[
    member("a", 73, 11, Cardinality::Explicit, INT32),
    member("b", 74, 11, Cardinality::Expanded, INT32),
    member("c", 75, 50, Cardinality::Explicit, INT32),
    member("e", 76, 13, Cardinality::Required, INT32),
    member("f", 77, 14, Cardinality::Map(Scalar::Bool), INT32),
    member("g", 78, 15, Cardinality::Implicit, INT32),
    Member::Field(Field::new(at("h", 79), 16, Shape::new(Cardinality::Explicit, INT32)).json_name("j")),
]);
declare!(set_in_edition, Message, Edition2023, "Set", 80, message_set: true,
    members: &[member("own", 81, 1, Cardinality::Explicit, INT32)]);
declare!(extends_set, Message, Edition2023, "ExtendsSet", 82, extends: Some(set_in_edition),
    members: &[member("z", 83, 4, Cardinality::Explicit, INT32)]);

#[test]
fn extensions_have_numbers_and_names_of_their_own() {
    refuses(
        &[extension(extends_base), extension(extends_set)],
        &[
            "70: the number 15 is for extensions twice in `Base`",
            "70: the number 29 is reserved and for extensions in `Base`",
            "70: the numbers for extensions of `Base` are not those of fields",
            "71: the number 12 of `in_range` is for extensions of `Base`",
            "74: the extensions `a.v1.a` and `a.v1.b` of `a.v1.Base` have the same number: 11",
            "75: `a.v1.Base` has no number 50 for extensions",
            "76: the extension `e` is required",
            "77: the extension `f` is a map",
            "78: the extension `g` has implicit presence",
            "79: the extension `h` has a JSON name, but JSON knows it by its full name",
            "80: the message set `Set` has members of its own",
            "80: the message set `Set` has no numbers for extensions",
            "83: `a.v1.Set` has no number 4 for extensions",
            "83: the extension `z` is no message, in a message set",
        ],
    );
}
