"""Rules, thresholds and clauses of a scoring standard in office Chinese, for the item editor and the command line."""

from __future__ import annotations

from evidence.model import Rule
from evidence.standard import Clause, Comparison, Threshold
from evidence.wording import RULES

_COMPARISONS: dict[Comparison, str] = {
    Comparison.AT_LEAST: "不低于",
    Comparison.ABOVE: "高于",
    Comparison.AT_MOST: "不超过",
    Comparison.BELOW: "低于",
}
# What a clause does that names no points.
_WITHOUT_POINTS: dict[Rule, str] = {
    Rule.ALL_OR_NOTHING: "不得分",
    Rule.GRADED: "相应扣分",
    Rule.PER_FINDING: "逐处扣分",
    Rule.RATIO: "按比例计分",
    Rule.VETO: "一票否决",
    Rule.BONUS: "加分",
}
_NO_RULE = "不直接计分"
_COUNTED_AWARD = "按数得分"


def threshold(item: Threshold) -> str:
    """Return a threshold in words: 不低于98%."""
    return f"{_COMPARISONS[item.comparison]}{item.number:g}{item.unit}"


def clause(item: Clause) -> str:
    """Return what a clause does in words: 每处扣：每少一次扣0.5分，扣完为止."""
    if item.rule is None:
        return _NO_RULE
    said = [*map(threshold, item.thresholds), _points(item)]
    if item.cap is not None:
        said.append(f"最多{_verb(item)}{item.cap:g}分")
    if item.until_zero:
        said.append("扣完为止")
    is_counted = item.rule is Rule.PER_FINDING and item.won is not None
    return f"{_COUNTED_AWARD if is_counted else RULES[item.rule]}：{'，'.join(filter(None, said))}"


def _points(item: Clause) -> str:
    if item.share is not None:
        return {0.0: "不得分", 1.0: "得满分"}.get(item.share, f"得{item.share:.0%}的分")
    most = item.lost if item.won is None else item.won
    if most is None:
        return _WITHOUT_POINTS[item.rule] if item.rule else ""
    span = f"{most:g}" if item.least is None else f"{item.least:g}—{most:g}"
    return f"{item.per or ''}{_verb(item)}{span}分"


def _verb(item: Clause) -> str:
    if item.rule is Rule.BONUS:
        return "加"
    return "得" if item.won is not None else "扣"
