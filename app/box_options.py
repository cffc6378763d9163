"""The commands for boxes, 定号 and 换页: what may be asked, in Chinese."""

from __future__ import annotations

import argparse

from app.item_options import Command, add_workspace
from evidence.boxes import SPINE_WIDTHS_MM, Late, PageBase, Paper, PerPage
from evidence.export.print_sheets import Ink

_ALL_IN_ONE = "0"
_BASES = {"compiled": PageBase.COMPILED, "box": PageBase.BOX}
_LATE = {"end": Late.END, "between": Late.BETWEEN}


def add_box_commands(command: Command) -> None:
    """Offer to see how papers are boxed, to fix boxes that are printed, and to list the sheets to print again."""
    boxes = command("boxes", "分盒：送审版每盒有多少件、页、张，哪些已定号、要换几张；也在这里改分盒的规则")
    add_workspace(boxes)
    pages = "每盒最多多少页，至少 20，如 300；0 为全部装一盒"
    boxes.add_argument("--pages", metavar="页数", type=_pages, default=argparse.SUPPRESS, help=pages)
    boxes.add_argument("--numbering", choices=("each", "through"), help="页号：each 每盒从1编起，through 各盒连续编")
    boxes.add_argument(
        "--late", choices=tuple(_LATE), help="定号后到的材料：end 排在盒末，between 插在该在的位置，编作003-1"
    )
    boxes.add_argument(
        "--base", choices=tuple(_BASES), help="页号数什么：compiled 汇编的页，box 盒内材料的页（纸质备查件也算）"
    )
    photos = "照片每页排几张；扫描件仍一页一张"
    boxes.add_argument("--photos-per-page", type=int, choices=tuple(map(int, PerPage)), help=photos)
    fix = command("fix", "定号：盒打印好后，件号和页号从此不变；换页打印好后再定一次，表示换页已印")
    add_workspace(fix)
    fix.add_argument("numbers", metavar="盒号", nargs="*", type=_number, help="不写就是全部的盒")
    reopen = command("reopen", "重新打开已定号的盒：件号和页号按现在的材料重排")
    add_workspace(reopen)
    reopen.add_argument("numbers", metavar="盒号", nargs="+", type=_number, help="可写多个，如 3 5")
    sheets = command("changed-sheets", "换页清单：已定号的盒要抽出哪几张，重新打印、装入哪几张")
    add_workspace(sheets)
    sheets.add_argument("numbers", metavar="盒号", nargs="*", type=_number, help="不写就是全部已定号的盒")
    sheets.add_argument("--out", metavar="文件", required=True, help="存为 Word 文件（.docx）")
    _add_copies(command)
    _add_labels(command)
    covers = command(
        "box-covers", "盒封面：每盒一页 A4，有题名、盒号、盒内的要点和内容、起止件号、件数、页数、起止日期、立卷单位"
    )
    add_workspace(covers)
    covers.add_argument("numbers", metavar="盒号", nargs="*", type=_number, help="不写就是全部的盒")
    covers.add_argument("--out", metavar="文件", required=True, help="存为 Word 文件（.docx）")


def _add_copies(command: Command) -> None:
    copies = command(
        "print-copies",
        "打印件：每盒（或每项）的材料排成一个 PDF，每页外上角印好页号；不能排的出隔页纸，另有打印清单（Word）",
    )
    add_workspace(copies)
    copies.add_argument("numbers", metavar="盒号", nargs="*", type=_number, help="不写就是全部的盒")
    copies.add_argument("--out", metavar="文件夹", required=True, help="存到哪个文件夹")
    copies.add_argument("--item", metavar="内容号", action="append", help="只要这一项的材料，每项一个 PDF；可写多次")
    copies.add_argument("--changed", action="store_true", help="已定号的盒只要换页的那几张")
    copies.add_argument("--one-side", action="store_true", help="单面打印：每页一张，页号都在右上角；不写就是双面")
    stamp = (
        "件的首页上方空白处印归档章（45×16毫米）：red 红色，black 黑色；全宗号、保管期限、机构（问题）用 layout 登记"
    )
    copies.add_argument("--stamp", choices=tuple(Ink), help=stamp)
    copies.add_argument("--apart", action="store_true", help="有彩色页的张和黑白的张分成两个 PDF，清单上写明放回哪里")
    copies.add_argument("--only-list", action="store_true", help="只要打印清单：多少张、哪些页彩印、哪些页是 A3")


def _add_labels(command: Command) -> None:
    labels = command("labels", "盒脊标签：按实际尺寸印在纸上，剪下来贴在盒脊上；有题名、要点、内容号、年度、盒号")
    add_workspace(labels)
    labels.add_argument("numbers", metavar="盒号", nargs="*", type=_number, help="不写就是全部的盒")
    labels.add_argument("--out", metavar="文件", required=True, help="存为 Word 文件（.docx）")
    labels.add_argument(
        "--paper", choices=tuple(Paper), default=Paper.A4, help="A4 纸上的标签高 277 毫米；A3 高 310 毫米"
    )
    width = "盒脊宽多少毫米；不写就按盒里的张数定"
    labels.add_argument("--width", type=int, choices=SPINE_WIDTHS_MM, help=width)


def late_of(name: str) -> Late:
    """Return where late papers go, by the name that an option has for it."""
    return _LATE[name]


def base_of(name: str) -> PageBase:
    """Return what 页号 counts, by the name that an option has for it."""
    return _BASES[name]


def _number(text: str) -> int:
    """Return the number of a box."""
    if not text.isascii() or not text.isdecimal():
        message = f"应是盒号，不能是 {text}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _pages(text: str) -> int | None:
    """Return how many pages a box has at the most; None: all in one."""
    if not text.isascii() or not text.isdecimal():
        message = f"应是页数，不能是 {text}"
        raise argparse.ArgumentTypeError(message)
    return None if text == _ALL_IN_ONE else int(text)
