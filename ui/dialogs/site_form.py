"""One 点位: what it is called, where it is, and who answers for it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from evidence.filing import asked_for
from evidence.findings import Site
from evidence.intake import typed
from evidence.rectify.site_table import no_site
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size, scrolled
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session
from ui.site_work import write_sites
from ui.views.fields import offer

_HINT = "内容号是这个点位对应的评价内容，多个用逗号分开，可以空着。"
_WAYS = ("", "明查", "暗访", "明查暗访")


class SiteForm(JobDialog):
    """Asks for a place that is new, or for what is to be changed of one."""

    def __init__(
        self, session: Session, known: Sequence[Site], site: Site | None, parent: QWidget | None = None
    ) -> None:
        """Show a place, or ask for one; what other places say is offered while typing."""
        super().__init__(session, "修改点位" if site else "登记点位", "保存(&S)", parent)
        self._site = site or no_site()
        snapshot = session.moment.snapshot
        units = [unit.name for unit in snapshot.project.units]
        self.number = self._line(self._site.number, ())
        self.trade = self._line(self._site.trade, (one.trade for one in known), "如：学校食堂")
        self.name = self._line(self._site.name, ())
        self.address = self._line(self._site.address, ())
        self.township = self._line(self._site.township, snapshot.project.townships)
        self.leader = self._line(self._site.leader, (one.leader for one in known))
        self.department = self._line(self._site.department, [*units, *(one.department for one in known)])
        self.way = QComboBox(editable=True)
        self.way.addItems(_WAYS)
        self.way.setCurrentText(self._site.way)
        codes = [snapshot.by_id[item].code for item in self._site.items if item in snapshot.by_id]
        self.items = self._line("，".join(codes), (), "如：11-39，20-65")
        self.score = self._line(self._site.score, ())
        form = QFormLayout()
        for label, field in (
            ("编号(&B)", self.number),
            ("业态(&Y)", self.trade),
            ("名称(&M)", self.name),
            ("地址(&D)", self.address),
            ("乡镇(&X)", self.township),
            ("包保领导(&L)", self.leader),
            ("责任部门(&Z)", self.department),
            ("明查暗访(&W)", self.way),
            ("内容号(&N)", self.items),
            ("自评分(&F)", self.score),
        ):
            form.addRow(label, field)
        self.content.addWidget(scrolled(form), 1)
        self.content.addWidget(Sentence(_HINT, "hint"))
        open_size(self, 40, 26)

    def start(self) -> Job | None:
        """Write the place down."""
        snapshot = self._session.moment.snapshot
        codes = typed.plain(self.items.text()).replace("，", ",").replace("、", ",").split(",")
        told = replace(
            self._site,
            number=typed.plain(self.number.text()),
            trade=typed.plain(self.trade.text()),
            name=typed.plain(self.name.text()),
            address=typed.plain(self.address.text()),
            township=typed.plain(self.township.text()),
            leader=typed.plain(self.leader.text()),
            department=typed.plain(self.department.text()),
            way=typed.plain(self.way.currentText()),
            score=typed.plain(self.score.text()),
            items=tuple(asked_for(snapshot, code).id for code in codes if code.strip()),
        )
        return None if told == self._site and told.name else write_sites(self._session, [told])

    def _line(self, text: str, offered: Iterable[str], placeholder: str = "") -> QLineEdit:
        field = QLineEdit(text)
        field.setPlaceholderText(placeholder)
        words = [word for word in dict.fromkeys(offered) if word]
        if words:
            offer(field, words)
        return field
