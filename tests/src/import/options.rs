//! Options that `prost_types` has no member for, custom ones above all: by the declaration that they are set on.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use prost::encoding::{self, DecodeContext};
use protox::prost_reflect::{
    DescriptorPool, DynamicMessage, EnumDescriptor, ExtensionDescriptor, FileDescriptor, MessageDescriptor,
    ReflectMessage as _, Value,
};

use super::lost::{Kind, Loss};
use crate::descriptors::EncodedFiles;

/// The options of declarations, by full name. Those of a file stand under the name of its package.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options(BTreeMap<String, Set>);

/// The options of one declaration.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// What is declared.
    pub of: &'static str,
    /// The options as text, by name.
    pub options: BTreeMap<String, String>,
}

impl Options {
    /// The options of what these files of a pool declare, without what is lost.
    pub fn of(pool: &DescriptorPool, wanted: &BTreeSet<String>, losses: &[Loss]) -> Self {
        let mut reader = Reader::new(losses);
        let mut of_files: BTreeMap<String, Vec<BTreeMap<String, Text>>> = BTreeMap::new();
        for file in wanted.iter().filter_map(|name| pool.get_file_by_name(name)) {
            let set = reader.lost.without(file.name(), reader.set(&file.options()));
            of_files.entry(file.package_name().to_owned()).or_default().push(set);
            reader.file(&file);
        }
        for (package, of_files) in of_files {
            reader.add(&package, "a file", joined(of_files));
        }
        reader.options
    }

    /// The files that declare the options which a file sets.
    pub fn declaring(pool: &DescriptorPool, file: &str) -> BTreeSet<String> {
        let mut reader = Reader::new(&[]);
        if let Some(file) = pool.get_file_by_name(file) {
            let set = reader.set(&file.options());
            reader.add("", "a file", set);
            reader.file(&file);
        }
        reader.declaring.into_inner()
    }

    /// The options of each declaration.
    pub fn sets(&self) -> impl Iterator<Item = (&str, &Set)> {
        self.0.iter().map(|(name, set)| (name.as_str(), set))
    }

    /// The options of a declaration.
    pub fn get(&self, name: &str) -> Option<&Set> {
        self.0.get(name)
    }

    /// How many options there are.
    pub fn len(&self) -> usize {
        self.0.values().map(|set| set.options.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Files with all that they import, ready to be asked for options.
///
/// # Errors
///
/// They make up no set of descriptors.
pub fn pool(all: &EncodedFiles) -> Result<DescriptorPool> {
    let mut set = Vec::new();
    for file in all.values() {
        encoding::bytes::encode(1, &of_proto2(file)?, &mut set);
    }
    DescriptorPool::decode(set.as_slice()).context("the files are no set of descriptors")
}

/// What is lost: options of declarations, and whole declarations.
struct Lost<'a> {
    options: BTreeSet<(&'a str, &'a str)>,
    declarations: BTreeSet<&'a str>,
}

impl<'a> Lost<'a> {
    fn of(losses: &'a [Loss]) -> Self {
        let of = |kind: Kind| losses.iter().filter(move |loss| loss.kind() == kind);
        let option =
            |loss: &'a Loss| (loss.element.as_str(), loss.what.trim_start_matches("option ").trim_matches(['(', ')']));
        let declarations = of(Kind::Declaration).map(|loss| loss.element.as_str()).collect();
        Lost { options: of(Kind::Option).map(option).collect(), declarations }
    }

    fn without(&self, element: &str, mut set: BTreeMap<String, Text>) -> BTreeMap<String, Text> {
        let ends = element.match_indices('.').map(|(end, _)| end).chain([element.len()]);
        if ends.into_iter().any(|end| self.declarations.contains(&element[..end])) {
            set.clear();
        }
        set.retain(|name, _| !self.options.contains(&(element, name.as_str())));
        set
    }
}

/// Reads the options of declarations, one by one.
struct Reader<'a> {
    options: Options,
    lost: Lost<'a>,
    /// The files that declare the options.
    declaring: RefCell<BTreeSet<String>>,
}

impl<'a> Reader<'a> {
    fn new(losses: &'a [Loss]) -> Self {
        Reader { options: Options::default(), lost: Lost::of(losses), declaring: RefCell::default() }
    }

    fn set(&self, options: &DynamicMessage) -> BTreeMap<String, Text> {
        self.declaring.borrow_mut().extend(options.extensions().map(|(it, _)| it.parent_file().name().to_owned()));
        set_of(options)
    }

    fn file(&mut self, file: &FileDescriptor) {
        file.messages().for_each(|message| self.message(&message));
        file.enums().for_each(|of| self.enumeration(&of));
        for extension in file.extensions() {
            let set = self.set(&extension.options());
            self.add(extension.full_name(), "an extension", set);
        }
        for service in file.services() {
            let set = self.set(&service.options());
            self.add(service.full_name(), "a service", set);
            for method in service.methods() {
                let set = self.set(&method.options());
                self.add(method.full_name(), "a method", set);
            }
        }
    }

    fn message(&mut self, message: &MessageDescriptor) {
        let set = self.set(&message.options());
        self.add(message.full_name(), "a message", set);
        for field in message.fields() {
            let set = self.set(&field.options());
            self.add(field.full_name(), "a field", set);
        }
        for oneof in message.oneofs() {
            let set = self.set(&oneof.options());
            self.add(oneof.full_name(), "a oneof", set);
        }
        for extension in message.child_extensions() {
            let set = self.set(&extension.options());
            self.add(extension.full_name(), "an extension", set);
        }
        message.child_messages().for_each(|nested| self.message(&nested));
        message.child_enums().for_each(|of| self.enumeration(&of));
    }

    fn enumeration(&mut self, of: &EnumDescriptor) {
        let set = self.set(&of.options());
        self.add(of.full_name(), "an enum", set);
        for value in of.values() {
            // Values are named beside their enum, which says less of where they are.
            let set = self.set(&value.options());
            self.add(&format!("{}.{}", of.full_name(), value.name()), "a value", set);
        }
    }

    fn add(&mut self, name: &str, of: &'static str, set: BTreeMap<String, Text>) {
        let set = self.lost.without(name, set);
        let options: BTreeMap<String, String> = set.into_iter().map(|(name, text)| (name, text.0.join("\n"))).collect();
        if !options.is_empty() {
            self.options.0.insert(name.to_owned(), Set { of, options });
        }
    }
}

/// The text of an option: of each of its values, where it has many.
#[derive(Debug, Clone, PartialEq)]
struct Text(Vec<String>);

/// The option `debug_redact` in `google.protobuf.FieldOptions`.
const DEBUG_REDACT: u32 = 16;

fn set_of(options: &DynamicMessage) -> BTreeMap<String, Text> {
    let alone = |extension: &ExtensionDescriptor, value: Value| {
        let mut alone = DynamicMessage::new(options.descriptor());
        alone.set_extension(extension, value);
        alone.to_text_format()
    };
    let text = |extension: &ExtensionDescriptor, value: &Value| match value {
        Value::List(values) => {
            Text(values.iter().map(|value| alone(extension, Value::List(vec![value.clone()]))).collect())
        }
        value => Text(vec![alone(extension, value.clone())]),
    };
    let custom = options.extensions().map(|(it, value)| (it.full_name().to_owned(), text(&it, value)));
    let mut set: BTreeMap<String, Text> = custom.collect();
    let is_field = options.descriptor().name() == "FieldOptions";
    let redacted = options.get_field_by_name("debug_redact").and_then(|value| value.as_bool()).unwrap_or_default();
    if is_field && (redacted || options.unknown_fields().any(|field| field.number() == DEBUG_REDACT)) {
        set.insert("debug_redact".to_owned(), Text(vec!["true".to_owned()]));
    }
    set
}

/// The options of the files of a package as those of one file: all values of each, sorted; the same value once.
fn joined(of_files: Vec<BTreeMap<String, Text>>) -> BTreeMap<String, Text> {
    let mut joined: BTreeMap<String, Text> = BTreeMap::new();
    for (name, text) in of_files.into_iter().flatten() {
        joined.entry(name).or_insert(Text(Vec::new())).0.extend(text.0);
    }
    for text in joined.values_mut() {
        text.0.sort();
        text.0.dedup();
    }
    joined
}

/// `syntax` and `edition` in `google.protobuf.FileDescriptorProto`.
const LANGUAGE: [u32; 2] = [12, 14];

/// An encoded file of an edition as one of proto2, which says the same of options: `prost_reflect` reads no editions.
fn of_proto2(file: &[u8]) -> Result<Vec<u8>> {
    let (mut rest, mut out) = (file, Vec::with_capacity(file.len()));
    let mut is_edition = false;
    while !rest.is_empty() {
        let field = rest;
        let (number, wire_type) = encoding::decode_key(&mut rest)?;
        encoding::skip_field(wire_type, number, &mut rest, DecodeContext::default())?;
        let field = &field[..field.len() - rest.len()];
        is_edition |= number == LANGUAGE[1];
        if !LANGUAGE.contains(&number) {
            out.extend_from_slice(field);
        }
    }
    Ok(if is_edition { out } else { file.to_vec() })
}
