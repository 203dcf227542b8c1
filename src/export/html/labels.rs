//! Words of the page's own, in its language; they stand in `labels.tsv`.

use std::collections::BTreeMap;

use crate::date::{DateKind, DateModifier, DurationRole};
use crate::diagnostic::DiagnosticCode;
use crate::entity::OrganizationType;
use crate::layout::PartKind;
use crate::number::{ApproxKind, NumberKind};
use crate::quotation::{QuotationKind, QuotationStyle, SpeakerKind, Stance};
use crate::sentence::Boundary;

/// Language of a page's own words. The article stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageLanguage {
    /// Arabic, right to left.
    #[default]
    Arabic,
    /// English, left to right; the article stays right to left.
    English,
}

impl PageLanguage {
    /// Tag of the language, as in `lang="ar"`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    pub(super) const fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            Self::English => "ltr",
        }
    }
}

pub(super) const FILE: &str = include_str!("labels.tsv");

/// The labels of one language, by key.
pub(super) struct Labels(BTreeMap<&'static str, &'static str>);

impl Labels {
    pub(super) fn new(language: PageLanguage) -> Self {
        let rows = FILE.lines().filter(|line| !line.starts_with('#')).skip(1);
        Self(
            rows.filter_map(|row| {
                let mut cells = row.split('\t');
                let (key, arabic, english) = (cells.next()?, cells.next()?, cells.next()?);
                Some(match language {
                    PageLanguage::Arabic => (key, arabic),
                    PageLanguage::English => (key, english),
                })
            })
            .collect(),
        )
    }

    /// The label of a key; a test proves that every key has one.
    pub(super) fn of(&self, key: &str) -> &'static str {
        self.0.get(key).copied().unwrap_or_default()
    }

    /// The label of a value of a closed set.
    pub(super) fn name(&self, value: &impl Labelled) -> &'static str {
        self.of(value.key())
    }

    /// The label of a number from 1: of a month, of a day.
    pub(super) fn numbered(&self, group: &str, number: i8) -> &'static str {
        self.of(&format!("{group}_{number}"))
    }
}

/// A value that has a label.
pub(super) trait Labelled {
    fn key(&self) -> &'static str;
}

macro_rules! labelled {
    ($($kind:ident { $($variant:ident $key:literal)+ })+) => {$(
        impl Labelled for $kind {
            fn key(&self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
        }
    )+};
}

labelled! {
    ApproxKind {
        MoreThan "approx.more_than" LessThan "approx.less_than" About "approx.about"
        AtLeast "approx.at_least" AtMost "approx.at_most" UpTo "approx.up_to"
        Exactly "approx.exactly" Vague "approx.vague"
    }
    Boundary {
        FullStop "boundary.full_stop" Question "boundary.question"
        Exclamation "boundary.exclamation" Ellipsis "boundary.ellipsis"
        LineEnd "boundary.line_end" PartEnd "boundary.part_end"
    }
    DateKind { Date "date.date" Time "date.time" Duration "date.duration" Set "date.set" }
    DateModifier {
        Start "modifier.start" Mid "modifier.mid" End "modifier.end" Approx "modifier.approx"
        Before "modifier.before" After "modifier.after" MoreThan "modifier.more_than"
        LessThan "modifier.less_than"
    }
    DiagnosticCode {
        UnclosedMark "diagnostic.unclosed_mark" StrayMark "diagnostic.stray_mark"
        AmbiguousMark "diagnostic.ambiguous_mark" NoAnchor "diagnostic.no_anchor"
        AnchorFromDateline "diagnostic.anchor_from_dateline"
        WeekdayMismatch "diagnostic.weekday_mismatch"
        CalendarMismatch "diagnostic.calendar_mismatch"
        NumberOverflow "diagnostic.number_overflow" MixedDigits "diagnostic.mixed_digits"
        NotArabic "diagnostic.not_arabic" ImpossibleDate "diagnostic.impossible_date"
    }
    DurationRole { Age "role.age" Sentence "role.sentence" }
    NumberKind {
        Cardinal "number.cardinal" Ordinal "number.ordinal" Percent "number.percent"
        Money "number.money" Quantity "number.quantity" Fraction "number.fraction"
        Multiplier "number.multiplier" Score "number.score" Identifier "number.identifier"
    }
    OrganizationType {
        Intergovernmental "organization.intergovernmental" Government "organization.government"
        Security "organization.security" Judicial "organization.judicial"
        Party "organization.party" Company "organization.company" Media "organization.media"
        Ngo "organization.ngo" Education "organization.education" Health "organization.health"
        Sports "organization.sports" Religious "organization.religious"
        ArmedGroup "organization.armed_group" Finance "organization.finance"
        Other "organization.other"
    }
    PartKind {
        Headline "part.headline" Subheading "part.subheading" Byline "part.byline"
        Dateline "part.dateline" Body "part.body" Caption "part.caption"
        SourceTrailer "part.source_trailer" Other "part.other"
    }
    QuotationKind {
        Speech "quotation.speech" PartialSpeech "quotation.partial_speech"
        NameOrTitle "quotation.name_or_title" Scare "quotation.scare"
    }
    QuotationStyle { Direct "style.direct" Mixed "style.mixed" Indirect "style.indirect" }
    SpeakerKind {
        Person "speaker.person" Org "speaker.org" Document "speaker.document"
        Anonymous "speaker.anonymous" Group "speaker.group"
    }
    Stance {
        Neutral "stance.neutral" Assertive "stance.assertive" Opinion "stance.opinion"
        Claim "stance.claim" Denial "stance.denial" Admission "stance.admission"
        Warning "stance.warning" Question "stance.question" Call "stance.call"
        Promise "stance.promise" Praise "stance.praise" Criticism "stance.criticism"
        Regret "stance.regret"
    }
}
