"""The sentences of `wording` that speak of what went to and fro with a unit (往来记录)."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "title": "{unit}往来记录",
    "asked_sent": "{step}，要 {rows} 条材料，{by}登记已发出",
    "asked_drafted": "{step}，要 {rows} 条材料，{by}起草，没有登记已发出",
    "asked_deadline": "，限 {day} 前",
    "came": "{batch}：{count} 个文件，{counting} 个算数",
    "came_by": "（{how}）",
    "counts": "归到 {code}《{material}》，算数",
    "faulty": "归在 {code}，{why}",
    "beside": "归在 {code}，不对应要求的应备材料",
    "unsorted": "待整理，还没有归项",
    "unusable": "不能用：{why}",
    "gone": "已不在项目里（收件撤销过，或已换件）",
    "again": "与已有的相同，不重复收；",
    "today": "今天：应报 {needed} 件，已到位 {met} 件，还欠 {lacking} 件；已报待整理 {waiting} 件。",
    "owed": "{code}　{material}　{year}　还欠 {lacking} 件　补报码 {mark}",
    "none": "还没有往来记录：没有登记催报，也没有收到过这个单位的材料。",
    "saved": "往来记录已存到 {path}。",
    "internal": "内部使用，不发给单位。",
    "owes": "还欠的材料",
    "entries": "往来经过",
    "as_of": "截至 {day}。内部使用，不发给单位。",
    "continued": "往来经过（续）",
    "owes_continued": "还欠的材料（续）",
}

ERRORS: dict[str, str] = {
    "record_file_kind": "往来记录只能存为 .docx 或 .xlsx，不能存为 {path}。请改文件名的结尾。",
}


def phrase(code: str, /, **params: str | int) -> str:
    """Return a fixed phrase of a record."""
    return PHRASES[code].format(**params)
