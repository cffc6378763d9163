"""Where papers and items lie in the whole 汇编 of an edition: what directories that are handed out alone point to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.export.blocks import Anchor
from evidence.export.outline import Contents, chapters
from evidence.export.paginate import paginate
from evidence.export.template import Template
from evidence.export.volumes import bind
from evidence.model import CriterionId, Edition
from evidence.progress import Report


@dataclass(frozen=True, slots=True)
class Places:
    """Pages and boxes as they are printed."""

    page_of: Mapping[Anchor, str]
    box_of: Mapping[CriterionId, str]  # empty where all is in one
    pages: Mapping[CriterionId, int]  # of each item that is shown


def find_places(contents: Contents, edition: Edition, template: Template, report: Report) -> Places:
    """Return where all lies once the whole edition is laid out, as an export would do it now."""
    shown = chapters(contents, edition)
    bound = bind(contents, shown, edition, None, template, str, report)
    sections = {section.anchor: section for chapter in shown for section in chapter.sections}
    boxes = {
        sections[anchor].criterion.id: str(box.number)
        for box in bound
        if box.number and len(bound) > 1
        for anchor in box.page_of
        if anchor in sections
    }
    return Places(
        page_of={anchor: str(page) for box in bound if box.number for anchor, page in box.page_of.items()},
        box_of=boxes,
        pages={section.criterion.id: len(paginate(section.blocks, template)) for section in sections.values()},
    )
