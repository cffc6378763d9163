"""整改台账 as Word on pages that lie: the table of an office, then photographs in pairs, before beside after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evidence.as_pages import page_source
from evidence.boxes import PerPage
from evidence.export.blocks import (
    WHOLE,
    Anchor,
    Block,
    Cell,
    Column,
    Paragraph,
    Photos,
    Picture,
    PictureSource,
    Row,
    Style,
    Table,
)
from evidence.export.ledger_file import ledger_row
from evidence.export.pictures import SizeMm, frame, picture_of, sizes_of
from evidence.extract import media
from evidence.findings import Moment, Photo
from evidence.model import Original, OriginalId
from evidence.rectify.columns import Field
from evidence.rectify.figures import Case, count
from evidence.rectify.papers.stated import Composed, Stated, of_unit, source, unit_of, where
from evidence.wording import chasing
from evidence.wording import papers as words
from evidence.wording.papers import phrase

# 225 mm: the type area of a page that lies.
_WIDTHS_MM = (10, 12, 20, 15, 26, 11, 15, 15, 11, 20, 17, 7, 7, 20, 11, 8)
_FIELDS = tuple(Field)[: len(_WIDTHS_MM)]  # those that offices have; the rest are for taking the table in again
_CENTRED = frozenset(
    {Field.NUMBER, Field.FOUND_ON, Field.DEADLINE, Field.BEFORE, Field.AFTER, Field.CHECK, Field.RESULT, Field.CLOSED}
)
_DAY = re.compile(r"( ?)\b(\d{4})-(\d\d)-(\d\d)\b")
_NO_PHOTO = OriginalId("no-photo")
_EMPTY_MM: SizeMm = (40.0, 30.0)


@dataclass(slots=True)
class Album:
    """Photographs that a paper shows: where each picture lies, and how many could not be shown."""

    original_path: Callable[[Original], Path]
    folder: Path  # for what is made
    files: dict[OriginalId, tuple[Path, str]] = field(default_factory=dict[OriginalId, "tuple[Path, str]"])
    lost: int = 0


def ledger_paper(told: Stated, album: Album | None) -> Composed:
    """Return the ledger of all units or of one; photographs only where there is an `album` for them."""
    told = of_unit(told)
    name = told.span.kind.name_in_use
    title = phrase("titled_span", name=name, span=told.unit) if told.unit else name
    sums = count(told.cases, told.day)
    day = chasing.day(told.day)
    summary = (
        phrase("ledger_told", day=day, total=sums.total, closed=sums.closed, open=sums.open, overdue=sums.overdue)
        if sums.total
        else phrase("ledger_none", day=day)
    )
    blocks: list[Block] = [Paragraph(Style.DIRECTORY_TITLE, title), Paragraph(Style.NOTE, summary)]
    if told.cases:
        styles = [Style.TABLE_CENTRE if head in _CENTRED else Style.TABLE_TEXT for head in _FIELDS]
        rows = tuple(_row(case, styles) for case in told.cases)
        columns = tuple(map(Column, _FIELDS, _WIDTHS_MM))
        blocks.append(Table(columns, rows, phrase("continued", name=name)))
    photos = [] if album is None else list(_photo_pages(told, album))
    more = phrase("ledger_lost", count=album.lost) if album and album.lost else ""
    blocks.append(source(told, told.cases, more))
    return Composed(title, (*blocks, *photos), len(told.cases))


def _cells(case: Case) -> tuple[str, ...]:
    """Return what the ledger says of a problem, by `_FIELDS`: days in two lines, what came back marked."""
    told = ledger_row(case)
    back = phrase("came_back_times", count=case.standing.rebounds) if case.standing.rebounds else ""
    told[Field.PROGRESS] = "，".join(filter(None, (told[Field.PROGRESS] or told[Field.STATE], back)))
    told[Field.RESULT] = told[Field.RESULT].partition("；")[0]  # what else was said is in the workbook
    return tuple(_DAY.sub(_two_lines, told[field]) for field in _FIELDS)


def _two_lines(found: re.Match[str]) -> str:
    lead = "\n" if found[1] else ""
    return f"{lead}{int(found[2])}年\n{int(found[3])}月{int(found[4])}日"


def _row(case: Case, styles: Sequence[Style]) -> Row:
    cells = (Cell(text, style, max_lines=WHOLE) for text, style in zip(_cells(case), styles, strict=True))
    return Row(cells, may_break=True)


def _photo_pages(told: Stated, album: Album) -> Iterator[Block]:
    """Yield pages of photographs, unit by unit: before on the left, after on the right."""
    groups: dict[str, list[Case]] = {}
    for case in told.cases:
        if case.finding.photos:
            groups.setdefault(unit_of(case), []).append(case)
    for unit, held in sorted(groups.items()):
        pictures = [picture for case in held for picture in _pairs(told, case, album)]
        if pictures:
            yield Photos(tuple(pictures), PerPage.FOUR, phrase("ledger_photos", unit=unit), paired=True)


def _pairs(told: Stated, case: Case, album: Album) -> Iterator[Picture]:
    """Yield the photographs of a problem in pairs; where one of a pair lacks, an empty frame says so."""
    finding = case.finding
    numbers = sorted({photo.pair for photo in finding.photos})
    for at, pair in enumerate(numbers):
        held = {moment: [p for p in finding.photos if p.pair == pair and p.moment is moment] for moment in Moment}
        for row in range(max(map(len, held.values()))):
            heading = phrase("ledger_photo", number=finding.number, place=f"　{where(case)}" if where(case) else "")
            heading += phrase("ledger_pair", pair=at + 1) if len(numbers) > 1 else ""
            for moment in Moment:
                photo = held[moment][row] if row < len(held[moment]) else None
                anchor = Anchor(f"finding_{finding.number}_{pair}_{row}") if moment is Moment.BEFORE else None
                yield _picture(told, case, photo, moment, album, heading, anchor)


def _picture(
    told: Stated, case: Case, photo: Photo | None, moment: Moment, album: Album, heading: str, anchor: Anchor | None
) -> Picture:
    name = words.BEFORE if moment is Moment.BEFORE else words.AFTER
    piece = told.snapshot.piece_by_id.get(photo.piece) if photo else None
    found = _shown(told, photo, album)
    if found is None:
        album.lost += photo is not None
        caption = phrase("ledger_caption", moment=name, day="", text=words.NO_PHOTO)
        return Picture(_frame(album), *_EMPTY_MM, heading, caption, anchor)
    shot, size = found
    taken = piece.facts.issued_on if piece else None
    day = f"（{chasing.day(taken)}）" if taken else ""
    text = case.finding.text if moment is Moment.BEFORE else case.standing.progress
    return Picture(shot, *size, heading, phrase("ledger_caption", moment=name, day=day, text=text), anchor)


def _shown(told: Stated, photo: Photo | None, album: Album) -> tuple[PictureSource, SizeMm] | None:
    """Return the first picture of a photograph's piece and its natural size; None: it cannot be shown."""
    piece = told.snapshot.piece_by_id.get(photo.piece) if photo else None
    for part in piece.parts if piece else ():
        original = told.snapshot.originals.get(part.original)
        if original is None or not part.printed:
            continue
        page = (part.first or 1) - 1
        sizes = sizes_of(original, album.original_path)
        if page < len(sizes):
            album.files[original.id] = page_source(original, album.original_path)
            return picture_of(original, page, sizes[page])
    return None


def _frame(album: Album) -> PictureSource:
    """Return an empty frame, made when the first one is needed."""
    if _NO_PHOTO not in album.files:
        made = frame(_EMPTY_MM, album.folder / "no-photo")
        album.files[_NO_PHOTO] = (made.path, media.PNG)
    return PictureSource(_NO_PHOTO, 0)
