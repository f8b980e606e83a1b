//! Options that contracts set with `option(..)`: what they come to in descriptors, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::{
    EnumOptions, EnumValueOptions, ExtensionRangeOptions, FieldOptions, FileOptions, MessageOptions, MethodOptions,
    OneofOptions, ServiceOptions, UninterpretedOption,
};

use super::graph::Graph;
use super::{Violation, http, option};
use crate::schema::{Field, Member, Message, Method, OptionName, OptionSet, SetOption, Syntax};

/// A message of options in `google/protobuf/descriptor.proto`.
pub(super) trait Options: prost::Message + Default + PartialEq {
    /// Where those are kept that `prost_types` has no member for.
    fn uninterpreted(&mut self) -> &mut Vec<UninterpretedOption>;

    /// Adds what a declaration sets; none when there is nothing then. What is wrong with it is reported elsewhere.
    fn with<'a>(mut self, sets: impl IntoIterator<Item = &'a OptionSet>) -> Option<Self> {
        for set in sets.into_iter().flat_map(|set| (set.read)().unwrap_or_default()) {
            match set.name {
                // Decoded once before.
                OptionName::Own(_) if option::is_member::<Self>(&set.encoded) => {
                    self.merge(set.encoded.as_slice()).unwrap_or_default()
                }
                _ => self.uninterpreted().push(option::set(&set)),
            }
        }
        (self != Self::default()).then_some(self)
    }
}

macro_rules! options {
    ($($name:ident),*) => {$(
        impl Options for $name {
            fn uninterpreted(&mut self) -> &mut Vec<UninterpretedOption> {
                &mut self.uninterpreted_option
            }
        }
    )*};
}

options!(
    EnumOptions,
    EnumValueOptions,
    ExtensionRangeOptions,
    FieldOptions,
    FileOptions,
    MessageOptions,
    MethodOptions,
    OneofOptions,
    ServiceOptions
);

/// What is said in other words, by the message of options, each with what to write.
const IN_OTHER_WORDS: &[(&str, &str, &str)] = &[
    ("", "deprecated", "write `#[deprecated]`; of a file `options(deprecated = true)`"),
    ("", "uninterpreted_option", "write the option itself"),
    ("", "features.field_presence", "the type of the member says it: `T` or `Option<T>`, or write `required`"),
    ("", "features.repeated_field_encoding", "write `unpacked`"),
    ("", "features.message_encoding", "write `delimited`"),
    ("", "features.enum_type", "write `closed`"),
    ("Field", "packed", "write `unpacked`, or leave it away"),
    ("Field", "debug_redact", "write `redact`"),
    ("Message", "map_entry", "write a `HashMap` or a `BTreeMap`"),
    ("Message", "message_set_wire_format", "write `message_set`"),
    ("Enum", "allow_alias", "write `allow_alias`"),
    ("Method", "idempotency_level", "write `idempotency = ..`"),
    ("File", "java_generate_equals_and_hash", "leave it away: it does nothing any more"),
];

/// Checks what all declarations set.
pub(super) fn check(graph: &Graph, violations: &mut Vec<Violation>) {
    let syntaxes = graph.syntaxes();
    let syntax = |package| syntaxes.get(package).copied().unwrap_or_default();
    let mut check = Check { violations, syntax: Syntax::default() };
    for package in graph.options.iter().map(|package| package.name).collect::<BTreeSet<_>>() {
        check.syntax = syntax(package);
        let said = graph.options.iter().filter(|it| it.name == package);
        check.declaration("File", said.flat_map(|it| it.option_sets));
    }
    for message in graph.messages.values().chain(graph.extensions.values()) {
        check.syntax = message.syntax;
        check.message(message);
    }
    for of in graph.enums.values() {
        check.syntax = of.syntax;
        check.declaration("Enum", of.declaration.options);
        of.values.iter().for_each(|value| check.declaration("EnumValue", value.declaration.options));
    }
    for service in graph.services.values() {
        check.syntax = syntax(service.package);
        check.declaration("Service", service.declaration.options);
        service.methods.iter().for_each(|method| check.method(method));
    }
}

struct Check<'a> {
    violations: &'a mut Vec<Violation>,
    /// The language of what is checked.
    syntax: Syntax,
}

impl Check<'_> {
    fn message(&mut self, of: &Message) {
        self.declaration("Message", of.declaration.options);
        of.extensions.iter().for_each(|range| self.declaration("ExtensionRange", range.options));
        for member in of.members {
            match member {
                Member::Field(field) => self.field(field),
                Member::Oneof(declaration, oneof) => {
                    self.declaration("Oneof", declaration.options.iter().chain(oneof().declaration.options));
                    oneof().members.iter().for_each(|field| self.field(field));
                }
            }
        }
    }

    fn method(&mut self, of: &Method) {
        self.declaration("Method", of.declaration.options);
        let name = http::option(of).map(|option| shown(&option.name));
        for set in of.declaration.options {
            let options = (set.read)().unwrap_or_default();
            if options.iter().any(|option| name.as_ref() == Some(&shown(&option.name))) {
                let message = format!("`{}` has the option that its `http(..)` says", of.declaration.name);
                self.report(set, message, "take one of the two away");
            }
        }
    }

    fn field(&mut self, of: &Field) {
        self.declaration("Field", of.declaration.options);
    }

    /// What one declaration sets: it can be read, is said in no other words, and each option has one value.
    fn declaration<'a>(&mut self, part: &str, sets: impl IntoIterator<Item = &'a OptionSet>) {
        let mut seen: BTreeMap<String, &OptionSet> = BTreeMap::new();
        for set in sets {
            let options = match (set.read)() {
                Ok(options) => options,
                Err(reason) => {
                    let message = format!("the options cannot be set: {reason}");
                    self.report(set, message, HELP);
                    continue;
                }
            };
            for option in options {
                let name = shown(&option.name);
                if let Some(help) = in_other_words(part, &name) {
                    self.report(set, format!("contracts say the option `{name}` in other words"), help);
                } else if name.starts_with("features.") && self.syntax != Syntax::Edition2023 {
                    let message = format!("`{name}` is set, and only editions have features");
                    self.report(set, message, "write `contracts::package!(\"..\", edition = \"2023\");`");
                }
                let first = seen.insert(name.clone(), set).filter(|_| !option.is_repeated);
                if let Some(first) = first {
                    let violation = Violation::compile(Some(set.source.into()), format!("`{name}` is set twice"));
                    let violation = violation.related("the other one", Some(first.source.into()));
                    self.violations.push(violation.help("set it once"));
                }
            }
        }
    }

    fn report(&mut self, set: &OptionSet, message: String, help: &str) {
        let violation = Violation::compile(Some(set.source.into()), message).help(help);
        // A contract may be reached in several ways.
        if !self.violations.contains(&violation) {
            self.violations.push(violation);
        }
    }
}

const HELP: &str = "write a value of a contract that extends these options, or their text, as \
                    `option(\"[acme.v1.owner]: 'billing'\")`, in a program that links the contract or the descriptor set \
                    which declares them";

fn in_other_words(part: &str, name: &str) -> Option<&'static str> {
    let found = IN_OTHER_WORDS.iter().find(|(of, option, _)| *option == name && (of.is_empty() || *of == part));
    found.map(|(.., help)| *help)
}

/// The name of an option as a `.proto` file has it.
fn shown(name: &OptionName) -> String {
    match name {
        OptionName::Own(name) => name.clone(),
        OptionName::Extension(name, _) => format!("({name})"),
    }
}

/// The sets of extensions that declare what is set, as far as they are contracts.
pub(super) fn sets<'a>(of: impl IntoIterator<Item = &'a OptionSet>) -> Vec<&'static Message> {
    let declared = |option: SetOption| match option.name {
        OptionName::Extension(_, set) => set.map(|set| set()),
        OptionName::Own(_) => None,
    };
    of.into_iter().flat_map(|set| (set.read)().unwrap_or_default()).filter_map(declared).collect()
}
