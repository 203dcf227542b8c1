#!/usr/bin/env python3
"""Checks the Spark example on a cluster of two workers: .ci/spark.py KHABAR NDJSON [--measure LINES].

The result must be the single process's byte for byte, with bad records and with a process and an executor
killed on the way. Needs Java 17 and PySpark (`pip install pyspark`); without them it is skipped (status 77).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import venv

venv.need({"pyspark": "pyspark>=4,<5"})

HERE = Path(__file__).resolve().parent.parent
SCRIPT = HERE / "examples/spark/parse.py"
BAD = ["{", "[]", '{"id":"no text"}', '{"id":"bad date","text":"x","date":5}', '{"text":5}', "\u202e{\"id\":"]
# The filter, slow enough to be killed: it gives the first lines, waits, and dies the first time.
SLOW = """#!/usr/bin/env python3
import os, signal, subprocess, sys, time
lines = sys.stdin.buffer.readlines()
child = subprocess.Popen([{khabar!r}, *sys.argv[1:]], stdin=subprocess.PIPE)
child.stdin.write(b"".join(lines[:len(lines) // 2])); child.stdin.flush()
try:
    # One process of all makes the file.
    os.close(os.open({mark!r}, os.O_CREAT | os.O_EXCL))
    time.sleep(1)
    if {executor!r}:
        parent = os.getppid()
        while b"CoarseGrainedExecutorBackend" not in open(f"/proc/{{parent}}/cmdline", "rb").read():
            parent = int(open(f"/proc/{{parent}}/stat").read().rsplit(")", 1)[1].split()[1])
        os.kill(parent, signal.SIGKILL)
    child.kill(); child.wait()
    os.kill(os.getpid(), signal.SIGKILL)
except FileExistsError:
    pass
child.stdin.write(b"".join(lines[len(lines) // 2:])); child.stdin.close()
sys.exit(child.wait())
"""


def spark(khabar, articles, output, *more, master="local-cluster[2,1,1024]"):
    started = time.monotonic()
    run = subprocess.run(
        [submit(), "--master", master,
         "--conf", "spark.ui.enabled=false", "--conf", "spark.executor.memory=1g",
         str(SCRIPT), str(articles), str(output), "--khabar", str(khabar), *more],
        capture_output=True, text=True, env={**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"})
    return run, time.monotonic() - started


def submit():
    import pyspark

    return str(Path(pyspark.__file__).parent / "bin/spark-submit")


def lines(folder):
    """The lines of all parts, in the order of the parts."""
    assert (folder / "_SUCCESS").exists(), f"{folder} is not whole"
    return [line for part in sorted(folder.glob("part-*")) for line in part.read_bytes().split(b"\n")[:-1]]


def single(khabar, articles, threads=1):
    started = time.monotonic()
    run = subprocess.run([khabar, "parse", "--input", "ndjson", "--ndjson", "--errors", "inline",
                          "--threads", str(threads), str(articles)], capture_output=True)
    assert (run.returncode, run.stderr) == (0, b""), run.stderr
    return run.stdout.split(b"\n")[:-1], time.monotonic() - started


def whole(line):
    """A line by itself: the number of an error's line is that within its partition."""
    if b'"error":' not in line:
        return line
    fields = json.loads(line)
    if "schema_version" not in fields:
        del fields["line"]
        return json.dumps(fields).encode()
    return line


def compare(what, expected, found):
    missing, extra = Counter(expected) - Counter(found), Counter(found) - Counter(expected)
    assert not missing and not extra, f"{what}: {sum(missing.values())} lines missing, {sum(extra.values())} too many"
    print(f"{what}: {len(found)} lines, all as the single process's")


def main():
    khabar, articles = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    import pyspark

    if not shutil.which("java"):
        print("SKIPPED: Java is not there")
        return 77
    print(f"PySpark {pyspark.__version__}, two workers of one core and 1 GB")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        if "--measure" in sys.argv:
            return measure(khabar, articles, folder, int(sys.argv[sys.argv.index("--measure") + 1]))
        good = [line for line in articles.read_text(encoding="utf-8").split("\n") if line.strip()]
        some = folder / "some.ndjson"
        mixed = [line for at, article in enumerate(good * 4) for line in (article, *BAD[at % 6:at % 6 + 1])]
        some.write_text("\n".join(mixed) + "\n", encoding="utf-8")
        expected = [whole(line) for line in single(khabar, some)[0]]
        assert len(expected) == len(mixed)

        run, _ = spark(khabar, some, folder / "out", "--partitions", "6")
        assert run.returncode == 0, run.stderr[-3000:]
        compare("articles with bad records between them", expected, map_whole(folder / "out"))

        run, _ = spark(khabar, some, folder / "good", "--partitions", "6", "--bad", str(folder / "bad"))
        assert run.returncode == 0, run.stderr[-3000:]
        bad = map_whole(folder / "bad")
        assert len(bad) == len(mixed) - 4 * len(good), len(bad)
        compare("bad records in a folder of their own", expected, bad + map_whole(folder / "good"))

        for what, executor in (("a process killed", False), ("a worker killed", True)):
            slow = folder / what.replace(" ", "-")
            mark = folder / (slow.name + ".mark")
            slow.write_text(SLOW.format(khabar=khabar, mark=str(mark), executor=executor))
            slow.chmod(0o755)
            out = folder / (slow.name + ".out")
            run, _ = spark(slow, some, out, "--partitions", "6")
            assert run.returncode == 0, run.stderr[-3000:]
            assert mark.exists() and ("Lost task" in run.stderr or "Lost executor" in run.stderr), run.stderr[-3000:]
            assert not executor or "Lost executor" in run.stderr, run.stderr[-3000:]
            compare(what, expected, map_whole(out))

        run, _ = spark(folder / "missing", some, folder / "none")
        assert run.returncode != 0 and not (folder / "none/_SUCCESS").exists()
        print("no program: the job fails")
    return 0


def map_whole(folder):
    return [whole(line) for line in lines(folder)]


def measure(khabar, articles, folder, count):
    """Articles and megabytes a second; a busy machine makes all of it slower."""
    some = folder / "some.ndjson"
    with articles.open("rb") as source, some.open("wb") as out:
        out.writelines(line for line, _ in zip(source, range(count)))
    size = some.stat().st_size / 1e6
    print(f"{count} articles, {size:.1f} MB, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")

    def show(what, seconds):
        print(f"{what}: {seconds:.1f} s, {count / seconds:.0f} articles/s, {size / seconds:.1f} MB/s", flush=True)

    expected = None
    for threads in (1, 2):
        expected, seconds = single(khabar, some, threads)
        show(f"one process, threads: {threads}", seconds)
    one = folder / "one.ndjson"
    one.write_bytes(some.read_bytes().split(b"\n")[0] + b"\n")
    run, start = spark(khabar, one, folder / "start")
    assert run.returncode == 0, run.stderr[-3000:]
    run, seconds = spark(khabar, some, folder / "out", "--partitions", "8")
    assert run.returncode == 0, run.stderr[-3000:]
    show("Spark, two workers, with its start", seconds)
    show(f"the same without the {start:.1f} s that a job of one article takes", max(seconds - start, 0.01))
    compare("measured", expected, lines(folder / "out"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
