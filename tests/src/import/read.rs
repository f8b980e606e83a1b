//! Foreign files as buf reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use prost::Message as _;
use prost_types::FileDescriptorProto;
use protox::prost_reflect::DescriptorPool;

use super::compared;
use super::lost::Loss;
use super::options::{self, Options};
use crate::buf;

/// Files, beside all that were read.
pub(super) struct Read {
    pub(super) files: Vec<FileDescriptorProto>,
    /// All files with their options.
    pub(super) pool: DescriptorPool,
}

impl Read {
    /// The options that the files set, without what is lost.
    pub(super) fn options(&self, losses: &[Loss]) -> Options {
        let names = self.files.iter().map(|file| file.name().to_owned()).collect();
        Options::of(&self.pool, &names, losses)
    }
}

/// The files as buf reads them, and those whose types they use, without those of `google.protobuf`.
pub(super) fn read(includes: &[PathBuf], files: &[PathBuf], package: Option<&str>) -> Result<Read> {
    let folder = tempfile::tempdir()?;
    let mut opened = Vec::new();
    for include in includes {
        for path in proto_files(include)? {
            let name = path.strip_prefix(include)?;
            let copy = folder.path().join(name);
            fs::create_dir_all(copy.parent().context("a file is in a folder")?)?;
            fs::write(copy, packaged(&fs::read_to_string(&path)?, package))?;
            if files.iter().any(|wanted| path.starts_with(wanted)) {
                opened.push(name.to_string_lossy().into_owned());
            }
        }
    }
    let built = buf::build(folder.path(), buf::Comments::With)?;
    let decoded = built.values().map(|file| FileDescriptorProto::decode(file.as_slice()));
    let pool = options::pool(&built)?;
    Ok(Read { files: used_by(opened, decoded.collect::<Result<_, _>>()?, &pool)?, pool })
}

/// The text of a file, in this package if it names none.
fn packaged(text: &str, package: Option<&str>) -> String {
    let syntax = text.lines().find(|line| line.starts_with("syntax"));
    match (package, syntax) {
        (Some(package), Some(syntax)) if !text.lines().any(|line| line.starts_with("package")) => {
            text.replacen(syntax, &format!("{syntax}\npackage {package};"), 1)
        }
        _ => text.to_owned(),
    }
}

/// The `.proto` files below a folder, without those that every compiler has.
fn proto_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut files, mut pending) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = pending.pop() {
        if path.is_dir() && !path.ends_with("google/protobuf") {
            pending.extend(fs::read_dir(path)?.map(|entry| entry.map(|it| it.path())).collect::<Result<Vec<_>, _>>()?);
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            files.push(path);
        }
    }
    Ok(files)
}

/// Of all files those of these names, and those that declare the types and the options which they use.
fn used_by(
    opened: Vec<String>,
    files: Vec<FileDescriptorProto>,
    pool: &DescriptorPool,
) -> Result<Vec<FileDescriptorProto>> {
    let uses = Uses::of(&files, pool);
    let names: BTreeSet<&str> = files.iter().map(FileDescriptorProto::name).collect();
    if let Some(name) = opened.iter().find(|name| !names.contains(name.as_str())) {
        bail!("{name} is not built");
    }
    let wanted = uses.of_all(&opened);
    Ok(files.iter().filter(|file| wanted.contains(file.name())).cloned().collect())
}

/// Which files use types and options of which others; without those of `google.protobuf`.
pub(super) struct Uses(BTreeMap<String, Use>);

struct Use {
    package: String,
    types: BTreeSet<String>,
    options: BTreeSet<String>,
}

impl Uses {
    pub(super) fn of(files: &[FileDescriptorProto], pool: &DescriptorPool) -> Self {
        let files = || files.iter().filter(|file| file.package() != "google.protobuf");
        let declared = files().flat_map(|file| compared::declared(file).into_iter().map(|name| (name, file.name())));
        let declared: BTreeMap<String, &str> = declared.collect();
        let of = |file: &FileDescriptorProto| Use {
            package: file.package().to_owned(),
            types: compared::used(file)
                .into_iter()
                .filter_map(|name| Some((*declared.get(name)?).to_owned()))
                .collect(),
            options: Options::declaring(pool, file.name()),
        };
        Uses(files().map(|file| (file.name().to_owned(), of(file))).collect())
    }

    /// These files, and all that they use; but files that contracts bring along only where a part of their package is used.
    pub(super) fn of_all(&self, files: &[String]) -> BTreeSet<String> {
        let (mut all, mut brought, mut pending) = (BTreeSet::new(), BTreeSet::new(), files.to_vec());
        while !pending.is_empty() {
            while let Some(name) = pending.pop() {
                if let Some(used) = self.0.get(&name)
                    && all.insert(name)
                {
                    let (shipped, others) =
                        used.options.iter().cloned().partition::<Vec<_>, _>(|file| is_shipped(file));
                    brought.extend(shipped);
                    pending.extend(used.types.iter().cloned().chain(others));
                }
            }
            let packages: BTreeSet<&str> = all.iter().map(|name| self.0[name].package.as_str()).collect();
            let is_used = |file: &&String| self.0.get(*file).is_some_and(|it| packages.contains(it.package.as_str()));
            pending.extend(brought.iter().filter(is_used).filter(|file| !all.contains(*file)).cloned());
        }
        all
    }
}

fn is_shipped(file: &str) -> bool {
    contracts::descriptor::SHIPPED.iter().any(|shipped| shipped.path == file)
}
