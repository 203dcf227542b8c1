//! The forms that other programs read: CoNLL, brat, `TimeML`, CSV; to standard output or a folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap::error::ErrorKind;
use khabar::{Article, Brat, CsvTable, OffsetUnit};

use crate::args::{Cli, Errors, Form, ParseArgs};
use crate::folder::{self, Names};

/// How articles are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    pub(crate) form: Form,
    unit: OffsetUnit,
    whole_words: bool,
    spreadsheet: bool,
}

/// What one article is in files.
#[derive(Debug)]
pub(crate) struct Written {
    /// What its files are called, save their endings.
    stem: String,
    /// Endings, or names of tables, with what they hold.
    files: Vec<(&'static str, String)>,
}

/// The form that the arguments ask for.
pub(crate) fn form(args: &ParseArgs) -> Form {
    match args.form {
        Some(form) => form,
        None if args.ndjson => Form::Ndjson,
        None if args.json => Form::Json,
        None => Form::Table,
    }
}

/// Ends the program where arguments do not go together.
pub(crate) fn check(args: &ParseArgs, several: bool, has_lines: bool) {
    let form = form(args);
    let several = several || has_lines;
    let into_folder = args.output.is_some();
    let fault = match form {
        Form::Brat | Form::Csv if !into_folder => "is written into the folder that --output names",
        Form::Timeml if several && !into_folder => {
            "of several articles is written into the folder that --output names"
        }
        Form::Table | Form::Json | Form::Ndjson if into_folder => "goes to standard output",
        Form::Brat | Form::Timeml if args.offsets.is_some() => "has offsets of its own",
        _ if args.whole_words && form != Form::Conll => "has no words, so no --whole-words",
        _ if args.spreadsheet && form != Form::Csv => "is not for a --spreadsheet",
        _ if args.errors == Errors::Inline && (form != Form::Ndjson || !has_lines) => {
            "has no place for --errors inline: that takes --input ndjson and --ndjson"
        }
        _ => return,
    };
    let message = format!("the format {} {fault}", name(form));
    let command = Cli::command();
    let parse = command.find_subcommand("parse").cloned();
    let mut command = parse.unwrap_or_default().bin_name("khabar parse");
    command.error(ErrorKind::ArgumentConflict, message).exit();
}

fn name(form: Form) -> &'static str {
    match form {
        Form::Table => "table",
        Form::Json => "json",
        Form::Ndjson => "ndjson",
        Form::Conll => "conll",
        Form::Brat => "brat",
        Form::Timeml => "timeml",
        Form::Csv => "csv",
    }
}

impl Format {
    pub(crate) fn new(args: &ParseArgs) -> Self {
        Self {
            form: form(args),
            unit: args.offsets.map_or(OffsetUnit::Char, Into::into),
            whole_words: args.whole_words,
            spreadsheet: args.spreadsheet,
        }
    }

    /// Writes an article as one text, where the form is one.
    pub(crate) fn to_text(self, article: &Article<'_>, id: &str) -> Option<String> {
        match self.form {
            Form::Conll => {
                let conll = article.conll().id(id).offset_unit(self.unit);
                Some(if self.whole_words {
                    conll.whole_words().to_string()
                } else {
                    conll.to_string()
                })
            }
            Form::Timeml => Some(article.timeml().id(id).to_string()),
            _ => None,
        }
    }

    /// Writes the files of an article.
    pub(crate) fn to_files(self, article: &Article<'_>, id: &str, stem: String) -> Written {
        let files = match self.form {
            Form::Brat => {
                let brat = article.brat();
                vec![("txt", brat.text()), ("ann", brat.to_string())]
            }
            Form::Csv => CsvTable::ALL
                .into_iter()
                .map(|table| {
                    let csv = article.csv(table).id(id).offset_unit(self.unit);
                    let csv = if self.spreadsheet {
                        csv.for_spreadsheets()
                    } else {
                        csv
                    };
                    (table.name(), csv.to_string())
                })
                .collect(),
            form => {
                let ending = if form == Form::Conll { "conll" } else { "tml" };
                self.to_text(article, id)
                    .map(|text| (ending, text))
                    .into_iter()
                    .collect()
            }
        };
        Written { stem, files }
    }
}

/// The folder into which the main thread writes.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    names: Names,
    /// The tables of CSV, in the order of [`CsvTable::ALL`].
    tables: Vec<(CsvTable, BufWriter<File>)>,
}

impl Folder {
    /// Makes the folder and what belongs to all articles.
    pub(crate) fn open(path: &Path, format: Format) -> Result<Self, String> {
        let fault = |error: io::Error| format!("{}: {error}", path.display());
        fs::create_dir_all(path).map_err(fault)?;
        let mut folder = Self {
            path: path.to_owned(),
            names: Names::default(),
            tables: Vec::new(),
        };
        match format.form {
            Form::Brat => {
                let conf = Brat::ANNOTATION_CONF.as_bytes();
                folder::write(path, "annotation.conf", conf)?;
                folder::write(path, "visual.conf", Brat::VISUAL_CONF.as_bytes())?;
            }
            Form::Csv => {
                for table in CsvTable::ALL {
                    let file = path.join(table.name()).with_extension("csv");
                    let fault = |error: io::Error| format!("{}: {error}", file.display());
                    // A link of that name is replaced, not followed.
                    match fs::remove_file(&file) {
                        Err(error) if error.kind() != io::ErrorKind::NotFound => {
                            return Err(fault(error));
                        }
                        _ => {}
                    }
                    let new = OpenOptions::new().write(true).create_new(true).open(&file);
                    let mut out = BufWriter::new(new.map_err(fault)?);
                    let bom = if format.spreadsheet {
                        CsvTable::BOM
                    } else {
                        ""
                    };
                    let head = out.write_all(bom.as_bytes());
                    head.and_then(|()| out.write_all(table.header().as_bytes()))
                        .map_err(fault)?;
                    folder.tables.push((table, out));
                }
            }
            _ => {}
        }
        Ok(folder)
    }

    /// Writes the files of an article; the message names the one that could not be written.
    pub(crate) fn put(&mut self, written: &Written) -> Result<(), String> {
        if self.tables.is_empty() {
            let stem = self.names.take(&written.stem);
            for (ending, content) in &written.files {
                let file = format!("{stem}.{ending}");
                folder::write(&self.path, &file, content.as_bytes())?;
            }
            return Ok(());
        }
        for ((_, rows), (table, out)) in written.files.iter().zip(&mut self.tables) {
            let result = out.write_all(rows.as_bytes());
            result.map_err(|error| format!("{}.csv: {error}", table.name()))?;
        }
        Ok(())
    }

    /// Writes what is left.
    pub(crate) fn finish(&mut self) -> Result<(), String> {
        for (table, out) in &mut self.tables {
            let result = out.flush();
            result.map_err(|error| format!("{}.csv: {error}", table.name()))?;
        }
        Ok(())
    }
}
