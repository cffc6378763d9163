"""Items into boxes: pages counted, directories made, no item parted; each box is a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from evidence.boxes import FRONT, Box, BoxRules, PageBase, Place
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
from evidence.export.box_groups import Group, Sized, grouped, known_boxes
from evidence.export.box_pages import Run, evidence_runs, page_of, placed
from evidence.export.numbering import Numbered
from evidence.export.outline import Chapter, Contents, chapter_blocks, evidence_blocks
from evidence.export.paginate import Page, paginate
from evidence.export.stamped import stamped_numbers, stamped_runs
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
_BOX_COLUMN = Column("盒号", 12)
ITEM = "item:"  # begins the key of an item's own pages


class Bound(Struct, frozen=True):
    """One document with its pages: `number` of a box from 1, 0 for the directory of all boxes."""

    number: int
    front: tuple[Page, ...]
    runs: tuple[Run, ...]  # in order of their pages
    page_of: Mapping[Anchor, str]
    items: tuple[CriterionId, ...] = ()
    stamped: tuple[Run, ...] | None = None  # the sheets of the box, where 页号 counts these
    numbers: Mapping[Anchor, str] | None = None  # 页号 of anchors, where it is not that of `page_of`

    @property
    def printed_numbers(self) -> Mapping[Anchor, str]:
        """页号 of anchors, whatever it counts."""
        return self.page_of if self.numbers is None else self.numbers

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
    snapshot, by_sheets = contents.snapshot, rules.base is PageBase.BOX
    known = known_boxes(chapters, snapshot.boxes, edition)
    sized = _size(contents, chapters, edition, {} if by_sheets else known, template, report)
    groups = grouped(snapshot, sized, known, edition, rules)
    sizes = {entry.section.anchor: entry.counted(rules.base) for entry in sized}
    alone = [group.number for group in groups] == [1]
    bound: list[Bound] = []
    ahead = FRONT
    for group in groups:
        runs = _runs(contents, group, sizes, edition, template, alone=alone)
        limit = _first_fixed(groups, group.number) if rules.through else None
        laid = placed(runs) if by_sheets else placed(runs, group.fixed, rules.late, ahead, limit)
        sheets = [run for entry in group.entries for run in entry.stamped]
        stamped = tuple(placed(sheets, group.fixed, rules.late, ahead, limit)) if by_sheets else None
        label = "" if alone else phrases.box_of(group.number, groups[-1].number)
        cover = front.pages(snapshot, edition, label, *_counts(group.entries), template)
        items = tuple(entry.section.criterion.id for entry in group.entries)
        numbers = None if stamped is None else _numbers(group.entries, stamped)
        box = Bound(group.number, cover, tuple(laid), page_of(laid), items, stamped, numbers)
        bound.append(box)
        if rules.through:
            printed = group.fixed.last if group.fixed else ahead
            ahead = max([ahead, printed, *(place for run in box.counted for place in run.places)])
    if alone:
        return tuple(bound)
    return (_directory_of_all(contents, edition, sized, sizes, bound, file_of, template), *bound)


def _runs(
    contents: Contents,
    group: Group,
    sizes: Mapping[Anchor, int],
    edition: Edition,
    template: Template,
    *,
    alone: bool,
) -> list[Run]:
    """Return the pages of a box; none if nothing lies in it any more."""
    if not group.entries and group.fixed:
        return []
    lead = _directory(group.entries, sizes, PageNumber, title="contents" if alone else "box_contents")
    tail: list[Block] = []
    if alone and edition is Edition.INTERNAL:
        items = tuple(contents.gaps.values())
        anchors = {entry.section.criterion.id: entry.section.anchor for entry in group.entries}
        lead += [NewPage(), *gap_tables.overview(items, lambda key: PageNumber(anchors[key]))]
        tail = gap_tables.withheld(contents.snapshot, contents.numbered, PageNumber)
    runs = [Run("directory", paginate(lead, template)), *_body(group.entries, sizes, template)]
    return runs + ([Run("withheld", paginate(tail, template))] if tail else [])


def _first_fixed(groups: Iterable[Group], after: int) -> Place | None:
    """Return the first page that is fixed of a box behind number `after`; None if there is none."""
    firsts = [group.fixed.first for group in groups if group.fixed and group.number > after]
    return min((first for first in firsts if first is not None), default=None)


def _numbers(group: Iterable[Sized], stamped: Sequence[Run]) -> dict[Anchor, str]:
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
) -> list[Sized]:
    """Lay out each item with its pieces."""
    sections = [(chapter, section) for chapter in chapters for section in chapter.sections]

    def lay_out(pieces: Sequence[Numbered]) -> tuple[Page, ...]:
        return paginate(evidence_blocks(contents, pieces, edition), template)

    sized: list[Sized] = []
    for chapter, section in sections:
        tell(report, "pages", len(sized), len(sections))
        key = section.criterion.id
        box = boxes.get(key)
        own = Run(ITEM + key, paginate(section.blocks, template))
        runs = evidence_runs(key, section.printed, box and box.fixed, lay_out)
        sized.append(Sized(chapter, section, (own, *runs), tuple(stamped_runs(key, section.printed, contents))))
    tell(report, "pages", len(sections), len(sections))
    return sized


def _directory_of_all(
    contents: Contents,
    edition: Edition,
    sized: Sequence[Sized],
    sizes: Mapping[Anchor, int],
    boxes: Sequence[Bound],
    file_of: Callable[[int], str],
    template: Template,
) -> Bound:
    places = {
        anchor: FarPage(file_of(box.number), anchor, box.printed_numbers.get(anchor, ""))
        for box in boxes
        for anchor in box.page_of
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


def _body(group: Sequence[Sized], sizes: Mapping[Anchor, int], template: Template) -> Iterator[Run]:
    for chapter, entries in groupby(group, key=lambda entry: entry.chapter):
        held = list(entries)
        if chapter.group is not None:
            part = Chapter(chapter.group, chapter.above, tuple(entry.section for entry in held))
            yield Run(f"point:{chapter.group.id}", paginate(chapter_blocks(part, sizes), template))
        for entry in held:
            yield from entry.runs


def _directory(
    sized: Sequence[Sized],
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


def _counts(group: Sequence[Sized]) -> tuple[int, int]:
    """Return how many items and how many pieces printed at home a box holds."""
    return sum(1 for entry in group if entry.section.pieces), sum(len(entry.section.printed) for entry in group)
