"""Words for a project that cannot be reached, or that others write in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

READ_ONLY = "只读"
TASKS: dict[str, str] = {"taking_up": "重新连接项目"}
LEFT = "上次（{who}）没有正常关闭。已登记的内容都在；最后正在办的一步请核对一下。"
STILL = "仍是只读，已显示到现在为止登记的内容。"
FREE = "现在可以修改这个项目了。"
BACK = "项目已重新连上，可以接着工作。"


def gone(path: str, since: datetime, lost: Sequence[str]) -> str:
    """Return what is said while a project cannot be reached."""
    saved = f"没有保存：{'、'.join(lost)}，连上后请再办一次。" if lost else ""
    return (
        f"{since:%H:%M} 起连不上迎检项目：{path}。可能是 U 盘拔出了或网络共享断开了。"
        f"以前登记的都在。{saved}插好或连上后会自动接着工作。"
    )


def read_only(why: str) -> str:
    """Return what is said while a project is open for reading only."""
    return f"只读：可以查看、查找和导出自己用的材料，不能修改；别人新登记的内容按“刷新”才看到。{why}"


def not_saved(task: str, at: datetime) -> str:
    """Return a piece of work that failed, as it is listed."""
    return f"{at:%H:%M} {task}"
