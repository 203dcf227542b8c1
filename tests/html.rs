//! Pages of whole articles: the text is whole, every record is marked once, nothing escapes.
#![cfg(feature = "html")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod strategies;
mod support;

use std::collections::BTreeSet;

use khabar::{Article, PageIndex, PageLanguage, Parser};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use support::fixtures::articles;

/// Elements that a page may hold in its article.
const IN_ARTICLE: [&str; 5] = ["mark", "p", "h1", "h2", "bdi"];

/// A start tag: its name and attributes.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
}

impl Tag<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| *own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Reads well-formed HTML of our own making: the text, and the start tags. Panics at anything else.
fn read(html: &str) -> (String, Vec<Tag<'_>>) {
    let (mut text, mut tags, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&decoded(&rest[..at]));
        rest = &rest[at + 1..];
        let mut end = 0;
        let mut quoted = false;
        for (at, c) in rest.char_indices() {
            quoted ^= c == '"';
            if c == '>' && !quoted {
                end = at;
                break;
            }
        }
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "elements do not nest");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut pairs = Vec::new();
        let mut behind = attributes;
        while !behind.trim().is_empty() {
            behind = behind.trim_start();
            let (name, value) = match behind.split_once('=') {
                Some((name, value)) if !name.contains(' ') => (name, value),
                _ => {
                    let (name, more) = behind.split_once(' ').unwrap_or((behind, ""));
                    pairs.push((name, String::new()));
                    behind = more;
                    continue;
                }
            };
            let value = value.strip_prefix('"').expect("a quoted value");
            let (value, more) = value.split_once('"').expect("a closing quote");
            pairs.push((name, decoded(value)));
            behind = more;
        }
        if !matches!(name, "!DOCTYPE" | "meta" | "input" | "br") {
            open.push(name);
        }
        let tag = Tag {
            name,
            attributes: pairs,
        };
        let raw = matches!(tag.name, "style" | "script");
        tags.push(tag);
        if raw {
            rest = &rest[rest.find("</").expect("an end")..];
        }
    }
    text.push_str(&decoded(rest));
    assert!(open.is_empty(), "left open: {open:?}");
    (text, tags)
}

fn decoded(text: &str) -> String {
    assert!(
        !text.contains(['<', '>', '\r', '\0']),
        "not escaped: {text:?}"
    );
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let (name, more) = behind.split_once(';').expect("a character reference");
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            number => {
                let code = number.strip_prefix('#').expect("a number").parse().unwrap();
                char::from_u32(code).unwrap()
            }
        });
        rest = more;
    }
    out + rest
}

/// Everything that must hold for the page of any article.
#[track_caller]
fn check(article: &Article<'_>) {
    let page = article.to_html();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"));
    let (_, tags) = read(&page);
    let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.value("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    for tag in &tags {
        for (name, value) in &tag.attributes {
            assert!(
                !name.starts_with("on") && *name != "style" && *name != "src",
                "{name}"
            );
            if *name == "href" {
                let id = value.strip_prefix('#').expect("a link inside the page");
                assert!(unique.contains(id), "a link to nothing: {value}");
            }
        }
    }
    assert_eq!(tags.iter().filter(|tag| tag.name == "script").count(), 1);

    let start = page.find("<article").unwrap();
    let end = page.find("</article>").unwrap();
    assert_eq!(page.matches("<article").count(), 1);
    let (text, tags) = read(&page[start..end + "</article>".len()]);
    assert_eq!(text, article.text().replace('\0', "\u{FFFD}"));
    for tag in &tags[1..] {
        assert!(
            IN_ARTICLE.contains(&tag.name),
            "<{}> in the article",
            tag.name
        );
    }
    let speech = article.quotations();
    for (layer, count) in [
        ("parts", article.parts().len()),
        ("sentences", article.sentences().len()),
        ("quotations", speech.len()),
        ("cues", speech.iter().filter(|q| q.cue.is_some()).count()),
        ("organizations", article.organizations().len()),
        ("people", article.people().len()),
        ("places", article.places().len()),
        ("dates", article.dates().len()),
        ("numbers", article.numbers().len()),
    ] {
        let marks = tags
            .iter()
            .filter(|tag| tag.value("data-layer") == Some(layer));
        let marked: BTreeSet<&str> = marks.map(|tag| tag.value("data-index").unwrap()).collect();
        assert_eq!(marked.len(), count, "{layer}");
        if layer == "cues" {
            // Their index is that of the quotation.
            continue;
        }
        let begun = (0..count).filter(|index| ids.contains(&format!("{layer}-{index}").as_str()));
        assert_eq!(begun.count(), count, "{layer}");
    }
    for mark in tags.iter().filter(|tag| tag.value("data-row").is_some()) {
        assert!(
            unique.contains(mark.value("data-row").unwrap()),
            "no row of a mark"
        );
        assert!(mark.value("title").is_some());
    }
}

#[test]
fn fixtures_are_whole() {
    let parser = Parser::new();
    for fixture in articles() {
        let parser = parser.at(fixture.published);
        check(&parser.parse(&fixture.text).unwrap());
    }
}

#[test]
fn hostile_articles_stay_text() {
    for text in [
        "",
        "\r\n \0",
        "قال <script>alert(1)</script> «</script><!-- نعم --> &lt;».",
        "قالت وزارة \"الصحة\" onmouseover='x' إن 25\" شخصا أصيبوا في 5 مايو 2024 '><svg>.",
        "قال أحمد\u{202E} حسن: «\u{2067}سنعمل\u{2066}» يوم 5\u{200F} مايو 2024.\u{2069}\u{2069}",
        "{{ 7*7 }} {% raw %} {# قال #} أحمد حسن: «نعم» </article></main></html>",
        "عنوان\u{2028}قال\u{B} الوزير\u{85}: «نعم\r».\r\n\r\nوأضاف\u{FEFF} 25.",
        "«»قال: «» 5 «",
    ] {
        check(&Parser::new().parse(text).unwrap());
    }
}

#[test]
fn tables_hold_no_controls_of_direction() {
    let text = "قال أحمد\u{202E} حسن: «\u{2067}سنعمل\u{2066}» يوم 5\u{200F} مايو 2024.\u{2069}";
    let page = Parser::new().parse(text).unwrap().to_html();
    let start = page.find("<article").unwrap();
    let end = page.find("</article>").unwrap();
    let beside = [&page[..start], &page[end..]].concat();
    assert!(!beside.contains(['\u{202E}', '\u{2067}', '\u{2066}', '\u{2069}', '\u{200F}']));
}

#[test]
fn pages_are_made_twice_alike() {
    let fixture = &articles()[0];
    let article = Parser::new().parse(&fixture.text).unwrap();
    assert_eq!(article.to_html(), article.to_html());
}

#[test]
fn layers_that_were_not_asked_for_are_not_shown() {
    let parser = Parser::builder()
        .layers(khabar::Layers::NUMBERS)
        .build()
        .unwrap();
    let article = parser.parse("قتل 3 جنود.\n\nوأصيب 5 آخرون.").unwrap();
    check(&article);
    let page = article.to_html();
    assert!(page.contains("id=\"show-numbers\"") && !page.contains("id=\"show-quotations\""));
    assert_eq!(page.matches("<p class=\"body\">").count(), 2);
}

#[test]
fn an_index_lists_its_articles() {
    let article = Parser::new()
        .parse("عنوان <b>\n\nقال الوزير: «نعم».")
        .unwrap();
    let mut index = PageIndex::new(PageLanguage::English);
    assert!(index.is_empty());
    index.add(&article, None, "a b.html");
    index.add(&article, Some("</h2><script>"), "\u{645}.html");
    assert_eq!(index.len(), 2);
    let page = index.to_html();
    let (text, tags) = read(&page);
    assert!(text.contains("عنوان <b>") && text.contains("</h2><script>"));
    let links: Vec<&str> = tags.iter().filter_map(|tag| tag.value("href")).collect();
    assert_eq!(links, ["a%20b.html", "%D9%85.html"]);
    assert!(tags.iter().all(|tag| tag.name != "script"));
}

fn cases(number: u32) -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = number;
    }
    config.failure_persistence = Some(Box::new(FileFailurePersistence::WithSource("regressions")));
    config
}

thread_local! {
    static PARSER: Parser = Parser::builder().published("2024-03-11".parse::<khabar::Anchor>().unwrap()).build().unwrap();
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn any_text_is_whole(text in prop_oneof![strategies::soup(), strategies::anything(), strategies::marks()]) {
        PARSER.with(|parser| check(&parser.parse(&text).unwrap()));
    }
}
