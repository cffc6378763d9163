"""What a person opens first in 电子版资料: the 总目录 with links into the folders, and what each file was called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence.export import phrases
from evidence.export.blocks import Block, Cell, Column, Content, PackedLink, Paragraph, Row, Style, Table
from evidence.export.directories import short_name
from evidence.export.listing import ListColumn, Listing, Part, write_listing_sheet
from evidence.export.numbering import Numbered
from evidence.export.office_sheet import Value
from evidence.export.outline import Contents, shown
from evidence.export.package import PackedFile
from evidence.export.paginate import paginate
from evidence.export.picture_store import PictureStore
from evidence.export.template import Template
from evidence.export.word import WordFile, write_word
from evidence.model import Criterion, Edition
from evidence.wording import packing as words

_COLUMNS = tuple(map(Column, words.CONTENTS_HEADS, (30, 24, 52, 13, 13, 24)))
_RENAMED_COLUMNS = tuple(
    ListColumn(head, width_mm, is_code=is_code)
    for head, width_mm, is_code in zip(
        words.RENAMED_HEADS, (18, 26, 56, 56, 76, 35), (True, True, False, True, True, False), strict=True
    )
)
_ROOT = ".."  # of the package, from the folder that the 总目录 lies in
_MOST_LABELS = 2

Packed = Mapping[str, Sequence[PackedFile]]  # files that are there, by 件号


def write_front(root: Path, contents: Contents, packed: Packed, template: Template, version: str) -> tuple[Path, int]:
    """Write the 总目录 and the list of names below a package's root; return where the first lies and its pages.

    `contents` are what others may read.
    """
    for folder in (words.FRONT, words.CHECKS):
        (root / folder).mkdir(parents=True, exist_ok=True)
    snapshot = contents.snapshot
    path = root / words.FRONT / words.CONTENTS
    body = paginate(contents_blocks(contents, packed), template)
    title = words.phrase("contents")
    author = snapshot.project.author
    document = WordFile(title, author, version, snapshot.at, (), body, {}, {}, package=_ROOT)
    with TemporaryDirectory(prefix="beijian-") as folder, closing(PictureStore({}, Path(folder))) as pictures:
        write_word(path, document, template, pictures)
    write_listing_sheet(root / words.CHECKS / words.RENAMED, renamed_listing(contents, packed), snapshot, version)
    return path, len(body)


def contents_blocks(contents: Contents, packed: Packed) -> tuple[Block, ...]:
    """Return the 总目录: a row an item that has papers, with a link to the folder that its files lie in."""
    snapshot = contents.snapshot
    items = [(item, found) for item in snapshot.leaves if (found := shown(contents, item, Edition.SUBMISSION))]
    pieces = sum(entry.at_home for _, entries in items for entry in entries)
    files = sum(map(len, packed.values()))
    lines = [
        phrases.cover_title(snapshot.project),
        "　".join(phrases.scheme_lines(snapshot.scheme)),
        words.phrase("counts", items=len(items), pieces=pieces, files=files),
        words.phrase("how_to_open"),
    ]
    return (
        Paragraph(Style.DIRECTORY_TITLE, words.phrase("contents")),
        *(Paragraph(Style.NOTE, line) for line in lines if line),
        Table(
            _COLUMNS,
            tuple(_row(contents, item, entries, packed) for item, entries in items),
            phrases.heading("contents_continued"),
            merged=(0,),
        ),
    )


def renamed_listing(contents: Contents, packed: Packed) -> Listing:
    """Return what each file was called when it came, where it lies now, and why it is called so."""
    snapshot = contents.snapshot
    rows: list[tuple[Value, ...]] = [
        (
            item.code,
            entry.label,
            phrases.title_of(entry.piece, snapshot),
            snapshot.originals[file.original.id].name,
            str(file.place),
            words.renamed(file.renamed, file.pages),
        )
        for item in snapshot.leaves
        for entry in contents.numbered.get(item.id, ())
        if entry.number and entry.at_home
        for file in packed.get(entry.number, ())
    ]
    title = words.phrase("renamed")
    return Listing(title, (words.phrase("renamed_note"),), _RENAMED_COLUMNS, (Part("", tuple(rows)),), "")


def _row(contents: Contents, item: Criterion, entries: Sequence[Numbered], packed: Packed) -> Row:
    own = [entry for entry in entries if entry.number and entry.at_home]
    files = [file for entry in own for file in packed.get(entry.number or "", ())]
    code: Content = PackedLink(item.code, str(files[0].place.parent)) if files else item.code
    group = contents.snapshot.chain(item)[-1:]
    point = f"{group[0].code}　{phrases.item_name(group[0])}" if group else ""
    return Row(
        (
            Cell(point, max_lines=3),
            Cell(code, Style.TABLE_CENTRE),
            Cell(short_name(item), max_lines=3),
            Cell(str(len(entries)), Style.TABLE_CENTRE),
            Cell(str(len(files)), Style.TABLE_CENTRE),
            Cell(_remark(entries)),
        )
    )


def _remark(entries: Sequence[Numbered]) -> str:
    """Return which papers of an item lie under another, and how many are kept on paper."""
    elsewhere = [entry.label for entry in entries if not entry.at_home]
    labels = "、".join(elsewhere[:_MOST_LABELS])
    if len(elsewhere) > _MOST_LABELS:
        labels += words.phrase("of_so_many", count=len(elsewhere))
    paper = sum(entry.at_home and entry.piece.paper is not None for entry in entries)
    told = [words.phrase("see", labels=labels)] if elsewhere else []
    return "；".join([*told, *([words.phrase("on_paper", count=paper)] if paper else [])])
