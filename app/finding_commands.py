"""The commands for 整改台账: listed, written down, handed out, put right, checked, struck."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from msgspec.structs import asdict

from app.output import print_json
from evidence import rectifying, wording
from evidence.check.debts import known_units
from evidence.errors import RequestError
from evidence.filing import asked_for, find_piece, find_unit, listed_units
from evidence.findings import Did, Draft, Finding, FindingState, Moment, NewEvent, Photo, Severity, Source
from evidence.intake import typed
from evidence.model import PieceId
from evidence.rectify.addressee import unit_meant
from evidence.rectify.figures import Case, count
from evidence.snapshot import Snapshot
from evidence.workspace import Workspace

Json = dict[str, Any]
_E = TypeVar("_E", bound=StrEnum)
NAMES = ("findings", "finding-add", "finding-do", "finding-photos")

_DID = {
    "hand-out": Did.HAND_OUT,
    "progress": Did.PROGRESS,
    "rectify": Did.RECTIFY,
    "pass": Did.PASS,
    "fail": Did.FAIL,
    "look-back": Did.LOOK_BACK,
    "reopen": Did.REOPEN,
}


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    with opened(options, write=options.command != "findings") as workspace:
        match options.command:
            case "findings":
                _list(workspace, options)
            case "finding-add":
                _add(workspace, options)
            case "finding-photos":
                _photos(workspace, options)
            case _:
                _do(workspace, options)
    return 0


def chosen(some: Sequence[Case], options: Namespace, snapshot: Snapshot, day: date) -> tuple[Case, ...]:
    """Return the problems that the options choose; raise `RequestError` for what there is not."""
    if options.unit is not None:
        units = (*listed_units(snapshot), *(case.standing.unit for case in some if case.standing.unit))
        unit = find_unit(units, typed.plain(options.unit))
        some = [case for case in some if case.standing.unit == unit]
    if options.state is not None:
        state = _one_of(FindingState, options.state, "finding_state_unknown")
        some = [case for case in some if case.standing.state is state]
    if options.source is not None:
        source = source_named(options.source)
        some = [case for case in some if case.finding.source is source]
    return tuple(case for case in some if not options.overdue or case.standing.overdue(day))


def source_named(text: str) -> Source:
    """Return a source by its word; raise `RequestError` for none."""
    return _one_of(Source, text, "finding_source_unknown")


def _one_of(kind: type[_E], text: str, code: str) -> _E:
    word = typed.plain(text)
    found = next((one for one in kind if one == word), None)
    if found is None:
        raise RequestError(code, word=word, words="、".join(kind))
    return found


def _numbers(some: Sequence[Finding]) -> str:
    return "、".join(str(one.number) for one in some)


def _list(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    day, moment = workspace.today, None
    if options.on is not None:
        day = _day(options.on, workspace.today, "日期") or day
        moment = datetime.combine(day, time.max)
    if options.struck:
        ledger = tuple(one.finding for one in rectifying.struck(workspace))
    else:
        ledger = rectifying.findings(workspace, moment)
    found = chosen(rectifying.told(workspace, ledger), options, snapshot, day)
    sums = asdict(count(found, day))
    if options.json:
        print_json({"findings": [finding_json(case, day) for case in found], "totals": sums, "on": day.isoformat()})
        return
    for case in found:
        _show(case, day)
    print(wording.phrase("finding_sums", **sums) if found else wording.phrase("finding_none"))
    if moment is not None:
        print(wording.phrase("finding_as_known", moment=f"{day.isoformat()} 24:00"))


def _show(case: Case, day: date) -> None:
    finding, now = case.finding, case.standing
    text = " ".join(finding.text.split())
    print(wording.phrase("finding_line", number=finding.number, state=now.state, unit=now.unit or "—", text=text))
    late = (day - now.deadline).days if now.deadline is not None and now.overdue(day) else 0
    deadline = "" if now.deadline is None else wording.phrase("finding_deadline", day=now.deadline.isoformat())
    overdue = wording.phrase("finding_overdue", days=late) if late else ""
    place = "".join(f"  {told}" for told in (case.place, case.code) if told)
    found_on = finding.found_on.isoformat()
    told = {"source": finding.source, "found_on": found_on, "place": place, "deadline": deadline + overdue}
    print(wording.phrase("finding_about", **told))


def _add(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    item = None if options.item is None else asked_for(snapshot, options.item)
    severity = Severity.ORDINARY
    if options.severity is not None:
        severity = _one_of(Severity, options.severity, "finding_severity_unknown")
    draft = Draft(
        source_named(options.source),
        workspace.today if options.found is None else _needed(options.found, workspace.today, "发现日期"),
        typed.plain(options.text),
        place=typed.plain(options.place or ""),
        found_by=typed.plain(options.found_by or ""),
        kind=typed.plain(options.kind or ""),
        severity=severity,
        item=item and item.id,
        item_code=item.code if item else "",
    )
    rectifying.add(workspace, [draft])
    (case,) = rectifying.told(workspace, rectifying.findings(workspace)[-1:])
    if options.json:
        print_json({"finding": finding_json(case, workspace.today)})
    else:
        print(wording.phrase("finding_added", number=case.finding.number))


def _do(workspace: Workspace, options: Namespace) -> None:
    known = rectifying.findings(workspace)
    some = [*dict.fromkeys(rectifying.find(known, number) for number in options.numbers)]
    keys = [one.id for one in some]
    said = typed.plain(options.said or "")
    if options.step == "strike":
        rectifying.strike(workspace, keys, said)
        told = wording.phrase("finding_struck", numbers=_numbers(some), count=len(some))
    else:
        did = _DID[options.step]
        unit, unsure = unit_meant(typed.plain(options.unit or ""), known_units(workspace.snapshot()))
        event = NewEvent(
            did,
            None if options.on is None else _needed(options.on, workspace.today, "日期"),
            typed.plain(options.done_by or ""),
            unit,
            typed.plain(options.person or ""),
            None if options.deadline is None else typed.day_to_come(options.deadline, "整改时限"),
            said,
        )
        rectifying.record(workspace, keys, event)
        told = wording.phrase("finding_done", did=did, numbers=_numbers(some), count=len(some))
        told += f"\n{wording.notice(unsure)}" if unsure and did is Did.HAND_OUT else ""
    if options.json:
        now = rectifying.told(workspace, (one for one in rectifying.findings(workspace) if one.id in set(keys)))
        print_json({"findings": [finding_json(case, workspace.today) for case in now]})
    else:
        print(told)


def _photos(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    finding = rectifying.find(rectifying.findings(workspace), options.number)
    if options.off:
        rectifying.detach(workspace, finding.id, [find_piece(snapshot, key).id for key in options.off])
    if options.before or options.after or options.look_back or not options.off:
        pairs = max((photo.pair for photo in finding.photos if photo.moment is not Moment.LOOK_BACK), default=0)
        looks = max((photo.pair for photo in finding.photos if photo.moment is Moment.LOOK_BACK), default=0)
        given = (
            (Moment.BEFORE, options.before, pairs + 1),
            (Moment.AFTER, options.after, pairs + 1),
            (Moment.LOOK_BACK, options.look_back, looks + 1),
        )
        photos = [
            Photo(PieceId(find_piece(snapshot, key).id), moment, pair)
            for moment, keys, first in given
            for pair, key in enumerate(keys, first)
        ]
        rectifying.attach(workspace, finding.id, photos)
    (case,) = rectifying.told(workspace, (one for one in rectifying.findings(workspace) if one.id == finding.id))
    if options.json:
        print_json({"finding": finding_json(case, workspace.today)})
    else:
        held = {one.value: sum(photo.moment is one for photo in case.finding.photos) for one in Moment}
        print(wording.phrase("finding_photos", number=finding.number, **held))


def _day(text: str, today: date, what: str) -> date | None:
    return typed.day(text, today, what)


def _needed(text: str, today: date, what: str) -> date:
    found = _day(text, today, what)
    if found is None:
        raise RequestError("finding_day_needed", what=what)
    return found


def finding_json(case: Case, day: date) -> Json:
    """Return a problem with how it stands on a day, and its whole life."""
    finding, now = case.finding, case.standing
    standing = {name: value for name, value in asdict(now).items() if name not in ("opened", "closed", "since")}
    told: Json = {
        "number": finding.number,
        "id": finding.id,
        "source": finding.source,
        "found_on": finding.found_on,
        "at": finding.at,
        "who": finding.who,
        "found_by": finding.found_by,
        "place": case.place,
        "site": finding.site,
        "item": case.code or None,
        "text": finding.text,
        "kind": finding.kind,
        "severity": finding.severity,
        "origin": finding.origin,
        **standing,
        "overdue": now.overdue(day),
        "extensions": now.extensions,
        "photos": [asdict(one) for one in finding.photos],
        "events": [asdict(one) for one in finding.events],
    }
    return _plain(told)


def _plain(value: Any) -> Any:  # noqa: ANN401 — what JSON takes
    """Return a value with days and moments as text."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return value
