//! Rust types that hold less than the protobuf type: what they cannot hold is an error.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use arbitrary::Arbitrary;
use contracts::contract;

use crate::generate;

#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct Narrow {
    #[member(1)]
    pub int8: i8,
    #[member(2)]
    pub int16: Option<i16>,
    #[member(3)]
    pub uint8: u8,
    #[member(4)]
    pub uint16: Vec<u16>,
    #[member(5)]
    pub hash: [u8; 4],
    #[member(6)]
    pub hashes: Vec<[u8; 2]>,
    #[member(7)]
    #[arbitrary(with = generate::system_time)]
    pub at: SystemTime,
    #[member(8)]
    #[arbitrary(with = generate::std_duration)]
    pub took: Option<Duration>,
    #[member(9)]
    pub address: Option<IpAddr>,
    #[member(10)]
    #[arbitrary(with = generate::json)]
    pub json: Option<serde_json::Value>,
}
