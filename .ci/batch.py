#!/usr/bin/env python3
"""Parses a batch of NDJSON with one thread and with two: the same bytes come out, the second thread
costs no more CPU time in all, and the threads that read and print have next to nothing to do.

usage: batch.py KHABAR_BINARY NDJSON_FILE [TIMES]

The file is read TIMES times over (default 60). The wall-clock gain is printed (1.8 is the aim where the
second core is a whole one; two logical cores may share one), and must be 1.4 where the machine has little
else to do: the best of three runs counts.
"""
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time


def run(binary, stream, threads, out):
    """Wall time, CPU time, output's hash, CPU shares of the threads in the order of their start."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = [binary, "parse", "--input", "ndjson", "--ndjson", "--threads", str(threads)]
    process = subprocess.Popen(command, stdin=open(stream, "rb"), stdout=open(out, "wb"))
    ticks = {}
    while process.poll() is None:
        try:
            for task in os.listdir(f"/proc/{process.pid}/task"):
                cells = open(f"/proc/{process.pid}/task/{task}/stat").read().rsplit(")", 1)[1].split()
                ticks[int(task)] = int(cells[11]) + int(cells[12])
        except OSError:
            pass
        time.sleep(0.005)
    wall = time.monotonic() - start
    if process.returncode != 0:
        raise SystemExit(f"exit status {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    digest = hashlib.sha256(open(out, "rb").read()).hexdigest()
    return wall, cpu, digest, [ticks[task] for task in sorted(ticks)]


def main():
    binary, file = sys.argv[1:3]
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    with tempfile.TemporaryDirectory() as folder:
        stream, out = os.path.join(folder, "in"), os.path.join(folder, "out")
        content = open(file, "rb").read() * times
        open(stream, "wb").write(content)
        runs = [(run(binary, stream, 1, out), run(binary, stream, 2, out)) for _ in range(3)]
        printed = os.path.getsize(out)
    digests = {one[2] for pair in runs for one in pair}
    gain = max(one[0] / two[0] for one, two in runs)
    more = min(two[1] / one[1] for one, two in runs)
    # The main thread prints; the last one to start reads.
    two = runs[-1][1][3]
    edge = (two[0] + two[-1]) / max(sum(two), 1)
    rates = [len(content) / 1e6 / min(pair[k][0] for pair in runs) for k in (0, 1)]
    print(f"{len(content) / 1e6:.1f} MB read, {printed / 1e6:.1f} MB printed")
    print(f"MB/s by the wall clock: one thread {rates[0]:.1f}, two {rates[1]:.1f}; two over one {gain:.2f}")
    print(f"CPU time of two threads over that of one {more:.2f}; reading and printing take {edge:.1%} of it")
    faults = []
    if len(digests) > 1:
        faults.append("the output depends on the number of threads")
    if more > 1.5:
        faults.append("two threads cost more CPU time than one")
    if edge > 0.25:
        faults.append("reading and printing hold the threads up")
    idle = os.cpu_count() >= 2 and os.getloadavg()[0] < 2.5
    if gain < 1.4 and idle:
        faults.append("two threads are not 1.4 times as fast as one")
    elif gain < 1.4:
        print("NOT CHECKED: the machine has no second core to spare, so the wall clock says little")
    print("\n".join(faults) or "batch: ok")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
