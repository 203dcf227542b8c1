//! Any whole number below 10^15 in words, in every gender, case and spelling of the press; ordinals
//! below a thousand; vowel signs strewn over a phrase.
//!
//! Rules: W. Wright, A Grammar of the Arabic Language, 3rd ed., i. 318-337; what newspapers do
//! beside them (fused hundreds, loose و, hamza left out, the gender of ten in 13-19 mixed up) is a
//! field of [`Style`].

#![allow(
    dead_code,
    unreachable_pub,
    clippy::indexing_slicing,
    reason = "every user of this module takes a part of it"
)]

/// A small generator (`SplitMix64`), so that the numbers are the same in every run.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub fn one_in(&mut self, bound: u64) -> bool {
        self.below(bound) == 0
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[at(self.below(all.len() as u64))]
    }

    /// Below 10^15, as likely with one digit as with fifteen, and every size between.
    pub fn log_uniform(&mut self) -> u64 {
        let below = 10u64.pow(1 + u32::try_from(self.below(15)).unwrap_or(0));
        self.below(below)
    }
}

/// Case, as far as the spelling of numerals shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Nominative,
    Accusative,
    Genitive,
}

/// What follows the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing: a phrase by itself.
    End,
    /// The noun counted, in the genitive for hundreds and thousands: «ألفا كتاب».
    Noun,
}

/// How a number is written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub feminine: bool,
    pub case: Case,
    /// مائة, else مئة
    pub long_hundred: bool,
    /// ثلاث مئة, else ثلاثمئة
    pub split: bool,
    /// ثمانيمئة, else ثمانمئة
    pub long_eight: bool,
    /// و apart from its word
    pub loose: bool,
    /// خمسة عشرة, as newspapers err
    pub gender_error: bool,
    /// بليون and ترليون, else مليار and تريليون
    pub billion: bool,
    /// خمسة وعشرون ألف, else ألفا
    pub bare_scale: bool,
    /// ألفاً, else ألفا
    pub nunation: bool,
    /// اربعة وثلاثمئه: hamza and ta marbuta left out
    pub plain: bool,
}

impl Style {
    pub fn random(random: &mut Random) -> Self {
        Self {
            feminine: random.one_in(2),
            case: random.of(&[Case::Nominative, Case::Accusative, Case::Genitive]),
            long_hundred: random.one_in(2),
            split: random.one_in(2),
            long_eight: random.one_in(3),
            loose: random.one_in(4),
            gender_error: random.one_in(8),
            billion: random.one_in(4),
            bare_scale: random.one_in(3),
            nunation: random.one_in(3),
            plain: random.one_in(6),
        }
    }

    /// The number in words.
    pub fn spell(self, n: u64, before: Before) -> String {
        if n == 0 {
            return "صفر".to_owned();
        }
        let mut parts = Vec::new();
        let mut left = n;
        for scale in SCALES {
            let count = left / scale.power;
            left %= scale.power;
            if count > 0 {
                let last = left == 0 && before == Before::Noun;
                parts.push(self.scaled(count, scale, last));
            }
        }
        if left > 0 {
            parts.push(self.join(&self.group(left, before == Before::Noun)));
        }
        let words = self.join(&parts);
        if self.plain { plain(&words) } else { words }
    }

    fn join(self, parts: &[String]) -> String {
        parts.join(if self.loose { " و " } else { " و" })
    }

    const fn nominative(self) -> bool {
        matches!(self.case, Case::Nominative)
    }

    const fn accusative(self) -> bool {
        matches!(self.case, Case::Accusative)
    }

    /// One to 999 thousands, millions …; `construct` before the noun counted.
    fn scaled(self, count: u64, scale: Scale, construct: bool) -> String {
        let one = scale.one[usize::from(self.billion)];
        let many = scale.many[usize::from(self.billion)];
        let nunation = if self.nunation { "اً" } else { "ا" };
        match count {
            1 if construct => one.to_owned(),
            1 if self.accusative() => format!("{one}{nunation}"),
            1 => one.to_owned(),
            2 => format!("{one}{}", self.dual(construct)),
            _ => {
                // Scales are masculine nouns: their counts take the form for those.
                let own = Self {
                    feminine: false,
                    ..self
                };
                let noun = match count % 100 {
                    3..=10 => many.to_owned(),
                    11..=99 if !construct && !self.bare_scale => format!("{one}{nunation}"),
                    _ => one.to_owned(),
                };
                format!("{} {noun}", own.join(&own.group(count, true)))
            }
        }
    }

    const fn dual(self, construct: bool) -> &'static str {
        match (construct, self.nominative()) {
            (true, true) => "ا",
            (true, false) => "ي",
            (false, true) => "ان",
            (false, false) => "ين",
        }
    }

    /// One to 999; `construct` before a scale or the noun counted.
    fn group(self, n: u64, construct: bool) -> Vec<String> {
        let hundred = if self.long_hundred {
            "مائة"
        } else {
            "مئة"
        };
        let mut parts = match n / 100 {
            0 => vec![],
            1 => vec![hundred.to_owned()],
            2 => {
                let stem = hundred.trim_end_matches('ة');
                let ending = self.dual(construct && n == 200);
                vec![format!("{stem}ت{ending}")]
            }
            8 if !self.split && !self.long_eight => vec![format!("ثمان{hundred}")],
            h => {
                let gap = if self.split { " " } else { "" };
                vec![format!("{}{gap}{hundred}", UNITS[at(h)][1])]
            }
        };
        parts.extend(self.below_hundred(n % 100, construct));
        parts
    }

    fn below_hundred(self, n: u64, construct: bool) -> Vec<String> {
        match n {
            0 => vec![],
            1..=10 => vec![self.unit(n, construct)],
            11..=19 => {
                let feminine_ten = self.feminine != self.gender_error;
                let ten = if feminine_ten { "عشرة" } else { "عشر" };
                let head = match (n, self.feminine) {
                    (11, false) => "أحد".to_owned(),
                    (11, true) => "إحدى".to_owned(),
                    (12, feminine) => {
                        let stem = if feminine { "اثنت" } else { "اثن" };
                        format!("{stem}{}", if self.nominative() { "ا" } else { "ي" })
                    }
                    _ => UNITS[at(n - 10)][usize::from(self.feminine)].to_owned(),
                };
                vec![format!("{head} {ten}")]
            }
            _ => {
                let ending = if self.nominative() { "ون" } else { "ين" };
                let ten = format!("{}{ending}", TENS[at(n / 10)]);
                match n % 10 {
                    0 => vec![ten],
                    1 if self.feminine => vec!["إحدى".to_owned(), ten],
                    unit => vec![self.unit(unit, false), ten],
                }
            }
        }
    }

    /// One to ten.
    fn unit(self, n: u64, construct: bool) -> String {
        let word = UNITS[at(n)][usize::from(self.feminine)];
        let accusative = self.accusative() && !construct;
        match (n, self.feminine) {
            (2, feminine) => {
                let stem = if feminine { "اثنت" } else { "اثن" };
                format!("{stem}{}", self.dual(false))
            }
            (1, false) | (3.., true) if accusative => format!("{word}ا"),
            (8, true) if !construct && self.long_eight => "ثمان".to_owned(),
            _ => word.to_owned(),
        }
    }
}

/// A power of ten that is a noun, in two spellings.
#[derive(Clone, Copy, Debug)]
struct Scale {
    power: u64,
    one: [&'static str; 2],
    many: [&'static str; 2],
}

const SCALES: [Scale; 4] = [
    Scale {
        power: 1_000_000_000_000,
        one: ["تريليون", "ترليون"],
        many: ["تريليونات", "ترليونات"],
    },
    Scale {
        power: 1_000_000_000,
        one: ["مليار", "بليون"],
        many: ["مليارات", "بلايين"],
    },
    Scale {
        power: 1_000_000,
        one: ["مليون", "مليون"],
        many: ["ملايين", "ملايين"],
    },
    Scale {
        power: 1_000,
        one: ["ألف", "ألف"],
        many: ["آلاف", "آلاف"],
    },
];

/// With masculine and with feminine nouns.
const UNITS: [[&str; 2]; 11] = [
    ["صفر", "صفر"],
    ["واحد", "واحدة"],
    ["اثنان", "اثنتان"],
    ["ثلاثة", "ثلاث"],
    ["أربعة", "أربع"],
    ["خمسة", "خمس"],
    ["ستة", "ست"],
    ["سبعة", "سبع"],
    ["ثمانية", "ثماني"],
    ["تسعة", "تسع"],
    ["عشرة", "عشر"],
];

const TENS: [&str; 10] = [
    "", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع",
];

const ORDINALS: [[&str; 2]; 11] = [
    ["", ""],
    ["أول", "أولى"],
    ["ثاني", "ثانية"],
    ["ثالث", "ثالثة"],
    ["رابع", "رابعة"],
    ["خامس", "خامسة"],
    ["سادس", "سادسة"],
    ["سابع", "سابعة"],
    ["ثامن", "ثامنة"],
    ["تاسع", "تاسعة"],
    ["عاشر", "عاشرة"],
];

/// How an ordinal is written.
#[derive(Clone, Copy, Debug)]
pub struct OrdinalStyle {
    pub feminine: bool,
    /// العشرون, else العشرين
    pub nominative: bool,
    pub long_hundred: bool,
    /// المئة والخامس, else الخامس بعد المئة
    pub hundred_first: bool,
    pub plain: bool,
}

impl OrdinalStyle {
    pub fn random(random: &mut Random) -> Self {
        Self {
            feminine: random.one_in(2),
            nominative: random.one_in(2),
            long_hundred: random.one_in(2),
            hundred_first: random.one_in(2),
            plain: random.one_in(6),
        }
    }

    /// One to 999 with the article: «الخامسة والعشرون», «الثالث بعد المئة».
    pub fn spell(self, n: u64) -> String {
        let rest = self.below_hundred(n % 100);
        let words = match (n / 100, n % 100) {
            (0, _) => rest,
            (hundreds, 0) => self.hundreds(hundreds),
            (hundreds, _) if self.hundred_first => {
                format!("{} و{rest}", self.hundreds(hundreds))
            }
            (hundreds, _) => {
                let oblique = Self {
                    nominative: false,
                    ..self
                };
                format!("{rest} بعد {}", oblique.hundreds(hundreds))
            }
        };
        if self.plain { plain(&words) } else { words }
    }

    fn hundreds(self, hundreds: u64) -> String {
        let hundred = if self.long_hundred {
            "مائة"
        } else {
            "مئة"
        };
        match hundreds {
            1 => format!("ال{hundred}"),
            2 => {
                let ending = if self.nominative { "ان" } else { "ين" };
                format!("ال{}ت{ending}", hundred.trim_end_matches('ة'))
            }
            8 => format!("الثمان{hundred}"),
            _ => format!("ال{}{hundred}", UNITS[at(hundreds)][1]),
        }
    }

    fn below_hundred(self, n: u64) -> String {
        let gender = usize::from(self.feminine);
        let unit = |n: u64| match n {
            1 if self.feminine => "الحادية".to_owned(),
            1 => "الحادي".to_owned(),
            _ => format!("ال{}", ORDINALS[at(n)][gender]),
        };
        let ending = if self.nominative { "ون" } else { "ين" };
        match n {
            0 => String::new(),
            1..=10 => format!("ال{}", ORDINALS[at(n)][gender]),
            11..=19 => format!(
                "{} {}",
                unit(n - 10),
                if self.feminine { "عشرة" } else { "عشر" }
            ),
            _ if n.is_multiple_of(10) => format!("ال{}{ending}", TENS[at(n / 10)]),
            _ => format!("{} وال{}{ending}", unit(n % 10), TENS[at(n / 10)]),
        }
    }
}

/// Hamza and ta marbuta left out, as in hasty typing.
fn plain(words: &str) -> String {
    words
        .chars()
        .map(|c| match c {
            'أ' | 'إ' | 'آ' => 'ا',
            'ة' => 'ه',
            other => other,
        })
        .collect()
}

/// Vowel signs and tatweels strewn behind the letters.
pub fn with_marks(words: &str, random: &mut Random) -> String {
    const SIGNS: [char; 8] = [
        '\u{64E}', '\u{64F}', '\u{650}', '\u{652}', '\u{651}', '\u{64B}', '\u{64C}', '\u{64D}',
    ];
    let mut out = String::with_capacity(words.len() * 2);
    let mut letters = words.chars().peekable();
    while let Some(c) = letters.next() {
        out.push(c);
        if !c.is_alphabetic() {
            continue;
        }
        if random.one_in(2) {
            out.push(random.of(&SIGNS));
        }
        let joins = !matches!(
            c,
            'ا' | 'أ' | 'إ' | 'آ' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ة' | 'ء' | 'ؤ' | 'ى'
        );
        if joins && letters.peek().is_some_and(|c| c.is_alphabetic()) && random.one_in(6) {
            out.push('\u{640}');
        }
    }
    out
}

/// A text with its ASCII digits in Arabic ones.
pub fn arabic_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(0x660 + digit).unwrap_or(c),
            None => c,
        })
        .collect()
}

fn at(n: u64) -> usize {
    usize::try_from(n).unwrap_or(0)
}
