//! The entry points for one phrase: `parse_number` and `parse_date`.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::time::Duration;

use cpu_time::ThreadTime;
use khabar::{Anchor, DateKind, ParseDateError, ParseNumberError};
use khabar::{parse_date, parse_number};
use support::values::value;

#[rustfmt::skip]
const NUMBERS: &[(&str, &str)] = &[
    // Counts.
    ("صفر", "0"),
    ("سبعة عشر", "17"),
    ("خمسة وعشرون ألفا", "25000"),
    ("ثلاثمائة وخمس وستون", "365"),
    ("مليونان ونصف المليون", "2500000"),
    ("ثلاثة مليارات وربع المليار", "3250000000"),
    ("ألف وتسعمئة وثمان وأربعون", "1948"),
    ("مئتا ألف", "200000"),
    ("12 ألفا", "12000"),
    ("٣٫٥ ملايين", "3500000"),
    ("1.250.000", "1250000"),
    ("12 500", "12500"),
    ("-7,5", "-7.5"),
    ("ناقص ثلاثة", "-3"),
    ("اثنان فاصلة خمسة", "2.5"),
    ("مليون و200 ألف", "1200000"),
    // Bounds and approximations beside the value.
    ("نحو ستين", "60"),
    ("أكثر من 400", "400"),
    ("ما لا يقل عن مئة", "100"),
    // Money, percent, quantities.
    ("خمسة دولارات وخمسون سنتا", "5.5"),
    ("500 مليون يورو", "500000000"),
    ("ألفا دينار كويتي", "2000"),
    ("€ 30", "30"),
    ("3.4 في المئة", "3.4"),
    ("٪١٢٫٥", "12.5"),
    ("نصف في المئة", "0.5"),
    ("12 ألف هكتار", "12000"),
    ("ثلاث درجات تحت الصفر", "-3"),
    ("طنان", "2"),
    // Ranges.
    ("بين 300 و400", "300..400"),
    ("من عشرة إلى عشرين", "10..20"),
    ("3 إلى 4 ملايين", "3000000..4000000"),
    ("10-15 كيلوغراما", "10..15"),
    ("ما بين 2 و3 في المئة", "2..3"),
    // Ordinals.
    ("الحادي والعشرون", "21"),
    ("الثالثة والتسعين", "93"),
    ("الـ70", "70"),
    ("الخامس بعد المئة", "105"),
    // Fractions, multipliers, vague plurals.
    ("ثلاثة أرباع", "3/4"),
    ("ثلثان", "2/3"),
    ("واحد من كل خمسة", "1/5"),
    ("ثلاثة أضعاف", "3"),
    ("عشرات الآلاف", "~"),
];

#[test]
fn numbers() {
    let mut faults = Vec::new();
    for &(phrase, wanted) in NUMBERS {
        let found = match parse_number(phrase) {
            Ok(found) => value(&found),
            Err(error) => error.to_string(),
        };
        if found != wanted {
            faults.push(format!("{phrase}: {found}, not {wanted}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A day and a moment; both are a Tuesday, 14 May 2024.
const DAY: &str = "2024-05-14";
const MOMENT: &str = "2024-05-14T09:00";

#[rustfmt::skip]
const DATES: &[(&str, &str, DateKind, &str)] = &[
    // Without an anchor.
    ("14 يناير 2021", "", DateKind::Date, "2021-01-14"),
    ("الثالث من أيلول 1999", "", DateKind::Date, "1999-09-03"),
    ("تشرين الأول (أكتوبر) 2022", "", DateKind::Date, "2022-10"),
    ("٢٤/٠٢/٢٠٢٢", "", DateKind::Date, "2022-02-24"),
    ("عام 1956", "", DateKind::Date, "1956"),
    ("الربع الأول من 2024", "", DateKind::Date, "2024-Q1"),
    ("صيف 2023", "", DateKind::Date, "2023-SU"),
    ("القرن التاسع عشر", "", DateKind::Date, "18"),
    ("تسعينيات القرن العشرين", "", DateKind::Date, "199"),
    ("ثلاث سنوات", "", DateKind::Duration, "P3Y"),
    ("خمس سنوات وستة أشهر", "", DateKind::Duration, "P5Y6M"),
    ("ساعتين ونصف", "", DateKind::Duration, "PT2H30M"),
    ("كل يوم", "", DateKind::Set, "P1D"),
    ("سنويا", "", DateKind::Set, "P1Y"),
    ("كل جمعة", "", DateKind::Set, "XXXX-WXX-5"),
    ("الساعة 14:00", "", DateKind::Time, "T14:00"),
    ("الثامنة والنصف مساء", "", DateKind::Time, "T20:30"),
    // Unresolved without an anchor.
    ("7 أكتوبر", "", DateKind::Date, "XXXX-10-07"),
    ("يوم الجمعة", "", DateKind::Date, "XXXX-WXX-5"),
    // With a day as anchor.
    ("اليوم", DAY, DateKind::Date, "2024-05-14"),
    ("أمس", DAY, DateKind::Date, "2024-05-13"),
    ("أول أمس", DAY, DateKind::Date, "2024-05-12"),
    ("غدا الأربعاء", DAY, DateKind::Date, "2024-05-15"),
    ("بعد غد", DAY, DateKind::Date, "2024-05-16"),
    ("الثلاثاء الماضي", DAY, DateKind::Date, "2024-05-07"),
    ("الخميس المقبل", DAY, DateKind::Date, "2024-05-16"),
    ("الأسبوع الماضي", DAY, DateKind::Date, "2024-W19"),
    ("الشهر الجاري", DAY, DateKind::Date, "2024-05"),
    ("العام المقبل", DAY, DateKind::Date, "2025"),
    ("يونيو الماضي", DAY, DateKind::Date, "2023-06"),
    ("قبل ثلاثة أيام", DAY, DateKind::Date, "2024-05-11"),
    ("بعد شهرين", DAY, DateKind::Date, "2024-07"),
    ("مساء أمس الاثنين", DAY, DateKind::Time, "2024-05-13TEV"),
    ("فجر الأحد", DAY, DateKind::Time, "2024-05-19TMO"),
    ("مطلع العام", DAY, DateKind::Date, "2024"),
    ("القرن الماضي", DAY, DateKind::Date, "19"),
    // With a moment as anchor.
    ("بعد خمس ساعات", MOMENT, DateKind::Time, "2024-05-14T14:00"),
    ("قبل نصف ساعة", MOMENT, DateKind::Time, "2024-05-14T08:30"),
    ("بعد 90 دقيقة", MOMENT, DateKind::Time, "2024-05-14T10:30"),
    ("قبل يوم", MOMENT, DateKind::Date, "2024-05-13"),
    ("الآن", MOMENT, DateKind::Date, "PRESENT_REF"),
    ("غدا", MOMENT, DateKind::Date, "2024-05-15"),
];

fn anchor(text: &str) -> Option<Anchor> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

#[test]
fn dates() {
    let mut faults = Vec::new();
    for &(phrase, at, kind, wanted) in DATES {
        match parse_date(phrase, anchor(at)) {
            Ok(found) => {
                if (found.kind, found.value.as_str()) != (kind, wanted) {
                    faults.push(format!(
                        "{phrase}: {:?} {}, not {kind:?} {wanted}",
                        found.kind, found.value
                    ));
                }
            }
            Err(error) => faults.push(format!("{phrase}: {error}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn ranges_of_dates() {
    for (phrase, begin, end) in [
        ("من 3 إلى 7 مارس 2024", "2024-03-03", "2024-03-07"),
        ("بين عامي 2010 و2015", "2010", "2015"),
        ("من يوليوز 2022 إلى دجنبر 2023", "2022-07", "2023-12"),
        ("من السبت إلى الاثنين المقبلين", "2024-05-18", "2024-05-20"),
    ] {
        let found = parse_date(phrase, anchor(DAY)).unwrap_or_else(|e| panic!("{phrase}: {e}"));
        let end_of = |end: Option<Box<khabar::Date>>| end.map(|end| end.value.to_string());
        let ends = (end_of(found.begin), end_of(found.end));
        assert_eq!(
            ends,
            (Some(begin.to_owned()), Some(end.to_owned())),
            "{phrase}"
        );
    }
}

/// Phrases that are no number, each with its message.
#[rustfmt::skip]
const NO_NUMBERS: &[(&str, &str)] = &[
    ("", "empty phrase, expected a number in digits or words"),
    (" \u{200F}\n", "empty phrase, expected a number in digits or words"),
    ("كتاب", "unexpected \"كتاب\" at byte 0, expected a number in digits or words"),
    ("؟", "unexpected \"؟\" at byte 0, expected a number in digits or words"),
    ("قال 5", "unexpected \"قال\" at byte 0, expected a number in digits or words"),
    ("بين 3", "unexpected end at byte 8, expected و with the upper bound"),
    ("من عشرة إلى", "unexpected end at byte 20, expected the upper bound"),
    ("14 يناير 2021", "unexpected \"14\" at byte 0, expected a number by itself, no part of a date, a name or a list"),
    ("ألف ليلة وليلة", "unexpected \"ألف\" at byte 0, expected a number by itself, no part of a date, a name or a list"),
    ("خمسة وعشرون و", "unexpected \"و\" at byte 22, expected a further number behind it"),
    ("ثلاثة و ", "unexpected \"و\" at byte 11, expected a further number behind it"),
    ("خمسة كتاب جديد", "unexpected \"كتاب\" at byte 9, expected a scale, a unit, و with a smaller number, or the end"),
    ("خمسة عشرون", "unexpected \"عشرون\" at byte 9, expected a scale, a unit, و with a smaller number, or the end"),
    ("مليون ألف", "unexpected \"ألف\" at byte 11, expected a scale, a unit, و with a smaller number, or the end"),
    ("25 %%", "unexpected \"%\" at byte 4, expected the end behind the unit"),
    ("12 ،", "unexpected \"،\" at byte 3, expected a scale, a unit, و with a smaller number, or the end"),
];

#[test]
fn what_is_no_number_says_where_and_what() {
    let mut faults = Vec::new();
    for &(phrase, message) in NO_NUMBERS {
        let found = match parse_number(phrase) {
            Ok(found) => value(&found),
            Err(error) => error.to_string(),
        };
        if found != message {
            faults.push(format!("{phrase:?}: {found}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Phrases that are no date, each with what its message holds.
#[rustfmt::skip]
const NO_DATES: &[(&str, &[&str])] = &[
    ("", &["no date in \"\"", "expected a date, time, duration or set"]),
    ("مئة كتاب", &["no date in \"مئة كتاب\"", "expected a date, time, duration or set"]),
    ("14", &["no date in \"14\"", "expected a date, time, duration or set"]),
    ("45/13/2021", &["no date in \"45/13/2021\"", "expected a date, time, duration or set"]),
    ("القادم", &["no date in \"القادم\"", "expected a date, time, duration or set"]),
    ("كانون", &["no date in \"كانون\"", "expected a date, time, duration or set"]),
    ("14 يناير 2021 في الرباط", &["unexpected word \"في\" at byte 19", "expected the end behind the date"]),
    ("الثلاثاء والأربعاء", &["unexpected word \"والأربعاء\" at byte 17", "expected the end behind the date"]),
];

#[test]
fn what_is_no_date_says_where_and_what() {
    for &(phrase, parts) in NO_DATES {
        let error = parse_date(phrase, anchor(DAY)).expect_err(phrase);
        let message = error.to_string();
        for part in parts {
            assert!(message.contains(part), "{phrase:?}: {message}");
        }
    }
}

/// What may stand round a date: a preposition, brackets, a comma.
#[test]
fn marks_and_prepositions_round_a_date() {
    for phrase in [
        "في 14 يناير 2021",
        "(14 يناير 2021)",
        "14 يناير 2021،",
        " 14 يناير 2021\n",
        "\u{202B}14 يناير 2021\u{202C}",
        "1\u{200F}4 يناير\u{A0}2021",
    ] {
        let found = parse_date(phrase, None::<Anchor>).unwrap_or_else(|e| panic!("{phrase}: {e}"));
        assert_eq!(found.value.as_str(), "2021-01-14", "{phrase:?}");
    }
}

/// Input that no reader writes: what it is made of, over and over.
#[rustfmt::skip]
const HOSTILE: &[&str] = &[
    "1", "٣", "1 ", "1,", "1.", "1/", "-", "%", "\u{64E}", "\u{640}", "\u{200F}", "\u{202B}", "\u{2067}1\u{2069}",
    "\u{200F} ", "\u{FEFF}", "\0", " ", "\n", "(", "و", "و ", "ألف ", "مليون ", "ثلاثة و", "خمسة عشر ", "مئة و",
    "بين ", "من 3 إلى ", "نصف ", "فاصلة ", "ناقص ", "أكثر من ", "5 % ", "دولار ", "يناير ", "14 يناير ",
    "الثلاثاء ", "الماضي ", "قبل ", "كل ", "الساعة ", "سنة و", "هـ ", "😀", "中", "a",
];

#[test]
fn hostile_input_takes_linear_time() {
    const LARGE: usize = if cfg!(debug_assertions) {
        1 << 15
    } else {
        1 << 16
    };
    // In debug builds the time of a byte may be a few microseconds.
    let slowest = Duration::from_nanos(if cfg!(debug_assertions) {
        20_000
    } else {
        2_000
    });
    let time = |text: &str| {
        let start = ThreadTime::now();
        let _ = parse_number(text);
        let _ = parse_date(text, anchor(DAY));
        start.elapsed()
    };
    for unit in HOSTILE {
        let large = unit.repeat(LARGE / unit.len());
        let mut small_end = large.len() / 8;
        while !large.is_char_boundary(small_end) {
            small_end -= 1;
        }
        support::invariants::check_number(&large[..small_end]);
        support::invariants::check_date(&large[..small_end]);
        // Measured again before it counts: the clock of a busy machine is noisy.
        let fault = (0..3).all(|_| {
            let (small, large) = (time(&large[..small_end]), time(&large));
            let grows = large > Duration::from_millis(40) && large > small * 14;
            grows || large > slowest * u32::try_from(LARGE).unwrap()
        });
        assert!(!fault, "{unit:?} takes more than linear time");
    }
}

#[test]
fn a_megabyte_of_one_digit() {
    for digit in ["1", "٣", "0"] {
        let text = digit.repeat(1 << 20);
        let error = parse_number(&text).unwrap_err();
        assert!(matches!(error, ParseNumberError::Unexpected { .. }));
        let error = parse_date(&text, None::<Anchor>).unwrap_err();
        assert!(matches!(error, ParseDateError::TooLong { .. }));
        let message = error.to_string();
        assert_eq!(
            message,
            format!(
                "phrase of {} bytes is too long, expected at most 65536",
                text.len()
            )
        );
    }
}
