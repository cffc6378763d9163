"""What people judge: how far the work on an item is, and whether a paper fits what it is filed for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Work(StrEnum):
    """How far the work on an item is (工作状态), which is not how complete its papers are."""

    NOT_STARTED = "not_started"  # 未开始: nothing is filed
    COLLECTING = "collecting"  # 收集中
    TO_REVIEW = "to_review"  # 待复核: 收齐, waiting for a second person
    DONE = "done"  # 已完成: a second person looked at it


SAID = (Work.TO_REVIEW, Work.DONE)  # what a person says; the others follow from what is filed


class WorkMark(Struct, frozen=True):
    """What somebody said of an item; marks from before names were kept have none."""

    state: Work  # one of `SAID`
    by: str | None
    at: datetime | None
    basis: str | None  # a digest of what was filed under the item then; None: it is not looked at again


class Fit(StrEnum):
    """What a second person finds of a paper in its place (复核意见)."""

    FITS = "fits"  # 对应
    NOT = "not"  # 不对应: it does not count there
    INCOMPLETE = "incomplete"  # 需补充: it counts, and should be put right


class Review(Struct, frozen=True):
    """A verdict on one filing; why is known of all but what fits."""

    fit: Fit
    reason: str | None
    by: str
    at: datetime
    basis: str  # a digest of what the paper was made of then
