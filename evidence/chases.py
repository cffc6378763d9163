"""催报: the steps of chasing, and what was asked of which unit when."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from msgspec import Struct

ChaseId = NewType("ChaseId", str)


class Form(StrEnum):
    """What a step of chasing is made as."""

    MESSAGE = "message"  # a text to paste into WeChat
    NOTE = "note"  # 工作提示: a letter
    ORDER = "order"  # 督办单: a letter with a table and room for the answer
    CIRCULAR = "circular"  # 通报: to all, with the ranking


class Step(Struct, frozen=True):
    """One step of the office's own custom, gentlest first."""

    name: str  # as the office calls it
    form: Form


STEPS = (
    Step("微信提醒", Form.MESSAGE),
    Step("工作提示", Form.NOTE),
    Step("督办单", Form.ORDER),
    Step("通报", Form.CIRCULAR),
)


class Asked(Struct, frozen=True):
    """One gap as it was asked for: in words, so that it can be told after the scheme has changed."""

    code: str  # 补报码
    item: str  # the item's code then
    material: str
    year: int | None
    lacking: int


class Chase(Struct, frozen=True):
    """One unit asked once."""

    id: ChaseId
    unit: str
    step: str  # its name
    form: Form | None  # None: by visit
    as_of: datetime  # 截至: the moment that what it asks is true for
    deadline: date | None  # 限期
    who: str  # drafted it
    asked: tuple[Asked, ...]
    sent_at: datetime | None = None  # when it was recorded as sent; None: drafted only
    sent_by: str | None = None
    note: str | None = None
