//! Values as strings of the Extended Date/Time Format (ISO 8601-2, Library of Congress EDTF 2019).

use jiff::civil::{Date as Day, DateTime, Time};

use super::types::{Calendar, Date, DateKind, DateModifier, Interval};

/// End that is open.
const OPEN: &str = "..";

impl Date {
    /// The value in the Extended Date/Time Format, as far as that has a form for it.
    ///
    /// Level 1 where it suffices: seasons are months 21 to 24, `~` marks an approximate and `?` an
    /// uncertain value (a Hijri date without its Gregorian twin may be a day off), a range has a
    /// slash with `..` for an open end, unknown digits are X. Of level 2 are quarters (months 33 to
    /// 36), thirds (37 to 39) and halves (40, 41) of a year. Weeks and lengths with known bounds are
    /// ranges of days; a part of day is its day. `None` for references without a date, sets, and
    /// lengths or clock times without a day.
    ///
    /// ```
    /// let edtf = |phrase| khabar::parse_date(phrase, None).ok().and_then(|date| date.edtf());
    /// assert_eq!(edtf("صيف 2023").as_deref(), Some("2023-22"));
    /// assert_eq!(edtf("بين عامي 2010 و2015").as_deref(), Some("2010/2015"));
    /// assert_eq!(edtf("بعد عام 2011").as_deref(), Some("2011/.."));
    /// assert_eq!(edtf("تسعينيات القرن الماضي").as_deref(), Some("199X"));
    /// assert_eq!(edtf("عام 332 ق.م").as_deref(), Some("-0331"));
    /// assert_eq!(edtf("كل يوم"), None);
    /// ```
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        match self.kind {
            DateKind::Set => None,
            DateKind::Duration => bounds(self.interval?, ""),
            DateKind::Date | DateKind::Time if self.begin.is_some() || self.end.is_some() => {
                let side = |end: &Option<Box<Self>>| match end {
                    Some(end) => end.edtf(),
                    None => Some(OPEN.to_owned()),
                };
                let (begin, end) = (side(&self.begin)?, side(&self.end)?);
                if begin.contains('/') || end.contains('/') {
                    return bounds(self.interval?, self.qualifier());
                }
                Some(format!("{begin}/{end}"))
            }
            DateKind::Date | DateKind::Time => {
                let core = core(self.value.as_str());
                match (core, self.interval) {
                    (Some(core), _) => Some(core + self.qualifier()),
                    (None, Some(interval)) if !self.value.as_str().ends_with("_REF") => {
                        bounds(interval, self.qualifier())
                    }
                    _ => None,
                }
            }
        }
    }

    fn qualifier(&self) -> &'static str {
        let about = self.modifier == Some(DateModifier::Approx);
        let unsure = self.calendar == Calendar::Hijri && self.twin.is_none();
        match (about, unsure) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        }
    }
}

/// The form of a TIMEX3 value that names one unit of the calendar.
fn core(value: &str) -> Option<String> {
    if let Some(years) = value.strip_prefix('-') {
        return before_christ(years);
    }
    let week = value.contains("-W") && !value.ends_with("-WI");
    if week || value.ends_with("_REF") || value.starts_with(['H', 'T']) || value.contains('/') {
        return None;
    }
    let (date, code) = match value.split_once('-') {
        Some((year, code)) if code.starts_with(['Q', 'H', 'T']) && code.len() == 2 => (year, code),
        Some((year, code @ ("SP" | "SU" | "FA" | "WI"))) => (year, code),
        _ => (value, ""),
    };
    if !code.is_empty() {
        let month = match code {
            "SP" => 21,
            "SU" => 22,
            "FA" => 23,
            "WI" => 24,
            _ => {
                let which: u8 = code.get(1..)?.parse().ok()?;
                let before = match code.get(..1)? {
                    "Q" => 32,
                    "T" => 36,
                    _ => 39,
                };
                before + which
            }
        };
        return Some(format!("{date}-{month}"));
    }
    let (date, time) = match date.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (date, None),
    };
    match (date.len(), time) {
        (10, Some(time)) if time.len() == 5 && !date.contains('X') => {
            Some(format!("{date}T{time}:00"))
        }
        (10, Some(time)) if time.len() == 8 && !date.contains('X') => {
            Some(format!("{date}T{time}"))
        }
        (10, _) | (4 | 7, None) => Some(date.to_owned()),
        (3, None) if !date.contains('X') => Some(format!("{date}X")),
        (2, None) if !date.contains('X') => Some(format!("{date}XX")),
        _ => None,
    }
}

/// A year or century before Christ; the year 1 before Christ is 0.
fn before_christ(years: &str) -> Option<String> {
    let astronomical = |year: i32| {
        if year <= 1 {
            "0000".to_owned()
        } else {
            format!("-{:04}", year - 1)
        }
    };
    let number: i32 = years.parse().ok()?;
    match years.len() {
        4 => Some(astronomical(number)),
        2 => Some(format!(
            "{}/{}",
            astronomical(number * 100 + 100),
            astronomical(number * 100 + 1)
        )),
        _ => None,
    }
}

/// A range of days, the last one inside, or of moments.
fn bounds(interval: Interval, qualifier: &str) -> Option<String> {
    let day = |moment: DateTime, back: i64| -> Option<Day> {
        let day = moment.date().checked_sub(jiff::Span::new().days(back));
        (moment.time() == Time::midnight())
            .then(|| day.ok())
            .flatten()
    };
    let side = |moment: Option<DateTime>, back: i64| match moment {
        None => OPEN.to_owned(),
        Some(moment) => match day(moment, back) {
            Some(day) => format!("{day}{qualifier}"),
            None => format!("{moment}"),
        },
    };
    let (begin, end) = (side(interval.begin, 0), side(interval.end, 1));
    match (interval.begin, interval.end) {
        (None, None) => None,
        _ if begin == end => Some(begin),
        _ => Some(format!("{begin}/{end}")),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Anchor, parse_date};

    #[test]
    fn values_have_their_form() {
        let anchor: Anchor = "2024-03-11".parse().unwrap();
        for (phrase, edtf) in [
            ("14 يناير 2023", "2023-01-14"),
            ("يناير 2023", "2023-01"),
            ("عام 2023", "2023"),
            ("الأسبوع الماضي", "2024-03-04/2024-03-10"),
            ("الربع الأول من 2023", "2023-33"),
            ("النصف الثاني من 2023", "2023-41"),
            ("شتاء 2023", "2023-24"),
            ("القرن التاسع عشر", "18XX"),
            ("القرن الثالث قبل الميلاد", "-0299/-0200"),
            ("مساء أمس", "2024-03-10"),
            ("الساعة 14:30", "2024-03-11T14:30:00"),
            ("من 3 إلى 7 مايو 2024", "2024-05-03/2024-05-07"),
            ("قبل عام 2020", "../2020"),
            ("الأشهر الثلاثة الماضية", "2023-12-01/2024-02-29"),
        ] {
            let found = parse_date(phrase, anchor).unwrap().edtf();
            assert_eq!(found.as_deref(), Some(edtf), "{phrase}");
        }
        for phrase in ["حاليا", "كل يوم", "خمس سنوات"] {
            assert_eq!(parse_date(phrase, anchor).unwrap().edtf(), None, "{phrase}");
        }
        let unknown = |phrase| parse_date(phrase, None).unwrap().edtf();
        assert_eq!(unknown("3 ماي المقبل").as_deref(), Some("XXXX-05-03"));
        assert_eq!(unknown("الأحد"), None);
        assert_eq!(unknown("الساعة 14:30"), None);
    }

    #[test]
    #[cfg(feature = "hijri")]
    fn a_converted_day_is_uncertain() {
        let found = parse_date("1 محرم 1446 هـ", None).unwrap().edtf();
        assert_eq!(found.as_deref(), Some("2024-07-07?"));
        let twin = parse_date("1 محرم 1446 هـ الموافق 7 يوليو 2024", None).unwrap();
        assert_eq!(twin.edtf().as_deref(), Some("2024-07-07"));
    }
}
