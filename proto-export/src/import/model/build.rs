//! Descriptors into modules, file by file.

use std::cell::Cell;
use std::collections::BTreeMap;

use prost_types::{FieldDescriptorProto, FileDescriptorProto};
use protox::prost_reflect::{DescriptorPool, DynamicMessage};

use super::custom_options::{self, Custom};
use super::extension::Around;
use super::file_options::{self, Options};
use super::http::Bindings;
use super::index::{Index, Path};
use super::message::Source;
use super::{About, Item, Module, Modules, Package, Syntax};
use crate::import::comments::Comments;
use crate::import::read::Sources;
use crate::import::report::{Loss, Report};
use crate::path::tag;

/// Why an option of a file is lost.
const NO_WORD: &str = "it does nothing any more";
/// Why an option of a file is lost.
const OF_ONE_FILE: &str = "not all files of the package say the same, and contracts have one file for it";

/// The options of packages.
struct Shared<'a> {
    options: BTreeMap<&'a str, Options>,
    custom: BTreeMap<&'a str, Custom>,
}

/// What is known while a file is built.
pub(super) struct Build<'a> {
    pub(super) pool: &'a DescriptorPool,
    pub(super) index: &'a mut Index,
    pub(super) comments: Comments<'a>,
    /// The language of the file.
    pub(super) syntax: Syntax,
    pub(super) bindings: &'a mut Bindings,
    report: &'a mut Report,
    deprecates: Cell<bool>,
    pub(super) file: &'a FileDescriptorProto,
}

/// The modules for all files; what contracts cannot say is reported.
pub(in crate::import) fn modules(sources: &Sources, report: &mut Report) -> Modules {
    let mut files: Vec<&FileDescriptorProto> = Vec::new();
    for file in sources.files() {
        match file.package() {
            "" => report.add(Loss {
                file: file.name().to_owned(),
                line: 1,
                element: file.name().to_owned(),
                what: "a file without a package".to_owned(),
                why: "contracts are in packages; `--default-package NAME` puts it into one",
            }),
            _ => files.push(file),
        }
    }
    let mut index = Index::of(files.iter().copied());
    let shared = Shared {
        options: file_options::shared(files.iter().copied()),
        custom: custom_options::custom(files.iter().copied(), sources.pool()),
    };
    let mut bindings = Bindings::default();
    let (mut root, mut deprecates) = (Module::default(), false);
    for file in files {
        let path = index.module(file.package());
        let (comments, syntax) = (Comments::of(file), Syntax::of(file));
        let mut build = Build {
            pool: sources.pool(),
            index: &mut index,
            comments,
            syntax,
            bindings: &mut bindings,
            report,
            file,
            deprecates: Cell::new(false),
        };
        let (package, items) = (build.package(&shared), build.items(&path));
        deprecates |= build.deprecates.get();
        let module = path.iter().fold(&mut root, |module, ident| module.children.entry(ident.clone()).or_default());
        match &mut module.package {
            Some(known) => known.add(package),
            none => *none = Some(package),
        }
        module.items.extend(items);
    }
    Modules { root, deprecates }
}

impl Package {
    /// Adds what another file of the package says.
    fn add(&mut self, other: Package) {
        if other.syntax != self.syntax {
            self.syntax = Syntax::Edition2023;
        }
        self.doc.extend(other.doc);
    }
}

impl Build<'_> {
    fn package(&mut self, shared: &Shared<'_>) -> Package {
        let (file, syntax) = (self.file, self.syntax);
        let options = shared.options.get(file.package()).cloned().unwrap_or_default();
        let custom = shared.custom.get(file.package()).cloned().unwrap_or_default();
        for name in file_options::options(file).into_keys().filter(|name| !options.contains_key(name)) {
            self.lose(&[], file.name(), format!("option {name}"), OF_ONE_FILE);
        }
        for name in custom_options::names(file, self.pool).iter().filter(|name| !custom.contains_key(*name)) {
            self.lose(&[], file.name(), format!("option ({name})"), OF_ONE_FILE);
        }
        if let Some(name) = file_options::obsolete(file) {
            self.lose(&[], file.name(), format!("option {name}"), NO_WORD);
        }
        Package {
            name: file.package().to_owned(),
            syntax,
            options: options.into_iter().collect(),
            custom: custom.into_values().flatten().collect(),
            doc: self.comments.doc(&[tag::FILE_PACKAGE]),
        }
    }

    /// The items of a file, in the order in which they stand in it.
    fn items(&mut self, module: &Path) -> Vec<Item> {
        let file = self.file;
        let scope = format!(".{}", file.package());
        let mut items: Vec<((i32, i32), Vec<Item>)> = Vec::new();
        for (proto, index) in file.message_type.iter().zip(0..) {
            let path = &[tag::FILE_MESSAGE, index];
            let source = Source { proto, path, name: format!("{scope}.{}", proto.name()), module, around: None };
            items.push((self.comments.place(path), self.message(&source)));
        }
        for (proto, index) in file.enum_type.iter().zip(0..) {
            let path = &[tag::FILE_ENUM, index];
            let name = format!("{scope}.{}", proto.name());
            items.push((self.comments.place(path), vec![self.enumeration(proto, path, &name, None)]));
        }
        for (proto, index) in file.service.iter().zip(0..) {
            let path = &[tag::FILE_SERVICE, index];
            let name = format!("{scope}.{}", proto.name());
            items.push((self.comments.place(path), self.service(proto, path, &name, module).into_iter().collect()));
        }
        let around = Around { list: &[tag::FILE_EXTENSION], name: &scope, module, message: None };
        items.extend(self.extensions(&file.extension, &around));
        items.sort_by_key(|(place, _)| *place);
        items.into_iter().flat_map(|(_, items)| items).collect()
    }

    /// What stands above a declaration.
    pub(super) fn about(&self, path: &[i32], deprecated: bool) -> About {
        self.deprecates.set(self.deprecates.get() || deprecated);
        About { detached: self.comments.detached(path), doc: self.comments.doc(path), deprecated }
    }

    /// The options of a field, if it has any.
    pub(super) fn field_options(&self, message: &str, field: &FieldDescriptorProto) -> Option<DynamicMessage> {
        field.options.as_ref()?;
        let message = self.pool.get_message_by_name(message.trim_start_matches('.'))?;
        Some(message.get_field(field.number() as u32)?.options())
    }

    /// Reports what contracts cannot say.
    pub(super) fn lose(&mut self, path: &[i32], element: &str, what: impl Into<String>, why: &'static str) {
        let line = self.comments.place(path).0 + 1;
        let element = element.trim_start_matches('.').to_owned();
        self.report.add(Loss { file: self.file.name().to_owned(), line, element, what: what.into(), why });
    }
}
