"""通报: units ranked by what they have handed in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import docx
import pytest
from docx.document import Document

from build import a_snapshot
from evidence.check.debts import debts_by_unit
from evidence.check.gaps import find_gaps
from evidence.check.shares import ranking, shares
from evidence.check.waiting import waiting_by_unit
from evidence.errors import ExportError
from evidence.export.circular import write_circular
from evidence.export.template import Template
from evidence.model import UnitKind
from evidence.snapshot import Snapshot
from tests.evidence.export.chased import AT, DEADLINE, county

VALIDATE = Path(__file__).resolve().parents[2] / "tools" / "validate_docx.py"


def circular(path: Path, snapshot: Snapshot, template: Template, left_out: Collection[str] = ()) -> Document:
    gaps = find_gaps(snapshot)
    write_circular(
        path,
        snapshot,
        debts_by_unit(snapshot, gaps),
        gaps,
        waiting=waiting_by_unit(snapshot),
        as_of=AT,
        deadline=DEADLINE,
        template=template,
        version="0.0",
        left_out=left_out,
    )
    return docx.Document(str(path))


def rows(document: Document, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows][1:]


def test_departments_and_townships_are_ranked_apart(tmp_path: Path, template: Template) -> None:
    document = circular(tmp_path / "通报.docx", county(7, 5), template)
    assert rows(document, 0) == [
        ["1", "第6局", "6", "6", "100%", "0", "0"],
        ["2", "第5局", "6", "5", "83.3%", "0", "0"],
        ["3", "第4局", "6", "4", "66.7%", "0", "0"],
        ["4", "第3局", "6", "3", "50.0%", "1/0", "0"],
        ["5", "第2局", "6", "2", "33.3%", "0/1", "0"],
        ["6", "第1局", "6", "1", "16.7%", "0", "0"],
        ["7", "第0局", "6", "0", "0%", "0", "0"],
    ]
    assert rows(document, 1)[-1] == ["5", "第0镇", "4", "0", "0%", "0/1", "3"]


def test_equal_shares_have_equal_places() -> None:
    snapshot = county(10, 0)
    found = ranking(shares(snapshot, find_gaps(snapshot)), UnitKind.DEPARTMENT)
    assert [(one.place, one.share.met) for one in found] == [
        (1, 6),
        (2, 5),
        (3, 4),
        (4, 3),
        (5, 2),
        (5, 2),
        (7, 1),
        (7, 1),
        (9, 0),
        (9, 0),
    ]


def test_units_that_are_left_out_are_neither_ranked_nor_counted(tmp_path: Path, template: Template) -> None:
    document = circular(tmp_path / "通报.docx", county(7, 0), template, left_out={"第0局"})
    assert len(rows(document, 0)) == 6
    assert "列入通报的6个单位应报佐证材料36件" in "".join(p.text for p in document.paragraphs)


def test_who_has_least_is_named_with_what_lies_unsorted(tmp_path: Path, template: Template) -> None:
    told = "".join(p.text for p in circular(tmp_path / "通报.docx", county(), template).paragraphs)
    assert "到位率最低的是第0镇（另有已报待整理3件），为0%。" in told
    assert "3.“已报待整理”为已经收到、还在整理的材料（共3件），整理后计入，名次可能变化。" in told
    assert "另有1件待整理的材料还看不出报送单位。" in told


def test_a_circular_is_a_letter_without_number_date_and_seal(tmp_path: Path, template: Template) -> None:
    told = [p.text for p in circular(tmp_path / "通报.docx", county(), template).paragraphs if p.text.strip()]
    about, of, number, to = told[:4]
    assert about + of == "关于国家食品安全示范城市佐证材料报送情况的通报"
    assert number.strip("　") == "〔　　　　〕　　号"
    assert to == "各有关单位："
    end = ["云岭县食药安办", "年　　月　　日", "（联系人：李敏　　联系电话：13800001234）"]
    assert [line.strip("　") for line in told[-3:]] == end


def test_nobody_to_rank_is_no_circular(tmp_path: Path, template: Template) -> None:
    with pytest.raises(ExportError) as refused:
        circular(tmp_path / "通报.docx", a_snapshot([]), template)
    assert refused.value.code == "circular_nobody"


def test_a_circular_of_sixty_units_is_sound(tmp_path: Path, template: Template) -> None:
    path = tmp_path / "通报.docx"
    circular(path, county(40, 20, "云岭县"), template)
    done = subprocess.run([sys.executable, VALIDATE, path], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
