//! The `.proto` language, by protox: whole without protoc and without a network.

use std::collections::BTreeMap;

use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};
use protox::{Compiler, Error};

use super::edition::{self, Edition};
use super::{NoPast, Texts};
use crate::breaking::schema::Schema;

/// Compiles files.
pub(super) fn compile(texts: &Texts, from: &str, imports: &[Vec<u8>]) -> Result<Schema, NoPast> {
    let mut files = BTreeMap::new();
    let mut editions = BTreeMap::new();
    for (path, text) in texts {
        let (file, edition) = parse(path, text).map_err(|message| wrong(from, &message))?;
        editions.extend(edition.map(|edition| (path.clone(), edition)));
        files.insert(path.clone(), file);
    }
    let mut resolver = ChainFileResolver::new();
    resolver.add(Known(files));
    resolver.add(Known(imported(imports)));
    resolver.add(GoogleFileResolver::new());
    let mut compiler = Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    for path in texts.keys() {
        compiler.open_file(path).map_err(|error| wrong(from, &format!("{error:?}")))?;
    }
    let set = compiler.file_descriptor_set();
    let mut schema = Schema::default();
    for file in set.file {
        let is_import = !texts.contains_key(file.name());
        let (number, features) = editions.remove(file.name()).map_or((None, BTreeMap::new()), Edition::into_parts);
        schema.add(file, number, features, is_import);
    }
    Ok(schema)
}

fn parse(path: &str, text: &str) -> Result<(File, Option<Edition>), String> {
    let Some((number, text)) = edition::without(text) else {
        return File::from_source(path, text).map(|file| (file, None)).map_err(|error| format!("{error:?}"));
    };
    let file = File::from_source(path, &text).map_err(|error| format!("{error:?}"))?;
    let (file, edition) =
        edition::take(file.file_descriptor_proto().clone(), number).map_err(|it| format!("{path}: {it}"))?;
    Ok((File::from_file_descriptor_proto(file), Some(edition)))
}

fn wrong(from: &str, message: &str) -> NoPast {
    NoPast::new(format!(
        "the .proto files of `{from}` do not compile: {}\n  = help: compare with a descriptor set of them, \
         as `buf build -o past.binpb` writes it",
        message.trim()
    ))
}

/// The files that contracts import, which need not be where the exported files are.
fn imported(imports: &[Vec<u8>]) -> BTreeMap<String, File> {
    let files = imports.iter().filter_map(|file| File::decode_file_descriptor_proto(file.as_slice()).ok());
    files.map(|file| (file.name().to_owned(), file)).collect()
}

/// Files that are at hand.
struct Known(BTreeMap<String, File>);

impl FileResolver for Known {
    fn open_file(&self, name: &str) -> Result<File, Error> {
        self.0.get(name).cloned().ok_or_else(|| Error::file_not_found(name))
    }
}
