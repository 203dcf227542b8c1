//! Gzip and zstd streams, known by their first bytes and read in bounded memory.
//!
//! Several members one behind the other are one stream, as the tools that write them have it.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Compressed bytes asked for at a time.
const READ: usize = 64 << 10;
/// Largest window of a zstd frame: what `zstd --long` writes, and the most memory one takes.
const WINDOW: u64 = 128 << 20;

/// A stream of bytes that a thread may read.
pub(crate) type Stream = Box<dyn Read + Send>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Gzip,
    Zstd,
}

/// The form that the first bytes show; `None` as soon as they cannot be one.
fn form(head: &[u8]) -> Option<Form> {
    match head {
        [0x1F, 0x8B, 8, ..] => Some(Form::Gzip),
        // A frame, or one that is to be skipped.
        [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Form::Zstd),
        _ => None,
    }
}

/// Whether more bytes could show a form.
fn is_open(head: &[u8]) -> bool {
    let magics: [&[u8]; 2] = [&[0x1F, 0x8B, 8], &[0x28, 0xB5, 0x2F, 0xFD]];
    let skipped: &[u8] = &[0x2A, 0x4D, 0x18];
    let could = |magic: &[u8]| head.len() < magic.len() && magic.starts_with(head);
    magics.iter().any(|magic| could(magic))
        || matches!(head, [0x50..=0x5F, rest @ ..]
            if rest.len() < skipped.len() && skipped.starts_with(rest))
}

/// Whether a stream is compressed; reads its first bytes.
pub(crate) fn is_compressed(mut source: impl Read) -> io::Result<bool> {
    Ok(form(&head(&mut source)?).is_some())
}

/// The first bytes, as many as are needed to tell.
fn head(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(4);
    while is_open(&head) {
        let mut byte = [0];
        match source.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => head.extend_from_slice(&byte),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(head)
}

/// The stream itself, or what it holds where it is compressed.
pub(crate) fn plain(mut source: Stream) -> io::Result<Stream> {
    let head = head(&mut source)?;
    let form = form(&head);
    let whole = io::Cursor::new(head).chain(source);
    Ok(match form {
        None => Box::new(whole),
        Some(Form::Gzip) => {
            let source = BufReader::with_capacity(READ, whole);
            Box::new(Gzip(MultiGzDecoder::new(source)))
        }
        Some(Form::Zstd) => {
            let source = BufReader::with_capacity(READ, whole);
            Box::new(Zstd::new(source))
        }
    })
}

struct Gzip<R>(MultiGzDecoder<R>);

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, free: &mut [u8]) -> io::Result<usize> {
        self.0.read(free).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => cut_off("gzip"),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                damaged("gzip", &error.to_string())
            }
            _ => error,
        })
    }
}

struct Zstd<R> {
    source: R,
    decoder: FrameDecoder,
    /// Inside a frame.
    inside: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Self {
            source,
            decoder,
            inside: false,
        }
    }

    /// Reads the header of the next frame; false at the end.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.inside = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let skipped = (&mut self.source).take(length);
                    if io::copy(&mut { skipped }, &mut io::sink())? < length {
                        return Err(cut_off("zstd"));
                    }
                }
                Err(error) => return Err(told(&error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, free: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.inside && !self.begin()? {
                return Ok(0);
            }
            let decoder = &mut self.decoder;
            while decoder.can_collect() == 0 && !decoder.is_finished() {
                decoder
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(|error| told(&error))?;
            }
            let read = decoder.read(free)?;
            if read > 0 || free.is_empty() {
                return Ok(read);
            }
            self.inside = false;
            if let Some(expected) = decoder.get_checksum_from_data()
                && decoder.get_calculated_checksum() != Some(expected)
            {
                return Err(damaged("zstd", "its checksum differs"));
            }
        }
    }
}

/// An error of the decoder in our words: where the stream ended, that.
fn told(error: &FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            return match io.kind() {
                io::ErrorKind::UnexpectedEof => cut_off("zstd"),
                kind => io::Error::new(kind, io.to_string()),
            };
        }
        cause = error.source();
    }
    damaged("zstd", &error.to_string())
}

fn cut_off(form: &str) -> io::Error {
    let message = format!("the {form} stream ends too early, what is behind this place is missing");
    io::Error::new(io::ErrorKind::UnexpectedEof, message)
}

fn damaged(form: &str, why: &str) -> io::Error {
    let message = format!("the {form} stream is damaged: {why}");
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_no_more_bytes_than_needed() {
        for (bytes, rest) in [
            (&b"{}\n"[..], &b"}\n"[..]),
            (b"(a", b""),
            (b"P*", b""),
            (b"\x1F\x8B\x07x", b"x"),
            (b"", b""),
        ] {
            let mut source = bytes;
            assert_eq!(form(&head(&mut source).unwrap()), None, "{bytes:?}");
            assert_eq!(source, rest, "{bytes:?}");
        }
        assert_eq!(form(b"\x1F\x8B\x08"), Some(Form::Gzip));
        assert_eq!(form(b"\x28\xB5\x2F\xFD"), Some(Form::Zstd));
        assert_eq!(form(b"\x51\x2A\x4D\x18"), Some(Form::Zstd));
    }
}
