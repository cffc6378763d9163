"""Papers for the materials of a scheme, in words of their own, and papers that belong nowhere in it, with the truth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from random import Random

from evidence.criteria import leaves_of
from evidence.extract import media
from evidence.extract.found import Reading
from evidence.intake.facts import facts_of
from evidence.model import Criterion, CriterionId, Facts, Scope, Slot
from papers import official, other
from papers.world import COMPANIES, TOWNS, World, broken, written

# Words that offices use for each other.
_SYNONYMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("食品安全", ("食安", "食品安全", "食品药品安全")),
    ("抽检", ("抽样检验", "监督抽检")),
    ("台账", ("登记台账", "登记簿", "台帐")),
    ("统计表", ("情况统计", "汇总表", "一览表")),
    ("花名册", ("名单", "人员名册")),
    ("方案", ("实施方案", "工作方案", "工作计划")),
    ("计划", ("工作计划", "安排")),
    ("总结", ("工作总结", "情况总结", "小结")),
    ("报告", ("情况报告", "情况汇报")),
    ("检查", ("监督检查", "巡查", "排查")),
    ("整治", ("专项整治", "治理")),
    ("照片", ("现场照片", "影像资料", "图片")),
    ("培训", ("业务培训", "轮训")),
    ("会议", ("工作会议", "专题会议")),
    ("处置", ("核查处置", "处理")),
    ("县级", ("全县", "本级")),
    ("年度", ("全年", "")),
    ("专项", ("",)),
    ("工作", ("",)),
    ("清单", ("责任清单", "明细清单")),
    ("应急预案", ("突发事件应急预案", "应急处置预案")),
    ("县食药安办", ("县食安办", "食安委办公室")),
    ("开展", ("组织开展", "推进")),
    ("落实", ("抓好", "执行")),
    ("乡镇", ("镇街", "乡镇（街道）")),
)
# What another campaign is about: with its words in the place of the scheme's, a paper belongs nowhere in it.
_ELSEWHERE = (
    ("食品", ("药品", "化妆品", "特种设备", "烟花爆竹", "医疗器械", "危险化学品", "燃气")),
    ("食药安", ("安全生产", "消防安全", "道路交通安全")),
    ("农产品", ("林产品", "建材产品", "儿童用品")),
    ("粮食", ("成品油", "化肥")),
    ("餐饮", ("娱乐", "美容美发", "住宿")),
    ("校园", ("工地", "景区")),
    ("学校", ("医院", "商场")),
)
_GENERAL = (
    "各单位要高度重视，加强领导，落实责任，确保各项工作取得实效。",
    "县食药安委各成员单位按照职责分工，密切配合，形成工作合力。",
    "坚持问题导向，建立清单，限期整改，逐项销号。",
    "下一步，我们将继续抓好食品安全各项工作，努力提升群众满意度。",
    "联系人：办公室，电话：0855-3222110。",
    "全年共出动检查人员326人次，检查各类主体512户次，发现问题87个，已全部整改。",
    "为深入推进国家食品安全示范城市创建，保障人民群众身体健康，结合我县实际，制定本方案。",
)
_ENDINGS = {
    "方案/计划": ("工作方案", "实施方案", "计划", "行动方案"),
    "制度/清单": ("制度", "清单", "管理办法", "工作规程"),
    "文件(红头)": ("有关事项", "工作", "的意见"),
    "总结/报告": ("情况报告", "工作总结", "情况汇报", "自查报告"),
    "台账/登记表": ("台账", "登记表", "记录", "登记簿"),
    "统计表/报表": ("统计表", "情况汇总", "报表"),
    "会议纪要": ("会议纪要", "专题会纪要"),
    "会议通知/议程/签到": ("会议签到表", "会议通知", "会议议程"),
    "培训材料": ("培训签到", "培训课件", "培训记录"),
    "照片(含整改前后)": ("照片", "现场照片", "整改前后对比照片"),
    "截图(平台/网页/公众号)": ("截图", "页面截图", "公示截图"),
}
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """One paper with the items that it may go to; none where it belongs nowhere."""

    facts: Facts
    text: str
    source: PurePosixPath
    items: frozenset[CriterionId]


def papers_for(criteria: Sequence[Criterion], count: int, seed: int) -> Iterable[FiledPaper]:
    """Yield so many papers, a fifth of which belong nowhere; the same for the same seed."""
    random = Random(seed)  # noqa: S311
    leaves = [leaf for leaf in leaves_of(criteria) if leaf.required]
    for _ in range(count):
        world = World(random)
        kind = random.random()
        if kind < 0.07:
            made = random.choice((official.directive, official.passed_on, other.report, other.ledger, other.short_note))
            paper = made(world)
            yield _read(paper.text, paper.source, paper.media_type, frozenset())
            continue
        leaf = random.choice(leaves)
        slot = random.choice(leaf.required)
        text, source, media_type = _paper(world, leaf, slot, leaves)
        paper = _read(text, source, media_type, frozenset({leaf.id} | _same_material(leaves, slot)))
        if kind < 0.2:
            moved = _read(_moved_elsewhere(world, text), _moved_elsewhere(world, source), media_type, frozenset())
            if moved.facts.title == paper.facts.title:
                continue  # its subject is nothing but the scheme's
            paper = moved
        yield paper


def _same_material(leaves: Sequence[Criterion], slot: Slot) -> frozenset[CriterionId]:
    """Return the items that ask for a material of the same name: either will do."""
    return frozenset(leaf.id for leaf in leaves if any(other.name == slot.name for other in leaf.required))


def _read(text: str, source: str, media_type: str, items: frozenset[CriterionId]) -> FiledPaper:
    path = PurePosixPath(source + ".docx")
    facts, *_ = facts_of(Reading(media_type, text, 1, not text, frozenset()), path)
    return FiledPaper(facts, text, path, items)


def _paper(world: World, leaf: Criterion, slot: Slot, leaves: Sequence[Criterion]) -> tuple[str, str, str]:
    """Return a paper's text, its path and its media type."""
    town = world.random.choice(TOWNS)
    local = slot.scope is Scope.EACH_TOWNSHIP
    issuer = town + "人民政府" if local else world.county + _office(world, leaf)
    title = _title(world, leaf, slot, town if local else world.county)
    lines = [*broken(world, title), *_body(world, leaf, leaves), issuer, written(world, world.day)]
    seen = not slot.kinds or not slot.kinds[0].startswith(("照片", "截图", "视频"))
    text = "\n".join(lines) if seen and world.maybe(0.9) else ""
    folder = town if local else world.pick(_office(world, leaf), "微信接收", "U盘拷贝", world.random.choice(TOWNS))
    inner = world.pick("", "", "", "2023年", leaf.code and _ASIDE.sub("", slot.name)[:4])
    name = title if not text or world.maybe(0.5) else world.pick("扫描件3", "新建文档", title[-8:], "材料")
    kind = media.DOCX if seen else media.JPEG
    return text, "/".join(filter(None, (folder, inner, name))), kind


def _office(world: World, leaf: Criterion) -> str:
    """Return who hands in a paper: the leading unit mostly, one that supports, or another."""
    chance = world.random.random()
    if leaf.lead_unit and chance < 0.55:
        return leaf.lead_unit.removeprefix("县")
    if leaf.support_units and chance < 0.8:
        return world.random.choice(leaf.support_units).removeprefix("县")
    return world.department


def _subject(world: World, leaf: Criterion, slot: Slot) -> str:
    """Return what a paper is called: the material's name in other words, cut short, or words of the item's own."""
    name = _reworded(world, _ASIDE.sub("", slot.name), 0.5)
    chance = world.random.random()
    if chance < 0.4 or len(name) < 6:
        return name
    if chance < 0.65:
        at = world.random.randrange(len(name) - 4)
        return name[:at] + name[at + world.random.choice((2, 3, 4)) :]
    clauses = [clause for clause in re.split(r"[，。；、]", leaf.text or "") if len(clause) > 5]
    if not clauses:
        return name
    clause = world.random.choice(clauses)
    at = world.random.randrange(max(1, len(clause) - 8))
    endings = _ENDINGS.get((slot.kinds or ("",))[0], ("材料", "情况", "资料"))
    return _reworded(world, clause[at : at + world.random.randrange(6, 13)], 0.5) + world.pick(*endings)


def _title(world: World, leaf: Criterion, slot: Slot, place: str) -> str:
    name = _subject(world, leaf, slot)
    year = world.pick(f"{world.day.year}年", f"{world.day.year}年", f"{world.day.year}年度", "")
    quarter = world.pick("", "", "", "上半年", "第三季度")
    head = world.pick(place, place, "")
    subject = f"{head}{year}{quarter if year else ''}{name}"
    match (slot.kinds or ("",))[0]:
        case "方案/计划" | "制度/清单":
            wraps = ("{s}", "关于印发《{s}》的通知", "关于印发{s}的通知")
        case "文件(红头)":
            wraps = ("关于{s}的通知", "关于{s}的通报", "{s}", "关于做好{s}工作的通知")
        case "总结/报告":
            wraps = ("{s}", "关于{s}的报告", "{s}")
        case _:
            wraps = ("{s}", "{s}", "{s}（{c}）")
    return world.pick(*wraps).format(s=subject, c=world.random.choice(COMPANIES)[:4])


def _body(world: World, leaf: Criterion, leaves: Sequence[Criterion]) -> list[str]:
    clauses = [clause for clause in re.split(r"[，。；]", leaf.text or "") if len(clause) > 4]
    told = world.random.sample(clauses, min(len(clauses), world.random.choice((0, 1, 1, 2, 2, 3))))
    strange = world.random.choice(leaves)
    if world.maybe(0.3):
        told += [clause for clause in re.split(r"[，。；]", strange.text or "") if len(clause) > 4][:1]
    sentences = [_reworded(world, clause, 0.3) + "。" for clause in told]
    sentences += world.random.sample(_GENERAL, world.random.choice((1, 2, 3)))
    world.random.shuffle(sentences)
    return ["　　" + sentence for sentence in sentences]


def _reworded(world: World, text: str, share: float) -> str:
    for word, others in _SYNONYMS:
        if word in text and world.maybe(share):
            text = text.replace(word, world.random.choice(others), 1)
    return text


def _moved_elsewhere(world: World, text: str) -> str:
    for word, others in _ELSEWHERE:
        text = text.replace(word, others[world.day.month % len(others)])
    return text
