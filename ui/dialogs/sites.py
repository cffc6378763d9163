"""点位台账: the places that are inspected, found by any word, changed, imported, kept as Word or Excel."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QWidget

from evidence.export.site_file import site_cells
from evidence.findings import Site
from evidence.model import State
from evidence.rectify.by_site import SiteLine, matching
from evidence.wording import sites as words
from ui.dialogs.register import EXCEL, WORD, EditedRegister
from ui.dialogs.site_form import SiteForm
from ui.dialogs.site_import import SiteImport
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.text_rows import TextRow
from ui.print_action import PrintButton
from ui.session import Session
from ui.site_work import read_register, remove_sites, save_sites
from ui.views.rows import Wide

_WIDTHS = (
    Wide(4),
    Wide(6),
    Wide(0),
    Wide(9.4, 62),
    Wide(5),
    Wide(5.5),
    Wide(7, 48),
    Wide(5.5, 66),
    Wide(5, 68),
    Wide(4.4, 60),
    Wide(4.4),
    Wide(4.4),
)
_NONE = "还没有登记点位。点“登记”填写，或用“导入”读取现有的台账。"


class SitesDialog(EditedRegister[Site]):
    """Lists the places, with what is found wrong at each."""

    kept_as = words.TITLE
    kinds = (EXCEL, WORD)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the places of the project that is open."""
        self._lines: tuple[SiteLine, ...] = ()
        super().__init__(session, words.TITLE, words.HEADS, _WIDTHS, parent, state_at=len(words.HEADS) - 1)
        self.text = QLineEdit(placeholderText="查找：名称、业态、乡镇、领导、部门，几个词之间空一格")
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName("查找点位")
        self.open_only = QCheckBox("只看有未销号问题的(&O)")
        self.rows.setAccessibleName(words.TITLE)
        self.counts = Sentence(_NONE, "hint")
        head = QHBoxLayout()
        head.addWidget(self.text, 1)
        head.addWidget(self.open_only)
        printing = PrintButton(session, words.TITLE, self.rows, self.text.text)
        left = (self.add_button, self.edit_button, self.remove_button)
        right = (printing, self.import_button, self.save_button, self.close_button)
        self.stack(head, self.rows, self.counts, high=self.rows, left=left, right=right)
        self.text.textChanged.connect(self._list)
        self.open_only.toggled.connect(self._list)
        open_size(self, 84, 40)
        self.allow()
        self.follow()

    def read(self) -> Job:
        """Read the register."""
        return read_register(self._session, self._show)

    def save(self, path: Path) -> Job:
        """Write the whole register."""
        return save_sites(self._session, path, self.opened)

    def known(self) -> list[Site]:
        """Return all places."""
        return [line.site for line in self._lines]

    def form(self, one: Site | None) -> QDialog:
        """Ask for a place."""
        return SiteForm(self._session, self.known(), one, self)

    def table(self) -> QDialog:
        """Ask for a table of places."""
        return SiteImport(self._session, self.known(), self)

    def remove(self, gone: Sequence[Site]) -> Job:
        """Take places out of the register."""
        return remove_sites(self._session, [site.id for site in gone])

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
        self.allow()


def open_sites(session: Session, over: QWidget) -> None:
    """Show the places of the open project over a window."""
    SitesDialog(session, over).open()


def _state(line: SiteLine) -> State | None:
    return State.MISSING if line.unsettled else None
