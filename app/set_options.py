"""The commands for the 阅读版 and for 网上申报: what may be asked, in Chinese."""

from __future__ import annotations

import argparse

from app.item_options import Command, add_workspace
from evidence.declaration import FIELDS, LONGEST, SHORTEST, Bundle

_FIELDS = "".join(f"{{{name}}}" for name in FIELDS)


def add_set_commands(command: Command) -> None:
    """Offer the papers as PDF to read, and as files for the web site of a declaration."""
    reading = command("reading-set", "阅读版：送审的材料按卷内目录排成 PDF，带书签，供在屏幕上看；不能显示的有一页说明")
    add_workspace(reading)
    reading.add_argument("--out", metavar="文件夹", required=True, help="存到哪里，放在其中的“阅读版”文件夹")
    reading.add_argument(
        "--by", choices=("box", "item"), default="box", help="box 每盒一个 PDF（默认），item 每项评价内容一个"
    )
    declare = command("declare", "网上申报材料：按网站的要求取名、控制大小，列出清单；不写 --out 就只列方案")
    add_workspace(declare)
    declare.add_argument("--out", metavar="文件夹", help="存到哪里，放在其中的“网上申报材料”文件夹")
    limits = (("limit", "单个文件最大多少兆，如 10"), ("total", "全部文件最大多少兆，如 500"))
    for name, about in limits:
        help_text = f"{about}，可带小数；0 为不限。记在项目里，下次不用再写"
        declare.add_argument(f"--{name}-mb", metavar="兆数", type=_megabytes, default=argparse.SUPPRESS, help=help_text)
    declare.add_argument("--endings", metavar="格式", help="网站收的格式，如 pdf,jpg；写空值 '' 为不限。记在项目里")
    declare.add_argument(
        "--names", metavar="写法", help=f"文件名的写法，可用 {_FIELDS}，如 {{编号}}-{{件号}}_{{题名}}。记在项目里"
    )
    longest = f"文件名最长多少字（{SHORTEST}—{LONGEST}，连扩展名）。记在项目里"
    declare.add_argument("--longest", metavar="字数", type=int, help=longest)
    declare.add_argument(
        "--bundle", choices=tuple(Bundle), help="piece 每件一个文件，item 每项评价内容合成一个 PDF。记在项目里"
    )
    about = "为什么把含个人信息的材料列入，由 --confirmed-by 写的人确认，记入办理记录；不写则不列入"
    declare.add_argument("--reason", metavar="理由", help=about)
    for parser in (reading, declare):
        parser.add_argument("--confirmed-by", metavar="姓名", help="对外提供的确认人，记入办理记录")


def _megabytes(text: str) -> float | None:
    """Return a limit; None: there is none."""
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found < float("inf"):
        message = f"应是兆数，不能是 {text}"
        raise argparse.ArgumentTypeError(message)
    return found or None
