"""点位台账 in plain office Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded with what it is about
    from evidence.findings import Site


TITLE = "点位台账"
HEADS = (
    "编号",
    "业态",
    "名称",
    "地址",
    "乡镇",
    "包保领导",
    "责任部门",
    "明查暗访",
    "内容号",
    "自评分",
    "问题数",
    "未销号",
)

ERRORS: dict[str, str] = {
    "site_no_name": "没有写点位名称，没有登记。请写名称，如 万家超市。",
    "site_too_long": "“{value}…”太长，没有登记。名称不超过 200 字，编号、明查暗访、自评分不超过 50 字，"
    "其他各栏不超过 100 字。",
    "site_score_wrong": "自评分“{value}”不是 0 到 {most} 之间的数，没有登记。请写分数，如 92.5；还没有打分的不填。",
    "site_score_listed": "“{name}”{where} 这一行的自评分“{value}”不是 0 到 {most} 之间的数，全表没有导入。"
    "请改成分数，如 92.5，没有打分的空着；或不采用这一栏。",
    "site_known": "点位台账里已经有{what}“{value}”，未再增加。请改原来的一条，或写得能区分开。",
    "site_unknown": "点位台账里没有“{name}”，或不止一个对得上。请写全名或编号。",
    "site_gone": "点位台账里没有这一条，未作改动。请刷新后再试。",
    "site_in_use": "“{name}”名下有 {count} 个问题，没有删除。请先在整改台账里把问题改到别的点位。",
    "site_item_unknown": "“{name}”{where} 这一行的内容号“{code}”在细则里没有，全表没有导入。"
    "请改正内容号，或不采用这一栏。",
    "site_twice": "“{name}”里“{site}”有两行（{where}），不知道以哪一行为准，没有导入。请删去一行，或编上不同的编号。",
    "site_file_kind": "点位台账只能存为 Word（.docx）或 Excel（.xlsx），“{path}”没有存。请改文件名。",
}

PHRASES: dict[str, str] = {
    "sites_none": "还没有登记点位。",
    "sites_counts": "共 {count} 个点位{trades}{towns}；有未销号问题的 {open} 个。",
    "sites_trades": "，{count} 种业态",
    "sites_towns": "，{count} 个乡镇",
    "sites_saved": "点位台账已存到：{path}",
    "sites_planned": "读到 {count} 个点位：新增 {new}，更新 {changed}，相同 {same}。",
    "sites_taken": "已导入：新增 {new} 个点位，更新 {changed} 个，相同 {same} 个。",
    "sites_would": "只列出，没有导入。",
    "site_removed": "已删除：{name}。",
    "site_score": "自评分 {score}",
    "site_problems": "问题 {all} 个，未销号 {open} 个",
}


def line(site: Site, *, found: int = 0, unsettled: int = 0) -> str:
    """Return a place in a line."""
    told = (site.number, site.trade, site.name, site.township, site.address, site.leader, site.department, site.way)
    problems = PHRASES["site_problems"].format(all=found, open=unsettled) if found else ""
    score = PHRASES["site_score"].format(score=site.score) if site.score else ""
    return "  ".join(text for text in (*told, score, problems) if text)


def counts(sites: Sequence[tuple[Site, int]]) -> str:
    """Return how many places there are, of how many kinds; each comes with how many of its problems are not closed."""
    trades = {site.trade for site, _ in sites if site.trade}
    towns = {site.township for site, _ in sites if site.township}
    return PHRASES["sites_counts"].format(
        count=len(sites),
        trades=PHRASES["sites_trades"].format(count=len(trades)) if trades else "",
        towns=PHRASES["sites_towns"].format(count=len(towns)) if towns else "",
        open=sum(unsettled > 0 for _, unsettled in sites),
    )
