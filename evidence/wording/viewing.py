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
    "crop_gone": "这份材料已经不在了，页面没有裁剪。请重新选一件。",
    "crop_no_pages": "《{name}》的页面不能裁剪：能裁剪的是照片、扫描件和 PDF，由办公文件转成的页面不能。未作改动。",
    "crop_no_page": "文件只有 {pages} 页，没有第 {page} 页，未作改动。请重新选一页。",
    "crop_outside": "裁剪框超出了页面，或者四边颠倒，未作改动。请重新画框。",
    "crop_which": "没有说清怎样裁剪，未作改动。请写 --left、--right、--top、--bottom 各裁去百分之几，"
    "或只写 --whole 恢复原样。",
    "crop_share": "{edge}裁去的“{value}”不是 0 到 {most} 之间的数，未作改动。请写整页的百分之几，如 12.5。",
    "crop_page_number": "“{value}”不是页数，未作改动。请写本件的第几页，如 3。",
    "crop_small": "裁剪框太小：宽和高都不能小于整页的 {percent}%，未作改动。请把框画大些。",
}

STEPS: dict[Action, str] = {Action.TURN_PAGE: "转动页面", Action.CROP_PAGE: "裁剪页面"}

PHRASES: dict[str, str] = {
    "view_page": "第 {page} 页，共 {count} 页",
    "view_turned": "，已转 {degrees}°（只改看法，不改原件）",
    "view_cropped": "，已裁剪（原件不变）",
    "view_none": "选中一件材料，这里看它的页面。",
    "view_paper": "纸质备查件，没有文件可看。",
    "view_reading": "正在打开…",
    "view_blank": "这一页没有画面，也没有文字；请打开原件核对。",
    "view_text": "正文文字；版式请打开原件看。",
    "view_cut": "正文很长，这里只列前 {count} 字；全文请打开原件看。",
    "crop_about": "只改显示和打印：预览、现场查阅、汇编、台账、打印件都只出框里的部分。"
    "原件保持完整；文字识别、查重和涉密、个人信息检查仍看整页。",
    "crop_warning": "把原件交出去（电子版资料、网上申报、拖出或打开原件），交出去的是整页，框外的内容都在里面。"
    "框外有不宜外传的内容，光靠裁剪挡不住。",
    "crop_size": "留下整页宽的 {width}%、高的 {height}%",
    "crop_done": "已裁剪{title}第 {page} 页：只显示和打印框里的部分，留下整页宽的 {width}%、高的 {height}%，原件不变。",
    "crop_done_whole": "{title}第 {page} 页整页显示和打印。",
    "crop_too_small": "框太小：宽和高都要留下 {percent}% 以上",
    "crop_turned_over": "左右两边、上下两边裁去的加起来都不能到 100%",
    "crop_keys": "方向键移动框，按住 Shift 改大小。",
    "crop_waiting": "正在打开页面…",
    "crop_printed": "裁剪的页面，只印框里的部分，框外没有印（{count} 页）",
    "crop_page": "第 {page} 页",
    "crop_caption": "（局部）{caption}",  # first, where nothing cuts it off
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
