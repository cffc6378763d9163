"""What letters of an office have in common after GB/T 9704: title, number, contact, signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evidence.check.debts import Debt
from evidence.export.blocks import Block, Paragraph, Row, Style, Together
from evidence.snapshot import Snapshot
from evidence.units import units_named
from evidence.wording import imprint
from evidence.wording.chasing import phrase

LINE = 28  # characters of 3号 in a line of the type area
TITLE_LINE = 20  # characters of 2号
_DAY_RIGHT = 4  # characters that stay free behind the date
_LINES_ABOVE_SEAL = 1
_SHORT_TABLE = 8  # rows, a third of a page
_INDENT = "　　"  # of headings, whose styles have none: a compilation has them at the margin


def head(first: str, second: str) -> list[Block]:
    """Return the title, in two lines where it needs them, and the number, left blank; a blank line below each."""
    number = phrase("number")
    whole = first + second
    lines = (whole,) if len(whole) <= TITLE_LINE else (first, second)
    return [
        *(Paragraph(Style.DIRECTORY_TITLE, line) for line in lines),
        Paragraph(Style.BODY, "　" * ((LINE - len(number)) // 2) + number, flush=True),
        Paragraph(Style.BODY, "　"),
    ]


def body(text: str) -> Paragraph:
    """Return a paragraph of a letter."""
    return Paragraph(Style.BODY, text)


def first_level(text: str) -> Paragraph:
    """Return a heading such as 一、基本情况, two characters in (GB/T 9704-2012, 7.3.3)."""
    return Paragraph(Style.ITEM, _INDENT + text)


def second_level(text: str) -> Paragraph:
    """Return a heading such as （一）基础工作, two characters in."""
    return Paragraph(Style.SECTION, _INDENT + text)


def under(title: Paragraph, blocks: Iterable[Block]) -> list[Block]:
    """Return a heading with what follows it, on one page with the first paragraph."""
    found = list(blocks)
    if found and isinstance(found[0], Paragraph) and found[0].style is Style.BODY:
        return [Together((title, found[0])), *found[1:]]
    return [title, *found]


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield all paragraphs."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Together):
            yield from block.paragraphs


def kept_rows(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a table so that its last one never stands alone on a page; a short table stays whole."""
    first = 0 if len(rows) <= _SHORT_TABLE else len(rows) - 2
    return (*rows[:first], *(row._replace(with_next=True) for row in rows[first:-1]), *rows[-1:])


def _contact(snapshot: Snapshot) -> str:
    """Return whom to ask in the office, as far as the list of units knows; else a blank for each."""
    blank = phrase("blank_name")
    known = {unit.name: unit for unit in snapshot.project.units}
    named = units_named(snapshot.project.office or "", tuple(known))
    found = known[named[0]] if len(named) == 1 else None
    name, phone = (found.contact, found.phone) if found else (None, None)
    return phrase("contact", name=name or blank, phone=phone or blank)


def annotation(snapshot: Snapshot) -> Paragraph:
    """Return whom to ask as 附注: in brackets, in the line below the date (GB/T 9704-2012, 7.3.6)."""
    return body(phrase("annotation", contact=_contact(snapshot).rstrip("。")))


def signature(snapshot: Snapshot) -> list[Paragraph]:
    """Return who signs, over the middle of a date that is left blank, with room above for the seal."""
    name, day = imprint.signature(snapshot.project) or phrase("blank_name"), phrase("blank_day")
    before_day = LINE - _DAY_RIGHT - len(day)
    middle = before_day + len(day) / 2
    before_name = max(0, min(round(middle - len(name) / 2), LINE - 2 - len(name)))
    lines = ["　"] * _LINES_ABOVE_SEAL + ["　" * before_name + name, "　" * before_day + day]
    return [Paragraph(Style.BODY, line, flush=True) for line in lines]


def count_of(debts: Sequence[Debt]) -> tuple[int, int]:
    """Return how many items debts are about, and how many pieces lack."""
    return len({debt.criterion.id for debt in debts}), sum(debt.lacking for debt in debts)


def pad(text: str, lines: int) -> str:
    """Return a text in the middle of so many lines to write on."""
    above = (lines - 1) // 2
    return "　\n" * above + text + "\n　" * (lines - 1 - above)
