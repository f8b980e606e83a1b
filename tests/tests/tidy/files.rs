//! The files of the workspace that are judged.

use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens;
use tests::workspace;

/// Folders that hold nothing of ours, or what must be wrong for a test.
const LEFT_OUT: &[&str] = &[".git", "node_modules", "target", "tests/ui"];

/// A text file of the workspace.
pub(crate) struct TextFile {
    /// Where it is, from the root of the workspace, with `/`.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
}

/// A file in Rust, parsed.
pub(crate) struct SourceFile {
    /// Where it is, from the root of the workspace, with `/`.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
    /// Its items, without those that only tests see.
    pub(crate) syntax: syn::File,
}

impl SourceFile {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let mut syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        syntax.items.retain(|item| !is_test_module(item));
        SourceFile { path: path.to_owned(), text: text.to_owned(), syntax }
    }

    /// All that the file says, in the body of macros also, without what only tests see.
    pub(crate) fn tokens(&self) -> TokenStream {
        self.syntax.to_token_stream()
    }
}

fn is_test_module(item: &syn::Item) -> bool {
    let syn::Item::Mod(module) = item else { return false };
    let test: syn::Attribute = syn::parse_quote!(#[cfg(test)]);
    module.attrs.contains(&test)
}

/// All files in Rust.
pub(crate) fn rust() -> Vec<SourceFile> {
    found(|name| name.ends_with(".rs")).iter().map(|file| SourceFile::new(&file.path, &file.text)).collect()
}

/// The manifests of all packages.
pub(crate) fn manifests() -> Vec<TextFile> {
    found(|name| name == "Cargo.toml").into_iter().filter(|file| file.text.contains("[package]")).collect()
}

/// The files that pin outside tools.
pub(crate) fn pins() -> Vec<TextFile> {
    let names = [".npmrc", "go.mod", "go.sum", "package-lock.json", "package.json", "requirements.txt"];
    found(|name| names.contains(&name))
}

/// Says it when a package is not named as its folder, with `-` for `/`.
pub(crate) fn misnamed(manifest: &TextFile) -> Option<String> {
    let folder = manifest.path.trim_end_matches("/Cargo.toml").replace('/', "-");
    let named = manifest.text.lines().any(|line| line == format!("name = \"{folder}\""));
    (!named).then(|| format!("{}:1: the package is not named {folder}", manifest.path))
}

/// The lines with an address.
pub(crate) fn addresses(pins: &TextFile) -> Vec<String> {
    let lines = pins.text.lines().enumerate().filter(|(_, line)| line.contains("://") || line.contains("registry."));
    lines.map(|(index, _)| format!("{}:{}: names an address", pins.path, index + 1)).collect()
}

fn found(wanted: impl Fn(&str) -> bool) -> Vec<TextFile> {
    let mut files = Vec::new();
    walk(workspace::root(), "", &wanted, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!files.is_empty(), "there are such files");
    files
}

fn walk(folder: &Path, path: &str, wanted: &impl Fn(&str) -> bool, files: &mut Vec<TextFile>) {
    for entry in fs::read_dir(folder).expect("folders can be read") {
        let entry = entry.expect("folders can be read");
        let name = entry.file_name().into_string().expect("our names are UTF-8");
        let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        let kind = entry.file_type().expect("files have types");
        if kind.is_dir() && !LEFT_OUT.contains(&name.as_str()) && !LEFT_OUT.contains(&path.as_str()) {
            walk(&entry.path(), &path, wanted, files);
        } else if kind.is_file() && wanted(&name) {
            let text = fs::read_to_string(entry.path()).expect("our files are UTF-8");
            files.push(TextFile { path, text });
        }
    }
}
