//! Serves notes, and calls what it serves.

use contracts::rpc::tonic::Server;
use contracts::{Context, Status, contract};
use futures::{Stream, StreamExt, stream};
use notes::{
    Note, NoteError, NoteService, NoteServiceClient, NoteServiceServer, StreamNotesRequest, StreamNotesResponse,
    WriteNoteRequest, WriteNoteResponse,
};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// The server: an `impl` of the trait.
#[derive(Default)]
struct Notes(Mutex<Vec<Note>>);

#[contract]
impl NoteService for Notes {
    async fn write_note(&self, request: WriteNoteRequest) -> Result<WriteNoteResponse, NoteError> {
        if request.text.is_empty() {
            return Err(NoteError::Empty);
        }
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (id, written_at) = (notes.len() as u64 + 1, SystemTime::now());
        let note = Note { id, text: request.text, written_at, priority: request.priority, subject: None };
        notes.push(note.clone());
        Ok(WriteNoteResponse { note })
    }

    async fn stream_notes(
        &self,
        _: StreamNotesRequest,
        _: &Context,
    ) -> Result<impl Stream<Item = Result<StreamNotesResponse, Status>>, Status> {
        let notes = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(stream::iter(notes.into_iter().map(|note| Ok(StreamNotesResponse { note }))))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Serve it: on any free port here, on a fixed one in earnest.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(Server::builder().service(NoteServiceServer::new(Notes::default())).health().serve(listener));

    // Call it. The client implements `NoteService` too, so what is generic over the trait takes either.
    let client = NoteServiceClient::connect(format!("http://{address}")).await?;
    let text = "water the plants".to_owned();
    let written = client.write_note(WriteNoteRequest { text, ..WriteNoteRequest::default() }).await?;
    println!("wrote note {}", written.note.id);

    // Errors come back as the variants they were.
    let error = client.write_note(WriteNoteRequest::default()).await.err();
    assert_eq!(error, Some(NoteError::Empty));

    // Streams are streams.
    let mut notes = client.stream_notes(StreamNotesRequest {}, &Context::new()).await?;
    while let Some(note) = notes.next().await {
        println!("{}", note?.note.text);
    }
    Ok(())
}
