"""The sentences of `wording` that speak of 工作状态 and 复核意见."""

from __future__ import annotations

from datetime import datetime

from evidence.journal import Action
from evidence.reviews import Fit, Review, Work, WorkMark

WORK: dict[Work, str] = {
    Work.NOT_STARTED: "未开始",
    Work.COLLECTING: "收集中",
    Work.TO_REVIEW: "待复核",
    Work.DONE: "已完成",
}
AGAIN = "需再看"  # 已完成, and changed since
FITS: dict[Fit, str] = {Fit.FITS: "对应", Fit.NOT: "不对应", Fit.INCOMPLETE: "需补充"}

# Why a filed piece does not close a gap, and what should still be put right of one that does.
DEFECTS: dict[str, str] = {"not_fitting": "复核认为不对应"}
FLAWS: dict[str, str] = {"to_supplement": "复核认为需补充", "reviewed_before": "换件后未再复核"}

ERRORS: dict[str, str] = {
    "review_by_nobody": "没有写复核人，未作改动。请填写复核人姓名。",
    "review_no_reason": "没有写原因，未作改动。不对应、需补充的要用一句话写明原因，好让单位照着改。",
    "review_item_gone": "这项评价内容已经不在细则里，未作改动。请刷新后再试。",
    "review_paper_gone": "这件材料已经不归在这里，复核意见没有记下。请刷新后再试。",
    "review_which": "没有写明是哪些评价内容，未作改动。请写内容号，如 11-39。",
    "review_what": "请写明佐证材料编号和内容号各一个，如：review 项目 3f9c1d2a 1-1 --verdict 对应 --by 赵主任。",
    "work_follows": "“未开始”和“收集中”由有没有归项的材料决定，不用标。要取消待复核或已完成，请写 收集中。",
}

# What somebody did, in the menu behind 撤销 and 重做.
STEPS: dict[Action, str] = {
    Action.FINISH: "标为待复核 {places}",
    Action.UNFINISH: "改回收集中 {places}",
    Action.COMPLETE: "标为已完成 {places}",
    Action.REVIEW: "复核{pieces}（{places}）",
    Action.WITHDRAW_REVIEW: "撤回复核意见{pieces}（{places}）",
}

PHRASES: dict[str, str] = {
    "work_done": "已记为{state}：{codes}",
    "review_done": "已记下复核意见：{verdict}（{codes}）",
    "review_withdrawn": "已撤回复核意见（{codes}）",
    "work_counts": "工作状态：未开始 {not_started} 项，收集中 {collecting} 项，"
    "待复核 {to_review} 项，已完成 {done} 项。",
    "work_again": "其中 {count} 项完成后材料有变动，需再看：{codes}。",
}


def day(at: datetime) -> str:
    """Return a day as people say it within the year: 11月20日."""
    return f"{at.month}月{at.day}日"


def work(state: Work, mark: WorkMark | None, *, again: bool) -> str:
    """Return how far the work on an item is, who said so and when: 已完成（赵主任 11月20日），需再看."""
    signed = f"（{mark.by} {day(mark.at)}）" if mark and mark.by and mark.at else ""
    return WORK[state] + signed + (f"，{AGAIN}" if again else "")


def shortfall(sentence: str, review: Review | None) -> str:
    """Return what is said of a paper that falls short, with the reviewer's reason, name and day where it is theirs."""
    return sentence if review is None else f"{sentence}：{review.reason}（{review.by} {day(review.at)}）"


def verdict(review: Review, *, again: bool) -> str:
    """Return a verdict, who gave it and when: 不对应：会议纪要未提本项（赵主任 11月20日），换件后需再看."""
    why = f"：{review.reason}" if review.reason else ""
    return f"{FITS[review.fit]}{why}（{review.by} {day(review.at)}）" + (f"，换件后{AGAIN}" if again else "")
