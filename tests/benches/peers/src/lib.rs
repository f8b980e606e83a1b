//! The measured messages as other codecs have them: all is generated when it is built, from the contracts' descriptors.

/// By prost-build, with JSON by pbjson-build.
pub mod by_prost {
    include!(concat!(env!("OUT_DIR"), "/prost/bench.v1.rs"));
    include!(concat!(env!("OUT_DIR"), "/prost/bench.v1.serde.rs"));
}

/// By buffa-build: owned types, views, JSON.
pub mod by_buffa {
    include!(concat!(env!("OUT_DIR"), "/buffa/mod.rs"));
    pub use bench::v1::*;
}

/// By pb-rs, with `String` and `Vec<u8>`.
pub mod by_quick_protobuf {
    pub use bench::*;

    #[expect(clippy::all, non_camel_case_types, non_snake_case, unused_imports, reason = "pb-rs writes so")]
    mod bench {
        include!(concat!(env!("OUT_DIR"), "/quick_protobuf/owned.rs"));
    }
}

/// By pb-rs, with texts and bytes that borrow the input.
pub mod by_quick_protobuf_borrowed {
    pub use bench::*;

    #[expect(clippy::all, non_camel_case_types, non_snake_case, unused_imports, reason = "pb-rs writes so")]
    mod bench {
        include!(concat!(env!("OUT_DIR"), "/quick_protobuf/borrowed.rs"));
    }
}

/// Structs under the derive of bilrost. Its wire format is its own.
pub mod by_bilrost {
    include!(concat!(env!("OUT_DIR"), "/bilrost.rs"));
}

/// Structs under the attribute of proto_rs.
pub mod by_proto_rs {
    include!(concat!(env!("OUT_DIR"), "/proto_rs.rs"));
}
