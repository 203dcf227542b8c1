//! CoNLL: names as IOB2 tags, one token a line, a blank line behind each sentence.
//!
//! The form of the CoNLL-2003 task: columns parted by a tab, the token first, the tag last, and a line
//! `-DOCSTART-` before each article. Between them stand the token's start and end, so that a line
//! leads back to the article:
//!
//! ```text
//! -DOCSTART-    morocco_hospital    -X-    O
//!
//! أعلنت    0    5    O
//! وزارة    6    11    B-ORG
//! الصحة    12    17    I-ORG
//! ```
//!
//! Tags are `ORG`, `PER` and `LOC`. One level: of names inside each other the outer one is written,
//! of two that overlap the first. Nouns that only stand for a name («المنظمة») are none.
//!
//! Tokens are those of [`tokens`](crate::tokens), without white space and line breaks. A word is cut
//! where a name begins or ends inside it: «ووزارة» before «الصحة» is «و» `O` and «وزارة» `B-ORG`, so
//! the tags give exactly the spans of the JSON. For a tagger that is to learn from the file this would
//! show where names are: with [`Conll::whole_words`] every word stays whole and is tagged with its
//! clitics, as in most Arabic corpora of names. All of the text is written, datelines and
//! trailers too; each part begins behind a blank line.
//!
//! White space and control characters inside a token (there are hardly any) become U+FFFD, in ids
//! they are written as `%20`, for readers part columns and lines at any of them.

use std::fmt::{self, Write as _};

use crate::article::Article;
use crate::entity::MentionForm;
use crate::lex::TokenKind;
use crate::span::Span;
use crate::text::{OffsetMap, OffsetUnit};
use crate::token::tokens;

/// The names of an article in CoNLL form, by [`Article::conll`].
///
/// A token a line with its start, its end and an IOB2 tag, `ORG`, `PER` or `LOC`, parted by tabs; a
/// blank line behind each sentence, `-DOCSTART-` with the article's id at the start. A name inside
/// another is left out. Words are cut where a name begins or ends inside them.
///
/// ```
/// let article = khabar::Parser::new().parse("وصل إلى القاهرة. ورحبت وزارة الصحة.")?;
/// assert_eq!(
///     article.conll().id("a1").to_string(),
///     "-DOCSTART-\ta1\t-X-\tO\n\n\
///      وصل\t0\t3\tO\nإلى\t4\t7\tO\nالقاهرة\t8\t15\tB-LOC\n.\t15\t16\tO\n\n\
///      ورحبت\t17\t22\tO\nوزارة\t23\t28\tB-ORG\nالصحة\t29\t34\tI-ORG\n.\t34\t35\tO\n\n"
/// );
/// # Ok::<(), khabar::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Conll<'a> {
    article: &'a Article<'a>,
    id: &'a str,
    unit: OffsetUnit,
    whole: bool,
}

impl Article<'_> {
    /// The names of the article in CoNLL form, offsets in code points.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("سافر إلى تونس")?;
    /// assert!(article.conll().to_string().ends_with("تونس\t9\t13\tB-LOC\n\n"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn conll(&self) -> Conll<'_> {
        Conll {
            article: self,
            id: "",
            unit: OffsetUnit::Char,
            whole: false,
        }
    }
}

impl<'a> Conll<'a> {
    /// Names the article in its first line; white space in the id is written as `%20`.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("خبر")?;
    /// assert!(article.conll().id("7 a").to_string().starts_with("-DOCSTART-\t7%20a\t-X-\tO\n"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn id(mut self, id: &'a str) -> Self {
        self.id = id;
        self
    }

    /// Counts starts and ends in `unit`.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("في تونس")?;
    /// let conll = article.conll().offset_unit(khabar::OffsetUnit::Byte);
    /// assert!(conll.to_string().contains("تونس\t5\t13\tB-LOC"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn offset_unit(mut self, unit: OffsetUnit) -> Self {
        self.unit = unit;
        self
    }

    /// Leaves words whole, and tags those in which a name begins with their clitics.
    ///
    /// ```
    /// let article = khabar::Parser::new().parse("سافر لتونس")?;
    /// assert!(article.conll().to_string().contains("ل\t5\t6\tO\nتونس\t6\t10\tB-LOC\n"));
    /// assert!(article.conll().whole_words().to_string().contains("لتونس\t5\t10\tB-LOC\n"));
    /// # Ok::<(), khabar::ParseError>(())
    /// ```
    pub fn whole_words(mut self) -> Self {
        self.whole = true;
        self
    }
}

/// A name that is written.
struct Name {
    span: Span,
    tag: &'static str,
}

/// The outer names in text order.
fn names(article: &Article<'_>) -> Vec<Name> {
    let name = |span, tag| Name { span, tag };
    let organizations = article.organizations().iter();
    let mut names: Vec<Name> = organizations
        .filter(|mention| mention.form != MentionForm::Nominal)
        .map(|mention| name(mention.span, "ORG"))
        .chain(
            article
                .people()
                .iter()
                .map(|mention| name(mention.span, "PER")),
        )
        .chain(
            article
                .places()
                .iter()
                .map(|mention| name(mention.span, "LOC")),
        )
        .collect();
    names.sort_by_key(|name| (name.span.start(), std::cmp::Reverse(name.span.end())));
    let mut reached = 0;
    names.retain(|name| {
        let is_outer = name.span.start() >= reached && !name.span.is_empty();
        if is_outer {
            reached = name.span.end();
        }
        is_outer
    });
    names
}

/// Where sentences and parts begin, and sentences end, in text order.
fn borders(article: &Article<'_>) -> Vec<usize> {
    let sentences = article.sentences().iter().map(|sentence| sentence.span);
    let mut borders: Vec<usize> = sentences
        .flat_map(|span| [span.start(), span.end()])
        .chain(article.parts().iter().map(|part| part.span.start()))
        .collect();
    borders.sort_unstable();
    borders
}

impl fmt::Display for Conll<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("-DOCSTART-\t")?;
        id(f, self.id)?;
        f.write_str("\t-X-\tO\n\n")?;
        let text = self.article.text();
        let names = names(self.article);
        let pieces = self.pieces(text, &names);
        let map = (self.unit != OffsetUnit::Byte).then(|| {
            let offsets = pieces
                .iter()
                .flat_map(|(span, _)| [span.start(), span.end()]);
            OffsetMap::new(text, self.unit, offsets)
        });
        let borders = borders(self.article);
        let mut borders = borders.iter().peekable();
        // Index of the name of the line before.
        let mut last = None;
        let mut is_first = true;
        for (span, name) in pieces {
            let mut is_border = false;
            while borders.next_if(|border| **border <= span.start()).is_some() {
                is_border = true;
            }
            let goes_on = name.is_some() && name == last;
            if is_border && !is_first && !goes_on {
                f.write_char('\n')?;
            }
            is_first = false;
            last = name;
            token(f, text.get(span.range()).unwrap_or_default())?;
            let at = super::spans::at(map.as_ref(), span);
            write!(f, "\t{}\t{}\t", at.start(), at.end())?;
            match name.and_then(|name| names.get(name)) {
                Some(name) if goes_on => writeln!(f, "I-{}", name.tag)?,
                Some(name) => writeln!(f, "B-{}", name.tag)?,
                None => f.write_str("O\n")?,
            }
        }
        if !is_first {
            f.write_char('\n')?;
        }
        Ok(())
    }
}

impl Conll<'_> {
    /// The tokens, cut where names begin and end, each with the index of its name.
    fn pieces(&self, text: &str, names: &[Name]) -> Vec<(Span, Option<usize>)> {
        let mut pieces = Vec::new();
        let mut next = 0;
        for token in tokens(text) {
            if matches!(token.kind, TokenKind::Space | TokenKind::Break) {
                continue;
            }
            let mut start = token.span.start();
            let end = token.span.end();
            while start < end {
                while names.get(next).is_some_and(|name| name.span.end() <= start) {
                    next += 1;
                }
                let name = names.get(next).map(|name| name.span);
                let name = name.filter(|name| name.start() < end);
                let (until, tagged) = match name {
                    _ if self.whole => (end, name.is_some()),
                    Some(name) if name.start() > start => (name.start(), false),
                    Some(name) => (name.end().min(end), true),
                    None => (end, false),
                };
                pieces.push((Span::new(start, until), tagged.then_some(next)));
                start = until;
            }
        }
        pieces
    }
}

/// Whether a reader may part columns or lines here.
fn parts(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn token(f: &mut fmt::Formatter<'_>, token: &str) -> fmt::Result {
    if !token.contains(parts) {
        return f.write_str(token);
    }
    for c in token.chars() {
        f.write_char(if parts(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        })?;
    }
    Ok(())
}

fn id(f: &mut fmt::Formatter<'_>, id: &str) -> fmt::Result {
    if id.is_empty() {
        return f.write_str("-X-");
    }
    for c in id.chars() {
        if parts(c) || c == '%' {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                write!(f, "%{byte:02X}")?;
            }
        } else {
            f.write_char(c)?;
        }
    }
    Ok(())
}
