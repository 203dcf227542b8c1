"""Compares sentence splitters on the evaluation corpora: inner boundary F1, whole texts right, speed.

    compare.py EVALUATE SPLITTERS SHARED

EVALUATE and SPLITTERS are the release builds of the examples of these names, SHARED the folder of corpora
and scorers. Splitters from PyPI that are not installed are left out, and named. Speeds are CPU time over
the texts of ntrex, best of three; of the Rust programs with reading and writing JSON.
"""
import importlib.metadata
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

SETS = ["ntrex", "padt", "saudi", "hard", "perturbed", "tricky"]


def yasbd():
    from yasbd import BoundaryDetector
    detector = BoundaryDetector("ar")
    return detector.segment


def pysbd():
    import pysbd
    return pysbd.Segmenter(language="ar", clean=False).segment


def sentencex():
    import sentencex
    return lambda text: list(sentencex.segment("ar", text))


def syntok():
    import syntok.segmenter as segmenter
    def split(text):
        for paragraph in segmenter.process(text):
            for sentence in paragraph:
                yield "".join(token.spacing + token.value for token in sentence)
    return split


def spacy():
    import spacy
    pipe = spacy.blank("ar")
    pipe.add_pipe("sentencizer")
    pipe.max_length = 10_000_000
    return lambda text: [sentence.text for sentence in pipe(text).sents]


PYPI = {"yasbd-lib": yasbd, "pysbd": pysbd, "sentencex": sentencex, "syntok": syntok, "spacy": spacy}


def places(text, pieces):
    """Spans of the pieces, found in order; white space apart, a splitter may not change the text."""
    at, spans = 0, []
    for piece in pieces:
        piece = str(piece).strip()
        if not piece:
            continue
        start = text.find(piece, at)
        if start < 0:
            continue
        at = start + len(piece)
        spans.append([start, at])
    return spans


def records(file):
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def by_python(make, file, output):
    split = make()
    with open(output, "w", encoding="utf-8") as out:
        for record in records(file):
            spans = places(record["text"], split(record["text"]))
            print(json.dumps({"id": record["id"], "sentences": spans}), file=out)


def figures(shared, file, output):
    scorer = os.path.join(shared, "tools/score_sentences.py")
    told = subprocess.run([sys.executable, scorer, "--gold", file, "--pred", output, "--json"], check=True, capture_output=True)
    return json.loads(told.stdout)


def cpu_python(make, texts):
    split = make()
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        for text in texts:
            list(split(text))
        best = min(best, time.process_time() - begun)
    return best


def cpu_command(command):
    best = float("inf")
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def main():
    evaluate, splitters, shared = sys.argv[1:]
    folder = os.path.join(shared, "corpora/sentences")
    ntrex = os.path.join(folder, "ntrex.jsonl")
    texts = [record["text"] for record in records(ntrex)]
    size = sum(len(text.encode()) for text in texts) / 1e6
    with tempfile.TemporaryDirectory() as tmp:
        output = os.path.join(tmp, "out.jsonl")
        tools = {
            "khabar": [evaluate, "sentences"],
            "unicode-segmentation": [splitters, "unicode"],
            "icu_segmenter": [splitters, "icu"],
        }
        print("splitter\t" + "\t".join(SETS) + "\tMB/s")
        for name in [*tools, *PYPI]:
            cells = []
            try:
                version = "" if name in tools else " " + importlib.metadata.version(name)
                if name in PYPI:
                    PYPI[name]()
            except ImportError as missing:
                print(f"{name}\tnot installed: {missing}")
                continue
            for stem in SETS:
                file = os.path.join(folder, stem + ".jsonl")
                if name in tools:
                    subprocess.run([*tools[name], file, output], check=True)
                else:
                    by_python(PYPI[name], file, output)
                cells.append(figure(figures(shared, file, output)))
            seconds = cpu_command([*tools[name], ntrex, output]) if name in tools else cpu_python(PYPI[name], texts)
            print(f"{name}{version}\t" + "\t".join(cells) + f"\t{size / seconds:.1f}", flush=True)


def figure(scores):
    """Inner F1 of each source of the file; of tricky texts also how many are wholly right."""
    parts = []
    for source, score in scores.items():
        if source == "TOTAL":
            continue
        text = f"{source} {score['inner'][2]:.1f}"
        if source == "tricky":
            text += f" ({score['perfect_docs']} of {score['docs']})"
        parts.append(text)
    return ", ".join(parts)


if __name__ == "__main__":
    main()
