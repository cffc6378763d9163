"""Problems that are born from a gap or a doubt say what was seen, and where they come from."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from build import NOON, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import item_gaps
from evidence.complaints import Sign, doubt
from evidence.findings import Source
from evidence.model import Flag, Scope, Years
from evidence.rectify.born import draft_from_doubt, draft_from_gap

TODAY = NOON.date()


def test_a_gap_says_what_is_missing_of_whom() -> None:
    slot = a_slot("食品安全工作总结", years=Years.EACH_OF_LAST_3, scope=Scope.EACH_TOWNSHIP)
    item = an_item("11-39", slot)
    row = item_gaps(a_snapshot([item]), item).required[0]
    draft = draft_from_gap(item, row, TODAY)
    assert draft.text == f"缺“食品安全工作总结（{row.year}年，{row.unit}）”：应有 1 件，现有 0 件。"
    assert draft.origin == f"缺项：11-39 食品安全工作总结（{row.year}年，{row.unit}）"
    assert (draft.source, draft.found_on, draft.item, draft.item_code) == (Source.SELF_CHECK, TODAY, item.id, "11-39")


def test_a_gap_of_the_office_itself_names_no_unit() -> None:
    item = an_item("1-1", a_slot("年度工作方案", years=Years.ANY))
    draft = draft_from_gap(item, item_gaps(a_snapshot([item]), item).required[0], TODAY)
    assert draft.text == "缺“年度工作方案”：应有 1 件，现有 0 件。"


def test_a_doubt_says_what_may_be_asked_and_of_which_item() -> None:
    item, piece = an_item("1-1"), a_piece("2023年工作方案", number=None)
    snapshot = a_snapshot([item], [piece], [filed(piece, item)])
    draft = draft_from_doubt(doubt(Sign.NO_NUMBER, None, [piece.id]), snapshot)
    assert "《2023年工作方案》" in draft.text
    assert "《2023年工作方案》" in draft.origin
    assert (draft.item, draft.item_code, draft.found_on) == (item.id, "1-1", TODAY)


def test_a_doubt_about_papers_of_several_items_is_about_none_of_them() -> None:
    one, other, piece = an_item("1-1"), an_item("1-2"), a_piece(number=None)
    snapshot = a_snapshot([one, other], [piece], [filed(piece, one), filed(piece, other, position=2)])
    draft = draft_from_doubt(doubt(Sign.NO_NUMBER, None, [piece.id]), snapshot)
    assert (draft.item, draft.item_code) == (None, "")


@pytest.mark.parametrize("sign", [Sign.SECRET, Sign.NO_NUMBER])
def test_a_paper_that_may_be_secret_is_never_named(sign: Sign) -> None:
    secret = replace(a_piece("蓝鲸行动安排", number=None), flags=frozenset({Flag.SECRET}))
    other = a_piece("工作总结", number=None)
    draft = draft_from_doubt(doubt(sign, None, [secret.id, other.id]), a_snapshot([], [secret, other]))
    assert "蓝鲸" not in draft.text + draft.origin + draft.place
    assert "《工作总结》、可能涉密的材料 1 件" in draft.text
