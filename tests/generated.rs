//! Values put into words and digits are read back: `value → text → value`.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use khabar::{Anchor, Article, DateKind, NumberKind, NumberValue, Parser};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::FileFailurePersistence;
use support::spell::{self, Case, Hundred};

fn config() -> ProptestConfig {
    let beside = FileFailurePersistence::WithSource("regressions");
    ProptestConfig {
        cases: 400,
        failure_persistence: Some(Box::new(beside)),
        ..ProptestConfig::default()
    }
}

thread_local! {
    static PARSER: Parser =
        Parser::new().at("2024-03-11".parse::<Anchor>().expect("a date"));
}

fn parse(text: &str) -> Article<'_> {
    PARSER.with(|parser| parser.parse(text).unwrap())
}

/// The only number of a text is the phrase, with the value.
#[track_caller]
fn reads_number(carrier: &str, phrase: &str, value: &str) {
    let text = carrier.replace("{}", phrase);
    let article = parse(&text);
    let found: Vec<(&str, String)> = article
        .numbers()
        .iter()
        .map(|number| {
            let value = match &number.value {
                NumberValue::Exact { value } => value.normalize().to_string(),
                other => format!("{other:?}"),
            };
            (article.slice(number.numeral), value)
        })
        .collect();
    assert_eq!(found, [(phrase, value.to_owned())], "in «{text}»");
    let kind = article.numbers()[0].kind;
    assert!(
        matches!(kind, NumberKind::Cardinal | NumberKind::Percent),
        "{kind:?} in «{text}»"
    );
}

/// The only date of a text is the phrase, with the value.
#[track_caller]
fn reads_date(carrier: &str, phrase: &str, value: &str) {
    let text = carrier.replace("{}", phrase);
    let article = parse(&text);
    let found: Vec<(&str, DateKind, &str)> = article
        .dates()
        .iter()
        .map(|date| (article.slice(date.span), date.kind, date.value.as_str()))
        .collect();
    assert_eq!(found, [(phrase, DateKind::Date, value)], "in «{text}»");
}

/// Whole numbers of every size; hundreds of thousands with one or two more are left out, because
/// writers avoid them («مئة ألف وألف»).
fn numbers() -> impl Strategy<Value = u64> {
    let any = prop_oneof![
        3u64..100,
        100u64..1000,
        1000u64..1_000_000,
        1_000_000u64..1_000_000_000,
        1_000_000_000u64..1_000_000_000_000,
        (3u64..1000).prop_map(|n| n * 1000),
        (3u64..1000).prop_map(|n| n * 1_000_000),
        (3u64..1000).prop_map(|n| n * 1_000_000_000),
    ];
    any.prop_filter("a group that writers avoid", |&number| {
        let group = |scale| number / scale % 1000;
        [1000, 1_000_000, 1_000_000_000]
            .into_iter()
            .all(|scale| group(scale) < 3 || !matches!(group(scale) % 100, 1 | 2))
    })
}

fn zeros() -> impl Strategy<Value = char> {
    select(&['0', '٠', '۰'][..])
}

const DAYS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn days() -> impl Strategy<Value = (u16, usize, u8)> {
    (1950u16..2035, 0usize..12)
        .prop_flat_map(|(year, month)| (Just(year), Just(month), 1..=DAYS[month]))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn numbers_in_words(
        number in numbers(),
        hundred in select(&[Hundred::Short, Hundred::Long, Hundred::Apart][..]),
    ) {
        let nominative = spell::cardinal(number, Case::Nominative, hundred);
        reads_number("حضر الافتتاح {} زائر من المدينة.", &nominative, &number.to_string());
        let oblique = spell::cardinal(number, Case::Oblique, hundred);
        reads_number("زار المعرض أكثر من {} زائر من المدينة.", &oblique, &number.to_string());
    }

    #[test]
    fn numbers_in_digits(number in numbers(), zero in zeros()) {
        let carrier = "حضر الافتتاح {} زائر من المدينة.";
        let grouping = if zero == '0' { ',' } else { '٬' };
        let plain = spell::digits(number, zero);
        reads_number(carrier, &plain, &number.to_string());
        let grouped = spell::grouped(number, zero, grouping);
        reads_number(carrier, &grouped, &number.to_string());
    }

    #[test]
    fn decimals(whole in 0u64..1000, part in 1u64..100, zero in zeros()) {
        let point = if zero == '0' { '.' } else { '٫' };
        let value = format!("{whole}.{part:02}");
        let phrase = spell::in_family(&value, zero).replace('.', &point.to_string());
        let value = value.trim_end_matches('0').to_owned();
        reads_number("ارتفعت الأسعار بنسبة {} في المئة.", &phrase, &value);
    }

    #[test]
    fn days_in_every_system((year, month, day) in days(), system in 0usize..5, zero in zeros()) {
        let name = spell::MONTHS[system][month];
        let (d, y) = (spell::digits(day.into(), zero), spell::digits(year.into(), zero));
        let value = format!("{year}-{:02}-{day:02}", month + 1);
        reads_date("وقع الطرفان الاتفاق في {} في العاصمة.", &format!("{d} {name} {y}"), &value);
        let month_value = format!("{year}-{:02}", month + 1);
        reads_date("وقع الطرفان الاتفاق في {} في العاصمة.", &format!("{name} {y}"), &month_value);
    }

    #[test]
    fn days_in_digits((year, month, day) in days(), zero in zeros()) {
        let value = format!("{year}-{:02}-{day:02}", month + 1);
        for written in [
            format!("{day}/{}/{year}", month + 1),
            format!("{day:02}-{:02}-{year}", month + 1),
            value.clone(),
        ] {
            let phrase = spell::in_family(&written, zero);
            reads_date("وقع الطرفان الاتفاق في {} في العاصمة.", &phrase, &value);
        }
    }
}
