"""工作提示 and 督办单: what one unit still owes, as a letter in the form of GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from evidence.chases import Chase, Form, Step
from evidence.check.debts import Debt
from evidence.export import phrases
from evidence.export.blocks import WHOLE, Block, Cell, Column, NewPage, Paragraph, Row, Style, Table, Together
from evidence.export.letter_parts import annotation, body, count_of, first_level, head, pad, signature
from evidence.export.paginate import paginate
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.export.wechat import message_text
from evidence.model import Criterion
from evidence.snapshot import Snapshot
from evidence.wording import chasing as words
from evidence.wording.chasing import phrase

__all__ = ["due_of", "form_asked", "message_text", "write_letter"]

_WIDTHS_MM = (10.5, 22.5, 17, 35, 13, 14, 24, 20)  # 156 mm: the type area
_COLUMNS = tuple(map(Column, words.DEBT_HEADS, _WIDTHS_MM))
_CENTRED = frozenset({"序号", "补报码", "内容号", "年度", "差几件", "完成时限"})
_ANSWER_MM = (40, 116)
_MOST_PAGES = 2  # of a letter with the list in it
_LINES_TO_WRITE_ON = 8


class _Letter(Struct, frozen=True):
    snapshot: Snapshot
    unit: str
    debts: Sequence[Debt]
    step: Step
    as_of: datetime
    deadline: date | None
    earlier: Sequence[Chase]
    waiting: int

    @property
    def is_order(self) -> bool:
        """Whether it is a 督办单, with a sheet for the answer."""
        return self.step.form is Form.ORDER

    @property
    def you(self) -> str:
        return "你单位" if self.is_order else "贵单位"


def write_letter(  # noqa: PLR0913 — what a letter tells, each named by who calls
    path: Path,
    form: Form,
    snapshot: Snapshot,
    unit: str,
    debts: Sequence[Debt],
    *,
    step: Step,
    as_of: datetime,
    deadline: date | None,
    earlier: Sequence[Chase],
    waiting: int,
    template: Template,
    version: str,
) -> None:
    """Write what a unit owes to `path`, a Word file: `Form.NOTE` a 工作提示, `Form.ORDER` a 督办单.

    The letter is called as `step` is. A short list stands in the letter, a longer one on pages of its own. `earlier`
    are the chases of this unit, of which only those that were sent are told; `waiting` pieces of it lie unsorted.
    Number, date and seal, and what nobody knows, stay blank.
    """
    letter = _Letter(snapshot, unit, debts, Step(step.name, form), as_of, deadline, earlier, waiting)
    blocks = _blocks(letter, annexed=False)
    if len(paginate(_first_part(blocks), template)) > _MOST_PAGES:
        blocks = _blocks(letter, annexed=True)
    title = phrase("of_joined", exam=words.exam(snapshot.scheme.title), step=step.name)
    with staged(path) as beside:
        write_plain(beside, title, blocks, snapshot, template, version)


def _first_part(blocks: Sequence[Block]) -> list[Block]:
    """Return what stands before the first block that begins a page."""
    end = next((at for at, block in enumerate(blocks) if isinstance(block, NewPage)), len(blocks))
    return list(blocks[:end])


def _blocks(letter: _Letter, *, annexed: bool) -> list[Block]:
    exam = words.exam(letter.snapshot.scheme.title)
    first, second = phrase("about", exam=exam), phrase("of", step=letter.step.name)
    annexes = [name for name, used in _annexes(annexed=annexed, is_order=letter.is_order) if used]
    text, last = _text(letter, annexes, annexed=annexed)
    blocks: list[Block] = [*head(first, second), Paragraph(Style.BODY, phrase("to", unit=letter.unit), flush=True)]
    blocks += text
    blocks.append(Together((last, *_annex_lines(annexes), *signature(letter.snapshot), annotation(letter.snapshot))))
    if annexed:
        blocks += [
            *_annex_head(annexes, "debts", phrase("debts_of", unit=letter.unit)),
            *_list(letter),
        ]
    if letter.is_order:
        blocks += [*_annex_head(annexes, "answer_sheet", phrase("answer_sheet")), _answer_sheet(letter)]
    return blocks


def _annexes(*, annexed: bool, is_order: bool) -> tuple[tuple[str, bool], ...]:
    return (("debts", annexed), ("answer_sheet", is_order))


def _annex_lines(annexes: Sequence[str]) -> Iterator[Paragraph]:
    if annexes:
        yield body("　")
    for number, code in enumerate(annexes, 1):
        line = "annex_list" if len(annexes) == 1 else "annex_first" if number == 1 else "annex_next"
        yield body(phrase(line, name=phrase(code), number=number))


def _annex_head(annexes: Sequence[str], code: str, title: str) -> list[Block]:
    number = str(annexes.index(code) + 1) if len(annexes) > 1 else ""
    return [
        NewPage(),
        Paragraph(Style.ITEM, phrase("annex") + number),
        Paragraph(Style.BODY, "　"),
        Paragraph(Style.DIRECTORY_TITLE, title),
    ]


def _text(letter: _Letter, annexes: Sequence[str], *, annexed: bool) -> tuple[list[Block], Paragraph]:
    """Return what the letter says, and the last of it, which stays with the signature."""
    owed = _owed(letter, annexed=annexed) + _told(letter)
    listed = [] if annexed else _list(letter)
    demands = _demands(letter, annexes)
    *numbered, last = [body(f"{number}.{text}") for number, text in enumerate(demands, 1)]
    if not letter.is_order:
        return [body(owed + phrase("note_intro")), *listed, *numbered], last
    matter, how = (first_level(phrase(code)) for code in ("order_what", "order_how"))
    return [matter, body(owed + phrase("order_intro")), *listed, how, *numbered], last


def _owed(letter: _Letter, *, annexed: bool) -> str:
    items, count = count_of(letter.debts)
    grave = {
        "veto_items": {debt.criterion.id for debt in letter.debts if debt.criterion.veto},
        "key_items": {debt.criterion.id for debt in letter.debts if debt.criterion.key and not debt.criterion.veto},
    }
    named = "、".join(phrase(code, count=len(found)) for code, found in grave.items() if found)
    annex = phrase("where_annex", number="1" if letter.is_order else "")
    return phrase(
        "owed",
        moment=words.moment(letter.as_of),
        scheme=letter.snapshot.scheme.title,
        you=letter.you,
        items=items,
        count=count,
        grave=phrase("grave", named=named) if named else "",
        where=annex if annexed else phrase("where_below"),
    )


def _told(letter: _Letter) -> str:
    """Return what was sent before and what lies unsorted."""
    sent = sorted((at, chase) for chase in letter.earlier if (at := chase.sent_at) is not None)
    times = "，".join(
        phrase(
            "asked_step" if chase.form is not None else "asked_visit",
            day=words.short_day(at.date(), letter.as_of.date()),
            step=chase.step,
        )
        for at, chase in sent
    )
    before = phrase("asked_before", times=times) if times else ""
    waiting = phrase("waiting", you=letter.you, count=letter.waiting) if letter.waiting else ""
    return before + waiting


def _demands(letter: _Letter, annexes: Sequence[str]) -> Iterator[str]:
    """Yield by when and how papers are to come, what to do where there are none, and of a 督办单 the answer."""
    today, deadline = letter.as_of.date(), words.day(letter.deadline)
    later = any(debt.due and not words.is_past(debt.due, today) for debt in letter.debts)
    example = letter.debts[0].code if letter.debts else phrase("blank_name")
    yield phrase("when", day=deadline, later=phrase("when_later") if later else "")
    yield phrase("how", example=example)
    yield phrase("honest")
    if letter.is_order:
        number = str(annexes.index("answer_sheet") + 1) if len(annexes) > 1 else ""
        yield phrase("answer", number=number, day=deadline)


def _list(letter: _Letter) -> list[Block]:
    """Return the table of what is owed, with the signs that it uses explained."""
    rows: list[Row] = []
    today = letter.as_of.date()
    for number, debt in enumerate(letter.debts, 1):
        told = (
            str(number),
            debt.code,
            code_of(debt.criterion),
            phrases.material(debt.row.slot, debt.criterion),
            str(debt.row.year or phrases.heading("any_year")),
            str(debt.lacking),
            form_asked(debt),
            due_of(debt, letter.deadline, today),
        )
        styles = [Style.TABLE_CENTRE if name in _CENTRED else Style.TABLE_TEXT for name in words.DEBT_HEADS]
        rows.append(Row(tuple(Cell(text, style, max_lines=WHOLE) for text, style in zip(told, styles, strict=True))))
    items, count = count_of(letter.debts)
    note = phrase("note_moment", moment=words.moment(letter.as_of), items=items, count=count)
    note += phrase("note_key") if any(debt.criterion.key and not debt.criterion.veto for debt in letter.debts) else ""
    return [Paragraph(Style.NOTE, note), Table(_COLUMNS, tuple(rows), phrase("debts_continued"))]


def code_of(criterion: Criterion) -> str:
    """Return an item's code with the sign of a veto on a line of its own, or that of a key item."""
    return f"{criterion.code}\n{words.VETO}" if criterion.veto else criterion.code + phrases.mark(criterion)


def form_asked(debt: Debt) -> str:
    """Return of what kind a paper has to be, and what is demanded of it."""
    slot = debt.row.slot
    kinds = "、".join(slot.kinds)
    electronic = () if slot.paper_allowed else (phrase("electronic"),)
    return "，".join(filter(None, (kinds, *slot.must, *electronic))) or phrase("any_form")


def due_of(debt: Debt, deadline: date | None, today: date) -> str:
    """Return by when a paper is owed: its own term, marked where that is over, else that of the letter."""
    if debt.due is None:
        return words.short_day(deadline, today) if deadline else ""
    told = words.due(debt.due, today)
    return phrase("due_passed", day=told) if words.is_past(debt.due, today) else told


def _answer_sheet(letter: _Letter) -> Table:
    """Return the sheet that the unit fills in, signs and seals."""
    items, count = count_of(letter.debts)
    matter = phrase(
        "answer_matter_text",
        exam=words.exam(letter.snapshot.scheme.title),
        items=items,
        count=count,
        moment=words.moment(letter.as_of),
    )

    rows = (
        ("answer_matter", matter),
        ("answer_day", words.day(letter.deadline)),
        ("answer_done", pad("　", _LINES_TO_WRITE_ON)),
        ("answer_left", pad("　", _LINES_TO_WRITE_ON)),
        ("answer_person", pad("　", 2)),
        ("answer_phone", pad("　", 2)),
        ("answer_leader", pad("　", 4) + "\n" + "　" * 18 + phrase("blank_day")),
    )
    columns = tuple(map(Column, (phrase("answer_unit"), letter.unit), _ANSWER_MM))
    made = tuple(
        Row((Cell(phrase(code), Style.TABLE_CENTRE, max_lines=WHOLE), Cell(text, max_lines=WHOLE)))
        for code, text in rows
    )
    return Table(columns, made, phrase("answer_continued"))
