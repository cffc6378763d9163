"""The commands for arrivals, receipts and newer versions: what may be asked, in Chinese."""

from __future__ import annotations

import argparse

from app.item_options import Command, add_workspace

_BATCH = "收件批次的编号，如 收2024-012"
_DELIVERY = (
    ("unit", "报送单位"),
    ("sender", "交件人"),
    ("channel", "渠道，如 U盘、微信、邮件、系统、当面"),
    ("received", "实际收件日期，如 2024-01-08；不写就是登记当天，登记时间不会因此改变"),
    ("note", "备注"),
)


def add_batch_commands(command: Command, piece: str) -> None:
    """Offer what can be done with arrivals; `piece` tells how a piece is named."""
    batches = command("batches", "列出收件批次；写编号就列出这一批的文件和处理结果")
    add_workspace(batches)
    batches.add_argument("batch", metavar="编号", nargs="?", help=_BATCH)
    batch = command("batch", "补登或更正一批收件的报送单位、交件人、渠道、收件日期、备注")
    add_workspace(batch)
    batch.add_argument("batch", metavar="编号", help=_BATCH)
    add_delivery(batch, empty="；写空值 '' 表示不明")
    batch.add_argument("--replace", action="store_true", help="这一批里待确认的新版全部换件，合为一步，可以撤销")
    receipt = command("receipt", "收件回执：收到什么、什么不能用、为什么、怎么办")
    add_workspace(receipt)
    receipt.add_argument("batch", metavar="编号", help=_BATCH)
    receipt.add_argument("--out", metavar="文件", required=True, help="存为 .docx 或 .xlsx")
    replace = command("replace", "换件：用新版换下一件材料，编号、归项、已更正的内容不变，旧的留在办理记录里")
    add_workspace(replace)
    replace.add_argument("piece", metavar="材料编号", help=piece)
    replace.add_argument("newer", metavar="新件", help="新版的材料编号，或一个文件的路径")
    replace.add_argument("--why", metavar="原因", help="为什么换，记入办理记录")
    replace.add_argument("--plan", action="store_true", help="只列出会改什么，不换；新件要写材料编号")
    watch = command("watch", "收件夹：放进去的文件复制完以后自动收件，什么也不归项；按 Ctrl+C 停止")
    add_workspace(watch)
    watch.add_argument("folder", metavar="文件夹", nargs="?", help="以后用这个文件夹；不写就用上次的")
    watch.add_argument("--once", action="store_true", help="收完现有的就结束")
    watch.add_argument("--off", action="store_true", help="不再用收件夹")
    keep = command("keep", "两件都留：确认收到的一件不是以前那一件的新版")
    add_workspace(keep)
    keep.add_argument("piece", metavar="材料编号", help="标为新版待确认的那一件的编号，可只写前几位")
    history = command("history", "列出一件材料换过几次件：何时、由谁、为什么、原来是哪个文件")
    add_workspace(history)
    history.add_argument("piece", metavar="材料编号", help=piece)


def add_delivery(parser: argparse.ArgumentParser, empty: str = "") -> None:
    """Ask who brought a batch and how."""
    for option, about in _DELIVERY:
        parser.add_argument(f"--{option}", metavar="内容", help=f"{about}{empty}")
