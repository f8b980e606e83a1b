//! A struct as a message.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericParam, Generics, ItemStruct, Type, parse_quote};

use super::declaration::{reserved, with_rules};
use super::{default, extension, field, foresee, json, merge, oneof_checks::oneof_checks, private, validate, view};
use crate::model::{Encoding, Entry, Field, Message, Splice, Unknown, has_lifetimes, innermost, outer, with_static};

/// The struct and all that makes it a message.
pub fn message(item: &ItemStruct, model: &Message) -> TokenStream {
    let item = &without_debug(item, model);
    let generics = &bounded(&item.generics, model.fields());
    let implementation = match &model.lifetime {
        Some(lifetime) => view::view_impl(item, lifetime, model),
        None => message_impl(item, generics, model),
    };
    let default = default_impl(item, generics, model);
    let debug = debug_impl(item, model);
    let accessors = default::accessors(item, generics, model);
    let (checks, rules) = (oneof_checks(model), validate::constants(model, &item.generics));
    let rest = match &model.extends {
        Some(extended) => extension::of(&item.ident, extended),
        None if model.lifetime.is_some() => view::of_its_own(item),
        None => of_its_own(item, generics, model),
    };
    quote! {
        #item
        #[allow(deprecated)]
        const _: () = {
            #rules
            #implementation
            #default
            #debug
            #accessors
            #checks
            #rest
        };
    }
}

/// What a message has, and a set of extensions has not.
fn of_its_own(item: &ItemStruct, generics: &Generics, model: &Message) -> TokenStream {
    let member = member_impls(item, generics);
    let prost = prost_impl(item, generics, model);
    let serde = json::serde_impls(&item.ident, generics);
    let submission = submission(item);
    quote!(#member #prost #serde #submission)
}

/// Every type parameter of a generic contract is the type of a member; one that is sent as a group is a message.
pub fn bounded<'a>(generics: &Generics, fields: impl Iterator<Item = &'a Field>) -> Generics {
    let c = private();
    let groups: Vec<_> = fields.filter(|field| matches!(field.encoding, Encoding::Delimited)).collect();
    let mut generics = generics.clone();
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(parse_quote!(#c::Argument));
            let ident = &parameter.ident;
            let is_parameter = |ty: &Type| outer(ty).is_some_and(|(name, _)| ident == &name);
            if groups.iter().any(|field| is_parameter(innermost(&field.ty))) {
                parameter.bounds.push(parse_quote!(#c::Group));
            }
        }
    }
    generics
}

/// How many members a message has at most that is written within the message around it, if the compiler agrees: a call for each
/// of many small messages costs more than to write them.
pub const SMALL: usize = 8;

fn message_impl(item: &ItemStruct, generics: &Generics, model: &Message) -> TokenStream {
    let c = private();
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    let (schema, put, foresee) = (schema(item, model), put(model), foresee::foresee(model));
    let (merge, merge_in_order, clear) = (merge::field(model), merge::in_order(model), merge::clear(model));
    let (required, check) = (required(model), validate::check(model));
    let unknown = model.unknown.as_ref().map(|Unknown { ident, conditions }| {
        quote! {
            #(#conditions)*
            fn unknown_fields(&self) -> #c::Option<&#c::UnknownFields> {
                #c::Some(&self.#ident)
            }
            #(#conditions)*
            fn unknown_fields_mut(&mut self) -> #c::Option<&mut #c::UnknownFields> {
                #c::Some(&mut self.#ident)
            }
        }
    });
    let inline = (model.entries.len() <= SMALL).then(|| quote!(#[inline]));
    quote! {
        impl #impl_generics #c::Message for #ident #type_generics #where_clause {
            #required
            fn schema() -> &'static #c::schema::Message { const { &#schema } }
            #inline
            fn put(&self, __w: &mut #c::Writer<'_>) { #put }
            #foresee
            fn merge_field(&mut self, __key: #c::Key, __r: &mut #c::Reader<'_>) -> #c::Result<(), #c::Interrupt> {
                #merge
            }
            #merge_in_order
            fn clear(&mut self) { #clear }
            #check
            #unknown
        }
    }
}

/// The function that gives the schema of a message.
pub fn schema_of(message: &Type) -> TokenStream {
    let c = private();
    match has_lifetimes(message) {
        true => {
            let message = with_static(message);
            quote!(<#message as #c::View<'static>>::schema)
        }
        false => quote!(<#message as #c::Message>::schema),
    }
}

/// The numbers of the fields without which the message is not valid.
pub fn required(model: &Message) -> Option<TokenStream> {
    let required: Vec<&Field> = model.fields().filter(|field| field.presence.required).collect();
    let numbers = required.iter().map(|Field { number, conditions, .. }| quote!(#(#conditions)* #number));
    (!required.is_empty()).then(|| quote!(const REQUIRED: &'static [u32] = &[#(#numbers),*];))
}

pub fn schema(item: &ItemStruct, model: &Message) -> TokenStream {
    let c = private();
    let declaration = with_rules(&model.declaration, "MessageOptions", validate::of_message(model).as_ref());
    let members = model.entries.iter().map(member_schema);
    let reserved = (!model.reserved.is_empty()).then(|| {
        let entries = reserved(&model.reserved);
        quote!(reserved: #entries,)
    });
    let extensions = extension::schema(model);
    let parent = model.nested_in.as_ref().map(|parent| {
        let schema = schema_of(parent);
        quote!(parent: #c::Some(#schema),)
    });
    let parameters: Vec<_> = item.generics.type_params().map(|parameter| &parameter.ident).collect();
    let arguments = (!parameters.is_empty()).then(|| quote!(arguments: &[#(<#parameters as #c::Argument>::kind),*],));
    quote! {
        #c::schema::Message {
            members: &[#(#members),*],
            #reserved #parent #arguments #extensions
            syntax: contracts_package!(syntax),
            module: ::core::module_path!(),
            ..#c::schema::Message::new(contracts_package!(), #declaration)
        }
    }
}

fn member_schema(entry: &Entry) -> TokenStream {
    let c = private();
    match entry {
        Entry::Field(field) => {
            let schema = field::schema(field, &field::of_codec(field, "SHAPE"));
            let conditions = &field.conditions;
            quote!(#(#conditions)* #c::schema::Member::Field(#schema))
        }
        Entry::Oneof(splice) => {
            let rules = validate::of_splice(splice);
            let declaration = with_rules(&splice.declaration, "OneofOptions", rules.as_ref());
            let (schema, conditions) = (field::of_oneof(splice, "schema"), &splice.conditions);
            quote!(#(#conditions)* #c::schema::Member::Oneof(#declaration, #schema))
        }
    }
}

/// Puts all fields in descending order of their numbers: the writer fills from its end.
/// A oneof is put in each gap between the numbers of the fields; a field under a condition leaves its number in the gap.
pub fn put(model: &Message) -> TokenStream {
    let mut fields: Vec<&Field> = model.fields().collect();
    fields.sort_by_key(|field| std::cmp::Reverse(field.number));
    let unknown = model
        .unknown
        .iter()
        .map(|Unknown { ident, conditions }| quote!(#(#conditions)* __w.put_slice(self.#ident.as_bytes());));
    let mut above = u32::MAX;
    let mut statements: Vec<TokenStream> = unknown.collect();
    for field in fields {
        let is_always_there = field.conditions.is_empty();
        let lowest = if is_always_there { field.number + 1 } else { field.number };
        statements.push(put_oneofs(model, lowest, above));
        statements.push(put_field(field));
        above = field.number - 1;
    }
    statements.push(put_oneofs(model, 0, above));
    statements.into_iter().collect()
}

fn put_field(field: &Field) -> TokenStream {
    let (put, ident, number) = (field::of_codec(field, "put"), &field.ident, field::number(field.number));
    let conditions = &field.conditions;
    quote!(#(#conditions)* #put(&self.#ident, #number, __w);)
}

fn put_oneofs(model: &Message, from: u32, to: u32) -> TokenStream {
    if from > to {
        return TokenStream::new();
    }
    let puts = model.oneofs().map(|splice| {
        let (Splice { ident, conditions, .. }, put) = (splice, field::of_oneof(splice, "put_within"));
        quote!(#(#conditions)* #put::<#from, #to>(&self.#ident, __w);)
    });
    puts.collect()
}

fn default_impl(item: &ItemStruct, generics: &Generics, model: &Message) -> TokenStream {
    let c = private();
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    let members = model.entries.iter().map(|entry| match entry {
        Entry::Field(field) => {
            let (default, ident, conditions) = (default::of_member(field), &field.ident, &field.conditions);
            quote!(#(#conditions)* #ident: #default,)
        }
        Entry::Oneof(Splice { ident, conditions, .. }) => quote!(#(#conditions)* #ident: #c::None,),
    });
    let unknown = model
        .unknown
        .iter()
        .map(|Unknown { ident, conditions }| quote!(#(#conditions)* #ident: #c::UnknownFields::new(),));
    quote! {
        impl #impl_generics ::core::default::Default for #ident #type_generics #where_clause {
            fn default() -> Self {
                Self { #(#members)* #(#unknown)* }
            }
        }
    }
}

/// A message can be a member, and be repeated. An error about another type does not list it, but one about the
/// argument of a generic contract goes through it.
fn member_impls(item: &ItemStruct, generics: &Generics) -> TokenStream {
    let c = private();
    let unlisted = generics.params.is_empty().then(|| quote!(#[diagnostic::do_not_recommend]));
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    quote! {
        #unlisted
        impl #impl_generics #c::Value for #ident #type_generics #where_clause {
            type Codec = #c::Nested;
            type Repeated = #c::Packed<#c::Nested>;
        }
        #unlisted
        impl #impl_generics #c::Member for #ident #type_generics #where_clause {
            type Codec = #c::Implicit<#c::Nested>;
        }
    }
}

fn prost_impl(item: &ItemStruct, generics: &Generics, model: &Message) -> TokenStream {
    let c = private();
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    let name = &model.declaration.name;
    let has_static_name = item.generics.params.is_empty() && model.nested_in.is_none();
    let named = has_static_name.then(|| {
        quote! {
            impl #c::prost::Name for #ident {
                const NAME: &'static str = #name;
                const PACKAGE: &'static str = contracts_package!();
            }
        }
    });
    quote! {
        impl #impl_generics #c::prost::Message for #ident #type_generics #where_clause {
            fn encode_raw(&self, __out: &mut impl #c::BufMut) {
                #c::prost_message::encode_raw(self, __out)
            }
            fn merge_field(
                &mut self,
                __number: u32,
                __wire_type: #c::prost::encoding::WireType,
                __in: &mut impl #c::Buf,
                __context: #c::prost::encoding::DecodeContext,
            ) -> #c::Result<(), #c::prost::DecodeError> {
                #c::prost_message::merge_field(self, __number, __wire_type, __in, __context)
            }
            fn merge(&mut self, __in: impl #c::Buf) -> #c::Result<(), #c::prost::DecodeError> {
                #c::prost_message::merge(self, __in)
            }
            fn encoded_len(&self) -> usize { #c::Message::encoded_len(self) }
            fn clear(&mut self) { #c::Message::clear(self) }
        }
        #named
    }
}

/// A generic contract is reached from the contracts that use it.
fn submission(item: &ItemStruct) -> Option<TokenStream> {
    let (c, ident) = (private(), &item.ident);
    item.generics.params.is_empty().then(|| {
        quote! {
            #c::inventory::submit! { #c::Root::Message(<#ident as #c::Message>::schema) }
            #c::inventory::submit! { #c::packable::<#ident>() }
        }
    })
}

fn is_redacted(model: &Message) -> bool {
    model.fields().any(|field| field.redact)
}

/// Takes `Debug` off the derive list of a message that has something to hide.
fn without_debug(item: &ItemStruct, model: &Message) -> ItemStruct {
    let mut item = item.clone();
    if !is_redacted(model) {
        return item;
    }
    for attribute in item.attrs.iter_mut().filter(|attribute| attribute.path().is_ident("derive")) {
        let paths = syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
        if let Ok(derives) = attribute.parse_args_with(paths) {
            let is_debug = |path: &&syn::Path| path.segments.last().is_some_and(|last| last.ident == "Debug");
            let kept = derives.iter().filter(|path| !is_debug(path));
            *attribute = parse_quote!(#[derive(#(#kept),*)]);
        }
    }
    item
}

/// `Debug` that hides what is to be redacted.
fn debug_impl(item: &ItemStruct, model: &Message) -> Option<TokenStream> {
    if !is_redacted(model) {
        return None;
    }
    let c = private();
    let mut generics = item.generics.clone();
    for parameter in generics.type_params_mut() {
        parameter.bounds.push(parse_quote!(::core::fmt::Debug));
    }
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    let name = ident.to_string();
    let fields = model.entries.iter().map(|entry| match entry {
        Entry::Field(field) if field.redact => shown(&field.ident, &field.conditions, &quote!(&#c::Redacted)),
        Entry::Field(Field { ident, conditions, .. }) | Entry::Oneof(Splice { ident, conditions, .. }) => {
            shown(ident, conditions, &quote!(&self.#ident))
        }
    });
    let unknown =
        model.unknown.iter().map(|Unknown { ident, conditions }| shown(ident, conditions, &quote!(&self.#ident)));
    Some(quote! {
        impl #impl_generics ::core::fmt::Debug for #ident #type_generics #where_clause {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut __debug = __f.debug_struct(#name);
                #(#fields)*
                #(#unknown)*
                __debug.finish()
            }
        }
    })
}

fn shown(ident: &syn::Ident, conditions: &[syn::Attribute], value: &TokenStream) -> TokenStream {
    let name = crate::names::unraw(ident);
    quote!(#(#conditions)* __debug.field(#name, #value);)
}
