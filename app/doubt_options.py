"""The commands for 疑点提示: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_doubt_commands(command: Command) -> None:
    """Offer what can be done with doubts."""
    doubts = command("doubts", "疑点提示：检查组可能会问的地方；只看有材料的和标为收齐的评价内容")
    add_workspace(doubts)
    doubts.add_argument("--item", metavar="内容号", help="只看这一项的；写类别或要点的编号则包括其下各项")
    doubts.add_argument("--all", action="store_true", help="连不作问题的一起列出，写明原因、经办人和时间")
    dismiss = command("dismiss", "把核对过的疑点记为不作问题，要写原因；可一次写多个，一步撤销")
    add_workspace(dismiss)
    dismiss.add_argument("keys", metavar="疑点编号", nargs="+", help="doubts 显示的编号，可只写前几位")
    which = dismiss.add_mutually_exclusive_group(required=True)
    which.add_argument("--reason", metavar="原因", help="为什么不作问题，如 原件已盖章，扫描时未扫到")
    which.add_argument("--back", action="store_true", help="收回不作问题，重新列出")
