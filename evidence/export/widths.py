"""How wide text can get: an upper bound over the fonts that may stand in, and lines broken by it.

The page numbers of a dossier are known before it is written, so text is measured without any font. A line as
measured here is never shorter than the same line on paper, in 宋体, 仿宋, Noto, 文鼎 or DejaVu faces: the count of
lines is an upper bound, and what it over-estimates stays white at the foot of a page.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from evidence.export.blocks import WHOLE
from evidence.export.remembered import Remembered

# Widths in em. Widest of: Times New Roman, SimSun, Noto Sans/Serif CJK, AR PL, DejaVu Sans, Arial.
_NARROW = 0.42  # i l j ' , . : ; | and the like
_LOWER = 0.68
_UPPER = 0.84
_DIGIT = 0.66
_WIDE_LATIN = 1.06  # W M m % @ and dashes
_EMOJI = 1.4
_OTHER = 1.1
_MOST_EM = 1.41  # no character is as wide
_DIGIT_MOST_EM = 0.67  # and no digit of ASCII as this

_NARROW_SET = frozenset("iljtfrI'`,.:;!|()[]{}/\\ \u00a0")
_WIDE_SET = frozenset("WMmw%@&—–…€№℃㎡+=<>~^")
# Latin signs that become full-width in a run that is marked Chinese (ECMA-376 17.3.2.26).
_SHARED_SET = frozenset("¡¤§¨ª¯°±²³´¶·¸¹º¼½¾¿×÷àáèéêìíòóùúü")
# What no line may begin with, and no line may end with (kinsoku, as word processors apply it to Chinese).
_NOT_FIRST = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
_NOT_LAST = frozenset("$([{£¥‘“‹〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")
# Joins both neighbours into one: no line ends before or after it.
_JOINERS = frozenset("\u00a0\u200d\u2007\u2011\u202f\u2060\ufeff")
_WHITE = re.compile(r"[^\S\u3000]+")  # any white but the full-width space, which stands between parts
_LATIN = r"[A-Za-z0-9_\-./\\:@#&%+=~'\u00c0-\u024f]+"
_WORD = re.compile(_LATIN)
_LONGEST_UNIT = 24  # characters that are glued together


@lru_cache(maxsize=8192)
def char_em(char: str) -> float:
    """Return the widest width, in em, of one character in any font that may stand in."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0.0
    if char in _WIDE_SET:
        return _WIDE_LATIN
    if char in _SHARED_SET:
        return 1.0
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


_unit_em = Remembered(text_em, 8192)


def _units(text: str) -> list[list[str]]:
    """Split into units that a line is not broken inside of, as far as they fit a line at all: words and signs."""
    pieces: list[str] = []
    at = 0
    while at < len(text):
        word = _WORD.match(text, at)
        end = word.end() if word else at + 1
        pieces.append(text[at:end])
        at = end
    units: list[list[str]] = []
    for piece in pieces:
        last = units[-1][-1][-1] if units else ""
        if last and _are_glued(last, piece[0]) and sum(map(len, units[-1])) < _LONGEST_UNIT:
            units[-1].append(piece)
        else:
            units.append([piece])
    return units


def _are_glued(last: str, first: str) -> bool:
    """Tell whether no line ends between two characters that are not of one word.

    A Latin word behind a closing bracket stays with it, and so with what is before that: if it is too long for the
    rest of the line, LibreOffice breaks ahead of all of them.
    """
    closes = _begins_no_line(last)
    return _begins_no_line(first) or last in _NOT_LAST or last in _JOINERS or (closes and bool(_WORD.match(first)))


def _begins_no_line(char: str) -> bool:
    return char in _NOT_FIRST or char in _JOINERS or unicodedata.category(char) in ("Mn", "Me", "Mc", "Sk")


# What nearly every line of a dossier is made of, for which `plain_lines` finds the lines of `any_lines`, faster.
_HAN = "[\u4e00-\u9fff]"  # each one em wide and a unit of its own
_SIGNS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xFF01, 0xFF5F)))) + "\u3000、。〈〉《》「」『』【】〔〕·—‘’“”…"
_PLAIN = re.compile(f"[\u4e00-\u9fff{re.escape(_SIGNS)}]*")
_PLAIN_MOST_EM = 1.1  # no plain character is as wide
_PLAIN_LEAST_ROOM_EM = 2.0  # in less, a single character may fit no line
_FIRST_OF_NONE = f"[{re.escape(''.join(filter(_begins_no_line, _SIGNS)))}]"
_LAST_OF_NONE = f"[{re.escape(''.join(sorted(_NOT_LAST.intersection(_SIGNS))))}]"
_PLAIN_GLUE = f"(?:(?<={_LAST_OF_NONE})|(?={_FIRST_OF_NONE})|(?<={_FIRST_OF_NONE})(?={_LATIN}))"
_PLAIN_UNITS = re.compile(rf"{_HAN}+(?!{_FIRST_OF_NONE})|(?:{_LATIN}|.)(?:{_PLAIN_GLUE}(?:{_LATIN}|.))*")


def break_lines(text: str, width_em: float, first_indent_em: float = 0.0) -> list[str]:
    """Break text into lines no wider than `width_em`; a line break in the text starts a paragraph. Never empty.

    The first line of each paragraph is shorter by `first_indent_em`.
    """
    return list(_broken(text, width_em, first_indent_em))


@lru_cache(maxsize=1024)
def _broken(text: str, width_em: float, first_indent_em: float) -> tuple[str, ...]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _lines(paragraph, width_em, first_indent_em)
    return tuple(lines)


def _lines(paragraph: str, width_em: float, first_indent_em: float) -> list[str]:
    return plain_lines(paragraph, width_em, first_indent_em) or any_lines(paragraph, width_em, first_indent_em)


def plain_lines(paragraph: str, width_em: float, first_indent_em: float) -> list[str]:
    """Return what `any_lines` returns, or nothing if that takes more care: rare characters, units that fit no line."""
    ends = _plain_ends(paragraph, width_em, first_indent_em)
    return [] if ends is None else [paragraph[start:end] for start, end in pairwise((0, *ends, len(paragraph)))]


def _plain_ends(paragraph: str, width_em: float, first_indent_em: float) -> list[int] | None:
    """Return where the lines of a paragraph end, but for the last; None if `any_lines` must find them."""
    room = width_em - first_indent_em
    if not _PLAIN.fullmatch(paragraph) or min(room, width_em) < _PLAIN_LEAST_ROOM_EM:
        return None
    most_em = _DIGIT_MOST_EM if paragraph.isascii() and paragraph.isdigit() else _PLAIN_MOST_EM
    if len(paragraph) * most_em <= room:
        return []
    ends: list[int] = []
    start = at = 0
    for unit in _PLAIN_UNITS.findall(paragraph):
        size = len(unit)
        han = "\u4e00" <= unit < "\ua000" and "\u4e00" <= unit[-1] < "\ua000"  # no sign is among them
        need = size if han else _unit_em[unit]
        if need > room:
            if size > _LONGEST_UNIT and not han:
                return None
            if at > start and not han:
                ends.append(at)
                start, room = at, width_em
            if need > room:
                if not han and not unit.isdigit():
                    return None
                each_em = 1.0 if han else _DIGIT
                while need > room:
                    fitting = int(room / each_em)
                    at += fitting
                    size -= fitting
                    need = size * each_em
                    ends.append(at)
                    start, room = at, width_em
            if (len(paragraph) - at) * _PLAIN_MOST_EM <= room:
                break  # whatever follows is on this line
        at += size
        room -= need
    return ends


def any_lines(paragraph: str, width_em: float, first_indent_em: float) -> list[str]:
    """Return the lines of one paragraph, whatever it is made of."""
    lines = [""]
    room = width_em - first_indent_em

    def put(text: str) -> bool:
        """Put text on this line, or else on the next; refuse what fits neither, but for a single character."""
        nonlocal room
        need = text_em(text)
        if need > room and lines[-1]:
            lines.append("")
            room = width_em
        if need > room and len(text) > 1:
            return False
        lines[-1] += text
        room -= need
        return True

    for unit in _units(paragraph):
        if not put("".join(unit)):
            for word in unit:
                if not put(word):
                    for char in word:
                        put(char)
    return lines


def clip(text: str, width_em: float, max_lines: int) -> str:
    """Return `text` on one line of thought, cut with ……  where it would take more than `max_lines` lines."""
    return fit(text, width_em, max_lines)[0]


def fit(text: str, width_em: float, max_lines: int) -> tuple[str, int]:
    """Return `text` as `clip` cuts it, and how many lines that takes."""
    flat = text if text.split() == [text] else _WHITE.sub(" ", text).strip()
    count = _count(flat, width_em)
    if count <= max_lines:
        return flat, count
    kept = "".join(_lines(flat, width_em, 0.0)[:max_lines])
    while kept and _count(kept + "……", width_em) > max_lines:
        kept = kept[:-1]
    return kept + "……", _count(kept + "……", width_em)


def _count(paragraph: str, width_em: float) -> int:
    """Return how many lines a paragraph takes."""
    ends = _plain_ends(paragraph, width_em, 0.0)
    return len(any_lines(paragraph, width_em, 0.0)) if ends is None else len(ends) + 1


def split_lines(text: str, width_em: float, count: int) -> tuple[str, str]:
    """Return the first lines of a text, as `break_lines` breaks it, and the rest."""
    paragraphs = text.split("\n")
    for at, paragraph in enumerate(paragraphs):
        lines = break_lines(paragraph, width_em)
        if len(lines) > count:
            above = [*paragraphs[:at], "".join(lines[:count])] if count else paragraphs[:at]
            return "\n".join(above), "\n".join(["".join(lines[count:]), *paragraphs[at + 1 :]])
        count -= len(lines)
    return text, ""


@lru_cache(maxsize=64)
def heights_of(width_em: float, max_lines: int, pitch: int) -> Remembered[int]:
    """Return how high texts are in a cell, by text; 0 for one that `fit` changes, as none does that is whole.

    `pitch` is the height of a line.
    """
    if max_lines == WHOLE:
        return Remembered(lambda text: len(break_lines(text, width_em)) * pitch, 16384)

    def height(text: str) -> int:
        if text.isprintable() and " " not in text:
            size = len(text)
            if size * _DIGIT_MOST_EM < width_em and (size * _MOST_EM < width_em or (text.isascii() and text.isdigit())):
                return pitch
            ends = _plain_ends(text, width_em, 0.0)
            if ends is not None and len(ends) < max_lines:
                return (len(ends) + 1) * pitch
        cut, lines = fit(text, width_em, max_lines)
        return lines * pitch if cut == text else 0

    return Remembered(height, 16384)
