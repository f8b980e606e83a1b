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
    known: RefCell<BTreeMap<String, Rc<Known>>>,
}

/// A file, and what it declares.
struct Known {
    file: File,
    /// Full names of messages and enums.
    types: BTreeSet<String>,
    /// Full names of all that can stand before a dot.
    scopes: BTreeSet<String>,
}

impl Resolver {
    pub(super) fn new(files: ChainFileResolver) -> Self {
        Resolver { files, known: RefCell::default() }
    }

    fn known(&self, name: &str) -> Result<Rc<Known>, Error> {
        if let Some(known) = self.known.borrow().get(name) {
            return Ok(Rc::clone(known));
        }
        let known = Rc::new(Known::new(self.files.open_file(name)?));
        self.known.borrow_mut().insert(name.to_owned(), Rc::clone(&known));
        Ok(known)
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
        if known.file.source().is_none() {
            // It was compiled before: its names are absolute.
            return Ok(known.file.clone());
        }
        let visible = Visible(self.visible(&known));
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
        Known { file, types, scopes }
    }
}

fn types_of(message: &DescriptorProto, scope: &str, types: &mut BTreeSet<String>) {
    let name = joined(scope, message.name());
    message.nested_type.iter().for_each(|nested| types_of(nested, &name, types));
    types.extend(message.enum_type.iter().map(|of| joined(&name, of.name())));
    types.insert(name);
}

/// What a file sees.
struct Visible(Vec<Rc<Known>>);

impl Visible {
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
        let Some(written) = name.as_deref().filter(|it| !it.is_empty() && !it.starts_with('.')) else { return };
        let (first, rest) = written.split_once('.').map_or((written, None), |(first, rest)| (first, Some(rest)));
        let scopes = std::iter::successors(Some(scope), |scope| match scope.rsplit_once('.') {
            Some((around, _)) => Some(around),
            None => (!scope.is_empty()).then_some(""),
        });
        for scope in scopes {
            let first = joined(scope, first);
            let found = match rest {
                None => Some(first).filter(|it| self.0.iter().any(|known| known.types.contains(it))),
                Some(rest) if self.0.iter().any(|known| known.scopes.contains(&first)) => Some(joined(&first, rest)),
                Some(_) => None,
            };
            if let Some(found) = found {
                *name = Some(format!(".{found}"));
                return;
            }
        }
    }
}
