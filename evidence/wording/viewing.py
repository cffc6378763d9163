"""The sentences of `wording` that speak of looking at papers: pages that are turned, words that are marked, places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evidence.journal import Action

if TYPE_CHECKING:
    from evidence.citation import Citation

ERRORS: dict[str, str] = {
    "turn_gone": "这份材料已经不在了，页面没有转动。请重新选一件。",
    "turn_impossible": "页面只能按 90 度左转或右转，第 {page} 页转 {degrees} 度做不到，未作改动。",
}

STEPS: dict[Action, str] = {Action.TURN_PAGE: "转动页面"}

PHRASES: dict[str, str] = {
    "view_page": "第 {page} 页，共 {count} 页",
    "view_turned": "，已转 {degrees}°（只改看法，不改原件）",
    "view_none": "选中一件材料，这里看它的页面。",
    "view_paper": "纸质备查件，没有文件可看。",
    "view_reading": "正在打开…",
    "view_blank": "这一页没有画面，也没有文字；请打开原件核对。",
    "view_text": "正文文字；版式请打开原件看。",
    "view_cut": "正文很长，这里只列前 {count} 字；全文请打开原件看。",
    "hits_in_paper": "“{words}”共 {count} 处，在 {pages} 页上",
    "hits_in_text": "“{words}”共 {count} 处",
    "hits_first": "，标出前 {count} 处",
    "hits_none": "“{words}”：本件正文里没有",
    "hits_scan": "；这一页是扫描的，画面上标不出",
}


def places(found: Sequence[Citation]) -> str:
    """Return in how many places a paper is filed, in a word or two."""
    return f"一件多用 {len(found)} 处" if len(found) > 1 else "已归 1 处"


def place(citation: Citation, schemes: int) -> str:
    """Return where a paper is filed, of so many schemes, in a line."""
    slot = f"　{citation.slot}" if citation.slot else ""
    number = citation.label if citation.at_home else f"见 {citation.label}"
    follows = f"，随 {citation.follows} 归入" if citation.follows else ""
    scheme = f"（{citation.title}）" if schemes > 1 else ""
    return f"{citation.code}{slot}　{number if citation.label else '不在承担范围'}{follows}{scheme}"
