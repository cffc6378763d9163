"""What falls short of a paper that is filed: what keeps it from counting, and what should still be put right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from msgspec import Struct

from evidence.kinds import PHOTO
from evidence.model import Facts, Flag, Level, Original, OriginalId, Piece, Slot
from evidence.reviews import Fit, Review

# A piece with one of these is kept and shown, but proves nothing yet.
NOT_YET = (Flag.SECRET, Flag.EMPTY, Flag.TRUNCATED, Flag.ENCRYPTED, Flag.DRAFT)

# Why a piece does not count.
YEAR_UNKNOWN = "year_unknown"
YEAR_OUTSIDE = "year_outside"
UNIT_UNKNOWN = "unit_unknown"
PAPER_ONLY = "paper_only"
NOT_SEALED = "not_sealed"
LEVEL_TOO_LOW = "level_too_low"
EXPIRED = "expired"
NOT_FITTING = "not_fitting"  # a second person says so

# Why one that counts should be looked at again (需完善): what is demanded of it is not known to be there.
NO_NUMBER = "no_number"
SEAL_UNKNOWN = "seal_unknown"
UNDATED = "undated"
LEVEL_UNKNOWN = "level_unknown"
NO_CAPTION = "no_caption"
UNCLEAR = "unclear"
TO_SUPPLEMENT = "to_supplement"  # a second person says so
REVIEWED_BEFORE = "reviewed_before"  # and said that it was not all right: it is made of other files now
TO_REVIEW = Flag.TO_REVIEW.value

_OF_REVIEWS = (NOT_FITTING, TO_SUPPLEMENT, REVIEWED_BEFORE)

LEAST_CONFIDENCE = 0.75  # of a scan's characters, below which people cannot read it well either

# Demands as offices write them beside a material; what is asked for where there is nothing (无则出具盖章说明) is none.
_SEAL = re.compile(r"盖[\u4e00-\u9fff]{0,3}章|印章|签章")
_NUMBER = re.compile(r"文号")
_DAY = re.compile(r"日期|时间")
_LEVEL = re.compile(r"(国家|部|省|市|县)级(?:及|或)?以上")
_IF_NONE = re.compile(r"无.*(?:则|的)|没有.*的")
_LEVELS = tuple(Level)
_NAMED_LEVELS = {
    "国家": Level.STATE,
    "部": Level.STATE,
    "省": Level.PROVINCE,
    "市": Level.CITY,
    "县": Level.COUNTY,
}


class Defect(Struct, frozen=True):
    """A piece that is filed and what falls short of it; `code` is a flag, or one of this module's codes."""

    piece: Piece
    code: str
    review: Review | None = None  # the verdict, where that is what falls short
    owner_known: bool = True  # False: shown to one of the units that owe such a paper, and perhaps another's


class Filed(NamedTuple):
    """A piece in a place, with what a second person found of it there."""

    piece: Piece
    review: Review | None = None

    def defect(self, code: str, *, owner_known: bool = True) -> Defect:
        """Return what falls short of it, with the verdict where that is what it is."""
        return Defect(self.piece, code, self.review if code in _OF_REVIEWS else None, owner_known)


class Demands(Struct, frozen=True):
    """What a material's demands on a paper's form ask for, as far as a program can tell."""

    seal: bool
    number: bool
    day: bool
    level: Level | None  # of the issuer, the lowest that will do


def countable(piece: Piece) -> bool:
    """Tell whether a piece can prove anything, whatever its year."""
    return not any(flag in piece.flags for flag in NOT_YET)


def made_of(piece: Piece) -> str:
    """Return a digest of the files and pages that a piece is made of, to tell whether a verdict is about them."""
    return sha256(" ".join(f"{part.original}:{part.first}:{part.last}" for part in piece.parts).encode()).hexdigest()


def stands(review: Review | None, piece: Piece, fit: Fit) -> bool:
    """Tell whether a second person finds this of a piece as it is now."""
    return review is not None and review.fit is fit and review.basis == made_of(piece)


@lru_cache(maxsize=4096)
def demands_of(must: tuple[str, ...]) -> Demands:
    """Return what is demanded, as `Slot.must` has it."""
    asked = [demand for demand in must if not _IF_NONE.search(demand)]
    levels = [_NAMED_LEVELS[found[1]] for demand in asked if (found := _LEVEL.search(demand))]
    return Demands(
        seal=any(map(_SEAL.search, asked)),
        number=any(map(_NUMBER.search, asked)),
        day=any(map(_DAY.search, asked)),
        level=max(levels, key=_LEVELS.index) if levels else None,
    )


def fault(filed: Filed, slot: Slot, year: int | None, years: Sequence[int | None], base_year: int) -> str | None:
    """Return why a piece does not count in a row of these years, None if it does, an empty string if it is none of its.

    What is unknown of seal, level and term is no fault. A certificate counts for a year that its term reaches into.
    """
    piece, told = filed.piece, filed.piece.facts.year
    if year is not None and told is not None and told != year and told in years:
        return ""
    if stands(filed.review, piece, Fit.NOT):
        return NOT_FITTING
    return _fault(piece, slot, year, base_year)


def _fault(piece: Piece, slot: Slot, year: int | None, base_year: int) -> str | None:
    for flag in NOT_YET if piece.flags else ():
        if flag in piece.flags:
            return flag.value
    if piece.paper and not slot.paper_allowed:
        return PAPER_ONLY
    facts, demands = piece.facts, demands_of(slot.must)
    if demands.seal and facts.seal is False:
        return NOT_SEALED
    if demands.level and facts.level and _LEVELS.index(facts.level) > _LEVELS.index(demands.level):
        return LEVEL_TOO_LOW
    if facts.valid_until and facts.valid_until < date(year or base_year, 1, 1):
        return EXPIRED
    if year is not None and facts.year != year:
        return YEAR_UNKNOWN if facts.year is None else YEAR_OUTSIDE
    return None


def flaws(filed: Filed, slot: Slot, originals: Mapping[OriginalId, Original]) -> tuple[str, ...]:
    """Return what should still be put right of a piece, whether it counts or not; paper is looked at by its keeper."""
    piece, review = filed
    found = _lacking(piece.facts, demands_of(slot.must))
    if _is_unclear(piece, originals):
        found += (UNCLEAR,)
    if Flag.TO_REVIEW in piece.flags:
        found += (TO_REVIEW,)
    if review is not None:
        if stands(review, piece, Fit.INCOMPLETE):
            found += (TO_SUPPLEMENT,)
        if review.fit is not Fit.FITS and review.basis != made_of(piece):
            found += (REVIEWED_BEFORE,)
    return found


def _lacking(facts: Facts, demands: Demands) -> tuple[str, ...]:
    """Return what is demanded and not known of a paper."""
    found: tuple[str, ...] = ()
    photo = facts.kind == PHOTO
    if demands.number and facts.document_number is None:
        found += (NO_NUMBER,)
    if demands.seal and facts.seal is None:
        found += (SEAL_UNKNOWN,)
    if facts.issued_on is None and (demands.day or photo):
        found += (UNDATED,)
    if facts.level is None and demands.level is not None:
        found += (LEVEL_UNKNOWN,)
    if photo and facts.title is None:
        found += (NO_CAPTION,)
    return found


def _is_unclear(piece: Piece, originals: Mapping[OriginalId, Original]) -> bool:
    if Flag.LOW_DPI in piece.flags:
        return True
    for part in piece.parts:  # noqa: SIM110 — asked of each filing, and `any` takes three times as long
        if part.printed and _is_unsure(originals[part.original]):
            return True
    return False


def _is_unsure(original: Original) -> bool:
    return original.confidence is not None and original.confidence < LEAST_CONFIDENCE
