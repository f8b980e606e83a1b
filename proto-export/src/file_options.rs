//! Options of files by rule: what the workspace's Cargo.toml says of the files of all packages.
//!
//! They are for generators of other languages alone: the program that serves the contracts does not know them.

use anyhow::{Context as _, Result, bail};
use contracts::descriptor::{Descriptors, is_version, set_file_option};
use contracts::schema::FileOption;
use prost::Message as _;
use prost_types::FileOptions;
use serde_json::{Map, Value};

/// The rules, the general one first, those of longer prefixes behind those of shorter ones.
#[derive(Default)]
pub(crate) struct Rules(Vec<Rule>);

/// What is said of all packages, or of those that begin with a name.
struct Rule {
    prefix: String,
    options: Map<String, Value>,
}

impl Rules {
    /// Reads `[workspace.metadata.proto-export.options]`: options, and tables of options by the beginnings of packages.
    ///
    /// # Errors
    /// When there is no such option, or no such value.
    pub(crate) fn read(workspace_metadata: &Value) -> Result<Self> {
        let Some(table) = workspace_metadata.get("proto-export").and_then(|table| table.get("options")) else {
            return Ok(Rules::default());
        };
        let read = || -> Result<Rules> {
            let table = table.as_object().context("it is no table")?;
            let (prefixed, general): (Map<_, _>, Map<_, _>) =
                table.clone().into_iter().partition(|(_, value)| value.is_object());
            let mut rules = vec![Rule { prefix: String::new(), options: general }];
            rules.extend(prefixed.into_iter().filter_map(|(prefix, options)| match options {
                Value::Object(options) => Some(Rule { prefix, options }),
                _ => None,
            }));
            rules.sort_by_key(|rule| rule.prefix.len());
            rules.iter().try_for_each(|rule| rule.set(&mut FileOptions::default(), "acme.user.v1"))?;
            Ok(Rules(rules))
        };
        read().context("Cargo.toml: in [workspace.metadata.proto-export.options]")
    }

    /// Sets in each file what the rules say of its package and the package does not say itself.
    ///
    /// # Errors
    /// When there is no such value.
    pub(crate) fn apply(&self, descriptors: &mut Descriptors) -> Result<()> {
        for file in &mut descriptors.files {
            let mut options = FileOptions::default();
            for rule in self.0.iter().filter(|rule| begins_with(file.package(), &rule.prefix)) {
                rule.set(&mut options, file.package())?;
            }
            // What comes later wins: the file's own.
            options.merge(file.options.take().unwrap_or_default().encode_to_vec().as_slice())?;
            file.options = (options != FileOptions::default()).then_some(options);
        }
        Ok(())
    }
}

impl Rule {
    fn set(&self, options: &mut FileOptions, package: &str) -> Result<()> {
        for (name, value) in &self.options {
            let text = value.as_str().map(|text| expanded(text, package)).transpose();
            let text = text.with_context(|| format!("`{name}`"))?;
            let set = match (value, &text) {
                (Value::Bool(value), _) => set_file_option(options, name, FileOption::Bool(*value)),
                (_, Some(text)) => set_file_option(options, name, FileOption::Text(text))
                    .or_else(|_| set_file_option(options, name, FileOption::Name(text))),
                _ => Err("a text, or `true` or `false`"),
            };
            match set {
                Ok(()) => {}
                Err("") => bail!("there is no option `{name}` of files: take one of google.protobuf.FileOptions"),
                Err(expected) => bail!("`{name}` is not {value}: write {expected}"),
            }
        }
        Ok(())
    }
}

/// Whether a package is this one, or is in it.
fn begins_with(package: &str, prefix: &str) -> bool {
    let rest = package.strip_prefix(prefix);
    prefix.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The text with what stands between braces replaced by what it is of the package.
fn expanded(text: &str, package: &str) -> Result<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, (name, behind))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        out.push_str(before);
        out.push_str(&match name {
            "package" => package.to_owned(),
            "path" => package.replace('.', "/"),
            "name" => short(package),
            "Package" => package.split('.').map(pascal).collect::<Vec<_>>().join("."),
            _ => bail!("there is no `{{{name}}}`: take {{package}}, {{path}}, {{name}} or {{Package}}"),
        });
        rest = behind;
    }
    Ok(out + rest)
}

/// The last name of a package with its version: `userv1` of `acme.user.v1`, as packages of Go are called.
fn short(package: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in package.rsplit('.') {
        names.push(name);
        if !is_version(name) {
            break;
        }
    }
    names.iter().rev().flat_map(|name| name.split('_')).collect()
}

/// `OrderHistory` of `order_history`.
fn pascal(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    name.split('_').map(word).collect()
}

#[cfg(test)]
mod tests {
    use prost_types::FileDescriptorProto;
    use serde_json::json;

    use super::*;

    fn rules(options: Value) -> Result<Rules> {
        Rules::read(&json!({ "proto-export": { "options": options } }))
    }

    /// The options of the file of a package that says `go_package` itself where this is a text.
    fn of(options: Value, package: &str, own: Option<&str>) -> FileOptions {
        let own = own.map(|own| FileOptions { go_package: Some(own.to_owned()), ..FileOptions::default() });
        let file = FileDescriptorProto { package: Some(package.to_owned()), options: own, ..Default::default() };
        let mut descriptors = Descriptors { files: vec![file], ..Descriptors::default() };
        rules(options).expect("rules").apply(&mut descriptors).expect("options");
        descriptors.files.remove(0).options.unwrap_or_default()
    }

    #[test]
    fn what_is_between_braces_is_of_the_package() {
        for (package, expected) in [
            ("acme.user.v1", "acme.user.v1 acme/user/v1 userv1 Acme.User.V1"),
            (
                "order_history.v2beta1",
                "order_history.v2beta1 order_history/v2beta1 orderhistoryv2beta1 OrderHistory.V2beta1",
            ),
            ("user", "user user user User"),
        ] {
            assert_eq!(expanded("{package} {path} {name} {Package}", package).expect("a text"), expected);
        }
        assert_eq!(expanded("a{b", "c").expect("a text"), "a{b");
    }

    #[test]
    fn longer_prefixes_win_and_what_the_package_says_wins_over_all() {
        let options = || {
            json!({
                "go_package": "acme.test/gen/{path};{name}",
                "java_multiple_files": true,
                "optimize_for": "SPEED",
                "acme": { "go_package": "acme.test/acme/{path}" },
                "acme.user": { "go_package": "acme.test/user", "java_multiple_files": false },
            })
        };
        let go = |package: &str, own| of(options(), package, own).go_package().to_owned();
        assert_eq!(go("other.v1", None), "acme.test/gen/other/v1;otherv1");
        assert_eq!(go("acme.order.v1", None), "acme.test/acme/acme/order/v1");
        assert_eq!(go("acme.user.v1", None), "acme.test/user");
        assert_eq!(go("acme.users.v1", None), "acme.test/acme/acme/users/v1");
        assert_eq!(go("acme.user.v1", Some("own")), "own");
        let user = of(options(), "acme.user.v1", None);
        assert_eq!((user.java_multiple_files, user.optimize_for().as_str_name()), (Some(false), "SPEED"));
        assert_eq!(of(json!({}), "acme.user.v1", None), FileOptions::default());
    }

    #[test]
    fn what_there_is_not_is_refused() {
        for (options, expected) in [
            (json!({ "go_packge": "a" }), "there is no option `go_packge` of files"),
            (json!({ "go_package": true }), "`go_package` is not true: write a text"),
            (json!({ "optimize_for": "SIZE" }), "write `SPEED`, `CODE_SIZE` or `LITE_RUNTIME`"),
            (json!({ "go_package": "{nam}" }), "there is no `{nam}`"),
            (json!({ "acme": { "java_package": 1 } }), "`java_package` is not 1"),
            (json!("a"), "it is no table"),
        ] {
            let error = rules(options).err().expect("refused");
            assert!(format!("{error:#}").contains(expected), "{error:#}");
        }
    }
}
