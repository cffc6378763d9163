"""待整理 worked by keys: groups, numbers, all that is certain, and how many keys a paper takes."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from evidence.model import Fact, Piece, PieceId
from evidence.snapshot import Changes
from ui.desk import Desk
from ui.dialogs.file_to import FileTo
from ui.models.tray import IS_HEADING, Tray
from ui.models.tray_groups import Grouping
from ui.session import Session

PLAN, SUMMARY, CHECK = "1-1", "1-2", "2-1"
TITLES = {PLAN: "食品安全工作方案", SUMMARY: "食品安全工作总结", CHECK: "食品安全检查记录"}
PLACES = ("双河镇", "石坪镇", "清溪镇", "龙潭镇")


def desk_with(session: Session, folder: Path, qtbot: QtBot) -> Desk:
    """Return a desk whose tray holds what lies in a folder."""
    with qtbot.waitSignal(session.changed, timeout=60_000):
        session.take_in([folder], lambda _: None)
    desk = Desk(session)
    qtbot.addWidget(desk)
    session.opened.emit()
    desk.resize(1300, 650)
    desk.show()
    qtbot.waitExposed(desk)
    desk.tabs.setCurrentWidget(desk.tray)
    return desk


@pytest.fixture
def desk(project: Session, inbox: Path, qtbot: QtBot) -> Desk:
    return desk_with(project, inbox, qtbot)


def choose_grouping(desk: Desk, grouping: Grouping) -> None:
    desk.tray.grouping.setCurrentIndex(desk.tray.grouping.findData(grouping))
    desk.tray.grouping.activated.emit(desk.tray.grouping.currentIndex())


def headings(tray: Tray) -> list[str]:
    rows = [tray.index(row, 0) for row in range(tray.rowCount())]
    return [index.data() for index in rows if index.data(IS_HEADING)]


def row_of_heading(desk: Desk, name: str) -> int:
    model = desk.tray.model
    found = [row for row in range(model.rowCount()) if str(model.index(row, 0).data()).startswith(name)]
    return found[0]


def titled(session: Session, text: str) -> Piece:
    (found,) = [piece for piece in session.moment.tray if text in (piece.facts.title or "")]
    return found


def codes(session: Session, piece: PieceId) -> list[str]:
    snapshot = session.moment.snapshot
    return [snapshot.by_id[filing.criterion].code for filing in session.moment.places.get(piece, ())]


def test_keys_that_change_the_project_are_named_only_while_they_do(desk: Desk) -> None:
    desk.tray.rows.selectAll()
    desk.allow_writing(allowed=False)
    assert desk.tray.hint.text().endswith("件　空格看大图")
    desk.allow_writing(allowed=True)
    assert "回车各按建议归项" in desk.tray.hint.text()


def test_enter_on_a_paper_without_proposal_says_what_else_there_is(desk: Desk, project: Session, qtbot: QtBot) -> None:
    snapshot = project.moment.snapshot
    (bare, *_) = [piece.id for piece in snapshot.unfiled if piece.id not in snapshot.suggestions]
    desk.tray.choose(bare)
    with qtbot.waitSignal(desk.told) as told:
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Return)
    assert told.args == ["选中的材料没有归项建议。按 0 输入编号归项。"]


def test_papers_stand_under_the_items_that_are_proposed_for_them(desk: Desk) -> None:
    shown = headings(desk.tray.model)
    assert [name.split("　")[0] for name in shown[:-1]] == [PLAN, SUMMARY, CHECK]
    assert shown[-1] == "没有建议归项"
    assert not desk.tray.rows.currentIndex().data(IS_HEADING), "Enter confirms one paper, no group, to begin with"


def test_papers_stand_under_the_units_that_handed_them_in(desk: Desk) -> None:
    choose_grouping(desk, Grouping.UNIT)
    assert headings(desk.tray.model) == ["双河镇", "县市场监管局", "报送单位不明"], "as the scheme calls them"


def test_papers_of_a_unit_stand_together_whatever_name_they_bear(desk: Desk, project: Session, qtbot: QtBot) -> None:
    first, second, *_ = project.moment.tray
    lead = next(item.lead_unit for item in project.moment.snapshot.leaves if item.lead_unit)
    with qtbot.waitSignals([project.changed, project.changed]):
        project.correct((first.id,), Fact.UNIT, lead)
        project.correct((second.id,), Fact.UNIT, f"云岭县{lead.removeprefix('县')}")
    choose_grouping(desk, Grouping.UNIT)
    assert len([name for name in headings(desk.tray.model) if lead.removeprefix("县") in name]) == 1


def test_papers_stand_under_their_arrivals(desk: Desk, project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    choose_grouping(desk, Grouping.BATCH)
    qtbot.waitUntil(lambda: len(headings(desk.tray.model)) == 1)
    (tmp_path / "又来").mkdir()
    (tmp_path / "又来" / "1-2 石坪镇总结.txt").write_text("石坪镇2023年食品安全工作总结", "utf-8")
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([tmp_path / "又来"], lambda _: None)
    qtbot.waitUntil(lambda: "又来" in headings(desk.tray.model)[0])  # the last arrival first
    assert len(headings(desk.tray.model)) == 2
    choose_grouping(desk, Grouping.NONE)
    assert headings(desk.tray.model) == []


def test_enter_on_a_heading_files_what_is_below_it(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.tray.rows.selectRow(row_of_heading(desk, CHECK))
    below = desk.tray.pieces()
    assert len(below) == 3
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Return)
    assert [codes(project, piece) for piece in below] == [[CHECK]] * 3
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert not any(codes(project, piece) for piece in below), "one step"


def test_a_number_files_where_that_proposal_says(desk: Desk, project: Session, qtbot: QtBot) -> None:
    plan = next(p.id for p in project.moment.tray if len(project.moment.snapshot.suggestions.get(p.id, ())) > 1)
    second = project.moment.snapshot.suggestions[plan][1]
    desk.tray.choose(plan)
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_2)
    assert [filing.criterion for filing in project.moment.places[plan]] == [second.criterion]
    assert not desk.tray.rows.currentIndex().data(IS_HEADING)


def test_a_number_without_a_proposal_files_nothing_and_says_so(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.tray.choose(project.moment.tray[0].id)
    with qtbot.waitSignal(desk.told) as told:
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_5)
    assert told.args == ["这件材料没有第 5 个建议。按 0 输入编号归项。"]
    assert project.moment.snapshot.filings == ()


def test_all_that_is_certain_is_filed_as_one_step(desk: Desk, project: Session, qtbot: QtBot) -> None:
    snapshot = project.moment.snapshot
    certain = {key for key, found in snapshot.suggestions.items() if found[0].certain}
    assert certain
    assert f"（{len(certain)}）" in desk.tray.accept_certain.text()
    with qtbot.waitSignal(project.changed):
        desk.tray.accept_certain.trigger()
    assert project.moment.places.keys() == certain
    assert not desk.tray.accept_certain.isEnabled()
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert project.moment.snapshot.filings == ()


def test_only_what_is_listed_is_filed_with_all_that_is_certain(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.tray.text.setText("总结")
    with qtbot.waitSignal(project.changed):
        desk.tray.accept_certain.trigger()
    (piece,) = project.moment.places
    assert "总结" in (project.moment.snapshot.piece_by_id[piece].facts.title or "")


def test_facts_are_corrected_and_left_by_keys(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.activateWindow()
    paper = titled(project, "工作总结")
    desk.tray.choose(paper.id)
    desk.tray.rows.setFocus()
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: desk.facts.isAncestorOf(desk.focusWidget()))
    field = desk.focusWidget()
    qtbot.keyClicks(field, "-7")
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert desk.focusWidget() is desk.tray.rows
    assert "-7" in (project.moment.snapshot.piece_by_id[paper.id].facts.title or "")


def test_groups_follow_what_is_filed_and_corrected(desk: Desk, project: Session, qtbot: QtBot) -> None:
    model = desk.tray.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    choose_grouping(desk, Grouping.UNIT)
    paper = titled(project, "工作总结")
    with qtbot.waitSignal(project.changed):
        facts = replace(paper.facts, unit="石坪镇")
        project.write("arranging", lambda d, _: (d.workspace.correct_facts(paper.id, facts, paper.flags), None))
    assert "石坪镇" in headings(model)
    row = model.row_of(paper.id)
    assert row is not None
    assert model.index(row - 1, 0).data() == "石坪镇"
    desk.tray.rows.selectRow(row)
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Return)
    assert "石坪镇" not in headings(model)
    assert tester.model() is model


def test_papers_stay_selected_while_others_change_places(desk: Desk, project: Session, qtbot: QtBot) -> None:
    choose_grouping(desk, Grouping.UNIT)
    first, *_, last = project.moment.tray
    desk.tray.choose(last.id)
    with qtbot.waitSignal(project.changed):
        project.correct((last.id,), Fact.UNIT, "双河镇")
    assert desk.tray.pieces() == (last.id,)
    with qtbot.waitSignal(project.changed):
        project.correct((first.id,), Fact.UNIT, "双河镇")
    assert desk.tray.pieces() == (last.id,), "Enter files what the clerk selected"


def test_papers_stay_selected_when_the_scheme_changes(desk: Desk, project: Session, qtbot: QtBot) -> None:
    selected = project.moment.tray[-1].id
    desk.tray.choose(selected)
    with qtbot.waitSignal(project.changed):
        project.show(Changes(scheme=True))
    assert desk.tray.pieces() == (selected,)


def test_what_an_undo_brings_back_is_selected(desk: Desk, project: Session, qtbot: QtBot) -> None:
    (wrong, *_) = (piece.id for piece in project.moment.tray if piece.id in project.moment.snapshot.suggestions)
    desk.tray.choose(wrong)
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Return)
    assert desk.tray.pieces() != (wrong,)
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert desk.tray.pieces() == (wrong,)


def test_home_and_end_go_to_the_first_and_the_last_paper(desk: Desk, project: Session, qtbot: QtBot) -> None:
    choose_grouping(desk, Grouping.NONE)
    first, *_, last = project.moment.tray
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_End)
    assert desk.tray.pieces() == (last.id,)
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Home)
    assert desk.tray.pieces() == (first.id,)


def test_a_number_says_that_it_files_one_paper_only(desk: Desk, project: Session, qtbot: QtBot) -> None:
    desk.tray.rows.selectAll()
    with qtbot.waitSignal(desk.told) as told:
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_2)
    assert told.args == ["按 1–5 归项一次只能选一件；几件一起归，按回车或 0。"]
    assert project.moment.snapshot.filings == ()
    assert "1–5" not in desk.tray.hint.text()


def test_the_first_key_on_a_tab_goes_to_its_list(desk: Desk, qtbot: QtBot) -> None:
    desk.activateWindow()
    desk.criteria.text.setFocus()
    desk.show_tab(0)
    assert desk.focusWidget() is desk.item.rows
    desk.show_tab(1)
    assert desk.focusWidget() is desk.tray.rows
    desk.show_tab(2)
    assert desk.focusWidget() is desk.gaps.rows
    qtbot.keyClick(desk.gaps.rows, Qt.Key.Key_Down)


def test_two_hundred_papers_are_filed_by_keys_alone(project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    belongs: dict[str, str] = {}
    for number in range(200):
        code = (PLAN, SUMMARY, CHECK)[number % 3]
        place, year = PLACES[number % 4], 2021 + number % 3
        misnamed = number % 10 == 9  # a clerk knows better than the words of every tenth
        title = f"{place}{year}年{TITLES[PLAN if misnamed else code]}第{number}号"
        path = tmp_path / "来件" / place / f"{number:03} {title}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{title}\n{place}人民政府\n{year}年{1 + number % 12}月5日\n", "utf-8")
        belongs[title] = code
    desk = desk_with(project, tmp_path / "来件", qtbot)
    papers = {piece.id: belongs[piece.facts.title or ""] for piece in project.moment.tray}
    assert len(papers) == 200
    desk.activateWindow()
    keys = 0
    while project.moment.tray:
        (piece,) = desk.tray.pieces()
        keys += file_by_keys(desk, project, papers[piece], qtbot)
        assert codes(project, piece) == [papers[piece]]
    assert keys <= 1.5 * len(papers), f"{keys} keys for {len(papers)} papers"


def file_by_keys(desk: Desk, session: Session, code: str, qtbot: QtBot) -> int:
    """File the selected paper as a clerk would, and return how many keys that took."""
    (piece,) = desk.tray.pieces()
    snapshot = session.moment.snapshot
    proposed = [snapshot.by_id[found.criterion].code for found in snapshot.suggestions.get(piece, ())]
    with qtbot.waitSignal(session.changed) as signal:
        if proposed and proposed[0] == code:
            keys = 1
            qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Return)
        elif code in proposed:
            keys = 1
            qtbot.keyClick(desk.tray.rows, str(proposed.index(code) + 1))
        else:
            keys = 2 + len(code)
            qtbot.keyClick(desk.tray.rows, Qt.Key.Key_0)
            question = desk.findChild(FileTo)
            assert question is not None
            qtbot.keyClicks(question.text, code)
            qtbot.keyClick(question.text, Qt.Key.Key_Return)
    assert isinstance((signal.args or [None])[0], Changes)
    return keys
