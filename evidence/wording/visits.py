"""查阅登记 in plain office Chinese."""

from __future__ import annotations

from evidence.journal import Action
from evidence.visits import Request, Wish

WISHES: dict[Wish, str] = {Wish.SEE: "查阅", Wish.ADD: "要求补充"}
HEADS = ("序号", "时间", "内容号", "评价内容", "材料", "事项", "要求", "评审人员", "记录人")
TITLE = "查阅登记表"

ERRORS: dict[str, str] = {
    "visit_nothing_said": "没有写要求补充什么，没有登记。请写明要补的材料或说明。",
    "visit_gone": "查阅登记里没有这一条，未作改动。请刷新后再删。",
    "visit_file_kind": "查阅登记表只能存为 Word（.docx）或 Excel（.xlsx），“{path}”没有存。请改文件名。",
}

STEPS: dict[Action, str] = {Action.NOTE_REQUEST: "登记查阅", Action.STRIKE_REQUEST: "删除查阅登记"}

PHRASES: dict[str, str] = {
    "visit_line": "{day}  {code}  {wish}  {paper}{said}{examiner}",
    "visit_none": "还没有查阅登记。",
    "visit_noted": "已登记：{code} {wish}。",
    "visit_saved": "查阅登记表已存到：{path}",
}


def line(request: Request) -> str:
    """Return a wish in a line."""
    return (
        PHRASES["visit_line"]
        .format(
            day=f"{request.at:%Y-%m-%d %H:%M}",
            code=request.code,
            wish=WISHES[request.wish],
            paper=request.paper,
            said=f"  {request.said}" if request.said else "",
            examiner=f"  （{request.examiner}）" if request.examiner else "",
        )
        .rstrip()
    )
