//! What the tests of printed files share: how they are made, compared with those that were looked at, and found by a compiler.

use std::path::Path;

use contracts::descriptor::{Descriptors, SHIPPED};
use prost::Message as _;
use prost_types::FileDescriptorProto;
use proto_export::print::{Names, print};

/// Descriptors in which nothing is wrong.
pub(crate) fn sound(described: Descriptors) -> Descriptors {
    assert_eq!(described.violations, [], "{:#?}", described.violations);
    described
}

/// The files by path, as they are printed.
pub(crate) fn printed(described: &Descriptors) -> Vec<(String, String)> {
    let imports = described.imports.iter().map(|file| FileDescriptorProto::decode(file.as_slice()).expect("a file"));
    let imports: Vec<_> = imports.collect();
    let names = Names::of(described.files.iter().chain(&imports));
    described.files.iter().map(|file| (file.name().to_owned(), print(file, &names))).collect()
}

/// Compares the printed files with those in a folder of `tests`.
pub(crate) fn expect_golden(folder: &str, described: &Descriptors) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    for (path, text) in printed(described) {
        let path = golden.join(path);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, &text).expect("a file");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text, expected, "{} differs; UPDATE_GOLDEN=1 writes it", path.display());
    }
}

/// Finds printed files, those that are brought along, and the well-known ones.
pub(crate) struct Printed(pub(crate) Vec<(String, String)>);

impl protox::file::FileResolver for Printed {
    fn open_file(&self, name: &str) -> Result<protox::file::File, protox::Error> {
        let ours = self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let mut files = ours.chain(SHIPPED.iter().map(|file| (file.path, file.text)));
        match files.find(|(path, _)| *path == name) {
            Some((path, text)) => protox::file::File::from_source(path, text),
            None => protox::file::GoogleFileResolver::new().open_file(name),
        }
    }
}
