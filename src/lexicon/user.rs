//! Lexicons that a user brings at run time.

use std::path::Path;
use std::sync::Arc;

use super::entries::{Group, Sink, group_of};
use super::names::{NameLexicon, PlaceKind};
use super::overlay::Overlay;
use super::words::Words;
use super::{Class, Lexicon};
use crate::error::{BuildError, LexiconError, LexiconErrorKind};
use crate::fold::Key;
use crate::lex;

/// Names of your own, for [`ParserBuilder::lexicon`](crate::ParserBuilder::lexicon): the bodies, places,
/// titles and people that the embedded lexicon lacks, or knows otherwise.
///
/// It has the form of the embedded files: UTF-8, a header, cells between tabs, `#` comment lines, lists
/// with ` | ` between their items. The header says what the file holds; columns at its end may be left
/// out, and cells may be empty, save the first two.
///
/// | holds | columns |
/// |---|---|
/// | organizations | `name` `type` `country` `aliases` `acronyms` `weak` |
/// | places | `name` `kind` `country` `aliases` `weak` |
/// | titles | `surface` `kind` `gender` `number` `takes` |
/// | given names | `name` `gender` `aliases` `weak` |
/// | family names | `name` `aliases` `weak` |
///
/// `type` is an [`OrganizationType`](crate::OrganizationType) in `snake_case`, `country` a code of ISO
/// 3166-1, `gender` `m`, `f` or `u`, `takes` what follows a title before the name: `org`, `place` or
/// `none`. Names under `weak` are common words too, and count only where the context names a body.
///
/// A name is found in every spelling that folds to the same letters (hamza, final ya, ta marbuta, vowel
/// signs, tatweel) and behind proclitics, as the embedded ones are. Where both lexicons hold a name in the
/// same class, yours stands; of two rows of yours the first.
///
/// ```
/// use khabar::{EntityKind, OrganizationType, Parser, UserLexicon};
/// let names = UserLexicon::from_tsv(
///     "newsroom.tsv",
///     "name\ttype\tcountry\taliases\nنبراس الغد\tngo\tTN\tنبراس\n",
/// )?;
/// let parser = Parser::builder().lexicon(names).build()?;
/// let article = parser.parse("رحبت نبراس الغد بالقرار، وقال ناطق باسم نبراس إنه غير كاف.")?;
/// let [first, second] = article.organizations() else { unreachable!() };
/// assert_eq!(article.slice(first.span), "نبراس الغد");
/// assert_eq!(first.entity, second.entity);
/// let entity = &article.entities()[first.entity.index()];
/// assert_eq!(entity.country.as_deref(), Some("TN"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserLexicon {
    file: String,
    text: String,
    group: Group,
    columns: &'static [&'static str],
}

impl UserLexicon {
    /// A lexicon from the text of a file; its name stands in messages.
    ///
    /// # Errors
    /// The first fault, with its line and column.
    ///
    /// ```
    /// use khabar::UserLexicon;
    /// let error = UserLexicon::from_tsv("own.tsv", "name\tgender\nتاليا\tw\n").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"own.tsv:2: unexpected "w" in column 2, expected m, f or u"#,
    /// );
    /// ```
    pub fn from_tsv(
        file: impl Into<String>,
        text: impl Into<String>,
    ) -> Result<Self, LexiconError> {
        let (file, text) = (file.into(), text.into());
        let (group, columns) = header(&file, without_bom(&text))?;
        let lexicon = Self {
            file,
            text,
            group,
            columns,
        };
        lexicon.read(&mut Checked)?;
        Ok(lexicon)
    }

    /// A lexicon from a file.
    ///
    /// # Errors
    /// [`BuildError::File`] when the file cannot be read, [`BuildError::Lexicon`] when it has a fault.
    ///
    /// ```
    /// use khabar::{BuildError, Parser, UserLexicon};
    /// fn parser() -> Result<Parser, BuildError> {
    ///     Parser::builder().lexicon(UserLexicon::from_path("bodies.tsv")?).build()
    /// }
    /// assert!(parser().unwrap_err().to_string().starts_with("bodies.tsv: "));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, BuildError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| BuildError::File {
            path: path.to_owned(),
            kind: error.kind(),
        })?;
        let file = path.display().to_string();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::from_tsv(file, text)?),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let read = error.as_bytes().iter().take(valid);
                let line = 1 + read.filter(|byte| **byte == b'\n').count();
                Err(LexiconError::new(&file, line, LexiconErrorKind::InvalidUtf8).into())
            }
        }
    }

    fn read(&self, sink: &mut impl Sink) -> Result<(), LexiconError> {
        let text = without_bom(&self.text);
        self.group.read(&self.file, text, self.columns, sink)
    }
}

fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

/// The group that the header of a file names.
fn header(file: &str, text: &str) -> Result<(Group, &'static [&'static str]), LexiconError> {
    let mut lines = text.lines().enumerate();
    let header = lines.find(|(_, line)| !line.starts_with('#') && !line.trim_ascii().is_empty());
    let (at, line) = header.unwrap_or_default();
    let cells: Vec<&str> = line.split('\t').map(str::trim_ascii).collect();
    group_of(&cells).ok_or_else(|| {
        let found = line.to_owned();
        LexiconError::new(file, at + 1, LexiconErrorKind::UnknownHeader { found })
    })
}

/// Takes entries to see whether they can be read.
struct Checked;

impl Sink for Checked {
    fn add(&mut self, _: &str, _: Class, _: u32) {}

    fn organization(&mut self, _: u8, _: &str, _: &str) -> u32 {
        0
    }

    fn place(&mut self, _: PlaceKind, _: &str) -> u32 {
        0
    }
}

/// Lays entries over the embedded ones.
struct Layer<'l> {
    embedded: &'l Words,
    names: &'l mut NameLexicon,
    overlay: Overlay,
}

impl Sink for Layer<'_> {
    fn add(&mut self, surface: &str, class: Class, row: u32) {
        let mut tokens = Vec::new();
        lex::scan(surface, &mut tokens);
        let keys: Vec<Key> = tokens.iter().map(|token| token.key).collect();
        if keys.iter().all(|key| key.0 != 0) {
            self.overlay.add(self.embedded, &keys, class, row);
        }
    }

    fn organization(&mut self, kind: u8, country: &str, acronym: &str) -> u32 {
        self.names.add_organization(kind, country, acronym)
    }

    fn place(&mut self, kind: PlaceKind, country: &str) -> u32 {
        self.names.add_place(kind, country)
    }
}

impl Lexicon {
    /// The embedded lexicon with a user's over it.
    pub(crate) fn with_user(user: &[UserLexicon]) -> Result<Arc<Self>, LexiconError> {
        let embedded = Self::embedded()?;
        if user.is_empty() {
            return Ok(embedded);
        }
        let mut lexicon = Self::clone(&embedded);
        let mut layer = Layer {
            embedded: &embedded.words,
            names: &mut lexicon.names,
            overlay: Overlay::default(),
        };
        for own in user {
            own.read(&mut layer)?;
        }
        lexicon.words.own = Some(Box::new(layer.overlay));
        Ok(Arc::new(lexicon))
    }

    /// Whether a user's names lie over the embedded ones.
    pub(crate) const fn has_own(&self) -> bool {
        self.words.own.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows;
    use super::*;

    /// The embedded organizations laid over themselves: each is found as before, in a row of its own.
    #[test]
    fn own_nodes_stand_over_embedded_ones() {
        let text = include_str!("data/organizations.tsv");
        let own = UserLexicon::from_tsv("organizations.tsv", text).unwrap();
        let embedded = Lexicon::embedded().unwrap();
        let both = Lexicon::with_user(&[own]).unwrap();
        let mut count = 0;
        for row in rows("organizations.tsv", text, &["name"]) {
            let row = row.unwrap();
            let surface = row.cell(0);
            let old = embedded.find(surface, Class::Organization).unwrap();
            let new = both.find(surface, Class::Organization).unwrap();
            assert!(both.names.is_own_organization(new >> 2), "{surface}");
            let old = (old != 3).then(|| embedded.names.organization(old).unwrap().0);
            let (new, _) = both.names.organization(new).unwrap();
            if let Some(old) = old {
                assert_eq!(
                    (old.kind, old.country, old.acronym),
                    (new.kind, new.country, new.acronym),
                    "{surface}"
                );
            }
            for class in [Class::Place, Class::Head, Class::Date, Class::Number] {
                assert_eq!(
                    embedded.find(surface, class),
                    both.find(surface, class),
                    "{surface}"
                );
            }
            count += 1;
        }
        assert!(count > 10_000);
    }

    /// What is added costs what it holds: the embedded words are not copied.
    #[test]
    fn a_lexicon_of_one_name_is_small() {
        let own = UserLexicon::from_tsv("own.tsv", "name\ttype\nنبراس الغد\tngo\n").unwrap();
        let both = Lexicon::with_user(&[own]).unwrap();
        let embedded = Lexicon::embedded().unwrap();
        assert!(std::ptr::eq(both.words.rows, embedded.words.rows));
        assert!(Arc::ptr_eq(&embedded, &Lexicon::with_user(&[]).unwrap()));
    }
}
