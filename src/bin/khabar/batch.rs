//! Runs a batch: one thread reads, some parse, the main thread prints in the order of reading.
//!
//! Every job puts the receiving end of its result into a queue of bounded length before it starts.
//! The printer empties that queue from its head: order is kept, and an endless stream needs no more
//! memory than the queue's jobs, of which large ones wait for one another.

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use khabar::{Article, OffsetUnit, Parser, Scratch};

use crate::args::{Errors, Form, InputKind, Offsets, ParseArgs};
use crate::format::{self, Folder, Format, Written};
use crate::held::{Held, Share};
use crate::inline;
use crate::input::{Chunk, Chunks, Fault, Origin, Reading, Source, inputs, without_bom};
use crate::out::Lines;
use crate::record::{Carried, Line, Record};
use crate::table::{self, Look};

/// Jobs in the queue for each thread.
const AHEAD: usize = 4;
/// A batch is long, and shows its progress, from here on.
const LONG: Duration = Duration::from_secs(1);

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Output {
    Table,
    /// One object.
    Json,
    /// Objects in an array.
    Array,
    /// One object a line.
    Ndjson,
    /// A form that other programs read, one text after the other.
    Text,
    /// The same in files.
    Files,
}

/// What all threads share.
struct Setup {
    parser: Parser,
    output: Output,
    format: Format,
    unit: OffsetUnit,
    /// Whether lines that fail are objects in the output.
    inline: bool,
    with_text: bool,
    reading: Reading,
    /// Whether the command line gives the day of publication.
    dated: bool,
    /// Whether the output names the file of each article.
    named: bool,
    look: Look,
}

/// A piece of work.
enum Task {
    /// A file that holds one article.
    Text(Source),
    /// Lines of NDJSON.
    Lines(Arc<str>, Chunk),
    /// An input that cannot be read.
    Failed(Fault),
}

impl Task {
    /// Bytes of input, where that is known.
    fn bytes(&self) -> u64 {
        match self {
            Self::Text(source) => source.len().unwrap_or_default(),
            Self::Lines(_, chunk) => chunk.bytes.len() as u64,
            Self::Failed(_) => 0,
        }
    }
}

/// What came out of it.
#[derive(Default)]
struct Done {
    out: Vec<u8>,
    files: Vec<Written>,
    faults: Vec<Fault>,
    /// What is good to know, but no fault.
    notes: Vec<Fault>,
    /// Files, or bytes of NDJSON.
    work: u64,
}

/// A result to come, and what it holds of the memory until it is printed.
type Queued = (Receiver<Done>, Share);

/// Runs the batch that the arguments ask for.
pub(crate) fn run(args: &ParseArgs) -> ExitCode {
    let inputs = inputs(&args.files);
    for note in &inputs.notes {
        complain(note);
    }
    let reading = Reading::new(args.input, &args.reading);
    let lines = |input: &Result<Source, Fault>| {
        let source = input.as_ref().ok();
        source.is_some_and(|source| reading.is_lines(source))
    };
    let has_lines = args.input == InputKind::Ndjson || inputs.found.iter().any(lines);
    format::check(args, inputs.several, has_lines);
    let setup = match setup(args, inputs.several, has_lines) {
        Ok(setup) => Arc::new(setup),
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    let folder = args.output.as_deref();
    let folder = match folder
        .map(|path| Folder::open(path, setup.format))
        .transpose()
    {
        Ok(folder) => folder,
        Err(message) => {
            complain(&message);
            return ExitCode::FAILURE;
        }
    };
    let total = if has_lines {
        let sources = inputs.found.iter().flatten();
        sources.map(|source| reading.len(source)).sum()
    } else {
        Some(inputs.found.len() as u64)
    };
    let progress = Progress::new(has_lines, total);
    let output = setup.output;
    let queue = start(args, inputs.found, has_lines, &setup);
    match print(&queue, output, folder, progress) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) if args.output.is_some() => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
        Err(error) => {
            complain(&format!("<stdout>: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn setup(args: &ParseArgs, several: bool, has_lines: bool) -> Result<Setup, khabar::BuildError> {
    let output = match format::form(args) {
        Form::Ndjson => Output::Ndjson,
        Form::Json if several || has_lines => Output::Array,
        Form::Json => Output::Json,
        Form::Table => Output::Table,
        _ if args.output.is_some() => Output::Files,
        _ => Output::Text,
    };
    let unit = args.offsets.unwrap_or(Offsets::Byte).into();
    let stdout = io::stdout();
    let columns = std::env::var("COLUMNS").ok();
    Ok(Setup {
        parser: args.parser.build()?,
        output,
        format: Format::new(args),
        unit,
        inline: args.errors == Errors::Inline,
        with_text: !args.without_text,
        reading: Reading::new(args.input, &args.reading),
        dated: args.parser.published.is_some(),
        named: several,
        look: Look {
            styled: anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
            isolated: stdout.is_terminal(),
            width: columns.and_then(|n| n.parse().ok()).unwrap_or(100),
            unit,
        },
    })
}

/// Starts the threads that read and parse.
fn start(
    args: &ParseArgs,
    found: Vec<Result<Source, Fault>>,
    has_lines: bool,
    setup: &Arc<Setup>,
) -> Receiver<Queued> {
    let cores = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = args.threads.map_or_else(cores, usize::from);
    // More threads than articles would only cost their start.
    let threads = if has_lines {
        threads
    } else {
        threads.min(found.len())
    };
    let (queue, queued) = mpsc::sync_channel::<Queued>(threads.saturating_mul(AHEAD));
    let (jobs, todo) = mpsc::channel::<(Task, SyncSender<Done>)>();
    let todo = Arc::new(Mutex::new(todo));
    for _ in 0..threads {
        let (todo, setup) = (Arc::clone(&todo), Arc::clone(setup));
        let thread = thread::Builder::new().spawn(move || work(&todo, &setup));
        // Fewer threads do as well; without any, each result counts as lost.
        if let Err(error) = thread {
            complain(&format!("thread: {error}"));
            break;
        }
    }
    drop(todo);
    let reading = setup.reading;
    thread::spawn(move || {
        // Sending fails when the printer has left.
        let held = Held::default();
        let mut send = |task: Task| {
            let (done, result) = mpsc::sync_channel(1);
            let share = held.take(task.bytes());
            queue.send((result, share)).is_ok() && jobs.send((task, done)).is_ok()
        };
        for input in found {
            let goes_on = match input {
                Ok(source) if reading.is_lines(&source) => read_lines(&source, reading, &mut send),
                Ok(source) => send(Task::Text(source)),
                Err(fault) => send(Task::Failed(fault)),
            };
            if !goes_on {
                break;
            }
        }
    });
    queued
}

/// Sends the lines of a source; false when nobody wants more.
fn read_lines(source: &Source, reading: Reading, send: &mut impl FnMut(Task) -> bool) -> bool {
    let name = source.name();
    let fault = |error: &io::Error, line| {
        Task::Failed(Fault {
            name: Arc::clone(&name),
            line,
            message: error.to_string(),
        })
    };
    let mut chunks = match reading.open(source) {
        Ok(reader) => Chunks::new(reader),
        Err(error) => return send(fault(&error, None)),
    };
    loop {
        let goes_on = match chunks.next_chunk() {
            Ok(Some(chunk)) => send(Task::Lines(Arc::clone(&name), chunk)),
            Ok(None) => return true,
            Err(error) => return send(fault(&error, Some(chunks.line()))),
        };
        if !goes_on {
            return false;
        }
    }
}

/// The life of a parsing thread.
fn work(todo: &Mutex<Receiver<(Task, SyncSender<Done>)>>, setup: &Setup) {
    let mut scratch = Scratch::new();
    loop {
        let next = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((task, result)) = next else { return };
        let mut done = Done::default();
        match task {
            Task::Text(source) => {
                done.work = 1;
                setup.text(&mut scratch, &source, &mut done);
            }
            Task::Lines(name, chunk) => {
                done.work = chunk.bytes.len() as u64;
                setup.lines(&mut scratch, &name, &chunk, &mut done);
            }
            Task::Failed(fault) => done.faults.push(fault),
        }
        if result.send(done).is_err() {
            return;
        }
    }
}

impl Setup {
    fn text(&self, scratch: &mut Scratch, source: &Source, done: &mut Done) {
        let max = self.parser.options().max_bytes.into();
        let document = match self.reading.document(source, max) {
            Ok(document) => document,
            Err(fault) => return done.faults.push(fault),
        };
        let name = source.name();
        let told = |message| Fault {
            name: Arc::clone(&name),
            line: None,
            message,
        };
        done.notes.extend(document.notes.into_iter().map(told));
        let of_day;
        let parser = match document.published {
            Some(day) if !self.dated => {
                of_day = self.parser.at(day);
                &of_day
            }
            _ => &self.parser,
        };
        let file = self.named.then_some(&*name);
        let origin = document.origin.as_ref();
        let parsed = parser.parse_with(scratch, &document.text);
        let put = parsed
            .map_err(|error| error.to_string())
            .and_then(|article| {
                if matches!(self.output, Output::Text | Output::Files) {
                    let stem = source.stem();
                    self.other(done, &article, &stem, &stem);
                    return Ok(());
                }
                self.put(&mut done.out, &article, file, origin, &Carried::default())
                    .map_err(|error| error.to_string())
            });
        if let Err(message) = put {
            done.faults.push(told(message));
        }
    }

    fn lines(&self, scratch: &mut Scratch, name: &Arc<str>, chunk: &Chunk, done: &mut Done) {
        let fail = |done: &mut Done, line: &[u8], number, message: String| {
            // An object that cannot be written either is told of on standard error.
            if self.inline && inline::write(&mut done.out, line, number, &message).is_ok() {
                return;
            }
            done.faults.push(Fault {
                name: Arc::clone(name),
                line: Some(number),
                message,
            });
        };
        let mut number = chunk.line;
        if chunk.overlong {
            fail(done, b"", number, "line is too long".to_owned());
            number += 1;
        }
        for line in chunk.bytes.split(|&byte| byte == b'\n') {
            let line = if number == 1 { without_bom(line) } else { line };
            if !line.trim_ascii().is_empty()
                && let Err(message) = self.line(scratch, line, number, done)
            {
                fail(done, line, number, message);
            }
            number += 1;
        }
    }

    fn line(
        &self,
        scratch: &mut Scratch,
        line: &[u8],
        number: usize,
        done: &mut Done,
    ) -> Result<(), String> {
        let line = self.reading.line(line)?;
        let line = Line::read(&line)?;
        let of_day;
        let parser = match line.anchor {
            Some(anchor) => {
                of_day = self.parser.at(anchor);
                &of_day
            }
            None => &self.parser,
        };
        let article = parser
            .parse_with(scratch, &line.text)
            .map_err(|error| error.to_string())?;
        if matches!(self.output, Output::Text | Output::Files) {
            let id = line.carried.key();
            let id = id.unwrap_or_else(|| format!("line-{number}"));
            self.other(done, &article, &id, &id);
            return Ok(());
        }
        let out = &mut done.out;
        let before = out.len();
        let title = (self.output == Output::Table).then(|| {
            line.carried
                .id()
                .unwrap_or_else(|| format!("line {number}"))
        });
        self.put(out, &article, title.as_deref(), None, &line.carried)
            .map_err(|error| {
                out.truncate(before);
                error.to_string()
            })
    }

    /// Writes one article in a form that other programs read.
    fn other(&self, done: &mut Done, article: &Article<'_>, id: &str, stem: &str) {
        if self.output == Output::Files {
            let files = self.format.to_files(article, id, stem.to_owned());
            done.files.push(files);
        } else if let Some(text) = self.format.to_text(article, id) {
            done.out.extend_from_slice(text.as_bytes());
        }
    }

    /// Writes one article.
    fn put(
        &self,
        out: &mut Vec<u8>,
        article: &Article<'_>,
        name: Option<&str>,
        source: Option<&Origin>,
        carried: &Carried<'_>,
    ) -> io::Result<()> {
        if self.output == Output::Table {
            return table::write(out, article, name, self.look);
        }
        if self.output == Output::Array && !out.is_empty() {
            out.extend_from_slice(b",\n");
        }
        let export = article.export().offset_unit(self.unit);
        let export = if self.with_text {
            export
        } else {
            export.without_text()
        };
        let record = Record {
            file: name,
            source,
            carried,
            article: export,
        };
        serde_json::to_writer(&mut *out, &record)?;
        if self.output != Output::Array {
            out.push(b'\n');
        }
        Ok(())
    }
}

/// Prints results in their order; whether all inputs were good.
fn print(
    queue: &Receiver<Queued>,
    output: Output,
    mut folder: Option<Folder>,
    mut progress: Progress,
) -> io::Result<bool> {
    let mut out = Lines::new(io::stdout().lock());
    let mut all_good = true;
    let mut is_first = true;
    if output == Output::Array {
        out.write_all(b"[\n")?;
    }
    while let Some((result, _share)) = next(queue, &mut out)? {
        let Some(done) = next(&result, &mut out)? else {
            // The parsing thread is gone, which no input should bring about.
            complain("an article was lost");
            all_good = false;
            continue;
        };
        if !done.out.is_empty() {
            if output == Output::Array && !is_first {
                out.write_all(b",\n")?;
            }
            is_first = false;
            out.write_all(&done.out)?;
        }
        if let Some(folder) = &mut folder {
            for written in &done.files {
                folder.put(written).map_err(io::Error::other)?;
            }
        }
        if !done.faults.is_empty() || !done.notes.is_empty() {
            all_good &= done.faults.is_empty();
            progress.hidden(|| {
                for fault in done.notes.iter().chain(&done.faults) {
                    complain(&fault.to_string());
                }
            });
        }
        progress.advance(done.work);
    }
    if output == Output::Array {
        out.write_all(if is_first { b"]\n" } else { b"\n]\n" })?;
    }
    if let Some(folder) = &mut folder {
        folder.finish().map_err(io::Error::other)?;
    }
    out.flush()?;
    progress.finish();
    Ok(all_good)
}

/// The next message; what was printed is shown before waiting for it.
fn next<T>(channel: &Receiver<T>, out: &mut impl Write) -> io::Result<Option<T>> {
    match channel.try_recv() {
        Ok(message) => Ok(Some(message)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            out.flush()?;
            Ok(channel.recv().ok())
        }
    }
}

/// A message on standard error; when that is closed there is nobody to tell.
pub(crate) fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

/// A bar on standard error, if that is a terminal, the output goes elsewhere and the batch is long.
struct Progress {
    bar: Option<ProgressBar>,
    total: Option<u64>,
    done: u64,
    /// Whether bytes are counted, or articles.
    in_bytes: bool,
    wanted: bool,
    started: Instant,
}

impl Progress {
    fn new(in_bytes: bool, total: Option<u64>) -> Self {
        Self {
            bar: None,
            total,
            done: 0,
            in_bytes,
            wanted: io::stderr().is_terminal() && !io::stdout().is_terminal(),
            started: Instant::now(),
        }
    }

    fn advance(&mut self, work: u64) {
        self.done += work;
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        } else if self.wanted && self.started.elapsed() > LONG {
            let bar = ProgressBar::with_draw_target(self.total, ProgressDrawTarget::stderr());
            let template = match (self.in_bytes, self.total) {
                (false, _) => "{wide_bar} {pos}/{len} articles, {eta} left",
                (_, Some(_)) => "{wide_bar} {bytes}/{total_bytes}, {eta} left",
                (_, None) => "{spinner} {bytes} read, {bytes_per_sec}",
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_position(self.done);
            self.bar = Some(bar);
        }
    }

    /// Runs `print` with the bar out of the way.
    fn hidden(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
