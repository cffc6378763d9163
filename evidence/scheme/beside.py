"""Rows of an office's table that are none of it: who made it, what is to be noted, what sums up."""

from __future__ import annotations

import re

_MADE = "填表|填报|制表|审核|审批|复核|签字"
_NOTED = re.compile(rf"^(?:注|说明|备注|附注|(?:{_MADE})(?:人员?|单位|日期)?)\d*:")
_ALONE = re.compile(f"^(?:注|说明|备注|附注|{_MADE})")
_SUM = re.compile(r"^(?:合计|小计|总计|共计)(?:[家户条个人]?数)?(?![\u3400-\u9fff])")


def is_remark(first: str, filled: int) -> bool:
    """Tell whether a row whose first folded cell says this is a remark; `filled` is how many of its cells say anything.

    A word alone makes none where the row says more: 审核把关不严 is a problem, 审核： is signed.
    """
    return bool(_NOTED.match(first) or (filled == 1 and _ALONE.match(first)))


def is_sum(first: str) -> bool:
    """Tell whether a row whose first folded cell says this sums up: 合计, 小计（家）; 合计金额不符 does not."""
    return bool(_SUM.match(first))
