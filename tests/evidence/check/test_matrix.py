"""The gaps as tables: every figure is the sum of the gaps' own rows."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from build import TOWNSHIPS, a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import ItemGaps, find_gaps
from evidence.check.matrix import Matrix, Period, by_period, by_township, cell_of
from evidence.model import Filing, Piece, Scope, Slot, Stage, State, Years
from evidence.snapshot import Snapshot

SLOTS = st.builds(
    a_slot,
    years=st.sampled_from(Years),
    count=st.integers(1, 3),
    scope=st.sampled_from(Scope),
    stage=st.sampled_from([None, *Stage]),
    owners=st.sampled_from([(), ("县教委", "县财政局")]),
    alternative=st.sampled_from([None, None, "a"]),
    waived=st.sampled_from([None, None, None, "本县没有"]),
    proposed=st.sampled_from([False, False, True]),
)
ISSUERS = st.sampled_from([*TOWNSHIPS, "县教委", "云岭县食药安办", None])


@st.composite
def projects(draw: st.DrawFn) -> Snapshot:
    """Any few items with any materials, and papers filed under them."""
    groups = [a_group("1", "基础工作"), a_group("2", "能力建设")]
    parents = st.sampled_from([None, *(group.id for group in groups)])
    items = [
        an_item(f"{number}-1", *draw(st.lists(SLOTS, max_size=4)), parent=draw(parents))
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    places: list[tuple[int, Slot | None]] = [(at, slot) for at, item in enumerate(items) for slot in item.required]
    pieces: list[Piece] = []
    filings: list[Filing] = []
    for number in range(draw(st.integers(0, 8))):
        piece = a_piece(year=draw(st.sampled_from([2021, 2022, 2023, None])), issuer=draw(ISSUERS), arrived=number)
        at, slot = draw(st.sampled_from(places or [(0, None)]))
        pieces.append(piece)
        filings.append(filed(piece, items[at], slot, number))
    townships = draw(st.sampled_from([TOWNSHIPS, ()]))
    return a_snapshot([*groups, *items], pieces, filings, townships=townships)


def cells_sum(matrix: Matrix[Period]) -> tuple[int, int]:
    cells = [cell for block in matrix.blocks for line in block.lines for cell in line.cells if cell]
    return sum(cell.needed for cell in cells), sum(cell.met for cell in cells)


def rows_sum(items: Sequence[ItemGaps]) -> tuple[int, int]:
    rows = [row for item in items for row in item.counted]
    return sum(row.needed for row in rows), sum(row.met for row in rows)


@given(projects())
def test_the_cells_of_all_periods_come_to_what_the_items_need_and_have(snapshot: Snapshot) -> None:
    items = find_gaps(snapshot)
    assert cells_sum(by_period(snapshot, items)) == rows_sum(items)


@given(projects())
def test_each_total_is_the_sum_of_its_column(snapshot: Snapshot) -> None:
    items = find_gaps(snapshot)
    for matrix in (by_period(snapshot, items), by_township(snapshot, items)):
        for at, total in enumerate(matrix.sums):
            cells = [cell for b in matrix.blocks for line in b.lines if (cell := line.cells[at]) is not None]
            assert (total.needed, total.met) == (sum(c.needed for c in cells), sum(c.met for c in cells))
            assert total.open == sum(cell.state.is_open for cell in cells)
            assert total.open == sum(block.sums[at].open for block in matrix.blocks)
            assert total.needed == sum(block.sums[at].needed for block in matrix.blocks)


@given(projects())
def test_townships_years_apart_come_to_all_years(snapshot: Snapshot) -> None:
    items = find_gaps(snapshot)
    apart = [by_township(snapshot, items, {year}).sums for year in (2021, 2022, 2023, None)]
    asked = {name for matrix in [by_township(snapshot, items)] for name in matrix.columns if name}
    for name in asked:
        whole = by_township(snapshot, items)
        needed = whole.sums[whole.columns.index(name)].needed
        at = snapshot.project.townships.index(name)
        assert sum(sums[at].needed for sums in apart) == needed


@given(projects())
def test_what_a_township_needs_is_what_its_rows_need(snapshot: Snapshot) -> None:
    items = find_gaps(snapshot)
    matrix = by_township(snapshot, items)
    for name, total in zip(matrix.columns, matrix.sums, strict=True):
        rows = [row for item in items for row in item.counted if row.unit == name]
        rows = [row for row in rows if name is not None or row.slot.scope is Scope.EACH_TOWNSHIP]
        assert (total.needed, total.met) == (sum(row.needed for row in rows), sum(row.met for row in rows))


@given(projects())
def test_the_same_gaps_give_the_same_tables(snapshot: Snapshot) -> None:
    later = replace(snapshot, at=snapshot.at.replace(year=2030))
    assert by_period(snapshot, find_gaps(snapshot)) == by_period(later, find_gaps(later))


def test_only_what_is_asked_for_has_a_column_the_oldest_first() -> None:
    item = an_item("1-1", a_slot(years=Years.EACH_OF_LAST_2), a_slot("总结", years=Years.ANY, stage=None))
    snapshot = a_snapshot([item])
    assert by_period(snapshot, find_gaps(snapshot)).columns == (
        Period(2022, Stage.ORDER),
        Period(2023, Stage.ORDER),
        Period(None, None),
    )


def test_a_cell_stands_as_all_its_materials_together() -> None:
    slot, other = a_slot("方案"), a_slot("通知")
    item = an_item("1-1", slot, other)
    piece = a_piece()
    snapshot = a_snapshot([item], [piece], [filed(piece, item, slot)])
    ((line,),) = [block.lines for block in by_period(snapshot, find_gaps(snapshot)).blocks]
    (cell,) = line.cells
    assert cell is not None
    assert (cell.state, cell.met, cell.needed) == (State.PARTIAL, 1, 2)
    assert cell.first.slot == other


def test_where_nothing_is_asked_there_is_no_cell() -> None:
    assert cell_of([]) is None


def test_what_is_left_to_another_material_is_asked_for_there_alone() -> None:
    pair = (a_slot("方案", alternative="a"), a_slot("制度", alternative="a", stage=Stage.WORK))
    item = an_item("1-1", *pair)
    snapshot = a_snapshot([item])
    ((line,),) = [block.lines for block in by_period(snapshot, find_gaps(snapshot)).blocks]
    assert [cell is not None for cell in line.cells] == [True, False]


def test_a_material_that_is_waived_is_shown_as_not_applicable() -> None:
    snapshot = a_snapshot([an_item("1-1", a_slot(waived="本县没有"))])
    ((line,),) = [block.lines for block in by_period(snapshot, find_gaps(snapshot)).blocks]
    assert [cell and cell.state for cell in line.cells] == [State.NOT_APPLICABLE]


def test_townships_that_are_not_known_yet_have_a_column() -> None:
    snapshot = a_snapshot([an_item("1-1", a_slot(scope=Scope.EACH_TOWNSHIP))], townships=())
    assert by_township(snapshot, find_gaps(snapshot)).columns == (None,)


def test_items_that_ask_townships_nothing_are_left_out() -> None:
    items = [an_item("1-1", a_slot(scope=Scope.EACH_TOWNSHIP)), an_item("1-2", a_slot())]
    snapshot = a_snapshot(items)
    (block,) = by_township(snapshot, find_gaps(snapshot)).blocks
    assert [line.item.criterion.code for line in block.lines] == ["1-1"]
