"""Text, pages and traces of editing out of an old Word or WPS file (doc, wps)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from evidence.extract.found import Reading
from evidence.extract.media import DOC
from evidence.extract.old_word_file import Marks, OldWordFile, Piece
from evidence.extract.ole import compound
from evidence.extract.sheets import PAGE_NUMBER, page_count
from evidence.model import Flag

_FIELD_MARK = re.compile(r"([\x13\x14\x15])")
_SPECIAL = re.compile(r"[\x07\r]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1d\x1f]")
_BREAK = "\x0b"  # a new line in the same paragraph
_DEFAULT_HALF_POINTS = 21  # 五号


def read_doc(path: Path) -> Reading:
    """Read a doc or wps file: body first, then headers and footers, notes, and text boxes."""
    with compound(path) as container:
        file = OldWordFile(container.stream("WordDocument"))
        flags = {Flag.MACROS} if container.has_macros else set[Flag]()
        if file.encrypted:
            return Reading(DOC, "", None, scanned=False, flags=frozenset(flags | {Flag.ENCRYPTED}))
        table = container.stream(file.table_name or "WordDocument")
        claimed = container.pages
    marks = file.marks(table)
    stories = ["".join(_shown(story, marks)) for story in _stories(file.pieces(table), file.stories)]
    main, notes, headers, _, comments, endnotes, boxes, header_boxes = map(_lines, stories)
    if comments:
        flags.add(Flag.COMMENTS)
    if marks.revised:
        flags.add(Flag.TRACKED_CHANGES)
    pages = page_count(main, _letter_size_pt(marks), "\n".join(main).count("\f") + 1, claimed)
    asides = [[line for line in aside if not PAGE_NUMBER.fullmatch(line)] for aside in (headers + header_boxes, notes)]
    text = "\f".join("\n".join(part) for part in (main, *asides, endnotes, boxes) if part)
    return Reading(DOC, text, pages, scanned=False, flags=frozenset(flags))


def _stories(pieces: Sequence[Piece], lengths: Sequence[int]) -> Iterator[list[Piece]]:
    """Yield the pieces of each text of the file; they lie one after another."""
    places = [0, *accumulate(piece.length for piece in pieces)]
    for first, end in pairwise([0, *accumulate(lengths)]):
        yield [
            piece.part(max(first - start, 0), min(end, stop) - start)
            for piece, (start, stop) in zip(pieces, pairwise(places), strict=True)
            if start < end and first < stop
        ]


def _shown(pieces: Sequence[Piece], marks: Marks) -> Iterator[str]:
    """Yield the text without what is deleted or hidden, paragraphs and table rows ending in line feeds."""
    removed = _merged(marks.removed)
    ends = [end for _, end in removed]
    for piece in pieces:
        at, stop = 0, piece.length
        for number in range(bisect_right(ends, piece.start), len(removed)):
            first_letter, end_letter = ((place - piece.start) // piece.width for place in removed[number])
            if first_letter >= stop:
                break
            yield _marked(piece.part(at, max(at, first_letter)), marks)
            at = min(end_letter, stop)
        yield _marked(piece.part(at, stop), marks)


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for first, end in sorted(stretches):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif first < end:
            merged.append((first, end))
    return merged


def _marked(piece: Piece, marks: Marks) -> str:
    text = piece.text

    def meaning(match: re.Match[str]) -> str:
        end = piece.start + match.end() * piece.width
        ending = "\n\f" if end in marks.page_starts else "\n"
        if match.group() == "\x07":
            return ending if end in marks.row_ends else "\t"
        return "" if end in marks.in_table else ending

    return _SPECIAL.sub(meaning, text)


def _lines(text: str) -> list[str]:
    """Return the lines that are seen of a text with fields and breaks; empty ones at the end are left out."""
    text = _UNSEEN.sub("", _without_field_codes(text)).replace("\x1e", "-").replace("\xa0", " ")
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines: list[str] = []
    for line in text.split("\n"):
        if "\t" in line:
            lines.append(line.replace(_BREAK, " ").rstrip())
        else:
            lines.extend(line.split(_BREAK))
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _without_field_codes(text: str) -> str:
    """Leave out what stands between a field's beginning and its result."""
    shown: list[str] = []
    codes: list[bool] = []  # of the fields that are open: still in the code?
    for part in _FIELD_MARK.split(text):
        if part == "\x13":
            codes.append(True)
        elif part == "\x14" and codes:
            codes[-1] = False
        elif part == "\x15" and codes:
            codes.pop()
        elif not any(codes):
            shown.append(part)
    return "".join(shown) if not codes else text


def _letter_size_pt(marks: Marks) -> float:
    common = (size for size, _ in marks.sizes.most_common() if 10 <= size <= 96)
    return next(common, _DEFAULT_HALF_POINTS) / 2
