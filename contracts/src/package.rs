//! The declarative macros that users write beside their contracts.

/// Names the protobuf package of the contracts that follow in this module and in the modules inside it.
///
/// A package ends in a version, as `user.v1` (buf's rule `PACKAGE_VERSION_SUFFIX`).
#[macro_export]
macro_rules! package {
    ($name:literal) => {
        #[allow(unused_macros)]
        macro_rules! contracts_package {
            () => {
                $name
            };
        }
    };
}

/// Implements `schemars::JsonSchema` where this crate has the feature for it: the feature is not the user's to have.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __json_schema {
    ([$($generics:tt)*] $type:ty, $kind:expr) => {
        impl<$($generics)*> $crate::__private::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $crate::json_schema::name(&$kind)
            }
            fn json_schema(
                generator: &mut $crate::__private::schemars::SchemaGenerator,
            ) -> $crate::__private::schemars::Schema {
                $crate::json_schema::definition(&$kind, generator)
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
