//! The program: its settings, its log, its stop, and its failures.

use std::pin::pin;
use std::process::Command;

use contracts::{Code, Context, Status};
use futures::StreamExt;
use futures::channel::mpsc;
use kernel_api::user::*;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::clients::{SOON, new_user, take};
use crate::process::{Kernel, Signal, kernel};

/// Runs the program to its end; returns the exit code and stderr.
fn run(arguments: &[&str], variables: &[(&str, &str)]) -> (Option<i32>, String) {
    let output = kernel().args(arguments).envs(variables.iter().copied()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_wrong_setting_is_one_line_and_exit_code_2() {
    for (arguments, variables, line) in [
        (
            &["--listen", "here"][..],
            &[][..],
            "error: --listen (KERNEL_LISTEN) cannot be \"here\": expected an address and a port such as 127.0.0.1:50051 or [::]:50051\n",
        ),
        (
            &[],
            &[("KERNEL_SHUTDOWN_GRACE", "soon")],
            "error: --shutdown-grace (KERNEL_SHUTDOWN_GRACE) cannot be \"soon\": expected a duration such as 500ms, 30s, 5m or 2h\n",
        ),
        (&["--listne=x"], &[], "error: unexpected argument '--listne' found (see --help)\n"),
    ] {
        assert_eq!(run(arguments, variables), (Some(2), line.to_owned()));
    }
}

#[test]
fn what_keeps_the_program_from_serving_is_one_line_and_exit_code_1() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("letter.txt");
    std::fs::write(&file, "Dear Ada, ".repeat(500)).unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (file, address) = (file.display().to_string(), taken.local_addr().unwrap().to_string());
    let directory = folder.path().display().to_string();
    let fresh = folder.path().join("fresh.db").display().to_string();
    for (arguments, line) in [
        (
            ["--database", &file, "--listen", "127.0.0.1:0"],
            format!("error: cannot open the database {file}: file is not a database\n"),
        ),
        (
            ["--database", &directory, "--listen", "127.0.0.1:0"],
            format!("error: cannot open the database {directory}: Is a directory (os error 21)\n"),
        ),
        (
            ["--database", &fresh, "--listen", &address],
            format!("error: cannot listen on {address}: Address already in use (os error 98)\n"),
        ),
    ] {
        assert_eq!(run(&arguments, &[]), (Some(1), line));
    }
}

#[test]
fn help_names_every_flag_its_variable_and_its_default() {
    let output = kernel().arg("--help").output().unwrap();
    assert!(output.status.success());
    let help = String::from_utf8(output.stdout).unwrap();
    for words in
        ["--listen <ADDRESS>", "KERNEL_LISTEN", "[default: 127.0.0.1:50051]", "KERNEL_DATABASE", "data/kernel.db"]
    {
        assert!(help.contains(words), "{words} is not in\n{help}");
    }
}

#[tokio::test]
async fn two_programs_do_not_share_a_database() {
    let folder = TempDir::new().unwrap();
    let first = Kernel::start(&folder).await;
    let file = folder.path().join("kernel.db").display().to_string();
    let line = format!("error: cannot open the database {file}: another process has it open\n");
    assert_eq!(run(&["--database", &file, "--listen", "127.0.0.1:0"], &[]), (Some(1), line));
    first.users().await.list_users(ListUsersRequest::default()).await.unwrap();
}

#[tokio::test]
async fn every_call_is_a_line_of_the_log_with_its_request_id() {
    let folder = TempDir::new().unwrap();
    let mut kernel = Kernel::start(&folder).await;
    let users = kernel.users().await;
    let cx = Context::new().with_metadata("x-request-id", "from-the-test").unwrap();
    users.create_user(new_user("ada@example.org"), &cx).await.unwrap();
    assert_eq!(cx.response_headers().get("x-request-id"), Some("from-the-test"));
    let cx = Context::new();
    users.create_user(new_user("ada@example.org"), &cx).await.unwrap_err();

    let line = kernel.line("call").await;
    assert_eq!((&line["level"], &line["method"]), (&"INFO".into(), &"/user.v1.UserService/CreateUser".into()));
    assert_eq!((&line["status"], &line["request_id"]), (&"OK".into(), &"from-the-test".into()));
    assert!(line["duration_ms"].as_f64().is_some_and(|duration| duration > 0.0), "{line}");
    assert!(line["peer"].as_str().is_some_and(|peer| peer.starts_with("127.0.0.1:")), "{line}");

    let line = kernel.line("call").await;
    assert_eq!(line["status"], "ALREADY_EXISTS");
    let generated = line["request_id"].as_str().unwrap();
    assert_eq!(generated.len(), 36);

    let stream = Context::new();
    {
        let mut changes = pin!(
            users
                .watch_users(WatchUsersRequest { after_position: Some(0), ..Default::default() }, &stream)
                .await
                .unwrap()
        );
        take(&mut changes, 1).await;
    }
    let line = kernel.line("call").await;
    assert_eq!((&line["method"], &line["status"]), (&"/user.v1.UserService/WatchUsers".into(), &"CANCELLED".into()));
}

#[tokio::test]
async fn a_log_that_nobody_reads_holds_up_no_call() {
    let folder = TempDir::new().unwrap();
    let kernel = Kernel::start(&folder).await;
    let users = kernel.users().await;
    // More lines than a pipe holds.
    let calls = async {
        for _ in 0..500 {
            users.list_users(ListUsersRequest::default()).await.unwrap();
        }
    };
    timeout(SOON, calls).await.expect("the kernel waits for the reader of its log");
}

#[tokio::test]
async fn a_message_that_is_too_large_is_refused() {
    let folder = TempDir::new().unwrap();
    let kernel = Kernel::start_with(&folder, &["--max-request-size", "1KiB"]).await;
    let request = CreateUserRequest { display_name: "x".repeat(2000), ..new_user("ada@example.org") };
    let UserError::Other(status) = kernel.users().await.create_user(request, &Context::new()).await.unwrap_err() else {
        panic!()
    };
    assert_eq!(status.code(), Code::ResourceExhausted);
}

type Requests = mpsc::UnboundedSender<Result<BatchCreateUsersRequest, Status>>;
type Batch = JoinHandle<Result<BatchCreateUsersResponse, UserError>>;

/// A call in flight: one of its requests has been sent, and it waits for more.
async fn open_batch(users: &UserServiceClient) -> (Requests, Batch) {
    let (requests, stream) = mpsc::unbounded();
    requests.unbounded_send(Ok(BatchCreateUsersRequest { user: new_user("ada@example.org") })).unwrap();
    let batch = tokio::spawn({
        let users = users.clone();
        async move { users.batch_create_users(stream).await }
    });
    // The second of these calls is sent, on the same connection, after the batch was begun.
    for _ in 0..2 {
        users.list_users(ListUsersRequest::default()).await.unwrap();
    }
    (requests, batch)
}

#[tokio::test]
async fn a_stop_finishes_calls_in_flight_and_ends_streams_with_unavailable() {
    for signal in [Signal::Term, Signal::Interrupt] {
        let folder = TempDir::new().unwrap();
        let mut kernel = Kernel::start(&folder).await;
        let users = kernel.users().await;
        let cx = Context::new();
        let mut changes = pin!(users.watch_users(WatchUsersRequest::default(), &cx).await.unwrap());
        let (requests, batch) = open_batch(&users).await;
        kernel.send(signal);
        kernel.line("stopping").await;
        let status = timeout(SOON, changes.next()).await.unwrap().unwrap().unwrap_err();
        assert_eq!((status.code(), status.message()), (Code::Unavailable, "the server is shutting down"));
        requests.unbounded_send(Ok(BatchCreateUsersRequest { user: new_user("bob@example.org") })).unwrap();
        drop(requests);
        assert_eq!(timeout(SOON, batch).await.unwrap().unwrap().unwrap().users.len(), 2);
        assert_eq!(kernel.exit_code().await, Some(0));
    }
}

#[tokio::test]
async fn a_second_signal_stops_at_once() {
    let folder = TempDir::new().unwrap();
    let mut kernel = Kernel::start_with(&folder, &["--shutdown-grace", "1h"]).await;
    let (_requests, batch) = open_batch(&kernel.users().await).await;
    kernel.send(Signal::Term);
    kernel.line("stopping").await;
    kernel.send(Signal::Term);
    assert_eq!(kernel.exit_code().await, Some(1));
    assert!(timeout(SOON, batch).await.unwrap().unwrap().is_err());
}

#[tokio::test]
async fn the_grace_has_an_end() {
    let folder = TempDir::new().unwrap();
    let mut kernel = Kernel::start_with(&folder, &["--shutdown-grace", "200ms"]).await;
    let (_requests, batch) = open_batch(&kernel.users().await).await;
    kernel.send(Signal::Term);
    assert_eq!(kernel.exit_code().await, Some(0));
    let UserError::Other(status) = timeout(SOON, batch).await.unwrap().unwrap().unwrap_err() else { panic!() };
    assert_eq!(status.code(), Code::Unavailable);
}

#[test]
fn the_program_serves_with_nothing_configured_but_where_to_listen() {
    let folder = TempDir::new().unwrap();
    let mut process = Command::new(env!("CARGO_BIN_EXE_kernel"))
        .current_dir(&folder)
        .env("KERNEL_LISTEN", "127.0.0.1:0")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let log = std::io::BufReader::new(process.stdout.take().unwrap());
    let first = std::io::BufRead::lines(log).next().unwrap().unwrap();
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(first.contains(r#""message":"listening","address":"127.0.0.1:"#), "{first}");
    assert!(folder.path().join("data/kernel.db").exists());
}
