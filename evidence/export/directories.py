"""总目录, 卷内目录 and 归档文件目录 as listings, each in the columns that its norm or its office asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from evidence import wording
from evidence.boxes import PageBase
from evidence.export import phrases
from evidence.export.choosing import Chosen
from evidence.export.listing import ListColumn, Listing, Part
from evidence.export.numbering import Numbered
from evidence.export.places import Places
from evidence.model import Criterion, Edition
from evidence.snapshot import Snapshot
from evidence.wording import documents as words

_SENTENCE = re.compile(r"[。；;\r\n]")
_CONTENTS = (
    ListColumn("盒号", 11, centred=True, is_code=True),
    ListColumn("评价要点编号", 16, centred=True, is_code=True),
    ListColumn("要点名称", 30),
    ListColumn("评价内容号", 22, centred=True, is_code=True),
    ListColumn("材料份数", 12, centred=True),
    ListColumn("页数", 12, centred=True),
    ListColumn("责任单位", 35),
    ListColumn("备注", 18, centred=True),
)
# GB/T 9705: 顺序号、文号、责任者、题名、日期、页号、备注; the 件号 stands in the remark.
_DIRECTORY = (
    ListColumn("序号", 11, centred=True, is_code=True),
    ListColumn("文号", 29),
    ListColumn("责任者", 25),
    ListColumn("题名", 35),
    ListColumn("日期", 21, centred=True, is_code=True),
    ListColumn("页号", 13, centred=True, is_code=True),
    ListColumn("备注", 22, is_code=True),
)
# DA/T 22-2015, on a turned page: 225 mm
_ARCHIVE = (
    ListColumn("序号", 11, centred=True, is_code=True),
    ListColumn("档号", 32, is_code=True),
    ListColumn("文号", 34),
    ListColumn("责任者", 31),
    ListColumn("题名", 50),
    ListColumn("日期", 21, centred=True, is_code=True),
    ListColumn("密级", 11, centred=True),
    ListColumn("页数", 11, centred=True),
    ListColumn("备注", 24, is_code=True),
)


def contents_listing(snapshot: Snapshot, chosen: Chosen, places: Places, name: str) -> Listing:
    """Return the 总目录: one row an item that has papers, and their sum, which counts each paper once.

    Pages are those of a whole item; where a choice leaves papers of one out, they are not told.
    """
    rows: list[tuple[str | float, ...]] = []
    items = [item for item in chosen.items if chosen.of(item)]
    pages = {item.id: count for item in items if (count := places.pages.get(item.id)) and item.id not in chosen.in_part}
    for item in items:
        point = snapshot.chain(item)[-1:]
        rows.append(
            (
                places.box_of.get(item.id, ""),
                point[0].code if point else "",
                phrases.item_name(point[0]) if point else "",
                item.code,
                len(chosen.of(item)),
                pages.get(item.id, ""),
                item.lead_unit or "",
                mark(item),
            )
        )
    if rows:
        told = "" if any(item.id in chosen.in_part for item in items) else sum(pages.values())
        rows.append((words.phrase("total"), "", "", "", chosen.count, told, "", ""))
    merged = (0, 1, 2) if places.box_of else (1, 2)  # a cell for each number that is written by hand
    return Listing(name, tuple(_about(snapshot)), _CONTENTS, (Part("", tuple(rows)),), "", merged, summed=True)


def directory_listing(snapshot: Snapshot, chosen: Chosen, places: Places, name: str, edition: Edition) -> Listing:
    """Return the 卷内目录 of each item that has papers."""
    parts = [
        Part(
            _item(item),
            tuple(_directory_rows(snapshot, chosen.of(item), places)),
            (words.phrase("in_box", number=places.box_of[item.id]),) if item.id in places.box_of else (),
        )
        for item in chosen.items
        if chosen.of(item)
    ]
    by_sheets = snapshot.boxes.rules.base is PageBase.BOX
    pages = "pages_from_sheets" if by_sheets else "pages_from_box" if places.box_of else "pages_from"
    note = words.phrase(pages, edition=wording.EDITIONS[edition])
    return Listing(name, (note,), _DIRECTORY, tuple(parts), "评价内容")


def archive_listing(snapshot: Snapshot, chosen: Chosen, name: str) -> Listing:
    """Return the 归档文件目录: each paper once, a part for each year, since years do not share a box."""
    by_year: dict[int | None, list[Numbered]] = {}
    for entry in chosen.at_home:
        by_year.setdefault(entry.piece.facts.year, []).append(entry)
    parts: list[Part] = []
    for year in sorted(by_year, key=lambda found: found or 9999):
        named = words.phrase("of_year", year=year) if year else words.phrase("year_unknown")
        blank = words.phrase("blank")
        known = {name: getattr(snapshot.project.imprint, name) or blank for name in ("fonds", "keeping", "division")}
        line = words.phrase("archive_lines", blank=blank, year=year or blank, **known)
        rows = tuple(_archive_row(snapshot, number, entry) for number, entry in enumerate(by_year[year], 1))
        parts.append(Part(named, rows, (line,)))
    return Listing(name, (words.phrase("archive_note"),), _ARCHIVE, tuple(parts), "年度")


def mark(item: Criterion) -> str:
    """Return what an item is beside the others, in a word."""
    found = (("veto_item", item.veto), ("key_item", item.key), ("bonus_item", item.bonus))
    return "、".join(words.phrase(code) for code, holds in found if holds)


def _item(item: Criterion) -> str:
    return words.phrase("of_item", code=item.code, name=short_name(item))


def short_name(item: Criterion) -> str:
    """Return what an item is called within a sentence: its title, or the first of its sentences."""
    named = item.title or item.text or item.code
    first = _SENTENCE.split(named.strip(), maxsplit=1)[0]
    return first or item.code


def _about(snapshot: Snapshot) -> Iterable[str]:
    yield "　".join(phrases.scheme_lines(snapshot.scheme))
    made = words.phrase("made", office=snapshot.project.office) if snapshot.project.office else ""
    day = words.phrase("day", year=snapshot.at.year, month=snapshot.at.month, day=snapshot.at.day)
    yield "　".join(text for text in (made, phrases.years_line(snapshot.project), day) if text)


def _directory_rows(
    snapshot: Snapshot, entries: Sequence[Numbered], places: Places
) -> Iterable[tuple[str | float, ...]]:
    for number, entry in enumerate(entries, 1):
        piece, facts = entry.piece, entry.piece.facts
        label = entry.label if entry.at_home else words.phrase("see", label=entry.label)
        yield (
            str(number),
            facts.document_number or "",
            facts.issuer or "",
            phrases.title_of(piece, snapshot),
            _day(entry),
            places.page_of.get(entry.anchor, ""),
            "\n".join(text for text in (label, phrases.piece_remark(piece)) if text),
        )


def _archive_row(snapshot: Snapshot, number: int, entry: Numbered) -> tuple[str | float, ...]:
    piece, facts = entry.piece, entry.piece.facts
    return (
        str(number),
        "",
        facts.document_number or "",
        facts.issuer or "",
        phrases.title_of(piece, snapshot),
        _day(entry),
        "",
        piece.pages or "",
        "\n".join(text for text in (entry.label, phrases.piece_remark(piece)) if text),
    )


def _day(entry: Numbered) -> str:
    day = entry.piece.facts.issued_on
    return f"{day:%Y%m%d}" if day else ""
