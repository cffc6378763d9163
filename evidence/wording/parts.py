"""The sentences of `wording` that speak of whom the dossier is for, and of the office's part of an upper level's."""

from __future__ import annotations

from evidence.journal import Action
from evidence.model import Mode, Project

MODES: dict[Mode, str] = {Mode.OWN: "本级申报", Mode.PART: "向上级报送"}
BEYOND = "范围外"  # the state of an item beyond 承担范围
_UPPER = "上级单位"  # where its name is not known
_ABOUT = "五、本汇编是报送{upper}的材料，只收入由本单位承担的评价内容；编号沿用上级细则，不另编排。"

ERRORS: dict[str, str] = {
    "part_empty": "承担范围里一项评价内容也没有，未作改动。请至少保留一项；整套都由本级准备的，工作方式选“本级申报”。",
    "part_unused": "现在是本级申报，没有承担范围，未作改动。请先把工作方式改为“向上级报送”。",
    "part_unnamed": "细则里没有写着“{units}”的评价内容，未作改动。请照表里的写法写单位，如：{names}。",
    "part_led_alone": "--led 要与 --units 同用，未作改动。请写明按哪些单位选定。",
    "mode_unknown": "工作方式不能是“{mode}”。可写：本级申报、向上级报送。",
    "upper_unused": "只有向上级报送才写报送对象，未作改动。请同时写 --mode 向上级报送。",
    "upper_too_long": "报送对象的名称太长，未作改动。请写不超过 100 个字的名称，如 白鹭市食安办。",
}

STEPS: dict[Action, str] = {Action.CHOOSE_PART: "调整承担范围（{places}）"}

PHRASES: dict[str, str] = {
    "part_sums": "承担范围 {within} 项；范围以外 {outside} 项，不查缺项，不计分，不导出。",
    "part_whole": "全部 {items} 项评价内容都由本级准备。",
    "part_beyond": "范围以外：{codes}",
    "omitted_outside": "只归在承担范围以外的评价内容下（{codes}），未收入",
}


def mode(project: Project) -> str:
    """Return 工作方式, with 报送对象 where there is one."""
    name = MODES[project.mode]
    return name if project.mode is Mode.OWN or project.upper is None else f"{name}（{project.upper}）"


def handed_in_to(project: Project) -> str:
    """Return whom the office hands its part in to, for a cover."""
    return f"报送：{project.upper or _UPPER}"


def about(project: Project) -> tuple[str, ...]:
    """Return what the notes on how a dossier is made say of a part."""
    return () if project.mode is Mode.OWN else (_ABOUT.format(upper=project.upper or _UPPER),)
