use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct Borrowed<'a> {
    #[member(1)]
    name: String,
    #[member(2)]
    text: std::borrow::Cow<'a, str>,
}

#[contract]
pub struct Sized<const N: usize> {
    #[member(1)]
    bytes: [u8; N],
}

#[contract]
pub enum Either<T> {
    #[member(1)]
    Left(T),
    #[member(2)]
    Right(String),
}

fn main() {}
