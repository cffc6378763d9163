"""Pages into a Word file: dumb, streamed, and the same bytes for the same pages."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from evidence.boxes import Place
from evidence.export.blocks import Anchor, Column, FarPage, Link, PackedLink, PageNumber, PictureSource, Style
from evidence.export.feet import (
    FOOT_TYPE,
    BorrowedFoot,
    Feet,
    Foot,
    borrowed,
    following,
    foot_with_prefix,
    without_feet,
)
from evidence.export.paginate import Page, PlacedPicture, PlacedTable, PlacedText
from evidence.export.photo_table import photo_table
from evidence.export.picture_store import PictureStore
from evidence.export.pictures import Printed, SizeMm
from evidence.export.placed import PlacedPhotos, pictures_of
from evidence.export.runs import clean, hyperlink, run
from evidence.export.tables import TableWriter
from evidence.export.template import Template
from evidence.garbage import no_garbage

_EMU_PER_MM = 36000
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CHUNK_BYTES = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Annex(Struct, frozen=True):
    """Pages behind all others that lie as those of another template: wide tables, on turned paper."""

    pages: tuple[Page, ...]
    template: Template


class WordFile(Struct, frozen=True):
    """One document whose pages are known; `front` pages have no number."""

    title: str
    author: str
    version: str  # of the program
    made_at: datetime
    front: tuple[Page, ...]
    body: tuple[Page, ...]
    page_of: Mapping[Anchor, str]
    elsewhere: Mapping[Anchor, FarPage]  # where in files beside this one lies what it does not hold; its box as number
    places: tuple[Place, ...] = ()  # of the pages of `body`; empty: from 1 on
    numbers: Mapping[Anchor, str] | None = None  # 页号 where it counts something else than these pages: no links then
    annex: Annex | None = None
    package: str = ""  # where the package lies from this file's folder, as a link says it; empty: it is not beside it

    @property
    def all_pages(self) -> tuple[Page, ...]:
        """Its pages in their order."""
        return (*self.front, *self.body, *(self.annex.pages if self.annex else ()))


def write_word(
    path: Path,
    document: WordFile,
    template: Template,
    pictures: PictureStore,
    advance: Callable[[], None] = lambda: None,
) -> int:
    """Write the document; return how many page numbers its directories hold.

    `advance` is called before each of its `steps`, and may raise what ends the work.
    """
    pictures.expect(_pictures(document))
    renderer = _Renderer(document, template, pictures, advance)
    with zipfile.ZipFile(template.path) as source, _new_package(path) as target:
        replaced = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels"}
        kept = [name for name in source.namelist() if name not in replaced and not name.startswith("docProps/")]
        for name in kept:
            new = template.styles_part if name == "word/styles.xml" else None
            _put(target, name, source.read(name) if new is None else new)
        with no_garbage(), target.open("word/document.xml", "w") as part:
            for text in renderer.xml(template.section):
                part.write(text)
        for name, file in renderer.media:
            advance()
            with file.open("rb") as picture, target.open(_entry(f"word/{name}", zipfile.ZIP_STORED), "w") as part:
                shutil.copyfileobj(picture, part, _CHUNK_BYTES)
        rels = source.read("word/_rels/document.xml.rels").decode()
        links = "".join(
            f'<Relationship Id="{_picture_id(number)}" Type="{_OFFICE}/image" Target="{name}"/>'
            for number, (name, _) in enumerate(renderer.media)
        ) + "".join(
            f'<Relationship Id="rIdFar{number}" Type="{_OFFICE}/hyperlink" Target={quoteattr(target)}'
            ' TargetMode="External"/>'
            for target, number in renderer.far.items()
        )
        for foot in renderer.feet:
            _put(target, f"word/{foot.part}", foot_with_prefix(source.read(foot.source(rels)).decode(), foot.prefix))
            links += f'<Relationship Id="{foot.key}" Type="{_OFFICE}/footer" Target="{foot.part}"/>'
        for foot in renderer.borrowed:
            _put(target, f"word/{foot.part}", foot.content)
            links += f'<Relationship Id="{foot.key}" Type="{_OFFICE}/footer" Target="{foot.part}"/>'
        _put(target, "word/_rels/document.xml.rels", _before_end(rels, "Relationships", links))
        types = _without_properties(source.read("[Content_Types].xml").decode())
        _put(
            target,
            "[Content_Types].xml",
            _before_end(types, "Types", _content_types(types, (*renderer.feet, *renderer.borrowed))),
        )
        _put(target, "_rels/.rels", _package_rels())
        _put(target, "docProps/core.xml", _core_properties(document))
        _put(target, "docProps/app.xml", _app_properties(document))
    return renderer.entries


def steps(document: WordFile) -> int:
    """Return how many steps it takes to write a document: its pages, and its pictures once more."""
    return len(document.all_pages) + len(set(_pictures(document)))


def _pictures(document: WordFile) -> Iterator[tuple[PictureSource, SizeMm]]:
    for page in document.all_pages:
        for placed in pictures_of(page):
            yield placed.source, (placed.width_mm, placed.height_mm)


class _Renderer:
    """Turns pages into XML text and collects the pictures that they show."""

    def __init__(
        self, document: WordFile, template: Template, pictures: PictureStore, advance: Callable[[], None]
    ) -> None:
        self._document = document
        self._template = template
        self._pictures = pictures
        self._advance = advance
        self._numbers: dict[tuple[PictureSource, SizeMm], int] = {}
        self._printed: list[Printed] = []
        self._bookmarks = 0
        self._drawings = 0
        self._tables: dict[tuple[Column, ...], TableWriter] = {}
        self._feet = Feet()
        self.borrowed: tuple[BorrowedFoot, ...] = ()  # feet of the annex
        self.far: dict[str, int] = {}  # links into other files, by target
        self.entries = 0

    @property
    def feet(self) -> tuple[Foot, ...]:
        """Feet of sections that the template has none for."""
        return self._feet.made

    @property
    def media(self) -> list[tuple[str, Path]]:
        """Part names below `word/` and files of the pictures, in the order of their relationship ids."""
        return [(f"media/{number:06d}.{file.extension}", file.path) for number, file in enumerate(self._printed)]

    def xml(self, section: str) -> Iterator[bytes]:
        """Yield `word/document.xml` in pieces; `section` is the template's section with its feet."""
        yield f"{_DECLARATION}<w:document {_NAMESPACES}><w:body>".encode()
        for page in self._document.front:
            yield self._page(page)
        if self._document.front:
            yield f"<w:p>{self._properties(Style.PICTURE, without_feet(section))}</w:p>".encode()
        here = section
        before: Place = ()
        places = self._document.places or [(number,) for number in range(1, len(self._document.body) + 1)]
        for page, place in zip(self._document.body, places, strict=True):
            begins = place != following(before)
            if begins:
                if before:
                    yield f"<w:p>{self._properties(Style.PICTURE, here)}</w:p>".encode()
                here = self._feet.section(section, place)
            yield self._page(page, fresh=not begins)
            before = place
        if annex := self._document.annex:
            yield f"<w:p>{self._properties(Style.PICTURE, here)}</w:p>".encode()
            for at, page in enumerate(annex.pages):
                yield self._page(page, fresh=at > 0)
            here, self.borrowed = borrowed(annex.template.section, annex.template.path)
        yield f"<w:p>{self._properties(Style.PICTURE)}</w:p>{here}</w:body></w:document>".encode()

    def _page(self, page: Page, *, fresh: bool = True) -> bytes:
        self._advance()
        pieces: list[bytes] = []
        for placed in page:
            break_before = fresh and not pieces
            match placed:
                case PlacedText():
                    pieces.append(self._paragraph(placed, break_before=break_before).encode())
                case PlacedTable():
                    if not pieces:
                        message = "a page starts with a paragraph, which carries its break"
                        raise ValueError(message)
                    pieces += self._table(placed)
                case PlacedPicture():
                    pieces.append(self._picture(placed, break_before=break_before).encode())
                case PlacedPhotos():
                    pieces.append(photo_table(placed, self._picture, self._paragraph).encode())
        return b"".join(pieces)

    def _properties(self, style: Style, more: str = "", *, page_break: bool = False) -> str:
        fresh = "<w:pageBreakBefore/>" if page_break else ""
        return f'<w:pPr><w:pStyle w:val="{self._template.styles[style].style_id}"/>{fresh}{more}</w:pPr>'

    def _paragraph(self, text: PlacedText, *, break_before: bool = False) -> str:
        flush = "" if text.indent else '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
        runs = run(text.label, f'<w:rStyle w:val="{self._template.label_id}"/>')
        runs += self._packed_link(text.packed, text.text) if text.packed else run(text.text)
        properties = self._properties(text.style, flush, page_break=break_before)
        return f"<w:p>{properties}{self._marked(text.anchor, runs)}</w:p>"

    def _marked(self, anchor: Anchor | None, inner: str) -> str:
        if anchor is None:
            return inner
        self._bookmarks += 1
        number = self._bookmarks
        return f'<w:bookmarkStart w:id="{number}" w:name="{anchor}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'

    def _table(self, table: PlacedTable) -> list[bytes]:
        writer = self._tables.get(table.columns)
        if writer is None:
            writer = self._tables[table.columns] = TableWriter(table.columns, self._template, self._link)
        return writer.xml(table)

    def _link(self, content: Link | PageNumber | FarPage | PackedLink) -> str:
        match content:
            case PackedLink():
                return self._packed_link(content.place, content.text)
            case Link():
                if content.anchor in self._document.page_of:
                    return hyperlink(content.anchor, content.text)
                return self._far_link(self._document.elsewhere.get(content.anchor), content.text)
            case PageNumber():
                page = self._document.page_of.get(content.anchor)
                if page is None:
                    far = self._document.elsewhere[content.anchor]
                    return self._far_link(far, far.number)
                if self._document.numbers is not None:
                    return run(self._document.numbers.get(content.anchor, ""))
                self.entries += 1
                return hyperlink(content.anchor, page)
            case FarPage() as far:
                return self._far_link(far, far.number)

    def _far_link(self, far: FarPage | None, text: str) -> str:
        """Return a link into a file beside this one; the text alone if what it names is printed nowhere."""
        return self._outward(f"{quote(far.file)}#{far.anchor}", text) if far else run(text)

    def _packed_link(self, place: str, text: str) -> str:
        """Return a link into the package, relative and percent-encoded, so that it outlives a move of all together."""
        package = self._document.package
        return self._outward(f"{package}/{quote(place)}", text) if package else run(text)

    def _outward(self, target: str, text: str) -> str:
        relation = f"rIdFar{self.far.setdefault(target, len(self.far))}"
        return f'<w:hyperlink r:id="{relation}" w:history="1">{run(text)}</w:hyperlink>'

    def _picture(self, picture: PlacedPicture, *, break_before: bool = False) -> str:
        wanted = (picture.source, (picture.width_mm, picture.height_mm))
        if wanted not in self._numbers:
            self._numbers[wanted] = len(self._printed)
            self._printed.append(self._pictures.get(*wanted))
        relation = _picture_id(self._numbers[wanted])
        self._drawings += 1
        number = self._drawings
        wide, high = round(picture.width_mm * _EMU_PER_MM), round(picture.height_mm * _EMU_PER_MM)
        about = quoteattr(clean(picture.description))
        return (
            f"<w:p>{self._properties(Style.PICTURE, page_break=break_before)}<w:r><w:drawing>"
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
            f'<wp:docPr id="{number}" name="图片 {number}" descr={about}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )


def _picture_id(number: int) -> str:
    return f"rIdPicture{number}"


def _new_package(path: Path) -> zipfile.ZipFile:
    """Begin a Word file; what is opened in it by name is dated by `_EPOCH`, as all is."""
    return zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)


def _entry(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = method
    return entry


def _put(target: zipfile.ZipFile, name: str, data: bytes | str, method: int = zipfile.ZIP_DEFLATED) -> None:
    target.writestr(_entry(name, method), data)


def _without_properties(types: str) -> str:
    """Drop what a template says of its own document properties; ours are added."""
    return re.sub(r'<Override\b[^>]*PartName="/docProps/[^>]*/>', "", types)


def _before_end(xml: str, root: str, more: str) -> str:
    return xml.replace(f"</{root}>", f"{more}</{root}>")


def _content_types(present: str, feet: Iterable[Foot | BorrowedFoot]) -> str:
    kinds = (("jpg", "image/jpeg"), ("png", "image/png"))
    return (
        "".join(f'<Override PartName="/word/{foot.part}" ContentType="{FOOT_TYPE}"/>' for foot in feet)
        + "".join(
            f'<Default Extension="{ending}" ContentType="{kind}"/>'
            for ending, kind in kinds
            if f'Extension="{ending}"' not in present
        )
        + '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
    )


def _package_rels() -> str:
    return (
        f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )


def _core_properties(document: WordFile) -> str:
    day = document.made_at.strftime("%Y-%m-%d")  # W3CDTF: a time would need its zone
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(document.title))}</dc:title><dc:creator>{escape(clean(document.author))}</dc:creator>"
        f"<dc:description>备检 {escape(document.version)}</dc:description>"
        f"<cp:lastModifiedBy>{escape(clean(document.author))}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        f"<dc:language>zh-CN</dc:language><cp:version>{escape(document.version)}</cp:version></cp:coreProperties>"
    )


def _app_properties(document: WordFile) -> str:
    return (
        f'{_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>备检 {escape(document.version)}</Application></Properties>"
    )
