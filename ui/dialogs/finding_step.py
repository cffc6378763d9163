"""What was done about problems, written down for one or several: 派发, 记进展, 整改完成, 反弹."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from evidence import wording
from evidence.findings import Did, Moment, NewEvent
from evidence.intake import typed
from evidence.rectify.addressee import unit_meant
from evidence.rectify.workdays import Calendar, deadline
from evidence.units import KnownUnits
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.holiday_work import read_calendar
from ui.jobs import Job
from ui.labels import Sentence, label_of, shortened
from ui.ledger_work import Pictures, known_units_of
from ui.models.ledger_lines import Line
from ui.session import Session
from ui.theme import em
from ui.views.fields import offer
from ui.views.photo_drop import PhotoDrop

_MOST_SHOWN = 4
_LONGEST = 60  # characters of one: two lines
_MOST_WORKDAYS = 250  # a year
_AGAIN = "登记以后重新整改，反弹次数加一。填了新的时限，就派回原责任单位、原责任人；不填就不算逾期，要另外派发。"


class StepDialog(JobDialog):
    """The frame: which problems, then the fields; writes one event down for all of them."""

    title = ""
    ok = "登记(&O)"
    day = "日期(&D)"
    shown = Moment.AFTER  # what the photographs show

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Ask about these problems, at least one."""
        more = f"（{len(lines)} 个问题）" if len(lines) > 1 else ""
        super().__init__(session, f"{self.title}{more}", self.ok, parent)
        self._lines = tuple(lines)
        self._today = session.setup.clock().date()
        self.on = QLineEdit(self._today.isoformat())
        self.deadline = QLineEdit(placeholderText="如 2023-11-20")
        self.within = QLineEdit(placeholderText="填个数，自动算出时限")
        self.counted = Sentence(role="hint")
        self._calendar: Calendar | None = None
        self.content.addWidget(Sentence("\n".join(named(lines))))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(em(self) // 2)
        self._grid.setVerticalSpacing(em(self) // 3)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.content.addLayout(self._grid)
        self.photos: PhotoDrop | None = None

    def event_told(self) -> NewEvent:
        """Return what is to be written down; raise `RequestError` for what makes no sense."""
        raise NotImplementedError

    def start(self) -> Job:
        """Write it down."""
        files = self.photos.files if self.photos is not None else ()
        ids = [line.finding.id for line in self._lines]
        return self._session.ledger.record(ids, self.event_told(), Pictures(files, self.shown))

    def _row(self, *fields: tuple[str, QWidget]) -> None:
        """Add fields behind their labels, one or two in a line."""
        row = self._grid.rowCount()
        for pair, (text, field) in enumerate(fields):
            label = label_of(text, field)
            self._grid.addWidget(label, row, 2 * pair)
            self._grid.addWidget(field, row, 2 * pair + 1, 1, 3 if len(fields) == 1 else 1)

    def _take_photos(self, what: str) -> None:
        """Offer a place for photographs where it is one problem that is spoken of."""
        if len(self._lines) == 1:
            self.photos = PhotoDrop(what)
            self.content.addWidget(self.photos)

    def _day(self) -> date:
        return typed.day(self.on.text(), self._today, self.day.partition("(&")[0]) or self._today

    def _ask_deadline(self, name: str) -> None:
        """Ask until when it is to be put right, by the day or by a number of workdays."""
        self._row(("几个工作日(&N)", self.within), (name, self.deadline))
        self.content.addWidget(self.counted)
        self.within.textChanged.connect(self._count)
        read_calendar(self._session, self._take_calendar)

    def _take_calendar(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._count()

    def _count(self) -> None:
        """Propose the day on which so many workdays end; the day of the hand-out does not count."""
        digits = typed.plain(self.within.text())
        if self._calendar is None or not digits.isdecimal() or not 0 < int(digits) <= _MOST_WORKDAYS:
            self.counted.say("")
            return
        until = deadline(self._calendar, self._today, int(digits))
        self.deadline.setText(until.isoformat())
        unknown = "、".join(map(str, self._calendar.unknown_years(self._today, until)))
        without = f"{unknown} 年的放假安排还没有登记，只扣了周末，请核对。" if unknown else "扣了周末和放假调休。"
        self.counted.say(f"从明天起第 {int(digits)} 个工作日。{without}")

    def _open(self, width_em: int = 48, height_em: int = 18) -> None:
        self.content.addStretch(1)
        open_size(self, width_em, height_em)


class HandOut(StepDialog):
    """派发: to a unit, a person and a deadline."""

    title = "派发"
    ok = "派发(&O)"
    day = "派发日期"

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Show what was told last where all problems were handed out alike."""
        super().__init__(session, lines, parent)
        self.unit, self.person = QLineEdit(), QLineEdit(placeholderText="可以不填")
        self.meant = Sentence(role="hint")
        self._units: KnownUnits | None = None
        self.said = QLineEdit(placeholderText="整改措施，可以不填")
        offer(self.unit, (unit.name for unit in session.moment.snapshot.project.units))
        offer(self.person, dict.fromkeys(line.stand.person for line in lines if line.stand.person))
        self.unit.setText(shared(line.stand.unit for line in lines))
        self.person.setText(shared(line.stand.person for line in lines))
        self._row(("责任单位(&U) *", self.unit), ("责任人(&P)", self.person))
        self._ask_deadline("整改时限(&L) *")
        self._row(("整改措施(&M)", self.said))
        self.content.addWidget(self.meant)
        self.unit.textChanged.connect(self._tell_unit)
        known_units_of(session, self._take_units)
        self.unit.setFocus()
        self._open(48, 20)

    def event_told(self) -> NewEvent:
        """Return to whom it goes, and until when."""
        return NewEvent(
            Did.HAND_OUT,
            self._today,
            unit=typed.plain(self.unit.text()),
            person=typed.plain(self.person.text()),
            deadline=typed.day_to_come(self.deadline.text(), "整改时限"),
            said=self.said.text().strip(),
        )

    def _take_units(self, units: KnownUnits) -> None:
        self._units = units
        self._tell_unit()

    def _tell_unit(self) -> None:
        """Say which unit is meant where that is not what is written, or that none or several may be."""
        name = typed.plain(self.unit.text())
        if self._units is None or not name:
            self.meant.say("")
            return
        unit, unsure = unit_meant(name, self._units)
        said = "" if unit == name else f"按“{unit}”登记。"
        self.meant.say(wording.notice(unsure) if unsure else said)


class Progress(StepDialog):
    """记进展: how far it is."""

    title = "记进展"

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Ask how far it is."""
        super().__init__(session, lines, parent)
        self.by, self.said = QLineEdit(placeholderText="可以不填"), QLineEdit(placeholderText="如：正在换新柜")
        self._row(("进展(&T) *", self.said))
        self._row((self.day, self.on), ("谁办的(&B)", self.by))
        self.said.setFocus()
        self._open(48, 14)

    def event_told(self) -> NewEvent:
        """Return how far it is."""
        return NewEvent(Did.PROGRESS, self._day(), typed.plain(self.by.text()), said=self.said.text().strip())


class Rectified(StepDialog):
    """整改完成: the unit says that it is put right; somebody else will look."""

    title = "整改完成"

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Propose the person that it was handed out to."""
        super().__init__(session, lines, parent)
        self.by, self.said = QLineEdit(), QLineEdit(placeholderText="怎样整改的")
        self.by.setText(shared(line.stand.person for line in lines))
        self._row(("整改人(&B) *", self.by), (self.day, self.on))
        self._row(("整改情况(&T)", self.said))
        self._take_photos("整改后")
        self.content.addWidget(Sentence("登记以后等复查；复查要由整改人以外的人办。", "hint"))
        (self.said if self.by.text() else self.by).setFocus()
        self._open()

    def event_told(self) -> NewEvent:
        """Return who put it right, and how."""
        return NewEvent(Did.RECTIFY, self._day(), typed.plain(self.by.text()), said=self.said.text().strip())


class Reopened(StepDialog):
    """反弹: it came back after it was closed."""

    title = "反弹"

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Ask what was seen."""
        super().__init__(session, lines, parent)
        self.by, self.said = QLineEdit(placeholderText="谁发现的"), QLineEdit(placeholderText="看到了什么")
        self._row(("又出现什么问题(&T) *", self.said))
        self._row(("发现日期(&D)", self.on), ("发现人(&B)", self.by))
        self._ask_deadline("新的时限(&L)")
        self.content.addWidget(Sentence(_AGAIN, "hint"))
        self.said.setFocus()
        self._open(48, 18)

    def event_told(self) -> NewEvent:
        """Return how it came back, and until when it is to be put right once more."""
        return NewEvent(
            Did.REOPEN,
            self._day(),
            typed.plain(self.by.text()),
            deadline=typed.day_to_come(self.deadline.text(), "新的时限"),
            said=self.said.text().strip(),
        )


def shared(told: Iterable[str]) -> str:
    """Return what all have alike; empty where they differ."""
    values = set(told)
    return next(iter(values)) if len(values) == 1 else ""


def named(lines: Sequence[Line]) -> list[str]:
    """Return the first of some problems by number, place and text, and how many there are."""
    told = (f"第 {line.finding.number} 号　{line.where}　{line.said}" for line in lines[:_MOST_SHOWN])
    shown = [shortened(text, _LONGEST) for text in told]
    return [*shown, f"……共 {len(lines)} 个"] if len(lines) > _MOST_SHOWN else shown
