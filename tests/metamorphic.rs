//! Spellings of one text that say the same give the same records: line ends, byte order mark, kinds
//! of white space, direction marks, vowel signs, digit families.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod support;

use khabar::{Article, Parser, Span, Spanned};
use support::fixtures;
use support::render::facts;

/// Both texts of every fixture give the same facts.
#[track_caller]
fn same(what: &str, change: impl Fn(&str) -> String) {
    same_but(what, change, |fact| fact);
}

/// Both texts of every fixture give the same facts once both are made `normal`.
#[track_caller]
fn same_but(what: &str, change: impl Fn(&str) -> String, normal: impl Fn(String) -> String) {
    let parser = Parser::new();
    let mut faults = Vec::new();
    for fixture in fixtures::articles() {
        let parser = parser.at(fixture.published);
        let changed = change(&fixture.text);
        let (before, after) = (
            parser.parse(&fixture.text).unwrap(),
            parser.parse(&changed).unwrap(),
        );
        let normal = |article| facts(article).into_iter().map(&normal).collect::<Vec<_>>();
        let (before, after) = (normal(&before), normal(&after));
        let lost = before.iter().filter(|fact| !after.contains(fact));
        faults.extend(lost.map(|fact| format!("{} - {fact}", fixture.name)));
        let new = after.iter().filter(|fact| !before.contains(fact));
        faults.extend(new.map(|fact| format!("{} + {fact}", fixture.name)));
    }
    assert!(
        faults.is_empty(),
        "{what} changes {} records:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn windows_line_ends() {
    same("CRLF", |text| text.replace('\n', "\r\n"));
}

#[test]
fn a_byte_order_mark() {
    same("a byte order mark", |text| format!("\u{FEFF}{text}"));
}

#[test]
fn blank_lines_around() {
    same("blank lines", |text| format!("\n \n{text}\n\n \n"));
}

#[test]
fn line_feeds_at_the_end() {
    same("no line feed at the end", |text| text.trim_end().to_owned());
}

#[test]
fn no_break_spaces() {
    same("no-break spaces", |text| text.replace(' ', "\u{A0}"));
}

#[test]
fn direction_marks_before_words() {
    same("direction marks", |text| {
        text.replace(' ', " \u{200F}").replace('\n', "\n\u{200F}")
    });
}

#[test]
fn direction_marks_behind_words() {
    same("direction marks", |text| text.replace(' ', "\u{200F} "));
}

#[test]
fn vowel_signs_on_every_letter() {
    same("vowel signs", |text| {
        let voweled =
            |c: char| matches!(c, 'ب' | 'ت' | 'ج' | 'د' | 'ر' | 'س' | 'ص' | 'ع' | 'ق' | 'م');
        text.chars()
            .flat_map(|c| [Some(c), voweled(c).then_some('\u{64E}')])
            .flatten()
            .collect()
    });
}

#[test]
fn no_vowel_signs() {
    same("missing vowel signs", |text| {
        text.chars()
            .filter(|c| !matches!(c, '\u{64B}'..='\u{652}'))
            .collect()
    });
}

/// Every digit in another family: the same values.
#[test]
fn digits_of_another_family() {
    let shift = |c: char, from: char, to: char| {
        let digit = u32::from(c)
            .checked_sub(u32::from(from))
            .filter(|digit| *digit < 10);
        digit
            .and_then(|digit| char::from_u32(u32::from(to) + digit))
            .unwrap_or(c)
    };
    let ascii = |text: &str| -> String {
        text.chars()
            .map(|c| shift(shift(c, '٠', '0'), '۰', '0'))
            .collect()
    };
    for zero in ['٠', '۰', '0'] {
        same_but(
            "another digit family",
            |text| ascii(text).chars().map(|c| shift(c, '0', zero)).collect(),
            |fact| ascii(&fact),
        );
    }
}

/// Letters with their hamza or madda behind them: the same words.
#[test]
fn decomposed_letters() {
    const LETTERS: [(char, &str); 5] = [
        ('أ', "ا\u{654}"),
        ('إ', "ا\u{655}"),
        ('آ', "ا\u{653}"),
        ('ؤ', "و\u{654}"),
        ('ئ', "ي\u{654}"),
    ];
    same_but(
        "decomposition",
        |text| {
            LETTERS
                .iter()
                .fold(text.to_owned(), |text, (c, pair)| text.replace(*c, pair))
        },
        |fact| {
            let bare = |fact: String, (c, pair): &(char, &str)| fact.replace(*c, &pair[..2]);
            LETTERS.iter().fold(fact, bare)
        },
    );
}

/// Moving an article moves its records and nothing else.
#[test]
fn spans_move_with_the_text() {
    let parser = Parser::new();
    for fixture in fixtures::articles() {
        let parser = parser.at(fixture.published);
        let moved = format!("\u{FEFF}\n\n{}", fixture.text);
        let by = moved.len() - fixture.text.len();
        let (here, there) = (
            parser.parse(&fixture.text).unwrap(),
            parser.parse(&moved).unwrap(),
        );
        let spans = |article: &Article<'_>, by: usize| -> Vec<Span> {
            fn of<T: Spanned>(records: &[T]) -> impl Iterator<Item = Span> {
                records.iter().map(Spanned::span)
            }
            let all = of(article.parts())
                .chain(of(article.sentences()))
                .chain(of(article.quotations()))
                .chain(of(article.numbers()))
                .chain(of(article.dates()))
                .chain(of(article.organizations()))
                .chain(of(article.people()))
                .chain(of(article.places()));
            all.map(|span| span.shifted(by)).collect()
        };
        assert_eq!(spans(&here, by), spans(&there, 0), "{}", fixture.name);
    }
}
