"""Photographs onto pages that they share: a grid of equal places, each photograph over its own lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evidence.boxes import PerPage
from evidence.export.blocks import Anchor, Photos, Picture, Style
from evidence.export.placed import Page, PlacedPhoto, PlacedPhotos, PlacedPicture, PlacedText
from evidence.export.template import TWIPS_PER_MM, Template
from evidence.export.widths import fit

_GRIDS = {PerPage.ONE: (1, 1), PerPage.TWO: (1, 2), PerPage.FOUR: (2, 2), PerPage.SIX: (2, 3)}  # columns, rows
_BESIDE = (2, 1)  # of a pair
_HEADINGS = {1: Style.CAPTION, 2: Style.TABLE_HEAD}  # by columns
_MOST_LINES = {PerPage.ONE: 2, PerPage.TWO: 2, PerPage.FOUR: 3, PerPage.SIX: 2}  # of a heading
_MOST_CAPTION_LINES = 2
_BETWEEN = "　"  # what parts of a caption stand apart by
_AIR_TWIPS = 120  # between a photograph and its text
_GAP_TWIPS = 170  # below the text
_MARGIN_MM = 2.5  # beside each photograph of two columns
_RESERVE_EM = 1.0  # a line is measured this much shorter than it is, as all lines are


def photo_pages(block: Photos, template: Template, height_twips: int) -> Iterator[Page]:
    """Yield pages of at most so many photographs; each page has the fewest places that hold what is on it."""
    for here in _shared(block.pictures, block.most):
        places = next(grid for grid in PerPage if grid >= len(here))
        yield _page(here, block.title, _Grid(places, template, height_twips, beside=block.paired))


def _shared(pictures: Iterable[Picture], most: PerPage) -> Iterator[list[Picture]]:
    """Yield the photographs of each page.

    Pieces share a page only if they are whole on it: what becomes of one then moves no other (定号).
    """
    here: list[Picture] = []
    for piece in _pieces(pictures):
        if here and len(here) + len(piece) > most:
            yield here
            here = []
        if len(piece) > most:
            yield from (piece[at : at + most] for at in range(0, len(piece), most))
        else:
            here += piece
    if here:
        yield here


def _pieces(pictures: Iterable[Picture]) -> Iterator[list[Picture]]:
    """Yield the photographs of each piece: the first of them has its place."""
    held: list[Picture] = []
    for picture in pictures:
        if held and picture.anchor is not None:
            yield held
            held = []
        held.append(picture)
    if held:
        yield held


class _Grid:
    """The places of one page."""

    def __init__(self, places: PerPage, template: Template, height_twips: int, *, beside: bool = False) -> None:
        self._template = template
        self._most_lines = _MOST_LINES[places]
        self.columns, rows = _BESIDE if beside and places is PerPage.TWO else _GRIDS[places]
        self.title_pitch_twips = self._pitch(Style.CONTINUED)
        self.place_twips = (height_twips - self.title_pitch_twips) // rows
        self.margin_twips = round(_MARGIN_MM * TWIPS_PER_MM) if self.columns > 1 else 0
        self.width_twips = template.page.width_twips
        self.room_twips = self.width_twips // self.columns - 2 * self.margin_twips  # across one photograph

    def title(self, text: str) -> PlacedText:
        """Return the line at the top of the page."""
        return self._text(Style.CONTINUED, text, 1, self.width_twips)[0]

    def texts(self, picture: Picture) -> tuple[tuple[PlacedText, ...], int]:
        """Return what stands under a photograph, cut to fit, and its height in twips."""
        style = _HEADINGS[self.columns]
        heading, height = self._text(style, picture.heading, self._most_lines, self.room_twips, picture.anchor)
        found = [heading]
        for line in self._caption_lines(picture.caption):
            text, more = self._text(Style.TABLE_CENTRE, line, _MOST_CAPTION_LINES, self.room_twips)
            found.append(text)
            height += more
        return tuple(found), height

    def placed(self, picture: Picture, text_twips: int) -> PlacedPicture:
        """Return a photograph as large as its place allows over texts of this height, and never enlarged."""
        high = self.place_twips - text_twips - _AIR_TWIPS - _GAP_TWIPS
        scale = min(
            1.0,
            high / TWIPS_PER_MM / picture.height_mm,
            self.room_twips / TWIPS_PER_MM / picture.width_mm,
        )
        return PlacedPicture(picture.source, picture.width_mm * scale, picture.height_mm * scale, picture.heading)

    def heights(self, photos: Sequence[PlacedPhoto], text_twips: int) -> tuple[int, int]:
        """Return the heights of a row: its photographs stand on one line, with half of the free room above them."""
        tallest = max(round(photo.picture.height_mm * TWIPS_PER_MM) for photo in photos) + _AIR_TWIPS
        free = self.place_twips - tallest - text_twips - _GAP_TWIPS
        above = tallest + free // 2
        return above, self.place_twips - above

    def _caption_lines(self, caption: str) -> list[str]:
        """Return a caption on one line, or else on one line for its first part and one for the rest."""
        if not caption:
            return []
        whole, _ = self._text(Style.TABLE_CENTRE, caption, 1, self.room_twips)
        return [caption] if whole.text == caption else caption.split(_BETWEEN, 1)

    def _text(
        self, style: Style, text: str, most: int, width_twips: int, anchor: Anchor | None = None
    ) -> tuple[PlacedText, int]:
        width_em = width_twips / 20 / self._template.styles[style].size_pt - _RESERVE_EM
        cut, lines = fit(text, width_em, most)
        return PlacedText(style, cut, "", anchor), lines * self._pitch(style)

    def _pitch(self, style: Style) -> int:
        pitch = self._template.styles[style].pitch_twips
        if pitch is None:
            message = f"style {style.value} has no exact pitch"
            raise ValueError(message)
        return pitch


def _page(pictures: Sequence[Picture], title: str, grid: _Grid) -> Page:
    texts = [grid.texts(picture) for picture in pictures]
    text_twips = max(height for _, height in texts)
    photos = [
        PlacedPhoto(grid.placed(picture, text_twips), lines)
        for picture, (lines, _) in zip(pictures, texts, strict=True)
    ]
    rows = [photos[at : at + grid.columns] for at in range(0, len(photos), grid.columns)]
    heights = tuple(grid.heights(row, text_twips) for row in rows)
    placed = PlacedPhotos(tuple(photos), grid.columns, grid.width_twips, grid.margin_twips, heights)
    return (grid.title(title), placed)
