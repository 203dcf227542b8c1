//! Every day written in every month system and digit family is read back; Hijri days agree with the
//! calendar library.

use jiff::ToSpan;
use jiff::civil::date;

use super::parse_date;

const SYSTEMS: [[&str; 12]; 5] = [
    [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ],
    [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "ماي",
        "يونيو",
        "يوليوز",
        "غشت",
        "شتنبر",
        "أكتوبر",
        "نونبر",
        "دجنبر",
    ],
    [
        "جانفي",
        "فيفري",
        "مارس",
        "أفريل",
        "ماي",
        "جوان",
        "جويلية",
        "أوت",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    [
        "كانون الثاني/يناير",
        "شباط/فبراير",
        "آذار/مارس",
        "نيسان/أبريل",
        "أيار/مايو",
        "حزيران/يونيو",
        "تموز/يوليو",
        "آب/أغسطس",
        "أيلول/سبتمبر",
        "تشرين الأول/أكتوبر",
        "تشرين الثاني/نوفمبر",
        "كانون الأول/ديسمبر",
    ],
];

#[cfg(feature = "hijri")]
const HIJRI: [&str; 12] = [
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
];

fn arabic(text: &str) -> String {
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(0x660 + digit).unwrap(),
            None => c,
        })
        .collect()
}

fn gregorian(step: i64) {
    let mut day = date(1900, 1, 1);
    let mut n = 0usize;
    while day <= date(2100, 12, 31) {
        let (y, m, d) = (day.year(), day.month(), day.day());
        let month = SYSTEMS[n % SYSTEMS.len()][usize::try_from(m).unwrap() - 1];
        let ways = [
            format!("{d} {month} {y}"),
            arabic(&format!("{d} {month} {y}")),
            format!("{d:02}/{m:02}/{y}"),
            arabic(&format!("{y}-{m:02}-{d:02}")),
        ];
        for text in ways {
            let found = parse_date(&text, None).unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!(found.value.as_str(), day.to_string(), "{text}");
            assert_eq!(&text[found.span.range()], text);
        }
        n += 1;
        day += step.days();
    }
}

#[test]
fn days_are_read_back() {
    gregorian(211);
}

#[test]
#[ignore = "all days take minutes; the sample above runs always"]
fn all_days_are_read_back() {
    gregorian(1);
}

#[cfg(feature = "hijri")]
fn hijri(step: usize) {
    use icu_calendar::cal::Hijri;
    use icu_calendar::types::Month;
    let mut n = 0;
    for year in 1343..=1500 {
        for month in 1..=12u8 {
            for day in 1..=30u8 {
                n += 1;
                if n % step != 0 {
                    continue;
                }
                let calendar = Hijri::new_umm_al_qura();
                let wanted =
                    icu_calendar::Date::try_new(year.into(), Month::new(month), day, calendar);
                let name = HIJRI[usize::from(month) - 1];
                let text = format!("{day} {name} {year} هـ");
                let found = parse_date(&text, None).unwrap_or_else(|e| panic!("{text}: {e}"));
                match wanted {
                    Ok(wanted) => {
                        let iso = wanted.to_calendar(icu_calendar::Iso);
                        let value = format!(
                            "{:04}-{:02}-{:02}",
                            iso.year().extended_year(),
                            iso.month().ordinal,
                            iso.day_of_month().0
                        );
                        assert_eq!(found.value.as_str(), value, "{text}");
                    }
                    Err(_) => assert!(found.interval.is_none(), "{text}"),
                }
                let parts = found.hijri.unwrap();
                assert_eq!(
                    (parts.year, parts.month, parts.day),
                    (u16::try_from(year).ok(), Some(month), Some(day)),
                    "{text}"
                );
            }
        }
    }
}

#[test]
#[cfg(feature = "hijri")]
fn hijri_days_agree_with_the_calendar() {
    hijri(149);
}

#[test]
#[cfg(feature = "hijri")]
#[ignore = "all days take minutes; the sample above runs always"]
fn all_hijri_days_agree_with_the_calendar() {
    hijri(1);
}
