//! Examples of every rule with their values, and what must not be read. The anchor is Monday,
//! 11 March 2024, in every test.

use super::types::{Date, DateKind};
use super::{Anchor, rules};
use crate::Parser;

fn anchor() -> Anchor {
    "2024-03-11".parse().unwrap()
}

fn read(text: &str) -> Vec<Date> {
    let parser = Parser::new().at(anchor());
    parser.parse(text).unwrap().dates().to_vec()
}

/// Rule, phrase, value; the phrase is one record over its whole length.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("date/day", "14 كانون الثاني 2023", "2023-01-14"),
    ("date/day", "الرابع عشر من شهر تموز 2021", "2021-07-14"),
    ("date/day", "يوم الخميس 3 غشت 2023", "2023-08-03"),
    ("date/day", "فاتح ماي 2022", "2022-05-01"),
    ("date/day", "31 يوليو (تموز) الماضي", "2023-07-31"),
    ("date/day", "الـ3 ماي الداخل", "2024-05-03"),
    ("date/day", "سبتمبر 10, 2001", "2001-09-10"),
    ("date/day", "20 من الشهر المقبل", "2024-04-20"),
    ("date/day", "يناير-1", "2024-01-01"),
    ("date/month", "متم شتنبر 2023", "2023-09"),
    ("date/month", "موفى جوان 2025", "2025-06"),
    ("date/numeric", "24/02/2022", "2022-02-24"),
    ("date/numeric", "٢٤-٠٢-٢٠٢٢", "2022-02-24"),
    ("date/numeric", "2022/2/24", "2022-02-24"),
    ("date/month", "تشرين الأول (أكتوبر) 2022", "2022-10"),
    ("date/month", "آذار/مارس 2014", "2014-03"),
    ("date/month", "كانون الأول - ديسمبر 2015", "2015-12"),
    ("date/month", "شهر فيفري الماضي", "2024-02"),
    ("date/month", "أفريل المقبل", "2024-04"),
    ("date/year", "سنة 1988", "1988"),
    ("date/year", "عام ألفين وستة عشر", "2016"),
    ("date/year", "العام 1990م", "1990"),
    ("date/weekday", "الثلاثاء الماضي", "2024-03-05"),
    ("date/weekday", "يوم الجمعة المقبل", "2024-03-15"),
    ("date/weekday", "الأربعاء الأسبوع الماضي", "2024-03-06"),
    ("date/deictic", "أول أمس", "2024-03-09"),
    ("date/deictic", "بعد غد الأربعاء", "2024-03-13"),
    ("date/deictic", "يوم أمس الأحد", "2024-03-10"),
    ("date/deictic", "اليوم (الاثنين)", "2024-03-11"),
    ("date/period", "الأسبوع الماضي", "2024-W10"),
    ("date/period", "الشهر المنصرم", "2024-02"),
    ("date/period", "هذا العام", "2024"),
    ("date/period", "السنة قبل الماضية", "2022"),
    ("date/period", "القرن الماضي", "19"),
    ("date/period", "نهاية العام الجاري", "2024"),
    ("date/nth", "ثالث جمعة من شهر مايو 2024", "2024-05-17"),
    ("date/nth", "آخر خميس من الشهر الماضي", "2024-02-29"),
    ("date/season", "صيف عام 2015", "2015-SU"),
    ("date/season", "الشتاء المقبل", "2024-WI"),
    ("date/division", "الربع الأول من 2023", "2023-Q1"),
    ("date/division", "النصف الثاني من العام الماضي", "2023-H2"),
    ("date/edge", "الأشهر التسعة الأولى من 2023", "2023-01/2023-09"),
    ("date/decade", "العقد الأول من القرن الحالي", "200"),
    ("date/division", "الربع الأخير من 2023", "2023-Q4"),
    ("date/day", "14 يناير كانون الثاني 2023", "2023-01-14"),
    ("set/monthly", "الأول من كل شهر", "XXXX-XX-01"),
    ("set/yearly", "أول يناير من كل عام", "XXXX-01-01"),
    ("set/every", "كل صيف", "XXXX-SU"),
    ("date/decade", "تسعينيات القرن الماضي", "199"),
    ("date/decade", "أوائل ستينات القرن العشرين", "196"),
    ("date/century", "القرن التاسع عشر", "18"),
    ("date/holiday", "عيد العمال", "2024-05-01"),
    ("date/holiday", "عيد الفصح 2024", "2024-03-31"),
    ("date/offset", "قبل أسبوعين", "2024-W09"),
    ("date/offset", "بعد ثلاثة أشهر", "2024-06"),
    ("date/offset", "قبل خمسة أيام", "2024-03-06"),
    ("date/open_range", "قبل عام 2020", "../2020"),
    ("date/open_range", "بعد 15 يناير 2023", "2023-01-15/.."),
    (
        "date/range",
        "من 13 إلى 15 يوليو 2023",
        "2023-07-13/2023-07-15",
    ),
    ("date/range", "بين عامي 2010 و2015", "2010/2015"),
    (
        "date/range",
        "من يوليوز 2022 إلى دجنبر 2023",
        "2022-07/2023-12",
    ),
    ("date/range", "19-20 نوفمبر 2022", "2022-11-19/2022-11-20"),
    (
        "date/range",
        "من الساعة 14:00 إلى الساعة 16:30",
        "2024-03-11T14:00/2024-03-11T16:30",
    ),
    ("date/reference", "حاليا", "PRESENT_REF"),
    ("date/reference", "مؤخرا", "PAST_REF"),
    ("date/reference", "الفترة المقبلة", "FUTURE_REF"),
    ("date/vague", "العقود الماضية", "PAST_REF"),
    ("date/vague", "الأيام القليلة المقبلة", "FUTURE_REF"),
    ("duration/length", "خمس سنوات وستة أشهر", "P5Y6M"),
    ("duration/length", "ساعة ونصف الساعة", "PT1H30M"),
    ("duration/length", "ربع قرن", "P25Y"),
    ("duration/length", "أكثر من عامين", "P2Y"),
    ("duration/length", "72 ساعة", "PT72H"),
    ("duration/length", "بضعة أيام", "PXD"),
    ("duration/several", "الأسابيع الثلاثة المقبلة", "P3W"),
    ("duration/several", "العقدين الماضيين", "P20Y"),
    ("set/adverb", "شهريا", "P1M"),
    ("set/every", "كل 25 سنة", "P25Y"),
    ("set/every", "كل يوم جمعة", "XXXX-WXX-5"),
    ("set/times", "مرتين في الأسبوع", "P1W"),
    ("set/weekdays", "أيام الأحد", "XXXX-WXX-7"),
    (
        "time/clock",
        "الساعة الثامنة والنصف مساء بتوقيت غرينتش",
        "2024-03-11T20:30",
    ),
    (
        "time/clock",
        "الساعة السابعة إلا ربعا صباحا",
        "2024-03-11T06:45",
    ),
    (
        "time/clock",
        "الساعة الثالثة وعشرين دقيقة فجرا",
        "2024-03-11T03:20",
    ),
    ("time/clock", "14:30", "2024-03-11T14:30"),
    ("time/clock", "منتصف الليل", "2024-03-11T00:00"),
    ("time/part", "مساء أمس الأحد", "2024-03-10TEV"),
    ("time/part", "فجر اليوم", "2024-03-11TMO"),
    ("time/part", "بعد ظهر الثلاثاء المقبل", "2024-03-12TAF"),
    ("time/part", "هذه الليلة", "2024-03-11TNI"),
];

/// Rule, text, the phrase read in it, value: what needs its context.
const IN_TEXT: &[(&str, &str, &str, &str)] = &[
    (
        "date/weekday",
        "أعلنت الوزارة الخميس خطة جديدة.",
        "الخميس",
        "2024-03-07",
    ),
    (
        "date/weekday",
        "سيلتقي الوزيران الخميس في عمان.",
        "الخميس",
        "2024-03-14",
    ),
    (
        "date/weekday",
        "تنطلق البطولة السبت في الدوحة.",
        "السبت",
        "2024-03-16",
    ),
    (
        "date/weekday",
        "عرض فرق الأحد على الجمهور.",
        "الأحد",
        "2024-03-10",
    ),
    (
        "date/day",
        "تتواصل العمليات منذ هجوم السابع من أكتوبر.",
        "السابع من أكتوبر",
        "2023-10-07",
    ),
    (
        "date/day",
        "خرجوا في ثورة 25 يناير إلى الميادين.",
        "25 يناير",
        "2011-01-25",
    ),
    (
        "date/month",
        "بدأ العمل في مارس بعد التوقيع.",
        "مارس",
        "2024-03",
    ),
    ("date/year", "صدر الكتاب في 1988.", "1988", "1988"),
    ("date/year", "لعب موسم 2020 هناك.", "2020", "2020"),
    (
        "date/range",
        "لعب موسم 2023/24 هناك.",
        "2023/24",
        "2023/2024",
    ),
    (
        "date/listed",
        "يقام المعرض في 20 و21 نوفمبر 2023.",
        "20",
        "2023-11-20",
    ),
    (
        "date/month",
        "زار القرية في مارس وأبريل 2023.",
        "مارس",
        "2023-03",
    ),
    (
        "date/offset",
        "وصل في 10 مايو 2023 وغادر بعد ذلك بيومين.",
        "بعد ذلك بيومين",
        "2023-05-12",
    ),
    (
        "date/day",
        "وصل الوفد في 14 الجاري إلى المدينة.",
        "14 الجاري",
        "2024-03-14",
    ),
    (
        "duration/age",
        "غرق طفل في السابعة من عمره أمس.",
        "السابعة",
        "P7Y",
    ),
    (
        "date/offset",
        "وصل الوفد الاثنين وغادر بعدها بيومين إلى تونس.",
        "بعدها بيومين",
        "2024-03-13",
    ),
    (
        "date/period",
        "اعتقل الجمعة ثم أفرج عنه في اليوم التالي.",
        "اليوم التالي",
        "2024-03-09",
    ),
    (
        "duration/length",
        "غاب عن الملاعب منذ فترة ثم عاد بعد أسبوع من العلاج.",
        "أسبوع",
        "P1W",
    ),
    (
        "duration/since",
        "يعيش في المنفى منذ ثلاث سنوات.",
        "ثلاث سنوات",
        "P3Y",
    ),
    (
        "duration/age",
        "عثر على الطفلة (7 سنوات) سالمة.",
        "7 سنوات",
        "P7Y",
    ),
    (
        "duration/age",
        "توفي الكاتب عن ثمانين عاما.",
        "ثمانين عاما",
        "P80Y",
    ),
    (
        "duration/age",
        "اعتقل الشاب البالغ من العمر 23 عاما.",
        "23 عاما",
        "P23Y",
    ),
    (
        "duration/sentence",
        "حكم عليه بالسجن عشر سنوات.",
        "عشر سنوات",
        "P10Y",
    ),
    ("duration/ago", "منذ 3 أيام", "3 أيام", "P3D"),
    (
        "set/every",
        "يعقد المجلس جلسته كل ثلاثاء في المقر.",
        "كل ثلاثاء",
        "XXXX-WXX-2",
    ),
    (
        "time/clock",
        "بدأت المباراة في الساعة 21,30 بالتوقيت المحلي.",
        "الساعة 21,30 بالتوقيت المحلي",
        "2024-03-11T21:30",
    ),
    (
        "time/part",
        "عقد الاجتماع ليل الأحد الاثنين في بيروت.",
        "ليل الأحد الاثنين",
        "2024-03-10TNI",
    ),
];

/// Texts in which nothing is a date.
const NEGATIVES: &[&str] = &[
    "مارس اللاعب هوايته في النادي.",
    "آب المسافر إلى أهله بعد غياب.",
    "يقع المتجر في شارع 9 أبريل قرب البحر.",
    "كتبت صحيفة اليوم أن الاتفاق قريب من الفشل.",
    "دعا الأمين العام للحزب إلى الهدوء.",
    "يهم الموضوع الرأي العام.",
    "أم المصلون صلاة الجمعة في الجامع.",
    "دخل المتهم من باب خلفي.",
    "كل عام وأنتم بخير.",
    "وقعت الشركة 3 عقود مع موردين.",
    "اشترى المتجر 2000 كتاب من الناشر.",
    "فاز الفريق 3-1 على ضيفه.",
    "استقبل الملك محمد السادس الوفد.",
    "زار المنتخب خميس مشيط.",
    "خسر الفريق صفر-1 أمام ضيفه.",
    "عرضت المصممة فساتينها في أسبوع ميلانو.",
    "صفق الجمهور في نهاية الأمسية.",
    "هبط من الدرجة الأولى أحد والرياض.",
    "نقلت صحيفة إسرائيل اليوم الخبر.",
    "شهدت البلاد أحداث الخميس الأسود.",
    "ينتج الحقل 300 ألف برميل يوميا.",
];

#[test]
fn each_example_is_one_record_over_the_whole() {
    for (rule, phrase, value) in EXAMPLES {
        let found = read(phrase);
        assert_eq!(found.len(), 1, "{phrase}: {found:?}");
        let date = &found[0];
        assert_eq!(date.value.as_str(), *value, "{phrase}");
        assert_eq!(date.rule.as_str(), *rule, "{phrase}");
        assert_eq!(&phrase[date.span.range()], *phrase);
    }
}

/// The same words inside a sentence, with vowel signs, tatweel and a conjunction.
#[test]
fn examples_hold_inside_sentences() {
    for (_, phrase, value) in EXAMPLES {
        for text in [
            format!("وقال المتحدث ({phrase}) ذلك."),
            format!("\u{200F}{phrase}\u{200F} ."),
            format!("{phrase}، أعلنت الوزارة الخطة"),
            format!("و{phrase}"),
        ] {
            // A bare adverb or holiday changes its reading with the clause.
            let found = read(&text);
            let same = found
                .iter()
                .filter(|date| date.value.as_str() == *value)
                .count();
            assert!(
                same == 1 || found.iter().any(|date| date.kind == DateKind::Time),
                "{text}: {found:?}"
            );
        }
        if let Some(at) = phrase.char_indices().nth(2).map(|(at, _)| at)
            && phrase.chars().take(2).all(char::is_alphabetic)
        {
            for sign in ["\u{64E}", "\u{640}"] {
                let marked = format!("{}{sign}{}", &phrase[..at], &phrase[at..]);
                let found = read(&marked);
                assert_eq!(found.len(), 1, "{marked}: {found:?}");
                assert_eq!(found[0].value.as_str(), *value, "{marked}");
                assert_eq!(&marked[found[0].span.range()], marked);
            }
        }
    }
}

#[test]
fn context_decides() {
    for (rule, text, phrase, value) in IN_TEXT {
        let found = read(text);
        let date = found
            .iter()
            .find(|date| &text[date.span.range()] == *phrase)
            .unwrap_or_else(|| panic!("{text}: {found:?}"));
        assert_eq!(date.value.as_str(), *value, "{text}");
        assert_eq!(date.rule.as_str(), *rule, "{text}");
    }
}

#[test]
fn names_and_verbs_are_no_dates() {
    for text in NEGATIVES {
        let found = read(text);
        assert!(
            found
                .iter()
                .all(|date| date.value.as_str().ends_with("_REF")),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn each_rule_has_an_example() {
    let mut seen: Vec<&str> = EXAMPLES.iter().map(|(rule, ..)| *rule).collect();
    seen.extend(IN_TEXT.iter().map(|(rule, ..)| *rule));
    seen.push("date/twin");
    for rule in rules::ALL {
        assert!(seen.contains(rule), "no example reaches {rule}");
    }
}

#[test]
#[cfg(feature = "hijri")]
fn two_calendars_of_one_day() {
    let text = "عقد اللقاء في 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م في الطائف.";
    let found = read(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(&text[found[0].span.range()], "25 شوال 1436 هـ");
    let twin = found[0].twin.as_ref().unwrap();
    assert_eq!(&text[twin.span.range()], "10 أغسطس 2015 م");
    assert_eq!(found[0].value.as_str(), "2015-08-10");
    assert_eq!(found[0].hijri.unwrap().year, Some(1436));
    assert_eq!(found[0].rule.as_str(), "date/twin");
}

#[test]
fn a_year_in_brackets_behind_a_title_is_its_date() {
    let found = read("عرض فيلم «ليل المدينة» (2003) أمس الأول.");
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].value.as_str(), "2003");
    assert!(read("زار «معرض الكتاب» (2003) زائرا.").is_empty());
}

#[test]
#[cfg(feature = "hijri")]
fn hijri_months_in_every_spelling() {
    let found = read("عقد اللقاء في 5 من ذوي القعدة 1444 في الطائف.");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].value.as_str(), "2023-05-25");
}

#[test]
fn without_anchor_positions_stay_unknown() {
    for (phrase, value) in [
        ("الأحد", "XXXX-WXX-7"),
        ("مساء الجمعة", "XXXX-WXX-5TEV"),
        ("الأسبوع الماضي", "XXXX-WXX"),
        ("أمس", "XXXX-XX-XX"),
        ("3 ماي المقبل", "XXXX-05-03"),
        ("الساعة 14:30", "T14:30"),
    ] {
        let date = super::parse_date(phrase, None).unwrap();
        assert_eq!(date.value.as_str(), value, "{phrase}");
    }
}

#[test]
fn contradictions_are_remarks() {
    use crate::DiagnosticCode::{ImpossibleDate, NoAnchor, WeekdayMismatch};
    let parser = Parser::new();
    for (text, code) in [
        ("صدر القرار يوم الاثنين 3 غشت 2023 بالرباط.", WeekdayMismatch),
        ("صدر القرار في 31 أبريل 2023 بالرباط.", ImpossibleDate),
        ("صدر القرار أمس بالرباط.", NoAnchor),
    ] {
        let article = parser.parse(text).unwrap();
        assert!(
            article.diagnostics().iter().any(|d| d.code == code),
            "{text}: {:?}",
            article.diagnostics()
        );
    }
}

#[test]
fn a_full_date_in_a_span_is_an_anchor() {
    use crate::doc::{Doc, read};
    use crate::lexicon::Lexicon;
    let text = "الرباط 14 يناير 2021 (وكالات) - أعلن";
    let lexicon = Lexicon::embedded().unwrap();
    let mut tokens = Vec::new();
    crate::lex::scan(text, &mut tokens);
    read(text, &mut tokens, &lexicon);
    let doc = Doc {
        text,
        tokens: &tokens,
        lexicon: &lexicon,
        keys: &[],
        cardinals: None,
    };
    let all = crate::Span::new(0, text.len());
    assert_eq!(
        super::anchor_in(&doc, all).map(|anchor| anchor.to_string()),
        Some("2021-01-14".to_owned())
    );
    assert_eq!(super::anchor_in(&doc, crate::Span::new(0, 12)), None);
}

#[test]
fn errors_say_where_and_what() {
    for (text, message) in [
        (
            "كتاب",
            "no date in \"كتاب\" from byte 0, expected a date, time, duration or set",
        ),
        (
            "أمس كتاب",
            "unexpected word \"كتاب\" at byte 7, expected the end behind the date",
        ),
        (
            "كتاب أمس",
            "unexpected word \"كتاب\" at byte 0, expected a date",
        ),
        (
            "14 يناير 2021 25",
            "unexpected word \"25\" at byte 19, expected the end behind the date",
        ),
    ] {
        assert_eq!(
            super::parse_date(text, None).unwrap_err().to_string(),
            message
        );
    }
}
