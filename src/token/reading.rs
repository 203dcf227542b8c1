//! Readings of a word: proclitics, host, enclitic, and the evidence for the host.

use crate::chars::{self, Class, class};
use crate::fold::{Key, Packer};
use crate::lexicon::clitics::clitic;
use crate::lexicon::names::bits::COMMON;
use crate::lexicon::{Class as Words, Lexicon};
use crate::span::Span;

/// Letters of the longest word that is read.
const LONGEST: usize = 24;
/// Code of hamza by itself.
const HAMZA: u8 = 1;

/// One way to read a word.
///
/// ```
/// let tokens = khabar::tokens("وبالقاهرة");
/// let reading = &tokens[0].readings()[0];
/// assert_eq!(reading.host, "قاهرة");
/// assert_eq!(reading.proclitics.len(), 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Reading<'t> {
    /// What stands before the host, in order.
    pub proclitics: Vec<Clitic<'t>>,
    /// The word without them, as written: «وزارت» in «وزارتهم».
    pub host: &'t str,
    /// Where the host stands, in bytes.
    pub host_span: Span,
    /// The pronoun behind the host.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub enclitic: Option<Clitic<'t>>,
    /// What speaks for the host.
    pub evidence: Evidence,
}

/// A clitic of the closed list.
///
/// ```
/// let tokens = khabar::tokens("وقال");
/// assert_eq!(tokens[0].readings()[0].proclitics[0].text, "و");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Clitic<'t> {
    /// The clitic as written, vowel signs included.
    pub text: &'t str,
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: CliticKind,
}

/// What a clitic is.
///
/// ```
/// use khabar::CliticKind;
/// let tokens = khabar::tokens("وقال");
/// assert_eq!(tokens[0].readings()[0].proclitics[0].kind, CliticKind::Conjunction);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum CliticKind {
    /// و, ف.
    Conjunction,
    /// ب, ل, ك.
    Preposition,
    /// س.
    Future,
    /// ال, also where لل writes its ل alone.
    Article,
    /// ه, ها, هما, هم, هن, ك, كما, كم, كن, ي, ني, نا.
    Pronoun,
}

/// What speaks for the host of a reading.
///
/// ```
/// use khabar::Evidence;
/// let tokens = khabar::tokens("القاهرة");
/// assert_eq!(tokens[0].readings()[0].evidence, Evidence::Lexicon);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Evidence {
    /// The lexicon knows the host: as a frequent word, a number, date, cue, head, role or name.
    Lexicon,
    /// Nothing but its letters: an article stands before it, or no clitic is assumed at all.
    Shape,
}

/// A word's letters with the bytes at which they begin.
struct Letters<'t> {
    text: &'t str,
    base: usize,
    codes: [u8; LONGEST],
    places: [usize; LONGEST + 1],
    count: usize,
}

impl<'t> Letters<'t> {
    fn new(text: &'t str, base: usize) -> Option<Self> {
        let mut letters = Self {
            text,
            base,
            codes: [0; LONGEST],
            places: [text.len(); LONGEST + 1],
            count: 0,
        };
        for (at, c) in text.char_indices() {
            let (code, second) = match class(c) {
                Class::Arabic(code) => (code, None),
                Class::Ligature(first, second) => (first, Some(second)),
                _ => continue,
            };
            for code in [Some(code), second].into_iter().flatten() {
                *letters.codes.get_mut(letters.count)? = code;
                *letters.places.get_mut(letters.count)? = at;
                letters.count += 1;
            }
        }
        // Signs before the first letter belong to it.
        *letters.places.first_mut()? = 0;
        (letters.count > 0).then_some(letters)
    }

    fn code(&self, at: usize) -> u8 {
        self.codes.get(at).copied().unwrap_or(0)
    }

    fn key(&self, from: usize, to: usize) -> Key {
        let mut packer = Packer::default();
        let codes = self.codes.get(from..to).unwrap_or_default();
        for &code in codes {
            packer.push(code);
        }
        packer.finish()
    }

    /// The key with the article before it.
    fn key_definite(&self, from: usize, to: usize) -> Key {
        let mut packer = Packer::default();
        packer.push(chars::ALEF);
        packer.push(chars::LAM);
        let codes = self.codes.get(from..to).unwrap_or_default();
        for &code in codes {
            packer.push(code);
        }
        packer.finish()
    }

    /// The key with another last letter.
    fn key_ending(&self, from: usize, to: usize, last: u8) -> Key {
        let mut packer = Packer::default();
        let codes = self
            .codes
            .get(from..to.saturating_sub(1))
            .unwrap_or_default();
        for &code in codes {
            packer.push(code);
        }
        packer.push(last);
        packer.finish()
    }

    fn span(&self, from: usize, to: usize) -> (&'t str, Span) {
        let place = |at: usize| self.places.get(at).copied().unwrap_or(self.text.len());
        let (start, end) = (place(from), place(to));
        (
            self.text.get(start..end).unwrap_or_default(),
            Span::new(self.base + start, self.base + end),
        )
    }

    fn clitic(&self, from: usize, to: usize, kind: CliticKind) -> Clitic<'t> {
        let (text, span) = self.span(from, to);
        Clitic { text, span, kind }
    }
}

/// Clitics before a host: where each ends, and what it is.
#[derive(Clone, Copy, Debug, Default)]
struct Stack {
    conjunction: bool,
    preposition: bool,
    future: bool,
    article: bool,
    /// The article is a ل alone.
    lil: bool,
}

impl Stack {
    const fn letters(self) -> usize {
        self.conjunction as usize
            + self.preposition as usize
            + self.future as usize
            + match (self.article, self.lil) {
                (false, _) => 0,
                (true, true) => 1,
                (true, false) => 2,
            }
    }
}

pub(super) fn readings(text: &str, base: usize) -> Vec<Reading<'_>> {
    let (Some(letters), Ok(lexicon)) = (Letters::new(text, base), Lexicon::embedded()) else {
        return Vec::new();
    };
    let reader = Reader {
        letters: &letters,
        lexicon: &lexicon,
    };
    let mut found = Vec::new();
    for stack in reader.stacks() {
        reader.read(stack, &mut found);
    }
    // What is known goes before what is not, few clitics before many; stable, so that of two alike
    // the shorter stack of proclitics is first.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, reading)| reading).collect()
}

struct Reader<'l, 't> {
    letters: &'l Letters<'t>,
    lexicon: &'l Lexicon,
}

impl<'t> Reader<'_, 't> {
    /// Whether a letter stands in the closed list as a clitic of a kind.
    fn is(&self, from: usize, to: usize, kind: u8) -> bool {
        to <= self.letters.count
            && self.lexicon.clitics.kinds(self.letters.key(from, to)) & kind != 0
    }

    /// The stacks of proclitics that the word's first letters can be, the empty one first.
    fn stacks(&self) -> Vec<Stack> {
        let mut stacks = vec![Stack::default()];
        if self.is(0, 1, clitic::CONJUNCTION) {
            stacks.push(Stack {
                conjunction: true,
                ..Stack::default()
            });
        }
        for at in 0..stacks.len() {
            let Some(&stack) = stacks.get(at) else { break };
            let from = stack.letters();
            let next = self.letters.code(from + 1);
            if self.is(from, from + 1, clitic::PREPOSITION) {
                stacks.push(Stack {
                    preposition: true,
                    ..stack
                });
            }
            let imperfect = matches!(next, chars::YA | chars::TA | chars::NUN | chars::ALEF);
            if imperfect && self.is(from, from + 1, clitic::FUTURE) {
                stacks.push(Stack {
                    future: true,
                    ..stack
                });
            }
        }
        for at in 0..stacks.len() {
            let Some(&stack) = stacks.get(at) else { break };
            let from = stack.letters();
            let before_lam = stack.preposition && self.letters.code(from - 1) == chars::LAM;
            let lil = before_lam && self.letters.code(from) == chars::LAM;
            let article = !stack.future && !before_lam && self.is(from, from + 2, clitic::ARTICLE);
            if lil || article {
                stacks.push(Stack {
                    article: true,
                    lil,
                    ..stack
                });
            }
        }
        stacks
    }

    fn read(&self, stack: Stack, found: &mut Vec<(usize, Reading<'t>)>) {
        let from = stack.letters();
        let count = self.letters.count;
        if from >= count {
            return;
        }
        // «الوزارة» is ال and «وزارة», where both are known.
        let article = !stack.article && !stack.future && self.is(from, from + 2, clitic::ARTICLE);
        if article && count >= from + 5 && self.is_word(self.letters.key(from + 2, count)) {
            return;
        }
        for width in 0..=3usize.min(count - from) {
            let to = count - width;
            let pronoun = width > 0;
            if pronoun && (stack.article || !self.is(to, count, clitic::PRONOUN)) {
                continue;
            }
            // «له», «بها»: the preposition is the host.
            if to == from && stack.preposition && pronoun {
                let host = Stack {
                    preposition: false,
                    ..stack
                };
                found.push((
                    usize::from(stack.conjunction),
                    self.reading(host, from, Evidence::Lexicon),
                ));
                continue;
            }
            if to < from + 2 && pronoun || to <= from {
                continue;
            }
            let clitics = stack.letters() + 2 * usize::from(pronoun);
            let known = self.known(stack, from, to, pronoun);
            let shaped = !pronoun && stack.article && to >= from + 2;
            if known {
                let host = to - from;
                let rank = match (from + width, stack.article) {
                    (0, _) if self.has_class(self.letters.key(from, to)) => 2,
                    (_, true) if host > 2 => 3,
                    // «عليهم» stands in the list of function words as a whole.
                    _ if width > 1 && self.is_function(from, to) && self.is_function(0, count) => 1,
                    _ if width > 1 && host > 1 => 4 + clitics,
                    // A frequent word may be one with clitics: «آخرها».
                    _ => 8 + clitics,
                };
                found.push((rank, self.reading(stack, to, Evidence::Lexicon)));
            } else if shaped || from == 0 && !pronoun {
                found.push((100 - clitics, self.reading(stack, to, Evidence::Shape)));
            }
        }
    }

    fn reading(&self, stack: Stack, to: usize, evidence: Evidence) -> Reading<'t> {
        let letters = self.letters;
        let mut proclitics = Vec::new();
        let mut at = 0;
        for (stands, width, kind) in [
            (stack.conjunction, 1, CliticKind::Conjunction),
            (stack.preposition, 1, CliticKind::Preposition),
            (stack.future, 1, CliticKind::Future),
            (
                stack.article,
                if stack.lil { 1 } else { 2 },
                CliticKind::Article,
            ),
        ] {
            if stands {
                proclitics.push(letters.clitic(at, at + width, kind));
                at += width;
            }
        }
        let (host, host_span) = letters.span(at, to);
        let enclitic =
            (to < letters.count).then(|| letters.clitic(to, letters.count, CliticKind::Pronoun));
        Reading {
            proclitics,
            host,
            host_span,
            enclitic,
            evidence,
        }
    }

    /// Whether the lexicon knows the letters `from..to` as a host in this stack.
    fn known(&self, stack: Stack, from: usize, to: usize, pronoun: bool) -> bool {
        let letters = self.letters;
        if stack.future {
            // Forms of the imperfect are too many for a list: two letters behind the prefix.
            return to >= from + 3;
        }
        let key = letters.key(from, to);
        let whole = stack.article && self.is_word(letters.key_definite(from, to));
        if whole || self.is_word(key) {
            return true;
        }
        if !pronoun {
            return false;
        }
        // Behind the host, ة is written ت and a final hamza ؤ or ئ.
        match letters.code(to - 1) {
            chars::TA => self.is_word(letters.key_ending(from, to, chars::HA)),
            chars::WAW | chars::YA => self.is_word(letters.key_ending(from, to, HAMZA)),
            _ => false,
        }
    }

    fn is_function(&self, from: usize, to: usize) -> bool {
        self.lexicon
            .root(self.letters.key(from, to))
            .is_some_and(|(_, bits)| bits & Words::Function.bit() != 0)
    }

    fn has_class(&self, key: Key) -> bool {
        self.lexicon.root(key).is_some()
    }

    fn is_word(&self, key: Key) -> bool {
        self.lexicon.root(key).is_some() || self.lexicon.names.word(key) & COMMON != 0
    }
}
