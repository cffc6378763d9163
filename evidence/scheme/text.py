"""Cell text: folded for comparing, flowed for showing, cut outside brackets."""

from __future__ import annotations

import re
import unicodedata

_OPENING = "（(【[《〈〔｛{"
_CLOSING = "）)】]》〉〕｝}"
SENTENCE_ENDS = "。；;：:！!？?"
_LISTED = re.compile(
    r"\d{1,2}[.．](?!\d)|\d{1,2}[、)）]|[（(][\d一二三四五六七八九十]+[)）]|[①-⑳]|[一二三四五六七八九十]+、"
)
_BLANKS = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "〃"})


def fold(text: str) -> str:
    """Return text for comparison: full-width forms made plain, white space removed."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: empty, or one of the marks that offices put for 'none'."""
    return fold(text) in _BLANKS


def flow(text: str) -> str:
    """Return text with the line breaks of a narrow column undone.

    A break stays where a sentence ends before it or a listed point begins after it.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    flowed = lines[0] if lines else ""
    for line in lines[1:]:
        if flowed[-1] in SENTENCE_ENDS or _LISTED.match(line):
            flowed += "\n" + line
        elif flowed[-1].isascii() and flowed[-1].isalnum() and line[0].isascii() and line[0].isalnum():
            flowed += " " + line
        else:
            flowed += line
    return flowed


def cut(text: str, separators: str) -> list[str]:
    """Return the stripped, non-empty parts between any of the separator characters that stand outside brackets."""
    parts = [""]
    depth = 0
    for character in text:
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        if character in separators and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def number_text(value: float) -> str:
    """Return a number as people write it: 2 and 0.5, not 2.0; a whole one with all digits, as phone numbers have."""
    return f"{value:.0f}" if float(value).is_integer() and abs(value) < 1e15 else f"{value:.10g}"
