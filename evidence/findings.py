"""整改台账: problems that were found, and what was done about each, day by day."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from evidence.model import CriterionId, PieceId

FindingId = NewType("FindingId", str)
SiteId = NewType("SiteId", str)
EventId = NewType("EventId", str)


class Source(StrEnum):
    """Who found a problem (问题来源)."""

    DAILY = "日督查"
    SELF_CHECK = "自查自纠"
    CAMPAIGN = "专项治理"
    CITY = "市级初评"
    REHEARSAL = "模拟验收"
    THIRD_PARTY = "第三方"
    UNDERCOVER = "暗访"
    NATIONAL = "国检反馈"


class Severity(StrEnum):
    """How grave a problem is."""

    ORDINARY = "一般"
    GRAVE = "较重"
    SEVERE = "严重"


class FindingState(StrEnum):
    """How far a problem is put right (DOMAIN: 待派发 → 整改中 → 待复查 → 已销号, and 反弹)."""

    UNASSIGNED = "待派发"
    UNDERWAY = "整改中"
    TO_CHECK = "待复查"
    CLOSED = "已销号"
    REBOUND = "反弹"  # it came back after it was closed, and is put right once more


class Did(StrEnum):
    """What one event of a problem's life is."""

    HAND_OUT = "派发"  # to a unit, a person and a deadline; again: to others, or with another deadline
    PROGRESS = "进展"
    RECTIFY = "整改完成"  # the unit says that it is put right
    PASS = "复查通过"  # somebody else looked and closed it: 已销号
    FAIL = "复查不通过"  # somebody else looked and it is not: 整改中 again
    LOOK_BACK = "回头看仍合格"  # somebody else looked again after it was closed, and it still holds
    REOPEN = "反弹"


class Event(Struct, frozen=True):
    """One thing that was done about a problem; never changed, only added or struck by undo."""

    id: EventId
    did: Did
    on: date  # the day that it was done, as the clerk says; never after `at`
    at: datetime  # when it was written down
    who: str  # wrote it down
    by: str  # who did it: who rectified (RECTIFY), who checked (PASS, FAIL, LOOK_BACK); of others may be empty
    unit: str = ""  # HAND_OUT: 责任单位
    person: str = ""  # HAND_OUT: 责任人
    deadline: date | None = None  # HAND_OUT: 整改时限
    said: str = ""  # measure (HAND_OUT: 整改措施), progress, result, or how it came back


class Moment(StrEnum):
    """What a photograph of a problem shows."""

    BEFORE = "before"  # 整改前
    AFTER = "after"  # 整改后
    LOOK_BACK = "look_back"  # 回头看: how it was when somebody looked again


class Photo(Struct, frozen=True):
    """A piece that shows a problem; those before and after with the same `pair` are of one place.

    Those of 回头看 are numbered by themselves.
    """

    piece: PieceId
    moment: Moment
    pair: int  # from 1


class Site(Struct, frozen=True):
    """A 点位: a place that is inspected."""

    id: SiteId
    number: str  # as the office numbers it
    trade: str  # 业态
    name: str
    address: str
    township: str
    leader: str  # 包保领导
    department: str  # 责任部门
    way: str  # 明查 or 暗访, or both as written; empty: not known
    items: tuple[CriterionId, ...] = ()
    score: str = ""  # 自评分, as the office wrote it; empty: not known


class Finding(Struct, frozen=True):
    """One problem, with its life in the order in which it was written down."""

    id: FindingId
    number: int  # 序号: from 1, in order of writing down, never given twice
    source: Source
    found_on: date
    at: datetime  # when it was written down
    who: str  # wrote it down
    found_by: str  # the inspector; empty: not named
    place: str  # where, in words: a site's name, an address; empty where it is about papers only
    text: str  # 问题描述
    kind: str  # 类别, as the office calls it; empty: none given
    severity: Severity
    site: SiteId | None = None  # may have gone from the register since
    item: CriterionId | None = None  # 评价内容 that it is about; may have gone from the scheme since
    item_code: str = ""  # of the item then, so that it can be told after the scheme has changed
    events: tuple[Event, ...] = ()
    photos: tuple[Photo, ...] = ()
    origin: str = ""  # what it was made from, a gap or a doubt, or the row of an imported table, in words


class NewEvent(Struct, frozen=True):
    """One thing that was done about a problem, as it is to be written down."""

    did: Did
    on: date | None = None  # None: today
    by: str = ""
    unit: str = ""
    person: str = ""
    deadline: date | None = None
    said: str = ""


class Draft(Struct, frozen=True):
    """A problem as it is to be written down, with what is known to have been done about it already."""

    source: Source
    found_on: date
    text: str
    place: str = ""
    found_by: str = ""
    kind: str = ""
    severity: Severity = Severity.ORDINARY
    site: SiteId | None = None
    item: CriterionId | None = None
    item_code: str = ""
    origin: str = ""
    events: tuple[NewEvent, ...] = ()
    photos: tuple[Photo, ...] = ()


def draft_of(finding: Finding) -> Draft:
    """Return what a finding says, to be changed: without its life and its photographs."""
    return Draft(
        finding.source,
        finding.found_on,
        finding.text,
        finding.place,
        finding.found_by,
        finding.kind,
        finding.severity,
        finding.site,
        finding.item,
        finding.item_code,
        finding.origin,
    )


class Struck(Struct, frozen=True):
    """A problem that was written down by mistake and taken off the ledger; its number stays its own."""

    finding: Finding
    at: datetime
    who: str
    why: str  # empty: nobody said
