"""Names that every system takes, and an order that people expect."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence.names import natural_key, readable_name, safe_name

RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$")
ANY_TEXT = st.text(st.characters(codec=None), max_size=120)
LIMITS = st.integers(8, 90)
NUMBERS = st.integers(0, 10**6)


@given(ANY_TEXT, LIMITS)
@example("con", 80)
@example("nul.tar.gz", 80)
@example("con." + "x" * 200, 80)
@example("😀" * 100, 80)
@example("长" * 79 + ". .", 80)
@example("e\u200d\u0301", 80)
@example("第一行\n第二行", 80)
@example("\ud800", 80)
def test_a_safe_name_is_one_that_windows_takes(text: str, limit: int) -> None:
    name = safe_name(text, limit)
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f\x7f]', name)
    assert not name.startswith(" ")
    assert not name.endswith((".", " "))
    assert not RESERVED.match(name)
    assert 0 < len(name) <= limit
    assert len(name.encode()) <= 3 * limit


@given(ANY_TEXT)
@example("e\u200d\u0301")
@example("con")
def test_a_safe_name_made_safe_again_is_the_same(text: str) -> None:
    name = safe_name(text)
    assert safe_name(name) == name


@given(st.text("云岭县食品安全工作方案〔〕（）《》、0123456789abcXYZ-_", min_size=1, max_size=70))
def test_an_ordinary_name_stays_as_it_is(text: str) -> None:
    assert safe_name(text) == text


def test_words_parted_by_a_line_break_stay_parted() -> None:
    assert safe_name("第一行\n第二行") == "第一行 第二行"


@given(
    st.text("附件第号abc.", max_size=5), st.integers(0, 10**6), st.integers(0, 10**6), st.text("号页xyz", max_size=5)
)
def test_numbers_in_names_compare_as_numbers(before: str, one: int, other: int, after: str) -> None:
    keys = natural_key(f"{before}{one}{after}"), natural_key(f"{before}{other}{after}")
    assert (keys[0] < keys[1]) == (one < other)


@given(st.lists(ANY_TEXT, max_size=8))
@example(["1", "a", "", "１", "²", "٣"])
def test_any_names_can_be_put_in_order(names: list[str]) -> None:
    ordered = sorted(names, key=natural_key)
    assert all(natural_key(one) <= natural_key(other) for one, other in pairwise(ordered))


def test_full_width_digits_count_like_others() -> None:
    assert sorted(["附件１０", "附件2", "附件１"], key=natural_key) == ["附件１", "附件2", "附件１０"]


def test_a_number_of_any_length_has_its_place() -> None:
    assert sorted(["9" * 6000, "8" * 6000, "10"], key=natural_key) == ["10", "8" * 6000, "9" * 6000]


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
@given(st.text("关于印发食品安全工作方案的通知镕〔2023〕", min_size=2, max_size=20))
def test_a_name_in_gbk_is_read(text: str) -> None:
    raw = unicodedata.normalize("NFC", text).encode("gb18030")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        assert readable_name(os.fsdecode(raw)) == text


@given(st.text("关于印发abc 123.docx😀", max_size=20))
def test_a_name_that_is_right_is_left_alone(text: str) -> None:
    assert readable_name(text) == text
