"""Texts as they are searched: what people do not see, or write one way or another, makes no difference."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_QUOTES = frozenset("\"'“”„‟‘’‚‛«»‹›《》〈〉「」『』")  # nobody types them when looking for a paper
_ALIKE = {
    **dict.fromkeys("[【〔〖﹝⟦{", "("),
    **dict.fromkeys("]】〕〗﹞⟧}", ")"),
    **dict.fromkeys("‐‑‒–—―−─", "-"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("•‧∙⋅・", "·"),
}
_MOST_REPLACED = 200  # different characters, each of which is looked for in the whole text
_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_WIDE = 0xFEE0  # from an ASCII character to its full-width form


class _Folded(dict[int, str]):
    """What each character becomes, found out when it is met first."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = "".join(map(_folded_one, unicodedata.normalize("NFKC", chr(code)).casefold()))
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return a text as it is searched: one form, one case, without blanks, line breaks and quotation marks.

    Dashes and brackets of all forms are one each (〔2023〕 is [2023]). All that is left is ASCII letters and digits,
    or no ASCII at all.
    """
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def fold_with_letters(text: str) -> tuple[str, frozenset[str]]:
    """Return a text folded, with the different characters that it then has; sooner than `fold` for a long one."""
    text = unicodedata.normalize("NFC", text)
    folded = {char: _FOLDED[ord(char)] for char in set(text)}
    changed = [(char, other) for char, other in folded.items() if char != other]
    if len(changed) > _MOST_REPLACED:
        text = text.translate(_FOLDED)
    else:
        for char, other in changed:  # in any order: what a character becomes is never changed again
            text = text.replace(char, other)
    return text, frozenset("".join(folded.values()))


def marks_in(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where a text holds folded words, as ascending ranges (start, end) of its characters that do not touch."""
    pieces = [_FOLDED[ord(char)] for char in text]
    places = [at for at, piece in enumerate(pieces) for _ in piece]
    folded = "".join(pieces)
    hit = set[int]()
    for word in filter(None, words):
        at = folded.find(word)
        while at >= 0:
            hit.update(range(places[at], places[at + len(word) - 1] + 1))
            at = folded.find(word, at + 1)
    ranges: list[tuple[int, int]] = []
    for place in sorted(hit):
        if ranges and ranges[-1][1] == place:
            ranges[-1] = ranges[-1][0], place + 1
        else:
            ranges.append((place, place + 1))
    return tuple(ranges)


def small_number(text: str) -> int | None:
    """Return a number in digits, or up to 99 in Chinese numerals (十二); None for anything else."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS.get(ones)
    if (tens and tens not in _NUMERALS) or (ones and ones not in _NUMERALS):
        return None
    return _NUMERALS.get(tens, 1) * 10 + _NUMERALS.get(ones, 0)


def _folded_one(char: str) -> str:
    if char in _QUOTES or char.isspace() or unicodedata.category(char)[0] == "C" or "\ufe00" <= char <= "\ufe0f":
        return ""
    char = _ALIKE.get(char, char)
    return chr(ord(char) + _WIDE) if char.isascii() and not char.isalnum() else char
