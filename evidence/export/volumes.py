"""Items into boxes: pages counted, directories made, no item parted; each box is a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from evidence.boxes import FRONT, Box, Boxes, BoxRules, PageBase, Place
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
from evidence.export.box_pages import Run, evidence_runs, page_of, placed
from evidence.export.numbering import Numbered
from evidence.export.outline import Chapter, Contents, Section, chapter_blocks, evidence_blocks
from evidence.export.paginate import Page, paginate
from evidence.export.stamped import stamped_numbers, stamped_runs
from evidence.export.template import Template
from evidence.export.weight import weight_bytes
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
_BOX_COLUMN = Column("盒号", 12)
BOX_BYTES = 50_000_000
ITEM = "item:"  # begins the key of an item's own pages


@dataclass(frozen=True, slots=True)
class Bound:
    """One document with its pages: `number` of a box from 1, 0 for the directory of all boxes."""

    number: int
    front: tuple[Page, ...]
    runs: tuple[Run, ...]  # in order of their pages
    page_of: Mapping[Anchor, str]
    items: tuple[CriterionId, ...] = ()
    stamped: tuple[Run, ...] | None = None  # the sheets of the box, where 页号 counts these
    numbers: Mapping[Anchor, str] | None = None  # 页号 of anchors, where it is not that of `page_of`

    @property
    def counted(self) -> tuple[Run, ...]:
        """What 页号 counts, and what 定号 keeps."""
        return self.runs if self.stamped is None else self.stamped

    @property
    def body(self) -> tuple[Page, ...]:
        """The pages that have numbers."""
        return tuple(page for run in self.runs for page in run.pages)

    @property
    def places(self) -> tuple[Place, ...]:
        """Their numbers."""
        return tuple(place for run in self.runs for place in run.places)


@dataclass(frozen=True, slots=True)
class _Sized:
    chapter: Chapter
    section: Section
    runs: tuple[Run, ...]  # the item's own pages, then those of its pieces
    stamped: tuple[Run, ...]

    @property
    def pages(self) -> int:
        return sum(len(run.pages) for run in self.runs)

    def counted(self, base: PageBase) -> int:
        """Return how many pages 页号 counts."""
        return self.pages if base is PageBase.COMPILED else sum(len(run.pages) for run in self.stamped)


def bind(
    contents: Contents,
    chapters: Sequence[Chapter],
    edition: Edition,
    rules: BoxRules,
    template: Template,
    file_of: Callable[[int], str],
    report: Report,
) -> tuple[Bound, ...]:
    """Return the documents of an edition: one, or boxes by `rules`, or as fixed, and a directory of them.

    An item is never parted: one that is longer makes a longer box. Pages are fixed in the submission edition alone.
    `file_of` names the Word file of a box.
    """
    boxes = _boxes(chapters, contents.snapshot.boxes, edition)
    by_sheets = rules.base is PageBase.BOX
    sized = _size(contents, chapters, edition, {} if by_sheets else boxes, template, report)
    groups = _by_box(sized, boxes) if boxes else dict(enumerate(_split(contents, sized, rules.most_pages), 1))
    sizes = {entry.section.anchor: entry.counted(rules.base) for entry in sized}
    anchors = {entry.section.criterion.id: entry.section.anchor for entry in sized}
    alone = list(groups) == [1]
    bound: list[Bound] = []
    ahead = FRONT
    for number, group in groups.items():
        lead = _directory(group, sizes, PageNumber, title="contents" if alone else "box_contents")
        tail: list[Block] = []
        if alone and edition is Edition.INTERNAL:
            items = tuple(contents.gaps.values())
            lead += [NewPage(), *gap_tables.overview(items, lambda key: PageNumber(anchors[key]))]
            tail = gap_tables.withheld(contents.snapshot, contents.numbered, PageNumber)
        runs = [Run("directory", paginate(lead, template)), *_body(group, sizes, template)]
        runs += [Run("withheld", paginate(tail, template))] if tail else []
        items_here = tuple(entry.section.criterion.id for entry in group)
        box = boxes.get(items_here[0]) if items_here else None
        limit = _first_fixed(boxes.values(), number) if rules.through else None
        fixed = box and box.fixed
        laid = placed(runs) if by_sheets else placed(runs, fixed, rules.late, ahead, limit)
        stamped = placed([run for entry in group for run in entry.stamped], fixed, rules.late, ahead, limit)
        label = "" if alone else phrases.box_of(number, len(groups))
        cover = front.pages(contents.snapshot, edition, label, *_counts(group), template)
        bound.append(
            Bound(
                number,
                cover,
                tuple(laid),
                page_of(laid),
                items_here,
                tuple(stamped) if by_sheets else None,
                _numbers(group, stamped) if by_sheets else None,
            )
        )
        if rules.through:
            ahead = max((place for run in bound[-1].counted for place in run.places), default=ahead)
    if alone:
        return tuple(bound)
    return (_directory_of_all(contents, edition, sized, sizes, bound, file_of, template), *bound)


def _numbers(group: Iterable[_Sized], stamped: Sequence[Run]) -> dict[Anchor, str]:
    """Return 页号 of the items and pieces of a box by its sheets."""
    found: dict[Anchor, str] = {}
    for entry in group:
        found.update(stamped_numbers(entry.section.anchor, entry.section.printed, stamped))
    return found


def _size(
    contents: Contents,
    chapters: Sequence[Chapter],
    edition: Edition,
    boxes: Mapping[CriterionId, Box],
    template: Template,
    report: Report,
) -> list[_Sized]:
    """Lay out each item with its pieces."""
    sections = [(chapter, section) for chapter in chapters for section in chapter.sections]

    def lay_out(pieces: Sequence[Numbered]) -> tuple[Page, ...]:
        return paginate(evidence_blocks(contents, pieces, edition), template)

    sized: list[_Sized] = []
    for chapter, section in sections:
        tell(report, "pages", len(sized), len(sections))
        key = section.criterion.id
        box = boxes.get(key)
        own = Run(ITEM + key, paginate(section.blocks, template))
        runs = evidence_runs(key, section.printed, box and box.fixed, lay_out)
        sized.append(_Sized(chapter, section, (own, *runs), tuple(stamped_runs(key, section.printed))))
    tell(report, "pages", len(sections), len(sections))
    return sized


def _directory_of_all(
    contents: Contents,
    edition: Edition,
    sized: Sequence[_Sized],
    sizes: Mapping[Anchor, int],
    boxes: Sequence[Bound],
    file_of: Callable[[int], str],
    template: Template,
) -> Bound:
    places = {
        anchor: FarPage(file_of(box.number), anchor, page if box.numbers is None else box.numbers.get(anchor, ""))
        for box in boxes
        for anchor, page in box.page_of.items()
    }
    numbers = {anchor: box.number for box in boxes for anchor in box.page_of}
    blocks = _directory(sized, sizes, places.__getitem__, title="contents", box=numbers)
    if edition is Edition.INTERNAL:
        anchors = {entry.section.criterion.id: entry.section.anchor for entry in sized}

        def place(criterion: CriterionId) -> Content:
            return places[anchors[criterion]]

        blocks += [NewPage(), *gap_tables.overview(tuple(contents.gaps.values()), place)]
        blocks += gap_tables.withheld(contents.snapshot, contents.numbered, places.__getitem__)
    runs = placed([Run("directory", paginate(blocks, template))])
    label = phrases.directory_of(len(boxes))
    cover = front.pages(contents.snapshot, edition, label, *_counts(sized), template)
    return Bound(0, cover, tuple(runs), page_of(runs))


def _boxes(chapters: Iterable[Chapter], boxes: Boxes, edition: Edition) -> dict[CriterionId, Box]:
    """Return the box of each item that is shown; one that is in none yet goes with the item ahead of it.

    Empty as long as no box is fixed. Internally none is.
    """
    if not boxes.boxes:
        return {}
    numbered = {box.number: box for box in boxes.boxes}
    box = boxes.boxes[0]
    found: dict[CriterionId, Box] = {}
    for section in (section for chapter in chapters for section in chapter.sections):
        key = section.criterion.id
        box = numbered[boxes.number_of[key]] if key in boxes.number_of else box
        found[key] = box if edition is Edition.SUBMISSION else replace(box, fixed=None)
    return found


def _first_fixed(boxes: Iterable[Box], after: int) -> Place | None:
    """Return the first page that is fixed of a box behind number `after`; None if there is none."""
    found = [
        place for box in boxes if box.fixed and box.number > after for unit in box.fixed.units for place in unit.pages
    ]
    return min(found, default=None)


def _by_box(sized: Iterable[_Sized], boxes: Mapping[CriterionId, Box]) -> dict[int, list[_Sized]]:
    """Return the items of each box that has any."""
    found: dict[int, list[_Sized]] = {}
    for entry in sized:
        found.setdefault(boxes[entry.section.criterion.id].number, []).append(entry)
    return dict(sorted(found.items()))


def _split(contents: Contents, sized: Sequence[_Sized], most_pages: int | None) -> list[list[_Sized]]:
    groups: list[list[_Sized]] = [[]]
    if most_pages is None:
        return [list(sized)]
    used, used_bytes, entries = 0, 0, 0
    for entry in sized:
        divider = not groups[-1] or groups[-1][-1].chapter is not entry.chapter
        need = entry.pages + divider
        weight = weight_bytes(entry.section.printed, contents.snapshot)
        lead = _FRONT_PAGES + _directory_pages(entries + 1 + divider)
        if groups[-1] and (lead + used + need > most_pages or used_bytes + weight > BOX_BYTES):
            groups.append([])
            used, used_bytes, entries, divider = 0, 0, 0, True
            need = entry.pages + divider
        groups[-1].append(entry)
        used += need
        used_bytes += weight
        entries += 1 + divider
    return groups


def _directory_pages(rows: int) -> int:
    """Return how many pages a directory of so many rows takes at the most."""
    return -(-rows // _DIRECTORY_ROWS)


def _body(group: Sequence[_Sized], sizes: Mapping[Anchor, int], template: Template) -> Iterator[Run]:
    for chapter, entries in groupby(group, key=lambda entry: entry.chapter):
        held = list(entries)
        if chapter.group is not None:
            part = Chapter(chapter.group, chapter.above, tuple(entry.section for entry in held))
            yield Run(f"point:{chapter.group.id}", paginate(chapter_blocks(part, sizes), template))
        for entry in held:
            yield from entry.runs


def _directory(
    sized: Sequence[_Sized],
    sizes: Mapping[Anchor, int],
    page: Callable[[Anchor], Content],
    *,
    title: str,
    box: Mapping[Anchor, int] | None = None,
) -> list[Block]:
    columns = _COLUMNS if box is None else (*_COLUMNS[:-1], _BOX_COLUMN, _COLUMNS[-1])
    if box is not None:
        columns = tuple(Column(c.head, c.width_mm - _BOX_COLUMN.width_mm * (c.head == "评价内容")) for c in columns)
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
            if box is not None:
                cells.append(Cell(str(box[section.anchor]), Style.TABLE_CENTRE))
            rows.append(Row((*cells, Cell(page(section.anchor), Style.TABLE_CENTRE))))
    table = Table(columns, tuple(rows), phrases.heading(f"{title}_continued"))
    return [Paragraph(Style.DIRECTORY_TITLE, phrases.heading(title)), table]


def _counts(group: Sequence[_Sized]) -> tuple[int, int]:
    """Return how many items and how many pieces printed at home a box holds."""
    return sum(1 for entry in group if entry.section.pieces), sum(len(entry.section.printed) for entry in group)
