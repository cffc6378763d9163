"""Personal data in a text: identity numbers and mobile numbers; an office's landline is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dXx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z.])(?:\+?86[- ]?)?1[3-9]\d([- ]?)\d{4}\1\d{4}(?![0-9A-Za-z])")
# What any such number has in it; looked for first, for what begins with a digit is found fast.
_MAY_BE_IDENTITY = re.compile(r"\d\d{4}")  # of each third character: so many of these have any 17 digits in a row
_MAY_BE_MOBILE = re.compile(r"1[3-9]\d[- ]?\d{4}[- ]?\d{4}")
# The same numbers as they are hidden: also with a wrong check digit, and beside letters as in the names of files.
_HIDDEN_IDENTITY = re.compile(r"(?<!\d)\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dXx](?!\d)")
_HIDDEN_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d([- ]?)\d{4}\2\d{4})(?!\d)")
_ANY_DIGIT = re.compile(r"\d")
_LAST = 4  # characters of a number that stay to be read at its end
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECKS = "10X98765432"


def has_personal_data(text: str) -> bool:
    """Tell whether the text holds a mobile number or an identity number whose date and check digit are right."""
    if _MAY_BE_MOBILE.search(text) and _MOBILE.search(text):
        return True
    return _MAY_BE_IDENTITY.search(text[::3]) is not None and any(map(_is_identity, _IDENTITY.finditer(text)))


def _is_identity(match: re.Match[str]) -> bool:
    number = match.group(0).upper()
    try:
        born = date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return born.year >= 1900 and _CHECKS[total % 11] == number[17]


class Place(NamedTuple):
    """Where a number stands; lines without words are not counted."""

    identity: bool  # else a mobile number
    part: int  # page or sheet, from 1
    line: int  # of the part, from 1


def places_of(text: str) -> tuple[Place, ...]:
    """Return where personal data stand in a text whose pages or sheets are parted by form feeds, in order."""
    found: list[Place] = []
    for part, page in enumerate(text.split("\f"), 1):
        lines = [line for line in page.split("\n") if line.strip()]
        for number, line in enumerate(lines, 1):
            found += [
                Place(identity=True, part=part, line=number)
                for match in _IDENTITY.finditer(line)
                if _is_identity(match)
            ]
            found += [Place(identity=False, part=part, line=number) for _ in _MOBILE.finditer(line)]
    return tuple(found)


def masked(text: str, sign: str = "*") -> str:
    """Return the text for others: 110101********1234 and 138****5678 in the place of the whole numbers.

    `sign` stands for each digit that is hidden; file names, which take no asterisk, want another.
    """
    if not _ANY_DIGIT.search(text):
        return text
    plain = _ANY_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)  # 全角 and others as 0–9
    before = len(text)
    for start, end, first, hidden in sorted({*_numbers(plain), *_numbers(text)}, reverse=True):
        if end <= before:
            text = text[: start + first] + sign * hidden + text[end - _LAST :]
            before = start
    return text


def _numbers(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield where numbers begin and end, how many characters stay in front, and how many are hidden."""
    for match in _HIDDEN_IDENTITY.finditer(text):
        if 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
            yield *match.span(), 6, 8
    yield from ((*match.span(1), 3, 4) for match in _HIDDEN_MOBILE.finditer(text))
