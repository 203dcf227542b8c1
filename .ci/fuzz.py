#!/usr/bin/env python3
"""Runs the fuzz targets, two at a time and with the lowest priority, and prints what they did.

usage: fuzz.py [SECONDS_EACH] [TARGET…]        (1800 seconds, all targets)

Seeds: fuzz/seeds, articles made by chance, and, where KHABAR_CORPUS names a file with one object with
`text` a line, pieces of its articles; those and all findings stay in the target folder. Exits with 1 when
a target found something or did not run, with 77 when there is no nightly toolchain.
"""
import concurrent.futures
import json
import os
import random
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORK = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "fuzz")
TARGETS = ["parse", "date", "number", "sentences", "offsets"]
PHRASES = {"date", "number"}
COVERAGE = (
    "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 "
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table "
    "-Cdebug-assertions -Ccodegen-units=1 --cfg fuzzing"
)
TRIPLE = "x86_64-unknown-linux-gnu"


def build():
    if subprocess.run(["cargo", "+nightly", "--version"], capture_output=True).returncode:
        print("no nightly toolchain: rustup toolchain install nightly")
        sys.exit(77)
    environment = dict(os.environ, CARGO_TARGET_DIR=WORK, RUSTFLAGS=COVERAGE)
    command = ["cargo", "+nightly", "build", "--quiet", "--release", "--target", TRIPLE, "--bins"]
    subprocess.run(command, cwd=os.path.join(ROOT, "fuzz"), env=environment, check=True)
    return os.path.join(WORK, TRIPLE, "release")


def seeds():
    """Folders of seeds for texts and for phrases."""
    made = os.path.join(WORK, "generated")
    command = ["cargo", "test", "--quiet", "--test", "seeds", "--", "--ignored", "generated_articles"]
    subprocess.run(command, cwd=ROOT, env=dict(os.environ, KHABAR_SEEDS=made), check=True, stdout=subprocess.DEVNULL)
    texts, phrases = [made], []
    corpus = os.environ.get("KHABAR_CORPUS")
    if corpus:
        chance = random.Random(20240514)
        lines = [line for line in open(corpus, encoding="utf-8", newline="\n") if line.strip()]
        articles = [json.loads(line)["text"] for line in chance.sample(lines, min(2000, len(lines)))]
        texts.append(written("articles", [text.encode()[:3000] for text in articles[:600]]))
        pieces = []
        for text in articles:
            words = text.split()
            for at, word in enumerate(words):
                if re.search(r"\d|مليون|ألف|يوم|عام|شهر|الساعة|أسبوع|قبل|بعد", word) and chance.random() < 0.05:
                    pieces.append(" ".join(words[at : at + chance.randint(1, 5)]).encode())
        phrases.append(written("phrases", pieces[:4000]))
    return texts, phrases


def written(name, contents):
    folder = os.path.join(WORK, name)
    os.makedirs(folder, exist_ok=True)
    for number, content in enumerate(contents):
        with open(os.path.join(folder, str(number)), "wb") as file:
            file.write(content.decode(errors="ignore").encode())
    return folder


def run(target, binaries, folders, seconds):
    """Fuzzes until the time is up, however often something is found."""
    corpus, found = (os.path.join(WORK, kind, target) for kind in ("corpus", "found"))
    for folder in (corpus, found):
        os.makedirs(folder, exist_ok=True)
    before = set(os.listdir(found))
    log = os.path.join(WORK, f"{target}.log")
    end, runs, coverage, features = time.time() + seconds, 0, 0, 0
    texts, phrases = folders
    longest = "300" if target in PHRASES else "4096"
    for _ in range(50):
        left = int(end - time.time())
        if left < 1:
            break
        command = [
            "nice", "-n", "19", os.path.join(binaries, target), f"-max_total_time={left}", f"-max_len={longest}",
            "-timeout=25", "-rss_limit_mb=2000", "-print_final_stats=1", f"-artifact_prefix={found}/", corpus,
            os.path.join(ROOT, "fuzz", "seeds"), *(phrases if target in PHRASES else texts),
        ]  # fmt: skip
        with open(log, "wb") as out:
            subprocess.run(command, stdout=out, stderr=out)
        text = open(log, encoding="utf-8", errors="replace").read()
        runs += sum(map(int, re.findall(r"stat::number_of_executed_units:\s*(\d+)", text)[-1:]))
        for c, f in re.findall(r"cov: (\d+) ft: (\d+)", text)[-1:]:
            coverage, features = max(coverage, int(c)), max(features, int(f))
    findings = sorted(set(os.listdir(found)) - before)
    return target, runs, coverage, features, findings


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 1800
    targets = sys.argv[2:] or TARGETS
    binaries, folders = build(), seeds()
    bad = False
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for target, runs, coverage, features, findings in pool.map(
            lambda target: run(target, binaries, folders, seconds), targets
        ):
            print(f"{target}: {runs} runs in {seconds} s, {coverage} edges, {features} features, {len(findings)} findings")
            for name in findings:
                print(f"  {os.path.join(WORK, 'found', target, name)}")
            if runs == 0:
                print(f"  did not run: {os.path.join(WORK, target + '.log')}")
            bad |= bool(findings) or runs == 0
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
