"""帮助: F1 tells of the pane at hand, each figure's button of how it is counted, and the support report of nobody."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import importlib
import pkgutil
import re
import threading
import traceback
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

import ui.dialogs
import ui.views
from app.paths import HELP, TEMPLATES
from evidence.check.defects import NOT_YET
from evidence.errors import DossierError
from evidence.model import Facts, PaperCopy
from evidence.progress import Report
from evidence.wording import FLAGS, reviews
from ui.dialogs.help import HelpDialog
from ui.dialogs.pass_rules import PassRulesDialog
from ui.dialogs.self_scores import SelfScores
from ui.dialogs.settings import SettingsDialog, Topic
from ui.dialogs.support_report import SupportReport
from ui.help_places import COUNTING, FIGURES, FIRST, QUESTIONS, TOPICS, figures_of, topic_of
from ui.help_texts import find, load
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.session import Session, Setup
from ui.support_report import masked
from ui.views.why_button import WhyButton

TEXTS = load(HELP)
HEADINGS = {section.heading: section.text for topic in TEXTS if topic.name == COUNTING for section in topic.sections}


@pytest.fixture
def setup(setup: Setup) -> Setup:
    def log(_: int) -> list[str]:
        return ["Traceback (most recent call last):", "ValueError: 张三的材料"]

    return replace(setup, help=HELP, log=log)


@pytest.fixture
def main(project: Session, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    _ = window.desk
    project.opened.emit()
    window.show()
    qtbot.waitExposed(window)
    return window


def shown(window: MainWindow) -> tuple[str, str]:
    """Which topic is shown, and the heading that stands at the top of what is seen."""
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    return dialog.list.currentItem().text(), dialog.page.textCursor().block().text()


# the texts


def test_each_topic_has_a_title_and_says_something() -> None:
    assert len(TEXTS) >= 15
    assert len({topic.name for topic in TEXTS}) == len(TEXTS)
    assert all(topic.title and len(topic.text) > 80 for topic in TEXTS)


def test_the_texts_lie_among_what_is_handed_out_whole() -> None:
    assert HELP.is_relative_to(TEMPLATES)


def test_every_place_leads_to_a_text_that_is_there() -> None:
    names = {topic.name for topic in TEXTS}
    assert {FIRST, COUNTING, QUESTIONS, *TOPICS.values()} <= names
    assert set(FIGURES.values()) <= HEADINGS.keys()


def test_every_place_is_a_class_of_the_window() -> None:
    known: set[str] = set()
    for package in (ui.views, ui.dialogs):
        for module in pkgutil.iter_modules(package.__path__):
            known |= vars(importlib.import_module(f"{package.__name__}.{module.name}")).keys()
    assert {*TOPICS, *FIGURES} <= known


# Frames that others are made of, and small questions that belong to what asks them: the texts of those are told.
_FRAMES = {"HeadedImport", "JobDialog", "PastFrame", "SetFrame", "StepDialog", "WorkingDialog"}
_REGISTERS = {"EditedRegister", "Register"}
_NOT_ALONE = {*_FRAMES, *_REGISTERS, "PickMany", "NewUnit", "MergeUnit"}


def test_every_pane_and_dialog_has_a_text_of_its_own() -> None:
    shown: set[str] = set()
    for package in (ui.views, ui.dialogs):
        for module in pkgutil.iter_modules(package.__path__):
            known = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
            for name, one in known.items():
                if isinstance(one, type) and one.__module__.startswith(package.__name__) and not name.startswith("_"):
                    is_pane = module.name.endswith("_pane") and issubclass(one, QWidget) and name.endswith("Pane")
                    if is_pane or issubclass(one, QDialog):
                        shown.add(name)
    assert sorted(shown - _NOT_ALONE - TOPICS.keys()) == []


def test_the_keys_that_are_listed_are_those_of_the_window(main: MainWindow) -> None:
    (text,) = [topic.text for topic in TEXTS if topic.name == "keys"]
    told = set(re.findall(r"\*\*([^*]+)\*\*", text.replace("回车", "Return").replace("空格", "Space")))
    told |= {f"Ctrl+{number}" for number in range(1, 7) if "Ctrl+1 到 Ctrl+6" in told}
    told |= {key.replace("←", "Left").replace("→", "Right").replace("↑", "Up").replace("↓", "Down") for key in told}
    told |= {key.replace("Delete", "Del").replace("Insert", "Ins") for key in told}
    menus = cast("list[QMenu]", main.findChildren(QMenu))
    actions = [*main.actions(), *(one for menu in menus for one in menu.actions())]
    actions += [*main.desk.past_filed.actions, *main.desk.past_waiting.actions]
    actions += [*main.desk.preview.offered.in_menu(), *main.desk.ledger.deeds.action.values()]
    keys = {action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()}
    assert sorted(keys - told) == []
    assert len(keys) > 25
    own = {"Ctrl+Z", "Ctrl+Y", "Ctrl+J", "Ctrl+P", "Ctrl+Alt+Z", "Alt+Return", "Ctrl+Shift+Del", "Ctrl+6", "Ins", "R"}
    assert own <= keys


def test_every_picture_is_there() -> None:
    named = {path for topic in TEXTS for path in re.findall(r"!\[[^]]*]\(([^)]+)\)", topic.text)}
    assert named
    assert [path for path in named if not (HELP / path).is_file()] == []


def test_what_does_not_count_is_told_in_the_programs_own_words() -> None:
    told = HEADINGS["已有件数"]
    assert [FLAGS[flag] for flag in NOT_YET if FLAGS[flag] not in told] == []
    assert all(words in HEADINGS["工作状态"] for words in ("收集中", "未开始", reviews.AGAIN))


def test_no_text_names_a_place_on_this_machine_or_speaks_of_insides() -> None:
    text = "\n".join(topic.text for topic in TEXTS)
    assert not re.search(r"(?i)json|sqlite|sql|/home|\.py\b|database|tag\b", text)


def test_words_are_found_in_headings_first() -> None:
    found = find(TEXTS, "到位率")
    assert (found[0].topic.name, found[0].heading) == (COUNTING, "到位率")
    assert any(one.topic.name != COUNTING for one in found)
    assert find(TEXTS, "预计 加分项")[0].heading == "预计影响"
    assert find(TEXTS, "  ") == ()
    assert find(TEXTS, "没有这样的词") == ()


# in the window


@pytest.mark.parametrize(
    ("tab", "topic", "figure"),
    [
        (0, "应备材料", "已有件数"),
        (1, "待整理", "待整理件数"),
        (2, "缺项", "缺项的行数"),
        (3, "疑点", ""),
        (4, "总览", "应备件数"),
        (5, "整改", "逾期"),
    ],
)
def test_f1_tells_of_the_pane_that_has_the_keyboard(
    tab: int, topic: str, figure: str, main: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = main.desk
    desk.show_tab(tab)
    panes = (desk.item.rows, desk.tray.rows, desk.gaps.rows, desk.doubts.rows, desk.overview.summary.units)
    pane = (*panes, desk.ledger.rows)[tab]

    def place(_: object) -> QWidget:
        return pane  # no window of a test has the keyboard for certain

    monkeypatch.setattr("ui.help_menu._place", place)
    main.help_menu.here.trigger()
    assert shown(main)[0] == topic
    main.help_menu.why.trigger()
    assert shown(main)[0] == "怎样计算"
    if figure:
        assert shown(main)[1] == figure
    assert [action.shortcut().toString() for action in (main.help_menu.here, main.help_menu.why)] == ["F1", "Shift+F1"]


def test_each_figure_has_a_button_that_leads_to_its_paragraph(main: MainWindow, project: Session, qtbot: QtBot) -> None:
    main.desk.show_tab(4)
    for page in main.desk.late.values():
        page.make()
    summary = main.desk.overview.summary
    scores = SelfScores(project, main.desk)
    scores.show()
    buttons = cast("list[WhyButton]", [*main.desk.findChildren(WhyButton)])
    headings = [button.heading for button in buttons]
    assert set(headings) >= {
        "到位率",
        "缺项的行数",
        "应备件数",
        "工作状态",
        "距送审几天",
        "未齐",
        "预计影响",
        "合格条件",
        "逾期",
    }
    assert set(headings) <= HEADINGS.keys()
    (button,) = [one for one in cast("list[WhyButton]", summary.findChildren(WhyButton)) if one.heading == "未齐"]
    button.click()
    assert shown(main) == ("怎样计算", "未齐")
    (of_scores,) = [one for one in cast("list[WhyButton]", scores.findChildren(WhyButton)) if one.heading == "预计影响"]
    of_scores.click()
    qtbot.waitUntil(lambda: scores.findChild(HelpDialog) is not None)
    scores.close()


def test_help_that_was_closed_opens_again(main: MainWindow, qtbot: QtBot) -> None:
    first = main.help_menu.show_topic(COUNTING, main)
    assert first is not None
    with qtbot.waitSignal(first.destroyed):
        first.reject()
    again = main.help_menu.show_topic(QUESTIONS, main)
    assert again is not None
    assert again.isVisible()


def test_a_button_in_a_window_that_cannot_tell_does_nothing(window: QWidget) -> None:
    WhyButton("到位率", window).click()


def test_dialogs_hear_the_key_too(main: MainWindow, project: Session) -> None:
    settings = SettingsDialog(project, Topic.OFFICE, main)
    settings.show()
    main.help_menu.reach_dialog(None, settings.topics)
    main.help_menu.reach_dialog(None, settings.topics)
    keys = sorted(one.key().toString() for one in cast("list[QShortcut]", settings.findChildren(QShortcut)))
    assert keys == ["F1", "Shift+F1"]
    assert topic_of(settings.topics) == "settings"
    settings.close()


def test_a_place_of_no_text_leads_to_the_beginning(window: QWidget) -> None:
    assert topic_of(window) == FIRST
    assert topic_of(None) == FIRST
    assert figures_of(window) == ""


def test_the_figures_of_a_dialog_are_told(project: Session, window: QWidget) -> None:
    dialog = PassRulesDialog(project, window)
    dialog.show()
    assert figures_of(dialog.ok_button) == "合格条件"


def test_the_search_lists_sections_and_goes_there(window: QWidget, qtbot: QtBot) -> None:
    dialog = HelpDialog(HELP, window)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.text.setText("已报待整理")
    assert dialog.list.item(0).text() == "怎样计算 › 已报待整理"
    assert dialog.page.textCursor().block().text() == "已报待整理"
    assert dialog.page.verticalScrollBar().value() > 0
    dialog.text.setText("没有这样的词")
    assert "没有找到" in dialog.page.toPlainText()
    dialog.text.clear()
    assert dialog.list.count() == len(TEXTS)


# 支持报告


def test_the_report_names_nothing_of_the_project(main: MainWindow, project: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        project.register_paper(
            Facts(title="常委会纪要原件", year=2023), 4, PaperCopy("县委办档案室", "李科长"), ("1-1",)
        )
    dialog = SupportReport(project, main)
    dialog.show()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    text = dialog.text.toPlainText()
    about = project.moment.snapshot.project
    units = [unit.name for unit in about.units]
    hidden = [
        "李敏",
        "常委会",
        "李科长",
        "张三",
        str(project.moment.path),
        *units,
        about.place or "",
        about.office or "",
    ]
    assert [word for word in hidden if word and word in text] == []
    assert "材料 1 件" in text
    assert "ValueError" in text
    assert "程序版本：0.0" in text


def test_what_is_seen_is_what_is_saved(main: MainWindow, project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = SupportReport(project, main)
    dialog.show()
    qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save(tmp_path / "报告.txt")
    qtbot.waitUntil(lambda: "已存到" in dialog.said.text())
    saved = (tmp_path / "报告.txt").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert saved == dialog.text.toPlainText()
    dialog.save(project.moment.path / "vault" / "报告.txt")
    qtbot.waitUntil(lambda: bool(dialog.fault.text()))


def test_without_a_project_there_is_a_report_as_well(session: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = SupportReport(session, window)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert "没有打开项目" in dialog.text.toPlainText()


def test_a_trace_keeps_where_it_was_in_the_program_alone() -> None:
    log = [
        "2024-03-01 09:00:00 beijian 0.1.0",
        "Traceback (most recent call last):",
        r'  File "D:\李敏\备检-0.1.0\program\ui\desk.py", line 12, in _show',
        "    self.title = 县委常委会纪要",
        r'  File "C:\Users\liming\lib\openpyxl\reader.py", line 9, in load',
        "FileNotFoundError: [Errno 2] No such file or directory: 'D:\\\\张三.docx'",
        "OSError",
    ]
    assert masked(log) == (
        "2024-03-01 09:00:00 beijian 0.1.0",
        "Traceback (most recent call last):",
        "  ui/desk.py:12 _show",
        "  （别的代码）:9 load",
        "FileNotFoundError",
        "OSError",
    )
    assert masked([]) == ("没有日志",)


def test_where_the_program_was_torn_down_is_told() -> None:
    torn = [
        "Windows fatal exception: access violation",
        "",
        "Current thread 0x00001a2c (most recent call first):",
        '  File "C:\\备检\\ui\\jobs.py", line 150 in run',
        "Extension modules: zhangsan._memo",
    ]
    assert masked(torn) == (torn[0], torn[2], "  ui/jobs.py:150 run", "（略去 1 行）")


def test_errors_of_python_and_of_libraries_are_told_and_words_that_look_like_one_are_not() -> None:
    ours = traceback.format_exception_only(DossierError("nobody", name="张三"))[-1].rstrip()
    log = ["PermissionError: [Errno 13] 'D:\\张三.docx'", ours, "zhangsan.Error", "ZhangSanError: 110101199003070000"]
    log += ["os.Li_GuoQiangError: x", "json.ZhangSanException", "Fatal Python error: Wang Xiaoming said so"]
    assert masked(log) == ("PermissionError", "evidence.errors.DossierError", "（略去 5 行）")


@given(
    st.lists(
        st.one_of(
            st.text(),
            st.builds('  File "{}", line 3, in {}'.format, st.text(), st.text()),
            st.builds("ValueError: {}".format, st.text()),
            st.builds("{}Error: 张三".format, st.text()),
        )
    )
)
def test_no_letter_of_chinese_comes_out_of_a_log(log: list[str]) -> None:
    ours = "没有日志（略去 行）（别的代码）"
    assert [sign for line in masked(log) for sign in line if ord(sign) > 127 and sign not in ours] == []


def test_a_folder_that_is_called_as_one_of_the_programs_is_not_told() -> None:
    lines = ('  File "D:\\app\\wang_min\\notes.py", line 3, in f', '  File "C:\\x\\ui\\jobs.py", line 4, in run')
    told = "\n".join(masked(lines))
    assert "wang_min" not in told
    assert "ui/jobs.py:4 run" in told


def test_a_report_that_is_closed_while_it_is_saved_is_saved(
    session: Session, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    """Whatever is told to a dialog that has gone fails the test."""
    dialog = SupportReport(session, window)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save(tmp_path / "报告.txt")
    dialog.done(0)
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: not session.reporting.running)
    assert (tmp_path / "报告.txt").exists()


def test_the_help_leads_to_a_report_over_a_dialog_that_lets_nothing_behind_it_be_used(
    main: MainWindow, qtbot: QtBot
) -> None:
    asking = QDialog(main)
    asking.open()
    helping = main.help_menu.show_topic(FIRST, asking)
    assert helping is not None
    qtbot.waitUntil(helping.isActiveWindow)
    helping.report_button.click()
    (report,) = cast("list[SupportReport]", helping.findChildren(SupportReport))
    qtbot.waitUntil(report.save_button.isEnabled)
    report.close()
    asking.close()


def test_a_report_is_made_and_saved_while_all_other_work_hangs(
    setup: Setup, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    jobs, hanging = Jobs(), threading.Event()
    session = Session(setup, jobs)

    def hang(_: Report) -> None:
        hanging.wait(20)

    jobs.run("documents", hang, lambda _: None)
    dialog = SupportReport(session, window)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert "备检支持报告" in dialog.text.toPlainText()
    dialog.save(tmp_path / "报告.txt")
    qtbot.waitUntil(lambda: "已存到" in dialog.said.text())
    assert jobs.running, "the other work hangs still"
    hanging.set()
    session.reporting.end()
    jobs.close()
