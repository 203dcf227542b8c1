#!/usr/bin/env python3
"""Compares the `ratios:` line of the side-by-side benchmark with the floors.

usage: speed.py OUTPUT generated|fixtures|corpus
"""
import os
import sys
import tomllib

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "floors.toml"), "rb") as file:
    floors = tomllib.load(file)["speed"][sys.argv[2]]
[line] = [line for line in open(sys.argv[1], encoding="utf-8") if line.startswith("ratios:")]
cells = line.split()[1:]
figures = {name: float(value) for name, value in zip(cells[::2], cells[1::2])}
below = 0
for name, floor in floors.items():
    good = figures[name] >= floor
    below += not good
    print(f"  {'ok   ' if good else 'BELOW'} {figures[name]:8.3f}  floor {floor:<6} {name}")
sys.exit(1 if below else 0)
