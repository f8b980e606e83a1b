//! Which `proto-export` belongs to the `contracts` of a workspace, and how it is installed.

use std::path::{Component, Path, PathBuf};

use cargo_metadata::Dependency;

/// The name under which we are installed.
const OURSELVES: &str = "proto-export";

/// The command that installs what belongs to this dependency on `contracts`, to be run in a folder. The version is that
/// of `contracts` where it comes from a folder that we are not beside.
pub(crate) fn command(contracts: &Dependency, version: &str, folder: &Path) -> String {
    let source = contracts.source.as_ref().map(|source| source.repr.as_str());
    let from = match (&contracts.path, source) {
        (Some(path), _) => {
            let beside = path.as_std_path().with_file_name(OURSELVES);
            if beside.join("Cargo.toml").exists() {
                return format!("cargo install --locked --path {}", quoted(&relative(&beside, folder)));
            }
            format!(" --version {version}")
        }
        (None, Some(source)) if source.starts_with("git+") => {
            git(source).into_iter().map(|(key, value)| format!(" --{key} {value}")).collect()
        }
        (None, _) => format!(" --version '{}'", contracts.req),
    };
    format!("cargo install --locked{from} {OURSELVES}")
}

/// `git+https://host/repository?branch=main`, as cargo names a source.
pub(crate) fn git(source: &str) -> Vec<(&'static str, String)> {
    let source = source.trim_start_matches("git+").split('#').next().unwrap_or_default();
    let (repository, reference) = source.split_once('?').unwrap_or((source, ""));
    let mut entries = vec![("git", repository.to_owned())];
    for key in ["branch", "tag", "rev"] {
        let value = reference.strip_prefix(key).and_then(|rest| rest.strip_prefix('='));
        entries.extend(value.map(|value| (key, value.to_owned())));
    }
    entries
}

/// The way from a folder to a path, both absolute.
pub(crate) fn relative(path: &Path, folder: &Path) -> PathBuf {
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(path.components().skip(shared)).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

/// A path as one word of a shell.
pub(crate) fn quoted(path: &Path) -> String {
    let path = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/").replacen("//", "/", 1);
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+@".contains(letter);
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::{Path, git, quoted, relative};

    #[test]
    fn a_git_source_is_written_as_it_was_asked_for() {
        for (source, expected) in [
            ("git+https://host/contracts", vec![("git", "https://host/contracts")]),
            ("git+ssh://host/c?branch=a/b", vec![("git", "ssh://host/c"), ("branch", "a/b")]),
            ("git+https://host/c?tag=v1#0123abcd", vec![("git", "https://host/c"), ("tag", "v1")]),
            ("git+https://host/c?rev=0123abcd", vec![("git", "https://host/c"), ("rev", "0123abcd")]),
        ] {
            let found = git(source);
            let found: Vec<_> = found.iter().map(|(key, value)| (*key, value.as_str())).collect();
            assert_eq!(found, expected, "{source}");
        }
    }

    #[test]
    fn a_path_is_named_from_where_the_command_is_run() {
        for (path, folder, expected) in [
            ("/a/contracts", "/a/shop", "../contracts"),
            ("/a/shop/vendor/contracts", "/a/shop", "vendor/contracts"),
            ("/a/shop", "/a/shop", "."),
            ("/b c/it's", "/a", r"'../b c/it'\''s'"),
        ] {
            assert_eq!(quoted(&relative(Path::new(path), Path::new(folder))), expected, "{path}");
        }
        assert_eq!(quoted(Path::new("/a/b")), "/a/b");
    }
}
