"""The files of 催报: what they are called, which units get which, and how long they take for a whole county."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from build import NOON, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.chases import STEPS, Form, Step
from evidence.check.gaps import find_gaps
from evidence.check.owing import Drafting, Owing, units_to_chase
from evidence.errors import CancelledError
from evidence.export.chase_files import write_drafts
from evidence.export.template import Template
from evidence.model import Approach, Scope, Unit, UnitId, UnitKind
from evidence.progress import Silent
from evidence.snapshot import Snapshot

TOWNS = ("双河镇", "石坪镇", "红岩乡")


def a_county(units: Sequence[str] = TOWNS, slots: int = 2, visited: Sequence[str] = ()) -> Snapshot:
    item = an_item("1-1", *(a_slot(f"材料{number}", scope=Scope.EACH_TOWNSHIP) for number in range(slots)))
    snapshot = a_snapshot([item])
    listed = tuple(
        Unit(
            UnitId(name),
            name,
            UnitKind.TOWNSHIP,
            approach=Approach.VISIT if name in visited else Approach.PAPER,
        )
        for name in units
    )
    return replace(snapshot, project=replace(snapshot.project, units=listed))


def drafting(snapshot: Snapshot, step: Step, units: Sequence[str] | None = None) -> Drafting:
    found = units_to_chase(snapshot, find_gaps(snapshot), (), STEPS)
    chosen: list[Owing] = [one for one in found if units is None or one.unit in units]
    letters = tuple((one, step) for one in chosen if not one.by_visit)
    return Drafting(NOON, date(2024, 1, 20), letters, tuple(one for one in chosen if one.by_visit))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(folder: Path, snapshot: Snapshot, template: Template, step: Step, units: Sequence[str] | None = None) -> None:
    write_drafts(folder, drafting(snapshot, step, units), snapshot, find_gaps(snapshot), (template, "1"), Silent())


def test_files_are_called_after_step_unit_and_day(tmp_path: Path, template: Template) -> None:
    write(tmp_path, a_county(), template, Step("督办单", Form.ORDER), ["双河镇", "红岩乡"])
    assert names(tmp_path) == ["督办单_双河镇_20240108.docx", "督办单_红岩乡_20240108.docx"]


def test_names_are_those_that_windows_takes(tmp_path: Path, template: Template) -> None:
    write(tmp_path, a_county(["双河镇/开发区:一"]), template, Step("提示?", Form.NOTE))
    assert names(tmp_path) == ["提示_双河镇 开发区 一_20240108.docx"]


def test_a_long_name_keeps_its_day(tmp_path: Path, template: Template) -> None:
    write(tmp_path, a_county(["双河镇" * 30]), template, STEPS[0])
    assert names(tmp_path)[0].endswith("_20240108.txt")


def test_a_letter_that_was_completed_by_hand_stays_and_the_new_one_is_numbered(
    tmp_path: Path, template: Template
) -> None:
    completed = tmp_path / "督办单_双河镇_20240108.docx"
    completed.write_text("文号已填", "utf-8")
    for _ in range(2):
        write(tmp_path, a_county(), template, Step("督办单", Form.ORDER), ["双河镇"])
    assert names(tmp_path) == [
        "督办单_双河镇_20240108.docx",
        "督办单_双河镇_20240108（2）.docx",
        "督办单_双河镇_20240108（3）.docx",
    ]
    assert completed.read_text("utf-8") == "文号已填"


def test_units_whose_long_names_begin_alike_get_a_letter_each(tmp_path: Path, template: Template) -> None:
    units = ["双河镇" * 20 + end for end in "甲乙"]
    write(tmp_path, a_county(units), template, STEPS[0])
    told = [path.read_text("utf-8-sig") for path in sorted(tmp_path.iterdir())]
    assert [sum(unit in text for text in told) for unit in units] == [1, 1]


def test_two_steps_that_are_circulars_give_a_file_each(tmp_path: Path, template: Template) -> None:
    county = a_county()
    every = drafting(county, Step("通报", Form.CIRCULAR))
    steps = (Step("通报", Form.CIRCULAR), Step("二次通报", Form.CIRCULAR), Step("通报", Form.CIRCULAR))
    letters = tuple((one, step) for (one, _), step in zip(every.letters, steps, strict=True))
    made = write_drafts(tmp_path, replace(every, letters=letters), county, find_gaps(county), (template, "1"), Silent())
    assert [path.name for path in made] == ["通报_20240108.docx", "二次通报_20240108.docx"]


def test_one_circular_is_made_for_all(tmp_path: Path, template: Template) -> None:
    write(tmp_path, a_county(), template, Step("通报", Form.CIRCULAR))
    assert names(tmp_path) == ["通报_20240108.docx"]


def test_units_to_be_visited_stand_in_a_list_with_their_gaps(tmp_path: Path, template: Template) -> None:
    write(tmp_path, a_county(visited=["石坪镇"]), template, Step("督办单", Form.ORDER), ["石坪镇"])
    assert names(tmp_path) == ["上门沟通_20240108.txt"]
    told = (tmp_path / "上门沟通_20240108.txt").read_text("utf-8-sig")
    assert "石坪镇" in told
    assert "材料1" in told


def test_work_that_is_stopped_stops(tmp_path: Path, template: Template) -> None:
    class Stopping(Silent):
        def cancelled(self) -> bool:
            return True

    snapshot = a_county()
    with pytest.raises(CancelledError):
        write_drafts(tmp_path, drafting(snapshot, STEPS[1]), snapshot, find_gaps(snapshot), (template, "1"), Stopping())
    assert names(tmp_path) == []


def test_the_circular_ranks_neither_those_that_are_visited_nor_the_office_itself(
    tmp_path: Path, template: Template
) -> None:
    county = a_county(visited=["石坪镇"])
    own = an_item("1-2", a_slot("工作总结"), lead_unit="云岭县食药安办")
    county = replace(
        county,
        criteria=(*county.criteria, own),
        project=replace(county.project, office="云岭县食品药品安全委员会办公室"),
    )
    write(tmp_path, county, template, Step("通报", Form.CIRCULAR))
    document = docx.Document(str(tmp_path / "通报_20240108.docx"))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"双河镇", "红岩乡"} <= cells
    assert not cells & {"石坪镇", "云岭县食药安办"}


def test_the_circular_tells_no_paper_of_a_visited_unit_or_of_the_office_as_nobodys(
    tmp_path: Path, template: Template
) -> None:
    county = a_county(visited=["石坪镇"])
    waiting = [a_piece(issuer=None, unit=unit, arrived=at) for at, unit in enumerate(["石坪镇", "云岭县食药安办"], 1)]
    county = replace(county, pieces=tuple(waiting))
    write(tmp_path, county, template, Step("通报", Form.CIRCULAR))
    told = "".join(p.text for p in docx.Document(str(tmp_path / "通报_20240108.docx")).paragraphs)
    assert "看不出报送单位" not in told


def test_the_circular_tells_what_lies_unsorted_of_a_unit_that_owes_nothing(tmp_path: Path, template: Template) -> None:
    county = a_county(slots=1)
    (item,) = county.criteria
    there, waiting = (a_piece(issuer=None, unit="双河镇", arrived=at) for at in (1, 2))
    county = replace(county, pieces=(there, waiting), filings=(filed(there, item, item.required[0]),))
    write(tmp_path, county, template, Step("通报", Form.CIRCULAR))
    (table,) = docx.Document(str(tmp_path / "通报_20240108.docx")).tables
    assert ["1", "双河镇", "1", "1", "100%", "0", "1"] in [[cell.text for cell in row.cells] for row in table.rows]
