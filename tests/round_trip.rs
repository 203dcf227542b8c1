//! Round trips: numbers and days written in every way of the press are read back, all of them.
//!
//! A sample runs always; the whole runs on request, in release mode:
//! `cargo test --release --test round_trip -- --ignored --nocapture`.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Instant;

use jiff::ToSpan;
use jiff::civil::{Date as Day, Weekday, date};
use khabar::{Anchor, Layers, NumberValue, Parser, parse_date, parse_number};
use rust_decimal::Decimal;
use support::speller::{Before, Case, OrdinalStyle, Random, Style, arabic_digits, with_marks};

/// What was tried and what was not read back.
struct Tally {
    what: &'static str,
    start: Instant,
    tried: usize,
    failed: BTreeMap<&'static str, (usize, Vec<String>)>,
}

impl Tally {
    fn new(what: &'static str) -> Self {
        Self {
            what,
            start: Instant::now(),
            tried: 0,
            failed: BTreeMap::new(),
        }
    }

    /// Counts a case of a way of writing; a failed one says what was read instead.
    fn count(&mut self, way: &'static str, result: Result<(), String>) {
        self.tried += 1;
        if let Err(message) = result {
            let (count, messages) = self.failed.entry(way).or_default();
            *count += 1;
            if messages.len() < 8 {
                messages.push(message);
            }
        }
    }

    /// Prints the count; fails unless everything was read back.
    fn finish(self) {
        let lost: usize = self.failed.values().map(|(count, _)| count).sum();
        println!(
            "{}: {} of {} read back in {:.1} s",
            self.what,
            self.tried - lost,
            self.tried,
            self.start.elapsed().as_secs_f64()
        );
        let mut report = String::new();
        for (way, (count, messages)) in &self.failed {
            let messages = messages.join("\n  ");
            let _ = writeln!(report, "{way}: {count} failed\n  {messages}");
        }
        assert!(report.is_empty(), "{}:\n{report}", self.what);
    }
}

fn reads_number(words: &str, n: u64) -> Result<(), String> {
    reads(words, Decimal::from(n))
}

fn reads(words: &str, n: Decimal) -> Result<(), String> {
    match parse_number(words) {
        Ok(NumberValue::Exact { value }) if value == n => Ok(()),
        Ok(value) => Err(format!("{n} as «{words}»: {value:?}")),
        Err(error) => Err(format!("{n} as «{words}»: {error}")),
    }
}

const SCALES: [(u64, &str, &str); 4] = [
    (1_000_000_000_000, "تريليون", "تريليونات"),
    (1_000_000_000, "مليار", "مليارات"),
    (1_000_000, "مليون", "ملايين"),
    (1_000, "ألف", "آلاف"),
];

/// «12 مليونا و345 ألفا», «3,25 ملايين», «٤٥ ألفا و١٢»: the number and its value.
fn digits_and_scales(n: u64, style: Style, random: &mut Random) -> (String, Decimal) {
    let arabic = random.one_in(2);
    let family = |text: String| if arabic { arabic_digits(&text) } else { text };
    let noun = |count: u64, one: &str, many: &str| match count % 100 {
        3..=10 => many.to_owned(),
        11..=99 if !style.bare_scale => format!("{one}ا"),
        _ => one.to_owned(),
    };
    let largest = SCALES.iter().find(|(power, ..)| n >= *power);
    if let Some((power, one, many)) = largest
        && random.one_in(2)
    {
        // One decimal of the largest scale.
        let point = if arabic { '٫' } else { random.of(&['.', ',']) };
        let (whole, tenth) = (n / power, n / (power / 10) % 10);
        let text = family(format!("{whole}{point}{tenth} {}", noun(whole, one, many)));
        let tenths = Decimal::from(n / (power / 10)) / Decimal::TEN;
        return (text, tenths * Decimal::from(*power));
    }
    let mut parts = Vec::new();
    let mut left = n;
    for (power, one, many) in SCALES {
        let count = left / power;
        left %= power;
        if count > 0 {
            parts.push(format!("{count} {}", noun(count, one, many)));
        }
    }
    if left > 0 || n == 0 {
        parts.push(left.to_string());
    }
    (family(parts.join(" و")), Decimal::from(n))
}

/// «مليونان ونصف المليون», «ثلاثة مليارات وربع المليار», «خمسة آلاف ونصف»: words and value.
fn with_parts(n: u64, style: Style, random: &mut Random) -> Option<(String, Decimal)> {
    let (power, one, _) = random.of(&SCALES);
    let count = n % 999 + 1;
    let (word, four) = random.of(&[("نصف", 2), ("ربع", 1)]);
    let scale = style.spell(count * power, Before::End);
    if style.billion && power >= 1_000_000_000 {
        return None;
    }
    let tail = if word == "نصف" && random.one_in(2) {
        String::new()
    } else {
        format!(" ال{one}")
    };
    let value = Decimal::from(count * power) + Decimal::from(power / 4 * four);
    Some((format!("{scale} و{word}{tail}"), value))
}

/// What is counted or measured: one, many in the accusative (11-99), many (3-10), whether it is
/// feminine, and the unit's id.
type Noun = (&'static str, &'static str, &'static str, bool, &'static str);

#[rustfmt::skip]
const NOUNS: [Noun; 10] = [
    ("كتاب", "كتابا", "كتب", false, ""),
    ("وثيقة", "وثيقة", "وثائق", true, ""),
    ("جندي", "جنديا", "جنود", false, ""),
    ("شجرة", "شجرة", "أشجار", true, ""),
    ("دولار", "دولارا", "دولارات", false, "USD"),
    ("دينار كويتي", "دينارا كويتيا", "دنانير كويتية", false, "KWD"),
    ("ليرة سورية", "ليرة سورية", "ليرات سورية", true, "SYP"),
    ("كيلومتر", "كيلومترا", "كيلومترات", false, "km"),
    ("طن", "طنا", "أطنان", false, "t"),
    ("درجة مئوية", "درجة مئوية", "درجات مئوية", true, "°C"),
];

/// Words and what is counted, in the form that the number asks for.
fn counted(n: u64, words: &str, (one, accusative, many, ..): Noun) -> Option<String> {
    let noun = match n % 100 {
        // «مئة كتاب وكتابان»: not with a numeral.
        1 | 2 => return None,
        3..=10 => many,
        0 => one,
        _ => accusative,
    };
    Some(format!("{words} {noun}"))
}

/// The only number of a sentence is the phrase, its numeral the words.
fn reads_counted(
    parser: &Parser,
    phrase: &str,
    words: &str,
    n: u64,
    id: &str,
) -> Result<(), String> {
    let text = format!("سجل الخبراء في المنطقة {phrase} بحسب التقرير.");
    let article = parser.parse(&text).map_err(|e| e.to_string())?;
    let found: Vec<_> = article
        .numbers()
        .iter()
        .map(|number| {
            let unit = number.unit.as_ref().map_or("", |unit| unit.id.as_str());
            (article.slice(number.numeral), &number.value, unit)
        })
        .collect();
    let wanted = NumberValue::Exact {
        value: Decimal::from(n),
    };
    if found == [(words, &wanted, id)] {
        Ok(())
    } else {
        Err(format!("{n} in «{phrase}»: {found:?}"))
    }
}

fn numbers(what: &'static str, seed: u64, count: u64) {
    let mut tally = Tally::new(what);
    let mut random = Random(seed);
    let parser = Parser::builder().layers(Layers::NUMBERS).build().unwrap();
    for _ in 0..count {
        let n = random.log_uniform();
        let style = Style::random(&mut random);
        match random.below(10) {
            8 => {
                let (text, value) = digits_and_scales(n, style, &mut random);
                tally.count("digits and scales", reads(&text, value));
                continue;
            }
            9 => {
                if let Some((text, value)) = with_parts(n, style, &mut random) {
                    tally.count("halves and quarters", reads(&text, value));
                    continue;
                }
            }
            0 => {
                let noun = random.of(&NOUNS);
                let style = Style {
                    feminine: noun.3,
                    ..style
                };
                let words = style.spell(n, Before::Noun);
                if let Some(phrase) = counted(n, &words, noun) {
                    let result = reads_counted(&parser, &phrase, &words, n, noun.4);
                    tally.count("counted", result);
                    continue;
                }
            }
            1 | 2 => {
                let words = with_marks(&style.spell(n, Before::End), &mut random);
                tally.count("marks", reads_number(&words, n));
                continue;
            }
            _ => {}
        }
        tally.count("words", reads_number(&style.spell(n, Before::End), n));
    }
    tally.finish();
}

#[test]
fn numbers_below_a_thousand_in_words() {
    let mut tally = Tally::new("numbers below a thousand");
    let mut random = Random(1);
    for n in 0..1000 {
        for _ in 0..4 {
            let style = Style::random(&mut random);
            tally.count("words", reads_number(&style.spell(n, Before::End), n));
        }
    }
    tally.finish();
}

#[test]
fn numbers_in_words() {
    numbers("numbers in words, a sample", 2024, 6_000);
}

#[test]
#[ignore = "a million numbers; the sample above runs always"]
fn a_million_numbers_in_words() {
    numbers("numbers in words", 7, 1_000_000);
}

fn ordinals(what: &'static str, styles: usize) {
    let mut tally = Tally::new(what);
    let mut random = Random(5);
    for n in 1..1000u64 {
        for _ in 0..styles {
            let style = OrdinalStyle::random(&mut random);
            let words = style.spell(n);
            tally.count("words", reads_number(&words, n));
            let marked = with_marks(&words, &mut random);
            tally.count("marks", reads_number(&marked, n));
        }
        let digits = format!("الـ{n}");
        tally.count("digits", reads_number(&digits, n));
        tally.count("digits", reads_number(&arabic_digits(&digits), n));
    }
    tally.finish();
}

#[test]
fn ordinals_in_words() {
    ordinals("ordinals, a sample", 2);
}

#[test]
#[ignore = "every style of every ordinal; the sample above runs always"]
fn all_ordinals_in_words() {
    ordinals("ordinals", 40);
}

/// Months from January, in each system of names.
#[rustfmt::skip]
const SYSTEMS: [[&str; 12]; 6] = [
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"],
    ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"],
    ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    ["يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيه", "يوليه", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "دجمبر"],
    // Short and indefinite forms of the Levant.
    ["ك2", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين أول", "تشرين ثاني", "كانون أول"],
];

const WEEKDAYS: [&str; 7] = [
    "الاثنين",
    "الثلاثاء",
    "الأربعاء",
    "الخميس",
    "الجمعة",
    "السبت",
    "الأحد",
];

fn weekday(day: Day) -> &'static str {
    let at = match day.weekday() {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    };
    WEEKDAYS[at]
}

/// «الرابع عشر»
fn ordinal(day: i8, nominative: bool) -> String {
    let style = OrdinalStyle {
        feminine: false,
        nominative,
        long_hundred: false,
        hundred_first: false,
        plain: false,
    };
    style.spell(u64::try_from(day).unwrap())
}

/// Without any liberty.
const PLAIN: Style = Style {
    feminine: false,
    case: Case::Genitive,
    long_hundred: false,
    split: false,
    long_eight: false,
    loose: false,
    gender_error: false,
    billion: false,
    bare_scale: true,
    nunation: false,
    plain: false,
};

fn year_in_words(year: i16) -> String {
    let style = Style {
        feminine: true,
        ..PLAIN
    };
    style.spell(u64::try_from(year).unwrap(), Before::End)
}

const WAYS: [&str; 25] = [
    "14 يناير 2021",
    "14 من يناير 2021",
    "14 يناير عام 2021",
    "14 يناير من عام 2021",
    "14 يناير سنة 2021",
    "14 يناير لعام 2021",
    "14 يناير 2021م",
    "14 من شهر يناير من العام 2021",
    "يوم 14 يناير 2021",
    "الرابع عشر من يناير 2021",
    "الرابع عشر من شهر يناير عام 2021",
    "الرابع عشر من يناير عام ألفين وواحد وعشرين",
    "14 يناير/كانون الثاني 2021",
    "14 كانون الثاني (يناير) 2021",
    "14 يناير - كانون الثاني 2021",
    "الخميس 14 يناير 2021",
    "يوم الخميس 14 يناير 2021",
    "الخميس، 14 يناير 2021",
    "الخميس (14 يناير 2021)",
    "يوم الخميس الموافق 14 يناير 2021",
    "الخميس الرابع عشر من يناير 2021",
    "الخميس 14/1/2021",
    "يوم الخميس 14-01-2021",
    "فاتح يناير 2021",
    "marks",
];

/// The n-th way of writing a day; a way that does not suit it gives way to the plainest.
fn write(day: Day, system: usize, way: usize, random: &mut Random) -> (&'static str, String) {
    let (d, m, y) = (day.day(), usize::try_from(day.month()).unwrap(), day.year());
    let month = SYSTEMS[system][m - 1];
    // The other name of a double naming: the Levant's beside the Egyptian, and the reverse.
    let other = SYSTEMS[usize::from(system == 0)][m - 1];
    let name = weekday(day);
    let text = match way {
        1 => format!("{d} من {month} {y}"),
        2 => format!("{d} {month} عام {y}"),
        3 => format!("{d} {month} من عام {y}"),
        4 => format!("{d} {month} سنة {y}"),
        5 => format!("{d} {month} لعام {y}"),
        6 => format!("{d} {month} {y}م"),
        7 => format!("{d} من شهر {month} من العام {y}"),
        8 => format!("يوم {d} {month} {y}"),
        9 => format!("{} من {month} {y}", ordinal(d, day.day() % 2 == 0)),
        10 => format!("{} من شهر {month} عام {y}", ordinal(d, false)),
        11 => format!("{} من {month} عام {}", ordinal(d, false), year_in_words(y)),
        12 if system < 2 => format!("{d} {month}/{other} {y}"),
        13 if system < 2 => format!("{d} {month} ({other}) {y}"),
        14 if system < 2 => format!("{d} {month} - {other} {y}"),
        15 => format!("{name} {d} {month} {y}"),
        16 => format!("يوم {name} {d} {month} {y}"),
        17 => format!("{name}، {d} {month} {y}"),
        18 => format!("{name} ({d} {month} {y})"),
        19 => format!("يوم {name} الموافق {d} {month} {y}"),
        20 => format!("{name} {} من {month} {y}", ordinal(d, false)),
        21 => format!("{name} {d}/{m}/{y}"),
        22 => format!("يوم {name} {d:02}-{m:02}-{y}"),
        23 if d == 1 => format!("فاتح {month} {y}"),
        24 => with_marks(&format!("{d} {month} {y}"), random),
        _ => return (WAYS[0], format!("{d} {month} {y}")),
    };
    (WAYS[way], text)
}

/// The only date of a sentence, from end to end.
fn reads_day_inside(parser: &Parser, phrase: &str, day: Day) -> Result<(), String> {
    let text = format!("وقع الطرفان الاتفاق {phrase} في العاصمة بحضور الوزير.");
    let article = parser.parse(&text).map_err(|e| e.to_string())?;
    let found: Vec<_> = article
        .dates()
        .iter()
        .map(|date| (article.slice(date.span), date.value.as_str()))
        .collect();
    // The bracket behind a weekday may close the date or stand behind it.
    let bare = |text: &str| text.trim_end_matches(')').to_owned();
    let value = day.to_string();
    match found[..] {
        [(surface, read)] if read == value && bare(surface) == bare(phrase) => {
            if article.numbers().is_empty() {
                Ok(())
            } else {
                Err(format!("«{phrase}»: {:?}", article.numbers()))
            }
        }
        _ => Err(format!("«{phrase}»: {found:?}")),
    }
}

fn reads_day(text: &str, day: Day) -> Result<(), String> {
    match parse_date(text, None::<Anchor>) {
        Ok(found) if found.value.as_str() == day.to_string() => {
            // A weekday in front and a bracket or preposition at the edges may stay outside.
            let interval = found.interval.and_then(|interval| interval.begin);
            if interval.map(|begin| begin.date()) == Some(day) {
                Ok(())
            } else {
                Err(format!("«{text}»: interval {:?}", found.interval))
            }
        }
        Ok(found) => Err(format!(
            "«{text}»: {} in «{}»",
            found.value,
            &text[found.span.range()]
        )),
        Err(error) => Err(format!("«{text}»: {error}")),
    }
}

/// Every `step`-th day; on each, every system in some ways, in both digit families.
fn days(what: &'static str, step: i64, ways: usize) {
    let mut tally = Tally::new(what);
    let mut random = Random(11);
    let layers = Layers::NUMBERS | Layers::DATES;
    let parser = Parser::builder().layers(layers).build().unwrap();
    let mut day = date(1900, 1, 1);
    let mut turn = 0;
    while day <= date(2100, 12, 31) {
        for system in 0..SYSTEMS.len() {
            for _ in 0..ways {
                let (way, text) = write(day, system, turn % WAYS.len(), &mut random);
                turn += 1;
                tally.count(way, reads_day(&text, day));
                tally.count(way, reads_day(&arabic_digits(&text), day));
                if turn % 4 == 0 {
                    let inside = reads_day_inside(&parser, &text, day);
                    tally.count("in a sentence", inside);
                }
            }
        }
        let (d, m, y) = (day.day(), day.month(), day.year());
        let digits = [
            format!("{d}/{m}/{y}"),
            format!("{d:02}/{m:02}/{y}"),
            format!("{d}-{m}-{y}"),
            format!("{d:02}.{m:02}.{y}"),
            format!("{y}/{m}/{d}"),
            format!("{y}-{m:02}-{d:02}"),
            format!("{d} / {m} / {y}"),
        ];
        let digits = [&digits[turn % 7], &digits[(turn / 7 + 1) % 7]];
        for text in digits {
            tally.count("digits", reads_day(text, day));
            tally.count("digits", reads_day(&arabic_digits(text), day));
        }
        day += step.days();
    }
    tally.finish();
}

#[test]
fn days_in_every_system() {
    days("days, a sample", 499, 4);
}

#[test]
#[ignore = "every day in every system; the sample above runs always"]
fn all_days_in_every_system() {
    days("days of 1900-2100", 1, 2);
}

const HOURS: [&str; 13] = [
    "",
    "الواحدة",
    "الثانية",
    "الثالثة",
    "الرابعة",
    "الخامسة",
    "السادسة",
    "السابعة",
    "الثامنة",
    "التاسعة",
    "العاشرة",
    "الحادية عشرة",
    "الثانية عشرة",
];

/// Ways of writing a time of day, each with its name.
fn times(hour: u64, minute: u64) -> Vec<(&'static str, String)> {
    let twelve = if hour.is_multiple_of(12) {
        12
    } else {
        hour % 12
    };
    let part = match hour {
        0..=2 => "ليلا",
        3..=4 => "فجرا",
        5..=11 => "صباحا",
        12..=14 => "ظهرا",
        15..=17 => "عصرا",
        18..=20 => "مساء",
        _ => "ليلا",
    };
    let name = HOURS[usize::try_from(twelve).unwrap()];
    let next = HOURS[usize::try_from(twelve % 12 + 1).unwrap()];
    let mut ways = vec![
        ("الساعة 14:30", format!("الساعة {hour:02}:{minute:02}")),
        ("14:30", format!("{hour:02}:{minute:02}")),
        ("الساعة 14.30", format!("الساعة {hour:02}.{minute:02}")),
        (
            "الساعة 2:30 ظهرا",
            format!("الساعة {twelve}:{minute:02} {part}"),
        ),
    ];
    if minute == 0 {
        ways.push(("الثانية ظهرا", format!("الساعة {name} {part}")));
        ways.push(("2 ظهرا", format!("الساعة {twelve} {part}")));
    }
    let tail = match minute {
        15 => Some("والربع"),
        20 => Some("والثلث"),
        30 => Some("والنصف"),
        _ => None,
    };
    if let Some(tail) = tail {
        ways.push(("الثانية والنصف ظهرا", format!("{name} {tail} {part}")));
    }
    // Before three quarters the part of day is that of the hour to come; those of one name only.
    if minute == 45 && !matches!(hour, 2 | 4 | 11 | 14 | 17 | 20 | 23) {
        ways.push((
            "الثالثة إلا ربعا عصرا",
            format!("الساعة {next} إلا ربعا {part}"),
        ));
    }
    if (3..=10).contains(&minute) {
        let words = Style {
            feminine: true,
            ..PLAIN
        };
        let count = words.spell(minute, Before::Noun);
        ways.push((
            "الثانية وخمس دقائق ظهرا",
            format!("الساعة {name} و{count} دقائق {part}"),
        ));
    }
    if minute > 10 {
        ways.push((
            "الثانية و20 دقيقة ظهرا",
            format!("الساعة {name} و{minute} دقيقة {part}"),
        ));
    }
    ways
}

#[test]
fn every_minute_of_the_day() {
    let mut tally = Tally::new("times of day");
    for hour in 0..24 {
        for minute in 0..60 {
            // A sample in debug builds.
            if cfg!(debug_assertions) && minute % 5 != 0 && minute % 7 != 4 {
                continue;
            }
            let wanted = format!("T{hour:02}:{minute:02}");
            for (way, text) in times(hour, minute) {
                for text in [arabic_digits(&text), text] {
                    let result = match parse_date(&text, None::<Anchor>) {
                        Ok(found) if found.value.as_str() == wanted => Ok(()),
                        Ok(found) => Err(format!("«{text}»: {}, not {wanted}", found.value)),
                        Err(error) => Err(format!("«{text}»: {error}")),
                    };
                    tally.count(way, result);
                }
            }
        }
    }
    tally.finish();
}

#[cfg(feature = "hijri")]
mod hijri {
    use super::{OrdinalStyle, Random, Tally, arabic_digits, with_marks};
    use icu_calendar::cal::Hijri;
    use icu_calendar::types::Month;
    use khabar::{Anchor, Calendar, parse_date};

    #[rustfmt::skip]
    const MONTHS: [[&str; 12]; 2] = [
        ["محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"],
        ["المحرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى الأولى", "جمادى الثانية", "رجب", "شعبان", "رمضان", "شوال", "ذي القعدة", "ذي الحجة"],
    ];

    /// The day by the calendar library; `None` for a thirtieth that the month does not have.
    fn civil(year: i32, month: u8, day: u8) -> Option<String> {
        let calendar = Hijri::new_umm_al_qura();
        let wanted = icu_calendar::Date::try_new(year.into(), Month::new(month), day, calendar);
        let iso = wanted.ok()?.to_calendar(icu_calendar::Iso);
        Some(format!(
            "{:04}-{:02}-{:02}",
            iso.year().extended_year(),
            iso.month().ordinal,
            iso.day_of_month().0
        ))
    }

    fn reads(text: &str, (year, month, day): (i32, u8, u8)) -> Result<(), String> {
        let found =
            parse_date(text, None::<Anchor>).map_err(|error| format!("«{text}»: {error}"))?;
        let fault = |what: String| Err(format!("«{text}»: {what}"));
        if found.calendar != Calendar::Hijri {
            return fault(format!("{:?}", found.calendar));
        }
        let parts = found
            .hijri
            .map(|hijri| (hijri.year, hijri.month, hijri.day));
        if parts != Some((u16::try_from(year).ok(), Some(month), Some(day))) {
            return fault(format!("{parts:?}"));
        }
        match (civil(year, month, day), found.interval) {
            (None, None) => Ok(()),
            (None, Some(interval)) => fault(format!("no such day, yet {interval:?}")),
            (Some(wanted), _) if found.value.as_str() != wanted => {
                fault(format!("{} instead of {wanted}", found.value))
            }
            (Some(_), None) => fault("no interval".to_owned()),
            (Some(wanted), Some(interval)) => {
                let (Some(begin), Some(end)) = (interval.begin, interval.end) else {
                    return fault(format!("{interval:?}"));
                };
                let one_day = begin.date().tomorrow().ok() == Some(end.date());
                if begin.date().to_string() == wanted && one_day {
                    Ok(())
                } else {
                    fault(format!("{interval:?} instead of {wanted}"))
                }
            }
        }
    }

    fn days(what: &'static str, step: usize) {
        let mut tally = Tally::new(what);
        let mut random = Random(13);
        let mut turn = 0;
        for year in 1343..=1500 {
            for month in 1..=12u8 {
                for day in 1..=30u8 {
                    turn += 1;
                    if turn % step != 0 {
                        continue;
                    }
                    let wanted = (year, month, day);
                    let name = MONTHS[turn % 2][usize::from(month) - 1];
                    let plain = format!("{day} {name} {year} هـ");
                    tally.count("14 رمضان 1442 هـ", reads(&plain, wanted));
                    let arabic = arabic_digits(&format!("{day} {name} {year}هـ"));
                    tally.count("١٤ رمضان ١٤٤٢هـ", reads(&arabic, wanted));
                    let ordinal = OrdinalStyle {
                        feminine: false,
                        nominative: turn % 4 < 2,
                        long_hundred: false,
                        hundred_first: false,
                        plain: false,
                    };
                    let ordinal = ordinal.spell(day.into());
                    let (way, text) = match turn / step % 8 {
                        0 => ("بدون هـ", format!("{day} {name} {year}")),
                        1 => ("14 من شهر", format!("{day} من شهر {name} {year}هـ")),
                        2 => ("الرابع عشر", format!("{ordinal} من {name} {year} هـ")),
                        3 => ("14/9/1442هـ", format!("{day}/{month}/{year}هـ")),
                        4 => ("عام للهجرة", format!("{day} {name} عام {year} للهجرة")),
                        5 => ("هجرية", format!("{day} {name} سنة {year} هجرية")),
                        6 => ("1442/09/14 هـ", format!("{year}/{month:02}/{day:02} هـ")),
                        _ => ("marks", with_marks(&plain, &mut random)),
                    };
                    tally.count(way, reads(&text, wanted));
                }
            }
        }
        tally.finish();
    }

    #[test]
    fn days_agree_with_the_calendar() {
        days("Hijri days, a sample", 47);
    }

    #[test]
    #[ignore = "every day; the sample above runs always"]
    fn all_days_agree_with_the_calendar() {
        days("Hijri days of 1343-1500", 1);
    }
}
