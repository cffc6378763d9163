"""The command that crops a page: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace

EDGES = {"left": "左边", "right": "右边", "top": "上边", "bottom": "下边"}  # as the page lies in the preview


def add_crop_command(command: Command, piece: str) -> None:
    """Offer to crop a page; `piece` tells how a piece is named."""
    crop = command("crop", "裁剪页面：只显示和打印一页里框住的部分，原件不变；照片、扫描件和 PDF 的页面可以；可撤销")
    add_workspace(crop)
    crop.add_argument("piece", metavar="材料编号", help=piece)
    crop.add_argument("page", metavar="第几页", nargs="?", default="1", help="第几页，从 1 数起，如 3；不写就是第 1 页")
    for edge, about in EDGES.items():
        share = f"{about}裁去整页的百分之几，0 到 95 之间，如 12.5；不写就是 0"
        crop.add_argument(f"--{edge}", metavar="百分之几", help=share)
    crop.add_argument("--whole", action="store_true", help="恢复原样：整页显示和打印")
