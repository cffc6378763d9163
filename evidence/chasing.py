"""催报 of a project: whom to ask, what was drafted and sent, what came of it, and the office's own steps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.chases import STEPS, Chase, ChaseId, Step
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import new_id
from evidence.scheme.text import cut
from evidence.snapshot import Changes, Snapshot
from evidence.store.batch_reading import read_batches
from evidence.store.chase_reading import read_chases, read_steps
from evidence.units import names_of
from evidence.wording import chases as words

if TYPE_CHECKING:  # a window shows what is there before anybody is chased
    from evidence.check.gaps import ItemGaps
    from evidence.check.owing import After, Drafting, Owing
    from evidence.workspace import Workspace

_LONGEST_NAME = 20  # characters of a step


class Plan(Struct, frozen=True, dict=True):
    """Who owes what at one moment, with all that has to be seen before anybody is asked; nothing is made yet."""

    snapshot: Snapshot
    gaps: tuple[ItemGaps, ...]
    steps: tuple[Step, ...]
    units: tuple[Owing, ...]  # that owe something
    settled: tuple[Owing, ...]  # that were asked and owe nothing any more

    def drafting(self, units: Collection[str] | None, step: Step | None, deadline: date | None) -> Drafting:
        """Return what asking these units, or all, would make: by one step, or each by the one that is proposed for it.

        Raises `RequestError` where none of them owes anything, or the deadline is over.
        """
        from evidence.check.owing import Drafting

        if deadline is not None and deadline < self.snapshot.at.date():
            raise RequestError("chase_deadline_over", day=deadline.isoformat())
        chosen = [one for one in self.units if units is None or one.unit in units]
        if not chosen:
            raise RequestError("chase_nobody")
        return Drafting(
            as_of=self.snapshot.at,
            deadline=deadline,
            letters=tuple((one, step or one.proposed) for one in chosen if one.proposed is not None),
            visits=tuple(one for one in chosen if one.by_visit),
        )


class Chasing:
    """A service of a workspace; raises `RequestError` for what would make no sense."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def steps(self) -> tuple[Step, ...]:
        """Return the steps of the project, gentlest first."""
        with self._workspace.reading() as source:
            return read_steps(source)

    def set_steps(self, steps: Sequence[Step]) -> Changes:
        """Make the steps of the project these; raise `RequestError` for none, or for names that cannot be."""
        plain = [Step(" ".join(step.name.split()), step.form) for step in steps]
        if not plain:
            raise RequestError("chase_steps_none")
        for step in plain:
            if not 0 < len(step.name) <= _LONGEST_NAME or step.name == words.VISIT:
                raise RequestError("chase_step_name", name=step.name)
        if len({step.name for step in plain}) < len(plain):
            raise RequestError("chase_step_twice")
        from evidence.store.chase_rows import ChaseRows

        with self._workspace.writing(Action.EDIT_CHASE_STEPS) as writer:
            ChaseRows(writer.rows).keep_steps(() if tuple(plain) == STEPS else plain)
        return writer.changes

    def record(self) -> tuple[Chase, ...]:
        """Return all that was drafted or sent, the first drafted first."""
        with self._workspace.reading() as source:
            return read_chases(source)

    def plan(self, snapshot: Snapshot | None = None, gaps: Sequence[ItemGaps] | None = None) -> Plan:
        """Return who owes what now; the snapshot and its gaps may be given where they are known."""
        from evidence.check.gaps import find_gaps
        from evidence.check.owing import units_to_chase

        seen = snapshot or self._workspace.snapshot()
        found = tuple(find_gaps(seen) if gaps is None else gaps)
        steps = self.steps()
        units = units_to_chase(seen, found, self.record(), steps)
        owing, settled = (tuple(one for one in units if bool(one.debts) is owes) for owes in (True, False))
        return Plan(seen, found, steps, owing, settled)

    def draft(self, drafting: Drafting) -> tuple[Changes, tuple[Chase, ...]]:
        """Record what was drafted, as one step; what a unit was drafted before and never sent goes."""
        from evidence.check.owing import asked_of

        made = [
            Chase(
                ChaseId(new_id()),
                one.unit,
                step.name if step else words.VISIT,
                step.form if step else None,
                drafting.as_of,
                drafting.deadline,
                self._workspace.who,
                asked_of(one.debts),
            )
            for one, step in (*drafting.letters, *((one, None) for one in drafting.visits))
        ]
        units = {one.unit for one in drafting.chosen}
        names = names_of(self._workspace.snapshot().project.units)
        called = units | {name for name, today in names.items() if today in units}
        from evidence.store.chase_rows import ChaseRows

        with self._workspace.writing(Action.DRAFT_CHASES) as writer:
            ChaseRows(writer.rows).draft(made, called)
        return writer.changes, tuple(made)

    def sent(self, chases: Collection[ChaseId], day: date | None = None, by: str | None = None) -> Changes:
        """Record that drafts were sent, now or on another day, by who works here or somebody else."""
        now = self._workspace.now
        if day is not None and day > now.date():
            raise RequestError("chase_sent_to_come", day=day.isoformat())
        known = {chase.id: chase for chase in self.record()}
        moments: dict[ChaseId, datetime] = {}
        for key in chases:
            chase = known.get(key)
            if chase is None:
                raise RequestError("chase_unknown", key=key)
            if chase.sent_at is not None:
                raise RequestError("chase_sent_before", unit=chase.unit, step=chase.step)
            if day is not None and day < chase.as_of.date():
                raise RequestError("chase_sent_early", day=chase.as_of.date().isoformat())
            is_now = day is None or day == now.date()
            moments[key] = now if is_now else max(chase.as_of, datetime.combine(day or now, time.min))
        from evidence.store.chase_rows import ChaseRows

        with self._workspace.writing(Action.SEND_CHASES) as writer:
            ChaseRows(writer.rows).send(moments, by or self._workspace.who)
        return writer.changes

    def after(self, plan: Plan | None = None) -> tuple[After, ...]:
        """Tell of each chase what the unit handed in since, and how it stands with what was asked; the first first."""
        from evidence.check.owing import what_came_after

        seen = plan or self.plan()
        with self._workspace.reading() as source:
            batches = read_batches(source)
        return what_came_after(seen.snapshot, seen.gaps, self.record(), batches)

    def find(self, key: str) -> Chase:
        """Return the one chase whose id begins so; raise `RequestError` otherwise."""
        wanted = key.strip().lower()
        found = [chase for chase in self.record() if wanted and chase.id.startswith(wanted)]
        if len(found) != 1:
            raise RequestError("chase_unknown", key=key)
        return found[0]


def steps_named(known: Sequence[Step], text: str) -> tuple[Step, ...]:
    """Return the steps that a text lists: `督办函=督办单` says the form, else a known name or its words tell it."""
    forms = {step.name: step.form for step in (*STEPS, *known)}
    found: list[Step] = []
    for part in cut(text, "、，,;；"):
        name, _, said = (" ".join(word.split()) for word in part.replace("＝", "=").partition("="))
        form = words.form_said(said) if said else forms.get(name) or words.form_told(name)
        if form is None:
            raise RequestError("chase_step_form", name=part)
        found.append(Step(name, form))
    return tuple(found)


def find_step(steps: Sequence[Step], name: str) -> Step:
    """Return the step of a name; raise `RequestError` if there is none."""
    wanted = " ".join(name.split())
    found = next((step for step in steps if step.name == wanted), None)
    if found is None:
        raise RequestError("chase_step_unknown", name=wanted, names="、".join(step.name for step in steps))
    return found
