"""往来记录 of a unit: every file that it brought is told with what became of it, in the order of events."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from build import NOON, TOWNSHIPS, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.chases import Asked, Chase, ChaseId, Form
from evidence.check.defects import made_of
from evidence.check.gaps import find_gaps
from evidence.check.unit_record import Entry, Fate, UnitRecord, unit_record
from evidence.deliveries import Batch, BatchFile, Delivery
from evidence.export.unit_record_file import fate, headline, lines
from evidence.model import ArrivalState, BatchId, Flag, Piece, Scope, Years, new_id
from evidence.reviews import Fit, Review
from evidence.snapshot import Snapshot

UNIT = TOWNSHIPS[0]
SLOT = a_slot("工作总结", scope=Scope.EACH_TOWNSHIP, years=Years.LATEST)
ITEM = an_item("1-2", SLOT)


def a_file(
    piece: Piece | None, state: ArrivalState = ArrivalState.NEW, flags: frozenset[Flag] = frozenset()
) -> BatchFile:
    return BatchFile(new_id(), "双河镇/总结.docx", state, piece.id if piece else None, flags, None, None, None)


def a_batch(*files: BatchFile, unit: str | None = UNIT, at: datetime = NOON, number: int = 1) -> Batch:
    return Batch(BatchId(new_id()), 2024, number, "双河镇", at, "王敏", Delivery(unit=unit), files)


def a_chase(at: datetime, *, sent: bool = True) -> Chase:
    asked = (Asked("A23456", "1-2", "工作总结", 2023, 1),)
    told = (at, "李敏") if sent else (None, None)
    return Chase(ChaseId(new_id()), UNIT, "工作提示", Form.NOTE, at, date(2024, 1, 20), "王敏", asked, *told)


def of_unit(snapshot: Snapshot, *batches: Batch, chases: tuple[Chase, ...] = ()) -> UnitRecord:
    return unit_record(snapshot, find_gaps(snapshot), batches, chases, UNIT)


def only(record: UnitRecord) -> Entry:
    (entry,) = record.entries
    return entry


def a_paper(title: str = "双河镇总结", unit: str | None = UNIT) -> Piece:
    return a_piece(title, issuer=None, unit=unit)


def test_a_paper_that_counts_is_told_with_its_place() -> None:
    piece = a_paper()
    snapshot = a_snapshot([ITEM], [piece], [filed(piece, ITEM, SLOT)])
    record = of_unit(snapshot, a_batch(a_file(piece)))
    (one,) = only(record).files
    assert (one.fate, fate(one)) == (Fate.COUNTS, "归到 1-2《工作总结》，算数")
    assert headline(only(record)) == "收2024-001：1 个文件，1 个算数"
    assert (record.needed, record.met, record.lacking) == (1, 1, 0)


def test_a_paper_that_does_not_count_is_told_with_the_reason() -> None:
    piece = replace(a_paper(), flags=frozenset({Flag.DRAFT}))
    snapshot = a_snapshot([ITEM], [piece], [filed(piece, ITEM, SLOT)])
    (one,) = only(of_unit(snapshot, a_batch(a_file(piece)))).files
    assert (one.fate, fate(one)) == (Fate.FAULTY, "归在 1-2，草稿，不计")


def test_the_verdict_of_a_second_person_is_the_reason() -> None:
    piece = a_paper()
    review = Review(Fit.NOT, "写的是另一个乡镇", "赵主任", NOON, made_of(piece))
    snapshot = a_snapshot([ITEM], [piece], [replace(filed(piece, ITEM, SLOT), review=review)])
    (one,) = only(of_unit(snapshot, a_batch(a_file(piece)))).files
    assert fate(one) == "归在 1-2，复核认为不对应：写的是另一个乡镇（赵主任 1月8日）"


def test_what_lies_unsorted_cannot_be_read_came_twice_or_is_gone_is_told() -> None:
    waiting, gone = a_paper(), a_paper("撤回的")
    files = (
        a_file(waiting),
        a_file(waiting, ArrivalState.DUPLICATE),
        a_file(None, ArrivalState.UNREADABLE),
        a_file(gone),
    )
    record = of_unit(a_snapshot([ITEM], [waiting]), a_batch(*files))
    told = only(record).files
    assert [one.fate for one in told] == [Fate.UNSORTED, Fate.UNSORTED, Fate.UNUSABLE, Fate.GONE]
    assert fate(told[1]) == "与已有的相同，不重复收；待整理，还没有归项"
    assert [piece.id for piece in record.waiting] == [waiting.id]


def test_an_archive_that_was_opened_is_no_file_of_the_unit() -> None:
    record = of_unit(a_snapshot([ITEM]), a_batch(a_file(None, ArrivalState.OPENED)))
    assert record.entries == ()


def test_a_batch_without_a_unit_is_the_units_as_far_as_its_papers_are() -> None:
    ours, theirs = a_paper(), a_paper("石坪镇总结", unit=TOWNSHIPS[1])
    snapshot = a_snapshot([ITEM], [ours, theirs])
    record = of_unit(snapshot, a_batch(a_file(ours), a_file(theirs), unit=None))
    assert [one.piece for one in only(record).files] == [ours]
    assert of_unit(snapshot, a_batch(a_file(ours), unit=TOWNSHIPS[1])).entries == ()


def test_a_former_name_means_the_unit_of_today() -> None:
    piece = a_paper()
    snapshot = a_snapshot([ITEM], [piece])
    units = tuple(replace(one, former=("双河乡",)) if one.name == UNIT else one for one in snapshot.project.units)
    snapshot = replace(snapshot, project=replace(snapshot.project, units=units))
    assert len(of_unit(snapshot, a_batch(a_file(piece), unit="双河乡")).entries) == 1


def test_what_was_asked_and_what_came_stand_in_the_order_of_events() -> None:
    piece = a_paper()
    snapshot = a_snapshot([ITEM], [piece], [filed(piece, ITEM, SLOT)])
    batch = a_batch(a_file(piece), at=NOON + timedelta(days=2))
    chases = (a_chase(NOON + timedelta(days=3), sent=False), a_chase(NOON))
    record = of_unit(snapshot, batch, chases=chases)
    assert [headline(entry) for entry in record.entries] == [
        "工作提示，要 1 条材料，李敏登记已发出，限 2024年1月20日 前",
        "收2024-001：1 个文件，1 个算数",
        "工作提示，要 1 条材料，王敏起草，没有登记已发出，限 2024年1月20日 前",
    ]


def test_what_is_still_owed_stands_at_the_end_with_its_code() -> None:
    snapshot = a_snapshot([ITEM])
    record = of_unit(snapshot)
    (debt,) = record.debts
    told = lines(record, snapshot)
    assert told[0].startswith("还没有往来记录")
    assert told[1] == "今天：应报 1 件，已到位 0 件，还欠 1 件；已报待整理 0 件。"
    assert told[2] == f"　　1-2　工作总结　2023　还欠 1 件　补报码 {debt.code}"
