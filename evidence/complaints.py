"""What examiners complain of, as a program can hint at it: complaints, doubts, and doubts that are dismissed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import NewType

from msgspec import Struct

from evidence.model import CriterionId, PieceId

DoubtKey = NewType("DoubtKey", str)  # 32 lower-case hexadecimal digits
Params = tuple[tuple[str, str | int], ...]


class Complaint(StrEnum):
    """The sixteen complaints of examiners, in the order in which offices number them."""

    YEARS = "years"  # 年度不全
    NO_WORK = "no_work"  # 只有通知没有落实
    FORM = "form"  # 无文号、未盖章、复印件未注明
    UNCLEAR = "unclear"  # 扫描件不清、歪、缺页
    MISPLACED = "misplaced"  # 与指标不对应
    REPEATED = "repeated"  # 重复使用同一材料
    PICTURES = "pictures"  # 图片无说明、无时间地点
    DATES = "dates"  # 时间逻辑错
    FIGURES = "figures"  # 数据打架
    COPIED = "copied"  # 乡镇材料千篇一律
    DRAFTS = "drafts"  # 白头文件、讨论稿、修订痕迹
    LEVELS = "levels"  # 上级文件多、本级少
    PRIVATE = "private"  # 涉密、个人信息
    EXPIRED = "expired"  # 过期证照
    COUNTS = "counts"  # 目录与实物不符
    VETO = "veto"  # 否决项没有盖章的说明


class Sign(StrEnum):
    """What was seen that makes a complaint likely."""

    YEARS_MISSING = "years_missing"
    ONLY_NOTICES = "only_notices"
    NO_NUMBER = "no_number"
    NOT_SEALED = "not_sealed"
    SEAL_UNKNOWN = "seal_unknown"
    COPY_UNMARKED = "copy_unmarked"
    LOW_DPI = "low_dpi"
    ROTATED = "rotated"
    UNSURE_TEXT = "unsure_text"
    PAGES_MISSING = "pages_missing"
    OTHER_ITEM = "other_item"
    MANY_ITEMS = "many_items"
    MANY_SLOTS = "many_slots"
    NO_CAPTION = "no_caption"
    NO_DAY = "no_day"
    NO_PLACE = "no_place"
    SUMMARY_FIRST = "summary_first"
    IN_FUTURE = "in_future"
    OTHER_YEAR = "other_year"
    OUTSIDE_YEARS = "outside_years"
    FIGURES_DIFFER = "figures_differ"
    TOWNSHIPS_ALIKE = "townships_alike"
    DRAFT = "draft"
    DRAFT_NAME = "draft_name"
    TRACKED_CHANGES = "tracked_changes"
    COMMENTS = "comments"
    WHITE_HEAD = "white_head"
    MOSTLY_ABOVE = "mostly_above"
    SECRET = "secret"
    PERSONAL_DATA = "personal_data"
    TERM_OVER = "term_over"
    PAGES_UNKNOWN = "pages_unknown"
    PAPER_UNCOUNTED = "paper_uncounted"
    PAGES_DIFFER = "pages_differ"
    NO_STATEMENT = "no_statement"
    STATEMENT_UNSEALED = "statement_unsealed"


COMPLAINT_OF: dict[Sign, Complaint] = {
    Sign.YEARS_MISSING: Complaint.YEARS,
    Sign.ONLY_NOTICES: Complaint.NO_WORK,
    Sign.NO_NUMBER: Complaint.FORM,
    Sign.NOT_SEALED: Complaint.FORM,
    Sign.SEAL_UNKNOWN: Complaint.FORM,
    Sign.COPY_UNMARKED: Complaint.FORM,
    Sign.LOW_DPI: Complaint.UNCLEAR,
    Sign.ROTATED: Complaint.UNCLEAR,
    Sign.UNSURE_TEXT: Complaint.UNCLEAR,
    Sign.PAGES_MISSING: Complaint.UNCLEAR,
    Sign.OTHER_ITEM: Complaint.MISPLACED,
    Sign.MANY_ITEMS: Complaint.REPEATED,
    Sign.MANY_SLOTS: Complaint.REPEATED,
    Sign.NO_CAPTION: Complaint.PICTURES,
    Sign.NO_DAY: Complaint.PICTURES,
    Sign.NO_PLACE: Complaint.PICTURES,
    Sign.SUMMARY_FIRST: Complaint.DATES,
    Sign.IN_FUTURE: Complaint.DATES,
    Sign.OTHER_YEAR: Complaint.DATES,
    Sign.OUTSIDE_YEARS: Complaint.DATES,
    Sign.FIGURES_DIFFER: Complaint.FIGURES,
    Sign.TOWNSHIPS_ALIKE: Complaint.COPIED,
    Sign.DRAFT: Complaint.DRAFTS,
    Sign.DRAFT_NAME: Complaint.DRAFTS,
    Sign.TRACKED_CHANGES: Complaint.DRAFTS,
    Sign.COMMENTS: Complaint.DRAFTS,
    Sign.WHITE_HEAD: Complaint.DRAFTS,
    Sign.MOSTLY_ABOVE: Complaint.LEVELS,
    Sign.SECRET: Complaint.PRIVATE,
    Sign.PERSONAL_DATA: Complaint.PRIVATE,
    Sign.TERM_OVER: Complaint.EXPIRED,
    Sign.PAGES_UNKNOWN: Complaint.COUNTS,
    Sign.PAPER_UNCOUNTED: Complaint.COUNTS,
    Sign.PAGES_DIFFER: Complaint.COUNTS,
    Sign.NO_STATEMENT: Complaint.VETO,
    Sign.STATEMENT_UNSEALED: Complaint.VETO,
}


class Doubt(Struct, frozen=True):
    """A hint that examiners may complain; `key` stays the same while it is about the same item and papers."""

    key: DoubtKey
    sign: Sign
    criterion: CriterionId | None  # None: it is about papers, in whatever items they lie
    pieces: tuple[PieceId, ...]  # that it is about
    params: Params  # of its sentence, as `wording.doubts` names them

    @property
    def complaint(self) -> Complaint:
        """What examiners would complain of."""
        return COMPLAINT_OF[self.sign]


class Dismissal(Struct, frozen=True):
    """不作问题: who says so, when and why."""

    reason: str
    who: str
    at: datetime


def doubt(
    sign: Sign, criterion: CriterionId | None, pieces: Iterable[PieceId], params: Params = (), about: str = ""
) -> Doubt:
    """Return a doubt; `about` tells apart those with the same sign, item and papers."""
    named = tuple(pieces)
    identity = "|".join((sign, criterion or "", about, *sorted(named)))
    return Doubt(DoubtKey(blake2b(identity.encode(), digest_size=16).hexdigest()), sign, criterion, named, params)


def doubt_without_papers(
    sign: Sign, criterion: CriterionId, shown: Iterable[PieceId], params: Params, about: str
) -> Doubt:
    """Return a doubt about what is not there; the papers that are there are shown with it, and may change."""
    return Doubt(doubt(sign, criterion, (), (), about).key, sign, criterion, tuple(shown), params)
