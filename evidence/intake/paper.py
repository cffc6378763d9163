"""A paper laid out for the readers of facts: its lines, its head, and what its name and folders say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct

from evidence.origins import on_page

T = TypeVar("T")

HAN = r"\u4e00-\u9fff"

# Full-width letters, digits and blanks; brackets and punctuation stay as they are.
_WIDTH = {
    **{chr(n): chr(n - 0xFEE0) for n in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    "\u3000": " ",
    "\xa0": " ",
}
_WIDE = re.compile(f"[{''.join(_WIDTH)}]")
_BLANK = re.compile(r"[^\S\t]")  # any but a tab
_BLANKS = tuple(char for char in map(chr, range(0x3001)) if char.isspace() and char not in "\t\n")  # in a line
_HAN_GAP = re.compile(
    rf"(?<=[{HAN}〇《》〔〕（）、，。：]) +(?=[{HAN}〇0-9A-Za-z《》〔〕（）、，。：])"
    rf"|(?<=[0-9A-Za-z]) +(?=[{HAN}〇〔〕])"
)
_DATE_GAP = re.compile(r"(?<=\d) +(?=[年月日号])|(?<=[年月第〕\]】）)]) +(?=\d)")

# Where the body of a paper begins: a numbered heading, an article, an address ending in a colon, a sentence.
_HEADING = re.compile(
    r"第[一二三四五六七八九十百]+[条章节部]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．、]\D"
)
_SENTENCE = re.compile(r"[。；]")
_PAGE_NUMBER = re.compile(r"[-—–－\s]*\d{1,3}[-—–－\s]*|第\s?\d{1,3}\s?页.{0,12}")
_PLANS_BESIDES = re.compile(r"(?<=总结|报告|情况)[及和暨与](?:20\d\d年)?[^，。》]{0,14}(?:计划|打算|安排|思路|要点)$")
_HEAD_LINES = 14
_OPENING_CHARS, _ENDING_CHARS = 40_000, 10_000  # of a long text only these tell facts; the rest is data


class Told(NamedTuple, Generic[T]):
    """A value with where it was read, as `evidence.origins` writes it."""

    value: T
    origin: str


class Paper(Struct, frozen=True):
    """What one paper shows: `lines` without empty ones, blanks between Chinese closed up, full width made narrow."""

    lines: tuple[str, ...]
    starts: tuple[int, ...]  # of each page, the number of its first line (0-based)
    page_heads: tuple[tuple[str, ...], ...]  # the first lines of each page that is known to begin one
    stem: str  # the file name without its ending
    folders: tuple[str, ...]  # topmost first; archives count as folders, without their ending

    def at(self, line: int) -> str:
        """Return where a line stands that has this number (0-based), as the origin of what it tells."""
        return on_page(bisect_right(self.starts, line))

    @property
    def head(self) -> tuple[str, ...]:
        """The lines above the body: marks, number, title, issuer, address."""
        for index, line in enumerate(self.lines[:_HEAD_LINES]):
            if begins_body(line):
                return self.lines[:index]
        return self.lines[:_HEAD_LINES]


def lay_out(text: str, source: PurePosixPath) -> Paper:
    """Return the paper of a text and the path that it came by; of a very long text only its opening and ending."""
    if len(text) > _OPENING_CHARS + _ENDING_CHARS:
        text = f"{text[:_OPENING_CHARS]}\n{text[-_ENDING_CHARS:]}"
    pages = [_without_page_number([*filter(None, _lines(page))]) for page in _narrowed(text).split("\f")]
    counts = [len(page) for page in pages]
    parts = [part.removesuffix("!") for part in source.parts]
    folders = tuple(tidy(re.sub(r"\.(zip|rar|7z)$", "", part, flags=re.IGNORECASE)) for part in parts[:-1])
    return Paper(
        lines=tuple(line for page in pages for line in page),
        starts=tuple(accumulate(counts[:-1], initial=0)),
        page_heads=tuple(page[:5] for page in pages if page),
        stem=tidy(PurePosixPath(parts[-1]).stem) if parts else "",
        folders=folders,
    )


def _lines(page: str) -> Iterator[str]:
    """Return the lines of a page, spaced well; most pages have no blank that would have to be looked at."""
    return map(_spaced_well if any(blank in page for blank in _BLANKS) else str.strip, page.split("\n"))


def _without_page_number(lines: list[str]) -> tuple[str, ...]:
    """Return the lines of a page without the number at its foot, which would part a signature from its day."""
    foot = lines[-1] if len(lines) > 1 else ""
    return tuple(lines[:-1] if _PAGE_NUMBER.fullmatch(foot) else lines)


def tidy(text: str) -> str:
    """Make letters and digits narrow and close up blanks beside Chinese, which are there for looks; keep tabs."""
    return _spaced_well(_narrowed(text))


def _narrowed(text: str) -> str:
    return _WIDE.sub(lambda match: _WIDTH[match.group(0)], text)


def _spaced_well(line: str) -> str:
    line = line.strip()
    if not _BLANK.search(line):
        return line
    cells = (" ".join(cell.split()) for cell in line.split("\t"))
    return "\t".join(_closed_up(cell) if _is_spaced_out(cell) else _DATE_GAP.sub("", cell) for cell in cells)


def _closed_up(cell: str) -> str:
    """Close up a cell that is set wide, numbers too (〔 2 0 2 3 〕 1 2 号)."""
    return cell.replace(" ", "") if re.search(rf"[{HAN}]", cell) else narrow(cell)


def narrow(text: str) -> str:
    """Close up every blank beside Chinese."""
    return _HAN_GAP.sub("", text) if " " in text else text


def without_plans(title: str) -> str:
    """Return a title without what a summary plans besides (2022年总结及2023年工作计划): it tells of what was."""
    return _PLANS_BESIDES.sub("", title)


def _is_spaced_out(cell: str) -> bool:
    """Tell a word set wide (督 办 通 知 单) from words that a blank parts."""
    parts = cell.split()
    return len(parts) > 2 and all(len(part) == 1 for part in parts)


def begins_body(line: str) -> bool:
    """Tell whether a line belongs to the body of a paper and not to its head."""
    return "\t" in line or bool(_SENTENCE.search(line)) or bool(_HEADING.match(line)) or len(line) > 80
