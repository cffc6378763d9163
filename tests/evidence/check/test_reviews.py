"""What a verdict does to gaps, flaws and doubts, and when it no longer stands."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from build import NOON, a_piece, a_slot, a_snapshot, an_item, an_original, filed
from evidence.check.defects import made_of
from evidence.check.gaps import ItemGaps, item_gaps
from evidence.export import phrases
from evidence.model import Criterion, Filing, PageRange, Piece, Slot, State
from evidence.reviews import Fit, Review, Work, WorkMark
from evidence.wording import reviews as words

FILE = an_original()
PIECE = a_piece(originals=[FILE])


def judged(piece: Piece, item: Criterion, slot: Slot | None, fit: Fit, basis: str | None = None) -> Filing:
    told = None if fit is Fit.FITS else "会议纪要没有提到这一项"
    review = Review(fit, told, "赵主任", NOON, made_of(piece) if basis is None else basis)
    return replace(filed(piece, item, slot), review=review)


def gaps(item: Criterion, filing: Filing) -> ItemGaps:
    return item_gaps(a_snapshot([item], [PIECE], [filing], originals=[FILE]), item)


def test_a_paper_that_does_not_fit_is_a_defect_with_the_reviewers_sentence() -> None:
    item = an_item("1-1", slot := a_slot())
    (row,) = gaps(item, judged(PIECE, item, slot, Fit.NOT)).required
    assert (row.state, row.have) == (State.MISSING, ())
    assert [phrases.shortfall(one) for one in row.defects] == [
        "复核认为不对应：会议纪要没有提到这一项（赵主任 1月8日）"
    ]


def test_a_paper_to_supplement_counts_and_is_a_flaw() -> None:
    item = an_item("1-1", slot := a_slot())
    (row,) = gaps(item, judged(PIECE, item, slot, Fit.INCOMPLETE)).required
    assert row.state is State.COMPLETE
    assert [phrases.shortfall(one) for one in row.flaws] == ["复核认为需补充：会议纪要没有提到这一项（赵主任 1月8日）"]


def test_a_paper_that_fits_is_as_good_as_before() -> None:
    item = an_item("1-1", slot := a_slot())
    (row,) = gaps(item, judged(PIECE, item, slot, Fit.FITS)).required
    assert (row.state, row.defects, row.flaws) == (State.COMPLETE, (), ())


@pytest.mark.parametrize("fit", [Fit.NOT, Fit.INCOMPLETE])
def test_a_verdict_on_what_the_piece_was_before_it_was_replaced_is_to_be_given_anew(fit: Fit) -> None:
    item = an_item("1-1", slot := a_slot())
    (row,) = gaps(item, judged(PIECE, item, slot, fit, basis="换件前")).required
    assert row.state is State.COMPLETE
    assert [flaw.code for flaw in row.flaws] == ["reviewed_before"]


def test_other_pages_of_the_same_file_are_another_paper() -> None:
    cut = replace(PIECE, parts=(PageRange(FILE.id, 2, 3),))
    assert made_of(cut) != made_of(PIECE)


def test_an_item_without_materials_is_not_there_by_a_paper_that_does_not_fit() -> None:
    item = an_item("1-1")
    assert gaps(item, filed(PIECE, item)).state is State.COMPLETE
    assert gaps(item, judged(PIECE, item, None, Fit.NOT)).state is State.MISSING


def test_who_said_it_and_when_is_told_with_the_work() -> None:
    mark = WorkMark(Work.DONE, "赵主任", NOON, "")
    assert words.work(Work.DONE, mark, again=True) == "已完成（赵主任 1月8日），需再看"
    assert words.work(Work.TO_REVIEW, WorkMark(Work.TO_REVIEW, None, None, None), again=False) == "待复核"
