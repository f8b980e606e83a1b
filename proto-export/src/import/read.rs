//! `.proto` files as descriptors, with all that their types need.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};
use protox::Compiler;
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver, IncludeFileResolver};
use protox::prost_reflect::DescriptorPool;

use super::options;
use super::resolve::Resolver;
use crate::options::ImportOptions;

/// The files to import, and what they were read from.
pub(super) struct Sources {
    pool: DescriptorPool,
    /// The files to import, by name.
    files: BTreeMap<String, FileDescriptorProto>,
}

impl Sources {
    /// Reads the files that the command line names, and those whose types they use.
    ///
    /// # Errors
    /// When there are none, or a protobuf compiler would refuse them.
    pub(super) fn read(options: &ImportOptions) -> Result<Self> {
        let wanted = wanted(&options.files)?;
        let mut compiler = compiler(&includes(options), options.default_package.clone());
        for path in &wanted {
            compiler.open_file(path).map_err(said)?;
        }
        let opened = compiler.files().filter(|file| !file.is_import()).map(|file| file.name().to_owned()).collect();
        Ok(Sources::of(compiler.descriptor_pool(), opened))
    }

    /// The files of these names, and those whose types and options they use, without those of `google.protobuf`.
    fn of(pool: DescriptorPool, opened: BTreeSet<String>) -> Self {
        let all: BTreeMap<&str, &FileDescriptorProto> =
            pool.file_descriptor_protos().map(|it| (it.name(), it)).collect();
        let declared = declared(all.values().copied());
        let mut files = BTreeMap::new();
        let mut shipped = BTreeSet::new();
        let mut pending: Vec<String> = opened.into_iter().collect();
        while !pending.is_empty() {
            while let Some(name) = pending.pop() {
                let file = all.get(name.as_str()).filter(|file| file.package() != "google.protobuf");
                let Some(file) = file.filter(|_| !files.contains_key(&name)) else { continue };
                pending.extend(used(file).into_iter().filter_map(|ty| declared.get(ty).map(|file| (*file).to_owned())));
                let options = pool.get_file_by_name(&name).map(|file| options::declaring(&file)).unwrap_or_default();
                let (brought, missing): (Vec<_>, Vec<_>) = options.into_iter().partition(|file| is_shipped(file));
                pending.extend(missing);
                shipped.extend(brought);
                files.insert(name, (*file).clone());
            }
            // What contracts bring along they bring along for a whole package: who has a part of it has to have all.
            let packages: BTreeSet<&str> = files.values().map(FileDescriptorProto::package).collect();
            let is_imported = |file: &&String| all.get(file.as_str()).is_some_and(|it| packages.contains(it.package()));
            pending.extend(shipped.iter().filter(is_imported).filter(|file| !files.contains_key(*file)).cloned());
        }
        Sources { pool, files }
    }

    /// How many files there are to import.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The files to import, sorted by name.
    pub(super) fn files(&self) -> impl Iterator<Item = &FileDescriptorProto> {
        self.files.values()
    }

    /// All that was read, with options.
    pub(super) fn pool(&self) -> &DescriptorPool {
        &self.pool
    }
}

fn compiler(includes: &[PathBuf], package: Option<String>) -> Compiler {
    let mut resolver = ChainFileResolver::new();
    // First: contracts have the types of google.protobuf, whatever copy of the files is there.
    resolver.add(GoogleFileResolver::new());
    includes.iter().for_each(|folder| resolver.add(IncludeFileResolver::new(folder.clone())));
    resolver.add(Shipped);
    let mut compiler = Compiler::with_file_resolver(Resolver::new(resolver, package));
    compiler.include_imports(true).include_source_info(true);
    compiler
}

/// What protox says, with the place.
fn said(error: protox::Error) -> anyhow::Error {
    // The other form has the place in the file, but no line between the message and its cause.
    let lines = format!("{error:?}");
    match lines.contains("but found 'edition'") {
        true => anyhow!("{}\n  = help: files of proto2 and proto3 are read, none of an edition", lines.trim()),
        false => anyhow!("{}", lines.trim()),
    }
}

/// The files that are named, and those in the folders that are.
fn wanted(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        match fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.is_dir() {
            true => walk(path, &mut files)?,
            false => files.push(path.clone()),
        }
        if files.len() == before {
            bail!("there is no .proto file in {}", path.display());
        }
    }
    Ok(files)
}

/// The files that every protobuf compiler ships: contracts have their types.
const GOOGLE: &str = "google/protobuf";

/// Adds the `.proto` files below a folder, sorted by path.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries.map(|entry| entry.map(|it| it.path())).collect::<Result<Vec<PathBuf>, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if !path.ends_with(GOOGLE) {
                walk(&path, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            files.push(path);
        }
    }
    Ok(())
}

/// The folders in which imports are found.
fn includes(options: &ImportOptions) -> Vec<PathBuf> {
    if !options.includes.is_empty() {
        return options.includes.clone();
    }
    let folders: Vec<PathBuf> = options.files.iter().filter(|path| path.is_dir()).cloned().collect();
    if folders.is_empty() { vec![PathBuf::from(".")] } else { folders }
}

/// Finds the files that contracts bring along, for those who have none of their own.
struct Shipped;

impl FileResolver for Shipped {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        match contracts::descriptor::SHIPPED.iter().find(|shipped| shipped.path == name) {
            Some(shipped) => File::from_source(shipped.path, shipped.text),
            None => Err(protox::Error::file_not_found(name)),
        }
    }
}

/// Whether contracts bring a file along for those who use the options in it.
fn is_shipped(file: &str) -> bool {
    contracts::descriptor::SHIPPED.iter().any(|shipped| shipped.path == file)
}

/// The files that declare the types, by full name with a dot in front.
fn declared<'a>(files: impl Iterator<Item = &'a FileDescriptorProto>) -> BTreeMap<String, &'a str> {
    let mut declared = BTreeMap::new();
    for file in files {
        let name = file.name();
        let scope = if file.package().is_empty() { String::new() } else { format!(".{}", file.package()) };
        for message in &file.message_type {
            declare(message, &scope, name, &mut declared);
        }
        declared.extend(file.enum_type.iter().map(|it| (format!("{scope}.{}", it.name()), name)));
    }
    declared
}

fn declare<'a>(message: &DescriptorProto, scope: &str, file: &'a str, declared: &mut BTreeMap<String, &'a str>) {
    let name = format!("{scope}.{}", message.name());
    for nested in &message.nested_type {
        declare(nested, &name, file, declared);
    }
    declared.extend(message.enum_type.iter().map(|it| (format!("{name}.{}", it.name()), file)));
    declared.insert(name, file);
}

/// The types that a file names, with a dot in front.
fn used(file: &FileDescriptorProto) -> Vec<&str> {
    fn of_fields<'a>(fields: &'a [FieldDescriptorProto], used: &mut Vec<&'a str>) {
        used.extend(fields.iter().flat_map(|field| [field.type_name(), field.extendee()]));
    }
    fn of_message<'a>(message: &'a DescriptorProto, used: &mut Vec<&'a str>) {
        of_fields(&message.field, used);
        of_fields(&message.extension, used);
        message.nested_type.iter().for_each(|nested| of_message(nested, used));
    }
    let mut used = Vec::new();
    file.message_type.iter().for_each(|message| of_message(message, &mut used));
    of_fields(&file.extension, &mut used);
    let methods = file.service.iter().flat_map(|service| &service.method);
    used.extend(methods.flat_map(|method| [method.input_type(), method.output_type()]));
    used
}
