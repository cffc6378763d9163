"""What falls short of a filed paper: what keeps it from counting, and what should only be put right."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from build import a_piece, a_slot, a_snapshot, an_item, an_original, filed
from evidence.check.gaps import Requirement, find_gaps
from evidence.model import Facts, Flag, Level, Original, PageRange, Piece, State, Years


def row_of(piece: Piece, *must: str, years: Years = Years.LATEST, originals: tuple[Original, ...] = ()) -> Requirement:
    """File the piece in a slot with these demands and return its row."""
    slot = replace(a_slot(years=years), must=must)
    item = an_item("1-1", slot)
    (found,) = find_gaps(a_snapshot([item], [piece], [filed(piece, item, slot)], originals=originals))
    return found.required[0]


def told(piece: Piece, **facts: object) -> Piece:
    """Return the piece with other facts."""
    return replace(piece, facts=replace(piece.facts, **facts))  # pyright: ignore[reportArgumentType]


def flaws(row: Requirement) -> list[str]:
    return [flaw.code for flaw in row.flaws]


@pytest.mark.parametrize(
    ("demand", "unknown", "flaw"),
    [
        ("有文号", Facts(document_number=None), "no_number"),
        ("有文号或期号", Facts(document_number=None), "no_number"),
        ("县委组织部盖章", Facts(seal=None), "seal_unknown"),
        ("加盖县委办印章", Facts(seal=None), "seal_unknown"),
        ("载明议题和日期", Facts(issued_on=None), "undated"),
        ("注明时间地点", Facts(issued_on=None), "undated"),
        ("市级以上", Facts(level=None), "level_unknown"),
    ],
)
def test_what_is_demanded_and_not_known_is_to_be_put_right_and_counts(demand: str, unknown: Facts, flaw: str) -> None:
    piece = replace(a_piece(), facts=replace(unknown, title="方案", year=2023, kind="方案/计划"))
    assert flaw in flaws(row_of(piece, demand))
    assert row_of(piece, demand).state is State.COMPLETE
    assert flaw not in flaws(row_of(piece))


@pytest.mark.parametrize("demand", ["无则出具盖章说明", "无召回的出具盖章说明", "没有的附盖章说明"])
def test_what_is_asked_for_where_there_is_nothing_is_no_demand_on_a_paper(demand: str) -> None:
    assert flaws(row_of(told(a_piece(), seal=None), demand)) == []


@pytest.mark.parametrize(
    ("level", "state"),
    [
        (Level.STATE, State.COMPLETE),
        (Level.CITY, State.COMPLETE),
        (Level.COUNTY, State.MISSING),
        (Level.TOWNSHIP, State.MISSING),
        (None, State.COMPLETE),
    ],
)
def test_an_issuer_of_too_low_a_level_does_not_count(level: Level | None, state: State) -> None:
    row = row_of(told(a_piece(), level=level), "市级以上")
    assert row.state is state
    assert [defect.code for defect in row.defects] == ["level_too_low"] * (state is State.MISSING)


@pytest.mark.parametrize(
    ("last_day", "state"),
    [
        (date(2022, 12, 31), State.MISSING),
        (date(2023, 1, 1), State.COMPLETE),
        (date(2030, 1, 1), State.COMPLETE),
        (None, State.COMPLETE),
    ],
)
@pytest.mark.parametrize("years", [Years.LATEST, Years.ANY])
def test_a_certificate_counts_for_a_year_that_its_term_reaches_into(
    last_day: date | None, state: State, years: Years
) -> None:
    assert row_of(told(a_piece(), valid_until=last_day), years=years).state is state


def test_a_photo_needs_a_day_and_words() -> None:
    photo = told(a_piece(), kind="照片(含整改前后)", title=None, issued_on=None)
    assert flaws(row_of(photo)) == ["undated", "no_caption"]
    assert flaws(row_of(told(photo, title="宣传周启动仪式", issued_on=date(2023, 6, 1)))) == []


@pytest.mark.parametrize(("confidence", "unclear"), [(None, False), (0.95, False), (0.5, True)])
def test_a_scan_that_can_hardly_be_read_is_told(confidence: float | None, unclear: bool) -> None:
    original = replace(an_original("扫描.pdf"), confidence=confidence)
    piece = replace(a_piece(), parts=(PageRange(original.id),))
    assert ("unclear" in flaws(row_of(piece, originals=(original,)))) is unclear


@pytest.mark.parametrize(("flag", "code"), [(Flag.LOW_DPI, "unclear"), (Flag.TO_REVIEW, "to_review")])
def test_a_mark_that_asks_for_another_look_does_not_keep_a_piece_from_counting(flag: Flag, code: str) -> None:
    row = row_of(a_piece(flags={flag}))
    assert (row.state, flaws(row)) == (State.COMPLETE, [code])


def test_what_does_not_count_has_no_flaws_beside() -> None:
    assert flaws(row_of(a_piece(flags={Flag.DRAFT, Flag.TO_REVIEW}))) == []
