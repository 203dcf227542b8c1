//! An article out of an HTML page: the readability algorithm finds its text, the page's own words
//! for machines (JSON-LD, meta, `itemprop`, `time`) say who wrote it and when.
//!
//! The text is laid out as files of the press are: the headline on a line of its own, the byline below
//! it, a blank line between paragraphs.

use std::collections::HashSet;

use dom_smoothie::{Config, Readability, ReadabilityError, TextMode};
use khabar::Anchor;
use serde_json::Value;

/// Elements of a page at most; the largest news pages have about ten thousand.
const ELEMENTS: usize = 200_000;
/// Elements inside each other at most. The algorithm's work grows with the square of the depth.
const DEPTH: usize = 500;
/// Letters of Arabic that an article has at least in paragraphs.
const LEAST: usize = 60;
/// Words of a paragraph at least; headings, menus and lists of links have fewer.
const PARAGRAPH: usize = 8;
/// Elements that hold advertisements.
const ADS: &str =
    ".ad, .ads, .advert, .advertisement, .adsbygoogle, [id^='ad-'], [id^='div-gpt-ad']";
/// Objects inside each other, of the data that a page embeds, that are looked at.
const NESTED: usize = 8;

/// What a page says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) site: Option<String>,
    /// As written.
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
}

/// Finds the article of a page.
pub(super) fn read(html: &str) -> Result<Page, String> {
    if is_too_deep(html) {
        return Err(format!(
            "the page has elements more than {DEPTH} deep, which no article needs"
        ));
    }
    let config = Config {
        max_elements_to_parse: ELEMENTS,
        // Read here, with all graphs and lists of them.
        disable_json_ld: true,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|error| told(&error))?;
    let mut page = Page::default();
    let mut headline = embedded(&reader, &mut page);
    if headline.is_none() {
        headline = only(&reader, "h1");
    }
    if page.published.is_none() {
        page.published = published(&reader);
    }
    if page.url.is_none() {
        page.url = attribute(&reader, "link[rel='canonical']", "href")
            .or_else(|| attribute(&reader, "meta[property='og:url']", "content"));
    }
    reader.doc.select(ADS).remove();
    let links = reader.doc.select("a");
    let links: HashSet<String> = links
        .iter()
        .filter_map(|link| clean(&link.text()))
        .collect();
    let article = reader.parse().map_err(|error| told(&error))?;
    page.title = headline.or_else(|| clean(&without_tags(&article.title)));
    page.byline = page.byline.or(article.byline.as_deref().and_then(clean));
    page.site = page.site.or(article.site_name.as_deref().and_then(clean));
    page.published = page.published.or(article.published_time);
    let paragraphs = paragraphs(&article.text_content, &links);
    let prose = paragraphs
        .iter()
        .filter(|text| text.split_whitespace().count() >= PARAGRAPH);
    let letters = prose.flat_map(|text| text.chars());
    let letters = letters.filter(|c| ('\u{621}'..='\u{64A}').contains(c));
    if letters.take(LEAST).count() < LEAST {
        return Err("no article found in this page".to_owned());
    }
    page.text = text(&page, &paragraphs);
    Ok(page)
}

/// The day that a page names, in the forms that pages use.
pub(super) fn day(written: &str) -> Option<Anchor> {
    let written = written.trim();
    if let Ok(anchor) = written.parse() {
        return Some(anchor);
    }
    // A day before something else: `2024-05-14T18:30:00.000Z[UTC]`, `2024-05-14 at 18:30`.
    if let Some(Ok(anchor)) = written.get(..10).map(str::parse) {
        return Some(anchor);
    }
    // In words, as written for readers: «14 مايو 2024».
    let date = khabar::parse_date(written, None).ok()?;
    date.value.as_str().parse().ok()
}

fn told(error: &ReadabilityError) -> String {
    match error {
        ReadabilityError::TooManyElements(found, _) => {
            format!("the page has {found} elements, expected at most {ELEMENTS}")
        }
        _ => "no article found in this page".to_owned(),
    }
}

/// The paragraphs of a text, without those that are nothing but a link. What stands on a line of its
/// own in a paragraph keeps it.
fn paragraphs(content: &str, links: &HashSet<String>) -> Vec<String> {
    let paragraphs = content.split("\n\n").map(|paragraph| {
        let lines = paragraph.lines().filter_map(clean);
        let lines: Vec<String> = lines.filter(|line| !links.contains(line)).collect();
        lines.join("\n")
    });
    paragraphs.filter(|text| !text.is_empty()).collect()
}

/// Headline, byline and paragraphs; of what the text has already, nothing twice.
fn text(page: &Page, paragraphs: &[String]) -> String {
    let front: Vec<&String> = [&page.title, &page.byline].into_iter().flatten().collect();
    // The algorithm leaves them at the head of the text or not.
    let mut kept = paragraphs;
    while let [first, rest @ ..] = kept
        && front.contains(&first)
    {
        kept = rest;
    }
    let all: Vec<&str> = front.into_iter().chain(kept).map(String::as_str).collect();
    let mut text = all.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// A title without what is a tag by mistake.
fn without_tags(title: &str) -> String {
    let mut parts = title.split('<');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once('>').map_or("", |(_, behind)| behind));
    }
    text
}

/// A string with single spaces; none where nothing is left.
fn clean(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let text = words.join(" ");
    (!text.trim().is_empty()).then_some(text)
}

/// Reads the objects of JSON-LD; returns the headline.
fn embedded(reader: &Readability, page: &mut Page) -> Option<String> {
    for script in &reader.doc.select("script[type='application/ld+json']") {
        let json = script.text();
        let json = json.trim();
        let json = json.strip_prefix("<![CDATA[").unwrap_or(json);
        let json = json.strip_suffix("]]>").unwrap_or(json);
        let Ok(value) = serde_json::from_str::<Value>(json) else {
            continue;
        };
        if let Some(article) = article_in(&value, NESTED) {
            let field = |name: &str| article.get(name).and_then(Value::as_str).and_then(clean);
            page.published = field("datePublished").or_else(|| field("dateCreated"));
            page.url = field("url").or_else(|| field("mainEntityOfPage"));
            page.byline = article.get("author").and_then(names);
            page.site = article.get("publisher").and_then(names);
            return field("headline");
        }
    }
    None
}

/// The object of an article in a value, in lists and graphs too.
fn article_in(value: &Value, depth: usize) -> Option<&Value> {
    let depth = depth.checked_sub(1)?;
    if let Value::Array(values) = value {
        return values.iter().find_map(|value| article_in(value, depth));
    }
    let is_article = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
    };
    if let Some(kind) = value.get("@type") {
        let kinds = kind.as_array();
        if is_article(kind) || kinds.is_some_and(|kinds| kinds.iter().any(is_article)) {
            return Some(value);
        }
    }
    article_in(value.get("@graph")?, depth)
}

/// The names of a person or several.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => clean(name).filter(|name| !name.contains("://")),
        Value::Array(values) => {
            let all: Vec<String> = values.iter().filter_map(names).collect();
            (!all.is_empty()).then(|| all.join("، "))
        }
        Value::Object(fields) => fields.get("name").and_then(names),
        _ => None,
    }
}

/// The day of publication outside of JSON-LD.
fn published(reader: &Readability) -> Option<String> {
    [
        ("meta[property='article:published_time']", "content"),
        ("meta[name='article:published_time']", "content"),
        ("[itemprop='datePublished']", "content"),
        ("[itemprop='datePublished']", "datetime"),
        ("meta[name='datePublished']", "content"),
        ("meta[name='pubdate']", "content"),
        ("meta[name='publish-date']", "content"),
        ("meta[name='date']", "content"),
        ("meta[name='DC.date.issued']", "content"),
        ("article time[datetime]", "datetime"),
        ("time[pubdate]", "datetime"),
        ("time[datetime]", "datetime"),
    ]
    .iter()
    .find_map(|(selector, name)| attribute(reader, selector, name))
}

/// An attribute of the first element that a selector finds.
fn attribute(reader: &Readability, selector: &str, name: &str) -> Option<String> {
    let found = reader.doc.select(selector);
    let mut values = found.iter().filter_map(|element| element.attr(name));
    values.find_map(|value| clean(&value))
}

/// The text of the only element of a name.
fn only(reader: &Readability, name: &str) -> Option<String> {
    let found = reader.doc.select(name);
    if found.length() == 1 {
        clean(&found.text())
    } else {
        None
    }
}

/// Whether tags lie too deep in each other: no closing tags for a long row of opening ones.
fn is_too_deep(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(byte) if byte.is_ascii_alphabetic() => {
                let name = bytes.get(at + 1..).unwrap_or_default();
                depth += usize::from(!is_void(name));
                if depth > DEPTH {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether a tag has no closing one, or often lacks it.
fn is_void(tag: &[u8]) -> bool {
    let end = tag.iter().position(|byte| !byte.is_ascii_alphanumeric());
    let name = tag.get(..end.unwrap_or(tag.len())).unwrap_or_default();
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dd", "dt", "option", "tr", "td", "th", "path",
    ]
    .iter()
    .any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}
