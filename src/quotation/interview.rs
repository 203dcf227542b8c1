//! Interviews: questions and answers, a line each, with bullets, letters or names before them.
//!
//! «* كيف ترى الوضع؟» and on the next line «- الوضع جيد»: the answer is what the one says whom the
//! article has introduced; behind «سالم الحداد:» it is his.

use std::borrow::Cow;

use super::hit::Hit;
use super::names::Names;
use super::phrase::Mention;
use super::scene::Scene;
use super::turn::{Draft, NAMED, named_before, record};
use super::types::{Cue, QuotationKind, QuotationStyle, SpeakerKind};
use super::voice::{LEAST, Voice, share};
use super::{rules, source};
use crate::layout::PartKind;
use crate::lex::TokenKind;
use crate::lexicon::Stance;

/// Questions with answers that make an interview.
const QUESTIONS: usize = 3;

/// An answer: the tokens of its words, and who is named before them.
#[derive(Clone, Copy, Debug)]
struct Answer {
    first: usize,
    end: usize,
    label: Option<(Mention, usize)>,
    line: usize,
}

/// A line of the body in tokens.
#[derive(Clone, Copy, Debug)]
struct Line {
    first: usize,
    end: usize,
    number: usize,
}

/// The answers of an interview, said by whoever is named before them or was cited last before the
/// first question.
pub(super) fn answers(
    scene: &Scene<'_>,
    hits: &[Hit<'_>],
    voices: &mut Vec<Voice>,
    names: &Names<'_>,
    drafts: &mut Vec<Draft>,
) {
    let answers = scene.answers();
    let Some(first) = answers.first().map(|answer| answer.first) else {
        return;
    };
    let introduced = hits
        .iter()
        .take_while(|hit| hit.at < first)
        .filter_map(|hit| Some((hit.voice?, hit.trust)))
        .filter(|&(voice, _)| {
            voices
                .get(voice)
                .is_some_and(|voice| voice.kind == SpeakerKind::Person)
        })
        .last();
    for answer in answers {
        let mut quotation = record(
            scene.cover(answer.first, answer.end),
            QuotationKind::Speech,
            rules::ANSWER,
        );
        quotation.style = Some(QuotationStyle::Indirect);
        let voice = if let Some((mention, colon)) = answer.label {
            quotation.cue = Some(Cue {
                span: scene.cover(colon, colon + 1),
                lemma: Cow::Borrowed(":"),
                stance: Stance::Neutral,
            });
            let voice = scene.voice_of(&mention, None, names, voices);
            quotation.speaker = voice.speaker(true, source::OWN, LEAST);
            voices.push(voice);
            Some(voices.len() - 1)
        } else {
            let named = introduced.and_then(|(voice, trust)| Some((voices.get(voice)?, trust)));
            quotation.speaker = named.and_then(|(voice, trust)| {
                voice.speaker(false, share(trust, source::INTRODUCED), LEAST)
            });
            introduced.map(|(voice, _)| voice)
        };
        drafts.push(Draft {
            quotation,
            voice,
            hit: None,
            pair: None,
            inherited: answer.label.is_none(),
            line: answer.line,
        });
    }
}

impl Scene<'_> {
    /// The answers of an interview; none in other articles.
    fn answers(&self) -> Vec<Answer> {
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
