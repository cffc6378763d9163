"""一页纸: the gaps by unit on one page for a leader's phone, the gravest first, with the time; and as text to paste."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from evidence.check.debts import Debt, debts_by_unit
from evidence.check.gaps import ItemGaps
from evidence.check.score import totals
from evidence.check.shares import Share, per_mille, shares
from evidence.check.standing import days_left
from evidence.check.waiting import waiting_by_unit
from evidence.export import phrases
from evidence.model import Piece
from evidence.snapshot import Snapshot
from evidence.wording import chasing as words
from evidence.wording.chasing import phrase

_MOST_OWING = 2  # units of an item that are all named
_MOST_UNSORTED = 6  # units in the footnote
_MOST_AS_TEXT = 40  # lines that a message may have
_LONGEST_NAME = 20  # characters of an item's name in a message


class Grave(Struct, frozen=True):
    """A veto or key item that lacks something."""

    code: str  # with its sign
    veto: bool
    name: str
    short: str  # how much lacks, in words
    owing: str  # by whom


class UnitLine(Struct, frozen=True):
    """What one unit owes."""

    unit: str
    lacking: int  # pieces
    veto: int  # items of them
    key: int
    share: str  # of what it was asked for that is there
    unsorted: int


class OnePage(Struct, frozen=True):
    """What stands on the page, top down; `of_graves` and `of_units` are how many there are, shown or not."""

    title: str
    moment: str
    at: datetime
    sums: tuple[str, ...]
    graves: tuple[Grave, ...]
    units: tuple[UnitLine, ...]
    notes: tuple[str, ...]
    of_graves: int
    of_units: int
    of_lacking: int  # pieces that all units owe

    @property
    def size(self) -> int:
        """How many lines the lists have."""
        return len(self.graves) + len(self.units)

    @property
    def grave_heading(self) -> str:
        """What stands above the items, or that there are none."""
        return phrase("page_grave", count=self.of_graves) if self.of_graves else phrase("page_no_grave")

    @property
    def unit_heading(self) -> str:
        """What stands above the units, or that there are none."""
        return phrase("page_units", count=self.of_units) if self.of_units else phrase("page_no_units")

    @property
    def rest_of_graves(self) -> str:
        """How many items are not shown; empty where all are."""
        left = self.of_graves - len(self.graves)
        return phrase("page_rest_items", count=left) if left else ""

    @property
    def rest_of_units(self) -> str:
        """How many units are not shown, and what they owe; empty where all are."""
        left = self.of_units - len(self.units)
        lacking = self.of_lacking - sum(line.lacking for line in self.units)
        return phrase("page_rest_units", count=left, lacking=lacking) if left else ""


def one_page(snapshot: Snapshot, gaps: Sequence[ItemGaps], as_of: datetime) -> OnePage:
    """Return the page with all that there is; what draws it cuts it to fit."""
    waiting = waiting_by_unit(snapshot)
    graves = tuple(_graves(gaps))
    units = _units(snapshot, gaps, waiting)
    return OnePage(
        title=phrase("page_title", place=snapshot.project.place or ""),
        moment=phrase("page_moment", moment=words.clock(as_of)),
        at=as_of,
        sums=tuple(_sums(snapshot, gaps, as_of)),
        graves=graves,
        units=units,
        notes=tuple(_notes(snapshot, waiting)),
        of_graves=len(graves),
        of_units=len(units),
        of_lacking=sum(line.lacking for line in units),
    )


def fitted(page: OnePage, fits: Callable[[OnePage], bool]) -> OnePage:
    """Return as much of the page as `fits`; two fifths for items, and what units do not need."""

    def cut(size: int) -> OnePage:
        graves = min(len(page.graves), max(size * 2 // 5, size - len(page.units)))
        return replace(page, graves=page.graves[:graves], units=page.units[: size - graves])

    if fits(page):
        return page
    fitting, too_many = 0, page.size
    while too_many - fitting > 1:
        middle = (fitting + too_many) // 2
        if fits(cut(middle)):
            fitting = middle
        else:
            too_many = middle
    return cut(fitting)


def page_text(page: OnePage) -> str:
    """Return the page as text to paste."""
    shown = fitted(page, lambda some: some.size <= _MOST_AS_TEXT)
    lines = [shown.title, shown.moment, *shown.sums, "", f"【{shown.grave_heading}】"]
    lines += [
        f"{number}. {grave.code} {_short(grave.name)}：{grave.short}（{grave.owing}）"
        for number, grave in enumerate(shown.graves, 1)
    ]
    lines += [shown.rest_of_graves, "", f"【{shown.unit_heading}】"]
    lines += [f"{number}. {_told(line)}" for number, line in enumerate(shown.units, 1)]
    lines += [shown.rest_of_units, "", *shown.notes]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip() + "\n"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _told(line: UnitLine) -> str:
    counted = (("否决项", line.veto), ("关键项", line.key))
    grave = "、".join(f"{name}{count}" for name, count in counted if count)
    share = f"，到位率{line.share}" if line.share else ""
    lying = f"，已报待整理{line.unsorted}件" if line.unsorted else ""
    return f"{line.unit}：欠{line.lacking}件" + (f"（{grave}）" if grave else "") + share + lying


def _sums(snapshot: Snapshot, gaps: Sequence[ItemGaps], as_of: datetime) -> Iterator[str]:
    if snapshot.others:
        yield phrase("page_scheme", scheme=snapshot.scheme.title)
    found = totals(gaps)
    waived = phrase("page_waived", count=found.not_applicable) if found.not_applicable else ""
    items = {"items": found.items, "complete": found.complete, "partial": found.partial, "missing": found.missing}
    yield phrase("page_items", **items) + waived
    needed = sum(row.needed for item in gaps for row in item.counted)
    met = sum(row.met for item in gaps for row in item.counted)
    if needed:
        yield phrase("page_pieces", needed=needed, met=met, share=words.share(per_mille(met, needed)))
    left = days_left(snapshot.project, as_of.date())
    if left is not None and left >= 0 and snapshot.project.submit_on is not None:
        yield phrase("page_submit", day=words.short_day(snapshot.project.submit_on, as_of.date()), left=left)


def _graves(gaps: Sequence[ItemGaps]) -> Iterator[Grave]:
    """Yield the items that lack something and may not: vetoes first, then key items, each in the scheme's order."""
    found = [item for item in gaps if item.state.is_open and (item.criterion.veto or item.criterion.key)]
    for item in sorted(found, key=lambda item: not item.criterion.veto):
        rows = [row for row in item.counted if row.state.is_open]
        lacking = sum(max(1, row.needed - row.met) for row in rows)
        names = list(dict.fromkeys(row.unit or phrases.scope(row.slot.scope) for row in rows))
        few = len(names) <= _MOST_OWING
        owing = "、".join(names) if few else names[0] + phrase("page_unsorted_more", count=len(names))
        yield Grave(
            item.criterion.code + phrases.mark(item.criterion),
            item.criterion.veto,
            " ".join(phrases.item_name(item.criterion).split()).rstrip("。；"),
            phrase("page_short", count=lacking) if rows else phrase("page_bare"),
            owing or item.criterion.lead_unit or phrase("page_nobody"),
        )


def _units(
    snapshot: Snapshot, gaps: Sequence[ItemGaps], waiting: Mapping[str, Sequence[Piece]]
) -> tuple[UnitLine, ...]:
    """Return the units that owe something, those that owe most first; last what nobody is known to owe."""
    asked = {share.unit: share for share in shares(snapshot, gaps)}
    lines = [
        _line(unit, debts, asked[unit], len(waiting.get(unit, ())))
        for unit, debts in debts_by_unit(snapshot, gaps).items()
    ]
    lines.sort(key=lambda line: (-line.lacking, -line.veto, -line.key))
    nobody = [(item, row) for item in gaps for row in item.counted if row.unit is None and row.state.is_open]
    if nobody:
        veto = {item.criterion.id for item, _ in nobody if item.criterion.veto}
        key = {item.criterion.id for item, _ in nobody if item.criterion.key and not item.criterion.veto}
        lacking = sum(max(1, row.needed - row.met) for _, row in nobody)
        lines.append(UnitLine(phrase("page_nobody"), lacking, len(veto), len(key), "", 0))
    return tuple(lines)


def _line(unit: str, debts: Sequence[Debt], share: Share, unsorted: int) -> UnitLine:
    veto = {debt.criterion.id for debt in debts if debt.criterion.veto}
    key = {debt.criterion.id for debt in debts if debt.criterion.key and not debt.criterion.veto}
    lacking = sum(debt.lacking for debt in debts)
    return UnitLine(unit, lacking, len(veto), len(key), words.share(share.per_mille), unsorted)


def _notes(snapshot: Snapshot, waiting: Mapping[str, Sequence[Piece]]) -> Iterator[str]:
    """Yield what has to be known so that nobody is blamed unjustly."""
    if not snapshot.unfiled:
        yield phrase("page_unsorted_none")
        return
    most_first = sorted(waiting, key=lambda unit: -len(waiting[unit]))
    named = [phrase("page_unsorted_unit", unit=unit, count=len(waiting[unit])) for unit in most_first[:_MOST_UNSORTED]]
    more = phrase("page_unsorted_more", count=len(most_first)) if len(most_first) > _MOST_UNSORTED else ""
    known = {piece.id for pieces in waiting.values() for piece in pieces}
    unknown = sum(piece.id not in known for piece in snapshot.unfiled)
    told = ["、".join(named) + more] if named else []
    told += [phrase("page_unsorted_unknown", count=unknown)] if unknown else []
    yield phrase("page_unsorted", count=len(snapshot.unfiled), named="，".join(told))
