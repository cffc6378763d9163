"""Work that runs and waits, and how what ended in this session ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from msgspec import Struct, field
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from evidence.errors import DossierError
from ui.jobs import Effect, Job, Jobs, Outcome
from ui.labels import tip
from ui.models.flat import Index, ListModel
from ui.pace import Pace, in_words

JOB = Qt.ItemDataRole.UserRole
_ONCE_A_SECOND_MS = 1000
_MOST_ENDED = 200
_WORTH_TELLING_S = 2.0  # shorter work that only read, or changed a little, is not listed when it has ended
_OUTCOMES = {
    Outcome.DONE: "完成",
    Outcome.STOPPED: "已停止",
    Outcome.CRASHED: "出错，已记录",
}


class Column(IntEnum):
    """What is told of work that goes on."""

    NAME = 0
    PROGRESS = 1
    SPEED = 2
    LEFT = 3


class Going(Struct):
    """A piece of work that waits or runs."""

    job: Job
    pace: Pace = field(default_factory=Pace)
    task: str = ""
    done: int = 0
    total: int = 0
    began_s: float = 0.0


class Ended(Struct, frozen=True):
    """How a piece of work ended."""

    at: datetime
    name: str
    outcome: Outcome
    told: str
    took_s: float


class JobRows(ListModel[Going]):
    """What runs and what waits behind it; rests while there is nothing."""

    ended = Signal(object)  # Ended
    moved = Signal()  # how far the work is, or what there is of it

    headings = {  # noqa: RUF012
        Column.NAME: "工作",
        Column.PROGRESS: "进度",
        Column.SPEED: "速度",
        Column.LEFT: "这一步还要",
    }

    def __init__(self, jobs: Jobs, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        """Follow all work from now on; moments are told by `clock`."""
        super().__init__(parent)
        self._clock = clock
        self._timer = QTimer(self, interval=_ONCE_A_SECOND_MS)
        self._timer.timeout.connect(self._tick)
        jobs.began.connect(self._add)
        for job in jobs.running:
            self._add(job)

    @property
    def going(self) -> tuple[Going, ...]:
        """What is listed."""
        return self._rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == JOB:
            return one.job
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_name(one.job), _stands(one))
        return _told(one, Column(index.column())) if role == Qt.ItemDataRole.DisplayRole else None

    def _add(self, job: Job) -> None:
        one = Going(job, task=job.task, began_s=time.monotonic())
        follower = _Follower(one, self)
        follower.moved.connect(self._refresh)
        follower.ended.connect(self._end)
        self._list((*self._rows, one))
        self._timer.start()
        self.moved.emit()

    def _end(self, one: Going) -> None:
        from evidence import wording

        if one not in self._rows:
            return
        self._list(other for other in self._rows if other is not one)
        if not self._rows:
            self._timer.stop()
        job, took_s = one.job, time.monotonic() - one.began_s
        large = job.effect is Effect.EXPORTS or took_s >= _WORTH_TELLING_S
        if large or job.outcome in (Outcome.REFUSED, Outcome.CRASHED):
            told = wording.sentence(job.error) if isinstance(job.error, DossierError) else ""
            self.ended.emit(Ended(self._clock(), _name(job), job.outcome, told, took_s))
        self.moved.emit()

    def _tick(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.headings) - 1))
            self.moved.emit()


class _Follower(QObject):
    """Hears of one job as long as the list is there: what is connected to no object would outlive it."""

    moved = Signal()
    ended = Signal(object)  # Going

    def __init__(self, one: Going, parent: QObject) -> None:
        super().__init__(parent)
        self._one = one
        job = one.job
        job.advanced.connect(self._advance)
        job.started.connect(self._start)
        for end in (job.succeeded, job.failed, job.cancelled, job.crashed):
            end.connect(self._end)

    def _advance(self, task: str, done: int, total: int) -> None:
        one = self._one
        one.task, one.done, one.total = task, done, total
        one.pace.note(task, done, total, time.monotonic())
        self.moved.emit()

    def _start(self) -> None:
        self._one.began_s = time.monotonic()
        self.moved.emit()

    def _end(self) -> None:
        self.ended.emit(self._one)
        self.deleteLater()


class EndedRows(ListModel[Ended]):
    """How what ended in this session ended, the last first."""

    headings = {0: "时间", 1: "工作", 2: "结果", 3: "用时"}  # noqa: RUF012

    def add(self, one: Ended) -> None:
        """Put what just ended on top."""
        self._list((one, *self._rows[: _MOST_ENDED - 1]))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        result = _OUTCOMES.get(one.outcome) or f"没有做成：{one.told}"
        if role == Qt.ItemDataRole.DisplayRole:
            return (f"{one.at:%H:%M:%S}", one.name, result, _span(one.took_s))[index.column()]
        return tip(result, one.told) if role == Qt.ItemDataRole.ToolTipRole else None


def _name(job: Job) -> str:
    from evidence import wording

    return wording.TASKS[job.task]


def _stands(one: Going) -> str:
    from evidence import wording

    if one.job.outcome is Outcome.WAITING:
        return "排队等候"
    if one.job.stopping:
        return "正在停止"
    count = f" {one.done}/{one.total}" if one.total else ""
    step = "" if one.task == one.job.task else wording.TASKS.get(one.task, "")
    return f"{step}{count}".strip() or "正在进行"


def _told(one: Going, column: Column) -> str:
    match column:
        case Column.NAME:
            return _name(one.job)
        case Column.PROGRESS:
            return _stands(one)
        case Column.SPEED:
            speed = one.pace.steps_a_second()
            if speed is None:
                return ""
            return f"每秒 {speed:.0f}" if speed >= 1 else f"每分钟 {speed * 60:.0f}"
        case Column.LEFT:
            left = one.pace.left_s(time.monotonic())
            return "" if left is None else in_words(left)


def _span(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} 秒" if whole < 60 else f"{whole // 60} 分 {whole % 60} 秒"
