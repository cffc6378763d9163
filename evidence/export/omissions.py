"""What an export does not hold, and why: told with it, so that nothing is missing unseen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import starmap
from pathlib import Path

from msgspec import Struct

from evidence import wording
from evidence.export import phrases
from evidence.export.blocks import PictureSource
from evidence.export.numbering import Numbered
from evidence.export.upper_level import beyond_part
from evidence.model import CriterionId, Edition, OriginalId
from evidence.snapshot import Snapshot


class Omission(Struct, frozen=True):
    """What an export does not hold, and why; what proves nothing is left out of the submission edition alone."""

    what: str
    why: str


def omissions(
    snapshot: Snapshot,
    numbered: Mapping[CriterionId, tuple[Numbered, ...]],
    lost: frozenset[OriginalId],
    paths: Mapping[OriginalId, Path],
    failed: Iterable[PictureSource],
    editions: Collection[Edition],
    held_back: Collection[str] = (),
    brought: Collection[tuple[str, OriginalId]] = (),
) -> Iterator[Omission]:
    """Yield what the editions do not hold, and why; `held_back` are 件号 of papers that the package alone lacks.

    `brought` are originals by 件号 that the package holds, whether the vault does or not.
    """
    for entries in numbered.values():
        for entry in entries:
            title = f"{entry.label} {phrases.title_of(entry.piece, snapshot)}"
            if entry.number is None and entry.at_home and Edition.SUBMISSION in editions:
                why = wording.phrase("omitted_not_countable", why=phrases.piece_remark(entry.piece))
                yield Omission(title, why)
            if entry.at_home and entry.number in held_back and Edition.SUBMISSION in editions:
                yield Omission(title, wording.phrase("omitted_personal"))
            for part in entry.piece.parts if entry.number and entry.at_home else ():
                if part.printed and part.original in lost:
                    code = "omitted_file_changed" if paths[part.original].is_file() else "omitted_file_missing"
                    if (entry.number, part.original) in brought:
                        code = "omitted_file_brought"
                    yield Omission(title, wording.phrase(code))
    for source in sorted(failed, key=lambda source: (source.original, source.page)):
        name = snapshot.originals[source.original].name
        yield Omission(name, wording.phrase("omitted_picture", page=source.page + 1))
    yield from starmap(Omission, beyond_part(snapshot))
    for piece in snapshot.unfiled:
        yield Omission(phrases.title_of(piece, snapshot), wording.phrase("omitted_unfiled"))


def cropped_pages(snapshot: Snapshot, numbered: Mapping[CriterionId, tuple[Numbered, ...]]) -> tuple[str, ...]:
    """Return the pages that an export holds, and of which only a part is printed."""
    return tuple(
        f"{entry.label} {wording.phrase('crop_page', page=page)}"
        for entries in numbered.values()
        for entry in entries
        if entry.number and entry.at_home
        for part in entry.piece.parts
        if part.printed
        for page, _ in snapshot.originals[part.original].crops
        if part.holds(page)
    )
