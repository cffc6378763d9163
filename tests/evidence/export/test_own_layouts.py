"""Templates of the office's own, as far from those that ship as is allowed: pages still hold what they are given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from pages.invented import Shelf, Size, invent

from evidence.boxes import BoxRules
from evidence.check.gaps import find_gaps
from evidence.export import front, outline
from evidence.export.blocks import Style
from evidence.export.drawn import DrawnLine, DrawnRule, drawn
from evidence.export.numbering import number_pieces
from evidence.export.template import TWIPS_PER_MM, PageMetrics, StyleMetrics, Template
from evidence.export.template_check import BOUNDS
from evidence.export.volumes import bind
from evidence.imprint import Imprint
from evidence.model import Edition, SchemeFacts
from evidence.progress import Silent
from evidence.snapshot import Snapshot
from evidence.wording.imprint import LONGEST


def at(template: Template, size: Callable[[Style], float], pitch: Callable[[Style], float], height_mm: int) -> Template:
    """A template with other sizes and pitches, these as multiples of the size."""
    styles: dict[Style, StyleMetrics] = {}
    for style, metrics in template.styles.items():
        points = size(style)
        exact = None if metrics.pitch_twips is None else round(points * pitch(style) * 20)
        styles[style] = replace(metrics, size_pt=points, pitch_twips=exact)
    page = PageMetrics(template.page.width_twips, round(height_mm * TWIPS_PER_MM))
    return replace(template, styles=styles, page=page)


@pytest.fixture(params=["largest", "smallest"])
def extreme(request: pytest.FixtureRequest, template: Template) -> Template:
    if request.param == "largest":
        return at(template, lambda s: BOUNDS[s].most_pt, lambda s: BOUNDS[s].most_pitch, 200)
    return at(template, lambda s: BOUNDS[s].least_pt, lambda _: 1.0, 270)


@pytest.mark.parametrize("edition", list(Edition))
def test_pages_hold_what_lies_on_them(edition: Edition, extreme: Template, shelf: Shelf) -> None:
    snapshot = invent(Size(items=10, pieces=60, depth=4, wild=0.5), shelf, seed=5)
    gaps = {item.criterion.id: item for item in find_gaps(snapshot)}
    contents = outline.Contents(snapshot, gaps, number_pieces(snapshot), {}, {})
    bound = bind(contents, outline.chapters(contents, edition), edition, BoxRules(None), extreme, str, Silent())
    lowest = extreme.sheet.top_twips + extreme.page.height_twips
    for page in bound[0].body:
        for one in drawn(page, "", extreme, {}):
            assert (one.bottom if isinstance(one, DrawnRule) else one.top + one.height) <= lowest


def longest(snapshot: Snapshot) -> Snapshot:
    """A project all of whose names are as long as they may be."""
    names = Imprint(None, "题" * LONGEST, "落" * LONGEST, "印" * LONGEST)
    scheme = SchemeFacts("细" * 90, "版" * 90, "号" * 90, None)
    return replace(snapshot, scheme=scheme, project=replace(snapshot.project, imprint=names))


def test_a_cover_keeps_its_title_and_who_signs(extreme: Template, shelf: Shelf) -> None:
    snapshot = longest(invent(Size(items=1, pieces=1, depth=1), shelf, seed=1))
    cover, _ = front.pages(snapshot, Edition.SUBMISSION, "第1盒（共2盒）", 1, 1, extreme)
    said = "".join(one.text for one in drawn(cover, "", extreme, {}) if isinstance(one, DrawnLine))
    assert (said.count("题"), said.count("落")) == (LONGEST, LONGEST)
