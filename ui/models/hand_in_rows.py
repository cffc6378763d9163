"""送审前检查 as a list: why the dossier is not ready, gravest first, each row a link to where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, IntEnum, auto

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evidence import wording
from evidence.check.gaps import ItemGaps
from evidence.check.impact import Impact
from evidence.check.score import GateReason, gate
from evidence.check.self_scores import given_points, verdicts
from evidence.check.waiting import waiting_for
from evidence.export import phrases
from evidence.model import CriterionId, Flag, State
from evidence.wording import scores as words
from evidence.wording.titles import in_marks
from ui import theme
from ui.labels import tip
from ui.models.flat import Index, ListModel
from ui.moment import Moment

_MOST_CODES = 8  # named in a row

TARGET = Qt.ItemDataRole.UserRole


class Room(Enum):
    """A place that is no item."""

    TRAY = auto()
    SCORES = auto()
    DOUBTS = auto()
    FLAWS = auto()


class HandInRow(Struct, frozen=True):
    """One reason of one item, or one that is about no single item."""

    what: str
    about: str
    target: CriterionId | Room
    grave: bool
    code: str = ""
    state: str = ""
    impact: str = ""


class Column(IntEnum):
    """What is shown of a reason."""

    WHAT = 0
    CODE = 1
    ABOUT = 2
    STATE = 3
    IMPACT = 4


_HEADINGS: dict[int, str] = {
    Column.WHAT: "情况",
    Column.CODE: "编号",
    Column.ABOUT: "说明",
    Column.STATE: "现状",
    Column.IMPACT: "预计影响",
}


class HandInRows(ListModel[HandInRow]):
    """A flat list, gravest first."""

    headings = _HEADINGS

    def show(self, rows: Iterable[HandInRow]) -> None:
        """Show these reasons."""
        self._list(rows)

    def named(self, index: Index) -> tuple[str, str] | None:
        """Return what a row is about, by which it is found again when others come or go."""
        row = self._rows[index.row()] if index.isValid() else None
        return (row.what, row.code) if row else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(_text(row, column)) or None
            case Qt.ItemDataRole.ForegroundRole if column is Column.WHAT:
                state = State.MISSING if row.grave else State.PARTIAL
                return theme.state_colour(state, QApplication.palette())
            case Qt.ItemDataRole.TextAlignmentRole if column is Column.IMPACT:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == TARGET:
                return row.target
            case _:
                return None


def rows_of(moment: Moment, unread: int) -> tuple[HandInRow, ...]:
    """Return why a project is not ready to be handed in, while so many pages are not read."""
    reasons = gate(moment.snapshot, tuple(moment.gaps.values()), unread)
    return tuple(row for reason in reasons for row in _rows(moment, reason))


def hints_of(moment: Moment, doubts: int) -> tuple[HandInRow, ...]:
    """Return what is worth a look and keeps nobody from handing in: doubts, and papers that want putting right."""
    flaws = len({flaw.piece.id for item in moment.gaps.values() for row in item.counted for flaw in row.flaws})
    told = ((doubts, "hint_doubts", Room.DOUBTS), (flaws, "hint_flaws", Room.FLAWS))
    said = ((wording.phrase(code, count=count), room) for count, code, room in told if count)
    return tuple(HandInRow(words.HINT, about, room, grave=False) for about, room in said)


def _rows(moment: Moment, reason: GateReason) -> Iterator[HandInRow]:
    what, grave = words.GATES[reason.code], reason.code in words.GRAVE_GATES
    said = wording.gate_reason(reason.code, reason.count, reason.codes, _MOST_CODES)
    match reason.code:
        case "gate_unsorted" | "gate_unread":
            yield HandInRow(what, said, Room.TRAY, grave)
        case "gate_scores_stale" | "gate_scores_open":
            yield HandInRow(what, said, Room.SCORES, grave)
        case "gate_pass":
            snapshot = moment.snapshot
            found = verdicts(tuple(moment.gaps.values()), given_points(snapshot), snapshot.pass_rules)
            failed = (verdict for verdict in found if verdict.met is False)
            yield from (HandInRow(what, words.verdict(verdict), Room.SCORES, grave) for verdict in failed)
        case _:
            for code in reason.codes:
                yield _of_item(moment, reason.code, moment.gaps[moment.snapshot.by_code[code].id])


def _of_item(moment: Moment, code: str, item: ItemGaps) -> HandInRow:
    criterion = item.criterion
    told = {"gate_defects": _defects, "gate_personal": _personal}.get(code, _wanting)
    return HandInRow(
        words.GATES[code],
        phrases.item_name(criterion),
        criterion.id,
        code in words.GRAVE_GATES,
        criterion.code,
        told(moment, item),
        words.impact(criterion, Impact(item).wanting) if told is _wanting else "",
    )


def _wanting(moment: Moment, item: ItemGaps) -> str:
    waiting = waiting_for(item.required, moment.waiting)
    lying = f"，{wording.phrase('waiting', count=waiting)}" if waiting else ""
    return phrases.item_state(item)[1] + lying


def _defects(moment: Moment, item: ItemGaps) -> str:
    found = {defect.piece.id: defect for row in item.counted for defect in row.defects}
    first = next(iter(found.values()))
    more = f"等 {len(found)} 件" if len(found) > 1 else ""
    return f"{in_marks(phrases.title_of(first.piece, moment.snapshot))}{more}{phrases.shortfall(first)}"


def _personal(moment: Moment, item: ItemGaps) -> str:
    snapshot = moment.snapshot
    pieces = {filing.piece: None for filing in snapshot.filed_under.get(item.criterion.id, ())}
    found = [snapshot.piece_by_id[key] for key in pieces if Flag.PERSONAL_DATA in snapshot.piece_by_id[key].flags]
    more = f"等 {len(found)} 件" if len(found) > 1 else ""
    return f"{in_marks(phrases.title_of(found[0], snapshot))}{more}"


def _text(row: HandInRow, column: Column) -> str:
    match column:
        case Column.WHAT:
            return row.what
        case Column.CODE:
            return row.code
        case Column.ABOUT:
            return row.about
        case Column.STATE:
            return row.state
        case Column.IMPACT:
            return row.impact
