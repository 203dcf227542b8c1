//! Words of dates: months, weekdays, units of time, deictics, relative adjectives, parts of day,
//! seasons, holidays, prepositions that a date needs, and words that make a date a name.

#[cfg(test)]
use super::begins::Begins;
use super::{Class, Lexicon, rows};
use crate::error::LexiconError;
use crate::fold::Key;
use crate::kind::DateModifier;

/// Rows that entries of this group point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct DateLexicon {
    words: Vec<DateRow>,
    holidays: Vec<Holiday>,
    events: Vec<Event>,
    /// The article written apart before digits («الـ3»).
    pub(crate) article: Key,
    /// The conjunction written apart.
    pub(crate) wa: Key,
    /// عن, which leads to an age.
    pub(crate) about: Key,
    /// الآن
    pub(crate) now: Key,
}

/// A row of `dates.tsv`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DateRow {
    /// What the word is.
    pub(crate) word: DateWord,
    /// Whether it counts only with the article.
    pub(crate) definite: bool,
}

/// A day whose date names an event.
#[derive(Clone, Copy, Debug)]
struct Event {
    month: i8,
    day: i8,
    year: i16,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Weekend,
    Month,
    Year,
    Decade,
    Century,
}

/// How many of its unit a noun names by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    /// Singular.
    One,
    /// Dual: «عامين».
    Two,
    /// Plural.
    Many,
}

/// What a relative adjective says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// الماضي
    Past,
    /// الأخير
    Latest,
    /// الجاري
    Current,
    /// المقبل
    Next,
    /// التالي
    Following,
    /// نفسه
    Same,
}

/// Part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart {
    /// صباح
    Morning,
    /// فجر
    Dawn,
    /// ظهر
    Noon,
    /// عصر، بعد الظهر
    Afternoon,
    /// مساء
    Evening,
    /// ليل
    Night,
}

/// How a word for a part of day is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartForm {
    /// Before a day: «صباح الجمعة».
    Noun,
    /// Behind a day or hour: «صباحا».
    Adverb,
    /// Only behind an hour: «السادسة المغرب».
    Clock,
}

/// Season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    /// ربيع
    Spring,
    /// صيف
    Summer,
    /// خريف
    Autumn,
    /// شتاء
    Winter,
}

/// A preposition or bound beside a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prep {
    Since,
    Before,
    After,
    During,
    Until,
    To,
    From,
    At,
    Between,
    On,
    About,
    More,
    Less,
}

/// Era behind a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Era {
    Hijri,
    Gregorian,
    BeforeChrist,
}

/// A value that points to now, before or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Present,
    Past,
    Future,
}

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holiday {
    /// Gregorian month and day.
    Gregorian(i8, i8),
    /// Hijri month and day.
    Hijri(u8, u8),
    /// Days behind Easter Sunday.
    Easter(i8),
    /// A Hijri month.
    HijriMonth(u8),
    /// Depends on the country.
    National,
}

/// What a date word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateWord {
    /// Month name; doubtful ones are other words too (مارس).
    Month {
        number: u8,
        hijri: bool,
        doubtful: bool,
    },
    /// Weekday from Monday 1.
    Weekday(u8),
    Unit {
        unit: TimeUnit,
        count: Count,
    },
    /// Days from the anchor: أمس -1.
    Deictic(i8),
    /// The night of a day from the anchor: الليلة 0.
    Tonight(i8),
    Relation(Relation),
    /// هذا
    This,
    /// آخر
    Last,
    /// ذلك
    That,
    /// نفس, before its noun.
    Itself,
    Modifier(DateModifier),
    /// بقية
    Rest,
    Part {
        part: DayPart,
        form: PartForm,
    },
    /// ص، ق ظ: whether it is before noon.
    Meridiem(bool),
    Midnight,
    Midday,
    Season(Season),
    /// The number of equal parts: نصف 2, ربع 4; 34 for three quarters.
    Fraction(u8),
    /// Tens of a decade: تسعينيات 90.
    Decade(u8),
    Prep(Prep),
    /// إلا
    Except,
    /// كل
    Every,
    /// من الآن
    FromNow,
    /// Time zone; an open one takes the next word.
    Zone {
        open: bool,
    },
    Era(Era),
    /// الموافق
    Twin,
    FirstDay,
    LastDay,
    /// شهريا
    Adverb(TimeUnit),
    /// مرتين
    Times,
    /// بضع
    Few,
    /// كامل
    Whole,
    /// عمره; near ones only directly before the years: «ذو الـ79 عاما».
    Age {
        near: bool,
    },
    /// السجن
    Prison,
    /// توفي
    Died,
    /// استمر
    Lasting,
    /// A noun whose name may be a date: شارع.
    NameHead {
        all: bool,
    },
    /// A phrase that is no date.
    NotDate,
    /// An adjective behind which اليوم is a name: العالمي.
    NotDay {
        school: bool,
    },
    /// ثورة
    EventHead,
    /// A noun that a bare year may follow: موسم.
    YearHead,
    /// A unit in the construct before several of its kind: يومي السبت والأحد.
    Construct(TimeUnit),
    /// أو
    Or,
    /// من ذلك, behind a length.
    FromThen,
    /// A word that says that the clause looks ahead.
    Future,
    Reference(Reference),
    /// بعدها -> true
    Anaphor(bool),
    Holiday(u16),
}

impl DateLexicon {
    /// The row of an entry.
    pub(crate) fn row(&self, row: u32) -> Option<DateRow> {
        self.words.get(row as usize).copied()
    }

    /// The rule of a holiday.
    pub(crate) fn holiday(&self, row: u16) -> Option<Holiday> {
        self.holidays.get(usize::from(row)).copied()
    }

    /// The year of the event that a day names.
    pub(crate) fn event(&self, month: i8, day: i8) -> Option<i16> {
        self.events
            .iter()
            .find(|event| (event.month, event.day) == (month, day))
            .map(|event| event.year)
    }
}

const COLUMNS: &[&str] = &["surface", "kind", "value", "form", "note"];

/// Reads the embedded files of this group.
pub(crate) fn load(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    lexicon.dates.article = Key::of("ال");
    lexicon.dates.wa = Key::of("و");
    lexicon.dates.about = Key::of("عن");
    lexicon.dates.now = Key::of("الآن");
    let text = include_str!("data/dates.tsv");
    for row in rows("dates.tsv", text, COLUMNS) {
        let row = row?;
        let word = match row.cell(1) {
            "holiday" => {
                let rule = holiday(row.cell(2)).ok_or_else(|| row.unexpected(2, "a holiday"))?;
                let at = lexicon.dates.holidays.len();
                lexicon.dates.holidays.push(rule);
                DateWord::Holiday(u16::try_from(at).unwrap_or(u16::MAX))
            }
            kind => word(kind, row.cell(2), row.cell(3))
                .ok_or_else(|| row.unexpected(1, "a kind with a value it allows"))?,
        };
        let at = u32::try_from(lexicon.dates.words.len()).unwrap_or(u32::MAX);
        let definite = row.cell(3) == "definite";
        lexicon.dates.words.push(DateRow { word, definite });
        lexicon.add(row.cell(0), Class::Date, at);
    }
    let text = include_str!("data/dates_events.tsv");
    for row in rows("dates_events.tsv", text, &["date", "year"]) {
        let row = row?;
        let event = event(row.cell(0), row.cell(1));
        let event = event.ok_or_else(|| row.unexpected(0, "a month and day"))?;
        lexicon.dates.events.push(event);
    }
    Ok(())
}

/// Where another class holds the form with the article («الأحد» among the numbers), that form is read
/// as written, so that the date word must stand there too. Then notes which words begin expressions.
/// Called when all classes are loaded.
#[cfg(test)]
pub(crate) fn complete(lexicon: &mut Lexicon) -> Result<(), LexiconError> {
    let text = include_str!("data/dates.tsv");
    let mut definite = String::new();
    for (at, row) in rows("dates.tsv", text, COLUMNS).enumerate() {
        let surface = row?.cell(0);
        definite.clear();
        definite.push_str("ال");
        definite.push_str(surface);
        let first = definite.split(' ').next().unwrap_or_default();
        let builder = lexicon.builder.as_deref();
        if builder.is_some_and(|builder| builder.begins(Key::of(first))) {
            lexicon.add(
                &definite,
                Class::Date,
                u32::try_from(at).unwrap_or(u32::MAX),
            );
        }
    }
    let rows = &lexicon.dates.words;
    if let Some(builder) = &mut lexicon.builder {
        builder.set_bits(
            Class::Date,
            Class::Number.bit(),
            Class::DATE_PHRASE,
            |row| {
                let row = row.and_then(|row| rows.get(row as usize));
                match row.map_or(Begins::Never, |row| row.word.begins()) {
                    Begins::Never => Class::IDLE_DATE,
                    Begins::Before => Class::LEADING_DATE,
                    Begins::Maybe => 0,
                }
            },
        );
    }
    Ok(())
}

fn event(date: &str, year: &str) -> Option<Event> {
    let (month, day) = date.split_once('-')?;
    Some(Event {
        month: month.parse().ok()?,
        day: day.parse().ok()?,
        year: year.parse().ok()?,
    })
}

fn holiday(value: &str) -> Option<Holiday> {
    let (kind, rest) = value.split_once(':')?;
    let pair = || {
        let (month, day) = rest.split_once('-')?;
        Some((month.parse::<i8>().ok()?, day.parse::<i8>().ok()?))
    };
    Some(match kind {
        "G" => {
            let (month, day) = pair()?;
            Holiday::Gregorian(month, day)
        }
        "H" => {
            let (month, day) = pair()?;
            Holiday::Hijri(u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        }
        "E" => Holiday::Easter(rest.parse().ok()?),
        "M" => Holiday::HijriMonth(rest.parse().ok()?),
        "N" => Holiday::National,
        _ => return None,
    })
}

fn unit(value: &str) -> Option<TimeUnit> {
    Some(match value {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "night" => TimeUnit::Night,
        "week" => TimeUnit::Week,
        "weekend" => TimeUnit::Weekend,
        "month" => TimeUnit::Month,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        _ => return None,
    })
}

fn word(kind: &str, value: &str, form: &str) -> Option<DateWord> {
    Some(match kind {
        "month" | "hijri_month" => DateWord::Month {
            number: value.parse().ok()?,
            hijri: kind == "hijri_month",
            doubtful: form == "doubtful",
        },
        "weekday" => DateWord::Weekday(value.parse().ok()?),
        "unit" => DateWord::Unit {
            unit: unit(value)?,
            count: match form {
                "one" => Count::One,
                "two" => Count::Two,
                "many" => Count::Many,
                _ => return None,
            },
        },
        "deictic" => DateWord::Deictic(value.parse().ok()?),
        "tonight" => DateWord::Tonight(value.parse().ok()?),
        "relation" => DateWord::Relation(relation(value)?),
        "this" => DateWord::This,
        "last" => DateWord::Last,
        "that" => DateWord::That,
        "itself" => DateWord::Itself,
        "modifier" => DateWord::Modifier(match value {
            "START" => DateModifier::Start,
            "MID" => DateModifier::Mid,
            "END" => DateModifier::End,
            _ => return None,
        }),
        "rest" => DateWord::Rest,
        "part" => part(value, form)?,
        "meridiem" => DateWord::Meridiem(value == "AM"),
        "midnight" => DateWord::Midnight,
        "midday" => DateWord::Midday,
        "season" => DateWord::Season(match value {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            "WI" => Season::Winter,
            _ => return None,
        }),
        "fraction" => DateWord::Fraction(value.parse().ok()?),
        "decade" => DateWord::Decade(value.parse().ok()?),
        "prep" => DateWord::Prep(prep(value)?),
        "except" => DateWord::Except,
        "every" => DateWord::Every,
        "from_now" => DateWord::FromNow,
        "zone" => DateWord::Zone {
            open: form == "open",
        },
        "era" => DateWord::Era(match value {
            "hijri" => Era::Hijri,
            "gregorian" => Era::Gregorian,
            "bce" => Era::BeforeChrist,
            _ => return None,
        }),
        "twin" => DateWord::Twin,
        "first_day" => DateWord::FirstDay,
        "last_day" => DateWord::LastDay,
        "adverb" => DateWord::Adverb(unit(value)?),
        "times" => DateWord::Times,
        "few" => DateWord::Few,
        "whole" => DateWord::Whole,
        "age" => DateWord::Age {
            near: form == "near",
        },
        "prison" => DateWord::Prison,
        "died" => DateWord::Died,
        "lasting" => DateWord::Lasting,
        "name_head" => DateWord::NameHead { all: form == "all" },
        "not_date" => DateWord::NotDate,
        "not_day" => DateWord::NotDay {
            school: form == "school",
        },
        "year_head" => DateWord::YearHead,
        "construct" => DateWord::Construct(unit(value)?),
        "or" => DateWord::Or,
        "from_then" => DateWord::FromThen,
        "event_head" => DateWord::EventHead,
        "future" => DateWord::Future,
        "reference" => DateWord::Reference(match value {
            "PRESENT_REF" => Reference::Present,
            "PAST_REF" => Reference::Past,
            "FUTURE_REF" => Reference::Future,
            _ => return None,
        }),
        "anaphor" => DateWord::Anaphor(value == "after"),
        _ => return None,
    })
}

fn relation(value: &str) -> Option<Relation> {
    Some(match value {
        "past" => Relation::Past,
        "latest" => Relation::Latest,
        "current" => Relation::Current,
        "next" => Relation::Next,
        "following" => Relation::Following,
        "same" => Relation::Same,
        _ => return None,
    })
}

fn part(value: &str, form: &str) -> Option<DateWord> {
    Some(DateWord::Part {
        part: match value {
            "MO" => DayPart::Morning,
            "DAWN" => DayPart::Dawn,
            "MI" => DayPart::Noon,
            "AF" => DayPart::Afternoon,
            "EV" => DayPart::Evening,
            "NI" => DayPart::Night,
            _ => return None,
        },
        form: match form {
            "noun" => PartForm::Noun,
            "adverb" => PartForm::Adverb,
            "clock" => PartForm::Clock,
            _ => return None,
        },
    })
}

fn prep(value: &str) -> Option<Prep> {
    Some(match value {
        "since" => Prep::Since,
        "before" => Prep::Before,
        "after" => Prep::After,
        "during" => Prep::During,
        "until" => Prep::Until,
        "to" => Prep::To,
        "from" => Prep::From,
        "at" => Prep::At,
        "between" => Prep::Between,
        "on" => Prep::On,
        "about" => Prep::About,
        "more" => Prep::More,
        "less" => Prep::Less,
        _ => return None,
    })
}
