//! What the benchmarks read, and how they time.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "every user of this module takes a part of it"
)]

use std::time::Duration;

use cpu_time::ThreadTime;

use super::press;

/// The articles of `KHABAR_CORPUS` (a file with one object with `text` a line) or generated ones, up
/// to a number of bytes, and where they come from. A short file is read several times, up to a quarter.
pub fn articles(bytes: usize) -> (String, Vec<String>) {
    let (source, all): (String, Vec<String>) = match std::env::var_os("KHABAR_CORPUS") {
        Some(path) => {
            let file = std::fs::read_to_string(&path).expect("a readable KHABAR_CORPUS");
            let text = |line: &str| -> Option<String> {
                let record: serde_json::Value = serde_json::from_str(line).ok()?;
                Some(record.get("text")?.as_str()?.to_owned())
            };
            let name = path.to_string_lossy().into_owned();
            (name, file.lines().filter_map(text).collect())
        }
        None => {
            let count = bytes / 2000;
            let own = press::articles(press::SEED, count, press::PAPER);
            ("generated".to_owned(), own)
        }
    };
    let once: usize = all.iter().map(String::len).sum();
    let (count, times) = (all.len(), (bytes / 4 / once.max(1)).max(1));
    let mut sum = 0;
    let texts = all
        .into_iter()
        .cycle()
        .take(count * times)
        .take_while(|text| {
            sum += text.len();
            sum < bytes
        });
    (source, texts.collect())
}

/// Texts of about `size` bytes, cut from the articles behind a sentence or put together from them.
pub fn of_size(articles: &[String], size: usize, count: usize) -> Vec<String> {
    let mut stream = articles.iter().cycle();
    let mut texts = Vec::new();
    while texts.len() < count {
        let mut text = String::new();
        while text.len() < size {
            text.push_str(stream.next().expect("an article"));
            text.push('\n');
        }
        let mut end = size;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        texts.push(text);
    }
    texts
}

/// Work on one text, with a name.
pub type Job<'a> = (&'static str, Box<dyn FnMut(&str) + 'a>);

/// Thread time of some work.
pub fn time(work: impl FnOnce()) -> Duration {
    let start = ThreadTime::now();
    work();
    start.elapsed()
}

/// The median of some times, in seconds.
pub fn median(times: &mut [Duration]) -> f64 {
    quantile(times, 50)
}

/// The time that `hundredths` of them do not pass, in seconds.
pub fn quantile(times: &mut [Duration], hundredths: usize) -> f64 {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    times
        .get((times.len() * hundredths / 100).min(last))
        .map_or(0.0, Duration::as_secs_f64)
}

/// Median seconds of each job over all texts: rounds take turns, after one that warms.
pub fn rounds(jobs: &mut [Job<'_>], texts: &[String], rounds: usize) -> Vec<f64> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); jobs.len()];
    for round in 0..=rounds {
        for ((_, job), times) in jobs.iter_mut().zip(&mut times) {
            let time = time(|| texts.iter().for_each(|text| job(text)));
            if round > 0 {
                times.push(time);
            }
        }
    }
    times.iter_mut().map(|times| median(times)).collect()
}
