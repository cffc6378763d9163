"""Two states compared: what is new, gone, changed, the same, still valid, on whatever day one looks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from build import a_piece, a_slot, a_snapshot, an_item, an_original, filed
from evidence.check.frozen_compare import Change, Comparison, PieceChange, compare, state_of
from evidence.check.gaps import find_gaps
from evidence.frozen import FrozenState, as_json, from_json, without_files
from evidence.model import Criterion, CriterionId, Piece, PieceId, State

PLAN, NOTES = a_piece("方案", number=None), a_piece("纪要", number=None, arrived=2)
SLOT = a_slot("工作方案")
ITEM = an_item("1-1", SLOT)


def state(*pieces: Piece, item: Criterion = ITEM, at: str = "2024-01-08T12:00:00") -> FrozenState:
    filings = [filed(piece, item, position=number) for number, piece in enumerate(pieces)]
    originals = [original for originals in ORIGINALS.values() for original in originals]
    snapshot = a_snapshot([item], pieces, filings, originals=originals)
    snapshot = replace(snapshot, at=datetime.fromisoformat(at))
    return state_of(snapshot, find_gaps(snapshot))


ORIGINALS = {"one": [an_original(sha256="1" * 64)], "other": [an_original(sha256="2" * 64)]}


def pieces(comparison: Comparison) -> list[tuple[Change, str | None]]:
    return [(one.change, one.piece.title) for item in comparison.items for one in item.pieces]


def only(before: FrozenState, after: FrozenState) -> PieceChange:
    ((one,),) = [item.pieces for item in compare(before, after).items]
    return one


def as_of_another_project(state: FrozenState) -> FrozenState:
    """The same under ids of its own."""
    ids = {key: PieceId(f"x{key}") for key in state.pieces}
    items = tuple(
        replace(item, id=CriterionId(f"x{item.id}"), filed=tuple((ids[piece], slot) for piece, slot in item.filed))
        for item in state.items
    )
    return replace(state, items=items, pieces={ids[key]: replace(p, id=ids[key]) for key, p in state.pieces.items()})


def test_a_state_is_read_back_as_it_was_written() -> None:
    known = state(PLAN, a_piece("证书", originals=ORIGINALS["one"]))
    assert from_json(json.loads(json.dumps(as_json(known)))) == known


def test_what_came_and_what_went_is_told() -> None:
    assert pieces(compare(state(PLAN), state(NOTES))) == [(Change.NEW, "纪要"), (Change.GONE, "方案")]


def test_what_stayed_is_the_same() -> None:
    comparison = compare(state(PLAN), state(PLAN))
    assert (pieces(comparison), [item.change for item in comparison.items]) == ([(Change.SAME, "方案")], [Change.SAME])


def test_what_is_known_otherwise_now_has_changed() -> None:
    corrected = replace(PLAN, facts=replace(PLAN.facts, year=2022))
    assert only(state(PLAN), state(corrected)).fields == ("year",)


def test_another_file_is_a_change() -> None:
    before, after = (replace(PLAN, parts=a_piece(originals=ORIGINALS[key]).parts) for key in ("one", "other"))
    assert only(state(before), state(after)).fields == ("files",)


def test_the_state_of_an_item_is_told_with_what_it_was() -> None:
    slot = a_slot(count=1)
    item = an_item("1-1", slot)
    before, after = a_snapshot([item]), a_snapshot([item], [PLAN], [filed(PLAN, item, slot)])
    (found,) = compare(*(state_of(one, find_gaps(one)) for one in (before, after))).items
    assert (found.before and found.before.state, found.after and found.after.state) == (State.MISSING, State.COMPLETE)
    assert found.change is Change.CHANGED


@pytest.mark.parametrize("same", [PLAN, replace(PLAN, parts=a_piece(originals=ORIGINALS["one"]).parts)])
def test_last_year_s_project_has_ids_of_its_own(same: Piece) -> None:
    found = compare(as_of_another_project(state(same)), state(same))
    assert pieces(found) == [(Change.SAME, "方案")]


def test_a_paper_under_the_same_title_in_another_project_is_a_new_version() -> None:
    old, new = (replace(PLAN, parts=a_piece(originals=ORIGINALS[key]).parts) for key in ("one", "other"))
    assert only(as_of_another_project(state(old)), state(new)).change is Change.CHANGED


def test_items_of_a_project_are_the_same_under_another_code() -> None:
    renumbered = replace(ITEM, code="9-9")
    (found,) = compare(state(PLAN), state(PLAN, item=renumbered)).items
    assert found.change is Change.CHANGED
    assert found.pieces[0].change is Change.SAME


def test_an_item_that_is_no_more_comes_last_with_what_lay_in_it() -> None:
    found = compare(state(PLAN), state(item=an_item("2-1")))
    assert [(item.item.code, item.change) for item in found.items] == [("2-1", Change.NEW), ("1-1", Change.GONE)]


@pytest.mark.parametrize(("until", "valid"), [(date(2024, 1, 8), True), (date(2024, 1, 7), False), (None, None)])
def test_a_term_is_judged_by_the_day_of_the_later_state(until: date | None, valid: bool | None) -> None:
    piece = replace(PLAN, facts=replace(PLAN.facts, valid_until=until))
    assert only(state(piece, at="2023-01-01T00:00:00"), state(piece)).valid is valid


def test_where_the_day_of_handing_in_is_set_terms_are_judged_by_that() -> None:
    piece = replace(PLAN, facts=replace(PLAN.facts, valid_until=date(2024, 2, 1)))
    after = replace(state(piece), submit_on=date(2024, 3, 1))
    assert compare(state(piece), after).expired == 1


def test_what_is_gone_may_still_be_valid() -> None:
    piece = replace(PLAN, facts=replace(PLAN.facts, valid_until=date(2025, 1, 1)))
    assert only(state(piece), state()).valid is True


def test_pieces_are_counted_by_what_became_of_them() -> None:
    counts = compare(state(PLAN, NOTES), state(NOTES)).counts
    assert (counts[Change.SAME], counts[Change.GONE], counts[Change.NEW]) == (1, 1, 0)


def test_the_same_two_states_give_the_same_comparison() -> None:
    assert compare(state(PLAN), state(NOTES)) == compare(state(PLAN), state(NOTES))


def test_a_piece_without_a_title_is_called_by_its_file() -> None:
    known = state(a_piece(None, originals=ORIGINALS["one"]))
    assert [piece.title for piece in known.pieces.values()] == ["[方案]"]


def test_a_state_can_forget_a_file_and_what_was_known_of_it() -> None:
    both: Sequence[Piece] = [a_piece("方案", originals=ORIGINALS["one"]), a_piece("纪要", arrived=2)]
    kept = without_files(state(*both), ["1" * 64])
    assert [piece.title for piece in kept.pieces.values()] == ["纪要"]
    assert [len(item.filed) for item in kept.items] == [1]


def test_a_piece_of_several_files_keeps_the_others_without_a_name() -> None:
    joined = a_piece("方案", originals=[*ORIGINALS["one"], *ORIGINALS["other"]])
    (piece,) = without_files(state(joined), ["1" * 64]).pieces.values()
    assert (piece.title, piece.files) == (None, ("2" * 64,))
