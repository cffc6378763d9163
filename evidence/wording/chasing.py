"""What letters, the 通报, WeChat messages and the 一页纸 say, in plain office Chinese."""

from __future__ import annotations

import re
from datetime import date, datetime

from evidence.model import UnitKind

TASKS: dict[str, str] = {"one_page": "生成一页纸", "saving_one_page": "存一页纸"}

ERRORS: dict[str, str] = {
    "circular_nobody": "没有应报材料的单位可以排名，没有起草通报。请先在评价内容里写明牵头单位或报送单位。",
    "one_page_file_kind": "一页纸只能存为 .docx、.png、.pdf 或 .txt，不能存为 {path}。请改文件名的结尾。",
    "no_chinese_font": "这台电脑上没有找到中文字体，画不出图片和 PDF。请安装黑体、微软雅黑或 Noto Sans CJK 中的一种；"
    "也可以存为 Word，或复制文字。",
}

PHRASES: dict[str, str] = {
    "blank_name": "　　　　　　",
    "blank_day": "　　　　年　　月　　日",
    "number": "　　　　〔　　　　〕　　号",
    "to": "{unit}：",
    "about": "关于报送{exam}",
    "of": "佐证材料的{step}",
    "of_joined": "关于报送{exam}佐证材料的{step}",
    "owed": "截至{moment}，对照《{scheme}》，{you}尚有{items}项评价内容的{count}件佐证材料没有报齐{grave}，{where}。",
    "grave": "（其中{named}）",
    "veto_items": "否决项{count}项",
    "key_items": "关键项{count}项",
    "where_below": "详见下表",
    "where_annex": "详见附件{number}",
    "asked_before": "此前已于{times}。",
    "asked_step": "{day}发{step}",
    "asked_visit": "{day}上门沟通",
    "waiting": "已收到{you}材料{count}件，正在整理，还没有计入；所列材料如已包含在内，请告知。",
    "note_intro": "现提示如下，请予支持。",
    "order_intro": "现予督办，请认真办理。",
    "when": "报送时限。请于{day}前报齐{later}。",
    "when_later": "；表中时限还没有到的，按表中时限",
    "how": "报送方式。请在文件名前写上补报码，如“{example}＋材料名称”；照片、扫描件也一样，对应几个补报码的都写上；"
    "只有纸质材料的，写在首页。",
    "honest": "确实没有的材料，请如实书面说明，不得补造。",
    "answer": "办理反馈。请将办理情况填入附件{number}，签字、盖章后于{day}前报回。",
    "contact": "联系人：{name}　　联系电话：{phone}",
    "annotation": "（{contact}）",
    "order_what": "一、督办事项",
    "order_how": "二、办理要求",
    "annex": "附件",
    "annex_list": "附件：{name}",
    "annex_first": "附件：1.{name}",
    "annex_next": "　　　{number}.{name}",
    "debts": "待补报材料清单",
    "debts_continued": "待补报材料清单（续）",
    "debts_of": "{unit}待补报材料清单",
    "answer_sheet": "承办单位反馈表",
    "answer_continued": "承办单位反馈表（续）",
    "note_moment": "截至{moment}，共{items}项、{count}件。",
    "note_key": "★为关键项。",
    "due_passed": "{day}\n已过",
    "electronic": "须电子件",
    "any_form": "不限",
    "answer_unit": "承办单位",
    "answer_matter": "督办事项",
    "answer_matter_text": "报送{exam}佐证材料{items}项、{count}件（截至{moment}）",
    "answer_day": "办理时限",
    "answer_done": "办理情况",
    "answer_left": "未报齐的材料、原因和完成时间",
    "answer_person": "承办人（签字）",
    "answer_phone": "联系电话",
    "answer_leader": "单位负责人\n（签字、盖章）",
    "circular_about": "关于{exam}",
    "circular_of": "佐证材料报送情况的{step}",
    "circular_joined": "关于{exam}佐证材料报送情况的{step}",
    "circular_to": "各有关单位：",
    "circular_intro": "按照《{scheme}》，截至{moment}，列入{step}的{units}个单位应报佐证材料{needed}件，已到位{met}件，"
    "到位率{share}。现将各单位报送情况通报如下。",
    "circular_kind": "{number}、{kind}报送情况",
    "circular_told": "{kind}{units}个，应报{needed}件，已到位{met}件，到位率{share}。",
    "circular_full": "已报齐的有{count}个：{units}。",
    "circular_low": "到位率最低的是{units}，为{share}。",
    "circular_lifted": "{unit}（另有已报待整理{count}件）",
    "circular_ask": "{number}、下一步要求",
    "circular_ask_text": "请尚未报齐的单位对照补报清单，于{day}前报齐；欠有否决项、关键项材料的，请优先报送。"
    "材料应真实、完整，不得补造。",
    "circular_table": "{kind}佐证材料报送情况表",
    "circular_continued": "{kind}佐证材料报送情况表（续）",
    "circular_note": "注：1.到位率＝已到位件数÷应报件数，相同的名次并列。2.一件材料由几个单位共同报送的，各单位都计。",
    "circular_unsorted": "3.“已报待整理”为已经收到、还在整理的材料（共{count}件），整理后计入，名次可能变化。",
    "circular_unknown": "另有{count}件待整理的材料还看不出报送单位。",
    "circular_grave": "{veto}/{key}",
    "message_to": "{unit}：",
    "message_owed": "您好！截至{moment}，{exam}佐证材料还有{items}项{count}件没有报齐，请于{day}前补报，谢谢支持！",
    "message_owed_open": "您好！截至{moment}，{exam}佐证材料还有{items}项{count}件没有报齐，请尽快补报，谢谢支持！",
    "message_before": "（{day}提醒过）",
    "message_waiting": "已收到贵单位材料{count}件，正在整理，下列如已包含请告知。",
    "message_item": "{number}. {code}",
    "message_debt": "{code} {material}{year}{count}",
    "message_year": " {year}年",
    "message_count": " {count}件",
    "message_rest": "其余{items}项{count}件见补报清单。",
    "message_how": "文件名前请写上面的补报码（照片也一样）。",
    "page_title": "{place}佐证材料缺项情况",
    "page_moment": "截至{moment}",
    "page_scheme": "对照《{scheme}》",
    "page_items": "评价内容{items}项：齐全{complete}，不齐{partial}，缺{missing}",
    "page_waived": "，不涉及{count}",
    "page_pieces": "应备材料{needed}件，已有{met}件，到位率{share}",
    "page_submit": "送审日期{day}，还有{left}天",
    "page_grave": "否决项、关键项（{count}项没有齐全）",
    "page_no_grave": "没有否决项、关键项欠材料",
    "page_bare": "没有材料",
    "page_short": "差{count}件",
    "page_rest_items": "其余{count}项……",
    "page_units": "各单位（{count}个单位还欠材料）",
    "page_no_units": "没有单位欠材料",
    "page_rest_units": "其余{count}个单位，共欠{lacking}件……",
    "page_nobody": "未指定单位",
    "page_unsorted": "注：已报待整理{count}件没有计入：{named}。整理后欠件可能减少。",
    "page_unsorted_none": "注：没有待整理的材料。",
    "page_unsorted_unit": "{unit}{count}件",
    "page_unsorted_more": "等{count}个单位",
    "page_unsorted_unknown": "看不出报送单位的{count}件",
    "page_saved": "一页纸已存到 {path}。",
    "page_copied_picture": "图片已复制，可以直接粘贴到微信。",
    "page_copied_text": "文字已复制，可以直接粘贴到微信。",
}

DEBT_HEADS = ("序号", "补报码", "内容号", "应备材料", "年度", "差几件", "要求", "完成时限")
CIRCULAR_HEADS = ("名次", "单位", "应报件数", "已到位", "到位率", "欠否决/关键项", "已报待整理")
PAGE_HEADS = ("单位", "欠件", "否决/关键", "到位率", "待整理")
NEVER_FIRST = "，。；：、）】》”！？"  # of a line
GRAVE_HEADS = ("内容号", "评价内容", "差几件", "单位")
VETO = "否决"
KINDS: dict[UnitKind, str] = {UnitKind.DEPARTMENT: "县直单位", UnitKind.TOWNSHIP: "乡镇（街道）"}

_IN_BRACKETS = re.compile(r"(?:（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕)$")
_TABLE = re.compile(
    r"(?:(?:实施|评分|(?<!评议)考核|评价|测评)?细则|(?:评价)?[与及和]管理办法|(?:管理)?办法|标准|指标体系|体系|指标|评分表|打分表|操作手册|操作指南|指南|方案)$"
)
_LEAST_NAME = 4  # characters
NO_EXAM = "迎检"  # where the table's title does not say what is examined


def phrase(code: str, /, **params: str | int) -> str:
    """Return a phrase of these documents."""
    return PHRASES[code].format(**params)


def exam(scheme: str) -> str:
    """Return what is examined, as the title of the table calls it: 国家卫生县城标准（2021版） → 国家卫生县城."""
    name = scheme.strip().strip("《》")
    while (bare := _IN_BRACKETS.sub("", name).strip()) != name:
        name = bare
    found = _TABLE.sub("", name)
    return found if len(found) >= _LEAST_NAME else NO_EXAM


def day(of: date | None) -> str:
    """Return a day as letters write it; a blank where none is named."""
    return PHRASES["blank_day"] if of is None else f"{of.year}年{of.month}月{of.day}日"


def short_day(of: date, beside: date) -> str:
    """Return a day, with its year only where that is not the year of `beside`."""
    return f"{of.month}月{of.day}日" if of.year == beside.year else day(of)


def hour(at: datetime) -> str:
    """Return the time of day as letters write it: 15时, 15时20分."""
    return f"{at.hour}时" + (f"{at.minute}分" if at.minute else "")


def moment(at: datetime) -> str:
    """Return a moment as letters write it: 2023年11月20日15时."""
    return day(at.date()) + hour(at)


def clock(at: datetime) -> str:
    """Return a moment as a phone shows it: 2023年11月20日22:00."""
    return f"{day(at.date())}{at:%H:%M}"


def due(text: str | None, today: date) -> str:
    """Return by when something is owed, as people write it; as it stands in the table where that names no day."""
    named = _date(text)
    return short_day(named, today) if named else text or ""


def is_past(text: str | None, at: date) -> bool:
    """Tell whether the day that is named is over; what names no day never is."""
    named = _date(text)
    return named is not None and named < at


def share(per_mille: int) -> str:
    """Return a part as offices write it: 66.7%, 100%."""
    return f"{per_mille / 10:g}%" if per_mille in (0, 1000) else f"{per_mille / 10:.1f}%"


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
