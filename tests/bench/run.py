#!/usr/bin/env python3
"""Speed as ratios, all measured in one run; the table for docs/bench.md on stdout.

    tests/bench/run.py [BUILD]              default build/release

UNKNOT_BENCH_ROWS (default 50000000) and UNKNOT_BENCH_CSV_ROWS (10000000) make it shorter. Made-up
files are kept in build/bench for the next run.
"""
import os
import platform
import re
import subprocess
import sys
import time

ROUNDS = 5
PARQUET_ROWS = int(os.environ.get("UNKNOT_BENCH_ROWS", 50_000_000))
CSV_ROWS = int(os.environ.get("UNKNOT_BENCH_CSV_ROWS", 10_000_000))
GROUPS = "ethnicity,imd_decile,sex,age_band,region"
LIBRARY = os.path.abspath("third_party/duckdb/libduckdb.so")
HERE = os.path.dirname(os.path.abspath(__file__))


def build_run_sql():
    program = "build/bench/run_sql"
    subprocess.run(["cc", "-O2", "-std=gnu17", "-isystem", "third_party/duckdb", "-o", program,
                    os.path.join(HERE, "run_sql.c"), "-ldl"], check=True)
    return program


def sql(program, text):
    done = subprocess.run([program, LIBRARY], input=text, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"the statement failed: {done.stderr}")
    figures = re.search(r"seconds ([\d.]+) .* peak_kb (\d+)", done.stderr)
    return float(figures[1]), int(figures[2])


def made_file(program, name, rows, form):
    path = os.path.abspath(f"build/bench/{name}")
    if not os.path.exists(path):
        with open(os.path.join(HERE, "people.sql"), encoding="ascii") as file:
            text = file.read().replace("ROWS)", f"{rows})").replace("FILE", path + ".part")
        sql(program, text.replace("FORM", form))
        os.rename(path + ".part", path)
    return path


def timed(command):
    """Seconds of the whole process and its peak memory in kB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: {message.decode()}")
    return time.perf_counter() - started, usage.ru_maxrss


def least(*measures):
    """The best of each measure, the measures taking turns so that all meet the same machine."""
    best = [None] * len(measures)
    for _ in range(ROUNDS):
        for index, measure in enumerate(measures):
            seconds, peak = measure()
            if best[index] is None or seconds < best[index][0]:
                best[index] = (seconds, peak)
    return best


def explained(unknot, question):
    return subprocess.run([unknot, *question, "--explain"], check=True, capture_output=True,
                          text=True).stdout


def tally_table(unknot, program, path, rows, naive):
    question = ["gap", path, "--outcome", "seen = 1", "--by", GROUPS, "--engine", "duckdb"]
    bare = explained(unknot, question)
    measures = [lambda: timed([unknot, *question]), lambda: sql(program, bare)]
    if naive:
        measures.append(lambda: sql(program, naive))
    ours, theirs, *others = least(*measures)
    kind = os.path.splitext(path)[1][1:]
    print(f"| {rows:,} rows of {kind}, 5 dimensions: whole `unknot gap` | {ours[0]:.2f} s | "
          f"the SQL of `--explain`, bare: {theirs[0]:.2f} s | {ours[0] / theirs[0]:.2f} | "
          "at most 1.2 |")
    print(f"| the same: peak memory | {ours[1] / 1e6:.2f} GB | bare: {theirs[1] / 1e6:.2f} GB | "
          f"{ours[1] / theirs[1]:.2f} | under 2 GB |")
    print(f"| the same: all that is not the statement | {max(0, ours[0] - theirs[0]):.2f} s | | | "
          "under 0.5 s |")
    for other in others:
        print(f"| the same against a sniffed `GROUP BY` | {ours[0]:.2f} s | {other[0]:.2f} s | "
              f"{ours[0] / other[0]:.2f} | no bound |")


def small_table(unknot):
    path = "build/bench/small.csv"
    with open(path, "w", encoding="ascii") as file:
        file.write("ward,seen\n" + "".join(f"ward {i % 7},{i * i % 3 % 2}\n" for i in range(5000)))
    [version], [nothing] = ([one] for one in least(lambda: timed([unknot, "--version"]),
                                                   lambda: timed(["/bin/true"])))
    [small] = least(lambda: timed([unknot, "gap", path, "--outcome", "seen = 1", "--by", "ward"]))
    print(f"| `unknot --version` | {version[0] * 1e3:.1f} ms | `true`: {nothing[0] * 1e3:.1f} ms | "
          f"{version[0] / nothing[0]:.1f} | under 10 ms |")
    print(f"| `unknot gap` on 5,000 rows of csv | {small[0] * 1e3:.1f} ms | `true`: "
          f"{nothing[0] * 1e3:.1f} ms | {small[0] / nothing[0]:.1f} | under 200 ms |")


def audit_table(unknot):
    """Every question of an audit, by both engines: DuckDB holds its files between questions."""
    audit = [unknot, "audit", "examples/northside/study.yaml", "--json"]
    small, duck = least(lambda: timed(audit), lambda: timed([*audit, "--engine", "duckdb"]))
    print(f"| `unknot audit` on 6,165 rows, DuckDB | {duck[0]:.2f} s | the small engine: "
          f"{small[0]:.2f} s | {duck[0] / small[0]:.1f} | no bound |")
    print(f"| the same: peak memory | {duck[1] / 1e6:.2f} GB | the small engine: "
          f"{small[1] / 1e6:.2f} GB | {duck[1] / small[1]:.2f} | no bound |")


def main():
    unknot = os.path.abspath((sys.argv[1] if len(sys.argv) > 1 else "build/release") + "/unknot")
    os.makedirs("build/bench", exist_ok=True)
    program = build_run_sql()
    print(f"Measured on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, {platform.machine()}, "
          f"{platform.system()} {platform.release().split('-')[0]}; the best of {ROUNDS} turns.\n")
    print("| what | ours | compared with | ratio | goal |\n| --- | --- | --- | --- | --- |")
    small_table(unknot)
    audit_table(unknot)
    parquet = made_file(program, f"people-{PARQUET_ROWS}.parquet", PARQUET_ROWS, "FORMAT parquet")
    tally_table(unknot, program, parquet, PARQUET_ROWS, None)
    csv = made_file(program, f"people-{CSV_ROWS}.csv", CSV_ROWS, "FORMAT csv, HEADER")
    columns = ", ".join(GROUPS.split(","))
    tally_table(unknot, program, csv, CSV_ROWS,
                f"SET threads=2;\nSELECT {columns}, count(*), sum(seen) FROM '{csv}' "
                "GROUP BY ALL;\n")


if __name__ == "__main__":
    main()
