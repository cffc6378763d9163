"""The rule of scoring, from its name in a column or from the wording of the standard."""

from __future__ import annotations

import re

from evidence.model import Rule
from evidence.scheme.text import fold

# The names that clerks give to the rules, and what else offices call them; the first that is found decides.
_NAMES: tuple[tuple[Rule, str], ...] = (
    (Rule.VETO, r"否决"),
    (Rule.BONUS, r"加分|鼓励|奖励"),
    (Rule.RATIO, r"比例|得分率|完成率"),
    (Rule.PER_FINDING, r"每|逐[项处]|累计扣|倒扣"),
    (Rule.ALL_OR_NOTHING, r"全得|全有|一票|一次性|是否"),
    (Rule.GRADED, r"酌|相应|分档|等级|档次"),
)
_WORDINGS: tuple[tuple[Rule, str], ...] = (
    (Rule.RATIO, r"按[^,;。]{0,12}?比例|比例(?:得|扣|计|给)分|按[^,;。]{0,8}?率(?:得|扣|计)分"),
    (Rule.PER_FINDING, r"每[^,;。]{0,16},?[^,;。]{0,8}?扣\d|发现一[^,;。]{0,8}扣\d|扣完为止"),
    (Rule.GRADED, r"相应扣分|酌情|视情|适当扣|[^每,;。]{2,}的?扣\d|按档|分档"),
    (Rule.ALL_OR_NOTHING, r"不得分|不计分|得0分"),
)


def named_rule(words: str) -> Rule | None:
    """Return the rule that a cell names: 全得, 酌扣, 每处扣, 比例, 否决, 加分 or the like."""
    plain = fold(words)
    return next((rule for rule, pattern in _NAMES if re.search(pattern, plain)), None)


def worded_rule(standard: str) -> Rule | None:
    """Return the rule that a scoring standard follows in the main, None where the wording does not tell.

    The rule that most of its sentences use; of equally many, the one further up in the table above.
    """
    plain = fold(standard.replace("\n", ";"))
    if re.search(r"否决", plain):
        return Rule.VETO
    if re.search(r"加分|加\d", plain) and not re.search(r"得\d|扣", plain):
        return Rule.BONUS
    counts = {rule: len(re.findall(pattern, plain)) for rule, pattern in _WORDINGS}
    most = max(counts.values())
    return next(rule for rule, count in counts.items() if count == most) if most else None
