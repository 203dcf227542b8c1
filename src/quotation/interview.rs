//! Interviews: questions and answers, a line each, with bullets, letters or names before them.
//!
//! «* كيف ترى الوضع؟» and on the next line «- الوضع جيد»: the answer is what the one says whom the
//! article has introduced; behind «سالم الحداد:» it is his.

use super::phrase::Mention;
use super::scene::Scene;
use super::turn::{NAMED, named_before};
use crate::layout::PartKind;
use crate::lex::TokenKind;

/// Questions with answers that make an interview.
const QUESTIONS: usize = 3;

/// An answer: the tokens of its words, and who is named before them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) label: Option<(Mention, usize)>,
    pub(super) line: usize,
}

/// A line of the body in tokens.
#[derive(Clone, Copy, Debug)]
struct Line {
    first: usize,
    end: usize,
    number: usize,
}

impl Scene<'_> {
    /// The answers of an interview; none in other articles.
    pub(super) fn answers(&self) -> Vec<Answer> {
        let mut answers = Vec::new();
        let mut question: Option<Line> = None;
        let mut line: Option<Line> = None;
        for stretch in &self.stretches {
            match &mut line {
                Some(open) if open.number == stretch.line => open.end = stretch.end,
                _ => {
                    let before = line.replace(Line {
                        first: stretch.first,
                        end: stretch.end,
                        number: stretch.line,
                    });
                    question = before.and_then(|before| self.turn(before, question, &mut answers));
                    if stretch.kind != PartKind::Body && stretch.kind != PartKind::Subheading {
                        question = None;
                    }
                }
            }
        }
        if let Some(last) = line {
            self.turn(last, question, &mut answers);
        }
        if answers.len() < QUESTIONS {
            answers.clear();
        }
        answers
    }

    /// Notes the answer of a line behind a question; the line itself, if it asks.
    fn turn(&self, line: Line, question: Option<Line>, answers: &mut Vec<Answer>) -> Option<Line> {
        let mut end = line.end;
        while end > line.first
            && self
                .token(end - 1)
                .is_some_and(|token| token.kind == TokenKind::Break)
        {
            end -= 1;
        }
        let asks = self.is_char(end.wrapping_sub(1), '؟') || self.is_char(end.wrapping_sub(1), '?');
        let from = self.behind_bullet(line.first, end);
        if let Some(question) = question.filter(|_| !asks) {
            let bulleted = self.behind_bullet(question.first, question.end) > question.first;
            let label = self.label(from, end);
            let first = label.map_or(from, |(_, colon)| colon + 1);
            let answered = label.is_some() || bulleted && from > line.first;
            if answered && first + 1 < end && self.opens_at(first).is_none() {
                answers.push(Answer {
                    first,
                    end,
                    label,
                    line: line.number,
                });
            }
        }
        asks.then_some(line)
    }

    /// The token behind bullets and «س:» at the beginning of a line.
    fn behind_bullet(&self, first: usize, end: usize) -> usize {
        let mut at = first;
        while at < end.min(first + 4) {
            let Some(token) = self.token(at) else { break };
            let bullet = matches!(token.kind, TokenKind::Punct | TokenKind::Other)
                && !['(', '[', '{', '.', '…', '#', '@']
                    .into_iter()
                    .any(|c| token.is_char(c));
            let letter = token.is_word()
                && token.letters == 1
                && (self.is_char(at + 1, ':') || self.is_char(at + 1, '-'));
            if letter {
                at += 2;
            } else if bullet {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// «سالم الحداد:» at the beginning of a line, and its colon.
    fn label(&self, first: usize, end: usize) -> Option<(Mention, usize)> {
        let colon = (first..end.min(first + NAMED)).find(|&at| self.is_char(at, ':'))?;
        if colon == first {
            return None;
        }
        named_before(self, first, colon).map(|mention| (mention, colon))
    }
}
