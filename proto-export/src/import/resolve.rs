//! Names of types made absolute by protobuf's rules of scope, under which a file sees what it imports and nothing else.
//!
//! protox alone looks in all files that it knows: it takes the first part of a name for a package that the file does not
//! import.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};
use protox::Error;
use protox::file::{ChainFileResolver, File, FileResolver};

use crate::print::joined;

/// Finds files as another resolver does, and makes the names of types in them absolute.
pub(super) struct Resolver {
    files: ChainFileResolver,
    /// The package of files that name none.
    package: Option<String>,
    known: RefCell<BTreeMap<String, Rc<Known>>>,
}

/// A file, and what it declares.
struct Known {
    file: File,
    /// Whether it was compiled before, so that its names are absolute.
    is_compiled: bool,
    /// Full names of messages and enums.
    types: BTreeSet<String>,
    /// Full names of all that can stand before a dot.
    scopes: BTreeSet<String>,
}

impl Resolver {
    pub(super) fn new(files: ChainFileResolver, package: Option<String>) -> Self {
        Resolver { files, package, known: RefCell::default() }
    }

    fn known(&self, name: &str) -> Result<Rc<Known>, Error> {
        if let Some(known) = self.known.borrow().get(name) {
            return Ok(Rc::clone(known));
        }
        let file = self.files.open_file(name)?;
        let is_compiled = file.source().is_none();
        let known = Rc::new(Known { is_compiled, ..Known::new(self.packaged(file)) });
        self.known.borrow_mut().insert(name.to_owned(), Rc::clone(&known));
        Ok(known)
    }

    /// The file, in a package.
    fn packaged(&self, file: File) -> File {
        match &self.package {
            Some(package) if file.file_descriptor_proto().package().is_empty() => {
                let mut proto = file.file_descriptor_proto().clone();
                proto.package = Some(package.clone());
                proto.into()
            }
            _ => file,
        }
    }

    /// The file, those it imports, and those that these import publicly. What cannot be read is reported by protox.
    fn visible(&self, file: &Rc<Known>) -> Vec<Rc<Known>> {
        let mut visible = vec![Rc::clone(file)];
        let mut pending: Vec<String> = file.file.file_descriptor_proto().dependency.clone();
        let mut seen = BTreeSet::new();
        while let Some(name) = pending.pop() {
            if seen.insert(name.clone())
                && let Ok(imported) = self.known(&name)
            {
                let proto = imported.file.file_descriptor_proto();
                let public = proto.public_dependency.iter().filter_map(|index| proto.dependency.get(*index as usize));
                pending.extend(public.cloned());
                visible.push(imported);
            }
        }
        visible
    }
}

impl FileResolver for Resolver {
    fn resolve_path(&self, path: &Path) -> Option<String> {
        self.files.resolve_path(path)
    }

    fn open_file(&self, name: &str) -> Result<File, Error> {
        let known = self.known(name)?;
        if known.is_compiled {
            return Ok(known.file.clone());
        }
        let visible = Visible { files: self.visible(&known), package: self.package.as_deref() };
        let mut proto = known.file.file_descriptor_proto().clone();
        visible.file(&mut proto);
        Ok(proto.into())
    }
}

impl Known {
    fn new(file: File) -> Self {
        let (mut types, mut scopes) = (BTreeSet::new(), BTreeSet::new());
        let proto = file.file_descriptor_proto();
        let package = proto.package();
        let ends = package.match_indices('.').map(|(end, _)| end).chain([package.len()]);
        scopes.extend(ends.map(|end| package[..end].to_owned()));
        scopes.extend(proto.service.iter().map(|service| joined(package, service.name())));
        types.extend(proto.enum_type.iter().map(|of| joined(package, of.name())));
        proto.message_type.iter().for_each(|message| types_of(message, package, &mut types));
        scopes.extend(types.iter().cloned());
        Known { file, is_compiled: false, types, scopes }
    }
}

fn types_of(message: &DescriptorProto, scope: &str, types: &mut BTreeSet<String>) {
    let name = joined(scope, message.name());
    message.nested_type.iter().for_each(|nested| types_of(nested, &name, types));
    types.extend(message.enum_type.iter().map(|of| joined(&name, of.name())));
    types.insert(name);
}

/// What a file sees.
struct Visible<'a> {
    files: Vec<Rc<Known>>,
    /// The package of what is in none.
    package: Option<&'a str>,
}

impl Visible<'_> {
    fn file(&self, file: &mut FileDescriptorProto) {
        let package = file.package().to_owned();
        self.fields(&mut file.extension, &package);
        file.message_type.iter_mut().for_each(|message| self.message(message, &package));
        for service in &mut file.service {
            let scope = joined(&package, service.name());
            for method in &mut service.method {
                self.resolve(&mut method.input_type, &scope);
                self.resolve(&mut method.output_type, &scope);
            }
        }
    }

    fn message(&self, message: &mut DescriptorProto, scope: &str) {
        let scope = joined(scope, message.name());
        self.fields(&mut message.field, &scope);
        self.fields(&mut message.extension, &scope);
        message.nested_type.iter_mut().for_each(|nested| self.message(nested, &scope));
    }

    fn fields(&self, fields: &mut [FieldDescriptorProto], scope: &str) {
        for field in fields {
            self.resolve(&mut field.type_name, scope);
            self.resolve(&mut field.extendee, scope);
        }
    }

    /// Makes a name absolute; one that is not found stays, and is reported by protox.
    fn resolve(&self, name: &mut Option<String>, scope: &str) {
        let Some(written) = name.as_deref().filter(|it| !it.is_empty()) else { return };
        let found = match written.strip_prefix('.') {
            // What is in no package is in this one.
            Some(absolute) if self.has_type(absolute) => None,
            Some(absolute) => self.package.and_then(|package| self.in_scope(absolute, package)),
            None => {
                let scopes = std::iter::successors(Some(scope), |scope| match scope.rsplit_once('.') {
                    Some((around, _)) => Some(around),
                    None => (!scope.is_empty()).then_some(""),
                });
                scopes.chain(self.package).find_map(|scope| self.in_scope(written, scope))
            }
        };
        if let Some(found) = found {
            *name = Some(format!(".{found}"));
        }
    }

    /// What a name means in a scope, if the scope has its first part.
    fn in_scope(&self, written: &str, scope: &str) -> Option<String> {
        match written.split_once('.') {
            None => Some(joined(scope, written)).filter(|name| self.has_type(name)),
            Some((first, rest)) => {
                let first = joined(scope, first);
                self.files.iter().any(|known| known.scopes.contains(&first)).then(|| joined(&first, rest))
            }
        }
    }

    fn has_type(&self, name: &str) -> bool {
        self.files.iter().any(|known| known.types.contains(name))
    }
}
