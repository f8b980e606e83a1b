//! What a protobuf compiler would refuse in the files, found before one sees them.

use std::collections::BTreeMap;

use prost::Message as _;
use prost_types::{EnumDescriptorProto, FileDescriptorProto};

use super::import::{self, Imports};
use super::{EDITIONS, Place, Places, Violation, names, option};

mod enumeration;
mod extension;
mod message;

/// Checks all files, each with the places of its declarations. `imported` are those that they import, encoded.
pub(super) fn files(
    files: &[(FileDescriptorProto, Places)],
    imports: &Imports,
    imported: &[Vec<u8>],
    violations: &mut Vec<Violation>,
) {
    let imported = imported.iter().filter_map(|file| FileDescriptorProto::decode(file.as_slice()).ok());
    let imported: Vec<FileDescriptorProto> = imported.collect();
    for (file, places) in files.iter().filter(|(file, _)| imported.iter().any(|it| it.name() == file.name())) {
        violations.push(import::exported_over(file, places));
    }
    let mut symbols = Symbols::default();
    symbols.add_imports(&imported);
    for (file, _) in files {
        symbols.add_package(file.package());
    }
    let all = || files.iter().map(|(file, _)| file);
    let mut extensions = extension::Extensions::of(all().chain(imports.files()));
    for (file, places) in files {
        let (syntax, path) = (file.syntax(), Vec::new());
        let mut check = Check { places, symbols: &mut symbols, extensions: &mut extensions, violations, syntax, path };
        check.file(file);
    }
}

/// All full names there are, with what they name.
#[derive(Default)]
struct Symbols(BTreeMap<String, Symbol>);

struct Symbol {
    what: &'static str,
    place: Option<Place>,
    /// The file that declares it, when it is imported.
    file: Option<String>,
}

impl Symbols {
    fn add_imports(&mut self, imported: &[FileDescriptorProto]) {
        for file in imported {
            for name in import::type_names(file) {
                let file = Some(file.name().to_owned());
                self.0.entry(name).or_insert(Symbol { what: "type of an imported file", place: None, file });
            }
        }
    }

    fn add_package(&mut self, package: &str) {
        for (end, _) in package.match_indices('.').chain([(package.len(), "")]) {
            let symbol = Symbol { what: "package", place: None, file: None };
            self.0.entry(package[..end].to_owned()).or_insert(symbol);
        }
    }
}

/// The check of one file, at the path it has come to.
struct Check<'a> {
    places: &'a Places,
    symbols: &'a mut Symbols,
    extensions: &'a mut extension::Extensions,
    violations: &'a mut Vec<Violation>,
    syntax: &'a str,
    path: Vec<i32>,
}

impl Check<'_> {
    fn file(&mut self, file: &FileDescriptorProto) {
        use super::lower::tag;
        let package = file.package();
        for (message, index) in file.message_type.iter().zip(0..) {
            self.at([tag::FILE_MESSAGE, index], |check| message::check(check, message, package));
        }
        for (enumeration, index) in file.enum_type.iter().zip(0..) {
            self.at([tag::FILE_ENUM, index], |check| enumeration::check(check, enumeration, package));
        }
        for (extension, index) in file.extension.iter().zip(0..) {
            self.at([tag::FILE_EXTENSION, index], |check| extension::check(check, extension, package));
        }
        for (service, index) in file.service.iter().zip(0..) {
            self.at([tag::FILE_SERVICE, index], |check| {
                let name = check.name("service", package, service.name());
                for (method, index) in service.method.iter().zip(0..) {
                    check.at([tag::SERVICE_METHOD, index], |check| check.name("method", &name, method.name()));
                }
            });
        }
    }

    /// Runs a check at a declaration further down.
    fn at<T>(&mut self, entry: [i32; 2], check: impl FnOnce(&mut Self) -> T) -> T {
        self.path.extend(entry);
        let result = check(self);
        self.path.truncate(self.path.len() - 2);
        result
    }

    /// The Rust place of the declaration that the check has come to.
    fn place(&self) -> Option<Place> {
        self.places.find(&self.path).cloned()
    }

    /// Whether a number without a name is no value of the enum.
    fn is_closed(&self, enumeration: &EnumDescriptorProto) -> bool {
        let options = enumeration.options.as_ref().map(|options| options.uninterpreted_option.as_slice());
        match self.syntax {
            EDITIONS => option::has_feature(options.unwrap_or_default(), "enum_type", "CLOSED"),
            syntax => syntax.is_empty(),
        }
    }

    fn report(&mut self, message: String, help: &str) {
        let violation = Violation::compile(self.place(), message).help(help);
        self.violations.push(violation);
    }

    /// Takes a name in a scope, and returns the full one.
    fn name(&mut self, what: &'static str, scope: &str, name: &str) -> String {
        let full_name = format!("{scope}.{name}");
        let place = self.place();
        if !names::is_identifier(name) {
            let message = format!("`{name}` is not a name that protobuf takes");
            self.report(message, "use ASCII letters, digits and underscores, in Rust or with `name = \"..\"`");
        } else if let Some(other) = self.symbols.0.get(&full_name) {
            let message = format!("the {what} `{full_name}` has the name of {}", with_article(other.what));
            let help = match (what, &other.file) {
                (_, Some(_)) => "rename the contract, or put it into another package",
                ("enum value", _) => "enum values share the scope around their enum: rename the variant or the enum",
                _ => "rename one of them",
            };
            let violation = Violation::compile(place, message).help(help);
            self.violations.push(match (&other.place, &other.file) {
                (Some(place), _) => violation.related(format!("the {}", other.what), Some(place.clone())),
                (None, Some(file)) => {
                    violation.related(format!("a registered descriptor set has it in `{file}`"), None)
                }
                (None, None) => violation,
            });
        } else {
            self.symbols.0.insert(full_name.clone(), Symbol { what, place, file: None });
        }
        full_name
    }
}

fn with_article(what: &str) -> String {
    let article = if what.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {what}")
}
