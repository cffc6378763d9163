"""The pages before page 1: cover, and on its back how the dossier is made."""

from __future__ import annotations

from evidence import wording
from evidence.export import phrases
from evidence.export.blocks import Paragraph, Style
from evidence.export.paginate import Page, paginate
from evidence.export.template import Template
from evidence.export.upper_level import cover_lines
from evidence.model import Edition
from evidence.snapshot import Snapshot

_AIR = (4, 1, 3, 3)  # blank lines above title, edition, scheme and office


def pages(
    snapshot: Snapshot, edition: Edition, volume: str, items: int, pieces: int, template: Template
) -> tuple[Page, ...]:
    """Return exactly two pages, so that page 1 is the front of a sheet."""
    about = paginate(
        [
            Paragraph(Style.DIRECTORY_TITLE, phrases.heading("about")),
            *(Paragraph(Style.BODY, line) for line in phrases.about(snapshot, items, pieces)),
        ],
        template,
    )
    return (*_cover(snapshot, edition, volume, template), *about[:1])


def _cover(snapshot: Snapshot, edition: Edition, volume: str, template: Template) -> tuple[Page, ...]:
    """Return the cover, its lines spread over the page; long ones take the white away first."""
    project = snapshot.project
    day = f"{snapshot.at.year}年{snapshot.at.month}月{snapshot.at.day}日"
    groups = (
        [Paragraph(Style.COVER_TITLE, phrases.cover_title(project))],
        [Paragraph(Style.COVER_EDITION, text) for text in (f"（{wording.EDITIONS[edition]}）", volume) if text],
        [
            Paragraph(Style.COVER_LINE, text)
            for text in (*phrases.scheme_lines(snapshot.scheme), phrases.years_line(project), *cover_lines(project))
        ],
        [Paragraph(Style.COVER_LINE, text) for text in (project.office or project.place, day) if text],
    )
    found: tuple[Page, ...] = ()
    for blanks in (_AIR, (1, 1, 1, 1), (0, 0, 0, 0)):
        blocks = [
            block
            for count, group in zip(blanks, groups, strict=True)
            for block in (*[Paragraph(Style.COVER_LINE, "")] * count, *group)
        ]
        found = paginate(blocks, template)
        if len(found) == 1:
            break
    return found[:1]
