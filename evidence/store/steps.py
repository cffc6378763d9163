"""Which step of the journal is taken back or done again next, and what it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from evidence.errors import RequestError
from evidence.journal import Action, History, Json, Step, StepId
from evidence.model import ArrivalState, CriterionId, PieceId
from evidence.names import natural_key
from evidence.store.source import Source, ask, ask_one, from_json

_ENTRIES = 500  # read at once to take a step back
_LOOKED_AT = 50  # read at once to find the step: mostly it is the last

_FOLLOWING = frozenset({"position", "veto", "bonus"})  # columns of a criterion that change with those of others

_OF_PIECES = frozenset({"part", "former_part"})
_OF_ITEMS = frozenset({"slot", "finished_item", "outside_item"})
_NOT_TYPED = frozenset({"origins"})  # columns of a piece that come with others

# An arrival that replaces a piece is both: what came last names it.
_LAST_OF = "SELECT action, at, who FROM journal WHERE number = (SELECT max(number) FROM journal WHERE step = ?)"

_Row = Mapping[str, Json]


class Entry(NamedTuple):
    """What a step did to one row; `before` None: the row is new, `after` None: it is gone."""

    entity: str
    entity_id: str
    before: _Row | None
    after: _Row | None


def read_history(source: Source) -> History:
    """Return what can be taken back and done again; the same for every program, since it stands in the journal."""
    done, undoing = next_steps(source)
    undone = None
    if undoing is not None:
        (undone,) = ask_one(source, "SELECT undoes FROM journal WHERE step = ? LIMIT 1", undoing)
    return History(
        undo=None if done is None else _step(source, done),
        redo=None if undone is None else _step(source, undone),
    )


def step_to_undo(source: Source) -> StepId:
    """Return the last step that holds; raise `RequestError` if there is none."""
    done, _ = next_steps(source)
    if done is None:
        raise RequestError("nothing_to_undo")
    return done


def step_to_redo(source: Source) -> StepId:
    """Return the undoing that is done again next; raise `RequestError` if there is none, or something was written."""
    _, undoing = next_steps(source)
    if undoing is None:
        raise RequestError("nothing_to_redo")
    return undoing


def next_steps(source: Source) -> tuple[StepId | None, StepId | None]:
    """Return the last step that holds, and the last undoing that holds and that nothing new came after.

    Neither is one of which something was isolated since: what it wrote is not known any more.
    """
    last_undoing = None
    for is_undoing, step in _standing(source):
        if not is_undoing:
            return step, last_undoing
        last_undoing = last_undoing or step
    return None, last_undoing


def read_steps(source: Source, most: int) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Return what `undo` takes back one after the other, at most so many steps, and what `redo` does again."""
    done: list[Step] = []
    undone: list[Step] = []
    for is_undoing, step in _standing(source):
        if len(done) == most:
            break
        if not is_undoing:
            done.append(_step(source, step))
        elif not done:
            (taken_back,) = ask_one(source, "SELECT undoes FROM journal WHERE step = ? LIMIT 1", step)
            undone.append(_step(source, taken_back))
    return tuple(done), tuple(undone)


def _standing(source: Source) -> Iterator[tuple[bool, StepId]]:
    """Yield the steps and undoings that hold, the last first, each with whether it is an undoing.

    Ends where nothing before can be taken back: at the beginning, or where something of a step was isolated.
    """
    undone: set[StepId] = set()
    isolated = False
    sealed = {step for (step,) in ask(source, "SELECT id FROM sealed_step")}
    for step, action, undoes in _from_the_end(source):
        if step in undone:
            continue
        match action:
            case Action.NEW_PROJECT:
                return
            # What was handed over, or is gone, stays so; what a scan says, too.
            case (
                Action.BEGIN_EXPORT
                | Action.CONFIRM_EXPORT
                | Action.CLEAR_COPY
                | Action.WATCH
                | Action.BACK_UP
                | Action.RECOGNISE
            ):
                continue
            case Action.ISOLATE:
                isolated = True
            case Action.UNDO:
                if not isolated:
                    yield True, step
                undone.add(undoes)
            case Action.REDO:
                undone.add(undoes)
            case _:
                if step in sealed:
                    return
                yield False, step


def undone_steps(source: Source) -> frozenset[StepId]:
    """Return the steps that do not hold any more: taken back, and not done again."""
    undone: set[StepId] = set()
    for step, undoes in ask(
        source, "SELECT step, undoes FROM journal WHERE undoes IS NOT NULL GROUP BY step ORDER BY max(number) DESC"
    ):
        if step not in undone:
            undone.add(undoes)
    return frozenset(undone)


def entries_from_the_end(source: Source, step: StepId) -> Iterator[Entry]:
    """Yield what a step wrote, the last first; the caller may write meanwhile.

    A few are in memory at a time: the texts of an arrival that was undone are among them.
    """
    some = (
        "SELECT step, entity, entity_id, before, after FROM journal WHERE number BETWEEN ? AND ? ORDER BY number DESC"
    )
    (number,) = ask_one(source, "SELECT coalesce(max(number), 0) FROM journal WHERE step = ?", step)
    while number > 0:
        for of_step, entity, key, before, after in ask(source, some, number - _ENTRIES + 1, number):
            if of_step != step:
                return
            yield Entry(entity, key, from_json(before), from_json(after))
        number -= _ENTRIES


def _from_the_end(source: Source) -> Iterator[tuple[StepId, Action, StepId]]:
    """Yield the steps with what they take back, the last first; entries of one step are neighbours."""
    some = "SELECT step, action, undoes FROM journal WHERE number BETWEEN ? AND ? ORDER BY number DESC"
    (number,) = ask_one(source, "SELECT coalesce(max(number), 0) FROM journal")
    while number > 0:
        step = None
        for of_entry, action, undoes in ask(source, some, number - _LOOKED_AT + 1, number):
            if of_entry != step:
                yield of_entry, Action(action), undoes
            step = of_entry
        # The last of these may have begun long before: an arrival has an entry a file.
        (first,) = ask_one(source, "SELECT min(number) FROM journal WHERE step = ?", step)
        number = first - 1


def _step(source: Source, step: StepId) -> Step:
    action, told_at, who = ask_one(source, _LAST_OF, step)
    at = datetime.fromisoformat(told_at)
    if action == Action.TAKE_IN:
        files = _files_of(source, step)
        return Step(step, Action(action), at, who, (), (), (), (), (), files)
    pieces: dict[PieceId, None] = {}
    criteria: dict[CriterionId, None] = {}
    fields: dict[str, None] = {}
    made: dict[PieceId, str | None] = {}
    gone: set[PieceId] = set()
    codes = _Codes(source)
    written = "SELECT entity, entity_id, before, after FROM journal WHERE step = ? ORDER BY number"
    for entity, key, told_before, told_after in ask(source, written, step):
        before, after = from_json(told_before), from_json(told_after)
        if entity == "piece":
            pieces[key] = None
            if before is None:
                made[key] = after["title"]
            elif after is None:
                gone.add(key)
            else:
                fields |= dict.fromkeys(name for name in after if name not in _NOT_TYPED)
        elif entity == "binned":
            row = after or before
            if "piece_id" in row:  # else its places follow the criteria
                pieces[row["piece_id"]] = None
                made[row["piece_id"]] = row["title"]
        elif entity in _OF_PIECES:
            pieces |= dict.fromkeys([row["piece_id"]] if "piece_id" in (row := after or before) else [])
        elif entity == "filing":
            piece, criterion = _place(source, key, before or after or {})
            pieces[piece] = None
            criteria[criterion] = None
        elif entity == "self_score":  # never changed, but replaced
            criteria[_scored(after or before or {})] = None
        else:
            codes.note(entity, key, before, after)
    return Step(
        id=step,
        action=Action(action),
        at=at,
        who=who,
        pieces=tuple(key for key in pieces if key not in gone),
        criteria=tuple(criteria),
        titles=tuple(title for key, title in made.items() if key not in gone),
        fields=tuple(fields),
        codes=codes.in_order(),
        files=0,
    )


def _files_of(source: Source, step: StepId) -> int:
    """Return how many files came in a step: each once, and what an archive brought instead of the archive.

    Few entries have the word at all, and are read as JSON: of ten thousand that takes as long as reading the pieces.
    """
    opened = ArrivalState.OPENED.value
    (came,) = ask_one(
        source,
        "SELECT count(*) FROM journal WHERE step = ? AND entity = 'arrival' AND coalesce(before, 'null') = 'null'"
        " AND coalesce(after, 'null') != 'null' AND (after NOT LIKE ? OR json_extract(after, '$.state') IS NOT ?)",
        *(step, f"%{opened}%", opened),
    )
    return came


class _Codes:
    """Gathers the codes of the criteria that a step is about, as they were before it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._changed: dict[str, None] = {}
        self._made: dict[str, None] = {}
        self._materials: dict[str, None] = {}  # those whose materials changed
        self._shifted: dict[str, int] = {}  # those that only stand elsewhere now, with how far they went

    def note(self, entity: str, key: str, before: _Row | None, after: _Row | None) -> None:
        """Take note of an entry."""
        if entity in _OF_ITEMS:
            row = after or before or {}
            self._materials |= self._code(row.get("criterion_id") or self._items.get(key), {})
        elif entity == "criterion" and before is None:
            self._made |= self._code(key, after or {})
        elif entity == "criterion" and before is not None:
            if not before.keys() <= _FOLLOWING:
                self._changed |= self._code(key, before)
            elif after is not None and isinstance(was := before.get("position"), int):
                self._shifted |= dict.fromkeys(self._code(key, {}), abs(was - int(str(after["position"]))))

    def in_order(self) -> tuple[str, ...]:
        """Return the codes: of what was there, then of what is new; of a mere change of order, the furthest first."""
        there = sorted({**self._changed, **self._materials}, key=natural_key)
        named = dict.fromkeys([*there, *self._made])
        return tuple(named or sorted(self._shifted, key=lambda code: -self._shifted[code]))

    def _code(self, criterion: Json, row: _Row) -> dict[str, None]:
        """Return the code of a criterion, which may be gone and then has none unless its row tells."""
        found = row.get("code") or self._codes.get(str(criterion))
        return {str(found): None} if found else {}

    @cached_property
    def _codes(self) -> dict[str, str]:
        """The codes of all criteria: a step may be about thousands."""
        return dict(ask(self._source, "SELECT id, code FROM criterion"))

    @cached_property
    def _items(self) -> dict[str, str]:
        """The items of all materials."""
        return dict(ask(self._source, "SELECT id, criterion_id FROM slot"))


def _scored(row: _Row) -> CriterionId:
    return CriterionId(str(row["criterion_id"]))


def _place(source: Source, filing: str, row: _Row) -> tuple[PieceId, CriterionId]:
    """Return what a filing puts where; an entry of a change tells only what changed."""
    if row.keys() >= {"piece_id", "criterion_id"}:
        return PieceId(str(row["piece_id"])), CriterionId(str(row["criterion_id"]))
    piece, criterion = ask_one(source, "SELECT piece_id, criterion_id FROM filing WHERE id = ?", filing)
    return piece, criterion
