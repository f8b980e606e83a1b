//! The options of files, as packages have them.

use std::collections::BTreeMap;

use prost_types::FileDescriptorProto;

/// The options of files by name, each as Rust writes its value.
pub(super) type Options = BTreeMap<&'static str, String>;

/// What all files of a package say alike, by package.
pub(super) fn shared<'a>(files: impl Iterator<Item = &'a FileDescriptorProto>) -> BTreeMap<&'a str, Options> {
    let mut shared: BTreeMap<&str, Options> = BTreeMap::new();
    for file in files {
        let of = options(file);
        match shared.get_mut(file.package()) {
            Some(shared) => shared.retain(|name, value| of.get(name) == Some(value)),
            None => drop(shared.insert(file.package(), of)),
        }
    }
    shared
}

/// The options that a file has, of those that packages can have.
pub(super) fn options(file: &FileDescriptorProto) -> Options {
    let Some(of) = &file.options else { return Options::new() };
    let texts = [
        ("csharp_namespace", &of.csharp_namespace),
        ("go_package", &of.go_package),
        ("java_outer_classname", &of.java_outer_classname),
        ("java_package", &of.java_package),
        ("objc_class_prefix", &of.objc_class_prefix),
        ("php_class_prefix", &of.php_class_prefix),
        ("php_metadata_namespace", &of.php_metadata_namespace),
        ("php_namespace", &of.php_namespace),
        ("ruby_package", &of.ruby_package),
        ("swift_prefix", &of.swift_prefix),
    ];
    let flags = [
        ("cc_enable_arenas", of.cc_enable_arenas),
        ("cc_generic_services", of.cc_generic_services),
        ("deprecated", of.deprecated),
        ("java_generic_services", of.java_generic_services),
        ("java_multiple_files", of.java_multiple_files),
        ("java_string_check_utf8", of.java_string_check_utf8),
        ("py_generic_services", of.py_generic_services),
    ];
    let mode = of.optimize_for.map(|_| ("optimize_for", of.optimize_for().as_str_name().to_owned()));
    let texts = texts.into_iter().filter_map(|(name, value)| Some((name, format!("{:?}", value.as_ref()?))));
    let flags = flags.into_iter().filter_map(|(name, value)| Some((name, value?.to_string())));
    texts.chain(flags).chain(mode).collect()
}

/// The options of a file that no compiler looks at any more.
pub(super) fn obsolete(file: &FileDescriptorProto) -> Option<&'static str> {
    #[expect(deprecated, reason = "it is asked whether it is there")]
    let is_set = file.options.as_ref()?.java_generate_equals_and_hash.is_some();
    is_set.then_some("java_generate_equals_and_hash")
}
