"""盒封面: a page a box that says what lies in it, however much that is."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from msgspec.structs import replace

from build import a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.boxes import BoxRules
from evidence.errors import ExportError
from evidence.export.box_covers import LIST_MM, Cover, CoverList, covers
from evidence.export.box_plan import BoxPlan, plan
from evidence.export.cover_pages import PAGE_MM, write_covers
from evidence.export.template import Template
from evidence.imprint import Imprint
from evidence.model import Piece
from evidence.progress import Silent
from tests.evidence.export.drawn_pages import DOTS_PER_MM, drawn_pages, inked_mm

DUTY = "党委政府主要负责人定期研究食品安全工作，专题听取汇报并协调解决重大问题，列入年度重点工作"


def planned(template: Template, items: int, points: int = 1, *papers: Piece) -> BoxPlan:
    """A box that holds so many items of so many 要点, each with a paper."""
    groups = [a_group(str(number), f"第{number}项重点工作") for number in range(1, points + 1)]
    found = [
        an_item(f"{group.code}-{at}", a_slot(), parent=group.id, text=DUTY)
        for at in range(1, items + 1)
        for group in [groups[(at - 1) * points // items]]
    ]
    pieces = papers or [a_piece() for _ in found]
    filings = [
        filed(piece, found[min(at, items - 1)], found[min(at, items - 1)].required[0])
        for at, piece in enumerate(pieces)
    ]
    snapshot = a_snapshot([*groups, *found], pieces, filings)
    return plan(snapshot, lambda _: Path("none"), BoxRules(most_pages=None), template, Silent())


def cover(whole: BoxPlan) -> Cover:
    (found,) = covers(whole, [1])
    return found


def test_a_cover_says_what_lies_in_the_box(template: Template) -> None:
    found = cover(planned(template, 2))
    assert found.held.lines[0] == "1　第1项重点工作"
    assert [line.split("　")[1] for line in found.held.lines[1:]] == ["1-1", "1-2"]
    assert found.known == {
        "pieces": "1-1-001 至 1-2-001",
        "years": "2023",
        "count": "2",
        "pages": "6",
        "days": "2023-03-01",
        "keeping": "",
        "office": "云岭县食药安办",
        "secrecy": "",
    }


def test_what_nobody_knows_stays_empty(template: Template) -> None:
    found = cover(planned(template, 1, 1, a_piece(year=None, issued_on=None)))
    assert (found.known["years"], found.known["days"]) == ("", "")


def test_a_cover_says_how_long_papers_are_kept_where_the_project_does(template: Template) -> None:
    whole = planned(template, 1)
    project = replace(whole.snapshot.project, imprint=Imprint(keeping="30年"))
    contents = replace(whole.contents, snapshot=replace(whole.snapshot, project=project))
    assert cover(replace(whole, contents=contents)).known["keeping"] == "30年"


@pytest.mark.parametrize(("items", "points", "columns"), [(1, 1, 1), (6, 2, 1), (30, 3, 2), (60, 4, 1), (40, 40, 2)])
def test_the_more_items_the_smaller_they_are_written(template: Template, items: int, points: int, columns: int) -> None:
    held = cover(planned(template, items, points)).held
    long = len(held.column(0))
    assert held.columns == columns
    assert long * held.size_pt * 1.35 / 72 * 25.4 <= LIST_MM[1]
    assert "1-1" in "".join(held.lines)


def test_no_point_stands_at_the_foot_of_a_column_apart_from_its_items() -> None:
    held = CoverList(("1　甲", "　1-1", "　1-2", "2　乙", "　2-1", "　2-2", "　2-3"), 12.0, 2)
    assert held.column(0) == ("1　甲", "　1-1", "　1-2", "")
    assert held.column(1) == ("2　乙", "　2-1", "　2-2", "　2-3")


def test_what_has_no_room_even_then_is_counted(template: Template) -> None:
    held = cover(planned(template, 120, 60)).held
    assert held.lines[-1] == "等 120 项"
    assert len(held.column(0)) * held.size_pt * 1.35 / 72 * 25.4 <= LIST_MM[1]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="what draws pages is not there")
def test_each_cover_is_one_page_of_the_size_of_a_box_by_what_is_drawn(template: Template, tmp_path: Path) -> None:
    found = [cover(planned(template, *many)) for many in ((1, 1), (6, 2), (40, 40), (120, 60))]
    snapshot = planned(template, 1).snapshot
    long = replace(found[0], title="云岭土家族苗族自治县创建国家食品安全示范城市迎接国家评审资料汇编")
    assert write_covers(tmp_path / "盒封面.docx", [*found, long], snapshot, template, "1.0") == 5
    pages = drawn_pages(tmp_path / "盒封面.docx", tmp_path)
    assert len(pages) == 5
    for page in pages:
        assert [round(side / DOTS_PER_MM) for side in page.size] == list(PAGE_MM)
        left, _, right, bottom = inked_mm(page)
        assert (left, right, bottom) == pytest.approx((25, 185, 25 + 42 + 20 + 122 + 6 + 4 * 12), abs=1)


def test_the_frame_of_what_lies_in_the_box_is_measured_in_millimetres(template: Template, tmp_path: Path) -> None:
    whole = planned(template, 6, 2)
    write_covers(tmp_path / "盒封面.docx", [cover(whole)], whole.snapshot, template, "1.0")
    (table,) = docx.Document(str(tmp_path / "盒封面.docx")).tables
    assert table.rows[2].height == pytest.approx(Mm(LIST_MM[1]), abs=Mm(0.1))
    assert sum(column.width or 0 for column in table.columns) == pytest.approx(Mm(LIST_MM[0]), abs=Mm(0.1))


def test_what_is_no_word_file_and_no_box_at_all_are_refused(template: Template, tmp_path: Path) -> None:
    whole = planned(template, 1)
    with pytest.raises(ExportError, match="cover_file_kind"):
        write_covers(tmp_path / "盒封面.pdf", [cover(whole)], whole.snapshot, template, "1.0")
    with pytest.raises(ExportError, match="label_none"):
        write_covers(tmp_path / "盒封面.docx", (), whole.snapshot, template, "1.0")
