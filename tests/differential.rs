//! Beside the sentence splitter of `unicode-segmentation` (UAX #29): where the two differ, something
//! says why. A cut that only the Unicode rules make is a candidate that we rejected, and the rejection
//! is the reason; a cut that only we make has a reason below, which names the rule of UAX #29 that
//! forbids it there.
//!
//! The table of counts over a corpus is printed on request:
//! `KHABAR_CORPUS=FILE.jsonl cargo test --release --test differential -- --ignored --nocapture`.
#![cfg(feature = "serde")]
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

use khabar::{Boundary, Decision};
use unicode_segmentation::UnicodeSegmentation;

/// Characters that no place is told apart by: white space and format controls.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Ends of sentences as the byte behind their last visible character, with our reasons.
fn ends<'t>(pieces: impl Iterator<Item = (usize, &'t str)>) -> Vec<usize> {
    pieces
        .filter_map(|(start, piece)| {
            let visible = piece.trim_end_matches(is_blank);
            (!visible.is_empty()).then_some(start + visible.len())
        })
        .collect()
}

const OPENING: &str = "an opening mark belongs to the sentence behind it";

/// Why only the Unicode rules cut at a byte.
fn theirs_alone(text: &str, end: usize) -> Option<&'static str> {
    let line_breaks = |c: char| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut reason = None;
    for candidate in khabar::explain(text) {
        let span = candidate.span;
        let visible = text[..span.end()].trim_end_matches(is_blank).len();
        match candidate.decision {
            Decision::Rejected(rejection)
                if span.start() <= end && end <= span.end().max(visible) || visible == end =>
            {
                let Ok(serde_json::Value::String(name)) = serde_json::to_value(rejection) else {
                    unreachable!("a rejection is written as its name");
                };
                reason = Some(&*Box::leak(name.into_boxed_str()));
            }
            // Ours stands behind more marks: «(نعم.) », «كفى! 🎉».
            Decision::Boundary(_) if span.start() < end && end < span.end() => {
                return Some("the marks behind the stop belong to its sentence");
            }
            _ => {}
        }
    }
    let behind = text[end..]
        .chars()
        .find(|c| !is_blank(*c) || line_breaks(*c));
    let opens = |c: char| "«“\"'‘([{”»".contains(c);
    let before_marks = text[..end].trim_end_matches(|c| opens(c) || is_blank(c));
    if reason.is_none() && before_marks.len() < end {
        let ours = |candidate: khabar::Candidate| {
            matches!(candidate.decision, Decision::Boundary(_))
                && candidate.span.start() <= before_marks.len()
                && before_marks.len() <= candidate.span.end()
        };
        if khabar::explain(text).any(ours) {
            return Some(OPENING);
        }
    }
    reason.or_else(|| {
        // Closing marks that they cut off, a space before them.
        behind
            .is_some_and(|c| "»”\"'’)]".contains(c))
            .then_some("the marks behind the stop belong to its sentence")
    })
}

/// Why only we cut at a byte.
fn ours_alone(text: &str, end: usize, boundary: Boundary) -> Option<&'static str> {
    let (before, behind) = (&text[..end], &text[end..]);
    let next = behind.chars().find(|c| !is_blank(*c));
    let last = before.chars().next_back()?;
    let stop = before
        .trim_end_matches(|c: char| "»”\"'’)]«“".contains(c) || is_blank(c))
        .chars()
        .next_back()?;
    let marks = last != stop;
    let dots = before.ends_with("..");
    Some(match next {
        _ if !matches!(stop, '.' | '!' | '?' | '؟' | '۔' | '…') => {
            let marked = boundary == Boundary::LineEnd || last as u32 > 0x2000;
            return marked.then_some("the marks behind the stop belong to its sentence");
        }
        Some('«' | '“' | '"' | '\'' | '‘' | '(' | '[' | '{' | '”' | '»') => OPENING,
        _ if stop == '…' => "an ellipsis is no terminator to UAX #29",
        Some('-' | '–' | '—' | '،' | ',' | ':') => {
            "SB8a: a dash or comma continues a sentence"
        }
        Some(c) if c.is_lowercase() => "SB8: a small letter continues a sentence",
        Some(c) if c.is_numeric() => "SB6: digits directly behind a stop",
        Some('.' | '!' | '?' | '؟' | '۔') => "SB8a: a terminator continues a sentence",
        Some(_) if marks || dots => "the marks behind the stop belong to its sentence",
        Some(_) => {
            // SB8 looks over everything but letters and terminators for a small letter.
            let letter = behind
                .chars()
                .find(|c| c.is_alphabetic() || ".!?؟".contains(*c));
            if letter.is_some_and(char::is_lowercase) {
                "SB8: a small letter continues a sentence"
            } else {
                return None;
            }
        }
        None => return None,
    })
}

/// Counts the places of a text where the two differ, by reason; what has none is named in `unexplained`.
fn compare(text: &str, counts: &mut BTreeMap<String, usize>, unexplained: &mut Vec<String>) {
    let ours = ends(khabar::sentence_indices(text));
    let theirs = ends(text.split_sentence_bound_indices());
    let reasons: BTreeMap<usize, Boundary> = khabar::explain(text)
        .filter_map(|candidate| match candidate.decision {
            Decision::Boundary(boundary) => {
                let end = text[..candidate.span.end()]
                    .trim_end_matches(is_blank)
                    .len();
                Some((end, boundary))
            }
            _ => None,
        })
        .collect();
    let mut note = |side: &str, end: usize, reason: Option<&str>| {
        *counts
            .entry(format!("{side}: {}", reason.unwrap_or("UNEXPLAINED")))
            .or_default() += 1;
        if reason.is_none() {
            let before: String = text[..end].chars().rev().take(30).collect();
            let before: String = before.chars().rev().collect();
            let behind: String = text[end..].chars().take(20).collect();
            unexplained.push(format!("{side}: {before:?} | {behind:?}"));
        }
    };
    for end in theirs.iter().filter(|end| !ours.contains(end)) {
        note("UAX #29 alone", *end, theirs_alone(text, *end));
    }
    for end in ours.iter().filter(|end| !theirs.contains(end)) {
        let boundary = reasons.get(end).copied().unwrap_or(Boundary::PartEnd);
        note("khabar alone", *end, ours_alone(text, *end, boundary));
    }
    *counts.entry("both".to_owned()).or_default() +=
        ours.iter().filter(|end| theirs.contains(end)).count();
}

/// Texts that show each kind of difference.
const TEXTS: &[&str] = &[
    "أعلنت البلدية فتح الطريق. وشكرت السكان! هل يعود المطر؟ نعم.",
    "بلغ السعر 3.5 دراهم. ثم هبط.",
    "وصل د. يوسف وبثت بي.بي.سي الخبر. ونقلته أ.ف.ب. عنها. وكتبت ج. ك. سالم.",
    "انتهى الأمر…\nوبدأ غيره.",
    "انتهى الأمر… وبدأ غيره.",
    "انتهى الأمر.«الوادي» تنشر الصور.(1) وهكذا.",
    "قال: « انتهى الأمر . » وانصرف.",
    "«متى نعود؟» سأل الطفل. لم يجبه أحد.",
    "انتهى اللقاء. - متى نعود؟ - غدا.",
    "نشر الخبر. iPhone جديد.",
    "وُلد عام 1970.12 شخصا حضروا.",
    "مبروك! 🎉 إلى اللقاء 🏆. شكرا.",
    "القرارات:\n1. رفع الأجور.\n2. خفض الرسوم.",
    "قال إنه... لا يعرف أحدا. وصمت.",
    "فاز الفريق (!) على البطل. وقال ف. ب.، وهو عامل، إنه فرح.",
    "هل تعود الأمطار؟ خبراء يجيبون\nيرى خبراء أنها ستعود.",
    "وصلت القافلة صباح اليوم إلى\nمدينة أكادير.",
];

#[test]
fn every_difference_has_a_reason() {
    let mut counts = BTreeMap::new();
    let mut unexplained = Vec::new();
    for text in TEXTS {
        compare(text, &mut counts, &mut unexplained);
    }
    for fixture in support::fixtures::articles() {
        compare(&fixture.text, &mut counts, &mut unexplained);
    }
    println!("{counts:#?}");
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    assert!(counts["both"] > 100, "{counts:#?}");
}

#[test]
fn plain_texts_are_cut_alike() {
    for text in &TEXTS[..2] {
        let ours: Vec<&str> = khabar::sentences(text).collect();
        let theirs: Vec<&str> = text.unicode_sentences().collect();
        assert_eq!(ours, theirs);
    }
}

#[test]
#[ignore = "needs a corpus"]
fn table_of_differences_over_a_corpus() {
    let path = std::env::var_os("KHABAR_CORPUS").expect("KHABAR_CORPUS names a file");
    let file = std::fs::read_to_string(path).expect("a readable file");
    let mut counts = BTreeMap::new();
    let mut unexplained = Vec::new();
    for line in file.lines() {
        let Ok(record) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        if let Some(text) = record.get("text").and_then(|text| text.as_str()) {
            compare(text, &mut counts, &mut unexplained);
        }
    }
    let all: usize = counts.values().sum();
    for (reason, count) in &counts {
        println!("{count:>8}  {reason}");
    }
    println!(
        "{all:>8}  places, {} of them without a reason:",
        unexplained.len()
    );
    for place in unexplained.iter().step_by((unexplained.len() / 60).max(1)) {
        println!("  {place}");
    }
    assert!(
        unexplained.len() * 1000 <= all,
        "more than one in a thousand has no reason"
    );
}
