//! The first message of protobuf's own benchmarks. What can borrow does.

use contracts::contract;

contracts::package!("bench.borrowed.v1");

/// Many small fields.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct GoogleMessage1<'a> {
    #[member(1)]
    pub field1: &'a str,
    #[member(2)]
    pub field2: i32,
    #[member(3)]
    pub field3: i32,
    #[member(4)]
    pub field4: &'a str,
    #[member(5, fixed)]
    pub field5: Vec<u64>,
    #[member(6)]
    pub field6: i32,
    #[member(7)]
    pub field7: &'a str,
    #[member(9)]
    pub field9: &'a str,
    #[member(12)]
    pub field12: bool,
    #[member(13)]
    pub field13: bool,
    #[member(14)]
    pub field14: bool,
    #[member(15)]
    pub field15: GoogleMessage1SubMessage<'a>,
    #[member(16)]
    pub field16: i32,
    #[member(17)]
    pub field17: bool,
    #[member(18)]
    pub field18: &'a str,
    #[member(22)]
    pub field22: i64,
    #[member(23)]
    pub field23: i32,
    #[member(24)]
    pub field24: bool,
    #[member(25)]
    pub field25: i32,
    #[member(29)]
    pub field29: i32,
    #[member(30)]
    pub field30: bool,
    #[member(59)]
    pub field59: bool,
    #[member(60)]
    pub field60: i32,
    #[member(67)]
    pub field67: i32,
    #[member(68)]
    pub field68: i32,
    #[member(78)]
    pub field78: bool,
    #[member(80)]
    pub field80: bool,
    #[member(81)]
    pub field81: bool,
    #[member(100)]
    pub field100: i32,
    #[member(101)]
    pub field101: i32,
    #[member(102)]
    pub field102: &'a str,
    #[member(103)]
    pub field103: &'a str,
    #[member(104)]
    pub field104: i32,
    #[member(128)]
    pub field128: i32,
    #[member(129)]
    pub field129: &'a str,
    #[member(130)]
    pub field130: i32,
    #[member(131)]
    pub field131: i32,
    #[member(150)]
    pub field150: i32,
    #[member(271)]
    pub field271: i32,
    #[member(272)]
    pub field272: i32,
    #[member(280)]
    pub field280: i32,
}

/// The nested message.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct GoogleMessage1SubMessage<'a> {
    #[member(1)]
    pub field1: i32,
    #[member(2)]
    pub field2: i32,
    #[member(3)]
    pub field3: i32,
    #[member(12)]
    pub field12: bool,
    #[member(13)]
    pub field13: i64,
    #[member(14)]
    pub field14: i64,
    #[member(15)]
    pub field15: &'a str,
    #[member(16)]
    pub field16: i32,
    #[member(19)]
    pub field19: i32,
    #[member(20)]
    pub field20: bool,
    #[member(21, fixed)]
    pub field21: u64,
    #[member(22)]
    pub field22: i32,
    #[member(23)]
    pub field23: bool,
    #[member(28)]
    pub field28: bool,
    #[member(203, fixed)]
    pub field203: u32,
    #[member(204)]
    pub field204: i32,
    #[member(205)]
    pub field205: &'a str,
    #[member(206)]
    pub field206: bool,
    #[member(207)]
    pub field207: u64,
    #[member(300)]
    pub field300: u64,
}
