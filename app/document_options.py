"""The command for documents that are made each alone: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace
from evidence.wording.documents import NAMES
from evidence.wording.papers import NAMES as PAPERS


def add_document_commands(command: Command) -> None:
    """Offer to make one document, of all or of a part."""
    papers = "、".join(PAPERS.values())
    about = f"单独导出一份文件：{'、'.join(NAMES.values())}，可只要几项、一个单位或一个年度的；整改方面的：{papers}"
    document = command("document", about)
    add_workspace(document)
    kinds = (*NAMES.values(), *PAPERS.values())
    document.add_argument("kind", metavar="文件种类", choices=kinds, help="、".join(kinds))
    document.add_argument(
        "--out",
        metavar="文件",
        required=True,
        help="存为 .docx；总目录、卷内目录、自评打分表、归档文件目录也可存为 .xlsx；整改通知写文件夹，一个单位一份",
    )
    document.add_argument(
        "--item", metavar="编号", nargs="+", default=[], help="只要这些评价内容，写类别或要点的编号就要其下各项"
    )
    document.add_argument("--unit", metavar="单位", help="只要一个单位的，可写简称，如 市场监管局")
    document.add_argument("--year", metavar="年度", help="只要一个年度的材料，如 2023")
    document.add_argument(
        "--on",
        metavar="日期",
        help="哪一天，或它所在的周、月、年，如 2023-11-20；默认今天；按实际发现、整改的日期算，以后补登的也算"
        f"（findings 的 --on 按那天的登记，不算补登的；要那样请用 --as-known）；只用于{papers}",
    )
    document.add_argument(
        "--as-known",
        metavar="日期",
        help="按这一天为止登记的内容，重做当时的文书，以后补登、修改的不算；没有留下当天数据的地方标〔待填〕；"
        "只用于整改方面的",
    )
    document.add_argument(
        "--edition",
        choices=("internal", "submission"),
        default="internal",
        help="内部工作版（internal，默认）或送审版（submission）；送审版存好前会核对有没有只供内部使用的内容",
    )
    document.add_argument("--confirmed-by", metavar="姓名", help="送审版的确认人，记入办理记录")
    document.add_argument(
        "--second-name",
        action="store_true",
        help="这个文件正在 WPS 或 Word 中打开、替换不了时，另存到旁边，名称后加（2）",
    )
    document.add_argument(
        "--no-leak",
        action="store_true",
        help="核对送审版时查出的各处都不是泄露，由 --confirmed-by 写的人确认，照样导出，记入办理记录",
    )
