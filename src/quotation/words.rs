//! What is known of single words: worked out at the first question, for they come again and again
//! from neighbouring cues.

use std::cell::Cell;

use super::Sources;
use super::scene::Scene;
use crate::chars::{ALEF, BA, FA, KAF, LAM, SEEN, WAW, YA};
use crate::doc::Doc;
use crate::fold::Key;
use crate::lex::{Token, mark};
use crate::lexicon::cues::{CueWord, FormKind, FunctionKind, SpeakerNoun, SpeakerNounKind};
use crate::lexicon::names::bits;
use crate::lexicon::{Class, Ending};
use crate::span::Span;

/// Bits of [`Word::known`]: which questions have been asked.
mod asked {
    pub(super) const LETTERS: u8 = 1;
    pub(super) const FUNCTION: u8 = 2;
    pub(super) const CUE: u8 = 4;
    pub(super) const NOUN: u8 = 8;
    pub(super) const PROCLITIC: u8 = 16;
    pub(super) const CONJOINED: u8 = 32;
    /// Beside the questions: [`NOUN`] was answered.
    pub(super) const HAS_NOUN: u8 = 64;
}

/// Bits of [`Word::is`]: what the word is by its letters.
mod is {
    /// The article stands before it, perhaps behind proclitics.
    pub(super) const DEFINITE: u8 = 1;
    /// Its first letters are those of an imperfect.
    pub(super) const IMPERFECT: u8 = 2;
    /// و or ف stand before the article.
    pub(super) const CONJUNCTION: u8 = 4;
    /// A one-letter preposition can stand before it.
    pub(super) const CARRIES: u8 = 8;
    pub(super) const CONJOINED: u8 = 16;
}

/// Mentions that can start in a word.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Start {
    Person = 32,
    Organization = 64,
    Place = 128,
}

/// What is known of a token. All zeros is nothing, so that the words of an article are made fast.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    known: u8,
    is: u8,
    proclitic: u8,
    /// Tokens of the function word or phrase, 0 for none.
    function_len: u8,
    function: FunctionKind,
    /// Tokens of the cue, 0 for none.
    cue_len: u8,
    /// Holds with [`asked::HAS_NOUN`].
    noun: SpeakerNoun,
    cue: u32,
}

impl Word {
    fn function(self, at: usize) -> Option<(FunctionKind, usize)> {
        (self.function_len > 0).then_some((self.function, at + usize::from(self.function_len)))
    }

    fn noun(self) -> Option<SpeakerNoun> {
        (self.known & asked::HAS_NOUN != 0).then_some(self.noun)
    }
}

/// The words of the article.
#[derive(Debug)]
pub(super) struct Words(Vec<Cell<Word>>);

impl Words {
    pub(super) fn new(doc: &Doc<'_>, sources: &Sources<'_>) -> Self {
        let words = vec![Cell::new(Word::default()); doc.tokens.len()];
        let note = |span: Span, start: Start| {
            let behind = doc
                .tokens
                .partition_point(|token| token.start() <= span.start());
            if let Some(cell) = behind.checked_sub(1).and_then(|at| words.get(at)) {
                let mut word = cell.get();
                word.is |= start as u8;
                cell.set(word);
            }
        };
        for mention in &sources.entities.people {
            note(mention.span, Start::Person);
        }
        for mention in &sources.entities.organizations {
            note(mention.span, Start::Organization);
        }
        for mention in &sources.entities.places {
            note(mention.span, Start::Place);
        }
        Self(words)
    }

    /// Whether a mention starts in a word.
    #[inline]
    pub(super) fn starts(&self, at: usize, start: Start) -> bool {
        self.get(at).is & start as u8 != 0
    }

    #[inline]
    fn get(&self, at: usize) -> Word {
        self.0.get(at).map_or_else(Word::default, Cell::get)
    }

    #[inline]
    fn set(&self, at: usize, word: Word) {
        if let Some(cell) = self.0.get(at) {
            cell.set(word);
        }
    }
}

impl<'a> Scene<'a> {
    /// The function word or phrase at a token, and the token behind it.
    #[inline]
    pub(super) fn function(&self, at: usize) -> Option<(FunctionKind, usize)> {
        if !self.doc.is(at, Class::Function) {
            return None;
        }
        let word = self.words.get(at);
        if word.known & asked::FUNCTION != 0 {
            return word.function(at);
        }
        self.ask_function(at)
    }

    #[cold]
    #[inline(never)]
    fn ask_function(&self, at: usize) -> Option<(FunctionKind, usize)> {
        let found = self.read_function(at);
        let (kind, next) = found.unwrap_or((FunctionKind::default(), at));
        if let Ok(len) = u8::try_from(next - at) {
            let mut word = self.words.get(at);
            word.known |= asked::FUNCTION;
            word.function = kind;
            word.function_len = len;
            self.words.set(at, word);
        }
        found
    }

    fn read_function(&self, at: usize) -> Option<(FunctionKind, usize)> {
        let entry = self.doc.entry(at, Class::Function)?;
        let kind = self.doc.lexicon.cues.function(entry.row)?;
        let token = self.token(at)?;
        // «سكان» is no future of «كان».
        if token.has(mark::PREPOSITION)
            && !matches!(
                kind,
                FunctionKind::Pronoun
                    | FunctionKind::Relative
                    | FunctionKind::Preposition
                    | FunctionKind::Governed
            )
        {
            return None;
        }
        Some((kind, entry.next))
    }

    /// The cue word or phrase at a token, and the token behind it.
    #[inline]
    pub(super) fn cue(&self, at: usize) -> Option<(CueWord<'a>, usize)> {
        if !self.doc.is(at, Class::Cue) {
            return None;
        }
        let mut word = self.words.get(at);
        if word.known & asked::CUE == 0 {
            let found = self.doc.entry(at, Class::Cue);
            let len = found.map_or(0, |entry| entry.next - at);
            let Ok(len) = u8::try_from(len) else {
                let entry = found?;
                let cue = self.doc.lexicon.cues.cue(entry.row)?;
                return Some((cue, entry.next));
            };
            word.known |= asked::CUE;
            word.cue_len = len;
            word.cue = found.map_or(0, |entry| entry.row);
            self.words.set(at, word);
        }
        if word.cue_len == 0 {
            return None;
        }
        let cue = self.doc.lexicon.cues.cue(word.cue)?;
        Some((cue, at + usize::from(word.cue_len)))
    }

    /// The noun at a token for one who speaks, or beside one.
    #[inline]
    pub(super) fn noun(&self, at: usize) -> Option<SpeakerNoun> {
        let word = self.words.get(at);
        if word.known & asked::NOUN != 0 {
            return word.noun();
        }
        self.ask_noun(at)
    }

    #[inline(never)]
    fn ask_noun(&self, at: usize) -> Option<SpeakerNoun> {
        let cues = &self.doc.lexicon.cues;
        let forms = self.doc.forms(at);
        let noun = cues.speaker_noun(forms).or_else(|| {
            // «تقريرا»: the indefinite accusative.
            let token = forms?.token;
            let key = token.key;
            if !token.is_word() || !key.is_hashed() && key.last() != ALEF {
                return None;
            }
            let surface = self.doc.slice(token.span());
            let bare = surface.trim_end_matches('ً').strip_suffix('ا')?;
            cues.bare_speaker_noun(bare).filter(|noun| {
                matches!(
                    noun.kind,
                    SpeakerNounKind::Document | SpeakerNounKind::Anonymous
                )
            })
        });
        let mut word = self.words.get(at);
        word.known |= asked::NOUN;
        if let Some(noun) = noun {
            word.known |= asked::HAS_NOUN;
            word.noun = noun;
        }
        self.words.set(at, word);
        noun
    }

    /// Whether a word as it is written has an ending of a kind.
    pub(super) fn ends(&self, word: &str, kind: Ending) -> bool {
        self.doc.lexicon.cues.ends(word, kind)
    }

    /// Whether a word is a frequent one that is no name, or a verb of news.
    pub(super) fn is_common(&self, at: usize) -> bool {
        !self.is_name_word(at)
            && self.doc.lexicon.names.word(self.doc.host_key(at)) & (bits::COMMON | bits::STOP) != 0
    }

    /// Whether a word is known as a finite verb, of saying or of news.
    pub(super) fn is_news_verb(&self, at: usize) -> bool {
        self.finite_cue(at)
            || self.looks_imperfect(at)
            || !self.definite(at)
                && self.doc.lexicon.names.word(self.doc.host_key(at)) & bits::VERB != 0
    }

    /// What the word is by its letters; nothing for what is no word.
    #[inline]
    fn shape(&self, at: usize) -> Word {
        let word = self.words.get(at);
        if word.known & asked::LETTERS != 0 {
            return word;
        }
        self.ask_letters(at)
    }

    #[inline(never)]
    fn ask_letters(&self, at: usize) -> Word {
        let mut word = self.words.get(at);
        word.known |= asked::LETTERS;
        let token = self.token(at);
        if let Some(letters) = self.letters(at) {
            word.is |= letters.shape();
            // «إلسا»: with its hamza written it has no article.
            if letters.first(0) == ALEF
                && word.is & is::DEFINITE != 0
                && self.doc.surface(at).starts_with(['أ', 'إ', 'آ'])
            {
                word.is &= !is::DEFINITE;
            }
        }
        if token.is_some_and(|token| token.has(mark::ARTICLE)) {
            word.is |= is::DEFINITE;
        }
        self.words.set(at, word);
        word
    }

    /// The first letters of a word as folded codes.
    fn letters(&self, at: usize) -> Option<Letters> {
        let token = self.token(at).filter(|token| token.is_word())?;
        Some(if token.key.is_hashed() || token.has(mark::MARKED) {
            Letters::of(self.doc.slice(token.span()))
        } else {
            Letters::of_key(token.key)
        })
    }

    /// Whether the word has the article, perhaps behind و ف ب ك ل.
    #[inline]
    pub(super) fn definite(&self, at: usize) -> bool {
        self.shape(at).is & is::DEFINITE != 0
    }

    /// Whether the first word of a phrase has the article; و and ف cannot stand there: «فالديزي».
    pub(super) fn begins_with_article(&self, at: usize, prefixed: bool) -> bool {
        self.definite(at)
            && self.letters(at).is_some_and(|letters| {
                letters.article_at(0) || letters.double_lam_at(0) || prefixed && letters.definite()
            })
    }

    /// The one-letter preposition of the word: ب, ل or ك, where it is certain.
    #[inline]
    pub(super) fn proclitic(&self, at: usize) -> Option<u8> {
        let word = self.shape(at);
        if word.is & is::CARRIES == 0 {
            return None;
        }
        if word.known & asked::PROCLITIC != 0 {
            return (word.proclitic != 0).then_some(word.proclitic);
        }
        let found = self.read_proclitic(at);
        let mut word = self.words.get(at);
        word.known |= asked::PROCLITIC;
        word.proclitic = found.unwrap_or(0);
        self.words.set(at, word);
        found
    }

    fn read_proclitic(&self, at: usize) -> Option<u8> {
        let token = self.token(at).filter(|token| token.is_word())?;
        let letters = self.letters(at)?;
        if token.letters == 1 && matches!(letters.first(0), BA | LAM | KAF) {
            return Some(letters.first(0));
        }
        if token.has(mark::PREPOSITION) {
            let first = letters.first(u32::from(token.has(mark::CONJUNCTION)));
            return matches!(first, BA | LAM | KAF).then_some(first);
        }
        if let Some(noun) = self.noun(at) {
            let first = letters.first(u32::from(noun.stem.conjunction));
            return noun.stem.preposition.then_some(first);
        }
        // Behind ل and ب a written hamza begins the next word: «لأمراض».
        let surface = self.doc.surface(at);
        let surface = surface.strip_prefix('و').unwrap_or(surface);
        let mut characters = surface.chars();
        let (first, second) = (characters.next(), characters.next());
        if token.letters >= 4
            && matches!(first, Some('ل' | 'ب'))
            && matches!(second, Some('أ' | 'إ'))
        {
            return Some(if first == Some('ل') { LAM } else { BA });
        }
        letters.preposition_before_article()
    }

    /// Whether the word is joined to what is before it by و or ف, where it is certain.
    #[inline]
    pub(super) fn conjoined(&self, at: usize) -> bool {
        let word = self.words.get(at);
        if word.known & asked::CONJOINED != 0 {
            return word.is & is::CONJOINED != 0;
        }
        self.ask_conjoined(at)
    }

    #[inline(never)]
    fn ask_conjoined(&self, at: usize) -> bool {
        let found = self
            .token(at)
            .is_some_and(|token| token.is_word() && self.read_conjoined(at, token));
        let mut word = self.words.get(at);
        word.known |= asked::CONJOINED;
        word.is |= if found { is::CONJOINED } else { 0 };
        self.words.set(at, word);
        found
    }

    fn read_conjoined(&self, at: usize, token: &Token) -> bool {
        if token.has(mark::CONJUNCTION) {
            return true;
        }
        // A long word shows its conjunction in its reading alone, or before the article.
        if !token.key.is_hashed() && !matches!(token.key.first_two().0, WAW | FA) {
            return false;
        }
        token.letters == 1
            || self.noun(at).is_some_and(|noun| noun.stem.conjunction)
            || token.flags == 0 && self.shape(at).is & is::CONJUNCTION != 0
    }

    /// Whether the word looks like an imperfect verb: «يواصل», «ستبدأ».
    pub(super) fn looks_imperfect(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.is_word()) else {
            return false;
        };
        if let Some((CueWord::Verb(_, form), _)) = self.cue(at) {
            return matches!(form.kind, FormKind::Imperfect)
                && !matches!(self.proclitic(at), Some(BA | KAF));
        }
        if token.flags & !Class::Cue.bit() != 0 || token.letters < 4 {
            return false;
        }
        self.shape(at).is & is::IMPERFECT != 0 && !has_too_long_a_stem(token)
    }
}

/// «يساريفيتش»: no imperfect has seven letters without an ending of person or a pronoun.
fn has_too_long_a_stem(token: &Token) -> bool {
    use crate::chars::{HA, MEEM, NUN, TA};
    let (key, count) = (token.key, token.key.letters());
    !key.is_hashed()
        && count >= 7
        && key.letter(0) == YA
        && !matches!(
            key.letter(count - 1),
            ALEF | NUN | HA | MEEM | YA | KAF | WAW | TA
        )
}

/// The folded letters at the beginning of a word, and their number.
#[derive(Clone, Copy, Default)]
struct Letters {
    /// Six bits a letter, the first at the top.
    codes: u64,
    count: u32,
}

impl Letters {
    /// Letters of which the codes are kept.
    const KEPT: u32 = 10;

    fn of(surface: &str) -> Self {
        use crate::chars::{Class, class};
        let mut letters = Self::default();
        for c in surface.chars().take(24) {
            match class(c) {
                Class::Arabic(code) => letters.push(code),
                Class::Ligature(a, b) => {
                    letters.push(a);
                    letters.push(b);
                }
                _ => {}
            }
        }
        letters
    }

    fn push(&mut self, code: u8) {
        if self.count < Self::KEPT {
            self.codes |= u64::from(code) << (58 - 6 * self.count);
        }
        self.count += 1;
    }

    /// The letters of an exact key.
    fn of_key(key: Key) -> Self {
        Self {
            codes: key.leading(),
            count: key.letters(),
        }
    }

    #[inline]
    const fn first(self, n: u32) -> u8 {
        (self.codes << (6 * n) >> 58) as u8
    }

    /// What the word is by its letters, bits of [`is`]. Its first letter tells most words apart.
    #[inline]
    fn shape(self) -> u8 {
        let bit = |yes: bool, bit: u8| if yes { bit } else { 0 };
        match self.first(0) {
            ALEF => bit(self.article_at(0), is::DEFINITE),
            BA | KAF => is::CARRIES | bit(self.article_at(1), is::DEFINITE),
            LAM => is::CARRIES | bit(self.double_lam_at(0), is::DEFINITE),
            YA | SEEN => bit(self.imperfect_at(0), is::IMPERFECT),
            WAW | FA => {
                bit(self.definite(), is::DEFINITE)
                    | bit(self.imperfect_at(1), is::IMPERFECT)
                    | bit(self.conjunction_before_article(), is::CONJUNCTION)
                    | bit(matches!(self.first(1), BA | LAM | KAF), is::CARRIES)
            }
            _ => 0,
        }
    }

    /// Where the word begins behind و or ف and a preposition that stand before an article.
    fn host(self) -> u32 {
        let conjunction = u32::from(matches!(self.first(0), WAW | FA));
        if self.article_at(conjunction) {
            conjunction
        } else if conjunction == 1 && self.article_at(2) && matches!(self.first(1), BA | KAF) {
            2
        } else {
            0
        }
    }

    fn article_at(self, at: u32) -> bool {
        self.first(at) == ALEF && self.first(at + 1) == LAM && self.count >= at + 4
    }

    fn double_lam_at(self, at: u32) -> bool {
        self.first(at) == LAM && self.first(at + 1) == LAM && self.count >= at + 4
    }

    fn definite(self) -> bool {
        self.article_at(self.host())
            || matches!(self.first(0), BA | KAF) && self.article_at(1)
            || self.double_lam_at(0)
            || matches!(self.first(0), WAW | FA) && self.double_lam_at(1)
    }

    fn preposition_before_article(self) -> Option<u8> {
        let conjunction = u32::from(matches!(self.first(0), WAW | FA));
        [0, conjunction].into_iter().find_map(|at| {
            let first = self.first(at);
            (matches!(first, BA | KAF) && self.article_at(at + 1) && self.count > at + 5
                || self.double_lam_at(at))
            .then_some(first)
        })
    }

    fn conjunction_before_article(self) -> bool {
        matches!(self.first(0), WAW | FA)
            && self.count > 5
            && (self.article_at(1)
                || self.double_lam_at(1)
                || matches!(self.first(1), BA | KAF) && self.article_at(2))
    }

    /// Whether the letters from one on are those of an imperfect: ي or سيـ, ستـ, سنـ.
    fn imperfect_at(self, at: u32) -> bool {
        use crate::chars::{NUN, TA};
        let (first, second) = (self.first(at), self.first(at + 1));
        first == YA && second != ALEF && self.count >= at + 4
            || first == SEEN && matches!(second, YA | TA | NUN) && self.count >= at + 5
    }
}
