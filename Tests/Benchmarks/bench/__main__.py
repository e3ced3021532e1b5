"""Measures the service beside what it is held against, and writes the table.

    scripts/bench [--sizes 1000,10000,100000,1000000] [--rounds N] [--seconds N] [--output FILE] [--folder FOLDER]
    scripts/bench --against OTHER [--sizes 10000] [--import-sheets N] ...
    scripts/bench --postgresql [--sizes 10000] ...

Everything is made in a folder of its own and removed again. A figure is the median of its rounds; a round measures the
figure and its reference, one after the other. Any answer that is not a success, and any sheet that was answered for but
not recorded, ends the run: a benchmark of errors is worth nothing.
"""

import argparse
import datetime
import os
import pathlib
import platform
import shutil
import statistics
import sys
import tempfile
import time

from . import measures, peers
from .against import against
from .imports import imports
from .measures import Bureau, Place, Row
from .postgresql import postgresql
from .processes import Failed, Server, run

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILD = ROOT / ".build" / "benchmarks"
ALL_SIZES = "1000,10000,100000,1000000"


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--sizes", help=f"members of the bureaus, ascending: {ALL_SIZES}; 10000 against another")
    parser.add_argument("--rounds", type=int, default=3, help="how often each figure and its reference are measured")
    parser.add_argument("--seconds", type=int, default=4, help="how long one measurement under load lasts")
    parser.add_argument("--output", type=pathlib.Path, help="a file for the table as well")
    parser.add_argument("--folder", type=pathlib.Path, help="where the bureaus are made; the system's otherwise")
    parser.add_argument(
        "--against", type=pathlib.Path, help="another zhibu: what this one takes, as ratios to what that one does")
    parser.add_argument("--postgresql", action="store_true", help="the same bureau in PostgreSQL, beside a file")
    parser.add_argument("--import-sheets", type=int, default=1_000_000, help="how many sheets the import has")
    return parser.parse_args()


def note(text):
    print(f"[{datetime.datetime.now():%H:%M:%S}] {text}", file=sys.stderr, flush=True)


def machine():
    """Where it was measured, and with what."""
    model = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    system = next(line.split("=")[1].strip().strip('"') for line in open("/etc/os-release") if line.startswith("PRETTY"))
    return [
        ("machine", f"{os.cpu_count()} × {model}, {memory / 2**20:.0f} GB"),
        ("system", f"{system}, Linux {platform.release()}"),
        ("SQLite", run("sqlite3", "--version").split()[0]),
        ("Swift", run("swift", "--version").splitlines()[0].replace("Swift version ", "")),
        ("framework", "hummingbird " + next(
            line.split('exact: "')[1].split('"')[0]
            for line in (ROOT / "Tests/Benchmarks/Package.swift").read_text().splitlines() if "exact" in line)),
        ("load driver", run("dpkg-query", "--show", "--showformat", "wrk ${Version}", "wrk")),
        ("commit", commit()),
        ("load average before", f"{os.getloadavg()[0]:.1f}"),
        ("when", f"{datetime.datetime.now():%Y-%m-%d %H:%M}"),
    ]


def commit():
    try:
        changed = run("git", "-C", ROOT, "status", "--porcelain", "--", "Sources", "Package.swift").strip()
        return run("git", "-C", ROOT, "rev-parse", "--short", "HEAD").strip() + (" with changes" if changed else "")
    except Failed:
        return "not known: no repository"


def version(zhibu):
    """What another binary says that it is; not every one says of which commit."""
    return f"{zhibu}: {run(zhibu, '--version').strip()}"


def table(rows):
    lines = ["| what | figure | held against | ratio | goal | met |", "| --- | ---: | ---: | ---: | --- | --- |"]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        met = {None: "", True: "yes", False: "no"}[row.met]
        lines.append(f"| {row.what} | {row.figure} | {row.reference} | {ratio} | {row.goal} | {met} |")
    return "\n".join(lines)


def cost_by_size(costs):
    """What one costs at each size, against the smallest bureau's."""
    rows = []
    for name in costs[min(costs)]:
        smallest = costs[min(costs)][name]
        for size in sorted(costs):
            ratio = costs[size][name] / smallest
            rows.append(
                Row(
                    f"{name}, {size:,} members", f"{costs[size][name] * 1e6:,.0f} µs of processor",
                    "" if size == min(costs) else f"{smallest * 1e6:,.0f} µs", ratio, "≤ 1.3", ratio <= 1.3,
                )
            )
    return rows


def measure(place, sizes, options):
    rows, costs = [measures.binary(place)], {}
    for size in sizes:
        note(f"making a bureau of {size:,} members")
        begin = time.monotonic()
        run(place.zhibu, "demo", "--members", size, "--database", place.database(size))
        rows.append(
            Row(f"making a bureau of {size:,} members", f"{time.monotonic() - begin:,.0f} s", "", None, "", None))
        if size == sizes[-1]:
            rows += measures.start_and_memory(place, size)
        with Server(place.zhibu, place.database(size)) as server:
            bureau = Bureau(place, size, server)
            bureau.sign_in()
        # Hashing passwords takes memory of its own: what follows is measured in a process that has signed nobody in.
        with Server(place.zhibu, place.database(size)) as server:
            bureau.server = server
            note(f"{size:,} members: cost of a submission and of a page")
            costs[size] = bureau.costs()
            if size == min(sizes[-1], 10_000):
                note("submissions and reads beside their references")
                rows.append(measures.submissions(bureau))
                rows += peers.beside(bureau)
                rows += measures.reads(bureau)
            if size == sizes[-1]:
                rows.append(measures.memory_under_load(bureau, server.memory()[1]))
            note(f"{size:,} members: rankings")
            if size in (min(sizes[-1], 10_000), sizes[-1]):
                rows += measures.rankings(bureau)
        for path in place.folder.glob(f"bureau-{size}.*"):
            path.unlink()
    rows += cost_by_size(costs)
    note("imports")
    rows += imports(place, options.import_sheets)
    return rows


def main():
    options = arguments()
    sizes = sorted(int(size) for size in (options.sizes or ("10000" if options.against or options.postgresql else ALL_SIZES)).split(","))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="zhibu-bench-", dir=options.folder))
    place = Place(
        zhibu=ROOT / ".build/release/zhibu", framework=BUILD / "release/framework", commits=BUILD / "commits",
        folder=folder, lua=ROOT / "Tests/Benchmarks", seconds=options.seconds, rounds=options.rounds,
    )
    begin = time.monotonic()
    try:
        head = machine()
        if options.against:
            head.append(("against", version(options.against)))
            rows = against(place, options.against, sizes[0], options.import_sheets)
        elif options.postgresql:
            head.append(("PostgreSQL", run("/usr/bin/psql", "--version").strip()))
            rows = postgresql(place, sizes[0])
        else:
            rows = measure(place, sizes, options)
    except Failed as failure:
        note(f"given up: {failure}")
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    head.append(("took", f"{(time.monotonic() - begin) / 60:.0f} minutes; medians of {options.rounds} rounds"))
    text = "\n".join(f"- {name}: {value}" for name, value in head) + "\n\n" + table(rows) + "\n"
    print(text, end="")
    if options.output:
        options.output.write_text(text)
    return 0


sys.exit(main())
