"""Rows by the thousand: what was written is what comes back, in order, and a value that is none is told."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model import Stage
from evidence.store.many import Many
from evidence.store.source import DriverSource

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]))
ROWS = st.lists(
    st.tuples(
        TEXTS,
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.floats(0, 1).map(lambda number: round(number, 6)),
        st.none() | st.dates(),
        st.none() | st.sampled_from(Stage),
    )
)
PAPERS = Many(
    tuple[str | None, int | None, float | None, date | None, Stage | None],
    "title, pages, share, day, stage",
    "paper WHERE true",
    key="pages",
    order="number",
)


@pytest.fixture(scope="module")
def source() -> Iterator[DriverSource]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE paper (number INTEGER, title TEXT, pages INTEGER, share FLOAT, day DATE, stage TEXT)"
    )
    yield DriverSource(connection)
    connection.close()


def write(source: DriverSource, *rows: tuple[object, ...]) -> None:
    source.exec_driver_sql("DELETE FROM paper")
    for number, row in reversed(list(enumerate(rows))):
        source.exec_driver_sql("INSERT INTO paper VALUES (?, ?, ?, ?, ?, ?)", (number, *row))


@given(rows=ROWS)
def test_what_was_written_comes_back_in_order(source: DriverSource, rows: list[tuple[object, ...]]) -> None:
    write(source, *((*row[:3], row[3] and str(row[3]), row[4]) for row in rows))
    found = PAPERS.ask(source, None)
    assert list(found) == rows
    assert list(found) == rows, "as often as they are gone through"


def test_only_what_is_asked_for_comes_back(source: DriverSource) -> None:
    write(source, *((f"第{pages}份", pages, None, None, None) for pages in range(5)))
    assert [title for title, *_ in PAPERS.ask(source, ["3", "1"])] == ["第1份", "第3份"]
    assert list(PAPERS.ask(source, [])) == []


def test_a_number_that_is_no_whole_one_comes_with_15_digits(source: DriverSource) -> None:
    write(source, (None, None, 0.30000000000000004, None, None))
    assert list(PAPERS.ask(source, None)) == [(None, None, 0.3, None, None)]


@pytest.mark.parametrize(
    "row",
    [
        (None, "三", None, None, None),
        (None, 3, math.inf, None, None),
        (None, 3, None, "昨天", None),
        (None, 3, None, None, "无"),
    ],
)
def test_a_value_that_is_none_of_its_column_is_told(source: DriverSource, row: tuple[object, ...]) -> None:
    write(source, row)
    with pytest.raises(ValueError, match=r".+"):
        list(PAPERS.ask(source, None))


def test_text_that_is_damaged_is_told(source: DriverSource) -> None:
    write(source, ("题名", None, None, None, None))
    source.exec_driver_sql("UPDATE paper SET title = CAST(X'ff41' AS TEXT)")
    with pytest.raises(ValueError, match="utf-8"):
        list(PAPERS.ask(source, None))
