//! A request that borrows and has rules is decoded once, and checked as any other.

use std::sync::atomic::{AtomicUsize, Ordering};

use contracts::codec::{Surrogate, Via};
use contracts::{Code, Status, contract};

contracts::package!("borrowed_basket.v1");

/// What someone says.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Note<'a> {
    /// The words.
    #[member(1, validate(max_len = 5))]
    text: &'a str,
    /// A number that is counted when it is read.
    #[member(2, as = Via<Counted>)]
    number: u32,
}

/// Numbers that are counted when they are read.
struct Counted;

static READ: AtomicUsize = AtomicUsize::new(0);

impl Surrogate<u32> for Counted {
    type Wire = u32;
    fn to_wire(number: &u32) -> u32 {
        *number
    }
    fn from_wire(number: u32) -> Result<u32, String> {
        READ.fetch_add(1, Ordering::Relaxed);
        Ok(number)
    }
}

/// Takes notes.
#[contract]
trait NoteService {
    /// Takes one.
    #[operation]
    async fn take_note(&self, request: Note<'_>) -> Result<(), Status>;
}

struct Desk;

impl NoteService for Desk {
    async fn take_note(&self, _: Note<'_>) -> Result<(), Status> {
        Ok(())
    }
}

/// How often the number of a note that is sent is read.
async fn reads(client: &NoteServiceClient) -> usize {
    let before = READ.load(Ordering::Relaxed);
    client.take_note(Note { text: "short", number: 7 }).await.unwrap();
    READ.load(Ordering::Relaxed) - before
}

#[tokio::test]
async fn it_is_decoded_once_and_checked() {
    let unchecked = NoteServiceServer::new(Desk).without_validation();
    let unchecked = NoteServiceClient::in_process_server(&unchecked);
    let client = NoteServiceClient::in_process(Desk);
    assert_eq!(reads(&client).await, reads(&unchecked).await);

    let wrong = || Note { text: "too long", number: 7 };
    let refused = client.take_note(wrong()).await.unwrap_err();
    assert_eq!((refused.code(), refused.message()), (Code::InvalidArgument, "text must have at most 5 characters"));
    assert_eq!(refused.details().len(), 2);
    unchecked.take_note(wrong()).await.unwrap();
}
