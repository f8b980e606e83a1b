use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct BorrowedTwice<'a, 'b> {
    #[member(1)]
    name: &'a str,
    #[member(2)]
    text: std::borrow::Cow<'b, str>,
}

#[contract]
pub struct Page<'a, T> {
    #[member(1)]
    token: &'a str,
    #[member(2)]
    items: Vec<T>,
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
