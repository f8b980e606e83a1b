//! Paths of declarations in a file, as `google.protobuf.SourceCodeInfo` has them.

/// Field numbers of `google/protobuf/descriptor.proto`.
pub(crate) mod tag {
    pub(crate) const FILE_PACKAGE: i32 = 2;
    pub(crate) const FILE_DEPENDENCY: i32 = 3;
    pub(crate) const FILE_MESSAGE: i32 = 4;
    pub(crate) const FILE_ENUM: i32 = 5;
    pub(crate) const FILE_SERVICE: i32 = 6;
    pub(crate) const FILE_EXTENSION: i32 = 7;
    pub(crate) const FILE_SYNTAX: i32 = 12;
    pub(crate) const MESSAGE_FIELD: i32 = 2;
    pub(crate) const MESSAGE_NESTED: i32 = 3;
    pub(crate) const MESSAGE_ENUM: i32 = 4;
    pub(crate) const MESSAGE_EXTENSION: i32 = 6;
    pub(crate) const MESSAGE_ONEOF: i32 = 8;
    pub(crate) const ENUM_VALUE: i32 = 2;
    pub(crate) const SERVICE_METHOD: i32 = 2;
}

/// The paths of the entries of a list, from the first on, without end.
pub(crate) fn children(parent: &[i32], list: i32) -> impl Iterator<Item = Vec<i32>> + use<> {
    let parent = parent.to_vec();
    (0..).map(move |index| [parent.as_slice(), &[list, index]].concat())
}
