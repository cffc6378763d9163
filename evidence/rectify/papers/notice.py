"""整改通知: what one unit has to put right and by when, as a letter with the list as its annex."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.errors import RequestError
from evidence.export.blocks import WHOLE, Block, Cell, Column, NewPage, Paragraph, Row, Style, Table, Together
from evidence.export.letter_parts import annotation, body, head, signature, under
from evidence.findings import FindingState
from evidence.rectify.figures import Case, by_severity, by_source
from evidence.rectify.papers.stated import Composed, Stated, heading, short, source, where
from evidence.wording import chasing
from evidence.wording import papers as words
from evidence.wording.papers import phrase

_WIDTHS_MM = (11, 14, 29, 40, 22, 18, 22)  # 156 mm: the type area
_CENTRED = frozenset({"序号", "台账号", "整改时限"})
_TO_DO = (FindingState.UNDERWAY, FindingState.REBOUND)


def units_to_notify(told: Stated) -> tuple[str, ...]:
    """Return the units that have something to put right, in the order of their names."""
    return tuple(sorted({case.standing.unit for case in told.cases if case.standing.state in _TO_DO}))


def notice(told: Stated, unit: str) -> Composed:
    """Return the letter to a unit; raise `RequestError` if it has nothing to put right."""
    held = [case for case in told.cases if case.standing.unit == unit and case.standing.state in _TO_DO]
    if not held:
        raise RequestError("paper_unit_done", unit=unit, day=chasing.day(told.day))
    first, second = phrase("notice_about", exam=told.exam), phrase("notice_of")
    demands = [body(f"{number}.{text}") for number, text in enumerate(_demands(told, held), 1)]
    annex = chasing.phrase("annex_list", name=phrase("notice_annex"))
    blocks: tuple[Block, ...] = (
        *head(first, second),
        Paragraph(Style.BODY, phrase("to_unit", unit=unit), flush=True),
        body(_intro(told, held)),
        *under(heading(1, "notice_matter"), [body(_matter(told, held))]),
        heading(2, "notice_how"),
        *demands[:-1],
        Together((demands[-1], body("　"), body(annex), *signature(told.snapshot), annotation(told.snapshot))),
        NewPage(),
        Paragraph(Style.ITEM, chasing.phrase("annex")),
        Paragraph(Style.BODY, "　"),
        Paragraph(Style.DIRECTORY_TITLE, phrase("notice_annex_of", unit=unit)),
        _list(told, held),
        source(told, held),
    )
    return Composed(first + second, blocks, len(held))


def _intro(told: Stated, held: Sequence[Case]) -> str:
    graves = [(str(grave), found.total) for grave, found in by_severity(held, told.day).items()]
    return phrase(
        "notice_intro",
        sources="、".join(str(one) for one in by_source(held, told.day)),
        count=len(held),
        grave=words.counted(graves),
    )


def _matter(told: Stated, held: Sequence[Case]) -> str:
    late = sum(case.standing.overdue(told.day) for case in held)
    back = sum(case.standing.state is FindingState.REBOUND for case in held)
    counts = ((phrase("notice_matter_late"), late), (phrase("notice_matter_back"), back))
    named = words.counted([(name, count) for name, count in counts if count])
    return phrase("notice_matter_text", named=named) if named else phrase("notice_matter_plain")


def _demands(told: Stated, held: Sequence[Case]) -> list[str]:
    """Return by when and how the unit has to report; a deadline that is over is asked for no more."""
    late = sum(case.standing.overdue(told.day) for case in held)
    deadlines = [case.standing.deadline for case in held if not case.standing.overdue(told.day)]
    due = sorted(deadline for deadline in deadlines if deadline is not None)
    said = [phrase("notice_rest", count=len(due))] if due and late else []
    if due and due[0] == due[-1]:
        said.append(phrase("notice_same", first=chasing.day(due[0])))
    elif due:
        said.append(phrase("notice_due", first=chasing.day(due[0]), last=chasing.day(due[-1])))
    if late:
        said.append(phrase("notice_late", count=late))
    if len(due) < len(deadlines):
        said.append(phrase("notice_no_deadline", count=len(deadlines) - len(due)))
    return [phrase("notice_when") + "".join(said), phrase("notice_report", office=told.office), phrase("notice_honest")]


def _list(told: Stated, held: Sequence[Case]) -> Table:
    styles = [Style.TABLE_CENTRE if name in _CENTRED else Style.TABLE_TEXT for name in words.NOTICE_HEADS]
    rows: list[Row] = []
    for number, case in enumerate(held, 1):
        now = case.standing
        said = (
            str(number),
            str(case.finding.number),
            where(case),
            case.finding.text,
            now.measure,
            now.person,
            short(now.deadline, told),
        )
        cells = (Cell(text, style, max_lines=WHOLE) for text, style in zip(said, styles, strict=True))
        rows.append(Row(cells, may_break=True))
    columns = tuple(map(Column, words.NOTICE_HEADS, _WIDTHS_MM))
    return Table(columns, tuple(rows), phrase("continued", name=phrase("notice_annex")))
