"""The commands for 整改台账: what may be asked, in Chinese."""

from __future__ import annotations

import argparse

from app.item_options import Command, add_workspace

_SOURCES = "日督查、自查自纠、专项治理、市级初评、模拟验收、第三方、暗访、国检反馈"
STEPS = ("hand-out", "progress", "rectify", "pass", "fail", "look-back", "reopen", "strike")


def add_finding_commands(command: Command) -> None:
    """Offer what can be done with problems that were found."""
    listed = command("findings", "整改台账：发现了哪些问题，由谁整改，到哪一步了，哪些逾期")
    add_workspace(listed)
    _choice(listed)
    listed.add_argument(
        "--on",
        metavar="日期",
        help="按这一天结束时登记的情况列出，以后补登、修改、撤销的不算；"
        "这与 document 的 --on 不同，那里按实际发生的日期算，以后补登的也算",
    )
    listed.add_argument("--struck", action="store_true", help="列出误登后删除的问题")
    add = command("finding-add", "登记一个问题")
    add_workspace(add)
    add.add_argument("text", metavar="问题", help="问题描述")
    add.add_argument("--source", metavar="来源", default="日督查", help=f"{_SOURCES}；默认日督查")
    add.add_argument("--found", metavar="日期", help="发现日期，如 2024-01-08；默认今天")
    for option, meta, about in (
        ("place", "地点", "在哪里，如 双河镇农贸市场"),
        ("item", "内容号", "与哪一项评价内容有关，如 20-65"),
        ("kind", "类别", "问题类别，如 环境卫生"),
        ("severity", "程度", "一般、较重、严重；默认一般"),
        ("found-by", "姓名", "检查人员"),
    ):
        add.add_argument(f"--{option}", metavar=meta, help=about)
    _step(command)
    photos = command("finding-photos", "给一个问题配整改前、整改后照片；前后两组按顺序成对")
    add_workspace(photos)
    photos.add_argument("number", metavar="序号", help="findings 显示的序号")
    photos.add_argument("--before", metavar="材料编号", nargs="+", default=[], help="整改前的照片，可写多个")
    photos.add_argument("--after", metavar="材料编号", nargs="+", default=[], help="整改后的照片，可写多个")
    photos.add_argument("--look-back", metavar="材料编号", nargs="+", default=[], help="回头看时的照片，可写多个")
    photos.add_argument("--off", metavar="材料编号", nargs="+", default=[], help="取下这些照片，材料本身不动")
    _tables(command)


def _choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", metavar="单位", help="只要这个责任单位的，可写简称，如 市场监管局")
    parser.add_argument("--state", metavar="状态", help="只要这种状态的：待派发、整改中、待复查、已销号、反弹")
    parser.add_argument("--source", metavar="来源", help=f"只要这个来源的：{_SOURCES}")
    parser.add_argument("--overdue", action="store_true", help="只要逾期的")


def _step(command: Command) -> None:
    do = command("finding-do", "登记一步：派发、进展、整改完成、复查通过（销号）或不通过、回头看、反弹；可写多个序号")
    add_workspace(do)
    do.add_argument(
        "step",
        metavar="步骤",
        choices=STEPS,
        help="hand-out 派发，progress 进展，rectify 整改完成，pass 复查通过并销号，fail 复查不通过，"
        "look-back 销号以后回头看、仍合格，reopen 反弹，strike 删除误登的",
    )
    do.add_argument("numbers", metavar="序号", nargs="+", help="findings 显示的序号")
    do.add_argument("--on", metavar="日期", help="哪一天办的，如 2024-01-08；默认今天，不能写没到的日子")
    do.add_argument(
        "--by",
        dest="done_by",
        metavar="姓名",
        help="谁整改的（rectify）、谁复查的（pass、fail）、谁回头看的（look-back）；后两样不能是整改的人",
    )
    do.add_argument("--unit", metavar="单位", help="责任单位（hand-out），可写简称")
    do.add_argument("--person", metavar="姓名", help="责任人（hand-out）")
    do.add_argument("--deadline", metavar="日期", help="整改时限（hand-out），再派发可改；反弹（reopen）的新时限")
    do.add_argument("--said", metavar="内容", help="整改措施、进展、结果，或删除的原因")


def _tables(command: Command) -> None:
    table = command("findings-import", "从 Excel 等表格导入问题；先列出每行会怎样，写 --yes 才导入，已有的不重复")
    add_workspace(table)
    table.add_argument("table", metavar="表格", help="问题表（xlsx、xls、docx、csv 或网页表格）")
    table.add_argument(
        "--column",
        metavar="栏=用途",
        action="append",
        default=[],
        help="某一栏是什么，如 D=问题描述、扣分点=问题描述、备注=不采用；没写的由程序判断",
    )
    table.add_argument("--source", metavar="来源", help=f"没有写来源的按这个：{_SOURCES}")
    table.add_argument("--found", metavar="日期", help="没有写发现日期的按这一天")
    table.add_argument("--deadline", metavar="日期", help="写了责任单位、没有写整改时限的按这一天")
    table.add_argument("--yes", action="store_true", help="确认导入")
    save = command("findings-export", "整改台账另存为 Excel，可以再导入，不会重复")
    add_workspace(save)
    save.add_argument("--out", metavar="文件", required=True, help="存为 .xlsx")
    _choice(save)
