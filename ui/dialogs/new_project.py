"""新建迎检项目: criteria table, place and years, where to keep it; then the project is made and opened."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget, QWizard

from evidence import wording
from evidence.criteria import leaves_of, township_units
from evidence.errors import DossierError
from evidence.model import Project
from evidence.wording import parts
from ui.dialogs.keeping_page import KeepingPage
from ui.dialogs.place_page import PlacePage
from ui.dialogs.scheme_page import SchemePage
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.session import Session

_TEXTS = {
    QWizard.WizardButton.BackButton: "上一步(&B)",
    QWizard.WizardButton.NextButton: "下一步(&N)",
    QWizard.WizardButton.FinishButton: "完成(&F)",
    QWizard.WizardButton.CancelButton: "取消",
}


class Created(Struct, frozen=True):
    """A project that was made and is open now."""

    path: Path
    who: str


class NewProject(QWizard):
    """Asks for all that a project needs; stays open with a sentence if it cannot be made."""

    created = Signal(object)  # a Created

    def __init__(
        self, session: Session, who: str, folder: Path, base_year: int | None = None, parent: QWidget | None = None
    ) -> None:
        """Propose `folder` as the parent of the project's own, and last year as the base year."""
        super().__init__(parent)
        self._session = session
        self._making: Created | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("新建迎检项目")
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)  # a wide table needs the whole screen
        for button, text in _TEXTS.items():
            self.setButtonText(button, text)
        self.scheme_page = SchemePage(session)
        self.place_page = PlacePage(base_year or session.setup.clock().year - 1)
        self.keeping_page = KeepingPage(folder, who)
        for page in (self.scheme_page, self.place_page, self.keeping_page):
            self.addPage(page)
        open_size(self, 100, 56)
        self.currentIdChanged.connect(self._summarise)
        session.opened.connect(self._opened)
        session.jobs.began.connect(self._follow)
        session.jobs.ended.connect(self._free)

    def accept(self) -> None:
        """Make the project; the wizard closes when it is open."""
        scheme = self.scheme_page.chooser.reading
        if self._making is None and scheme is not None:
            self._making = Created(self.keeping_page.path, self.keeping_page.who_name)
            self.keeping_page.fault.say("")
            self._let_go_on(possible=False)
            self._session.create(self._making.path, self._project(), scheme, self._making.who)

    def reject(self) -> None:
        """Close without a project, but not while one is being made."""
        if self._making is None:
            super().reject()

    def _project(self) -> Project:
        base = self.place_page.base_year.value()
        return Project(
            place=self.place_page.place_name,
            office=self.place_page.office_name or None,
            first_year=base - 2,
            base_year=base,
            units=township_units(self.place_page.townships),
            created_at=self._session.setup.clock(),
            mode=self.place_page.meant_for.mode,
            upper=self.place_page.meant_for.upper,
        )

    def _summarise(self) -> None:
        scheme = self.scheme_page.chooser.reading
        if self.currentPage() is not self.keeping_page or scheme is None:
            return
        project = self._project()
        edition = f"，版本：{scheme.facts.edition}" if scheme.facts.edition else ""
        townships = f"{len(project.townships)} 个" if project.townships else "没有名单，各乡镇的材料会一直显示为缺"
        lines = (
            ("评价细则", f"{scheme.facts.title}{edition}，评价内容 {len(leaves_of(scheme.items))} 项"),
            ("单位", project.author),
            ("工作方式", parts.mode(project)),
            ("资料年度", f"{project.first_year}—{project.base_year} 年"),
            ("乡镇（街道）", townships),
        )
        self.keeping_page.show_summary(lines, f"{project.place}国检{project.base_year}")

    def _opened(self) -> None:
        if self._making is not None:
            made, self._making = self._making, None
            self.scheme_page.chooser.keep_columns()
            super().accept()
            self.created.emit(made)

    def _follow(self, job: Job) -> None:
        """Hear of what is in the way: making is one job, opening the next."""
        if self._making is not None:
            job.failed.connect(self._refused)

    def _refused(self, error: DossierError) -> None:
        self.keeping_page.fault.say(wording.sentence(error))

    def _free(self) -> None:
        """Let the clerk try again when the work has ended without a project."""
        if self._making is not None and not self._session.jobs.running:
            self._making = None
            self._let_go_on(possible=True)

    def _let_go_on(self, *, possible: bool) -> None:
        self.keeping_page.setEnabled(possible)
        for button in _TEXTS:
            self.button(button).setEnabled(possible)
