"""Exports for tests, and what a reader finds in them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from app.paths import WORD_TEMPLATE
from evidence.boxes import BoxRules, PerPage
from evidence.check.gaps import find_gaps
from evidence.export.blocks import Anchor
from evidence.export.dossier import Exported, ExportOptions, export_dossier
from evidence.export.numbering import number_pieces
from evidence.export.outline import Contents
from evidence.export.pictures import SizeMm
from evidence.export.template import load_template
from evidence.extract.markup import Element
from evidence.model import Edition, OriginalId
from evidence.progress import Report, Silent
from evidence.snapshot import Snapshot

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VERSION = "9.8.7"


def export(
    snapshot: Snapshot,
    out: Path,
    paths: Mapping[OriginalId, Path] | None = None,
    volume_pages: int | None = None,
    editions: tuple[Edition, ...] = tuple(Edition),
    report: Report | None = None,
    photos: PerPage = PerPage.TWO,
    reason: str = "",
) -> Exported:
    """Export a dossier; originals without a path are missing from the vault."""
    known = paths or {}
    rules = BoxRules(volume_pages, photos=photos)
    options = ExportOptions(out, load_template(WORD_TEMPLATE), VERSION, "王敏", rules, editions, reason)
    missing = out / "没有这个文件"
    return export_dossier(snapshot, lambda o: known.get(o.id, missing), options, report or Silent(), begin=list)


def contents_of(
    snapshot: Snapshot,
    sizes: Mapping[OriginalId, tuple[SizeMm, ...]] | None = None,
    places: Mapping[Anchor, str] | None = None,
) -> Contents:
    """Return what an outline is made from."""
    gaps = {item.criterion.id: item for item in find_gaps(snapshot)}
    return Contents(snapshot, gaps, number_pieces(snapshot), sizes or {}, places or {})


def documents(folder: Path) -> list[Path]:
    """Return the dossier's Word files below a folder, in the order of their names."""
    found = [path for path in folder.rglob("*.docx") if "电子版资料" not in path.parts]
    return sorted(found, key=lambda path: path.name)


def part(path: Path, name: str = "word/document.xml") -> Element:
    """Return a part of a Word file."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def paragraphs(path: Path) -> list[str]:
    """Return the text of each paragraph of the body, tables included."""
    found = part(path).iter(f"{W}p")
    return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in found]


def all_text(path: Path) -> str:
    """Return every text that a Word file holds: body, feet, properties, descriptions and targets of links."""
    found = [path.name]
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")) and "styles" not in name and "fontTable" not in name:
                root = etree.fromstring(package.read(name))
                for element in root.iter(etree.Element):
                    found += [element.text or "", *map(str, element.attrib.values())]
    return "\n".join(found)


def rows(path: Path) -> list[list[str]]:
    """Return the cells of each table row."""
    return [
        ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in part(path).iter(f"{W}tr")
    ]


def links(path: Path) -> list[tuple[str, str]]:
    """Return text and anchor of each link inside a file."""
    return [
        ("".join(text.text or "" for text in link.iter(f"{W}t")), str(link.get(f"{W}anchor")))
        for link in part(path).iter(f"{W}hyperlink")
        if link.get(f"{W}anchor")
    ]


def bookmarks(path: Path) -> set[str]:
    """Return the names of the places that links point to."""
    return {str(mark.get(f"{W}name")) for mark in part(path).iter(f"{W}bookmarkStart")}


def far_links(path: Path) -> list[tuple[str, str]]:
    """Return text and target of each link into another file."""
    relations = part(path, "word/_rels/document.xml.rels")
    targets = {str(relation.get("Id")): str(relation.get("Target")) for relation in relations}
    return [
        ("".join(text.text or "" for text in link.iter(f"{W}t")), targets[str(link.get(f"{R}id"))])
        for link in part(path).iter(f"{W}hyperlink")
        if link.get(f"{R}id")
    ]


def holding(lines: Sequence[str], pattern: str) -> list[str]:
    """Return the lines in which a pattern is found."""
    return [line for line in lines if re.search(pattern, line)]
