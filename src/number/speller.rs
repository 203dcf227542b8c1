//! Writes numbers in words, in either gender, case and spelling, and checks that they are read back.

use rust_decimal::Decimal;

use super::parse_number;
use super::types::NumberValue;

/// How a number is written.
#[derive(Clone, Copy, Debug)]
struct Style {
    feminine: bool,
    oblique: bool,
    /// مئة or مائة
    long_hundred: bool,
    /// ثلاث مئة or ثلاثمئة
    split: bool,
    /// و apart from its word
    loose: bool,
    /// خمسة عشرة, as newspapers err
    gender_error: bool,
}

const UNITS: [[&str; 2]; 10] = [
    ["عشرة", "عشر"],
    ["واحد", "واحدة"],
    ["اثنان", "اثنتان"],
    ["ثلاثة", "ثلاث"],
    ["أربعة", "أربع"],
    ["خمسة", "خمس"],
    ["ستة", "ست"],
    ["سبعة", "سبع"],
    ["ثمانية", "ثماني"],
    ["تسعة", "تسع"],
];
const TENS: [&str; 8] = ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"];
const SCALES: [(u64, &str, &str, &str, &str); 4] = [
    (
        1_000_000_000_000,
        "تريليون",
        "تريليونان",
        "تريليونين",
        "تريليونات",
    ),
    (1_000_000_000, "مليار", "ملياران", "مليارين", "مليارات"),
    (1_000_000, "مليون", "مليونان", "مليونين", "ملايين"),
    (1_000, "ألف", "ألفان", "ألفين", "آلاف"),
];

impl Style {
    fn of(bits: u64) -> Self {
        let bit = |n: u32| bits >> n & 1 == 1;
        Self {
            feminine: bit(0),
            oblique: bit(1),
            long_hundred: bit(2),
            split: bit(3),
            loose: bit(4),
            gender_error: (bits >> 5).trailing_zeros() >= 3,
        }
    }

    fn join(self, parts: &[String]) -> String {
        parts.join(if self.loose { " و " } else { " و" })
    }

    fn case(self, nominative: &'static str, oblique: &'static str) -> &'static str {
        if self.oblique { oblique } else { nominative }
    }

    /// One to ninety-nine.
    fn below_hundred(self, n: u64) -> Vec<String> {
        let unit = |n: u64| UNITS[n as usize % 10][usize::from(self.feminine)];
        let two = match (self.feminine, self.oblique) {
            (false, false) => "اثنان",
            (false, true) => "اثنين",
            (true, false) => "اثنتان",
            (true, true) => "اثنتين",
        };
        match n {
            0 => vec![],
            2 => vec![two.to_owned()],
            1..=10 => vec![unit(n).to_owned()],
            11..=19 => {
                let tail = if self.feminine == self.gender_error {
                    "عشر"
                } else {
                    "عشرة"
                };
                let head = match (n, self.feminine) {
                    (11, false) => "أحد",
                    (11, true) => "إحدى",
                    (12, false) => self.case("اثنا", "اثني"),
                    (12, true) => self.case("اثنتا", "اثنتي"),
                    _ => unit(n - 10),
                };
                vec![format!("{head} {tail}")]
            }
            _ => {
                let ten = format!("{}{}", TENS[n as usize / 10 - 2], self.case("ون", "ين"));
                match n % 10 {
                    0 => vec![ten],
                    1 if self.feminine => vec!["إحدى".to_owned(), ten],
                    2 => vec![two.to_owned(), ten],
                    rest => vec![unit(rest).to_owned(), ten],
                }
            }
        }
    }

    /// One to nine hundred and ninety-nine; `construct` before a scale.
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
                let stem = if self.long_hundred {
                    "مائت"
                } else {
                    "مئت"
                };
                let end = match (construct && n == 200, self.oblique) {
                    (true, false) => "ا",
                    (true, true) => "ي",
                    (false, false) => "ان",
                    (false, true) => "ين",
                };
                vec![format!("{stem}{end}")]
            }
            h => {
                let unit = UNITS[h as usize][1];
                vec![format!(
                    "{unit}{}{hundred}",
                    if self.split { " " } else { "" }
                )]
            }
        };
        parts.extend(self.below_hundred(n % 100));
        parts
    }

    fn spell(self, n: u64) -> String {
        let mut left = n;
        let mut parts = Vec::new();
        for (scale, one, two, two_oblique, many) in SCALES {
            let count = left / scale;
            left %= scale;
            match count {
                0 => {}
                1 => parts.push(one.to_owned()),
                2 => parts.push(self.case(two, two_oblique).to_owned()),
                _ => {
                    // Scales are masculine nouns: their counts take the form for those.
                    let own = Self {
                        feminine: false,
                        ..self
                    };
                    let noun = if (3..=10).contains(&(count % 100)) {
                        many
                    } else {
                        one
                    };
                    parts.push(format!("{} {noun}", own.join(&own.group(count, true))));
                }
            }
        }
        if left > 0 || n == 0 {
            parts.push(if n == 0 {
                "صفر".to_owned()
            } else {
                self.join(&self.group(left, false))
            });
        }
        self.join(&parts)
    }
}

/// A small generator of its own, so that the numbers are the same in every run (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }
}

fn check(n: u64, style: Style) {
    let words = style.spell(n);
    let read = parse_number(&words);
    assert_eq!(
        read,
        Ok(NumberValue::Exact {
            value: Decimal::from(n)
        }),
        "{n} as «{words}» ({style:?})"
    );
}

#[test]
fn numbers_below_ten_thousand_in_words_are_read_back() {
    for n in 0..10_000 {
        check(n, Style::of(n.wrapping_mul(0x9E37_79B9) >> 3));
    }
}

#[test]
fn random_numbers_in_words_are_read_back() {
    let mut random = Random(2024);
    for _ in 0..20_000 {
        // Spread over the orders of magnitude.
        let below = 10u64.pow(1 + (random.next() % 15) as u32);
        check(random.next() % below, Style::of(random.next()));
    }
}
