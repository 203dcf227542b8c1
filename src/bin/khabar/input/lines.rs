//! Streams of lines, read in chunks of bounded size.

use std::io::{self, Read};

/// Bytes asked for at a time.
const READ: usize = 128 << 10;
/// Longest line of NDJSON; longer ones are passed over.
const MAX_LINE: usize = 64 << 20;

/// Some whole lines of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// Number of the first line, from 1.
    pub(crate) line: usize,
    /// The lines; the last one may lack its end.
    pub(crate) bytes: Vec<u8>,
    /// The line is too long and was passed over.
    pub(crate) overlong: bool,
}

/// Cuts a stream behind line ends. What has arrived is handed on at once, so that a slow stream is
/// not held back.
pub(crate) struct Chunks<R> {
    source: R,
    /// What was read behind the last line end.
    rest: Vec<u8>,
    /// Number of the line at the start of `rest`.
    line: usize,
    /// The start of this line was thrown away.
    passing: bool,
    max_line: usize,
}

impl<R: Read> Chunks<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            rest: Vec::new(),
            line: 1,
            passing: false,
            max_line: MAX_LINE,
        }
    }

    /// Number of the line that is read.
    pub(crate) const fn line(&self) -> usize {
        self.line
    }

    /// The next lines, or `None` at the end.
    pub(crate) fn next_chunk(&mut self) -> io::Result<Option<Chunk>> {
        loop {
            let old = self.rest.len();
            let read = self.read_more()?;
            let new = self.rest.get(old..).unwrap_or_default();
            if read == 0 {
                let bytes = std::mem::take(&mut self.rest);
                let overlong = std::mem::take(&mut self.passing);
                let is_end = bytes.is_empty() && !overlong;
                return Ok((!is_end).then_some(Chunk {
                    line: self.line,
                    bytes,
                    overlong,
                }));
            }
            if self.passing {
                let Some(end) = memchr::memchr(b'\n', new) else {
                    self.rest.clear();
                    continue;
                };
                // The end of the line that is passed over; whole lines may stand behind it.
                self.rest = self.rest.split_off(old + end + 1);
                self.passing = false;
                let line = self.line;
                self.line += 1;
                return Ok(Some(Chunk {
                    line,
                    bytes: self.whole_lines(0).unwrap_or_default(),
                    overlong: true,
                }));
            }
            let line = self.line;
            if let Some(bytes) = self.whole_lines(old) {
                return Ok(Some(Chunk {
                    line,
                    bytes,
                    overlong: false,
                }));
            }
            if self.rest.len() > self.max_line {
                self.rest = Vec::new();
                self.passing = true;
            }
        }
    }

    /// Takes the whole lines, of which `searched` bytes hold no line end.
    fn whole_lines(&mut self, searched: usize) -> Option<Vec<u8>> {
        let new = self.rest.get(searched..)?;
        let last = memchr::memrchr(b'\n', new)?;
        self.line += memchr::memchr_iter(b'\n', new).count();
        let behind = self.rest.split_off(searched + last + 1);
        Some(std::mem::replace(&mut self.rest, behind))
    }

    fn read_more(&mut self) -> io::Result<usize> {
        let old = self.rest.len();
        self.rest.resize(old + READ, 0);
        let read = loop {
            let free = self.rest.get_mut(old..).unwrap_or_default();
            match self.source.read(free) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        self.rest.truncate(old + *read.as_ref().unwrap_or(&0));
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out the pieces one read at a time.
    struct Pieces(Vec<&'static [u8]>);

    impl Read for Pieces {
        fn read(&mut self, free: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Ok(0);
            }
            let piece = self.0.remove(0);
            free[..piece.len()].copy_from_slice(piece);
            Ok(piece.len())
        }
    }

    fn chunks(pieces: &[&'static [u8]], max_line: usize) -> Vec<(usize, String, bool)> {
        let mut chunks = Chunks::new(Pieces(pieces.to_vec()));
        chunks.max_line = max_line;
        let mut found = Vec::new();
        while let Some(chunk) = chunks.next_chunk().unwrap() {
            let text = String::from_utf8(chunk.bytes).unwrap();
            found.push((chunk.line, text, chunk.overlong));
        }
        found
    }

    fn row(line: usize, text: &str) -> (usize, String, bool) {
        (line, text.to_owned(), false)
    }

    #[test]
    fn chunks_are_whole_lines_as_soon_as_they_are_there() {
        assert_eq!(chunks(&[], 99), []);
        assert_eq!(chunks(&[b"a\n"], 99), [row(1, "a\n")]);
        assert_eq!(
            chunks(&[b"a\nb\nc", b"d", b"e\nf"], 99),
            [row(1, "a\nb\n"), row(3, "cde\n"), row(4, "f")]
        );
    }

    #[test]
    fn overlong_lines_are_passed_over() {
        let passed = |line, text: &str| (line, text.to_owned(), true);
        assert_eq!(
            chunks(&[b"a\nbbb", b"bbbb", b"bbb", b"b\nc\nd"], 5),
            [row(1, "a\n"), passed(2, "c\n"), row(4, "d")]
        );
        assert_eq!(chunks(&[b"bbb", b"bbbb", b"bb"], 5), [passed(1, "")]);
    }
}
