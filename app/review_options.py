"""The commands for 复核: what may be asked, in Chinese."""

from __future__ import annotations

import argparse

from app.item_options import Command, add_workspace
from evidence.reviews import Fit, Work
from evidence.wording import reviews as words

STATES = {words.WORK[state]: state for state in Work}
WITHDRAWN = "撤回"
VERDICTS: dict[str, Fit | None] = {**{words.FITS[fit]: fit for fit in Fit}, WITHDRAWN: None}


def add_review_commands(command: Command) -> None:
    """Offer what second people say of items and papers."""
    review = command("review", "工作状态和复核意见：列出、标记，写明是谁、什么时候")
    add_workspace(review)
    about = "内容号；写类别或要点的编号则包括其下各项；记复核意见时写 佐证材料编号 内容号"
    review.add_argument("what", metavar="内容号", nargs="*", help=about)
    which = review.add_mutually_exclusive_group()
    which.add_argument("--state", metavar="状态", choices=STATES, help="标为：待复核（收齐）、已完成；收集中 为取消")
    which.add_argument("--verdict", metavar="意见", choices=VERDICTS, help="对应、不对应、需补充；撤回 为取消")
    review.add_argument("--reason", metavar="原因", default="", help="一句话的原因；不对应、需补充的要写")
    review.add_argument("--by", metavar="姓名", default=argparse.SUPPRESS, help="复核人，要写明姓名；待复核可不写")
    review.add_argument("--only", metavar="状态", choices=STATES, help="只列出这种工作状态的")
    finished = command("finished", "标为待复核（收齐）的简写：能收的都收了，没有材料的也查疑点")
    add_workspace(finished)
    finished.add_argument("codes", metavar="内容号", nargs="+", help="如 11-39；写类别或要点的编号则包括其下各项")
    finished.add_argument("--no", action="store_true", help="改回收集中")
