//! Tokens: the one scan over the text after which nothing reads characters again but to slice
//! output. Words, Latin words, digit runs, single punctuation characters and quotation marks, line
//! breaks; scripts and symbols that the tables do not know are cut by the Unicode word rules
//! (UAX #29). Deliberately absent: joining digits over separators, abbreviations, clitics as tokens;
//! grammars and readings do that.

mod scan;
mod token;

pub(crate) use scan::scan;
pub use token::TokenKind;
pub(crate) use token::{Forms, Token, mark};
