//! What begins at a word in one class, told from the word's node alone: most words begin no phrase,
//! so that neither the rows nor the phrases need to be looked up.

use super::{Class, Entry, Lexicon, pair};
use crate::fold::Key;
use crate::lex::Token;

/// The words of one class by node, with a filter over the second words of its phrases.
#[derive(Clone, Debug, Default)]
pub(crate) struct Starts {
    /// By node, the row of the word alone and one more; 0 for none.
    rows: Vec<u16>,
    /// One bit a hash of a node and the key of a phrase's second word.
    seconds: Vec<u64>,
}

/// Words of the filter; each has 64 bits.
const FILTER: usize = 256;

const fn bit(node: u32, key: Key) -> (usize, u64) {
    let hash = pair(node, key.0) >> 33;
    (hash as usize / 64 % FILTER, 1 << (hash % 64))
}

impl Starts {
    /// The row of the word alone.
    #[inline]
    pub(crate) fn row(&self, node: u32) -> Option<u32> {
        let row = *self.rows.get(node as usize)?;
        u32::from(row).checked_sub(1)
    }

    /// Whether a phrase may begin with these two words.
    #[inline]
    pub(crate) fn may_go_on(&self, node: u32, second: Option<&Token>) -> bool {
        let Some(second) = second else { return false };
        let (word, bit) = bit(node, second.key);
        self.seconds.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Notes what the lexicon was given last.
    pub(super) fn note(&mut self, lexicon: &Lexicon, class: Class) {
        let mut tokens = lexicon.buffer.iter();
        let Some(node) = tokens
            .next()
            .and_then(|first| lexicon.roots.get(first.key.0))
        else {
            return;
        };
        if let Some(second) = tokens.next() {
            self.seconds.resize(FILTER, 0);
            let (word, bit) = bit(node, second.key);
            if let Some(bits) = self.seconds.get_mut(word) {
                *bits |= bit;
            }
        } else if let Some(row) = lexicon.row(node, class) {
            let at = node as usize;
            if self.rows.len() <= at {
                self.rows.resize(at + 1, 0);
            }
            if let Some(slot) = self.rows.get_mut(at) {
                *slot = u16::try_from(row + 1).unwrap_or(0);
            }
        }
    }
}

impl Lexicon {
    /// The longest entry of a class at token `at`, as [`longest`](Self::longest) finds it, where the
    /// class's starts are known.
    #[inline]
    pub(crate) fn longest_by(
        &self,
        starts: &Starts,
        tokens: &[Token],
        at: usize,
        class: Class,
    ) -> Option<Entry> {
        let first = tokens.get(at)?;
        if first.flags & class.bit() == 0 {
            return None;
        }
        if starts.may_go_on(first.word, tokens.get(at + 1)) {
            return self.longest_from(first.word, tokens, at, class);
        }
        let row = starts.row(first.word)?;
        Some(Entry { row, next: at + 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Class, Lexicon};
    use crate::{doc, lex};

    #[test]
    fn finds_what_the_trie_finds() {
        let lexicon = Lexicon::embedded().unwrap();
        let files = [
            include_str!("data/dates.tsv"),
            include_str!("data/numbers.tsv"),
            include_str!("data/approximators.tsv"),
            include_str!("data/units.tsv"),
        ];
        let mut found = 0;
        for text in files {
            let mut tokens = Vec::new();
            lex::scan(text, &mut tokens);
            doc::read(text, &mut tokens, &lexicon);
            for at in 0..tokens.len() {
                let by_starts = [
                    lexicon.longest_by(&lexicon.dates.starts, &tokens, at, Class::Date),
                    lexicon.number_at(&tokens, at),
                    lexicon.unit_at(&tokens, at),
                    lexicon.approximator_at(&tokens, at),
                ];
                let classes = [Class::Date, Class::Number, Class::Unit, Class::Approximator];
                for (by_starts, class) in by_starts.into_iter().zip(classes) {
                    assert_eq!(by_starts, lexicon.longest(&tokens, at, class), "{at}");
                    found += usize::from(by_starts.is_some());
                }
            }
        }
        assert!(found > 1000, "{found}");
    }
}
