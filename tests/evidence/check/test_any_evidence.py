"""What holds of gaps whatever was handed in: more never makes more gaps, names and order change none, sums agree."""

from __future__ import annotations

import string
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from build import TOWNSHIPS, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import ItemGaps, find_gaps
from evidence.check.score import totals
from evidence.check.shares import per_mille
from evidence.model import Criterion, Filing, Flag, Piece, Scope, Slot, SlotId, State, Years
from evidence.snapshot import Snapshot

SENDERS = (*(f"云岭县{name}人民政府" for name in TOWNSHIPS), "县教委", "县市场监管局", None)


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    """Draw a material that an item asks for."""
    return replace(
        a_slot(
            years=draw(st.sampled_from(Years)),
            scope=draw(st.sampled_from(Scope)),
            count=draw(st.integers(1, 3)),
            alternative=draw(st.sampled_from([None, None, "甲"])),
            waived=draw(st.sampled_from([None, None, None, "没有"])),
            owners=("县教委",),
        ),
        must=draw(st.sampled_from([(), ("盖章",), ("有文号", "市级以上")])),
    )


@st.composite
def papers(draw: st.DrawFn) -> Piece:
    """Draw a paper."""
    flags = draw(st.sets(st.sampled_from([Flag.DRAFT, Flag.LOW_DPI]), max_size=1))
    years = st.sampled_from([2020, 2021, 2022, 2023, None])
    return a_piece(year=draw(years), issuer=draw(st.sampled_from(SENDERS)), flags=flags)


@st.composite
def projects(draw: st.DrawFn) -> Snapshot:
    """Draw a scheme, papers, and where each lies."""
    asked = draw(st.lists(st.lists(slots(), max_size=4), min_size=1, max_size=4))
    scheme = [an_item(f"1-{number}", *found) for number, found in enumerate(asked, 1)]
    arrived = [replace(piece, arrived=number) for number, piece in enumerate(draw(st.lists(papers(), max_size=12)))]
    places = [(item, slot) for item in scheme for slot in (*item.required, None)]
    lying = [filed(piece, *draw(st.sampled_from(places))) for piece in arrived]
    return a_snapshot(scheme, arrived, lying)


def open_rows(found: tuple[ItemGaps, ...]) -> set[tuple[SlotId, int | None, str | None]]:
    return {(row.slot.id, row.year, row.unit) for item in found for row in item.required if row.state.is_open}


def lacking(found: tuple[ItemGaps, ...]) -> int:
    return sum(row.needed - row.met for item in found for row in item.counted)


@settings(max_examples=200)
@given(projects(), st.data())
def test_a_paper_more_never_makes_a_gap_more(project: Snapshot, data: st.DataObject) -> None:
    piece = data.draw(papers())
    item = data.draw(st.sampled_from(project.leaves))
    slot: Slot | None = data.draw(st.sampled_from((*item.required, None)))
    more = replace(project, pieces=(*project.pieces, piece), filings=(*project.filings, filed(piece, item, slot)))
    before, after = find_gaps(project), find_gaps(more)
    assert open_rows(after) <= open_rows(before)
    assert lacking(after) <= lacking(before)
    assert all(_rank(new.state) >= _rank(old.state) for old, new in zip(before, after, strict=True))


def _rank(state: State) -> int:
    return (State.MISSING, State.PARTIAL, State.COMPLETE, State.NOT_APPLICABLE).index(state)


@settings(max_examples=200)
@given(projects(), st.randoms(use_true_random=False))
def test_other_names_and_another_order_change_no_gap(project: Snapshot, chance: Random) -> None:
    def renamed(item: Criterion) -> Criterion:
        asked = [replace(slot, name="".join(chance.choices(string.ascii_letters, k=5))) for slot in item.required]
        chance.shuffle(asked)
        return replace(item, code=f"9-{item.code}", title="别的名称", text=None, required=tuple(asked))

    criteria = [renamed(item) for item in project.criteria]
    pieces: list[Piece] = [
        replace(p, facts=replace(p.facts, title="别的题名", document_number=None)) for p in project.pieces
    ]
    lying: list[Filing] = list(project.filings)
    for order in (criteria, pieces, lying):
        chance.shuffle(order)
    other = replace(project, criteria=tuple(criteria), pieces=tuple(pieces), filings=tuple(lying))
    before, after = find_gaps(project), find_gaps(other)
    assert open_rows(after) == open_rows(before)
    assert {item.criterion.id: item.state for item in after} == {item.criterion.id: item.state for item in before}


@settings(max_examples=100)
@given(projects())
def test_totals_are_the_sum_of_the_rows(project: Snapshot) -> None:
    found = find_gaps(project)
    sums = totals(found)
    assert sums.items == len(found) == sums.complete + sums.partial + sums.missing + sums.not_applicable
    rows = [row for item in found for row in item.counted]
    needed = sum(row.needed for row in rows)
    assert sums.percent == (per_mille(sum(row.met for row in rows), needed) / 10 if needed else 0)
    for item in found:
        assert {row.slot.id for row in item.required} <= {slot.id for slot in item.criterion.required}
        assert all((row.met == row.needed) is (row.state is State.COMPLETE) for row in item.counted)


def test_what_lies_in_one_item_counts_for_none_whose_code_begins_like_it() -> None:
    one, ten = an_item("1-1", a_slot()), an_item("1-10", a_slot())
    piece = a_piece()
    found = find_gaps(a_snapshot([ten, one], [piece], [filed(piece, one, one.required[0])]))
    assert [item.state for item in found] == [State.MISSING, State.COMPLETE]
