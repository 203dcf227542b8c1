//! Which tokens can begin a number or a date: found in one pass, so that both layers look at one token in
//! ten.

use crate::lex::{Token, TokenKind};
use crate::lexicon::Class;

/// The last token that may be a whole expression of a text that is nothing else: «في ساعتين».
pub(crate) const EARLY: usize = 3;

const WORDS: u16 = Class::Number.bit() | Class::Unit.bit();
const IDLE: u16 = Class::IDLE_DATE | Class::DATE_PHRASE;

/// Puts the indices of digits, number words, units, and date words that may begin an expression into
/// `out`, which is cleared first. Most date words are prepositions that begin none.
pub(crate) fn find_starts(tokens: &[Token], out: &mut Vec<u32>) {
    out.clear();
    for (at, token) in (0u32..).zip(tokens) {
        let early = at as usize <= EARLY;
        let date = token.flags & Class::Date.bit() != 0;
        let idle = token.flags & IDLE == Class::IDLE_DATE;
        let digits = token.kind == TokenKind::Number;
        #[expect(
            clippy::needless_bitwise_bool,
            reason = "one branch a token, which is seldom taken"
        )]
        if digits | (token.flags & WORDS != 0) | (date & (early | !idle)) {
            out.push(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::read;
    use crate::lex::scan;
    use crate::lexicon::Lexicon;

    #[test]
    fn tokens_that_begin_nothing_are_left_out() {
        let lexicon = Lexicon::embedded().unwrap();
        let text = "بيت كبير في الدار ثلاثة أشهر و12 كيلومترا منذ مايو المقبل";
        let mut tokens = Vec::new();
        scan(text, &mut tokens);
        read(text, &mut tokens, &lexicon);
        let mut found = Vec::new();
        find_starts(&tokens, &mut found);
        let words = found.iter().map(|&at| {
            let token = tokens[at as usize];
            &text[token.host().range()]
        });
        let words: Vec<&str> = words.collect();
        assert_eq!(
            words,
            ["في", "ثلاثة", "أشهر", "12", "كيلومترا", "منذ", "مايو"]
        );
    }
}
