//! Gives each cue the voice that it lends words to.

use super::hit::{Complement, Hit};
use super::names::Names;
use super::phrase::{Mention, MentionKind, is_occasion};
use super::scene::Scene;
use super::turn::{NAMED, RECENT};
use super::voice::{Voice, agrees, share};
use crate::lexicon::Ending;
use crate::lexicon::cues::{Agreement, CueGroup, CueNounKind, FormKind, FunctionKind};

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
/// The one who was cited last before an interview's first question.
pub(super) const INTRODUCED: u8 = 85;
/// A pronoun, or a subject that cannot be read, stands where the cue's own subject does.
const UNREAD: u8 = 50;
/// Tokens from a verb back to the preposition that opens its clause.
const OPENING: usize = 12;
/// Tokens of a sentence in which its first verb is sought.
const VERB: usize = 6;
/// The turn that goes on in the next line.
pub(super) const LINE: u8 = 94;

/// Gives each cue the voice that it lends words to.
pub(super) fn give_voices(
    scene: &Scene<'_>,
    hits: &mut [Hit<'_>],
    names: &Names<'_>,
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
        // «وملخص النظرية ينص على أن»: a text that cannot be read is not the one before it.
        if own.is_none() && hit.group() == Some(CueGroup::Contain) && !hit.before {
            continue;
        }
        let unread = own.is_none() && has_unread_subject(scene, hit);
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
            hit.trust = if unread { share(trust, UNREAD) } else { trust };
        }
    }
}

/// Whether a subject of its own stands beside a cue though it cannot be read: «يقول خصومه إن»,
/// «فهو يقول إن».
fn has_unread_subject(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    if !hit.is_finite() || hit.group() != Some(CueGroup::Say) {
        return false;
    }
    if hit.at > 0 && scene.is_function(hit.at - 1, FunctionKind::Pronoun) {
        return true;
    }
    let before = hit.at.wrapping_sub(1);
    let suffixed = hit.form().is_some_and(|form| form.suffixed);
    if !hit.initial
        && !suffixed
        && scene.is_word(before)
        && scene.function(before).is_none()
        && !scene.is_news_verb(before)
    {
        // «وعن أنواع الخيول أوضح أن»: what is spoken of.
        let first = scene
            .stretches
            .get(hit.stretch)
            .map_or(0, |stretch| stretch.first);
        let floor = first.max(before.saturating_sub(OPENING));
        let start = (floor..before)
            .rev()
            .find(|&at| scene.is_punct(at))
            .map_or(floor, |at| at + 1);
        return scene.preposition(start).is_none() && scene.proclitic(start).is_none();
    }
    let at = hit.next;
    let behind = at + 1;
    let introduces = match hit.complement {
        Complement::Clause(at) | Complement::Colon(at) => at == behind,
        Complement::Mark(pair) => scene.pair(pair).is_some_and(|pair| pair.open == behind),
        Complement::None => false,
    };
    introduces
        && scene.is_word(at)
        && scene.function(at).is_none()
        && scene.cue(at).is_none()
        && scene.proclitic(at).is_none()
        && !scene.conjoined(at)
        && !scene.date_word(at)
        && !scene.ends(scene.doc.surface(at), Ending::Accusative)
        && !scene.noun(at).is_some_and(is_occasion)
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
        .or_else(|| scene.first_named(last.first, limit, false).filter(fits))
}

/// «وأسف سالم الحداد لذلك، وقال»: whoever stands right behind the first verb of the sentence.
fn subject_of_verb_before(scene: &Scene<'_>, hit: &Hit<'_>, first: usize) -> Option<Mention> {
    // «مع إعراب سالم الحداد عن رفضه، معتبرا»: a participle goes with somebody in its sentence.
    if hit
        .form()
        .is_some_and(|form| form.kind == FormKind::Participle)
    {
        let many = hit
            .form()
            .is_some_and(|form| form.agreement == Agreement::Plural);
        return (!many)
            .then(|| scene.first_named(first, hit.at, true))
            .flatten()
            // «مخطط الأمير تركي» names no speaker.
            .filter(|mention| {
                mention.end > mention.first + 1
                    || mention.first > first && scene.is_news_verb(mention.first - 1)
            });
    }
    if !scene.conjoined(hit.at) {
        return None;
    }
    let named = scene.first_named(first, hit.at, false).filter(|mention| {
        let from = mention
            .title
            .map_or(mention.first, |(from, _)| from.min(mention.first));
        from > first && scene.is_news_verb(from - 1)
    });
    named.or_else(|| {
        // «ووضعت الشرطة بيانا في صفحتها، وقالت»
        let verb = (first..hit.at.min(first + VERB)).find(|&at| scene.is_news_verb(at))?;
        scene
            .subject_behind(verb + 1, hit.at)
            .filter(|mention| mention.kind == MentionKind::Body && mention.first == verb + 1)
    })
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
    let mention = scene
        .subject_before(hit.at, stretch.first)
        .or_else(|| subject_of_verb_before(scene, hit, stretch.first))?;
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
