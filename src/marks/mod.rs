//! Pairing of quotation marks by position and shape, per paragraph, with a bounded stack.
//!
//! Both the sentence layer (a closed quotation is not cut) and the quotation layer stand on it.
//!
//! Papers mix systems and hands: a closing character often opens («”كذا”», «»كذا»»), straight marks
//! show no direction, marks are forgotten, spaces stand inside them. So each mark has a cost for
//! opening and one for closing, by what touches it and by its shape, and the cheapest reading of a
//! line is taken: marks of one system, at most [`DEPTHS`] − 1 deep, with costs for nesting and for
//! a mark without partner. A quotation may run on over some lines. Round brackets are marks only
//! behind a word that announces a name («مجلة (تايم)»), inches and apostrophes never are.
//! The work is linear in the text.

mod shape;

#[cfg(test)]
mod corpus;

use crate::chars;
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::doc::Doc;
use crate::layout::{Part, PartKind};
use crate::lex::{Token, TokenKind};
use crate::span::Span;
use shape::{Action, Family, LONE, Mark, Shape, mark_at};

/// Depths that the search tells apart: none to four open marks of one system.
const DEPTHS: usize = 5;
/// Cost of a mark inside another pair of its own system.
const NESTED: u16 = 4;
/// Cost that no reading reaches.
const NEVER: u16 = u16::MAX / 2;
/// Open marks of all systems at one place.
const DEEPEST: usize = 8;
/// Lines over which a quotation may run on.
const LINES: usize = 6;
/// Words in round brackets that can be a name.
const BRACKETED: usize = 12;

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarkPair {
    /// The content without marks, trimmed of white space, in bytes. For an unclosed pair it runs to
    /// the end of the line; the quotation layer shortens it to what was evidently said.
    pub(crate) content: Span,
    /// The opening mark; empty when it is missing.
    pub(crate) opening: Span,
    /// The closing mark; empty when it is missing.
    pub(crate) closing: Span,
    /// Index of the pair around this one.
    pub(crate) parent: Option<usize>,
}

impl MarkPair {
    /// Whether both marks are there.
    pub(crate) const fn is_closed(&self) -> bool {
        !self.opening.is_empty() && !self.closing.is_empty()
    }
}

/// Pairs the marks of the article, in the order of their contents' starts.
pub(crate) fn pairs(
    doc: &Doc<'_>,
    parts: &[Part],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<MarkPair> {
    let mut pairing = Pairing {
        doc,
        parts,
        diagnostics,
        pairs: Vec::new(),
        stack: Vec::new(),
        pending: None,
    };
    let mut marks: Vec<Mark> = Vec::new();
    let mut families = 0;
    let mut at = 0;
    let may_concern = |token: &Token| {
        matches!(
            token.kind,
            TokenKind::Quote | TokenKind::Punct | TokenKind::Break
        )
    };
    while let Some(step) = doc
        .tokens
        .get(at..)
        .and_then(|rest| rest.iter().position(may_concern))
    {
        at += step;
        let Some(token) = doc.token(at) else { break };
        match token.kind {
            TokenKind::Quote | TokenKind::Punct if may_be_mark(token) => {
                if let Some(mark) = mark_at(doc, at) {
                    families |= mark.family.bit();
                    at = mark.end;
                    marks.push(mark);
                    continue;
                }
                if let Some(end) = bracketed_name(doc, at) {
                    pairing.push(at, at + 1, Some((end, end + 1)), 0);
                }
            }
            TokenKind::Break => {
                pairing.line(&mut marks, families, at);
                families = 0;
            }
            _ => {}
        }
        at += 1;
    }
    pairing.line(&mut marks, families, doc.tokens.len());
    pairing.give_up();
    let mut pairs = pairing.pairs;
    nest(&mut pairs);
    pairs
}

/// Whether the token is a quotation mark or punctuation that can serve as one.
#[inline]
fn may_be_mark(token: &Token) -> bool {
    token.kind == TokenKind::Quote
        || ['(', ')', '<', '>', ',']
            .into_iter()
            .any(|c| token.is_char(c))
}

/// Sorts the pairs and links each to the one around it.
fn nest(pairs: &mut [MarkPair]) {
    pairs.sort_by_key(|pair| {
        (
            pair.content.start(),
            std::cmp::Reverse(pair.content.end()),
            pair.opening.start(),
        )
    });
    let mut stack: Vec<(usize, Span)> = Vec::new();
    for (at, pair) in pairs.iter_mut().enumerate() {
        while stack
            .last()
            .is_some_and(|(_, around)| around.end() < pair.content.end())
        {
            stack.pop();
        }
        pair.parent = stack.last().map(|&(around, _)| around);
        if stack.len() < DEEPEST {
            stack.push((at, pair.content));
        }
    }
}

/// A mark that is open: its tokens and system.
#[derive(Clone, Copy, Debug)]
struct Opened {
    first: usize,
    end: usize,
    family: Family,
    against: bool,
}

struct Pairing<'a, 'd> {
    doc: &'a Doc<'a>,
    parts: &'a [Part],
    diagnostics: &'d mut Vec<Diagnostic>,
    pairs: Vec<MarkPair>,
    stack: Vec<Opened>,
    /// A mark open at the end of an earlier line, the end of that line, and how many lines ago.
    pending: Option<(Opened, usize, usize)>,
}

impl Pairing<'_, '_> {
    /// Pairs the marks of a line that ends before token `end`, and empties the list.
    fn line(&mut self, marks: &mut Vec<Mark>, families: u8, end: usize) {
        if let Some((opened, _, lines)) = &mut self.pending {
            *lines += 1;
            if families & opened.family.bit() == 0 && *lines > LINES {
                self.give_up();
            }
        }
        if marks.is_empty() {
            return;
        }
        for family in Family::ALL {
            if families & family.bit() != 0 {
                let carried = self
                    .pending
                    .is_some_and(|(opened, ..)| opened.family == family);
                decide(marks, family, carried);
            }
        }
        let mut seen = 0;
        for mark in marks.drain(..) {
            let first = seen & mark.family.bit() == 0;
            seen |= mark.family.bit();
            self.apply(mark, first);
        }
        let mut waits = false;
        while let Some(opened) = self.stack.pop() {
            if opened.family.is_strong() && self.pending.is_none() && self.runs_on(opened.first) {
                self.pending = Some((opened, end, 0));
                waits = true;
            } else if waits {
                // Its words would end inside those of the mark that waits.
                self.report(opened.first, opened.end, DiagnosticCode::UnclosedMark);
            } else {
                self.unclosed(opened, end);
            }
        }
    }

    fn apply(&mut self, mark: Mark, first: bool) {
        if first {
            if let Some((opened, line_end, _)) = self.pending {
                if opened.family == mark.family {
                    self.pending = None;
                    if mark.action == Action::Stray && mark.shape != Shape::Opens {
                        // Marks that opened on this line lie inside and are never closed.
                        while let Some(inner) = self.stack.pop() {
                            self.report(inner.first, inner.end, DiagnosticCode::UnclosedMark);
                        }
                        self.close(opened, mark);
                        return;
                    }
                    self.unclosed(opened, line_end);
                }
            }
        }
        match mark.action {
            Action::Open => self.open(mark),
            Action::Reopen => {
                if let Some(opened) = self.pop(mark.family) {
                    self.unclosed(opened, mark.first);
                }
                self.open(mark);
            }
            Action::Close => match self.pop(mark.family) {
                Some(opened) => self.close(opened, mark),
                None => self.stray(mark),
            },
            Action::Stray => {
                // «كذا" : a second hand closed it.
                match self.stack.last() {
                    Some(&opened)
                        if opened.family != mark.family
                            && opened.family.is_strong()
                            && mark.family.is_strong()
                            && mark.close < mark.open =>
                    {
                        self.stack.pop();
                        self.close(opened, mark);
                    }
                    _ => self.stray(mark),
                }
            }
        }
    }

    fn open(&mut self, mark: Mark) {
        if self.stack.len() < DEEPEST {
            self.stack.push(Opened {
                first: mark.first,
                end: mark.end,
                family: mark.family,
                against: mark.shape == Shape::Closes,
            });
        } else {
            self.stray(mark);
        }
    }

    /// Takes the innermost open mark of a system; those inside it were never closed.
    fn pop(&mut self, family: Family) -> Option<Opened> {
        let at = self.stack.iter().rposition(|open| open.family == family)?;
        while self.stack.len() > at + 1 {
            if let Some(opened) = self.stack.pop() {
                self.report(opened.first, opened.end, DiagnosticCode::UnclosedMark);
            }
        }
        self.stack.pop()
    }

    fn close(&mut self, opened: Opened, mark: Mark) {
        let remarks = self.diagnostics.len();
        if opened.against {
            self.report(opened.first, opened.end, DiagnosticCode::AmbiguousMark);
        }
        if mark.shape == Shape::Opens || mark.family != opened.family {
            self.report(mark.first, mark.end, DiagnosticCode::AmbiguousMark);
        }
        self.push(opened.first, opened.end, Some((mark.first, mark.end)), 0);
        // In the order of the text as far as they can be: all are sorted in the end.
        let own = self.diagnostics.get_mut(remarks..).unwrap_or_default();
        own.sort_by_key(|remark| remark.span);
    }

    fn unclosed(&mut self, opened: Opened, end: usize) {
        self.report(opened.first, opened.end, DiagnosticCode::UnclosedMark);
        if opened.family.is_strong() {
            self.push(opened.first, opened.end, None, end);
        }
    }

    fn stray(&mut self, mark: Mark) {
        if mark.stray >= LONE {
            self.report(mark.first, mark.end, DiagnosticCode::StrayMark);
        }
    }

    /// The mark that waits for later lines is given up.
    fn give_up(&mut self) {
        if let Some((opened, end, _)) = self.pending.take() {
            self.unclosed(opened, end);
        }
    }

    /// Whether a quotation can run on from the line of this token: not from a title.
    fn runs_on(&self, at: usize) -> bool {
        let Some(start) = self.doc.token(at).map(|token| token.start()) else {
            return false;
        };
        let behind = self
            .parts
            .partition_point(|part| part.span.start() <= start);
        behind
            .checked_sub(1)
            .and_then(|last| self.parts.get(last))
            .is_none_or(|part| part.kind == PartKind::Body)
    }

    /// Adds the pair whose opening mark is tokens `first..from`; an unclosed one ends before `end`.
    fn push(&mut self, first: usize, from: usize, closing: Option<(usize, usize)>, end: usize) {
        let mark = |first: usize, end: usize| {
            let start = self.doc.token(first).map_or(0, |token| token.start());
            let last = end.checked_sub(1).and_then(|last| self.doc.token(last));
            Span::new(start, last.map_or(start, |token| token.end()).max(start))
        };
        let opening = mark(first, from);
        let closing = match closing {
            Some((first, end)) => mark(first, end),
            None => {
                let at = mark(first, end).end().max(opening.end());
                Span::new(at, at)
            }
        };
        let content = trimmed(self.doc.text, Span::new(opening.end(), closing.start()));
        if content.is_empty() {
            for mark in [opening, closing] {
                if !mark.is_empty() {
                    self.diagnostics.push(Diagnostic::new(
                        mark,
                        DiagnosticCode::StrayMark,
                        "the marks hold nothing",
                    ));
                }
            }
            return;
        }
        let closing = if closing.is_empty() {
            Span::new(content.end(), content.end())
        } else {
            closing
        };
        self.pairs.push(MarkPair {
            content,
            opening,
            closing,
            parent: None,
        });
    }

    fn report(&mut self, first: usize, end: usize, code: DiagnosticCode) {
        let message = match code {
            DiagnosticCode::UnclosedMark => "the mark is never closed",
            DiagnosticCode::StrayMark => "the mark has no partner",
            _ => "the mark stands against its shape",
        };
        let span = self.doc.cover(first, end);
        self.diagnostics.push(Diagnostic::new(span, code, message));
    }
}

/// Decides for the marks of one system in a line what each does, by the cheapest reading.
fn decide(marks: &mut [Mark], family: Family, carried: bool) {
    let mut costs = [NEVER; DEPTHS];
    costs[0] = 0;
    let mut carried = carried;
    for mark in marks.iter_mut().filter(|mark| mark.family == family) {
        let mut next = [NEVER; DEPTHS];
        let mut back = [(Action::Stray, 0u8); DEPTHS];
        let mut reach = |depth: usize, cost: u16, action: Action, from: usize| {
            if let (Some(best), Some(slot)) = (next.get_mut(depth), back.get_mut(depth)) {
                if cost < *best {
                    *best = cost;
                    *slot = (action, u8::try_from(from).unwrap_or(0));
                }
            }
        };
        for (depth, &cost) in costs.iter().enumerate() {
            if cost >= NEVER {
                continue;
            }
            let stray = if carried && depth == 0 {
                mark.close.min(mark.stray)
            } else {
                mark.stray
            };
            reach(depth, cost + stray, Action::Stray, depth);
            if depth == 0 {
                reach(1, cost + mark.open, Action::Open, 0);
            } else {
                reach(depth - 1, cost + mark.close, Action::Close, depth);
                reach(depth + 1, cost + mark.open + NESTED, Action::Open, depth);
                reach(depth, cost + mark.open + LONE, Action::Reopen, depth);
            }
        }
        // Costs stay small however long the line is.
        let least = next.iter().copied().min().unwrap_or(0);
        for cost in next.iter_mut().filter(|cost| **cost < NEVER) {
            *cost = cost.saturating_sub(least);
        }
        costs = next;
        mark.back = back;
        carried = false;
    }
    let mut depth = 0;
    let mut best = NEVER;
    for (open, cost) in (0u16..).zip(costs) {
        let cost = cost.saturating_add(open * LONE);
        if cost < best {
            best = cost;
            depth = usize::from(open);
        }
    }
    for mark in marks.iter_mut().rev().filter(|mark| mark.family == family) {
        let (action, from) = mark.back.get(depth).copied().unwrap_or_default();
        mark.action = action;
        depth = usize::from(from);
    }
}

/// Whether the round bracket at a token opens a name: «لعبة (كذا)». Returns the closing one.
fn bracketed_name(doc: &Doc<'_>, at: usize) -> Option<usize> {
    if !doc.is_char(at, '(')
        || doc.is_glued(at)
        || !doc
            .lexicon
            .cues
            .brackets_behind(at.checked_sub(1).and_then(|before| doc.forms(before)))
    {
        return None;
    }
    let mut words = 0;
    for end in at + 1..at + 1 + BRACKETED {
        let token = doc.token(end)?;
        match token.kind {
            TokenKind::Word => words += 1,
            TokenKind::Break | TokenKind::Quote => return None,
            TokenKind::Punct if token.is_char('(') => return None,
            TokenKind::Punct if token.is_char(')') => return (words > 0).then_some(end),
            _ => {}
        }
    }
    None
}

/// The span without white space and controls at its edges.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = text.get(span.range()).unwrap_or_default();
    let end = span.start() + inner.trim_end_matches(chars::is_blank).len();
    let start = end
        - inner
            .trim_end_matches(chars::is_blank)
            .trim_start_matches(chars::is_blank)
            .len();
    Span::new(start, end)
}
