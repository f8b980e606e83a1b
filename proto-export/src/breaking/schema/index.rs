//! All declarations of a schema by their names.

use std::collections::BTreeMap;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, ServiceDescriptorProto};

use super::{Features, File, Schema};
use crate::path::{self, tag};

/// A declaration, with what is known of it from what is around it.
pub(crate) struct Item<'a, T> {
    pub(crate) file: &'a File,
    /// Its path in the file.
    pub(crate) path: Vec<i32>,
    /// Its name in its package.
    pub(crate) nested_name: String,
    pub(crate) proto: &'a T,
    pub(crate) features: Features,
}

impl<T> Item<'_, T> {
    pub(crate) fn full_name(&self) -> String {
        match self.file.package() {
            "" => self.nested_name.clone(),
            package => format!("{package}.{}", self.nested_name),
        }
    }

    /// A path below the declaration.
    pub(crate) fn below(&self, path: &[i32]) -> Vec<i32> {
        [self.path.as_slice(), path].concat()
    }

    /// The path of one of the features that are set on the declaration, or of what is known of it.
    pub(crate) fn locate_feature(&self, options: [i32; 2], feature: &[i32]) -> Option<Vec<i32>> {
        let set = self.below(&options);
        self.file.locate_option(&[set.as_slice(), feature].concat(), set.len())
    }
}

/// A message, which may be the entry of a map.
pub(crate) struct MessageItem<'a> {
    pub(crate) item: Item<'a, DescriptorProto>,
    /// Of the entry of a map the path of the field that holds the map.
    pub(crate) map_field: Option<Vec<i32>>,
}

/// A field of a message, or an extension.
pub(crate) struct FieldItem<'a> {
    pub(crate) item: Item<'a, FieldDescriptorProto>,
    /// The message that declares it; none for extensions.
    pub(crate) message: Option<&'a DescriptorProto>,
    /// Of a field in the entry of a map the path of the field that holds the map.
    pub(crate) map_field: Option<Vec<i32>>,
}

/// An enum.
pub(crate) type EnumItem<'a> = Item<'a, EnumDescriptorProto>;
/// A service.
pub(crate) type ServiceItem<'a> = Item<'a, ServiceDescriptorProto>;

impl<'a> MessageItem<'a> {
    /// Its fields, by number.
    pub(crate) fn fields(&self) -> BTreeMap<i32, FieldItem<'a>> {
        let paths = path::children(&self.item.path, tag::MESSAGE_FIELD);
        let fields = self.item.proto.field.iter().zip(paths).map(|(field, path)| {
            let features = self.item.file.features(&path, self.item.features);
            let nested_name = format!("{}.{}", self.item.nested_name, field.name());
            let item = Item { file: self.item.file, path, nested_name, proto: field, features };
            (field.number(), FieldItem { item, message: Some(self.item.proto), map_field: self.map_field.clone() })
        });
        fields.collect()
    }
}

impl<'a> FieldItem<'a> {
    /// The message in it, if it is a map: of one key and its value.
    pub(crate) fn map_entry(&self) -> Option<&'a DescriptorProto> {
        let field = self.item.proto;
        if field.r#type() != Type::Message || field.label() != Label::Repeated {
            return None;
        }
        let name = field.type_name().rsplit('.').next().unwrap_or_default();
        self.message?.nested_type.iter().find(|nested| nested.name() == name && is_map_entry(nested))
    }

    /// The oneof it is in, unless that only says that the field knows whether it was sent.
    pub(crate) fn oneof(&self) -> Option<&'a str> {
        let index = self.item.proto.oneof_index.filter(|_| !self.item.proto.proto3_optional())?;
        Some(self.message?.oneof_decl.get(usize::try_from(index).ok()?)?.name())
    }

    pub(crate) fn is_extension(&self) -> bool {
        self.item.proto.extendee.is_some()
    }
}

fn is_map_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|options| options.map_entry())
}

/// The declarations of a schema, by full name.
#[derive(Default)]
pub(crate) struct Index<'a> {
    pub(crate) messages: BTreeMap<String, MessageItem<'a>>,
    pub(crate) enums: BTreeMap<String, EnumItem<'a>>,
    pub(crate) services: BTreeMap<String, ServiceItem<'a>>,
    pub(crate) extensions: BTreeMap<String, FieldItem<'a>>,
}

impl<'a> Index<'a> {
    pub(crate) fn of(schema: &'a Schema) -> Self {
        let mut index = Index::default();
        for file in schema.files() {
            let around = file.features(&[], file.language.defaults());
            let scope = Scope { file, parent: Vec::new(), name: String::new(), features: around };
            index.extensions(&scope, &file.proto.extension, tag::FILE_EXTENSION);
            index.enums(&scope, &file.proto.enum_type, tag::FILE_ENUM);
            for (message, path) in file.proto.message_type.iter().zip(path::children(&[], tag::FILE_MESSAGE)) {
                index.message(&scope, message, path, None);
            }
            for (service, path) in file.proto.service.iter().zip(path::children(&[], tag::FILE_SERVICE)) {
                let item = scope.item(service, service.name(), path);
                index.services.insert(item.full_name(), item);
            }
        }
        index
    }

    fn message(
        &mut self,
        scope: &Scope<'a>,
        message: &'a DescriptorProto,
        path: Vec<i32>,
        map_field: Option<Vec<i32>>,
    ) {
        let item = scope.item(message, message.name(), path);
        let inside =
            Scope { parent: item.path.clone(), name: item.nested_name.clone(), features: item.features, ..*scope };
        self.extensions(&inside, &message.extension, tag::MESSAGE_EXTENSION);
        self.enums(&inside, &message.enum_type, tag::MESSAGE_ENUM);
        for (nested, path) in message.nested_type.iter().zip(path::children(&item.path, tag::MESSAGE_NESTED)) {
            self.message(&inside, nested, path, map_field_of(message, &item.path, nested));
        }
        self.messages.insert(item.full_name(), MessageItem { item, map_field });
    }

    fn enums(&mut self, scope: &Scope<'a>, enums: &'a [EnumDescriptorProto], list: i32) {
        for (of, path) in enums.iter().zip(path::children(&scope.parent, list)) {
            let item = scope.item(of, of.name(), path);
            self.enums.insert(item.full_name(), item);
        }
    }

    fn extensions(&mut self, scope: &Scope<'a>, extensions: &'a [FieldDescriptorProto], list: i32) {
        for (extension, path) in extensions.iter().zip(path::children(&scope.parent, list)) {
            let item = scope.item(extension, extension.name(), path);
            self.extensions.insert(item.full_name(), FieldItem { item, message: None, map_field: None });
        }
    }
}

/// The path of the field that holds the map of which this is the entry.
fn map_field_of(message: &DescriptorProto, path: &[i32], entry: &DescriptorProto) -> Option<Vec<i32>> {
    let is_entry = is_map_entry(entry);
    let suffix = format!(".{}", entry.name());
    let mut fields = message.field.iter().zip(path::children(path, tag::MESSAGE_FIELD));
    fields.find(|(field, _)| is_entry && field.type_name().ends_with(&suffix)).map(|(_, path)| path)
}

/// What is around declarations.
struct Scope<'a> {
    file: &'a File,
    parent: Vec<i32>,
    name: String,
    features: Features,
}

impl<'a> Scope<'a> {
    fn item<T>(&self, proto: &'a T, name: &str, path: Vec<i32>) -> Item<'a, T> {
        let nested_name = if self.name.is_empty() { name.to_owned() } else { format!("{}.{name}", self.name) };
        let features = self.file.features(&path, self.features);
        Item { file: self.file, path, nested_name, proto, features }
    }
}
