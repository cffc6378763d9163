"""Text out of a rich text file (rtf), which many a file called doc or wps is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import cast

from striprtf.striprtf import font_table_group, rtf_to_text  # pyright: ignore[reportUnknownVariableType]

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.media import RTF
from evidence.extract.sheets import PAGE_NUMBER, page_count
from evidence.model import Flag

_LIMIT_BYTES = 256 << 20
_TEXT_LIMIT = 8 << 20  # what is left without pictures: striprtf goes through it letter by letter

_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_PICTURE_DATA = re.compile(r"(?:[0-9A-Fa-f]{2}[\r\n]{0,2}){128,}")
_RAW = re.compile(r"[\x80-\xff]")
_SIZE = re.compile(r"\\fs(\d{1,3})(?!\d)")
_PAGES = re.compile(r"\\nofpages(\d{1,5})(?!\d)")
_MARGIN = re.compile(r"\{\s*\\(?:header|footer)[lrf]?(?![a-z])")
_BRACE = re.compile(r"\\[\\{}]|[{}]")
_CELL_WORD = re.compile(r"\\(pard|intbl|par)(?![a-z0-9]) ?")
_REVISED = re.compile(r"\\(?:revised|deleted)(?![a-z0-9])")
_ANNOTATED = re.compile(r"\{\s*\\\*\\annotation(?![a-z])")

# What striprtf has no mind for, in words that it has.
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("HYPERLINK"), "HYPER{}LINK"),  # it looks for these with an expression that takes too long
    (re.compile(r"\\(?:nest)?cell(?![a-z])"), r"\\tab"),
    (re.compile(r"\\page(?:bb)?(?![a-z0-9]) ?"), r"\\'0c"),
    (re.compile(r"\\(?:deleted|v)(?![a-z0-9])"), r"\\*"),  # as in an unknown destination: the group's rest is unseen
)


def read_rtf(path: Path) -> Reading:
    """Read an rtf file: body first, then headers and footers."""
    with path.open("rb") as handle:
        data = handle.read(_LIMIT_BYTES + 1)
    if len(data) > _LIMIT_BYTES:
        raise UnreadableFileError("file_too_large")
    source = _PICTURE_DATA.sub("", _without_binary(data).decode("latin-1"))
    source = _RAW.sub(lambda match: f"\\'{ord(match.group()):02x}", source)
    if len(source) > _TEXT_LIMIT:
        raise UnreadableFileError("file_too_large")
    if "\\ansicpg936" in source:  # Latin fonts say so of themselves, and Chinese letters are written in them
        source = re.sub(r"\\fcharset[01](?!\d)", r"\\fcharset134", source)
    body, margins = _parted(source)
    lines = _lines(body)
    if not any(lines) and not source.rstrip("\0\r\n\t ").endswith("}"):
        raise UnreadableFileError("file_truncated")
    aside = _lines(f"{{\\rtf1\\ansi\\ansicpg936{font_table_group(source)} {margins}}}")
    aside = [line for line in dict.fromkeys(aside) if line and not PAGE_NUMBER.fullmatch(line)]
    marks = ((Flag.TRACKED_CHANGES, _REVISED), (Flag.COMMENTS, _ANNOTATED))
    flags = frozenset(flag for flag, sign in marks if sign.search(source))
    noted = _PAGES.search(source)
    least = "\n".join(lines).count("\f") + 1
    pages = page_count(lines, _letter_size_pt(source), least, int(noted.group(1)) if noted else None)
    text = "\f".join("\n".join(part) for part in (lines, aside) if part)
    return Reading(RTF, text, pages, scanned=False, flags=flags)


def _without_binary(data: bytes) -> bytes:
    kept: list[bytes] = []
    at = 0
    while match := _BINARY.search(data, at):
        kept.append(data[at : match.start()])
        at = match.end() + int(match.group(1))
    return b"".join([*kept, data[at:]])


def _parted(source: str) -> tuple[str, str]:
    """Return the source without headers and footers, and these."""
    body: list[str] = []
    margins: list[str] = []
    at = 0
    while match := _MARGIN.search(source, at):
        end = _group_end(source, match.end())
        body.append(source[at : match.start()])
        margins.append(f"{{{source[match.end() : end]}\\par ")
        at = end
    return "".join([*body, source[at:]]), "".join(margins)


def _group_end(source: str, at: int) -> int:
    """Return the place after the brace that closes the group that `at` lies in."""
    depth = 1
    for match in _BRACE.finditer(source, at):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.end()
    return len(source)


def _lines(source: str) -> list[str]:
    source = _with_whole_cells(source)
    for word, meaning in _WORDS:
        source = word.sub(meaning, source)
    try:
        text = cast("str", rtf_to_text(source, errors="replace"))
    except Exception as error:
        raise UnreadableFileError("file_damaged") from error
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # letters come in halves
    text = text.replace("\xa0", " ").replace("\xad", "").replace("\u2011", "-").replace("\0", "")
    lines = [line.strip(" ").rstrip("\t ") for line in text.split("\n")]
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _with_whole_cells(source: str) -> str:
    """Leave out the ends of paragraphs inside cells: a row is a line."""
    in_cell = False

    def kept(match: re.Match[str]) -> str:
        nonlocal in_cell
        word = match.group(1)
        if word == "par" and in_cell:
            return ""
        in_cell = word == "intbl" or (in_cell and word != "pard")
        return match.group()

    return _CELL_WORD.sub(kept, source)


def _letter_size_pt(source: str) -> float:
    """Return the commonest letter size; 12 pt, the format's own, where none is named."""
    sizes = Counter(size for size in map(int, _SIZE.findall(source)) if 10 <= size <= 96)
    return sizes.most_common(1)[0][0] / 2 if sizes else 12.0
