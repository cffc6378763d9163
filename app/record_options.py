"""The commands for 往来记录 and 现场查阅: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_record_commands(command: Command) -> None:
    """Offer the record of a unit, and what an examiner asks to see."""
    record = command("record", "一个单位的往来记录：何时要了什么、何时收到什么、为什么不算、还欠什么")
    add_workspace(record)
    record.add_argument("unit", metavar="单位", help="单位名称，可写简称或曾用名")
    record.add_argument("--out", metavar="文件", help="另存为 .docx 或 .xlsx")
    on_site = command("on-site", "现场查阅：一项评价内容的材料在第几盒、第几页")
    add_workspace(on_site)
    on_site.add_argument("code", metavar="编号", help="评价内容编号，如 20-65，也可只写 65")
    on_site.add_argument("--seen", action="store_true", help="登记：评审人员查阅了这一项")
    on_site.add_argument("--add", metavar="要求", help="登记：评审人员要求补充什么")
    on_site.add_argument("--examiner", metavar="姓名", help="评审人员")
    visits = command("visits", "查阅登记：评审人员看了哪些、要求补充什么")
    add_workspace(visits)
    visits.add_argument("--out", metavar="文件", help="另存为 .docx 或 .xlsx")
