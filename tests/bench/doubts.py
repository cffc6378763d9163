"""疑点提示 of 10,000 pieces in 94 items from 42 townships over three years: all of them, and after one filing.

All is CPU time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from time import process_time

from bench.figures import Figure
from bench.rows import directory_rows
from msgspec.structs import replace

from app.paths import SCHEMES
from build import NOON, a_snapshot, filed
from evidence.check.doubts.finding import Doubts, find_doubts, open_doubts, updated_doubts
from evidence.check.gaps import ItemGaps, find_gaps, updated_gaps
from evidence.complaints import Dismissal
from evidence.criteria import leaves_of
from evidence.garbage import no_garbage
from evidence.kinds import KINDS
from evidence.model import (
    Criterion,
    CriterionId,
    Facts,
    Filing,
    Flag,
    Level,
    Original,
    OriginalId,
    PageRange,
    Piece,
    PieceId,
    Sha256,
    Stage,
    new_id,
)
from evidence.scheme.reading import read_scheme
from evidence.snapshot import Changes, Snapshot

_TOWNSHIPS = tuple(f"{a}{b}镇" for a in "双石红沙清龙白" for b in "河坪岩溪水门")  # 42
_LEVELS: tuple[Level | None, ...] = (Level.COUNTY, Level.DEPARTMENT, Level.TOWNSHIP, Level.TOWNSHIP, Level.CITY, None)
_FLAGS = (Flag.LOW_DPI, Flag.COMMENTS, Flag.PERSONAL_DATA, Flag.DRAFT)


@dataclass(frozen=True, slots=True)
class Size:
    """How many pieces, and how often each thing is done."""

    pieces: int = 10_000
    times: int = 9


FULL = Size()
TINY = Size(pieces=200, times=1)


def a_project(pieces: int) -> Snapshot:
    """Return a project of the demo scheme: every third paper of townships is like others, every tenth has a flag."""
    (table,) = SCHEMES.glob("*.csv")
    criteria = read_scheme(table).items
    leaves = leaves_of(criteria)
    originals: list[Original] = []
    made: list[Piece] = []
    filings: list[Filing] = []
    for serial, (_, number, issuer, title, _, _) in enumerate(directory_rows(pieces), 1):
        leaf = leaves[serial * 7 % len(leaves)]
        piece, original = _paper(serial, number, issuer, title)
        originals.append(original)
        made.append(piece)
        slot = leaf.required[serial % len(leaf.required)] if leaf.required else None
        filings.append(filed(piece, leaf, slot, serial))
    snapshot = a_snapshot(criteria, made, filings, originals=originals, townships=_TOWNSHIPS)
    return replace(snapshot, alike=_alike(snapshot, leaves))


def _paper(serial: int, number: str, issuer: str, title: str) -> tuple[Piece, Original]:
    day = date(2021, 1, 1) + timedelta(days=serial % 1095)
    original = Original(
        OriginalId(new_id()), Sha256(f"{serial:064x}"), f"{title[:20]}.pdf", 1000, "application/pdf", 3, scanned=False
    )
    township = _TOWNSHIPS[serial % len(_TOWNSHIPS)]
    sender = f"云岭县{township}人民政府" if serial % 2 else issuer
    stage = list(Stage)[serial % 3]
    facts = Facts(
        title, number if serial % 5 else None, sender, day, day.year, KINDS[serial % len(KINDS)], stage, sender,
        _LEVELS[serial % len(_LEVELS)], True if serial % 4 else None,
    )  # fmt: skip
    flags = frozenset({_FLAGS[serial // 10 % len(_FLAGS)]} if serial % 10 == 0 else ())
    return Piece(PieceId(new_id()), facts, flags, 3, (PageRange(original.id),), None, serial), original


def _alike(snapshot: Snapshot, leaves: tuple[Criterion, ...]) -> dict[PieceId, dict[PieceId, float]]:
    """Let some papers of each item be like the ones before them, at most three each."""
    found: dict[PieceId, dict[PieceId, float]] = {}
    for leaf in leaves:
        papers = [filing.piece for filing in snapshot.filed_under.get(leaf.id, ())][::3]
        for at, piece in enumerate(papers):
            for other in papers[max(0, at - 3) : at] if at % 8 else ():
                found.setdefault(piece, {})[other] = found.setdefault(other, {})[piece] = 0.9
    return found


def gaps_of(snapshot: Snapshot) -> dict[CriterionId, ItemGaps]:
    """Return the gaps by item."""
    return {item.criterion.id: item for item in find_gaps(snapshot)}


def one_more(snapshot: Snapshot, serial: int) -> tuple[Snapshot, Changes]:
    """Return the project with one more paper filed, and what that touched."""
    leaf = snapshot.leaves[serial % len(snapshot.leaves)]
    piece, original = _paper(10**6 + serial, "云府办发〔2023〕1号", "云岭县人民政府", "工作方案")
    filing = filed(piece, leaf, None, 10**6 + serial)
    after = replace(
        snapshot,
        originals=snapshot.originals | {original.id: original},
        pieces=(*snapshot.pieces, piece),
        filings=(*snapshot.filings, filing),
    )
    return after, Changes(pieces=frozenset({piece.id}), criteria=frozenset({leaf.id}))


def _timed_ms(work: Callable[[], Doubts]) -> float:
    start = process_time()
    with no_garbage():
        work()
    return 1000 * (process_time() - start)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure all doubts of snapshots that nobody asked anything yet but gaps, then those after one more filing."""
    snapshot = a_project(size.pieces)
    gaps = gaps_of(snapshot)
    doubts = find_doubts(snapshot, gaps)
    whole = [_timed_ms(partial(find_doubts, snapshot, gaps)) for _ in range(size.times)]
    filings: list[float] = []
    for serial in range(size.times * 4):
        after, changes = one_more(snapshot, serial)
        new = {i.criterion.id: i for i in updated_gaps(gaps.values(), after, changes.criteria)}
        filings.append(_timed_ms(partial(updated_doubts, doubts, after, new, changes)))
    start = process_time()
    listed = open_doubts(doubts, snapshot)
    listed_ms = 1000 * (process_time() - start)
    half = replace(snapshot, dismissed={d.key: Dismissal("已核对", "李敏", NOON) for d in listed[::2]})
    left = len(open_doubts(doubts, half))
    many = f"{size.pieces:,} pieces"
    return [
        Figure(f"{many}: doubts found", len(listed), ""),
        Figure(f"{many}: of these open when every other one is dismissed", left, ""),
        Figure(f"{many}: all doubts, median", sorted(whole)[len(whole) // 2], "ms", 120),
        Figure(f"{many}: after one filing, 95th percentile", sorted(filings)[int(0.95 * len(filings))], "ms", 20),
        Figure(f"{many}: put in order", listed_ms, "ms"),
    ]
