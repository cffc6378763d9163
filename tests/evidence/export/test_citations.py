"""一件多用: every place of a paper in every scheme, with its number there."""

from __future__ import annotations

from pathlib import Path

from build import a_group, a_slot, an_item
from evidence.criteria import Counterparts
from evidence.export.citations import citations_of
from evidence.export.numbering import number_pieces
from evidence.model import Facts, SchemeFacts, SchemeReading
from evidence.progress import Silent
from tests.evidence.steps import ITEMS, opened, register

GROUP = a_group("A", "工作机制")
OTHER = SchemeReading(
    SchemeFacts("食品安全评议考核细则", None, None, 4.0),
    (GROUP, an_item("A1", a_slot("年度工作方案"), parent=GROUP.id)),
    (),
)


def test_a_paper_tells_all_its_places_with_numbers_and_what_they_follow(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        first = workspace.snapshot().scheme_id
        workspace.schemes.add(OTHER, Silent())
        workspace.schemes.use(first)
        workspace.schemes.pair([Counterparts(ITEMS[0].id, OTHER.items[1].id)])
        piece = register(workspace)
        workspace.file(piece, ["1-1#食品安全工作方案"])
        workspace.file(piece, ["1-2"])
        other = workspace.snapshot().others[0].id
        found = citations_of(piece, [workspace.snapshot(), workspace.schemes.seen_by(other)])
    assert [(one.title, one.code, one.slot, one.label, one.at_home, one.follows) for one in found] == [
        ("细则", "1-1", "食品安全工作方案", "1-1-001", True, ""),
        ("细则", "1-2", found[1].slot, "1-1-001", False, ""),
        ("食品安全评议考核细则", "A1", "年度工作方案", "A1-001", True, "1-1"),
    ]


def test_a_paper_that_lies_nowhere_tells_no_place(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        piece = register(workspace)
        assert citations_of(piece, [workspace.snapshot()]) == ()


def test_each_paper_has_the_number_that_the_whole_directory_gives_it(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        pieces = [register(workspace, Facts(title=f"方案{number}", year=2023)) for number in range(5)]
        for number, piece in enumerate(pieces):
            workspace.file(piece, ["1-2"] if number % 2 else ["1-1#食品安全工作方案"])
        workspace.file(pieces[0], ["1-2"])
        snapshot = workspace.snapshot()
        whole = {
            (entry.piece.id, item): (entry.label, entry.at_home)
            for item, entries in number_pieces(snapshot).items()
            for entry in entries
        }
        for piece in pieces:
            told = {
                (one.filing.piece, one.filing.criterion): (one.label, one.at_home)
                for one in citations_of(piece, [snapshot])
            }
            assert told == {place: entry for place, entry in whole.items() if place[0] == piece}
