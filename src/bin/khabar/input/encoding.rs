//! Bytes into text: marks, UTF-8, guesses, and what is said about bytes that are no text.

use std::io::{self, Read};
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};
use khabar::ParseError;
use serde::Serialize;

/// Bytes that are looked at for UTF-16 and for what a page declares.
const HEAD: usize = 4096;
/// Arabic letters that a guess must bring to light.
const LEAST: usize = 4;

/// `--encoding`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Choice {
    /// By mark, by validity, by guess.
    #[default]
    Auto,
    Named(&'static Encoding),
}

impl FromStr for Choice {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if name.trim().eq_ignore_ascii_case("auto") {
            return Ok(Self::Auto);
        }
        let label = name.replace('_', "-");
        Encoding::for_label_no_replacement(label.as_bytes())
            .map(Self::Named)
            .ok_or_else(|| {
                "expected auto or a name such as utf-8, utf-16le, windows-1256, iso-8859-6"
                    .to_owned()
            })
    }
}

/// How it is known which encoding a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Found {
    /// The byte order mark says so.
    Bom,
    /// All bytes are valid UTF-8.
    Valid,
    /// The page says so.
    #[cfg(feature = "html-input")]
    Declared,
    /// The command line says so.
    Named,
    /// By the frequency of its letters.
    Guessed,
}

/// A decoded text.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static Encoding,
    pub(crate) found: Found,
    /// Places where U+FFFD stands for bytes that do not decode.
    pub(crate) replaced: usize,
    /// The first of them, as a number of bytes before it.
    pub(crate) first: usize,
}

/// Why bytes are no text, and in which line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Undecodable {
    pub(crate) line: usize,
    pub(crate) message: String,
}

/// Decodes bytes; those that do not decode are a fault, or U+FFFD where `lossy`.
///
/// A fault is the default because a lost character changes names and numbers unseen.
pub(crate) fn decode(bytes: Vec<u8>, choice: Choice, lossy: bool) -> Result<Decoded, Undecodable> {
    let (encoding, found, mark) = match (choice, Encoding::for_bom(&bytes)) {
        // A mark outdoes the name, as UTF-16 needs it to.
        (_, Some((encoding, mark))) => (encoding, Found::Bom, mark),
        (Choice::Named(encoding), None) => (encoding, Found::Named, 0),
        (Choice::Auto, None) => match utf16(&bytes) {
            Some(encoding) => (encoding, Found::Guessed, 0),
            None => return by_content(bytes, lossy),
        },
    };
    if encoding == UTF_8 && mark == 0 {
        return match String::from_utf8(bytes) {
            Ok(text) => Ok(whole(text, UTF_8, found)),
            Err(error) => as_is(error.as_bytes(), 0, UTF_8, found, lossy),
        };
    }
    as_is(&bytes, mark, encoding, found, lossy)
}

/// Text without mark or name: UTF-8 if it is valid or but damaged, else a guess.
fn by_content(bytes: Vec<u8>, lossy: bool) -> Result<Decoded, Undecodable> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(whole(text, UTF_8, Found::Valid)),
        Err(error) => error.into_bytes(),
    };
    if !is_damaged_utf8(&bytes) {
        let (likely, text) = guess(&bytes);
        if let Some(text) = text {
            return Ok(whole(text, likely, Found::Guessed));
        }
        if !lossy {
            let mut fault = match as_is(&bytes, 0, UTF_8, Found::Valid, false) {
                Ok(decoded) => return Ok(decoded),
                Err(fault) => fault,
            };
            fault.message = format!(
                "{} and no other encoding of Arabic fits; name the right one by --encoding \
                 (perhaps {})",
                fault.message,
                likely.name().to_ascii_lowercase()
            );
            return Err(fault);
        }
    }
    as_is(&bytes, 0, UTF_8, Found::Valid, lossy)
}

/// Text of a page, undecodable bytes replaced as browsers do: UTF-8 where it is valid, whatever the
/// page says, else what it declares, else a guess.
#[cfg(feature = "html-input")]
pub(crate) fn decode_page(bytes: Vec<u8>, choice: Choice) -> Result<Decoded, Undecodable> {
    if choice != Choice::Auto || Encoding::for_bom(&bytes).is_some() || utf16(&bytes).is_some() {
        return decode(bytes, choice, true);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(whole(text, UTF_8, Found::Valid)),
        Err(error) => error.into_bytes(),
    };
    match declared(&bytes) {
        // A declaration of UTF-8 that does not hold is worth less than a guess.
        Some(encoding) if encoding != UTF_8 => as_is(&bytes, 0, encoding, Found::Declared, true),
        _ => by_content(bytes, true),
    }
}

/// What `<meta charset=…>`, `content="…; charset=…"` or `<?xml encoding=…` declares.
#[cfg(feature = "html-input")]
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    for key in ["charset", "encoding"] {
        for at in memchr::memmem::find_iter(&head, key) {
            let rest = head.get(at + key.len()..).unwrap_or_default();
            let Some(rest) = rest.trim_ascii_start().strip_prefix(b"=") else {
                continue;
            };
            let rest = rest.trim_ascii_start();
            let rest = match rest {
                [b'"' | b'\'', rest @ ..] => rest,
                _ => rest,
            };
            let end = rest.iter().position(|byte| b"\"' ;/>?".contains(byte));
            let label = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            if let Some(encoding) = Encoding::for_label_no_replacement(label) {
                // What declares UTF-16 in ASCII letters is none.
                let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
                return Some(if is_wide { UTF_8 } else { encoding });
            }
        }
    }
    None
}

/// Whether bytes hold an HTML page: what they open with says so.
pub(crate) fn opens_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let wide = match Encoding::for_bom(head) {
        Some((encoding, mark)) if encoding != UTF_8 => Some((encoding, mark)),
        _ => utf16(head).map(|encoding| (encoding, 0)),
    };
    let text = match wide {
        Some((encoding, mark)) => {
            encoding
                .decode_without_bom_handling(head.get(mark..).unwrap_or_default())
                .0
        }
        None => String::from_utf8_lossy(head),
    };
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    // Comments and declarations go before.
    while let Some((open, close)) = [("<!--", "-->"), ("<?xml", "?>")]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open))
    {
        let behind = rest.get(open.len()..).unwrap_or_default();
        rest = behind
            .split_once(close)
            .map_or("", |(_, rest)| rest.trim_start());
    }
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|open| {
            rest.get(..open.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(open))
        })
}

fn whole(text: String, encoding: &'static Encoding, found: Found) -> Decoded {
    Decoded {
        text,
        encoding,
        found,
        replaced: 0,
        first: 0,
    }
}

/// UTF-16 without a mark: of one byte of each pair nearly all are those of Arabic and of ASCII,
/// which as bytes of a text would be control characters.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    memchr::memchr2(0, 6, head)?;
    let pairs = head.chunks_exact(2);
    let total = pairs.len();
    let (mut low, mut high) = (0, 0);
    for pair in pairs {
        if let &[first, second] = pair {
            low += usize::from(first == 0 || first == 6);
            high += usize::from(second == 0 || second == 6);
        }
    }
    let most = |count: usize| count * 10 >= total * 8;
    match (most(high), most(low)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes that are not UTF-8 are so but for a few: a cut character, a stray byte.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad.saturating_mul(2)
}

/// The likeliest encoding, with the text if that is Arabic.
fn guess(bytes: &[u8]) -> (&'static Encoding, Option<String>) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // Of encodings that fit alike, those of an Arabic country.
    let likely = detector.guess(Some(b"sa"), Utf8Detection::Deny);
    let latin = bytes
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .count();
    for encoding in [likely, WINDOWS_1256, ISO_8859_6] {
        let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
            continue;
        };
        let (mut arabic, mut foreign) = (0_usize, 0_usize);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            match c {
                '\u{621}'..='\u{64A}' => arabic += 1,
                _ if c.is_alphabetic() || c.is_control() => foreign += 1,
                _ => {}
            }
        }
        // Latin words with accents would be Arabic letters among Latin ones.
        let is_text = latin <= arabic.saturating_mul(2) && foreign * 10 <= arabic;
        if arabic >= LEAST && is_text {
            return (encoding, Some(text.into_owned()));
        }
    }
    (likely, None)
}

/// Decodes in one encoding.
fn as_is(
    bytes: &[u8],
    mark: usize,
    encoding: &'static Encoding,
    found: Found,
    lossy: bool,
) -> Result<Decoded, Undecodable> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut rest = bytes.get(mark..).unwrap_or_default();
    let mut text = String::with_capacity(rest.len() + rest.len() / 2);
    let (mut replaced, mut first) = (0, 0);
    loop {
        text.reserve(rest.len() + 16);
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, behind) => {
                let behind = usize::from(length) + usize::from(behind);
                let before = (bytes.len() - rest.len()).saturating_sub(behind);
                if !lossy {
                    return Err(Undecodable {
                        line: memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1,
                        message: undecodable(encoding, before),
                    });
                }
                if replaced == 0 {
                    first = before;
                }
                replaced += 1;
                text.push('\u{FFFD}');
            }
        }
    }
    Ok(Decoded {
        text,
        encoding,
        found,
        replaced,
        first,
    })
}

/// What is said about a byte that does not decode.
pub(crate) fn undecodable(encoding: &'static Encoding, before: usize) -> String {
    if encoding == UTF_8 {
        let error = ParseError::InvalidUtf8 {
            valid_up_to: before,
        };
        return error.to_string();
    }
    let name = encoding.name().to_ascii_lowercase();
    format!("invalid {name} behind byte {before}, expected {name} text")
}

/// A stream in another encoding as UTF-8. Bytes that do not decode come out as 0xFF, which no UTF-8
/// holds: they spoil their line and no other.
pub(crate) struct Transcoded<R> {
    source: R,
    decoder: encoding_rs::Decoder,
    input: Vec<u8>,
    /// What of `input` is not decoded yet begins here.
    at: usize,
    output: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Transcoded<R> {
    pub(crate) fn new(source: R, encoding: &'static Encoding) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder(),
            input: Vec::new(),
            at: 0,
            output: Vec::new(),
            given: 0,
            ended: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.output.clear();
        self.given = 0;
        if self.at >= self.input.len() {
            self.input.resize(16 << 10, 0);
            let read = self.source.read(&mut self.input);
            self.input.truncate(*read.as_ref().unwrap_or(&0));
            self.at = 0;
            self.ended = read? == 0;
        }
        self.output.resize(64 << 10, 0);
        let rest = self.input.get(self.at..).unwrap_or_default();
        let (result, read, written) =
            self.decoder
                .decode_to_utf8_without_replacement(rest, &mut self.output, self.ended);
        self.at += read;
        self.output.truncate(written);
        if matches!(result, DecoderResult::Malformed(..)) {
            self.output.push(0xFF);
            // The decoder has more to say about the same end.
            self.ended = false;
        }
        Ok(())
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, free: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.output.len() {
            if self.ended {
                return Ok(0);
            }
            match self.fill() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => result?,
            }
        }
        let rest = self.output.get(self.given..).unwrap_or_default();
        let taken = rest.len().min(free.len());
        if let (Some(to), Some(from)) = (free.get_mut(..taken), rest.get(..taken)) {
            to.copy_from_slice(from);
        }
        self.given += taken;
        Ok(taken)
    }
}
