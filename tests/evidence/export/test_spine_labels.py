"""盒脊 labels: as large as the boxes are, with what is on them read from a distance."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from msgspec.structs import replace

from build import a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.boxes import BoxRules, Paper
from evidence.errors import ExportError
from evidence.export.box_plan import BoxPlan, plan
from evidence.export.label_pages import write_labels
from evidence.export.spine_labels import Label, labels, on_pages, proposed_width
from evidence.export.template import Template, load_template
from evidence.progress import Silent
from tests.evidence.export.drawn_pages import DOTS_PER_MM, drawn_pages, inked_mm


@pytest.fixture(scope="module")
def template(root: Path) -> Template:
    return load_template(root / "templates" / "word" / "dossier.docx")


def planned(template: Template, *names: str) -> BoxPlan:
    """A box that holds an item of each of these 要点."""
    groups = [a_group(str(number), name) for number, name in enumerate(names, 1)]
    items = [an_item(f"{group.code}-{group.code}", a_slot(), parent=group.id) for group in groups]
    pieces = [a_piece() for _ in items]
    filings = [filed(piece, item, item.required[0]) for piece, item in zip(pieces, items, strict=True)]
    snapshot = a_snapshot([*groups, *items], pieces, filings)
    return plan(snapshot, lambda _: Path("none"), BoxRules(), template, Silent())


def said(label: Label) -> list[str]:
    return ["".join(part.lines) for part in label.parts]


def test_a_label_says_title_points_items_years_and_box(template: Template) -> None:
    (label,) = labels(planned(template, "党政同责", "工作机制"), [1], Paper.A4, None)
    assert said(label)[1:] == ["党政同责·工作机制", "1-1至2-2", "2021至2023", "第1盒"]
    assert "迎检资料汇编" in said(label)[0]


def test_more_points_than_can_be_read_are_cut_at_a_name(template: Template) -> None:
    (label,) = labels(
        planned(template, *("校园与重点领域治理",) * 1, *map("第{}项重点工作".format, range(20))), [1], Paper.A4, 20
    )
    names = said(label)[1]
    assert names.startswith("校园与重点领域治理·第0项重点工作")
    assert names.endswith("项重点工作等")


@pytest.mark.parametrize(("sheets", "width"), [(1, 20), (150, 20), (151, 30), (320, 50), (5000, 50)])
def test_a_spine_is_as_wide_as_its_sheets_need(sheets: int, width: int) -> None:
    assert proposed_width(sheets) == width


@pytest.mark.parametrize(("paper", "high", "of_20", "of_50"), [(Paper.A4, 277, 8, 3), (Paper.A3, 310, 11, 5)])
def test_a_page_takes_as_many_as_it_is_wide(
    template: Template, paper: Paper, high: int, of_20: int, of_50: int
) -> None:
    for width, most in ((20, of_20), (50, of_50)):
        (label,) = labels(planned(template, "党政同责"), [1], paper, width)
        assert sum(part.height_mm for part in label.parts) == pytest.approx(high)
        assert [len(page) for page in on_pages([label] * (most + 1), paper)] == [most, 1]


def test_what_is_written_is_measured_in_millimetres(template: Template, tmp_path: Path) -> None:
    whole = planned(template, "党政同责")
    (label,) = labels(whole, [1], Paper.A3, 40)
    both = [label, replace(label, width_mm=20)]
    assert write_labels(tmp_path / "标签.docx", both, Paper.A3, whole.snapshot, template, "1.0") == 1
    document = docx.Document(str(tmp_path / "标签.docx"))
    (table,) = document.tables
    assert [column.width for column in table.columns] == pytest.approx([Mm(40), Mm(4), Mm(20)], abs=Mm(0.1))
    assert sum(row.height or 0 for row in table.rows) == pytest.approx(Mm(310), abs=Mm(0.1))
    assert document.sections[0].page_height == pytest.approx(Mm(420), abs=Mm(0.1))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="what draws pages is not there")
@pytest.mark.parametrize("paper", Paper)
def test_labels_are_as_large_on_paper_as_they_are_to_be(template: Template, tmp_path: Path, paper: Paper) -> None:
    whole = planned(template, "党政同责", "工作机制")
    found = labels(whole, [1], paper, 40)
    write_labels(tmp_path / "标签.docx", [*found, *found], paper, whole.snapshot, template, "1.0")
    (page,) = drawn_pages(tmp_path / "标签.docx", tmp_path)
    assert [round(side / DOTS_PER_MM) for side in page.size] == list(paper.size_mm)
    assert inked_mm(page) == pytest.approx((10, 10, 10 + 40 + 4 + 40, 10 + paper.label_mm), abs=0.5)


def test_the_properties_of_a_file_of_labels_tell_whose_and_when_it_is(template: Template, tmp_path: Path) -> None:
    whole = planned(template, "党政同责")
    found = labels(whole, [1], Paper.A4, None)
    write_labels(tmp_path / "盒脊标签.docx", found, Paper.A4, whole.snapshot, template, "1.0")
    told = docx.Document(str(tmp_path / "盒脊标签.docx")).core_properties
    office = whole.snapshot.project.author
    assert (told.title, told.author, told.last_modified_by, told.comments) == ("盒脊标签", office, office, "备检 1.0")
    assert told.created is not None
    assert told.modified == told.created
    assert told.created.date() == whole.snapshot.at.date()


def test_what_is_no_word_file_and_no_box_at_all_are_refused(template: Template, tmp_path: Path) -> None:
    whole = planned(template, "党政同责")
    with pytest.raises(ExportError, match="label_file_kind"):
        write_labels(
            tmp_path / "标签.pdf", labels(whole, [1], Paper.A4, None), Paper.A4, whole.snapshot, template, "1.0"
        )
    with pytest.raises(ExportError, match="label_none"):
        write_labels(tmp_path / "标签.docx", (), Paper.A4, whole.snapshot, template, "1.0")
