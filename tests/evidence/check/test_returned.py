"""An arrival held against what its unit owes, as a function of what is there."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from build import NOON, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.debts import debts_by_unit
from evidence.check.gaps import find_gaps
from evidence.check.returned import Returned, returned
from evidence.deliveries import Batch, BatchFile, Delivery
from evidence.model import ArrivalState, BatchId, Filing, Flag, Piece, Scope
from evidence.returns import Trouble, Way, Wrong

PLAN, SUMMARY = (a_slot(name, scope=Scope.EACH_TOWNSHIP) for name in ("宣传方案", "培训计划"))
ITEM, OTHER = an_item("11-39", PLAN, SUMMARY), an_item("2-8", lead_unit="县教委")
EMPTY = a_snapshot([ITEM, OTHER])
CODES = {
    (debt.unit, debt.row.slot.name): debt.code
    for debts in debts_by_unit(EMPTY, find_gaps(EMPTY)).values()
    for debt in debts
}
CODE = CODES["双河镇", "宣传方案"]


def paper() -> Piece:
    return a_piece(issuer="双河镇人民政府", unit="双河镇")


def came(source: str, piece: Piece | None, state: ArrivalState = ArrivalState.NEW) -> BatchFile:
    return BatchFile("1", source, state, piece.id if piece else None, frozenset[Flag](), "打不开。", None, None)


def held(
    files: Sequence[BatchFile],
    pieces: Sequence[Piece] = (),
    filings: Sequence[Filing] = (),
    unit: str | None = "双河镇",
) -> Returned:
    snapshot = replace(a_snapshot([ITEM, OTHER], pieces, filings), project=EMPTY.project)
    batch = Batch(BatchId("1"), 2024, 1, "来件", NOON, "王敏", Delivery(unit), tuple(files))
    return returned(snapshot, find_gaps(snapshot), batch, lambda _, __: ())


def wrong(found: Returned) -> list[Wrong]:
    (file,) = found.files
    return list(file.wrong)


def test_a_paper_closes_the_gap_that_it_is_filed_for() -> None:
    piece = paper()
    found = held([came(f"{CODE}.txt", piece)], [piece], [filed(piece, ITEM, PLAN)])
    assert [debt.code for debt in found.closed] == [CODE]
    assert [debt.row.slot.name for debt in found.missing] == ["培训计划"]
    assert (found.files[0].way, wrong(found)) == (Way.NAME, [])


def test_it_may_be_known_by_its_words_too() -> None:
    piece = paper()
    found = held([came("方案.txt", piece)], [piece], [filed(piece, ITEM, PLAN)])
    assert (found.files[0].way, wrong(found)) == (Way.CONTENT, [])


def test_a_gap_that_was_closed_before_is_not_closed_again() -> None:
    before, piece = paper(), paper()
    found = held([came(f"{CODE}.txt", piece)], [before, piece], [filed(before, ITEM, PLAN), filed(piece, ITEM, PLAN)])
    assert found.closed == ()
    assert wrong(found) == [Wrong(Trouble.MET, CODE)]


def test_a_paper_that_was_filed_elsewhere_is_told() -> None:
    piece = paper()
    found = held([came(f"{CODE}.txt", piece)], [piece], [filed(piece, OTHER)])
    assert wrong(found) == [Wrong(Trouble.ELSEWHERE, "2-8")]


def test_so_is_one_that_lies_there_and_does_not_count() -> None:
    piece = replace(paper(), facts=replace(paper().facts, year=None))
    found = held([came(f"{CODE}.txt", piece)], [piece], [filed(piece, ITEM, PLAN)])
    assert wrong(found) == [Wrong(Trouble.NOT_COUNTED, "year_unknown")]


def test_what_nobody_can_read_is_told_with_the_reason() -> None:
    assert wrong(held([came(f"{CODE}.docx", None, ArrivalState.UNREADABLE)])) == [Wrong(Trouble.UNUSABLE, "打不开。")]


def test_what_is_no_paper_is_left_out() -> None:
    assert held([came("Thumbs.db", None, ArrivalState.JUNK), came("包.zip", None, ArrivalState.OPENED)]).files == ()


def test_whose_it_is_is_told_by_the_codes_where_nobody_recorded_it() -> None:
    piece = paper()
    assert held([came(f"{CODE}.txt", piece)], [piece], unit=None).unit == "双河镇"


def test_without_both_nothing_is_said_to_be_missing() -> None:
    piece = paper()
    found = held([came("方案.txt", piece)], [piece], unit=None)
    assert (found.unit, found.missing) == (None, ())
