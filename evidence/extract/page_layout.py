"""Lines that were recognised on a page, brought into the text of the page: a paragraph or a row of a table a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from statistics import median

from msgspec import Struct

_LEAST_CONFIDENCE = 0.5  # what is less sure is mostly no writing
_PAGE_NUMBER = re.compile(r"[-—–一_·.•\s]*\d{1,4}[-—–一_·.•\s]*")
_FOOT = 0.85  # of the height of a page: a number below is the page's
_COLUMN_GAP, _WORD_GAP = 1.5, 0.4  # letters between the cells of a row, and between what a blank parts
_LEAST_FILLED = 4  # cells with writing of what is a table
_LEAST_FULL = 15  # letters of a line that a paragraph runs over; shorter ones stand below each other
_ALIKE = 0.12  # letters that differ less in width, as a share of it, are of one size
_HUGE = 3.0  # times as high as the other lines: one or two letters of that size are part of a picture
_NUMBER_SIGN = re.compile(r"\bN[eo0°º](?=\s?[A-Z]{0,4}\d{2,})")  # № is taken for these
_TIME_OF_DAY = re.compile(r"(?<=\d{4}[-./]\d\d[-./]\d\d)(?=\d\d?[:：]\d\d)")  # what parts it from the day is narrow
_MARK_STAR = re.compile(r"(?<=[密])\s*[★☆*＊※女大太食育青贵](?=\s*(?:\d{1,2}\s*[年个月]|长期|$))")


class Box(Struct, frozen=True):
    """An upright rectangle on a page, in pixels from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return (self.top + self.bottom) / 2

    def shared(self, other: Box) -> float:
        """Return the area that lies in both."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)


class Line(Struct, frozen=True):
    """A line of writing, or one cell's share of it, as it was recognised."""

    box: Box
    text: str
    confidence: float  # 0–1

    @property
    def letter(self) -> float:
        """How wide a Chinese letter of it is."""
        return self.box.width / max(1.0, _letters(self.text))


class _Row(Struct, frozen=True):
    """What stands side by side; `cells` holds the lines of each cell."""

    box: Box
    cells: tuple[str, ...]
    letter: float
    ruled: bool  # a row between the rules of a table


def text_of(lines: Iterable[Line], cells: Sequence[Box], height: float) -> tuple[str, float]:
    """Return the text of a page of this height and how sure it is (0–1; 0 for no text).

    `cells` are the cells of tables with rules; what stands in one of them belongs together.
    """
    known = _writing(lines)
    if not known:
        return "", 0.0
    inside = _in_cells(known, cells)
    of_tables = {line for some in inside.values() for line in some}
    free = [line for line in known if line not in of_tables]
    rows = sorted((*_ruled_rows(inside, cells), *_free_rows(free)), key=lambda row: row.box.top)
    if rows and _PAGE_NUMBER.fullmatch(_joined(rows[-1].cells)) and rows[-1].box.middle > _FOOT * height:
        rows.pop()
    letters = [_letters(line.text) for line in known]
    sure = sum(line.confidence * count for line, count in zip(known, letters, strict=True)) / sum(letters)
    return "\n".join(_paragraphs(rows)), sure


def _writing(lines: Iterable[Line]) -> list[Line]:
    """Return the lines without what was taken for writing and is none."""
    known = [line for line in lines if line.confidence >= _LEAST_CONFIDENCE and line.text.strip()]
    if not known:
        return []
    usual = median(line.box.height for line in known)
    return [
        Line(line.box, _mended(line.text), line.confidence)
        for line in known
        if len(line.text) > 2 or len(known) < 3 or line.box.height < _HUGE * usual or line.box.width < usual
    ]


def _mended(text: str) -> str:
    """Return a text with the signs that are taken for others."""
    return _TIME_OF_DAY.sub(" ", _MARK_STAR.sub("★", _NUMBER_SIGN.sub("№", text.strip())))


def _in_cells(lines: Sequence[Line], cells: Sequence[Box]) -> dict[Box, list[Line]]:
    """Return what stands in which cell; a line beside a row of cells, where a rule is broken, has a cell of its own."""
    inside: dict[Box, list[Line]] = {}
    outside: list[Line] = []
    for line in lines:
        cell = _cell_of(line, cells)
        if cell is None:
            outside.append(line)
        else:
            inside.setdefault(cell, []).append(line)
    if len(inside) < _LEAST_FILLED:  # frames and pictures
        return {}
    filled = list(inside)
    for line in outside:
        if any(cell.top < line.box.middle < cell.bottom for cell in filled):
            inside[line.box] = [line]
    return inside


def _ruled_rows(inside: Mapping[Box, Sequence[Line]], cells: Sequence[Box]) -> list[_Row]:
    """Return the rows of tables with rules: cells that stand beside each other, with what stands in them.

    The rows of a photographed table may rise or fall: each cell is compared with its neighbour.
    """
    rows: list[list[Box]] = []
    for cell in sorted({*inside, *cells}, key=lambda one: (one.left, one.top)):
        row = next((row for row in rows if _next_to(row[-1], cell)), None)
        if row is None:
            rows.append([cell])
        else:
            row.append(cell)
    return [_ruled_row(row, inside) for row in rows if any(cell in inside for cell in row)]


def _next_to(cell: Box, other: Box) -> bool:
    """Tell whether a cell stands to the right of another in its row."""
    least = min(cell.height, other.height)
    shared = min(cell.bottom, other.bottom) - max(cell.top, other.top)
    return other.left >= cell.right - 0.1 * cell.width and shared > 0.5 * least


def _ruled_row(row: Sequence[Box], inside: Mapping[Box, Sequence[Line]]) -> _Row:
    """Return a row with an empty text for each cell in it that holds nothing."""
    texts = [_running(inside[cell]) if cell in inside else "" for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    filled = [cell for cell in row if cell in inside]
    letter = median(line.letter for cell in filled for line in inside[cell])
    return _Row(_around(filled), tuple(texts), letter, ruled=True)


def _running(lines: Sequence[Line]) -> str:
    """Return what a cell says, its lines joined."""
    return _run_on([_joined([line.text for line in row]) for row in _side_by_side(lines)])


def _cell_of(line: Line, cells: Sequence[Box]) -> Box | None:
    """Return the cell that a line begins in: it may run over rules that the page has not."""
    box = line.box
    begins = Box(box.left, box.top, min(box.right, box.left + 3 * line.letter), box.bottom)
    best = max(cells, key=begins.shared, default=None)
    return best if best and begins.shared(best) > 0.4 * begins.width * begins.height else None


def _free_rows(lines: Sequence[Line]) -> list[_Row]:
    """Return the rows outside tables with rules."""
    rows = _side_by_side(lines)
    found: list[_Row] = []
    for at, row in enumerate(rows):
        beside = [rows[there] for there in (at - 1, at + 1) if 0 <= there < len(rows)]
        texts = _columns(row)
        in_columns = len(texts) > 2 or (len(texts) == 2 and any(_aligned(row, other) for other in beside))
        cells_of = tuple(texts) if in_columns else (" ".join(texts),)
        around, letter = _around([line.box for line in row]), median(line.letter for line in row)
        found.append(_Row(around, cells_of, letter, ruled=False))
    return found


def _side_by_side(lines: Iterable[Line]) -> list[list[Line]]:
    """Return lines that stand at one height together, from left to right, the uppermost first."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.box.middle):
        last = rows[-1] if rows else []
        if last and any(_at_one_height(line.box, other.box) for other in last[-3:]):
            last.append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.left) for row in rows]


def _at_one_height(one: Box, other: Box) -> bool:
    return abs(one.middle - other.middle) < 0.4 * min(one.height, other.height) and (
        one.left >= other.right - one.height or other.left >= one.right - one.height
    )


def _columns(row: Sequence[Line]) -> list[str]:
    """Return the texts of a row, those with little between them as one."""
    texts = [line.text for line in row[:1]]
    for left, right in pairwise(row):
        gap = (right.box.left - left.box.right) / min(left.letter, right.letter)
        if gap > _COLUMN_GAP:
            texts.append(right.text)
        else:
            texts[-1] = f"{texts[-1]} {right.text}" if gap > _WORD_GAP else texts[-1] + right.text
    return texts


def _aligned(row: Sequence[Line], other: Sequence[Line]) -> bool:
    """Tell whether the second cells of two rows stand in one column."""
    if len(row) < 2 or len(other) < 2:
        return False
    edges = [line.box.left for line in other[1:]]
    return any(abs(line.box.left - edge) < line.letter for line in row[1:] for edge in edges)


def _paragraphs(rows: Sequence[_Row]) -> list[str]:
    """Return the lines of the text: rows that one paragraph runs over are joined."""
    texts: list[str] = []
    left, right = _margins(rows)
    step = _usual_step(rows)
    for at, row in enumerate(rows):
        if at and _goes_on(rows[at - 1], row, left, right, step):
            texts[-1] = _run_on([texts[-1], row.cells[0]])
        else:
            texts.append("\t".join(row.cells))
    return texts


def _margins(rows: Sequence[_Row]) -> tuple[float, float]:
    """Return where the lines of running text begin and end; a red head or a title may be wider."""
    single = [row for row in rows if len(row.cells) == 1 and not row.ruled]
    usual = _usual_letter(single)
    running = [row.box for row in single if abs(row.letter - usual) < _ALIKE * usual]
    widest = max((box.width for box in running), default=0.0)
    wide = [box for box in running if box.width > 0.6 * widest] or [Box(0, 0, 0, 0)]
    return min(box.left for box in wide), max(box.right for box in wide)


def _usual_letter(rows: Sequence[_Row]) -> float:
    """Return the size of letters that half of all writing is no larger than; 0 where there is none."""
    known = sorted((row.letter, row.box.width) for row in rows)
    half = sum(width for _, width in known) / 2
    passed = accumulate(width for _, width in known)
    return next((letter for (letter, _), so_far in zip(known, passed, strict=True) if so_far >= half), 0.0)


def _usual_step(rows: Sequence[_Row]) -> float:
    """Return how far below each other the lines of running text stand; 0 where there are none."""
    steps = [below.box.middle - above.box.middle for above, below in pairwise(rows) if _alike(above, below)]
    return median(steps) if steps else 0.0


def _alike(above: _Row, below: _Row) -> bool:
    """Tell whether two rows are running text in letters of one size."""
    if len(above.cells) > 1 or len(below.cells) > 1 or above.ruled or below.ruled:
        return False
    if _letters(_joined(below.cells)) < 4:  # its width tells nothing
        return abs(above.box.height - below.box.height) < 0.5 * above.box.height
    return abs(above.letter - below.letter) < _ALIKE * max(above.letter, below.letter)


def _goes_on(above: _Row, below: _Row, left: float, right: float, step: float) -> bool:
    """Tell whether a paragraph runs on from one row to the next: the first one is full, the second not indented."""
    return (
        _alike(above, below)
        and _letters(above.cells[0]) >= _LEAST_FULL
        and above.box.right > right - 2.2 * above.letter
        and below.box.left < left + 1.2 * above.letter
        and below.box.middle - above.box.middle < 1.4 * step
    )


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _joined(texts: Iterable[str]) -> str:
    return " ".join(texts)


def _run_on(texts: Sequence[str]) -> str:
    """Join texts that one line was too short for: with a blank between two words in Latin letters alone."""
    whole = ""
    for text in texts:
        words = whole[-1:].isascii() and whole[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha()
        whole += f" {text}" if words else text
    return whole


def _letters(text: str) -> float:
    """Return how many Chinese letters are as wide as a text."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)
