//! Sets of extensions.

use prost_types::FieldDescriptorProto;

use super::build::Build;
use super::field::{Field, Owner};
use super::index::Path;
use super::{About, Argument, Attribute, Item, Message, types};
use crate::import::names::{self, Scope};

/// Where extensions are declared.
pub(super) struct Around<'a> {
    /// The path of the list that they are in.
    pub(super) list: &'a [i32],
    /// The full name of the package or the message, with a dot in front.
    pub(super) name: &'a str,
    pub(super) module: &'a Path,
    /// The message, as the module refers to it.
    pub(super) message: Option<&'a str>,
}

impl Build<'_> {
    /// The extensions of a scope, each run of those that extend one message as a struct, with their places.
    pub(super) fn extensions(
        &mut self,
        protos: &[FieldDescriptorProto],
        around: &Around<'_>,
    ) -> Vec<((i32, i32), Vec<Item>)> {
        let mut sets = Vec::new();
        let mut first = 0;
        for run in protos.chunk_by(|one, other| one.extendee() == other.extendee()) {
            let place = self.comments.place(&[around.list, &[first]].concat());
            let set = self.extension_set(run, first, around);
            sets.extend(set.map(|set| (place, vec![Item::Message(set)])));
            first += run.len() as i32;
        }
        sets
    }

    fn extension_set(&mut self, run: &[FieldDescriptorProto], first: i32, around: &Around<'_>) -> Option<Message> {
        let Around { list, name: scope, module, message } = *around;
        let extended = run.first()?.extendee();
        let Some(of) = types::extended(extended, self.index, module) else {
            let why = "contracts have no type for this message of google.protobuf";
            for (extension, index) in run.iter().zip(first..) {
                let element = format!("{scope}.{}", extension.name());
                let what = format!("an extension of {}", extended.trim_start_matches('.'));
                self.lose(&[list, &[index]].concat(), &element, what, why);
            }
            return None;
        };
        let mut taken = Scope::default();
        let mut members = Vec::new();
        for (proto, index) in run.iter().zip(first..) {
            let path = [list, &[index]].concat();
            let name = format!("{scope}.{}", proto.name());
            let options = self.pool.get_extension_by_name(name.trim_start_matches('.'));
            let options = options.filter(|_| proto.options.is_some()).map(|it| it.options());
            let field = Field { proto, path: &path, holder: scope, owner: Owner::Extensions, module, options };
            let ident = taken.take(&names::value(proto.name()));
            members.extend(self.member(&field, ident));
        }
        let name = extended.rsplit('.').next().unwrap_or_default();
        let doc = match self.comments.doc(list) {
            doc if doc.is_empty() => vec![format!("Extensions of `{name}`.")],
            doc => doc,
        };
        let ident = self.index.take(module, &format!("{}Extensions", names::type_name(name)));
        let nested = message.map(|message| Argument::Value("nested_in", message.to_owned()));
        let arguments = [Argument::Value("extends", of)].into_iter().chain(nested).collect();
        let attribute = Attribute { name: "contract", arguments };
        Some(Message { about: About { doc, ..About::default() }, attribute, ident, members, is_message: false })
    }
}
