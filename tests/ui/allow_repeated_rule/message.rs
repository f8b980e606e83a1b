use contracts::contract;

contracts::package!("ui.v1");

#[contract(
    allow(COMMENT_MESSAGE, reason = "as it was"),
    allow(MESSAGE_PASCAL_CASE, COMMENT_MESSAGE, reason = "as it is"),
)]
pub struct User {
    #[member(1, allow(COMMENT_FIELD, reason = "as it was", reason = "as it is"))]
    id: String,
}

fn main() {}
