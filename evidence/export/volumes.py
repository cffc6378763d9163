"""Items into volumes: pages counted, directories made, no item parted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from evidence.export import front, gap_tables, phrases
from evidence.export.blocks import (
    Anchor,
    Block,
    Cell,
    Column,
    Content,
    FarPage,
    NewPage,
    PageNumber,
    Paragraph,
    Row,
    Style,
    Table,
)
from evidence.export.outline import Chapter, Contents, Section, chapter_blocks
from evidence.export.paginate import Page, pages_of, paginate
from evidence.export.template import Template
from evidence.model import CriterionId, Edition
from evidence.progress import Report, tell

_COLUMNS = (
    Column("内容号", 18),
    Column("评价内容", 75),
    Column("责任单位", 25),
    Column("份数", 12),
    Column("页数", 12),
    Column("页号", 14),
)
_FRONT_PAGES = 2
_DIRECTORY_ROWS = 13  # on a page, if each has two lines
_VOLUME_COLUMN = Column("册号", 12)


@dataclass(frozen=True, slots=True)
class Bound:
    """One document with its pages: `number` of a volume from 1, 0 for the directory of all volumes."""

    number: int
    front: tuple[Page, ...]
    body: tuple[Page, ...]
    page_of: Mapping[Anchor, int]


@dataclass(frozen=True, slots=True)
class _Sized:
    chapter: Chapter
    section: Section
    pages: tuple[Page, ...]


def bind(
    contents: Contents,
    chapters: Sequence[Chapter],
    edition: Edition,
    volume_pages: int | None,
    template: Template,
    file_of: Callable[[int], str],
    report: Report,
) -> tuple[Bound, ...]:
    """Return the documents of an edition: one, or volumes of at most `volume_pages` pages and a directory of them.

    An item is never parted: one that is longer makes a longer volume. `file_of` names the Word file of a volume.
    """
    sections = [(chapter, section) for chapter in chapters for section in chapter.sections]
    sized: list[_Sized] = []
    for chapter, section in sections:
        tell(report, "pages", len(sized), len(sections))
        sized.append(_Sized(chapter, section, paginate(section.blocks, template)))
    tell(report, "pages", len(sections), len(sections))
    groups = _split(sized, volume_pages) if volume_pages else [sized]
    sizes = {entry.section.anchor: len(entry.pages) for entry in sized}
    anchors = {entry.section.criterion.id: entry.section.anchor for entry in sized}
    alone = len(groups) == 1
    volumes: list[Bound] = []
    for number, group in enumerate(groups, 1):
        lead = _directory(group, sizes, PageNumber, title="contents" if alone else "volume_contents")
        tail: list[Block] = []
        if alone and edition is Edition.INTERNAL:
            items = tuple(contents.gaps.values())
            lead += [NewPage(), *gap_tables.overview(items, lambda key: PageNumber(anchors[key]))]
            tail = gap_tables.withheld(contents.snapshot, contents.numbered, PageNumber)
        body = [*paginate(lead, template), *_body(group, sizes, template), *paginate(tail, template)]
        label = "" if alone else phrases.volume_of(number, len(groups))
        cover = front.pages(contents.snapshot, edition, label, *_counts(group), template)
        volumes.append(Bound(number, cover, tuple(body), pages_of(body)))
    if alone:
        return tuple(volumes)
    return (_directory_of_all(contents, edition, sized, volumes, file_of, template), *volumes)


def _directory_of_all(
    contents: Contents,
    edition: Edition,
    sized: Sequence[_Sized],
    volumes: Sequence[Bound],
    file_of: Callable[[int], str],
    template: Template,
) -> Bound:
    places = {
        anchor: FarPage(file_of(volume.number), anchor, page)
        for volume in volumes
        for anchor, page in volume.page_of.items()
    }
    numbers = {anchor: volume.number for volume in volumes for anchor in volume.page_of}
    sizes = {entry.section.anchor: len(entry.pages) for entry in sized}
    blocks = _directory(sized, sizes, places.__getitem__, title="contents", volume=numbers)
    if edition is Edition.INTERNAL:
        anchors = {entry.section.criterion.id: entry.section.anchor for entry in sized}

        def place(criterion: CriterionId) -> Content:
            return places[anchors[criterion]]

        blocks += [NewPage(), *gap_tables.overview(tuple(contents.gaps.values()), place)]
        blocks += gap_tables.withheld(contents.snapshot, contents.numbered, places.__getitem__)
    body = paginate(blocks, template)
    label = phrases.directory_of(len(volumes))
    return Bound(0, front.pages(contents.snapshot, edition, label, *_counts(sized), template), body, pages_of(body))


def _split(sized: Sequence[_Sized], volume_pages: int) -> list[list[_Sized]]:
    groups: list[list[_Sized]] = [[]]
    used, entries = 0, 0
    for entry in sized:
        divider = not groups[-1] or groups[-1][-1].chapter is not entry.chapter
        need = len(entry.pages) + divider
        if groups[-1] and _FRONT_PAGES + _directory_pages(entries + 1 + divider) + used + need > volume_pages:
            groups.append([])
            used, entries, divider = 0, 0, True
            need = len(entry.pages) + divider
        groups[-1].append(entry)
        used += need
        entries += 1 + divider
    return groups


def _directory_pages(rows: int) -> int:
    """Return how many pages a directory of so many rows takes at the most."""
    return -(-rows // _DIRECTORY_ROWS)


def _body(group: Sequence[_Sized], sizes: Mapping[Anchor, int], template: Template) -> Iterable[Page]:
    for chapter, entries in groupby(group, key=lambda entry: entry.chapter):
        held = list(entries)
        part = Chapter(chapter.group, chapter.above, tuple(entry.section for entry in held))
        yield from paginate(chapter_blocks(part, sizes), template)
        for entry in held:
            yield from entry.pages


def _directory(
    sized: Sequence[_Sized],
    sizes: Mapping[Anchor, int],
    page: Callable[[Anchor], Content],
    *,
    title: str,
    volume: Mapping[Anchor, int] | None = None,
) -> list[Block]:
    columns = _COLUMNS if volume is None else (*_COLUMNS[:-1], _VOLUME_COLUMN, _COLUMNS[-1])
    if volume is not None:
        columns = tuple(Column(c.head, c.width_mm - _VOLUME_COLUMN.width_mm * (c.head == "评价内容")) for c in columns)
    rows: list[Row] = []
    for chapter, entries in groupby(sized, key=lambda entry: entry.chapter):
        if chapter.group is not None:
            names = [group.title or group.code for group in chapter.above]
            names.append(f"{chapter.group.code}　{chapter.group.title or chapter.group.text or ''}")
            rows.append(Row((Cell("　".join(names), Style.TABLE_GROUP, len(columns), 2),), with_next=True))
        for entry in entries:
            section = entry.section
            cells = [
                Cell(section.criterion.code, Style.TABLE_CENTRE),
                Cell(phrases.item_name(section.criterion), max_lines=2),
                Cell(section.criterion.lead_unit or "", max_lines=2),
                Cell(str(section.pieces), Style.TABLE_CENTRE),
                Cell(str(sizes[section.anchor]), Style.TABLE_CENTRE),
            ]
            if volume is not None:
                cells.append(Cell(str(volume[section.anchor]), Style.TABLE_CENTRE))
            rows.append(Row((*cells, Cell(page(section.anchor), Style.TABLE_CENTRE))))
    table = Table(columns, tuple(rows), phrases.heading(f"{title}_continued"))
    return [Paragraph(Style.DIRECTORY_TITLE, phrases.heading(title)), table]


def _counts(group: Sequence[_Sized]) -> tuple[int, int]:
    """Return how many items and how many pieces printed at home a volume holds."""
    return sum(1 for entry in group if entry.section.pieces), sum(entry.section.printed for entry in group)
