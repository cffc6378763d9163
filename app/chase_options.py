"""The command for 催报: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_chase_commands(command: Command) -> None:
    """Offer to ask units for what they owe, and to keep what was asked."""
    chase = command("chase", "催报：按单位起草微信提醒、工作提示、督办单、通报，登记发出，查看催后情况")
    add_workspace(chase)
    chase.add_argument(
        "--unit", metavar="单位", action="append", default=[], help="催哪个单位，可写几次，可写简称，如 市场监管局"
    )
    chase.add_argument("--all", action="store_true", help="催所有欠材料的单位")
    chase.add_argument("--step", metavar="名称", help="按哪一步起草，如 督办单；不写的，各单位按上次发出的下一步")
    chase.add_argument("--deadline", metavar="日期", help="限期，如 2023-11-20；不写就不印限期")
    chase.add_argument("--out", metavar="文件夹", help="把起草的文件放到这里，并记入催报记录（未发出）")
    what = chase.add_mutually_exclusive_group()
    what.add_argument("--plan", action="store_true", help="只列出谁欠什么、哪些已报待整理、以前怎么催的，不起草")
    what.add_argument("--list", action="store_true", help="列出催报记录：何时催的，此后报来什么，还差什么")
    what.add_argument("--sent", metavar="编号", nargs="+", help="登记已发出；编号由 --list 显示，可只写前几位")
    what.add_argument(
        "--steps",
        metavar="名称",
        nargs="?",
        const="",
        help="改催报的步骤，如 微信提醒,工作提示,督办函=督办单,通报；等号后面是形式；不写名称就显示现在的",
    )
    chase.add_argument("--on", metavar="日期", help="与 --sent 同用：哪一天发出的（默认现在）")
