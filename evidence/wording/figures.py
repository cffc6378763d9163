"""关键数据表: what is said of it."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "figure_name": "请填写关键数据的名称，至少两个字，写成材料里的叫法（如：食品抽检批次）。",
    "figure_known": "{year} 年的“{name}”已经在关键数据表里。请直接修改那一行。",
    "figure_year": "“{year}”不是年度。请填四位数的年份，如 2023。",
    "figure_value": "“{value}”不是数值。请填数字，可以带小数、万、亿，如 5230、98.6、1.2万。",
    "figure_none": "关键数据表里没有 {year} 年的“{name}”。请核对名称和年度。",
}


def removed(name: str, year: int) -> str:
    """Return what was taken out of the table."""
    return f"已从关键数据表删去 {year} 年的“{name}”。"


def places(agreeing: int, differing: int) -> str:
    """Return how many places give the value, and how many another."""
    if not agreeing and not differing:
        return "材料中没有找到整年的说法"
    told = f"一致 {agreeing} 处" if agreeing else ""
    return "，".join(filter(None, (told, f"不一致 {differing} 处" if differing else "")))
