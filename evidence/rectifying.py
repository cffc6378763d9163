"""整改台账 of a project: problems written down, handed out, put right, checked and closed, each as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.check.debts import known_units
from evidence.errors import RequestError
from evidence.findings import (
    Did,
    Draft,
    Event,
    EventId,
    Finding,
    FindingId,
    NewEvent,
    Photo,
    Site,
    Struck,
)
from evidence.journal import Action, StepId
from evidence.model import PieceId, new_id
from evidence.rectify.addressee import unit_meant
from evidence.rectify.by_site import SiteNames
from evidence.rectify.figures import Case, cases
from evidence.rectify.standing import check, standing
from evidence.snapshot import Changes
from evidence.store.finding_reading import read_findings, read_sites, read_struck
from evidence.units import KnownUnits, names_of

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_ACTIONS = {
    Did.HAND_OUT: Action.HAND_OUT_FINDINGS,
    Did.PROGRESS: Action.NOTE_PROGRESS,
    Did.RECTIFY: Action.NOTE_RECTIFIED,
    Did.PASS: Action.NOTE_CHECK,
    Did.FAIL: Action.NOTE_CHECK,
    Did.LOOK_BACK: Action.NOTE_LOOK_BACK,
    Did.REOPEN: Action.REOPEN_FINDINGS,
}


def findings(
    workspace: Workspace, moment: datetime | None = None, only: Collection[FindingId] | None = None
) -> tuple[Finding, ...]:
    """Return the ledger in order of numbers: as it stands, or exactly as it stood at a moment that is past.

    `only` gives some problems as they stand, without those that are on it no more.
    """
    with workspace.reading() as source:
        return read_findings(source, moment, only)


def struck(workspace: Workspace) -> tuple[Struck, ...]:
    """Return what was written down by mistake and taken off the ledger, in order of numbers."""
    with workspace.reading() as source:
        return read_struck(source)


def sites(workspace: Workspace) -> tuple[Site, ...]:
    """Return the register of 点位 in its order."""
    with workspace.reading() as source:
        return read_sites(source)


def told(workspace: Workspace, some: Iterable[Finding]) -> tuple[Case, ...]:
    """Return problems with how they stand; units, places and items are called as they are today."""
    snapshot = workspace.snapshot()
    places = {site.id: site.name for site in sites(workspace)}
    return cases(some, names_of(snapshot.project.units), places, {item.id: item.code for item in snapshot.criteria})


def add(
    workspace: Workspace, drafts: Sequence[Draft], step: StepId | None = None, action: Action = Action.ADD_FINDINGS
) -> Changes:
    """Write problems down, as one step, in this order; what was done about them already comes with them.

    One whose place is the name of a single 点位 is linked to it. The step is called by `action`.

    Raises `RequestError` for one that says nothing or was found on a day to come, and for a life that cannot be; then
    none of them is written down. A `step` is given of which this is a part only.
    """
    from evidence.store import finding_rows

    if not drafts:
        raise RequestError("finding_none_given")
    names = SiteNames(sites(workspace))
    checked = [_checked(workspace, draft, names) for draft in drafts]
    units = known_units(workspace.snapshot())
    with workspace.writing(action, step) as writer:
        first = finding_rows.next_number(writer.rows)
        found = [_born(workspace, draft, number, units) for number, draft in enumerate(checked, first)]
        finding_rows.add(writer.rows, found)
    return writer.changes


def record(workspace: Workspace, keys: Collection[FindingId], event: NewEvent, step: StepId | None = None) -> Changes:
    """Write down that something was done about problems, the same for all, as one step.

    Raises `RequestError` where it cannot be done about one of them; then it is written down of none. A `step` is given
    of which this is a part only. A hand-out goes to the one unit that its name means; see `addressee`. A 反弹 with a
    deadline hands its problem out again to the unit and person that it had.
    """
    from evidence.store import finding_rows

    units = known_units(workspace.snapshot())
    plain = _addressed(_plain(event), units)
    some = _known(workspace, keys)
    if plain.did is Did.HAND_OUT and units.joint(plain.unit):
        raise RequestError("finding_two_units", unit=plain.unit)
    lives = {finding.id: _lived(workspace, finding, plain, event.deadline, units) for finding in some}
    with workspace.writing(_ACTIONS[event.did], step) as writer:
        finding_rows.record(writer.rows, lives)
    return writer.changes


def amend(workspace: Workspace, key: FindingId, draft: Draft) -> Changes:
    """Let a problem say what a draft says (see `draft_of`); its life and its photographs stay as they are.

    Raises `RequestError` for one that says nothing, and for a day on which it can not have been found.
    """
    from evidence.store import finding_rows

    (finding,) = _known(workspace, [key])
    told = _checked(workspace, replace(draft, events=(), photos=()), SiteNames(sites(workspace)))
    if finding.events and told.found_on > finding.events[0].on:
        day, first = told.found_on.isoformat(), finding.events[0]
        raise RequestError("finding_found_late", number=finding.number, day=day, did=first.did, on=first.on.isoformat())
    with workspace.writing(Action.AMEND_FINDING) as writer:
        finding_rows.amend(writer.rows, {key: told})
    return writer.changes


def attach(workspace: Workspace, key: FindingId, photos: Sequence[Photo], step: StepId | None = None) -> Changes:
    """Put photographs to a problem; one that is there already as the same is passed over.

    Raises `RequestError` for none, and for pieces that are not there. A `step` is given of which this is a part only.
    """
    from evidence.store import finding_rows

    (finding,) = _known(workspace, [key])
    _check_photos(workspace, photos)
    new = [one for one in dict.fromkeys(photos) if one not in finding.photos]
    if not new:
        raise RequestError("finding_no_photos", number=finding.number)
    with workspace.writing(Action.CHANGE_PHOTOS, step) as writer:
        finding_rows.attach(writer.rows, {key: new})
    return writer.changes


def detach(workspace: Workspace, key: FindingId, pieces: Collection[PieceId]) -> Changes:
    """Take photographs off a problem; the pieces stay. Raises `RequestError` for one that is not on it."""
    from evidence.store import finding_rows

    (finding,) = _known(workspace, [key])
    if not pieces or not set(pieces) <= {one.piece for one in finding.photos}:
        raise RequestError("finding_photo_gone", number=finding.number)
    with workspace.writing(Action.CHANGE_PHOTOS) as writer:
        finding_rows.detach(writer.rows, key, pieces)
    return writer.changes


def strike(workspace: Workspace, keys: Collection[FindingId], why: str = "") -> Changes:
    """Take problems off the ledger that were written down by mistake; their numbers are never given again."""
    from evidence.store import finding_rows

    some = _known(workspace, keys)
    with workspace.writing(Action.STRIKE_FINDINGS) as writer:
        gone = [finding.id for finding in some]
        finding_rows.strike(writer.rows, gone, workspace.now, workspace.who, _line(why))
    return writer.changes


def find(known: Sequence[Finding], number: str) -> Finding:
    """Return the problem of a number that is typed: 12, 第12号, ＃12; raise `RequestError` if there is none."""
    import unicodedata

    digits = unicodedata.normalize("NFKC", number).strip().strip("#第号. ")
    found = [one for one in known if digits.isdecimal() and one.number == int(digits)]
    if not found:
        raise RequestError("finding_unknown", number=_line(number))
    return found[0]


def _known(workspace: Workspace, keys: Collection[FindingId]) -> list[Finding]:
    wanted = set(keys)
    with workspace.reading() as source:
        found = list(read_findings(source, only=wanted))
    if not wanted or len(found) < len(wanted):
        raise RequestError("finding_gone")
    return found


def _checked(workspace: Workspace, draft: Draft, names: SiteNames) -> Draft:
    """Return a draft in plain lines, linked to the place that it names; raise `RequestError` for what cannot be."""
    told = replace(
        draft,
        text=draft.text.strip(),
        place=_line(draft.place),
        found_by=_line(draft.found_by),
        kind=_line(draft.kind),
        item_code=_line(draft.item_code),
        site=draft.site or names.meant(draft.place),
        events=tuple(map(_plain, draft.events)),
    )
    if not told.text:
        raise RequestError("finding_says_nothing")
    if told.found_on > workspace.today:
        raise RequestError("finding_found_to_come", day=told.found_on.isoformat())
    if told.photos:
        _check_photos(workspace, told.photos)
    return told


def _check_photos(workspace: Workspace, photos: Sequence[Photo]) -> None:
    there = workspace.snapshot().piece_by_id
    if any(one.piece not in there or one.pair < 1 for one in photos):
        raise RequestError("finding_photo_unknown")


def _born(workspace: Workspace, draft: Draft, number: int, units: KnownUnits) -> Finding:
    finding = Finding(
        id=FindingId(new_id()),
        number=number,
        source=draft.source,
        found_on=draft.found_on,
        at=workspace.now,
        who=workspace.who,
        found_by=draft.found_by,
        place=draft.place,
        text=draft.text,
        kind=draft.kind,
        severity=draft.severity,
        site=draft.site,
        item=draft.item,
        item_code=draft.item_code,
        photos=draft.photos,
        origin=draft.origin,
    )
    for event in (_addressed(one, units) for one in draft.events):
        check(finding, event, workspace.today, units.today)
        finding = replace(finding, events=(*finding.events, _event(workspace, event)))
    return finding


def _lived(
    workspace: Workspace, finding: Finding, plain: NewEvent, deadline: date | None, units: KnownUnits
) -> tuple[Event, ...]:
    """Return what is written down of one problem; raise `RequestError` where it cannot be done."""
    check(finding, plain, workspace.today, units.today)
    first = _event(workspace, plain)
    if plain.did is not Did.REOPEN or deadline is None:
        return (first,)
    now = standing(finding)
    again = _addressed(NewEvent(Did.HAND_OUT, unit=now.unit, person=now.person, deadline=deadline), units)
    check(replace(finding, events=(*finding.events, first)), again, workspace.today)
    return (first, _event(workspace, again))


def _event(workspace: Workspace, new: NewEvent) -> Event:
    on, at = new.on or workspace.today, workspace.now
    key = EventId(new_id())
    return Event(key, new.did, on, at, workspace.who, new.by, new.unit, new.person, new.deadline, new.said)


def _plain(event: NewEvent) -> NewEvent:
    """Return an event in plain lines, without what its kind does not tell."""
    by, said = _line(event.by), event.said.strip()
    if event.did is Did.HAND_OUT:
        unit, person = _line(event.unit), _line(event.person)
        return replace(event, by=by, said=said, unit=unit, person=person)
    return NewEvent(event.did, event.on, by=by, said=said)


def _addressed(event: NewEvent, units: KnownUnits) -> NewEvent:
    return replace(event, unit=unit_meant(event.unit, units)[0]) if event.did is Did.HAND_OUT else event


def _line(text: str) -> str:
    return " ".join(text.split())
