"""What a document is made of before it has pages: neutral blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Self, TypeGuard

from msgspec import Struct

from evidence.boxes import PerPage
from evidence.crop import Crop
from evidence.model import OriginalId


class Style(StrEnum):
    """Named paragraph styles that the Word template must hold; the value is the name a person sees there."""

    COVER_TITLE = "封面题名"
    COVER_EDITION = "封面版本"
    COVER_LINE = "封面文字"
    DIRECTORY_TITLE = "目录题名"
    CATEGORY = "类别标题"
    POINT = "要点标题"
    ITEM = "内容标题"
    SECTION = "小标题"
    BODY = "资料正文"
    CAPTION = "图题"
    ENTRY = "件题"
    NOTE = "说明文字"
    CONTINUED = "续表"
    TABLE_HEAD = "表头"
    TABLE_TEXT = "表文"
    TABLE_CENTRE = "表文居中"
    TABLE_GROUP = "表中小标题"
    PICTURE = "图片"


class Anchor(str):
    """A place in the document that links and page numbers point to; becomes a bookmark."""

    __slots__ = ()


class Paragraph(Struct, frozen=True):
    """Text in one style; `label` stands before it in bold type. Headings stay with what follows them.

    One that is `flush` begins at the margin, whatever its style says: whom a letter is for, and who signs it.
    `packed` is a place in the package that it leads to, where the document lies beside one.
    """

    style: Style
    text: str
    label: str = ""
    anchor: Anchor | None = None
    flush: bool = False
    packed: str = ""


class PageNumber(Struct, frozen=True):
    """The page where an anchor lies, printed as a number that is a link."""

    anchor: Anchor


class Link(Struct, frozen=True):
    """Text that is a link to an anchor."""

    text: str
    anchor: Anchor


class FarPage(Struct, frozen=True):
    """The page of an anchor in another Word file beside this one, printed as a number that is a link."""

    file: str
    anchor: Anchor
    number: str


class PackedLink(Struct, frozen=True):
    """Text that is a link to a file or folder of the package, by its place there."""

    text: str
    place: str


Content = str | PageNumber | Link | FarPage | PackedLink
_TEXT = {str}


def all_text(contents: tuple[Content, ...]) -> TypeGuard[tuple[str, ...]]:
    """Tell whether there is nothing but text."""
    return set(map(type, contents)) == _TEXT


WHOLE = 0  # lines
_MOST_LINES = 8


class Cell(NamedTuple):
    """One table cell; text is cut to `max_lines` with an ellipsis, or `WHOLE` with its line breaks."""

    content: Content
    style: Style = Style.TABLE_TEXT
    span: int = 1
    max_lines: int = _MOST_LINES


class Form(NamedTuple):
    """What the cells of a row are like, whatever they hold; rows that are alike share one."""

    styles: tuple[Style, ...]
    spans: tuple[int, ...]
    max_lines: tuple[int, ...]

    @classmethod
    def of(cls, *styles: Style) -> Self:
        """Return that of a row with a cell of each style, as `Cell` makes them."""
        return cls(styles, (1,) * len(styles), (_MOST_LINES,) * len(styles))


class _Row(NamedTuple):
    contents: tuple[Content, ...]
    form: Form
    with_next: bool
    may_break: bool


class Row(_Row):
    """A table row; `with_next` keeps it on the page of the row below.

    It never breaks over pages, but for one that `may_break`, whose cells are `WHOLE`: where it is higher than a page,
    or half a page would stay white.
    """

    __slots__ = ()

    def __new__(cls, cells: Iterable[Cell], *, with_next: bool = False, may_break: bool = False) -> Self:
        """Make a row of cells."""
        contents, *form = zip(*cells, strict=True)
        return cls._make((contents, Form(*form), with_next, may_break))

    @classmethod
    def alike(cls, form: Form, *contents: Content) -> Self:
        """Return one of many rows of the same form: several times as fast as of cells."""
        return cls._make((contents, form, False, False))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return its cells."""
        return tuple(map(Cell, self.contents, *self.form))


class Column(NamedTuple):  # asked for by each page of a table
    """A table column of fixed width."""

    head: str
    width_mm: float


class Table(Struct, frozen=True):
    """A table with a repeated head; `continued` is the line above it on further pages.

    In the columns `merged`, outer before inner, equal cells that stand below each other on a page are one.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    continued: str
    merged: tuple[int, ...] = ()


class PictureSource(Struct, frozen=True):
    """One picture to print: a page (from 0) of an original, or a part of it; a picture file has one page."""

    original: OriginalId
    page: int
    crop: Crop | None = None  # None: the whole page


class Picture(Struct, frozen=True):
    """A picture on a page of its own under its heading, as large as the page allows and never enlarged."""

    source: PictureSource
    width_mm: float  # natural size, which is not exceeded
    height_mm: float
    heading: str
    caption: str
    anchor: Anchor | None = None


class Figure(Struct, frozen=True):
    """A picture between paragraphs, exactly so large, with its caption below; `description` says what it shows."""

    source: PictureSource
    width_mm: float
    height_mm: float
    caption: str
    description: str


class Photos(Struct, frozen=True):
    """Photographs that share pages of their own, each over its heading and caption; `title` stands on each page.

    Those that are `paired` come two by two, which stand beside each other.
    """

    pictures: tuple[Picture, ...]
    most: PerPage
    title: str
    paired: bool = False


class Together(Struct, frozen=True):
    """Paragraphs that stay on one page, as far as they fit one."""

    paragraphs: tuple[Paragraph, ...]


class NewPage(Struct, frozen=True):
    """What follows starts a page."""


Block = Paragraph | Together | Table | Picture | Figure | Photos | NewPage
