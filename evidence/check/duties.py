"""责任落实: which papers that bind somebody are there, by unit and by place, out of the gaps and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

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


class Duty(Struct, frozen=True):
    """A material that binds somebody, as the scheme asks for it."""

    item: Criterion
    slot: Slot
    side: Side  # as the material's name says, else its item's words


class DutyRow(Struct, frozen=True):
    """What one unit owes of a duty for one year."""

    duty: Duty
    unit: str | None  # None: who owes it is not known
    year: int | None  # None: any
    state: State
    needed: int
    met: int
    papers: tuple[Piece, ...]  # that count


class SignedPlace(Struct, frozen=True):
    """A place with the papers on companies' duties that name it; those that may mean another of its name apart."""

    site: Site
    papers: tuple[Piece, ...]
    maybe: tuple[Piece, ...] = ()


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
    """Return places with the papers on companies' duties whose title, issuer or sender names them.

    The longest name that a paper says is meant: 栖霞镇中心小学食堂 is not 中心小学食堂. A name that several places
    have, or that is part of another's, tells only with the township; without one the paper may mean the place, and so
    may one of another township that says a name which only one place has.
    """
    register = tuple(sites)
    papers = {piece.id: piece for row in rows if row.duty.side is Side.COMPANIES for piece in row.papers}
    told = {key: fold(" ".join(_senders(piece))) for key, piece in papers.items()}
    names = sorted({name for site in register if (name := fold(site.name))}, key=lambda name: (-len(name), name))
    towns = {town for site in register if (town := fold(site.township))}
    meant = {key: _names_in(text, names) for key, text in told.items()}
    alike = Counter(fold(site.name) for site in register)
    found: list[SignedPlace] = []
    for site in register:
        name, town = fold(site.name), fold(site.township)
        is_common = alike[name] > 1 or any(name in other for other in names if other != name)
        sure: list[Piece] = []
        maybe: list[Piece] = []
        for key in (key for key, said in meant.items() if name in said):
            others = any(other in told[key] for other in towns if other != town)
            elsewhere = bool(town) and (others or re.search(f"(?:镇|乡|街道){re.escape(name)}", told[key]) is not None)
            if (town and town in told[key]) or not (is_common or elsewhere):
                sure.append(papers[key])
            elif not (is_common and elsewhere):
                maybe.append(papers[key])
        found.append(SignedPlace(site, tuple(sure), tuple(maybe)))
    return tuple(found)


def _names_in(text: str, names: Sequence[str]) -> set[str]:
    """Return the names that a text says, of those within each other only the longest; `names` come longest first."""
    found: set[str] = set()
    for name in names:
        if name in text:
            found.add(name)
            text = text.replace(name, "\n")
    return found


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
