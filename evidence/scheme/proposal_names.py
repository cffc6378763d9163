"""Names for proposed materials, made from the item's own words: 食品安全宣传周活动方案."""

from __future__ import annotations

import re

from evidence.model import Stage

_LONGEST_SUBJECT = 14  # characters
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_SEGMENT = re.compile(r"[，,。；;：:\n]")
_LEAD = re.compile(
    r"^(?:\d+[.．、]|[①-⑳]|对|将|把|由|在|(?:乡镇|镇街|街道)(?=[成设建制开组])|按照?|向|为|以|并|同步|及时|定期|持续|全面|积极|严格|依法|常态化?|逐步|大力|广泛|深入|切实|认真|扎实|"
    r"每年(?:度)?|每半年|每季度?|每月|每周|近[三两]年(?:内)?|至少|结合(?:本地)?实际|因地制宜|本地|辖区内?|群众对|所有|各|[一两\d]次|"
    r"制定|制订|修订|印发|建立健全|建立|健全|完善|落实好?|开展|组织|推动|推进|推行|实施|加强|强化|召开|设立|成立|实行|打造|支持|鼓励|"
    r"督促|运用|依托|畅通|严厉打击|打击|举办|安排|筹备|更新|接入|收集|承担|创建|汇总|核对|做好|抓好|配备|明确|公开|公布|发布|发现|建成|了)+"
)
_STOP = re.compile(
    r"实行|落实|纳入|达到|不低于|不少于|不超过|设立|明确|覆盖|是否|进行|执行|建立|接受|满足|依法|符合|得到|参与|到位|齐全|健全|取得|实现|"
    r"形成|开展|呈|完善|规范|顺畅|全部|分别|均|完成|按[期时季月年标规]|有效|畅通|列入|投入使用|上升|"
    r"率?(?=\d)|及时|定期|每年|每季|逐|用于|要求|无(?![害证])|未|并|且|不(?!合格|良)|"
    r"有(?=[方计通整记资效])|在(?=[政网醒全规])|经第三方|近[三两]年"
)
_DENIAL = re.compile(r"(?:未发生|没有发生|没有|无)([^，、]{2,16})")
# The words of each kind that a name ends with where the item has them itself.
_PAPERS: dict[str, str] = {
    "方案/计划": r"(?:实施|工作|活动|监测|培训|行动)?(?:方案|计划|规划)",
    "制度/清单": r"制度|清单|名录|规程|机制",
    "文件(红头)": r"预案|办法|规定|意见|规范性文件|配套文件",
    "会议纪要": r"纪要",
    "台账/登记表": r"台账|花名册|登记表",
    "总结/报告": r"总结|报告",
    "检验报告": r"检[验测]报告",
    "统计表/报表": r"率",
    "情况说明/证明(盖章)": r"情况说明|证明",
}
# What is put behind the subject: the first whose words the segment has; the last stands for all others.
_ENDINGS: dict[tuple[str, Stage | None], tuple[tuple[str, str], ...]] = {
    ("会议纪要", None): (("", "会议纪要"),),
    ("会议通知/议程/签到", None): (("", "会议通知、议程和签到表"),),
    ("方案/计划", None): (
        (r"宣传|活动", "活动方案"),
        (r"培训|轮训", "培训计划"),
        (r"监测|抽检", "年度计划"),
        (r"演练", "演练方案"),
        ("", "工作方案"),
    ),
    ("制度/清单", None): ((r"清单|职责", "责任清单"), (r"分级|名录|名单", "名录"), ("", "工作制度")),
    ("文件(红头)", Stage.ORDER): (
        (r"成立|设立|机构|编制|主任", "机构设置文件"),
        (r"考核|权重", "考核办法"),
        ("", "印发文件"),
    ),
    ("文件(红头)", Stage.RESULT): ((r"推广", "推广文件"), ("", "情况通报")),
    ("培训材料", None): (("", "培训签到和课件"),),
    ("照片(含整改前后)", None): (
        (r"宣传|活动|志愿", "活动照片"),
        (r"演练", "演练照片"),
        (r"公示", "公示照片"),
        ("", "现场照片"),
    ),
    ("台账/登记表", Stage.WORK): (
        (r"检查|巡查|抽查|自查", "检查记录"),
        (r"配备|人员|队伍", "人员名册"),
        (r"登记|备案", "登记台账"),
        ("", "工作台账"),
    ),
    ("台账/登记表", Stage.RECTIFY): (("", "问题整改台账"),),
    ("统计表/报表", None): (("", "情况统计表"),),
    ("情况说明/证明(盖章)", None): (("", "情况说明"),),
    ("总结/报告", None): (
        (r"测评|满意度", "测评报告"),
        (r"评估", "评估报告"),
        (r"监测|分析", "分析报告"),
        (r"经验|创新|推广|案例|品牌", "经验材料"),
        ("", "工作总结"),
    ),
    ("截图(平台/网页/公众号)", None): ((r"公开|公示|公布", "公示截图"), ("", "平台截图")),
    ("媒体报道", None): (("", "媒体报道"),),
    ("案卷(摘)", None): ((r"许可", "许可档案抽样"), ("", "案卷抽样")),
    ("协议/合同/预算批复", None): ((r"预算|经费", "预算批复"), (r"保险", "保单"), ("", "合同或协议")),
    ("证书/资质", None): ((r"命名|表彰|入选|获奖|称号|认定", "认定文件或证书"), ("", "资质证书")),
    ("检验报告", None): (("", "检验报告"),),
    ("领导批示/讲话", None): (("", "领导批示"),),
}


def segments(text: str) -> list[str]:
    """Return the parts of an item's text between its commas and full stops, without what stands in brackets."""
    return [part.strip() for part in _SEGMENT.split(_BRACKETS.sub("", text)) if part.strip()]


def proposed_name(kind: str, stage: Stage, segment: str) -> str:
    """Return a name for a material of a kind that a segment of the item's text points to."""
    if kind == "情况说明/证明(盖章)" and (denial := _DENIAL.search(segment)):
        return f"无{denial.group(1)}情况说明"
    rest = _LEAD.sub("", segment)
    endings = _ENDINGS.get((kind, stage)) or _ENDINGS[kind, None]
    ending = next(ending for words, ending in endings if re.search(words, segment))
    if (
        kind in _PAPERS
        and (found := re.match(rf"^(.*?(?:{_PAPERS[kind]}))", rest))
        and not _STOP.search(found.group(1))
    ):
        own = found.group(1) if len(found.group(1)) <= _LONGEST_SUBJECT else re.split(r"[等、]", found.group(1))[-1]
        return own + "统计表" if own.endswith("率") else own
    subject = _subject(rest or segment)
    overlap = next(
        (size for size in range(min(len(ending), len(subject)), 1, -1) if subject.endswith(ending[:size])), 0
    )
    return subject + ending[overlap:]


def _subject(rest: str) -> str:
    """Return what a segment is about: up to its verb, the first of several things, short enough for a name."""
    found = _STOP.search(rest)
    subject = rest[: found.start()] if found and found.start() > 1 else rest
    first = subject.split("、")[0]
    if len(first) > 3 or len(subject) > _LONGEST_SUBJECT:
        subject = first
    if len(subject) > _LONGEST_SUBJECT:
        parts = [part for part in re.split(r"[的和与及等]|以及", subject) if len(part) > 1]
        subject = next((part for part in parts if 4 <= len(part) <= _LONGEST_SUBJECT), subject[:_LONGEST_SUBJECT])
    return subject.strip("的和与及")
