//! The parts of a page: labels, hashes, escaping, nesting.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::body::{Event, Layer, Mark, Source, blocks};
use super::labels::{FILE, Labels, PageLanguage};
use super::*;
use crate::parser::Parser;
use crate::span::Span;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn labels_are_sorted_whole_and_all_used() {
    let rows: Vec<Vec<&str>> = FILE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|row| row.split('\t').collect())
        .collect();
    for row in &rows {
        let whole = row.len() == 3 && row.iter().all(|cell| !cell.trim().is_empty());
        assert!(whole, "{row:?}");
    }
    let keys: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert!(keys.is_sorted(), "sort labels.tsv");
    let mut named = BTreeSet::new();
    for file in [
        "src/export/html/labels.rs",
        "src/export/html/mod.rs",
        "src/export/html/views.rs",
        "templates/page.html",
        "templates/rows.html",
        "templates/index.html",
    ] {
        let text = fs::read_to_string(project(file)).unwrap();
        let literals = text.split('"').filter(|word| {
            let is_name = |c: char| c.is_ascii_lowercase() || matches!(c, '_' | '.');
            let parts = word.split_once('.');
            word.chars().all(is_name) && parts.is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
        });
        let ours = |word: &&str| !word.split('.').any(|part| matches!(part, "html" | "tsv"));
        named.extend(literals.filter(ours).map(str::to_owned));
    }
    for (group, last) in [("month.name", 12), ("hijri.month", 12), ("weekday.name", 7)] {
        assert!(named.remove(group));
        named.extend((1..=last).map(|number| format!("{group}_{number}")));
    }
    let keys: BTreeSet<String> = keys.into_iter().map(str::to_owned).collect();
    let missing: Vec<_> = named.difference(&keys).collect();
    let unused: Vec<_> = keys.difference(&named).collect();
    assert!(
        missing.is_empty() && unused.is_empty(),
        "missing {missing:?}, unused {unused:?}"
    );
    for language in [PageLanguage::Arabic, PageLanguage::English] {
        assert!(
            keys.iter()
                .all(|key| !Labels::new(language).of(key).is_empty())
        );
    }
}

/// `KHABAR_UPDATE=1` writes the hashes anew.
#[test]
fn the_policy_names_style_and_script_as_they_are() {
    for (file, content, hash) in [
        ("templates/page.css", STYLE, STYLE_HASH),
        ("templates/page.js", SCRIPT, SCRIPT_HASH),
    ] {
        assert!(!content.contains('\r') && !content.contains("</"), "{file}");
        let found = base64(&Sha256::digest(content.as_bytes()));
        if std::env::var_os("KHABAR_UPDATE").is_some() {
            fs::write(project(&format!("{file}.sha256")), format!("{found}\n")).unwrap();
        } else {
            assert_eq!(
                hash.trim(),
                found,
                "{file}: set KHABAR_UPDATE=1 and run again"
            );
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let at = |i: usize| u32::from(three.get(i).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let index = (bits >> (18 - 6 * digit) & 63) as usize;
            out.push(if digit > three.len() {
                '='
            } else {
                DIGITS[index].into()
            });
        }
    }
    out
}

#[test]
fn text_is_escaped() {
    let source = Source("<b a=\"1\" c='2'>&amp;\r\n\0</b>");
    assert_eq!(
        source.to_string(),
        "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&#13;\n\u{FFFD}&lt;/b&gt;"
    );
}

#[test]
fn a_page_says_its_language_and_direction() {
    let article = Parser::new().parse("قال الوزير: «سنعمل معا».").unwrap();
    let arabic = article.to_html();
    assert!(arabic.contains("<html lang=\"ar\" dir=\"rtl\">"));
    let english = article.page().language(PageLanguage::English).to_html();
    assert!(english.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(english.contains("<article id=\"text\" lang=\"ar\" dir=\"rtl\""));
    assert!(english.contains("Who said what"));
}

#[test]
fn titles_come_from_the_headline_and_end_with_a_word() {
    let title = |text: &str| {
        let parser = Parser::new();
        title_of(&parser.parse(text).unwrap())
    };
    assert_eq!(title(""), "");
    assert_eq!(title("\n\n"), "");
    assert_eq!(title("  <b>\u{202E}خبر\u{0}\n\nنص"), "<b>خبر");
    let long = title(&"كلمة طويلة، ".repeat(30));
    assert!(
        long.ends_with("كلمة طويلة…") || long.ends_with("كلمة…"),
        "{long}"
    );
    assert!(long.chars().count() <= TITLE + 1);
}

#[test]
fn titles_of_the_callers_own_are_escaped() {
    let article = Parser::new().parse("نص").unwrap();
    let page = article.page().title("</title><script>").to_html();
    assert!(page.contains("<title>&#60;/title&#62;&#60;script&#62;</title>"));
    let link = article.page().index("\"><script>.html").to_html();
    assert!(!link.contains("\"><script>.html"));
    let link = article.page().index("javascript:alert(1)").to_html();
    assert!(!link.contains("javascript:"));
}

#[test]
fn both_dates_of_a_pair_are_marked() {
    let text = "سيبدأ التشغيل يوم 13 ذو القعدة 1445هـ الموافق 21 مايو 2024م.";
    let article = Parser::new().parse(text).unwrap();
    assert_eq!(article.dates().len(), 1);
    let page = article.to_html();
    assert_eq!(
        page.matches("data-layer=\"dates\" data-index=\"0\"")
            .count(),
        2
    );
    assert_eq!(page.matches("id=\"dates-0\"").count(), 1);
}

const LAYERS: [Layer; 6] = [
    Layer::Sentences,
    Layer::Quotations,
    Layer::Organizations,
    Layer::Dates,
    Layer::Numbers,
    Layer::Cues,
];

/// Marks anywhere in a text, on character boundaries.
fn marks(text: &str, wanted: &[(usize, usize, usize)]) -> Vec<Mark> {
    let mut ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    ends.push(text.len());
    let made = wanted
        .iter()
        .enumerate()
        .map(|(index, &(layer, start, len))| {
            let start = start % ends.len();
            let end = (start + len).min(ends.len() - 1);
            Mark {
                layer: LAYERS[layer % LAYERS.len()],
                index,
                span: Span::new(ends[start], ends[end]),
                is_more: false,
                class: "",
                row: String::new(),
                summary: String::new(),
            }
        });
    made.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any marks over any text: the text is whole, elements nest, each mark begins and ends once and
    /// covers its span, blank space between blocks aside.
    #[test]
    fn marks_nest_and_lose_nothing(
        text in "[ابت \\n\\r,<&]{0,40}",
        wanted in prop::collection::vec((0usize..6, 0usize..42, 0usize..30), 0..12),
    ) {
        let article = Parser::new().parse(&text).unwrap();
        let marks = marks(&text, &wanted);
        let mut written = String::new();
        let mut covered = vec![String::new(); marks.len()];
        let (mut begun, mut ended) = (vec![0; marks.len()], vec![0; marks.len()]);
        for block in blocks(&article, &marks) {
            let mut open: Vec<usize> = Vec::new();
            for event in &block.events {
                match event {
                    Event::Text(Source(run)) => {
                        written.write_str(run).unwrap();
                        for &index in &open {
                            covered[index].push_str(run);
                        }
                    }
                    Event::Open { mark, first, last } => {
                        prop_assert!(!open.contains(&mark.index), "a record inside itself");
                        open.push(mark.index);
                        begun[mark.index] += usize::from(*first);
                        ended[mark.index] += usize::from(*last);
                    }
                    Event::Close => prop_assert!(open.pop().is_some()),
                }
            }
            prop_assert!(open.is_empty());
        }
        prop_assert_eq!(&written, &text);
        let dense = |text: &str| text.split_whitespace().collect::<String>();
        for mark in &marks {
            prop_assert_eq!(begun[mark.index], 1, "{:?}", mark);
            prop_assert!(ended[mark.index] <= 1, "{:?}", mark);
            let slice = article.slice(mark.span);
            prop_assert_eq!(dense(&covered[mark.index]), dense(slice), "{:?}", mark);
        }
    }
}
