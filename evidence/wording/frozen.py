"""定稿留底 and what is compared with it, in plain office Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

TASKS: dict[str, str] = {"freezing": "定稿留底", "comparing_states": "比较留底", "trend": "读取进度"}

ERRORS: dict[str, str] = {
    "frozen_name": "“{name}”不能作为留底的名称，未作改动。请写 1 到 {most} 个字，且不叫“现在”。",
    "frozen_taken": "已有名为“{name}”的留底，未再留底。请换一个名称，如加上日期。",
    "frozen_unknown": "没有名为“{name}”的留底。现有：{names}。请写全名。",
}

PHRASES: dict[str, str] = {
    "frozen_done": "已留底“{name}”：评价内容 {items} 项，材料 {pieces} 件。",
    "frozen_gone": "已删除留底“{name}”；可用 undo 撤销。",
    "frozen_none": "还没有定稿留底。",
    "frozen_line": "{name}  {at}  {who}",
    "compared": "“{before}”与“{after}”比较：新增 {new} 件，减少 {gone} 件，变更 {changed} 件，不变 {same} 件。",
    "compared_items": "评价内容：新增 {new} 项，取消 {gone} 项，有变化 {changed} 项，不变 {same} 项。",
    "compared_terms": "有有效期的材料，按 {day} 算：仍有效 {valid} 件，已过期 {expired} 件。",
    "compared_nothing": "两边没有不同。",
}

CHANGES: dict[str, str] = {"new": "新增", "gone": "减少", "changed": "变更", "same": "不变"}
ITEM_CHANGES: dict[str, str] = {"new": "新增", "gone": "取消", "changed": "有变化", "same": "不变"}

_FIELDS: dict[str, str] = {"files": "文件", "slot": "应备材料", "flags": "标记"}


def valid(*, told: bool | None, until: date | None) -> str:
    """Return whether a certificate's term lasts; empty for what has none."""
    if told is None:
        return ""
    return f"仍有效（至 {until}）" if told else f"已过期（{until}）"


def differing(fields: Iterable[str], facts: Mapping[str, str]) -> str:
    """Return what differs of a piece: 题名、文件; `facts` has the words for facts."""
    return "、".join(_FIELDS.get(name) or facts[name] for name in fields)
