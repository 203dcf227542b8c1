#!/usr/bin/env python3
"""Reads what `khabar parse --format` writes by readers that others made: .ci/formats.py KHABAR NDJSON

NLTK and seqeval read CoNLL, pybrat brat, lxml TimeML (and a DTD of its TIMEX3), csv and pandas CSV; spans must be those of
the JSON, on the articles given and on hostile texts.
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import venv

venv.need({"nltk": "nltk==3.10.4", "seqeval": "seqeval==1.2.2", "pybrat": "pybrat==0.1.7", "lxml": "lxml>=6",
           "pandas": "pandas>=2"})

import nltk
import pandas
import pybrat.parser
from lxml import etree
from nltk.corpus.reader import ConllCorpusReader
from seqeval.metrics.sequence_labeling import get_entities

# TIMEX3 as TimeML 1.2.1 has it, in a document as TempEval-3 has it.
DTD = """
<!ELEMENT TimeML (DOCID, DCT, TEXT)>
<!ATTLIST TimeML xmlns:xsi CDATA #IMPLIED xsi:noNamespaceSchemaLocation CDATA #IMPLIED>
<!ELEMENT DOCID (#PCDATA)>
<!ELEMENT DCT (TIMEX3)>
<!ELEMENT TEXT (#PCDATA | TIMEX3)*>
<!ELEMENT TIMEX3 (#PCDATA)>
<!ATTLIST TIMEX3 tid ID #REQUIRED
    type (DATE | TIME | DURATION | SET) #REQUIRED
    value CDATA #REQUIRED
    mod (BEFORE | AFTER | ON_OR_BEFORE | ON_OR_AFTER | LESS_THAN | MORE_THAN | EQUAL_OR_LESS | EQUAL_OR_MORE
        | START | MID | END | APPROX) #IMPLIED
    temporalFunction (true | false) #IMPLIED
    functionInDocument (CREATION_TIME | EXPIRATION_TIME | MODIFICATION_TIME | PUBLICATION_TIME | RELEASE_TIME
        | RECEPTION_TIME | NONE) #IMPLIED
    anchorTimeID IDREF #IMPLIED beginPoint IDREF #IMPLIED endPoint IDREF #IMPLIED
    quant CDATA #IMPLIED freq CDATA #IMPLIED>
"""

HOSTILE = [
    "قال الوزير: «=HYPERLINK(\"http://x\",\"y\")، 5 آلاف»\r\nوأضاف علي حسن: \"+1 -2 @3\" في تونس.",
    "قالت وزارة الصحة ]]> <b>&amp;</b> إن «العدد 5» يوم 3 مايو 2024.\r\rثم عادت من تونس.\r\n",
    "\u202eقال\u202c \u200fعلي\u200f حسن: «\u2067نعم\u2069» في \u200e2024\u200e بتونس.",
    "سافر 😀👩\u200d👧 إلى تونس 🇹🇳 يوم 5 مايو 2024 𝟓𝟔 𐎀 ثم عاد وقال «نعم 😀».",
    "\0\u0001\u000b\u000c\u001b قال\0 الوزير في تونس يوم\u0001 3 مايو 2024 \ufffe\uffff\u007f\u0085\u009f.",
    "وزارة\nالصحة\nقالت\u2028أمس\u2029إن «الوضع\nجيد\n\nجدا» في تونس",
    "-DOCSTART- -X- O O\n# newdoc id = 5\n#\tO\nفي تونس\tO",
    "T1\tPlace 0 4\tx\nE1\tReport:T1\n*\tEquiv T1 T2\nقال علي حسن: «T2\tPlace»",
    "ووزارة الصحة ولتونس وبالأمم المتحدة وللأمم المتحدة: بين 3 و5 مايو 2024، قبل يناير 2025",
    "</TEXT></TimeML><!-- -- --> <![CDATA[ x ]]> <?xml?> &#0; &lol; أمس في تونس",
    "خبر بلا شيء",
]
LAYERS = ["sentences", "quotations", "numbers", "dates", "organizations", "people", "places"]
checks = 0


def same(what, found, expected):
    global checks
    checks += 1
    assert found == expected, f"{what}:\n  found    {found}\n  expected {expected}"


def span(record):
    return record["span"]["start"], record["span"]["end"]


def outer(article):
    names = [(span(m), "ORG") for m in article["organizations"] if m["form"] != "nominal"]
    names += [(span(m), "PER") for m in article["people"]] + [(span(m), "LOC") for m in article["places"]]
    kept, reached = [], 0
    for name in sorted(names, key=lambda name: (name[0][0], -name[0][1])):
        if name[0][0] >= reached:
            kept.append(name)
            reached = name[0][1]
    return kept


def conll(folder, articles):
    # It reads below known folders only.
    nltk.data.path.append(str(folder))
    reader = ConllCorpusReader(str(folder), r".*\.conll", ("words", "pos", "chunk", "ne"))
    reader._pos_in_tree = True
    for name, article in articles.items():
        grid = reader._grids([f"{name}.conll"])
        rows = [row for sentence in grid for row in sentence]
        # NLTK passes over the line of the document.
        with (folder / f"{name}.conll").open(encoding="utf-8", newline="\n") as file:
            same(f"{name} head", next(file), f"-DOCSTART-\t{name}\t-X-\tO\n")
        entities = get_entities([row[3] for row in rows])
        found = [((int(rows[a][1]), int(rows[b][2])), kind) for kind, a, b in entities]
        same(f"{name} CoNLL", found, outer(article))
        for token, start, end, _ in rows:
            assert len(token) == int(end) - int(start)


def brat(folder, articles):
    # An organization and the quotation that it is may have one span: brat allows that, pybrat would not.
    parser = pybrat.parser.BratParser(error="ignore")
    examples = {Path(example.id).name: example for example in parser.parse(str(folder))}
    assert set(examples) == set(articles), set(articles) ^ set(examples)
    for name, article in articles.items():
        example = examples[name]
        assert len(example.text) == len(article["text"])
        for entity in example.entities:
            source = example.text[entity.start:entity.end]
            for a, b in zip(entity.mention, source):
                assert a == b or a == " ", (entity, source)
        lines = (folder / f"{name}.ann").read_text(encoding="utf-8").split("\n")
        same(f"{name} T", len(example.entities), sum(line.startswith("T") for line in lines))
        same(f"{name} E", len(example.events), sum(line.startswith("E") for line in lines))
        of = lambda kinds: sorted((e.start, e.end) for e in example.entities if e.type in kinds)
        same(f"{name} organizations", of({"Organization"}), sorted(map(span, article["organizations"])))
        same(f"{name} people", of({"Person"}), sorted(map(span, article["people"])))
        same(f"{name} places", of({"Place"}), sorted(map(span, article["places"])))
        same(f"{name} dates", of({"Date", "Time", "Duration", "Set"}), sorted(map(span, article["dates"])))
        speech = {"Speech", "PartialSpeech", "NameOrTitle", "Scare"}
        same(f"{name} quotations", of(speech), sorted(map(span, article["quotations"])))
        numbers = {n["kind"].title() for n in article["numbers"]}
        same(f"{name} numbers", of(numbers), sorted(map(span, article["numbers"])))
        same(f"{name} cues", sorted((e.trigger.start, e.trigger.end) for e in example.events),
             sorted(span(q["cue"]) for q in article["quotations"] if "cue" in q))


def leaves(date):
    ends = [date[end] for end in ("begin", "end") if end in date]
    return (ends or [date]) + [date[twin] for twin in ("twin",) if twin in date]


def timeml(folder, articles):
    dtd = etree.DTD(io.StringIO(DTD))
    for name, article in articles.items():
        path = folder / f"{name}.tml"
        root = etree.parse(str(path)).getroot()
        text = root.find("TEXT")
        allowed = {c: "\ufffd" for c in [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]}
        same(f"{name} text", "".join(text.itertext()), article["text"].translate(allowed))
        same(f"{name} id", root.findtext("DOCID"), name)
        found, at = [], len(text.text or "")
        for timex in text:
            length = len(timex.text or "")
            if length:
                found.append(((at, at + length), timex.get("value"), timex.get("mod")))
            at += length + len(timex.tail or "")
        dates = sorted((d for date in article["dates"] for d in leaves(date)), key=span)
        expected, reached = [], 0
        for date in dates:
            if span(date)[0] >= reached:
                reached = span(date)[1]
                expected.append((span(date), date["value"], date.get("mod")))
        same(f"{name} TimeML", found, expected)
        assert dtd.validate(root), (name, dtd.error_log)


def table(folder, articles):
    for layer in LAYERS:
        path = folder / f"{layer}.csv"
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, strict=True))
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
        same(f"{layer} pandas", frame.to_dict("records"), rows)
        expected = [(name, span(record), record["text"].replace("\0", "\ufffd"))
                    for name, article in articles.items() for record in article[layer]]
        same(layer, [(row["id"], (int(row["start"]), int(row["end"])), row["text"]) for row in rows], expected)


def main():
    khabar, ndjson = sys.argv[1:]
    lines = [line for line in Path(ndjson).read_text(encoding="utf-8").split("\n") if line.strip()]
    lines += [json.dumps({"id": f"hostile_{at}", "text": text, "date": "2024-05-14"}) for at, text in enumerate(HOSTILE)]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "in.ndjson").write_text("\n".join(lines), encoding="utf-8")

        def run(*arguments):
            command = [khabar, "parse", "--input", "ndjson", *arguments, str(folder / "in.ndjson")]
            return subprocess.run(command, check=True, capture_output=True).stdout.decode()

        parsed = [json.loads(line) for line in run("--ndjson", "--offsets", "char").split("\n") if line]
        articles = {article["id"]: article for article in parsed}
        for name, check in (("conll", conll), ("brat", brat), ("timeml", timeml), ("csv", table)):
            out = folder / name
            run("--format", name, "--output", str(out))
            before = checks
            check(out, articles)
            print(f"{name}: {len(articles)} articles, {checks - before} comparisons")
        safe = folder / "safe"
        run("--format", "csv", "--spreadsheet", "--output", str(safe))
        for layer in LAYERS:
            assert (safe / f"{layer}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
            for row in csv.DictReader((safe / f"{layer}.csv").open(newline="", encoding="utf-8-sig")):
                cells = [row["text"], row.get("speaker", ""), row.get("name", "")]
                assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells), row
        print("csv for spreadsheets: a byte order mark, no formulas")


main()
