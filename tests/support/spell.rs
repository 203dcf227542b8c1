//! Numbers and dates put into words: what the number and date layers must read back.
//!
//! Written apart from the crate's grammar, from the rules of the language (W. Wright, A Grammar of
//! the Arabic Language, 3rd ed., i. 318-337), so that one checks the other.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::indexing_slicing,
    reason = "every user of this module takes a part of it"
)]

/// Grammatical case, as far as the spelling of numerals shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// After a verb, as its subject: عشرون، مئتان.
    Nominative,
    /// After a preposition, or as an object: عشرين، مئتين.
    Oblique,
}

/// How hundred is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hundred {
    /// مئة، ثلاثمئة
    Short,
    /// مائة، ثلاثمائة
    Long,
    /// مئة، ثلاث مئة
    Apart,
}

const UNITS: [&str; 11] = [
    "صفر",
    "واحد",
    "اثنان",
    "ثلاثة",
    "أربعة",
    "خمسة",
    "ستة",
    "سبعة",
    "ثمانية",
    "تسعة",
    "عشرة",
];
const HUNDREDS: [&str; 10] = [
    "",
    "",
    "",
    "ثلاث",
    "أربع",
    "خمس",
    "ست",
    "سبع",
    "ثماني",
    "تسع",
];
const TENS: [&str; 10] = [
    "", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع",
];
/// Singular, dual stem, plural of each scale.
const SCALES: [(u64, &str, &str, &str); 3] = [
    (1_000_000_000, "مليار", "مليار", "مليارات"),
    (1_000_000, "مليون", "مليون", "ملايين"),
    (1_000, "ألف", "ألف", "آلاف"),
];

/// A whole number below 10^12 in words, for a masculine noun.
pub fn cardinal(number: u64, case: Case, hundred: Hundred) -> String {
    if number == 0 {
        return UNITS[0].to_owned();
    }
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, one, dual, many) in SCALES {
        let count = rest / scale;
        rest %= scale;
        let ending = match case {
            Case::Nominative => "ان",
            Case::Oblique => "ين",
        };
        match count {
            0 => {}
            1 => words.push(one.to_owned()),
            2 => words.push(format!("{dual}{ending}")),
            _ => {
                let noun = match count % 100 {
                    3..=10 => many.to_owned(),
                    0 => one.to_owned(),
                    _ => format!("{one}ا"),
                };
                let count = below_thousand(count, case, hundred, count.is_multiple_of(100));
                words.push(format!("{count} {noun}"));
            }
        }
    }
    if rest > 0 {
        words.push(below_thousand(rest, case, hundred, false));
    }
    words.join(" و")
}

/// A number below a thousand; `construct` when a noun in the genitive follows at once.
fn below_thousand(number: u64, case: Case, hundred: Hundred, construct: bool) -> String {
    let mut words = Vec::new();
    let (hundreds, rest) = (at(number / 100), number % 100);
    let one = if hundred == Hundred::Long {
        "مائة"
    } else {
        "مئة"
    };
    let ending = match (case, construct && rest == 0) {
        (Case::Nominative, false) => "ان",
        (Case::Nominative, true) => "ا",
        (Case::Oblique, false) => "ين",
        (Case::Oblique, true) => "ي",
    };
    match hundreds {
        0 => {}
        1 => words.push(one.to_owned()),
        2 => words.push(format!("{}ت{ending}", one.trim_end_matches('ة'))),
        8 if hundred != Hundred::Apart => words.push(format!("ثمان{one}")),
        _ if hundred == Hundred::Apart => words.push(format!("{} {one}", HUNDREDS[hundreds])),
        _ => words.push(format!("{}{one}", HUNDREDS[hundreds])),
    }
    let ten = match case {
        Case::Nominative => "ون",
        Case::Oblique => "ين",
    };
    match rest {
        0 => {}
        2 => words.push(two(case, "ن").to_owned()),
        1..=10 => words.push(UNITS[at(rest)].to_owned()),
        11 => words.push("أحد عشر".to_owned()),
        12 => words.push(format!("{} عشر", two(case, ""))),
        13..=19 => words.push(format!("{} عشر", UNITS[at(rest - 10)])),
        _ => {
            match rest % 10 {
                0 => {}
                2 => words.push(two(case, "ن").to_owned()),
                unit => words.push(UNITS[at(unit)].to_owned()),
            }
            words.push(format!("{}{ten}", TENS[at(rest / 10)]));
        }
    }
    words.join(" و")
}

const fn two(case: Case, ending: &str) -> &'static str {
    match (case, ending.is_empty()) {
        (Case::Nominative, false) => "اثنان",
        (Case::Nominative, true) => "اثنا",
        (Case::Oblique, false) => "اثنين",
        (Case::Oblique, true) => "اثني",
    }
}

fn at(number: u64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

/// Digits of a family, whose zero is given.
pub fn digits(number: u64, zero: char) -> String {
    in_family(&number.to_string(), zero)
}

/// A text with its ASCII digits in another family.
pub fn in_family(text: &str, zero: char) -> String {
    let digit = |c: char| {
        c.to_digit(10)
            .and_then(|d| char::from_u32(u32::from(zero) + d))
    };
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// Digits in groups of three.
pub fn grouped(number: u64, zero: char, separator: char) -> String {
    let plain = number.to_string();
    let mut out = String::new();
    for (at, c) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(c);
    }
    in_family(&out, zero)
}

/// Months from January, in each system of names.
#[rustfmt::skip]
pub const MONTHS: [[&str; 12]; 5] = [
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"],
    ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"],
    ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    ["يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيه", "يوليه", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر"],
];
