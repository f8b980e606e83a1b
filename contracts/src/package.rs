//! The declarative macros that users write beside their contracts.

/// Names the protobuf package of the contracts that follow in this module and in the modules inside it.
///
/// A package ends in a version, as `user.v1` (buf's rule `PACKAGE_VERSION_SUFFIX`).
///
/// Its file is of proto3, unless the package needs what only older files have, or only editions:
/// `contracts::package!("legacy.v1", syntax = "proto2")`, `contracts::package!("mixed.v1", edition = "2023")`.
///
/// `allow(..)` says which lint rule the package may break, and why. `options(..)` sets options of the file for generators of
/// other languages:
///
/// ```
/// contracts::package!(
///     "user",
///     allow(PACKAGE_VERSION_SUFFIX, reason = "its clients are older than the rule"),
///     options(go_package = "acme.test/user;userv1", java_multiple_files = true)
/// );
/// # fn main() {}
/// ```
///
/// `option(..)`, behind it, sets any other option: a value of a contract that extends `contracts::wkt::FileOptions`, or the
/// text of one, as `option("[acme.v1.owner]: 'billing'")`.
#[macro_export]
macro_rules! package {
    ($name:literal $(, allow($($allow:tt)*))* $(, options($($options:tt)*))? $(, option($($set:tt)*))* $(,)?) => {
        $crate::__package!($name, Proto3, [$([$($allow)*])*] [$($($options)*)?] $([$($set)*])*);
    };
    ($name:literal, syntax = "proto3" $(, allow($($allow:tt)*))* $(, options($($options:tt)*))? $(, option($($set:tt)*))* $(,)?) => {
        $crate::__package!($name, Proto3, [$([$($allow)*])*] [$($($options)*)?] $([$($set)*])*);
    };
    ($name:literal, syntax = "proto2" $(, allow($($allow:tt)*))* $(, options($($options:tt)*))? $(, option($($set:tt)*))* $(,)?) => {
        $crate::__package!($name, Proto2, [$([$($allow)*])*] [$($($options)*)?] $([$($set)*])*);
    };
    ($name:literal, edition = "2023" $(, allow($($allow:tt)*))* $(, options($($options:tt)*))? $(, option($($set:tt)*))* $(,)?) => {
        $crate::__package!($name, Edition2023, [$([$($allow)*])*] [$($($options)*)?] $([$($set)*])*);
    };
    ($name:literal, $($other:tt)*) => {
        compile_error!(
            "expected `contracts::package!(\"user.v1\")`, `.., syntax = \"proto2\")` or `.., edition = \"2023\")`, \
             then `allow(..)`, `options(..)` and `option(..)`"
        );
    };
}

/// What the other macros ask for the name and for the language of the package, and what the package says of itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __package {
    (
        $name:literal, $syntax:ident,
        [$([$($allow:tt)*])*] [$($option:ident = $value:tt),* $(,)?] $([$($set:tt)*])*
    ) => {
        #[allow(unused_macros)]
        macro_rules! contracts_package {
            () => {
                $name
            };
            (syntax) => {
                ::contracts::__private::schema::Syntax::$syntax
            };
        }
        const _: () = {
            static PACKAGE: $crate::schema::Package = $crate::schema::Package {
                name: $name,
                allow: &[$($crate::__package_allow!([] $($allow)*)),*],
                options: &[$((stringify!($option), $crate::__file_option!($value))),*],
                option_sets: &[$($crate::__option_set!($($set)*)),*],
                source: $crate::schema::Source::new(file!(), line!(), column!()),
            };
            $crate::__private::inventory::submit! { $crate::registry::Root::Package(&PACKAGE) }
        };
    };
    ($name:literal, $syntax:ident, $($other:tt)*) => {
        compile_error!("expected `options(go_package = \"..\", java_multiple_files = true, optimize_for = SPEED)`");
    };
}

/// Rules that a package may break, with one reason.
#[doc(hidden)]
#[macro_export]
macro_rules! __package_allow {
    ([$($rule:ident)+] reason = $reason:literal $(,)?) => {{
        const _: () = assert!(!$reason.trim_ascii().is_empty(), "the reason is empty: say why the rule may be broken here");
        &[$($crate::schema::Allow {
            rule: $crate::__package_rule!($rule),
            reason: $reason,
            source: $crate::schema::Source { file: file!(), line: line!(), column: column!() },
        }),+]
    }};
    ([$($rule:ident)*] $next:ident, $($rest:tt)+) => {
        $crate::__package_allow!([$($rule)* $next] $($rest)+)
    };
    ($($other:tt)*) => {
        compile_error!("expected `allow(PACKAGE_VERSION_SUFFIX, reason = \"..\")`")
    };
}

/// A rule that a package can break.
#[doc(hidden)]
#[macro_export]
macro_rules! __package_rule {
    (PACKAGE_LOWER_SNAKE_CASE) => {
        "PACKAGE_LOWER_SNAKE_CASE"
    };
    (PACKAGE_VERSION_SUFFIX) => {
        "PACKAGE_VERSION_SUFFIX"
    };
    ($other:ident) => {
        compile_error!(concat!(
            "there is no rule `",
            stringify!($other),
            "` that a package can break: the rules are `PACKAGE_LOWER_SNAKE_CASE` and `PACKAGE_VERSION_SUFFIX`"
        ))
    };
}

/// What one `option(..)` of a file sets.
#[doc(hidden)]
#[macro_export]
macro_rules! __option_set {
    (@ $read:expr) => {
        $crate::schema::OptionSet {
            read: || $read,
            source: $crate::schema::Source::new(file!(), line!(), column!()),
        }
    };
    ($text:literal) => {
        $crate::__option_set!(@ $crate::options::of_text::<$crate::wkt::FileOptions>($text))
    };
    ($value:expr) => {
        $crate::__option_set!(@ $crate::options::of_value::<$crate::wkt::FileOptions, _>($value))
    };
}

/// The value of an option of a file.
#[doc(hidden)]
#[macro_export]
macro_rules! __file_option {
    (true) => {
        $crate::schema::FileOption::Bool(true)
    };
    (false) => {
        $crate::schema::FileOption::Bool(false)
    };
    ($value:ident) => {
        $crate::schema::FileOption::Name(stringify!($value))
    };
    ($value:literal) => {
        $crate::schema::FileOption::Text($value)
    };
}

/// Implements `schemars::JsonSchema` where this crate has the feature for it: the feature is not the user's to have.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __json_schema {
    ([$($generics:tt)*] $type:ty, $kind:expr) => {
        $crate::__json_schema! {
            [$($generics)*] $type, $kind, <<$type as $crate::codec::Value>::Codec as $crate::codec::Codec<$type>>::DOMAIN
        }
    };
    ([$($generics:tt)*] $type:ty, $kind:expr, $domain:expr) => {
        impl<$($generics)*> $crate::__private::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $crate::json_schema::name(&$kind)
            }
            fn json_schema(
                generator: &mut $crate::__private::schemars::SchemaGenerator,
            ) -> $crate::__private::schemars::Schema {
                $crate::json_schema::definition(
                    &$kind,
                    $domain,
                    generator,
                )
            }
        }
    };
}

/// Implements nothing: the feature `schemars` is off.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __json_schema {
    ($($ignored:tt)*) => {};
}

/// Registers the descriptor set of declarations that were made elsewhere, for members of `prost` types.
///
/// The argument is an encoded `google.protobuf.FileDescriptorSet`, as prost-build writes it
/// (`Config::file_descriptor_set_path`).
#[macro_export]
macro_rules! descriptor_set {
    ($bytes:expr) => {
        const _: () = {
            $crate::__private::inventory::submit! {
                $crate::registry::Root::DescriptorSet($bytes)
            }
        };
    };
}
