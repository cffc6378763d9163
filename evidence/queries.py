"""What people look for, and what is found."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.errors import RequestError
from evidence.folding import fold, small_number
from evidence.model import BatchId, CriterionId, Filing, Piece

if TYPE_CHECKING:  # not needed to look for papers
    from evidence.findings import FindingId

MOST_CHARACTERS = 200  # of all words together
_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂", '"'))
# A word that begins with a minus is not wanted; marks that are not closed hold all together that comes after.
_WORD = re.compile(r'([-－−]*)(?:"([^"]*)"?|([^\s"]*))')
# A whole text, folded: 4号, 四号, 第4号, 台账第4号, 台账号4, 台账4, 问题4.
_NUMERAL = "([0-9]{1,9}|[一二三四五六七八九十]{1,3})"
_NUMBER = re.compile(rf"(?:台账|问题)?第?{_NUMERAL}号|(?:台账号?|问题){_NUMERAL}")


class Whereabouts(StrEnum):
    """Whether a piece lies in an item."""

    TRAY = "tray"  # 待整理
    FILED = "filed"  # 已归项


class HitOrder(StrEnum):
    """What stands first among what was found; of equals what fits best, then the newest."""

    FIT = "fit"  # what fits the words best
    DATE = "date"  # the newest: papers by year and day, problems by the day that they were found
    TITLE = "title"  # by title, or by the words of the problem
    NUMBER = "number"  # by 文号, or 台账号
    PLACE = "place"  # by the items that papers lie in, or by the place of the problem


class Query(Struct, frozen=True):
    """What is looked for: words, and what a piece must be besides; None: whatever it is."""

    wanted: tuple[str, ...] = ()  # folded, not empty: each stands in the piece's facts, file names or text
    unwanted: tuple[str, ...] = ()  # folded, not empty: none of them does
    unit: str | None = None  # by which it was handed in, as it is listed
    year: int | None = None
    kind: str | None = None
    item: CriterionId | None = None  # an item, or a group with all items below it
    whereabouts: Whereabouts | None = None
    batch: BatchId | None = None
    order: HitOrder = HitOrder.FIT

    @property
    def asks_nothing(self) -> bool:
        """Whether every piece would be found."""
        return self == Query(order=self.order)


class Marked(Struct, frozen=True):
    """A text, and where the words that are looked for stand in it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()  # ranges (start, end) of characters, ascending


class Hit(Struct, frozen=True):
    """A piece that was found."""

    piece: Piece
    title: Marked  # as it is shown elsewhere; that of a file's name in brackets
    snippet: Marked | None  # where the words stand that the title lacks, or stand again; None: nothing to tell
    filings: tuple[Filing, ...]  # where it lies in the scheme worked on; empty: 待整理


class Found(Struct, frozen=True):
    """What a query finds: how many pieces, and some of them, the best first."""

    count: int
    hits: tuple[Hit, ...]


class ProblemHit(Struct, frozen=True):
    """A problem of 整改台账 that was found."""

    finding: FindingId
    title: Marked  # its 台账号 and its words, on one line
    snippet: Marked | None  # where the words stand that the title lacks; None: nothing to tell
    about: str  # where it is, whose it is, how it stands


class ProblemsFound(Struct, frozen=True):
    """What a query finds in 整改台账: how many problems, and some of them, the best first."""

    count: int
    hits: tuple[ProblemHit, ...]


def problem_meant(text: str) -> int | None:
    """Return the 台账号 that 4号, 第 4 号, ４号, 四号 or 台账4 names; None for anything else."""
    named = _NUMBER.fullmatch(fold(text))
    return small_number(named[1] or named[2]) if named else None


def words_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that are wanted, and those that are not, of `会议纪要 -草稿 "食品 安全"`, folded.

    Raises `RequestError` for more characters than anybody looks for.
    """
    wanted: dict[str, None] = {}
    unwanted: dict[str, None] = {}
    if len(text) > MOST_CHARACTERS:
        raise RequestError("search_too_long", most=MOST_CHARACTERS)
    for match in _WORD.finditer(text.translate(_QUOTES)):
        minus, phrase, word = match.groups()
        if folded := fold(phrase if word is None else word):
            (unwanted if minus else wanted)[folded] = None
    return tuple(wanted), tuple(unwanted)
