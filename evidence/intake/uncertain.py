"""What keeps every proposed place from being certain: nobody could read the paper, or it looks like several."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from evidence import wording
from evidence.extract.media import PDF
from evidence.intake.cuts import proposed_cuts
from evidence.model import Flag, Suggestion

MOST_DOUBTED = 0.95  # the most that a place is given which a clerk is to look at: below what is certain


def doubted(found: Sequence[Suggestion], flags: Collection[Flag], pages: Sequence[str] = ()) -> tuple[Suggestion, ...]:
    """Return proposals, none of them certain if the paper has a password, or if its pages look like several papers.

    `pages` are the texts of all pages of a file that could be cut; the reason is told with the first place.
    """
    if not any(place.certain for place in found):
        return tuple(found)
    reasons = ["locked"] if Flag.ENCRYPTED in flags else []
    if len(pages) > 1 and proposed_cuts(pages):
        reasons.append("several_papers")
    if not reasons:
        return tuple(found)
    first, *others = (replace(place, confidence=min(place.confidence, MOST_DOUBTED)) for place in found)
    why = wording.AND_ALSO.join((first.why, *(wording.WHY[reason] for reason in reasons)))
    return replace(first, why=why), *others


def pages_to_cut(media_type: str, text: str) -> tuple[str, ...]:
    """Return the text of each page of a file that can be cut by pages; nothing of others."""
    return tuple(text.split("\f")) if media_type == PDF else ()
