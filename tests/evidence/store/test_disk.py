"""Paths that Windows takes however long they are."""

from __future__ import annotations

import pytest

from evidence.store.disk import any_length, readable_path

SHORT, LONG = "D:\\资料\\通知.docx", "D:\\资料\\" + "很长的名字" * 60
SHARE = "\\\\服务器\\共享\\" + "很长的名字" * 60


def test_a_short_path_stays_as_it_is() -> None:
    assert any_length(SHORT, 0) == SHORT


def test_a_short_path_with_much_below_it_is_made_ready() -> None:
    assert any_length(SHORT, 240) == "\\\\?\\" + SHORT


@pytest.mark.parametrize(("path", "beginning"), [(LONG, "\\\\?\\D:\\资料\\"), (SHARE, "\\\\?\\UNC\\服务器\\共享\\")])
def test_a_long_path_gets_the_beginning_that_lifts_the_limit_and_loses_it_for_people(path: str, beginning: str) -> None:
    made = any_length(path, 0)
    assert made.startswith(beginning)
    assert any_length(made, 0) == made
    assert readable_path(made) == path
