use contracts::contract;

contracts::package!("ui.v1", syntax = "proto2");

#[contract(allow(FIELD_NOT_REQUIRED, COMMENT_FIELD))]
pub struct User {
    #[member(1, required)]
    id: String,
    #[member(2, allow(COMMENT_FIELD, reason = " "))]
    name: Option<String>,
}

#[contract(allow(SERVICE_SUFFIX))]
pub trait Users {
    #[operation(allow(RPC_REQUEST_STANDARD_NAME))]
    async fn save(&self, request: User) -> Result<(), contracts::Status>;
}

fn main() {}
