//! The second message of protobuf's own benchmarks. What can borrow does.

use contracts::contract;

use crate::GoogleMessage2GroupedMessage;

contracts::package!("bench.borrowed.v1");

/// Optional fields and a list of records.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct GoogleMessage2<'a> {
    #[member(1)]
    pub field1: Option<&'a str>,
    #[member(2)]
    pub field2: Option<&'a [u8]>,
    #[member(3)]
    pub field3: Option<i64>,
    #[member(4)]
    pub field4: Option<i64>,
    #[member(6)]
    pub field6: Option<&'a str>,
    #[member(10)]
    pub group1: Vec<GoogleMessage2Group1<'a>>,
    #[member(21)]
    pub field21: Option<i32>,
    #[member(25)]
    pub field25: Option<f32>,
    #[member(30)]
    pub field30: Option<i64>,
    #[member(63)]
    pub field63: Option<i32>,
    #[member(71)]
    pub field71: Option<i32>,
    #[member(75)]
    pub field75: Option<bool>,
    #[member(109)]
    pub field109: Option<i32>,
    #[member(127)]
    pub field127: Vec<&'a str>,
    #[member(128)]
    pub field128: Vec<&'a str>,
    #[member(129)]
    pub field129: Option<i32>,
    #[member(130)]
    pub field130: Vec<i64>,
    #[member(131)]
    pub field131: Option<i64>,
    #[member(205)]
    pub field205: Option<bool>,
    #[member(206)]
    pub field206: Option<bool>,
    #[member(210)]
    pub field210: Option<i32>,
    #[member(211)]
    pub field211: Option<i32>,
    #[member(212)]
    pub field212: Option<i32>,
    #[member(213)]
    pub field213: Option<i32>,
    #[member(216)]
    pub field216: Option<i32>,
    #[member(217)]
    pub field217: Option<i32>,
    #[member(218)]
    pub field218: Option<i32>,
    #[member(220)]
    pub field220: Option<i32>,
    #[member(221)]
    pub field221: Option<i32>,
    #[member(222)]
    pub field222: Option<f32>,
}

/// One of the records.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct GoogleMessage2Group1<'a> {
    #[member(5)]
    pub field5: Option<i32>,
    #[member(11)]
    pub field11: f32,
    #[member(12)]
    pub field12: Option<&'a str>,
    #[member(13)]
    pub field13: Option<&'a str>,
    #[member(14)]
    pub field14: Vec<&'a str>,
    #[member(15)]
    pub field15: u64,
    #[member(16)]
    pub field16: Option<&'a str>,
    #[member(20)]
    pub field20: Option<i32>,
    #[member(22)]
    pub field22: Vec<&'a str>,
    #[member(24)]
    pub field24: Option<&'a str>,
    #[member(26)]
    pub field26: Option<f32>,
    #[member(27)]
    pub field27: Option<&'a str>,
    #[member(28)]
    pub field28: Option<i32>,
    #[member(29)]
    pub field29: Option<&'a str>,
    #[member(31)]
    pub field31: Option<GoogleMessage2GroupedMessage>,
    #[member(73)]
    pub field73: Vec<i32>,
}
