//! Rows of the lexicon read from the TSV files of this group: reporting cues in all their forms,
//! function words, nouns for those who speak, and nouns that announce a name or title in marks.
//!
//! Verbs stand in the file by lemma and pattern; their forms are made here. Vowels and hamza seats
//! do not count in the lexicon, so a pattern needs only what it does to the letters: the long vowel
//! of hollow verbs, the last radical of weak ones, the two equal radicals of doubled ones, the alef
//! that forms IV and VII to X lose behind a prefix. (W. Fischer, A Grammar of Classical Arabic,
//! §§ 210-263; E. Badawi, M. Carter, A. Gully, Modern Written Arabic, 1.1.)

use super::endings::{Ending, Endings};
use super::stance::Stance;
use super::stems::{Stem, stem_row};
use super::table::Table;
use super::verbs::{forms, stems_of};
use super::{Class, Lexicon, rows};
use crate::error::{LexiconError, LexiconErrorKind};
use crate::fold::Key;
use crate::lex::Forms;

/// Rows that entries of this group point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct CueLexicon {
    verbs: Vec<CueVerb>,
    nouns: Vec<CueNoun>,
    functions: Vec<FunctionKind>,
    /// Stem of a noun before a mark → row of `announcers`.
    heads: Table,
    announcers: Vec<Announcer>,
    /// Stem of a noun → row of `speakers`.
    speaker_stems: Table,
    speakers: Vec<SpeakerNoun>,
    endings: Endings,
}

/// A verb that reports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueVerb {
    /// With its governed preposition.
    pub(crate) lemma: &'static str,
    pub(crate) group: CueGroup,
    pub(crate) stance: Stance,
    /// Reports only with a complementizer, colon or mark behind it.
    pub(crate) needs_clause: bool,
    /// The gender of its imperfect that opens impersonal remarks: «يذكر أن», «تبين أن».
    pub(crate) formula: Option<Agreement>,
    /// The preposition of the lemma.
    pub(crate) preposition: Option<Key>,
    /// A preposition that belongs to the lemma where it is written.
    pub(crate) governs: Option<&'static str>,
}

/// What a verb of a group does with words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueGroup {
    /// Says them.
    Say,
    /// Passes on those of another: «نقل عن».
    Relay,
    /// Asks.
    Ask,
    /// Calls for something.
    Call,
    /// Holds an opinion.
    Opine,
    /// Takes an attitude.
    Voice,
    /// Names something.
    Label,
    /// Accuses somebody of something.
    Accuse,
    /// Speaks about something.
    Speak,
    /// Of texts: «جاء في».
    Contain,
    /// Gives a title.
    Title,
}

/// A noun, particle or phrase that reports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueNoun {
    pub(crate) lemma: &'static str,
    pub(crate) kind: CueNounKind,
    pub(crate) stance: Stance,
}

/// How a noun or particle reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueNounKind {
    /// An utterance: «تصريح».
    Noun,
    /// Its source follows: «بحسب».
    Particle,
    /// Stands behind the words: «على حد قوله».
    Phrase,
}

/// A cue word in one of its forms.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CueWord<'l> {
    Verb(&'l CueVerb, Form),
    Noun(&'l CueNoun),
}

/// What a form of a verb is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) kind: FormKind,
    pub(crate) agreement: Agreement,
    /// A pronoun is attached: «قاله», «تأكيده».
    pub(crate) suffixed: bool,
}

/// Tense or nominal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormKind {
    Perfect,
    Imperfect,
    /// «مضيفا».
    Participle,
    /// «تأكيد».
    Masdar,
}

/// Gender, number and person that a form shows of its subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// Third person masculine singular.
    #[default]
    Masculine,
    /// Third person feminine singular, also of bodies and groups.
    Feminine,
    /// Dual or plural.
    Plural,
    /// First or second person.
    Speaker,
    /// The form does not show it.
    Unknown,
}

/// What a function word does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FunctionKind {
    #[default]
    Complementizer,
    Preposition,
    /// A preposition that verbs of saying take: إلى على عن في من.
    Governed,
    /// «باسم» in a title.
    Behalf,
    /// «قد»
    Particle,
    Relative,
    Pronoun,
    /// «ذاته»: the noun before it was mentioned already.
    Same,
    Conjunction,
    /// Opens the reporter's own clause.
    Break,
    /// Sets the subject before its verb.
    Topic,
    Adverb,
    Negation,
    /// «عدم»: a maṣdar follows it, never a verb.
    Absence,
    /// Shows a clause.
    Finite,
}

impl FunctionKind {
    /// Whether it is a preposition.
    pub(crate) const fn is_preposition(self) -> bool {
        matches!(self, Self::Preposition | Self::Governed)
    }
}

/// A noun for one who speaks, or beside one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SpeakerNoun {
    pub(crate) kind: SpeakerNounKind,
    pub(crate) agreement: Agreement,
    /// The proclitics of the word in the text.
    pub(crate) stem: Stem,
    /// A relative: the name behind it is another's, «والد سالم».
    pub(crate) kin: bool,
}

/// What a noun names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SpeakerNounKind {
    #[default]
    Person,
    Document,
    Anonymous,
    Group,
    /// Through or at which somebody speaks.
    Occasion,
    /// To whom.
    Addressee,
    /// Stands before a name.
    Honorific,
}

/// What a noun before a quotation mark announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Announces {
    /// Its bearer's name: «صحيفة».
    Name,
    /// A title, slogan or word: «بعنوان».
    Title,
    /// Words of somebody: «هتاف».
    Speech,
}

#[derive(Clone, Copy, Debug)]
struct Announcer {
    announces: Announces,
    brackets: bool,
}

const fn form(kind: FormKind, agreement: Agreement, suffixed: bool) -> Form {
    Form {
        kind,
        agreement,
        suffixed,
    }
}

use Agreement::{Feminine, Masculine, Plural, Speaker as First, Unknown};
use FormKind::{Imperfect, Masdar, Participle, Perfect};

/// The forms, by the low byte of a row.
#[rustfmt::skip]
const FORMS: [Form; 13] = [
    form(Perfect, Masculine, false), form(Perfect, Feminine, false), form(Perfect, Plural, false),
    form(Perfect, First, false), form(Imperfect, Masculine, false), form(Imperfect, Feminine, false),
    form(Imperfect, Plural, false), form(Imperfect, First, false),
    form(Participle, Masculine, false), form(Participle, Feminine, false),
    form(Participle, Plural, false), form(Masdar, Unknown, false), form(Masdar, Unknown, true),
];
/// Forms with an object pronoun carry this bit: «قاله».
pub(super) const OBJECT: u32 = 1 << 7;
/// Rows of nouns carry this bit.
const NOUN: u32 = 1 << 31;

impl CueLexicon {
    /// The cue word of a row of [`Class::Cue`].
    pub(crate) fn cue(&self, row: u32) -> Option<CueWord<'_>> {
        if row & NOUN != 0 {
            return self.nouns.get((row & !NOUN) as usize).map(CueWord::Noun);
        }
        let verb = self.verbs.get((row >> 8) as usize)?;
        let mut form = *FORMS.get((row & (OBJECT - 1)) as usize)?;
        form.suffixed |= row & OBJECT != 0;
        Some(CueWord::Verb(verb, form))
    }

    /// The kind of a row of [`Class::Function`].
    pub(crate) fn function(&self, row: u32) -> Option<FunctionKind> {
        self.functions.get(row as usize).copied()
    }

    /// What a word announces, if it stands before a mark.
    pub(crate) fn announces(&self, word: Option<Forms<'_>>) -> Option<Announces> {
        self.announcer(word).map(|row| row.announces)
    }

    /// Whether a name behind a word may stand in round brackets.
    pub(crate) fn brackets_behind(&self, word: Option<Forms<'_>>) -> bool {
        self.announcer(word).is_some_and(|row| row.brackets)
    }

    fn announcer(&self, word: Option<Forms<'_>>) -> Option<Announcer> {
        let (row, _) = stem_row(&self.heads, word)?;
        self.announcers.get(row as usize).copied()
    }

    /// Whether a word as it is written has an ending of a kind.
    pub(crate) fn ends(&self, word: &str, kind: Ending) -> bool {
        self.endings.show(word, kind)
    }

    /// What a noun without proclitics has to do with speakers.
    pub(crate) fn bare_speaker_noun(&self, word: &str) -> Option<SpeakerNoun> {
        let row = self.speaker_stems.get(Key::of(word).0)?;
        self.speakers.get(row as usize).copied()
    }

    /// What a noun has to do with speakers.
    pub(crate) fn speaker_noun(&self, word: Option<Forms<'_>>) -> Option<SpeakerNoun> {
        let (row, stem) = stem_row(&self.speaker_stems, word)?;
        let noun = self.speakers.get(row as usize)?;
        Some(SpeakerNoun { stem, ..*noun })
    }
}

/// Reads the embedded files of this group.
pub(crate) fn load(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    lexicon.cues.endings = Endings::load()?;
    load_nouns(lexicon)?;
    load_verbs(lexicon)?;
    load_functions(lexicon)?;
    load_speakers(lexicon)?;
    load_announcers(lexicon)
}

fn index(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn load_nouns(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    for row in rows(
        "cue_nouns.tsv",
        include_str!("data/cue_nouns.tsv"),
        &["surface", "lemma", "kind", "stance"],
    ) {
        let row = row?;
        let kind = match row.cell(2) {
            "noun" => CueNounKind::Noun,
            "particle" => CueNounKind::Particle,
            "phrase" => CueNounKind::Phrase,
            _ => return Err(row.unexpected(2, "noun, particle or phrase")),
        };
        let at = index(lexicon.cues.nouns.len());
        lexicon.cues.nouns.push(CueNoun {
            lemma: row.cell(1),
            kind,
            stance: Stance::of(row.cell(3)).ok_or_else(|| row.unexpected(3, "a stance"))?,
        });
        lexicon.add(row.cell(0), Class::Cue, NOUN | at);
    }
    Ok(())
}

fn load_verbs(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    let file = rows(
        "cues.tsv",
        include_str!("data/cues.tsv"),
        &[
            "lemma",
            "form",
            "masdar",
            "group",
            "need",
            "governs",
            "imperfect",
            "participle",
            "stance",
        ],
    );
    // Forms of verbs of saying win over equal forms of others, finite ones over nouns.
    let mut made: Vec<(u8, Key, u32)> = Vec::new();
    for row in file {
        let row = row?;
        let group = match row.cell(3) {
            "say" => CueGroup::Say,
            "relay" => CueGroup::Relay,
            "ask" => CueGroup::Ask,
            "call" => CueGroup::Call,
            "opine" => CueGroup::Opine,
            "voice" => CueGroup::Voice,
            "label" => CueGroup::Label,
            "accuse" => CueGroup::Accuse,
            "speak" => CueGroup::Speak,
            "contain" => CueGroup::Contain,
            "title" => CueGroup::Title,
            _ => return Err(row.unexpected(3, "a group of verbs")),
        };
        let lemma = row.cell(0);
        let (verb, preposition) = match lemma.split_once(' ') {
            Some((verb, preposition)) => (verb, Some(Key::of(preposition))),
            None => (lemma, None),
        };
        let governs = Some(row.cell(5)).filter(|cell| *cell != "-");
        let at = index(lexicon.cues.verbs.len()) << 8;
        lexicon.cues.verbs.push(CueVerb {
            lemma,
            group,
            stance: Stance::of(row.cell(8)).ok_or_else(|| row.unexpected(8, "a stance"))?,
            needs_clause: row.cell(4) == "clause",
            formula: match row.cell(4) {
                "formula" => Some(Masculine),
                "formula_f" => Some(Feminine),
                _ => None,
            },
            preposition,
            governs,
        });
        if !lexicon.is_made() {
            continue;
        }
        let stems = stems_of(verb, row.cell(1), row.cell(6), row.cell(7))
            .ok_or_else(|| row.unexpected(1, "a pattern that fits the verb"))?;
        let rank = u8::from(group != CueGroup::Say) + u8::from(row.cell(4) == "clause");
        forms(&stems, row.cell(2), |surface, form| {
            let nominal = u8::from(form >= 11) * 8 + u8::from(form & OBJECT != 0) * 4;
            made.push((rank + nominal, Key::of(surface), at | form));
        });
    }
    made.sort_by_key(|&(rank, _, row)| (rank, row));
    for (_, key, row) in made {
        #[cfg(test)]
        if let Some(builder) = &mut lexicon.builder {
            builder.add_keys(&[key], Class::Cue, row);
        }
        #[cfg(not(test))]
        let _ = (key, row);
    }
    Ok(())
}

fn load_functions(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    for row in rows(
        "function_words.tsv",
        include_str!("data/function_words.tsv"),
        &["word", "kind"],
    ) {
        let row = row?;
        let kind = match row.cell(1) {
            "complementizer" => FunctionKind::Complementizer,
            "preposition" => FunctionKind::Preposition,
            "governed" => FunctionKind::Governed,
            "behalf" => FunctionKind::Behalf,
            "particle" => FunctionKind::Particle,
            "relative" => FunctionKind::Relative,
            "pronoun" => FunctionKind::Pronoun,
            "same" => FunctionKind::Same,
            "conjunction" => FunctionKind::Conjunction,
            "break" => FunctionKind::Break,
            "topic" => FunctionKind::Topic,
            "adverb" => FunctionKind::Adverb,
            "negation" => FunctionKind::Negation,
            "absence" => FunctionKind::Absence,
            "finite" => FunctionKind::Finite,
            _ => return Err(row.unexpected(1, "a kind of function word")),
        };
        let at = index(lexicon.cues.functions.len());
        lexicon.cues.functions.push(kind);
        lexicon.add(row.cell(0), Class::Function, at);
    }
    Ok(())
}

fn load_speakers(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    for row in rows(
        "speaker_nouns.tsv",
        include_str!("data/speaker_nouns.tsv"),
        &["noun", "kind", "gender"],
    ) {
        let row = row?;
        let kind = match row.cell(1) {
            "person" | "kin" => SpeakerNounKind::Person,
            "document" => SpeakerNounKind::Document,
            "anonymous" => SpeakerNounKind::Anonymous,
            "group" => SpeakerNounKind::Group,
            "occasion" => SpeakerNounKind::Occasion,
            "addressee" => SpeakerNounKind::Addressee,
            "honorific" => SpeakerNounKind::Honorific,
            _ => return Err(row.unexpected(1, "a kind of speaker")),
        };
        let agreement = match row.cell(2) {
            "m" => Masculine,
            "f" => Feminine,
            "p" => Plural,
            _ => return Err(row.unexpected(2, "m, f or p")),
        };
        let cues = &mut lexicon.cues;
        let at = index(cues.speakers.len());
        cues.speakers.push(SpeakerNoun {
            kind,
            agreement,
            kin: row.cell(1) == "kin",
            stem: Stem::default(),
        });
        cues.speaker_stems.insert(Key::of(row.cell(0)).0, at);
    }
    Ok(())
}

fn load_announcers(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    for row in rows(
        "quotation_heads.tsv",
        include_str!("data/quotation_heads.tsv"),
        &["stem", "kind", "brackets"],
    ) {
        let row = row?;
        let announces = match row.cell(1) {
            "name" => Announces::Name,
            "title" => Announces::Title,
            "speech" => Announces::Speech,
            _ => return Err(row.unexpected(1, "name, title or speech")),
        };
        if row.cell(0).is_empty() {
            return Err(row.error(LexiconErrorKind::CellCount {
                found: 0,
                expected: 3,
            }));
        }
        let cues = &mut lexicon.cues;
        let at = index(cues.announcers.len());
        cues.announcers.push(Announcer {
            announces,
            brackets: row.cell(2) == "yes",
        });
        cues.heads.insert(Key::of(row.cell(0)).0, at);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(surface: &str) -> Option<(&'static str, Form)> {
        let lexicon = Lexicon::embedded().unwrap();
        let row = lexicon.find(surface, Class::Cue)?;
        match lexicon.cues.cue(row)? {
            CueWord::Verb(verb, form) => Some((verb.lemma, form)),
            CueWord::Noun(_) => None,
        }
    }

    #[test]
    fn forms_are_made_by_pattern() {
        for (surface, lemma, kind, agreement) in [
            ("قال", "قال", Perfect, Masculine),
            ("قالت", "قال", Perfect, Feminine),
            ("قالوا", "قال", Perfect, Plural),
            ("قلت", "قال", Perfect, First),
            ("يقول", "قال", Imperfect, Masculine),
            ("تقول", "قال", Imperfect, Feminine),
            ("يقولون", "قال", Imperfect, Plural),
            ("قائلا", "قال", Participle, Masculine),
            ("قائلةً", "قال", Participle, Feminine),
            ("أضاف", "أضاف", Perfect, Masculine),
            ("يضيف", "أضاف", Imperfect, Masculine),
            ("مُضيفًا", "أضاف", Participle, Masculine),
            ("مضيفين", "أضاف", Participle, Plural),
            ("أضفنا", "أضاف", Perfect, First),
            ("يؤكد", "أكد", Imperfect, Masculine),
            ("مؤكدة", "أكد", Participle, Feminine),
            ("مشيرا", "أشار إلى", Participle, Masculine),
            ("لافتة", "لفت إلى", Participle, Feminine),
            ("أعلنت", "أعلن", Perfect, Feminine),
            ("يعلن", "أعلن", Imperfect, Masculine),
            ("معتبرا", "اعتبر", Participle, Masculine),
            ("يعتبر", "اعتبر", Imperfect, Masculine),
            ("مستطردا", "استطرد", Participle, Masculine),
            ("دعت", "دعا إلى", Perfect, Feminine),
            ("يدعو", "دعا إلى", Imperfect, Masculine),
            ("داعيا", "دعا إلى", Participle, Masculine),
            ("نفوا", "نفى", Perfect, Plural),
            ("ينفي", "نفى", Imperfect, Masculine),
            ("نافيا", "نفى", Participle, Masculine),
            ("واصفا", "وصف", Participle, Masculine),
            ("يصف", "وصف", Imperfect, Masculine),
            ("مدعيا", "ادعى", Participle, Masculine),
            ("متسائلا", "تساءل", Participle, Masculine),
            ("يتساءل", "تساءل", Imperfect, Masculine),
            ("رأت", "رأى", Perfect, Feminine),
            ("يرى", "رأى", Imperfect, Masculine),
            ("ترى", "رأى", Imperfect, Feminine),
            ("احتججنا", "احتج", Perfect, First),
            ("مصرين", "أصر على", Participle, Plural),
            ("تأكيد", "أكد", Masdar, Unknown),
            ("دعوة", "دعا إلى", Masdar, Unknown),
            ("قوله", "قال", Masdar, Unknown),
        ] {
            let (found, form) = word(surface).unwrap_or_else(|| panic!("{surface}"));
            assert_eq!(
                (found, form.kind, form.agreement),
                (lemma, kind, agreement),
                "{surface}"
            );
        }
        assert!(word("قاله").unwrap().1.suffixed);
        assert!(word("كتاب").is_none());
    }

    #[test]
    fn words_stand_once_in_their_files() {
        for (file, text) in [
            ("cues.tsv", include_str!("data/cues.tsv")),
            ("cue_nouns.tsv", include_str!("data/cue_nouns.tsv")),
            (
                "function_words.tsv",
                include_str!("data/function_words.tsv"),
            ),
            ("speaker_nouns.tsv", include_str!("data/speaker_nouns.tsv")),
            (
                "quotation_heads.tsv",
                include_str!("data/quotation_heads.tsv"),
            ),
        ] {
            let words: Vec<&str> = text
                .lines()
                .filter(|line| !line.starts_with('#'))
                .skip(1)
                .filter_map(|line| line.split('\t').next())
                .collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{file}: {} {}", pair[0], pair[1]);
            }
        }
        assert!(Lexicon::embedded().unwrap().cues.verbs.len() >= 150);
    }
}
