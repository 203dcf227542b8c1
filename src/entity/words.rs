//! Words as the entity grammars see them: clitics off, article seen, bits of the name lexicon.
//!
//! Known words come with the reading that the lexicon chose. An unknown word is read by its shape:
//! «والمستقلة» is و + ال + مستقلة, «لمساندة» is ل + مساندة when that stands in the name lexicon.

use crate::chars::{self, ALEF, BA, FA, HA, KAF, LAM, MEEM, SEEN, WAW, YA};
use crate::doc::Doc;
use crate::fold::{Key, Packer};
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::names::{NameLexicon, bits};

/// The letter ha as written, which folding does not tell from ta marbuta.
const FINAL_HA: char = '\u{647}';
/// The letter ya as written at a word's end, which folding does not tell from alef maksura.
const FINAL_YA: char = '\u{64A}';
/// Longest word that is looked at letter by letter.
const LONGEST: usize = 24;

/// A word without its proclitics.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// و or ف was taken off.
    pub(super) conjunction: bool,
    /// Code of the preposition taken off (ب ل ك), 0 for none.
    pub(super) preposition: u8,
    /// It has the article.
    pub(super) article: bool,
    /// Key with article («المنظمة» for «للمنظمة»).
    pub(super) host: Key,
    /// Key without article.
    pub(super) stem: Key,
    /// First byte of the host in the text.
    pub(super) start: usize,
    /// Bits of host and stem.
    pub(super) bits: u32,
    /// Node of the host in the lexicon, 0 when it is not there.
    node: u32,
    /// Class bits of the host, whatever reading was chosen.
    pub(super) flags: u16,
}

impl Word {
    pub(super) const fn has(&self, bit: u32) -> bool {
        self.bits & bit != 0
    }

    /// Neither conjunction nor preposition.
    pub(super) const fn is_bare(&self) -> bool {
        !self.conjunction && self.preposition == 0
    }
}

/// Letters of a token with their byte offsets in the text.
#[derive(Clone, Copy)]
struct Letters {
    codes: [u8; LONGEST],
    starts: [usize; LONGEST],
    count: usize,
}

impl Letters {
    fn of(doc: &Doc<'_>, token: &Token) -> Self {
        let mut letters = Self {
            codes: [0; LONGEST],
            starts: [0; LONGEST],
            count: 0,
        };
        if token.is_word() && !token.key.is_hashed() && !token.has(mark::MARKED) {
            // Each letter takes two bytes.
            let count = token.key.letters();
            for (at, (code, start)) in
                (0..count).zip(letters.codes.iter_mut().zip(letters.starts.iter_mut()))
            {
                *code = token.key.letter(at);
                *start = token.start() + 2 * at as usize;
            }
            letters.count = count as usize;
            return letters;
        }
        let mut push = |code: u8, at: usize| {
            if let (Some(c), Some(s)) = (
                letters.codes.get_mut(letters.count),
                letters.starts.get_mut(letters.count),
            ) {
                *c = code;
                *s = at;
                letters.count += 1;
            }
        };
        for (offset, c) in doc.slice(token.span()).char_indices() {
            match chars::class(c) {
                chars::Class::Arabic(code) | chars::Class::Latin(code) => {
                    push(code, token.start() + offset);
                }
                chars::Class::Ligature(a, b) => {
                    push(a, token.start() + offset);
                    push(b, token.start() + offset);
                }
                _ => {}
            }
        }
        letters
    }

    fn code(&self, at: usize) -> u8 {
        if at < self.count {
            self.codes.get(at).copied().unwrap_or(0)
        } else {
            0
        }
    }

    fn start(&self, at: usize) -> usize {
        self.starts.get(at).copied().unwrap_or(0)
    }

    fn key(&self, from: usize, alef: bool) -> Key {
        let mut packer = Packer::default();
        if alef {
            packer.push(ALEF);
        }
        for at in from..self.count {
            packer.push(self.code(at));
        }
        packer.finish()
    }
}

/// The words of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'d> {
    /// The article.
    pub(super) doc: &'d Doc<'d>,
    /// Every token read once; tokens behind its end are read on demand.
    cache: &'d [Cached],
}

/// A word with what is asked of it most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cached {
    word: Word,
    common: bool,
}

impl<'d> Words<'d> {
    /// The words of an article; those in `cache`, made by [`Words::cache`], are not read again.
    pub(super) const fn new(doc: &'d Doc<'d>, cache: &'d [Cached]) -> Self {
        Self { doc, cache }
    }

    /// Reads every word once.
    pub(super) fn cache(doc: &Doc<'_>) -> Vec<Cached> {
        let words = Words { doc, cache: &[] };
        (0..doc.tokens.len())
            .map(|at| {
                let word = words.read(at);
                Cached {
                    word,
                    common: words.is_common_word(at, &word),
                }
            })
            .collect()
    }

    pub(super) const fn names(&self) -> &'d NameLexicon {
        &self.doc.lexicon.names
    }

    /// The token as a word; the default for anything else.
    #[inline]
    pub(super) fn read(&self, at: usize) -> Word {
        match self.cache.get(at) {
            Some(cached) => cached.word,
            None => self.read_token(at),
        }
    }

    fn read_token(&self, at: usize) -> Word {
        let Some(token) = self.doc.token(at) else {
            return Word::default();
        };
        let word = self.read_kind(at, token);
        if token.word == 0 && word.host == token.key {
            // The scan has looked already.
            return word;
        }
        if word.host == token.key && !token.has(mark::ARTICLE) && token.clitic == 0 {
            return Word {
                node: token.word,
                flags: token.flags,
                ..word
            };
        }
        self.rooted(word)
    }

    /// The word with its host's place in the lexicon.
    fn rooted(&self, word: Word) -> Word {
        let (node, flags) = self.doc.lexicon.root(word.host).unwrap_or_default();
        Word {
            node,
            flags,
            ..word
        }
    }

    fn read_kind(&self, at: usize, token: &Token) -> Word {
        match token.kind {
            TokenKind::Word if token.word != 0 => self.known(at, token),
            TokenKind::Word => self.unknown(token),
            TokenKind::Latin => Word {
                host: token.key,
                stem: token.key,
                start: token.start(),
                ..Word::default()
            },
            _ => Word::default(),
        }
    }

    fn known(&self, at: usize, token: &Token) -> Word {
        let host = self.doc.host_key(at);
        let article = token.has(mark::ARTICLE);
        let stem = if article { self.doc.stem_key(at) } else { host };
        let preposition = if token.has(mark::LIL) {
            LAM
        } else if token.has(mark::PREPOSITION) {
            let at = u32::from(token.has(mark::CONJUNCTION));
            if token.key.is_hashed() {
                Letters::of(self.doc, token).code(at as usize)
            } else {
                token.key.letter(at)
            }
        } else {
            0
        };
        Word {
            conjunction: token.has(mark::CONJUNCTION),
            preposition,
            article,
            host,
            stem,
            start: token.host().start(),
            bits: self.bits(host, stem, token),
            ..Word::default()
        }
    }

    fn bits(&self, host: Key, stem: Key, token: &Token) -> u32 {
        let names = self.names();
        let bits = if host == stem {
            names.word(host)
        } else {
            names.word(host) | names.word(stem) & !bits::STOP_ADJECTIVE
        };
        if bits & bits::FINAL_YA != 0 && self.doc.slice(token.span()).ends_with(FINAL_YA) {
            bits & !(bits::FINAL_YA | bits::FUNCTION | bits::COMMON)
        } else {
            bits
        }
    }

    /// Whether the reading of a name tears a common word apart: «كبيرا» is no «بيرا» behind ك, «ليس»
    /// no «يس» behind ل.
    pub(super) fn is_torn(&self, at: usize, word: &Word) -> bool {
        let Some(token) = self.doc.token(at) else {
            return true;
        };
        if token.clitic == 0 || token.flags & !Class::WEAK != 0 {
            return false;
        }
        if self.names().word(token.key) & (bits::COMMON | bits::STOP) != 0 {
            return true;
        }
        if word.article {
            // «فالديزي» begins like ف and an article.
            return word.conjunction
                && !word.host.is_hashed()
                && word.host.letters() < 7
                && Letters::of(self.doc, token).code(0) == FA;
        }
        let letters = if word.host.is_hashed() {
            11
        } else {
            word.host.letters()
        };
        match word.preposition {
            0 => letters < 3 && word.conjunction,
            BA | LAM => letters < 3 || word.conjunction && letters < 4,
            _ => true,
        }
    }

    fn unknown(&self, token: &Token) -> Word {
        let letters = Letters::of(self.doc, token);
        let mut at = 0;
        let mut word = Word::default();
        let article = |at: usize| {
            letters.code(at) == ALEF && letters.code(at + 1) == LAM && letters.count >= at + 4
        };
        let behind = |at: usize| {
            article(at)
                || letters.code(at) == LAM && letters.code(at + 1) == LAM && letters.count >= at + 4
                || matches!(letters.code(at), BA | KAF) && article(at + 1)
        };
        if matches!(letters.code(0), WAW | FA)
            && (behind(1) || self.is_word(&letters, 1) && !self.is_word(&letters, 0))
        {
            word.conjunction = true;
            at = 1;
        }
        let mut restored = false;
        if letters.code(at) == LAM && letters.code(at + 1) == LAM && letters.count >= at + 4 {
            word.preposition = LAM;
            word.article = true;
            restored = true;
            at += 1;
        } else if matches!(letters.code(at), BA | KAF) && article(at + 1)
            || matches!(letters.code(at), BA | LAM)
                && self.is_word(&letters, at + 1)
                && !self.is_word(&letters, at)
        {
            word.preposition = letters.code(at);
            at += 1;
        }
        if article(at) {
            word.article = true;
        }
        word.host = letters.key(at, restored);
        word.stem = if word.article {
            letters.key(if restored { at + 1 } else { at + 2 }, false)
        } else {
            word.host
        };
        word.start = letters.start(at);
        word.bits = self.bits(word.host, word.stem, token);
        word
    }

    /// Whether the letters behind `from` are a word of the name lexicon's word table.
    fn is_word(&self, letters: &Letters, from: usize) -> bool {
        letters.count >= from + 3 && self.names().word(letters.key(from, false)) != 0
    }

    /// Whether a word is a frequent common word in any reading, or known as something else than a
    /// name.
    #[inline]
    pub(super) fn is_common(&self, at: usize) -> bool {
        match self.cache.get(at) {
            Some(cached) => cached.common,
            None => self.is_common_word(at, &self.read(at)),
        }
    }

    fn is_common_word(&self, at: usize, word: &Word) -> bool {
        let Some(token) = self.doc.token(at) else {
            return true;
        };
        if token.kind != TokenKind::Word {
            return true;
        }
        let others = !Class::WEAK & !Class::Function.bit();
        let function = token.flags & Class::Function.bit() != 0
            && !(self.names().word(token.key) & bits::FINAL_YA != 0 && !word.has(bits::FUNCTION));
        if token.flags & others != 0 || function {
            return true;
        }
        let any = bits::COMMON | bits::STOP | bits::CONSTRUCT;
        if word.has(any) {
            return true;
        }
        let names = self.names();
        if names.word(token.key) & any != 0 && names.word(token.key) & bits::FINAL_YA == 0 {
            return true;
        }
        if token.key.is_hashed() {
            return false;
        }
        let first = token.key.letter(0);
        matches!(first, WAW | FA | BA | LAM | KAF | SEEN)
            && token.key.letters() > 3
            && names.word(token.key.skip(1)) & any != 0
    }

    /// Whether an unknown word has the endings of Arabic morphology, which foreign names lack:
    /// «ها», «هم», «ات», «ية», «ة» and imperfect «ي…».
    pub(super) fn looks_inflected(&self, at: usize) -> bool {
        let Some(token) = self.doc.token(at) else {
            return true;
        };
        let letters = Letters::of(self.doc, token);
        let n = letters.count;
        if n < 3 {
            return true;
        }
        let (last, before) = (letters.code(n - 1), letters.code(n - 2));
        last == HA
            || letters.code(0) == WAW && n > 3
            || last == MEEM && before == HA
            || last == ALEF && before == HA
            || last == ALEF && before == WAW && n > 4
            || letters.code(0) == YA && letters.code(1) != ALEF && letters.code(1) != WAW
            || letters.code(0) == SEEN && letters.code(1) == YA && n > 5
            || letters.code(0) == ALEF && letters.code(1) == LAM && n > 4
    }

    /// Endings that are pronouns: «…هم», «…ها», «…ه».
    pub(super) fn ends_in_pronoun(&self, at: usize) -> bool {
        let Some(token) = self.doc.token(at) else {
            return false;
        };
        let letters = Letters::of(self.doc, token);
        let (last, before) = (
            letters.code(letters.count.saturating_sub(1)),
            letters.code(letters.count.saturating_sub(2)),
        );
        before == HA && matches!(last, MEEM | ALEF)
            || last == HA && self.doc.slice(token.span()).ends_with(FINAL_HA)
    }

    /// Whether the token is a word of Arabic or Latin letters.
    pub(super) fn is_wordlike(&self, at: usize) -> bool {
        self.doc
            .token(at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Latin))
    }

    /// Whether the token is a Latin word.
    pub(super) fn is_latin(&self, at: usize) -> bool {
        self.doc
            .token(at)
            .is_some_and(|token| token.kind == TokenKind::Latin)
    }

    /// Whether a word begins with و or ف and could be joined by it.
    pub(super) fn may_be_joined(&self, at: usize) -> bool {
        self.doc
            .token(at)
            .is_some_and(|token| matches!(Letters::of(self.doc, token).code(0), WAW | FA))
    }

    /// The word with its first letter taken for the conjunction.
    pub(super) fn without_conjunction(&self, at: usize) -> Option<Word> {
        let token = self.doc.token(at)?;
        let letters = Letters::of(self.doc, token);
        if letters.code(0) != WAW || letters.count < 4 {
            return None;
        }
        let host = letters.key(1, false);
        let article = letters.code(1) == ALEF && letters.code(2) == LAM && letters.count > 5;
        let stem = if article { letters.key(3, false) } else { host };
        Some(self.rooted(Word {
            conjunction: true,
            preposition: 0,
            article,
            host,
            stem,
            start: letters.start(1),
            bits: self.bits(host, stem, token),
            ..Word::default()
        }))
    }

    /// What is left of a word behind one and two letters that can be proclitics.
    pub(super) fn behind_proclitics(&self, at: usize) -> [Option<(Key, usize)>; 2] {
        let Some(token) = self.doc.token(at) else {
            return [None, None];
        };
        let letters = Letters::of(self.doc, token);
        let proclitic = |n| matches!(letters.code(n), WAW | FA | BA | LAM | KAF);
        let rest = |n| (letters.key(n, false), letters.start(n));
        let one = proclitic(0) && letters.count > 3;
        let two = one && proclitic(1) && letters.count > 4;
        [one.then(|| rest(1)), two.then(|| rest(2))]
    }

    /// Whether an unknown, uncommon word without article stands at the token: most likely a name.
    pub(super) fn is_foreign(&self, at: usize) -> bool {
        !self.is_common(at) && !self.read(at).article && !self.looks_inflected(at)
    }

    /// Adjective endings: ي, ية, ة, ين, ون, ات.
    pub(super) fn ends_like_adjective(&self, at: usize) -> bool {
        let Some(token) = self.doc.token(at) else {
            return false;
        };
        let letters = Letters::of(self.doc, token);
        let last = letters.code(letters.count.saturating_sub(1));
        matches!(last, HA | YA)
    }

    /// Endings of adjectives of relation: «…ي», «…ية».
    pub(super) fn ends_like_relation(&self, at: usize) -> bool {
        let Some(token) = self.doc.token(at) else {
            return false;
        };
        let letters = Letters::of(self.doc, token);
        let n = letters.count;
        n > 4
            && (letters.code(n - 1) == YA || letters.code(n - 1) == HA && letters.code(n - 2) == YA)
    }

    /// Whether the stem alone stands in the class.
    pub(super) fn stem_is(&self, word: &Word, class: Class) -> bool {
        self.doc
            .lexicon
            .root(word.stem)
            .is_some_and(|(node, flags)| {
                flags & class.bit() != 0 && self.doc.lexicon.row(node, class).is_some()
            })
    }

    /// Whether the host alone stands in the class, not only as the first word of a phrase.
    pub(super) fn single(&self, word: &Word, class: Class) -> bool {
        word.flags & class.bit() != 0 && self.doc.lexicon.row(word.node, class).is_some()
    }

    /// The longest entry of a class from a token's host, whatever reading was chosen.
    pub(super) fn entry(
        &self,
        at: usize,
        word: &Word,
        class: Class,
    ) -> Option<crate::lexicon::Entry> {
        if word.flags & class.bit() == 0 {
            return None;
        }
        self.doc
            .lexicon
            .longest_from(word.node, self.doc.tokens, at, class)
    }

    /// The longest entry of a class from the token as written.
    pub(super) fn entry_as_written(
        &self,
        at: usize,
        class: Class,
    ) -> Option<crate::lexicon::Entry> {
        let token = self.doc.token(at)?;
        let (node, flags) = self.doc.lexicon.root(token.key)?;
        if flags & class.bit() == 0 {
            return None;
        }
        self.doc
            .lexicon
            .longest_from(node, self.doc.tokens, at, class)
    }
}
