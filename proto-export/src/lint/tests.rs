//! Each rule with what breaks it, and clean files that break none.

use contracts::descriptor::{Allowed, Descriptors, Place, PlacedDeclaration, Places};

use super::{Config, case, lint};

/// Reads a file, one declaration per line, as if its lines were lines of Rust.
fn described(text: &str) -> Descriptors {
    let file = protox::file::File::from_source("test.proto", text).expect("a file");
    let mut file = file.file_descriptor_proto().clone();
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    let places = locations.map(|location| PlacedDeclaration {
        path: location.path.clone(),
        place: Place {
            file: "src/lib.rs".to_owned(),
            line: location.span[0] as u32 + 1,
            column: location.span[1] as u32 + 1,
        },
        ..PlacedDeclaration::default()
    });
    let mut declarations: Vec<_> = places.filter(|placed| is_declaration(&placed.path)).collect();
    declarations.sort_by(|a, b| a.path.cmp(&b.path));
    let places = vec![Places { declarations }];
    qualify(&mut file);
    Descriptors { files: vec![file], places, ..Descriptors::default() }
}

fn is_declaration(path: &[i32]) -> bool {
    path.len().is_multiple_of(2) && path.first().is_some_and(|list| [4, 5, 6, 7].contains(list))
}

/// Makes the names of requests and responses absolute, as descriptors have them.
fn qualify(file: &mut prost_types::FileDescriptorProto) {
    let package = file.package().to_owned();
    for method in file.service.iter_mut().flat_map(|service| &mut service.method) {
        for name in [&mut method.input_type, &mut method.output_type].into_iter().flatten() {
            if !name.contains('.') {
                *name = format!(".{package}.{name}");
            } else if !name.starts_with('.') {
                name.insert(0, '.');
            }
        }
    }
}

/// Asserts which rules the declarations break, each with its line. The package stands on the first line.
#[track_caller]
fn breaks(text: &str, expected: &[(u32, &str)]) {
    breaks_in("proto3", text, expected);
}

#[track_caller]
fn breaks_in(syntax: &str, text: &str, expected: &[(u32, &str)]) {
    let violations = lint(&described(&format!("syntax = \"{syntax}\"; {text}")), &Config::default());
    let line = |it: &contracts::descriptor::Violation| it.place.as_ref().map_or(0, |place| place.line);
    let found: Vec<_> = violations.iter().map(|it| (line(it), it.rule.as_str())).collect();
    assert_eq!(found, expected, "{violations:#?}");
    assert!(violations.iter().all(|violation| !violation.help.is_empty()), "help is missing");
}

#[test]
fn a_clean_package_breaks_no_rule() {
    breaks(
        r#"package acme.user.v1;
        import "google/protobuf/empty.proto";
        // A user.
        message User {
          // The id.
          string id = 1;
          // The name.
          optional string display_name2 = 2;
          // Labels.
          map<string, string> labels = 3;
          // One of two.
          oneof contact {
            // A phone.
            string phone = 4;
          }
        }
        // A role.
        enum HTTPUserRole {
          // None.
          HTTP_USER_ROLE_UNSPECIFIED = 0;
          // Admin.
          HTTP_USER_ROLE_ADMIN = 1;
        }
        // Users.
        service UserService {
          // Gets.
          rpc GetUser(GetUserRequest) returns (GetUserResponse);
          // Lists.
          rpc List(UserServiceListRequest) returns (stream UserServiceListResponse);
          // Deletes.
          rpc DeleteUser(DeleteUserRequest) returns (google.protobuf.Empty);
          // Removes.
          rpc RemoveUser(RemoveUserRequest) returns (google.protobuf.Empty);
        }"#,
        &[],
    );
}

#[test]
fn packages_are_in_lower_snake_case_and_end_in_a_version() {
    breaks("package user.v1;\n// A.\nmessage A {}", &[]);
    breaks("package user;\n// A.\nmessage A {}", &[(3, "PACKAGE_VERSION_SUFFIX")]);
    breaks("package v1;\n// A.\nmessage A {}", &[(3, "PACKAGE_VERSION_SUFFIX")]);
    breaks("package user.v0;\n// A.\nmessage A {}", &[(3, "PACKAGE_VERSION_SUFFIX")]);
    breaks("package userStore.v1beta1;\n// A.\nmessage A {}", &[(3, "PACKAGE_LOWER_SNAKE_CASE")]);
}

#[test]
fn names_have_the_forms_that_other_languages_expect() {
    breaks("package a.v1;\n// A.\nmessage user_list {}", &[(3, "MESSAGE_PASCAL_CASE")]);
    breaks(
        "package a.v1;\n// A.\nmessage A {\n// I.\nstring userName = 1;\n// O.\noneof Kind {\n// B.\nstring b = 2; } }",
        &[(5, "FIELD_LOWER_SNAKE_CASE"), (7, "ONEOF_LOWER_SNAKE_CASE")],
    );
    breaks(
        "package a.v1;\n// A.\nservice users {\n// G.\nrpc getUser(GetUserRequest) returns (GetUserResponse); }",
        &[(3, "SERVICE_PASCAL_CASE"), (3, "SERVICE_SUFFIX"), (5, "RPC_PASCAL_CASE")],
    );
}

#[test]
fn enum_values_carry_the_name_of_their_enum() {
    breaks(
        "package a.v1;\n// A.\nenum user_role {\n// N.\nNONE = 0;\n// A.\nUSER_ROLE_admin = 1; }",
        &[
            (3, "ENUM_PASCAL_CASE"),
            (5, "ENUM_VALUE_PREFIX"),
            (5, "ENUM_ZERO_VALUE_SUFFIX"),
            (7, "ENUM_VALUE_UPPER_SNAKE_CASE"),
        ],
    );
}

#[test]
fn everything_has_a_comment() {
    breaks(
        "package a.v1;\nmessage A {\nstring b = 1;\noneof c {\nstring d = 2;\n}\noptional string e = 3;\n}\n\
         enum E {\nE_UNSPECIFIED = 0;\n}\nservice GService {\nrpc H(HRequest) returns (HResponse);\n}",
        &[
            (2, "COMMENT_MESSAGE"),
            (3, "COMMENT_FIELD"),
            (4, "COMMENT_ONEOF"),
            (5, "COMMENT_FIELD"),
            (7, "COMMENT_FIELD"),
            (9, "COMMENT_ENUM"),
            (10, "COMMENT_ENUM_VALUE"),
            (12, "COMMENT_SERVICE"),
            (13, "COMMENT_RPC"),
        ],
    );
}

/// What `buf lint` 1.75 says of this file.
#[test]
fn what_only_proto2_has_breaks_the_rules_that_buf_has_for_it() {
    breaks_in(
        "proto2",
        "package a.v1;\n// A.\nmessage A {\nextensions 5 to 9;\nrequired int32 b = 1;\n\
         optional group C = 2 {\n// D.\noptional int32 d = 1;\n}\n\
         // E.\noptional group E = 3 {}\nextend A {\noptional int32 fG = 5;\n}\n}\n\
         // H.\nenum H {\n// A.\nH_A = 1;\n// B.\nH_B = 2;\n}\n\
         extend A {\noptional int32 i = 6;\n}",
        &[
            (5, "COMMENT_FIELD"),
            (5, "FIELD_NOT_REQUIRED"),
            (6, "COMMENT_MESSAGE"),
            (13, "COMMENT_FIELD"),
            (13, "FIELD_LOWER_SNAKE_CASE"),
            (19, "ENUM_FIRST_VALUE_ZERO"),
            (24, "COMMENT_FIELD"),
        ],
    );
}

#[test]
fn an_enum_has_one_name_for_a_number() {
    let mut described = described("syntax = \"proto3\"; package a.v1;\n// E.\nenum E {\n// N.\nE_UNSPECIFIED = 0; }");
    let options = prost_types::EnumOptions { allow_alias: Some(true), ..prost_types::EnumOptions::default() };
    described.files[0].enum_type[0].options = Some(options);
    let rules: Vec<_> = lint(&described, &Config::default()).into_iter().map(|violation| violation.rule).collect();
    assert_eq!(rules, ["ENUM_NO_ALLOW_ALIAS"]);
}

#[test]
fn requests_and_responses_are_named_after_their_method_and_used_once() {
    breaks(
        r#"package a.v1; import "google/protobuf/empty.proto";
        // S.
        service AService {
          // A.
          rpc Get(Query) returns (Answer);
          // B.
          rpc Find(FindRequest) returns (FindRequest);
          // C.
          rpc List(google.protobuf.Empty) returns (FindRequest);
        }"#,
        &[
            (5, "RPC_REQUEST_STANDARD_NAME"),
            (5, "RPC_RESPONSE_STANDARD_NAME"),
            (7, "RPC_REQUEST_RESPONSE_UNIQUE"),
            (7, "RPC_REQUEST_RESPONSE_UNIQUE"),
            (7, "RPC_RESPONSE_STANDARD_NAME"),
            (9, "RPC_REQUEST_RESPONSE_UNIQUE"),
            (9, "RPC_REQUEST_STANDARD_NAME"),
            (9, "RPC_RESPONSE_STANDARD_NAME"),
        ],
    );
}

#[test]
fn a_member_that_cannot_be_renamed_is_given_its_name_beside_its_number() {
    for (name, help) in [
        ("self_", r#"write `#[member(3, name = "self")]`"#),
        ("type_", r#"write `#[member(3, name = "type")]`"#),
        ("kind_", r#"rename the member to `kind`, or write `#[member(3, name = "kind")]`"#),
    ] {
        let text = format!("syntax = \"proto3\"; package acme.v1; message M {{ string {name} = 3; }}");
        let violations = lint(&described(&text), &Config::default());
        let found = violations.iter().find(|violation| violation.rule == "FIELD_LOWER_SNAKE_CASE");
        assert_eq!(found.map(|violation| violation.help.as_str()), Some(help));
    }
}

/// What `buf lint` 1.75 proposes for these names.
#[test]
fn words_begin_where_buf_sees_them_begin() {
    for (name, expected) in [
        ("userName", "user_name"),
        ("HTTPStatus", "http_status"),
        ("user_ID", "user_id"),
        ("field1", "field1"),
        ("a__b", "a_b"),
        ("_a_", "a"),
        ("line2D", "line2d"),
        ("aB", "a_b"),
        ("ABC", "abc"),
        ("ABc", "a_bc"),
        ("A1b", "a1b"),
        ("a1B", "a1b"),
        ("aB1C", "a_b1c"),
        ("x2Y3", "x2y3"),
        ("user1_Name", "user1_name"),
        ("URLs", "ur_ls"),
        ("fooBARbaz", "foo_ba_rbaz"),
        ("v1Alpha", "v1_alpha"),
        ("ipv4Address", "ipv4_address"),
        ("IPv4", "i_pv4"),
        ("SHA256sum", "sha256sum"),
        ("SHA256Sum", "sha256_sum"),
        ("aBC_d", "a_bc_d"),
    ] {
        assert_eq!(case::lower_snake(name), expected, "{name}");
    }
    for (name, expected) in [("userName", "UserName"), ("User_id", "UserId"), ("FOO", "FOO"), ("_Foo", "Foo")] {
        assert_eq!(case::pascal(name), expected, "{name}");
    }
}

/// Asserts which rules are reported, each with its line, of a file some of whose declarations allow a rule: the allow
/// stands at the line of the declaration.
#[track_caller]
fn breaks_beside(allows: &[(&[i32], &str)], text: &str, expected: &[(u32, &str)]) {
    let mut descriptors = described(&format!("syntax = \"proto2\"; {text}"));
    for (path, rule) in allows {
        let declarations = &mut descriptors.places[0].declarations;
        let declaration = declarations.iter_mut().find(|it| it.path == *path).expect("a declaration");
        let allowed =
            Allowed { rule: (*rule).to_owned(), reason: "as it was".to_owned(), place: declaration.place.clone() };
        declaration.allow.push(allowed);
    }
    let violations = lint(&descriptors, &Config::default());
    let line = |it: &contracts::descriptor::Violation| it.place.as_ref().map_or(0, |place| place.line);
    let found: Vec<_> = violations.iter().map(|it| (line(it), it.rule.as_str())).collect();
    assert_eq!(found, expected, "{violations:#?}");
}

const TWO_REQUIRED: &str =
    "package a.v1;\n// A.\nmessage A {\n// B.\nrequired int32 b = 1;\n// C.\nrequired int32 c = 2; }";

#[test]
fn what_is_allowed_is_not_reported_where_it_is_allowed_and_inside() {
    breaks_beside(&[], TWO_REQUIRED, &[(5, "FIELD_NOT_REQUIRED"), (7, "FIELD_NOT_REQUIRED")]);
    breaks_beside(&[(&[4, 0, 2, 0], "FIELD_NOT_REQUIRED")], TWO_REQUIRED, &[(7, "FIELD_NOT_REQUIRED")]);
    breaks_beside(&[(&[4, 0], "FIELD_NOT_REQUIRED")], TWO_REQUIRED, &[]);
}

#[test]
fn an_allow_that_nothing_needs_is_reported() {
    let field = (&[4, 0, 2, 0][..], "FIELD_NOT_REQUIRED");
    let message = (&[4, 0][..], "FIELD_NOT_REQUIRED");
    let none = "package a.v1;\n// A.\nmessage A {\n// B.\noptional int32 b = 1; }";
    breaks_beside(&[field], none, &[(5, "FIELD_NOT_REQUIRED")]);
    breaks_beside(&[message], none, &[(3, "FIELD_NOT_REQUIRED")]);
    // The nearest is the one that is needed.
    let one = "package a.v1;\n// A.\nmessage A {\n// B.\nrequired int32 b = 1; }";
    breaks_beside(&[field, message], one, &[(3, "FIELD_NOT_REQUIRED")]);
    breaks_beside(&[field, message], TWO_REQUIRED, &[]);
    breaks_beside(&[message, (&[4, 0], "COMMENT_FIELD")], TWO_REQUIRED, &[(3, "COMMENT_FIELD")]);
}

#[test]
fn a_oneof_allows_nothing_to_its_members() {
    let text = "package a.v1;\n// A.\nmessage A {\n// O.\noneof Kind {\n// B.\nstring Bee = 1; } }";
    breaks_beside(
        &[(&[4, 0, 8, 0], "ONEOF_LOWER_SNAKE_CASE"), (&[4, 0, 8, 0], "FIELD_LOWER_SNAKE_CASE")],
        text,
        &[(5, "FIELD_LOWER_SNAKE_CASE"), (7, "FIELD_LOWER_SNAKE_CASE")],
    );
}
