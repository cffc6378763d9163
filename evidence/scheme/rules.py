"""The rule of scoring, from its name in a column or from the wording of the standard."""

from __future__ import annotations

import re

from evidence.model import Rule
from evidence.scheme.clauses import clauses
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
# Of rules that equally many clauses follow, the one further up is the main one.
_ORDER = (Rule.RATIO, Rule.PER_FINDING, Rule.GRADED, Rule.ALL_OR_NOTHING)


def named_rule(words: str) -> Rule | None:
    """Return the rule that a cell names: 全得, 酌扣, 每处扣, 比例, 否决, 加分 or the like."""
    plain = fold(words)
    return next((rule for rule, pattern in _NAMES if re.search(pattern, plain)), None)


def worded_rule(standard: str) -> Rule | None:
    """Return the rule that a scoring standard follows in the main, None where its wording does not tell.

    The rule that most of its clauses follow. A veto beside points is one clause among others, and so is a bonus; points
    that are given for a whole (得2分) say nothing beside a clause that tells how they are lost.
    """
    found = clauses(standard)
    rules = {clause.rule for clause in found}
    if Rule.VETO in rules and not any(clause.won or clause.lost for clause in found):
        return Rule.VETO
    scored = [clause for clause in found if clause.rule in _ORDER]
    if not scored:
        return Rule.BONUS if Rule.BONUS in rules else None
    telling = [clause.rule for clause in scored if not clause.is_award or clause.rule is not Rule.ALL_OR_NOTHING]
    if telling:
        return max(_ORDER, key=telling.count)
    return Rule.ALL_OR_NOTHING if len(scored) == 1 else Rule.GRADED
