"""Runs the benches, prints their figures, and keeps them in RESULTS.md: `python3 dev.py bench [--keep] [NAME …]`.

A new bench is a module beside this one with `measure() -> list[Figure]`, and a line in `BENCHES`.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

if __name__ == "__main__":
    _TESTS = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(_TESTS.parent), str(_TESTS)]

from bench import (
    arrivals,
    calibration,
    chasing,
    checks,
    desk,
    dossiers,
    doubts,
    editions,
    exports,
    facts,
    findings,
    ledger,
    overview,
    packages,
    papers,
    pictures,
    reading,
    rows,
    scans,
    schemes,
    search,
    window,
)
from bench.figures import Figure

BENCHES: Mapping[str, Callable[[], list[Figure]]] = {
    "rows": rows.measure,
    "dossiers": dossiers.measure,
    "pictures": pictures.measure,
    "exports": exports.measure,
    "reading": reading.measure,
    "packages": packages.measure,
    "schemes": schemes.measure,
    "window": window.measure,
    "desk": desk.measure,
    "editions": editions.measure,
    "arrivals": arrivals.measure,
    "checks": checks.measure,
    "search": search.measure,
    "facts": facts.measure,
    "calibration": calibration.measure,
    "scans": scans.measure,
    "overview": overview.measure,
    "doubts": doubts.measure,
    "chasing": chasing.measure,
    "findings": findings.measure,
    "papers": papers.measure,
    "ledger": ledger.measure,
}
_RESULTS = Path(__file__).with_name("RESULTS.md")
_ABOUT = {name: sys.modules[measure.__module__].__doc__ or "" for name, measure in BENCHES.items()}
_INTRODUCTION = """# What was measured

Written by `python3 dev.py bench`, which compares in one run on one machine: ours, the least that the same work can
cost, and the usual library. Seconds differ from machine to machine, and a shared one stutters; the ratios (×) are what
to trust, and what has limits. Nothing here fails a test. `--keep` with names measures those anew and leaves the others.
"""


def table(figures: Sequence[Figure]) -> str:
    """Return figures as a table in Markdown."""
    lines = ["| what | measured | limit | kept |", "|---|---:|---:|---|"]
    for figure in figures:
        limit = "" if figure.limit is None else f"{'≥' if figure.at_least else '≤'} {figure.limit:g} {figure.unit}"
        kept = {None: "", True: "yes", False: "**no**"}[figure.kept]
        lines.append(f"| {figure.name} | {figure.measured:.3g} {figure.unit} | {limit} | {kept} |")
    return "\n".join(lines)


def results(found: Mapping[str, Sequence[Figure]], day: date, before: str = "") -> str:
    """Return the text of RESULTS.md: the benches in their order, those not measured now as they stand in `before`."""
    machine = f"{day}, {_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}."
    kept = {part.partition("\n")[0]: part.strip() for part in re.split(r"^## ", before, flags=re.MULTILINE)[1:]}
    for name, figures in found.items():
        kept[name] = f"{name}\n\n{_ABOUT[name].strip()}\n\n{machine}\n\n{table(figures)}"
    return "\n".join([_INTRODUCTION, *(f"## {kept[name]}\n" for name in BENCHES if name in kept)])


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def main(arguments: Sequence[str]) -> int:
    """Run some benches, or all; return 1 if a limit is not kept."""
    asked = argparse.ArgumentParser()
    asked.add_argument("names", nargs="*")
    asked.add_argument("--keep", action="store_true")
    options = asked.parse_args(arguments)
    names: list[str] = options.names
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no such bench: {' '.join(unknown)}; there are {' '.join(BENCHES)}", file=sys.stderr)
        return 2
    found: dict[str, list[Figure]] = {}
    for name in names or BENCHES:
        found[name] = BENCHES[name]()
        print(f"{name}: {_ABOUT[name]}\n\n{table(found[name])}\n", flush=True)
    if options.keep or not names:
        day, before = date.today(), _RESULTS.read_text("utf-8")  # noqa: DTZ011 — the day where it was measured
        _RESULTS.write_text(results(found, day, before), "utf-8")
        print(f"kept in {_RESULTS}")
    return int(any(figure.kept is False for figures in found.values() for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
