//! What proto-export and `buf lint` find in the same contracts, declaration by declaration.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use contracts::descriptor::{Descriptors, SHIPPED};
use prost::Message as _;
use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, FileDescriptorProto};
use proto_export::lint;
use proto_export::print::{Names, print, with_ignores};
use serde_json::Value;
use tempfile::TempDir;

use crate::buf::{self, Comments};

/// A rule with the full name of what breaks it, and how often it does.
pub type Verdicts = BTreeMap<(String, String), usize>;

const CONFIGURATION_FILE: &str = "buf.yaml";

/// The configuration that `proto-export` writes for a new project.
pub const CONFIGURATION: &str = "version: v2
lint:
  use:
    - STANDARD
    - COMMENTS
  rpc_allow_google_protobuf_empty_responses: true
";

/// The texts of the files of these descriptors, as they are exported, and of the files that are brought along, by path.
///
/// # Errors
///
/// An imported file is none.
pub fn texts(descriptors: &Descriptors) -> Result<BTreeMap<String, String>> {
    let imports = descriptors.imports.iter().map(|file| Ok(FileDescriptorProto::decode(&**file)?));
    let imports = imports.collect::<Result<Vec<_>>>()?;
    let names = Names::of(descriptors.files.iter().chain(&imports));
    let files = descriptors.files.iter().zip(&descriptors.places);
    let files = files.map(|(file, places)| (file.name().to_owned(), print(&with_ignores(file, places), &names)));
    let is_imported = |path: &str| imports.iter().any(|file| file.name() == path);
    let shipped = SHIPPED.iter().filter(|file| is_imported(file.path));
    Ok(files.chain(shipped.map(|file| (file.path.to_owned(), file.text.to_owned()))).collect())
}

/// A folder with the files of these descriptors, as they are exported without a look at the rules.
///
/// # Errors
///
/// The folder cannot be written.
pub fn exported(descriptors: &Descriptors) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let texts = texts(descriptors)?;
    let ignored =
        ["google/api", "buf/validate"].into_iter().filter(|folder| texts.keys().any(|it| it.starts_with(folder)));
    let ignored: String = ignored.map(|folder| format!("    - {folder}\n")).collect();
    let ignore = if ignored.is_empty() { "" } else { "  ignore:\n" };
    fs::write(folder.path().join(CONFIGURATION_FILE), format!("{CONFIGURATION}{ignore}{ignored}"))?;
    for (path, text) in texts {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().context("a file has a folder")?)?;
        fs::write(path, text)?;
    }
    Ok(folder)
}

/// What we find, as it is configured.
pub fn ours(descriptors: &Descriptors, config: &lint::Config) -> Verdicts {
    let files: BTreeMap<&str, &FileDescriptorProto> =
        descriptors.files.iter().map(|file| (file.name(), file)).collect();
    let findings = lint::findings(descriptors, config).into_iter();
    counted(findings.map(|finding| (finding.violation.rule, element(files[&*finding.file], &finding.path))))
}

/// What buf finds in the exported files, and nothing but rules that are broken.
///
/// # Errors
///
/// The files do not compile, or buf cannot be run.
pub fn of_buf(descriptors: &Descriptors) -> Result<Verdicts> {
    of_buf_with(&[None], descriptors)?.pop().context("one configuration has one outcome")
}

/// What buf finds with each of these configurations, or without one of one's own.
///
/// # Errors
///
/// The files do not compile, or buf cannot be run.
pub fn of_buf_with(configurations: &[Option<&str>], descriptors: &Descriptors) -> Result<Vec<Verdicts>> {
    let folder = exported(descriptors)?;
    let files = files(folder.path())?;
    let verdicts = configurations.iter().map(|configuration| {
        if let Some(text) = configuration {
            fs::write(folder.path().join(CONFIGURATION_FILE), text)?;
        }
        found(folder.path(), &files)
    });
    verdicts.collect()
}

fn found(folder: &Path, files: &BTreeMap<String, FileDescriptorProto>) -> Result<Verdicts> {
    let said = buf::run(folder, &["lint", "--error-format", "json"])?;
    let lines = String::from_utf8(said.stdout.clone())?;
    let said = if lines.is_empty() { said.success()? } else { said };
    let verdicts = lines.lines().map(|line| {
        let finding: Value = serde_json::from_str(line).with_context(|| said.said.clone())?;
        let rule = finding["type"].as_str().context("a finding has a rule")?;
        let file = finding["path"].as_str().and_then(|path| files.get(path)).context("a finding has a file")?;
        let number = |name: &str| finding[name].as_i64().map(|number| number as i32 - 1).context("a place");
        let path = declaration_at(file, number("start_line")?, number("start_column")?);
        Ok((rule.to_owned(), element(file, &path)))
    });
    Ok(counted(verdicts.collect::<Result<Vec<_>>>()?.into_iter()))
}

fn counted(verdicts: impl Iterator<Item = (String, String)>) -> Verdicts {
    let mut counts = Verdicts::new();
    verdicts.for_each(|verdict| *counts.entry(verdict).or_default() += 1);
    counts
}

fn files(folder: &Path) -> Result<BTreeMap<String, FileDescriptorProto>> {
    let built = buf::build(folder, Comments::With)?;
    built.into_iter().map(|(name, file)| Ok((name, FileDescriptorProto::decode(&*file)?))).collect()
}

/// The path of the innermost declaration that stands here.
fn declaration_at(file: &FileDescriptorProto, line: i32, column: i32) -> Vec<i32> {
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    let around = locations.filter_map(|location| {
        let (start, end) = match location.span[..] {
            [line, start, end] => ((line, start), (line, end)),
            [first, start, last, end] => ((first, start), (last, end)),
            _ => return None,
        };
        let contains = start <= (line, column) && (line, column) < end;
        (contains && is_declaration(&location.path)).then_some((start, std::cmp::Reverse(end), &location.path))
    });
    around.max().map(|(.., path)| path.clone()).unwrap_or_default()
}

/// Whether something with a name stands at this path, or the package.
fn is_declaration(path: &[i32]) -> bool {
    match path {
        [2] => true,
        [list, _, rest @ ..] => match (list, rest) {
            (4..=7, []) | (5 | 6, [2, _]) => true,
            (4, rest) => is_in_message(rest),
            _ => false,
        },
        _ => false,
    }
}

fn is_in_message(path: &[i32]) -> bool {
    match path {
        [2 | 3 | 4 | 6 | 8, _] | [4, _, 2, _] => true,
        [3, _, rest @ ..] => is_in_message(rest),
        _ => false,
    }
}

/// The full name of a declaration; of a group that of its message, as both are declared in one.
fn element(file: &FileDescriptorProto, path: &[i32]) -> String {
    let named = |name: &str| format!("{}.{name}", file.package());
    match path {
        [2] => format!("package {}", file.package()),
        [4, index, rest @ ..] => named(&in_message(&file.message_type[*index as usize], rest)),
        [5, index, rest @ ..] => {
            let of = &file.enum_type[*index as usize];
            let value = rest.get(1).map(|index| format!(".{}", of.value[*index as usize].name()));
            named(&format!("{}{}", of.name(), value.unwrap_or_default()))
        }
        [6, index, rest @ ..] => {
            let of = &file.service[*index as usize];
            let method = rest.get(1).map(|index| format!(".{}", of.method[*index as usize].name()));
            named(&format!("{}{}", of.name(), method.unwrap_or_default()))
        }
        [7, index] => {
            let of = &file.extension[*index as usize];
            let group = of.type_name().rsplit('.').next().unwrap_or_default();
            named(if of.r#type() == Type::Group { group } else { of.name() })
        }
        _ => format!("file {}", file.name()),
    }
}

fn in_message(of: &DescriptorProto, path: &[i32]) -> String {
    let rest = match path {
        [3, index, rest @ ..] => in_message(&of.nested_type[*index as usize], rest),
        [list @ (2 | 6), index] => {
            let fields = if *list == 2 { &of.field } else { &of.extension };
            let field = &fields[*index as usize];
            let group = field.type_name().rsplit('.').next().unwrap_or_default();
            // Editions have no groups, but fields that are delimited as groups are: these are declared by themselves.
            let is_group = field.r#type() == Type::Group && group.to_lowercase() == field.name();
            if is_group { group.to_owned() } else { field.name().to_owned() }
        }
        [8, index] => of.oneof_decl[*index as usize].name().to_owned(),
        [4, index, rest @ ..] => {
            let nested = &of.enum_type[*index as usize];
            let value = rest.get(1).map(|index| format!(".{}", nested.value[*index as usize].name()));
            format!("{}{}", nested.name(), value.unwrap_or_default())
        }
        _ => return of.name().to_owned(),
    };
    format!("{}.{rest}", of.name())
}
