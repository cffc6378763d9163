"""Dossiers of any size, invented from a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from msgspec.structs import replace
from pages.papers import JPEG, PNG, a_pdf, a_picture, an_office_file, kept
from pages.texts import ISSUERS, UNITS, paragraphs, words

from build import a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.kinds import PHOTO
from evidence.model import (
    Criterion,
    Filing,
    Flag,
    Original,
    OriginalId,
    PageRange,
    PaperCopy,
    Piece,
    Scope,
    Slot,
    Years,
)
from evidence.snapshot import Snapshot

_PICTURE_SIZES = ((300, 400), (1200, 1700), (900, 60), (60, 900), (8, 8), (400, 300))


@dataclass(frozen=True, slots=True)
class Size:
    """How large a dossier is and what it is of; `pictures` and `wild` are shares, 0–1."""

    items: int
    pieces: int
    depth: int
    pictures: float = 0.0
    wild: float = 0.0
    text_lines: int = 2


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files to make pieces from."""

    pictures: tuple[Original, ...]
    others: tuple[Original, ...]
    path_of: dict[OriginalId, Path] = field(default_factory=dict[OriginalId, Path])


def make_shelf(folder: Path) -> Shelf:
    """Make the files of a shelf."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = [a_picture(folder / f"照片{i}.jpg", size) for i, size in enumerate(_PICTURE_SIZES)]
    pictures += [a_picture(folder / f"截图{i}.png", size) for i, size in enumerate(_PICTURE_SIZES[:4])]
    pictures += [a_pdf(folder / "扫描件.pdf"), a_pdf(folder / "大页.pdf", pages=1, size_pt=(842, 1191))]
    others = [an_office_file(folder / f"方案{i}.docx", f"正文{i}") for i in range(5)]
    shelf = Shelf(tuple(map(kept, pictures)), tuple(map(kept, others)))
    for original, path in zip((*shelf.pictures, *shelf.others), (*pictures, *others), strict=True):
        shelf.path_of[original.id] = path
    return shelf


def invent(size: Size, shelf: Shelf, seed: int) -> Snapshot:
    """Return a snapshot of that size; the same seed makes the same dossier, but for its keys."""
    random = Random(seed)  # noqa: S311
    criteria = _scheme(random, size)
    leaves = criteria[-size.items :]
    pieces = [_piece(random, size, shelf, arrived) for arrived in range(1, size.pieces + 1)]
    filings = [filing for piece in pieces for filing in _filings(random, piece, leaves)]
    criteria = _in_order(criteria)
    return a_snapshot(criteria, pieces, filings, originals=(*shelf.pictures, *shelf.others))


def _scheme(random: Random, size: Size) -> list[Criterion]:
    """Return groups level by level, then the items."""
    levels: list[list[Criterion]] = []
    for depth in range(1, size.depth):
        count = max(1, size.items // 3 ** (size.depth - depth))
        parents = levels[-1] if levels else []
        above = [parents[i * len(parents) // count].id if parents else None for i in range(count)]
        levels.append([a_group(f"{i + 1}", words(random, 2, size.wild), above[i]) for i in range(count)])
    groups = levels[-1] if levels else []
    items: list[Criterion] = []
    for i in range(size.items):
        parent = groups[i * len(groups) // size.items] if groups else None
        code = f"1.1.{i // 10 + 1}.{i % 10 + 1}" if size.depth == 4 else f"{parent.code if parent else 1}-{i + 1}"
        slots = [_slot(random, size) for _ in range(random.randint(0, 4))]
        text = paragraphs(random, random.randint(1, size.text_lines), size.wild)
        item = an_item(code, *slots, parent=parent.id if parent else None, text=text, key=random.random() < 0.2)
        title = words(random, random.randint(1, 8), size.wild) if random.random() < 0.5 else None
        method = paragraphs(random, random.randint(1, size.text_lines), size.wild)
        items.append(replace(item, title=title, method=method, lead_unit=random.choice(UNITS)))
    return [group for level in levels for group in level] + items


def _in_order(criteria: list[Criterion]) -> list[Criterion]:
    """Sort each group before its children, depth first."""
    found: list[Criterion] = []

    def visit(parent: str | None) -> None:
        for criterion in criteria:
            if criterion.parent == parent:
                found.append(criterion)
                visit(criterion.id)

    visit(None)
    return found


def _slot(random: Random, size: Size) -> Slot:
    return a_slot(
        words(random, random.randint(1, 6), size.wild),
        years=random.choice(tuple(Years)),
        count=random.randint(1, 3),
        scope=random.choice(tuple(Scope)),
    )


def _piece(random: Random, size: Size, shelf: Shelf, arrived: int) -> Piece:
    wild = size.wild
    day = date(2020, 1, 1) + timedelta(days=random.randrange(1500))
    dated = random.random() < 0.8
    originals = _originals(random, size, shelf)
    flags = [random.choice((Flag.DRAFT, Flag.ENCRYPTED, Flag.TRUNCATED))] if random.random() < 0.08 else []
    paper = PaperCopy(words(random, 3, wild), random.choice(UNITS)) if not originals else None
    piece = a_piece(
        words(random, random.choice((2, 4, 6, 6, 40)), wild) if random.random() < 0.95 else None,
        year=day.year if dated else None,
        issuer=words(random, 3, 1.0) if random.random() < wild else random.choice(ISSUERS),
        number=f"云食药安办发〔{day.year}〕{random.randrange(1, 200)}号" if random.random() < 0.6 else None,
        issued_on=day if dated else None,
        flags=flags,
        originals=originals,
        paper=paper,
        arrived=arrived,
        pages=random.choice((None, 1, 12)),
    )
    if originals and all(original.media_type in (JPEG, PNG) for original in originals):
        piece = replace(piece, facts=replace(piece.facts, kind=PHOTO))
    if len(originals) == 1 and originals[0].name == "扫描件.pdf" and random.random() < 0.5:
        return replace(piece, parts=(PageRange(originals[0].id, 2, 3),))
    return piece


def _originals(random: Random, size: Size, shelf: Shelf) -> list[Original]:
    if random.random() < size.pictures:
        return random.sample(shelf.pictures, random.choice((1, 1, 1, 3)))
    return random.sample(shelf.others, random.choice((0, 1, 1, 1, 2)))


def _filings(random: Random, piece: Piece, leaves: list[Criterion]) -> list[Filing]:
    if random.random() < 0.02 and len(leaves) > 1:
        return []
    places = random.sample(leaves, min(len(leaves), random.choice((1, 1, 1, 1, 3))))
    return [filed(piece, leaf, random.choice((*leaf.required, None))) for leaf in places]
