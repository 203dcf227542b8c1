//! Words as the entity grammars see them: clitics off, article seen, bits of the name lexicon.
//!
//! Known words come with the reading that the lexicon chose. An unknown word is read by its shape:
//! «والمستقلة» is و + ال + مستقلة, «لمساندة» is ل + مساندة when that stands in the name lexicon.

use super::letters::{Exact, Letters, Spelled, inflected, rests, with_letters};
use super::seen;
use crate::chars::{ALEF, BA, FA, HA, KAF, LAM, MEEM, SEEN, WAW, YA};
use crate::doc::Doc;
use crate::fold::Key;
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::names::{NameLexicon, bits};

/// The letter ha as written, which folding does not tell from ta marbuta.
const FINAL_HA: char = '\u{647}';
/// The letter ya as written at a word's end, which folding does not tell from alef maksura.
const FINAL_YA: char = '\u{64A}';
/// Letters that can be proclitics, one bit a code.
const PROCLITICS: u64 = 1 << WAW | 1 << FA | 1 << BA | 1 << LAM | 1 << KAF | 1 << SEEN;
/// Classes of words that can begin an organization's name.
const ORGANIZATION_GATE: u16 = Class::Organization.bit() | Class::Head.bit();
/// Classes of words that can begin a person's name or its title.
const PERSON_GATE: u16 = Class::Role.bit() | Class::Given.bit() | Class::Family.bit();

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
    /// What is asked of it most, see [`seen`].
    seen: u8,
}

impl Word {
    /// What stands where no word is.
    const NONE: Self = Self {
        conjunction: false,
        preposition: 0,
        article: false,
        host: Key(0),
        stem: Key(0),
        start: 0,
        bits: 0,
        node: 0,
        flags: 0,
        seen: seen::COMMON,
    };

    pub(super) const fn has(&self, bit: u32) -> bool {
        self.bits & bit != 0
    }

    /// Neither conjunction nor preposition.
    pub(super) const fn is_bare(&self) -> bool {
        !self.conjunction && self.preposition == 0
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

/// A word that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cached(Word);

impl<'d> Words<'d> {
    /// The words of an article; those in `cache`, made by [`Words::cache`], are not read again.
    pub(super) const fn new(doc: &'d Doc<'d>, cache: &'d [Cached]) -> Self {
        Self { doc, cache }
    }

    /// Reads every word once.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn cache(doc: &Doc<'_>) -> Vec<Cached> {
        let mut cache = Vec::with_capacity(doc.tokens.len());
        Self::fill(doc, &mut cache);
        cache
    }

    /// Reads every word once, into a cache that is used again.
    pub(super) fn fill(doc: &Doc<'_>, cache: &mut Vec<Cached>) {
        let words = Words { doc, cache: &[] };
        cache.clear();
        cache.extend(
            doc.tokens
                .iter()
                .enumerate()
                .map(|(at, token)| Cached(words.read_token(at, token))),
        );
    }

    pub(super) const fn names(&self) -> &'d NameLexicon {
        &self.doc.lexicon.names
    }

    /// The first token from `from` on that is seen as any of some things.
    #[inline]
    pub(super) fn next_seen(&self, from: usize, as_any: u8) -> Option<usize> {
        if self.cache.is_empty() {
            return (from..self.doc.tokens.len()).find(|&at| self.seen(at) & as_any != 0);
        }
        let words = self.cache.get(from..)?;
        let behind = words.iter().position(|word| word.0.seen & as_any != 0)?;
        Some(from + behind)
    }

    /// The token as a word; the default for anything else.
    #[inline]
    pub(super) fn read(&self, at: usize) -> Word {
        match self.cache.get(at) {
            Some(cached) => cached.0,
            None => self.read_uncached(at),
        }
    }

    /// The token as a word, when it was read before.
    #[inline]
    pub(super) fn cached(&self, at: usize) -> Option<&'d Word> {
        self.cache.get(at).map(|cached| &cached.0)
    }

    /// First byte of a name that begins with a token: behind its proclitics, but none is taken from a
    /// listed name («فيصل»), and س never is one before a name.
    pub(super) fn start(&self, at: usize) -> usize {
        match self.doc.token(at) {
            Some(token) if matches!(token.kind, TokenKind::Word | TokenKind::Latin) => {
                let word = self.read(at);
                if word.start == token.start() || word.article {
                    return word.start;
                }
                let future = !word.conjunction && matches!(word.preposition, 0 | SEEN);
                let listed = word.flags & Class::WEAK == 0
                    && self
                        .doc
                        .lexicon
                        .root(token.key)
                        .is_some_and(|(_, flags)| flags & Class::WEAK != 0);
                if future || listed {
                    token.start()
                } else {
                    word.start
                }
            }
            Some(token) => token.start(),
            None => self.doc.text.len(),
        }
    }

    #[cold]
    fn read_uncached(&self, at: usize) -> Word {
        self.doc
            .token(at)
            .map_or(Word::NONE, |token| self.read_token(at, token))
    }

    /// What is asked of the word at a token most, see [`seen`].
    #[inline]
    pub(super) fn seen(&self, at: usize) -> u8 {
        match self.cache.get(at) {
            Some(cached) => cached.0.seen,
            None => self.read_uncached(at).seen,
        }
    }

    #[expect(
        clippy::inline_always,
        reason = "a word is made where it is put, once for each token"
    )]
    #[inline(always)]
    fn read_token(&self, at: usize, token: &Token) -> Word {
        let mut word = match token.kind {
            TokenKind::Word => return self.read_word(at, token),
            TokenKind::Latin => Word {
                host: token.key,
                stem: token.key,
                start: token.start(),
                node: token.word,
                flags: token.flags,
                ..Word::NONE
            },
            _ => Word::NONE,
        };
        if token.flags & ORGANIZATION_GATE != 0 {
            word.seen |= seen::ORGANIZATION;
        }
        word
    }

    #[inline]
    fn read_word(&self, at: usize, token: &Token) -> Word {
        let whole = self.names().word(token.key);
        let mut word = if token.word != 0 {
            self.known(at, token, whole)
        } else {
            with_letters!(self.doc, token, letters => self.unknown(letters, token, whole))
        };
        if word.host == token.key && (token.word == 0 || !word.article && token.clitic == 0) {
            word.node = token.word;
            word.flags = token.flags;
        } else {
            word = self.rooted(word);
        }
        if word.has(bits::FINAL_YA) {
            word.bits = self.with_final_ya(word.bits, token);
        }
        word.seen = self.see(token, &word, whole);
        word
    }

    #[inline]
    fn see(&self, token: &Token, word: &Word, whole: u32) -> u8 {
        let mut seen = if self.is_common_word(token, word, whole) {
            seen::COMMON
        } else if word.article || with_letters!(self.doc, token, letters => inflected(letters)) {
            0
        } else {
            seen::FOREIGN
        };
        if whole & bits::SPORTS != 0 {
            seen |= seen::SPORTS;
        }
        // The chosen reading (a title, a nationality) can hide an organization's first word: «النجم
        // الساحلي».
        let hidden = token.flags & !Class::WEAK != 0
            && word.article
            && word.flags & Class::Organization.bit() != 0;
        if token.flags & ORGANIZATION_GATE != 0 || hidden {
            seen |= seen::ORGANIZATION;
        }
        if (token.flags | word.flags) & PERSON_GATE != 0 || word.has(bits::OPEN) {
            seen |= seen::PERSON;
        }
        if word.has(bits::SAYING) {
            seen |= seen::SAYING;
        }
        let noun = word.has(bits::PLACE_INSIDE | bits::PLACE_OUTSIDE);
        let listed = token.flags != 0 && word.flags & Class::Place.bit() != 0;
        if listed || noun && (token.flags != 0 || token.word == 0) {
            seen |= seen::PLACE;
        }
        seen
    }

    /// The word as written, no letter taken for a proclitic: «(وام)».
    pub(super) fn written(&self, at: usize) -> Word {
        let word = self.read(at);
        let Some(token) = self.doc.token(at) else {
            return word;
        };
        if word.is_bare() || word.article {
            return word;
        }
        self.rooted(Word {
            conjunction: false,
            preposition: 0,
            host: token.key,
            stem: token.key,
            start: token.start(),
            bits: self.names().word(token.key),
            ..word
        })
    }

    /// The key of a token whose mention starts at a byte: as written, or without its proclitics.
    pub(super) fn key_from(&self, at: usize, start: usize) -> Key {
        let word = self.read(at);
        match self.doc.token(at) {
            Some(token) if token.start() == start => token.key,
            _ => word.host,
        }
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

    #[inline]
    fn known(&self, at: usize, token: &Token, whole: u32) -> Word {
        let article = token.has(mark::ARTICLE);
        let (host, stem) = match (article, token.clitic) {
            (false, 0) => (token.key, token.key),
            (false, _) => (self.doc.host_key(at), self.doc.host_key(at)),
            (true, _) => (self.doc.host_key(at), self.doc.stem_key(at)),
        };
        let preposition = if token.has(mark::LIL) {
            LAM
        } else if token.has(mark::PREPOSITION) {
            let at = u32::from(token.has(mark::CONJUNCTION));
            if token.key.is_hashed() {
                Spelled::of(self.doc, token).code(at as usize)
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
            bits: self.bits(host, stem, token, whole),
            ..Word::default()
        }
    }

    /// Bits of host and stem; `whole` are those of the token as written.
    #[inline]
    fn bits(&self, host: Key, stem: Key, token: &Token, whole: u32) -> u32 {
        let names = self.names();
        let own = if host == token.key {
            whole
        } else {
            names.word(host)
        };
        if host == stem {
            own
        } else {
            own | names.word(stem) & !bits::STOP_ADJECTIVE
        }
    }

    /// The bits of a word that are left where its last letter is ي as written.
    fn with_final_ya(&self, bits: u32, token: &Token) -> u32 {
        if self.doc.slice(token.span()).ends_with(FINAL_YA) {
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
                && with_letters!(self.doc, token, letters => letters.code(0)) == FA;
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

    #[inline]
    fn unknown<L: Letters>(&self, letters: &L, token: &Token, whole: u32) -> Word {
        let mut at = 0;
        let mut word = Word::default();
        let first = letters.code(0);
        if !matches!(first, WAW | FA | BA | LAM | KAF) {
            word.host = token.key;
            word.stem = token.key;
            word.start = letters.start(0);
            if first == ALEF && letters.code(1) == LAM && letters.count() >= 4 {
                word.article = true;
                word.stem = letters.key(2, false);
            }
            word.bits = self.bits(word.host, word.stem, token, whole);
            return word;
        }
        let article = |at: usize| {
            letters.code(at) == ALEF && letters.code(at + 1) == LAM && letters.count() >= at + 4
        };
        let behind = |at: usize| {
            article(at)
                || letters.code(at) == LAM
                    && letters.code(at + 1) == LAM
                    && letters.count() >= at + 4
                || matches!(letters.code(at), BA | KAF) && article(at + 1)
        };
        if matches!(letters.code(0), WAW | FA)
            && (behind(1) || whole == 0 && self.is_word(letters, 1))
        {
            word.conjunction = true;
            at = 1;
        }
        let mut restored = false;
        if letters.code(at) == LAM && letters.code(at + 1) == LAM && letters.count() >= at + 4 {
            word.preposition = LAM;
            word.article = true;
            restored = true;
            at += 1;
        } else if matches!(letters.code(at), BA | KAF) && article(at + 1)
            || matches!(letters.code(at), BA | LAM)
                && self.is_word(letters, at + 1)
                && !self.is_word(letters, at)
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
        word.bits = self.bits(word.host, word.stem, token, whole);
        word
    }

    /// Whether the letters behind `from` are a word of the name lexicon's word table.
    fn is_word<L: Letters>(&self, letters: &L, from: usize) -> bool {
        letters.count() >= from + 3 && self.names().word(letters.key(from, false)) != 0
    }

    /// Whether a word is a frequent common word in any reading, or known as something else than a
    /// name.
    #[inline]
    pub(super) fn is_common(&self, at: usize) -> bool {
        self.seen(at) & seen::COMMON != 0
    }

    #[inline]
    fn is_common_word(&self, token: &Token, word: &Word, whole: u32) -> bool {
        let others = !Class::WEAK & !Class::Function.bit();
        let function = token.flags & Class::Function.bit() != 0
            && !(whole & bits::FINAL_YA != 0 && !word.has(bits::FUNCTION));
        if token.flags & others != 0 || function {
            return true;
        }
        let any = bits::COMMON | bits::STOP | bits::CONSTRUCT;
        if word.has(any) || whole & any != 0 && whole & bits::FINAL_YA == 0 {
            return true;
        }
        if token.key.is_hashed() {
            return false;
        }
        // A word of at most ten letters, its first in the bits above the rest.
        let behind = 6 * u32::from(token.letters.saturating_sub(1));
        token.letters > 3
            && PROCLITICS >> (token.key.0 >> behind & 63) & 1 != 0
            && self.names().word(Key(token.key.0 & ((1 << behind) - 1))) & any != 0
    }

    /// Whether an unknown word has the endings of Arabic morphology, which foreign names lack:
    /// «ها», «هم», «ات», «ية», «ة» and imperfect «ي…».
    pub(super) fn looks_inflected(&self, at: usize) -> bool {
        let Some(token) = self.doc.token(at) else {
            return true;
        };
        with_letters!(self.doc, token, letters => inflected(letters))
    }

    /// Endings that are pronouns: «…هم», «…ها», «…ه».
    pub(super) fn ends_in_pronoun(&self, at: usize) -> bool {
        let Some(token) = self.doc.token(at) else {
            return false;
        };
        let (last, before) = with_letters!(self.doc, token, letters => (
            letters.code(letters.count().saturating_sub(1)),
            letters.code(letters.count().saturating_sub(2)),
        ));
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
        self.doc.token(at).is_some_and(|token| {
            let first = with_letters!(self.doc, token, letters => letters.code(0));
            matches!(first, WAW | FA)
        })
    }

    /// The word with its first letter taken for the conjunction.
    pub(super) fn without_conjunction(&self, at: usize) -> Option<Word> {
        let token = self.doc.token(at)?;
        with_letters!(self.doc, token, letters => self.behind_conjunction(letters, token))
    }

    fn behind_conjunction<L: Letters>(&self, letters: &L, token: &Token) -> Option<Word> {
        if letters.code(0) != WAW || letters.count() < 4 {
            return None;
        }
        let host = letters.key(1, false);
        let article = letters.code(1) == ALEF && letters.code(2) == LAM && letters.count() > 5;
        let stem = if article { letters.key(3, false) } else { host };
        let raw = self.bits(host, stem, token, self.names().word(token.key));
        Some(self.rooted(Word {
            conjunction: true,
            preposition: 0,
            article,
            host,
            stem,
            start: letters.start(1),
            bits: if raw & bits::FINAL_YA == 0 {
                raw
            } else {
                self.with_final_ya(raw, token)
            },
            ..Word::default()
        }))
    }

    /// What is left of a word behind one and two letters that can be proclitics.
    pub(super) fn behind_proclitics(&self, at: usize) -> [Option<(Key, usize)>; 2] {
        let Some(token) = self.doc.token(at) else {
            return [None, None];
        };
        with_letters!(self.doc, token, letters => rests(letters))
    }

    /// Whether an unknown, uncommon word without article stands at the token: most likely a name.
    pub(super) fn is_foreign(&self, at: usize) -> bool {
        self.seen(at) & seen::FOREIGN != 0
    }

    /// Adjective endings: ي, ية, ة, ين, ون, ات.
    pub(super) fn ends_like_adjective(&self, at: usize) -> bool {
        let Some(token) = self.doc.token(at) else {
            return false;
        };
        let last = with_letters!(self.doc, token, letters => {
            letters.code(letters.count().saturating_sub(1))
        });
        matches!(last, HA | YA)
    }

    /// Endings of adjectives of relation: «…ي», «…ية».
    pub(super) fn ends_like_relation(&self, at: usize) -> bool {
        let Some(token) = self.doc.token(at) else {
            return false;
        };
        with_letters!(self.doc, token, letters => {
            let n = letters.count();
            let last = |back| letters.code(n - back);
            n > 4 && (last(1) == YA || last(1) == HA && last(2) == YA)
        })
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

    /// The longest entry of a class from a token's host, else from the token as written.
    pub(super) fn entry_either(
        &self,
        at: usize,
        word: &Word,
        class: Class,
    ) -> Option<crate::lexicon::Entry> {
        let entry = self.entry(at, word, class);
        if entry.is_some() || self.doc.token(at)?.key == word.host {
            return entry;
        }
        self.entry_as_written(at, class)
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
