"""A paper that holds identity or mobile numbers is told of with where they stand, and never with the numbers."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook
from pdf_files import pdf_of

from evidence.intake.privacy import Place, has_personal_data, places_of
from evidence.model import Flag
from tests.evidence.intake.conftest import Take

MOBILE, IDENTITY = "13800138000", "11010519491231002X"


def test_places_are_part_and_line_without_empty_ones() -> None:
    text = f"标题\n\n联系人：张某 {MOBILE}\f第二页\n{IDENTITY}，{MOBILE}"
    assert places_of(text) == (
        Place(identity=False, part=1, line=2),
        Place(identity=True, part=2, line=2),
        Place(identity=False, part=2, line=2),
    )


def test_what_is_no_number_of_a_person_has_no_place() -> None:
    assert places_of("110105194912310021\n023-55123456\n138001380001") == ()


@pytest.mark.parametrize("before", range(19))
def test_a_number_is_seen_wherever_it_begins(before: int) -> None:
    assert has_personal_data("名" * before + IDENTITY)
    assert has_personal_data("2023-05-18\t3.5\n" + "名" * before + IDENTITY.replace("1", "\uff11", 1) + "\n4\n")


def test_a_text_tells_lines(take: Take) -> None:
    arrived = take({"名单.txt": f"名单\n张某 {MOBILE}\n李某 {IDENTITY}\n".encode()})
    file = arrived.of("名单.txt")
    assert Flag.PERSONAL_DATA in file.flags
    assert file.message == (
        "含个人信息（身份证号 1 处、手机号 1 处）：第2行、第3行（空行不计）。送审前请遮盖，或另换一份。"
    )


def test_pages_of_a_pdf_are_told(take: Take) -> None:
    message = take({"名单.pdf": pdf_of("list", f"tel {MOBILE}")}).of("名单.pdf").message
    assert "手机号 1 处" in str(message)
    assert "第2页第1行" in str(message)


def test_sheets_of_a_workbook_are_told(take: Take) -> None:
    book = Workbook()
    book.worksheets[0].append(["姓名"])
    book.create_sheet("二").append([MOBILE])
    buffer = BytesIO()
    book.save(buffer)
    assert "第2张表第1行" in str(take({"名单.xlsx": buffer.getvalue()}).of("名单.xlsx").message)


@pytest.mark.parametrize("count", [5, 6])
def test_many_places_are_named_by_the_first_ones(count: int, take: Take) -> None:
    message = str(take({"名单.txt": "\n".join([MOBILE] * count).encode()}).of("名单.txt").message)
    assert f"手机号 {count} 处" in message
    assert ("第5行等" in message) == (count > 5)
    assert MOBILE not in message
