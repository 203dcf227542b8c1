//! How much input may be under way between reading and printing.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Bytes of input that are under way at most; one larger piece goes alone. An article's structure may
/// take twenty times the memory of its text.
const MOST: u64 = 16 << 20;

/// Counts the bytes that were read and are not printed yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held(Arc<(Mutex<u64>, Condvar)>);

/// Bytes that count until this is dropped.
#[derive(Debug)]
pub(crate) struct Share {
    held: Held,
    bytes: u64,
}

impl Held {
    /// Waits until so many bytes more may be under way. Whoever prints must not wait for what comes
    /// behind: shares are taken in the order of printing.
    pub(crate) fn take(&self, bytes: u64) -> Share {
        let (count, fewer) = &*self.0;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        let too_many = |held: &mut u64| *held > 0 && held.saturating_add(bytes) > MOST;
        let waited = fewer.wait_while(count, too_many);
        let mut count = waited.unwrap_or_else(PoisonError::into_inner);
        *count = count.saturating_add(bytes);
        Share {
            held: self.clone(),
            bytes,
        }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let (count, fewer) = &*self.held.0;
        let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = count.saturating_sub(self.bytes);
        fewer.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_pieces_wait_for_one_another() {
        let held = Held::default();
        let small = [held.take(MOST / 2), held.take(MOST / 2), held.take(0)];
        let (arrived, first) = std::sync::mpsc::channel();
        let reader = std::thread::spawn({
            let held = held.clone();
            move || {
                // Larger than all that may be held, but alone.
                let large = held.take(3 * MOST);
                arrived.send(()).unwrap();
                drop(large);
                held.take(1)
            }
        });
        let wait = std::time::Duration::from_millis(50);
        assert!(first.recv_timeout(wait).is_err());
        drop(small);
        first.recv().unwrap();
        let last = reader.join().unwrap();
        assert_eq!(*held.0.0.lock().unwrap(), 1);
        drop(last);
        assert_eq!(*held.0.0.lock().unwrap(), 0);
    }
}
