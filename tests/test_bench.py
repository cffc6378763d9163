"""The benches run, on sizes that take no time; what they measure is no test."""

from __future__ import annotations

import sys
from datetime import date

import pytest
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
    run,
    scans,
    schemes,
    search,
    window,
)
from bench.figures import Figure

TINY = {
    "rows": lambda: rows.measure(rows.TINY),
    "dossiers": lambda: dossiers.measure(dossiers.TINY),
    "pictures": lambda: pictures.measure(pictures.TINY),
    "editions": lambda: editions.measure(editions.TINY),
    "exports": lambda: exports.measure(exports.TINY),
    "reading": lambda: reading.measure(reading.TINY),
    "packages": lambda: packages.measure(packages.TINY),
    "schemes": lambda: schemes.measure(schemes.TINY),
    "arrivals": lambda: arrivals.measure(arrivals.TINY),
    "checks": lambda: checks.measure(checks.TINY),
    "window": lambda: window.measure(window.TINY),
    "desk": lambda: desk.measure(desk.TINY),
    "search": lambda: search.measure(search.TINY),
    "facts": lambda: facts.measure(facts.TINY),
    "calibration": lambda: calibration.measure(calibration.TINY),
    "scans": lambda: scans.measure(scans.TINY),
    "overview": lambda: overview.measure(overview.TINY),
    "doubts": lambda: doubts.measure(doubts.TINY),
    "chasing": lambda: chasing.measure(chasing.TINY),
    "findings": lambda: findings.measure(findings.TINY),
    "papers": lambda: papers.measure(papers.TINY),
    "ledger": lambda: ledger.measure(ledger.TINY),
}


def test_every_bench_is_tried_here() -> None:
    assert TINY.keys() == run.BENCHES.keys()


@pytest.mark.skipif(sys.platform == "win32", reason="its clock of CPU time ticks too slowly for sizes that take none")
@pytest.mark.parametrize("name", TINY)
def test_a_bench_measures_what_it_says(name: str) -> None:
    figures = TINY[name]()
    assert all(figure.measured > 0 or figure.limit == 0 for figure in figures)
    assert any(figure.limit is not None for figure in figures)
    assert len({figure.name for figure in figures}) == len(figures)


def test_the_results_say_what_is_kept() -> None:
    figures = [
        Figure("ours ÷ raw", 5.0, "×", 4.0),
        Figure("theirs ÷ ours", 20.0, "×", 15.0, at_least=True),
        Figure("x", 1.5, "s"),
    ]
    told = run.results({"rows": figures}, date(2024, 1, 8))
    assert told.endswith(
        "| what | measured | limit | kept |\n|---|---:|---:|---|\n"
        "| ours ÷ raw | 5 × | ≤ 4 × | **no** |\n| theirs ÷ ours | 20 × | ≥ 15 × | yes |\n| x | 1.5 s |  |  |\n"
    )
    assert run.results({"rows": figures}, date(2024, 1, 8), told) == told


def test_what_is_measured_anew_takes_its_place_among_the_others() -> None:
    old, new = [Figure("x", 1.5, "s")], [Figure("x", 2.5, "s")]
    before = run.results({"window": old, "rows": old}, date(2024, 1, 8))
    assert before.index("## rows") < before.index("## window")
    after = run.results({"rows": new}, date(2024, 2, 8), before)
    assert after == run.results({"rows": new}, date(2024, 2, 8)) + before[before.index("## window") - 1 :]


def test_a_bench_that_does_not_exist_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["dance"]) == 2
    assert "rows dossiers pictures" in capsys.readouterr().err
