//! Small packages, and the files that they are divided into.

use std::collections::BTreeMap;

use contracts::descriptor::{Descriptors, Place, PlacedDeclaration, Places};
use prost_types::FileDescriptorProto;

use super::{Layout, lay_out};

/// Compiles files, by path. The comment above a declaration is its Rust module, one above a method the errors of it.
fn described(files: &[(&str, &str)]) -> Descriptors {
    let files: BTreeMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let paths: Vec<String> = files.keys().cloned().collect();
    let mut compiler = protox::Compiler::with_file_resolver(Texts(files));
    compiler.include_imports(true).include_source_info(true);
    compiler.open_files(&paths).unwrap_or_else(|error| panic!("{error:?}"));
    let (files, imports) =
        compiler.file_descriptor_set().file.into_iter().partition(|file| paths.contains(&file.name().to_owned()));
    let imports: Vec<FileDescriptorProto> = imports;
    let files: Vec<FileDescriptorProto> = files;
    let places = files.iter().map(places).collect();
    let imports = imports.iter().map(prost::Message::encode_to_vec).collect();
    Descriptors { files, places, imports, ..Descriptors::default() }
}

struct Texts(BTreeMap<String, String>);

impl protox::file::FileResolver for Texts {
    fn open_file(&self, name: &str) -> Result<protox::file::File, protox::Error> {
        match self.0.get(name) {
            Some(text) => protox::file::File::from_source(name, text),
            None => protox::file::GoogleFileResolver::new().open_file(name),
        }
    }
}

fn places(file: &FileDescriptorProto) -> Places {
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    let declarations = locations.filter(|location| location.path.len() % 2 == 0 && !location.path.is_empty());
    let declarations = declarations.map(|location| {
        let said = location.leading_comments().trim().to_owned();
        let is_method = location.path.len() == 4;
        PlacedDeclaration {
            path: location.path.clone(),
            place: Place { file: file.name().to_owned(), line: location.span[0] as u32 + 1, column: 1 },
            uses: Some(said.clone()).filter(|_| is_method).into_iter().collect(),
            module: if is_method { String::new() } else { said },
            ..PlacedDeclaration::default()
        }
    });
    let mut declarations: Vec<_> = declarations.collect();
    declarations.sort_by(|a, b| a.path.cmp(&b.path));
    Places { declarations }
}

/// Each file in a line: its path, what it declares, what it imports.
fn shown(descriptors: &Descriptors) -> Vec<String> {
    let mut shown: Vec<String> = descriptors.files.iter().map(shown_file).collect();
    shown.sort();
    shown
}

fn shown_file(file: &FileDescriptorProto) -> String {
    let names = file.message_type.iter().map(|it| it.name()).chain(file.enum_type.iter().map(|it| it.name()));
    let names = names.chain(file.service.iter().map(|it| it.name())).chain(file.extension.iter().map(|it| it.name()));
    let imports: String = file.dependency.iter().map(|path| format!(" <- {path}")).collect();
    format!("{}: {}{imports}", file.name(), names.collect::<Vec<_>>().join(" "))
}

#[track_caller]
fn check(layout: Layout, text: &str, expected: &[&str]) {
    let text = format!("syntax = \"proto3\"; package a.v1; {text}");
    check_files(layout, &[("a/v1/a.proto", &text)], expected);
}

#[track_caller]
fn check_files(layout: Layout, files: &[(&str, &str)], expected: &[&str]) {
    let laid_out = lay_out(described(files), layout);
    assert_eq!(shown(&laid_out), expected);
    let imported_before = |(index, file): (usize, &FileDescriptorProto)| {
        let before: Vec<&str> = laid_out.files[..index].iter().map(|file| file.name()).collect();
        file.dependency.iter().all(|path| path.starts_with("google/") || before.contains(&path.as_str()))
    };
    assert!(laid_out.files.iter().enumerate().all(imported_before), "a file stands before one that it imports");
}

#[test]
fn a_service_has_what_it_alone_uses() {
    check(
        Layout::Service,
        "service AService { rpc Get(GetRequest) returns (GetResponse); }
         service BService { rpc Find(FindRequest) returns (FindResponse); }
         message GetRequest { Key key = 1; } message GetResponse { Thing thing = 1; Deep deep = 2; }
         message FindRequest {} message FindResponse { Thing thing = 1; }
         message Key { Kind kind = 1; } enum Kind { K = 0; }
         message Thing { Part part = 1; } message Part {} message Nobodys { Unused unused = 1; } message Unused {}
         message Deep { message Deeper { Deepest d = 1; } } message Deepest { Deep up = 1; }",
        &[
            "a/v1/a.proto: Thing Part Nobodys Unused",
            "a/v1/a_service.proto: GetRequest GetResponse Key Deep Deepest Kind AService <- a/v1/a.proto",
            "a/v1/b_service.proto: FindRequest FindResponse BService <- a/v1/a.proto",
        ],
    );
}

#[test]
fn a_type_that_something_outside_uses_is_shared() {
    let service = "service AService { rpc Get(Q) returns (R); }";
    // Through another type of the package, an extension, or another package.
    check(
        Layout::Service,
        &format!("{service} message Q {{}} message R {{ S s = 1; }} message S {{}} message T {{ R r = 1; }}"),
        &["a/v1/a.proto: R S T", "a/v1/a_service.proto: Q AService <- a/v1/a.proto"],
    );
    let older = format!(
        "package a.v1; {service} message Q {{ extensions 1 to 9; }} message R {{}}
         extend Q {{ optional S s = 1; }} message S {{}} extend Q {{ optional group G = 2 {{ optional R r = 1; }} }}"
    );
    check_files(
        Layout::Service,
        &[("a/v1/a.proto", &older)],
        &["a/v1/a.proto: Q R S G s g", "a/v1/a_service.proto: AService <- a/v1/a.proto"],
    );
    let [one, two] = [
        format!("syntax = \"proto3\"; package a.v1; {service} message Q {{}} message R {{}}"),
        "syntax = \"proto3\"; package a.v2; import \"a/v1/a.proto\"; service AService { rpc Get(a.v1.Q) returns (R); }
         message R {}"
            .to_owned(),
    ];
    check_files(
        Layout::Service,
        &[("a/v1/a.proto", &one), ("a/v2/a.proto", &two)],
        &[
            "a/v1/a.proto: Q",
            "a/v1/a_service.proto: R AService <- a/v1/a.proto",
            "a/v2/a_service.proto: R AService <- a/v1/a.proto",
        ],
    );
}

#[test]
fn the_errors_of_a_service_are_beside_it_and_not_imported() {
    check(
        Layout::Service,
        "service AService {
           // a.v1.Failure
           rpc Get(Q) returns (R);
         }
         service BService {
           // a.v1.Shared
           rpc Get(S) returns (T);
           // a.v1.Shared
           rpc Let(S) returns (T);
         }
         service CService {
           // a.v1.Shared
           rpc Get(U) returns (U);
         }
         message Q {} message R {} message S {} message T {} message U {}
         message Failure { Why why = 1; } message Why {} message Shared {}",
        &[
            "a/v1/a.proto: Shared",
            "a/v1/a_service.proto: Q R Failure Why AService",
            "a/v1/b_service.proto: S T BService",
            "a/v1/c_service.proto: U CService",
        ],
    );
}

#[test]
fn files_of_services_have_names_of_their_own() {
    let q = "rpc Get(Q) returns (Q);";
    check(
        Layout::Service,
        &format!("service A {{ {q} }} service HTTPStatus {{ {q} }} service HttpStatus {{ {q} }} message Q {{}}"),
        &[
            "a/v1/a.proto: Q",
            "a/v1/a_service.proto: A <- a/v1/a.proto",
            "a/v1/http_status_service.proto: HTTPStatus <- a/v1/a.proto",
            "a/v1/http_status_service_2.proto: HttpStatus <- a/v1/a.proto",
        ],
    );
    check(
        Layout::Service,
        &format!("service A {{ {q} }} service AService {{ {q} }} message Q {{}}"),
        &[
            "a/v1/a.proto: Q",
            "a/v1/a_service.proto: AService <- a/v1/a.proto",
            "a/v1/a_service_2.proto: A <- a/v1/a.proto",
        ],
    );
}

#[test]
fn a_module_has_what_it_declares() {
    check(
        Layout::Module,
        "
         // shop::a::v1
         message Root { Leaf leaf = 1; }
         // shop::a::v1::leaf
         message Leaf {
           message Inner {}
         }
         // shop::a::v1::r#type
         enum Kind { K = 0; }
         // shop
         service AService { rpc Get(Root) returns (Leaf); }",
        &[
            "a/v1/leaf.proto: Leaf",
            "a/v1/shop.proto: AService <- a/v1/leaf.proto <- a/v1/v1.proto",
            "a/v1/type.proto: Kind",
            "a/v1/v1.proto: Root <- a/v1/leaf.proto",
        ],
    );
}

#[test]
fn what_stands_for_the_whole_package_is_called_as_the_package() {
    for module in ["shop", "shop::a::v1", ""] {
        let text = format!("\n// {module}\nmessage A {{}}\n// shop::b\nmessage B {{}}");
        check(Layout::Module, &text, &["a/v1/a.proto: A", "a/v1/b.proto: B"]);
    }
    check(
        Layout::Module,
        "
         // shop
         message A {}
         // shop::a
         message B {}",
        &["a/v1/a.proto: B", "a/v1/shop.proto: A"],
    );
}

#[test]
fn modules_that_use_each_other_share_a_file() {
    check(
        Layout::Module,
        "
         // shop::z
         message Z { Y y = 1; }
         // shop::z::y
         message Y { X x = 1; }
         // shop::z::x
         message X { Z z = 1; W w = 2; }
         // shop::w
         message W {}
         // shop::v
         message V { X x = 1; }",
        &["a/v1/v.proto: V <- a/v1/z.proto", "a/v1/w.proto: W", "a/v1/z.proto: Z Y X <- a/v1/w.proto"],
    );
}

#[test]
fn files_of_modules_are_told_apart_by_the_modules_around_them() {
    check(
        Layout::Module,
        "
         // shop::buy::types
         message A {}
         // shop::sell::types
         message B {}
         // shop::sell::Types2
         message C {}
         // shop
         message D {}
         // store
         message E {}
         // store::a
         message F {}",
        &[
            "a/v1/a.proto: F",
            "a/v1/buy_types.proto: A",
            "a/v1/sell_types.proto: B",
            "a/v1/shop.proto: D",
            "a/v1/store.proto: E",
            "a/v1/types2.proto: C",
        ],
    );
    check(
        Layout::Module,
        "
         // shop::a_b
         message A {}
         // shop::aB
         message B {}
         // shop::a::b
         message C {}
         // shop::_
         message D {}",
        &["a/v1/b.proto: C", "a/v1/package.proto: D", "a/v1/shop_a_b.proto: B", "a/v1/shop_a_b_2.proto: A"],
    );
}

#[test]
fn whoever_uses_a_custom_option_imports_it() {
    let text = "
         package a.v1; import \"google/protobuf/descriptor.proto\"; option (team) = \"us\";
         // shop::options
         extend google.protobuf.FileOptions {
           // shop::options
           optional string team = 50000;
         }
         // shop::things
         message Thing { optional Color color = 1; }
         // shop::colors
         enum Color { RED = 0; }";
    let mut descriptors = described(&[("a/v1/a.proto", text)]);
    let part = prost_types::uninterpreted_option::NamePart { name_part: "a.v1.team".to_owned(), is_extension: true };
    let team = prost_types::UninterpretedOption { name: vec![part], ..Default::default() };
    descriptors.files[0].options.get_or_insert_default().uninterpreted_option.push(team);
    let options = "a/v1/options.proto";
    assert_eq!(
        shown(&lay_out(descriptors, Layout::Module)),
        [
            format!("a/v1/colors.proto: Color <- {options}"),
            format!("{options}: team <- google/protobuf/descriptor.proto"),
            format!("a/v1/things.proto: Thing <- a/v1/colors.proto <- {options}"),
        ]
    );
}

/// The class around each Java file: as its options say, or else none.
#[track_caller]
fn outer_classes(options: &str, rest: &str, expected: &[(&str, Option<&str>)]) {
    let text = format!(
        "syntax = \"proto3\"; package a.v1; {options} service AService {{ rpc Get(Q) returns (Q); }} message Q {{}} {rest}"
    );
    let laid_out = lay_out(described(&[("a/v1/a.proto", &text)]), Layout::Service);
    let mut found: Vec<_> = laid_out
        .files
        .iter()
        .map(|file| (file.name(), file.options.as_ref().and_then(|it| it.java_outer_classname.as_deref())))
        .collect();
    found.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn no_two_java_classes_have_one_name() {
    let [package, service] = ["a/v1/a.proto", "a/v1/a_service.proto"];
    let of_package = "option java_outer_classname = \"AllOfA\";";
    outer_classes(of_package, "message B {}", &[(package, Some("AllOfA")), (service, None)]);
    outer_classes(of_package, "", &[(service, Some("AllOfA"))]);
    // A class of its own for each message, and one around what else a file declares.
    let multiple = "option java_multiple_files = true;";
    outer_classes(multiple, "message B {}", &[(package, None), (service, None)]);
    let a = "service B { rpc Get(A) returns (A); } message A {} message D {}";
    outer_classes("", a, &[(package, None), (service, None), ("a/v1/b.proto", None)]);
    outer_classes(multiple, a, &[(package, Some("AOuterClass")), (service, None), ("a/v1/b.proto", None)]);
}

#[test]
fn files_that_differ_in_capitals_alone_are_told() {
    let files = [("a/v1/a.proto", "package a.v1; message A {}"), ("A/v1/a.proto", "package A.v1; message B {}")];
    let violations = lay_out(described(&files), Layout::Package).violations;
    let [violation] = &violations[..] else { panic!("{violations:#?}") };
    assert_eq!(
        violation.to_string(),
        "error[COMPILE]: the files `A/v1/a.proto` and `a/v1/a.proto` are one where capitals do not count, as on Windows and macOS\n  \
         --> a/v1/a.proto:1:1\n  ::: A/v1/a.proto:1:1: the other package\n   \
         = help: rename the package `a.v1`, not in its capitals alone"
    );
}
