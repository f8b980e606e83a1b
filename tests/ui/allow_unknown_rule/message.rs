use contracts::contract;

contracts::package!("ui.v1");

#[contract(allow(MESAGE_PASCAL_CASE, reason = "as it was"))]
pub struct User {
    #[member(1, allow(field_lower_snake_case, reason = "as it was"))]
    id: String,
    #[oneof(allow(PACKAGE_VERSION_SUFFIX, reason = "as it was"))]
    contact: Option<Contact>,
}

#[contract(allow(unused, reason = "as it was"))]
pub enum Contact {
    #[member(20)]
    Number(u32),
    #[member(21)]
    Email(String),
}

#[contract]
#[derive(Clone, Copy)]
pub enum Role {
    #[member(allow(ENUM_VALUE_PREFX, reason = "as it was"))]
    Unspecified = 0,
}

fn main() {}
