"""One problem of the 整改台账 beside the list: what is known of it, its life, and its photographs in pairs."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from evidence.export import phrases
from evidence.findings import Did, Event
from evidence.model import Criterion
from evidence.snapshot import Snapshot
from ui import theme
from ui.labels import Sentence, tip
from ui.models.ledger_lines import Line, overdue_days
from ui.models.ledger_rows import short_day
from ui.page_pictures import PagePictures
from ui.views.link import Link
from ui.views.photo_pairs import PhotoPairs

_NONE = "选中一个问题，这里看它的经过和照片。"


class FindingDetail(QScrollArea):
    """Shows the one problem that is selected, or says how many are."""

    item_wanted = Signal(object)  # CriterionId
    paper_wanted = Signal(object)  # PieceId

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._item: Criterion | None = None
        self.title = Sentence(role="title")
        self.said, self.facts, self.life = Sentence(), Sentence(), Sentence()
        for words in (self.title, self.said, self.facts, self.life):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.item_button = Link("", "", self._go)
        self.life_head, self.photo_head = QLabel("经过"), QLabel("照片")
        for head in (self.life_head, self.photo_head):
            head.setProperty("role", "title")
        self.pairs = PhotoPairs(pictures)
        self.pairs.chosen.connect(self.paper_wanted)
        self._lay_out()
        self.show_lines((), None, date.min)

    def show_lines(self, lines: Sequence[Line], snapshot: Snapshot | None, day: date) -> None:
        """Show what is selected, as it stands on `day`."""
        line = lines[0] if len(lines) == 1 and snapshot is not None else None
        for widget in (self.life_head, self.photo_head):
            widget.setVisible(line is not None)
        if line is None or snapshot is None:
            self._item = None
            self.title.say(f"已选 {len(lines)} 个问题，可以一起办。" if lines else "")
            self.said.say("" if lines else _NONE)
            for words in (self.facts, self.life):
                words.say("")
            self.item_button.hide()
            self.pairs.hide()
            return
        finding = line.finding
        self._item = snapshot.by_id.get(finding.item) if finding.item else None
        self.title.say(f"第 {finding.number} 号　{line.stand.state}　{finding.severity}")
        self.said.say(finding.text)
        self.facts.say("\n".join(known(line, day)))
        self.item_button.setVisible(self._item is not None)
        if self._item is not None:
            name = " ".join(phrases.item_name(self._item).split())
            self.item_button.lead(f"→ {self._item.code}　{name}", tip("去看这个评价内容的材料：", name))
        self.life.say("\n".join((begun(line), *map(told_event, finding.events))))
        self.photo_head.setText("照片" if finding.photos else "照片：还没有")
        self.pairs.show_photos(finding.photos, snapshot)

    def _lay_out(self) -> None:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(theme.em(self) // 3)
        for widget in (self.title, self.said, self.facts, self.item_button, self.life_head, self.life):
            layout.addWidget(widget)
        layout.addWidget(self.photo_head)
        layout.addWidget(self.pairs)
        layout.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(16 * theme.em(self))
        self.setAccessibleName("问题详情")

    def _go(self) -> None:
        if self._item is not None:
            self.item_wanted.emit(self._item.id)


def known(line: Line, day: date) -> list[str]:
    """Return what is known of a problem, a line for each; what is not known is left out."""
    finding, stand = line.finding, line.stand
    until = stand.deadline.isoformat() if stand.deadline else ""
    late = overdue_days(line, day)
    told = (
        ("来源", f"{finding.source}　{finding.found_on.isoformat()}"),
        ("发现人", finding.found_by),
        ("地点", line.case.place),
        ("类别", finding.kind),
        ("责任单位", "　".join(filter(None, (stand.unit, stand.person)))),
        ("时限", f"{until}（逾期{late}天）" if late else until),
        ("回头看", _looked(line)),
        ("反弹", f"{stand.rebounds} 次" if stand.rebounds else ""),
        ("由来", finding.origin),
    )
    return [f"{name}：{said}" for name, said in told if said]


def _looked(line: Line) -> str:
    """Return how often somebody looked again and it still held; empty for never."""
    stand = line.stand
    last = f"，最近 {stand.looked_on.isoformat()}　{stand.looked_by}" if stand.looked_on else ""
    return f"{stand.looks} 次仍合格{last}" if stand.looks else ""


def begun(line: Line) -> str:
    """Return how a problem came into the ledger."""
    finding = line.finding
    who = f"　{finding.found_by}" if finding.found_by else ""
    return f"{finding.found_on.isoformat()}　发现{who}{_written(finding.who, finding.at.isoformat(' ', 'minutes'))}"


def told_event(event: Event) -> str:
    """Return one event of a problem's life: the day, what was done by whom, and who wrote it down when."""
    until = f"限 {short_day(event.deadline, event.on)}" if event.deadline else ""
    parts = (event.on.isoformat(), event.did.value, event.unit, event.person, until, event.by, event.said)
    if event.did is Did.PROGRESS:
        parts = (event.on.isoformat(), "整改进展", event.by, event.said)
    return "　".join(filter(None, parts)) + _written(event.who, event.at.isoformat(" ", "minutes"))


def _written(who: str, at: str) -> str:
    return f"（{who} {at} 登记）"
