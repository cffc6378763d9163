"""Lines: never wider than they may be, and nothing of the text lost."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pages.wild import CHINESE, LATIN, LONG_WORDS, WILD

from evidence.export import widths
from evidence.export.widths import break_lines, char_em, clip, text_em

WIDTHS = st.floats(4.0, 40.0)
INDENTS = st.sampled_from((0.0, 2.0))
ROUNDING = 1e-6


def on_one_line(text: str) -> str:
    """Text whose white is single spaces, but for the full-width space that stands between parts."""
    spaced = "".join(char if char == "\u3000" or not char.isspace() else " " for char in text)
    return " ".join(word for word in spaced.split(" ") if word).strip()


@given(WILD, WIDTHS, INDENTS)
def test_no_line_is_wider_than_the_width(text: str, width: float, indent: float) -> None:
    for paragraph in text.split("\n"):
        lines = break_lines(paragraph, width, indent)
        room = [width - indent, *[width] * (len(lines) - 1)]
        assert all(text_em(line) <= most + ROUNDING for line, most in zip(lines, room, strict=True))


@given(WILD, WIDTHS, INDENTS)
def test_lines_joined_are_the_text(text: str, width: float, indent: float) -> None:
    assert "".join(break_lines(text, width, indent)) == text.replace("\n", "")


@given(WILD, WIDTHS)
def test_no_line_is_empty_but_that_of_an_empty_paragraph(text: str, width: float) -> None:
    assume("\n" not in text)
    assert all(break_lines(text, width)) or text == ""


@given(WILD, WIDTHS, st.floats(0.0, 20.0))
def test_a_narrower_column_takes_no_fewer_lines(text: str, width: float, more: float) -> None:
    assert len(break_lines(text, width)) >= len(break_lines(text, width + more))


@given(WILD, WILD, WIDTHS)
def test_more_text_takes_no_fewer_lines(text: str, more: str, width: float) -> None:
    assert len(break_lines(text + "\n" + more, width)) > len(break_lines(text, width)) - 1


@given(WILD, WIDTHS)
def test_an_indent_takes_no_fewer_lines(text: str, width: float) -> None:
    assert len(break_lines(text, width, 2.0)) >= len(break_lines(text, width))


@given(st.characters(codec="utf-8"))
def test_every_character_has_a_width_that_a_narrow_cell_can_hold(char: str) -> None:
    assert 0.0 <= char_em(char) <= 1.5


@pytest.mark.parametrize("char", ["食", "𠮷", "！", "Ａ", "한", "①", "“", "·", "×", "°"])
def test_a_full_width_character_takes_a_whole_em(char: str) -> None:
    assert char_em(char) >= 1.0


@pytest.mark.parametrize("mark", ["\u0301", "\u200b", "\u200d", "\ufeff"])
def test_a_mark_without_width_takes_none(mark: str) -> None:
    assert char_em(mark) == 0.0


def test_a_line_break_ends_a_line() -> None:
    assert break_lines("一\n二", 10) == ["一", "二"]


def test_an_empty_text_is_one_line() -> None:
    assert break_lines("", 10) == [""]


def test_a_full_stop_does_not_begin_a_line() -> None:
    assert break_lines("食品安全。", 4) == ["食品安", "全。"]


def test_an_opening_bracket_does_not_end_a_line() -> None:
    assert break_lines("食品安（全", 4) == ["食品安", "（全"]


def test_a_latin_word_stays_with_the_bracket_that_closes_before_it() -> None:
    assert break_lines("食品安全（修订稿）HACCP2018", 12) == ["食品安全（修订", "稿）HACCP2018"]


def test_what_a_word_that_fits_no_line_stays_with_takes_a_line_of_its_own() -> None:
    assert break_lines("食品安全（修订稿）ISO22000ISO22000ISO22000", 12)[:2] == ["食品安全（修订", "稿）"]


def test_a_latin_word_stays_whole_where_a_line_holds_it() -> None:
    assert break_lines("食品安全 HACCP", 6) == ["食品安全 ", "HACCP"]


def test_a_no_break_space_ends_no_line() -> None:
    assert break_lines("食品安\u00a0全", 3.5) == ["食品", "安\u00a0全"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert break_lines("食品安ก\u0301", 4) == ["食品安", "ก\u0301"]


def test_a_word_that_fits_no_line_is_broken() -> None:
    lines = break_lines("W" * 30, 10)
    assert len(lines) > 2
    assert "".join(lines) == "W" * 30


def test_a_bracket_before_a_word_that_fits_no_line_may_end_its_line() -> None:
    assert break_lines("（（（" + "1" * 20, 10) == ["（（（", "1" * 15, "1" * 5]


def test_a_word_that_fits_a_line_but_for_the_indent_is_counted_as_two_lines() -> None:
    assert len(break_lines("W" * 9, 10, 2.0)) == 2


@given(st.one_of(WILD, LONG_WORDS), WIDTHS, st.integers(1, 6))
def test_a_clipped_text_takes_no_more_than_its_lines(text: str, width: float, most: int) -> None:
    assert len(break_lines(clip(text, width, most), width)) <= most


@given(WILD, WIDTHS, st.integers(1, 6))
def test_a_clipped_text_is_the_beginning_of_the_text(text: str, width: float, most: int) -> None:
    assert on_one_line(text).startswith(clip(text, width, most).removesuffix("……"))


@given(WILD, WIDTHS)
def test_a_text_that_fits_is_not_clipped(text: str, width: float) -> None:
    flat = on_one_line(text)
    assert clip(text, width, len(break_lines(flat, width))) == flat


def test_a_full_width_space_is_kept() -> None:
    assert clip("11-39-003　全会\t\n 纪要", 20, 2) == "11-39-003　全会 纪要"


def test_a_clipped_text_says_so() -> None:
    assert clip("食品安全" * 10, 8, 2) == "食品安全食品安全食品安全食……"


PLAIN = st.text(
    st.one_of(st.sampled_from(CHINESE), st.sampled_from(LATIN), st.sampled_from("食品安全0123456789％（《"))
)


@given(st.one_of(PLAIN, LONG_WORDS, st.builds(str.__add__, PLAIN, LONG_WORDS)), WIDTHS, INDENTS)
def test_plain_text_has_the_lines_that_care_finds(text: str, width: float, indent: float) -> None:
    quick = widths.plain_lines(text, width, indent)
    assert quick in ([], widths.any_lines(text, width, indent))


@pytest.mark.parametrize("text", ["关于开展“两个责任”（第2次）检查的通知", "云食药安办发〔2023〕158号", "20230301" * 3])
def test_plain_text_is_broken_quickly(text: str) -> None:
    assert len(widths.plain_lines(text, 8.0, 0.0)) > 1
