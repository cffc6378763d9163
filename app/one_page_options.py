"""The command for the 一页纸: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_one_page_command(command: Command) -> None:
    """Offer the gaps by unit on one page."""
    page = command("one-page", "一页纸：各单位缺什么，一页看完；否决项、关键项在前，写明截至时间，可发到手机上")
    add_workspace(page)
    page.add_argument("--out", metavar="文件", required=True, help="存为 .docx、.png、.pdf 或 .txt")
