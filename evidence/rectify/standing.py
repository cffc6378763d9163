"""How a problem stands by what was done about it, and what may be done next."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from itertools import pairwise

from msgspec import Struct

from evidence.errors import RequestError
from evidence.findings import Did, Event, Finding, FindingState, NewEvent
from evidence.rectify.people import checker_fault, people

_OPEN = (FindingState.UNDERWAY, FindingState.REBOUND)
_FROM: dict[Did, tuple[FindingState, ...]] = {
    Did.HAND_OUT: (FindingState.UNASSIGNED, *_OPEN),
    Did.PROGRESS: _OPEN,
    Did.RECTIFY: _OPEN,
    Did.PASS: (FindingState.TO_CHECK,),
    Did.FAIL: (FindingState.TO_CHECK,),
    Did.LOOK_BACK: (FindingState.CLOSED,),
    Did.REOPEN: (FindingState.CLOSED,),
}


class Standing(Struct, frozen=True):
    """How one problem stands; of a round that a 反弹 began nothing is carried over but unit, person and measure."""

    state: FindingState
    unit: str = ""  # empty: not handed out yet
    person: str = ""
    deadline: date | None = None  # that holds now; None: none is set, or the problem came back and has no new one yet
    measure: str = ""
    deadlines: tuple[date, ...] = ()  # all that were set in this round, the first one first; the last holds
    handed_out_on: date | None = None  # first, in this round
    progress: str = ""  # what was said last of how it goes, or of its being put right
    rectified_on: date | None = None  # last, in this round; None also after a check that it did not pass
    rectified_by: str = ""
    checked_on: date | None = None  # of the check after it was put right last; None: not checked since
    checked_by: str = ""
    result: str = ""  # what the one who checked last said
    closed_on: date | None = None  # None: it is not closed
    looks: int = 0  # how often somebody looked again and it still held (回头看仍合格), in its whole life
    looked_on: date | None = None  # last, in this round; None: nobody did so since it was closed last
    looked_by: str = ""
    rebounds: int = 0
    failed: int = 0  # checks that it did not pass, in its whole life
    since: date | None = None  # the day on which it came into its state
    opened: tuple[date, ...] = ()  # the day it was found, and each on which it came back
    closed: tuple[date, ...] = ()  # each day on which it was closed; the next of `opened` follows it
    on_time: bool | None = None  # put right by the deadline that held then; None: not put right, or none was set

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.state is not FindingState.CLOSED

    @property
    def extensions(self) -> int:
        """How often a later deadline took the place of one, in this round."""
        if len(self.deadlines) < 2:  # nearly always, and asked of thousands
            return 0
        return sum(later > former for former, later in pairwise(self.deadlines))

    def overdue(self, day: date) -> bool:
        """Tell whether on a day its deadline is over and the unit has not said that it is put right (逾期).

        One that waits for its check is not: the unit has done its part, `on_time` tells whether it did so in time.
        """
        return self.state in _OPEN and self.deadline is not None and self.deadline < day


class _Life(Struct):
    """A standing while the events are gone through."""

    finding: Finding
    state: FindingState = FindingState.UNASSIGNED
    unit: str = ""
    person: str = ""
    measure: str = ""
    deadlines: tuple[date, ...] = ()
    handed_out_on: date | None = None
    progress: str = ""
    rectified: Event | None = None
    checked: Event | None = None
    looked: Event | None = None
    looks: int = 0
    on_time: bool | None = None
    rebounds: int = 0
    failed: int = 0
    opened: tuple[date, ...] = ()
    closed: tuple[date, ...] = ()
    since: date | None = None

    def live(self, event: Event) -> None:
        """Go through one event."""
        match event.did:
            case Did.HAND_OUT:
                self._hand_out(event)
            case Did.PROGRESS:
                self.progress = event.said or self.progress
            case Did.RECTIFY:
                self.rectified, self.checked = event, None
                self.progress = event.said or self.progress
                self.on_time = event.on <= self.deadlines[-1] if self.deadlines else None
                self._come_into(FindingState.TO_CHECK, event)
            case Did.PASS:
                self.checked = event
                self.closed = (*self.closed, event.on)
                self._come_into(FindingState.CLOSED, event)
            case Did.FAIL:
                self.checked, self.rectified, self.on_time = event, None, None
                self.failed += 1
                self._come_into(self._underway, event)
            case Did.LOOK_BACK:
                self.looked = event
                self.looks += 1
            case Did.REOPEN:
                self.rebounds += 1
                self.opened = (*self.opened, event.on)
                self.rectified, self.checked, self.on_time, self.handed_out_on = None, None, None, None
                self.looked = None
                self.deadlines, self.progress = (), event.said
                self._come_into(FindingState.REBOUND, event)

    @property
    def _underway(self) -> FindingState:
        return FindingState.REBOUND if self.rebounds else FindingState.UNDERWAY

    def _hand_out(self, event: Event) -> None:
        self.unit, self.person = event.unit, event.person
        self.measure = event.said or self.measure
        self.handed_out_on = self.handed_out_on or event.on
        if event.deadline is not None and (not self.deadlines or self.deadlines[-1] != event.deadline):
            self.deadlines = (*self.deadlines, event.deadline)
        self._come_into(self._underway, event)

    def _come_into(self, state: FindingState, event: Event) -> None:
        if state is not self.state:
            self.state, self.since = state, event.on


def standing(finding: Finding) -> Standing:
    """Return how a problem stands after all that was done about it.

    One that came back stays 反弹 while it is put right once more, and is so again where it does not pass its check.
    """
    life = _Life(finding, since=finding.found_on, opened=(finding.found_on,))
    for event in finding.events:
        life.live(event)
    rectified, checked, looked = life.rectified, life.checked, life.looked
    return Standing(
        state=life.state,
        unit=life.unit,
        person=life.person,
        deadline=life.deadlines[-1] if life.deadlines else None,
        measure=life.measure,
        deadlines=life.deadlines,
        handed_out_on=life.handed_out_on,
        progress=life.progress,
        rectified_on=rectified and rectified.on,
        rectified_by=rectified.by if rectified else "",
        checked_on=checked and checked.on,
        checked_by=checked.by if checked else "",
        result=checked.said if checked else "",
        closed_on=life.closed[-1] if life.state is FindingState.CLOSED else None,
        looks=life.looks,
        looked_on=looked and looked.on,
        looked_by=looked.by if looked else "",
        rebounds=life.rebounds,
        failed=life.failed,
        since=life.since,
        opened=life.opened,
        closed=life.closed,
        on_time=life.on_time,
    )


def may(finding: Finding, did: Did) -> bool:
    """Tell whether something may be done about a problem as it stands."""
    return standing(finding).state in _FROM[did]


def next_steps(state: FindingState) -> tuple[Did, ...]:
    """Return what may be done about a problem in a state."""
    return tuple(did for did, states in _FROM.items() if state in states)


def check(finding: Finding, event: NewEvent, today: date, units: Container[str] = ()) -> None:
    """Raise `RequestError` where something cannot be done about a problem as it stands.

    It must be possible in that state; its day must be no day to come, and none before the one on which the problem was
    found or on which the last thing was done about it. A hand-out needs unit and deadline, one who puts it right and
    one who checks or looks again need names, what came back needs words; nobody checks what he put right himself, or
    had to answer for as 责任人, and no unit does (`units` are the names of those that the project knows).
    """
    now, on, number = standing(finding), event.on or today, finding.number
    if now.state not in _FROM[event.did]:
        steps = "、".join(next_steps(now.state))
        raise RequestError("finding_not_now", number=number, state=now.state, did=event.did, steps=steps)
    if on > today:
        raise RequestError("finding_day_to_come", number=number, did=event.did, day=on.isoformat())
    last = max((finding.found_on, *(one.on for one in finding.events)))
    if on < last:
        raise RequestError("finding_day_early", number=number, did=event.did, day=on.isoformat(), last=last.isoformat())
    if event.did is Did.HAND_OUT:
        _check_hand_out(event, on, number)
    elif event.did is Did.RECTIFY and not people(event.by):
        raise RequestError("finding_nobody_rectify", number=number)
    elif event.did in (Did.PASS, Did.FAIL, Did.LOOK_BACK):
        _check_checker(event, now, number, units)
    if event.did is Did.PROGRESS and not event.said.strip():
        raise RequestError("finding_no_progress", number=number)
    if event.did is Did.REOPEN and not event.said.strip():
        raise RequestError("finding_no_rebound", number=number)


def _check_checker(event: NewEvent, now: Standing, number: int, units: Container[str]) -> None:
    told = {"number": number, "did": event.did, "name": event.by}
    match checker_fault(event.by, now.rectified_by, now.person, units):
        case None:
            return
        case "nobody":
            raise RequestError(f"finding_nobody_{event.did.name.lower()}", number=number)
        case "unit":
            raise RequestError("finding_unit_checks", **told)
        case "same":
            raise RequestError("finding_same_person", **told, done_by=now.rectified_by)
        case _:
            raise RequestError("finding_person_checks", **told, person=now.person)


def _check_hand_out(event: NewEvent, on: date, number: int) -> None:
    if not event.unit.strip():
        raise RequestError("finding_no_unit", number=number)
    if event.deadline is None:
        raise RequestError("finding_no_deadline", number=number)
    if event.deadline < on:
        raise RequestError("finding_deadline_early", number=number, day=event.deadline.isoformat(), on=on.isoformat())
