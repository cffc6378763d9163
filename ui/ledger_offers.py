"""What the window offers of the 整改台账: its views and what a clerk does; loaded with the menus."""

from __future__ import annotations

from enum import Enum, StrEnum, auto


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
