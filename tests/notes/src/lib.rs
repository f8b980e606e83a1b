//! Notes: what the service takes and returns.

use contracts::{Context, Status, contract};
use futures::Stream;
use std::time::SystemTime;

contracts::package!("notes.v1");

/// A note that somebody wrote.
#[contract(reserved(4, "author"))]
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Given by the service.
    #[member(1)]
    pub id: u64,
    /// What the note says.
    #[member(2)]
    pub text: String,
    /// When it was written.
    #[member(3)]
    pub written_at: SystemTime,
    /// How much it matters.
    #[member(5)]
    pub priority: Priority,
    /// What the note is about, if about anything.
    #[oneof]
    pub subject: Option<Subject>,
}

/// How much a note matters.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// Nobody said.
    Unspecified = 0,
    /// Read it now.
    Urgent = 1,
    /// Read it when there is time.
    Idle = 2,
    /// A priority that a later version has added.
    #[unknown]
    Other(i32),
}

/// What a note is about.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A page on the web.
    #[member(10)]
    Page(String),
    /// A day, counted from 1970-01-01.
    #[member(11)]
    Day(u32),
}

/// Writes a note.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct WriteNoteRequest {
    /// What the note says.
    #[member(1)]
    pub text: String,
    /// How much it matters.
    #[member(2)]
    pub priority: Priority,
}

/// The note that was written.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct WriteNoteResponse {
    /// The note.
    #[member(1)]
    pub note: Note,
}

/// Asks for all notes.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamNotesRequest {}

/// One of the notes.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamNotesResponse {
    /// The note.
    #[member(1)]
    pub note: Note,
}

/// Why the writing of a note failed.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum NoteError {
    /// The note says nothing.
    #[member(1)]
    #[error(code = InvalidArgument, message = "a note says something")]
    Empty,
    /// Anything else: the service, the network, the deadline.
    #[status]
    Other(Status),
}

/// Keeps notes.
#[contract]
pub trait NoteService {
    /// Writes a note.
    #[operation]
    async fn write_note(&self, request: WriteNoteRequest) -> Result<WriteNoteResponse, NoteError>;

    /// Sends all notes.
    #[operation(idempotency = no_side_effects)]
    async fn stream_notes(
        &self,
        request: StreamNotesRequest,
        cx: &Context,
    ) -> Result<impl Stream<Item = Result<StreamNotesResponse, Status>>, Status>;
}
