//! A run that is killed while it writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command};

use super::{Changes, MARK, Stale};
use crate::replacement::remove_unfinished_below;

/// How many files are replaced: enough that it takes a while.
const FILES: usize = 150;

/// Set in the process that is killed: the folder that it writes to.
const OUT: &str = "PROTO_EXPORT_TEST_OUT";

/// What a file holds, in two states. Long enough that it is not written at once.
fn texts(word: &str) -> BTreeMap<String, String> {
    let text = format!("{MARK}\n{}", format!("// {word}\n").repeat(800));
    (0..FILES).map(|number| (format!("p{}/f{number}.proto", number / 10), text.clone())).collect()
}

#[track_caller]
fn write(out: &Path, files: &BTreeMap<String, String>) {
    remove_unfinished_below(out).expect("the folder can be read");
    let changes = Changes::between(out, files, Stale::Remove).expect("the folder can be read");
    changes.write().expect("the folder can be written");
}

/// How many files are new already; each has to be whole.
#[track_caller]
fn count_new(out: &Path, old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> usize {
    let is_new = |path: &&String| {
        let found = fs::read_to_string(out.join(path)).expect("the file is there");
        assert!(found == old[*path] || found == new[*path], "{path} is not whole");
        found == new[*path]
    };
    new.keys().filter(is_new).count()
}

/// This test again, in a process that writes the new files.
fn start(out: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("a test has a program"));
    command.args(["--exact", "output::tests::every_file_is_whole_whenever_a_run_is_killed", "--quiet"]);
    command.env(OUT, out).stdout(std::process::Stdio::null()).spawn().expect("the program runs")
}

#[test]
fn every_file_is_whole_whenever_a_run_is_killed() {
    let (old, new) = (texts("old"), texts("new words"));
    if let Some(out) = std::env::var_os(OUT) {
        return write(Path::new(&out), &new);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    let mut between = 0;
    for attempt in 0..60 {
        write(out, &old);
        let mut child = start(out);
        // In turns: when a certain file is new, or the first of the files to come is there.
        let number = attempt % 6 * 20;
        let awaited = out.join(format!("p{}/f{number}.proto", number / 10));
        let new_length = new["p0/f0.proto"].len() as u64;
        let is_time = || match attempt % 2 {
            0 => fs::metadata(&awaited).is_ok_and(|file| file.len() == new_length),
            _ => fs::read_dir(out.join("p7")).is_ok_and(|entries| entries.count() > 10),
        };
        while !is_time() && child.try_wait().expect("a child").is_none() {}
        drop(child.kill());
        child.wait().expect("the program ends");
        let count = count_new(out, &old, &new);
        between += usize::from(count > 0 && count < FILES);
        if between >= 4 && attempt >= 11 {
            break;
        }
    }
    assert!(between > 0, "no run was killed between two files");
    write(out, &new);
    let entries = (0..FILES / 10).flat_map(|number| fs::read_dir(out.join(format!("p{number}"))).expect("a folder"));
    assert_eq!((count_new(out, &old, &new), entries.count()), (FILES, FILES), "nothing unfinished is left");
}
