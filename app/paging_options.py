"""The command for pages of office files: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_paging_command(command: Command, piece: str) -> None:
    """Offer to make pages; `piece` tells how a piece is named."""
    pages = command(
        "pages", "转成页面：用本机的 LibreOffice 把 Word、表格、演示文稿转成页面，汇编和打印件里就有它；可撤销"
    )
    add_workspace(pages)
    pages.add_argument("pieces", metavar="材料编号", nargs="*", help=f"{piece}；都不写，只说有多少要转")
    pages.add_argument("--all", action="store_true", help="已归项的全部")
