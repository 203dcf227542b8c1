//! The names of those who speak or are spoken of, and the words of a phrase in normal form.

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
pub(super) struct Names {
    pub(super) known: Vec<(Vec<Key>, String)>,
    /// Functions with the phrases that name their holders, in text order.
    pub(super) holders: Vec<Holder>,
    /// Entities whose name lost its first letter.
    pub(super) cut: Vec<usize>,
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

impl Names {
    pub(super) fn add(&mut self, keys: Vec<Key>, name: impl FnOnce() -> String) {
        if keys.len() >= 2
            && self.known.len() < NAMES
            && !self.known.iter().any(|(known, _)| *known == keys)
        {
            self.known.push((keys, name()));
        }
    }

    /// The longest known name that holds these words in a row.
    pub(super) fn fullest(&self, keys: &[Key]) -> Option<&(Vec<Key>, String)> {
        self.known
            .iter()
            .filter(|(known, _)| {
                known.len() > keys.len()
                    && known.windows(keys.len().max(1)).any(|part| part == keys)
            })
            .max_by_key(|(known, _)| known.len())
    }
}

impl Scene<'_> {
    /// Collects the names of the people that speak or are spoken of.
    pub(super) fn names(&self, hits: &[Hit<'_>]) -> Names {
        // «فيصل» that was read as «يصل» with a conjunction.
        let cut = self
            .sources
            .entities
            .people
            .iter()
            .filter(|mention| {
                // A mention that begins at its token is whole.
                let behind = self.doc.token_from(mention.span.start());
                let whole = self
                    .token(behind)
                    .is_some_and(|token| token.start() == mention.span.start());
                !whole
                    && behind
                        .checked_sub(1)
                        .is_some_and(|at| self.given_as_written(at))
            })
            .map(|mention| mention.entity.index())
            .collect();
        let mut names = Names {
            cut,
            ..Names::default()
        };
        for (number, entity) in self.sources.entities.entities.iter().enumerate() {
            if !matches!(entity.kind, EntityKind::Person { .. }) || names.cut.contains(&number) {
                continue;
            }
            let torn = entity.name.split(' ').skip(1).any(|word| {
                if word.len() > 8 {
                    return false;
                }
                let lexicon = self.doc.lexicon;
                lexicon
                    .find(word, Class::Function)
                    .and_then(|row| lexicon.cues.function(row))
                    == Some(FunctionKind::Complementizer)
            });
            if !torn {
                names.add(entity.name.split(' ').map(Key::of).collect(), || {
                    entity.name.clone()
                });
            }
        }
        for hit in hits {
            if let Some(mention) = hit.subject {
                if mention.kind == MentionKind::Named && mention.end > mention.first + 1 {
                    names.add(self.name_keys(&mention), || self.name_text(&mention));
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
    fn collect_holders(&self, names: &mut Names, heads: Option<&[Key]>) {
        let mut behind = 0;
        for stretch in &self.stretches {
            for at in stretch.first..stretch.end {
                if at < behind || !self.doc.is(at, Class::Role) || names.holders.len() >= NAMES {
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
                    names.add(self.name_keys(&mention), || self.name_text(&mention));
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

    pub(super) fn keys(&self, first: usize, end: usize) -> Vec<Key> {
        (first..end)
            .filter(|&at| {
                self.token(at)
                    .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Latin))
            })
            .map(|at| self.doc.host_key(at))
            .collect()
    }

    /// The keys of a name's words.
    fn name_keys(&self, mention: &Mention) -> Vec<Key> {
        let mut keys = self.keys(mention.first, mention.end);
        if mention.raw {
            if let (Some(first), Some(token)) = (keys.first_mut(), self.token(mention.first)) {
                *first = token.key;
            }
        }
        keys
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
        let mut out = String::new();
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
