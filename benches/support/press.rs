//! Articles made by chance from the words of the lexicon's files, always the same ones: as long, as
//! full of names, numbers, dates, cues and unknown words as those of a newspaper, though without sense.
//! A test of the crate compares their make-up with figures counted in newspapers.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "every user of this module takes a part of it"
)]

/// The seed of everything that is committed.
pub const SEED: u64 = 20_240_514;

/// A source of chance (splitmix64): the same numbers everywhere.
#[derive(Clone, Debug)]
struct Chance(u64);

impl Chance {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap_or(0)
    }

    /// True `n` times of a thousand.
    fn thousandth(&mut self, n: usize) -> bool {
        self.below(1000) < n
    }

    /// A number below `n`, small ones as much commoner as frequent words are: each power of two as
    /// often as any other.
    fn rank(&mut self, n: usize) -> usize {
        let powers = usize::BITS as usize - n.max(1).leading_zeros() as usize;
        let low = (1 << self.below(powers)) - 1;
        (low + self.below(low + 1)) % n.max(1)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.rank(words.len());
        words.get(at).copied().unwrap_or_default()
    }
}

/// Words by what they do, in an order by chance.
#[derive(Debug)]
struct Words {
    common: Vec<&'static str>,
    links: Vec<&'static str>,
    says: Vec<&'static str>,
    given: Vec<&'static str>,
    family: Vec<&'static str>,
    places: Vec<&'static str>,
    organizations: Vec<&'static str>,
    heads: Vec<&'static str>,
    roles: Vec<&'static str>,
    nationalities: Vec<&'static str>,
    months: Vec<&'static str>,
    weekdays: Vec<&'static str>,
    numbers: Vec<&'static str>,
    currencies: Vec<&'static str>,
}

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../src/lexicon/data/", $name, ".tsv"))
    };
}

/// The first cells of a file's rows whose cell `column` begins with one of the values, mixed.
fn words(
    file: &'static str,
    column: usize,
    values: &[&str],
    chance: &mut Chance,
) -> Vec<&'static str> {
    let mut words: Vec<&str> = file
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter(|line| {
            let cell = line.split('\t').nth(column).unwrap_or_default();
            values.is_empty() || values.contains(&cell)
        })
        .filter_map(|line| line.split('\t').next())
        .collect();
    for at in (1..words.len()).rev() {
        words.swap(at, chance.below(at + 1));
    }
    words
}

impl Words {
    fn new(chance: &mut Chance) -> Self {
        let mut of = |file, column, values: &[&str]| words(file, column, values, chance);
        Self {
            common: of(file!("common_words"), 0, &[]),
            links: vec![
                "في", "من", "على", "إلى", "عن", "مع", "التي", "الذي", "هذا", "خلال", "بعد", "بين",
                "هذه", "كما", "ذلك", "قد", "حيث", "لا", "كان", "أو", "ما", "كل", "أمام", "حول",
                "ضمن", "قبل", "منذ", "غير",
            ],
            says: of(file!("cues"), 3, &["say"]),
            given: of(file!("given_names"), 1, &["m", "f"]),
            family: of(file!("family_names"), 0, &[]),
            places: of(
                file!("places"),
                1,
                &["capital", "city", "region", "country"],
            ),
            organizations: of(file!("organizations"), 0, &[]),
            heads: of(file!("heads"), 0, &[]),
            roles: of(file!("roles"), 3, &["s"]),
            nationalities: of(file!("nisba"), 0, &[]),
            months: of(file!("dates"), 1, &["month"]),
            weekdays: of(file!("dates"), 1, &["weekday"]),
            numbers: of(file!("numbers"), 1, &["unit", "ten"]),
            currencies: vec!["دولار", "ريال", "دينار", "درهم", "جنيه", "يورو"],
        }
    }
}

/// Lengths in bytes of newspaper articles, from the shortest to the longest twentieth.
pub const PAPER: &[usize] = &[
    400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000, 2300, 2500, 2800, 3100, 3400, 3800, 4300,
    4900, 5700, 7000, 11000,
];

/// Writes articles.
#[derive(Debug)]
pub struct Press {
    chance: Chance,
    words: Words,
    text: String,
}

impl Press {
    /// A writer; one seed, one sequence of articles.
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance(seed);
        let words = Words::new(&mut chance);
        Self {
            chance,
            words,
            text: String::new(),
        }
    }

    /// An article of at least `bytes` bytes, one sentence longer at most.
    pub fn article(&mut self, bytes: usize) -> String {
        self.text.clear();
        let mut in_paragraph = 0;
        while self.text.len() < bytes {
            if in_paragraph > 0 && self.chance.thousandth(490) {
                self.text.push('\n');
                in_paragraph = 0;
            } else if in_paragraph > 0 {
                self.text.push(' ');
            }
            self.sentence();
            in_paragraph += 1;
        }
        self.text.clone()
    }

    fn put(&mut self, word: &str) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n', '«', '"', '(']) {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }

    fn sentence(&mut self) {
        match self.chance.below(100) {
            0..30 => self.report(),
            30..38 => self.quotation(),
            _ => {
                self.word();
                self.clause();
            }
        }
        self.text.push('.');
    }

    /// «وأكد الوزير سالم الحداد أن …»
    fn report(&mut self) {
        self.cue();
        self.person();
        let word = self.pick(300, "إن", "أن");
        self.put(word);
        self.clause();
    }

    /// «وقال سالم الحداد: «…»»
    fn quotation(&mut self) {
        self.cue();
        self.person();
        self.text.push(':');
        let (open, close) = if self.chance.thousandth(500) {
            ("«", "»")
        } else {
            ("\"", "\"")
        };
        self.put(open);
        self.clause();
        self.text.push_str(close);
    }

    /// The first word `n` times of a thousand, else the second.
    fn pick<'a>(&mut self, n: usize, often: &'a str, else_: &'a str) -> &'a str {
        if self.chance.thousandth(n) {
            often
        } else {
            else_
        }
    }

    fn cue(&mut self) {
        let verb = self.chance.of(&self.words.says);
        let lead = if self.chance.thousandth(700) {
            "و"
        } else {
            ""
        };
        self.put(lead);
        self.text.push_str(verb);
    }

    fn clause(&mut self) {
        for _ in 0..8 + self.chance.below(11) {
            self.phrase();
            if self.chance.thousandth(110) {
                self.text.push('،');
            }
        }
    }

    /// One phrase; the shares are those of newspapers.
    fn phrase(&mut self) {
        match self.chance.below(1000) {
            0..12 => self.person(),
            12..88 => self.organization(),
            88..133 => self.place(),
            133..169 => self.number(),
            169..205 => self.date(),
            205..214 => self.marked("«", "»"),
            214..225 => self.marked("\"", "\""),
            225..246 => self.marked("(", ")"),
            246..250 => self.put("CNN"),
            250..252 => {
                let word = self.chance.of(&self.words.nationalities);
                self.put(word);
            }
            252..735 => {
                let word = self.chance.of(&self.words.links);
                self.put(word);
                self.word();
            }
            _ => {
                self.word();
                self.word();
            }
        }
    }

    /// A word of the language that is no name: a common one or one that no list holds.
    fn word(&mut self) {
        if self.chance.thousandth(860) {
            let word = self.chance.of(&self.words.common);
            let lead = if self.chance.thousandth(80) { "و" } else { "" };
            self.put(lead);
            self.text.push_str(word);
        } else {
            self.unlisted();
        }
    }

    /// A root by chance in a pattern with affixes.
    fn unlisted(&mut self) {
        const ROOTS: [char; 22] = [
            'ب', 'ت', 'ج', 'ح', 'خ', 'د', 'ر', 'ز', 'س', 'ش', 'ص', 'ط', 'ع', 'غ', 'ف', 'ق', 'ك',
            'ل', 'م', 'ن', 'ه', 'ث',
        ];
        const BEFORE: [&str; 8] = ["ال", "", "وال", "لل", "بال", "و", "ي", "ت"];
        const BEHIND: [&str; 8] = ["", "ة", "ات", "ين", "ها", "ية", "هم", "ا"];
        let number = self.chance.rank(60_000) * 7919;
        let letter = |shift: usize| {
            ROOTS
                .get(number / shift % ROOTS.len())
                .copied()
                .unwrap_or('ن')
        };
        let (a, b, c) = (letter(1), letter(22), letter(484));
        let pattern = number % 6;
        let before = BEFORE.get(self.chance.rank(8)).copied().unwrap_or_default();
        let behind = BEHIND.get(self.chance.rank(8)).copied().unwrap_or_default();
        self.put(before);
        let stem: &[char] = match pattern {
            0 => &[a, b, c],
            1 => &[a, 'ا', b, c],
            2 => &['م', a, b, 'و', c],
            3 => &['ت', a, b, 'ي', c],
            4 => &[a, b, 'ا', c],
            _ => &['ا', 'س', 'ت', a, b, 'ا', c],
        };
        self.text.extend(stem);
        self.text.push_str(behind);
    }

    fn person(&mut self) {
        if self.chance.thousandth(850) {
            let role = self.chance.of(&self.words.roles);
            self.put(role);
        }
        let (given, family) = (
            self.chance.of(&self.words.given),
            self.chance.of(&self.words.family),
        );
        self.put(given);
        self.put(family);
    }

    fn organization(&mut self) {
        if self.chance.thousandth(550) {
            let name = self.chance.of(&self.words.organizations);
            self.put(name);
        } else {
            let head = self.chance.of(&self.words.heads);
            self.put(head);
            self.definite();
            if self.chance.thousandth(400) {
                self.definite();
            }
        }
    }

    fn definite(&mut self) {
        let word = self.chance.of(&self.words.common);
        self.put(if word.starts_with("ال") { "" } else { "ال" });
        self.text.push_str(word);
    }

    fn place(&mut self) {
        let place = self.chance.of(&self.words.places);
        let word = self.pick(700, "في", "مدينة");
        self.put(word);
        self.put(place);
    }

    fn digits(&mut self, below: usize) {
        let number = self.chance.below(below);
        self.put(&number.to_string());
    }

    fn number(&mut self) {
        match self.chance.below(10) {
            0..4 => {
                let below = 10_usize.pow(u32::try_from(1 + self.chance.below(4)).unwrap_or(1));
                self.digits(below);
                self.word();
            }
            4 => {
                self.digits(100);
                self.text.push('%');
            }
            5..7 => {
                self.digits(900);
                self.put("مليون");
                let unit = self.chance.of(&self.words.currencies);
                self.put(unit);
            }
            _ => {
                let number = self.chance.of(&self.words.numbers);
                self.put(number);
                self.word();
            }
        }
    }

    fn date(&mut self) {
        match self.chance.below(6) {
            0 => {
                self.digits(28);
                let month = self.chance.of(&self.words.months);
                self.put(month);
            }
            1 => {
                self.put("عام");
                let year = 1990 + self.chance.below(35);
                self.put(&year.to_string());
            }
            2 | 3 => {
                let day = self.chance.of(&self.words.weekdays);
                self.put("يوم");
                self.put(day);
            }
            4 => {
                self.put("أمس");
            }
            _ => {
                self.put("الأسبوع الماضي");
            }
        }
    }

    fn marked(&mut self, open: &str, close: &str) {
        self.put(open);
        for _ in 0..=self.chance.below(3) {
            self.word();
        }
        self.text.push_str(close);
    }
}

/// Articles of the lengths given, one after the other and over again.
pub fn articles(seed: u64, count: usize, lengths: &[usize]) -> Vec<String> {
    let mut press = Press::new(seed);
    let lengths = lengths.iter().cycle();
    lengths
        .take(count)
        .map(|&bytes| press.article(bytes))
        .collect()
}
