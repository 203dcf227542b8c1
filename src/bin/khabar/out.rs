//! Standard output in whole lines, and an end by signal between two of them.

use std::io::{self, Write};
use std::sync::Mutex;
#[cfg(unix)]
use std::sync::{PoisonError, TryLockError};

/// Bytes that are gathered before they are written.
const FULL: usize = 64 << 10;

/// Held while bytes are written: whoever holds it knows that the last line is whole.
static WRITING: Mutex<()> = Mutex::new(());

/// Gathers output and writes it up to the end of a line.
#[derive(Debug)]
pub(crate) struct Lines<W> {
    inner: W,
    gathered: Vec<u8>,
}

impl<W: Write> Lines<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self {
            inner,
            gathered: Vec::with_capacity(FULL),
        }
    }

    /// Writes what was gathered and `more`.
    fn put(&mut self, more: &[u8]) -> io::Result<()> {
        let result = {
            // Poison says that a thread panicked, not that a line is half written.
            let _whole = WRITING.lock();
            let gathered = self.inner.write_all(&self.gathered);
            gathered.and_then(|()| self.inner.write_all(more))
        };
        self.gathered.clear();
        // One long line does not hold its memory for ever.
        self.gathered.shrink_to(2 * FULL);
        result
    }
}

impl<W: Write> Write for Lines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        if self.gathered.len().saturating_add(bytes.len()) >= FULL
            && let Some(last) = memchr::memrchr(b'\n', bytes)
            && let Some((lines, begun)) = bytes.split_at_checked(last + 1)
        {
            self.put(lines)?;
            rest = begun;
        }
        self.gathered.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.put(&[])?;
        self.inner.flush()
    }
}

/// Ends the program at an interrupt (status 130) or a request to terminate (143), once the line that
/// is being written is whole; a second later all the same, for somebody may have stopped reading.
#[cfg(unix)]
pub(crate) fn end_at_signals() {
    use std::thread;
    use std::time::{Duration, Instant};

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    const PATIENCE: Duration = Duration::from_secs(1);
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    let watch = move || {
        let Some(signal) = signals.forever().next() else {
            return;
        };
        let since = Instant::now();
        let _whole = loop {
            match WRITING.try_lock() {
                Ok(guard) => break Some(guard),
                Err(TryLockError::Poisoned(guard)) => break Some(PoisonError::into_inner(guard)),
                Err(TryLockError::WouldBlock) if since.elapsed() > PATIENCE => break None,
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
            }
        };
        std::process::exit(128 + signal);
    };
    // Without a thread the signals end the program as they end any other.
    let _ = thread::Builder::new().spawn(watch);
}

/// Elsewhere than on Unix the system ends the program as it likes.
#[cfg(not(unix))]
pub(crate) fn end_at_signals() {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keeps what each write brought.
    #[derive(Default)]
    struct Writes(Vec<Vec<u8>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if !bytes.is_empty() {
                self.0.push(bytes.to_vec());
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn only_whole_lines_are_written() {
        let mut out = Lines::new(Writes::default());
        let mut all = Vec::new();
        for length in [0, 1, 100, FULL - 1, FULL, 3 * FULL, 5, 70_000, 2] {
            let mut line = vec![b'x'; length];
            line.push(b'\n');
            for piece in line.chunks(50_000) {
                out.write_all(piece).unwrap();
            }
            all.extend(line);
            let written: Vec<u8> = out.inner.0.concat();
            assert!(written.is_empty() || written.ends_with(b"\n"));
            assert_eq!(written, all[..written.len()]);
            assert!(all.len() - written.len() < FULL);
        }
        out.write_all(b"half").unwrap();
        out.flush().unwrap();
        all.extend(b"half");
        assert_eq!(out.inner.0.concat(), all);
        assert!(out.gathered.capacity() <= 2 * FULL);
    }
}
