//! The tables of `docs/architecture.md`, and the paths of a file that they judge.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};

use crate::files::SourceFile;

/// The modules of each package, lowest layer first.
pub(crate) struct Layers {
    packages: BTreeMap<String, Vec<Vec<String>>>,
}

/// Which paths are named where.
pub(crate) struct Names {
    rules: Vec<Rule>,
}

/// Where one path may be named.
struct Rule {
    path: String,
    /// Whether the folders are the only ones that may, or the ones that may not.
    only: bool,
    folders: Vec<String>,
}

/// A path that a file names: the module or package it begins with comes first.
struct NamedPath {
    segments: Vec<String>,
    line: usize,
}

impl Layers {
    pub(crate) fn read(page: &str) -> Self {
        let mut packages: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        let mut package = String::new();
        for line in fenced(page, "layers") {
            let modules = match line.split_once(": ") {
                Some((name, modules)) => {
                    package = name.to_owned();
                    modules
                }
                None => line,
            };
            let layer = modules.split('|').map(|module| module.trim().to_owned()).collect();
            packages.entry(package.clone()).or_default().push(layer);
        }
        Layers { packages }
    }

    /// The paths of a file that lead upwards or sideways.
    pub(crate) fn violations(&self, file: &SourceFile) -> Vec<String> {
        let Some((package, module)) = module(&file.path) else { return vec![] };
        let Some(layers) = self.packages.get(package) else { return vec![] };
        if module.is_empty() || module == ["main"] {
            return vec![];
        }
        let Some(own) = layer(layers, &module) else {
            return vec![format!("{}:1: the module has no layer in docs/architecture.md", file.path)];
        };
        let paths =
            paths(file.tokens()).into_iter().filter_map(|path| Some((path.line, path.in_package(package, &module)?)));
        let found = paths.filter_map(|(line, path)| {
            let other = layer(layers, &path)?;
            let place = match other.height.cmp(&own.height) {
                std::cmp::Ordering::Greater => "above",
                std::cmp::Ordering::Equal if other.name != own.name => "beside",
                _ => return None,
            };
            Some(format!("{}:{line}: `{}` names `{}`, which stands {place} it", file.path, own.name, other.name))
        });
        found.collect()
    }
}

/// A module's place in its package.
struct Layer<'a> {
    height: usize,
    name: &'a str,
}

/// The layer whose name is the longest start of a path.
fn layer<'a>(layers: &'a [Vec<String>], path: &[String]) -> Option<Layer<'a>> {
    let path = path.join("::");
    let named =
        layers.iter().enumerate().flat_map(|(height, names)| names.iter().map(move |name| Layer { height, name }));
    named.filter(|layer| starts(&path, layer.name, "::")).max_by_key(|layer| layer.name.len())
}

impl Names {
    pub(crate) fn read(page: &str) -> Self {
        let rules = fenced(page, "names").map(|line| {
            let (path, rest) = line.split_once(' ').expect("a rule is a path and its folders");
            let (kind, folders) = rest.trim().split_once(" in ").expect("a rule says `only in` or `never in`");
            let folders = folders.split(", ").map(str::to_owned).collect();
            Rule { path: path.to_owned(), only: kind == "only", folders }
        });
        Names { rules: rules.collect() }
    }

    /// The paths that a file should not name.
    pub(crate) fn violations(&self, file: &SourceFile) -> Vec<String> {
        let paths = paths(file.tokens());
        let pairs = paths.iter().flat_map(|path| self.rules.iter().map(move |rule| (path, rule)));
        let broken = pairs.filter(|(path, rule)| {
            let listed = rule
                .folders
                .iter()
                .any(|folder| starts(&file.path, folder, "/") || file.path == format!("{folder}.rs"));
            starts(&path.segments.join("::"), &rule.path, "::") && listed != rule.only
        });
        let found = broken.map(|(path, rule)| {
            let kind = if rule.only { "named only" } else { "never named" };
            format!("{}:{}: `{}` is {kind} in {}", file.path, path.line, rule.path, rule.folders.join(", "))
        });
        found.collect()
    }
}

impl NamedPath {
    /// The path from the root of the package in which a module names it; nothing for a path into another package.
    fn in_package(&self, package: &str, module: &[String]) -> Option<Vec<String>> {
        let supers = self.segments.iter().take_while(|segment| *segment == "super").count();
        if supers > 0 {
            let parents = module.len().checked_sub(supers)?;
            return Some(module[..parents].iter().chain(&self.segments[supers..]).cloned().collect());
        }
        let root = self.segments.first()?;
        (root == "crate" || *root == package.replace('-', "_")).then(|| self.segments[1..].to_vec())
    }
}

/// The package of a file and the path of its module.
fn module(path: &str) -> Option<(&str, Vec<String>)> {
    let (package, file) = path.split_once("/src/")?;
    let mut segments: Vec<_> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(segments.last().map(String::as_str), Some("mod" | "lib")) {
        segments.pop();
    }
    Some((package, segments))
}

/// Every path of at least two segments, in macros also; `a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths(tokens: TokenStream) -> Vec<NamedPath> {
    let mut found = Vec::new();
    let mut current = NamedPath { segments: Vec::new(), line: 0 };
    collect(tokens, &mut current, &mut found);
    found
}

fn collect(tokens: TokenStream, prefix: &mut NamedPath, found: &mut Vec<NamedPath>) {
    let start = prefix.segments.len();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Ident(ident) => {
                if colons != 2 {
                    finish(prefix, start, found);
                }
                prefix.line = ident.span().start().line;
                prefix.segments.push(ident.to_string());
                colons = 0;
            }
            TokenTree::Group(group) if colons == 2 => {
                collect(group.stream(), prefix, found);
                prefix.segments.truncate(start);
                colons = 0;
            }
            TokenTree::Group(group) => {
                finish(prefix, start, found);
                let mut inner = NamedPath { segments: Vec::new(), line: 0 };
                collect(group.stream(), &mut inner, found);
                colons = 0;
            }
            _ => {
                finish(prefix, start, found);
                colons = 0;
            }
        }
    }
    finish(prefix, start, found);
}

/// Keeps the path that has been read, and goes back to where it began.
fn finish(path: &mut NamedPath, start: usize, found: &mut Vec<NamedPath>) {
    if path.segments.len() > start.max(1) {
        found.push(NamedPath { segments: path.segments.clone(), line: path.line });
    }
    path.segments.truncate(start);
}

/// Whether a text begins with a name that ends there or where a separator follows.
fn starts(text: &str, name: &str, separator: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(separator))
}

/// The lines of a fenced block that are not empty.
fn fenced<'a>(page: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let (_, block) = page.split_once(&format!("```{name}\n")).expect("the page has the table");
    let (block, _) = block.split_once("```").expect("the table ends");
    block.lines().filter(|line| !line.trim().is_empty())
}
