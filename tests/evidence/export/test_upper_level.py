"""向上级报送: the dossier holds the office's part alone, under the upper level's numbers, and says whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from pages.exported import all_text, documents, export
from pages.invented import Shelf

from build import a_group, a_piece, a_snapshot, an_item, filed
from evidence.export.dossier import Exported
from evidence.model import Mode, PaperCopy
from evidence.snapshot import Snapshot

ON_PAPER = PaperCopy("档案室", "王敏")


def a_part(shelf: Shelf) -> Snapshot:
    """Of three groups with an item each, the second is the office's part; one paper lies in the first and in it."""
    groups = [a_group(code, name) for code, name in (("一", "组织领导"), ("二", "社会共治"), ("三", "示范引领"))]
    items = [
        an_item(code, parent=group.id, text=text)
        for group, code, text in zip(
            groups, ("1-1", "2-7", "3-9"), ("市里成立机构", "县里开展宣传", "市里推广经验"), strict=True
        )
    ]
    pieces = [
        a_piece("全市会议纪要", arrived=1, originals=[shelf.others[0]]),
        a_piece("县里的宣传方案", arrived=2, originals=[shelf.others[1]]),
        a_piece("两处都用的通知", arrived=3, paper=ON_PAPER),
    ]
    places = [(0, 0), (2, 0), (2, 1), (1, 1)]
    filings = [filed(pieces[p], items[i], position=n) for n, (p, i) in enumerate(places)]
    criteria = [one for pair in zip(groups, items, strict=True) for one in pair]
    whole = a_snapshot(criteria, pieces, filings, originals=shelf.others)
    project = replace(whole.project, mode=Mode.PART, upper="白鹭市食安办")
    return replace(whole, project=project, outside=frozenset({items[0].id, items[2].id}))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("part")


@pytest.fixture(scope="module")
def exported(shelf: Shelf, out: Path) -> Exported:
    return export(a_part(shelf), out, shelf.path_of)


@pytest.fixture(scope="module")
def texts(exported: Exported) -> list[str]:
    return [all_text(document.path) for document in exported.documents]


@pytest.mark.parametrize("word", ["市里成立机构", "组织领导", "示范引领", "全市会议纪要", "3-9"])
def test_nothing_beyond_the_part_is_in_any_edition(word: str, texts: list[str]) -> None:
    assert [word in text for text in texts] == [False, False]


def test_items_keep_the_numbers_of_the_upper_levels_table(texts: list[str]) -> None:
    assert all("2-7-001" in text and "2-7-002" in text for text in texts)


def test_a_paper_that_lies_beyond_the_part_as_well_is_printed_within_it(texts: list[str]) -> None:
    assert all("两处都用的通知" in text and "1-1-0" not in text for text in texts)


def test_the_cover_says_what_it_is_and_whom_it_is_for(texts: list[str]) -> None:
    assert all("云岭县报送材料汇编" in text and "报送：白鹭市食安办" in text for text in texts)


def test_the_notes_say_that_it_is_a_part(texts: list[str]) -> None:
    assert all("五、本汇编是报送白鹭市食安办的材料" in text for text in texts)


def test_the_documents_are_named_so(exported: Exported) -> None:
    assert [made.path.name for made in exported.documents] == [
        "云岭县报送材料汇编（内部工作版）.docx",
        "云岭县报送材料汇编（送审版）.docx",
    ]


def test_the_package_has_the_folders_of_the_whole_table(exported: Exported) -> None:
    assert exported.package is not None
    folders = [path.relative_to(exported.package) for path in exported.package.rglob("2-7")]
    assert [folder.as_posix() for folder in folders] == ["02 社会共治/2-7"]


def test_a_paper_that_lies_beyond_the_part_alone_is_told_of(exported: Exported) -> None:
    told = [(one.what, one.why) for one in exported.omissions]
    assert told == [("全市会议纪要", "只归在承担范围以外的评价内容下（1-1），未收入")]


def test_an_upper_level_without_a_name_is_called_so(shelf: Shelf, tmp_path: Path) -> None:
    part = a_part(shelf)
    export(replace(part, project=replace(part.project, upper=None)), tmp_path, shelf.path_of)
    assert "报送：上级单位" in all_text(next(iter(documents(tmp_path / "送审版"))))
