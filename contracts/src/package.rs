//! The declarative macros that users write beside their contracts.

/// Names the protobuf package of the contracts that follow in this module and in the modules inside it.
///
/// A package ends in a version, as `user.v1` (buf's rule `PACKAGE_VERSION_SUFFIX`).
///
/// Its file is of proto3, unless the package needs what only older files have, or only editions:
/// `contracts::package!("legacy.v1", syntax = "proto2")`, `contracts::package!("mixed.v1", edition = "2023")`.
///
/// `options(..)`, last, sets options of the file for generators of other languages:
///
/// ```
/// contracts::package!("user.v1", options(go_package = "acme.test/user/v1;userv1", java_multiple_files = true));
/// # fn main() {}
/// ```
///
/// `option(..)`, behind it, sets any other option: a value of a contract that extends `contracts::wkt::FileOptions`, or the
/// text of one, as `option("[acme.v1.owner]: 'billing'")`.
#[macro_export]
macro_rules! package {
    ($name:literal $(, options($($options:tt)*))? $(, option($($set:tt)*))* $(,)?) => {
        $crate::__package!($name, Proto3, [$($($options)*)?] $([$($set)*])*);
    };
    ($name:literal, syntax = "proto3" $(, options($($options:tt)*))? $(, option($($set:tt)*))* $(,)?) => {
        $crate::__package!($name, Proto3, [$($($options)*)?] $([$($set)*])*);
    };
    ($name:literal, syntax = "proto2" $(, options($($options:tt)*))? $(, option($($set:tt)*))* $(,)?) => {
        $crate::__package!($name, Proto2, [$($($options)*)?] $([$($set)*])*);
    };
    ($name:literal, edition = "2023" $(, options($($options:tt)*))? $(, option($($set:tt)*))* $(,)?) => {
        $crate::__package!($name, Edition2023, [$($($options)*)?] $([$($set)*])*);
    };
    ($name:literal, $($other:tt)*) => {
        compile_error!(
            "expected `contracts::package!(\"user.v1\")`, `.., syntax = \"proto2\")` or `.., edition = \"2023\")`, \
             then `options(..)` and `option(..)`"
        );
    };
}

/// What the other macros ask for the name and for the language of the package.
#[doc(hidden)]
#[macro_export]
macro_rules! __package {
    ($name:literal, $syntax:ident, []) => {
        #[allow(unused_macros)]
        macro_rules! contracts_package {
            () => {
                $name
            };
            (syntax) => {
                ::contracts::__private::schema::Syntax::$syntax
            };
        }
    };
    ($name:literal, $syntax:ident, [$($option:ident = $value:tt),* $(,)?] $([$($set:tt)*])*) => {
        $crate::__package!($name, $syntax, []);
        const _: () = {
            static PACKAGE: $crate::schema::Package = $crate::schema::Package {
                name: $name,
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
