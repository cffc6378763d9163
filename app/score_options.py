"""The commands for 自评得分 and 合格条件: what may be asked, in Chinese."""

from __future__ import annotations

import argparse

from app.item_options import Command, add_workspace

# How each of the 合格条件 is typed.
RULES = (
    ("points", "least_points", "分数", "总分（含加分）不低于多少分，如 90"),
    ("share", "least_share", "百分数", "得分率（不含加分）不低于百分之几，如 85"),
    ("key-each", "key_each", "百分数", "每个关键项得分率不低于百分之几，如 60"),
    ("key-overall", "key_overall", "百分数", "关键项总得分率不低于百分之几"),
    ("most-bonus", "most_bonus", "分数", "加分最多计多少分"),
    ("most-veto", "most_veto", "项数", "否决项最多允许几项，不允许有写 0"),
)


def add_score_commands(command: Command) -> None:
    """Offer what can be done with points."""
    score = command("score", "记一项评价内容的自评得分：几分、扣分原因、由谁确认")
    add_workspace(score)
    score.add_argument("code", metavar="内容号", help="评价内容的编号，如 11-39")
    score.add_argument("points", metavar="得分", nargs="?", help="自评几分，0 到分值之间，如 2.5")
    score.add_argument("--reason", metavar="原因", help="扣分原因；不是满分的要写")
    score.add_argument("--clear", action="store_true", help="清除这一项的自评得分")
    score.add_argument("--by", metavar="姓名", default=argparse.SUPPRESS, help="确认人，要写明姓名")
    scores = command("scores", "列出分值、预计影响和自评得分，是否达到合格条件")
    add_workspace(scores)
    about = "假设这些评价内容材料补齐，可得多少分；写类别或要点的编号则包括其下各项"
    scores.add_argument("--if-complete", metavar="内容号", nargs="+", default=[], help=about)
    rules = command("pass-rules", "查看或设定合格条件；没有设的不作判断")
    add_workspace(rules)
    for option, _, kind, about in RULES:
        rules.add_argument(f"--{option}", metavar=kind, help=f"{about}；写空值 '' 表示不设")
