#!/usr/bin/env python3
"""Counts the instructions of fixed work and compares them with the committed baseline.

usage: instructions.py COUNTED_BINARY [--write]

A count more than three hundredths away from the baseline fails, whether above (slower) or below (the
baseline is out of date: --write makes it anew). Without valgrind, or with another compiler than that
of the baseline, nothing is compared, and it says so.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "instructions.toml")
WORK = ["split", "sentences", "numbers_dates", "parse", "json", "new"]
NEAR = 0.03


def count(binary, what, folder):
    out = os.path.join(folder, what)
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", "--toggle-collect=*measured*", binary, what]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"valgrind failed:\n{done.stderr[-2000:]}")
    [total] = re.findall(r"^(?:summary|totals): (\d+)", open(out).read(), re.M)[:1]
    return int(total)


def main():
    binary = sys.argv[1]
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    if not shutil.which("valgrind"):
        print("NOT CHECKED: no valgrind on this machine, so no instructions are counted")
        return
    with tempfile.TemporaryDirectory() as folder:
        counts = {what: count(binary, what, folder) for what in WORK}
    if "--write" in sys.argv:
        with open(FILE, "w", encoding="utf-8") as file:
            file.write("# Instructions of `benches/counted.rs`, counted by `.ci/instructions.py BINARY --write`.\n")
            file.write(f'compiler = "{compiler}"\n\n[instructions]\n')
            file.writelines(f"{what} = {counts[what]}\n" for what in WORK)
        print(counts)
        return
    with open(FILE, "rb") as file:
        baseline = tomllib.load(file)
    if baseline["compiler"] != compiler:
        print(f"NOT CHECKED: the baseline is of {baseline['compiler']}, this is {compiler}")
        return
    far = 0
    for what, found in counts.items():
        known = baseline["instructions"][what]
        away = found / known - 1
        far += abs(away) > NEAR
        word = "ok   " if abs(away) <= NEAR else "MORE " if away > 0 else "LESS "
        print(f"  {word} {found:>12}  {away:+7.2%} of {known}  {what}")
    if far:
        print("LESS is good, but makes the baseline out of date: .ci/instructions.py BINARY --write")
    sys.exit(1 if far else 0)


if __name__ == "__main__":
    main()
