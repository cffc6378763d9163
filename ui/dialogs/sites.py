"""点位台账: the places that are inspected, found by any word, changed, imported, kept as Word or Excel."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.export.site_file import site_cells
from evidence.findings import Site
from evidence.model import State
from evidence.rectify.by_site import SiteLine, matching
from evidence.wording import sites as words
from ui.dialogs.picking import pick_new_file
from ui.dialogs.site_form import SiteForm
from ui.dialogs.site_import import SiteImport
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.text_rows import KEY, TextRow, TextRows
from ui.print_action import PrintButton
from ui.session import Session
from ui.site_work import read_register, remove_sites, save_sites
from ui.theme import em
from ui.views.rows import Rows, Wide

_KINDS = ["Excel 表格 (*.xlsx)", "Word 文件 (*.docx)"]
_WIDTHS = (
    Wide(4),
    Wide(6),
    Wide(0),
    Wide(9, 63),
    Wide(5),
    Wide(5.5),
    Wide(7, 48),
    Wide(5.5, 58),
    Wide(5, 68),
    Wide(4.4, 60),
    Wide(4.4),
    Wide(4.4),
)
_NONE = "还没有登记点位。点“登记”填写，或用“导入”读取现有的台账。"


class SitesDialog(QDialog):
    """Stays open beside the window, and follows what changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the places of the project that is open."""
        super().__init__(parent)
        self._session = session
        self._lines: tuple[SiteLine, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.TITLE)
        self.text = QLineEdit(placeholderText="查找：名称、业态、乡镇、领导、部门，几个词之间空一格")
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName("查找点位")
        self.open_only = QCheckBox("只看有未销号问题的(&O)")
        self.model = TextRows(words.HEADS, self)
        self.rows = Rows(self.model, _WIDTHS)
        self.rows.setAccessibleName(words.TITLE)
        self.counts, self.fault = Sentence(_NONE, "hint"), Sentence("", "fault")
        self.add_button = QPushButton("登记(&N)…")
        self.edit_button = QPushButton("修改(&E)…")
        self.remove_button = QPushButton("删除(&D)")
        self.import_button = QPushButton("导入(&I)…")
        self.save_button = QPushButton("另存(&S)…")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        self._connect()
        open_size(self, 84, 40)
        self._allow()
        self._read()

    def save_as(self, path: Path) -> None:
        """Keep the register as a file, and open it."""
        save_sites(self._session, path, self._saved).failed.connect(self._refused)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.text, 1)
        head.addWidget(self.open_only)
        foot = QHBoxLayout()
        for button in (self.add_button, self.edit_button, self.remove_button):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(PrintButton(self._session, words.TITLE, self.rows, self.text.text))
        for button in (self.import_button, self.save_button, self.close_button):
            foot.addWidget(button)
        for button in (self.add_button, self.edit_button, self.remove_button, self.import_button, self.save_button):
            button.setAutoDefault(False)
        self.close_button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addLayout(head)
        layout.addWidget(self.rows, 1)
        for widget in (self.counts, self.fault):
            layout.addWidget(widget)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._list)
        self.open_only.toggled.connect(self._list)
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        self.rows.activated.connect(self._edit)
        self.add_button.clicked.connect(lambda: SiteForm(self._session, self._sites(), None, self).open())
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.import_button.clicked.connect(lambda: SiteImport(self._session, self._sites(), self).open())
        self.save_button.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._read)
        self._session.reach.changed.connect(self._allow)
        self._session.closed.connect(self.reject)

    def _read(self) -> None:
        read_register(self._session, self._show).failed.connect(self._refused)

    def _show(self, lines: Sequence[SiteLine]) -> None:
        self._lines = tuple(lines)
        self.fault.say("")
        self._list()

    def _list(self) -> None:
        snapshot = self._session.moment.snapshot
        found = matching(self._lines, self.text.text())
        shown = [line for line in found if line.unsettled or not self.open_only.isChecked()]
        self.model.show([TextRow(line.site.id, site_cells(line, snapshot), _state(line)) for line in shown])
        self.counts.say(words.counts([(line.site, line.unsettled) for line in shown]) if self._lines else _NONE)
        self._allow()

    def _allow(self) -> None:
        chosen = len(self.rows.selectionModel().selectedRows())
        writes = self._session.may_write
        self.add_button.setEnabled(writes)
        self.import_button.setEnabled(writes)
        self.edit_button.setEnabled(writes and chosen == 1)
        self.remove_button.setEnabled(writes and chosen > 0)
        self.save_button.setEnabled(bool(self._lines))

    def _sites(self) -> list[Site]:
        return [line.site for line in self._lines]

    def _chosen(self) -> list[Site]:
        keys = {index.data(KEY) for index in self.rows.selectionModel().selectedRows()}
        return [site for site in self._sites() if site.id in keys]

    def _edit(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            SiteForm(self._session, self._sites(), chosen[0], self).open()

    def _remove(self) -> None:
        remove_sites(self._session, [site.id for site in self._chosen()]).failed.connect(self._refused)

    def _ask_file(self) -> None:
        name = f"{words.TITLE}.xlsx"
        pick_new_file(self, "点位台账存为", self._session.moment.path.parent / name, _KINDS, self.save_as)

    def _saved(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))


def open_sites(session: Session, over: QWidget) -> None:
    """Show the places of the open project over a window."""
    SitesDialog(session, over).open()


def _state(line: SiteLine) -> State | None:
    return State.MISSING if line.unsettled else None
