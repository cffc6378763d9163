"""Scans are recognised while a project is open: quietly, what is on screen first, and stopped with the project."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker
from scans.drawn import as_pdf
from scans.readers import Scripted

from evidence.errors import RequestError, UnreadableFileError
from evidence.extract.found import RecognisedPage
from evidence.extract.page_readers import PageJob, PageResult
from evidence.model import Fact
from tests.ui.test_threads import where_it_goes
from ui.recognising_work import RecognisingWork
from ui.session import Session, Setup
from ui.views.facts_pane import FactsPane
from ui.views.scan_label import ScanLabel

TEXT = (
    "云岭县教育委员会\n云教委发〔2023〕21号\n关于开展食品安全检查的通知\n各学校：\n请遵照执行。\n"
    "云岭县教育委员会\n2023年3月1日"
)


class Held(Scripted):
    """Reads a page only when it is let go on."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(range(1, 9), TEXT))
        self.said, self.broken = TEXT, False
        self.go = threading.Event()
        self.jobs: list[PageJob] = []
        self.patience_s = 0.0  # that anybody had at most

    def give(self, job: PageJob) -> None:
        self.jobs.append(job)
        super().give(job)

    def finished(self, patience_s: float) -> list[PageResult]:
        self.patience_s = max(self.patience_s, patience_s)
        if self.broken:
            raise RequestError("recogniser_broken")
        if not self.go.wait(min(patience_s, 0.05)):
            return []
        return [replace(one, outcome=RecognisedPage(self.said, 0.97, 0)) for one in super().finished(patience_s)]


@pytest.fixture
def readers() -> Held:
    return Held()


@pytest.fixture
def setup(setup: Setup, readers: Held) -> Setup:  # pyright: ignore[reportGeneralTypeIssues]
    return replace(setup, readers=lambda: readers)


@pytest.fixture
def bring(project: Session, tmp_path: Path, qtbot: QtBot) -> Callable[[str, int], None]:
    """Take a scan of so many pages in."""

    def take_in(name: str, pages: int) -> None:
        shade = 100 + 10 * len(project.moment.snapshot.pieces)
        pictures = [Image.new("RGB", (400, 566), (shade, 200, 200))] * pages
        (tmp_path / name).write_bytes(as_pdf(*pictures, dpi=50))
        with qtbot.waitSignal(project.changed):
            project.take_in([tmp_path / name], lambda _: None)

    return take_in


def _sentence(told: SignalBlocker) -> str:
    assert told.args is not None  # pyright: ignore[reportUnknownMemberType]
    return str(told.args[0])  # pyright: ignore[reportUnknownMemberType,reportUnknownArgumentType]


def numbers(session: Session) -> list[str | None]:
    return [piece.facts.document_number for piece in session.moment.snapshot.pieces]


def test_a_scan_that_comes_in_is_read_by_itself_and_is_no_step(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    bring("扫描件001.pdf", 2)
    step = project.moment.undo
    readers.go.set()
    qtbot.waitUntil(lambda: numbers(project) == ["云教委发〔2023〕21号"])
    assert project.moment.undo == step


def test_a_page_that_fails_by_chance_is_read_once_more_while_the_project_is_open(
    project: Session,
    bring: Callable[[str, int], None],
    readers: Held,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finished = readers.finished

    def fails_first(patience_s: float) -> list[PageResult]:
        failure = UnreadableFileError("read_timeout")
        return [
            replace(one, outcome=failure) if readers.jobs.count(one.job) == 1 else one for one in finished(patience_s)
        ]

    monkeypatch.setattr(readers, "finished", fails_first)
    bring("扫描件001.pdf", 2)
    readers.go.set()
    qtbot.waitUntil(lambda: numbers(project) == ["云教委发〔2023〕21号"])
    assert sorted(job.page for job in readers.jobs) == [1, 1, 2, 2]


def test_the_session_is_at_work_while_pages_are_read(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    bring("扫描件001.pdf", 2)
    qtbot.waitUntil(lambda: len(readers.jobs) == 1 and not project.jobs.running)
    assert project.at_work
    readers.go.set()
    qtbot.waitUntil(lambda: not project.at_work)
    assert len(readers.jobs) == 2


def test_what_is_on_screen_is_read_first(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    bring("甲.pdf", 3)
    qtbot.waitUntil(lambda: len(readers.jobs) == 1)
    bring("乙.pdf", 1)
    second = project.moment.snapshot.pieces[1]
    project.recognising.prefer([second.id])
    readers.go.set()
    qtbot.waitUntil(lambda: len(readers.jobs) == 4)
    assert readers.jobs[1].original == second.parts[0].original


def test_it_waits_when_it_is_paused_and_says_so(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    label = ScanLabel(project)
    qtbot.addWidget(label)
    bring("扫描件001.pdf", 3)
    qtbot.waitUntil(lambda: len(readers.jobs) == 1)
    qtbot.waitUntil(lambda: label.text.text() == "正在识别 0/3 页")
    label.pause.click()
    assert (label.text.text(), label.pause.text()) == ("已暂停识别 0/3 页", "继续")
    readers.go.set()
    qtbot.waitUntil(lambda: label.text.text() == "已暂停识别 1/3 页")
    assert len(readers.jobs) == 1
    label.pause.click()
    qtbot.waitUntil(label.isHidden)
    assert len(readers.jobs) == 3


def test_closing_the_project_stops_it_and_it_goes_on_next_time(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    bring("扫描件001.pdf", 2)
    qtbot.waitUntil(lambda: len(readers.jobs) == 1)
    path = project.moment.path
    with qtbot.waitSignal(project.closed):
        project.close()
    qtbot.waitUntil(lambda: readers.closed)
    assert readers.patience_s < 1
    readers.go.set()
    with qtbot.waitSignal(project.opened):
        project.open(path, "李敏")
    qtbot.waitUntil(lambda: numbers(project) == ["云教委发〔2023〕21号"])


def test_who_has_scans_read_stays_until_the_last_page_is_told(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    """The thread told it to nobody, or to half of what was being destroyed just then."""
    bring("扫描件001.pdf", 1)
    qtbot.waitUntil(lambda: len(readers.jobs) == 1)
    places = where_it_goes(project.recognising)
    project.recognising = RecognisingWork(project, None)
    gc.collect()
    assert places == []
    with qtbot.waitSignal(project.closed):
        project.close()
    qtbot.waitUntil(lambda: gc.collect() >= 0 and bool(places))
    assert places == ["MainThread"]


def test_the_clerk_is_told_when_a_scan_turns_out_to_be_secret(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    bring("扫描件001.pdf", 1)
    readers.said = "机密★1年\n关于某事的通知"
    with qtbot.waitSignal(project.refused) as told:
        readers.go.set()
    assert "已立即隔离" in _sentence(told)
    qtbot.waitUntil(lambda: numbers(project) == [])


def test_the_clerk_is_told_once_where_nothing_can_be_recognised(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    readers.broken = True
    with qtbot.waitSignal(project.refused) as told:
        bring("扫描件001.pdf", 2)
    assert "识别文字的组件" in _sentence(told)
    assert len(project.workspace.scans.waiting()) == 2


def test_a_bug_in_what_reads_is_reported_and_nobody_waits_for_it(
    project: Session, bring: Callable[[str, int], None], readers: Held, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(readers, "finished", "{0[1]}".format)  # fails for any patience
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(project.refused):
        bring("扫描件001.pdf", 2)
    qtbot.waitUntil(lambda: bool(raised))
    assert not project.at_work


def test_the_facts_say_that_a_text_was_recognised_and_how_sure_that_is(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    readers.go.set()
    bring("扫描件001.pdf", 1)
    qtbot.waitUntil(lambda: numbers(project) == ["云教委发〔2023〕21号"])
    pane = FactsPane()
    qtbot.addWidget(pane)
    pane.show_moment(project.moment, None)
    pane.show_pieces((project.moment.snapshot.pieces[0].id,))
    assert "识别得来，请核对" in pane.origin_of(Fact.NUMBER)
    lines = cast("list[QLabel]", pane.places.findChildren(QLabel))  # pyright: ignore[reportUnknownMemberType]
    assert any("把握 97%" in line.text() for line in lines)


def test_a_scan_that_is_taken_back_and_comes_again_while_it_is_read_is_read(
    project: Session, bring: Callable[[str, int], None], readers: Held, qtbot: QtBot
) -> None:
    bring("扫描件001.pdf", 1)
    qtbot.waitUntil(lambda: len(readers.jobs) == 1)
    for step in (project.undo, project.redo):
        with qtbot.waitSignal(project.changed):
            step()
    readers.go.set()
    qtbot.waitUntil(lambda: numbers(project) == ["云教委发〔2023〕21号"])
