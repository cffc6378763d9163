"""对照欠缺 in plain office Chinese: what an arrival closed, what is wrong with its files, what is still missing."""

from __future__ import annotations

from collections.abc import Iterable

from evidence import wording
from evidence.returns import Trouble, Way, Wrong

NAME = "补报对照单"
TITLE = "{office}" + NAME
WAYS: dict[Way, str] = {
    Way.NAME: "文件名上的补报码",
    Way.FOLDER: "文件夹上的补报码",
    Way.LIST: "补报清单里写的",
    Way.CONTENT: "材料内容",
}
_TROUBLES: dict[Trouble, str] = {
    Trouble.UNUSABLE: "不能用：{about}",
    Trouble.ENCRYPTED: "有密码，打不开，不计",
    Trouble.DRAFT: "是草稿，不计",
    Trouble.DUPLICATE: "与以前收过的一件相同，没有新内容（{about}）",
    Trouble.TWICE: "与本批另一个文件相同，只收一件",
    Trouble.DOUBT: "{about}",
    Trouble.UNKNOWN_CODE: "补报码 {about} 不是本项目的，请核对有没有写错",
    Trouble.MET: "补报码 {about} 的这一条在这批之前已经齐了",
    Trouble.VERSION: "可能是以前某件的新版，待确认换件",
    Trouble.NOT_COUNTED: "{about}",
    Trouble.ELSEWHERE: "没有归到补报码要的那一条，现在归在 {about}",
    Trouble.WAITING: "还在待整理，没有归项",
    Trouble.EXTRA: "没有补报码，也没有补上所欠的哪一条（{about}）",
}
_IN_TRAY, _FILED = "在待整理", "归在 {items}"

PHRASES: dict[str, str] = {
    "closed": "一、补齐了的",
    "closed_none": "这一批没有补齐哪一条。",
    "wrong": "二、有问题的文件",
    "wrong_none": "没有发现有问题的文件。",
    "missing": "三、还欠的材料",
    "missing_none": "{unit}已经没有欠的材料。",
    "unit_unknown": "这一批没有登记报送单位，也没有补报码，说不出还欠什么。请先补登报送单位。",
    "answers": "四、单位填写的说明",
    "continued": "{name}（续）",
    "batch": "收件批次：{name}　{received}",
    "as_of": "对照时间：{at}",
    "sums": "共 {files} 个文件：补齐 {closed} 条，有问题的文件 {wrong} 个；{unit}还欠 {missing} 条、{papers} 件。",
    "sums_unknown": "共 {files} 个文件：补齐 {closed} 条，有问题的文件 {wrong} 个。",
    "any_year": "不限",
}

# The same on a terminal.
LINES: dict[str, str] = {
    "closed": "补齐　{code}　{item}　{material}　{year}　{files}（{way}）",
    "wrong": "问题　{file}　{why}",
    "missing": "还欠　{code}　{item}　{material}　{year}　{lacking} 件",
    "saved": "对照单已存到 {path}。",
}


def wrong(one: Wrong) -> str:
    """Return what is wrong with a file."""
    about = one.about
    match one.trouble:
        case Trouble.NOT_COUNTED:
            about = wording.DEFECTS[about]
        case Trouble.DUPLICATE | Trouble.EXTRA:
            about = _FILED.format(items=about) if about else _IN_TRAY
        case _:
            pass
    return _TROUBLES[one.trouble].format(about=about)


def troubles(found: Iterable[Wrong]) -> str:
    """Return all that is wrong with a file."""
    return "；".join(dict.fromkeys(wrong(one).rstrip("。") for one in found))


def sums(unit: str | None, **counts: int) -> str:
    """Return an arrival in numbers: `files`, `closed`, `wrong`, and of a known unit `missing` and `papers`."""
    return PHRASES["sums" if unit else "sums_unknown"].format(unit=unit, **counts)


def nothing_missing(unit: str | None) -> str:
    """Return the sentence where no missing material can be told."""
    return PHRASES["missing_none"].format(unit=unit) if unit else PHRASES["unit_unknown"]
