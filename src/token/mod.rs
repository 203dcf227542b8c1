//! Tokens for those who want words: surface tokens that tile the text, and the readings of a word
//! with its clitics taken off.
//!
//! Surface tokens follow UAX #29, whose word rules they better where those fail Arabic press text:
//! a full stop without a space behind it parts two words («انتهى.وقال»), addresses, file names,
//! hashtags and transliterated acronyms are one token each (`press.office@example.ma`, `#كأس_العالم`,
//! «بي.بي.سي»), and digits with a direction mark among them are one number. Readings take the
//! clitics of a closed list off and say what stands behind each: a word that the lexicon knows, or
//! nothing but its shape. (W. Wright, A Grammar of the Arabic Language, 3rd ed., i. §§ 185, 345-366.)
//! They do not tell homographs apart by their context.

mod join;
mod reading;

#[cfg(test)]
mod corpus;

pub use reading::{Clitic, CliticKind, Evidence, Reading};

use crate::lex::TokenKind;
use crate::span::{Span, spanned};

/// A surface token: a word, number, address, mark, or the white space between them.
///
/// ```
/// use khabar::TokenKind;
/// let tokens = khabar::tokens("بثت بي.بي.سي 3.5 دقائق.");
/// let shown: Vec<&str> = tokens
///     .iter()
///     .filter(|token| token.kind != TokenKind::Space)
///     .map(|token| token.text)
///     .collect();
/// assert_eq!(shown, ["بثت", "بي.بي.سي", "3.5", "دقائق", "."]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Token<'t> {
    /// The token as written.
    pub text: &'t str,
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

spanned!(Token<'_>);

impl<'t> Token<'t> {
    /// The ways to read a word with its clitics taken off, the likeliest first; none for what is no
    /// Arabic word. Readings are annotations: the token stays whole.
    ///
    /// ```
    /// use khabar::{CliticKind, Evidence};
    /// let token = khabar::tokens("وبوزارتهم")[0];
    /// let reading = &token.readings()[0];
    /// let proclitics: Vec<&str> = reading.proclitics.iter().map(|clitic| clitic.text).collect();
    /// assert_eq!(proclitics, ["و", "ب"]);
    /// assert_eq!(reading.host, "وزارت");
    /// assert_eq!(reading.enclitic.map(|clitic| clitic.text), Some("هم"));
    /// assert_eq!(reading.evidence, Evidence::Lexicon);
    /// assert_eq!(reading.proclitics[0].kind, CliticKind::Conjunction);
    /// ```
    #[must_use]
    pub fn readings(&self) -> Vec<Reading<'t>> {
        if self.kind == TokenKind::Word {
            reading::readings(self.text, self.span.start())
        } else {
            Vec::new()
        }
    }
}

/// The tokens of a text; together they are the whole text.
///
/// ```
/// let text = "زوروا www.example.ma قبل #يوم_الكتاب.";
/// let tokens = khabar::tokens(text);
/// assert_eq!(tokens.iter().map(|token| token.text).collect::<String>(), text);
/// assert_eq!(tokens[2].text, "www.example.ma");
/// ```
#[must_use]
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    join::tokens(text)
}
