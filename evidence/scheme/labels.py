"""Takes apart what offices write in one cell: number, title, points and the star of a key item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from evidence.scheme.codes import tidy_code
from evidence.scheme.text import flow

_CHINESE = "一二三四五六七八九十百"
_NUMBER = r"\d+(?:\.\d+)?"
_TAIL = re.compile(
    rf"\s*[（(【\[](?:共?\d+[项条个][,，、；;\s]*)?(?:共|计|满分)?({_NUMBER})\s*分[)）】\]]\s*$|[\s:：]+({_NUMBER})\s*分\s*$"
)
_COUNT = re.compile(r"\s*[（(]共?\d+[项条个][)）]\s*$")
_LEADING = (
    re.compile(rf"^([{_CHINESE}]+)\s*[、.．]\s*(?=\S)"),
    re.compile(rf"^([（(][{_CHINESE}]+[)）])\s*[、.．]?\s*(?=\S)"),
    re.compile(rf"^第([{_CHINESE}\d]+)(?:部分|章|节|类|篇|项)\s*[、:：]?\s*(?=\S)"),
    re.compile(rf"^(第[{_CHINESE}\d]+条)\s*[、:：]?\s*(?=\S)"),
    re.compile(
        r"^([A-ZＡ-ＺⅠ-Ⅻ][-－.．]?\d{1,2}(?:[-－.．][A-ZＡ-Ｚ]?\d{1,2})*)[、.．:：]?\s*(?=[\s\u4e00-\u9fff“《（(])"
    ),
    re.compile(r"^(\d+(?:[.．-]\d+)+)[、.．]?\s*(?=\D)"),
    re.compile(r"^(\d+)(?:[、)）]|[.．](?!\d)|\s+)\s*(?=\D)"),
    re.compile(r"^([①-⑳])\s*(?=\S)"),
    re.compile(r"^[（(](\d+(?:[.．-]\d+)*)[)）]\s*(?=\S)"),
)
_TRAILING = re.compile(rf"^(.*\S)\s*[（(]\s*(\d+(?:[.．-]\d+)*|[{_CHINESE}]+)\s*[)）]$", re.DOTALL)
_BARE_POINTS = re.compile(rf"^(.*\S)\s*[（(]\s*({_NUMBER})\s*[)）]$", re.DOTALL)
_CONTINUED = re.compile(r"\s*[（(](?:续表?|接上[页表])[)）]\s*$")
_LEGEND = re.compile(r"([★☆▲△●◆■※*])\s*[号标记]*\s*的?\S{0,4}?为\s*(?:关键|重点|核心)")
STAR = "★"


class Label(Struct, frozen=True):
    """A group's cell taken apart; `code` and `points` are empty and None where it has none."""

    title: str
    code: str = ""
    points: float | None = None


def read_label(text: str) -> Label:
    """Take a group's name apart: 一、基础工作 · 党政同责（1） · 二、监管责任（20分）."""
    rest, points = split_points(_CONTINUED.sub("", text.replace(STAR, "").strip()))
    rest = flow(rest).replace("\n", "")
    rest = _COUNT.sub("", rest).strip()
    code, title = leading_number(rest)
    trailing = _TRAILING.match(rest)
    if trailing and not code:
        title, code = trailing.group(1), trailing.group(2)
    elif points is None and (bare := _BARE_POINTS.match(title)):  # B1 党的领导（40）: its number stands before it
        title, points = bare.group(1), float(bare.group(2))
    return Label(title, tidy_code(code), points)


def split_points(text: str) -> tuple[str, float | None]:
    """Return a text without the points in brackets at its end, and those: 粮食生产（10分）."""
    tail = _TAIL.search(text)
    return (text[: tail.start()], float(tail.group(1) or tail.group(2))) if tail else (text, None)


def leading_number(text: str) -> tuple[str, str]:
    """Return the number that a text begins with, and the rest; the number is empty if there is none."""
    for pattern in _LEADING:
        if found := pattern.match(text):
            return found.group(1), text[found.end() :]
    return "", text


def key_marks(lines: Sequence[str]) -> frozenset[str]:
    """Return the signs of key items: those that a legend in these lines names, else the star."""
    return frozenset(mark for line in lines for mark in _LEGEND.findall(line)) or frozenset({STAR})


def strip_marks(text: str, marks: frozenset[str]) -> tuple[str, bool]:
    """Return the text without the signs of a key item at either end, and whether there were any."""
    spaces = " \t\n\u3000"
    bare = text.strip("".join(marks) + spaces)
    return bare, bare != text.strip(spaces)
