//! A wide message of which little is set. What can borrow does.

use contracts::contract;

contracts::package!("bench.borrowed.v1");

/// 200 fields.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Wide<'a> {
    #[member(1)]
    pub field1: i32,
    #[member(2)]
    pub field2: &'a str,
    #[member(3)]
    pub field3: bool,
    #[member(4)]
    pub field4: Option<u32>,
    #[member(5)]
    pub field5: f64,
    #[member(6)]
    pub field6: Vec<u32>,
    #[member(7)]
    pub field7: Option<&'a str>,
    #[member(8)]
    pub field8: u64,
    #[member(9)]
    pub field9: i32,
    #[member(10)]
    pub field10: &'a str,
    #[member(11)]
    pub field11: bool,
    #[member(12)]
    pub field12: Option<u32>,
    #[member(13)]
    pub field13: f64,
    #[member(14)]
    pub field14: Vec<u32>,
    #[member(15)]
    pub field15: Option<&'a str>,
    #[member(16)]
    pub field16: u64,
    #[member(17)]
    pub field17: i32,
    #[member(18)]
    pub field18: &'a str,
    #[member(19)]
    pub field19: bool,
    #[member(20)]
    pub field20: Option<u32>,
    #[member(21)]
    pub field21: f64,
    #[member(22)]
    pub field22: Vec<u32>,
    #[member(23)]
    pub field23: Option<&'a str>,
    #[member(24)]
    pub field24: u64,
    #[member(25)]
    pub field25: i32,
    #[member(26)]
    pub field26: &'a str,
    #[member(27)]
    pub field27: bool,
    #[member(28)]
    pub field28: Option<u32>,
    #[member(29)]
    pub field29: f64,
    #[member(30)]
    pub field30: Vec<u32>,
    #[member(31)]
    pub field31: Option<&'a str>,
    #[member(32)]
    pub field32: u64,
    #[member(33)]
    pub field33: i32,
    #[member(34)]
    pub field34: &'a str,
    #[member(35)]
    pub field35: bool,
    #[member(36)]
    pub field36: Option<u32>,
    #[member(37)]
    pub field37: f64,
    #[member(38)]
    pub field38: Vec<u32>,
    #[member(39)]
    pub field39: Option<&'a str>,
    #[member(40)]
    pub field40: u64,
    #[member(41)]
    pub field41: i32,
    #[member(42)]
    pub field42: &'a str,
    #[member(43)]
    pub field43: bool,
    #[member(44)]
    pub field44: Option<u32>,
    #[member(45)]
    pub field45: f64,
    #[member(46)]
    pub field46: Vec<u32>,
    #[member(47)]
    pub field47: Option<&'a str>,
    #[member(48)]
    pub field48: u64,
    #[member(49)]
    pub field49: i32,
    #[member(50)]
    pub field50: &'a str,
    #[member(51)]
    pub field51: bool,
    #[member(52)]
    pub field52: Option<u32>,
    #[member(53)]
    pub field53: f64,
    #[member(54)]
    pub field54: Vec<u32>,
    #[member(55)]
    pub field55: Option<&'a str>,
    #[member(56)]
    pub field56: u64,
    #[member(57)]
    pub field57: i32,
    #[member(58)]
    pub field58: &'a str,
    #[member(59)]
    pub field59: bool,
    #[member(60)]
    pub field60: Option<u32>,
    #[member(61)]
    pub field61: f64,
    #[member(62)]
    pub field62: Vec<u32>,
    #[member(63)]
    pub field63: Option<&'a str>,
    #[member(64)]
    pub field64: u64,
    #[member(65)]
    pub field65: i32,
    #[member(66)]
    pub field66: &'a str,
    #[member(67)]
    pub field67: bool,
    #[member(68)]
    pub field68: Option<u32>,
    #[member(69)]
    pub field69: f64,
    #[member(70)]
    pub field70: Vec<u32>,
    #[member(71)]
    pub field71: Option<&'a str>,
    #[member(72)]
    pub field72: u64,
    #[member(73)]
    pub field73: i32,
    #[member(74)]
    pub field74: &'a str,
    #[member(75)]
    pub field75: bool,
    #[member(76)]
    pub field76: Option<u32>,
    #[member(77)]
    pub field77: f64,
    #[member(78)]
    pub field78: Vec<u32>,
    #[member(79)]
    pub field79: Option<&'a str>,
    #[member(80)]
    pub field80: u64,
    #[member(81)]
    pub field81: i32,
    #[member(82)]
    pub field82: &'a str,
    #[member(83)]
    pub field83: bool,
    #[member(84)]
    pub field84: Option<u32>,
    #[member(85)]
    pub field85: f64,
    #[member(86)]
    pub field86: Vec<u32>,
    #[member(87)]
    pub field87: Option<&'a str>,
    #[member(88)]
    pub field88: u64,
    #[member(89)]
    pub field89: i32,
    #[member(90)]
    pub field90: &'a str,
    #[member(91)]
    pub field91: bool,
    #[member(92)]
    pub field92: Option<u32>,
    #[member(93)]
    pub field93: f64,
    #[member(94)]
    pub field94: Vec<u32>,
    #[member(95)]
    pub field95: Option<&'a str>,
    #[member(96)]
    pub field96: u64,
    #[member(97)]
    pub field97: i32,
    #[member(98)]
    pub field98: &'a str,
    #[member(99)]
    pub field99: bool,
    #[member(100)]
    pub field100: Option<u32>,
    #[member(101)]
    pub field101: f64,
    #[member(102)]
    pub field102: Vec<u32>,
    #[member(103)]
    pub field103: Option<&'a str>,
    #[member(104)]
    pub field104: u64,
    #[member(105)]
    pub field105: i32,
    #[member(106)]
    pub field106: &'a str,
    #[member(107)]
    pub field107: bool,
    #[member(108)]
    pub field108: Option<u32>,
    #[member(109)]
    pub field109: f64,
    #[member(110)]
    pub field110: Vec<u32>,
    #[member(111)]
    pub field111: Option<&'a str>,
    #[member(112)]
    pub field112: u64,
    #[member(113)]
    pub field113: i32,
    #[member(114)]
    pub field114: &'a str,
    #[member(115)]
    pub field115: bool,
    #[member(116)]
    pub field116: Option<u32>,
    #[member(117)]
    pub field117: f64,
    #[member(118)]
    pub field118: Vec<u32>,
    #[member(119)]
    pub field119: Option<&'a str>,
    #[member(120)]
    pub field120: u64,
    #[member(121)]
    pub field121: i32,
    #[member(122)]
    pub field122: &'a str,
    #[member(123)]
    pub field123: bool,
    #[member(124)]
    pub field124: Option<u32>,
    #[member(125)]
    pub field125: f64,
    #[member(126)]
    pub field126: Vec<u32>,
    #[member(127)]
    pub field127: Option<&'a str>,
    #[member(128)]
    pub field128: u64,
    #[member(129)]
    pub field129: i32,
    #[member(130)]
    pub field130: &'a str,
    #[member(131)]
    pub field131: bool,
    #[member(132)]
    pub field132: Option<u32>,
    #[member(133)]
    pub field133: f64,
    #[member(134)]
    pub field134: Vec<u32>,
    #[member(135)]
    pub field135: Option<&'a str>,
    #[member(136)]
    pub field136: u64,
    #[member(137)]
    pub field137: i32,
    #[member(138)]
    pub field138: &'a str,
    #[member(139)]
    pub field139: bool,
    #[member(140)]
    pub field140: Option<u32>,
    #[member(141)]
    pub field141: f64,
    #[member(142)]
    pub field142: Vec<u32>,
    #[member(143)]
    pub field143: Option<&'a str>,
    #[member(144)]
    pub field144: u64,
    #[member(145)]
    pub field145: i32,
    #[member(146)]
    pub field146: &'a str,
    #[member(147)]
    pub field147: bool,
    #[member(148)]
    pub field148: Option<u32>,
    #[member(149)]
    pub field149: f64,
    #[member(150)]
    pub field150: Vec<u32>,
    #[member(151)]
    pub field151: Option<&'a str>,
    #[member(152)]
    pub field152: u64,
    #[member(153)]
    pub field153: i32,
    #[member(154)]
    pub field154: &'a str,
    #[member(155)]
    pub field155: bool,
    #[member(156)]
    pub field156: Option<u32>,
    #[member(157)]
    pub field157: f64,
    #[member(158)]
    pub field158: Vec<u32>,
    #[member(159)]
    pub field159: Option<&'a str>,
    #[member(160)]
    pub field160: u64,
    #[member(161)]
    pub field161: i32,
    #[member(162)]
    pub field162: &'a str,
    #[member(163)]
    pub field163: bool,
    #[member(164)]
    pub field164: Option<u32>,
    #[member(165)]
    pub field165: f64,
    #[member(166)]
    pub field166: Vec<u32>,
    #[member(167)]
    pub field167: Option<&'a str>,
    #[member(168)]
    pub field168: u64,
    #[member(169)]
    pub field169: i32,
    #[member(170)]
    pub field170: &'a str,
    #[member(171)]
    pub field171: bool,
    #[member(172)]
    pub field172: Option<u32>,
    #[member(173)]
    pub field173: f64,
    #[member(174)]
    pub field174: Vec<u32>,
    #[member(175)]
    pub field175: Option<&'a str>,
    #[member(176)]
    pub field176: u64,
    #[member(177)]
    pub field177: i32,
    #[member(178)]
    pub field178: &'a str,
    #[member(179)]
    pub field179: bool,
    #[member(180)]
    pub field180: Option<u32>,
    #[member(181)]
    pub field181: f64,
    #[member(182)]
    pub field182: Vec<u32>,
    #[member(183)]
    pub field183: Option<&'a str>,
    #[member(184)]
    pub field184: u64,
    #[member(185)]
    pub field185: i32,
    #[member(186)]
    pub field186: &'a str,
    #[member(187)]
    pub field187: bool,
    #[member(188)]
    pub field188: Option<u32>,
    #[member(189)]
    pub field189: f64,
    #[member(190)]
    pub field190: Vec<u32>,
    #[member(191)]
    pub field191: Option<&'a str>,
    #[member(192)]
    pub field192: u64,
    #[member(193)]
    pub field193: i32,
    #[member(194)]
    pub field194: &'a str,
    #[member(195)]
    pub field195: bool,
    #[member(196)]
    pub field196: Option<u32>,
    #[member(197)]
    pub field197: f64,
    #[member(198)]
    pub field198: Vec<u32>,
    #[member(199)]
    pub field199: Option<&'a str>,
    #[member(200)]
    pub field200: u64,
}
