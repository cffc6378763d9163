from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from PIL import Image
from scans.drawn import Letter, letter_page, spoiled, table_page
from scans.likeness import right

from evidence.extract.found import Reading
from evidence.extract.recognition import Recogniser
from evidence.intake.facts import facts_of
from evidence.model import Flag

SCAN = PurePosixPath("扫描件001.pdf")


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def test_a_clean_page_is_read_with_a_paragraph_a_line_and_without_its_seal(recogniser: Recogniser) -> None:
    page = letter_page(Letter())
    read = recogniser.read(page.picture)
    assert right(read.text, page.text) >= 0.99
    assert read.text.count("\n") == page.text.count("\n")
    assert read.confidence > 0.95


@pytest.mark.parametrize("seed", range(3))
def test_a_page_that_is_askew_noisy_and_stamped_is_read(recogniser: Recogniser, seed: int) -> None:
    page = letter_page(Letter())
    assert right(recogniser.read(spoiled(page, seed)).text, page.text) >= 0.95


@pytest.mark.parametrize(("degrees", "turned"), [(90, 90), (180, 180), (270, 270), (93, 90)])
def test_a_page_that_lies_otherwise_is_turned_and_says_so(recogniser: Recogniser, degrees: int, turned: int) -> None:
    page = letter_page(Letter())
    lying = page.picture.rotate(degrees, expand=True, fillcolor="white")
    read = recogniser.read(lying)
    assert right(read.text, page.text) >= 0.97
    assert read.turned == turned


def test_a_table_with_rules_is_read_by_rows_though_its_cells_run_over_lines(recogniser: Recogniser) -> None:
    rows = [
        ["序号", "乡镇名称", "样品类别", "批次数", "不合格情况说明"],
        ["1", "青川镇", "粮食加工品", "120", "无"],
        ["2", "白水街道", "食用农产品和调味品", "86", "菠菜1批次毒死蜱超标，已核查处置"],
        ["3", "竹园镇", "", "54", "无"],
    ]
    page = table_page("2022年食品安全监督抽检情况统计表", rows)
    assert recogniser.read(page.picture).text.split("\n") == page.text.split("\n")


def test_a_page_without_writing_has_no_text(recogniser: Recogniser) -> None:
    read = recogniser.read(Image.new("RGB", (800, 600), (90, 140, 90)))
    assert (read.text, read.confidence) == ("", 0.0)


def test_a_mark_of_secrecy_at_the_head_of_a_scan_is_seen(recogniser: Recogniser) -> None:
    page = letter_page(Letter(marks=("000012", "机密★1年", "特急")))
    text = recogniser.read(page.picture).text
    said = facts_of(Reading("application/pdf", text, 1, scanned=True, flags=frozenset()), SCAN)
    assert Flag.SECRET in said.flags
