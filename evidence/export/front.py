"""The pages before page 1: cover, and on its back how the dossier is made."""

from __future__ import annotations

from evidence import wording
from evidence.export import phrases
from evidence.export.blocks import NewPage, Paragraph, Style
from evidence.export.paginate import Page, paginate
from evidence.export.template import Template
from evidence.model import Edition, Snapshot


def pages(
    snapshot: Snapshot, edition: Edition, volume: str, items: int, pieces: int, template: Template
) -> tuple[Page, ...]:
    """Return exactly two pages, so that page 1 is the front of a sheet."""
    project = snapshot.project
    blank = Paragraph(Style.COVER_LINE, "")
    blocks = [
        *[blank] * 4,
        Paragraph(Style.COVER_TITLE, phrases.cover_title(project)),
        blank,
        Paragraph(Style.COVER_EDITION, f"（{wording.EDITIONS[edition]}）"),
        *([Paragraph(Style.COVER_EDITION, volume)] if volume else []),
        *[blank] * 3,
        *(Paragraph(Style.COVER_LINE, line) for line in phrases.scheme_lines(snapshot.scheme)),
        Paragraph(Style.COVER_LINE, phrases.years_line(project)),
        *[blank] * 3,
        *(Paragraph(Style.COVER_LINE, name) for name in (project.office or project.place,) if name),
        Paragraph(Style.COVER_LINE, f"{snapshot.at.year}年{snapshot.at.month}月{snapshot.at.day}日"),
        NewPage(),
        Paragraph(Style.DIRECTORY_TITLE, phrases.heading("about")),
        *(Paragraph(Style.BODY, line) for line in phrases.about(snapshot, items, pieces)),
    ]
    found = paginate(blocks, template)
    return found[:1] + found[-1:]
