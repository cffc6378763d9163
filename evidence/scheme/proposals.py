"""Proposes materials for items that ask for none by name, and lets a clerk confirm them.

建议应备（待确认）: from the item's text, its standard, the ways of assessment and its rule. Where nothing points to a
paper nothing is proposed; what is proposed counts for nothing until somebody confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from evidence.criteria import SchemeEdit, leaves_of
from evidence.model import Criterion, Scope, Slot, SlotId, Stage, Years, new_id
from evidence.scheme import cues
from evidence.scheme.cues import Cue
from evidence.scheme.editing import edited
from evidence.scheme.proposal_names import proposed_name, segments
from evidence.scheme.thresholds import with_digits
from evidence.snapshot import Snapshot

_MOST = 5  # materials proposed for one item
_CHAIN = tuple(Stage)  # as papers lie in a box
_LAST_3 = re.compile(r"近(?:三|3)年|连续(?:三|3)年|三年(?:均|都|来)|逐年|每年|年度|年均|稳步")
_LAST_2 = re.compile(r"近(?:两|二|2)年")
_LASTING = frozenset({"制度/清单", "文件(红头)", "证书/资质"})  # in force until they are replaced
_AT_ONCE = "情况说明/证明(盖章)"  # one paper speaks of all years
_TOWNSHIPS = re.compile(
    r"^(?:在|由)?(?:各|所有|每个)?(?:乡镇|镇街|镇乡|街道)(?!市场|卫生院|派出所)|^.{0,6}(?:各乡镇|各镇街|各街道|村社?开展)"
)
_DEPARTMENTS = re.compile(r"^(?:各|所有)(?:成员|有关|相关|责任)*(?:单位|部门)|各成员单位")
_TIMES = re.compile(r"每(年|半年|季度?|月)(?:至少|不少于|不低于)*(?:各)?(?:召开|开展|组织|举办)?.{0,4}?(\d+)[次场轮]")
_TIMES_A_YEAR = {"年": 1, "半年": 2, "季": 4, "季度": 4, "月": 12}
_COUNTED = frozenset({"会议纪要", "会议通知/议程/签到", "培训材料"})
_MUST: dict[str, tuple[str, ...]] = {
    "文件(红头)": ("有文号", "盖章"),
    "方案/计划": ("盖章",),
    "总结/报告": ("盖章",),
    "照片(含整改前后)": ("注明时间、地点、事由",),
    "情况说明/证明(盖章)": ("盖章",),
    "截图(平台/网页/公众号)": ("显示网址和日期",),
    "证书/资质": ("在有效期内",),
}


class _Witness(Struct):
    """How much points to a kind and stage, and the parts of the text that do, those that are enough alone first."""

    weight: int = 0
    parts: list[str] = field(default_factory=list[str])


def proposed_slots(criterion: Criterion) -> tuple[Slot, ...]:
    """Return the materials that an item's wording points to, in the order 部署 → 落实 → 成效 → 整改; at most five."""
    text = criterion.text or criterion.title or ""
    parts = segments(text)
    found = _witnesses(criterion, parts)
    sure = [place for place, witness in found.items() if witness.weight >= cues.ENOUGH]
    slots: dict[tuple[str, str], Slot] = {}  # by kind and name: one paper is not asked for twice
    for kind, stage in sorted(sure, key=lambda place: -found[place].weight):
        slot = _slot(kind, stage, found[kind, stage].parts or parts[:1], text)
        slots.setdefault((kind, slot.name), slot)
    return tuple(sorted(list(slots.values())[:_MOST], key=_place_in_chain))


def with_proposals(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return the criteria, with proposed materials for the items that have none."""
    bare = {leaf.id for leaf in leaves_of(criteria) if not leaf.required}
    return tuple(
        replace(criterion, required=proposed_slots(criterion)) if criterion.id in bare else criterion
        for criterion in criteria
    )


def confirmed(snapshot: Snapshot, slots: Collection[SlotId]) -> SchemeEdit:
    """Make proposed materials ones that are asked for; from then on they count."""
    touched = [item for item in snapshot.items if any(slot.id in slots for slot in item.required)]
    return edited(snapshot, (replace(item, required=_without_mark(item.required, slots)) for item in touched))


def _without_mark(required: Iterable[Slot], slots: Collection[SlotId]) -> tuple[Slot, ...]:
    return tuple(replace(slot, proposed=False) if slot.id in slots else slot for slot in required)


def _witnesses(criterion: Criterion, parts: Sequence[str]) -> dict[tuple[str, Stage], _Witness]:
    found: dict[tuple[str, Stage], _Witness] = {}
    for cue in cues.TEXT:
        pointing = [part for part in parts if cue.words.search(part)]
        if pointing:
            witness = found.setdefault((cue.kind, cue.stage), _Witness())
            witness.weight += cue.weight
            witness.parts[:0] = pointing if cue.weight >= cues.ENOUGH else []
            witness.parts += pointing
    spoken = ((cues.STANDARD, criterion.method), (cues.WAYS, criterion.ways))
    for cue in (cue for table, words in spoken for cue in _spoken(table, words)):
        found.setdefault((cue.kind, cue.stage), _Witness()).weight += cue.weight
    for weight, kind, stage in cues.RULES.get(criterion.rule, ()) if criterion.rule else ():
        found.setdefault((kind, stage), _Witness()).weight += weight
    return found


def _spoken(table: Iterable[Cue], words: str | None) -> Iterable[Cue]:
    return (cue for cue in table if words and cue.words.search(words))


def _place_in_chain(slot: Slot) -> int:
    return _CHAIN.index(slot.stage) if slot.stage else len(_CHAIN)


def _slot(kind: str, stage: Stage, parts: Sequence[str], text: str) -> Slot:
    first = parts[0] if parts else ""
    return Slot(
        SlotId(new_id()),
        proposed_name(kind, stage, first),
        (kind,),
        stage,
        _years(kind, text),
        max((_count(kind, part) for part in parts), default=1),
        _MUST.get(kind, ()),
        _scope(first),
        proposed=True,
    )


def _years(kind: str, text: str) -> Years:
    """Return the years that the text names; else the latest, or any for what stays in force."""
    if kind == _AT_ONCE:
        return Years.ANY
    if _LAST_3.search(text):
        return Years.EACH_OF_LAST_3
    if _LAST_2.search(text):
        return Years.EACH_OF_LAST_2
    return Years.ANY if kind in _LASTING else Years.LATEST


def _count(kind: str, segment: str) -> int:
    """Return how many a year are needed of what is written each time: 每年至少两次 asks for two."""
    found = _TIMES.search(with_digits(segment))
    if kind not in _COUNTED or found is None:
        return 1
    return max(1, _TIMES_A_YEAR[found.group(1)] * int(found.group(2)))


def _scope(segment: str) -> Scope:
    if _TOWNSHIPS.search(segment):
        return Scope.EACH_TOWNSHIP
    return Scope.EACH_DEPARTMENT if _DEPARTMENTS.search(segment) else Scope.OWN
