"""收件结果: what became of the files of one arrival, and how they stand beside what the unit delivered before."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.deliveries import BatchView
from evidence.errors import DossierError
from evidence.export.receipt_phrases import counts
from ui.dialogs.sizing import open_size
from ui.dialogs.unit_choice import UnitChoice
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.taken_files import Column, TakenFiles, is_secret
from ui.session import Session
from ui.theme import em

if TYPE_CHECKING:
    from evidence.workspace import TakenIn


_AFTER_A_CHANGE_MS = 500  # scans that are read change the project page by page


class TakenInDialog(QDialog):
    """Tells what was taken, what was not and why; asks who brought it, and takes all newer versions over at once."""

    def __init__(self, taken: TakenIn, session: Session, parent: QWidget | None = None) -> None:
        """Show the arrival to the project that is open."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("收件结果")
        self._session, self._batch = session, taken.batch
        self._view: BatchView | None = None
        self._later = QTimer(self, singleShot=True, interval=_AFTER_A_CHANGE_MS)
        secret = sum(map(is_secret, taken.files))
        self.warning = Sentence(wording.phrase("taken_secret", count=secret) if secret else "", "fault")
        sums = wording.taken_sums(taken.counts, len(taken.filed), taken.left_in_tray)
        self.sums = Sentence(f"{wording.phrase('taken_stopped')}{sums}" if taken.stopped else sums)
        self.unit = UnitChoice(unit.name for unit in session.moment.snapshot.project.units)
        self.unit.setEnabled(False)
        self.compared, self.fault = Sentence(), Sentence("", "fault")
        self.only_trouble = QCheckBox()
        self.model = TakenFiles(taken.files, session.moment.snapshot)
        self.model.setParent(self)
        self.files = QTreeView()
        self.files.setAccessibleName("收到的文件")
        self.register_button = QPushButton("登记报送单位、回执(&R)…")
        self.register_button.setEnabled(taken.batch is not None)
        self.replace_button = QPushButton()
        self.close_button = QPushButton("知道了(&K)")
        self._lay_out()
        self._count()
        self.only_trouble.toggled.connect(self.model.show_only_trouble)
        self.unit.chosen.connect(self._name_unit)
        self.register_button.clicked.connect(self._register)
        self.replace_button.clicked.connect(self._replace)
        self.close_button.clicked.connect(self.accept)
        session.changed.connect(self._look_later)
        self._later.timeout.connect(self._read)
        open_size(self, 76, 40)
        QTimer.singleShot(0, self, self._read)  # once it is painted: both at a time take longer than one by one

    def done(self, result: int) -> None:
        """Close; what was typed of a unit and not ended with Enter is not recorded by Esc."""
        self.unit.let_be()
        super().done(result)

    def _look_later(self) -> None:
        """Compare anew once nothing else happens."""
        if not self._later.isActive():
            self._later.start()

    def _read(self) -> None:
        if self._batch is not None and self._session.is_open:
            self._session.receiving.view(self._batch, self._show).failed.connect(self._gone)

    def _show(self, view: BatchView) -> None:
        """Show who brought the files, and what they are beside what that unit delivered before."""
        if view == self._view or not self._session.is_open:
            return  # the list stays where it was scrolled to; a project that was closed meanwhile has nothing to show
        self._view = view
        self.unit.setEnabled(True)
        self.unit.show_unit(view.batch.delivery.unit)
        matched = any(file.match for file in view.batch.files)
        self.compared.say(counts(view)[-1] if matched else "")
        self.model.show_matches(view, self._session.moment.snapshot)
        self._count()

    def _gone(self) -> None:
        """Ask nothing more where the arrival was taken back meanwhile."""
        self._view = None
        for widget in (self.unit, self.register_button, self.replace_button):
            widget.setEnabled(False)

    def _count(self) -> None:
        trouble, rows = self.model.trouble, self.model.count()
        self.only_trouble.setText(f"只看有问题的（{trouble} 个）(&P)")
        self.only_trouble.setEnabled(self.only_trouble.isChecked() or 0 < trouble < rows)
        self.files.setColumnHidden(Column.MATCH, not self.model.matched)
        newer = sum(file.proposed for file in self._view.batch.files) if self._view else 0
        self.replace_button.setText(f"确认换件（{newer} 件）(&C)")
        self.replace_button.setVisible(newer > 0)

    def _name_unit(self, unit: str) -> None:
        """Record who brought the files; they are compared anew."""
        if self._batch is not None and self._view is not None:
            delivery = replace(self._view.batch.delivery, unit=unit or None)
            job = self._session.receiving.correct(self._batch, delivery)
            self._follow(job)
            job.succeeded.connect(self._read)

    def _replace(self) -> None:
        """Let all newer versions take their places; what was compared was in sight, and it can be undone."""
        if self._batch is not None:
            job = self._session.receiving.replace_versions(self._batch)
            self._follow(job)
            job.succeeded.connect(self.accept)

    def _follow(self, job: Job) -> None:
        self.fault.say("")
        job.failed.connect(self._refused)

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))

    def _register(self) -> None:
        """Say who brought the files, and make the receipt."""
        from ui.dialogs.batch import BatchDialog

        if self._batch is not None:
            BatchDialog(self._session, self._batch, self).open()

    def _lay_out(self) -> None:
        size = em(self)
        self.files.setModel(self.model)
        self.files.setRootIsDecorated(False)
        self.files.ensurePolished()  # or its rows are measured as they are without the program's look
        self.files.setUniformRowHeights(True)
        self.files.setAlternatingRowColors(True)
        self.files.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.files.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        widths = ((Column.STATE, 5), (Column.MATCH, 7), (Column.SOURCE, 22), (Column.SUGGESTED, 6))
        for column, width in widths:
            self.files.setColumnWidth(column, width * size)
        self.close_button.setDefault(True)
        label = QLabel("报送单位(&U)")
        label.setBuddy(self.unit)
        asked, bottom = QHBoxLayout(), QHBoxLayout()
        asked.setSpacing(size)
        asked.addWidget(label)
        asked.addWidget(self.unit)
        asked.addWidget(self.compared, 1)
        asked.addStretch(0)
        bottom.addWidget(self.only_trouble)
        bottom.addStretch(1)
        for button in (self.register_button, self.replace_button, self.close_button):
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(size // 2)
        layout.addWidget(self.warning)
        layout.addWidget(self.sums)
        layout.addLayout(asked)
        layout.addWidget(self.files, 1)
        layout.addWidget(self.fault)
        layout.addLayout(bottom)
