"""A few pages of a project as its documents would have them: the cover, the directory, the first item."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

from evidence.boxes import NO_BOXES, BoxRules
from evidence.check.gaps import find_gaps
from evidence.export import outline
from evidence.export.drawn import Drawn, drawn
from evidence.export.numbering import number_pieces
from evidence.export.template import Template
from evidence.export.volumes import bind
from evidence.model import CriterionId, Edition, Filing
from evidence.progress import Silent
from evidence.snapshot import Snapshot

_ITEMS, _PIECES = 24, 12  # of the project; a sample is made while somebody waits


class SamplePage(Struct, frozen=True):
    """One page, and where all that is on it lies."""

    number: str  # at its foot; none on a cover
    drawn: tuple[Drawn, ...]


class Sample(Struct, frozen=True):
    """The pages that are shown."""

    cover: SamplePage
    directory: SamplePage
    item: SamplePage


def sample_pages(snapshot: Snapshot, template: Template) -> Sample:
    """Return pages of a project with few of its items; papers that are pictures are only named."""
    few = _few(snapshot)
    numbered = number_pieces(few)
    contents = outline.Contents(few, {item.criterion.id: item for item in find_gaps(few)}, numbered, {}, {})
    edition = Edition.SUBMISSION if outline.chapters(contents, Edition.SUBMISSION) else Edition.INTERNAL
    chapters = outline.chapters(contents, edition)
    (bound, *_) = bind(contents, chapters, edition, BoxRules(None), template, str, Silent())
    section = next((section for chapter in chapters for section in chapter.sections), None)
    number = bound.page_of[section.anchor] if section else ""
    numbers = [str(place[-1]) for place in bound.places]
    item = bound.body[numbers.index(number)] if number in numbers else bound.body[0]
    return Sample(
        SamplePage("", tuple(drawn(bound.front[0], "", template, {}))),
        SamplePage("1", tuple(drawn(bound.body[0], "1", template, bound.page_of))),
        SamplePage(number or "1", tuple(drawn(item, number or "1", template, bound.page_of))),
    )


def _few(snapshot: Snapshot) -> Snapshot:
    """Return a project with few of its items, those first that hold something, and few papers in each."""
    found = [leaf.id for leaf in snapshot.leaves if leaf.id in snapshot.filed_under] or [
        leaf.id for leaf in snapshot.leaves
    ]
    items = set(found[:_ITEMS])
    above = {group.id for leaf in snapshot.leaves if leaf.id in items for group in snapshot.chain(leaf)}
    counts: Counter[CriterionId] = Counter()
    filings: list[Filing] = []
    for filing in snapshot.filings:
        if filing.criterion in items and counts[filing.criterion] < _PIECES:
            counts[filing.criterion] += 1
            filings.append(filing)
    pieces = {filing.piece for filing in filings}
    return replace(
        snapshot,
        criteria=tuple(one for one in snapshot.criteria if one.id in items | above),
        filings=tuple(filings),
        pieces=tuple(piece for piece in snapshot.pieces if piece.id in pieces),
        boxes=NO_BOXES,
    )
