"""盒封面: what lies in a box, on one page that fits its front (DA/T 22-2015: 310 × 220 mm); pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from evidence.export import phrases
from evidence.export.box_plan import BoxPlan, PlannedBox
from evidence.export.directories import short_name
from evidence.export.widths import clip, text_em
from evidence.model import Criterion, CriterionId
from evidence.snapshot import Snapshot
from evidence.wording import boxes as words
from evidence.wording import imprint

LIST_MM = (160.0, 122.0)  # the part of a cover that lists what lies in the box
AIR = 1.35  # of a line of the list: its pitch by its size
_GAP_MM = 6.0  # between two columns, and at the edges
_PT_PER_MM = 72 / 25.4
_LARGE_PT, _SMALL_PT = (22.0, 18.0, 16.0, 14.0, 12.0), (12.0, 10.5)  # 二号 to 小四 in one column, else down to 五号
_INDENT = "　"


class CoverList(Struct, frozen=True):
    """The items of a box as they are listed: lines of one size, in one column or two of equal length."""

    lines: tuple[str, ...]
    size_pt: float
    columns: int

    def column(self, at: int) -> tuple[str, ...]:
        """Return the lines of a column (from 0); all are equally long, so that they begin at one height.

        No 要点 stands at the foot of a column apart from its items, where that needs no more room than there is.
        """
        if self.columns == 1:
            return self.lines
        split = -(-len(self.lines) // 2)
        parted = not self.lines[split - 1].startswith(_INDENT) and self.lines[split].startswith(_INDENT)
        if parted and len(self.lines) - split < _room(self.size_pt):
            split -= 1
        here = self.lines[split:] if at else self.lines[:split]
        return (*here, *[""] * (max(split, len(self.lines) - split) - len(here)))


class Cover(Struct, frozen=True):
    """What stands on the front of one box; empty is what nobody knows."""

    number: int
    title: str
    held: CoverList
    known: Mapping[str, str]  # by the codes of what stands in its table, in their order


def covers(plan: BoxPlan, numbers: Iterable[int]) -> tuple[Cover, ...]:
    """Return the covers of these boxes."""
    wanted = set(numbers)
    return tuple(_cover(plan, box) for box in plan.boxes if box.number in wanted)


def _cover(plan: BoxPlan, box: PlannedBox) -> Cover:
    snapshot = plan.snapshot
    entries = [entry for _, entry in plan.entries(box)]
    days = [day for entry in entries if (day := entry.piece.facts.issued_on)]
    years = sorted({year for entry in entries if (year := entry.piece.facts.year)})
    known = {
        "pieces": _from_to(*(entry.label for entry in (entries[0], entries[-1]))) if entries else "",
        "years": phrases.years(years) if years else "",
        "count": str(len(entries)),
        "pages": "" if box.uncounted else str(box.pages),
        "days": _from_to(_day(min(days)), _day(max(days))) if days else "",
        "keeping": snapshot.project.imprint.keeping or "",
        "office": imprint.signature(snapshot.project),
        "secrecy": "",
    }
    return Cover(box.number, imprint.title(snapshot.project), listed(box.bound.items, snapshot), known)


def listed(items: Sequence[CriterionId], snapshot: Snapshot) -> CoverList:
    """List items, all of them as large as there is room; those of one 要点 in one line where there are many.

    What has no room even then is counted: 等 N 项.
    """
    found = [snapshot.by_id[item] for item in items]
    whole = list(_each(found, snapshot))
    for size in _LARGE_PT:
        if len(whole) <= _room(size) and _fitted(whole, size, 1) == whole:
            return CoverList(tuple(whole), size, 1)
    for lines, columns, sizes in (
        (_each, 1, _LARGE_PT[-2:]),
        (_each, 2, _SMALL_PT),
        (_by_point, 1, _LARGE_PT),
        (_by_point, 2, _SMALL_PT),
    ):
        for size in sizes:
            told = _fitted(lines(found, snapshot), size, columns)
            if len(told) <= _room(size) * columns:
                return CoverList(tuple(told), size, columns)
    size = _SMALL_PT[-1]
    told = _fitted(_by_point(found, snapshot), size, 2)
    return CoverList((*told[: _room(size) * 2 - 1], words.and_more_items(len(found))), size, 2)


def _room(size_pt: float) -> int:
    """Return how many lines of this size a column holds."""
    return int((LIST_MM[1] - 2) * _PT_PER_MM / (size_pt * AIR))


def _fitted(lines: Iterable[str], size_pt: float, columns: int) -> list[str]:
    """Cut lines to the width of a column."""
    width_em = (LIST_MM[0] / columns - _GAP_MM) * _PT_PER_MM / size_pt
    return [_INDENT + clip(line[1:], width_em - text_em(_INDENT), 1) if line[0] == _INDENT else clip(line, width_em, 1)
            for line in lines]  # fmt: skip


def _each(items: Sequence[Criterion], snapshot: Snapshot) -> Iterator[str]:
    """Yield each 要点, and below it its items."""
    for point, group in _grouped(items, snapshot):
        if point is not None:
            yield f"{point.code}　{phrases.item_name(point)}"
        yield from (f"{'' if point is None else _INDENT}{item.code}　{short_name(item)}" for item in group)


def _by_point(items: Sequence[Criterion], snapshot: Snapshot) -> Iterator[str]:
    """Yield each 要点 with the codes of its items; an item without one by itself."""
    for point, group in _grouped(items, snapshot):
        if point is None:
            yield from (f"{item.code}　{short_name(item)}" for item in group)
        else:
            codes = _from_to(group[0].code, group[-1].code)
            yield f"{point.code}　{phrases.item_name(point)}（{codes}）"


def _grouped(items: Sequence[Criterion], snapshot: Snapshot) -> Iterator[tuple[Criterion | None, list[Criterion]]]:
    point: Callable[[Criterion], CriterionId | None] = lambda item: item.parent  # noqa: E731
    for _, group in groupby(items, point):
        held = list(group)
        chain = snapshot.chain(held[0])
        yield (chain[-1] if chain else None), held


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first} {words.TO} {last}"


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"
