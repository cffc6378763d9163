"""Where one scan holds several papers: pages that look like the first page of a paper, with a reason to check.

Rather none than a wrong one: what only might begin a paper is passed over, and so are annexes of the paper before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from evidence.intake.dates import dates_in
from evidence.intake.document_number import is_issue_line, is_number_line
from evidence.intake.offices import is_office, split_joint
from evidence.intake.paper import begins_body, lay_out, narrow
from evidence.intake.titles import ends_as_title, is_mark, title_of
from evidence.wording.pieces import CUTS

_HEAD_LINES = 8
_TITLE_LINES = 4  # within which a title begins
_ENDING_LINES = 6
_ANNEX = re.compile(r"附\s?[件表]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s?[:：]?.{0,40}")
_RED_HEAD = re.compile(r"(.{4,40})文\s?件")
_SIGN_IN = re.compile(r".{0,40}签\s?到\s?(?:表|册|单|簿)(?:[（(].{0,12}[)）])?")
_PRINTED = re.compile(r"印\s?发|抄\s?送|抄\s?报|共印|[（(]共印")
_BEHIND_SIGNATURE = re.compile(
    r"[（(].{1,30}[)）]|附\s?件.{0,60}|\d[.．、].{2,40}|联\s?系\s?(?:人|电话).{0,40}|.{0,6}[:：]\S{0,40}"
)
# A paper that passes another on, which follows on pages of its own: a plan under a title, a forwarded one with a head.
_PASSES_ON, _FORWARDS = re.compile(r"转发|批转|印发|下发"), re.compile(r"转发|批转")
_HANDED_OUT = re.compile(r"现将.{0,60}?(?:印发|转发|下发)给你们|随文(?:印发|下发)")
_BY_HEAD = frozenset({"number", "red_head"})
_CONTINUED = re.compile(r"续|接上页")
# Page numbers that only page numbers look like: -1-, 第1页, 1/3, 第1页 共3页.
_NUMBERS = (
    re.compile(r"[-—–－]\s?(\d{1,3})\s?[-—–－]"),
    re.compile(r"第\s?(\d{1,3})\s?页(?:[\s,，、/]*共\s?\d{1,3}\s?页)?"),
    re.compile(r"(\d{1,3})\s?/\s?\d{1,3}"),
)
_SHORTEST = 4  # characters of a title that another text can be searched for
_TELLING = 8
# What a paper leaves out of a title that it cites.
_LEFT_OUT = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,12}?(?:委员会|办公室|政府|街道|中心|[县市区局委办镇乡])|(?:19|20)\d\d年度?|关于(?:印发)?)"
)
_LONGEST_DAY = 16  # characters of a line that is a day
_SERIAL = re.compile(r"[（(]?(?:[\u4e00-\u9fff]{0,6}(?:编\s?号|证\s?号)\s*[:：]|№|N[oO]\.)\s*[A-Za-z0-9]")
_DRAFT = re.compile(r"[（(].{0,10}[稿案行][)）]")
_ADDRESS = re.compile(r"[^，。；\d]{2,60}[:：]")


class Cut(Struct, frozen=True):
    """A page that begins a paper of its own."""

    page: int  # 1-based
    why: str  # a reason that the clerk can check, in office Chinese


class _Page(Struct, frozen=True):
    lines: tuple[str, ...]
    number: int | None  # that it bears
    title: str | None  # that stands at its head, if it is a whole one
    headed: bool  # whether an office stands above the title, or a day or an address below it
    ends: bool  # a paper, with signature and day or with its imprint

    @property
    def text(self) -> str:
        """All of it, without blanks."""
        return _bare("".join(self.lines))


class _Paper:
    """The paper that goes on, as far as it was read."""

    def __init__(self) -> None:
        """Begin before its first page."""
        self._said, self._title = "", None
        self._passed_on = False  # whether what it passes on was seen

    def go_on(self, page: _Page) -> None:
        """Read a page of it."""
        self._said += page.text
        self._title = self._title or page.title

    def holds(self, page: _Page, sign: str) -> bool:
        """Tell whether a page that looks like a beginning is the paper's own: its head again, or what it passes on."""
        if page.title is not None and _is_of(page.title, self._said, self._title):
            self._passed_on = True
            return True
        passes_on = _FORWARDS if sign in _BY_HEAD else _PASSES_ON
        title = self._title or ""
        told = passes_on.search(title) or (sign not in _BY_HEAD and _HANDED_OUT.search(self._said))
        if told and not self._passed_on and sign != "sign_in":
            self._passed_on = True
            return True
        return False


def proposed_cuts(pages: Sequence[str]) -> tuple[Cut, ...]:
    """Return the pages that begin a further paper, of the texts of all pages of one original; empty: not read."""
    found: list[Cut] = []
    before: _Page | None = None
    paper = _Paper()
    for at, text in enumerate(pages, 1):
        page = _looked_at(text)
        if not page.lines:
            before = _Page((), None, None, headed=False, ends=False)
            continue
        sign = _sign(page, before) if before is not None else None
        if sign is not None and not paper.holds(page, sign[0]):
            found.append(Cut(at, CUTS[sign[0]].format(words=sign[1])))
            paper = _Paper()
        paper.go_on(page)
        before = page
    return tuple(found)


def title_on(page: str) -> str | None:
    """Return the title that a page would give to a paper that begins on it; None where it shows none."""
    found = title_of(lay_out(page, PurePosixPath()))
    return found.value if found else None


def _sign(page: _Page, before: _Page) -> tuple[str, str] | None:
    """Return what makes a page look like the beginning of a paper behind `before`, with its words."""
    if _ANNEX.fullmatch(page.lines[0]) or any(_CONTINUED.search(line) for line in page.lines[:2]):
        return None
    number = _number_at_head(page.lines) if page.title is not None else None
    if told := number or _red_head(page.lines):
        return "number" if number else "red_head", told
    if page.number is not None and page.number > 1 and before.number == page.number - 1:
        return None
    from_one = page.number == 1 and before.number is not None
    if page.title is None:
        return ("from_one_after_end", "") if from_one and before.ends else None
    signs = (
        ("sign_in", bool(_SIGN_IN.fullmatch(page.title))),
        ("headed", page.headed),
        ("title_after_end", before.ends),
        ("title_from_one", from_one),
    )
    return next(((code, page.title) for code, seen in signs if seen), None)


def _looked_at(text: str) -> _Page:
    paper = lay_out(text, PurePosixPath())
    lines = paper.lines
    raw = [line for line in (line.strip() for line in text.split("\n")) if line]
    first = next((i for i, line in enumerate(lines[:_HEAD_LINES]) if not is_mark(line)), None)
    told = title_of(paper) if first is not None and first < _TITLE_LINES + _marks(lines) else None
    title = told.value if told else None
    whole = title if title is not None and ends_as_title(title) and len(title) >= _SHORTEST else None
    headed = whole is not None and first is not None and _is_headed(lines, first, _bare(whole))
    return _Page(lines, _number_on(raw), whole, headed, _ends(lines))


def _is_headed(lines: Sequence[str], first: int, title: str) -> bool:
    """Tell whether what stands around a title, which begins in line `first`, stands around titles of papers only."""
    if first < len(lines) - 1 and (is_office(lines[first]) or any(map(_SERIAL.match, lines[: first + 3]))):
        return True
    run = ""
    for at, line in enumerate(lines[first : first + _TITLE_LINES], first):
        run += _bare(line)
        if run.endswith(title):
            below = narrow(lines[at + 1]) if at + 1 < len(lines) else ""
            day = dates_in(below)
            is_day = len(day) == 1 and below.strip("（）() ")[: day[0][2] - day[0][1]] == below[day[0][1] : day[0][2]]
            return bool(is_day and len(below) <= _LONGEST_DAY) or bool(
                _ADDRESS.fullmatch(below) or _DRAFT.fullmatch(below)
            )
    return False


def _marks(lines: Sequence[str]) -> int:
    """Return how many of the first lines are marks, above which no title stands."""
    return next((i for i, line in enumerate(lines[:_HEAD_LINES]) if not is_mark(line)), 0)


def _number_on(lines: Sequence[str]) -> int | None:
    """Return the number that a page bears at its foot or at its head."""
    for line in (*reversed(lines[-2:]), *lines[:1]):
        for pattern in _NUMBERS:
            if match := pattern.fullmatch(line):
                return int(match.group(1))
    return None


def _number_at_head(lines: Sequence[str]) -> str | None:
    """Return the number that stands alone under a masthead or at the very top; None for a list of numbers."""
    found = [i for i, line in enumerate(lines[:_HEAD_LINES]) if is_number_line(line) or is_issue_line(line)]
    listed = [line for line in lines if is_number_line(line)]
    if not found or len(listed) > 1 or any(begins_body(line) for line in lines[: found[0]]):
        return None
    above = [line for line in lines[: found[0]] if not is_mark(line)]
    heads = all(len(line) <= 40 and (_is_head(line) or len(above) == 1) for line in above)
    return narrow(lines[found[0]]) if heads else None


def _is_head(line: str) -> bool:
    return bool(split_joint(line)) or bool(_RED_HEAD.fullmatch(line))


def _red_head(lines: Sequence[str]) -> str | None:
    match = next(filter(None, map(_RED_HEAD.fullmatch, lines[:3])), None)
    return narrow(match.group(0)) if match and is_office(match.group(1)) else None


def _ends(lines: Sequence[str]) -> bool:
    """Tell whether a page ends a paper: an imprint, or a day alone under a signature and little behind it."""
    tail = lines[-_ENDING_LINES:]
    if any(_PRINTED.search(line) and (dates_in(line) or "抄" in line) for line in tail[-3:]):
        return True
    for at in range(len(tail) - 1, 0, -1):
        line = narrow(tail[at]).strip(" （）()")
        days = dates_in(line)
        if len(days) == 1 and days[0][2] - days[0][1] == len(line):
            return not begins_body(tail[at - 1])
        if not _BEHIND_SIGNATURE.fullmatch(tail[at]):
            return False
    return False


def _is_of(title: str, said: str, title_before: str | None) -> bool:
    """Tell whether a title is that of the paper itself, or of what the paper passes on or has as an annex."""
    bare = _bare(title)
    if title_before is not None and bare == _bare(title_before):
        return True
    while True:
        if bare in said:
            return True
        shorter = _LEFT_OUT.sub("", bare)
        if shorter == bare or len(shorter) < _TELLING:
            return False
        bare = shorter


def _bare(text: str) -> str:
    return re.sub(r"[\s《》“”\"]", "", text)
