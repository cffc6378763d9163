"""All that is computed from a project of 10,000 pieces, 94 items, 42 townships and 3 years, and after one is filed.

By the clock, on a snapshot in memory; what is bare counts the filings of each material and does nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bench.figures import Figure, wall_s

from app.paths import SCHEMES
from build import a_snapshot, filed
from evidence.check.gaps import find_gaps, updated_gaps
from evidence.criteria import leaves_of
from evidence.kinds import KINDS
from evidence.model import Criterion, Facts, Filing, Flag, Piece, PieceId, Scope, Slot, Stage
from evidence.scheme.reading import read_scheme
from evidence.snapshot import Snapshot

_FLAGS = (Flag.DRAFT, Flag.LOW_DPI, Flag.PERSONAL_DATA, Flag.TRACKED_CHANGES)


@dataclass(frozen=True, slots=True)
class Size:
    """How large the project is, and how often each is measured."""

    pieces: int = 10_000
    townships: int = 42
    runs: int = 9


FULL = Size()
TINY = Size(pieces=200, townships=3, runs=1)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure everything at once, and again after one paper was filed."""
    snapshot = a_large_project(size)
    items = find_gaps(snapshot)
    waiting = next(piece for piece in snapshot.pieces if not any(f.piece == piece.id for f in snapshot.filings))
    item = next(item for item in snapshot.leaves if item.required)
    after = replace(snapshot, filings=(*snapshot.filings, filed(waiting, item, item.required[0])))

    def bare() -> Counter[tuple[str, str | None]]:
        return Counter((filing.criterion, filing.slot) for filing in snapshot.filings)

    all_s = _least(lambda: find_gaps(replace(snapshot)), size.runs)
    one_s = _least(lambda: updated_gaps(items, replace(after), {item.id}), size.runs)
    bare_s = _least(bare, size.runs)
    named = f"{size.pieces:,} pieces, {len(snapshot.leaves)} items, {size.townships} townships"
    return [
        Figure(f"all gaps of {named}", all_s * 1000, "ms", 300),
        Figure("the gaps after one piece is filed", one_s * 1000, "ms", 50),
        Figure("filings counted by material", bare_s * 1000, "ms"),
        Figure("all gaps ÷ counting", all_s / bare_s, "×"),
    ]


def a_large_project(size: Size = FULL) -> Snapshot:
    """Return a project whose papers lie where they may belong, nine of ten filed; the same each time."""
    chance = Random(20240118)  # noqa: S311 — no secret
    criteria = read_scheme(next(SCHEMES.glob("*.csv"))).items
    townships = tuple(f"第{number}镇" for number in range(1, size.townships + 1))
    slots = [(item, slot) for item in leaves_of(criteria) for slot in item.required]
    pieces: list[Piece] = []
    filings: list[Filing] = []
    for number in range(size.pieces):
        item, slot = chance.choice(slots)
        piece = _paper(number, item, slot, townships, chance)
        pieces.append(piece)
        if number % 10:
            filings.append(filed(piece, item, slot, number))
    return a_snapshot(criteria, pieces, filings, townships=townships)


def _paper(number: int, item: Criterion, slot: Slot, townships: tuple[str, ...], chance: Random) -> Piece:
    year = chance.choice((2021, 2022, 2023, 2023, None))
    unit = chance.choice(townships) if slot.scope is Scope.EACH_TOWNSHIP else item.lead_unit
    day = date(year, 1, 1) + timedelta(days=chance.randrange(365)) if year else None
    kind = slot.kinds[0] if slot.kinds else chance.choice(KINDS)
    facts = Facts(
        title=f"{unit}{slot.name}（{number}）",
        document_number=f"云发〔{year}〕{number}号" if chance.random() < 0.5 else None,
        issuer=unit,
        issued_on=day,
        year=year,
        kind=kind,
        stage=slot.stage or chance.choice(list(Stage)),
        unit=unit,
    )
    flags = frozenset({chance.choice(_FLAGS)}) if chance.random() < 0.1 else frozenset[Flag]()
    return Piece(PieceId(f"{number:032x}"), facts, flags, chance.randrange(1, 9), (), None, number)


def _least(work: Callable[[], object], runs: int) -> float:
    return min(wall_s(work) for _ in range(runs))
