#!/usr/bin/env python3
"""Feeds the binary streams that do not end and watches its memory.

usage: stream.py KHABAR_BINARY [MEGABYTES]        (1100)

Exits with 1 when it holds more than LIMIT, ends otherwise than it should, or loses an article.
"""
import json
import os
import subprocess
import sys
import threading
import time

LIMIT = 200  # MB
FILTER = ["parse", "--input", "ndjson", "--ndjson", "--threads", "2"]
SENTENCE = "قال الوزير سالم الحداد يوم الثلاثاء إن العدد بلغ 25 شخصا في بغداد. "


def lines(megabytes):
    """Articles of 3 kB whose other fields take four times as much."""
    line = json.dumps({"text": SENTENCE * 24, "note": "x" * 12_000}, ensure_ascii=False).encode() + b"\n"
    block = line * (1 + (1 << 20) // len(line))
    for _ in range(1 + (megabytes << 20) // len(block)):
        yield block


def endless(start, byte, megabytes, end):
    yield start
    block = byte * (1 << 20)
    for _ in range(megabytes):
        yield block
    yield end


def watch(process, peak):
    """The most that the process held, in MB."""
    while process.poll() is None:
        try:
            for line in open(f"/proc/{process.pid}/status"):
                if line.startswith("VmHWM"):
                    peak[0] = max(peak[0], int(line.split()[1]) / 1024)
        except OSError:
            pass
        time.sleep(0.05)


def run(name, binary, arguments, blocks, status, message, expected, limit=LIMIT):
    start = time.time()
    process = subprocess.Popen(
        [binary, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    peak, fed, count = [0.0], [0, 0], [0]

    def feed():
        try:
            for block in blocks:
                process.stdin.write(block)
                fed[0] += len(block)
                fed[1] += block.count(b"\n")
            process.stdin.close()
        except BrokenPipeError:
            pass

    def read():
        while block := process.stdout.read(1 << 20):
            count[0] += block.count(b"\n")

    threads = [threading.Thread(target=work) for work in (feed, read, lambda: watch(process, peak))]
    for thread in threads:
        thread.start()
    errors = process.stderr.read().decode()
    code = process.wait()
    for thread in threads:
        thread.join()
    wanted = fed[1] if expected == "all" else expected
    faults = []
    if peak[0] > limit:
        faults.append(f"more than {limit} MB")
    if code != status:
        faults.append(f"status {code}, not {status}")
    if message not in errors or (not message and errors):
        faults.append(f"said {errors[:200]!r}")
    if wanted is not None and count[0] != wanted:
        faults.append(f"{count[0]} lines, not {wanted}")
    print(
        f"{name}: {fed[0] / 1e6:.0f} MB in, {count[0]} lines out, at most {peak[0]:.0f} MB held, "
        f"{time.time() - start:.0f} s{' BAD: ' + ', '.join(faults) if faults else ''}",
        flush=True,
    )
    return not faults


def main():
    binary = sys.argv[1]
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else 1100
    good = b'{"text":"\xd9\x88\xd8\xb5\xd9\x84."}\n'
    long = "line is too long"
    results = [
        run("articles", binary, FILTER, lines(megabytes), 0, "", "all"),
        run("one line without end", binary, FILTER, endless(b"", b"x", megabytes, b""), 1, long, 0),
        run(
            "a text without end in one line, then an article", binary, FILTER,
            endless(good + b'{"text":"', b"\xd9\x82" * 4, megabytes // 8, b'"}\n' + good), 1, ":2: " + long, 2,
        ),
        run("empty lines", binary, FILTER, endless(b"", b"\n", megabytes // 4, good), 0, "", 1),
        run("lists without end", binary, FILTER, endless(b'{"x":', b"[", megabytes // 4, b"\n" + good), 1, long, 1),
        run("one article without end", binary, ["parse"], endless(b"", b"x ", megabytes // 4, b""), 1, "is too long", 0),
        run(
            "articles of 4 MB", binary, FILTER,
            (json.dumps({"text": SENTENCE * 34_000}, ensure_ascii=False).encode() + b"\n" for _ in range(24)),
            0, "", "all", 900,
        ),
        run("faulty lines", binary, FILTER, endless(b"", b"[]\n", 2, good), 1, "expected an object", 1),
    ]  # fmt: skip
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
