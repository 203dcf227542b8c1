//! Puts cues, voices and words together into records, marked and indirect, in turns.

use std::borrow::Cow;

use super::Sources;
use super::headline::headlines;
use super::hit::{Complement, Hit};
use super::interview::answers;
use super::kind::Repeated;
use super::link::{Link, Reach};
use super::names::Names;
use super::nest::nest;
use super::phrase::{Mention, MentionKind};
use super::rules;
use super::same;
use super::scene::{Scene, Stretch};
use super::source;
use super::source::give_voices;
use super::types::{Cue, Quotation, QuotationId, QuotationKind, QuotationStyle};
use super::voice::{LEAST, LEAST_OF_REPORT, Voice};
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::doc::Doc;
use crate::fold::Key;
use crate::lex::TokenKind;
use crate::lexicon::Stance;
use crate::lexicon::cues::{CueGroup, CueNounKind, CueWord, FormKind, FunctionKind};
use crate::rule::RuleId;
use crate::span::Span;

/// Words of a headline's name before its colon.
pub(super) const NAMED: usize = 12;

/// A record before its references are numbered.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) quotation: Quotation,
    pub(super) voice: Option<usize>,
    pub(super) hit: Option<usize>,
    pub(super) pair: Option<usize>,
    /// The source is inherited.
    pub(super) inherited: bool,
    pub(super) line: usize,
}

pub(super) fn quotations(
    doc: &Doc<'_>,
    sources: Sources<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Quotation> {
    let scene = Scene::new(doc, sources);
    let mut hits = scene.hits();
    let names = scene.names(&hits);
    let mut voices: Vec<Voice> = Vec::with_capacity(hits.len());
    give_voices(&scene, &mut hits, &names, &mut voices);
    let mut drafts = Vec::with_capacity(scene.quoted.len() + hits.len());
    let repeated = scene.repeated();
    for number in 0..scene.quoted.len() {
        if let Some(draft) = marked(
            &scene,
            number,
            &mut hits,
            &mut voices,
            &names,
            &repeated,
            &drafts,
        ) {
            drafts.push(draft);
        }
    }
    for at in 0..hits.len() {
        if let Some(draft) = indirect(&scene, at, &hits, &voices) {
            drafts.push(draft);
        }
    }
    headlines(&scene, &hits, &mut voices, &names, &mut drafts);
    answers(&scene, &hits, &mut voices, &names, &mut drafts);
    finish(&scene, drafts, &voices, diagnostics)
}

fn cue_of(scene: &Scene<'_>, hit: &Hit<'_>) -> Cue {
    let lemma = match hit.word {
        CueWord::Noun(noun) => Cow::Borrowed(noun.lemma),
        CueWord::Verb(verb, _) => match verb.governs {
            Some(preposition) if governs(scene, hit, preposition) => {
                Cow::Owned(format!("{} {preposition}", verb.lemma))
            }
            _ => Cow::Borrowed(verb.lemma),
        },
    };
    Cue {
        span: scene.cover(hit.at, hit.next),
        lemma,
        stance: hit.stance(),
    }
}

/// Whether the preposition of a verb is written before what it introduces.
fn governs(scene: &Scene<'_>, hit: &Hit<'_>, preposition: &str) -> bool {
    let key = Key::of(preposition);
    let before = match hit.complement {
        Complement::Clause(at) => {
            if scene
                .token(at)
                .is_some_and(|token| token.key.letter(0) == key.letter(0) && key.letters() == 1)
            {
                return true;
            }
            at
        }
        Complement::Colon(_) | Complement::None => hit.next + 1,
        Complement::Mark(pair) => scene.pair(pair).map_or(hit.next, |pair| pair.open),
    };
    before
        .checked_sub(1)
        .is_some_and(|at| scene.doc.host_key(at) == key && at >= hit.next)
}

/// The record of a pair of marks.
fn marked(
    scene: &Scene<'_>,
    number: usize,
    hits: &mut [Hit<'_>],
    voices: &mut Vec<Voice>,
    names: &Names<'_>,
    repeated: &Repeated,
    drafts: &[Draft],
) -> Option<Draft> {
    let pair = *scene.pair(number)?;
    let source = scene.sources.pairs.get(number)?;
    let link = scene.link(number, hits);
    let titled = if link.is_none() {
        title_before(scene, pair.open)
    } else {
        None
    };
    let shown = link.or(titled.map(|_| Link {
        hit: usize::MAX,
        reach: Reach::Title,
    }));
    let (mut kind, mut rule) = scene.kind(&pair, shown, hits, repeated);
    if kind == QuotationKind::PartialSpeech && scene.lists_names(number, drafts) {
        (kind, rule) = (QuotationKind::NameOrTitle, rules::LISTED_NAME);
    }
    let stretch = scene.stretch_of(pair.open)?;
    let place = scene.stretches.get(stretch)?;
    let speech = matches!(kind, QuotationKind::Speech | QuotationKind::PartialSpeech);
    let span = if source.is_closed() {
        source.content
    } else {
        shortened(scene, source.content, place)
    };
    let mut draft = Draft {
        quotation: record(span, kind, rule),
        voice: None,
        hit: None,
        pair: Some(number),
        inherited: false,
        line: place.line,
    };
    draft.quotation.opening = Some(source.opening);
    draft.quotation.closing = source.is_closed().then_some(source.closing);
    if !speech {
        return Some(draft);
    }
    let mut style = QuotationStyle::Direct;
    if let Some(link) = link {
        let hit = hits.get_mut(link.hit)?;
        hit.used = true;
        draft.hit = Some(link.hit);
        draft.quotation.cue = Some(cue_of(scene, hit));
        draft.voice = hit.voice;
        draft.inherited = hit.subject.is_none();
        if matches!(
            link.reach,
            Reach::Complementizer | Reach::Clause | Reach::Object
        ) {
            style = QuotationStyle::Mixed;
        }
        if link.reach == Reach::List {
            style = drafts
                .iter()
                .rev()
                .take(RECENT)
                .find(|before| before.hit == Some(link.hit))
                .and_then(|before| before.quotation.style)
                .unwrap_or(style);
        }
        if let Some(voice) = draft.voice.and_then(|voice| voices.get(voice)) {
            draft.quotation.speaker = voice.speaker(!draft.inherited, hit.trust, LEAST);
        }
    } else if let Some((mention, colon)) = titled {
        let voice = scene.voice_of(&mention, None, names, voices);
        draft.quotation.speaker = voice.speaker(true, source::OWN, LEAST);
        voices.push(voice);
        draft.voice = Some(voices.len() - 1);
        draft.quotation.cue = Some(Cue {
            span: scene.cover(colon, colon + 1),
            lemma: Cow::Borrowed(":"),
            stance: Stance::Neutral,
        });
    } else if let Some(before) = goes_on(scene, &pair, drafts, stretch) {
        draft.voice = before.voice;
        draft.inherited = true;
        if let Some(voice) = draft.voice.and_then(|voice| voices.get(voice)) {
            draft.quotation.speaker = voice.speaker(false, source::LINE, LEAST);
        }
    }
    if kind == QuotationKind::PartialSpeech {
        style = QuotationStyle::Mixed;
    }
    draft.quotation.style = Some(style);
    Some(draft)
}

impl Scene<'_> {
    /// «فيلم "كذا" و"كذا"»: a short pair joined by و to a name in marks.
    fn lists_names(&self, number: usize, drafts: &[Draft]) -> bool {
        let (Some(pair), Some(before)) = (self.pair(number), drafts.last()) else {
            return false;
        };
        let Some(last) = before.pair.and_then(|last| self.pair(last)) else {
            return false;
        };
        let joined = (last.next..pair.open).all(|at| {
            self.is_comma(at)
                || self
                    .token(at)
                    .is_some_and(|token| token.is_word() && token.letters == 1)
        });
        before.quotation.kind == QuotationKind::NameOrTitle
            && pair.len() <= 4
            && last.next < pair.open
            && last.parent == pair.parent
            && joined
    }
}

pub(super) fn record(span: Span, kind: QuotationKind, rule: RuleId) -> Quotation {
    Quotation {
        span,
        kind,
        style: None,
        opening: None,
        closing: None,
        cue: None,
        speaker: None,
        continuation_of: None,
        same_as: None,
        parent: None,
        score: rules::score_of(&rule),
        rule,
    }
}

/// A turn that goes on in a paragraph of its own marks: the quotation before it in the line before.
fn goes_on<'d>(
    scene: &Scene<'_>,
    pair: &super::scene::Quoted,
    drafts: &'d [Draft],
    stretch: usize,
) -> Option<&'d Draft> {
    let here = scene.stretches.get(stretch)?;
    if pair.open > here.first + 1 || pair.parent.is_some() {
        return None;
    }
    let before = drafts
        .iter()
        .rev()
        .take(RECENT)
        .find(|draft| draft.quotation.is_speech() && draft.quotation.parent.is_none())?;
    let last = before.pair.and_then(|pair| scene.pair(pair))?;
    let gap = scene
        .stretches
        .get(scene.stretch_of(last.open)?)
        .map(|stretch| stretch.end)?;
    // Nothing but punctuation and the line's end between the two.
    let empty = (last.next..pair.open).all(|at| scene.is_punct(at));
    (gap <= pair.open && empty && before.voice.is_some()).then_some(before)
}

/// The words of an unclosed mark end with their sentence.
fn shortened(scene: &Scene<'_>, content: Span, place: &Stretch) -> Span {
    let mut end = place.end;
    while end > place.first
        && scene.token(end - 1).is_some_and(|token| {
            token.kind == TokenKind::Break
                || matches!(token.character(), Some('.' | '،' | '؛' | ':' | '…'))
        })
    {
        end -= 1;
    }
    let end = end
        .checked_sub(1)
        .and_then(|last| scene.token(last))
        .map_or(content.end(), |token| token.end());
    if end > content.start() && end < content.end() {
        Span::new(content.start(), end)
    } else {
        content
    }
}

/// «فلان: "…"»: a name or function from the beginning of the sentence to the colon.
fn title_before(scene: &Scene<'_>, open: usize) -> Option<(Mention, usize)> {
    let colon = open.checked_sub(1)?;
    if !scene.is_char(colon, ':') {
        return None;
    }
    let stretch = scene.stretches.get(scene.stretch_of(open)?)?;
    let first = stretch.first;
    if colon > first + NAMED || colon == first {
        return None;
    }
    named_before(scene, first, colon).map(|mention| (mention, colon))
}

/// A phrase that fills the tokens before a colon.
pub(super) fn named_before(scene: &Scene<'_>, first: usize, colon: usize) -> Option<Mention> {
    if scene.noun(first).is_some_and(super::phrase::is_occasion) {
        return None;
    }
    let mention = scene.phrase(first, colon)?;
    let fills = mention.next.max(mention.end) + 1 >= colon
        || mention
            .title
            .is_some_and(|(_, end)| end.max(mention.next) >= colon);
    let named = match mention.kind {
        MentionKind::Named => {
            mention.person.is_some()
                || mention.title.is_some()
                || scene.is_name_word(mention.first)
                || mention.end - mention.first >= 2
                    && !scene.conjoined(mention.first)
                    && !(mention.first..mention.end).any(|at| scene.is_common(at))
        }
        MentionKind::Role | MentionKind::Body | MentionKind::Anonymous => true,
        MentionKind::Definite | MentionKind::Group | MentionKind::Document => false,
    };
    (fills && named).then_some(mention)
}

/// The record of a cue that reports without marks.
fn indirect(scene: &Scene<'_>, number: usize, hits: &[Hit<'_>], voices: &[Voice]) -> Option<Draft> {
    let hit = hits.get(number)?;
    if hit.used || hit.container.is_some() {
        return None;
    }
    let reports = match hit.word {
        CueWord::Verb(verb, form) => {
            let finite = matches!(form.kind, FormKind::Perfect | FormKind::Imperfect);
            (finite || form.kind == FormKind::Participle)
                && !(form.suffixed && finite)
                && matches!(
                    verb.group,
                    CueGroup::Say | CueGroup::Relay | CueGroup::Contain
                )
        }
        CueWord::Noun(noun) => noun.kind == CueNounKind::Particle,
    };
    if !reports {
        return None;
    }
    let stretch = scene.stretches.get(hit.stretch)?;
    let (first, rule) = match hit.complement {
        Complement::Clause(_) => (hit.stop, rules::INDIRECT),
        Complement::Colon(at) if hit.is_verb() => {
            let behind = at + 1;
            if behind >= stretch.end || scene.opens_at(behind).is_some() {
                return None;
            }
            match scene.function(behind) {
                Some((FunctionKind::Complementizer, next)) => (next, rules::INDIRECT),
                _ if hit.is_finite()
                    && (hit.subject.is_some() || hit.next == at)
                    && stretch.end > behind + 3 =>
                {
                    (behind, rules::INDIRECT_COLON)
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    if hit.noun_kind().is_some() && rule == rules::INDIRECT_COLON {
        return None;
    }
    let end = reported_end(scene, number, hits, first, stretch);
    if end <= first {
        return None;
    }
    // The future particle belongs to what is said.
    let content = scene.cover(first, end);
    let content = scene.token(first).map_or(content, |token| {
        Span::new(token.start(), content.end().max(token.end()))
    });
    let mut draft = Draft {
        quotation: record(content, QuotationKind::Speech, rule),
        voice: hit.voice,
        hit: Some(number),
        pair: None,
        inherited: hit.subject.is_none(),
        line: stretch.line,
    };
    draft.quotation.style = Some(QuotationStyle::Indirect);
    draft.quotation.cue = Some(cue_of(scene, hit));
    if let Some(voice) = draft.voice.and_then(|voice| voices.get(voice)) {
        draft.quotation.speaker = voice.speaker(!draft.inherited, hit.trust, LEAST_OF_REPORT);
    }
    Some(draft)
}

/// The token behind a reported clause: the sentence's end, or where the reporter goes on.
fn reported_end(
    scene: &Scene<'_>,
    number: usize,
    hits: &[Hit<'_>],
    first: usize,
    stretch: &Stretch,
) -> usize {
    let mut end = stretch.end;
    for next in hits.iter().skip(number + 1).take(8) {
        if next.at >= end {
            break;
        }
        if next.container.is_some() || next.at <= first {
            continue;
        }
        let participle = next
            .form()
            .is_some_and(|form| form.kind == FormKind::Participle);
        let comma = scene.is_punct(next.at.wrapping_sub(1));
        let stands = participle
            || next.is_finite() && scene.conjoined(next.at)
            || next
                .noun_kind()
                .is_some_and(|kind| kind != CueNounKind::Noun);
        if comma && stands {
            end = next.at;
            break;
        }
    }
    let mut at = first;
    while at < end.min(first + LONGEST) {
        if let Some((kind, next)) = scene.function(at) {
            if kind == FunctionKind::Break && at > first && scene.is_punct(at - 1) {
                end = at;
                break;
            }
            at = next.max(at + 1);
        } else {
            at += 1;
        }
    }
    while end > first
        && scene.token(end - 1).is_some_and(|token| {
            matches!(token.kind, TokenKind::Break)
                || matches!(
                    token.character(),
                    Some('.' | '،' | ',' | '؛' | ':' | '…' | '-')
                )
        })
    {
        end -= 1;
    }
    end
}

/// Sorts the records and numbers their references.
fn finish(
    scene: &Scene<'_>,
    mut drafts: Vec<Draft>,
    voices: &[Voice],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Quotation> {
    drafts.sort_by_key(|draft| {
        (
            draft.quotation.span.start(),
            std::cmp::Reverse(draft.quotation.span.end()),
        )
    });
    let mut ends: Vec<usize> = Vec::with_capacity(DEEPEST);
    drafts.retain(|draft| {
        let span = draft.quotation.span;
        while ends.last().is_some_and(|&end| end <= span.start()) {
            ends.pop();
        }
        let held = ends.len() < DEEPEST;
        if held {
            ends.push(span.end());
        } else {
            let marks = [draft.quotation.opening, draft.quotation.closing];
            diagnostics.extend(marks.into_iter().flatten().map(|mark| {
                Diagnostic::new(mark, DiagnosticCode::StrayMark, "the mark lies too deep")
            }));
        }
        held
    });
    let mut by_pair = vec![None; scene.quoted.len()];
    for (at, draft) in drafts.iter().enumerate() {
        if let Some(slot) = draft.pair.and_then(|pair| by_pair.get_mut(pair)) {
            *slot = Some(at);
        }
    }
    let mut last: Vec<Option<(usize, usize)>> = vec![None; voices.len()];
    let mut out: Vec<Quotation> = Vec::with_capacity(drafts.len());
    let mut hit_before: Option<usize> = None;
    for (at, draft) in drafts.into_iter().enumerate() {
        let mut quotation = draft.quotation;
        let parent = draft
            .pair
            .and_then(|pair| scene.pair(pair))
            .and_then(|pair| pair.parent)
            .and_then(|parent| by_pair.get(parent).copied().flatten());
        quotation.parent = parent.map(QuotationId::new);
        if let Some(slot) = draft.voice.and_then(|voice| last.get_mut(voice)) {
            let continues = draft.inherited || draft.hit.is_some() && draft.hit == hit_before;
            if let Some((before, line)) = *slot {
                if continues && parent.is_none() && draft.line <= line + 1 {
                    quotation.continuation_of = Some(QuotationId::new(before));
                }
            }
            *slot = Some((at, draft.line));
        }
        if draft.hit.is_some() {
            hit_before = draft.hit;
        }
        out.push(quotation);
    }
    nest(&mut out, diagnostics);
    same::link(scene, &mut out);
    out
}

/// Tokens of a report that are searched for a word that ends it.
const LONGEST: usize = 400;
/// Cues and quotations before a place that are looked back at.
pub(super) const RECENT: usize = 64;

/// Quotations and reports inside one another; what is deeper is left out.
const DEEPEST: usize = 8;
