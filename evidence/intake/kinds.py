"""What kind of evidence a paper is, and where in the chain 部署 → 落实 → 成效 → 整改 it stands."""

from __future__ import annotations

import re

from evidence.extract import media
from evidence.intake.paper import Paper, Told, without_plans
from evidence.model import Slot, Stage
from evidence.origins import BY_KIND_OF_FILE, IN_FOLDER, IN_NAME, IN_TEXT, in_general

# Words of a title's end, tried in this order; the kinds are those of KINDS.
_BY_WORD: tuple[tuple[str, str], ...] = (
    (r"处罚决定书|移送书|判决书|裁定书|案卷|卷宗|立案|询问笔录", "案卷(摘)"),
    (r"检[验测]报告|检[验测]结果报告|监测报告书", "检验报告"),
    (r"合同|协议|公约|责任书|责任状|预算.{0,6}批复|批复.{0,12}预算|委托书|保单|经费.{0,4}批复", "协议/合同/预算批复"),
    (r"纪要|会议记录|例会记录|会商记录|座谈记录", "会议纪要"),
    (r"教案|课件|课表|讲义|培训(?:签到|记录|班|会|测试|教材|学时)|轮训|补训", "培训材料"),
    (r"签到|会议通知|会(?:议)?议程|会通知|会(?:议)?的通知|行程安排|日程", "会议通知/议程/签到"),
    (r"截图|截屏|网页|公众号", "截图(平台/网页/公众号)"),
    (r"照片|图片|合影|现场照", "照片(含整改前后)"),
    (r"视频|录像|音频|录音", "视频/音频"),
    (r"批示|讲话|致辞", "领导批示/讲话"),
    (r"报道|新闻|电视|日报社|脚本|专栏|推文|媒体", "媒体报道"),
    (r"许可证|证书|资质|牌匾|营业执照|健康证", "证书/资质"),
    (r"情况说明|的说明$|证明$|证明(?:书|材料)|承诺书?|声明", "情况说明/证明(盖章)"),
    (r"台账|登记[表册簿]?|花名册|名册|记录[表簿]?|销号表|打分表|巡查|联络员名单|通讯录|任务单", "台账/登记表"),
    (r"统计表|汇总表|明细表|月报表?|报表|统计|对比表|对照表|核算表|成绩表|分析表|汇总", "统计表/报表"),
    (r"清单|制度|规定|办法|细则|规则|汇编|职责|指南|名录|名单|目录|章程|规范", "制度/清单"),
    (r"方案|计划|规划|预案|要点", "方案/计划"),
    (r"总结|小结|报告|汇报|简报|专报|快报|经验|自评|评估|介绍|情况", "总结/报告"),
    (r"通知|通报|意见|决定|函|批复|请示|公告|通告|令", "文件(红头)"),
)
# Kinds that show what is, and are no papers.
PICTURES = frozenset({"照片(含整改前后)", "截图(平台/网页/公众号)", "视频/音频"})
_OR = re.compile(r"或者?")
_COMPILED = tuple((re.compile(pattern), kind) for pattern, kind in _BY_WORD)
_PASSED_ON = re.compile(r"(?:印发|转发|批转|下发|发布)《?(.+?)》?(?:的通知|的函|的意见)$")
_NOTICE_END = re.compile(r"(?:通知|通报|意见|决定|函|批复|请示|公告|通告|通知单|令)(?:[（(].{1,12}[)）])?$")
_MEETING_NOTICE = re.compile(r"(?:会|会议|例会|座谈会|培训会|推进会|调度会)的?(?:预)?通知$")

_STAGE_OF_KIND = {
    "文件(红头)": Stage.ORDER,
    "方案/计划": Stage.ORDER,
    "制度/清单": Stage.ORDER,
    "协议/合同/预算批复": Stage.WORK,
    "领导批示/讲话": Stage.ORDER,
    "总结/报告": Stage.RESULT,
    "媒体报道": Stage.RESULT,
    "情况说明/证明(盖章)": Stage.RESULT,
}
_NEWS = re.compile(r"(?:来源|记者|通讯员|责编|编辑)\s*[:：]|本报讯|本台(?:消息|讯)|[（(]记者")
_NEWS_LINES = 4
_RECTIFYING = re.compile(r"整改|销号|复查|回头看|补训|补考|责任追究")
_URGING = re.compile(r"督办|督查单|交办")
_BUDGET = re.compile(r"预算|经费|批复|资金")


def kind_of(paper: Paper, title: Told[str] | None, number: Told[str] | None, media_type: str) -> Told[str] | None:
    """Return the kind from the pick list, or None where nothing tells."""
    if media_type.startswith(("video/", "audio/")):
        return Told("视频/音频", BY_KIND_OF_FILE)
    if media_type.startswith("image/"):
        return _picture_kind(paper)
    if media_type in (media.PPTX, media.PPT):
        return Told("培训材料", BY_KIND_OF_FILE)
    words, numbered = (title.value if title else ""), bool(number and "〔" in number.value)
    kind = _kind_of_title(words, numbered=numbered)
    found = Told(kind, in_general(title.origin)) if title and kind else None
    if found is None or (kind == "总结/报告" and not re.search(r"总结|小结|报告", words)):
        named = _kind_of_title(paper.stem, numbered=numbered)
        found = Told(named, IN_NAME) if named and named != kind else found
    if found is None and title is None and not paper.lines:
        kind = next(filter(None, (_kind_of_title(folder) for folder in reversed(paper.folders))), None)
        found = Told(kind, IN_FOLDER) if kind else None
    if found is None and any(_NEWS.search(line) for line in paper.lines[:_NEWS_LINES]):
        return Told("媒体报道", IN_TEXT)
    if found is None and number and numbered:
        return Told("文件(红头)", in_general(number.origin))
    if found is None and media_type in (media.XLSX, media.XLS, media.CSV):
        return Told("台账/登记表", BY_KIND_OF_FILE)
    return found


def kind_named(words: str) -> str | None:
    """Return the kind that a material's name in a criteria table tells (…现场照片); None for several at once."""
    return None if re.search(r"[、和及或]", words) else _kind_of_title(words)


def kinds_of(slot: Slot) -> tuple[str, ...]:
    """Return the kinds that will do; a table may say no more of a material than its name: 会议通知或会议纪要."""
    named = [kind_named(name) for name in _OR.split(slot.name)]
    return slot.kinds or (tuple(kind for kind in named if kind) if all(named) else ())


def contrary(kind: str | None, asked: str) -> bool:
    """Tell whether a paper of one kind can never be the material asked for: pictures and papers, plans and accounts."""
    if kind is None:
        return False
    return (kind in PICTURES) is not (asked in PICTURES) or {kind, asked} == {"方案/计划", "总结/报告"}


def _kind_of_title(title: str, *, numbered: bool = False) -> str | None:
    bare = without_plans(re.sub(r"[（(][^（）()]*[)）]", "", title)).strip('》”" ')
    passed_on = _PASSED_ON.search(bare)
    if _MEETING_NOTICE.search(bare):
        return "会议通知/议程/签到"
    if _NOTICE_END.search(bare):
        inner = passed_on.group(1) if passed_on else ""
        if re.search(r"(?:方案|计划|规划)$", inner):
            return "方案/计划"
        return _first(bare, ("协议/合同/预算批复", "培训材料")) or "文件(红头)"
    # The word nearest to the end tells the kind: 培训情况报告 is a report.
    best: tuple[int, str] | None = None
    for pattern, kind in _COMPILED:
        for match in pattern.finditer(bare):
            if best is None or match.end() > best[0]:
                best = (match.end(), kind)
    if best and best[1] == "制度/清单" and numbered:
        return "文件(红头)"
    return best[1] if best else None


def _first(text: str, kinds: tuple[str, ...]) -> str | None:
    return next((kind for pattern, kind in _COMPILED if kind in kinds and pattern.search(text)), None)


def _picture_kind(paper: Paper) -> Told[str]:
    """Name a picture by its file name and folders; a picture that says nothing is a photo."""
    told = [(paper.stem, IN_NAME), *((folder, IN_FOLDER) for folder in reversed(paper.folders))]
    for words, origin in told:
        if re.search(r"截图|截屏|Screenshot|网页|公众号", words, re.IGNORECASE):
            return Told("截图(平台/网页/公众号)", origin)
    found = _kind_of_title(paper.stem)
    if found and found not in ("总结/报告", "文件(红头)", "培训材料"):
        return Told(found, IN_NAME)
    return Told("照片(含整改前后)", BY_KIND_OF_FILE)


def stage_told(words: Told[str], kind: Told[str] | None) -> Told[Stage] | None:
    """Return the stage with where it was read: where the kind was, unless only the words of a title or name tell it."""
    stage = stage_of(words.value, kind.value if kind else None)
    if kind is None or stage is None:
        return None
    return Told(stage, kind.origin if stage is stage_of("", kind.value) else in_general(words.origin))


def stage_of(words: str, kind: str | None) -> Stage | None:
    """Return the stage that the kind and the words of a title or name point to; None for a paper of unknown kind."""
    if kind is None:
        return None
    if _RECTIFYING.search(words) and not _URGING.search(words) and kind != "方案/计划":
        return Stage.RECTIFY
    if kind == "文件(红头)":
        if _URGING.search(words):
            return Stage.WORK
        return Stage.RESULT if re.search(r"通报|结果", words) else Stage.ORDER
    if kind == "协议/合同/预算批复":
        return Stage.ORDER if _BUDGET.search(words) else Stage.WORK
    if kind == "情况说明/证明(盖章)" and "承诺" in words:
        return Stage.WORK
    if kind == "统计表/报表" and re.search(r"办理|完成|合格率|结果", words):
        return Stage.RESULT
    return _STAGE_OF_KIND.get(kind, Stage.WORK)
