"""What an office's table of problems would bring into the ledger: planned row by row, to be confirmed before anything.

Nothing is guessed: what a row leaves open is told, and a problem is only as far as its row shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from evidence.check.debts import known_units
from evidence.findings import Did, Draft, Finding, NewEvent, Severity, Source
from evidence.model import Notice
from evidence.rectify.addressee import unit_meant
from evidence.rectify.columns import Field, Sheet
from evidence.rectify.looks import Looks
from evidence.rectify.people import checker_fault, people
from evidence.rectify.said_days import inspected_on
from evidence.rectify.standing import standing
from evidence.rectify.table_rows import Said, cut_short, is_beside, is_blank_row, said_by, source_of
from evidence.scheme.text import fold, is_blank
from evidence.snapshot import Snapshot
from evidence.units import KnownUnits
from evidence.wording import findings as words

KEY_LENGTH = 12  # characters of an id in our own table
_NO_HAND_OUT_DAY = "finding_row_no_hand_out_day"
_CAUSES = ("finding_row_no_source", "finding_row_no_day")  # why a row is not read that one choice mends for all


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"  # it stands in the ledger already
    UNREADABLE = "unreadable"
    PASSED_OVER = "passed_over"  # no problem: a heading above a part, a sum, a remark


class Choices(Struct, frozen=True):
    """What somebody says for rows that leave it open; None: such rows are not read, or stay open."""

    source: Source | None = None
    found_on: date | None = None
    deadline: date | None = None  # of rows that name a unit


class PlannedRow(Struct, frozen=True):
    """One row of the table with what it would do, and what is to be known of it."""

    place: str  # in the table, as office programs name it
    text: str
    fate: Fate
    draft: Draft | None  # of a new one
    unit: str  # as the ledger would have it; empty: none named
    notices: tuple[Notice, ...]
    number: int | None = None  # in the ledger, of one that stands there already

    @property
    def own_notices(self) -> tuple[Notice, ...]:
        """What is to be known of this row, but for what `common_notices` says once of all."""
        return tuple(one for one in self.notices if one.code != _NO_HAND_OUT_DAY)


class _Context(Struct, frozen=True):
    """What all rows are read against."""

    snapshot: Snapshot
    units: KnownUnits
    choices: Choices
    today: date
    file: str


def plan_import(
    sheets: Sequence[Sheet], file: str, choices: Choices, known: Sequence[Finding], snapshot: Snapshot
) -> tuple[PlannedRow, ...]:
    """Return what the rows of these tables would do; `file` is the name of the one that they are from.

    A row is known by its 登记编号, or by day, place and words that a problem of the ledger has; of several that are
    alike as many are known as the ledger has.
    """
    by_key = {one.id[:KEY_LENGTH]: one for one in known}
    alike: dict[tuple[date, str, str], list[Finding]] = {}
    for one in known:
        alike.setdefault(_likeness(one), []).append(one)
    seen: Counter[tuple[date, str, str]] = Counter()
    context = _Context(snapshot, known_units(snapshot), choices, snapshot.at.date(), file)
    planned: list[PlannedRow] = []
    for sheet in sheets:
        for row in range(sheet.header + 1, len(sheet.grid.rows)):
            if is_blank_row(sheet, row):
                continue
            if is_beside(sheet, row):
                planned.append(_passed_over(sheet, row))
                continue
            one, said = _planned(sheet, row, context)
            there = by_key.get(said.key)
            if there is None and one.draft is not None:
                like = _likeness(one.draft)
                there = next(iter(alike.get(like, ())[seen[like] :]), None)
                seen[like] += 1
            if there is not None:
                differing = _differing(said, there, one.place, context)
                one = replace(one, fate=Fate.KNOWN, draft=None, notices=differing, number=there.number)
            planned.append(one)
    return tuple(planned)


def drafts_of(plan: Sequence[PlannedRow]) -> tuple[Draft, ...]:
    """Return what is to be written down, in the order of the table; empty if nothing is new."""
    return tuple(row.draft for row in plan if row.draft is not None)


def common_notices(plan: Sequence[PlannedRow]) -> tuple[Notice, ...]:
    """Return what is to be known of many rows alike: on which days they are handed out where the table tells none."""
    supposed = [dict(one.params)["day"] for row in plan for one in row.notices if one.code == _NO_HAND_OUT_DAY]
    if not supposed:
        return ()
    first, last = min(supposed), max(supposed)
    days = f"{first} " if first == last else words.PHRASES["finding_days"].format(first=first, last=last)
    return (Notice("finding_rows_no_hand_out_day", "", (("count", len(supposed)), ("days", days))),)


def common_causes(plan: Sequence[PlannedRow]) -> tuple[Notice, ...]:
    """Return why none of the rows that are not read can be, where one choice for all of them would mend it."""
    unread = [{one.code for one in row.notices} for row in plan if row.fate is Fate.UNREADABLE]
    causes = [code for code in _CAUSES if unread and all(code in codes for codes in unread)]
    return tuple(Notice(code.replace("_row_", "_rows_"), "", (("count", len(unread)),)) for code in causes)


def proposed_day(sheets: Sequence[Sheet], today: date) -> date | None:
    """Return the last day of the inspection that stands above the header of a table without 发现日期; None for none."""
    if any(sheet.column(Field.FOUND_ON) is not None for sheet in sheets):
        return None
    told = {day for sheet in sheets if (day := inspected_on(_above(sheet))) is not None and day <= today}
    return told.pop() if len(told) == 1 else None


def proposed_source(sheets: Sequence[Sheet], file: str) -> Source | None:
    """Return which source the title or the name of a table tells of; None if neither does, or its rows tell."""
    return next((found for sheet in sheets if (found := source_of(_title(sheet, file))) is not None), None)


def _likeness(one: Finding | Draft) -> tuple[date, str, str]:
    return one.found_on, fold(one.place or one.item_code), fold(one.text)


def _title(sheet: Sheet, file: str) -> str:
    return " ".join((_above(sheet), sheet.grid.name, file))


def _above(sheet: Sheet) -> str:
    return " ".join(cell.text for row in range(sheet.header) for cell in sheet.grid.begun(row))


def _passed_over(sheet: Sheet, row: int) -> PlannedRow:
    said = [cell for cell in sheet.grid.begun(row) if not is_blank(cell.text)]
    place = sheet.grid.place(row, said[0].column)
    text = "  ".join(" ".join(cell.text.split()) for cell in said)
    return PlannedRow(place, text, Fate.PASSED_OVER, None, "", ())


def _differing(said: Said, there: Finding, place: str, context: _Context) -> tuple[Notice, ...]:
    """Return the notice of what a row says otherwise than the ledger, of which nothing is taken; empty for nothing.

    What the row leaves empty, and what stands among the words of where the problem comes from, is none.
    """
    now, day = standing(there), _days
    pairs = (
        (Field.TEXT, said.text, there.text),
        (Field.MEASURE, said.measure, now.measure),
        (Field.UNIT, unit_meant(said.unit, context.units)[0], unit_meant(now.unit, context.units)[0]),
        (Field.PERSON, said.person, now.person),
        (Field.DEADLINE, day(said.deadline), day(now.deadline)),
        (Field.PROGRESS, said.progress, now.progress),
        (
            Field.RECTIFIED,
            f"{said.rectified_by} {day(said.rectified_on)}",
            f"{now.rectified_by} {day(now.rectified_on)}",
        ),
        (Field.CHECK, f"{said.checked_by} {day(said.checked_on)}", f"{now.checked_by} {day(now.checked_on)}"),
        (Field.CLOSED, "" if said.closed is None else words.CLOSED[said.closed], words.CLOSED[not now.is_open]),
    )
    known = {(one.on, fold(one.by), fold(one.said)) for one in there.events if one.did is Did.LOOK_BACK}
    new_looks = [one for one in said.looks.told if not _is_known(one, known)]
    looked = [f"{one.by} {day(one.on)}" for one in new_looks]
    counted = sum(one.did is Did.LOOK_BACK for one in there.events)
    if said.looks.total > counted + len(new_looks):
        looked.append(words.LOOKED.format(count=said.looks.total))
    pairs = (*pairs, (Field.LOOKED, "、".join([*looked, *said.looks.unread]), ""))
    told = [(field, row) for field, row, ledger in pairs if fold(row) and fold(row) != fold(ledger)]
    new = [f"{field}“{cut_short(row)}”" for field, row in told if fold(row) not in fold(there.origin)]
    checked = now.checked_on is not None
    if said.passed is not None and not (checked and said.passed is not now.is_open):
        new.append(f"{Field.RESULT}“{cut_short(said.result)}”")
    return (Notice("finding_row_differs", place, (("told", "、".join(new)),)),) if new else ()


def _is_known(look: NewEvent, known: Collection[tuple[date, str, str]]) -> bool:
    """Tell whether the ledger has a look; one without words is any of that person on that day."""
    on, by, said = look.on, fold(look.by), fold(look.said)
    return any(one[:2] == (on, by) and said in ("", one[2]) for one in known)


def _days(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _planned(sheet: Sheet, row: int, context: _Context) -> tuple[PlannedRow, Said]:
    """Return what a row would do if it stands in no ledger yet, and what it says."""
    place = sheet.grid.place(row, sheet.column(Field.TEXT) or 0)
    said, notices = said_by(sheet, row, place, context.choices.found_on)
    source = said.source or context.choices.source
    found_on = said.found_on or context.choices.found_on
    if not said.text:
        notices.append(Notice("finding_row_no_text", place))
    if source is None:
        notices.append(Notice("finding_row_no_source", place))
    if found_on is None:
        notices.append(Notice("finding_row_no_day", place))
    elif found_on > context.today:
        notices.append(Notice("finding_row_day_to_come", place, (("day", found_on.isoformat()),)))
    if not said.text or source is None or found_on is None or found_on > context.today:
        return PlannedRow(place, said.text, Fate.UNREADABLE, None, said.unit, tuple(notices)), said
    unit, unsure = unit_meant(said.unit, context.units, place)
    notices += [unsure] if unsure else []
    told = replace(said, unit=unit, deadline=said.deadline or (context.choices.deadline if unit else None))
    events = _events(told, found_on, context, place, notices)
    notices += _looks_left(said.looks, sum(event.did is Did.LOOK_BACK for event in events), place)
    criterion = context.snapshot.by_code.get(said.code)
    draft = Draft(
        source,
        found_on,
        said.text,
        said.place,
        said.found_by,
        said.kind,
        said.severity or Severity.ORDINARY,
        item=criterion and criterion.id,
        item_code=said.code,
        origin=_origin(told, context, place, handed_out=bool(events)),
        events=events,
    )
    return PlannedRow(place, said.text, Fate.NEW, draft, unit, tuple(notices)), said


def _origin(said: Said, context: _Context, place: str, *, handed_out: bool) -> str:
    """Return where a problem comes from, with what its row says that has no other place before it is handed out."""
    left = [(Field.UNIT, said.unit), (Field.PERSON, said.person), (Field.MEASURE, said.measure)]
    left.append((Field.PROGRESS, said.progress))
    rest = [] if handed_out else [f"{field}：{text}" for field, text in left if text]
    rest += [f"{Field.DEADLINE}：{said.deadline_said}"] if said.deadline_said else []
    return "；".join((words.PHRASES["finding_from_table"].format(file=context.file, place=place), *rest))


def _events(said: Said, found_on: date, context: _Context, place: str, notices: list[Notice]) -> tuple[NewEvent, ...]:
    """Return the life that a row tells of, as far as it can be; what it leaves open is noted."""
    if not said.unit or said.deadline is None:
        if said.unit or said.was_put_right:
            notices.append(Notice("finding_row_not_handed_out", place))
        return ()
    later = _put_right(said, context, place, notices) if said.was_put_right else ()
    first = (later[0].on if later else None) or context.today
    handed_out = said.handed_out_on or max(found_on, min(first, said.deadline))
    if said.deadline < handed_out:
        days = (("day", said.deadline.isoformat()), ("on", handed_out.isoformat()))
        notices.append(Notice("finding_row_deadline_early", place, days))
        return ()
    if said.handed_out_on is None:
        notices.insert(0, Notice(_NO_HAND_OUT_DAY, place, (("day", handed_out.isoformat()),)))
    out = NewEvent(Did.HAND_OUT, handed_out, "", said.unit, said.person, said.deadline, said.measure)
    if not later and said.progress:
        later = (NewEvent(Did.PROGRESS, said=said.progress),)
    again = _looked_again(said, later, context)
    return _lawful((out, *later, *again), found_on, context, place, notices)


def _looks_left(looks: Looks, taken: int, place: str) -> list[Notice]:
    """Return what of the looks is not taken: those that are told to be more, and words that tell none."""
    told = (("count", looks.total), ("taken", taken))
    fewer = [Notice("finding_row_looks", place, told)] if looks.total != taken else []
    return [*fewer, *(Notice("finding_row_look_unread", place, (("value", cut_short(one)),)) for one in looks.unread)]


def _looked_again(said: Said, later: Sequence[NewEvent], context: _Context) -> tuple[NewEvent, ...]:
    """Return the looks at a problem that is closed by then, as far as they were another's than who put it right."""
    if not later or later[-1].did is not Did.PASS:
        return ()
    by = later[0].by
    return tuple(one for one in said.looks.told if not checker_fault(one.by, by, said.person, context.units.today))


def _put_right(said: Said, context: _Context, place: str, notices: list[Notice]) -> tuple[NewEvent, ...]:
    """Return that a problem was put right, and was checked where another did so; nothing where nobody is named."""
    by = next((name for name in (said.rectified_by, said.person, said.unit) if people(name)), "")
    checked = said.checked_on or context.today
    rectified = said.rectified_on or min(checked, context.today)
    if by != said.rectified_by:
        notices.append(Notice("finding_row_no_rectifier", place, (("name", by),)))
    if not by:
        return ()
    if said.rectified_on is None:
        notices.append(Notice("finding_row_no_rectified_day", place, (("day", rectified.isoformat()),)))
    done = NewEvent(Did.RECTIFY, rectified, by, said=said.progress)
    verdict = said.passed if said.passed is not None else (True if said.closed else None)
    if verdict is None:
        return (done,)
    if checker_fault(said.checked_by, by, said.person, context.units.today):
        notices.append(Notice("finding_row_no_checker", place))
        return (done,)
    if said.checked_on is None:
        notices.append(Notice("finding_row_no_check_day", place, (("day", checked.isoformat()),)))
    return (done, NewEvent(Did.PASS if verdict else Did.FAIL, checked, said.checked_by, said=said.result))


def _lawful(
    events: tuple[NewEvent, ...], found_on: date, context: _Context, place: str, notices: list[Notice]
) -> tuple[NewEvent, ...]:
    """Return the events up to the first whose day cannot be, which is noted."""
    last = found_on
    for at, event in enumerate(events):
        on = event.on or context.today
        if not last <= on <= context.today:
            notices.append(Notice("finding_row_days_crossed", place, (("did", event.did), ("day", on.isoformat()))))
            return events[:at]
        last = on
    return events
