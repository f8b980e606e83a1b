//! Every layout holds the same declarations, in files that compilers and buf take.

mod contracts;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ::contracts::descriptor::{Comments, Descriptors};
use ::contracts::registry::{self, Root};
use anyhow::{Context, Result};
use kernel_api as _;
use prost::Message as _;
use prost_types::FileDescriptorSet;
use proto_export::breaking::{self, Category, Schema};
use proto_export::layout::{Layout, lay_out};
use proto_export::lint::{Config, lint};
use tests::command::Outcome;
use tests::lint::{exported, texts};
use tests::{buf, descriptors};

const LAYOUTS: [Layout; 3] = [Layout::Package, Layout::Module, Layout::Service];

/// The packages of the market, and those of the kernel.
const SUBJECTS: [&[&str]; 2] = [&["market."], &["common.", "order.", "user."]];

fn described(packages: &[&str]) -> Descriptors {
    let is_there =
        |root: &&Root| package(root).is_some_and(|it| packages.iter().any(|package| it.starts_with(package)));
    let descriptors = Descriptors::from_roots(registry::roots().filter(is_there));
    assert_eq!(descriptors.violations, []);
    assert_eq!(lint(&descriptors, &Config::default()), []);
    descriptors
}

fn package(root: &Root) -> Option<&'static str> {
    match root {
        Root::Message(message) => Some(message().package),
        Root::Enum(enumeration) => Some(enumeration().package),
        Root::Service(service) => Some(service.package),
        Root::Package(package) => Some(package.name),
        Root::Extension(extension) => Some((extension.schema)().package),
        Root::DescriptorSet(_) => None,
    }
}

/// Runs with each layout of each subject.
fn for_each(check: impl Fn(&Descriptors, &Descriptors) -> Result<()>) {
    for subject in SUBJECTS {
        let packages = described(subject);
        for layout in LAYOUTS {
            let laid_out = lay_out(packages.clone(), layout);
            check(&packages, &laid_out).unwrap_or_else(|error| panic!("{subject:?} by {layout}: {error:#}"));
        }
    }
}

#[test]
fn files_are_written_as_they_were_looked_at() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    for layout in LAYOUTS {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/layout/golden/{layout}"));
        let texts = texts(&lay_out(described(SUBJECTS[0]), layout)).expect("texts");
        if update {
            let _ = fs::remove_dir_all(&golden);
        }
        for (path, text) in &texts {
            let path = golden.join(path);
            if update {
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(&path, text).expect("a file");
            }
            let expected = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(*text, expected, "{} differs; UPDATE_GOLDEN=1 writes it", path.display());
        }
        assert_eq!(protos(&golden, &golden), texts.into_keys().collect(), "{layout}");
    }
}

/// The paths of all files below a folder.
fn protos(folder: &Path, root: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let local = |path: PathBuf| path.strip_prefix(root).expect("below it").to_str().expect("UTF-8").to_owned();
    files.into_iter().map(local).chain(folders.iter().flat_map(|folder| protos(folder, root))).collect()
}

#[test]
fn the_layout_does_not_depend_on_the_order_of_the_registry() {
    let roots: Vec<&Root> =
        registry::roots().filter(|root| package(root).is_some_and(|it| it.starts_with("market."))).collect();
    for layout in LAYOUTS {
        let laid_out = lay_out(Descriptors::from_roots(roots.iter().copied()), layout);
        let turned = lay_out(Descriptors::from_roots(roots.iter().rev().copied()), layout);
        assert_eq!(laid_out, turned, "{layout}");
    }
}

#[test]
fn every_layout_declares_the_same() {
    for_each(|packages, laid_out| {
        assert_eq!(declarations(packages), declarations(laid_out));
        Ok(())
    });
}

/// Every declaration at the top of a file, with its comment, its package, its options, and the places and comments in it.
fn declarations(descriptors: &Descriptors) -> BTreeMap<(String, String), String> {
    let mut declarations = BTreeMap::new();
    for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
        let options = file
            .options
            .as_ref()
            .map(|options| prost_types::FileOptions { java_outer_classname: None, ..options.clone() });
        let lists = [
            (4, file.message_type.iter().map(|it| (it.name(), format!("{it:#?}"))).collect::<Vec<_>>()),
            (5, file.enum_type.iter().map(|it| (it.name(), format!("{it:#?}"))).collect()),
            (6, file.service.iter().map(|it| (it.name(), format!("{it:#?}"))).collect()),
            (7, file.extension.iter().map(|it| (it.name(), format!("{it:#?}"))).collect()),
        ];
        for (list, entries) in lists {
            for ((name, text), index) in entries.into_iter().zip(0..) {
                let inside = |path: &[i32]| path.strip_prefix(&[list, index][..]).map(<[i32]>::to_vec);
                let comments = file.source_code_info.iter().flat_map(|info| &info.location);
                let comments =
                    comments.filter_map(|it| Some((inside(&it.path)?, it.leading_comments(), it.span.clone())));
                let comments: Vec<_> = comments.collect();
                let placed =
                    places.declarations.iter().filter_map(|it| Some((inside(&it.path)?, &it.place, &it.allow)));
                let placed: Vec<_> = placed.collect();
                let said = format!("{text}\n{:?}\n{options:?}\n{comments:?}\n{placed:?}", file.syntax);
                let twice = declarations.insert((file.package().to_owned(), format!("{list} {name}")), said);
                assert_eq!(twice, None, "{name} is declared twice");
            }
        }
    }
    declarations
}

#[test]
fn every_layout_is_compiled_to_what_was_laid_out() {
    for_each(|_, laid_out| {
        let texts = texts(laid_out)?;
        let paths: Vec<String> = texts.keys().cloned().collect();
        let mut compiler = protox::Compiler::with_file_resolver(Texts(texts));
        compiler.include_imports(true).open_files(paths)?;
        let set = FileDescriptorSet::decode(&*laid_out.encode_file_descriptor_set(Comments::Without))?;
        for theirs in compiler.file_descriptor_set().file {
            let ours = set.file.iter().find(|file| file.name() == theirs.name()).context("the file")?;
            // Compilers differ in the options of the well-known types.
            if !theirs.name().starts_with("google/") {
                assert!(format!("{ours:#?}") == format!("{theirs:#?}"), "{ours:#?}\nis not\n{theirs:#?}");
            }
        }
        Ok(())
    });
}

struct Texts(BTreeMap<String, String>);

impl protox::file::FileResolver for Texts {
    fn open_file(&self, name: &str) -> Result<protox::file::File, protox::Error> {
        match self.0.get(name) {
            Some(text) => protox::file::File::from_source(name, text),
            None => protox::file::GoogleFileResolver::new().open_file(name),
        }
    }
}

#[test]
fn buf_builds_every_layout_and_finds_nothing_to_lint_or_to_format() {
    for_each(|_, laid_out| {
        let folder = exported(laid_out)?;
        for judgement in [&["lint"][..], &["format", "--diff", "--exit-code"]] {
            buf::run(folder.path(), judgement).and_then(Outcome::success)?;
        }
        let built = buf::build(folder.path(), buf::Comments::Without)?;
        let ours = laid_out.encode_file_descriptor_set(Comments::Without);
        descriptors::expect_equal(&built, &descriptors::by_name(&ours)?);
        Ok(())
    });
}

#[test]
fn another_layout_breaks_nobody_who_builds_on_packages() {
    let category = r#"{"version": "v2", "breaking": {"use": ["PACKAGE"]}}"#;
    let config = breaking::Config::of([Category::Package]);
    for_each(|packages, laid_out| {
        let folder = tempfile::tempdir()?;
        let sides = [("past", packages), ("present", laid_out)];
        for (one, other) in [(0, 1), (1, 0)] {
            for (side, index) in [("past", one), ("present", other)] {
                let set = sides[index].1.encode_file_descriptor_set(Comments::Without);
                fs::write(folder.path().join(side).with_extension("binpb"), set)?;
            }
            let arguments = ["breaking", "present.binpb", "--against=past.binpb", "--config", category];
            buf::run(folder.path(), &arguments).and_then(Outcome::success)?;
            let schema = |index: usize| Schema::of(sides[index].1).context("a schema");
            let findings = breaking::compare(&schema(one)?, &schema(other)?);
            assert_eq!(findings.iter().filter(|finding| config.counts(finding)).count(), 0, "{findings:#?}");
        }
        Ok(())
    });
}
