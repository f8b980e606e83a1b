//! Enums and their values.

use prost_types::{EnumDescriptorProto, FileDescriptorProto};

use super::{Lint, Named, Remark, case};
use crate::path::{self, tag};

const ENUM: Named<'_> = Named { what: "enum", how: "rename the enum to `{}`, or write `#[contract(name = \"{}\")]`" };
const VALUE: Named<'_> =
    Named { what: "enum value", how: "write `#[member(name = \"{}\")]`, or take `name = ..` off the variant" };

pub(super) fn lint(lint: &mut Lint<'_, '_>, file: &FileDescriptorProto) {
    for (enumeration, path) in file.enum_type.iter().zip(path::children(&[], tag::FILE_ENUM)) {
        of_enum(lint, enumeration, &path);
    }
}

pub(super) fn of_enum(lint: &mut Lint<'_, '_>, enumeration: &EnumDescriptorProto, path: &[i32]) {
    let name = enumeration.name();
    lint.comment(path, "COMMENT_ENUM", "enum", name);
    lint.report(path, ENUM.remark("ENUM_PASCAL_CASE", name, &case::pascal(name)));
    lint.report(path, aliased(enumeration));
    let prefix = case::upper_snake(name) + "_";
    if let Some(first) = enumeration.value.first().filter(|value| value.number() != 0) {
        lint.report(&[path, &[tag::ENUM_VALUE, 0]].concat(), Some(not_zero(first.name())));
    }
    for (value, path) in enumeration.value.iter().zip(path::children(path, tag::ENUM_VALUE)) {
        let name = value.name();
        lint.comment(&path, "COMMENT_ENUM_VALUE", "enum value", name);
        lint.report(&path, VALUE.remark("ENUM_VALUE_UPPER_SNAKE_CASE", name, &case::upper_snake(name)));
        lint.report(&path, prefixed(name, &prefix));
        lint.report(&path, zero(name, value.number(), &prefix, &lint.config.zero_suffix));
    }
}

fn aliased(enumeration: &EnumDescriptorProto) -> Option<Remark> {
    enumeration.options.as_ref().is_some_and(|options| options.allow_alias()).then(|| Remark {
        rule: "ENUM_NO_ALLOW_ALIAS",
        message: format!("the enum `{}` has several names for one number", enumeration.name()),
        help: "take `allow_alias` away, and all names but one".to_owned(),
    })
}

fn not_zero(first: &str) -> Remark {
    Remark {
        rule: "ENUM_FIRST_VALUE_ZERO",
        message: format!("the first value `{first}` is not 0, and it is what an absent field has"),
        help: "begin the enum with `Unspecified = 0`".to_owned(),
    }
}

fn prefixed(name: &str, prefix: &str) -> Option<Remark> {
    (!name.starts_with(prefix)).then(|| Remark {
        rule: "ENUM_VALUE_PREFIX",
        message: format!(
            "the enum value `{name}` does not begin with `{prefix}`; values share the scope of their enum"
        ),
        help: format!("take `name = ..` off the variant, or write `name = \"{prefix}{name}\"`"),
    })
}

fn zero(name: &str, number: i32, prefix: &str, suffix: &str) -> Option<Remark> {
    let variant = case::pascal(&suffix.to_lowercase());
    (number == 0 && !name.ends_with(suffix)).then(|| Remark {
        rule: "ENUM_ZERO_VALUE_SUFFIX",
        message: format!("the zero value `{name}` does not end in `{suffix}`; zero is also what an absent field has"),
        help: format!(
            "rename the variant to `{variant}`, or begin the enum with `{variant} = 0` (`{prefix}{}`) and give this one \
             another number",
            suffix.trim_start_matches('_')
        ),
    })
}
