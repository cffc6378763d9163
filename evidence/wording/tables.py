"""What the columns and rows of a criteria table are called, in the clerks' words."""

from __future__ import annotations

# What a column of a criteria table is for, in the order in which it is offered.
ROLES: dict[str, str] = {
    "code": "编号",
    "parent": "上级编号",
    "group": "类别/评价要点",
    "group_code": "评价要点编号",
    "group_text": "评价要点说明",
    "group_points": "评价要点分值",
    "title": "名称",
    "text": "评价内容",
    "points": "分值",
    "method": "评分标准",
    "rule": "计分方式",
    "key": "关键项",
    "materials": "所需材料",
    "years": "年度范围",
    "ways": "评价方式",
    "lead": "牵头单位",
    "support": "责任单位",
    "due": "完成时限",
    "person": "责任人/电话",
    "note": "备注",
    "outcome": "考评填写",
    "unused": "不采用",
}

# What the less plain of them mean.
ROLE_HINTS: dict[str, str] = {
    "parent": "上一级的编号，没有上一级的空着",
    "group": "把评价内容分成几级的栏，如类别、评价要点；有几级就选几栏",
    "group_code": "类别或评价要点自己的编号",
    "group_text": "对类别或评价要点的说明，如工作目标",
    "group_points": "整个类别或评价要点的分值",
    "title": "评价内容的短名称",
    "text": "每格是一项要做到的内容，必须有这一栏",
    "points": "评价内容的分值；选了几栏的相加",
    "method": "怎样得分、怎样扣分",
    "rule": "全得、酌扣、每处扣、比例、否决、加分之一",
    "key": "写着是、★或关键项的为关键项",
    "years": "这一行的材料要哪几年的，如近三年",
    "outcome": "留给自评或考评时填写的栏，不读取",
    "unused": "不读取这一栏",
}

# What a row of a criteria table was read as.
ROW_KINDS: dict[str, str] = {
    "blank": "",
    "above": "表题",
    "header": "表头",
    "band": "分组",
    "item": "评价内容",
    "more": "接上",
    "subtotal": "小计",
    "total": "合计",
    "note": "说明",
}
