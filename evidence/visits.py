"""查阅登记: what examiners asked to see, and what they asked to have added."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NewType

from msgspec import Struct

RequestId = NewType("RequestId", str)


class Wish(StrEnum):
    """What an examiner wanted."""

    SEE = "see"  # 查阅
    ADD = "add"  # 要求补充


class Request(Struct, frozen=True):
    """One wish, in words, so that it can be told after the scheme has changed."""

    id: RequestId
    at: datetime
    wish: Wish
    code: str  # of the item
    item: str  # its name
    paper: str  # 件号 and title of the one that was shown; empty: the item as such
    said: str  # what is to be added; empty for what was only seen
    examiner: str  # empty: not named
    who: str  # wrote it down
