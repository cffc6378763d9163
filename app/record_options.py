"""The command for 往来记录: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_record_commands(command: Command) -> None:
    """Offer the record of a unit."""
    record = command("record", "一个单位的往来记录：何时要了什么、何时收到什么、为什么不算、还欠什么")
    add_workspace(record)
    record.add_argument("unit", metavar="单位", help="单位名称，可写简称或曾用名")
    record.add_argument("--out", metavar="文件", help="另存为 .docx 或 .xlsx")
