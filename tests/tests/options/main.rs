//! Options, as buf reads them: those that contracts set, and those that are brought along for them.

#[path = "../../../proto-export/tests/options/contracts.rs"]
mod contracts_with_options;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use contracts::descriptor::{self, Descriptors, SHIPPED};
use contracts::registry::{self, Root};
use contracts_with_options::set::Thing;
use prost::Message as _;
use prost_types::FileDescriptorProto;
use proto_export::print::{Names, print};
use tests::buf::{self, Comments};
use tests::descriptors;
use tests::tools;

#[test]
fn buf_reads_every_option_as_it_is_encoded() {
    compare_with_buf().unwrap_or_else(|error| panic!("{error:#}"));
}

fn compare_with_buf() -> Result<()> {
    // Names the contracts, so that they are linked.
    let _ = Thing::default();
    let described = Descriptors::from_roots(registry::roots().filter(|root| is_ours(root)));
    ensure!(described.violations.is_empty(), "{:#?}", described.violations);
    let folder = tempfile::tempdir()?;
    write(&described, folder.path())?;
    buf::run(folder.path(), &["format", "--diff", "--exit-code"])?.success()?;
    let built = buf::build(folder.path(), Comments::Without)?;
    let ours = descriptors::by_name(&described.encode_file_descriptor_set(descriptor::Comments::Without))?;
    descriptors::expect_equal(&ours, &built);
    Ok(())
}

/// Whether the contracts of this test have it: others are linked with them.
fn is_ours(root: &Root) -> bool {
    let package = match root {
        Root::Message(message) => message().package,
        Root::Enum(of) => of().package,
        Root::Service(service) => service.package,
        Root::Package(package) => package.name,
        Root::Extension(extension) => (extension.schema)().package,
        Root::DescriptorSet(_) => return false,
    };
    package.starts_with("acme.") || package.starts_with("other.acme.")
}

/// Writes the files and those that are brought along.
fn write(described: &Descriptors, folder: &Path) -> Result<()> {
    let imports = described.imports.iter().map(|file| FileDescriptorProto::decode(file.as_slice()));
    let imports = imports.collect::<Result<Vec<_>, _>>()?;
    let names = Names::of(described.files.iter().chain(&imports));
    let printed = described.files.iter().map(|file| (file.name(), print(file, &names)));
    let imported = |path: &str| imports.iter().any(|file| file.name() == path);
    let shipped = SHIPPED.iter().filter(|file| imported(file.path)).map(|file| (file.path, file.text.to_owned()));
    for (path, text) in printed.chain(shipped) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
        fs::write(path, text)?;
    }
    Ok(())
}

#[test]
fn the_files_that_are_brought_along_are_the_official_ones_but_for_their_comments() {
    compare_with_official().unwrap_or_else(|error| panic!("{error:#}"));
}

/// The official files that a package has as text. The test `validate` looks at the others.
const OFFICIAL: &str = "google/api/";

fn compare_with_official() -> Result<()> {
    let ours = tempfile::tempdir()?;
    for file in SHIPPED {
        let path = ours.path().join(file.path);
        fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
        fs::write(path, file.text)?;
    }
    buf::run(ours.path(), &["format", "--diff", "--exit-code"])?.success()?;
    let folder = tools::python()?;
    for file in SHIPPED.iter().filter(|file| file.path.starts_with(OFFICIAL)) {
        let (ours, theirs) = (compiled(ours.path(), file.path)?, compiled(&folder, file.path)?);
        assert_eq!(ours, theirs, "{}", file.path);
    }
    Ok(())
}

/// What a compiler reads in a file.
fn compiled(folder: &Path, path: &str) -> Result<FileDescriptorProto> {
    let mut compiler = protox::Compiler::new([folder])?;
    compiler.include_imports(false).include_source_info(false).open_file(path)?;
    let files = compiler.file_descriptor_set().file;
    files.into_iter().find(|file| file.name() == path).context("the file is not compiled")
}
