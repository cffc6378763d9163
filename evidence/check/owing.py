"""Whom to chase: what each unit owes, what of it lies unsorted, what was asked before, and which step comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from evidence.chases import Asked, Chase, Form, Step
from evidence.check.debts import Debt, debts_by_unit, known_units, rows_by_code
from evidence.check.gaps import ItemGaps
from evidence.check.waiting import waiting_by_unit
from evidence.deliveries import Batch
from evidence.model import Approach, Piece, PieceId, State, Unit, UnitKind
from evidence.snapshot import Snapshot
from evidence.units import KnownUnits, names_of, same_unit


class Owing(Struct, frozen=True):
    """One unit that owes something, or was asked and owes nothing any more."""

    unit: str  # its name of today
    listed: Unit | None  # as the project's list has it
    debts: tuple[Debt, ...]  # in the scheme's order
    waiting: tuple[Piece, ...]  # 已报待整理: to be sorted before it is asked again
    earlier: tuple[Chase, ...]  # sent, the first one first
    draft: Chase | None  # drafted and not sent yet
    proposed: Step | None  # the step after the last one sent; None: by visit

    @property
    def by_visit(self) -> bool:
        """Whether somebody goes there, and no letter is made."""
        return self.proposed is None

    @property
    def is_township(self) -> bool:
        """Whether it is a township."""
        return self.listed is not None and self.listed.kind is UnitKind.TOWNSHIP

    @property
    def lacking(self) -> int:
        """How many papers it owes."""
        return sum(debt.lacking for debt in self.debts)

    @property
    def items(self) -> int:
        """Under how many items it owes something."""
        return len({debt.criterion.id for debt in self.debts})

    @property
    def grave(self) -> int:
        """Under how many 否决项 and 关键项 it owes something."""
        return len({debt.criterion.id for debt in self.debts if debt.criterion.veto or debt.criterion.key})


class Drafting(Struct, frozen=True):
    """What is drafted together, before it is written or recorded."""

    as_of: datetime
    deadline: date | None
    letters: tuple[tuple[Owing, Step], ...]
    visits: tuple[Owing, ...]  # 上门沟通: listed for who goes there

    @property
    def chosen(self) -> tuple[Owing, ...]:
        """The units that are asked, those to be visited last."""
        return (*(owing for owing, _ in self.letters), *self.visits)

    def of_form(self, form: Form) -> tuple[tuple[Owing, Step], ...]:
        """Return what is made as a letter of one form."""
        return tuple((owing, step) for owing, step in self.letters if step.form is form)


class After(Struct, frozen=True):
    """What came after one chase."""

    chase: Chase
    batches: tuple[Batch, ...]  # that brought something of the unit since it was sent
    files: int  # of the unit in these
    closed: tuple[Asked, ...]  # of what it asked: there now
    left: tuple[Asked, ...]  # still open
    dropped: tuple[Asked, ...]  # no longer asked for by the scheme


def units_to_chase(
    snapshot: Snapshot, gaps: Iterable[ItemGaps], chases: Iterable[Chase], steps: Sequence[Step]
) -> tuple[Owing, ...]:
    """Return each unit that owes something or was ever asked, departments before townships, as the clerk lists them.

    The office itself is not among them: nobody chases himself by letter.
    """
    owed = debts_by_unit(snapshot, gaps)
    waiting = waiting_by_unit(snapshot)
    listed = {unit.name: unit for unit in snapshot.project.units}
    asked = by_unit(snapshot, chases)
    order = {name: at for at, name in enumerate(listed)}
    found: list[Owing] = []
    for unit in dict.fromkeys((*owed, *asked)):
        if is_office(snapshot, unit):
            continue
        known = listed.get(unit)
        sent = tuple(chase for chase in asked.get(unit, ()) if chase.sent_at is not None)
        drafts = [chase for chase in asked.get(unit, ()) if chase.sent_at is None]
        by_visit = known is not None and known.approach is Approach.VISIT
        proposed = None if by_visit else next_step(sent, steps, snapshot.at.date())
        debts = owed.get(unit, ())
        found.append(Owing(unit, known, debts, waiting.get(unit, ()), sent, drafts[-1] if drafts else None, proposed))
    return tuple(sorted(found, key=lambda one: (one.is_township, order.get(one.unit, len(order)))))


def unranked(snapshot: Snapshot, units: Iterable[str]) -> frozenset[str]:
    """Return which of these units stand in no 通报, whatever they owe: those to be visited, and the office itself."""
    visited = {unit.name for unit in snapshot.project.units if unit.approach is Approach.VISIT}
    return frozenset(unit for unit in units if unit in visited or is_office(snapshot, unit))


def is_office(snapshot: Snapshot, unit: str) -> bool:
    """Tell whether a name means the office that the project belongs to."""
    office = snapshot.project.office
    return office is not None and same_unit(office, unit)


def by_unit(snapshot: Snapshot, chases: Iterable[Chase]) -> dict[str, list[Chase]]:
    """Return chases by the name that their unit has today, in order."""
    names = names_of(snapshot.project.units)
    found: dict[str, list[Chase]] = {}
    for chase in chases:
        found.setdefault(names.get(chase.unit, chase.unit), []).append(chase)
    return found


def next_step(sent: Sequence[Chase], steps: Sequence[Step], today: date) -> Step:
    """Return the step after the highest one that a unit was sent; the last one again where there is none after it.

    While the time that it was given last is not over, no further step is proposed than it was sent.
    """
    names = [step.name for step in steps]
    forms = [step.form for step in steps]
    reached = -1
    for chase in sent:
        if chase.step in names:
            reached = max(reached, names.index(chase.step))
        elif chase.form is not None and chase.form in forms:  # the step was called otherwise then
            reached = max(reached, forms.index(chase.form))
    granted = max((chase.deadline for chase in sent if chase.deadline is not None), default=None)
    further = 0 if reached >= 0 and granted is not None and today <= granted else 1
    return steps[min(reached + further, len(steps) - 1)]


def asked_of(debts: Iterable[Debt]) -> tuple[Asked, ...]:
    """Return what is asked for, in words."""
    return tuple(
        Asked(debt.code, debt.criterion.code, debt.row.slot.name, debt.row.year, debt.lacking) for debt in debts
    )


def what_came_after(
    snapshot: Snapshot, gaps: Sequence[ItemGaps], chases: Iterable[Chase], batches: Sequence[Batch]
) -> tuple[After, ...]:
    """Tell of each chase what the unit handed in since it was sent, and how it stands with what was asked."""
    standing = {code: _standing(debts) for code, debts in rows_by_code(snapshot, gaps).items()}
    names, known = names_of(snapshot.project.units), known_units(snapshot)
    brought = [(batch, _brought(batch, snapshot.piece_by_id, known)) for batch in batches]
    found: list[After] = []
    for chase in chases:
        unit = names.get(chase.unit, chase.unit)
        since = {
            batch: files[unit]
            for batch, files in brought
            if chase.sent_at is not None and batch.arrived_at >= chase.sent_at and unit in files
        }
        by_state = [(standing.get(asked.code, State.NOT_APPLICABLE), asked) for asked in chase.asked]
        closed, left, dropped = (
            tuple(asked for stands, asked in by_state if stands is state)
            for state in (State.COMPLETE, State.MISSING, State.NOT_APPLICABLE)
        )
        found.append(After(chase, tuple(since), sum(since.values()), closed, left, dropped))
    return tuple(found)


def _brought(batch: Batch, pieces: Mapping[PieceId, Piece], known: KnownUnits) -> dict[str, int]:
    """Return how many files of a batch are whose: all are its sender's, or each is the unit's that its paper names."""
    sender = batch.delivery.unit
    if sender is not None:
        return dict.fromkeys(known.meant(sender) or (sender,), batch.count)
    found: dict[str, int] = {}
    for file in batch.files:
        piece = pieces.get(file.piece) if file.piece is not None else None
        bearer = piece.facts.unit if piece is not None else None
        for unit in known.meant(bearer) or (bearer,) if bearer else ():
            found[unit] = found.get(unit, 0) + 1
    return found


def _standing(debts: Sequence[Debt]) -> State:
    """Return how it stands with what a code asks for, on the safe side where two fell on the same code."""
    states = {debt.row.state for debt in debts}
    if any(state.is_open for state in states):  # also one left to an alternative that is not there yet
        return State.MISSING
    return State.COMPLETE if State.COMPLETE in states else State.NOT_APPLICABLE
