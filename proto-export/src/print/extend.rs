//! `extend` blocks: extensions of one message that stand together in the source.

use prost_types::FieldDescriptorProto;
use prost_types::source_code_info::Location;

use super::body::Body;
use super::message::Scope;
use super::{Printer, comment, with_block};

/// Extensions that stand in one block, each with its path.
struct Block<'a> {
    /// Where the block begins in the source, when there is a source.
    location: Option<&'a Location>,
    extended: &'a str,
    extensions: Vec<(&'a FieldDescriptorProto, Vec<i32>)>,
}

impl Printer<'_> {
    /// The blocks of a scope, each with the path of its first extension.
    pub(super) fn extends(&self, scope: &Scope<'_>) -> Vec<(Vec<i32>, Vec<String>)> {
        let first = |block: &Block<'_>| block.extensions.first().map(|(_, path)| path.clone()).unwrap_or_default();
        self.blocks(scope).iter().map(|block| (first(block), self.extend(block, scope))).collect()
    }

    fn extend(&self, block: &Block<'_>, scope: &Scope<'_>) -> Vec<String> {
        let mut body = Body::default();
        for (extension, path) in &block.extensions {
            body.push(self.field(extension, path, scope));
        }
        let head = format!("extend {}", self.names.reference(block.extended, &scope.name, self.package));
        with_block(comment::leading(block.location), head, body)
    }

    /// A block ends where another begins in the source, or where another message is extended.
    fn blocks<'a>(&'a self, scope: &Scope<'a>) -> Vec<Block<'a>> {
        let list = scope.extensions_path.as_slice();
        let mut blocks: Vec<Block<'a>> = Vec::new();
        for (extension, index) in scope.extensions.iter().zip(0..) {
            let path = [list, &[index]].concat();
            let (location, extended) = (self.comments.block(list, &path), extension.extendee());
            let is_open = |block: &&mut Block<'_>| block.extended == extended && block.location == location;
            match blocks.last_mut().filter(is_open) {
                Some(block) => block.extensions.push((extension, path)),
                None => blocks.push(Block { location, extended, extensions: vec![(extension, path)] }),
            }
        }
        blocks
    }
}
