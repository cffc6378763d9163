"""The documents that are made each alone, in plain office Chinese: their names, what they say, why one is refused."""

from __future__ import annotations

from evidence.wording import charts, chasing, crawling, handing_out, papers

TASKS: dict[str, str] = {
    "saving_gaps": "存缺项清单",
    "saving_tasks": "存任务分解表",
    "saving_scheme": "存评价细则",
    **charts.TASKS,
    **papers.TASKS,
    **chasing.TASKS,
    **crawling.TASKS,
    **handing_out.TASKS,
    "document": "生成单独文件",
    "leaks": "核对送审版",
}

ERRORS: dict[str, str] = {
    **charts.ERRORS,
    **papers.ERRORS,
    **chasing.ERRORS,
    **handing_out.ERRORS,
    "document_file_kind": "不能存成 {path} 这种文件，没有存。{name}请存为 {endings}。",
    "document_empty": "所选范围里没有可列入{name}的佐证材料，没有存。请换一个范围，或先归项。",
    "document_no_items": "所选范围里没有评价内容，没有存{name}。请换一个范围。",
    "document_leak_nobody": "--no-leak 要与 --confirmed-by 同用，写明由谁确认不是泄露；只用于送审版。没有导出。",
    "document_leak": "送审版里像是有只供内部使用的内容（{what}：“{text}”），没有交出 {path}。"
    "请改正后再导出；核对过不是泄露的，由确认人署名后照样导出。",
    "document_leaks": "送审版里像是有 {count} 处只供内部使用的内容，如{what}：“{text}”，没有交出 {path}。"
    "请改正后再导出；核对过都不是泄露的，由确认人署名后照样导出。",
}

# By `evidence.export.documents.DocumentKind`.
NAMES: dict[str, str] = {
    "contents": "总目录",
    "directory": "卷内目录",
    "scores": "自评打分表",
    "report": "自评报告",
    "closing": "备考表",
    "archive": "归档文件目录",
    "compilation": "汇编",
}

# What each is for, where a clerk chooses.
HINTS: dict[str, str] = {
    "contents": "各项评价内容的份数、页数和责任单位。",
    "directory": "每项一页，放在盒内最前面；页号是汇编里的页码。",
    "scores": "自评得分取自已确认的自评打分；送审版不印扣分原因和备注。",
    "report": "报告的框架：按现有材料和数据写好，其余标为〔待填〕，由人补上。",
    "closing": "每盒一页（只选一个单位、年度的每项一页），放在盒内最后面；情况说明、整理人、检查人留空。",
    "archive": "按 DA/T 22 归档用，每年度一份；档号、密级留空。",
    "compilation": "所选范围的材料汇编，页码从 1 起。",
}

PHRASES: dict[str, str] = {
    "internal": "内部工作版，不对外提供。",
    "saved": "{name}已存到 {path}：{count}。",
    "saved_pages": "共{pages}页",
    "saved_rows": "共{rows}行",
    "more_leaks": "还有 {count} 处，指向这里可看全部。",
    "no_leaks": "由{name}确认不是泄露的 {count} 处：",
    "saved_blanks": "还有 {count} 处〔待填〕要由人补上。",
    "title": "{place}{name}",
    "of_item": "{code}　{name}",
    "of_year": "{year}年度",
    "year_unknown": "年度未填",
    "continued": "{name}（续）",
    "made": "编制单位：{office}",
    "day": "{year}年{month}月{day}日",
    "pages_from": "页号为汇编（{edition}）的页码。",
    "pages_from_box": "页号为汇编（{edition}）各盒的页码。",
    "pages_from_sheets": "页号为盒内材料的页码，纸质备查件也计入。",
    "in_box": "盒号：{number}",
    "total": "合计",
    "key_item": "关键项",
    "veto_item": "否决项",
    "bonus_item": "加分项",
    "see": "见 {label}",
    "archive_lines": "全宗号：{fonds}　全宗名称：{blank}　年度：{year}　保管期限：{keeping}　机构（问题）：{division}",
    "blank": "　　　　　　",
    "archive_note": "密级、档号由档案人员填写；方括号内的题名取自文件名。备注栏为件号。",
    "score_signed": "填表人：　　　　　　　　审核人：　　　　　　　　填表日期：　　　　年　　月　　日",
    "score_note": "自评得分由人确认；没有确认的留空。考评得分由评审人员填写。",
    "score_open": "未打分",
    "score_by": "确认人：{by}",
    "score_left": "还有{count}项未打分",
    "closing_about": "盒内文件情况说明",
    "closing_counts": "本盒为“{name}”的佐证材料，共{count}件、{pages}页{unknown}。",
    "closing_box": "本盒为{box}，是{items}的佐证材料，共{count}件；按汇编计{pages}页，含目录和各项首页。",
    "closing_box_sheets": "本盒为{box}，是{items}的佐证材料，共{count}件、{pages}页{unknown}。",
    "closing_box_name": "第{number}盒",
    "closing_items": "评价内容{first}至{last}（{count}项）",
    "closing_unknown": "（其中{count}件页数没有登记）",
    "closing_numbers": "件号：{first}至{last}。",
    "closing_number": "件号：{first}。",
    "closing_paper": "其中纸质备查件{count}件：{places}。",
    "closing_place": "{label}存放于{place}（保管人：{keeper}）",
    "closing_see": "互见号：{labels}（一件多用，存放在所列件号处）。",
    "closing_internal": "另有{count}件不计（未收入送审版）：{titles}。",
    "closing_state": "盒内文件缺损、修改、补充、移出、销毁等情况：",
    "closing_signed": "整理人：　　　　　　　　　　整理日期：　　　　年　　月　　日",
    "closing_checked": "检查人：　　　　　　　　　　检查日期：　　　　年　　月　　日",
    "part": "{name}（{text}）",
}

# The 自评报告; what the program cannot know is marked as a blank for a person to fill.
REPORT: dict[str, str] = {
    "title": "{place}自评报告",
    "basics": "一、基本情况",
    "basis": "本报告依据{scheme}{named}编写，评审基准年为{base}年，资料年度为{first}—{base}年。",
    "place_facts": "〔待填：地方概况，如面积、人口、监管对象户数、列入创建的时间〕",
    "townships": "现有{count}个乡镇（街道）。",
    "figures": "主要数据：",
    "figure": "{year}年{name}{value}{measure}",
    "figures_unknown": "〔待填：近三年主要数据〕",
    "done": "二、自查评估情况",
    "counts": "对照评价细则，{items}项评价内容已收集佐证材料{pieces}件。",
    "part": "（{number}）{name}",
    "point": "{number}.{name}",
    "practice": "〔待填：{name}的主要做法和成效〕",
    "item": "{code}{mark}　{name}：",
    "has": "收集佐证材料{count}件{years}，{among}{titles}。",
    "part_of": "本报告是报送{upper}的部分，只写由{office}承担的{items}项评价内容，供{upper}汇总；编号沿用上级细则。",
    "this_office": "本单位",
    "upper_office": "上级单位",
    "veto_told": "有情况说明{count}件，{among}{titles}；有无此类情形，以情况说明和有关部门核实的结果为准。",
    "veto_other": "收集佐证材料{count}件{years}，{among}{titles}；有无此类情形，以有关部门核实的结果为准。",
    "has_none": "{codes}：暂无佐证材料。",
    "among": "主要有",
    "are": "即",
    "years": "（{years}年）",
    "scores": "三、自评得分情况",
    "score_sum": "计分的评价内容共{items}项，分值{total}分，自评得{given}分。",
    "score_bonus": "加分项自评加{points}分。",
    "score_some": "计分的评价内容共{items}项，分值{total}分，已确认自评得分的{scored}项，〔待填：自评总分〕。",
    "score_none": "计分的评价内容共{items}项，分值{total}分，〔待填：自评总分〕。",
    "no_points": "评价细则没有写明分值，〔待填：自评结果〕。",
    "score_meeting": "自评得分由〔待填：会议名称和日期〕研究确定。",
    "highlights": "四、特色亮点",
    "highlights_text": "〔待填：可复制推广的做法，附证明材料〕",
    "problems": "五、存在问题",
    "problems_text": "〔待填：自查发现的问题〕",
    "problems_hint": "（内部提示：{partial}项不齐、{missing}项缺，见缺项清单；送审版不印此句。）",
    "plans": "六、下一步打算",
    "plans_text": "〔待填：整改措施、责任单位和时限〕",
    "annex": "附件：自评打分表",
    "annex_head": "附件",
    "office": "{office}",
    "office_unknown": "〔待填：报告单位〕",
    "day_unknown": "〔待填：成文日期〕",
}

NUMERALS = "一二三四五六七八九十"

# What a leak is, by where the snapshot holds it.
LEAKS: dict[str, str] = {
    "remark": "备注",
    "contact": "责任人",
    "deadline": "完成时限",
    "waived": "不涉及的理由",
    "dismissed": "不作问题的理由",
    "score_reason": "扣分原因",
    "review": "复核意见",
    "withheld": "未收入送审版的材料题名",
    "unsorted": "待整理材料的题名",
    "file_name": "原文件名",
    "gap": "缺少的应备材料",
    "word": "内部用语",
}


def leaked(what: str, text: str, file: str) -> tuple[str, str]:
    """Return what of the office's own a file for submission seems to say, and where."""
    return f"{LEAKS[what]}：{text}", file


_LONGEST_LINE = 40
LEAKED = "送审版里疑似有内部内容，送审前请逐处核对"


def said_there(what: str, text: str, line: str) -> str:
    """Return what seems to be for the office alone, and the line that says it."""
    told = line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
    return f"{LEAKS[what]}“{text}”，出现在“{told}”"


def phrase(code: str, /, **params: str | int) -> str:
    """Return a phrase of these documents."""
    return PHRASES[code].format(**params)


def report(code: str, /, **params: str | int) -> str:
    """Return a phrase of the 自评报告."""
    return REPORT[code].format(**params)


def numeral(number: int) -> str:
    """Return a number from 1 to 99 as headings write it: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones - 1]
    return (NUMERALS[tens - 1] if tens > 1 else "") + "十" + (NUMERALS[ones - 1] if ones else "")


def saved(name: str, path: str, pages: int | None, rows: int | None, blanks: int) -> str:
    """Return what became of a document: where it lies, how long it is, what is left to fill in."""
    size = phrase("saved_pages", pages=pages) if pages is not None else phrase("saved_rows", rows=rows or 0)
    told = phrase("saved", name=name, path=path, count=size)
    return told + (phrase("saved_blanks", count=blanks) if blanks else "")
