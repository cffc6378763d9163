"""Takes the ledger of problems, its dialogs, and those of what belongs to it, with a dozen problems in every state."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from camera import Camera
from filled import tables
from PySide6.QtWidgets import QDialog

from app.window import Shown
from evidence.findings import Did, Draft, NewEvent, Severity, Source
from ui.dialogs.charts import ChartsDialog
from ui.dialogs.duties import DutiesDialog
from ui.dialogs.finding_import import FindingImport
from ui.dialogs.finding_step import HandOut, Progress, Rectified, Reopened
from ui.dialogs.finding_texts import AddPhotos, Amend, NewProblems, Strike
from ui.dialogs.holidays import HolidayImport, HolidaysDialog
from ui.dialogs.inspection import InspectionDialog
from ui.dialogs.job_panel import JobPanel
from ui.dialogs.papers import PapersDialog
from ui.dialogs.piece_past import PiecePast
from ui.dialogs.rate_form import RateForm, ThresholdForm
from ui.dialogs.rate_import import RateImport
from ui.dialogs.rates import RatesDialog
from ui.dialogs.recheck import LookBack, Recheck
from ui.dialogs.recycle_bin import RecycleBin
from ui.dialogs.site_form import SiteForm
from ui.dialogs.site_import import SiteImport
from ui.dialogs.sites import SitesDialog
from ui.dialogs.steps import StepsDialog
from ui.dialogs.support_report import SupportReport
from ui.models.ledger_lines import Line

_OF_THE_PROJECT: dict[str, type[QDialog]] = {
    "inspection": InspectionDialog,
    "papers": PapersDialog,
    "charts": ChartsDialog,
    "sites": SitesDialog,
    "rates": RatesDialog,
    "duties": DutiesDialog,
    "holidays": HolidaysDialog,
    "bin": RecycleBin,
    "steps": StepsDialog,
    "support-report": SupportReport,
}
_FOUND = (
    ("双河镇农贸市场", "熟食摊位未公示健康证，防蝇设施破损。", "证照公示"),
    ("县第二中学食堂", "留样登记不全，3 个批次无留样时间。", "制度落实"),
    ("城关镇惠民超市", "货架上有 2 种过期预包装食品。", "过期食品"),
    ("石坪镇中心小学周边", "校园周边 200 米内有流动摊贩。", "校园周边"),
)


def take_ledger(camera: Camera, shown: Shown, folder: Path) -> None:
    """Take the views of the pane, then the dialogs."""
    session, window = shown.session, camera.window
    today = session.setup.clock().date()
    units = [unit.name for unit in session.moment.snapshot.project.units]
    session.ledger.add([_problem(number, units, today) for number in range(12)])
    camera.wait(lambda: len(session.ledger.ledger.lines) == 12 and not session.jobs.running)
    desk = window.desk
    desk.tabs.setCurrentWidget(desk.ledger)
    for number in range(desk.ledger.views.count()):
        desk.ledger.views.setCurrentIndex(number)
        desk.ledger.rows.selectRow(1)
        camera.wait(lambda: not session.jobs.running)
        camera.take(f"ledger-{number + 1}")
    for name, kind in _OF_THE_PROJECT.items():
        camera.show(name, kind(session, window))  # pyright: ignore[reportCallIssue, reportArgumentType]
    _take_steps(camera, shown, session.ledger.ledger.lines)
    given = tables(folder / "表格")
    for name, asked in (
        ("site-import", SiteImport(session, (), window)),
        ("rate-import", RateImport(session, (), window)),
        ("holiday-import", HolidayImport(session, window)),
    ):
        asked.read(given[name])
        camera.show(name, asked, asked.ok_button.isEnabled)
    problems = FindingImport(session, window)
    problems.read(given["finding-import"])
    camera.show("finding-import", problems, lambda: problems.rows.model().rowCount() > 0)
    for name, dialog in (
        ("site-form", SiteForm(session, (), None, window)),
        ("rate-form", RateForm(session, (), None, window)),
        ("threshold", ThresholdForm(session, (), window)),
        ("piece-past", PiecePast(session, session.moment.snapshot.pieces[0].id, window)),
    ):
        camera.show(name, dialog)
    window.watching.show()
    panel = camera.last(JobPanel)
    camera.take("jobs", panel)
    panel.close()


def _take_steps(camera: Camera, shown: Shown, lines: tuple[Line, ...]) -> None:
    session, window = shown.session, camera.window
    new, underway, waiting, closed = (lines[at : at + 1] for at in range(4))
    for name, dialog in (
        ("hand-out", HandOut(session, new, window)),
        ("progress", Progress(session, underway, window)),
        ("rectified", Rectified(session, underway, window)),
        ("recheck", Recheck(session, waiting, window)),
        ("look-back", LookBack(session, closed, window)),
        ("reopened", Reopened(session, closed, window)),
        ("amend", Amend(session, new[0], window)),
        ("add-photos", AddPhotos(session, new[0], window)),
        ("strike", Strike(session, new, window)),
        ("new-problems", NewProblems(session, [_problem(0, ["县教委"], date(2023, 11, 20))], window)),
    ):
        camera.show(name, dialog)


def _problem(number: int, units: list[str], today: date) -> Draft:
    """Return a problem: of four, one is new, one underway, one waits for its check, one is closed."""
    place, text, kind = _FOUND[number % len(_FOUND)]
    found = today - timedelta(days=20 - number)
    told = NewEvent(Did.HAND_OUT, found, unit=units[number % 9], person="张强", deadline=found + timedelta(days=10))
    put_right = NewEvent(Did.RECTIFY, found + timedelta(days=5), by="张强", said="已全部整改。")
    passed = NewEvent(Did.PASS, found + timedelta(days=7), by="赵琳", said="现场复查，已整改到位。")
    events = ((), (told,), (told, put_right), (told, put_right, passed))[number % 4]
    severity = Severity.GRAVE if number % 5 == 0 else Severity.ORDINARY
    return Draft(Source.DAILY, found, text, place, "督查一组", kind, severity, events=events)
