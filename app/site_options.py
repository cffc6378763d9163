"""The commands for 点位台账 and 责任落实: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace
from app.survey_options import MAPPING

SITE_WORDS = (
    ("number", "编号"),
    ("trade", "业态，如 学校食堂"),
    ("name", "名称"),
    ("address", "地址"),
    ("township", "乡镇"),
    ("leader", "包保领导"),
    ("department", "责任部门"),
    ("way", "明查、暗访，或 明查暗访"),
    ("score", "自评分，0 到 100 之间（细则总分超过 100 的，到总分），如 92.5"),
)


def add_site_commands(command: Command) -> None:
    """Offer the register of places that are inspected, and who has signed for what."""
    sites = command("sites", "点位台账：业态、名称、乡镇、包保领导、责任部门，各有多少问题、多少未销号")
    add_workspace(sites)
    sites.add_argument("--find", metavar="文字", default="", help="只要各栏里有这些字的，几个词之间空一格")
    sites.add_argument("--open", action="store_true", help="只要有未销号问题的")
    taken = command("sites-import", "从表格导入点位，栏名如 编号、业态、点位名称、乡镇、包保领导；空着的栏不改动")
    add_workspace(taken)
    taken.add_argument("table", metavar="表格", help="表格（xlsx、xls、docx、csv）")
    taken.add_argument("--map", metavar="栏=用途", help=MAPPING)
    taken.add_argument("--plan", action="store_true", help="只列出会怎样，不导入")
    kept = command("sites-export", "把点位台账另存为 Excel 或 Word；Excel 改过后可再导入")
    add_workspace(kept)
    kept.add_argument("--out", metavar="文件", required=True, help="存为 .xlsx 或 .docx")
    site = command("site", "登记、更正或删除一个点位")
    add_workspace(site)
    site.add_argument("site", metavar="点位", help="名称或编号；与 --add 同用时是新点位的名称")
    change = site.add_mutually_exclusive_group()
    change.add_argument("--add", action="store_true", help="登记为新点位")
    change.add_argument("--remove", action="store_true", help="删除；名下有问题的不能删除")
    for option, about in SITE_WORDS:
        site.add_argument(f"--{option}", metavar="内容", help=f"{about}；写空值 '' 表示不明")
    site.add_argument("--items", metavar="内容号", help="对应的评价内容，多个用逗号分开；写空值 '' 表示没有")
    _duty_command(command)


def _duty_command(command: Command) -> None:
    duties = command("duties", "责任落实：责任书、承诺书、责任清单等，各单位已有哪些、缺哪些；或各点位的承诺书")
    add_workspace(duties)
    duties.add_argument("--words", metavar="字样", help="按材料名称里的这些字样挑选，用逗号分开，如 责任书,承诺书")
    duties.add_argument("--side", choices=("党政领导", "部门监管", "企业主体", "未写明"), help="只要这一方的")
    duties.add_argument("--unit", metavar="单位", help="只看一个单位，可写简称")
    duties.add_argument("--missing", action="store_true", help="只要没有交齐的")
    duties.add_argument("--places", action="store_true", help="按点位看企业主体的材料")
    duties.add_argument("--out", metavar="文件", help="另存为 .docx 或 .xlsx")
