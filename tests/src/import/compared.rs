//! Files as packages, and both sides of an import made comparable.

use std::collections::{BTreeMap, BTreeSet};

use prost::encoding::{self, DecodeContext};
use prost_types::field_descriptor_proto::Type;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, UninterpretedOption,
};

use super::lost::{Kind, Loss};
use super::meaning::spell_out;
use super::options::Options;
use crate::comparable::comparable;

/// What is compared of a set of files: the declarations of each package, and their comments.
#[derive(Debug, Default, PartialEq)]
pub struct Compared {
    /// The packages, each as one file, by name.
    pub packages: BTreeMap<String, FileDescriptorProto>,
    /// The options that all files of a package have alike, by package, encoded.
    pub options: BTreeMap<String, BTreeSet<Vec<u8>>>,
    /// The options that `prost_types` has no member for.
    pub custom: Options,
    /// The lines of the comments, above and behind, by the full name of the declaration.
    pub comments: BTreeMap<String, Vec<String>>,
}

impl Compared {
    /// The packages of these files, without what is lost.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a FileDescriptorProto>, custom: Options, losses: &[Loss]) -> Self {
        let files: Vec<&FileDescriptorProto> = files.into_iter().collect();
        let mut languages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for file in &files {
            languages.entry(file.package()).or_default().insert(file.syntax());
        }
        let declarations = losses.iter().filter(|loss| loss.kind() == Kind::Declaration);
        let lost: BTreeSet<&str> = declarations.map(|loss| loss.element.as_str()).collect();
        let mut compared = Compared { custom, ..Compared::default() };
        for file in files {
            compared.comments.extend(comments(file));
            let file = interpreted(file);
            let options = options(&file);
            compared
                .options
                .entry(file.package().to_owned())
                .and_modify(|shared| shared.retain(|option| options.contains(option)))
                .or_insert(options);
            let mut file = file;
            if languages[file.package()].len() > 1 || file.syntax() == "editions" {
                spell_out(&mut file);
            }
            let package = compared.packages.entry(file.package().to_owned()).or_default();
            package.package.clone_from(&file.package);
            package.syntax.clone_from(&file.syntax);
            package.message_type.extend_from_slice(&file.message_type);
            package.enum_type.extend_from_slice(&file.enum_type);
            package.service.extend_from_slice(&file.service);
            package.extension.extend_from_slice(&file.extension);
        }
        compared.comments.retain(|element, lines| !lines.is_empty() && !is_lost(element, &lost));
        let packages = std::mem::take(&mut compared.packages);
        compared.packages = packages.into_iter().map(|(name, package)| (name, plain(package, &lost))).collect();
        // Where all that is in a package is lost, there is none.
        compared.packages.retain(|_, package| {
            let FileDescriptorProto { message_type, enum_type, service, extension, .. } = package;
            !(message_type.is_empty() && enum_type.is_empty() && service.is_empty() && extension.is_empty())
        });
        compared.options.retain(|package, _| compared.packages.contains_key(package));
        compared
    }

    /// What differs from another set of files: each declaration by name, with what both sides say of it.
    pub fn differences(&self, other: &Compared) -> Vec<String> {
        fn of<K: Ord, V: std::fmt::Debug + PartialEq>(
            what: &str,
            name: impl Fn(&K) -> String,
            sides: [BTreeMap<K, V>; 2],
        ) -> Vec<String> {
            let [one, other] = sides;
            let names: BTreeSet<&K> = one.keys().chain(other.keys()).collect();
            let differ = names.into_iter().filter(|it| one.get(it) != other.get(it));
            let said = differ.map(|it| format!("{what} {}: {:?} / {:?}", name(it), one.get(it), other.get(it)));
            said.collect()
        }
        let sets = |it: &Compared| it.custom.sets().map(|(name, set)| (name.to_owned(), set.clone())).collect();
        let messages = |it: &Compared| {
            let all = it.packages.iter().flat_map(|(name, package)| {
                package.message_type.iter().map(move |it| (format!("{name}.{}", it.name()), it.clone()))
            });
            all.collect::<BTreeMap<String, DescriptorProto>>()
        };
        let without_messages = |it: &Compared| {
            let packages = it.packages.iter().map(|(name, package)| {
                (name.clone(), FileDescriptorProto { message_type: Vec::new(), ..package.clone() })
            });
            packages.collect::<BTreeMap<String, FileDescriptorProto>>()
        };
        let name = |name: &String| name.clone();
        [
            of("the message", name, [messages(self), messages(other)]),
            of("the package", name, [without_messages(self), without_messages(other)]),
            of("the options of", name, [sets(self), sets(other)]),
            of("the options of the files of", name, [self.options.clone(), other.options.clone()]),
            of("the comment of", name, [self.comments.clone(), other.comments.clone()]),
        ]
        .concat()
    }

    /// How many messages there are, without those that stand for maps, and how many fields they have.
    pub fn counts(&self) -> (usize, usize) {
        fn count(message: &DescriptorProto) -> (usize, usize) {
            let is_entry = |it: &&DescriptorProto| it.options.as_ref().is_some_and(|options| options.map_entry());
            let nested = message.nested_type.iter().filter(|nested| !is_entry(nested)).map(count);
            nested.fold((1, message.field.len()), |(messages, fields), (more, of)| (messages + more, fields + of))
        }
        let messages = self.packages.values().flat_map(|package| &package.message_type);
        messages.map(count).fold((0, 0), |(messages, fields), (more, of)| (messages + more, fields + of))
    }
}

/// A file without the options that are not interpreted, but for features: what they come to is compared by itself.
fn interpreted(file: &FileDescriptorProto) -> FileDescriptorProto {
    fn kept(options: Option<&mut Vec<UninterpretedOption>>) {
        let is_feature = |it: &UninterpretedOption| it.name.first().is_some_and(|part| part.name_part == "features");
        options.into_iter().for_each(|options| options.retain(is_feature));
    }
    fn of_enum(of: &mut EnumDescriptorProto) {
        kept(of.options.as_mut().map(|options| &mut options.uninterpreted_option));
        for value in &mut of.value {
            kept(value.options.as_mut().map(|options| &mut options.uninterpreted_option));
        }
    }
    fn of_message(of: &mut DescriptorProto) {
        kept(of.options.as_mut().map(|options| &mut options.uninterpreted_option));
        of.nested_type.iter_mut().for_each(of_message);
        of.enum_type.iter_mut().for_each(of_enum);
    }
    let mut file = file.clone();
    kept(file.options.as_mut().map(|options| &mut options.uninterpreted_option));
    file.message_type.iter_mut().for_each(of_message);
    file.enum_type.iter_mut().for_each(of_enum);
    for service in &mut file.service {
        kept(service.options.as_mut().map(|options| &mut options.uninterpreted_option));
        for method in &mut service.method {
            kept(method.options.as_mut().map(|options| &mut options.uninterpreted_option));
            method.options = method.options.take().filter(|options| *options != Default::default());
        }
    }
    file
}

/// The options of a file, each encoded by itself.
fn options(file: &FileDescriptorProto) -> BTreeSet<Vec<u8>> {
    let encoded = file.options.as_ref().map(prost::Message::encode_to_vec).unwrap_or_default();
    let (mut rest, mut options) = (encoded.as_slice(), BTreeSet::new());
    while !rest.is_empty() {
        let option = rest;
        let Ok((number, wire_type)) = encoding::decode_key(&mut rest) else { break };
        if encoding::skip_field(wire_type, number, &mut rest, DecodeContext::default()).is_err() {
            break;
        }
        options.insert(option[..option.len() - rest.len()].to_vec());
    }
    options
}

/// Whether a declaration or one around it is lost.
fn is_lost(element: &str, lost: &BTreeSet<&str>) -> bool {
    let ends = element.match_indices('.').map(|(end, _)| end).chain([element.len()]);
    ends.into_iter().any(|end| lost.contains(&element[..end]))
}

fn plain(mut package: FileDescriptorProto, lost: &BTreeSet<&str>) -> FileDescriptorProto {
    let scope = package.package().to_owned();
    package.service.retain(|service| !lost.contains(format!("{scope}.{}", service.name()).as_str()));
    for service in &mut package.service {
        let name = format!("{scope}.{}", service.name());
        service.method.retain(|method| !lost.contains(format!("{name}.{}", method.name()).as_str()));
        service.options = service.options.take().filter(|options| *options != Default::default());
        for method in &mut service.method {
            // A side that does not stream is said by nothing or by `false`.
            method.client_streaming = method.client_streaming.filter(|streams| *streams);
            method.server_streaming = method.server_streaming.filter(|streams| *streams);
            method.options = method.options.take().filter(|options| *options != Default::default());
        }
    }
    package.service.sort_by(|one, other| one.name().cmp(other.name()));
    plain_fields(&mut package.extension, &scope, lost, Some(()));
    package.message_type.iter_mut().for_each(|message| plain_message(message, &scope, lost));
    for of in &mut package.enum_type {
        plain_values(of);
    }
    comparable(package)
}

fn plain_message(message: &mut DescriptorProto, scope: &str, lost: &BTreeSet<&str>) {
    let name = format!("{scope}.{}", message.name());
    message.options = message.options.take().filter(|options| *options != Default::default());
    message.extension_range.iter_mut().for_each(|range| range.options = None);
    message.oneof_decl.iter_mut().for_each(|oneof| oneof.options = None);
    message.nested_type.iter_mut().for_each(|nested| plain_message(nested, &name, lost));
    message.enum_type.iter_mut().for_each(plain_values);
    plain_presence(message);
    let lost_fields = message.field.iter().filter(|field| lost.contains(format!("{name}.{}", field.name()).as_str()));
    let lost_types: Vec<String> = lost_fields.map(|field| field.type_name().to_owned()).collect();
    // What stands for a map that is lost.
    message.nested_type.retain(|nested| {
        let is_entry = nested.options.as_ref().is_some_and(|options| options.map_entry());
        !(is_entry && lost_types.contains(&format!(".{name}.{}", nested.name())))
    });
    plain_fields(&mut message.field, &name, lost, None);
    plain_fields(&mut message.extension, &name, lost, Some(()));
}

/// `optional` before a message says what is so anyway.
fn plain_presence(message: &mut DescriptorProto) {
    while let Some(field) = message.field.iter_mut().find(|it| it.proto3_optional() && it.r#type() == Type::Message) {
        field.proto3_optional = None;
        let Some(index) = field.oneof_index.take() else { continue };
        message.oneof_decl.remove(index as usize);
        for field in &mut message.field {
            field.oneof_index = field.oneof_index.map(|other| if other > index { other - 1 } else { other });
        }
    }
}

fn plain_values(of: &mut EnumDescriptorProto) {
    for value in &mut of.value {
        value.options = value.options.take().filter(|options| *options != Default::default());
    }
}

/// Fields, or extensions, without those that are lost and without options of other languages.
fn plain_fields(fields: &mut Vec<FieldDescriptorProto>, scope: &str, lost: &BTreeSet<&str>, extensions: Option<()>) {
    fields.retain(|field| !lost.contains(format!("{scope}.{}", field.name()).as_str()));
    for field in fields {
        if extensions.is_some() {
            // An extension always knows whether it is there, and JSON calls it by its full name.
            (field.proto3_optional, field.json_name) = (None, None);
        }
        if let Some(options) = &mut field.options {
            options.deprecated = options.deprecated.filter(|deprecated| *deprecated);
            // What only encoded descriptors have is compared by itself.
            options.uninterpreted_option.clear();
        }
    }
}

/// The comments of all declarations, by full name.
fn comments(file: &FileDescriptorProto) -> Vec<(String, Vec<String>)> {
    let names: BTreeMap<Vec<i32>, String> = names(file).into_iter().collect();
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    let with_names = locations.filter_map(|it| Some((names.get(&it.path)?.clone(), it)));
    with_names.map(|(name, it)| (name, lines(&[it.leading_comments(), it.trailing_comments()]))).collect()
}

/// The lines of comments that say something, without spaces around and without the brackets of [`names`] alone, which are
/// links in Rust.
fn lines(comments: &[&str]) -> Vec<String> {
    let lines = comments.iter().flat_map(|comment| comment.lines());
    let lines = lines.map(|line| without_links(line.trim()));
    lines.filter(|line| !line.is_empty()).collect()
}

fn without_links(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, link)) = rest.split_once("[`") {
        out.push_str(before);
        match link.split_once("`]") {
            Some((name, behind)) if !behind.starts_with(['[', '(']) => {
                out.extend(["`", name, "`"]);
                rest = behind;
            }
            _ => {
                out.push_str("[`");
                rest = link;
            }
        }
    }
    out + rest
}

/// The types that a file declares, with a dot in front.
pub(super) fn declared(file: &FileDescriptorProto) -> Vec<String> {
    let of = |path: &[i32]| matches!(path, [4, ..] | [5, _]);
    let names = names(file).into_iter().filter(|(path, _)| of(path));
    names.map(|(_, name)| format!(".{name}")).collect()
}

/// The types that a file uses, with a dot in front.
pub(super) fn used(file: &FileDescriptorProto) -> Vec<&str> {
    fn of_message<'a>(message: &'a DescriptorProto, used: &mut Vec<&'a str>) {
        let fields = message.field.iter().chain(&message.extension);
        used.extend(fields.flat_map(|field| [field.type_name(), field.extendee()]));
        message.nested_type.iter().for_each(|nested| of_message(nested, used));
    }
    let mut used = Vec::new();
    file.message_type.iter().for_each(|message| of_message(message, &mut used));
    used.extend(file.extension.iter().flat_map(|field| [field.type_name(), field.extendee()]));
    let methods = file.service.iter().flat_map(|service| &service.method);
    used.extend(methods.flat_map(|method| [method.input_type(), method.output_type()]));
    used
}

/// The paths of all declarations of a file, with their full names.
fn names(file: &FileDescriptorProto) -> Vec<(Vec<i32>, String)> {
    let mut found = Vec::new();
    for (message, index) in file.message_type.iter().zip(0..) {
        names_of(message, vec![4, index], file.package(), &mut found);
    }
    for (of, index) in file.enum_type.iter().zip(0..) {
        names_of_enum(of, vec![5, index], file.package(), &mut found);
    }
    for (service, index) in file.service.iter().zip(0..) {
        let name = format!("{}.{}", file.package(), service.name());
        let methods = service.method.iter().zip(0..);
        found.extend(methods.map(|(it, at)| (vec![6, index, 2, at], format!("{name}.{}", it.name()))));
        found.push((vec![6, index], name));
    }
    let extensions = file.extension.iter().zip(0..);
    found.extend(extensions.map(|(it, at)| (vec![7, at], format!("{}.{}", file.package(), it.name()))));
    found
}

fn names_of(message: &DescriptorProto, path: Vec<i32>, scope: &str, found: &mut Vec<(Vec<i32>, String)>) {
    let name = format!("{scope}.{}", message.name());
    let at = |list: i32, index: i32| [path.as_slice(), &[list, index]].concat();
    for (nested, index) in message.nested_type.iter().zip(0..) {
        names_of(nested, at(3, index), &name, found);
    }
    for (of, index) in message.enum_type.iter().zip(0..) {
        names_of_enum(of, at(4, index), &name, found);
    }
    let named = |list: i32, names: Vec<&str>| -> Vec<(Vec<i32>, String)> {
        names.into_iter().zip(0..).map(|(it, index)| (at(list, index), format!("{name}.{it}"))).collect()
    };
    found.extend(named(2, message.field.iter().map(FieldDescriptorProto::name).collect()));
    found.extend(named(6, message.extension.iter().map(FieldDescriptorProto::name).collect()));
    found.extend(named(8, message.oneof_decl.iter().map(|oneof| oneof.name()).collect()));
    found.push((path, name));
}

fn names_of_enum(of: &EnumDescriptorProto, path: Vec<i32>, scope: &str, found: &mut Vec<(Vec<i32>, String)>) {
    let name = format!("{scope}.{}", of.name());
    let values = of.value.iter().zip(0..);
    found.extend(values.map(|(it, at)| ([path.as_slice(), &[2, at]].concat(), format!("{name}.{}", it.name()))));
    found.push((path, name));
}
