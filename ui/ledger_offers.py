"""What the window offers of the 整改台账: its views and what a clerk does; loaded with the menus."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, StrEnum, auto

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.offering import offered


class Which(StrEnum):
    """The views of the one ledger."""

    TODAY = "今日发现"  # found on this day, from whatever source; the 日督查通报 counts those of 日督查 alone
    WEEK = "本周整改"  # not put right yet, and due by Sunday, or nobody was told until when
    MONTH = "本月复查"  # waits for a re-check, or was closed in this month or the last, or looked at again in this
    ALL = "全部台账"


class Deed(Enum):
    """One thing that a clerk does."""

    ENTER = auto()
    HAND_OUT = auto()
    PROGRESS = auto()
    RECTIFY = auto()
    CHECK = auto()
    LOOK_BACK = auto()
    REOPEN = auto()
    ATTACH = auto()
    AMEND = auto()
    STRIKE = auto()
    IMPORT = auto()
    SAVE = auto()


def offer_rectifying(view: QWidget, wanted: Callable[[], object]) -> QAction:
    """Offer 转为整改问题 in the menu of a list of gaps or doubts."""
    action = offered("转为整改问题(&Z)…", view, wanted)
    action.setToolTip("登记到整改台账，派给责任单位")
    view.addAction(action)
    return action
