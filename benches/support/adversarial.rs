//! Texts that punish searching ahead: each at any size wanted.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "every user of this module takes a part of it"
)]

/// A text of about `size` bytes that repeats one unit, with something before and behind.
#[derive(Clone, Copy, Debug)]
pub struct Hostile {
    /// What it is, for messages.
    pub name: &'static str,
    /// Stands once at the start.
    before: &'static str,
    /// Fills the text.
    unit: &'static str,
    /// Stands once at the end.
    behind: &'static str,
}

impl Hostile {
    /// The text, at least `size` bytes long.
    pub fn text(&self, size: usize) -> String {
        let mut text = String::with_capacity(size + self.unit.len() + 64);
        text.push_str(self.before);
        let varied = self.unit.contains(NEW_WORD);
        let mut count = 0;
        while text.len() < size || count == 0 {
            if varied {
                text.push_str(&self.unit.replace(NEW_WORD, &word(count)));
            } else {
                text.push_str(self.unit);
            }
            count += 1;
        }
        text.push_str(self.behind);
        text
    }
}

/// Stands in a unit for a word that no other repetition holds.
const NEW_WORD: char = '□';

/// The word of a number: five letters or more, a word of its own for each number.
fn word(number: usize) -> String {
    const LETTERS: [char; 16] = [
        'ب', 'ت', 'ج', 'د', 'ر', 'ز', 'س', 'ش', 'ص', 'ط', 'ع', 'غ', 'ق', 'م', 'ن', 'ي',
    ];
    let mut word = String::from("ط");
    let mut rest = number;
    for _ in 0..4 {
        word.extend(LETTERS.get(rest % 16));
        rest /= 16;
    }
    while rest > 0 {
        word.extend(LETTERS.get(rest % 16));
        rest /= 16;
    }
    word
}

const fn of(name: &'static str, unit: &'static str) -> Hostile {
    Hostile {
        name,
        before: "",
        unit,
        behind: "",
    }
}

const fn around(
    name: &'static str,
    before: &'static str,
    unit: &'static str,
    behind: &'static str,
) -> Hostile {
    Hostile {
        name,
        before,
        unit,
        behind,
    }
}

/// All hostile texts.
#[rustfmt::skip]
pub const ALL: &[Hostile] = &[
    // Marks.
    of("guillemets open", "«"),
    of("guillemets close", "»"),
    of("round brackets open", "("),
    of("round brackets close", ")"),
    of("square brackets open", "["),
    of("square brackets close", "]"),
    of("curly marks open", "“"),
    of("curly marks close", "”"),
    of("straight marks", "\""),
    of("double primes", "″"),
    of("apostrophes", "'"),
    of("doubled apostrophes", "'' "),
    of("doubled commas", ",,"),
    of("nested marks open", "«‹"),
    of("spaced openers", "« "),
    of("spaced straight marks", "\" "),
    of("words never closed", "«كلمة "),
    of("words never closed, a line each", "«كلمة\n"),
    of("brackets never closed", "(كلمة "),
    of("straight words never closed", " \"كلمة"),
    of("words never opened", "كلمة» "),
    of("nested pairs", "«“كلمة” و‹كلمة›» "),
    of("mismatched pairs", "«كلمة” “كلمة» "),
    of("crossing pairs", "«(كلمة» كلمة) "),
    of("pairs", "«كلمة» "),
    of("empty pairs", "«» \"\" () "),
    of("one-letter pairs", "\"ب\" "),
    of("closed quotations with stops", "«كلمة. كلمة.» "),
    around("one quotation of many stops", "«", "كلمة. ", "»"),
    around("one quotation of many questions", "قال: «", "هل؟ ", "»."),
    around("openers then closers", "«««««««««««««««««««««««««", "كلمة. ", "»»»»»»»»»»»»»»»»»»»»»»»»»"),
    // Words and letters.
    of("one word", "ب"),
    of("one word of alef and lam", "ال"),
    of("one word of lam", "ل"),
    of("one word of proclitics", "وفبكلس"),
    of("one word of vowel signs", "ب\u{64E}\u{651}"),
    of("one Latin word", "a"),
    of("words of one letter", "و "),
    of("long words", "والاستراتيجيات "),
    of("words of Latin letters", "CNN "),
    of("initials", "أ. "),
    of("Latin initials", "A. "),
    of("addresses", "www.example.com/"),
    of("mail addresses", "a.b@c.d "),
    // Numbers.
    of("digits", "1"),
    of("digits of three families", "1٢۳"),
    of("digits apart", "1 "),
    of("digits and commas", "1,1,1,"),
    of("digits and slashes", "1/1/1/"),
    of("digits and dots", "1.1.1."),
    of("digits and colons", "1:1:1:"),
    of("digits and hyphens", "1-1-1-"),
    of("digits and dashes", "1 – "),
    of("grouped digits", "1,000,000,"),
    of("percentages", "5% "),
    of("percent signs", "%"),
    of("signs and digits", "+1-"),
    of("currency signs", "$1€"),
    of("number words joined", "ثلاثة و"),
    of("number words", "ثلاثة "),
    of("tens joined", "خمسة وعشرون و"),
    of("hundreds joined", "مئة و"),
    of("scales", "مليون "),
    of("scales joined", "ألف و"),
    of("scales of scales", "ألف مليون مليار "),
    of("digits and scales", "3 آلاف و"),
    of("halves", "ونصف "),
    of("ordinals", "الثالثة والعشرون و"),
    of("ranges", "بين 3 و"),
    of("ranges from to", "من 5 إلى "),
    of("ranges of words", "ما بين ثلاثة وخمسة و"),
    of("approximators", "أكثر من "),
    of("approximators alone", "نحو "),
    of("units", "كيلومتر "),
    of("money", "مليون دينار و"),
    of("scores", "2-1 "),
    of("ratios", "واحد من كل "),
    // Dates.
    of("months", "يناير "),
    of("months joined", "يناير وفبراير و"),
    of("double months", "كانون الثاني (يناير) "),
    of("double months open", "يناير ("),
    of("months and slashes", "يناير/"),
    of("Hijri months", "ذي الحجة "),
    of("days and months", "5 يناير "),
    of("days and months joined", "5 و"),
    of("years", "2015 "),
    of("years joined", "عام 2015 و"),
    of("weekdays", "الاثنين "),
    of("weekdays and commas", "الاثنين، "),
    of("dates joined", "الاثنين 5 يناير 2015 الموافق "),
    of("relative words", "الماضي "),
    of("relative dates", "أمس الأول "),
    of("before and after", "قبل بعد "),
    of("since", "منذ "),
    of("every", "كل "),
    of("hours", "الساعة "),
    of("clock times", "10:30 "),
    of("date digits", "2015-01-01 "),
    of("durations", "سنة و"),
    of("starts of periods", "مطلع "),
    of("eras", "هـ "),
    // Sentences.
    of("full stops", "."),
    of("spaced full stops", ". "),
    of("words and full stops", "كلمة. "),
    of("words and full stops without space", "كلمة."),
    of("ellipses", "… "),
    of("question marks", "؟"),
    of("exclamation marks", "! "),
    of("colons", ":"),
    of("commas", "،"),
    of("semicolons", "؛ "),
    of("hyphens", "-"),
    of("dashes", " – "),
    of("asterisks", "* "),
    of("slashes", "/"),
    of("one sentence of commas", "كلمة، "),
    // Cues, heads, names.
    of("cues", "قال "),
    of("cues and complementizers", "قال إن "),
    of("cues and colons", "قال: "),
    of("cues and openers", "قال: «"),
    of("cues and quotations", "قال «كلمة» "),
    of("quotations and cues", "«كلمة»، قال "),
    of("participles", "مضيفا أن "),
    of("participles and commas", "، مشيرا إلى "),
    of("statements", "في تصريح ل"),
    of("according to", "بحسب "),
    of("said that, and", "وأكد أن كلمة كلمة، "),
    of("heads", "وزارة "),
    of("heads joined", "وزارة و"),
    of("heads and definite words", "وزارة الصحة و"),
    of("definite words", "الصحة "),
    around("one head and definite words", "وزارة ", "الصحة ", ""),
    of("companies", "شركة "),
    of("companies in marks", "شركة «كلمة» "),
    of("organs of organs", "لجنة مجلس إدارة "),
    of("lam and heads", "للمنظمة "),
    of("acronyms in brackets", "المنظمة (CNN) "),
    of("titles", "وزير "),
    of("titles and names", "الدكتور محمد "),
    of("names", "محمد "),
    of("names joined", "محمد بن "),
    of("family names", "المصري "),
    of("different names", "محمد الخطيب وأحمد المصري وفاطمة "),
    of("presidents of", "رئيس "),
    of("places", "الرباط "),
    of("places joined", "الرباط والقاهرة و"),
    of("short mentions", "وزارة الصحة المغربية. وقالت الوزارة. "),
    of("nationalities", "المغربي "),
    of("relatives", "الذي "),
    // Ever new names: what is compared with all names before it is not linear.
    of("new words", "□ "),
    of("new quotations", "«□» "),
    of("new ministries", "وزارة □. "),
    of("new companies", "شركة □ للتجارة، "),
    of("new companies in marks", "شركة «□»، "),
    of("new acronyms in brackets", "المنظمة الدولية □ (□) "),
    of("new organizations, then short", "وزارة □ الوطنية. وقالت الوزارة. "),
    of("new people", "الدكتور □ المصري. "),
    of("new first names", "محمد □ وزير □، "),
    of("new people, then short", "قال محمد □ إن كلمة. وأضاف □: «كلمة». "),
    of("new speakers", "وقال الوزير □ المصري: «كلمة كلمة». "),
    of("new sources", "وأكد □ أن كلمة، "),
    of("new places", "في مدينة □ "),
    of("new statements", "وأفاد بيان صادر عن جمعية □ بأن كلمة. "),
    of("new lines", "□\n"),
    of("new bylines", "الرباط: □\n"),
    of("new Latin words in brackets", "شركة □ (□ CNN) "),
    // What a real text holds, without end.
    of("one paragraph of news", "وقال وزير الصحة □ المصري، في مؤتمر صحفي عقده بالرباط يوم الاثنين 5 يناير 2015، إن نحو 25 ألف شخص استفادوا من البرنامج. "),
    of("one sentence of news", "وقال وزير الصحة □ المصري إن نحو 25 ألف شخص استفادوا من البرنامج الذي أطلقته الحكومة "),
    of("joined names", "□ و"),
    of("lists of names", "محمد الخطيب، أحمد المصري، □ الصالح، "),
    of("lists of names, a line each", "- محمد □ المصري\n"),
    of("lists of places", "الرباط، القاهرة، □، "),
    of("lists of dates", "5 يناير 2015، 6 فبراير 2016، "),
    of("lists of dates, a line each", "- الاثنين 5 يناير 2015\n"),
    of("lists of Hijri dates", "5 محرم 1436 و"),
    of("chains of titles", "رئيس لجنة مدير مكتب وزير "),
    of("chains of titles joined", "وزير الداخلية ورئيس الحكومة ومدير المكتب و"),
    of("nested brackets", "(كلمة (كلمة) كلمة) "),
    around("brackets in brackets", "", "(كلمة ", "))))))))"),
    of("square brackets and words", "[كلمة] "),
    of("short conjunctions", "و و ف "),
    of("conjunctions and words", "وكلمة وكلمة "),
    of("rows of JSON", "{\"id\": 1, \"text\": \"قال الوزير: «كلمة».\"}\n"),
    of("HTML", "<p class=\"a\">كلمة <b>□</b></p>\n"),
    of("HTML in one line", "<p>كلمة</p>"),
    of("entities of HTML", "&quot;كلمة&quot;&nbsp;"),
    of("cells", "كلمة\t5\t10%\n"),
    of("polls", "2-1 (3-2) "),
    // Layout.
    of("spaces", " "),
    of("no-break spaces", "\u{A0}"),
    of("line feeds", "\n"),
    of("Windows line ends", "\r\n"),
    of("spaced line feeds", "\n "),
    of("paragraph separators", "\u{2029}"),
    of("tabs", "\t"),
    of("short lines", "كلمة\n"),
    of("short lines with stops", "كلمة.\n"),
    of("lines of one digit", "1\n"),
    of("bylines", "الرباط: محمد\n"),
    of("datelines", "الرباط (و م ع) - كلمة.\n"),
    of("datelines in one line", "الرباط (و م ع) - "),
    of("trailers", "المصدر:\n"),
    of("tags", "#كلمة "),
    // Signs without letters.
    of("vowel signs", "\u{64E}"),
    of("shaddas and spaces", "\u{651} "),
    of("tatweel", "\u{640}"),
    of("tatweel and spaces", "\u{640} "),
    of("direction marks", "\u{200F}"),
    of("direction marks and spaces", "\u{200F} "),
    of("embeddings", "\u{202B}"),
    of("isolates", "\u{2067}كلمة\u{2069}"),
    around("direction marks behind a letter", "ب", "\u{200F}", "ب"),
    of("direction marks and digits", "1\u{200F}"),
    of("byte order marks", "\u{FEFF}"),
    of("nul characters", "\0"),
    // What the scanner leaves to the Unicode word rules.
    of("emoji", "😀"),
    of("emoji chains", "👩\u{200D}"),
    of("emoji with tones", "👍🏽 "),
    of("flags", "🇲"),
    of("flags apart", "🇲🇦 "),
    of("Chinese", "中"),
    of("Japanese", "カタカナ"),
    of("Thai", "กำ"),
    of("Cyrillic", "слово "),
    of("Cyrillic in one word", "я"),
    of("Hebrew with marks", "א\"א'"),
    of("combining marks", "\u{301}"),
    of("enclosing marks", "\u{20DD}"),
    of("variation selectors", "\u{FE0F}"),
    of("Greek and full stops", "δ."),
    of("mathematical digits", "𝟙,"),
    of("presentation forms", "\u{FEFB}"),
    of("long ligatures", "\u{FDFA} "),
    of("private use", "\u{E000}"),
];
