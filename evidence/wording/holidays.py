"""放假安排 in plain office Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.journal import Action

TITLE = "放假安排"

HEADS = ("年度", "文号", "放假（天）", "调休上班（天）", "登记")
OWN, SHIPPED = "本项目", "随程序"

ERRORS: dict[str, str] = {
    "holiday_row": "“{name}”{where} 这一行的“{what}”写的是“{said}”，认不出来，全表没有采用。应写成：{example}。",
    "holiday_two_notices": "“{name}”里 {year} 年写了两个文号（{one}、{other}），没有采用。一年只能按一个文件。",
    "holiday_both": "“{name}”里 {day} 又放假又上班，没有采用。请核对。",
    "holiday_year_none": "项目里没有自己登记的 {year} 年放假安排，未作改动。",
    "holiday_file_kind": "放假安排只能存为 Excel（.xlsx），“{path}”没有存。请改文件名。",
}

STEPS: dict[Action, str] = {Action.EDIT_HOLIDAYS: "修改放假安排"}

PHRASES: dict[str, str] = {
    "holiday_year": "{year} 年  {number}  放假 {rest} 天，调休上班 {work} 天{own}",
    "holiday_own": "（本项目登记）",
    "holiday_same": "表里的年份都已经这样登记，未作改动。",
    "holiday_kept": "已登记 {years} 年的放假安排。",
    "holiday_read": "读到 {years} 年，{days} 段。",
    "holiday_dropped": "已删除本项目登记的 {year} 年放假安排。",
    "holiday_saved": "放假安排已存到：{path}。照样加上新的一年，再用 --import 读回。",
    "holiday_unknown": "{years} 年的放假安排还没有登记，工作日只按周末算，请核对。国务院办公厅的通知发布后，"
    "在放假安排表里加上这一年再导入。",
}


def unknown(years: Sequence[int]) -> str:
    """Return what to tell of years whose holidays are not known; nothing where all are."""
    return PHRASES["holiday_unknown"].format(years="、".join(map(str, years))) if years else ""
