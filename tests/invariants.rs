//! Every text, however broken, parses to a structure that keeps its promises.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod strategies;
mod support;

use std::cell::RefCell;

use khabar::{Parser, Scratch};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use support::fixtures::{self, Fixture};
use support::invariants::{
    Parsers, check_date, check_invariants, check_number, check_text, check_threads,
};

/// Cases of each property; `PROPTEST_CASES` sets another number.
fn cases(number: u32) -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = number;
    }
    let beside = FileFailurePersistence::WithSource("regressions");
    config.failure_persistence = Some(Box::new(beside));
    config
}

thread_local! {
    static PARSERS: (Parsers, RefCell<Scratch>, Vec<Fixture>) =
        (Parsers::default(), RefCell::default(), fixtures::articles());
}

fn check(text: &str) {
    PARSERS.with(|(parsers, scratch, _)| check_text(parsers, &mut scratch.borrow_mut(), text));
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_text(text in strategies::anything()) {
        check(&text);
    }

    #[test]
    fn arabic_soup(text in strategies::soup()) {
        check(&text);
    }

    #[test]
    fn phrases(text in strategies::phrase()) {
        check_number(&text);
        check_date(&text);
    }

    #[test]
    fn marks_alone(text in strategies::marks()) {
        check(&text);
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn damaged_articles(which in 0usize..1000, damages in strategies::damages()) {
        let text = PARSERS.with(|(_, _, articles)| {
            let fixture = &articles[which % articles.len()];
            strategies::damaged(&fixture.text, &damages)
        });
        check(&text);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn threads_agree(text in strategies::soup()) {
        PARSERS.with(|(parsers, _, _)| check_threads(parsers, &text));
    }
}

#[test]
fn fixtures_hold() {
    let (parsers, mut scratch) = (Parsers::default(), Scratch::new());
    for fixture in fixtures::articles() {
        check_text(&parsers, &mut scratch, &fixture.text);
        check_threads(&parsers, &fixture.text);
        let dated = parsers.plain.at(fixture.published);
        let article = dated.parse(&fixture.text).unwrap();
        check_invariants(&fixture.text, &article);
    }
}

/// Each article cut at a code point: a sample here, all of them with `KHABAR_ALL=1`.
#[test]
fn prefixes_hold() {
    let step = if std::env::var_os("KHABAR_ALL").is_some() {
        1
    } else {
        37
    };
    let (parser, mut scratch) = (Parser::new(), Scratch::new());
    for (offset, fixture) in fixtures::articles().iter().enumerate() {
        let ends = fixture.text.char_indices().map(|(at, _)| at);
        for end in ends.skip(offset % step).step_by(step) {
            let prefix = &fixture.text[..end];
            let article = parser.parse_with(&mut scratch, prefix).unwrap();
            check_invariants(prefix, &article);
        }
    }
}

/// Blank texts hold no record.
#[test]
fn empty_and_blank_texts_are_empty() {
    let parser = Parser::new();
    for text in [
        "",
        " ",
        "\n",
        "\r\n\r\n",
        "\u{FEFF}",
        "\u{200F}\u{200E}",
        "\u{A0}\t\n \u{2029}",
    ] {
        let article = parser.parse(text).unwrap();
        check_invariants(text, &article);
        assert!(
            article.parts().is_empty() && article.sentences().is_empty(),
            "{text:?}"
        );
        assert!(
            article.numbers().is_empty() && article.quotations().is_empty(),
            "{text:?}"
        );
    }
}
