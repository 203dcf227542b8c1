//! Trains the tagger: `train_tagger CORPORA OUT [option=value …]`.
//!
//! CORPORA is the folder with `NAME.train.jsonl` and `NAME.dev.jsonl`, one article a line with its
//! exact spans. The model is a linear-chain conditional random field, trained by `AdaGrad` with a fixed
//! seed, cut to its most useful features and rounded to bytes.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::iter_over_hash_type,
    clippy::format_push_string,
    clippy::needless_range_loop,
    clippy::print_stdout,
    clippy::too_many_lines,
    clippy::many_single_char_names,
    reason = "numeric code over arrays that it fills itself"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;

use khabar::train::{self, CELLS};
use serde_json::Value;

const TAGS: usize = 7;
const LANES: usize = 8;
const START: usize = 7;
const EDGES: usize = 8;
type Row = [f32; LANES];

/// A line: one token after the other.
#[derive(Default)]
struct Line {
    /// Where the features of each token end in `features`.
    ends: Vec<u32>,
    features: Vec<u32>,
    edges: Vec<u8>,
    words: Vec<[u64; 3]>,
    cells: Vec<[usize; 5]>,
    /// Whether each token is shut out by its gate.
    shut: Vec<bool>,
    gold: Vec<u8>,
    /// Start, host, end of each token in bytes.
    places: Vec<(usize, usize, usize)>,
    /// Weight of the line in training.
    weight: f32,
}

struct Article {
    lines: Vec<Line>,
    /// Named organizations with their exact bytes, nested ones too (gold only).
    organizations: Vec<(usize, usize)>,
}

struct Settings {
    epochs: usize,
    rate: f32,
    l1: f32,
    l2: f32,
    drop: f32,
    least: u32,
    bytes: usize,
    frequent: u32,
    without: Vec<u8>,
    sets: Vec<(String, f32)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpora, out, options @ ..] = arguments.as_slice() else {
        return Err("usage: train_tagger CORPORA OUT [option=value …]".into());
    };
    let corpora = Path::new(corpora);
    let option = |name: &str, default: f32| -> f32 {
        options
            .iter()
            .filter_map(|option| option.split_once('='))
            .find(|(key, _)| *key == name)
            .and_then(|(_, value)| value.parse().ok())
            .unwrap_or(default)
    };
    let list = |name: &str| {
        options
            .iter()
            .filter_map(|option| option.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "small options"
    )]
    let settings = Settings {
        epochs: option("epochs", 12.0) as usize,
        rate: option("rate", 0.2),
        l1: option("l1", 0.01),
        l2: option("l2", 0.0),
        drop: option("drop", 0.2),
        least: option("least", 2.0) as u32,
        bytes: option("bytes", 320_000.0) as usize,
        frequent: option("frequent", 30.0) as u32,
        without: list("without")
            .unwrap_or_default()
            .split(',')
            .filter_map(|n| n.parse().ok())
            .collect(),
        sets: list("sets")
            .unwrap_or_else(|| "antpress:1,anerpress:1,ntrexpress:1,synpress:0.8".to_owned())
            .split(',')
            .filter_map(|set| set.split_once(':'))
            .filter_map(|(name, weight)| Some((name.to_owned(), weight.parse().ok()?)))
            .collect(),
    };
    let mut words = Dictionary::default();
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    let mut articles = Vec::new();
    for (name, weight) in &settings.sets {
        let path = corpora.join("ner").join(format!("{name}.train.jsonl"));
        read(&path, &mut words, true, *weight, &settings, &mut articles)?;
    }
    for line in articles.iter().flat_map(|article| &article.lines) {
        for [word, ..] in &line.words {
            *counts.entry(*word).or_default() += 1;
        }
    }
    let mut gate = train::Gate {
        frequent: counts
            .iter()
            .filter(|(_, count)| **count >= settings.frequent)
            .map(|(word, _)| *word)
            .collect(),
        ..train::Gate::default()
    };
    // The frequent words first, as the gate looks at them.
    words = Dictionary {
        gate: gate.clone(),
        ..Dictionary::default()
    };
    articles.clear();
    for (name, weight) in &settings.sets {
        let path = corpora.join("ner").join(format!("{name}.train.jsonl"));
        read(&path, &mut words, true, *weight, &settings, &mut articles)?;
    }
    learn_gate(&mut gate, &articles, &counts, &option);
    words = Dictionary {
        gate,
        ..Dictionary::default()
    };
    let mut articles = Vec::new();
    for (name, weight) in &settings.sets {
        let path = corpora.join("ner").join(format!("{name}.train.jsonl"));
        read(&path, &mut words, true, *weight, &settings, &mut articles)?;
    }
    let mut model = Model::new(words.counts.len());
    let (mut all, mut closed, mut named, mut lost) = (0, 0, 0, 0);
    for line in articles.iter().flat_map(|article| &article.lines) {
        for (shut, gold) in line.shut.iter().zip(&line.gold) {
            all += 1;
            closed += usize::from(*shut);
            named += usize::from(*gold != 0);
            lost += usize::from(*shut && *gold != 0);
        }
    }
    println!(
        "gates shut {:.1} % of the words, {:.2} % of those in names",
        100.0 * closed as f32 / all as f32,
        100.0 * lost as f32 / named as f32
    );
    let lines: Vec<&Line> = articles.iter().flat_map(|article| &article.lines).collect();
    let tokens: usize = lines.iter().map(|line| line.gold.len()).sum();
    eprintln!(
        "{tokens} tokens, {} lines, {} features",
        lines.len(),
        words.counts.len()
    );
    words.open = false;
    let mut measured = Vec::new();
    for name in list("on")
        .unwrap_or_default()
        .split(',')
        .filter(|name| !name.is_empty())
    {
        let mut set = Vec::new();
        let path = corpora.join(format!("ner/{name}.train.jsonl"));
        read(&path, &mut words, false, 1.0, &settings, &mut set)?;
        measured.push((name.to_owned(), set));
    }
    for (name, path) in [
        ("antpress", "ner/antpress.dev.jsonl"),
        ("anerpress", "ner/anerpress.dev.jsonl"),
        ("gold", "gold/open.jsonl"),
    ] {
        let mut set = Vec::new();
        read(
            &corpora.join(path),
            &mut words,
            false,
            1.0,
            &settings,
            &mut set,
        )?;
        measured.push((name.to_owned(), set));
    }
    let mut random = Random(0x5EED);
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let frequent: Vec<bool> = words.counts.iter().map(|n| *n >= settings.least).collect();
    let mut average = Average::default();
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        for at in &order {
            model.learn(lines[*at], &settings, &frequent, &mut random);
        }
        model.shrink(&settings);
        if epoch * 2 >= settings.epochs {
            average.add(&model);
        }
        if epoch + 1 == settings.epochs || epoch % 4 == 3 {
            report(&format!("epoch {epoch}"), &model, &measured);
        }
    }
    average.put(&mut model);
    report("averaged", &model, &measured);
    // The rows that decide most stay.
    let features = words.features();
    let power = option("power", 0.5);
    let mut rows: BTreeMap<(u8, u64), f32> = BTreeMap::new();
    for (id, feature) in features.iter().enumerate() {
        let of = model.use_of(id as u32, words.counts[id], power);
        *rows.entry((feature.table, feature.key)).or_default() += of;
    }
    let gate = &words.gate;
    let must = |table: u8, key: u64| {
        table == 0 && (gate.frequent.contains(&key) || gate.words.contains_key(&key))
    };
    let mut useful: Vec<(f32, u8, u64)> = rows
        .iter()
        .map(|((table, key), of)| {
            let size = [20.0, 16.0, 8.0][usize::from(*table)];
            let of = if must(*table, *key) {
                f32::MAX
            } else {
                of / size
            };
            (of, *table, *key)
        })
        .collect();
    useful.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut size = 0;
    let mut kept: BTreeSet<(u8, u64)> = BTreeSet::new();
    for (of, table, key) in &useful {
        size += [21, 17, 9][usize::from(*table)];
        if *of > 0.0 && size <= settings.bytes {
            kept.insert((*table, *key));
        }
    }
    for (id, feature) in features.iter().enumerate() {
        if !kept.contains(&(feature.table, feature.key)) {
            model.rows[id] = [0.0; LANES];
        }
    }
    report("cut", &model, &measured);
    model.round();
    report("rounded", &model, &measured);
    let mut steps = [[[0i16; LANES]; LANES]; EDGES];
    for edge in 0..EDGES {
        for before in 0..LANES {
            for tag in 0..LANES {
                steps[edge][before][tag] = model.steps[edge][before][tag] as i16;
            }
        }
    }
    let mut packed: [BTreeMap<u64, [[i8; TAGS]; 4]>; 3] = Default::default();
    for (table, key) in &kept {
        packed[usize::from(*table)].insert(*key, [[0; TAGS]; 4]);
    }
    for (id, feature) in features.iter().enumerate() {
        let row = packed[usize::from(feature.table)].get_mut(&feature.key);
        if let Some(row) = row {
            for k in 0..TAGS {
                row[usize::from(feature.slot)][k] = model.rows[id][k] as i8;
            }
        }
    }
    let [of_words, of_pairs, of_singles] = &packed;
    let of_words: Vec<train::WordRow> = of_words
        .iter()
        .map(|(key, row)| {
            let [own, behind, ..] = *row;
            let of_gate = gate.words.get(key).copied().unwrap_or_default();
            let frequent = gate.frequent.contains(key);
            (*key, [own, behind], of_gate, frequent)
        })
        .collect();
    let of_pairs: Vec<train::PairRow> = of_pairs
        .iter()
        .map(|(key, row)| (*key, [row[0], row[1]]))
        .collect();
    let of_singles: Vec<train::SingleRow> =
        of_singles.iter().map(|(key, row)| (*key, row[0])).collect();
    let (file, lost) = train::pack(&of_words, &of_pairs, &of_singles, &steps, &gate.cells);
    println!(
        "{} words, {} pairs, {} single features, {lost} lost, {} bytes",
        of_words.len(),
        of_pairs.len(),
        of_singles.len(),
        file.len()
    );
    fs::write(out, file)?;
    Ok(())
}

#[derive(Default)]
struct Dictionary {
    /// By table, group and key.
    ids: HashMap<(u8, u8, u64), u32>,
    counts: Vec<u32>,
    open: bool,
    gate: train::Gate,
}

/// A feature's row.
#[derive(Clone, Copy, Default)]
struct Place {
    table: u8,
    slot: u8,
    key: u64,
}

impl Dictionary {
    /// The features by their ids.
    fn features(&self) -> Vec<Place> {
        let mut features = vec![Place::default(); self.counts.len()];
        for ((table, slot, key), id) in &self.ids {
            features[*id as usize] = Place {
                table: *table,
                slot: *slot,
                key: *key,
            };
        }
        features
    }
}

fn read(
    path: &Path,
    words: &mut Dictionary,
    open: bool,
    weight: f32,
    settings: &Settings,
    out: &mut Vec<Article>,
) -> Result<(), Box<dyn Error>> {
    words.open = open;
    let mut broken = 0;
    for record in fs::read_to_string(path)?.lines() {
        let record: Value = serde_json::from_str(record)?;
        let text = record["text"].as_str().unwrap_or_default();
        let bytes: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let offset = |value: &Value| bytes[value.as_u64().unwrap_or(0) as usize];
        let mut spans = Vec::new();
        for entity in record["entities"].as_array().into_iter().flatten() {
            let class = entity["class"].as_str().unwrap_or_default();
            let tag = match class.split('/').next() {
                Some("ORG") => 1,
                Some("PER") => 3,
                Some("LOC") => 5,
                _ => continue,
            };
            spans.push((offset(&entity["start"]), offset(&entity["end"]), tag));
        }
        let mut organizations = Vec::new();
        for mention in record["organizations"].as_array().into_iter().flatten() {
            if mention["form"] != "nominal" && mention["optional"] != true {
                organizations.push((offset(&mention["start"]), offset(&mention["end"])));
            }
        }
        spans.sort_by_key(|(start, end, _)| (*start, usize::MAX - end));
        let mut last = 0;
        spans.retain(|(start, end, _)| {
            let outer = *start >= last;
            if outer {
                last = *end;
            }
            outer
        });
        let mut lines = Vec::new();
        let mut next = spans.iter().peekable();
        for tokens in train::lines(text, &words.gate) {
            let mut line = Line {
                weight,
                ..Line::default()
            };
            let mut begun = usize::MAX;
            for token in tokens {
                while next.peek().is_some_and(|(_, end, _)| *end <= token.start) {
                    next.next();
                }
                let tag = match next.peek() {
                    Some((start, end, tag)) if *start < token.end => {
                        if *end < token.end {
                            broken += 1;
                        }
                        let inside = begun == *start;
                        begun = *start;
                        tag + u8::from(inside)
                    }
                    _ => 0,
                };
                for feature in &token.features {
                    if settings.without.contains(&feature.template) {
                        continue;
                    }
                    let feature = &(feature.table, feature.slot, feature.key);
                    let id = if words.open {
                        let new = words.counts.len() as u32;
                        let id = *words.ids.entry(*feature).or_insert(new);
                        if id == new {
                            words.counts.push(0);
                        }
                        words.counts[id as usize] += 1;
                        Some(id)
                    } else {
                        words.ids.get(feature).copied()
                    };
                    line.features.extend(id);
                }
                line.ends.push(line.features.len() as u32);
                line.edges.push(token.edge);
                line.words.push(token.words);
                line.cells.push(token.cells);
                line.shut.push(token.shut);
                line.gold.push(tag);
                line.places.push((token.start, token.host, token.end));
            }
            lines.push(line);
        }
        out.push(Article {
            lines,
            organizations,
        });
    }
    if broken > 0 {
        eprintln!("{}: {broken} names end inside a token", path.display());
    }
    Ok(())
}

/// Learns which words stand in no name: a logistic regression whose weights are rounded to bytes.
fn learn_gate(
    gate: &mut train::Gate,
    articles: &[Article],
    counts: &BTreeMap<u64, u32>,
    option: &dyn Fn(&str, f32) -> f32,
) {
    let (seen, least, rate) = (option("seen", 8.0) as u32, option("shut", -3.2), 0.1);
    let scale = 12.0;
    let places: BTreeMap<u64, usize> = counts
        .iter()
        .filter(|(_, count)| **count >= seen)
        .map(|(word, _)| *word)
        .zip(0..)
        .collect();
    let mut weights = vec![0.0f32; places.len() * 3 + CELLS];
    let mut squares = vec![0.0f32; weights.len()];
    let mut random = Random(0x6A7E);
    let lines: Vec<(&Line, Vec<Vec<usize>>)> = articles
        .iter()
        .flat_map(|article| &article.lines)
        .map(|line| {
            let tokens = line.words.iter().zip(&line.cells).map(|(words, cells)| {
                let cells = cells.iter().map(|cell| places.len() * 3 + cell);
                let words = words
                    .iter()
                    .enumerate()
                    .filter_map(|(slot, word)| Some(places.get(word)? * 3 + slot));
                words.chain(cells).collect()
            });
            (line, tokens.collect())
        })
        .collect();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    for _ in 0..6 {
        random.shuffle(&mut order);
        for at in &order {
            let (line, tokens) = &lines[*at];
            for (features, gold) in tokens.iter().zip(&line.gold) {
                let kept: Vec<usize> = features
                    .iter()
                    .copied()
                    .filter(|_| random.next() >> 20 & 7 != 0)
                    .collect();
                let sum: f32 = kept.iter().map(|at| weights[*at]).sum();
                let miss = 1.0 / (1.0 + exp(-sum)) - f32::from(u8::from(*gold != 0));
                for at in kept {
                    squares[at] += miss * miss;
                    weights[at] -= rate * miss / (0.1 + squares[at]).sqrt();
                }
            }
        }
    }
    let byte = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
    gate.words = places
        .iter()
        .map(|(word, at)| (*word, [0, 1, 2].map(|slot| byte(weights[at * 3 + slot]))))
        .collect();
    gate.cells = weights[places.len() * 3..]
        .iter()
        .map(|w| byte(*w))
        .collect();
    gate.cells.push(byte(least));
}

/// A small generator: xorshift.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for n in (1..order.len()).rev() {
            let other = (self.next() >> 11) as usize % (n + 1);
            order.swap(n, other);
        }
    }
}

/// e^x without the system's library, so that every machine computes the same.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = x.floor();
    let part = x - whole;
    let mut y = 1.535_336_2e-4f32;
    for c in [
        1.339_887_4e-3,
        9.618_437e-3,
        5.550_332_5e-2,
        2.402_264_8e-1,
        6.931_472e-1,
        1.0,
    ] {
        y = y * part + c;
    }
    f32::from_bits(((whole as i32 + 127) as u32) << 23) * y
}

struct Model {
    rows: Vec<Row>,
    squares: Vec<f32>,
    /// Transition weights: class of the token, tag before, tag.
    steps: [[Row; LANES]; EDGES],
    step_squares: [[Row; LANES]; EDGES],
    scores: Vec<Row>,
    alphas: Vec<Row>,
    betas: Vec<Row>,
}

const fn allowed(before: usize, tag: usize) -> bool {
    match tag {
        2 | 4 | 6 => before == tag || before == tag - 1,
        _ => tag < TAGS,
    }
}

impl Model {
    fn new(features: usize) -> Self {
        Self {
            rows: vec![[0.0; LANES]; features],
            squares: vec![0.0; features],
            steps: [[[0.0; LANES]; LANES]; EDGES],
            step_squares: [[[0.0; LANES]; LANES]; EDGES],
            scores: Vec::new(),
            alphas: Vec::new(),
            betas: Vec::new(),
        }
    }

    fn use_of(&self, id: u32, count: u32, power: f32) -> f32 {
        let row = &self.rows[id as usize];
        let sum: f32 = row[..TAGS].iter().sum::<f32>() / TAGS as f32;
        let spread: f32 = row[..TAGS].iter().map(|w| (w - sum) * (w - sum)).sum();
        spread * (count as f32).powf(power)
    }

    fn emissions(rows: &[Row], line: &Line, scores: &mut Vec<Row>, keep: impl Fn(usize) -> bool) {
        scores.clear();
        let mut from = 0;
        let mut n = 0;
        for end in &line.ends {
            let mut sum = [0.0; LANES];
            for id in &line.features[from..*end as usize] {
                if keep(n) {
                    let row = &rows[*id as usize];
                    for k in 0..LANES {
                        sum[k] += row[k];
                    }
                }
                n += 1;
            }
            scores.push(sum);
            from = *end as usize;
        }
    }

    fn learn(&mut self, line: &Line, settings: &Settings, frequent: &[bool], random: &mut Random) {
        let n = line.gold.len();
        // Which features this round does without.
        let limit = (settings.drop * 65536.0) as u64;
        let mut mask = vec![true; line.features.len()];
        if limit > 0 {
            for kept in &mut mask {
                *kept = random.next() >> 20 & 0xFFFF >= limit;
            }
        }
        for (kept, id) in mask.iter_mut().zip(&line.features) {
            *kept &= frequent[*id as usize];
        }
        let mut scores = std::mem::take(&mut self.scores);
        Self::emissions(&self.rows, line, &mut scores, |n| mask[n]);
        let mut factors = [[[0.0f32; LANES]; LANES]; EDGES];
        for edge in 0..EDGES {
            for before in 0..LANES {
                for tag in 0..TAGS {
                    if allowed(before, tag) {
                        factors[edge][before][tag] = exp(self.steps[edge][before][tag]);
                    }
                }
            }
        }
        for row in &mut scores {
            let top = row[..TAGS].iter().fold(f32::MIN, |a, b| a.max(*b));
            for k in 0..TAGS {
                row[k] = exp(row[k] - top);
            }
            row[7] = 0.0;
        }
        let (mut alphas, mut betas) = (
            std::mem::take(&mut self.alphas),
            std::mem::take(&mut self.betas),
        );
        alphas.clear();
        let mut before = [0.0f32; LANES];
        before[START] = 1.0;
        for at in 0..n {
            let mut row = [0.0f32; LANES];
            let factor = &factors[line.edges[at] as usize];
            for b in 0..LANES {
                for k in 0..LANES {
                    row[k] += before[b] * factor[b][k];
                }
            }
            let mut sum = 0.0;
            for k in 0..TAGS {
                row[k] *= scores[at][k];
                sum += row[k];
            }
            for k in 0..TAGS {
                row[k] /= sum;
            }
            row[7] = 0.0;
            alphas.push(row);
            before = row;
        }
        betas.clear();
        betas.resize(n, [0.0; LANES]);
        let mut beta = [1.0f32; LANES];
        for at in (0..n).rev() {
            betas[at] = beta;
            let factor = &factors[line.edges[at] as usize];
            let mut row = [0.0f32; LANES];
            let mut sum = 0.0;
            for b in 0..LANES {
                for k in 0..TAGS {
                    row[b] += factor[b][k] * scores[at][k] * beta[k];
                }
                sum += row[b];
            }
            for b in 0..LANES {
                row[b] /= sum;
            }
            beta = row;
        }
        // Gradients.
        let mut first = 0;
        let mut before = [0.0f32; LANES];
        before[START] = 1.0;
        let mut tag_before = START;
        for at in 0..n {
            let gold = line.gold[at] as usize;
            let mut share = [0.0f32; LANES];
            let mut sum = 0.0;
            for k in 0..TAGS {
                share[k] = alphas[at][k] * betas[at][k];
                sum += share[k];
            }
            for k in 0..TAGS {
                share[k] /= sum;
            }
            share[gold] -= 1.0;
            let mut size = 0.0;
            for k in 0..TAGS {
                share[k] *= line.weight;
                size += share[k] * share[k];
            }
            let end = line.ends[at] as usize;
            if size > 1e-6 {
                for f in first..end {
                    if !mask[f] {
                        continue;
                    }
                    let id = line.features[f] as usize;
                    self.squares[id] += size;
                    let rate = settings.rate / (0.1 + self.squares[id]).sqrt();
                    let row = &mut self.rows[id];
                    for k in 0..LANES {
                        row[k] -= rate * share[k];
                    }
                }
                // Transitions.
                let edge = line.edges[at] as usize;
                let factor = &factors[edge];
                let mut pairs = [[0.0f32; LANES]; LANES];
                let mut sum = 0.0;
                for b in 0..LANES {
                    for k in 0..TAGS {
                        pairs[b][k] = before[b] * factor[b][k] * scores[at][k] * betas[at][k];
                        sum += pairs[b][k];
                    }
                }
                for b in 0..LANES {
                    for k in 0..TAGS {
                        let mut g = pairs[b][k] / sum;
                        if b == tag_before && k == gold {
                            g -= 1.0;
                        }
                        g *= line.weight;
                        if g != 0.0 && allowed(b, k) {
                            let square = &mut self.step_squares[edge][b][k];
                            *square += g * g;
                            self.steps[edge][b][k] -= settings.rate * g / (0.1 + *square).sqrt();
                        }
                    }
                }
            }
            first = end;
            before = alphas[at];
            tag_before = gold;
        }
        self.scores = scores;
        self.alphas = alphas;
        self.betas = betas;
    }

    fn shrink(&mut self, settings: &Settings) {
        if settings.l1 == 0.0 && settings.l2 == 0.0 {
            return;
        }
        for (row, square) in self.rows.iter_mut().zip(&self.squares) {
            if *square == 0.0 {
                continue;
            }
            let rate = settings.rate / (0.1 + square).sqrt();
            let less = settings.l1 * rate;
            let by = 1.0 / (1.0 + settings.l2 * rate);
            for w in row {
                *w = w.signum() * (w.abs() - less).max(0.0) * by;
            }
        }
    }

    fn round(&mut self) {
        let scale = 20.0;
        for row in &mut self.rows {
            for w in row {
                *w = (*w * scale).round().clamp(-127.0, 127.0);
            }
        }
        for edge in &mut self.steps {
            for row in edge {
                for w in row {
                    *w = (*w * scale).round();
                }
            }
        }
    }

    fn decode(&self, line: &Line) -> Vec<u8> {
        let n = line.gold.len();
        let mut scores = Vec::new();
        Self::emissions(&self.rows, line, &mut scores, |_| true);
        let mut before = [-1e9f32; LANES];
        before[START] = 0.0;
        let mut back = Vec::with_capacity(n);
        for at in 0..n {
            let mut row = [-1e9f32; LANES];
            let mut from = [0u8; LANES];
            let steps = &self.steps[line.edges[at] as usize];
            for tag in 0..TAGS {
                for b in 0..LANES {
                    if allowed(b, tag) && before[b] + steps[b][tag] > row[tag] {
                        row[tag] = before[b] + steps[b][tag];
                        from[tag] = b as u8;
                    }
                }
                row[tag] += scores[at][tag];
            }
            if line.shut[at] {
                row = [-1e9; LANES];
                row[0] = 0.0;
                from = [0; LANES];
                let reached = |b: usize| before[b] + steps[b][0];
                from[0] =
                    (0..LANES).fold(0, |a, b| if reached(b) > reached(a) { b } else { a }) as u8;
            }
            back.push(from);
            before = row;
        }
        let mut tag = (0..TAGS).fold(0, |a, b| if before[b] > before[a] { b } else { a });
        let mut tags = vec![0; n];
        for at in (0..n).rev() {
            tags[at] = tag as u8;
            tag = back[at][tag] as usize;
        }
        tags
    }
}

#[derive(Default)]
struct Average {
    rows: Vec<Row>,
    steps: Vec<f32>,
    count: f32,
}

impl Average {
    fn add(&mut self, model: &Model) {
        self.rows.resize(model.rows.len(), [0.0; LANES]);
        for (sum, row) in self.rows.iter_mut().zip(&model.rows) {
            for k in 0..LANES {
                sum[k] += row[k];
            }
        }
        let steps = model.steps.iter().flatten().flatten();
        self.steps.resize(EDGES * LANES * LANES, 0.0);
        for (sum, step) in self.steps.iter_mut().zip(steps) {
            *sum += step;
        }
        self.count += 1.0;
    }

    fn put(&self, model: &mut Model) {
        for (sum, row) in self.rows.iter().zip(&mut model.rows) {
            for k in 0..LANES {
                row[k] = sum[k] / self.count;
            }
        }
        for (sum, step) in self
            .steps
            .iter()
            .zip(model.steps.iter_mut().flatten().flatten())
        {
            *step = sum / self.count;
        }
    }
}

fn spans(tags: &[u8]) -> Vec<(usize, usize, u8)> {
    let mut out: Vec<(usize, usize, u8)> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        match tag {
            0 => {}
            1 | 3 | 5 => out.push((at, at + 1, *tag)),
            _ => {
                if let Some(last) = out.last_mut() {
                    last.1 = at + 1;
                }
            }
        }
    }
    out
}

fn f1(hit: usize, guess: usize, gold: usize) -> String {
    let (p, r) = (
        100.0 * hit as f32 / guess.max(1) as f32,
        100.0 * hit as f32 / gold.max(1) as f32,
    );
    format!("{p:.1}/{r:.1}/{:.1}", 2.0 * p * r / (p + r).max(1e-6))
}

fn report(name: &str, model: &Model, measured: &[(String, Vec<Article>)]) {
    let mut text = String::new();
    for (set, articles) in measured {
        let mut counts = [[0usize; 3]; 7];
        let (mut hit, mut guess, mut gold) = (0, 0, 0);
        for article in articles {
            for line in &article.lines {
                let guessed = spans(&model.decode(line));
                let right = spans(&line.gold);
                for span in &guessed {
                    counts[span.2 as usize][1] += 1;
                    if right.contains(span) {
                        counts[span.2 as usize][0] += 1;
                    }
                    if span.2 == 1 {
                        let place = (line.places[span.0].1, line.places[span.1 - 1].2);
                        guess += 1;
                        hit += usize::from(article.organizations.contains(&place));
                    }
                }
                for span in &right {
                    counts[span.2 as usize][2] += 1;
                }
            }
            gold += article.organizations.len();
        }
        text += &format!("  {set}");
        if gold > 0 {
            text += &format!(" {}", f1(hit, guess, gold));
        } else {
            for class in [1, 3, 5] {
                text += &format!(
                    " {}",
                    f1(counts[class][0], counts[class][1], counts[class][2])
                );
            }
        }
    }
    println!("{name:16}{text}");
}
