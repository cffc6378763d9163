"""Which step of the journal is taken back or done again next, and what it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, func, select

from evidence.journal import Action, History, Json, Step, StepId
from evidence.model import CriterionId, PieceId
from evidence.store import schema

_ENTRIES = 500  # read at once to take a step back
_LOOKED_AT = 50  # read at once to find the step: mostly it is the last

_FOLLOWING = frozenset({"position", "veto", "bonus"})  # columns of a criterion that change with those of others

_journal = schema.journal.c


def read_history(connection: Connection) -> History:
    """Return what can be taken back and done again; the same for every program, since it stands in the journal."""
    done, undoing = next_steps(connection)
    undone = None
    if undoing is not None:
        undone = connection.execute(select(_journal.undoes).where(_journal.step == undoing).limit(1)).scalar_one()
    return History(
        undo=None if done is None else _step(connection, done),
        redo=None if undone is None else _step(connection, undone),
    )


def next_steps(connection: Connection) -> tuple[StepId | None, StepId | None]:
    """Return the last step that holds, and the last undoing that holds and that nothing new came after."""
    undone: set[StepId] = set()
    last_undoing = None
    for step, action, undoes in _from_the_end(connection):
        if step in undone:
            continue
        match action:
            case Action.NEW_PROJECT:
                break
            case Action.UNDO:
                last_undoing = last_undoing or step
                undone.add(undoes)
            case Action.REDO:
                undone.add(undoes)
            case _:
                return step, last_undoing
    return None, last_undoing


def entries_from_the_end(connection: Connection, step: StepId) -> Iterator[Row[Any, Any, Any, Any, Any]]:
    """Yield what a step wrote (entity, entity_id, before, after), the last first; the caller may write meanwhile.

    A few are in memory at a time: the texts of an arrival that was undone are among them.
    """
    columns = (_journal.entity, _journal.entity_id, _journal.before, _journal.after, _journal.step)
    number = connection.execute(select(func.max(_journal.number)).where(_journal.step == step)).scalar() or 0
    while number > 0:
        some = select(*columns).where(_journal.number.between(number - _ENTRIES + 1, number))
        for entry in connection.execute(some.order_by(_journal.number.desc())).all():
            if entry.step != step:
                return
            yield entry
        number -= _ENTRIES


def _from_the_end(connection: Connection) -> Iterator[tuple[StepId, Action, StepId]]:
    """Yield the steps with what they take back, the last first; entries of one step are neighbours."""
    number = connection.execute(select(func.max(_journal.number))).scalar() or 0
    entries = select(_journal.step, _journal.action, _journal.undoes).order_by(_journal.number.desc())
    while number > 0:
        step = None
        for entry in connection.execute(entries.where(_journal.number.between(number - _LOOKED_AT + 1, number))).all():
            if entry.step != step:
                yield entry.step, Action(entry.action), entry.undoes
            step = entry.step
        # The last of these may have begun long before: an arrival has an entry a file.
        number = connection.execute(select(func.min(_journal.number)).where(_journal.step == step)).scalar_one() - 1


def _step(connection: Connection, step: StepId) -> Step:
    of_step = _journal.step == step
    columns = (_journal.action, _journal.at, _journal.who)
    action, at, who = connection.execute(select(*columns).where(of_step).limit(1)).one()
    if action == Action.TAKE_IN:
        arrivals = select(func.count()).where(of_step, _journal.entity == schema.arrival.name)
        files = connection.execute(arrivals).scalar_one()
        return Step(step, Action(action), at, who, (), (), (), (), (), files)
    pieces: dict[PieceId, None] = {}
    criteria: dict[CriterionId, None] = {}
    fields: dict[str, None] = {}
    made: dict[PieceId, str | None] = {}
    codes = _Codes(connection)
    entry = (_journal.entity, _journal.entity_id, _journal.before, _journal.after)
    for entity, key, before, after in connection.execute(select(*entry).where(of_step).order_by(_journal.number)):
        if entity == schema.piece.name:
            pieces[key] = None
            if before is None:
                made[key] = after["title"]
            else:
                fields |= dict.fromkeys(after)
        elif entity == schema.filing.name:
            piece, criterion = _place(connection, key, before or after or {})
            pieces[piece] = None
            criteria[criterion] = None
        else:
            codes.note(entity, key, before, after)
    return Step(
        id=step,
        action=Action(action),
        at=at,
        who=who,
        pieces=tuple(pieces),
        criteria=tuple(criteria),
        titles=tuple(made.values()),
        fields=tuple(fields),
        codes=codes.in_order(),
        files=0,
    )


class _Codes:
    """Gathers the codes of the criteria that a step is about, as they were before it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changed: dict[str, None] = {}
        self._made: dict[str, None] = {}
        self._shifted: dict[str, int] = {}  # those that only stand elsewhere now, with how far they went

    def note(self, entity: str, key: str, before: Mapping[str, Json] | None, after: Mapping[str, Json] | None) -> None:
        """Take note of an entry."""
        if entity == schema.slot.name:
            row = after or before or {}
            self._changed |= self._code(row.get("criterion_id") or self._items.get(key), {})
        elif entity == schema.criterion.name and before is None:
            self._made |= self._code(key, after or {})
        elif entity == schema.criterion.name and before is not None:
            if not before.keys() <= _FOLLOWING:
                self._changed |= self._code(key, before)
            elif after is not None and isinstance(was := before.get("position"), int):
                self._shifted |= dict.fromkeys(self._code(key, {}), abs(was - int(str(after["position"]))))

    def in_order(self) -> tuple[str, ...]:
        """Return the codes: of what was there, then of what is new; of a mere change of order, the furthest first."""
        named = {**self._changed, **self._made}
        return tuple(named or sorted(self._shifted, key=lambda code: -self._shifted[code]))

    def _code(self, criterion: Json, row: Mapping[str, Json]) -> dict[str, None]:
        """Return the code of a criterion, which may be gone and then has none unless its row tells."""
        found = row.get("code") or self._codes.get(str(criterion))
        return {str(found): None} if found else {}

    @cached_property
    def _codes(self) -> dict[str, str]:
        """The codes of all criteria: a step may be about thousands."""
        columns = schema.criterion.c
        return dict(self._connection.execute(select(columns.id, columns.code)).all())

    @cached_property
    def _items(self) -> dict[str, str]:
        """The items of all materials."""
        columns = schema.slot.c
        return dict(self._connection.execute(select(columns.id, columns.criterion_id)).all())


def _place(connection: Connection, filing: str, row: Mapping[str, Json]) -> tuple[PieceId, CriterionId]:
    """Return what a filing puts where; an entry of a changed slot tells only the slot."""
    if "piece_id" in row:
        return PieceId(str(row["piece_id"])), CriterionId(str(row["criterion_id"]))
    columns = schema.filing.c
    found = select(columns.piece_id, columns.criterion_id).where(columns.id == filing)
    piece, criterion = connection.execute(found).one()
    return piece, criterion
