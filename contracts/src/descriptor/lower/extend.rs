//! Extensions: fields that are declared outside of their message.

use prost_types::FieldDescriptorProto;

use super::{Declared, Lowering, Note, field, message, names};
use crate::schema::Message;

impl Declared {
    /// Lowers the members of a set of extensions in a scope, each with the message of its group, under the comment of the set.
    pub(super) fn extend(&mut self, lowering: &mut Lowering<'_>, scope: &str, set: &Message) {
        let Some(extended) = set.extends else { return };
        let extendee = Some(names::message_type_name(extended()));
        lowering.notes.block(self.lists.extensions, set.declaration.doc);
        for of in set.fields() {
            let entry = [self.lists.extensions, self.extensions.len() as i32];
            let note = Note { module: set.module, ..message::note_of_field(of, set.syntax) };
            lowering.declare_with(entry, note, |_| ());
            let lowered = field::field(of, &format!(".{scope}"), set.syntax);
            self.extensions.push(FieldDescriptorProto { extendee: extendee.clone(), ..lowered });
            self.group(lowering, scope, of, set.syntax);
        }
    }
}
