"""Section lines: 一、基础工作 across a table, or as a heading of the document before one."""

from __future__ import annotations

import re

from evidence.scheme.text import fold

_RANKS = (
    re.compile(r"^第.{1,3}(?:部分|篇|编)"),
    re.compile(r"^第.{1,3}章"),
    re.compile(r"^(?:[一二三四五六七八九十]+[、.]|第.{1,3}[类节])"),
    re.compile(r"^\([一二三四五六七八九十]+\)"),
    re.compile(r"^\d+(?:[、]|\.(?!\d))"),
    re.compile(r"^\(\d+\)"),
)
_LEVELS = 10  # of headings, which stand over lines that are none
_DOTTED = re.compile(r"^\d+(?:\.\d+)+")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|第.{1,3}(?:部分|章|节|类|篇))")
_SENTENCE = re.compile(r"[。；;]|[:：].")
_LONGEST = 40
_LONGEST_CLAUSE = 120
_UNNUMBERED = 2  # a section line without a number stands as high as 一、
PLAIN_LEVEL = _LEVELS + _UNNUMBERED + 1  # of a line that names a table without being marked as a heading
_PAGE_MARK = re.compile(r"^\(?(?:续表?\d*|接上[页表]|转下页|第?\d+页(?:[,/]?共\d+页)?)\)?$")
_NO_NAME = re.compile(
    r"^附(?:件|表|录)[\d一二三四五六七八九十]*[:：]?$|^\(?单位[:：]|^\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?$"
)


def band_rank(words: str, level: int | None = None) -> int:
    """Return how far in a section line stands, 0 outermost: by the level of a heading, else by its number."""
    if level is not None:
        return level - 1
    plain = fold(words)
    if dotted := _DOTTED.match(plain):
        return _LEVELS + _UNNUMBERED + dotted.group().count(".")
    numbered = next((at for at, pattern in enumerate(_RANKS) if pattern.match(plain)), _UNNUMBERED)
    return _LEVELS + numbered


def may_be_band(words: str) -> bool:
    """Tell whether a line is short enough, and no sentence, to name a section."""
    plain = fold(words)
    if _DOTTED.match(plain):  # a clause of a standard: 1.1.1 医院的功能、任务和定位明确。
        return len(plain) <= _LONGEST_CLAUSE
    return (
        0 < len(plain) <= _LONGEST
        and not _SENTENCE.search(plain)
        and not is_page_mark(plain)
        and not _NO_NAME.match(plain)
    )


def is_page_mark(words: str) -> bool:
    """Tell whether a line only says that a table goes on: （续表）."""
    return bool(_PAGE_MARK.match(fold(words)))


def is_numbered(words: str) -> bool:
    """Tell whether a line begins as offices number sections: 一、 （一） 第一部分."""
    return bool(_NUMBERED.match(fold(words)))
