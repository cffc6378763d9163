"""What papers about 整改 say, in plain office Chinese: what the ledger tells, and a marked blank for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from evidence.findings import Moment

TASKS: dict[str, str] = {"papers": "生成整改文书", "paper_figures": "汇总整改数据"}

ERRORS: dict[str, str] = {
    "paper_kind": "{name}只能存为 {endings}，不能存为 {path}，没有存。请改文件名的结尾。",
    "paper_day_to_come": "{day}还没有到，没有生成{name}。请换一个日期。",
    "paper_on_after_known": "截至的登记日期（{known}）早于要生成的日期（{day}），没有生成{name}。请改其中一个日期。",
    "paper_option": "{name}不能用 {option}，没有生成。请去掉它；日期用 --on 写。",
    "paper_no_days": "{name}没有日期可选，没有生成。请去掉 --on 和 --as-known；它们只用于{names}。",
    "paper_no_unit": "{name}写全部单位的情况，不能只要一个单位的，没有生成。请去掉单位。",
    "paper_unit_unknown": "整改台账里没有派发给“{unit}”的问题，没有生成{name}。请核对单位名称。",
    "paper_nobody": "截至{day}，没有单位有待整改的问题，没有生成整改通知。",
    "paper_unit_done": "截至{day}，{unit}没有待整改的问题，没有生成整改通知。",
    "paper_notice_unit": "整改通知一个单位一份：存为一个 .docx 文件时请写明单位；要全部单位的，请写一个文件夹。",
}

# By `evidence.rectify.papers.span.PaperKind`.
NAMES: dict[str, str] = {
    "daily": "日督查通报",
    "week_list": "周整改清单",
    "checks": "月复查报告",
    "week": "周报",
    "month": "月报",
    "work": "工作汇报",
    "ledger": "整改台账",
    "notice": "整改通知",
}

# What each is, where a clerk chooses.
HINTS: dict[str, str] = {
    "daily": "一天日督查发现的问题，和当天的整改、复查情况。",
    "week_list": "各单位本周到期和已经逾期的问题；可以只要一个单位的。",
    "checks": "一个月的复查结果、反弹问题，和还在等候复查的问题。",
    "week": "一周的总体进度、督查与整改、下周到期的问题；问题满10个的附图表。",
    "month": "一个月的总体进度、督查与整改、下月到期的问题；问题满10个的附图表。",
    "work": "上年工作情况、创建情况、下一步建议的框架：有数据的写好，其余标为〔待填〕。",
    "ledger": "整改台账的横页表格，后附整改前后照片（左前右后）；可以只要一个单位的。",
    "notice": "发给单位的整改通知，一个单位一份，附问题清单；文号、日期、印章留空。",
}

DAILY_HEADS = ("台账号", "点位或内容号", "问题描述", "程度", "责任单位", "整改时限")
LIST_HEADS = ("台账号", "点位或内容号", "问题描述", "责任人", "整改时限", "情况")
UNIT_HEADS = ("责任单位", "期初未销号", "新增", "反弹", "销号", "期末未销号", "其中逾期")
CHECK_HEADS = ("责任单位", "复查次数", "通过", "不通过", "回头看合格", "反弹", "尚待复查")
FAILED_HEADS = ("台账号", "点位或内容号", "问题描述", "责任单位", "复查日期", "现状")
REBOUND_HEADS = ("台账号", "点位或内容号", "问题描述", "责任单位", "反弹日期", "现状")
WAIT_HEADS = ("台账号", "点位或内容号", "问题描述", "责任单位", "报整改完成")
NOTICE_HEADS = ("序号", "台账号", "点位或内容号", "问题描述", "整改措施", "责任人", "整改时限")

NOT_HANDED_OUT = "未派发"
TOTAL = "合计"
DONE = ("整改完成", "复查通过（销号）", "复查不通过", "回头看仍合格", "反弹", "延长整改时限")
MOMENTS = {Moment.BEFORE: "整改前", Moment.AFTER: "整改后", Moment.LOOK_BACK: "回头看"}
SHORT_MOMENTS = {Moment.BEFORE: "前", Moment.AFTER: "后", Moment.LOOK_BACK: "回头看"}
SOURCE_AND_DAY, UNIT_AND_PERSON, RESULT_AND_CLOSED = "问题来源、发现日期", "责任单位和责任人", "复查和销号"
THEN_REBOUNDED = "后反弹"
PHOTOS = "整改前后照片"
CLOSED = {True: "已销号", False: "未销号"}
STILL = "仍合格"
NO_PHOTO = "没有照片"

_TITLE = re.compile("(?:示范|卫生|文明|园林|森林|模范|质量安全)(?:城市|县城|城区|县|市|区|乡镇|镇|乡)$")

PHRASES: dict[str, str] = {
    "of_days": "{first}—{last}",
    "titled_span": "{name}（{span}）",
    "continued": "{name}（续）",
    "to_units": "各有关单位：",
    "to_unit": "{unit}：",
    "number": "第{number}号",
    "numbers": "第{numbers}",
    "source": "注：数据截至{day}{known}；来源：{numbers}{others}。{more}",
    "source_other": "、{name}",
    "source_gaps": "缺项统计",
    "source_rates": "测评情况登记（{rounds}）",
    "source_figures": "关键数据登记",
    "source_numbers": "整改台账{numbers}",
    "source_many": "整改台账第{first}至{last}号中的{count}个问题",
    "source_none": "整改台账（没有相关问题）",
    "known_at": "，按{day}当天为止的登记",
    "each": "{name}{count}个",
    "heading": "{number}、{text}",
    "part": "（{number}）{text}",
    "rest": "等{count}个单位",
    "figure": "图{number}　{title}",
    "no_figure": "（{title}：{why}）",
    "chart_here": "（图：{title}）",
    # 日督查通报
    "daily_about": "关于{day}",
    "daily_of": "{exam}日督查情况的通报",
    "daily_intro": "{day}，日督查发现问题{count}个（{grave}）{touching}{unassigned}。现将有关情况通报如下。",
    "daily_touching": "，涉及{named}",
    "daily_places": "点位或评价内容{count}处",
    "daily_units": "责任单位{count}个",
    "daily_unassigned": "，尚未派发{count}个",
    "daily_none": "{day}，日督查未发现问题。现将整改情况通报如下。",
    "daily_found": "日督查发现的问题",
    "daily_found_none": "当日日督查未发现问题。",
    "daily_table": "日督查问题清单",
    "daily_others": "当日另登记其他来源的问题{count}个：{sources}。",
    "daily_done": "当日整改和复查情况",
    "done": "{span}，{parts}。",
    "done_none": "{span}，没有整改完成、复查、回头看、反弹和延长时限的登记。",
    "all": "整改总体情况",
    "all_told": "截至{day}，整改台账共登记问题{total}个，已销号{closed}个，销号率{share}；未销号{open}个，"
    "其中待派发{unassigned}个、整改中{underway}个、待复查{to_check}个、反弹{rebound}个。",
    "all_none": "截至{day}，整改台账没有登记问题。",
    "overdue": "逾期未整改完成{count}个，涉及{units}个单位：{named}。",
    "overdue_none": "没有逾期的问题。",
    "came_back": "发生过反弹的问题{count}个。",
    "on_time": "{span}报整改完成、有整改时限的问题{of}个，其中按期完成{met}个，按期整改率{share}。",
    "ask": "工作要求",
    "ask_text": "请各责任单位按整改时限完成整改，将整改情况和整改前后照片报{office}复查{late}。",
    "ask_late": "；已经逾期的，请尽快整改并书面说明原因",
    "ask_more": "〔待填：领导批示和其他工作要求，没有的删去本段〕",
    # 周整改清单
    "week_list_intro": "{span}，责任单位须整改完成的问题共{count}个，涉及{units}个单位，其中{named}。",
    "week_list_none": "{span}，没有到期和逾期未整改完成的问题。",
    "week_list_other": "另有{named}，派发、定下时限后列入。",
    "week_list_unassigned": "待派发的问题",
    "week_list_no_deadline": "没有写明整改时限的问题",
    "week_list_unit": "{unit}：{named}",
    "week_list_late": "已经逾期",
    "due": "本周到期",
    "late": "逾期{days}天",
    "came_back_mark": "反弹",
    # 月复查报告
    "checks_intro": "{span}，{checked}；{looked}反弹{came_back}次；截至{day}，尚待复查{waiting}个。",
    "checks_checked": "复查问题{times}次，通过{passed}次，不通过{failed}次，通过率{share}",
    "checks_not_checked": "没有复查的登记",
    "checks_none": "{span}，没有复查、回头看和反弹的登记；截至{day}，尚待复查{waiting}个。",
    "checks_nothing": "{span}，没有复查、回头看和反弹的登记；截至{day}，没有等候复查的问题。",
    "checks_head": "复查总体情况",
    "checks_by_unit": "各单位复查情况",
    "checks_failed": "复查不通过的问题",
    "checks_failed_none": "本月没有复查不通过的问题。",
    "checks_looked": "已销号问题回头看",
    "checks_looked_times": "已销号问题回头看仍合格{count}次；",
    "checks_looked_told": "回头看仍合格{times}次，涉及已销号的问题{count}个：{numbers}。",
    "checks_looked_none": "本月没有回头看的登记。",
    "checks_rebound": "反弹问题",
    "checks_rebound_none": "本月没有反弹的问题。",
    "checks_waiting": "尚待复查的问题",
    "checks_waiting_none": "没有等候复查的问题。",
    "checks_next": "下一步复查安排",
    "checks_next_text": "〔待填：复查人员、时间和重点〕",
    # 周报、月报
    "report_about": "{place}{exam}",
    "report_of": "工作{name}",
    "progress": "总体进度",
    "progress_told": "截至{day}，对照《{scheme}》，评价内容{items}项：齐全{complete}项，不齐{partial}项，缺{missing}项"
    "{waived}。应备材料{needed}件，已有{met}件，到位率{share}。",
    "progress_waived": "，不涉及{count}项",
    "progress_unknown": "〔待填：截至{day}的资料进度（程序没有留下这一天的数据）〕",
    "work": "{this}主要工作",
    "work_text": "〔待填：{this}开展的主要工作〕",
    "found": "{span}，新发现问题{count}个{sources}{grave}。",
    "found_none": "{span}，未发现新问题。",
    "found_sources": "，其中{named}",
    "found_grave": "；按程度分，{named}",
    "kinds": "按类别分，{named}。",
    "kind_none": "未分类",
    "rectify": "督查与整改",
    "units_table": "各单位整改情况表",
    "units_none": "没有单位有未销号或{this}销号的问题。",
    "problems": "存在问题",
    "problems_old": "未销号的问题中，{named}。",
    "problems_none": "没有未销号的问题。",
    "problems_more": "〔待填：其他问题和原因分析〕",
    "next": "{next}安排",
    "next_due": "{next}（{span}）到期的问题{due}个，等候复查的问题{waiting}个。",
    "next_none": "{next}（{span}）没有到期和等候复查的问题。",
    "next_text": "〔待填：{next}工作安排〕",
    "age": "{least}至{most}天的{count}个",
    "age_more": "超过{most}天的{count}个",
    "age_place": "{least}—{most}天",
    "age_place_more": "超过{most}天",
    # 图
    "chart_weeks": "每周新发现（含反弹）和销号的问题",
    "chart_progress": "未销号问题的变化",
    "chart_ages": "未销号问题的时长",
    "chart_units": "各单位的问题",
    "chart_units_most": "各单位的问题（未销号最多的{count}个单位）",
    "chart_rates": "全县{rates}的变化",
    "chart_level": "{rate}应达到",
    "opened": "新发现和反弹",
    "closed": "销号",
    "open": "未销号",
    "late_ones": "已逾期",
    "not_late": "未逾期",
    # 工作汇报
    "striven": "创建",
    "work_of": "工作情况汇报",
    "work_last": "上年（{year}年）工作情况",
    "work_last_figures": "主要数据：{told}。",
    "work_last_papers": "已归项的佐证材料中，{year}年的有{count}件。",
    "work_last_papers_unknown": "〔待填：截至{day}已归项的{year}年佐证材料件数（程序没有留下这一天的数据）〕",
    "work_last_found": "{year}年，整改台账登记新发现问题{found}个，销号{closed}次，反弹{came_back}次。",
    "work_last_blank": "〔待填：上年重点工作、成效和表彰〕",
    "work_figures_blank": "〔待填：上年主要数据〕",
    "work_now": "创建情况",
    "work_papers": "资料准备",
    "work_rectify": "督查整改",
    "work_duty": "责任落实",
    "work_duty_told": "责任书、承诺书、责任清单等按评价细则应有{needed}份，已收集{met}份。",
    "work_duty_blank": "〔待填：党政领导责任、部门监管责任、企业主体责任落实情况〕",
    "work_effect": "特色亮点",
    "work_effect_blank": "〔待填：特色做法和成效〕",
    "work_next": "下一步建议",
    "work_next_told": "截至{day}，仍有{open}个问题没有销号{overdue}，{missing}评价内容的材料没有备齐。建议：",
    "work_next_late": "（逾期{count}个）",
    "work_next_closed": "截至{day}，没有未销号的问题，{missing}评价内容的材料没有备齐。建议：",
    "work_next_items": "{count}项",
    "work_next_unknown": "〔待填：几项〕",
    "work_next_blank": "〔待填：需要领导研究解决的事项和下一步工作建议〕",
    "work_to": "〔待填：汇报对象〕：",
    # 整改台账
    "ledger_told": "截至{day}，共{total}个问题，已销号{closed}个，未销号{open}个，其中逾期{overdue}个。",
    "ledger_none": "截至{day}，整改台账没有登记问题。",
    "ledger_photos": "{unit}整改前后照片",
    "ledger_photo": "附图第{group}组　台账第{number}号{place}",
    "ledger_held": "{moment}{count}张",
    "ledger_groups": "见附图\n第{groups}组",
    "ledger_looked": "回头看{count}次",
    "ledger_caption": "{moment}{day}　{text}",
    "ledger_lost": "另有{count}张照片不能显示（原件缺失或打不开），没有印出。",
    "came_back_times": "（反弹{count}次）",
    # 整改通知
    "notice_about": "关于做好{exam}",
    "notice_of": "问题整改工作的通知",
    "notice_intro": "经{sources}，发现你单位须整改的问题{count}个（{grave}）。现交你单位整改，有关事项通知如下。",
    "notice_matter": "整改内容",
    "notice_matter_text": "须整改的问题见附件。其中{named}，请优先整改。",
    "notice_matter_late": "此前已经逾期",
    "notice_matter_back": "反弹",
    "notice_matter_plain": "须整改的问题见附件。",
    "notice_how": "整改要求",
    "notice_when": "整改时限。",
    "notice_rest": "没有逾期的{count}个，",
    "notice_due": "请按附件所列时限完成整改，最早的为{first}，最晚的为{last}。",
    "notice_late": "已经逾期的{count}个，请于〔待填：完成日期〕前完成并书面说明原因。",
    "notice_same": "请于{first}前完成整改。",
    "notice_no_deadline": "附件中没有写明时限的{count}个，请于〔待填：整改时限〕前完成。",
    "notice_report": "报送结果。整改完成后，将整改情况、整改前后照片（同一地点、同一角度）报{office}安排复查。",
    "notice_honest": "确因客观原因不能按期完成的，请在时限前书面说明，不得弄虚作假。",
    "notice_annex": "须整改问题清单",
    "notice_annex_of": "{unit}须整改问题清单",
    "notice_file": "整改通知_{unit}_{day}",
    # 存文件
    "saved": "{name}已存到 {path}：共{pages}页，用到整改台账{count}个问题。",
    "saved_notices": "已生成整改通知{count}份，存在 {path}。",
    "saved_blanks": "还有 {count} 处〔待填〕要由人补上。",
    "saved_masked": "其中{count}处手机号、身份证号只显示首尾几位；完整的号码仍在整改台账里。",
    "saved_undrawn": "有 {count} 幅图没有画出来，原处写明了原因。",
}


def phrase(code: str, /, **params: str | int) -> str:
    """Return a phrase of these papers."""
    return PHRASES[code].format(**params)


def striven_for(exam: str) -> str:
    """Return what is examined, with 创建 where it is a title to be won: 国家卫生县城 → 国家卫生县城创建."""
    return exam + phrase("striven") if _TITLE.search(exam) else exam


def about(place: str | None, exam: str) -> str:
    """Return where the work is done and what it is about, the first words of a title: 云岭县国家卫生县城创建."""
    return phrase("report_about", place=place or "", exam=striven_for(exam))


def saved(name: str, path: str, pages: int, told: int, blanks: int, undrawn: int, masked: int) -> str:
    """Return what became of a paper: where it lies, what it is made from, what is hidden, what is left to fill in."""
    said = phrase("saved", name=name, path=path, pages=pages, count=told) + _masked(masked)
    said += phrase("saved_blanks", count=blanks) if blanks else ""
    return said + (phrase("saved_undrawn", count=undrawn) if undrawn else "")


def saved_notices(count: int, path: str, masked: int) -> str:
    """Return what became of letters to several units."""
    return phrase("saved_notices", count=count, path=path) + _masked(masked)


def _masked(count: int) -> str:
    return phrase("saved_masked", count=count) if count else ""


def ranges(numbers: Iterable[int], measure: str = "") -> str:
    """Return numbers as offices write them, each with its measure: 3至7号、9号、10号."""
    runs: list[list[int]] = []
    for one in sorted(set(numbers)):
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    told = (one for run in runs for one in ([f"{run[0]}至{run[-1]}"] if len(run) > 2 else map(str, run)))
    return "、".join(f"{one}{measure}" for one in told)


def days(first: date, last: date) -> str:
    """Return the days from one to another, with the year: 2023年11月20日—26日; of a whole month or year its name."""
    after = last + timedelta(1)
    if first.day == after.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月"
    if (first.month, first.day) == (after.month, after.day) == (1, 1) and first.year == last.year:
        return f"{first.year}年"
    begin = f"{first.year}年{first.month}月{first.day}日"
    if first == last:
        return begin
    if (first.year, first.month) == (last.year, last.month):
        return phrase("of_days", first=begin, last=f"{last.day}日")
    year = "" if first.year == last.year else f"{last.year}年"
    return phrase("of_days", first=begin, last=f"{year}{last.month}月{last.day}日")


def counted(named: Sequence[tuple[str, int]]) -> str:
    """Return names with their counts: 县城管局3个、双河镇1个."""
    return "、".join(phrase("each", name=name, count=count) for name, count in named)
