//! Sentences of a plain text: iterators that allocate nothing.

use std::iter::FusedIterator;

use super::decide::Verdict;
use super::rules::Rejection;
use super::split::{Judged, Splitter};
use super::types::{Boundary, Candidate, Decision};
use crate::layout::LineBreaks;
use crate::span::Span;

/// The sentences of a plain text, one string slice each; together they are the whole text.
///
/// The iterator allocates nothing and needs no parser. It stands where `unicode_sentences` of
/// `unicode-segmentation` stood; white space behind a sentence belongs to it.
///
/// ```
/// let all: Vec<&str> = khabar::sentences("وصل د. محمد أمس. ثم غادر.").collect();
/// assert_eq!(all, ["وصل د. محمد أمس. ", "ثم غادر."]);
/// ```
#[must_use]
pub fn sentences_of(text: &str) -> Sentences<'_> {
    Sentences {
        splitter: Splitter::new(text, LineBreaks::default()),
    }
}

/// The same sentences with the byte at which each begins.
///
/// ```
/// let all: Vec<(usize, &str)> = khabar::sentence_indices("وصل. ثم غادر.").collect();
/// assert_eq!(all, [(0, "وصل. "), (8, "ثم غادر.")]);
/// ```
#[must_use]
pub fn sentence_indices_of(text: &str) -> SentenceIndices<'_> {
    SentenceIndices {
        sentences: sentences_of(text),
    }
}

/// Every place of a plain text where a sentence could end, with what was decided about it and why.
///
/// The boundaries are those of [`sentences`](crate::sentences()). The iterator allocates nothing; who
/// does not ask pays nothing.
///
/// ```
/// use khabar::{Boundary, Decision, Rejection};
/// let text = "وصل د. محمد أمس. ثم غادر";
/// let found: Vec<(&str, Decision)> = khabar::explain(text)
///     .map(|candidate| (&text[candidate.span.range()], candidate.decision))
///     .collect();
/// assert_eq!(
///     found,
///     [
///         (".", Decision::Rejected(Rejection::Abbreviation)),
///         (".", Decision::Boundary(Boundary::FullStop)),
///         ("", Decision::Boundary(Boundary::PartEnd)),
///     ]
/// );
/// ```
#[must_use]
pub fn explain(text: &str) -> Candidates<'_> {
    Candidates::new(Splitter::new(text, LineBreaks::default()))
}

/// Iterator over the sentences of a plain text; see [`sentences`](crate::sentences()).
///
/// ```
/// let sentences: Vec<&str> = khabar::sentences("وصل د. علي. ثم غادر.").collect();
/// assert_eq!(sentences, ["وصل د. علي. ", "ثم غادر."]);
/// ```
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    splitter: Splitter<'t>,
}

impl Sentences<'_> {
    /// The same sentences with another treatment of line breaks, from the start.
    ///
    /// ```
    /// use khabar::LineBreaks;
    /// let text = "تساقطات\nمطرية قوية.";
    /// assert_eq!(khabar::sentences(text).line_breaks(LineBreaks::Hard).count(), 2);
    /// assert_eq!(khabar::sentences(text).line_breaks(LineBreaks::Soft).count(), 1);
    /// ```
    #[must_use]
    pub fn line_breaks(self, breaks: LineBreaks) -> Self {
        Self {
            splitter: Splitter::new(self.splitter.text(), breaks),
        }
    }
}

impl<'t> Iterator for Sentences<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let piece = self.splitter.next_piece(|_| false)?;
        self.splitter.text().get(piece.start..piece.next)
    }
}

impl FusedIterator for Sentences<'_> {}

/// Iterator over the sentences of a plain text and their places; see
/// [`sentence_indices`](crate::sentence_indices()).
///
/// ```
/// let starts: Vec<usize> = khabar::sentence_indices("هطل. ثم كف.").map(|(at, _)| at).collect();
/// assert_eq!(starts, [0, 8]);
/// ```
#[derive(Clone, Debug)]
pub struct SentenceIndices<'t> {
    sentences: Sentences<'t>,
}

impl SentenceIndices<'_> {
    /// The same sentences with another treatment of line breaks, from the start.
    ///
    /// ```
    /// use khabar::{LineBreaks, sentence_indices};
    /// let text = "تساقطات\nمطرية قوية.";
    /// assert_eq!(sentence_indices(text).line_breaks(LineBreaks::Hard).count(), 2);
    /// ```
    #[must_use]
    pub fn line_breaks(self, breaks: LineBreaks) -> Self {
        Self {
            sentences: self.sentences.line_breaks(breaks),
        }
    }
}

impl<'t> Iterator for SentenceIndices<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<(usize, &'t str)> {
        let start = self.sentences.splitter.start();
        Some((start, self.sentences.next()?))
    }
}

impl FusedIterator for SentenceIndices<'_> {}

/// Iterator over the places where a sentence could end; see [`explain`](crate::explain()).
///
/// ```
/// assert_eq!(khabar::explain("وصل د. علي.").count(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Candidates<'t> {
    splitter: Splitter<'t>,
    /// Place of the sentence's first character; none behind the end.
    first: Option<usize>,
    /// Where the next candidate is looked for.
    at: usize,
}

impl<'t> Candidates<'t> {
    pub(super) fn new(splitter: Splitter<'t>) -> Self {
        let first = splitter.first();
        Self {
            splitter,
            first,
            at: first.unwrap_or(0),
        }
    }

    /// The same with another treatment of line breaks, from the start.
    ///
    /// ```
    /// use khabar::{LineBreaks, explain};
    /// let text = "تساقطات\nمطرية قوية.";
    /// assert_eq!(explain(text).line_breaks(LineBreaks::Hard).count(), 2);
    /// ```
    #[must_use]
    pub fn line_breaks(self, breaks: LineBreaks) -> Self {
        Self::new(Splitter::new(self.splitter.text(), breaks))
    }
}

impl Iterator for Candidates<'_> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        let first = self.first?;
        let candidate = |start, end, decision| {
            Some(Candidate {
                span: Span::new(start, end),
                decision,
            })
        };
        let Some(Judged { at, verdict }) = self.splitter.judge(first, self.at) else {
            let end = self
                .splitter
                .text()
                .trim_end_matches(crate::chars::is_blank);
            self.first = None;
            return (first < end.len())
                .then(|| candidate(end.len(), end.len(), Decision::Boundary(Boundary::PartEnd)))
                .flatten();
        };
        match verdict {
            Verdict::End { boundary, end } => {
                self.splitter.cut(end, boundary);
                self.first = self.splitter.first();
                self.at = self.splitter.start();
                // A break has no marks behind it: its span is the break.
                let end = if boundary == Boundary::LineEnd {
                    self.splitter.behind_break(at)
                } else {
                    end
                };
                candidate(at, end, Decision::Boundary(boundary))
            }
            Verdict::Continue { rule, resume } => {
                let resume = resume.max(at + 1);
                self.at = resume;
                let end = if rule == Rejection::SoftWrap {
                    self.splitter.behind_break(at)
                } else {
                    resume
                };
                candidate(at, end, Decision::Rejected(rule))
            }
        }
    }
}

impl FusedIterator for Candidates<'_> {}
