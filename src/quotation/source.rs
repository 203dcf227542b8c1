//! Gives each cue the voice that it lends words to.

use super::hit::Hit;
use super::names::Names;
use super::phrase::{Mention, MentionKind};
use super::scene::Scene;
use super::turn::{NAMED, RECENT};
use super::voice::{Voice, agrees, share};
use crate::lexicon::cues::{Agreement, CueNounKind};

/// How far a way to a voice is to be trusted, in hundredths: the subject of the cue itself.
pub(super) const OWN: u8 = 100;
/// The subject before the cue.
const BEFORE: u8 = 97;
/// Whoever spoke before in the sentence.
const SENTENCE: u8 = 96;
/// The subject of the sentence.
const SUBJECT: u8 = 80;
/// The one of whom the sentence before speaks.
const SPOKEN_OF: u8 = 75;
/// The turn that goes on in the next line.
pub(super) const LINE: u8 = 94;

/// Gives each cue the voice that it lends words to.
pub(super) fn give_voices(
    scene: &Scene<'_>,
    hits: &mut [Hit<'_>],
    names: &Names,
    voices: &mut Vec<Voice>,
) {
    for at in 0..hits.len() {
        let Some((before, rest)) = hits.split_at_mut_checked(at) else {
            return;
        };
        let Some(hit) = rest.first_mut() else { return };
        // «حسب التعبير الرسمي»
        let nobody = hit.subject.is_none()
            && hit.noun_kind() == Some(CueNounKind::Phrase)
            && scene.pronoun_of(hit.next - 1).is_none();
        if nobody {
            continue;
        }
        let own = hit.subject.map(|mention| {
            voices.push(scene.voice_of(&mention, Some(hit), names, voices));
            voices.len() - 1
        });
        let found = own
            .map(|voice| (voice, if hit.before { BEFORE } else { OWN }))
            .or_else(|| {
                let (voice, trust) = scene.antecedent(hit, before, voices)?;
                Some((voice, share(trust, SENTENCE)))
            })
            .or_else(|| {
                let mention = sentence_subject(scene, hit)?;
                voices.push(scene.voice_of(&mention, None, names, voices));
                Some((voices.len() - 1, SUBJECT))
            })
            .or_else(|| {
                let mention = subject_of_sentence_before(scene, hit, before)?;
                voices.push(scene.voice_of(&mention, None, names, voices));
                Some((voices.len() - 1, SPOKEN_OF))
            })
            .or_else(|| scene.last_voice(hit, before, voices));
        if let Some((voice, trust)) = found {
            hit.voice = Some(voice);
            hit.trust = trust;
        }
    }
}

/// The person of whom the sentence before speaks, if nobody is cited there: «واستقبل الوزير فلان
/// الوفد. وقال: …».
fn subject_of_sentence_before(
    scene: &Scene<'_>,
    hit: &Hit<'_>,
    before: &[Hit<'_>],
) -> Option<Mention> {
    let here = scene.stretches.get(hit.stretch)?;
    let number = hit.stretch.checked_sub(1)?;
    let last = scene.stretches.get(number)?;
    let cited = before
        .iter()
        .rev()
        .take(RECENT)
        .take_while(|other| other.stretch >= number)
        .any(|other| other.voice.is_some());
    if hit.container.is_some() || hit.at > here.first + 1 || cited {
        return None;
    }
    let wanted = hit.form().map_or(Agreement::Unknown, |form| form.agreement);
    let limit = last.end.min(last.first + NAMED * 2);
    let fits = |mention: &Mention| {
        mention.kind == MentionKind::Named
            && (mention.person.is_some() || Scene::is_titled(mention))
            && agrees(wanted, mention.agreement)
    };
    [last.first, last.first + 1]
        .into_iter()
        .find_map(|from| scene.subject_behind(from, limit).filter(fits))
        .or_else(|| scene.first_named(last.first, limit).filter(fits))
}

/// The subject of the sentence in which a cue without own subject stands.
fn sentence_subject(scene: &Scene<'_>, hit: &Hit<'_>) -> Option<Mention> {
    if hit.container.is_some() {
        return None;
    }
    let stretch = scene.stretches.get(hit.stretch)?;
    if hit.at <= stretch.first + 1 {
        return None;
    }
    let mention = scene.subject_before(hit.at, stretch.first)?;
    let wanted = hit.form().map_or(Agreement::Unknown, |form| form.agreement);
    if !agrees(wanted, mention.agreement) {
        return None;
    }
    let certain = mention.person.is_some()
        || Scene::is_titled(&mention)
        || matches!(
            mention.kind,
            MentionKind::Role | MentionKind::Body | MentionKind::Document | MentionKind::Group
        );
    certain.then_some(mention)
}
