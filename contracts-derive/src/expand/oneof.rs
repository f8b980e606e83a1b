//! An enum with data as a oneof.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemEnum;

use super::declaration::declaration;
use super::{borrowed, error::error, field, private, validate};
use crate::model::{Field, Oneof, OneofMember};

/// The enum and all that makes it a oneof.
pub fn oneof(item: &ItemEnum, model: &Oneof) -> TokenStream {
    let c = private();
    let ident = &item.ident;
    let numbers = model
        .members
        .iter()
        .map(|OneofMember { field: Field { number, conditions, .. }, .. }| quote!(#(#conditions)* #number));
    let (names, schema) = (names(model), schema(model));
    let (numbering, put) = (number_of(model), put(model));
    let merge = model.members.iter().map(|member| merge(model, member));
    let error = error(item, model);
    let (rules, check) = (validate::constants_of_oneof(model, &item.generics), validate::check_oneof(model));
    let (impl_generics, type_generics, _) = item.generics.split_for_impl();
    let (oneof, reader) = match &model.lifetime {
        Some(lifetime) => (quote!(OneofView<#lifetime>), quote!(#c::Reader<#lifetime>)),
        None => (quote!(Oneof), quote!(#c::Reader<'_>)),
    };
    quote! {
        #item
        #[allow(deprecated)]
        const _: () = {
            #rules
            #[diagnostic::do_not_recommend]
            impl #impl_generics #c::#oneof for #ident #type_generics {
                const NUMBERS: &'static [u32] = &[#(#numbers),*];
                const NAMES: &'static [&'static str] = &[#(#names),*];
                fn schema() -> &'static #c::schema::Oneof { const { &#schema } }
                #[inline]
                fn number(&self) -> u32 { #numbering }
                fn put(&self, __w: &mut #c::Writer<'_>) { #put }
                fn merge(
                    __slot: &mut #c::Option<Self>,
                    __key: #c::Key,
                    __r: &mut #reader,
                ) -> #c::Result<(), #c::Interrupt> {
                    match __key.number() {
                        #(#merge)*
                        _ => #c::Err(#c::Interrupt::Unknown),
                    }
                }
                #check
            }
            #error
        };
    }
}

/// The names of the members and their JSON names.
fn names(model: &Oneof) -> impl Iterator<Item = TokenStream> {
    model.members.iter().flat_map(|OneofMember { field, .. }| {
        let conditions = &field.conditions;
        [field.declaration.name.as_str(), field.json_name.get()].map(|name| quote!(#(#conditions)* #name))
    })
}

fn schema(model: &Oneof) -> TokenStream {
    let c = private();
    let declaration = declaration(&model.declaration, "OneofOptions");
    let members = model.members.iter().map(|OneofMember { field, .. }| {
        let ((functions, codec), ty) = (member_codec(model, field), &field.ty);
        let schema = field::schema(field, &quote!(#c::#functions::shape::<#ty, #codec>()));
        let conditions = &field.conditions;
        quote!(#(#conditions)* #schema)
    });
    quote!(#c::schema::Oneof { declaration: #declaration, members: &[#(#members),*] })
}

/// The module that moves the members of the oneof, and the codec of one.
fn member_codec(model: &Oneof, field: &Field) -> (TokenStream, TokenStream) {
    match &model.lifetime {
        Some(lifetime) => (quote!(oneof_view), borrowed::member_codec(field, lifetime)),
        None => (quote!(oneof), field::value_codec(field)),
    }
}

/// The number of the member that is set; a status has none.
fn number_of(model: &Oneof) -> TokenStream {
    let arms = model.members.iter().map(|member| {
        let (pattern, number) = (pattern(member, &quote!(_)), member.field.number);
        let conditions = &member.field.conditions;
        quote!(#(#conditions)* #pattern => #number,)
    });
    let status = model.status.iter().map(|status| quote!(Self::#status(_) => 0,));
    quote!(match self { #(#arms)* #(#status)* })
}

fn put(model: &Oneof) -> TokenStream {
    let c = private();
    let arms = model.members.iter().map(|member| {
        let ((functions, codec), number) = (member_codec(model, &member.field), field::number(member.field.number));
        let (pattern, ty) = (pattern(member, &quote!(__value)), &member.field.ty);
        let value = if member.has_payload { quote!(__value) } else { quote!(&()) };
        let conditions = &member.field.conditions;
        quote!(#(#conditions)* #pattern => #c::#functions::put_member::<#ty, #codec>(#value, #number, __w),)
    });
    let status = model.status.iter().map(|status| quote!(Self::#status(_) => {}));
    quote!(match self { #(#arms)* #(#status)* })
}

fn merge(model: &Oneof, member: &OneofMember) -> TokenStream {
    let c = private();
    let (number, ty, ident) = (member.field.number, &member.field.ty, &member.field.ident);
    let (functions, codec) = member_codec(model, &member.field);
    let (project, wrap) = match member.has_payload {
        true => (
            quote!(|__oneof| match __oneof { Self::#ident(__value) => #c::Some(__value), _ => #c::None }),
            quote!(Self::#ident),
        ),
        false => (quote!(|_| #c::None), quote!(|()| Self::#ident)),
    };
    let conditions = &member.field.conditions;
    quote! {
        #(#conditions)*
        #number => {
            #[allow(unreachable_patterns)]
            #c::#functions::merge_member::<Self, #ty, #codec>(__slot, __key, __r, #project, #wrap)
        }
    }
}

fn pattern(member: &OneofMember, value: &TokenStream) -> TokenStream {
    let ident = &member.field.ident;
    if member.has_payload { quote!(Self::#ident(#value)) } else { quote!(Self::#ident) }
}
