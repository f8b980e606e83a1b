//! What the messages of `google.protobuf` that have Rust types here share.

/// A message of `google.protobuf`: its fields, the last first, each with its number and its codec.
macro_rules! fields {
    ($name:literal in $file:literal { $($number:literal => $field:ident: $codec:ty,)* }) => {
        fn schema() -> &'static crate::schema::Message {
            static SCHEMA: crate::schema::Message = super::well_known($name, $file);
            &SCHEMA
        }

        fn put(&self, w: &mut crate::wire::Writer<'_>) {
            $(<$codec as crate::codec::FieldCodec<_>>::put(
                &self.$field,
                const { crate::wire::FieldNumber::literal($number) },
                w,
            );)*
        }

        fn merge_field(
            &mut self,
            key: crate::wire::Key,
            r: &mut crate::wire::Reader<'_>,
        ) -> Result<(), crate::wire::Interrupt> {
            match key.number() {
                $($number => <$codec as crate::codec::FieldCodec<_>>::merge(&mut self.$field, key, r),)*
                _ => Err(crate::wire::Interrupt::Unknown),
            }
        }

        const IN_ORDER: bool = true;

        fn merge_in_order(&mut self, r: &mut crate::wire::Reader<'_>) -> Result<(), crate::wire::Stop> {
            $(
                let number = const { crate::wire::FieldNumber::literal($number) };
                <$codec as crate::codec::FieldCodec<_>>::merge_next(&mut self.$field, number, r)?;
            )*
            Ok(())
        }
    };
}

/// Messages that can be members, and that an `Any` can hold.
macro_rules! members {
    ($($message:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl crate::codec::Value for $message {
            type Codec = crate::codec::Nested;
            type Repeated = crate::codec::Expanded<crate::codec::Nested>;
        }

        #[diagnostic::do_not_recommend]
        impl crate::codec::Member for $message {
            type Codec = crate::codec::Implicit<crate::codec::Nested>;
        }

        inventory::submit! { super::packable::<$message>() }
    )*};
}

pub(super) use {fields, members};
