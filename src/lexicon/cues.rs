//! Rows of the lexicon read from the TSV files of this group: reporting cues in all their forms,
//! function words, nouns for those who speak, and nouns that announce a name or title in marks.
//!
//! Verbs stand in the file by lemma and pattern; their forms are made here. Vowels and hamza seats
//! do not count in the lexicon, so a pattern needs only what it does to the letters: the long vowel
//! of hollow verbs, the last radical of weak ones, the two equal radicals of doubled ones, the alef
//! that forms IV and VII to X lose behind a prefix. (W. Fischer, A Grammar of Classical Arabic,
//! §§ 210-263; E. Badawi, M. Carter, A. Gully, Modern Written Arabic, 1.1.)

use super::table::Table;
use super::{Class, Lexicon, rows};
use crate::error::{LexiconError, LexiconErrorKind};
use crate::fold::Key;
use crate::lex::{Forms, mark};

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
}

/// A verb that reports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueVerb {
    /// With its governed preposition.
    pub(crate) lemma: &'static str,
    pub(crate) group: CueGroup,
    /// Reports only with a complementizer, colon or mark behind it.
    pub(crate) needs_clause: bool,
    /// Its passive imperfect opens impersonal remarks: «يذكر أن».
    pub(crate) formula: bool,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// Third person masculine singular.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FunctionKind {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpeakerNoun {
    pub(crate) kind: SpeakerNounKind,
    pub(crate) agreement: Agreement,
    /// The proclitics of the word in the text.
    pub(crate) stem: Stem,
}

/// What a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpeakerNounKind {
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
const OBJECT: u32 = 1 << 7;
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

    /// What a noun has to do with speakers.
    pub(crate) fn speaker_noun(&self, word: Option<Forms<'_>>) -> Option<SpeakerNoun> {
        let (row, stem) = stem_row(&self.speaker_stems, word)?;
        let noun = self.speakers.get(row as usize)?;
        Some(SpeakerNoun { stem, ..*noun })
    }
}

/// The row of a word, whatever proclitics it carries, and what they are.
fn stem_row(table: &Table, word: Option<Forms<'_>>) -> Option<(u32, Stem)> {
    let word = word.filter(|word| word.token.is_word())?;
    let token = word.token;
    if token.key.is_hashed() || token.clitic > 0 && token.has(mark::ARTICLE) {
        let stem = Stem {
            conjunction: token.has(mark::CONJUNCTION),
            preposition: token.has(mark::PREPOSITION),
            article: token.has(mark::ARTICLE),
        };
        return [token.key, word.host, word.stem]
            .into_iter()
            .find_map(|key| table.get(key.0))
            .map(|row| (row, stem));
    }
    known_stem(table, token.key)
}

/// What was taken off a word to find it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stem {
    /// و or ف.
    pub(crate) conjunction: bool,
    /// ب, ل or ك.
    pub(crate) preposition: bool,
    /// ال.
    pub(crate) article: bool,
}

/// The ways to take و ف, ب ل ك and ال off a word of at most ten letters, the word itself first.
pub(crate) fn stems(key: Key) -> impl Iterator<Item = (Key, Stem)> {
    let conjunction = takes_conjunction(key);
    (0..=u32::from(conjunction)).flat_map(move |conjunction| {
        let behind = key.skip(conjunction);
        let preposition = takes_preposition(behind);
        (0..=u32::from(preposition)).flat_map(move |preposition| {
            let (bare, definite) = hosts(behind, conjunction == 1, preposition == 1);
            [Some(bare), definite].into_iter().flatten()
        })
    })
}

/// The first stem, in the order of [`stems`], that a table knows.
fn known_stem(table: &Table, key: Key) -> Option<(u32, Stem)> {
    let in_table = |(key, stem): (Key, Stem)| table.get(key.0).map(|row| (row, stem));
    let from = |behind: Key, conjunction: bool| {
        let (bare, definite) = hosts(behind, conjunction, false);
        let found = in_table(bare).or_else(|| definite.and_then(in_table));
        if found.is_some() || !takes_preposition(behind) {
            return found;
        }
        let (bare, definite) = hosts(behind, conjunction, true);
        in_table(bare).or_else(|| definite.and_then(in_table))
    };
    let found = from(key, false);
    if found.is_some() || !takes_conjunction(key) {
        return found;
    }
    from(key.skip(1), true)
}

const fn takes_conjunction(key: Key) -> bool {
    use crate::chars::{FA, WAW};
    matches!(key.letter(0), WAW | FA)
}

const fn takes_preposition(key: Key) -> bool {
    use crate::chars::{BA, KAF, LAM};
    matches!(key.letter(0), BA | LAM | KAF)
}

/// A word behind its conjunction without and with its preposition taken off, and that without the
/// article where one is written.
#[inline]
fn hosts(behind: Key, conjunction: bool, preposition: bool) -> ((Key, Stem), Option<(Key, Stem)>) {
    use crate::chars::{ALEF, LAM};
    let host = if preposition { behind.skip(1) } else { behind };
    let bare = Stem {
        conjunction,
        preposition,
        article: false,
    };
    let article = match host.letter(0) {
        ALEF if host.letter(1) == LAM => Some(host.skip(2)),
        LAM if preposition => Some(host.skip(1)),
        _ => None,
    };
    let definite = Stem {
        article: true,
        ..bare
    };
    ((host, bare), article.map(|key| (key, definite)))
}

/// The stems of a verb from which its forms are made.
#[derive(Debug, Default)]
struct Stems {
    /// Third person masculine singular perfect.
    perfect: String,
    /// Before the ending ت of the feminine.
    feminine: String,
    /// Before the ending وا of the plural.
    plural: String,
    /// Before endings that begin with a consonant.
    short: String,
    /// Behind the prefixes of the imperfect, without its last vowel.
    imperfect: Option<String>,
    /// Before the plural ending of the imperfect.
    imperfect_plural: String,
    /// Active participle.
    participle: Option<String>,
}

/// Makes the stems of a verb by its pattern; `None` when the pattern does not fit.
fn stems_of(verb: &str, pattern: &str, imperfect: &str, participle: &str) -> Option<Stems> {
    let letters: Vec<char> = verb.chars().collect();
    let first = *letters.first()?;
    let last = *letters.last()?;
    let body: String = letters.get(..letters.len() - 1)?.iter().collect();
    let digits = pattern.trim_end_matches(|c: char| !c.is_ascii_digit());
    let weakness = pattern.get(digits.len()..)?;
    let mut stems = Stems {
        perfect: verb.to_owned(),
        feminine: verb.to_owned(),
        plural: verb.to_owned(),
        short: verb.to_owned(),
        ..Stems::default()
    };
    if pattern == "x" {
        let listed = |cell: &str| (cell != "-").then(|| cell.to_owned());
        stems.imperfect = listed(imperfect);
        stems.imperfect_plural = stems.imperfect.clone().unwrap_or_default();
        stems.participle = listed(participle);
        if last == 'ى' {
            stems.feminine.clone_from(&body);
            stems.plural = body;
        }
        return Some(stems);
    }
    // What stands behind the prefix of the imperfect and of the participle.
    let behind = match digits {
        "1" => match weakness {
            "a" => letters.get(1..)?.iter().collect(),
            "w" | "y" => {
                let vowel = if weakness == "w" { 'و' } else { 'ي' };
                stems.short = [first, last].iter().collect();
                [first, vowel, last].iter().collect()
            }
            "dw" => format!("{body}و"),
            "dy" => format!("{body}ي"),
            "g" => {
                stems.short = format!("{verb}{last}");
                verb.to_owned()
            }
            _ => verb.to_owned(),
        },
        "2" | "3" | "5" | "6" | "" => verb.to_owned(),
        "4" | "7" | "8" | "10" => letters.get(1..)?.iter().collect::<String>(),
        _ => return None,
    };
    let behind = match (digits, weakness) {
        // Hollow: the alef before the last radical turns to ي and falls out.
        ("4" | "10", "h") => {
            let start = letters.get(..letters.len().checked_sub(2)?)?;
            stems.short = start.iter().chain([&last]).collect();
            start.iter().skip(1).chain([&'ي', &last]).collect()
        }
        (_, "d") => {
            let start: String = behind.chars().take(behind.chars().count() - 1).collect();
            format!("{start}ي")
        }
        (_, "g") if digits != "1" => {
            stems.short = format!("{verb}{last}");
            behind
        }
        _ => behind,
    };
    let weak = weakness.starts_with('d');
    if weak {
        stems.feminine.clone_from(&body);
        stems.plural.clone_from(&body);
        stems.short = if weakness == "dw" {
            format!("{body}و")
        } else {
            format!("{body}ي")
        };
    }
    // «أكد»: the seat of the hamza behind a prefix is و.
    let behind = if matches!(digits, "2" | "3") && matches!(first, 'أ' | 'آ') {
        let rest: String = behind.chars().skip(1).collect();
        format!("ؤ{rest}")
    } else {
        behind
    };
    stems.participle = Some(match (digits, weakness) {
        ("1", "w" | "y") => format!("{first}ائ{last}"),
        ("1", "dw" | "dy") => {
            let second = letters.get(1)?;
            format!("{first}ا{second}ي")
        }
        ("1", "g") => format!("{first}ا{last}"),
        ("1", _) => {
            let rest: String = letters.get(1..)?.iter().collect();
            format!("{first}ا{rest}")
        }
        _ => format!("م{behind}"),
    });
    stems.imperfect_plural = if weak {
        behind.chars().take(behind.chars().count() - 1).collect()
    } else {
        behind.clone()
    };
    stems.imperfect = Some(behind);
    if imperfect != "-" {
        stems.imperfect = Some(imperfect.to_owned());
        imperfect.clone_into(&mut stems.imperfect_plural);
    }
    if participle != "-" {
        stems.participle = Some(participle.to_owned());
    }
    Some(stems)
}

/// Calls `add` with each form of a verb and the form's number in [`FORMS`].
fn forms(stems: &Stems, masdar: &str, mut add: impl FnMut(&str, u32)) {
    let Stems {
        perfect,
        feminine,
        plural,
        short,
        imperfect,
        imperfect_plural,
        participle,
    } = stems;
    add(perfect, 0);
    add(&format!("{feminine}ت"), 1);
    add(&format!("{plural}وا"), 2);
    add(&format!("{perfect}ا"), 2);
    add(&format!("{feminine}تا"), 2);
    add(&format!("{short}ن"), 2);
    add(&format!("{short}نا"), 3);
    add(&format!("{short}ت"), 3);
    for object in ["ه", "ها", "هم"] {
        let base = perfect.strip_suffix('ى').unwrap_or(perfect);
        let vowel = if base.len() < perfect.len() { "ا" } else { "" };
        add(&format!("{base}{vowel}{object}"), OBJECT);
        add(&format!("{feminine}ت{object}"), 1 | OBJECT);
        add(&format!("{plural}و{object}"), 2 | OBJECT);
    }
    if let Some(stem) = imperfect {
        add(&format!("ي{stem}"), 4);
        add(&format!("ت{stem}"), 5);
        add(&format!("ي{imperfect_plural}ون"), 6);
        add(&format!("ي{imperfect_plural}وا"), 6);
        add(&format!("ي{stem}ان"), 6);
        add(&format!("ن{stem}"), 7);
        add(&format!("أ{stem}"), 7);
        for object in ["ه", "ها"] {
            add(&format!("ي{stem}{object}"), 4 | OBJECT);
            add(&format!("ت{stem}{object}"), 5 | OBJECT);
            add(&format!("ي{imperfect_plural}ون{object}"), 6 | OBJECT);
        }
    }
    if let Some(stem) = participle {
        add(&format!("{stem}ا"), 8);
        add(&format!("{stem}ة"), 9);
        let base = stem.strip_suffix('ي').unwrap_or(stem);
        add(&format!("{base}ين"), 10);
        add(&format!("{stem}ات"), 10);
    }
    if masdar != "-" {
        add(masdar, 11);
        let base = masdar
            .strip_suffix('ة')
            .map_or_else(|| masdar.to_owned(), |base| format!("{base}ت"));
        for suffix in ["ه", "ها", "هم", "هما"] {
            add(&format!("{base}{suffix}"), 12);
        }
    }
}

/// Reads the embedded files of this group.
pub(crate) fn load(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
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
        &["surface", "lemma", "kind"],
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
        let stems = stems_of(verb, row.cell(1), row.cell(6), row.cell(7))
            .ok_or_else(|| row.unexpected(1, "a pattern that fits the verb"))?;
        let at = index(lexicon.cues.verbs.len()) << 8;
        lexicon.cues.verbs.push(CueVerb {
            lemma,
            group,
            needs_clause: row.cell(4) == "clause",
            formula: row.cell(4) == "formula",
            preposition,
            governs,
        });
        let rank = u8::from(group != CueGroup::Say) + u8::from(row.cell(4) == "clause");
        forms(&stems, row.cell(2), |surface, form| {
            let nominal = u8::from(form >= 11) * 8 + u8::from(form & OBJECT != 0) * 4;
            made.push((rank + nominal, Key::of(surface), at | form));
        });
    }
    made.sort_by_key(|&(rank, _, row)| (rank, row));
    for (_, key, row) in made {
        lexicon.add_key(key, Class::Cue, row);
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
            "person" => SpeakerNounKind::Person,
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
    fn stems_are_looked_up_in_their_order() {
        let word = |surface: &str| Key::of(surface);
        for surface in [
            "وللوزارة",
            "فبالبيان",
            "ولد",
            "البيان",
            "بلد",
            "والي",
            "لل",
            "و",
            "كلام",
        ] {
            let all: Vec<(Key, Stem)> = stems(word(surface)).collect();
            for skipped in 0..all.len() {
                let mut table = Table::default();
                for (row, (key, _)) in (0..).zip(&all).skip(skipped) {
                    if key.0 != 0 && table.get(key.0).is_none() {
                        table.insert(key.0, row);
                    }
                }
                let expected = all
                    .iter()
                    .find_map(|&(key, stem)| table.get(key.0).map(|row| (row, stem)));
                assert_eq!(known_stem(&table, word(surface)), expected, "{surface}");
            }
        }
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
