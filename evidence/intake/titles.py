"""A paper's title: from its head over several lines, else from its file name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.intake.dates import dates_in
from evidence.intake.document_number import is_issue_line, is_number_line, without_numbers
from evidence.intake.offices import is_office, offices_in, split_joint
from evidence.intake.paper import HAN, Paper, Told, begins_body, narrow
from evidence.origins import IN_NAME

# 关于征求意见的函 is no draft; 征求意见稿 and （征求意见） are.
DRAFT = re.compile(
    r"讨论稿|征求意见(?=稿|版|[)）\s_-]|$)|送审稿|草案|草稿|初稿|修改稿|审议稿|审核稿|代拟稿|送阅稿|会签稿|未定稿|报审稿|初审稿|论证稿|草拟稿|[（(](?:草|初)[)）]"
)

# Words that a title ends in, by what they are: letters and notices, plans, accounts, papers of record, tables, others.
_TYPE_END = re.compile(
    r"(?:通知|通报|意见|决定|决议|函|批复|请示|公告|通告|公示|命令|令|通知单|任务单|单|"
    r"方案|计划|规划|预案|要点|议程|日程|办法|规定|细则|规则|章程|制度|须知|指南|手册|汇编|目录|"
    r"报告|总结|小结|汇报|汇报材料|经验材料|材料|简报|月报|季报|年报|日报|快报|介绍|分析|评估|情况|信息|"
    r"纪要|记录|登记|签到|台账|清单|名单|名册|合同|协议|公约|承诺|说明|证明|证|书|册|簿|"
    r"表|讲话|致辞|脚本|教案|课件|建议|提案|问卷|题|稿)"
    r"(?:[（(][^（）()]{1,20}[)）])?[》”\"]?$"
)
# Lines at the head that are no title: red head, marks of secrecy and haste, copy remarks, issue numbers.
_SKIPPED = re.compile(
    r".{0,30}(?:文\s?件|公文)|(?:绝密|机密|秘密).{0,8}|(?:特急|加急|平急|急件)|签发人.*|\d{6}|[-—–－\s]*\d{1,4}[-—–－\s]*|"
    r"[★☆*＊]+|[（(]?此件.{2,12}[)）]?|(?:甲|乙|丙)\s?方.*|附件\d*[:：]?|份号.*|[（(]?(?:[\u4e00-\u9fff]{0,6}编\s?号|证\s?号)\s*[:：].*|[（(]?(?:№|N[oO][.:：]?)\s*[A-Za-z0-9-]{3,30}[)）]?|"
    r"[(（]?(?:节选|摘录|样本|样张|示例|副本|复印件)[)）]?|[（(]?(?:总第|第)\s?\d+\s?期[)）]?|[\[【（(].{1,8}[\]】）)]"
)
# What heads a series of papers, each of which has a title of its own under the number.
_MASTHEAD = re.compile(r"(?!关于).{0,40}(?:纪要|简报|公报|专报|快报|信息|动态|公告|通告|通报|令)")
_DRAFT_LINE = re.compile(r"[（(](?:[^（）()]*稿|[^（）()]*征求意见[^（）()]*|草案|试行|暂行)[)）]")
_RED_HEAD_END = re.compile(r"文件$|[（(](?:函|笺|便笺|电报|通知)[)）]$")
_ADDRESS = re.compile(r".+[:：]$")
_ANNEX = re.compile(r"^附件\s*\d*\s*[:：]\s*")
_LEADING_DATE = re.compile(rf"^(?:19|20)\d{{2}}年\d{{1,2}}月\d{{1,2}}日(?=[{HAN}《])")
_NAVIGATION = re.compile(r"https?://|www\.|^(?:首页|(?:您的|您所在的|当前|所在)位置[:：].{0,10}首页)\s*[>›»＞]")
_NAVIGATION_LINES = 6
_LONGEST = 120
_LONGEST_LINE = 30
_HEAD_LINES = 16

# What a copying program, a scanner, a phone or a hurried person puts into a file name.
_NAME_NOISE = re.compile(
    r"^(?:副本|复件|拷贝|最新)[-_\s]*|[-_\s]*(?:副本|复件|拷贝|导出|备份)\d*$|[（(]\d{1,3}[)）]$|"
    r"^[【\[]?(?:扫描件?|附件\d*|照片)[】\]]?[-_\s]+|"
    r"[（(][^（）()]*(?:盖章|扫描|定稿|终稿|印发稿|正式稿|最终|电子版|纸质|复印件|样本|摘录|修改|修订|勿|请)[^（）()]*[)）]\d*|"
    r"[-_\s]*(?:终稿|定稿|最终版|最新版?|V\d+(?:\.\d+)*)\d*$",
    re.IGNORECASE,
)
_CODE_PREFIX = re.compile(
    rf"^\d{{1,3}}(?:[-.．_]\d{{1,3}}){{1,3}}(?=[-_\s、.{HAN}])[-_\s、.]*|^\d{{1,3}}[-_.、\s]+(?=[{HAN}])"
)
_NAME_DATE = re.compile(r"(?<!\d)20\d{6}(?:\d{6})?(?!\d)|20\d{2}[-.]\d{1,2}[-.]\d{1,2}")
# What a camera or a phone begins a name with, ahead of what a person wrote behind it; and where a person wrote first.
_BY_CAMERA = (
    r"(?:IMG|DSCN?|PXL|VID|MVIMG|DJI|Screenshot|mmexport|wx_camera|微信(?:图片|截图)|QQ(?:图片|截图)|P(?=\d{6}))"
)
_CAMERA_NAME = re.compile(
    rf"^{_BY_CAMERA}[-_\s\d()（）]*(?=[{HAN}《“])|[-_\s]+{_BY_CAMERA}[-_\s\d()（）]*$", re.IGNORECASE
)
_BARE_NUMBERS = re.compile(r"^(?!(?:19|20)\d{2}[-_\s])\d+[-_\s]+|[-_\s]+(?!(?:19|20)\d{2}$)\d+$")  # years are none
# Names given by a camera, a phone, a scanner or an office program.
_MEANINGLESS = re.compile(
    r"(?:IMG|DSC|DSCN|P|PXL|VID|SKM|SCAN|DOC|MVIMG|CCI|mmexport|wx_camera|Screenshot|image|photo|"
    r"微信(?:图片|截图|文件)|QQ(?:图片|截图)|屏幕截图|截图|截屏|图片|照片|扫描(?:件|全能王|文件)?|新建|无标题|未命名|文档|文件|复印件?|附件)"
    r"(?:[\s_()（）.0-9A-Za-z-]|文档|工作表|演示文稿|年|月|日)*|[\d\s_.()（）-]+[A-Za-z0-9_-]*",
    re.IGNORECASE,
)


def title_of(paper: Paper) -> Told[str] | None:
    """Return the title without blanks between Chinese; None where neither head nor name gives one."""
    found = _from_head(paper)
    if found:
        return found
    named = title_from_name(paper.stem)
    return Told(named, IN_NAME) if named else None


def ends_as_title(title: str) -> bool:
    """Tell whether words end as titles do, and hold no clause of a sentence."""
    return bool(_TYPE_END.search(title)) and _is_plain(title)


def is_mark(line: str) -> bool:
    """Tell whether a line at the head is a mark, a red head, a number or a day, and so no title."""
    if _SKIPPED.fullmatch(line) or is_number_line(line) or is_issue_line(line):
        return True
    found = dates_in(narrow(line))
    if len(found) != 1:
        return bool(re.fullmatch(r"[（(]?\d{4}年\d{1,2}月[)）]?", line))
    _, start, end = found[0]
    before = narrow(line)[:start].strip(" （(")
    return not narrow(line)[end:].strip(" ）)") and (not before or bool(offices_in(before)))


def is_draft(paper: Paper) -> bool:
    """Tell whether the name or the head calls the paper a draft (终稿 and 印发稿 are none)."""
    head = "\n".join(paper.head[:8])
    if re.search(r"关于|征求", head):  # a paper about a draft is none
        head = re.sub(r"《[^》]*》", "", head)
    return bool(DRAFT.search(paper.stem) or any(DRAFT.search(line) and len(line) < 60 for line in head.split("\n")))


def _from_head(paper: Paper) -> Told[str] | None:
    """Join the lines of the first run at the head that make a title."""
    lines = paper.lines[:_HEAD_LINES]
    begin = _below_navigation(lines)
    top = begin + _below_red_head(lines[begin:])
    first = _first_of_title(lines, top)
    found = _run(lines, first) if first is not None else ""
    if top > begin and not (found.startswith("关于") or _TYPE_END.search(found)):
        above = _first_of_title(lines, begin)
        if above is not None:
            first, found = above, _run(lines, above)
    title = _polish(found)
    return Told(title, paper.at(first)) if title and first is not None else None


def _below_navigation(lines: Sequence[str]) -> int:
    """Return where a page of the web begins: below the browser's address and the path within the site."""
    return max((at for at, line in enumerate(lines[:_NAVIGATION_LINES], 1) if _NAVIGATION.search(line)), default=0)


def _first_of_title(lines: Sequence[str], top: int) -> int | None:
    """Return the number of the first line from `top` on that may begin a title; None where the body comes first."""
    first = next((number for number in range(top, len(lines)) if not is_mark(lines[number])), None)
    if first is None or begins_body(lines[first]) or _ADDRESS.fullmatch(lines[first]):
        return None
    return first


def _run(lines: Sequence[str], first: int) -> str:
    """Return the lines from the first of a title on that make it."""
    title = lines[first]
    for index in range(first + 1, min(first + 6, len(lines))):
        line = lines[index]
        if _DRAFT_LINE.fullmatch(line):
            return title + line
        if not _goes_on(title, line, lines[index + 1 : index + 4]):
            break
        title += (" " if re.search(r"[0-9A-Za-z]$", title) and re.match(r"[A-Za-z]", line) else "") + line
    return title


def _below_red_head(lines: tuple[str, ...]) -> int:
    """Return where the title may begin: under the number, if nothing but offices or a masthead stands above that."""
    for index, line in enumerate(lines[:8]):
        if is_number_line(line) or is_issue_line(line):
            above = [other for other in lines[:index] if not is_mark(other)]
            heads = (split_joint(_RED_HEAD_END.sub("", other)) or _MASTHEAD.fullmatch(other) for other in above)
            return index if all(heads) else 0
    return 0


def _goes_on(title: str, line: str, later: Sequence[str]) -> bool:
    """Tell whether a title that has come so far continues in the next line; `later` follow that."""
    if len(title) + len(line) > _LONGEST or is_mark(line) or _ADDRESS.fullmatch(line):
        return False
    if title.count("《") > title.count("》") or title.count("“") > title.count("”") or re.match(r"[的》）)]", line):
        return not begins_body(line) or "》" in line
    if not _is_plain(line):
        return False
    if is_office(title) or offices_in(title) or split_joint(title):
        return True
    if "关于" in title and not offices_in(line):
        return not (_TYPE_END.search(title) and re.search(r"的[^的]{1,14}$", title))
    if _TYPE_END.search(title):
        return len(line) <= 4 and bool(_TYPE_END.match(line))
    return bool(re.search(r"印发|转发|批转", title)) or _comes_to_an_end(title, (line, *later))


def _comes_to_an_end(title: str, lines: Sequence[str]) -> bool:
    """Tell whether a title with what follows comes to an end that titles have, within a few short lines."""
    for line in lines:
        if not _is_plain(line) or len(line) > _LONGEST_LINE or offices_in(line) or is_mark(line):
            return False
        title += line
        if _TYPE_END.search(title):
            return True
    return False


def _is_plain(line: str) -> bool:
    """Tell whether a line may be part of a title: no label, no clause of a sentence, nothing of the body."""
    outside = re.sub(r"《[^》]*》?|“[^”]*”?", "", line)
    return not (begins_body(line) or re.match(r".{0,8}[:：]", line) or "，" in outside)


def _polish(title: str) -> str | None:
    title = _LEADING_DATE.sub("", _ANNEX.sub("", narrow(title))).strip(" -—_·:：")
    return title if len(title) >= 2 and re.search(rf"[{HAN}]", title) else None


def title_from_name(stem: str) -> str | None:
    """Return what a file name tells of the title once numbers, codes, dates and remarks are gone."""
    name = without_numbers(stem)
    before = None
    while before != name:
        before = name
        name = _CAMERA_NAME.sub("", name)
        name = _NAME_NOISE.sub("", name).strip(" -_—.·")
        name = _CODE_PREFIX.sub("", name)
        name = _NAME_DATE.sub(" ", name).strip(" -_—.·")
    if _MEANINGLESS.fullmatch(name) or not name:
        return None
    return _polish(name)


def event_in_name(name: str) -> str | None:
    """Return a photograph's name without what a camera put there, and numbers by themselves, which count photographs.

    None where nothing is left.
    """
    before = None
    while before != name:
        before = name
        name = _BARE_NUMBERS.sub("", _CAMERA_NAME.sub("", name)).strip(" -_—.·")
    return name if name and not _MEANINGLESS.fullmatch(name) else None
