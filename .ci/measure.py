#!/usr/bin/env python3
"""Predicts on every data set of floors.toml, scores it, and prints each figure beside its floor.

usage: measure.py EVALUATE_BINARY SHARED_FOLDER [--all]

Exits with 1 when a figure lies below its floor. --all prints the scorers' whole tables too.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def predict(binary, task, files, folder):
    """One prediction file for all files of a set."""
    joined = os.path.join(folder, "out.jsonl")
    with open(joined, "w", encoding="utf-8") as out:
        for file in files:
            part = os.path.join(folder, "part.jsonl")
            run(binary, task, file, part)
            with open(part, encoding="utf-8") as lines:
                out.write(lines.read())
    return joined


def scores(tools, entry, files, prediction):
    """The scorer's table as {row: {field: value}}."""
    task = entry["task"]
    tool = lambda name: os.path.join(tools, name)
    if task == "gold":
        [gold] = files
        return json.loads(run("python3", tool("score_gold.py"), gold, prediction, "--json"))["all"]
    if task == "numbers-dates":
        flags = ["--press"] * bool(entry.get("press")) + ["--supported"] * bool(entry.get("supported"))
        rows = json.loads(run("python3", tool("score_numbers_dates.py"), prediction, "--gold", *files, "--json", *flags))
        percent = lambda row: {k: 100 * v for k, v in row.items() if isinstance(v, float)}
        return {row["group"]: percent(row) for row in rows}
    if task == "sentences":
        rows = json.loads(run("python3", tool("score_sentences.py"), "--gold", *files, "--pred", prediction, "--json"))
        return {
            source: {"inner": row["inner"][2], "exact": row["exact"][2], "perfect": row["perfect_docs"]}
            for source, row in rows.items()
        }
    if task == "ner":
        [gold] = files
        return json.loads(run("python3", tool("score_ner.py"), "span", gold, prediction, "--clitics", "--types", "ORG,PER,LOC", "--json"))
    raise SystemExit(f"unknown task {task}")


def main():
    binary, shared = sys.argv[1], sys.argv[2]
    tools, corpora = os.path.join(shared, "tools"), os.path.join(shared, "corpora")
    with open(os.path.join(HERE, "floors.toml"), "rb") as file:
        sets = tomllib.load(file)["set"]
    below = 0
    with tempfile.TemporaryDirectory() as folder:
        for entry in sets:
            files = sorted(f for pattern in entry["data"] for f in glob.glob(os.path.join(corpora, pattern)))
            prediction = predict(binary, entry["task"], files, folder)
            table = scores(tools, entry, files, prediction)
            small = f" (n = {entry['n']})" if "n" in entry else ""
            flags = " press" * bool(entry.get("press")) + " supported" * bool(entry.get("supported"))
            print(f"{entry['task']}: {' '.join(entry['data'])}{flags}{small}")
            for row, field, floor in entry["floors"]:
                value = (table.get(row) or {}).get(field)
                good = value is not None and value >= floor - 1e-9
                below += not good
                shown = "missing" if value is None else f"{value:.3f}"
                print(f"  {'ok   ' if good else 'BELOW'} {shown:>8}  floor {floor:<6} {row} {field}")
            if "--all" in sys.argv:
                for row, fields in table.items():
                    print("   ", row, {k: round(v, 3) if isinstance(v, float) else v for k, v in fields.items()})
    print(f"{below} figures below their floor")
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
