//! The names of those who speak or are spoken of, and the words of a phrase in normal form.

use std::borrow::Cow;
use std::ops::Range;

use super::hit::Hit;
use super::phrase::{Mention, MentionKind};
use super::scene::Scene;
use crate::entity::EntityKind;
use crate::fold::{Key, without_marks};
use crate::lex::{Token, TokenKind, mark};
use crate::lexicon::Class;
use crate::lexicon::cues::FunctionKind;
use crate::span::Span;

/// Known names that a short one is compared with.
const NAMES: usize = 96;

/// The names of people in the article.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    known: Vec<Known<'a>>,
    /// The words of all known names, one name behind the other.
    words: Vec<Key>,
    /// Words of the longest known name.
    longest: usize,
    /// Functions with the phrases that name their holders, in text order.
    pub(super) holders: Vec<Holder>,
}

/// A name of several words.
#[derive(Debug)]
struct Known<'a> {
    /// Its words among those of all.
    words: Range<usize>,
    name: Cow<'a, str>,
}

/// Somebody named with a function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holder {
    pub(super) head: Key,
    pub(super) second: Option<Key>,
    /// «الأسبق»
    pub(super) former: bool,
    pub(super) mention: Mention,
}

impl<'a> Names<'a> {
    /// Notes a name of at least two words.
    fn add(&mut self, words: impl Iterator<Item = Key>, name: impl FnOnce() -> Cow<'a, str>) {
        if self.known.len() >= NAMES {
            return;
        }
        let first = self.words.len();
        words.for_each(|word| self.words.push(word));
        let end = self.words.len();
        let (before, new) = self.words.split_at(first);
        let is_known = || {
            let mut known = self.known.iter();
            known.any(|known| before.get(known.words.clone()) == Some(new))
        };
        if new.len() < 2 || is_known() {
            self.words.truncate(first);
            return;
        }
        self.longest = self.longest.max(end - first);
        self.known.push(Known {
            words: first..end,
            name: name(),
        });
    }

    /// The words of the longest known name that holds these in a row, and the name.
    pub(super) fn fullest(&self, words: &[Key]) -> Option<(&[Key], &str)> {
        if words.len() >= self.longest {
            return None;
        }
        let first = words.first()?;
        let holds = |known: &[Key]| {
            let starts = known.iter().enumerate().filter(|(_, word)| *word == first);
            starts
                .filter_map(|(at, _)| known.get(at..at + words.len()))
                .any(|part| part == words)
        };
        self.known
            .iter()
            .filter_map(|known| Some((self.words.get(known.words.clone())?, &*known.name)))
            .filter(|(known, _)| known.len() > words.len() && holds(known))
            .max_by_key(|(known, _)| known.len())
    }

    /// The longest known name that holds all words of one in a row.
    pub(super) fn fullest_of(&self, name: &str) -> Option<&str> {
        let spaces = name.bytes().filter(|&byte| byte == b' ').count();
        if spaces + 1 >= self.longest {
            return None;
        }
        let words: Vec<Key> = Key::of_words(name).collect();
        self.fullest(&words).map(|(_, name)| name)
    }
}

impl<'a> Scene<'a> {
    /// Collects the names of the people that speak or are spoken of.
    pub(super) fn names(&self, hits: &[Hit<'_>]) -> Names<'a> {
        let mut names = Names {
            words: Vec::with_capacity(32),
            known: Vec::with_capacity(8),
            ..Names::default()
        };
        let people = self.sources.entities.entities.iter().filter(|entity| {
            matches!(entity.kind, EntityKind::Person { .. }) && entity.name.contains(' ')
        });
        for entity in people {
            let torn = entity
                .name
                .split(' ')
                .skip(1)
                .any(|word| word.len() <= 8 && self.is_complementizer(word));
            if !torn {
                names.add(Key::of_words(&entity.name), || Cow::Borrowed(&entity.name));
            }
        }
        for hit in hits {
            if let Some(mention) = hit.subject {
                if mention.kind == MentionKind::Named && mention.end > mention.first + 1 {
                    self.add_name(&mention, &mut names);
                }
            }
        }
        // Titles are read only where a function or a short name asks for its holder.
        let short = |mention: &Mention| {
            mention.end == mention.first + 1
                && names
                    .fullest(&self.keys(mention.first, mention.end))
                    .is_none()
        };
        let subjects = || hits.iter().filter_map(|hit| hit.subject);
        let roles: Vec<Key> = subjects()
            .filter(|mention| mention.kind == MentionKind::Role)
            .map(|mention| self.stem(mention.first))
            .collect();
        let named = subjects().any(|mention| mention.kind == MentionKind::Named && short(&mention));
        let definite = named
            || !roles.is_empty()
                && subjects()
                    .any(|mention| mention.kind == MentionKind::Definite && short(&mention));
        if definite {
            self.collect_holders(&mut names, None);
        } else if !roles.is_empty() {
            self.collect_holders(&mut names, Some(&roles));
        }
        names
    }

    /// Reads the names behind titles anywhere in the article; behind some functions alone if these are
    /// given.
    fn collect_holders(&self, names: &mut Names<'a>, heads: Option<&[Key]>) {
        let mut behind = 0;
        for stretch in &self.stretches {
            for at in self.flagged(stretch, Class::Role) {
                if at < behind || names.holders.len() >= NAMES {
                    continue;
                }
                if heads.is_some_and(|heads| !heads.contains(&self.stem(at))) {
                    continue;
                }
                let Some(mention) = self.phrase_at_prefixed(at, stretch.end) else {
                    continue;
                };
                let Some((from, to)) = mention.title else {
                    continue;
                };
                if mention.kind != MentionKind::Named || from != at {
                    continue;
                }
                behind = mention.end;
                if mention.end > mention.first + 1 {
                    self.add_name(&mention, names);
                }
                names.holders.push(Holder {
                    head: self.stem(from),
                    second: (to > from + 1).then(|| self.stem(from + 1)),
                    former: (from..to).any(|at| self.doc.is(at, Class::Date)),
                    mention,
                });
            }
        }
    }

    /// Whether a word of a name is no part of one: «أن».
    fn is_complementizer(&self, word: &str) -> bool {
        let lexicon = self.doc.lexicon;
        let function = lexicon
            .root(Key::of(word))
            .is_some_and(|(_, flags)| flags & Class::Function.bit() != 0);
        function
            && lexicon
                .find(word, Class::Function)
                .and_then(|row| lexicon.cues.function(row))
                == Some(FunctionKind::Complementizer)
    }

    /// The keys of the words of a phrase.
    pub(super) fn keys(&self, first: usize, end: usize) -> Vec<Key> {
        self.words_in(first, end).collect()
    }

    pub(super) fn words_in(&self, first: usize, end: usize) -> impl Iterator<Item = Key> {
        (first..end)
            .filter(|&at| {
                self.token(at)
                    .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Latin))
            })
            .map(|at| self.doc.host_key(at))
    }

    /// Notes the name of a mention.
    fn add_name(&self, mention: &Mention, names: &mut Names<'a>) {
        let name = || Cow::Owned(self.name_text(mention));
        let words = self.words_in(mention.first, mention.end);
        match self.token(mention.first).filter(|_| mention.raw) {
            Some(token) => names.add(std::iter::once(token.key).chain(words.skip(1)), name),
            None => names.add(words, name),
        }
    }

    /// A name in normal form; a raw one begins as it is written.
    pub(super) fn name_text(&self, mention: &Mention) -> String {
        if !mention.raw {
            return self.text(mention.first, mention.end);
        }
        let mut name = without_marks(self.doc.surface(mention.first));
        if mention.end > mention.first + 1 {
            name.push(' ');
            name.push_str(&self.text(mention.first + 1, mention.end));
        }
        name
    }

    /// The words of a phrase in normal form: without marks, preposition off, article restored.
    pub(super) fn text(&self, first: usize, end: usize) -> String {
        let mut out = String::with_capacity(self.cover(first, end).len() + 4);
        for at in first..end {
            let Some(token) = self.token(at) else { break };
            if token.kind == TokenKind::Quote {
                continue;
            }
            if !out.is_empty() && !token.has(mark::GLUED) {
                out.push(' ');
            } else if token.has(mark::GLUED)
                && at > first
                && self
                    .token(at - 1)
                    .is_some_and(|before| before.kind == TokenKind::Quote)
                && !out.is_empty()
                && !out.ends_with(' ')
            {
                out.push(' ');
            }
            if at == first {
                self.push_unprefixed(at, token, &mut out);
            } else {
                push_plain(self.doc.surface(at), token, &mut out);
            }
        }
        out
    }

    /// Adds the first word of a name without its preposition: «للوزارة» gives «الوزارة».
    pub(super) fn push_unprefixed(&self, at: usize, token: &Token, out: &mut String) {
        // «وسائل»: no clitic, whatever its reading has.
        let whole = self.is_whole_noun(at);
        if token.clitic > 0 && !whole {
            if token.has(mark::LIL) {
                out.push('ا');
            }
            push_plain(self.doc.host(at), token, out);
            return;
        }
        let surface = self.doc.surface(at);
        if whole || self.proclitic(at).is_none() || token.letters <= 1 {
            push_plain(surface, token, out);
            return;
        }
        let surface = without_marks(surface);
        let mut letters = surface.chars();
        letters.next();
        let rest = letters.as_str();
        if rest.starts_with('ل') && !rest.starts_with("ال") && self.definite(at) {
            out.push('ا');
        }
        out.push_str(rest);
    }

    /// The span of a phrase without the preposition of its first word.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        if self.is_whole_noun(first) {
            let start = self.token(first).map_or(0, |token| token.start());
            return Span::new(start, self.cover(first, end).end());
        }
        let span = self.cover(first, end);
        let cut = self
            .token(first)
            .is_some_and(|token| token.clitic == 0 && token.letters > 1)
            && self.proclitic(first).is_some();
        if !cut {
            return span;
        }
        let skip = self
            .doc
            .slice(span)
            .char_indices()
            .nth(1)
            .map_or(0, |(at, _)| at);
        Span::new(span.start() + skip, span.end())
    }

    /// Whether a noun for speakers is written without proclitics, though its reading has some.
    fn is_whole_noun(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.clitic > 0)
            && self
                .noun(at)
                .is_some_and(|noun| noun.stem == crate::lexicon::stems::Stem::default())
    }

    pub(super) fn stem(&self, at: usize) -> Key {
        if self.definite(at) {
            let key = self.doc.host_key(at);
            if key.is_hashed() || self.token(at).is_some_and(|t| t.has(mark::ARTICLE)) {
                return self.doc.stem_key(at);
            }
            return crate::lexicon::stems::stems(key)
                .filter(|(_, stem)| stem.article)
                .map(|(key, _)| key)
                .next()
                .unwrap_or(key);
        }
        self.doc.stem_key(at)
    }
}

/// Adds the words of a token without marks.
fn push_plain(words: &str, token: &Token, out: &mut String) {
    if token.is_word() && !token.has(mark::MARKED) {
        out.push_str(words);
    } else {
        out.push_str(&without_marks(words));
    }
}
