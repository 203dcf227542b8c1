//! Values of closed sets by their names, as the JSON writes them and as types of a schema.

use crate::date::{Calendar, DateKind, DateModifier, DurationRole, Grain};
use crate::entity::{Gender, MentionForm, OrganizationType};
use crate::layout::PartKind;
use crate::number::{ApproxKind, NumberKind};
use crate::quotation::{QuotationKind, QuotationStyle, SpeakerKind, Stance};
use crate::sentence::Boundary;

/// A value of a closed set.
pub(super) trait Named {
    /// Its name in the JSON: `partial_speech`.
    fn name(self) -> &'static str;
    /// Its name as a type: `PartialSpeech`.
    fn title(self) -> &'static str;
}

macro_rules! named {
    ($($kind:ident { $($variant:ident $name:literal)+ })+) => {
        $(impl Named for $kind {
            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            fn title(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)+ }
            }
        })+

        #[cfg(all(test, feature = "json"))]
        #[test]
        fn names_are_those_of_the_json() {
            $($({
                let json = serde_json::to_value($kind::$variant).unwrap();
                assert_eq!(json, $kind::$variant.name());
            })+)+
        }
    };
}

named! {
    ApproxKind {
        MoreThan "more_than" LessThan "less_than" About "about" AtLeast "at_least"
        AtMost "at_most" UpTo "up_to" Exactly "exactly" Vague "vague"
    }
    Boundary {
        FullStop "full_stop" Question "question" Exclamation "exclamation" Ellipsis "ellipsis"
        LineEnd "line_end" PartEnd "part_end"
    }
    Calendar { Gregorian "gregorian" Hijri "hijri" }
    DateKind { Date "date" Time "time" Duration "duration" Set "set" }
    DateModifier {
        Start "START" Mid "MID" End "END" Approx "APPROX" Before "BEFORE" After "AFTER"
        MoreThan "MORE_THAN" LessThan "LESS_THAN"
    }
    DurationRole { Age "age" Sentence "sentence" }
    Gender { Masculine "masculine" Feminine "feminine" }
    Grain {
        Second "second" Minute "minute" Hour "hour" DayPart "day_part" Day "day" Week "week"
        Month "month" Season "season" Quarter "quarter" Half "half" Year "year" Decade "decade"
        Century "century"
    }
    MentionForm { Full "full" Short "short" Acronym "acronym" Nominal "nominal" }
    NumberKind {
        Cardinal "cardinal" Ordinal "ordinal" Percent "percent" Money "money" Quantity "quantity"
        Fraction "fraction" Multiplier "multiplier" Score "score" Identifier "identifier"
    }
    OrganizationType {
        Intergovernmental "intergovernmental" Government "government" Security "security"
        Judicial "judicial" Party "party" Company "company" Media "media" Ngo "ngo"
        Education "education" Health "health" Sports "sports" Religious "religious"
        ArmedGroup "armed_group" Finance "finance" Other "other"
    }
    PartKind {
        Headline "headline" Subheading "subheading" Byline "byline" Dateline "dateline"
        Body "body" Caption "caption" SourceTrailer "source_trailer" Other "other"
    }
    QuotationKind {
        Speech "speech" PartialSpeech "partial_speech" NameOrTitle "name_or_title" Scare "scare"
    }
    QuotationStyle { Direct "direct" Mixed "mixed" Indirect "indirect" }
    SpeakerKind {
        Person "person" Org "org" Document "document" Anonymous "anonymous" Group "group"
    }
    Stance {
        Neutral "neutral" Assertive "assertive" Opinion "opinion" Claim "claim" Denial "denial"
        Admission "admission" Warning "warning" Question "question" Call "call"
        Promise "promise" Praise "praise" Criticism "criticism" Regret "regret"
    }
}
