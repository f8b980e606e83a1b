use contracts::contract;

contracts::package!("ui.v1");

#[contract(allow)]
pub struct User {
    #[member(1, allow = COMMENT_FIELD)]
    id: String,
    #[member(2, allow("COMMENT_FIELD", reason = "as it was"))]
    name: String,
    #[member(3, allow(COMMENT_FIELD reason = "as it was"))]
    mail: String,
    #[member(4, allow(COMMENT_FIELD, because = "as it was"))]
    street: String,
    #[member(5, allow(COMMENT_FIELD, reason))]
    town: String,
    #[member(6, allow(COMMENT_FIELD, reason = 1))]
    land: String,
    #[member(7, allow(reason = "as it was"))]
    phone: String,
}

fn main() {}
