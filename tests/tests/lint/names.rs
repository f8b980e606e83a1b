//! Names of every form: where words begin, tools differ.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use contracts::descriptor::{Descriptors, PlacedDeclaration, Places};
use contracts::registry::Root;
use contracts::schema::{Declaration, Service, Source};
use prost_types::FileDescriptorProto;
use proto_export::lint::Config;
use tests::lint::{of_buf, ours};

/// What is between words, or looks like it, in names as people write them.
const WRITTEN: &[&str] = &[
    "HTTPServer",
    "HTTP2Server",
    "httpServer",
    "HttpServer",
    "v1",
    "V1",
    "v1Alpha",
    "foo2bar",
    "foo2Bar",
    "foo_2_bar",
    "foo_2bar",
    "Foo_Bar",
    "fooBar",
    "FooBar",
    "FOO_BAR",
    "foo__bar",
    "__x",
    "x__",
    "_x_",
    "ID",
    "userID",
    "UserIDs",
    "user_ID",
    "IPv4",
    "ipv6Address",
    "SHA256",
    "sha256sum",
    "Sha256Sum",
    "A",
    "a",
    "aB",
    "AB",
    "ABc",
    "aBC",
    "Oauth2",
    "OAuth2Token",
    "X509",
    "x509Cert",
    "GetV2",
    "GetUserV2Beta",
    "kebab_Case",
    "SCREAMING",
    "Trailing_",
    "Trailing9",
    "T9n",
    "E164",
    "e2e",
    "E2E",
    "I18N",
    "iOS",
    "iOSApp",
];

const PACKAGES: &[&str] = &[
    "v1",
    "a",
    "a.b",
    "a.v0",
    "a.v00",
    "a.v01",
    "a.v1",
    "a.V1",
    "A.v1",
    "aB.v1",
    "a_b.v1",
    "a__b.v1",
    "_a.v1",
    "a_.v1",
    "_.v1",
    "a1.v1",
    "a1B.v1",
    "HTTP.v1",
    "HTTPApi.v1",
    "a.v1.b",
    "a.v1p1",
    "a.v1p0",
    "a.v1p1alpha",
    "a.v1p1alpha1",
    "a.v1p1beta2",
    "a.v1p0alpha1",
    "a.v1p1alpha0",
    "a.v1alpha",
    "a.v1alpha1",
    "a.v1alpha0",
    "a.v1alpha01",
    "a.v1beta",
    "a.v1beta3",
    "a.v1gamma1",
    "a.v1test",
    "a.v1test1",
    "a.v1testfoo",
    "a.v1test_foo",
    "a.v1p1test",
    "a.v0test",
    "a.v1_1",
    "a.v10",
    "a.v1a",
    "a.version1",
    "a.v",
    "a.v1.v2",
    "a.beta.v1",
    "a.v1alpha1beta1",
    "a.foo2bar.v1",
    "a.foo2Bar.v1",
    "a.v1Test",
];

/// All names of up to four letters of these four, and those that people write.
fn names() -> BTreeSet<String> {
    let mut names: BTreeSet<String> = WRITTEN.iter().map(|name| (*name).to_owned()).collect();
    let mut longer: Vec<String> = ["a", "B", "_"].map(str::to_owned).to_vec();
    for _ in 0..4 {
        names.extend(longer.iter().cloned());
        longer = longer.iter().flat_map(|name| ["a", "B", "1", "_"].map(|letter| format!("{name}{letter}"))).collect();
    }
    names
}

/// A file that gives each of the names to a message, a field, a oneof, an enum, a value and an extension.
fn declarations() -> String {
    let mut text = "syntax = \"proto2\"; package names.v1; message Extended { extensions 1 to max; }\n".to_owned();
    for (name, index) in names().iter().zip(1..) {
        // Upper snake case by our own rules: where buf's are others, it finds another prefix.
        let upper = or_other(contracts::descriptor::lower_snake(name).to_uppercase());
        let _ = write!(
            text,
            "message {name} {{}}
             message InF{index} {{
               optional int32 {name} = 1;
               enum E1 {{ E1_UNSPECIFIED = 0; }}
             }}
             message InO{index} {{ oneof {name} {{ int32 x = 1; }} }}
             message InE{index} {{ enum {name} {{ {upper}_UNSPECIFIED = 0; {upper}_A = 1; {upper}A = 2; {name}_Z = 3; }} }}
             message InV{index} {{ enum Kind {{ KIND_UNSPECIFIED = 0; KIND_{name} = 1; {name} = 2; UNSPECIFIED = 3; }} }}
             message InX{index} {{ extend Extended {{ optional int32 {name} = {index}; }} }}"
        );
    }
    text
}

/// A file that gives each of the names to a service and a method.
fn services() -> String {
    let mut text = "syntax = \"proto3\"; package names.v2;\n".to_owned();
    for (name, index) in names().iter().zip(1..) {
        let pascal = or_other(pascal(name));
        let _ = write!(
            text,
            "message M{index} {{
               message {pascal}Request {{}} message {pascal}Response {{}} message {pascal}GetRequest {{}} message {pascal}GetResponse {{}}
             }}
             service {name} {{
               rpc {name}(M{index}.{pascal}Request) returns (M{index}.{pascal}Response);
               rpc Get(M{index}.{pascal}GetRequest) returns (M{index}.{pascal}GetResponse);
             }}
             service {name}Service {{}} service {name}service {{}}"
        );
    }
    text
}

/// What buf takes for Pascal case, by the words that we see.
fn pascal(name: &str) -> String {
    let mut out = String::new();
    let mut begins_word = true;
    for letter in name.chars() {
        match letter {
            '_' => {}
            letter if begins_word || letter.is_uppercase() => out.extend(letter.to_uppercase()),
            letter => out.push(letter),
        }
        begins_word = letter == '_';
    }
    out
}

/// Of some names nothing is left that a type could be called.
fn or_other(name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) { name } else { format!("Other{name}") }
}

fn described(path: &str, text: &str) -> Descriptors {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(path);
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    std::fs::write(&file, text).expect("a file");
    let set = protox::compile([file], [folder.path()]).unwrap_or_else(|error| panic!("{error:?}"));
    let files: Vec<FileDescriptorProto> = set.file;
    let places = vec![Places { declarations: vec![PlacedDeclaration::default()] }; files.len()];
    Descriptors { files, places, ..Descriptors::default() }
}

#[track_caller]
fn expect_the_same(descriptors: &Descriptors) {
    let (ours, theirs) =
        (ours(descriptors, &Config::default()), of_buf(descriptors).unwrap_or_else(|error| panic!("{error:#}")));
    let only = |some: &tests::lint::Verdicts, others: &tests::lint::Verdicts| -> Vec<String> {
        let only = some.iter().filter(|(verdict, count)| others.get(verdict) != Some(count));
        only.map(|((rule, element), count)| format!("{rule} {element} {count}")).collect()
    };
    assert!(ours.len() > 20, "names break rules");
    assert_eq!((only(&ours, &theirs), only(&theirs, &ours)), (Vec::new(), Vec::new()));
}

#[test]
fn buf_and_we_take_the_same_names_of_types_and_members() {
    expect_the_same(&described("names/v1/names.proto", &declarations()));
}

#[test]
fn buf_and_we_take_the_same_names_of_services_and_methods() {
    expect_the_same(&described("names/v2/names.proto", &services()));
}

#[test]
fn buf_and_we_take_the_same_names_of_packages_and_files() {
    let services = PACKAGES.iter().map(|package| {
        let declaration = Declaration::new("AService", Source::NONE).doc("A service.");
        Root::Service(Box::leak(Box::new(Service { declaration, package, module: "", methods: &[] })))
    });
    let services: Vec<Root> = services.collect();
    let descriptors = Descriptors::from_roots(&services);
    assert_eq!(descriptors.violations, []);
    assert_eq!(descriptors.files.len(), PACKAGES.len());
    expect_the_same(&descriptors);
}
