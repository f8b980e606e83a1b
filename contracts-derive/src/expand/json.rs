//! JSON: which names stand for which members, and how each is written and read.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Generics, Ident, Lifetime, parse_quote};

use super::{borrowed, field, private};
use crate::model::{Entry, Field, Message, Oneof, OneofMember, Splice};

/// `Serialize` and `Deserialize` of a message.
pub fn serde_impls(ident: &Ident, generics: &Generics) -> TokenStream {
    let c = private();
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let mut with_lifetime = generics.clone();
    with_lifetime.params.insert(0, parse_quote!('__de));
    let (de_generics, ..) = with_lifetime.split_for_impl();
    let parameters = &generics.params;
    quote! {
        ::contracts::__json_schema! {
            [#parameters] #ident #type_generics, #c::schema::Kind::Message(<Self as #c::Message>::schema)
        }
        impl #impl_generics #c::serde::Serialize for #ident #type_generics #where_clause {
            fn serialize<__S: #c::serde::Serializer>(&self, __serializer: __S) -> #c::Result<__S::Ok, __S::Error> {
                #c::Message::serialize_json(self, __serializer)
            }
        }
        impl #de_generics #c::serde::Deserialize<'__de> for #ident #type_generics #where_clause {
            fn deserialize<__D: #c::serde::Deserializer<'__de>>(__deserializer: __D) -> #c::Result<Self, __D::Error> {
                <Self as #c::Message>::deserialize_json(__deserializer)
            }
        }
    }
}

/// `Serialize` and `Deserialize` of an enum.
pub fn serde_enum_impls(ident: &Ident) -> TokenStream {
    let c = private();
    quote! {
        ::contracts::__json_schema! { [] #ident, #c::schema::Kind::Enum(<Self as #c::Enumeration>::schema) }
        impl #c::serde::Serialize for #ident {
            fn serialize<__S: #c::serde::Serializer>(&self, __serializer: __S) -> #c::Result<__S::Ok, __S::Error> {
                #c::json::serialize_enum(*self, __serializer)
            }
        }
        impl<'__de> #c::serde::Deserialize<'__de> for #ident {
            fn deserialize<__D: #c::serde::Deserializer<'__de>>(__deserializer: __D) -> #c::Result<Self, __D::Error> {
                #c::json::deserialize_enum(__deserializer)
            }
        }
    }
}

/// The JSON functions of `Message`.
pub fn message(model: &Message) -> TokenStream {
    let c = private();
    let writing = writing(model);
    let deserialize = model.fields().map(deserialize_field);
    let deserialize_oneofs = model.oneofs().map(|splice| {
        let (numbers, deserialize) =
            (field::of_oneof(splice, "NUMBERS"), field::of_oneof(splice, "deserialize_member"));
        let Splice { ident, conditions, .. } = splice;
        quote! {
            #(#conditions)*
            __number if #c::oneof::has(#numbers, __number) => {
                #deserialize(&mut self.#ident, __number, __object)
            }
        }
    });
    quote! {
        #writing
        fn deserialize_field<'__de, __A: #c::serde::de::MapAccess<'__de>>(
            &mut self,
            __number: u32,
            __object: &mut __A,
        ) -> #c::Result<(), __A::Error> {
            match __number {
                #(#deserialize)*
                #(#deserialize_oneofs)*
                _ => #c::Ok(()),
            }
        }
    }
}

/// The functions that write the fields of a message and know their names.
fn writing(model: &Message) -> TokenStream {
    let c = private();
    let serialize = model.entries.iter().map(serialize_entry);
    let names = model.fields().map(listed_names);
    let oneof_names = model.oneofs().map(|splice| {
        let (names, conditions) = (field::of_oneof(splice, "JSON_NAMES"), &splice.conditions);
        quote!(#(#conditions)* #names)
    });
    quote! {
        const JSON_NAMES: &'static [&'static [#c::json::Names]] = &[&[#(#names),*], #(#oneof_names),*];
        fn serialize_fields<__O: #c::serde::ser::SerializeMap>(
            &self,
            __object: &mut __O,
            __options: #c::json::Options,
        ) -> #c::Result<(), __O::Error> {
            #(#serialize)*
            #c::Ok(())
        }
    }
}

/// The JSON functions of `View`: a field is read into what would own the same, and put as bytes.
pub fn view(model: &Message) -> TokenStream {
    let c = private();
    let writing = writing(model);
    let copies = model.fields().map(|field| {
        let (ty, number, conditions) = (&field.ty, field.number, &field.conditions);
        let (function, codec) = match &field.lifetime {
            Some(lifetime) => (quote!(copy_borrowed), borrowed::codec(field, lifetime)),
            None => (quote!(copy_owned), field::codec(field)),
        };
        let copy = quote_spanned!(field::span(field)=> #c::json_borrowed::#function::<#ty, #codec, _>);
        let field_number = field::number(number);
        quote!(#(#conditions)* #number => #copy(#field_number, __object, __w),)
    });
    let oneof_copies = model.oneofs().map(|splice| {
        let (numbers, ty, conditions) = (field::of_oneof(splice, "NUMBERS"), &splice.ty, &splice.conditions);
        let copy = match &splice.lifetime {
            Some(_) => field::of_oneof(splice, "copy_member"),
            None => quote!(#c::json_borrowed::copy_owned_member::<#ty, _>),
        };
        quote! {
            #(#conditions)*
            __number if #c::oneof::has(#numbers, __number) => #copy(__number, __object, __earlier, __w),
        }
    });
    quote! {
        #writing
        fn copy_field<'__de, __A: #c::serde::de::MapAccess<'__de>>(
            __number: u32,
            __object: &mut __A,
            __earlier: &[u8],
            __w: &mut #c::Writer<'_>,
        ) -> #c::Result<(), __A::Error> {
            match __number {
                #(#copies)*
                #(#oneof_copies)*
                _ => #c::Ok(()),
            }
        }
    }
}

fn serialize_entry(entry: &Entry) -> TokenStream {
    let c = private();
    match entry {
        Entry::Field(field) => {
            let (ident, ty, name) = (&field.ident, &field.ty, names(field));
            let conditions = &field.conditions;
            let (functions, codec) = match &field.lifetime {
                Some(lifetime) => (quote!(json_borrowed), borrowed::codec(field, lifetime)),
                None => (quote!(json), field::codec(field)),
            };
            let serialize = quote_spanned!(field::span(field)=> #c::#functions::serialize_field::<#ty, #codec, _>);
            quote!(#(#conditions)* #serialize(&#name, &self.#ident, __object, __options)?;)
        }
        Entry::Oneof(splice) => {
            let (Splice { ident, conditions, .. }, serialize) = (splice, field::of_oneof(splice, "serialize_member"));
            quote! {
                #(#conditions)*
                if let #c::Some(__member) = &self.#ident {
                    #serialize(__member, __object, __options)?;
                }
            }
        }
    }
}

fn names(field: &Field) -> TokenStream {
    let c = private();
    let (json, proto, number) = (field.json_name.get(), &field.declaration.name, field.number);
    quote!(#c::json::Names { json: #json, proto: #proto, number: #number })
}

fn listed_names(field: &Field) -> TokenStream {
    let (names, conditions) = (names(field), &field.conditions);
    quote!(#(#conditions)* #names)
}

fn deserialize_field(field: &Field) -> TokenStream {
    let c = private();
    let (codec, ident, ty, number) = (field::codec(field), &field.ident, &field.ty, field.number);
    let conditions = &field.conditions;
    let deserialize = quote_spanned!(field::span(field)=> #c::json::deserialize_field::<#ty, #codec, _>);
    quote!(#(#conditions)* #number => #deserialize(&mut self.#ident, __object),)
}

/// The JSON functions of `Oneof`, or of `OneofView`.
pub fn oneof(model: &Oneof) -> TokenStream {
    let c = private();
    let serialize = model.members.iter().map(|member| serialize_member(model, member));
    let status = model.status.iter().map(|status| quote!(Self::#status(_) => #c::Ok(()),));
    let names = model.members.iter().map(|member| listed_names(&member.field));
    let reading = match &model.lifetime {
        Some(lifetime) => copy_members(model, lifetime),
        None => deserialize_members(model),
    };
    quote! {
        const JSON_NAMES: &'static [#c::json::Names] = &[#(#names),*];
        fn serialize_member<__O: #c::serde::ser::SerializeMap>(
            &self,
            __object: &mut __O,
            __options: #c::json::Options,
        ) -> #c::Result<(), __O::Error> {
            match self { #(#serialize)* #(#status)* }
        }
        #reading
    }
}

fn deserialize_members(model: &Oneof) -> TokenStream {
    let c = private();
    let deserialize = model.members.iter().map(deserialize_member);
    quote! {
        fn deserialize_member<'__de, __A: #c::serde::de::MapAccess<'__de>>(
            __slot: &mut #c::Option<Self>,
            __number: u32,
            __object: &mut __A,
        ) -> #c::Result<(), __A::Error> {
            match __number {
                #(#deserialize)*
                _ => #c::Ok(()),
            }
        }
    }
}

fn copy_members(model: &Oneof, lifetime: &Lifetime) -> TokenStream {
    let c = private();
    let copies = model.members.iter().map(|OneofMember { field, .. }| {
        let (codec, ty, number) = (borrowed::member_codec(field, lifetime), &field.ty, field.number);
        let (conditions, field_number) = (&field.conditions, field::number(number));
        let copy = quote!(#c::json_borrowed::copy_member::<Self, #ty, #codec, _>);
        quote!(#(#conditions)* #number => #copy(#field_number, __object, __earlier, __w),)
    });
    quote! {
        fn copy_member<'__de, __A: #c::serde::de::MapAccess<'__de>>(
            __number: u32,
            __object: &mut __A,
            __earlier: &[u8],
            __w: &mut #c::Writer<'_>,
        ) -> #c::Result<(), __A::Error> {
            match __number {
                #(#copies)*
                _ => #c::Ok(()),
            }
        }
    }
}

fn serialize_member(model: &Oneof, member: &OneofMember) -> TokenStream {
    let c = private();
    let (ty, ident) = (&member.field.ty, &member.field.ident);
    let (functions, codec) = match &model.lifetime {
        Some(lifetime) => (quote!(json_borrowed), borrowed::member_codec(&member.field, lifetime)),
        None => (quote!(json), field::value_codec(&member.field)),
    };
    let name = names(&member.field);
    let (pattern, value) = match member.has_payload {
        true => (quote!(Self::#ident(__value)), quote!(__value)),
        false => (quote!(Self::#ident), quote!(&())),
    };
    let conditions = &member.field.conditions;
    quote!(#(#conditions)* #pattern => #c::#functions::serialize_member::<#ty, #codec, _>(&#name, #value, __object, __options),)
}

fn deserialize_member(member: &OneofMember) -> TokenStream {
    let c = private();
    let (codec, ty, ident) = (field::value_codec(&member.field), &member.field.ty, &member.field.ident);
    let number = member.field.number;
    let wrap = if member.has_payload { quote!(Self::#ident) } else { quote!(|()| Self::#ident) };
    let conditions = &member.field.conditions;
    quote!(#(#conditions)* #number => #c::json::deserialize_member::<Self, #ty, #codec, _>(__slot, __object, #wrap),)
}
