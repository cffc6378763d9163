"""What the dossier says, item by item, as blocks: pure, and the only place that knows what an edition may show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from evidence.boxes import PerPage
from evidence.check.defects import countable
from evidence.check.gaps import ItemGaps
from evidence.export import gap_tables, photo_phrases, phrases
from evidence.export.blocks import (
    Anchor,
    Block,
    Cell,
    Column,
    Form,
    Link,
    NewPage,
    PageNumber,
    Paragraph,
    Photos,
    Picture,
    PictureSource,
    Row,
    Style,
    Table,
    Together,
)
from evidence.export.numbering import Numbered
from evidence.export.photographs import is_photograph
from evidence.export.pictures import SizeMm, is_image, picture_of, printable
from evidence.model import Criterion, CriterionId, Edition, OriginalId, Piece
from evidence.snapshot import Snapshot

_PIECE_COLUMNS = (
    Column("件号", 24),
    Column("文号", 26),
    Column("责任者", 22),
    Column("题名", 33),
    Column("日期", 25),
    Column("页号", 13),
    Column("备注", 13),
)
_PIECE_FORM = Form.of(
    Style.TABLE_CENTRE,
    Style.TABLE_TEXT,
    Style.TABLE_TEXT,
    Style.TABLE_TEXT,
    Style.TABLE_CENTRE,
    Style.TABLE_CENTRE,
    Style.TABLE_TEXT,
)
_POINT_COLUMNS = (
    Column("内容号", 18),
    Column("评价内容", 96),
    Column("份数", 14),
    Column("页数", 14),
    Column("页号", 14),
)


class Contents(Struct, frozen=True):
    """All that the outline is made from."""

    snapshot: Snapshot
    gaps: Mapping[CriterionId, ItemGaps]
    numbered: Mapping[CriterionId, tuple[Numbered, ...]]
    picture_sizes: Mapping[OriginalId, tuple[SizeMm, ...]]
    places: Mapping[Anchor, str]  # where in the package a piece lies
    photos: PerPage = PerPage.TWO


class Section(Struct, frozen=True):
    """The pages of one item."""

    criterion: Criterion
    anchor: Anchor
    pieces: int  # in its directory
    printed: tuple[Numbered, ...]  # of these, here and not under another item
    blocks: tuple[Block, ...]  # what the item asks, and its directory; its pieces follow on pages of their own


class Chapter(Struct, frozen=True):
    """A group of items (要点) that has a dividing page."""

    group: Criterion | None
    above: tuple[Criterion, ...]
    sections: tuple[Section, ...]


def shown(contents: Contents, criterion: Criterion, edition: Edition) -> tuple[Numbered, ...]:
    """Return the pieces that an edition shows under an item."""
    pieces = contents.numbered.get(criterion.id, ())
    return pieces if edition is Edition.INTERNAL else tuple(p for p in pieces if countable(p.piece))


def chapters(contents: Contents, edition: Edition) -> tuple[Chapter, ...]:
    """Return what an edition shows: internally every item, for submission those that have something."""
    snapshot = contents.snapshot
    found: list[Chapter] = []
    sections: list[Section] = []
    above: tuple[Criterion, ...] = ()
    for index, criterion in enumerate(snapshot.leaves):
        pieces = shown(contents, criterion, edition)
        if edition is Edition.SUBMISSION and not pieces:
            continue
        chain = snapshot.chain(criterion)
        if sections and chain != above:
            found.append(_chapter(above, sections))
            sections = []
        above = chain
        anchor = Anchor(f"item{index + 1}")
        blocks = tuple(_item(contents, criterion, edition, anchor, pieces))
        printed = tuple(numbered for numbered in pieces if numbered.at_home)
        sections.append(Section(criterion, anchor, len(pieces), printed, blocks))
    if sections:
        found.append(_chapter(above, sections))
    return tuple(found)


def chapter_blocks(chapter: Chapter, pages: Mapping[Anchor, int]) -> tuple[Block, ...]:
    """Return a chapter's dividing page: its name and its items; `pages` counts the pages of each."""
    if chapter.group is None:
        return ()
    rows = tuple(
        Row(
            (
                Cell(section.criterion.code, Style.TABLE_CENTRE),
                Cell(phrases.item_name(section.criterion), max_lines=3),
                Cell(str(section.pieces), Style.TABLE_CENTRE),
                Cell(str(pages[section.anchor]), Style.TABLE_CENTRE),
                Cell(PageNumber(section.anchor), Style.TABLE_CENTRE),
            )
        )
        for section in chapter.sections
    )
    heading = f"{chapter.group.code}　{chapter.group.title or chapter.group.text or ''}"
    return (
        NewPage(),
        *(Paragraph(Style.CATEGORY, group.title or group.text or group.code) for group in chapter.above[-1:]),
        Paragraph(Style.POINT, heading),
        Table(_POINT_COLUMNS, rows, phrases.heading("point_continued", name=heading)),
    )


def _chapter(above: tuple[Criterion, ...], sections: Sequence[Section]) -> Chapter:
    return Chapter(above[-1] if above else None, above[:-1], tuple(sections))


def _item(
    contents: Contents, criterion: Criterion, edition: Edition, anchor: Anchor, pieces: Sequence[Numbered]
) -> list[Block]:
    blocks: list[Block] = [NewPage(), Paragraph(Style.ITEM, phrases.item_heading(criterion), anchor=anchor)]
    blocks += [Paragraph(Style.BODY, text, label) for label, text in phrases.item_facts(criterion)]
    if edition is Edition.INTERNAL:
        label, text = phrases.item_state(contents.gaps[criterion.id])
        blocks.append(Paragraph(Style.BODY, text, label))
    if pieces:
        blocks.append(Paragraph(Style.SECTION, phrases.heading("directory")))
        rows = tuple(_piece_row(numbered, contents) for numbered in pieces)
        continued = phrases.heading("directory_continued", code=criterion.code)
        blocks.append(Table(_PIECE_COLUMNS, rows, continued))
    if edition is Edition.INTERNAL:
        blocks += gap_tables.of_item(contents.gaps[criterion.id])
    return blocks


def evidence_blocks(contents: Contents, pieces: Iterable[Numbered], edition: Edition) -> list[Block]:
    """Return pieces as they are printed one after the other, the first on a fresh page."""
    blocks: list[Block] = []
    for together, group in groupby(pieces, key=lambda numbered: _is_photo(contents, numbered.piece)):
        if together:
            held = list(group)
            photos = tuple(photo for numbered in held for photo in _photos(contents, numbered))
            blocks.append(Photos(photos, contents.photos, photo_phrases.page_title(held[0].code)))
        else:
            blocks += [block for numbered in group for block in _evidence(contents, numbered, edition)]
    return blocks


def _piece_row(numbered: Numbered, contents: Contents) -> Row:
    piece, facts = numbered.piece, numbered.piece.facts
    first = numbered.label if numbered.at_home else Link(f"见 {numbered.label}", numbered.anchor)
    return Row.alike(
        _PIECE_FORM,
        first,
        facts.document_number or "",
        facts.issuer or "",
        phrases.title_of(piece, contents.snapshot),
        f"{facts.issued_on:%Y%m%d}" if facts.issued_on else "",
        PageNumber(numbered.anchor),
        phrases.piece_remark(piece),
    )


def _evidence(contents: Contents, numbered: Numbered, edition: Edition) -> list[Block]:
    piece = numbered.piece
    title = f"{numbered.label}　{phrases.title_of(piece, contents.snapshot)}"
    pictures = _pictures(contents, piece)
    if not pictures:
        place = contents.places.get(numbered.anchor)
        lines = [Paragraph(Style.NOTE, line) for line in phrases.by_reference(piece)]
        if place:
            lines.append(Paragraph(Style.NOTE, phrases.packed_in(place), packed=place))
        if edition is Edition.INTERNAL:
            lines += [Paragraph(Style.NOTE, line) for line in phrases.names_on_arrival(piece, contents.snapshot)]
        return [Together((Paragraph(Style.NOTE, ""), Paragraph(Style.ENTRY, title, anchor=numbered.anchor), *lines))]
    beside = sum(part.printed and not printable(contents.snapshot.originals[part.original]) for part in piece.parts)
    caption = phrases.caption(piece, beside)
    return [
        Picture(
            source,
            *size,
            heading=title if len(pictures) == 1 else f"{title}{phrases.part_of(position, len(pictures))}",
            caption=photo_phrases.under(source, caption),
            anchor=numbered.anchor if position == 1 else None,
        )
        for position, (source, size) in enumerate(pictures, 1)
    ]


def _is_photo(contents: Contents, piece: Piece) -> bool:
    """Tell whether a piece is photographs and nothing else, which share pages; a scan of a paper has its own."""
    files = [contents.snapshot.originals[part.original] for part in piece.parts if part.printed]
    found = _pictures(contents, piece) if all(map(is_image, files)) else []
    # A part that is shown makes of a scan no photograph.
    whole = (contents.picture_sizes[source.original][source.page] for source, _ in found)
    return bool(found) and is_photograph(piece, whole)


def _photos(contents: Contents, numbered: Numbered) -> Iterator[Picture]:
    pictures = _pictures(contents, numbered.piece)
    title = f"{numbered.label}　{photo_phrases.event(numbered.piece, contents.snapshot)}"
    caption = photo_phrases.caption(numbered.piece.facts)
    for position, (source, size) in enumerate(pictures, 1):
        heading = title + (photo_phrases.one_of(position, len(pictures)) if len(pictures) > 1 else "")
        anchor = numbered.anchor if position == 1 else None
        yield Picture(source, *size, heading, photo_phrases.under(source, caption), anchor)


def _pictures(contents: Contents, piece: Piece) -> list[tuple[PictureSource, SizeMm]]:
    """Return the pictures of a piece: of those of its files that are shown as pictures.

    Empty if one of them is lost: then the whole piece is only referred to.
    """
    found: list[tuple[PictureSource, SizeMm]] = []
    for part in piece.parts:
        if not part.printed or not printable(contents.snapshot.originals[part.original]):
            continue
        sizes = contents.picture_sizes.get(part.original, ())
        if not sizes:
            return []
        first, last = part.first or 1, part.last or len(sizes)
        original = contents.snapshot.originals[part.original]
        found += [picture_of(original, page, sizes[page]) for page in range(first - 1, min(last, len(sizes)))]
    return found
