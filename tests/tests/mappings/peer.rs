//! Python's protobuf at the other end of a pipe.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use contracts::Message;
use tests::{tools, workspace};

/// A Python process that knows the messages of a descriptor set. It ends when its input does.
pub(crate) struct Peer {
    _process: Child,
    requests: ChildStdin,
    answers: ChildStdout,
}

impl Peer {
    /// Starts Python.
    pub(crate) fn start(descriptor_set: &[u8]) -> Result<Self> {
        let mut process = Command::new("python3")
            .arg(workspace::root().join("tests/tests/mappings/peer.py"))
            .env("PYTHONPATH", tools::python()?)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let requests = process.stdin.take().context("the input is piped")?;
        let answers = process.stdout.take().context("the output is piped")?;
        let mut peer = Peer { _process: process, requests, answers };
        peer.send(descriptor_set)?;
        Ok(peer)
    }

    /// What Python writes after reading a message, without what the message does not declare.
    pub(crate) fn rewritten<M: Message>(&mut self, bytes: &[u8]) -> Result<Vec<u8>> {
        self.ask::<M>("rewritten", bytes)
    }

    /// What Python writes after reading a message, with what the message does not declare.
    pub(crate) fn kept<M: Message>(&mut self, bytes: &[u8]) -> Result<Vec<u8>> {
        self.ask::<M>("kept", bytes)
    }

    /// A message that Python makes up from a seed, with values as a maker of its own makes them; empty for none.
    pub(crate) fn invented<M: Message>(&mut self, maker: &str, seed: u64) -> Result<Vec<u8>> {
        self.ask::<M>("invented", format!("{maker} {seed}").as_bytes())
    }

    /// The JSON that Python writes of a message.
    pub(crate) fn json_of<M: Message>(&mut self, bytes: &[u8]) -> Result<String> {
        Ok(String::from_utf8(self.ask::<M>("json_of", bytes)?)?)
    }

    /// What Python writes after reading the JSON of a message.
    pub(crate) fn read_json<M: Message>(&mut self, json: &str) -> Result<Vec<u8>> {
        self.ask::<M>("read_json", json.as_bytes())
    }

    fn ask<M: Message>(&mut self, command: &str, argument: &[u8]) -> Result<Vec<u8>> {
        let line = format!("{command} {}\n", M::schema().full_name());
        self.send(&[line.as_bytes(), argument].concat())?;
        let mut answer = self.receive()?;
        match answer.remove(0) {
            b'=' => Ok(answer),
            _ => bail!("{}", String::from_utf8_lossy(&answer)),
        }
    }

    fn send(&mut self, content: &[u8]) -> Result<()> {
        self.requests.write_all(&u32::try_from(content.len())?.to_le_bytes())?;
        self.requests.write_all(content)?;
        Ok(self.requests.flush()?)
    }

    fn receive(&mut self) -> Result<Vec<u8>> {
        let mut length = [0; 4];
        self.answers.read_exact(&mut length).context("Python has ended")?;
        let mut content = vec![0; usize::try_from(u32::from_le_bytes(length))?];
        self.answers.read_exact(&mut content)?;
        Ok(content)
    }
}
