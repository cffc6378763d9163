"""关键数据: one value, one owner, one source; and the places in texts that give a value for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NewType

from msgspec import Struct

from evidence.model import OriginalId, PieceId

KeyFigureId = NewType("KeyFigureId", str)

_TENS = {"万": 4, "亿": 8}
_PER_CENT = frozenset({"%", "％"})
_LONGEST_BETWEEN = 12  # characters between the name and its number: 食品抽检批次累计达到5230批次
_SNIPPET = 30  # characters before the name and behind the number
_CONTEXT = 80  # characters before and behind in which a sentence is looked for: scans and PDF break lines anywhere
_SENTENCE = re.compile(r"[。；;！!？?\f]")
_YEAR = re.compile(r"(20\d\d)\s*年")
_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_CLAUSE = re.compile(r"[，,]")
_NUMBER = r"(?:\d{1,3}(?:[ ,\u00a0\u2009]\d{3})+|\d[\d,]*)(?:\.\d+)?"  # thousands parted by commas or blanks
# From these on a sentence tells of a part, or of another time: its numbers are others, and rightly so.
_OTHER_PART = re.compile(
    r"其中|分别|上半年|下半年|季度|\d月|至今|截至|同期|上年|去年|以来|近.{1,2}年|.年来|累计三年|20\d\d\s*年?\s*[—–\-~～至到]\s*20\d\d"
)
# A clause with one of these tells of an aim, or compares.
_OTHER_VALUE = re.compile(r"计划|目标|力争|任务|不少于|不低于|以上|预计|拟|同比")


class Mention(Struct, frozen=True):
    """A place in a text that gives a value for a key figure; `year` is what its sentence names."""

    original: OriginalId
    page: int  # 1-based
    value: Decimal
    exact_to: int  # decimal places of the value as it is written; negative for 万 and 亿: 0.5万 is exact to −3
    year: int | None
    snippet: str


class KeyFigure(Struct, frozen=True):
    """A figure that the whole dossier must agree on."""

    id: KeyFigureId
    name: str  # as texts call it: 食品抽检批次
    year: int
    value: Decimal
    measure: str  # 批次, %, 人; empty: a bare number
    owner: str  # the unit that answers for it
    source: PieceId | None  # the paper that it stands in
    mentions: tuple[Mention, ...] = ()


def number_of(text: str) -> Decimal | None:
    """Return a typed number, with 万 or 亿 and commas as people write them; None if it is none."""
    found = re.fullmatch(rf"\s*(-?{_NUMBER})\s*([万亿]?)\s*%?\s*", text.translate(_WIDE))
    return _scaled(found[1], found[2]) if found else None


def mentions_in(name: str, measure: str, original: OriginalId, text: str) -> Iterator[Mention]:
    """Yield the places of a text where a number with this measure follows the name, in the order they stand there.

    What tells of a part of the year or of the whole, of several years, of an aim or of another year is passed over:
    what differs there differs rightly. So is 5200余批次, which says no value.
    """
    plain = text.translate(_WIDE)
    for found in _pattern(name, measure).finditer(plain):
        before = max(0, found.start() - _CONTEXT)
        start = max((m.end() for m in _SENTENCE.finditer(plain, before, found.start())), default=before)
        stop = _SENTENCE.search(plain, found.end(), found.end() + _CONTEXT)
        end = stop.start() if stop else found.end() + _CONTEXT
        sentence = plain[start:end]
        clause = _clause_of(plain, start, found, end)
        value = _scaled(found["number"], found["tens"])
        years = {int(year) for year in _YEAR.findall(sentence)}
        part = _OTHER_PART.search(plain, start, found.end())
        if value is None or len(years) > 1 or part or _OTHER_VALUE.search(clause):
            continue
        exact_to = len(found["number"].partition(".")[2]) - _TENS.get(found["tens"], 0)
        said = text[max(start, found.start() - _SNIPPET) : min(end, found.end() + _SNIPPET)]
        page = plain.count("\f", 0, found.start()) + 1
        yield Mention(original, page, value, exact_to, min(years, default=None), " ".join(said.split()))


def _clause_of(text: str, start: int, found: re.Match[str], end: int) -> str:
    """Return the clause that a number stands in, of the sentence from `start` to `end`."""
    begin = max((comma.end() for comma in _CLAUSE.finditer(text, start, found.start())), default=start)
    stop = _CLAUSE.search(text, found.end(), end)
    return text[begin : stop.start() if stop else end]


def agrees(figure: KeyFigure, mention: Mention) -> bool:
    """Tell whether a place gives the figure's value, rounded as far as it is written there."""
    return abs(figure.value - mention.value) * 2 <= Decimal(1).scaleb(-mention.exact_to)


def _scaled(number: str, tens: str) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[,\s]", "", number)).scaleb(_TENS.get(tens, 0))
    except InvalidOperation:
        return None


@lru_cache(maxsize=256)
def _pattern(name: str, measure: str) -> re.Pattern[str]:
    """Return what finds the name, a few characters without a number, and the number with its measure."""
    letters = r"\s*".join(map(re.escape, "".join(name.translate(_WIDE).split())))
    unit = "[%％]" if measure in _PER_CENT else re.escape(measure.translate(_WIDE))
    # 5批次/千人 and 30人次 are other measures than 批次 and 人.
    more = r"(?!\s*[/／每])" if measure.endswith("次") else r"(?!\s*[/／每次])"
    behind = rf"\s*{unit}{more}" if measure else r"(?!\s*[年月日号\d.%余多])"
    between = rf"[^\d。；;：:！!？?\f]{{0,{_LONGEST_BETWEEN}}}?[：:]?\s*"
    return re.compile(rf"{letters}{between}(?P<number>{_NUMBER})\s*(?P<tens>[万亿]?){behind}")
