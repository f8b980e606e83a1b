//! Files as they were at a commit, by the program `git`. Nothing is checked out.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{NoPast, Texts};

/// The texts of the `.proto` files below a folder, at a commit.
pub(super) fn texts(commit: &str, folder: &Path) -> Result<Texts, NoPast> {
    let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let around = existing(folder);
    let root = in_repository(around, commit)?;
    let commit_id = resolve(around, commit)?;
    let local = local(folder, Path::new(&root))?;
    let entries = entries(Path::new(&root), &commit_id, &local)?;
    if entries.is_empty() {
        return Err(NoPast::new(format!(
            "`{commit}` has no .proto files in `{local}`\n  = help: name the folder that they were in with --proto"
        )));
    }
    contents(Path::new(&root), &entries)
}

/// The folder, or the nearest one around it that is there now.
fn existing(folder: &Path) -> &Path {
    folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."))
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, NoPast> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::null());
    command.output().map_err(|error| cannot_start(&error))
}

fn cannot_start(error: &std::io::Error) -> NoPast {
    NoPast::new(format!(
        "cannot run `git`: {error}\n  = help: install git, or compare with a folder or a descriptor set of the past"
    ))
}

fn in_repository(folder: &Path, commit: &str) -> Result<String, NoPast> {
    let output = git(folder, &["rev-parse", "--show-toplevel"])?;
    if !output.status.success() {
        return Err(NoPast::new(format!(
            "there is no folder and no file `{commit}`, and {} is in no git repository: {}\n  \
             = help: name a folder of .proto files, a descriptor set, or a git ref",
            folder.display(),
            said(&output.stderr)
        )));
    }
    Ok(said(&output.stdout))
}

fn said(text: &[u8]) -> String {
    String::from_utf8_lossy(text).trim().to_owned()
}

/// The commit that is meant, by its hash.
fn resolve(folder: &Path, commit: &str) -> Result<String, NoPast> {
    let found = |name: &str| -> Result<Option<String>, NoPast> {
        let name = format!("{name}^{{commit}}");
        let output = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
        Ok(output.status.success().then(|| said(&output.stdout)))
    };
    if let Some(id) = found(commit)? {
        return Ok(id);
    }
    let remote = format!("origin/{commit}");
    let is_shallow = said(&git(folder, &["rev-parse", "--is-shallow-repository"])?.stdout) == "true";
    let help = if let Some(reference) = commit.split_once('#').and_then(|(_, names)| names.split_once('=')) {
        format!("name the ref alone: `--against {}`", reference.1)
    } else if found(&remote)?.is_some() {
        format!("`{remote}` is there: `--against {remote}`")
    } else if is_shallow {
        "the repository is a shallow clone: run `git fetch --unshallow`, or give actions/checkout `fetch-depth: 0`"
            .to_owned()
    } else {
        "run `git fetch`, or name a folder of .proto files, a descriptor set, or a git ref that is there".to_owned()
    };
    Err(NoPast::new(format!("there is no folder, no file and no git ref `{commit}`\n  = help: {help}")))
}

/// The folder's path in the repository, with slashes.
fn local(folder: &Path, root: &Path) -> Result<String, NoPast> {
    let missing = folder.strip_prefix(existing(folder)).unwrap_or(Path::new(""));
    let whole = |path: &Path| path.canonicalize().map_err(|error| NoPast::new(format!("{}: {error}", path.display())));
    let (folder, root) = (whole(existing(folder))?.join(missing), whole(root)?);
    let outside = || NoPast::new(format!("{} is outside of the git repository {}", folder.display(), root.display()));
    let local = folder.strip_prefix(&root).map_err(|_| outside())?;
    Ok(local.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// A file of a commit: the path in the folder, and the hash of the content.
type Entry = (String, String);

fn entries(root: &Path, commit: &str, folder: &str) -> Result<Vec<Entry>, NoPast> {
    let tree = format!("{commit}:{folder}");
    let output = git(root, &["ls-tree", "-r", "-z", "--full-tree", &tree])?;
    if !output.status.success() {
        // The folder is not there at that commit.
        return Ok(Vec::new());
    }
    let listed = String::from_utf8_lossy(&output.stdout);
    let entry = |line: &str| {
        let (head, path) = line.split_once('\t')?;
        let mut head = head.split(' ').skip(1);
        let (kind, hash) = (head.next()?, head.next()?);
        (kind == "blob" && path.ends_with(".proto")).then(|| (path.to_owned(), hash.to_owned()))
    };
    Ok(listed.split('\0').filter_map(entry).collect())
}

/// The contents, of one run of git.
fn contents(root: &Path, entries: &[Entry]) -> Result<Texts, NoPast> {
    let failed = |error: std::io::Error| NoPast::new(format!("`git cat-file` failed: {error}"));
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| cannot_start(&error))?;
    let asked: String = entries.iter().map(|(_, hash)| format!("{hash}\n")).collect();
    let stdin = child.stdin.take();
    // While git answers, so that neither waits for the other.
    let asking = std::thread::spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(asked.as_bytes())));
    let output = child.wait_with_output().map_err(failed)?;
    let asked = asking.join().map_err(|_| NoPast::new("`git cat-file` was not asked"))?;
    asked.map_err(failed)?;
    let mut rest = output.stdout.as_slice();
    let mut texts = Texts::new();
    for (path, hash) in entries {
        let content = next(&mut rest).ok_or_else(|| NoPast::new(format!("git does not have `{path}` ({hash})")))?;
        let text = String::from_utf8(content.to_vec());
        let text = text.map_err(|_| NoPast::new(format!("`{path}` was not UTF-8")))?;
        texts.insert(path.clone(), text);
    }
    Ok(texts)
}

/// Takes the next content off: `hash SP kind SP size LF content LF`.
fn next<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let size: usize = std::str::from_utf8(&rest[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
    let content = rest.get(end + 1..end + 1 + size)?;
    *rest = rest.get(end + 2 + size..)?;
    Some(content)
}
