"""The commands that change items and materials: what may be asked, in Chinese."""

from __future__ import annotations

import argparse
from collections.abc import Callable

Command = Callable[[str, str], argparse.ArgumentParser]  # name and what it does: a parser with --json

_CODES = "评价内容或类别的编号，如 11-39"
_WORDS = (
    ("title", "名称"),
    ("text", "评价内容"),
    ("points", "分值，0 到 10000 之间，如 2.5"),
    ("rule", "计分方式：全得、酌扣、每处扣、比例、否决、加分"),
    ("method", "评分标准"),
    ("ways", "评价方式，如 资料审查"),
    ("lead", "牵头单位"),
    ("support", "责任单位，多个用、分开"),
    ("person", "责任人和电话"),
    ("due", "完成时限，如 2024-01-31 或 每季度末"),
    ("note", "备注"),
)
_PLAN = "只显示会怎样，不改动"


def add_item_commands(command: Command) -> None:
    """Offer what can be done with items and their materials."""
    _words(command)
    _tree(command)
    _slots(command)


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """Ask which project the command is about."""
    parser.add_argument("workspace", metavar="迎检项目", help="迎检项目文件夹")


def _fields(parser: argparse.ArgumentParser) -> None:
    for option, about in _WORDS:
        parser.add_argument(f"--{option}", metavar="内容", help=f"{about}；写空值 '' 表示没有")
    key = parser.add_mutually_exclusive_group()
    key.add_argument("--key", action="store_true", default=None, help="标为关键项")
    key.add_argument("--no-key", action="store_false", dest="key", default=None, help="不是关键项")


def _words(command: Command) -> None:
    item = command("item", "显示或修改评价内容；写几个编号就一起改")
    add_workspace(item)
    item.add_argument("codes", metavar="内容号", nargs="+", help=_CODES)
    item.add_argument("--code", metavar="编号", help="改编号，只能一次改一项")
    _fields(item)
    add = command("item-add", "新增评价内容或类别")
    add_workspace(add)
    add.add_argument("code", metavar="编号", help="新的编号，不能与别的重复")
    add.add_argument("--under", metavar="上级编号", help="放在哪个类别下面（默认放在最上一级）")
    add.add_argument("--before", metavar="编号", help="排在哪一项前面（默认排在最后）")
    _fields(add)


def _tree(command: Command) -> None:
    remove = command("item-remove", "删除评价内容；下面的佐证材料转到别的项，或退回待整理")
    add_workspace(remove)
    remove.add_argument("codes", metavar="内容号", nargs="+", help=_CODES)
    remove.add_argument("--heir", metavar="内容号", help="佐证材料转到哪一项（默认退回待整理）")
    move = command("item-move", "移动评价内容：换上级或换先后次序")
    add_workspace(move)
    move.add_argument("codes", metavar="内容号", nargs="+", help=_CODES)
    place = move.add_mutually_exclusive_group(required=True)
    place.add_argument("--under", metavar="上级编号", help="移到哪个类别下面，排在最后")
    place.add_argument("--before", metavar="编号", help="移到哪一项前面，与它同级")
    place.add_argument("--top", action="store_true", help="移到最上一级，排在最后")
    merge = command("item-merge", "合并评价内容：都并到写在最前的一项，佐证材料一起过去")
    add_workspace(merge)
    merge.add_argument("codes", metavar="内容号", nargs="+", help=_CODES)
    split = command("item-split", "拆分一项评价内容；第一个编号是原来的一项")
    add_workspace(split)
    split.add_argument("code", metavar="内容号", help="要拆分的评价内容")
    split.add_argument("parts", metavar="编号", nargs="+", help="拆成哪几项；写 编号=分值 可定各项分值")
    put = "应备材料归哪一项（默认归第一项），可写多次；已归的佐证材料跟着走"
    split.add_argument("--put", metavar="材料名称=编号", action="append", default=[], help=put)
    number = command("item-renumber", "把一个类别下面的各项按次序重新编号")
    add_workspace(number)
    number.add_argument("code", metavar="上级编号", help="类别的编号")
    first = "第一项的编号，如 11-1；后面依次是 11-2、11-3"
    number.add_argument("--first", metavar="编号", required=True, help=first)
    for parser in (remove, move, merge, split, number):
        parser.add_argument("--plan", action="store_true", help=_PLAN)


def _slots(command: Command) -> None:
    slot = command("slot", "显示或修改应备材料；写几处就一起改")
    add_workspace(slot)
    slot.add_argument(
        "places", metavar="内容号#材料名称", nargs="+", help="如 11-39#工作方案；只写内容号就是它的全部应备材料"
    )
    slot.add_argument("--name", metavar="名称", help="改名称，只能一次改一处")
    _slot_fields(slot)
    slot.add_argument("--confirm", action="store_true", help="确认建议应备")
    slot.add_argument("--at", metavar="序号", help="排到本项的第几个，从 1 数起，只能一次改一处")
    slot.add_argument("--remove", action="store_true", help="移去；已归的佐证材料仍归在本项下")
    add = command("slot-add", "给一项评价内容新增应备材料")
    add_workspace(add)
    add.add_argument("code", metavar="内容号", help="评价内容的编号，如 11-39")
    add.add_argument("name", metavar="名称", help="材料名称")
    _slot_fields(add)


def _slot_fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", metavar="种类", action="append", help="材料种类，可写多次；写空值 '' 表示不限")
    parser.add_argument("--stage", metavar="环节", help="部署、落实、成效、整改；写空值 '' 表示不限")
    parser.add_argument("--years", metavar="年度", help="近三年每年、近两年每年、最近一年、不限")
    parser.add_argument("--count", metavar="份数", help="每年、每个单位至少几份，1 到 999，如 2")
    parser.add_argument("--must", metavar="要求", action="append", help="如 有文号、盖章，可写多次；写空值 '' 表示没有")
    parser.add_argument("--scope", metavar="范围", help="由谁报送：牵头单位（本级）、各乡镇（街道）、指定的部门")
    parser.add_argument("--owner", metavar="单位", action="append", help="指定哪个单位报送，可写多次")
    parser.add_argument(
        "--or", metavar="组", dest="alternative", help="同组的材料任交其一，如 甲；写空值 '' 表示单独要求"
    )
    parser.add_argument("--due", metavar="完成时限", help="如 2024-01-31；写空值 '' 表示随评价内容")
    paper = parser.add_mutually_exclusive_group()
    paper.add_argument("--paper", action="store_true", default=None, help="可用纸质备查件")
    paper.add_argument("--no-paper", action="store_false", dest="paper", default=None, help="只认电子件")
    waive = parser.add_mutually_exclusive_group()
    waive.add_argument("--waive", metavar="原因", help="标为不涉及，写明原因")
    waive.add_argument("--no-waive", action="store_true", help="恢复为要报送")
