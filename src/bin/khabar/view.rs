//! Pages to look at: one HTML file an article, and an index of several.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use khabar::{Article, PageIndex, PageLanguage, Parser, Scratch};

use crate::args::{InputKind, ViewArgs};
use crate::batch::complain;
use crate::folder::{Names, write};
use crate::input::{Chunks, Fault, Reading, Source, inputs, without_bom};
use crate::record::Line;

/// Writes the pages that the arguments ask for.
pub(crate) fn run(args: &ViewArgs) -> ExitCode {
    let inputs = inputs(&args.files);
    for note in &inputs.notes {
        complain(note);
    }
    let reading = Reading::new(args.input, &args.reading);
    let parser = match args.parser.build() {
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
    let lines = |source: &Source| reading.is_lines(source);
    let has_lines = args.input == InputKind::Ndjson || inputs.found.iter().flatten().any(lines);
    let language = PageLanguage::from(args.language);
    let mut pages = Pages {
        folder,
        language,
        has_index: inputs.several || has_lines,
        reading,
        dated: args.parser.published.is_some(),
        names: Names::default(),
        index: PageIndex::new(language),
        last: None,
        all_good: true,
        scratch: Scratch::new(),
    };
    for input in inputs.found {
        match input {
            Ok(source) if reading.is_lines(&source) => pages.lines(&parser, &source),
            Ok(source) => pages.text(&parser, &source),
            Err(fault) => pages.tell(&fault),
        }
    }
    pages.finish()
}

/// The pages of one run.
struct Pages<'a> {
    folder: &'a Path,
    language: PageLanguage,
    has_index: bool,
    reading: Reading,
    /// Whether the command line gives the day of publication.
    dated: bool,
    names: Names,
    index: PageIndex,
    last: Option<PathBuf>,
    all_good: bool,
    scratch: Scratch,
}

impl Pages<'_> {
    fn fail(&mut self, name: &Arc<str>, line: Option<usize>, message: String) {
        self.tell(&Fault {
            name: Arc::clone(name),
            line,
            message,
        });
    }

    fn tell(&mut self, fault: &Fault) {
        self.all_good = false;
        complain(&fault.to_string());
    }

    fn text(&mut self, parser: &Parser, source: &Source) {
        let name = source.name();
        let max = parser.options().max_bytes.into();
        let document = match self.reading.document(source, max) {
            Ok(document) => document,
            Err(fault) => return self.tell(&fault),
        };
        for note in &document.notes {
            complain(&format!("{name}: {note}"));
        }
        let of_day = document.published.filter(|_| !self.dated);
        let of_day = of_day.map(|day| parser.at(day));
        let parser = of_day.as_ref().unwrap_or(parser);
        let stem = source.stem();
        let parsed = parser.parse_with(&mut self.scratch, &document.text);
        let written = parsed
            .map_err(|error| error.to_string())
            .and_then(|article| self.put(&article, &stem));
        if let Err(message) = written {
            self.fail(&name, None, message);
        }
    }

    fn lines(&mut self, parser: &Parser, source: &Source) {
        let name = source.name();
        let mut chunks = match self.reading.open(source) {
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
        let line = self.reading.line(line)?;
        let line = Line::read(&line)?;
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
