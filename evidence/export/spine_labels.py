"""盒脊 labels at true size: cut out and stuck on the boxes' spines (DA/T 22-2015: 310 mm high, 20 to 50 mm wide)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from evidence.boxes import MARGIN_MM, SPINE_WIDTHS_MM, Paper
from evidence.export import phrases
from evidence.export.box_plan import BoxPlan, PlannedBox
from evidence.snapshot import Snapshot
from evidence.wording import boxes as words
from evidence.wording import imprint

GAP_MM = 4  # between labels, for the scissors
_SHEET_MM = 0.12  # a sheet of 80 g paper that has been through a printer and many hands
_LOOSE_MM = 2  # of a spine, so that papers go in and out
# What stands on a label from the top, and how much of its height each takes.
_SHARES = {"title": 0.3, "names": 0.38, "items": 0.11, "years": 0.09, "number": 0.12}
_SMALLEST_MM = 4.0  # a letter that is read from where one stands: 11 points
AIR = 1.12  # from one letter to the next below it
_SIDES_MM = 4  # of a label, white
_TALLEST = 0.62  # of a label's width: the largest letter
# What brackets and dashes look like in lines that go down.
_UPRIGHT = str.maketrans("（）()《》〈〉—－-", "︵︶︵︶︽︾︿﹀︱︱︱")
_STACKED = re.compile(r"[0-9A-Za-z]{1,4}(?![0-9A-Za-z])|\S")


class Part(Struct, frozen=True):
    """A field of a label: lines that stand below each other, and how high they are."""

    lines: tuple[str, ...]
    height_mm: float  # of the field
    letter_mm: float  # of each line's letters


class Label(Struct, frozen=True):
    """What stands on one spine."""

    number: int  # of the box
    width_mm: int
    parts: tuple[Part, ...]


def proposed_width(sheets: int) -> int:
    """Return the narrowest spine, in mm, that so many sheets go into; the widest where none is wide enough."""
    return next((width for width in SPINE_WIDTHS_MM if sheets * _SHEET_MM <= width - _LOOSE_MM), SPINE_WIDTHS_MM[-1])


def labels(plan: BoxPlan, numbers: Iterable[int], paper: Paper, width_mm: int | None) -> tuple[Label, ...]:
    """Return the labels of these boxes; without a width each gets the one that its sheets need."""
    wanted = set(numbers)
    return tuple(
        _label(box, plan.snapshot, paper.label_mm, width_mm or proposed_width(box.sheets))
        for box in plan.boxes
        if box.number in wanted
    )


def on_pages(found: Sequence[Label], paper: Paper) -> Iterator[tuple[Label, ...]]:
    """Yield labels in their order, as many as a page is wide enough for."""
    room = paper.size_mm[0] - 2 * MARGIN_MM
    page: list[Label] = []
    taken = 0
    for label in found:
        if page and taken + GAP_MM + label.width_mm > room:
            yield tuple(page)
            page, taken = [], 0
        taken += label.width_mm + (GAP_MM if page else 0)
        page.append(label)
    if page:
        yield tuple(page)


def _label(box: PlannedBox, snapshot: Snapshot, height_mm: float, width_mm: int) -> Label:
    years = (snapshot.project.first_year, snapshot.project.base_year)
    items = (box.first_item, box.last_item)
    told = {
        "title": _stacked(imprint.title(snapshot.project)),
        "names": _names(box, snapshot, height_mm * _SHARES["names"]),
        "items": _from_to(*items) if any(items) else (),
        "years": _from_to(*map(str, years)),
        "number": words.spine_number(box.number),
    }
    return Label(
        box.number,
        width_mm,
        tuple(_part(lines, height_mm * _SHARES[name], width_mm) for name, lines in told.items()),
    )


def _names(box: PlannedBox, snapshot: Snapshot, height_mm: float) -> tuple[str, ...]:
    """Return the names of the 要点 in a box, letter below letter, as many as can be read."""
    found: dict[str, None] = {}
    for item in box.bound.items:
        chain = snapshot.chain(snapshot.by_id[item])
        named = chain[-1] if chain else snapshot.by_id[item]
        found[phrases.item_name(named)] = None
    names = list(found)
    most = int(height_mm / _SMALLEST_MM / AIR)
    for count in range(len(names), 0, -1):
        lines = _stacked(words.BETWEEN.join(names[:count]) + (words.AND_MORE if count < len(names) else ""))
        if len(lines) <= most:
            return lines
    return (*_stacked(names[0])[: most - 1], "︙") if names else ()


def _stacked(text: str) -> tuple[str, ...]:
    """Return a text as it goes down: letter below letter, short numbers side by side as they are read."""
    return tuple(_STACKED.findall(text.translate(_UPRIGHT)))


def _from_to(first: str, last: str) -> tuple[str, ...]:
    return (first,) if first == last else (first, words.TO, last)


def _part(lines: tuple[str, ...], height_mm: float, width_mm: int) -> Part:
    """Return a field with its letters as large as its height and the label's width allow."""
    widest = max((_ems(line) for line in lines), default=1.0)
    letter_mm = min(height_mm * 0.94 / max(1, len(lines)) / AIR, (width_mm - _SIDES_MM) / widest, width_mm * _TALLEST)
    return Part(lines, height_mm, letter_mm)


def _ems(text: str) -> float:
    return sum(0.55 if character.isascii() else 1.0 for character in text) or 1.0
