"""The commands for files that bear a 密级 mark: what may be asked, in Chinese."""

from __future__ import annotations

import argparse

from app.item_options import Command, add_workspace


def add_secrecy_commands(command: Command, piece: str) -> None:
    """Offer what can be done after a late secrecy find; `piece` tells how a piece is named."""
    isolate = command("isolate", "发现涉密：立即隔离一件材料，从项目各处清除，不能撤销；只留不含内容的记录")
    add_workspace(isolate)
    isolate.add_argument("piece", metavar="材料编号", help=f"{piece}；收件已经撤销的，写那个文件的路径")
    isolate.add_argument("--why", metavar="原因", help="密级标志在哪里；不要写文件内容")
    isolate.add_argument("--plan", action="store_true", help="只列出会取出哪些，不隔离")
    isolated = command("isolated", "隔离记录：何时由谁隔离了什么，还有哪些地方留着它")
    add_workspace(isolated)
    isolated.add_argument("--done", metavar="去向编号", nargs="+", default=[], help="登记这些去向已处理，如 3-2")
    isolated.add_argument("--purge", action="store_true", help="清除项目文件夹内含有它的旧备份和导出的资料")
    isolated.add_argument("--with-file", action="store_true", help="与 --purge 同用：连隔离的文件一起销毁")
    for parser in (isolate, isolated):  # also taken before the command, as everywhere
        parser.add_argument("--by", metavar="姓名", default=argparse.SUPPRESS, help="由谁决定，要写明姓名")
