"""Rows that go on over the page: nothing is lost, no page is too full, and short rows stay whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.paths import TABLE_TEMPLATE
from evidence.export.blocks import WHOLE, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.paginate import RESERVE_TWIPS, PlacedTable, PlacedText, paginate
from evidence.export.template import load_template
from evidence.export.widths import break_lines, split_lines

TEMPLATE = load_template(TABLE_TEMPLATE, turned=True)
COLUMNS = (Column("组", 20), Column("内容", 40), Column("标准", 30))
TEXTS = st.text(st.sampled_from("食品安全责任，。（）12ab \n"), max_size=900).map(str.strip)


def a_row(group: str, *texts: str) -> Row:
    return Row(tuple(Cell(text, max_lines=WHOLE) for text in (group, *texts)), may_break=True)


def pages_of(rows: list[Row]) -> list[list[tuple[str, ...]]]:
    """The rows on each page, as texts, without the head; no page may be too full."""
    found: list[list[tuple[str, ...]]] = []
    room = TEMPLATE.page.height_twips - RESERVE_TWIPS
    for page in paginate([Paragraph(Style.NOTE, "表"), Table(COLUMNS, tuple(rows), "（续）", (0,))], TEMPLATE):
        used = 0
        texts: list[tuple[str, ...]] = []
        for placed in page:
            match placed:
                case PlacedTable():
                    used += sum(row.height_twips for row in placed.rows)
                    texts += [tuple(map(str, row.contents)) for row in placed.rows[1:]]
                case PlacedText():
                    used += TEMPLATE.styles[placed.style].pitch_twips or 0
                case _:
                    raise AssertionError
        assert used <= room
        found.append(texts)
    return found


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_nothing_is_lost_and_no_page_is_too_full(texts: list[tuple[str, str]]) -> None:
    rows = [row for page in pages_of([a_row("甲", *pair) for pair in texts]) for row in page]
    for column in (0, 1):
        there = "".join(row[column + 1] for row in rows).replace("\n", "")
        assert there == "".join(pair[column] for pair in texts).replace("\n", "")
    assert {row[0] for row in rows} == {"甲"}


def test_a_row_that_fits_a_page_stays_whole_if_little_white_is_left() -> None:
    pages = pages_of([a_row("甲", "责任。" * 60, ""), a_row("甲", "责任。" * 50, "")])
    assert [[len(row[1]) for row in page] for page in pages] == [[180], [150]]


def test_a_row_that_fits_no_page_fills_what_is_left_of_this_one() -> None:
    pages = pages_of([a_row("甲", "短", ""), a_row("乙", "责任。" * 300, "")])
    assert [len(page) for page in pages][:2] == [2, 1]
    assert {row[0] for page in pages[1:] for row in page} == {"乙"}


@given(TEXTS, st.integers(0, 30))
def test_the_first_lines_of_a_text_and_the_rest_are_the_text(text: str, count: int) -> None:
    above, below = split_lines(text, 10.0, count)
    assert (above + below).replace("\n", "") == text.replace("\n", "")
    assert not above or len(break_lines(above, 10.0)) <= count
    if below:
        assert len(break_lines(text, 10.0)) > count
