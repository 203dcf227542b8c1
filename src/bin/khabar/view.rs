//! Pages to look at: one HTML file an article, and an index of several.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use khabar::{Article, PageIndex, PageLanguage, Parser, Scratch, SentencePolicy, UserLexicon};

use crate::args::{InputKind, ViewArgs};
use crate::batch::{complain, utf8};
use crate::folder::{Names, write};
use crate::input::{Chunks, Fault, Source, without_bom};
use crate::record::Line;

/// Writes the pages that the arguments ask for.
pub(crate) fn run(args: &ViewArgs) -> ExitCode {
    let sources: Vec<Source> = if args.files.is_empty() {
        vec![Source::Stdin]
    } else {
        args.files.iter().map(|path| Source::new(path)).collect()
    };
    let parser = match parser(args) {
        Ok(parser) => parser,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    let folder = &args.output;
    if let Err(error) = fs::create_dir_all(folder) {
        complain(&format!("{}: {error}", folder.display()));
        return ExitCode::FAILURE;
    }
    let language = PageLanguage::from(args.language);
    let mut pages = Pages {
        folder,
        language,
        has_index: sources.len() > 1 || args.input == InputKind::Ndjson,
        names: Names::default(),
        index: PageIndex::new(language),
        last: None,
        all_good: true,
        scratch: Scratch::new(),
    };
    for source in &sources {
        match args.input {
            InputKind::Text => pages.text(&parser, source),
            InputKind::Ndjson => pages.lines(&parser, source),
        }
    }
    pages.finish()
}

fn parser(args: &ViewArgs) -> Result<Parser, khabar::BuildError> {
    let mut builder = Parser::builder().line_breaks(args.line_breaks.into());
    if let Some(anchor) = args.published {
        builder = builder.published(anchor);
    }
    if args.keep_quotations {
        builder = builder.sentence_policy(SentencePolicy::KeepQuotations);
    }
    for path in &args.lexicon {
        builder = builder.lexicon(UserLexicon::from_path(path)?);
    }
    builder.build()
}

/// The pages of one run.
struct Pages<'a> {
    folder: &'a Path,
    language: PageLanguage,
    has_index: bool,
    names: Names,
    index: PageIndex,
    last: Option<PathBuf>,
    all_good: bool,
    scratch: Scratch,
}

impl Pages<'_> {
    fn fail(&mut self, name: &Arc<str>, line: Option<usize>, message: String) {
        self.all_good = false;
        let fault = Fault {
            name: Arc::clone(name),
            line,
            message,
        };
        complain(&fault.to_string());
    }

    fn text(&mut self, parser: &Parser, source: &Source) {
        let name = source.name();
        let bytes = match source.read(parser.options().max_bytes.into()) {
            Ok(bytes) => bytes,
            Err(error) => return self.fail(&name, None, error.to_string()),
        };
        let text = match utf8(without_bom(&bytes)) {
            Ok(text) => text,
            Err((line, error)) => return self.fail(&name, Some(line), error.to_string()),
        };
        let stem = match source {
            Source::Stdin => None,
            Source::File(path) => path.file_stem().map(OsStr::to_string_lossy),
        };
        let stem = stem.unwrap_or(Cow::Borrowed("article"));
        let parsed = parser.parse_with(&mut self.scratch, text);
        let written = parsed
            .map_err(|error| error.to_string())
            .and_then(|article| self.put(&article, &stem));
        if let Err(message) = written {
            self.fail(&name, None, message);
        }
    }

    fn lines(&mut self, parser: &Parser, source: &Source) {
        let name = source.name();
        let mut chunks = match source.open() {
            Ok(reader) => Chunks::new(reader),
            Err(error) => return self.fail(&name, None, error.to_string()),
        };
        loop {
            let chunk = match chunks.next_chunk() {
                Ok(Some(chunk)) => chunk,
                Ok(None) => return,
                Err(error) => return self.fail(&name, Some(chunks.line()), error.to_string()),
            };
            let mut number = chunk.line;
            if chunk.overlong {
                self.fail(&name, Some(number), "line is too long".to_owned());
                number += 1;
            }
            for line in chunk.bytes.split(|&byte| byte == b'\n') {
                let line = if number == 1 { without_bom(line) } else { line };
                if !line.trim_ascii().is_empty()
                    && let Err(message) = self.line(parser, line, number)
                {
                    self.fail(&name, Some(number), message);
                }
                number += 1;
            }
        }
    }

    fn line(&mut self, parser: &Parser, line: &[u8], number: usize) -> Result<(), String> {
        let line = utf8(line).map_err(|(_, error)| error.to_string())?;
        let line = Line::read(line)?;
        let of_day = line.anchor.map(|anchor| parser.at(anchor));
        let parsed = of_day
            .as_ref()
            .unwrap_or(parser)
            .parse_with(&mut self.scratch, &line.text);
        let article = parsed.map_err(|error| error.to_string())?;
        let stem = line
            .carried
            .id()
            .unwrap_or_else(|| format!("line-{number}"));
        self.put(&article, &stem)
    }

    /// Writes the page of one article.
    fn put(&mut self, article: &Article<'_>, stem: &str) -> Result<(), String> {
        let file = format!("{}.html", self.names.take(stem));
        let mut page = article.page().language(self.language);
        if self.has_index {
            page = page.index("index.html");
        }
        let path = write(self.folder, &file, page.to_html().as_bytes())?;
        if self.has_index {
            self.index.add(article, None, &file);
        }
        self.last = Some(path);
        Ok(())
    }

    /// Writes the index, and prints which file to open.
    fn finish(mut self) -> ExitCode {
        if self.has_index && !self.index.is_empty() {
            match write(self.folder, "index.html", self.index.to_html().as_bytes()) {
                Ok(path) => self.last = Some(path),
                Err(message) => {
                    complain(&message);
                    self.all_good = false;
                }
            }
        }
        if let Some(path) = &self.last {
            // Whoever closed the output does not want to know.
            let _ = writeln!(io::stdout().lock(), "{}", path.display());
        }
        if self.all_good {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
