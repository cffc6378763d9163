"""How wide text can get: an upper bound over the fonts that may stand in, and lines broken by it.

The page numbers of a dossier are known before it is written, so text is measured without any font. A line as
measured here is never shorter than the same line on paper, in 宋体, 仿宋, Noto, 文鼎 or DejaVu faces: the count of
lines is an upper bound, and what it over-estimates stays white at the foot of a page.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Widths in em. Widest of: Times New Roman, SimSun, Noto Sans/Serif CJK, AR PL, DejaVu Sans, Arial.
_NARROW = 0.42  # i l j ' , . : ; | and the like
_LOWER = 0.68
_UPPER = 0.84
_DIGIT = 0.66
_WIDE_LATIN = 1.06  # W M m % @ and dashes
_EMOJI = 1.4
_OTHER = 1.1

_NARROW_SET = frozenset("iljtfrI'`,.:;!|()[]{}/\\ \u00a0")
_WIDE_SET = frozenset("WMmw%@&—–…€№℃㎡+=<>~^")
# What no line may begin with, and no line may end with (kinsoku, as word processors apply it to Chinese).
_NOT_FIRST = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
_NOT_LAST = frozenset("$([{£¥‘“‹〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")
_WORD = re.compile(r"[A-Za-z0-9_\-./\\:@#&%+=~'\u00c0-\u024f]+")


@lru_cache(maxsize=8192)
def char_em(char: str) -> float:
    """Return the widest width, in em, of one character in any font that may stand in."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0.0
    if char in _WIDE_SET:
        return _WIDE_LATIN
    if ord(char) < 0x250:
        if char in _NARROW_SET:
            return _NARROW
        if char.isdigit():
            return _DIGIT
        return _UPPER if char.isupper() else _LOWER
    if ord(char) >= 0x1F000 or unicodedata.category(char) == "So":
        return _EMOJI
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else _OTHER


def text_em(text: str) -> float:
    """Return the widest width of a text on one line, in em."""
    return sum(map(char_em, text))


def _units(text: str) -> list[str]:
    """Split into pieces that a line is not broken inside of, as far as they fit a line at all."""
    units: list[str] = []
    at = 0
    while at < len(text):
        word = _WORD.match(text, at)
        end = word.end() if word else at + 1
        units.append(text[at:end])
        at = end
    merged: list[str] = []
    for unit in units:
        glue = merged and (unit[0] in _NOT_FIRST or merged[-1][-1] in _NOT_LAST)
        if glue and len(merged[-1]) < 24:
            merged[-1] += unit
        else:
            merged.append(unit)
    return merged


def break_lines(text: str, width_em: float, first_indent_em: float = 0.0) -> list[str]:
    """Break text into lines no wider than `width_em`; a line break in the text ends a line. Never empty."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, room = "", width_em - (first_indent_em if not lines else 0.0)
        for unit in _units(paragraph):
            need = text_em(unit)
            if need <= room:
                line, room = line + unit, room - need
                continue
            if line:
                lines.append(line)
                line, room = "", width_em
            for char in unit if need > width_em else (unit,):
                need = text_em(char)
                if need > room and line:
                    lines.append(line)
                    line, room = "", width_em
                line, room = line + char, room - need
        lines.append(line)
    return lines


def clip(text: str, width_em: float, max_lines: int) -> str:
    """Return `text` on one line of thought, cut with ……  where it would take more than `max_lines` lines."""
    flat = " ".join(text.split())
    lines = break_lines(flat, width_em)
    if len(lines) <= max_lines:
        return flat
    kept = "".join(lines[:max_lines])
    while kept and len(break_lines(kept + "……", width_em)) > max_lines:
        kept = kept[:-1]
    return kept + "……"
