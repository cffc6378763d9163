"""Sentences of 疑点提示: what was seen, why examiners ask about it, and what to do. None blames anybody.

None advises to make up, to change or to back-date a record: what is there is told, or is asked for anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.complaints import Complaint, Sign
from evidence.journal import Action
from evidence.wording.titles import in_marks

NAMES: dict[Complaint, str] = {
    Complaint.YEARS: "年度不全",
    Complaint.NO_WORK: "只有部署没有落实",
    Complaint.FORM: "文号、盖章待核",
    Complaint.UNCLEAR: "扫描件不清或缺页",
    Complaint.MISPLACED: "可能放错内容",
    Complaint.REPEATED: "同一材料多处使用",
    Complaint.PICTURES: "图片缺说明",
    Complaint.DATES: "时间先后待核",
    Complaint.FIGURES: "数据不一致",
    Complaint.COPIED: "乡镇材料雷同",
    Complaint.DRAFTS: "草稿或修订痕迹",
    Complaint.LEVELS: "上级文件多、本级少",
    Complaint.PRIVATE: "涉密或个人信息",
    Complaint.EXPIRED: "证照过期",
    Complaint.COUNTS: "页数对不上",
    Complaint.VETO: "否决项说明待补",
}

# What was seen, in a word.
SIGNS: dict[Sign, str] = {
    Sign.YEARS_MISSING: "缺年度",
    Sign.ONLY_NOTICES: "缺落实材料",
    Sign.NO_NUMBER: "无文号",
    Sign.NOT_SEALED: "未盖章",
    Sign.SEAL_UNKNOWN: "盖章待核",
    Sign.COPY_UNMARKED: "复印件未注明",
    Sign.LOW_DPI: "分辨率低",
    Sign.ROTATED: "页面横置",
    Sign.UNSURE_TEXT: "字迹难认",
    Sign.PAGES_MISSING: "可能缺页",
    Sign.OTHER_ITEM: "像另一项的",
    Sign.MANY_ITEMS: "用在多项",
    Sign.MANY_SLOTS: "一件顶多份",
    Sign.NO_CAPTION: "无说明",
    Sign.NO_DAY: "无时间",
    Sign.NO_PLACE: "无地点",
    Sign.SUMMARY_FIRST: "总结早于方案",
    Sign.IN_FUTURE: "日期未到",
    Sign.OTHER_YEAR: "日期与年度不符",
    Sign.OUTSIDE_YEARS: "不在资料年度",
    Sign.FIGURES_DIFFER: "与关键数据不同",
    Sign.TOWNSHIPS_ALIKE: "内容雷同",
    Sign.DRAFT: "草稿",
    Sign.DRAFT_NAME: "文件名像草稿",
    Sign.TRACKED_CHANGES: "修订痕迹",
    Sign.COMMENTS: "有批注",
    Sign.WHITE_HEAD: "白头文件",
    Sign.MOSTLY_ABOVE: "本级材料少",
    Sign.SECRET: "密级标志",
    Sign.PERSONAL_DATA: "个人信息",
    Sign.TERM_OVER: "已过期",
    Sign.PAGES_UNKNOWN: "页数不明",
    Sign.PAPER_UNCOUNTED: "页数未登记",
    Sign.PAGES_DIFFER: "页数不符",
    Sign.NO_STATEMENT: "没有情况说明",
    Sign.STATEMENT_UNSEALED: "说明盖章待核",
}

# What is said of a doubt; {papers} names what it is about.
SAID: dict[Sign, str] = {
    Sign.YEARS_MISSING: "“{slot}”缺 {years} 年的{of_units}，现有{papers}。"
    "检查组按年度逐年核对；请向责任单位收取，当年确未开展的写明情况。",
    Sign.ONLY_NOTICES: "{in_years}只有{papers}这类部署文件，没有会议、检查、台账、照片等落实材料。"
    "检查组要看部署以后做了什么；请收取当时的落实材料。",
    Sign.NO_NUMBER: "{papers}没有文号。检查组会问是否正式印发；请核对原件，有文号的登记上，或换成正式印发件。",
    Sign.NOT_SEALED: "{papers}登记为未盖章。检查组会问是否有效；请向出具单位收取盖章的正式件。",
    Sign.SEAL_UNKNOWN: "{papers}要求盖章，还看不出是否盖了章。请核对原件，登记为已盖章或未盖章。",
    Sign.COPY_UNMARKED: "{papers}是复印件，没有注明“与原件一致”。"
    "检查组会要求看原件；请由保管单位注明并盖章，或换成原件扫描件。",
    Sign.LOW_DPI: "{papers}分辨率低于 200 dpi。检查组看不清会不认；请用原件重新扫描。",
    Sign.ROTATED: "{papers}有页面横置。翻阅不便；请转正后重新扫描，或确认横置是原样。",
    Sign.UNSURE_TEXT: "{papers}识别的把握只有 {percent}%，可能模糊、有阴影或手写。"
    "检查组看不清会不认；请对照原件，不清楚的重新扫描。",
    Sign.PAGES_MISSING: "{papers}不完整或数不出页数，可能缺页。请对照原件，缺页的重新扫描。",
    Sign.OTHER_ITEM: "{papers}的题名与 {other} 的表述相近，与这一项的表述没有相同之处。"
    "放错内容的材料不算数；请核对应归到哪一项。",
    Sign.MANY_ITEMS: "{papers}用在 {count} 项评价内容里。"
    "检查组会认为材料不够而重复使用；请核对各项是否都有针对性的内容，能换的换成专门材料。",
    Sign.MANY_SLOTS: "{papers}在这一项里充作 {count} 份应备材料。检查组会认为重复使用；请核对能否各用各的材料。",
    Sign.NO_CAPTION: "{papers}没有说明。检查组看不出拍的是什么事；请按实际写上事由作为题名。",
    Sign.NO_DAY: "{papers}没有拍摄日期。检查组无法判断是哪一年的工作；请查原始照片的拍摄时间后登记。",
    Sign.NO_PLACE: "{papers}的说明里看不出地点。检查组无法判断在哪里拍的；请按实际在题名里写上地点。",
    Sign.SUMMARY_FIRST: "总结在方案之前：{papers}，日期分别是 {day} 和 {plan_day}。"
    "检查组会问先后；请核对两份材料的日期是否读错、是否归错，确实如此的写明情况。",
    Sign.IN_FUTURE: "{papers}的日期 {day} 还没有到。请核对原件，日期读错的更正登记。",
    Sign.OTHER_YEAR: "{papers}的日期 {day} 与所属年度 {year} 年相差较远。检查组会问是不是当年的材料；"
    "请核对原件，读错的更正登记，不得改动原件日期。",
    Sign.OUTSIDE_YEARS: "{papers}的日期 {day} 不在资料年度 {years} 年之内。"
    "检查组一般只看检查期内的；请核对是否要用，或换成当年的材料。",
    Sign.FIGURES_DIFFER: "{papers}第 {page} 页写的{name}是 {told}，关键数据表里 {year} 年是 {value}。"
    "检查组会核对前后数据；请核实哪个准确、是否口径不同，关键数据有误的改表，材料有误的请出具单位更正。",
    Sign.TOWNSHIPS_ALIKE: "{count} 个乡镇（{units}）的材料除名称外内容雷同：{papers}。"
    "检查组会认为没有结合实际；请向乡镇收取各自的原始记录。",
    Sign.DRAFT: "{papers}是草稿或征求意见稿。检查组只认正式件；请换成正式印发件。",
    Sign.DRAFT_NAME: "{papers}的文件名带有“稿”“新建”“副本”等字样。检查组会问是不是定稿；请核对，换成正式件。",
    Sign.TRACKED_CHANGES: "{papers}留有修订痕迹。检查组会认为不是定稿；请换成正式印发件。",
    Sign.COMMENTS: "{papers}留有批注。内部意见不宜给检查组看；请换成正式印发件。",
    Sign.WHITE_HEAD: "{papers}是可以编辑的文件，没有文号，也没有盖章（白头文件）。"
    "检查组会问是否正式印发；请换成盖章扫描件。",
    Sign.MOSTLY_ABOVE: "这一项有上级文件 {above} 件，本级只有 {own} 件。"
    "检查组主要看本级做了什么；请收取本级的部署和落实材料。",
    Sign.SECRET: "{papers}页首有密级标志。涉密文件不得放在本机，更不能送审；请立即用“发现涉密”隔离，并向保密部门报告。",
    Sign.PERSONAL_DATA: "{papers}含身份证号或手机号。送审会泄露个人信息；请遮盖后换件，或确认可以提供。",
    Sign.TERM_OVER: "{papers}的有效期到 {day} 为止，已经过期。检查组会问现在是否有效；请收取换发后的证照。",
    Sign.PAGES_UNKNOWN: "{papers}的页数不明。目录里的页数会与实物对不上；请打开核对，或换成 PDF 再收。",
    Sign.PAPER_UNCOUNTED: "{papers}是纸质备查件，没有登记页数。检查组会对照目录清点；请数清后登记。",
    Sign.PAGES_DIFFER: "{papers}登记 {pages} 页，文件实有 {there} 页。检查组会对照目录清点；请核对。",
    Sign.NO_STATEMENT: "这一项是否决项，没有盖章的情况说明。检查组要看书面说明；请向责任单位收取盖章的情况说明或证明。",
    Sign.STATEMENT_UNSEALED: "否决项的{papers}还看不出是否盖章。"
    "检查组要看盖章的说明；请核对原件，登记为已盖章，或换成盖章件。",
}

PHRASES: dict[str, str] = {
    "doubts_sums": "疑点 {open} 条，另有 {dismissed} 条不作问题。",
    "doubts_group": "{name}（{count} 条）",
    "doubts_help": "核对后不是问题的：beijian dismiss 项目 疑点编号 --reason 原因。",
    "doubt_dismissed": "不作问题：{reason}（{who}，{at}）",
    "dismissed_done": "已把 {count} 条疑点记为不作问题。",
    "taken_up_done": "{count} 条疑点已收回，重新列出。",
}

# What somebody did, in the menu behind 撤销 and 重做.
STEPS: dict[Action, str] = {
    Action.DISMISS: "疑点不作问题",
    Action.TAKE_UP: "收回疑点的不作问题",
}

ERRORS: dict[str, str] = {
    "dismiss_reason_missing": "没有写原因，未作改动。不作问题的要写明原因，以后查得到。",
    "doubt_not_dismissed": "编号为“{key}”的疑点没有记为不作问题，不用收回。用 doubts --all 可以列出不作问题的。",
    "doubt_unknown": "没有编号为“{key}”的疑点，可能材料已经改过。请用 doubts 显示的编号。",
    "doubt_ambiguous": "编号“{key}”对应不止一条疑点。请多写几位。",
}

_MOST_NAMED = 3  # papers in one sentence


def said(sign: Sign, titles: Sequence[str], params: Mapping[str, str | int]) -> str:
    """Return the sentence of a doubt about papers with these titles."""
    return said_of(sign, named(titles), params)


def said_of(sign: Sign, papers: str, params: Mapping[str, str | int]) -> str:
    """Return the sentence of a doubt about papers that are named so."""
    units = str(params.get("units", ""))
    filled = {
        **params,
        "papers": papers,
        "of_units": f"材料（{units}）" if units else "材料",
        "in_years": f"{params['years']} 年" if params.get("years") else "",
    }
    return SAID[sign].format(**filled)


def named(titles: Sequence[str]) -> str:
    """Return titles as a sentence names them, the first few of many."""
    if not titles:
        return "0 件"
    first = "".join(in_marks(title) for title in titles[:_MOST_NAMED])
    return first if len(titles) <= _MOST_NAMED else f"{first}等 {len(titles)} 件"
