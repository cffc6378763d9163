"""责任落实: which papers that bind somebody are there, by unit and by place, out of the gaps and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.check.gaps import ItemGaps, Requirement
from evidence.findings import Site
from evidence.folding import fold
from evidence.model import Criterion, Piece, Slot, SlotId, State

WORDS = ("责任书", "责任状", "承诺书", "责任清单", "任务清单", "包保")


class Side(StrEnum):
    """Whose duty a paper is about."""

    LEADERS = "党政领导"
    DEPARTMENTS = "部门监管"
    COMPANIES = "企业主体"
    OPEN = "未写明"


_IN_NAME = (
    (Side.COMPANIES, re.compile("企业|经营者|经营户|生产者|主体责任|食堂|商户|业主")),
    (Side.LEADERS, re.compile("党政|领导|干部|党委|县委|常委")),
    (Side.DEPARTMENTS, re.compile("监管|部门")),
)
_IN_ITEM = (
    (Side.COMPANIES, re.compile("主体责任")),
    (Side.LEADERS, re.compile("党政领导|党政同责|包保干部")),
    (Side.DEPARTMENTS, re.compile("监管责任|监管部门|部门监管")),
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A material that binds somebody, as the scheme asks for it."""

    item: Criterion
    slot: Slot
    side: Side  # as the material's name says, else its item's words


@dataclass(frozen=True, slots=True)
class DutyRow:
    """What one unit owes of a duty for one year."""

    duty: Duty
    unit: str | None  # None: who owes it is not known
    year: int | None  # None: any
    state: State
    needed: int
    met: int
    papers: tuple[Piece, ...]  # that count


@dataclass(frozen=True, slots=True)
class SignedPlace:
    """A place with the papers on companies' duties that name it."""

    site: Site
    papers: tuple[Piece, ...]


def duties(items: Iterable[ItemGaps], words: Sequence[str] = WORDS) -> tuple[Duty, ...]:
    """Return the materials whose name or kinds have one of these words, in the scheme's order; proposed ones not."""
    wanted = [fold(word) for word in words if word.strip()]
    found: dict[SlotId, Duty] = {}
    for item in items:
        for row in item.required:
            told = fold(" ".join((row.slot.name, *row.slot.kinds)))
            if row.slot.id not in found and any(word in told for word in wanted):
                found[row.slot.id] = Duty(item.criterion, row.slot, _side(item.criterion, row.slot))
    return tuple(found.values())


def duty_rows(items: Iterable[ItemGaps], chosen: Iterable[Duty]) -> tuple[DutyRow, ...]:
    """Return what each unit owes of some duties, by duty; what another material stands for is not asked for."""
    by_slot = {duty.slot.id: duty for duty in chosen}
    return tuple(
        _row(by_slot[row.slot.id], row)
        for item in items
        for row in item.required
        if row.slot.id in by_slot and row.by_other is None
    )


def signed_places(rows: Iterable[DutyRow], sites: Iterable[Site]) -> tuple[SignedPlace, ...]:
    """Return places with the papers on companies' duties whose title, issuer or sender names them."""
    papers = {piece.id: piece for row in rows if row.duty.side is Side.COMPANIES for piece in row.papers}
    told = {key: fold(" ".join(_senders(piece))) for key, piece in papers.items()}
    return tuple(
        SignedPlace(site, tuple(papers[key] for key, text in told.items() if fold(site.name) in text)) for site in sites
    )


def _row(duty: Duty, row: Requirement) -> DutyRow:
    return DutyRow(duty, row.unit, row.year, row.state, row.needed, row.met, row.have)


def _side(item: Criterion, slot: Slot) -> Side:
    for text, words in ((slot.name, _IN_NAME), (f"{item.title or ''}{item.text or ''}", _IN_ITEM)):
        found = next((side for side, pattern in words if pattern.search(text)), None)
        if found is not None:
            return found
    return Side.OPEN


def _senders(piece: Piece) -> tuple[str, ...]:
    facts = piece.facts
    return tuple(text for text in (facts.title, facts.issuer, facts.unit) if text)
