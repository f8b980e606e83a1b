//! A struct as a message.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{GenericParam, Generics, ItemStruct, parse_quote};

use super::declaration::{declaration, reserved};
use super::{field, json, private};
use crate::model::{Entry, Field, Message, Splice};

/// The struct and all that makes it a message.
pub fn message(item: &ItemStruct, model: &Message) -> TokenStream {
    let item = &without_debug(item, model);
    let generics = &bounded(&item.generics);
    let implementation = message_impl(item, generics, model);
    let default = default_impl(item, generics, model);
    let debug = debug_impl(item, model);
    let member = member_impls(item, generics);
    let prost = prost_impl(item, generics, model);
    let serde = json::serde_impls(&item.ident, generics);
    let checks = oneof_checks(model);
    let submission = submission(item);
    quote! {
        #item
        #[allow(deprecated)]
        const _: () = {
            #implementation
            #default
            #debug
            #member
            #prost
            #serde
            #checks
            #submission
        };
    }
}

/// Every type parameter of a generic contract is the type of a member.
fn bounded(generics: &Generics) -> Generics {
    let c = private();
    let mut generics = generics.clone();
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(parse_quote!(#c::Argument));
        }
    }
    generics
}

fn message_impl(item: &ItemStruct, generics: &Generics, model: &Message) -> TokenStream {
    let c = private();
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    let (schema, put, merge, json) = (schema(item, model), put(model), merge_field(model), json::message(model));
    let unknown = model.unknown.as_ref().map(|unknown| {
        quote! {
            fn unknown_fields(&mut self) -> #c::Option<&mut #c::UnknownFields> {
                #c::Some(&mut self.#unknown)
            }
        }
    });
    quote! {
        impl #impl_generics #c::Message for #ident #type_generics #where_clause {
            fn schema() -> &'static #c::schema::Message { const { &#schema } }
            fn put(&self, __w: &mut #c::Writer) { #put }
            fn merge_field(&mut self, __key: #c::Key, __r: &mut #c::Reader<'_>) -> #c::Result<(), #c::Interrupt> {
                #merge
            }
            #json
            #unknown
        }
    }
}

fn schema(item: &ItemStruct, model: &Message) -> TokenStream {
    let c = private();
    let declaration = declaration(&model.declaration);
    let members = model.entries.iter().map(member_schema);
    let reserved = (!model.reserved.is_empty()).then(|| {
        let entries = reserved(&model.reserved);
        quote!(reserved: #entries,)
    });
    let parent = model.nested_in.as_ref().map(|parent| quote!(parent: #c::Some(<#parent as #c::Message>::schema),));
    let parameters: Vec<_> = item.generics.type_params().map(|parameter| &parameter.ident).collect();
    let arguments = (!parameters.is_empty()).then(|| quote!(arguments: &[#(<#parameters as #c::Argument>::kind),*],));
    quote! {
        #c::schema::Message {
            members: &[#(#members),*],
            #reserved #parent #arguments
            ..#c::schema::Message::new(contracts_package!(), #declaration)
        }
    }
}

fn member_schema(entry: &Entry) -> TokenStream {
    let c = private();
    match entry {
        Entry::Field(field) => {
            let codec = field::field_codec(field);
            let schema = field::schema(field, &quote_spanned!(codec_span(field)=> #codec::SHAPE));
            quote!(#c::schema::Member::Field(#schema))
        }
        Entry::Oneof(Splice { ty, declaration: about, .. }) => {
            let declaration = declaration(about);
            quote!(#c::schema::Member::Oneof(#declaration, <#ty as #c::Oneof>::schema))
        }
    }
}

fn codec_span(field: &Field) -> proc_macro2::Span {
    syn::spanned::Spanned::span(&field.ty)
}

/// Puts all fields in descending order of their numbers: the writer fills from its end.
/// A oneof is put in each gap between the numbers of the fields.
fn put(model: &Message) -> TokenStream {
    let mut fields: Vec<&Field> = model.fields().collect();
    fields.sort_by_key(|field| std::cmp::Reverse(field.number));
    let unknown = model.unknown.iter().map(|unknown| quote!(__w.put_slice(self.#unknown.as_bytes());));
    let mut above = u32::MAX;
    let mut statements: Vec<TokenStream> = unknown.collect();
    for field in fields {
        statements.push(put_oneofs(model, field.number + 1, above));
        statements.push(put_field(field));
        above = field.number - 1;
    }
    statements.push(put_oneofs(model, 0, above));
    statements.into_iter().collect()
}

fn put_field(field: &Field) -> TokenStream {
    let (codec, ident, number) = (field::field_codec(field), &field.ident, field::number(field.number));
    quote!(#codec::put(&self.#ident, #number, __w);)
}

fn put_oneofs(model: &Message, from: u32, to: u32) -> TokenStream {
    let c = private();
    if from > to {
        return TokenStream::new();
    }
    let puts =
        model.oneofs().map(|Splice { ident, .. }| quote!(#c::oneof::put_within::<#from, #to, _>(&self.#ident, __w);));
    puts.collect()
}

fn merge_field(model: &Message) -> TokenStream {
    let c = private();
    let fields = model.fields().map(|field| {
        let (codec, ident, number) = (field::field_codec(field), &field.ident, field.number);
        quote!(#number => #codec::merge(&mut self.#ident, __key, __r),)
    });
    let oneofs = model.oneofs().map(|Splice { ident, ty, .. }| {
        quote! {
            __number if #c::oneof::has::<#ty>(__number) => {
                <#ty as #c::Oneof>::merge(&mut self.#ident, __key, __r)
            }
        }
    });
    quote! {
        match __key.number() {
            #(#fields)*
            #(#oneofs)*
            _ => #c::Err(#c::Interrupt::Unknown),
        }
    }
}

fn default_impl(item: &ItemStruct, generics: &Generics, model: &Message) -> TokenStream {
    let c = private();
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    let members = model.entries.iter().map(|entry| match entry {
        Entry::Field(field) => {
            let (codec, ident) = (field::field_codec(field), &field.ident);
            quote!(#ident: #codec::default(),)
        }
        Entry::Oneof(Splice { ident, .. }) => quote!(#ident: #c::None,),
    });
    let unknown = model.unknown.iter().map(|unknown| quote!(#unknown: #c::UnknownFields::new(),));
    quote! {
        impl #impl_generics ::core::default::Default for #ident #type_generics #where_clause {
            fn default() -> Self {
                Self { #(#members)* #(#unknown)* }
            }
        }
    }
}

/// A message can be a member, and be repeated.
pub fn member_impls(item: &ItemStruct, generics: &Generics) -> TokenStream {
    let c = private();
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    quote! {
        impl #impl_generics #c::Value for #ident #type_generics #where_clause {
            type Codec = #c::Nested;
            type Repeated = #c::Packed<#c::Nested>;
        }
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
            fn clear(&mut self) { *self = ::core::default::Default::default(); }
        }
        #named
    }
}

/// What only the compiler can see, as the oneofs are items of their own: no number and no name is used twice.
fn oneof_checks(model: &Message) -> TokenStream {
    let oneofs: Vec<&Splice> = model.oneofs().collect();
    let against_fields = oneofs.iter().flat_map(|oneof| model.fields().map(|field| check_against(oneof, field, model)));
    let against_oneofs = oneofs
        .iter()
        .enumerate()
        .flat_map(|(index, first)| oneofs[index + 1..].iter().map(|second| check_pair(first, second, model)));
    let against_reserved = oneofs.iter().flat_map(|oneof| check_reserved(oneof, model));
    against_fields.chain(against_oneofs).chain(against_reserved).collect()
}

fn check_against(oneof: &Splice, field: &Field, model: &Message) -> TokenStream {
    let c = private();
    let (ty, message) = (&oneof.ty, &model.declaration.name);
    let (number, name, json) = (field.number, &field.declaration.name, field.json_name.get());
    let same_number = format!(
        "`{message}`: the number {number} of `{name}` is a number of the oneof `{}` too: give one of them another number",
        oneof.declaration.name
    );
    let same_name = format!(
        "`{message}`: a member of the oneof `{}` has the name of `{name}`, in protobuf or in JSON: rename one of them",
        oneof.declaration.name
    );
    quote_spanned! {field.number_span=>
        const _: () = {
            ::core::assert!(!#c::oneof::has::<#ty>(#number), #same_number);
            ::core::assert!(
                !#c::oneof::has_name(<#ty as #c::Oneof>::NAMES, #name)
                    && !#c::oneof::has_name(<#ty as #c::Oneof>::NAMES, #json),
                #same_name
            );
        };
    }
}

fn check_pair(first: &Splice, second: &Splice, model: &Message) -> TokenStream {
    let c = private();
    let (first_ty, second_ty, message) = (&first.ty, &second.ty, &model.declaration.name);
    let same = format!(
        "`{message}`: the oneofs `{}` and `{}` have a number in common: give each member a number of its own",
        first.declaration.name, second.declaration.name
    );
    quote_spanned! {second.declaration.span=>
        const _: () = ::core::assert!(
            #c::oneof::disjoint(<#first_ty as #c::Oneof>::NUMBERS, <#second_ty as #c::Oneof>::NUMBERS),
            #same
        );
    }
}

fn check_reserved(oneof: &Splice, model: &Message) -> Vec<TokenStream> {
    use crate::model::Reserved;
    let c = private();
    let (ty, name, message) = (&oneof.ty, &oneof.declaration.name, &model.declaration.name);
    let check = |entry: &Reserved| {
        let free = match entry {
            Reserved::Numbers(first, last) => {
                let (first, last) = (*first as u32, *last as u32);
                quote!(!#c::oneof::any_within(<#ty as #c::Oneof>::NUMBERS, #first, #last))
            }
            Reserved::Name(reserved) => quote!(!#c::oneof::has_name(<#ty as #c::Oneof>::NAMES, #reserved)),
        };
        let what = match entry {
            Reserved::Numbers(first, last) if first == last => format!("the number {first}"),
            Reserved::Numbers(first, last) => format!("a number of {first}..={last}"),
            Reserved::Name(reserved) => format!("the name `{reserved}`"),
        };
        let message = format!("`{message}`: the oneof `{name}` uses {what}, which is reserved: take another");
        quote_spanned!(oneof.declaration.span=> const _: () = ::core::assert!(#free, #message);)
    };
    model.reserved.iter().map(check).collect()
}

/// A generic contract is reached from the contracts that use it.
fn submission(item: &ItemStruct) -> Option<TokenStream> {
    let (c, ident) = (private(), &item.ident);
    item.generics
        .params
        .is_empty()
        .then(|| quote!(#c::inventory::submit! { #c::Root::Message(<#ident as #c::Message>::schema) }))
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
        Entry::Field(field) if field.redact => shown(&field.ident, &quote!(&#c::Redacted)),
        Entry::Field(Field { ident, .. }) | Entry::Oneof(Splice { ident, .. }) => shown(ident, &quote!(&self.#ident)),
    });
    let unknown = model.unknown.iter().map(|ident| shown(ident, &quote!(&self.#ident)));
    let formatter = format_ident!("__f");
    Some(quote! {
        impl #impl_generics ::core::fmt::Debug for #ident #type_generics #where_clause {
            fn fmt(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #formatter.debug_struct(#name) #(#fields)* #(#unknown)* .finish()
            }
        }
    })
}

fn shown(ident: &syn::Ident, value: &TokenStream) -> TokenStream {
    let name = crate::names::unraw(ident);
    quote!(.field(#name, #value))
}
