"""What became of a piece, and the steps that can be taken back, out of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from evidence.crop import Crop
from evidence.journal import Action, Json, Step, StepId
from evidence.model import PieceId
from evidence.past import PastEvent
from evidence.reviews import Fit
from evidence.snapshot import Changes
from evidence.store.past_reading import PastEntry, arrivals_of, codes_and_slots, entries_about
from evidence.store.steps import read_steps
from evidence.wording import past as words

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_MOST_STEPS = 200


def past_of(workspace: Workspace, piece: PieceId) -> tuple[PastEvent, ...]:
    """Return what became of a piece, the first event first."""
    with workspace.reading() as source:
        entries = entries_about(source, piece)
        came = arrivals_of(source, piece)
        names = _Names(*codes_and_slots(source), entries)
    events = [
        PastEvent(one.at, one.who, (words.came(one.unit, one.sender, one.channel, one.source, again=one.copy),))
        for one in came
    ]
    steps: dict[StepId, list[PastEntry]] = {}
    for entry in entries:
        steps.setdefault(entry.step, []).append(entry)
    for group in steps.values():
        told = _told_of(group, steps, names)
        if told:
            events.append(PastEvent(group[0].at, group[0].who, told))
    return tuple(sorted(events, key=lambda event: event.at))


def steps_of(workspace: Workspace) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Return what undoing takes back one after the other, the last 200 steps at most, and what redoing does again."""
    with workspace.reading() as source:
        return read_steps(source, _MOST_STEPS)


def go_back(workspace: Workspace, count: int) -> Changes:
    """Take so many steps back, or do so many again where `count` is negative; raise `RequestError` for too many."""
    changes = Changes()
    for _ in range(abs(count)):
        changes |= workspace.undo() if count > 0 else workspace.redo()
    return changes


class _Names:
    """What criteria and materials are called, and where each entry of a filing had the piece before it and after."""

    def __init__(self, codes: Mapping[str, str], slots: Mapping[str, str], entries: Iterable[PastEntry]) -> None:
        self._codes, self._slots = codes, slots
        self._before: dict[int, Mapping[str, Json]] = {}  # whole rows by the numbers of entries
        self._after: dict[int, Mapping[str, Json]] = {}
        rows: dict[str, dict[str, Json]] = {}
        for entry in entries:
            if entry.entity == "filing":  # a change of one tells only what changed
                before = self._before[entry.number] = rows.get(entry.key, {}) | dict(entry.before or {})
                rows[entry.key] = before | dict(entry.after or {})
                self._after[entry.number] = rows[entry.key]

    def before(self, entry: PastEntry) -> str:
        """Return where a filing had put the piece."""
        return self._place(self._before[entry.number])

    def after(self, entry: PastEntry) -> str:
        """Return where a filing put the piece."""
        return self._place(self._after[entry.number])

    def _place(self, row: Mapping[str, Json]) -> str:
        slot = row.get("slot_id")
        return words.place(self._codes.get(str(row.get("criterion_id")), ""), self._slots.get(str(slot), ""))


def _told_of(group: Sequence[PastEntry], steps: Mapping[StepId, Sequence[PastEntry]], names: _Names) -> tuple[str, ...]:
    """Return what one step did with the piece; of one that takes back or does again, what is, and who did that when."""
    done = group
    while (undoes := done[0].undoes) is not None and undoes in steps:
        done = steps[undoes]
    told = list(dict.fromkeys(_told(done, names)))
    if done is group:
        return tuple(told)
    if done[0].action is Action.TAKE_IN:  # else the arrival tells of it
        told.insert(0, words.TAKEN_IN)
    if told:
        told[0] = words.OF_STEP[group[0].action].format(who=done[0].who, at=done[0].at, told=told[0])
    return tuple(told)


def _told(group: Sequence[PastEntry], names: _Names) -> Iterable[str]:
    """Return what one step did with the piece."""
    into = [names.after(e) for e in group if e.entity == "filing" and e.before is None and e.after]
    out = [names.before(e) for e in group if e.entity == "filing" and e.after is None and e.before]
    binned = [e for e in group if e.entity == "binned" and (e.before is None or e.after is None)]
    files = [entry for entry in group if entry.entity in ("part", "former_part")]
    action = group[0].action
    for entry in binned:
        yield words.binned(_text(entry.after, "why")) if entry.before is None else words.BACK
    if action is Action.REPLACE or any(entry.entity == "former_part" for entry in files):
        why = next((_text(e.after, "why") for e in files if e.entity == "former_part" and e.before is None), "")
        yield words.replaced(why)
    elif action is Action.SPLIT_PIECE or (files and action not in (Action.TAKE_IN, Action.REGISTER_PAPER)):
        yield words.FILES.get(action, words.FILES_CHANGED)
    yield from _cropped(group)
    for entry in group:
        if entry.entity == "piece":
            yield from _facts(entry)
        elif entry.entity == "filing" and entry.before is not None and entry.after is not None:
            yield from _refiled(entry, names)
    if into or out:
        yield words.moved(out, into)


def _cropped(group: Sequence[PastEntry]) -> Iterable[str]:
    """Return what became of pages that are shown in part: of one that got another part there are two entries."""
    now = {e.after["page"]: e.after for e in group if e.entity == "page_crop" and e.after}
    was = {e.before["page"]: e for e in group if e.entity == "page_crop" and e.before}
    for page, row in now.items():
        crop = Crop(*(cast("int", row[edge]) for edge in ("left", "top", "right", "bottom")))
        yield words.CROPPED.format(page=page, width=crop.width, height=crop.height)
    yield from (words.WHOLE_PAGE.format(page=page) for page in was if page not in now)


def _facts(entry: PastEntry) -> Iterable[str]:
    if entry.before is None:
        if entry.action is Action.REGISTER_PAPER:
            yield words.REGISTERED
    elif entry.after is None:
        yield words.GONE
    else:
        for column, after in entry.after.items():
            if column in words.TOLD_COLUMNS:
                yield words.changed(column, entry.before.get(column), after)


def _refiled(entry: PastEntry, names: _Names) -> Iterable[str]:
    after = entry.after or {}
    if (out := names.before(entry)) != (into := names.after(entry)):
        yield words.moved([out], [into])
    if "fit" in after:
        fit = after["fit"]
        where = names.after(entry)
        if fit is None:
            yield words.review_withdrawn(where)
        else:
            yield words.reviewed(where, Fit(str(fit)), _text(after, "fit_by"), _text(after, "fit_reason"))


def _text(row: Mapping[str, Json] | None, column: str) -> str:
    value = (row or {}).get(column)
    return "" if value is None else str(value)
