"""The sentences of `wording` that speak of 预计影响, 自评得分, 合格条件 and 送审前检查."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.model import Criterion
from evidence.points import Confirmation, PassRule, PassRules, Score, Standing, Sums, Verdict, passes

STANDINGS: dict[Standing, str] = {
    Standing.NONE: "未打分",
    Standing.HOLDS: "已确认",
    Standing.STALE: "佐证材料已变动，请复核",
    Standing.TOO_HIGH: "高于现在的分值，请复核",
}

ERRORS: dict[str, str] = {
    "score_by_nobody": "没有写确认人，自评得分没有记下。请填写确认人姓名。",
    "score_item_gone": "这项评价内容已经不在细则里，自评得分没有记下。请关闭后重新打开自评打分。",
    "score_without_points": "{code} 没有分值（否决项不打分），自评得分没有记下。请先在评价内容里填写分值。",
    "score_range": "{code} 的自评得分应在 0 到 {most} 之间，不能是 {points}。请改正后再保存。",
    "score_no_reason": "{code} 自评 {points} 分，不到满分 {most} 分，没有写扣分原因。请写明原因后再保存。",
    "score_unreadable": "“{value}”不是分数。请写数字，如 2.5。",
    "score_first": "{code} 还没有自评得分。请先填得分，再写扣分原因。",
    "score_clear_nothing": "{code} 还没有自评得分，没有可以清除的。",
    "score_what": "没有写自评几分。请写分数，如 2.5；要清除自评得分请写 --clear。",
    "rule_share": "得分率应大于 0、不超过 100，合格条件没有改。请写百分数，如 60。",
    "rule_negative": "合格条件里的数不能小于 0，没有改。请改正后再保存。",
    "rule_whole": "否决项的项数应是整数，如 0，不能是“{value}”。",
}

PHRASES: dict[str, str] = {
    "hint_doubts": "有 {count} 条疑点提示没有处理，检查组可能会问",
    "hint_flaws": "有 {count} 件材料需完善（文号、盖章、日期等待核）",
    "gate_veto": "否决项有 {count} 项材料不齐：{codes}",
    "gate_key": "关键项有 {count} 项材料不齐：{codes}",
    "gate_items": "另有 {count} 项评价内容材料不齐：{codes}",
    "gate_defects": "有 {count} 项收有不能计数的材料（草稿、加密、损坏或年度不符）：{codes}",
    "gate_personal": "有 {count} 项收有含个人信息的材料（身份证号、手机号）：{codes}",
    "gate_unsorted": "待整理里还有 {count} 件没有归项",
    "gate_unread": "有 {count} 页扫描件和照片还没有识别",
    "gate_pass": "按自评得分，有 {count} 条合格条件没有达到",
    "gate_scores_stale": "有 {count} 项自评得分要复核（佐证材料或分值已变动）：{codes}",
    "gate_scores_open": "自评打分还有 {count} 项没有确认：{codes}",
    "score_given": "{code} 自评 {points} 分（分值 {most} 分），确认人：{by}。",
    "score_cleared": "{code} 的自评得分已清除。",
    "score_reason": "扣分原因：{reason}",
    "unit_impact": "{unit}缺的材料预计影响 {points} 分",
    "scores_note": "预计影响按现有缺项推算，只供内部参考；自评得分由人确认。",
    "sum_agrees": "表中{title} {stated} 分，读出 {found} 分，一致",
    "sum_differs": "表中“{title}”写明 {stated} 分，读出 {found} 分，不一致",
    "sums_agree": "分组和小计的分值 {count} 处，都一致",
    "sums_differ": "另有 {count} 处不一致",
    "sums_none": "表中没有写合计或小计，没有可以比对的分数",
}

# What is said of a reason of the check before handing in, in a few words.
GATES: dict[str, str] = {
    "gate_veto": "否决项不齐",
    "gate_key": "关键项不齐",
    "gate_items": "材料不齐",
    "gate_defects": "材料不计",
    "gate_personal": "含个人信息",
    "gate_unsorted": "未归项",
    "hint_doubts": "有 {count} 条疑点提示没有处理，检查组可能会问",
    "hint_flaws": "有 {count} 件材料需完善（文号、盖章、日期等待核）",
    "gate_unread": "未识别",
    "gate_pass": "合格条件未达到",
    "gate_scores_stale": "得分要复核",
    "gate_scores_open": "得分未确认",
}
GRAVE_GATES = frozenset({"gate_veto", "gate_key", "gate_pass"})

HINT = "建议先看"  # what keeps nobody from handing in
_MOST_CODES = 3

NO_RULES = "未设合格条件"
NO_BONUS = "没有加分项"


def impact(criterion: Criterion, points: float) -> str:
    """Return what may be lost, or of a bonus gained; a veto costs no points, but all of them."""
    if criterion.veto:
        return "否决"
    if not points:
        return ""
    return f"可加 {number(points)}" if criterion.bonus else f"-{number(points)}"


def row_impact(criterion: Criterion, points: float) -> tuple[str, ...]:
    """Return what a single paper may cost, and the standard that says so."""
    if criterion.veto:
        said = "否决项缺材料，不计分值"
    elif criterion.bonus:
        said = f"补上这一份可多加 {number(points)} 分"
    else:
        said = f"只缺这一份，就可能失 {number(points)} 分（推算，只供内部参考）"
    return (said, criterion.method or "")


def number(points: float) -> str:
    """Return points as people write them: at most two decimals."""
    return f"{round(points, 2):g}"


def percent(share: float) -> str:
    """Return a share in per cent, rounded down: 59.96% is not yet 60%."""
    return f"{int(share * 1000 + 1e-6) / 10:g}%"


def pass_rules(rules: PassRules) -> list[str]:
    """Return the 合格条件 that are set, one a line."""
    found = (
        ("总分（含加分）不低于 {} 分", rules.least_points, number),
        ("得分率（不含加分）不低于 {}", rules.least_share, percent),
        ("每个关键项得分率不低于 {}", rules.key_each, percent),
        ("关键项总得分率不低于 {}", rules.key_overall, percent),
        ("加分最多计 {} 分", rules.most_bonus, number),
    )
    said = [words.format(write(value)) for words, value, write in found if value is not None]
    if rules.most_veto is not None:
        said.append("不得有否决项" if rules.most_veto == 0 else f"否决项不超过 {rules.most_veto} 项")
    return said


def verdict(item: Verdict) -> str:
    """Return how one of the 合格条件 stands: 总分（含加分）88 分，应不低于 90 分：未达到."""
    met = {True: "达到", False: "未达到", None: "尚不能确定"}[item.met]
    more = f"等 {len(item.codes)} 项" if len(item.codes) > _MOST_CODES else ""
    named = f"（{'、'.join(item.codes[:_MOST_CODES])}{more}）" if item.codes else ""
    return f"{_found(item)}：{met}{named}"


def verdicts(found: Sequence[Verdict]) -> str:
    """Return whether the 合格条件 are met."""
    if not found:
        return NO_RULES
    return {True: "达到合格条件", False: "未达到合格条件", None: "合格条件：尚不能确定（未打完分）"}[passes(found)]


def forecast(score: Score) -> str:
    """Return what the gaps may cost in all."""
    veto = f"；否决项 {len(score.veto)} 项材料不齐" if score.veto else ""
    return f"总分 {number(score.total)} 分（不含加分），预计影响 {number(score.lost)} 分（推算，只供内部参考）{veto}"


def if_complete(count: int, score: Score, before: Score) -> str:
    """Return what completing some items would bring."""
    more = number(score.points - before.points)
    bonus = f"，加分可多 {number(score.bonus - before.bonus)} 分" if score.bonus > before.bonus else ""
    veto = f"；否决项仍有 {len(score.veto)} 项不齐" if score.veto else ""
    return f"补齐所选 {count} 项后，预计合计可得 {number(score.points)} 分（多 {more} 分{bonus}）{veto}"


def sums(found: Sums, bonus_items: int, scored_bonus: int) -> str:
    """Return what the scores come to."""
    left = f"（还有 {found.to_score} 项未打分）" if found.to_score else ""
    key = "" if found.key_share is None else f"，关键项得分率 {percent(found.key_share)}"
    bonus = f"，加分 {number(found.bonus)} 分" if scored_bonus else "" if bonus_items else f"，{NO_BONUS}"
    return f"自评合计 {number(found.given)} 分{left}{key}{bonus}"


def hand_in(kinds: int, rows: int, grave: int, hints: int) -> str:
    """Return whether the dossier can be handed in, as far as the program can tell."""
    if not rows:
        return "可以送审吗？可以：没有查出要处理的情况。" + "下面几条建议先看。" * bool(hints)
    most = f"，其中 {grave} 条涉及否决项、关键项或合格条件" if grave else ""
    return f"可以送审吗？还不行：有 {kinds} 类情况要处理，共 {rows} 条{most}。"


def confirmation(told: Confirmation) -> str:
    """Return who answered for a 送审版, when, and where it went."""
    return f"{told.at:%Y-%m-%d %H:%M}　{told.confirmed_by}确认导出送审版，导出到：{told.out}"


def _found(item: Verdict) -> str:
    asked = {
        PassRule.LEAST_POINTS: "总分（含加分）{}，应不低于 {} 分",
        PassRule.LEAST_SHARE: "得分率{}，应不低于 {}",
        PassRule.KEY_EACH: "关键项最低得分率{}，每项应不低于 {}",
        PassRule.KEY_OVERALL: "关键项总得分率{}，应不低于 {}",
        PassRule.MOST_VETO: "否决项材料不齐{}，应不超过 {} 项",
    }[item.rule]
    write, unit = {PassRule.LEAST_POINTS: (number, " 分"), PassRule.MOST_VETO: (number, " 项")}.get(
        item.rule, (percent, "")
    )
    before = "" if item.rule is PassRule.LEAST_POINTS else " "
    return asked.format("" if item.found is None else f"{before}{write(item.found)}{unit}", write(item.asked))
