"""件号: in the order that reviewers expect, the same in both editions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from build import a_piece, a_slot, a_snapshot, an_item, filed
from evidence.export.numbering import Numbered, issuer_level, number_pieces
from evidence.model import Criterion, Flag, Piece, Slot

UNCOUNTED = (Flag.DRAFT, Flag.ENCRYPTED, Flag.TRUNCATED, Flag.EMPTY, Flag.SECRET)


def numbered(item: Criterion, *places: tuple[Piece, Slot | None]) -> tuple[Numbered, ...]:
    """The directory of an item with these pieces."""
    filings = [filed(piece, item, slot) for piece, slot in places]
    snapshot = a_snapshot([item], [piece for piece, _ in places], filings)
    return number_pieces(snapshot)[item.id]


def titles(entries: Sequence[Numbered]) -> list[str | None]:
    return [entry.piece.facts.title for entry in entries]


@pytest.mark.parametrize("code", ["11-39", "1.1.4.1", "1.1.4.10", "3", "一（二）"])
def test_a_number_is_the_code_and_a_serial_of_three_digits(code: str) -> None:
    pieces = [a_piece(arrived=at) for at in (1, 2, 3)]
    found = numbered(an_item(code), *((piece, None) for piece in pieces))
    assert [entry.number for entry in found] == [f"{code}-001", f"{code}-002", f"{code}-003"]


def test_pieces_come_by_the_order_of_the_slots_first() -> None:
    first, second = a_slot("方案"), a_slot("总结")
    late, early = a_piece("早年的总结", year=2021), a_piece("近年的方案", year=2023, arrived=2)
    item = an_item("1-1", first, second)
    assert titles(numbered(item, (late, second), (early, first))) == ["近年的方案", "早年的总结"]


def test_within_a_slot_pieces_come_by_year() -> None:
    slot = a_slot()
    pieces = [a_piece(str(year), year=year, arrived=at) for at, year in enumerate((2023, 2021, 2022))]
    found = numbered(an_item("1-1", slot), *((piece, slot) for piece in pieces))
    assert titles(found) == ["2021", "2022", "2023"]


def test_within_a_year_pieces_come_by_the_level_of_their_issuer() -> None:
    issuers = ("双河镇人民政府", "云岭县教育委员会", "云岭县人民政府", "重庆市人民政府", "国务院办公厅", None)
    pieces = [a_piece(issuer, issuer=issuer, arrived=at) for at, issuer in enumerate(issuers)]
    found = numbered(an_item(), *((piece, None) for piece in pieces))
    assert titles(found) == [*reversed(issuers[:-1]), None]


def test_within_a_level_pieces_come_by_date() -> None:
    days = (date(2023, 11, 20), date(2023, 3, 1), None, date(2023, 6, 1))
    pieces = [a_piece(str(day), issued_on=day, arrived=at) for at, day in enumerate(days)]
    found = numbered(an_item(), *((piece, None) for piece in pieces))
    assert titles(found) == ["2023-03-01", "2023-06-01", "2023-11-20", "None"]


def test_what_is_alike_comes_by_arrival() -> None:
    pieces = [a_piece(f"第{at}件", arrived=at) for at in (3, 1, 2)]
    found = numbered(an_item(), *((piece, None) for piece in pieces))
    assert titles(found) == ["第1件", "第2件", "第3件"]


def test_a_piece_in_no_slot_comes_after_those_in_slots() -> None:
    slot = a_slot()
    loose, placed = a_piece("散件", year=2021), a_piece("归位", year=2023, arrived=2)
    assert titles(numbered(an_item("1-1", slot), (loose, None), (placed, slot))) == ["归位", "散件"]


def test_a_piece_in_two_slots_of_an_item_is_listed_once() -> None:
    first, second = a_slot("方案"), a_slot("总结")
    piece = a_piece()
    item = an_item("1-1", first, second)
    filings = [filed(piece, item, second), filed(piece, item, first)]
    assert len(number_pieces(a_snapshot([item], [piece], filings))[item.id]) == 1


@pytest.mark.parametrize("flag", UNCOUNTED)
def test_what_proves_nothing_has_no_number(flag: Flag) -> None:
    assert [entry.number for entry in numbered(an_item(), (a_piece(flags=[flag]), None))] == [None]


@pytest.mark.parametrize("flag", sorted(set(Flag) - set(UNCOUNTED)))
def test_a_remark_alone_takes_no_number_away(flag: Flag) -> None:
    assert [entry.number for entry in numbered(an_item(), (a_piece(flags=[flag]), None))] == ["1-1-001"]


def test_a_draft_does_not_shift_the_numbers_of_others() -> None:
    draft = a_piece("草稿", year=2021, flags=[Flag.DRAFT])
    sound = a_piece("正稿", year=2023, arrived=2)
    found = numbered(an_item(), (draft, None), (sound, None))
    assert [(entry.piece.facts.title, entry.number) for entry in found] == [("正稿", "1-1-001"), ("草稿", None)]


def test_a_piece_of_several_items_has_the_number_of_the_first() -> None:
    home, other = an_item("1-1"), an_item("1-2")
    piece = a_piece()
    found = number_pieces(a_snapshot([home, other], [piece], [filed(piece, home), filed(piece, other)]))
    assert [found[item.id][0].number for item in (home, other)] == ["1-1-001", "1-1-001"]


def test_a_piece_is_at_home_where_it_was_filed_first() -> None:
    early, late = an_item("1-1"), an_item("1-2")
    piece = a_piece()
    found = number_pieces(a_snapshot([early, late], [piece], [filed(piece, late), filed(piece, early)]))
    assert [found[item.id][0].at_home for item in (early, late)] == [False, True]


def test_a_piece_from_elsewhere_takes_no_number_of_the_item() -> None:
    home, other = an_item("1-1"), an_item("1-2")
    shared, own = a_piece("共用", year=2021), a_piece("自有", arrived=2)
    filings = [filed(shared, home), filed(shared, other), filed(own, other)]
    found = number_pieces(a_snapshot([home, other], [shared, own], filings))
    assert [entry.number for entry in found[other.id]] == ["1-1-001", "1-2-001"]


def test_every_piece_has_one_place_where_it_is_printed() -> None:
    items = [an_item(f"1-{at}") for at in range(4)]
    pieces = [a_piece(arrived=at) for at in range(6)]
    filings = [filed(piece, item) for piece in pieces for item in items]
    found = number_pieces(a_snapshot(items, pieces, filings))
    homes = [entry.anchor for entries in found.values() for entry in entries if entry.at_home]
    assert len(homes) == len(set(homes)) == len(pieces)


def test_an_item_without_pieces_has_no_directory() -> None:
    assert number_pieces(a_snapshot([an_item()])) == {}


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院食品安全委员会办公室", "上级"),
        ("中共中央宣传部", "上级"),
        ("国家市场监督管理总局", "上级"),
        ("农业农村部", "上级"),
        ("广西壮族自治区人民政府", "上级"),
        ("浙江省市场监督管理局", "上级"),
        ("重庆市人民政府", "上级"),
        ("重庆市市场监督管理局", "上级"),
        ("重庆市食品药品安全委员会办公室", "上级"),
        ("中共云岭县委", "县级"),
        ("中共云岭县委办公室", "县级"),
        ("云岭县人民政府", "县级"),
        ("县政府办公室", "县级"),
        ("江北区人民政府", "县级"),
        ("云岭县食药安办", "县级"),
        ("云岭县食品药品安全委员会办公室", "县级"),
        ("云岭县教育委员会", "部门"),
        ("县委宣传部", "部门"),
        ("宣传部", "部门"),
        ("市场监管局", "部门"),
        ("云岭县乡村振兴局", "部门"),
        ("国家税务总局云岭县税务局", "部门"),
        ("双河镇人民政府", "乡镇"),
        ("云岭县红岩乡人民政府", "乡镇"),
        ("双河镇食品安全委员会办公室", "乡镇"),
        ("青龙街道办事处", "乡镇"),
        ("某某公司", "不明"),
        (None, "不明"),
    ],
)
def test_the_level_of_an_issuer_is_told_from_its_name(issuer: str | None, level: str) -> None:
    assert ("上级", "上级", "县级", "部门", "乡镇", "不明")[issuer_level(issuer)] == level
