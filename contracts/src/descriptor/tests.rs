//! Tables over hand-written schemas: what is described, and what is refused.

use prost::Message as _;
use prost_types::source_code_info::Location;
use prost_types::{DescriptorProto, FileDescriptorProto, FileDescriptorSet, SourceCodeInfo};

use super::{Comments, Descriptors, layout, names};

mod file_options;
mod http;
mod languages;

use crate::registry::Root;
use crate::schema::{
    Cardinality, Declaration, Enum, Field, Kind, Member, Message, Method, Oneof, Origin, Reserved, Scalar, Service,
    Shape, Source, Value,
};

const fn at(name: &'static str, line: u32) -> Declaration {
    Declaration::new(name, Source::new("src/user.rs", line, 5))
}

const fn field(name: &'static str, line: u32, number: u32, cardinality: Cardinality, kind: Kind) -> Member {
    Member::Field(Field::new(at(name, line), number, Shape::new(cardinality, kind)))
}

const fn text(name: &'static str, line: u32, number: u32) -> Member {
    field(name, line, number, Cardinality::Implicit, Kind::Scalar(Scalar::String))
}

fn describe(roots: &[Root]) -> Descriptors {
    Descriptors::from_roots(roots)
}

/// Describes one message, and returns the file of it.
fn file_of(message: fn() -> &'static Message) -> FileDescriptorProto {
    let described = describe(&[Root::Message(message)]);
    assert_eq!(described.violations, []);
    described.files.into_iter().next_back().expect("one file")
}

/// Asserts what is wrong, each as `line: message`.
#[track_caller]
fn refuses(roots: &[Root], expected: &[&str]) {
    let violations = describe(roots).violations;
    let line = |place: &Option<super::Place>| place.as_ref().map_or(0, |place| place.line);
    let found: Vec<_> = violations.iter().map(|it| format!("{}: {}", line(&it.place), it.message)).collect();
    assert_eq!(found, expected);
    assert!(violations.iter().all(|violation| !violation.help.is_empty()), "help is missing");
}

/// Declares a function that returns a message of package `user.v1`.
macro_rules! message {
    ($function:ident, $declaration:expr, [$($member:expr),* $(,)?] $(, $option:ident($value:expr))*) => {
        fn $function() -> &'static Message {
            static MESSAGE: Message =
                Message::new("user.v1", $declaration).members(&[$($member),*])$(.$option($value))*;
            &MESSAGE
        }
    };
}

message!(
    user,
    at("User", 10).doc("A person, see [`Role`].\n\nMore.").deprecated(),
    [
        text("id", 11, 1),
        field("nick_name", 12, 2, Cardinality::Explicit, Kind::Scalar(Scalar::String)),
        field("scores", 13, 3, Cardinality::Expanded, Kind::Scalar(Scalar::Int32)),
        field("labels", 14, 4, Cardinality::Map(Scalar::String), Kind::Message(user)),
        Member::Oneof(at("contact", 15), contact),
        field("created_at", 16, 5, Cardinality::Implicit, Kind::Message(timestamp)),
        field("address", 17, 6, Cardinality::Explicit, Kind::Message(address)),
    ],
    reserved(&[Reserved::Numbers(8, 8), Reserved::Numbers(9, 12), Reserved::Name("old")])
);

message!(address, at("Address", 30), [text("city", 31, 1)], parent(user));

fn contact() -> &'static Oneof {
    static CONTACT: Oneof = Oneof {
        declaration: at("Contact", 20),
        members: &[
            Field::new(at("phone", 21), 20, Shape::new(Cardinality::Explicit, Kind::Scalar(Scalar::String))).redact(),
            Field::new(at("role", 22), 21, Shape::new(Cardinality::Explicit, Kind::Enum(role))),
        ],
    };
    &CONTACT
}

fn role() -> &'static Enum {
    static ROLE: Enum = Enum::new("user.v1", at("Role", 5))
        .values(&[
            Value { declaration: at("ROLE_UNSPECIFIED", 6), number: 0 },
            Value { declaration: at("ROLE_ADMIN", 7).deprecated(), number: 1 },
        ])
        .reserved(&[Reserved::Numbers(-3, -1), Reserved::Name("ROLE_OLD")]);
    &ROLE
}

fn timestamp() -> &'static Message {
    static TIMESTAMP: Message = Message::new("google.protobuf", Declaration::new("Timestamp", Source::NONE))
        .origin(Origin::WellKnown("google/protobuf/timestamp.proto"));
    &TIMESTAMP
}

#[test]
fn a_message_is_described_with_everything_it_has() {
    let file = file_of(user);
    let found = format!("{:?}", file.message_type[0].field.iter().map(|f| (f.name(), f.number())).collect::<Vec<_>>());
    let expected = r#"[("id", 1), ("nick_name", 2), ("scores", 3), ("labels", 4), ("phone", 20), ("role", 21), "#;
    assert!(found.starts_with(expected), "{found}");
    let message = &file.message_type[0];
    let oneofs: Vec<_> = message.oneof_decl.iter().map(|oneof| oneof.name()).collect();
    assert_eq!(oneofs, ["contact", "_nick_name"], "synthetic ones come last");
    let nested: Vec<_> = message.nested_type.iter().map(|nested| nested.name()).collect();
    assert_eq!(nested, ["LabelsEntry", "Address"]);
    let ranges: Vec<_> = message.reserved_range.iter().map(|range| (range.start(), range.end())).collect();
    assert_eq!(ranges, [(8, 9), (9, 13)], "ends are excluded");
    assert_eq!(message.reserved_name, ["old"]);
    let role = &file.enum_type[0];
    assert_eq!((role.reserved_range[0].start(), role.reserved_range[0].end()), (-3, -1), "ends are included");
    assert_eq!(file.dependency, ["google/protobuf/timestamp.proto"]);
    assert_eq!(message.field[2].options.as_ref().and_then(|options| options.packed), Some(false));
    assert_eq!(message.field[6].type_name(), ".google.protobuf.Timestamp");
    assert!(!message.field[7].proto3_optional(), "messages know whether they are there");
}

#[test]
fn comments_follow_the_paths_of_their_declarations() {
    let info = file_of(user).source_code_info.expect("comments");
    let paths: Vec<_> = info.location.iter().map(|location| location.path.clone()).collect();
    assert_eq!(paths[..4], [vec![5, 0], vec![5, 0, 2, 0], vec![5, 0, 2, 1], vec![4, 0]], "source order");
    let comment = info.location[3].leading_comments.as_deref();
    assert_eq!(comment, Some(" A person, see `Role`.\n\n More.\n"));
    assert!(paths.contains(&vec![4, 0, 8, 0]) && paths.contains(&vec![4, 0, 3, 1, 2, 0]), "oneof, nested field");
}

#[test]
fn the_encoded_set_holds_imports_first_and_interprets_options() {
    let described = describe(&[Root::Message(user)]);
    let with = described.encode_file_descriptor_set(Comments::With);
    let without = described.encode_file_descriptor_set(Comments::Without);
    let set = FileDescriptorSet::decode(without.as_slice()).expect("a set");
    let names: Vec<_> = set.file.iter().map(|file| file.name()).collect();
    assert_eq!(names, ["google/protobuf/timestamp.proto", "user/v1/user.proto"]);
    assert!(set.file.iter().all(|file| file.source_code_info.is_none()));
    let phone = set.file[1].message_type[0].field.iter().find(|field| field.name() == "phone").expect("phone");
    assert_eq!(phone.options.as_ref().map(|options| options.uninterpreted_option.len()), Some(0));
    let debug_redact: &[u8] = &[0x42, 3, 0x80, 1, 1];
    assert!(without.windows(debug_redact.len()).any(|window| window == debug_redact));
    assert!(with.len() > without.len());
}

#[test]
fn roots_in_any_order_give_the_same_descriptors() {
    let forward = describe(&[Root::Message(user), Root::Enum(role), Root::Message(address)]);
    let backward = describe(&[Root::Message(address), Root::Enum(role), Root::Message(user)]);
    assert_eq!(forward, backward);
}

#[test]
fn descriptors_cross_a_process() {
    let described = describe(&[Root::Message(user)]);
    assert_eq!(Descriptors::decode(described.encode_to_vec().as_slice()), Ok(described));
}

#[test]
fn packages_have_files_named_after_what_is_not_a_version() {
    for (package, expected) in [
        ("user.v1", "user/v1/user.proto"),
        ("acme.order_history.v2beta1", "acme/order_history/v2beta1/order_history.proto"),
        ("v1", "v1/v1.proto"),
        ("user", "user/user.proto"),
    ] {
        assert_eq!(layout::file_path(package), expected);
    }
    for (component, expected) in
        [("v1", true), ("v10alpha", true), ("v1p2beta3", true), ("v1test_x", true)].into_iter().chain([
            ("v01", true),
            ("v1alpha0", false),
            ("v1p0beta1", false),
            ("v0", false),
            ("v", false),
            ("v1p1", false),
            ("version", false),
            ("v1gamma", false),
        ])
    {
        assert_eq!(layout::is_version(component), expected, "{component}");
    }
}

#[test]
fn names_are_derived_as_protobuf_derives_them() {
    for (field, json, entry) in [
        ("display_name", "displayName", "DisplayNameEntry"),
        ("a__b_1c", "aB1c", "AB1cEntry"),
        ("_x", "X", "XEntry"),
        ("userID", "userID", "UserIDEntry"),
    ] {
        assert_eq!((names::json_name(field).as_str(), names::map_entry(field).as_str()), (json, entry));
    }
}

message!(page_of_users, at("Page", 40), [text("a", 41, 1)], arguments(&[user_kind]));
message!(page_of_others, at("Page", 40), [text("b", 41, 1)], arguments(&[user_kind]));

fn user_kind() -> Kind {
    Kind::Message(user)
}

#[test]
fn a_generic_contract_has_the_name_of_its_use() {
    assert!(file_of(page_of_users).message_type.iter().any(|message| message.name() == "UserPage"));
}

message!(other_user, at("User", 90), [text("id", 91, 1)]);

#[test]
fn two_items_under_one_name_are_refused() {
    refuses(&[Root::Message(user), Root::Message(other_user)], &["90: two Rust items are exported as `user.v1.User`"]);
    refuses(
        &[Root::Message(page_of_users), Root::Message(page_of_others)],
        &["40: two Rust items are exported as `user.v1.UserPage`"],
    );
}

message!(
    doubled,
    at("Doubled", 1),
    [
        text("a", 2, 1),
        text("b", 3, 1),
        text("user_id", 4, 2),
        text("userId", 5, 3),
        text("a", 6, 4),
        text("c", 7, 19_500),
        text("old", 8, 9),
        text("é", 9, 5),
        Member::Oneof(at("contact", 10), contact),
        text("contact", 11, 20),
    ],
    reserved(&[Reserved::Numbers(8, 10), Reserved::Numbers(10, 11), Reserved::Name("old")])
);

#[test]
fn members_that_clash_are_refused_all_at_once() {
    refuses(
        &[Root::Message(doubled)],
        &[
            "1: the number 10 is reserved twice in `Doubled`",
            "3: the fields `a` and `b` have the same number: 1",
            "5: the fields `user_id` and `userId` have the same JSON name: userId",
            "6: the field `user.v1.Doubled.a` has the name of a field",
            "6: the fields `a` and `a` have the same JSON name: a",
            "7: the field `c` has the number 19500",
            "8: the name `old` is reserved in `Doubled`",
            "8: the number 9 of `old` is reserved in `Doubled`",
            "9: `é` is not a name that protobuf takes",
            "10: the oneof `user.v1.Doubled.contact` has the name of a field",
            "11: the fields `phone` and `contact` have the same number: 20",
        ],
    );
}

fn clashing_role() -> &'static Enum {
    static ROLE: Enum = Enum::new("user.v1", at("Rank", 50)).values(&[
        Value { declaration: at("ROLE_ADMIN", 51), number: 1 },
        Value { declaration: at("RANK_OTHER", 52), number: 1 },
    ]);
    &ROLE
}

#[test]
fn enum_values_share_the_scope_of_their_enum() {
    refuses(
        &[Root::Enum(role), Root::Enum(clashing_role)],
        &[
            "50: the first value of the enum `user.v1.Rank` is not 0",
            "51: the enum value `user.v1.ROLE_ADMIN` has the name of an enum value",
            "52: `user.v1.Rank` has the number 1 twice",
        ],
    );
}

message!(inner, at("Inner", 60), [], parent(outer));
message!(outer, at("Outer", 61), [field("inner", 62, 1, Cardinality::Implicit, Kind::Message(inner))], parent(inner));

#[test]
fn a_message_nested_in_itself_is_refused() {
    refuses(&[Root::Message(outer)], &["61: `Outer` is nested in itself"]);
}

fn homeless() -> &'static Message {
    static HOMELESS: Message = Message::new("", at("Homeless", 70));
    &HOMELESS
}

fn foreign() -> &'static Message {
    static FOREIGN: Message = Message::new("acme", Declaration::new("Gone", Source::NONE)).origin(Origin::Foreign);
    &FOREIGN
}

message!(user_of_foreign, at("Uses", 80), [field("gone", 81, 1, Cardinality::Implicit, Kind::Message(foreign))]);

#[test]
fn what_has_no_file_is_refused() {
    refuses(&[Root::Message(homeless)], &["70: `Homeless` is in no package"]);
    refuses(&[Root::Message(user_of_foreign)], &["81: no registered descriptor set declares `acme.Gone`"]);
    refuses(&[Root::DescriptorSet(b"\xff")], &["0: a registered descriptor set is not one"]);
}

/// A set with `acme.Gone`, which uses a file of the same set and a well-known one.
fn foreign_set(comment: &str) -> &'static [u8] {
    let file = |name: &str, dependency: &[&str], message: &str| FileDescriptorProto {
        name: Some(name.to_owned()),
        package: Some("acme".to_owned()),
        dependency: dependency.iter().map(|path| (*path).to_owned()).collect(),
        message_type: vec![DescriptorProto { name: Some(message.to_owned()), ..DescriptorProto::default() }],
        source_code_info: Some(SourceCodeInfo {
            location: vec![Location { leading_comments: Some(comment.to_owned()), ..Location::default() }],
        }),
        ..FileDescriptorProto::default()
    };
    let gone = file("acme/gone.proto", &["acme/base.proto", "google/protobuf/any.proto"], "Gone");
    let set =
        FileDescriptorSet { file: vec![gone, file("acme/base.proto", &[], "Base"), file("acme/c.proto", &[], "C")] };
    set.encode_to_vec().leak()
}

#[test]
fn foreign_types_are_imported_with_all_they_need_and_nothing_else() {
    let described = describe(&[Root::Message(user_of_foreign), Root::DescriptorSet(foreign_set("a"))]);
    assert_eq!(described.violations, []);
    assert_eq!(described.files[0].dependency, ["acme/gone.proto"]);
    let set = described.encode_file_descriptor_set(Comments::Without);
    let set = FileDescriptorSet::decode(set.as_slice()).expect("a set");
    let names: Vec<_> = set.file.iter().map(|file| file.name()).collect();
    assert_eq!(names, ["acme/base.proto", "google/protobuf/any.proto", "acme/gone.proto", "user/v1/user.proto"]);
    let again = [Root::DescriptorSet(foreign_set("a")), Root::DescriptorSet(foreign_set("b"))];
    assert_eq!(describe(&again).violations, [], "comments may differ");
}

fn ping() -> &'static Message {
    static PING: Message = Message::new("ping.v1", at("Ping", 1)).members(&[field(
        "pong",
        2,
        1,
        Cardinality::Implicit,
        Kind::Message(pong),
    )]);
    &PING
}

fn pong() -> &'static Message {
    static PONG: Message = Message::new("pong.v1", at("Pong", 3)).members(&[field(
        "ping",
        4,
        1,
        Cardinality::Implicit,
        Kind::Message(ping),
    )]);
    &PONG
}

#[test]
fn packages_that_import_each_other_are_refused() {
    refuses(&[Root::Message(ping)], &["2: the packages `ping.v1`, `pong.v1` import each other in a circle"]);
}

static USERS: Service = Service {
    declaration: at("UserService", 2),
    package: "user.v1",
    module: "",
    methods: &[Method::new(at("GetUser", 3), "/user.v1.UserService/GetUser", user, address)
        .streaming(crate::schema::Streaming::Server)
        .idempotency(crate::schema::Idempotency::NoSideEffects)
        .error(Some(page_of_users))],
};

#[test]
fn a_service_reaches_its_requests_responses_and_errors() {
    let described = describe(&[Root::Service(&USERS)]);
    assert_eq!(described.violations, []);
    let file = &described.files[0];
    let messages: Vec<_> = file.message_type.iter().map(|message| message.name()).collect();
    assert_eq!(messages, ["User", "UserPage"]);
    let method = &file.service[0].method[0];
    assert_eq!((method.input_type(), method.output_type()), (".user.v1.User", ".user.v1.User.Address"));
    assert_eq!((method.client_streaming, method.server_streaming), (None, Some(true)));
    assert!(method.options.is_some());
}
