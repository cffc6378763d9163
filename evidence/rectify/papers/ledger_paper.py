"""整改台账 as Word on pages that lie: the table of an office, then photographs in pairs, before beside after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import count as count_from
from itertools import zip_longest
from pathlib import Path

from msgspec import Struct, field

from evidence.as_pages import page_source
from evidence.boxes import PerPage
from evidence.export import photo_phrases
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
from evidence.findings import FindingId, Moment, Photo
from evidence.model import Original, OriginalId
from evidence.rectify.columns import Field
from evidence.rectify.figures import Case, count
from evidence.rectify.papers.stated import Composed, Stated, of_unit, source, unit_of, where
from evidence.wording import chasing
from evidence.wording import papers as words
from evidence.wording.findings import REBOUNDED
from evidence.wording.papers import phrase

# 225 mm: the type area of a page that lies. What offices have in sixteen columns is too narrow to be read there: some
# share one, each told on lines of its own. Date columns hold 10月11日 in the widest font that may stand in.
_COLUMNS: tuple[tuple[str, tuple[str, ...], float], ...] = (  # heading, what it holds, mm
    (Field.NUMBER, (Field.NUMBER,), 10),
    (words.SOURCE_AND_DAY, (Field.SOURCE, Field.FOUND_ON), 22),
    (Field.PLACE, (Field.PLACE,), 16),
    (Field.TEXT, (Field.TEXT,), 32),
    (Field.KIND, (Field.KIND,), 11),
    (Field.MEASURE, (Field.MEASURE,), 18),
    (words.UNIT_AND_PERSON, (Field.UNIT, Field.PERSON), 19),
    (Field.DEADLINE, (Field.DEADLINE,), 22),
    (Field.PROGRESS, (Field.PROGRESS,), 22),
    (words.PHOTOS, (words.PHOTOS,), 17),
    (Field.CHECK, (Field.CHECK,), 22),
    (words.RESULT_AND_CLOSED, (Field.RESULT, Field.CLOSED), 14),
)
_TEXTS = frozenset({Field.PLACE, Field.TEXT, Field.KIND, Field.MEASURE, Field.UNIT, Field.PROGRESS})  # not centred
_PAIRED = (Moment.BEFORE, Moment.AFTER)
_DAY = re.compile(r"( ?)\b(\d{4})-(\d\d)-(\d\d)\b")
_NO_PHOTO = OriginalId("no-photo")
_EMPTY_MM: SizeMm = (40.0, 30.0)
_Half = tuple[Moment, Photo | None]


class Album(Struct):
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
    groups: dict[FindingId, list[int]] = {}
    photos = [] if album is None else list(_photo_pages(told, album, groups))
    if told.cases:
        styles = [Style.TABLE_TEXT if fields[0] in _TEXTS else Style.TABLE_CENTRE for _, fields, _ in _COLUMNS]
        rows = tuple(_row(case, styles, groups.get(case.finding.id, ())) for case in told.cases)
        columns = tuple(Column(head, width_mm) for head, _, width_mm in _COLUMNS)
        blocks.append(Table(columns, rows, phrase("continued", name=name)))
    more = phrase("ledger_lost", count=album.lost) if album and album.lost else ""
    blocks.append(source(told, told.cases, more))
    return Composed(title, (*blocks, *photos), len(told.cases))


def _cells(case: Case, groups: Sequence[int]) -> tuple[str, ...]:
    """Return what the ledger says of a problem, by its columns: days in two lines, what came back marked.

    `groups` are the numbers under which its photographs stand behind the table.
    """
    told: dict[str, str] = {**ledger_row(case)}
    back = phrase("came_back_times", count=case.standing.rebounds) if case.standing.rebounds else ""
    told[Field.PROGRESS] = (told[Field.PROGRESS] or told[Field.STATE]) + back
    looked = phrase("ledger_looked", count=case.standing.looks) if case.standing.looks else ""
    result = told[Field.RESULT].partition("；")[0].replace(REBOUNDED, words.THEN_REBOUNDED)
    told[Field.RESULT] = result  # what else was said is in the workbook
    told[Field.CLOSED] = "\n".join(filter(None, (words.CLOSED[not case.standing.is_open], looked)))
    told[words.PHOTOS] = _photos(case, groups)
    cells = ("\n".join(filter(None, (told[field] for field in fields))) for _, fields, _ in _COLUMNS)
    return tuple(_DAY.sub(_two_lines, cell) for cell in cells)


def _photos(case: Case, groups: Sequence[int]) -> str:
    """Return how many photographs of what there are, and where they are found."""
    held = Counter(photo.moment for photo in case.finding.photos)
    lines = [phrase("ledger_held", moment=words.SHORT_MOMENTS[one], count=held[one]) for one in Moment if held[one]]
    return "\n".join((*lines, *([phrase("ledger_groups", groups=words.ranges(groups))] if groups else [])))


def _two_lines(found: re.Match[str]) -> str:
    lead, tail = "\n" if found[1] else "", "\n" if found.string[found.end() : found.end() + 1] == "（" else ""
    return f"{lead}{int(found[2])}年\n{int(found[3])}月{int(found[4])}日{tail}"


def _row(case: Case, styles: Sequence[Style], groups: Sequence[int]) -> Row:
    cells = (Cell(text, style, max_lines=WHOLE) for text, style in zip(_cells(case, groups), styles, strict=True))
    return Row(cells, may_break=True)


def _photo_pages(told: Stated, album: Album, numbers: dict[FindingId, list[int]]) -> Iterator[Block]:
    """Yield pages of photographs, unit by unit: before on the left, after on the right.

    The pairs are numbered through all pages; `numbers` takes those of each problem.
    """
    counted = count_from(1)
    groups: dict[str, list[Case]] = {}
    for case in told.cases:
        if case.finding.photos:
            groups.setdefault(unit_of(case), []).append(case)
    for unit, held in sorted(groups.items()):
        pictures: list[Picture] = []
        for case in held:
            for before, after in _pairs(case):
                number = next(counted)
                numbers.setdefault(case.finding.id, []).append(number)
                pictures += _pair(told, case, (before, after), number, album)
        if pictures:
            yield Photos(tuple(pictures), PerPage.FOUR, phrase("ledger_photos", unit=unit), paired=True)


def _pairs(case: Case) -> Iterator[tuple[_Half, _Half]]:
    """Yield the photographs of a problem two by two; one that lacks is None.

    Beside each of 回头看 stands the last one of how it was put right.
    """
    photos = sorted(case.finding.photos, key=lambda photo: photo.pair)
    for number in dict.fromkeys(photo.pair for photo in photos if photo.moment in _PAIRED):
        here = [photo for photo in photos if photo.pair == number]
        halves = ([photo for photo in here if photo.moment is moment] for moment in _PAIRED)
        for before, after in zip_longest(*halves):
            yield (Moment.BEFORE, before), (Moment.AFTER, after)
    last = next((photo for photo in reversed(photos) if photo.moment is Moment.AFTER), None)
    for photo in photos:
        if photo.moment is Moment.LOOK_BACK:
            yield (Moment.AFTER, last), (Moment.LOOK_BACK, photo)


def _pair(told: Stated, case: Case, halves: Sequence[_Half], number: int, album: Album) -> Iterator[Picture]:
    """Yield the pictures of a pair under its number; where one lacks, an empty frame says so."""
    finding = case.finding
    place = f"　{where(case)}" if where(case) else ""
    heading = phrase("ledger_photo", group=number, number=finding.number, place=place)
    anchor: Anchor | None = Anchor(f"finding_{finding.number}_{number}")
    for moment, photo in halves:
        yield _picture(told, case, photo, moment, album, heading, anchor)
        anchor = None


def _picture(
    told: Stated, case: Case, photo: Photo | None, moment: Moment, album: Album, heading: str, anchor: Anchor | None
) -> Picture:
    name = words.MOMENTS[moment]
    piece = told.snapshot.piece_by_id.get(photo.piece) if photo else None
    found = _shown(told, photo, album)
    if found is None:
        album.lost += photo is not None
        caption = phrase("ledger_caption", moment=name, day="", text=words.NO_PHOTO)
        return Picture(_frame(album), *_EMPTY_MM, heading, caption, anchor)
    shot, size = found
    taken = piece.facts.issued_on if piece else None
    day = f"（{chasing.day(taken)}）" if taken else ""
    texts = {Moment.BEFORE: case.finding.text, Moment.AFTER: case.standing.progress, Moment.LOOK_BACK: words.STILL}
    caption = photo_phrases.under(shot, phrase("ledger_caption", moment=name, day=day, text=texts[moment]))
    return Picture(shot, *size, heading, caption, anchor)


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
