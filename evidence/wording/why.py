"""Why a place is proposed for a paper and where its facts were read, so that a clerk can check it."""

from __future__ import annotations

import re

from evidence.origins import (
    BY_CAMERA,
    BY_CLERK,
    BY_DEBT_CODE,
    BY_KIND_OF_FILE,
    BY_SIGNATURE,
    IN_FOLDER,
    IN_NAME,
    IN_TEXT,
    ON_PICTURE,
)

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
    "debt_code": "补报码 {code}",
    "debt_code_in_folder": "补报码 {code}（在文件夹上）",
    "debt_code_in_list": "补报码 {code}（补报清单里写的）",
    "debt_year": "补报码要的是{asked}年，材料写的是{said}年",
    "debt_years": "写了几个年度的补报码（{asked}年），看不出是哪一年的",
    "debt_unit": "补报码要的是{asked}的，材料写的是{said}",
    "debt_sender": "补报码是{asked}的，这批是{said}报的",
    "debt_kind": "补报码要的是{asked}，材料是{said}",
    "debt_photo": "要的是{asked}，来的是图片，请核对",
    "debt_met": "补报码要的这一项已经齐了",
    "debt_shared": "这个补报码对得上几条，请选定",
    "debt_listed_shared": "补报清单里这个文件名对得上几条或几个文件，请核对",
}

# Where a fact was read.
ORIGINS: dict[str, str] = {
    IN_TEXT: "正文",
    IN_NAME: "文件名",
    IN_FOLDER: "文件夹",
    BY_CAMERA: "拍摄信息",
    BY_KIND_OF_FILE: "文件类型",
    ON_PICTURE: "页面图像",
    BY_SIGNATURE: "电子签章",
    BY_DEBT_CODE: "补报码",
    BY_CLERK: "经办人填写",
}

_LISTED = re.compile(re.escape(WHY["debt_code_in_list"]).replace(re.escape("{code}"), "([0-9A-Z]+)"))


def listed_codes(why: str) -> list[str]:
    """Return the 补报码 for which a place is proposed because a unit's list says so."""
    return _LISTED.findall(why)
