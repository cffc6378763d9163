"""Photographs that share a page as WordprocessingML: a table without lines, whose rows have exact heights."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evidence.export.placed import PlacedPhoto, PlacedPhotos, PlacedPicture, PlacedText

_EMPTY = "<w:p/>"


def photo_table(
    photos: PlacedPhotos, picture: Callable[[PlacedPicture], str], paragraph: Callable[[PlacedText], str]
) -> str:
    """Return the table; `picture` and `paragraph` write what stands in its cells."""
    columns = photos.columns
    width = photos.width_twips // columns
    rows: list[str] = []
    for at, (above, below) in enumerate(photos.heights_twips):
        row = photos.photos[at * columns : (at + 1) * columns]
        rows.append(_row(above, "bottom", [picture(photo.picture) for photo in row], columns, width))
        rows.append(_row(below, "top", [_lines(photo, paragraph) for photo in row], columns, width))
    margin = photos.margin_twips
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{columns * width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(height_twips: int, align: str, contents: Sequence[str], columns: int, width_twips: int) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width_twips}" w:type="dxa"/><w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'
        for content in (*contents, *[_EMPTY] * (columns - len(contents)))
    )
    height = f'<w:trHeight w:val="{height_twips}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>"


def _lines(photo: PlacedPhoto, paragraph: Callable[[PlacedText], str]) -> str:
    return "".join(map(paragraph, photo.texts))
