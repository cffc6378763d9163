"""What a new edition of the criteria changes, and another 评审基准年, in plain office Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from evidence.model import Criterion, Project, SchemeFacts, State
from evidence.wording import RULES, STATES
from evidence.wording.titles import in_marks

CHANGES: dict[str, str] = {
    "same": "不变",
    "reworded": "改写",
    "altered": "改分值、单位等",
    "moved": "移动或改号",
    "new": "新增",
    "gone": "取消",
}

FIELDS: dict[str, str] = {
    "points": "分值",
    "rule": "计分方式",
    "method": "评分标准",
    "ways": "评价方式",
    "key": "关键项",
    "lead_unit": "牵头单位",
    "support_units": "责任单位",
    "person": "责任人",
    "due": "完成时限",
    "note": "备注",
    "required": "应备材料",
}

PLAN_ONLY = "这是比对结果，没有作改动。照此办理请加 --apply。"
EDITION_APPLIED = "已换版。"
YEAR_APPLIED = "已调整评审基准年。"

_NOTHING = "无"


def counts(changes: Iterable[str]) -> str:
    """Return how many items became what; what there is none of is left out, but for 不变."""
    found = Counter(changes)
    return "，".join(f"{words} {found[code]} 项" for code, words in CHANGES.items() if found[code] or code == "same")


def against(table: SchemeFacts) -> str:
    """Return which table the one in use is compared with."""
    edition = f"（{table.edition}）" if table.edition and table.edition not in table.title else ""
    return f"与{in_marks(table.title)}{edition}比对"


def kept(filed: int, returned: int) -> str:
    """Return what becomes of the filed pieces altogether."""
    tray = f"，其中 {returned} 件回到待整理" if returned else ""
    return f"已归项材料 {filed} 件全部保留{tray}" if filed else "还没有已归项的材料"


def place(code: str, material: str | None) -> str:
    """Return a place where a piece is filed."""
    return f"{code}（{material}）" if material else code


def difference(field: str, old: Criterion, new: Criterion) -> str:
    """Return what differs of a criterion that lives on, before and after."""
    return f"{FIELDS[field]}：{said(field, old)} → {said(field, new)}"


def said(field: str, criterion: Criterion) -> str:
    """Return what a criterion says in one of its fields."""
    value = getattr(criterion, field)
    match field:
        case "rule":
            return RULES[value] if value else _NOTHING
        case "key":
            return "是" if value else "否"
        case "required":
            return "、".join(slot.name for slot in criterion.required) or _NOTHING
        case "support_units":
            return "、".join(value) or _NOTHING
        case "points":
            return _NOTHING if value is None else f"{value:g}"
        case _:
            return str(value) if value else _NOTHING


def materials(dropped: Sequence[str], kept: Sequence[str], new: Sequence[str]) -> str:
    """Return what becomes of the materials of an item, by their names; no names: only what is demanded changes."""
    parts = (("新增", new), ("取消", dropped), ("新表没有写、因已有材料或单位自定而保留", kept))
    said = [f"{words} {'、'.join(names)}" for words, names in parts if names]
    return f"{FIELDS['required']}：{'；'.join(said) or '要求有改动'}"


def materials_in_all(dropped: int, kept: int) -> str:
    """Return how many materials the new table does not name; empty if it names all."""
    parts = (("随换版取消", dropped), ("因已有材料或单位自定而保留", kept))
    said = "，".join(f"{words} {count} 项" for words, count in parts if count)
    return f"新表没有写的应备材料：{said}，在各项下面列出。" if said else ""


def kept_material(place: str) -> str:
    """Return that a material stays which the new table does not name."""
    return f"{FIELDS['required']} {place}：新表没有写，因有材料或单位自定而保留"


def dropped_material(place: str) -> str:
    """Return that a material goes which the new table does not name."""
    return f"{FIELDS['required']} {place}：新表没有写，随换版取消"


def kin(codes: Iterable[str], *, gone: bool) -> str:
    """Return where the words of an item went, or came from."""
    return f"{'内容并入或拆到新的' if gone else '内容出自原'} {'、'.join(codes)}"


def printed_boxes(numbers: Sequence[int], *, covers: bool) -> str:
    """Return which boxes that are fixed will not be as they were printed; empty if all will."""
    if not numbers:
        return ""
    named = "、".join(map(str, numbers))
    again = "封面上的细则名称有变，各盒封面都要重印；" if covers else ""
    return f"已定号的盒受影响 {len(numbers)} 个：第 {named} 盒。{again}换版后在“分盒和定号”里看换页清单。"


def printed_item(number: int, before: str, after: str | None, *, reworded: bool, out: int, into: int) -> str:
    """Return what of an item in a box that is fixed will not be as it was printed; codes, `after` None: it goes."""
    said = (
        "取消" if after is None else "" if after == before else f"改号为 {after}，件号随着变",
        "表述、分值或单位有改动" if reworded else "",
        f"{out} 件移出" if out else "",
        f"{into} 件移入" if into else "",
    )
    return f"第 {number} 盒（已定号）里的 {before}：{'，'.join(filter(None, said))}"


def base_year_effect(project: Project, opens: int, closes: int) -> str:
    """Return what counting back from another year does altogether, to a project that has its new years."""
    years = f"评审基准年改为 {project.base_year} 年，资料年度改为 {project.first_year}—{project.base_year} 年"
    return f"{years}：{opens} 处变为缺，{closes} 处不再缺。"


def row_effect(*, opens: bool) -> str:
    """Return what becomes of one row that opens or closes."""
    return "变为缺" if opens else "不再缺"


def state(known: State | None) -> str:
    """Return the state of a row that may not be asked for."""
    return "不要求" if known is None else STATES[known]
