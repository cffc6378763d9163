"""满意度, 知晓率, 支持率 in plain office Chinese: what a survey shows, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from evidence.journal import Action

if TYPE_CHECKING:  # loaded with what it is about
    from evidence.rates import Survey, Threshold

TITLE = "满意度、知晓率、支持率测评情况"
WHOLE = "全县"
HEADS = (
    "序号",
    "测评时间",
    "轮次",
    "方式",
    "范围",
    "样本",
    "指标",
    "结果",
    "95%区间",
    "合格线",
    "判断",
    "排名",
    "短板",
)
METHOD = (
    "说明：区间按威尔逊（Wilson，1927）方法、95%置信水平计算，两轮之差按纽康姆（Newcombe，1998）方法比较；"
    "都以随机抽样、样本远小于人口为前提。按打分平均得出的满意度不是比例，不算区间。"
)

_AS_WRITTEN = "时间写 2023-09，样本写 400，比率写 82.6 或 82.6%，打分平均的写 82.6分。"
NOTICES: dict[str, str] = {"rates_row": "这一行的“{value}”认不出来，没有读入。" + _AS_WRITTEN}
ERRORS: dict[str, str] = {
    "rates_columns": "“{name}”里没有认出要的表：表头要有“轮次”或“测评时间”，还要有“满意度”“知晓率”“支持率”中的一栏。",
    "rates_unread": "“{name}”里没有一行读得出来，没有导入：{where} 这一行的“{value}”认不出来。" + _AS_WRITTEN,
    "rates_twice": "“{name}”里 {round}（{place}）有两行，不知道以哪一行为准，没有导入。请删去一行，或写明测评方式。",
    "rate_held": "“{value}”不是时间。请写 2023、2023-09 或 2023-09-12。",
    "rate_value": "“{value}”不是比率。请写 0 到 100 之间的数，如 82.6；打分平均的写 82.6分。",
    "rate_sample": "“{value}”不是样本数。请写有效问卷的份数，如 400；不知道就空着。",
    "rate_no_round": "没有写轮次，没有登记。请写是哪一次测评，如 2023年第二次。",
    "rate_too_long": "“{value}…”太长，没有登记。轮次、方式、范围各不超过 100 字。",
    "rate_known": "{round}（{place}）的{rate}已经登记过，未再增加。请改原来的一条，或写明不同的测评方式。",
    "rate_threshold_unclear": "“{value}”认不出来。合格线请写成 满意度=70，指标是满意度、知晓率或支持率。",
    "rate_nothing_said": "没有写结果，没有登记。请写满意度、知晓率、支持率中的至少一项。",
    "rate_gone": "测评情况里没有这一条，未作改动。请刷新后再试。",
    "rate_file_kind": "测评情况只能存为 Word（.docx）或 Excel（.xlsx），“{path}”没有存。请改文件名。",
}

STEPS: dict[Action, str] = {Action.EDIT_RATES: "修改测评情况", Action.EDIT_THRESHOLDS: "修改合格线"}

PHRASES: dict[str, str] = {
    "rates_none": "还没有登记测评情况。",
    "rates_saved": "测评情况已存到：{path}",
    "rates_planned": "读到 {count} 个数：新增 {new}，更新 {changed}，相同 {same}。",
    "rates_taken": "已导入：新增 {new} 个数，更新 {changed} 个，相同 {same} 个。",
    "rate_removed": "已删除：{round}。",
    "rates_would": "只列出，没有导入。",
    "rate_line": "{round}  {held}  {place}  {method}  {rate} {value}{sample}",
    "rate_told": "{round}{how}{place}{rate} {value}，{sample}。",
    "rate_how": "（{how}）",
    "rate_sample_told": "样本 {count} 份",
    "rate_sample_not_told": "样本数不明",
    "rate_short_reached": "达到",
    "rate_short_missed": "没有达到",
    "rate_short_unsure": "{needed}",
    "rate_short_needed": "样本太小，需 {count} 份",
    "rate_short_never": "判断不了",
    "rate_short_face_reached": "数值达到，误差不明",
    "rate_short_face_missed": "数值没有达到，误差不明",
    "rate_short_no_threshold": "",
    "rate_sample": "（样本 {count} 份）",
    "rate_no_sample": "（样本数不明）",
    "rate_reached": "达到合格线 {least}%：95%区间 {low}%～{high}% 全部在合格线以上。",
    "rate_missed": "没有达到合格线 {least}%：95%区间 {low}%～{high}% 全部在合格线以下。",
    "rate_unsure": "说明不了是否达到合格线 {least}%：合格线落在 95%区间 {low}%～{high}% 之内，样本太小。{needed}",
    "rate_needed": "比率不变的话，有效样本要有 {count} 份才能判断。",
    "rate_never": "比率正好等于合格线，增加样本也判断不了。",
    "rate_face_reached": "数值不低于合格线 {least}%，但{why}，不知道抽样误差有多大。",
    "rate_face_missed": "数值低于合格线 {least}%，但{why}，不知道抽样误差有多大。",
    "rate_why_scored": "这是打分的平均数",
    "rate_why_sample": "样本数不明",
    "rate_no_threshold": "没有设合格线。",
    "rate_up": "{rate}（{place}）比{before}上升 {points} 个百分点，超出抽样误差。",
    "rate_down": "{rate}（{place}）比{before}下降 {points} 个百分点，超出抽样误差。",
    "rate_even": "{rate}（{place}）比{before}{moved}，在抽样误差之内，不能说有变化。",
    "rate_turn_unknown": "{rate}（{place}）比{before}{moved}，样本数不明或是打分平均，不知道是不是抽样误差。",
    "rate_order_unknown": "{rate}的各轮（{rounds}）看不出先后，没有比较变化。请补写测评时间，或在轮次里写明第几次。",
    "rate_weakest": "{rate}较低的是：{places}。",
    "rate_weakest_small": "{rate}较低的是：{places}。各地样本较小，区间互相重叠，名次先后不一定说明问题。",
    "rate_stated": "{round}{how}的测评表写明（{place}，{rates}）：{stated}。",
    "rate_stated_ranking": "排名“{ranking}”",
    "rate_stated_weak": "短板“{weak}”",
    "rate_thresholds_none": "还没有设合格线。各省、各版细则不同，请按本地细则填写并注明出处。",
    "rate_threshold": "{rate}合格线：{least}%{basis}",
    "rate_basis": "（{basis}）",
}


def number(value: Decimal) -> str:
    """Return a number without zeros that say nothing."""
    return f"{value.normalize() + 0:f}"


def value(survey: Survey) -> str:
    """Return what was found: 82.6%, or 82.6分 for an average of marks."""
    return f"{number(survey.value)}{'分' if survey.scored else '%'}"


def place(survey: Survey) -> str:
    """Return where people were asked."""
    return survey.place or WHOLE


def line(survey: Survey) -> str:
    """Return a survey in a line."""
    sample = (
        PHRASES["rate_sample"].format(count=survey.sample) if survey.sample is not None else PHRASES["rate_no_sample"]
    )
    told = PHRASES["rate_line"].format(
        round=survey.round,
        held=survey.held if survey.held != survey.round else "",
        place=place(survey),
        method=survey.method,
        rate=survey.rate,
        value=value(survey),
        sample=sample,
    )
    return "  ".join(part.strip() for part in told.split("  ") if part.strip())


def told(survey: Survey) -> str:
    """Return a survey as a sentence."""
    known = survey.sample is not None
    sample = PHRASES["rate_sample_told" if known else "rate_sample_not_told"].format(count=survey.sample or 0)
    return PHRASES["rate_told"].format(
        round=survey.round,
        how=_how(survey),
        place=place(survey),
        rate=survey.rate,
        value=value(survey),
        sample=sample,
    )


def stated(survey: Survey, rates: Iterable[str]) -> str:
    """Return what a table states of 排名 and 短板, as its own words; empty where it states nothing."""
    parts = (
        PHRASES["rate_stated_ranking"].format(ranking=survey.ranking) if survey.ranking else "",
        PHRASES["rate_stated_weak"].format(weak=survey.weak) if survey.weak else "",
    )
    said = "，".join(filter(None, parts))
    if not said:
        return ""
    return PHRASES["rate_stated"].format(
        round=survey.round, how=_how(survey), place=place(survey), rates="、".join(rates), stated=said
    )


def _how(survey: Survey) -> str:
    held = held_in_words(survey.held) if survey.held != survey.round else ""
    how = "，".join(word for word in (held, survey.method) if word and word != survey.round)
    return PHRASES["rate_how"].format(how=how) if how else ""


def held_in_words(held: str) -> str:
    """Return when people were asked, as far as it is known: 2023年, 2023年9月, 2023年9月12日; else nothing."""
    return "".join(
        f"{int(part)}{measure}" for part, measure in zip(filter(None, held.split("-")), "年月日", strict=False)
    )


def way(rate: str, method: str) -> str:
    """Return a rate, with how people were asked where that tells it from another: 满意度（电话调查）."""
    return f"{rate}{PHRASES['rate_how'].format(how=method)}" if method else rate


def threshold(one: Threshold) -> str:
    """Return what a rate should reach, with where that stands."""
    basis = PHRASES["rate_basis"].format(basis=one.basis) if one.basis else ""
    return PHRASES["rate_threshold"].format(rate=one.rate, least=number(one.least), basis=basis)
