//! What the quotation layer sees of the article: sentences and pairs as token ranges, and questions
//! about single words.

use std::cell::Cell;

use super::Sources;
use crate::chars::{ALEF, BA, FA, KAF, LAM, WAW, YA};
use crate::doc::Doc;
use crate::layout::PartKind;
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::cues::{CueWord, FunctionKind, SpeakerNoun};
use crate::marks::MarkPair;
use crate::span::Span;

/// A pair of marks in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    /// First token of the opening mark.
    pub(super) open: usize,
    /// First token of the content.
    pub(super) first: usize,
    /// Token behind the content.
    pub(super) end: usize,
    /// Token behind the closing mark.
    pub(super) next: usize,
    pub(super) parent: Option<usize>,
    pub(super) closed: bool,
}

impl Quoted {
    pub(super) const fn len(&self) -> usize {
        self.end.saturating_sub(self.first)
    }
}

/// A sentence, or a line outside of them, in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) first: usize,
    pub(super) end: usize,
    /// Number of its line.
    pub(super) line: usize,
    pub(super) kind: PartKind,
}

/// The article as this layer sees it.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) doc: &'a Doc<'a>,
    pub(super) sources: Sources<'a>,
    pub(super) quoted: Vec<Quoted>,
    /// Opening mark's token and its pair, in order.
    opens: Vec<(usize, usize)>,
    pub(super) stretches: Vec<Stretch>,
    functions: Vec<Cell<Asked<(FunctionKind, usize)>>>,
    nouns: Vec<Cell<Asked<SpeakerNoun>>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(doc: &'a Doc<'a>, sources: Sources<'a>) -> Self {
        let quoted: Vec<Quoted> = sources.pairs.iter().map(|pair| quoted(doc, pair)).collect();
        let mut opens: Vec<(usize, usize)> = quoted
            .iter()
            .enumerate()
            .map(|(pair, quoted)| (quoted.open, pair))
            .collect();
        opens.sort_unstable();
        let stretches = stretches(doc, &sources);
        Self {
            doc,
            sources,
            quoted,
            opens,
            stretches,
            functions: vec![Cell::new(Asked::Never); doc.tokens.len()],
            nouns: vec![Cell::new(Asked::Never); doc.tokens.len()],
        }
    }

    /// The pair whose opening mark starts at a token.
    pub(super) fn opens_at(&self, at: usize) -> Option<usize> {
        if !matches!(self.token(at)?.kind, TokenKind::Quote | TokenKind::Punct) {
            return None;
        }
        let place = self
            .opens
            .binary_search_by_key(&at, |&(open, _)| open)
            .ok()?;
        self.opens.get(place).map(|&(_, pair)| pair)
    }

    /// The pairs whose opening marks lie in a range of tokens.
    pub(super) fn opening_in(&self, first: usize, end: usize) -> &[(usize, usize)] {
        let from = self.opens.partition_point(|&(open, _)| open < first);
        let to = self.opens.partition_point(|&(open, _)| open < end);
        self.opens.get(from..to).unwrap_or_default()
    }

    pub(super) fn pair(&self, at: usize) -> Option<&Quoted> {
        self.quoted.get(at)
    }

    /// The stretch that holds a token.
    pub(super) fn stretch_of(&self, at: usize) -> Option<usize> {
        self.stretches
            .partition_point(|stretch| stretch.first <= at)
            .checked_sub(1)
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.doc.token(at)
    }

    pub(super) fn is_char(&self, at: usize, c: char) -> bool {
        self.doc.is_char(at, c)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_word)
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.is_char(at, '،') || self.is_char(at, ',')
    }

    /// Punctuation or a mark, no word.
    pub(super) fn is_punct(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| {
            matches!(
                token.kind,
                TokenKind::Punct | TokenKind::Quote | TokenKind::Break
            )
        })
    }

    /// The function word or phrase at a token, and the token behind it.
    pub(super) fn function(&self, at: usize) -> Option<(FunctionKind, usize)> {
        if !self.doc.is(at, Class::Function) {
            return None;
        }
        once(self.functions.get(at), || self.read_function(at))
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

    pub(super) fn is_function(&self, at: usize, kind: FunctionKind) -> bool {
        self.function(at).is_some_and(|(found, _)| found == kind)
    }

    /// Whether a preposition stands at a token; the token behind it.
    pub(super) fn preposition(&self, at: usize) -> Option<usize> {
        self.function(at)
            .filter(|(kind, _)| kind.is_preposition())
            .map(|(_, next)| next)
    }

    /// Whether the word is a complementizer.
    pub(super) fn complements(&self, at: usize) -> bool {
        self.is_function(at, FunctionKind::Complementizer)
    }

    /// The cue word or phrase at a token, and the token behind it.
    pub(super) fn cue(&self, at: usize) -> Option<(CueWord<'a>, usize)> {
        let entry = self.doc.entry(at, Class::Cue)?;
        let word = self.doc.lexicon.cues.cue(entry.row)?;
        Some((word, entry.next))
    }

    pub(super) fn noun(&self, at: usize) -> Option<SpeakerNoun> {
        once(self.nouns.get(at), || {
            self.doc.lexicon.cues.speaker_noun(self.doc.forms(at))
        })
    }

    /// First letters of a word behind و and ف, as folded codes.
    fn letters(&self, at: usize) -> Option<Letters> {
        let token = self.token(at).filter(|token| token.is_word())?;
        Some(Letters::of(self.doc.slice(token.span())))
    }

    /// Whether the word has the article, perhaps behind و ف ب ك ل.
    pub(super) fn definite(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        token.has(mark::ARTICLE) || self.letters(at).is_some_and(|letters| letters.definite())
    }

    /// Whether the first word of a phrase has the article; و and ف cannot stand there: «فالديزي».
    pub(super) fn begins_with_article(&self, at: usize, prefixed: bool) -> bool {
        self.letters(at).is_some_and(|letters| {
            letters.article_at(0) || letters.double_lam_at(0) || prefixed && letters.definite()
        })
    }

    /// The one-letter preposition of the word: ب, ل or ك, where it is certain.
    pub(super) fn proclitic(&self, at: usize) -> Option<u8> {
        let token = self.token(at).filter(|token| token.is_word())?;
        let letters = self.letters(at)?;
        if !letters.can_carry() {
            return None;
        }
        if token.letters == 1 && matches!(letters.first(0), BA | LAM | KAF) {
            return Some(letters.first(0));
        }
        if token.has(mark::PREPOSITION) {
            let first = letters.first(usize::from(token.has(mark::CONJUNCTION)));
            return matches!(first, BA | LAM | KAF).then_some(first);
        }
        if let Some(noun) = self.noun(at) {
            let first = letters.first(usize::from(noun.stem.conjunction));
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
    pub(super) fn conjoined(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.is_word()) else {
            return false;
        };
        token.has(mark::CONJUNCTION)
            || token.letters == 1
                && self
                    .letters(at)
                    .is_some_and(|l| matches!(l.first(0), WAW | FA))
            || self.noun(at).is_some_and(|noun| noun.stem.conjunction)
            || token.flags == 0
                && self
                    .letters(at)
                    .is_some_and(|letters| letters.conjunction_before_article())
    }

    /// Whether the word looks like an imperfect verb: «يواصل», «ستبدأ».
    pub(super) fn looks_imperfect(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.is_word()) else {
            return false;
        };
        if let Some((CueWord::Verb(_, form), _)) = self.cue(at) {
            return matches!(form.kind, crate::lexicon::cues::FormKind::Imperfect);
        }
        if token.flags & !Class::Cue.bit() != 0 || token.letters < 4 {
            return false;
        }
        self.letters(at).is_some_and(|letters| letters.imperfect())
    }

    /// The person whose mention starts at a token.
    pub(super) fn person_at(&self, at: usize) -> Option<usize> {
        let people = &self.sources.entities.people;
        let token = self.token(at)?;
        let before = people.partition_point(|mention| mention.span.start() < token.start());
        people
            .get(before)
            .filter(|mention| mention.span.start() < token.end())
            // A name that lost its first letter as و or ف is not trusted: «فرومان».
            .filter(|mention| {
                mention.span.start() == token.start()
                    || !token.has(mark::CONJUNCTION)
                    || self.definite(at)
            })
            .map(|_| before)
    }

    /// The longest organization whose mention starts at a token.
    pub(super) fn organization_at(&self, at: usize) -> Option<usize> {
        let organizations = &self.sources.entities.organizations;
        let token = self.token(at)?;
        let first = organizations.partition_point(|mention| mention.span.start() < token.start());
        organizations
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, mention)| mention.span.start() < token.end())
            .max_by_key(|(_, mention)| mention.span.end())
            .map(|(at, _)| at)
    }

    /// Whether a place starts at a token; the token behind it.
    pub(super) fn place_at(&self, at: usize) -> Option<usize> {
        let places = &self.sources.entities.places;
        let token = self.token(at)?;
        let first = places.partition_point(|mention| mention.span.start() < token.start());
        if let Some(mention) = places
            .get(first)
            .filter(|mention| mention.span.start() < token.end())
        {
            return Some(self.token_behind(mention.span));
        }
        self.doc.entry(at, Class::Place).map(|entry| entry.next)
    }

    /// The token behind a span.
    pub(super) fn token_behind(&self, span: Span) -> usize {
        self.doc.tokens_in(span).end
    }

    /// The stretch's tokens as a span without final punctuation.
    pub(super) fn cover(&self, first: usize, end: usize) -> Span {
        self.doc.cover(first, end)
    }
}

/// What is known of a token; questions come again and again from neighbouring cues.
#[derive(Clone, Copy, Debug)]
enum Asked<T> {
    Never,
    Known(Option<T>),
}

/// The answer in the cell, worked out at the first question.
fn once<T: Copy>(cell: Option<&Cell<Asked<T>>>, answer: impl FnOnce() -> Option<T>) -> Option<T> {
    let cell = cell?;
    if let Asked::Known(known) = cell.get() {
        return known;
    }
    let known = answer();
    cell.set(Asked::Known(known));
    known
}

fn quoted(doc: &Doc<'_>, pair: &MarkPair) -> Quoted {
    let content = doc.tokens_in(pair.content);
    let open = doc.token_from(pair.opening.start());
    let next = if pair.closing.is_empty() {
        content.end
    } else {
        doc.token_from(pair.closing.end())
    };
    Quoted {
        open,
        first: content.start,
        end: content.end,
        next,
        parent: pair.parent,
        closed: pair.is_closed(),
    }
}

/// Sentences in tokens, and the lines between them.
fn stretches(doc: &Doc<'_>, sources: &Sources<'_>) -> Vec<Stretch> {
    let mut found = Vec::with_capacity(sources.sentences.len());
    let mut at = 0;
    let mut line = 0;
    let mut part = 0;
    let mut kind_of = |byte: usize| {
        while sources
            .parts
            .get(part + 1)
            .is_some_and(|next| next.span.start() <= byte)
        {
            part += 1;
        }
        sources
            .parts
            .get(part)
            .map_or(PartKind::Body, |part| part.kind)
    };
    let mut sentences = sources.sentences.iter().peekable();
    while let Some(token) = doc.token(at) {
        if token.kind == TokenKind::Break {
            line += 1;
            at += 1;
            continue;
        }
        let first = at;
        let (limit, sentence) = match sentences.peek() {
            Some(sentence) if sentence.span.start() <= token.start() => {
                let end = sentence.span.end();
                sentences.next();
                (end, true)
            }
            Some(sentence) => (sentence.span.start(), false),
            None => (usize::MAX, false),
        };
        let started = line;
        while let Some(token) = doc.token(at) {
            if token.start() >= limit {
                break;
            }
            if token.kind == TokenKind::Break {
                // Only a closed quotation carries a sentence over a line's end.
                if !sentence || doc.token(at + 1).is_none_or(|next| next.start() >= limit) {
                    break;
                }
                line += 1;
            }
            at += 1;
        }
        if at == first {
            at += 1;
        }
        found.push(Stretch {
            first,
            end: at,
            line: started,
            kind: kind_of(token.start()),
        });
    }
    found
}

/// The folded letters at the beginning and the last one of a word.
struct Letters {
    codes: [u8; 8],
    count: usize,
    last: u8,
}

impl Letters {
    fn of(surface: &str) -> Self {
        use crate::chars::{Class, class};
        let mut letters = Self {
            codes: [0; 8],
            count: 0,
            last: 0,
        };
        let mut push = |code: u8| {
            if let Some(slot) = letters.codes.get_mut(letters.count) {
                *slot = code;
            }
            letters.count += 1;
            letters.last = code;
        };
        for c in surface.chars().take(24) {
            match class(c) {
                Class::Arabic(code) => push(code),
                Class::Ligature(a, b) => {
                    push(a);
                    push(b);
                }
                _ => {}
            }
        }
        letters
    }

    fn first(&self, n: usize) -> u8 {
        self.codes.get(n).copied().unwrap_or(0)
    }

    /// Whether the word can begin with a one-letter preposition, perhaps behind و or ف.
    fn can_carry(&self) -> bool {
        let at = usize::from(matches!(self.first(0), WAW | FA));
        matches!(self.first(0), BA | LAM | KAF) || matches!(self.first(at), BA | LAM | KAF)
    }

    fn host(&self) -> usize {
        let conjunction = usize::from(matches!(self.first(0), WAW | FA));
        if self.article_at(conjunction) {
            conjunction
        } else if conjunction == 1 && self.article_at(2) && matches!(self.first(1), BA | KAF) {
            2
        } else {
            0
        }
    }

    fn article_at(&self, at: usize) -> bool {
        self.first(at) == ALEF && self.first(at + 1) == LAM && self.count >= at + 4
    }

    fn double_lam_at(&self, at: usize) -> bool {
        self.first(at) == LAM && self.first(at + 1) == LAM && self.count >= at + 4
    }

    fn definite(&self) -> bool {
        self.article_at(self.host())
            || matches!(self.first(0), BA | KAF) && self.article_at(1)
            || self.double_lam_at(0)
            || matches!(self.first(0), WAW | FA) && self.double_lam_at(1)
    }

    fn preposition_before_article(&self) -> Option<u8> {
        let conjunction = usize::from(matches!(self.first(0), WAW | FA));
        [0, conjunction].into_iter().find_map(|at| {
            let first = self.first(at);
            (matches!(first, BA | KAF) && self.article_at(at + 1) && self.count > at + 5
                || self.double_lam_at(at))
            .then_some(first)
        })
    }

    fn conjunction_before_article(&self) -> bool {
        matches!(self.first(0), WAW | FA)
            && self.count > 5
            && (self.article_at(1)
                || self.double_lam_at(1)
                || matches!(self.first(1), BA | KAF) && self.article_at(2))
    }

    fn imperfect(&self) -> bool {
        use crate::chars::SEEN;
        const TA: u8 = 4;
        const NUN: u8 = 26;
        let at = usize::from(matches!(self.first(0), WAW | FA));
        let (first, second) = (self.first(at), self.first(at + 1));
        first == YA && second != ALEF && self.count >= at + 4
            || first == SEEN && matches!(second, YA | TA | NUN) && self.count >= at + 5
    }
}
