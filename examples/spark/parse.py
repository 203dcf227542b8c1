#!/usr/bin/env python3
"""Parses NDJSON on Apache Spark: every partition goes through one `khabar` process.

    spark-submit [--master …] examples/spark/parse.py ARTICLES OUTPUT [--khabar PATH] [--partitions N]

ARTICLES is a file, folder or glob that Spark reads, one object with `text` a line; OUTPUT a folder that
is not there yet. The filter gives one line for each line, so nothing is lost: lines that cannot be parsed
become objects with `error` and no `schema_version`. `--bad DIR` writes those to a folder of their own.
"""

import argparse
import shlex

from pyspark.sql import SparkSession


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("articles")
    arguments.add_argument("output")
    arguments.add_argument("--khabar", default="khabar", help="the program on the workers")
    arguments.add_argument("--partitions", type=int, default=0, help="at least so many, so many processes")
    arguments.add_argument("--bad", help="folder for the lines that could not be parsed")
    arguments.add_argument("--options", default="", help="more options of khabar parse, one string")
    given = arguments.parse_args()

    spark = SparkSession.builder.appName("khabar").getOrCreate()
    context = spark.sparkContext
    # One thread a process: Spark runs a task a core. Errors are lines of the output, so that a bad
    # record does not fail its task; what does (no program, a process killed) Spark tries again.
    command = [given.khabar, "parse", "--input", "ndjson", "--ndjson", "--errors", "inline", "--threads", "1"]
    command += shlex.split(given.options)
    lines = context.textFile(given.articles, given.partitions or context.defaultParallelism)
    # Blank lines give nothing, as in the filter.
    parsed = pipe(lines, command)
    if given.bad:
        parsed.cache()
        parsed.filter(is_bad).saveAsTextFile(given.bad)
        parsed = parsed.filter(lambda line: not is_bad(line))
    parsed.saveAsTextFile(given.output)
    spark.stop()


def pipe(lines, command):
    """`RDD.pipe` with the exit status checked: without `checkCode` a killed process would end its
    partition early and nobody would know."""
    return lines.pipe(shlex.join(command), checkCode=True)


def is_bad(line):
    """Only lines with an error lack the version of the form, which stands behind the line's own fields."""
    import json

    return '"error":' in line and "schema_version" not in json.loads(line)


if __name__ == "__main__":
    main()
