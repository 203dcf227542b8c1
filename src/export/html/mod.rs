//! A page to look at: the article with its layers as highlights, and beside it who said what, the
//! organizations, a timeline and the numbers.
//!
//! A page is one file without network: style and script are inside, and its content security policy
//! lets nothing else run. It works without the script too (highlights are switched by style, rows and
//! text are linked by anchors); with it, details open on hover, focus and tap.
//!
//! The templates in `templates/` are compiled into the crate and escape every text. The text of the
//! element `article` is the article's text, character by character ([`body`]).

mod body;
mod labels;
#[cfg(test)]
mod tests;
mod views;

use askama::Template;

pub use self::labels::PageLanguage;

use self::body::{Block, Event, Layer};
use self::labels::Labels;
use self::views::{Reading, Tables, clean};
use crate::article::Article;
use crate::layout::PartKind;

const STYLE: &str = include_str!("../../../templates/page.css");
const SCRIPT: &str = include_str!("../../../templates/page.js");
/// Hashes of style and script as a content security policy names them; a test holds them fresh.
const STYLE_HASH: &str = include_str!("../../../templates/page.css.sha256");
const SCRIPT_HASH: &str = include_str!("../../../templates/page.js.sha256");
const GENERATOR: &str = concat!("khabar ", env!("CARGO_PKG_VERSION"));
/// Characters of a title.
const TITLE: usize = 120;

/// A page about one article, with choices: language, title, a link to an index.
///
/// ```
/// use khabar::{PageLanguage, Parser};
/// let article = Parser::new().parse("بلغ عدد الضحايا 25 قتيلا.")?;
/// let page = article.page().language(PageLanguage::English).title("Report").to_html();
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// assert!(page.contains("<title>Report</title>"));
/// # Ok::<(), khabar::ParseError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Page<'a> {
    article: &'a Article<'a>,
    language: PageLanguage,
    title: Option<&'a str>,
    index: Option<&'a str>,
}

impl Article<'_> {
    /// The article as one HTML page, its own words in Arabic.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("قال الوزير: «سنعمل معا».")?;
    /// assert!(article.to_html().contains("سنعمل معا"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        self.page().to_html()
    }

    /// The same with choices.
    pub const fn page(&self) -> Page<'_> {
        Page {
            article: self,
            language: PageLanguage::Arabic,
            title: None,
            index: None,
        }
    }
}

impl<'a> Page<'a> {
    /// Language of the page's own words.
    pub const fn language(mut self, language: PageLanguage) -> Self {
        self.language = language;
        self
    }

    /// Title of the page; without it the headline, or else the first line.
    pub const fn title(mut self, title: &'a str) -> Self {
        self.title = Some(title);
        self
    }

    /// A link to a page about all articles of a batch, relative to this page.
    pub const fn index(mut self, link: &'a str) -> Self {
        self.index = Some(link);
        self
    }

    /// The page.
    #[must_use]
    pub fn to_html(&self) -> String {
        let labels = Labels::new(self.language);
        let reading = Reading {
            article: self.article,
            labels: &labels,
            is_english: self.language == PageLanguage::English,
        };
        let tables = reading.tables();
        let marks = reading.marks(&tables);
        let counted = marks.iter().filter(|mark| !mark.is_more);
        let count = |layer| counted.clone().filter(|mark| mark.layer == layer).count();
        let switches = SWITCHES.map(|(layer, key, is_on)| Switch {
            layer: layer.name(),
            label: labels.of(key),
            count: count(layer),
            is_on,
        });
        let title = match self.title {
            Some(title) => clean(title),
            None => title_of(self.article),
        };
        let anchor = self.article.anchor();
        let template = PageTemplate {
            frame: Frame::new(&labels, self.language),
            title: if title.is_empty() {
                labels.of("ui.untitled")
            } else {
                &title
            },
            published: anchor.map(|anchor| reading.day(anchor.date())),
            index: self.index,
            switches: switches.into_iter().filter(|s| s.count > 0).collect(),
            blocks: body::blocks(self.article, &marks),
            tables: &tables,
            generator: GENERATOR,
        };
        // Writing to a string does not fail.
        template.render().unwrap_or_default()
    }
}

/// The layers that can be switched, and whether they begin switched on.
const SWITCHES: [(Layer, &str, bool); 8] = [
    (Layer::Quotations, "layer.quotations", true),
    (Layer::Organizations, "layer.organizations", true),
    (Layer::People, "layer.people", true),
    (Layer::Places, "layer.places", true),
    (Layer::Dates, "layer.dates", true),
    (Layer::Numbers, "layer.numbers", true),
    (Layer::Sentences, "layer.sentences", false),
    (Layer::Parts, "layer.parts", false),
];

#[derive(Debug)]
struct Switch {
    layer: &'static str,
    label: &'static str,
    count: usize,
    is_on: bool,
}

/// What all pages have.
struct Frame<'a> {
    labels: &'a Labels,
    lang: &'static str,
    dir: &'static str,
    policy: String,
    style: &'static str,
    script: &'static str,
}

impl<'a> Frame<'a> {
    fn new(labels: &'a Labels, language: PageLanguage) -> Self {
        let (style, script) = (STYLE_HASH.trim(), SCRIPT_HASH.trim());
        Self {
            labels,
            lang: language.tag(),
            dir: language.direction(),
            policy: format!(
                "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; \
                 base-uri 'none'; form-action 'none'"
            ),
            style: STYLE,
            script: SCRIPT,
        }
    }

    fn of(&self, key: &str) -> &'static str {
        self.labels.of(key)
    }
}

#[derive(Template)]
#[template(path = "page.html")]
struct PageTemplate<'a> {
    frame: Frame<'a>,
    title: &'a str,
    published: Option<String>,
    index: Option<&'a str>,
    switches: Vec<Switch>,
    blocks: Vec<Block<'a>>,
    tables: &'a Tables,
    generator: &'static str,
}

/// A page that lists the pages of a batch.
///
/// ```
/// use khabar::{PageIndex, PageLanguage, Parser};
/// let article = Parser::new().parse("بلغ عدد الضحايا 25 قتيلا.")?;
/// let mut index = PageIndex::new(PageLanguage::Arabic);
/// index.add(&article, None, "one.html");
/// assert!(index.to_html().contains("href=\"one.html\""));
/// # Ok::<(), khabar::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct PageIndex {
    language: PageLanguage,
    entries: Vec<Entry>,
}

/// A line of the index.
#[derive(Clone, Debug)]
struct Entry {
    title: String,
    file: String,
    published: String,
    speakers: Vec<String>,
    counts: Vec<(&'static str, usize)>,
}

/// Speakers that the index names of one article.
const SPEAKERS: usize = 4;

impl PageIndex {
    /// An index without articles.
    #[must_use]
    pub const fn new(language: PageLanguage) -> Self {
        Self {
            language,
            entries: Vec::new(),
        }
    }

    /// Adds an article whose page stands in `file`, beside the index, under its title if none is given.
    pub fn add(&mut self, article: &Article<'_>, title: Option<&str>, file: &str) {
        let labels = Labels::new(self.language);
        let mut title = title.map_or_else(|| title_of(article), clean);
        if title.is_empty() {
            labels.of("ui.untitled").clone_into(&mut title);
        }
        let reading = Reading {
            article,
            labels: &labels,
            is_english: self.language == PageLanguage::English,
        };
        let mut speakers: Vec<String> = Vec::new();
        for speaker in article.quotations().iter().filter_map(|q| q.speaker()) {
            let name = clean(speaker.name());
            if speakers.len() < SPEAKERS && !speakers.contains(&name) {
                speakers.push(name);
            }
        }
        let counts = [
            ("layer.quotations", article.quotations().len()),
            ("layer.organizations", article.organizations().len()),
            ("layer.people", article.people().len()),
            ("layer.places", article.places().len()),
            ("layer.dates", article.dates().len()),
            ("layer.numbers", article.numbers().len()),
        ];
        let anchor = article.anchor().map(|anchor| reading.day(anchor.date()));
        self.entries.push(Entry {
            title,
            file: file.to_owned(),
            published: anchor.unwrap_or_default(),
            speakers,
            counts: counts
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .map(|(key, count)| (labels.of(key), count))
                .collect(),
        });
    }

    /// Articles so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no article was added yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The page.
    #[must_use]
    pub fn to_html(&self) -> String {
        let labels = Labels::new(self.language);
        let template = IndexTemplate {
            frame: Frame::new(&labels, self.language),
            entries: &self.entries,
            generator: GENERATOR,
        };
        template.render().unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "index.html")]
struct IndexTemplate<'a> {
    frame: Frame<'a>,
    entries: &'a [Entry],
    generator: &'static str,
}

/// The headline, or the first line that is none.
fn title_of(article: &Article<'_>) -> String {
    let mut parts = article.parts().iter();
    let headline = parts.find(|part| part.kind == PartKind::Headline);
    let words = match headline {
        Some(part) => article.slice(part.span),
        None => article
            .text()
            .trim_start()
            .lines()
            .next()
            .unwrap_or_default(),
    };
    let title = clean(words);
    match title.char_indices().nth(TITLE) {
        Some((end, _)) => {
            let cut = title.get(..end).unwrap_or_default();
            let words = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
            format!("{}…", words.trim_end_matches(['،', '؛', ',', ' ']))
        }
        None => title,
    }
}
