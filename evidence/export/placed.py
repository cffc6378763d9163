"""What lies on a page: texts, parts of tables and pictures, each with its exact size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from evidence.export.blocks import Anchor, Column, Content, Form, PictureSource, Style


class PlacedText(Struct, frozen=True):
    """A paragraph, or the part of one, that lies on one page; `indent` is off where it goes on from the page before."""

    style: Style
    text: str
    label: str
    anchor: Anchor | None
    indent: bool = True
    packed: str = ""  # the place in the package that it leads to


class PlacedRow(NamedTuple):
    """A row with its exact height; cell texts are cut to fit."""

    contents: tuple[Content, ...]
    form: Form
    height_twips: int


class PlacedTable(Struct, frozen=True):
    """The part of a table that lies on one page."""

    columns: tuple[Column, ...]
    rows: tuple[PlacedRow, ...]
    merged: tuple[int, ...] = ()


class PlacedPicture(Struct, frozen=True):
    """A picture at its printed size."""

    source: PictureSource
    width_mm: float
    height_mm: float
    description: str


class PlacedPhoto(Struct, frozen=True):
    """A photograph over its lines of text."""

    picture: PlacedPicture
    texts: tuple[PlacedText, ...]


class PlacedPhotos(Struct, frozen=True):
    """Photographs that fill a page row by row, `columns` in each row."""

    photos: tuple[PlacedPhoto, ...]
    columns: int
    width_twips: int  # of all columns
    margin_twips: int  # left and right of each photograph
    heights_twips: tuple[tuple[int, int], ...]  # of each row: for the photographs, for the texts


Placed = PlacedText | PlacedTable | PlacedPicture | PlacedPhotos
Page = tuple[Placed, ...]


def texts_of(page: Page) -> Iterator[PlacedText]:
    """Yield the paragraphs of a page that are in no table, those under photographs among them."""
    for placed in page:
        if isinstance(placed, PlacedText):
            yield placed
        elif isinstance(placed, PlacedPhotos):
            for photo in placed.photos:
                yield from photo.texts


def pictures_of(page: Page) -> Iterator[PlacedPicture]:
    """Yield the pictures of a page in their order."""
    for placed in page:
        if isinstance(placed, PlacedPicture):
            yield placed
        elif isinstance(placed, PlacedPhotos):
            for photo in placed.photos:
                yield photo.picture
