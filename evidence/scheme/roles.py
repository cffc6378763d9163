"""What a column of a criteria table is for, told from the words at its head."""

from __future__ import annotations

import re
from enum import StrEnum, auto
from functools import lru_cache

from evidence.scheme.text import fold
from evidence.wording import tables as table_words


class Role(StrEnum):
    """What a column holds; `table_words.ROLES` has the clerks' words for all but `HEADING`, which the guess settles."""

    CODE = auto()
    PARENT = auto()  # the code of the group above
    GROUP = auto()  # always a group: 类别, 评价要点
    GROUP_CODE = auto()
    GROUP_TEXT = auto()  # what is said of a group beside its name
    GROUP_POINTS = auto()
    HEADING = auto()  # a group or the item's own title, as the cells lie: 评价项目
    TITLE = auto()  # the item's own title
    TEXT = auto()  # what is asked, one item a cell
    POINTS = auto()
    METHOD = auto()  # the scoring standard
    RULE = auto()
    KEY = auto()  # 关键项, or a column that sorts items into 关键项, 基本项, 鼓励项
    MATERIALS = auto()
    YEARS = auto()  # how far back all materials of the row reach
    WAYS = auto()  # 资料审查, 现场检查
    LEAD = auto()
    SUPPORT = auto()
    DUE = auto()
    NOTE = auto()
    OUTCOME = auto()  # left for reviewers to fill in
    PERSON = auto()
    UNUSED = auto()


LONGEST_HEAD = 24  # characters; longer text is no column head
_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_SCORING = "(?:评分|计分|记分|打分|扣分|赋分|得分|加分|给分)"
_WITH_POINTS = re.compile(r"[及和与、/](?:基本)?(?:分值|权重|分数|赋分)$")  # 考核指标及分值
_JUDGING = (
    f"(?:{_SCORING}|考评|考核|评价|评审|评定|评估|评议|评比|测评|测试|"
    "验收|检查|考察|核查|督查|督导|审核|认定|创建|达标)"
)
_UNIT = "(?:单位|部门|科室|处室|股室|机关|机构|主体|分工|人员)"

_TAKES_PART = "配合|协同|责任|协办|协助|承办|参与|落实|任务|实施|承担|执行|承接|负责|主管|报送|填报"
_NAMES_LEAD = re.compile(r"[(\[【][^)\]】]*(?:牵头|主办|主责)")
_NAMES_OTHERS = re.compile(r"配合|协办|参与")

# The first that is found in a column head decides.
_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.PARENT, r"^(?:上级|父级|所属|上位|父)(?:项目|指标|要点|条目)?(?:编号|序号|代码|编码|项)$"),
    (Role.CODE, r"^(?:号|序|no\.?|项次|.{0,6}id|.{0,6}(?:编号|序号|代码|编码|条号|项号|款号|目号|点号|容号|标号))$"),
    (Role.KEY, r"关键|重点项|^[★☆▲]$|(?:指标|项目|条目)?(?:性质|属性)$|(?:指标|项目|条目)类型$"),
    (Role.RULE, r"(?:计分|评分|记分|得分|扣分)(?:方式|类型|类别|规则)$"),
    (Role.PERSON, r"(?:单位|部门|企业|机构|学校|乡镇|人员|点位|场所)名称$"),
    (Role.POINTS, r"^应得|满分|配分"),
    (Role.OUTCOME, r"自评|自查|得分$|实得|考评分|考核分|扣分(?:原因|情况|理由|值)?$|存在问题|检查结果|复核|^是否"),
    (Role.OUTCOME, r"(?:完成|落实|得分|整改|检查|审核|符合)(?:情况|记录)$"),
    (Role.TEXT, rf"(?:内容|指标|要求|任务)[及和与、]{_JUDGING}"),
    (Role.METHOD, rf"{_JUDGING}(?:标准|办法|细则|说明|依据|准则|公式)(?:$|[及和与])|{_SCORING}方法$"),
    (Role.METHOD, r"^(?:[计记评]分|办法|方法)$"),
    (Role.WAYS, rf"(?:{_JUDGING}|审查|查验)(?:方式|方法|途径|手段|形式)$"),
    (Role.TEXT, r"内容[及和与]|(?:指标|内容|任务|项目|要点)(?:解释|释义|含义|定义|说明|描述)$|口径"),
    (Role.POINTS, r"分值|分数|标准分|基准分|基础分|赋分|权重|^分$|总分"),
    (Role.MATERIALS, r"(?:材料|资料|佐证|印证|档案|台账)(?:名称|清单|目录|种类|要求|明细)?$"),
    (Role.YEARS, r"^(?:年度|年份|时间)范围$|^(?:涵盖)?年限$"),
    (Role.LEAD, rf"(?:牵头|主责|主办|(?:牵头|第一|主要|主体|首要)责任){_UNIT}?$"),
    (Role.SUPPORT, rf"(?:{_TAKES_PART}){_UNIT}(?:$|[及和与、])|^(?:配合|责任|单位|部门|科室|处室)$|^被..单位$"),
    (Role.PERSON, r"领导$|责任人|负责人|联系人|联络员|电话"),
    (Role.DUE, r"时限|期限|完成时间|时间节点|时间要求|截止"),
    (Role.NOTE, r"^(?:备注|说明|附注)$"),
    (Role.GROUP, r"类别$|大类$|^分类$|^[一二]级|(?:评价|考核|测评|评审|考评)要点$|^板块$|^章节?$"),
    (Role.TEXT, r"^[三四五]级|(?:内容|任务|工作|细则|标准|要求|事项|措施|举措|条款|条文|情形|指标)$"),
    (Role.TEXT, r"(?:考核|观测|考察|测评)点$|要素$|(?:否决|扣分|加分)项$"),
    (Role.HEADING, r"(?:项目|要点|目标|名称|方面|领域|维度|层|模块|条目|内容项|主题)$"),
)
_COMPILED = tuple((role, re.compile(words)) for role, words in _WORDS)


@lru_cache(maxsize=1024)
def role_of(head: str) -> Role | None:
    """Return what a column with this head is for, or None if the words are not known."""
    plain = fold(head).lower()
    bare = _WITH_POINTS.sub("", _BRACKETS.sub("", plain)) or plain
    if not bare or len(plain) > LONGEST_HEAD:
        return None
    role = next((role for role, words in _COMPILED if words.search(bare)), None)
    names_lead = role is Role.SUPPORT and _NAMES_LEAD.search(plain) and not _NAMES_OTHERS.search(plain)
    return Role.LEAD if names_lead else role


def named_role(words: str) -> Role | None:
    """Return the use that a person names, as it is offered or as offices head such columns; None if it is not known."""
    offered = next((code for code, word in table_words.ROLES.items() if fold(word) == fold(words)), None)
    found = Role(offered) if offered else role_of(words)
    return None if found is Role.HEADING else found


def tells_scoring(head: str) -> bool:
    """Tell whether a head speaks of scoring (评分办法) rather than of what is to be reached (考核标准)."""
    return bool(re.search(_SCORING, head))
