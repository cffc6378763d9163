"""Words of 回收站."""

from __future__ import annotations

from evidence.journal import Action

STEPS: dict[Action, str] = {
    Action.DISCARD: "移入回收站{pieces}",
    Action.BRING_BACK: "从回收站恢复{pieces}",
}
REMARKS: dict[str, str] = {
    "duplicate_binned": "与回收站里的一件完全相同，不重复收；要用它，请在“收件”菜单的“回收站”里恢复。",
}
TASKS: dict[str, str] = {"looking_back": "查看记录"}
PHRASES: dict[str, str] = {
    "bin_empty": "回收站里没有材料。",
    "bin_tray": "待整理",
    "bin_discarded": "已移入回收站 {count} 件；原件、题名、归项都还在，随时可以恢复。",
    "bin_back": "已恢复 {count} 件，归项、件号和题名照旧。",
    "bin_back_some": "已恢复 {count} 件；有 {lost} 处评价内容已经不在，那几处没有恢复，请重新归项。",
    "bin_line": "{at}  {who} 移入，原在 {places}",
    "bin_why": "　　原因：{why}",
}
ERRORS: dict[str, str] = {
    "bin_nothing": "没有选中材料，未作改动。请先选中要移入回收站的材料。",
    "bin_without": "回收站里没有这份材料（可能刚刚恢复过），未作改动。",
}


def place(code: str, slot: str | None) -> str:
    """Return where a piece lay: 20-65 食品安全工作方案."""
    return f"{code} {slot}" if slot else code
