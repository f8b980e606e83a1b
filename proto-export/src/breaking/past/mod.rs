//! What was: read from a folder of `.proto` files, from a descriptor set, or from a commit.

mod edition;
mod git;
mod proto;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use thiserror::Error;

use super::schema::Schema;

/// Why there is nothing to compare with: something is wrong with what was asked for.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct NoPast(String);

impl NoPast {
    pub(super) fn new(message: impl Into<String>) -> Self {
        NoPast(message.into())
    }
}

/// The texts of `.proto` files, by the path that imports have for them.
type Texts = BTreeMap<String, String>;

/// What was, found and not yet understood.
#[derive(Debug)]
pub struct Past(Source);

#[derive(Debug)]
enum Source {
    /// Files, and what they are called together.
    Texts(Texts, String),
    Set(Schema),
}

impl Past {
    /// Finds what is named so: a folder, a descriptor set, or else the commit at which `.proto` files were in this folder.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(against: &str, folder: &Path) -> Result<Self, NoPast> {
        match Path::new(against) {
            path if path.is_dir() => Past::of_folder(path),
            path if path.is_file() => Past::of_descriptor_set(path),
            _ => Ok(Past(Source::Texts(git::texts(against, folder)?, against.to_owned()))),
        }
    }

    fn of_folder(folder: &Path) -> Result<Self, NoPast> {
        let shown = folder.display().to_string();
        let texts = texts(folder).map_err(|error| NoPast::new(format!("cannot read {shown}: {error}")))?;
        if texts.is_empty() {
            return Err(NoPast::new(format!(
                "{shown} has no .proto files\n  = help: name the folder that proto-export wrote to"
            )));
        }
        Ok(Past(Source::Texts(texts, shown)))
    }

    fn of_descriptor_set(path: &Path) -> Result<Self, NoPast> {
        let shown = path.display();
        let encoded = fs::read(path).map_err(|error| NoPast::new(format!("cannot read {shown}: {error}")))?;
        let schema = Schema::decode(&encoded).ok().filter(|schema| schema.paths().all(|path| path.ends_with(".proto")));
        let schema = schema.filter(|schema| !schema.is_empty()).ok_or_else(|| {
            NoPast::new(format!(
                "{shown} is no descriptor set\n  = help: name one that `proto-export --descriptor-set`, \
                 `buf build -o past.binpb` or `protoc -o` wrote, or the folder of the .proto files"
            ))
        })?;
        Ok(Past(Source::Set(schema)))
    }

    /// What was declared. Imports that are not among the files are looked for among these encoded ones, and then among
    /// those that every compiler brings along.
    ///
    /// # Errors
    /// When the files do not compile.
    pub fn schema(self, imports: &[Vec<u8>]) -> Result<Schema, NoPast> {
        match self.0 {
            Source::Texts(texts, from) => proto::compile(&texts, &from, imports),
            Source::Set(schema) => Ok(schema),
        }
    }
}

fn texts(folder: &Path) -> std::io::Result<Texts> {
    let mut texts = Texts::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let entry = entry?;
            let path = entry.path();
            // A link to a folder is not followed: it may lead back.
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "proto") {
                let local = path.strip_prefix(folder).unwrap_or(&path);
                let name = local.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
                texts.insert(name, fs::read_to_string(&path)?);
            }
        }
    }
    Ok(texts)
}
