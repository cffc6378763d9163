"""Why a place is proposed for a paper, so that a clerk can check it."""

from __future__ import annotations

# Why a place is proposed, in words that the clerk can check against the paper.
WHY: dict[str, str] = {
    "code_in_name": "文件名编号 {code}",
    "code_in_folder": "文件夹编号 {code}",
    "title_near_slot": "题名与应备材料“{slot}”相近",
    "words_in_text": "正文“{words}”",
    "unit": "责任单位 {unit}",
    "same_folder": "同文件夹已归 {code}（{count} 件）",
    "same_series": "同类材料已归 {code}（{count} 件）",
    "words_near_item": "内容与评价内容 {code} 的表述相近",
    "locked": "文件有密码，内容未能核对",
    "several_papers": "可能装有几份材料，请先拆件",
    "code_without_words": "内容未见相符，请核对",
    "code_against_words": "内容更像 {code}，请核对",
    "off_subject": "未说到“{words}”",
    "hard_to_tell": "与 {code} 不易分清",
    "named": "文件名或文件夹也写有相关字样",
}
