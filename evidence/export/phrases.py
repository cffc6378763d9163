"""What documents say of items, pieces and gaps, in office Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from evidence import wording
from evidence.check.defects import NOT_YET, Defect
from evidence.check.gaps import ItemGaps, Requirement
from evidence.kinds import PHOTO
from evidence.model import Criterion, Fact, Piece, Project, SchemeFacts, Scope, Slot, State, Unit, UnitKind, Years
from evidence.origins import BY_CLERK, IN_TEXT, in_general
from evidence.snapshot import Snapshot
from evidence.wording import editions, imprint, parts, reviews
from evidence.wording.titles import in_brackets, in_marks

if TYPE_CHECKING:
    from evidence.scheme.outlook import Outlook
    from evidence.scheme.printed_boxes import TouchedItem

HEADINGS: dict[str, str] = {
    "contents": "总目录",
    "contents_continued": "总目录（续）",
    "box_contents": "本盒目录",
    "box_contents_continued": "本盒目录（续）",
    "point_continued": "{name}（续）",
    "directory": "卷内目录",
    "directory_continued": "{code} 卷内目录（续）",
    "gaps": "缺项",
    "gaps_continued": "{code} 缺项（续）",
    "proposed": "建议应备（待确认，不计缺项）",
    "proposed_continued": "{code} 建议应备（续）",
    "gap_list": "缺项清单",
    "gap_list_continued": "缺项清单（续）",
    "withheld": "未收入送审版的材料",
    "withheld_continued": "未收入送审版的材料（续）",
    "about": "编制说明",
    "untitled": "（无题名）",
    "beside": "另有{count}个文件见电子版资料",
    "any_year": "不限",
    "tasks": "任务分解表",
    "tasks_continued": "任务分解表（续）",
    "task_title": "{place}迎检任务分解表",
    "task_support": "配合牵头单位提供",
    "base_year": "评审基准年：{year}年",
    "made_by": "编制单位：{office}",
    "contact": "联络员：{name}　电话：{phone}",
    "blank": "　　　　　　　　",
    "signed": "签发人：　　　　　　　日期：　　　　年　　月　　日",
    "veto": "否决",
    "bonus": "加{points}",
    "copies": "{count}份",
    "electronic": "须电子件",
    "slot_due": "完成时限 {due}",
    "instead": "与第{others}项任交其一",
    "task_proposed": "建议，待确认",
}

# The columns of a 任务分解表, as offices order them.
TASK_HEADS = (
    "序号",
    "一级指标",
    "评价要点",
    "评价内容",
    "分值",
    "评分标准",
    "需提供材料",
    "牵头单位",
    "责任单位",
    "责任人/联系电话",
    "完成时限",
)

_LONGEST_ON_COVER = 80
_MOST_NAMES = 4
_MOST_WAITING = 8
_ABOUT_SCHEME = "一、本汇编按{scheme}{named}编排，评审基准年为{year}年，收入{items}项评价内容的佐证材料{pieces}件。"
_ABOUT = (
    (
        "二、件号由评价内容编号和顺序号组成。同一项内按应备材料、年度、责任者层级和日期排列；"
        "一件多用的，只在首次归项处收入，其他各处注明“见×号”。"
    ),
    "三、图片和版式文件逐页收入；其他文件列明题名和在电子版资料中的存放位置。",
    "四、目录中的页号为材料所在盒的页码，点击可直接跳转；★为关键项；方括号内的题名取自文件名。",
)


def heading(code: str, /, **params: str) -> str:
    """Return a heading."""
    return HEADINGS[code].format(**params)


def item_name(criterion: Criterion) -> str:
    """Return what a directory calls an item."""
    return criterion.title or criterion.text or criterion.code


def years(found: Sequence[int]) -> str:
    """Return years in order, a run of them as its ends."""
    if not found:
        return HEADINGS["any_year"]
    if len(found) > 1 and found[-1] - found[0] == len(found) - 1:
        return f"{found[0]}—{found[-1]}"
    return "、".join(map(str, found))


def mark(criterion: Criterion) -> str:
    """Return the sign of a key or veto item."""
    return "（否决）" if criterion.veto else "★" if criterion.key else ""


def item_heading(criterion: Criterion) -> str:
    """Return the heading of an item's first page."""
    return (
        f"{criterion.code}　{criterion.title}{mark(criterion)}"
        if criterion.title
        else f"评价内容　{criterion.code}{mark(criterion)}"
    )


def item_facts(criterion: Criterion) -> list[tuple[str, str]]:
    """Return what the scheme says of an item, as (label, text), without what it leaves open."""
    points = "" if criterion.points is None else f"{criterion.points:g}分"
    if criterion.bonus and points:
        points = f"加分项，最高{points}"
    found = (
        ("评价内容：", criterion.text or ""),
        ("分值：", points),
        ("评分标准：", criterion.method or ""),
        ("牵头单位：", criterion.lead_unit or ""),
        ("责任单位：", "、".join(criterion.support_units)),
    )
    return [(label, text) for label, text in found if text]


def item_notes(criterion: Criterion) -> list[tuple[str, str]]:
    """Return what the office alone notes of an item, as (label, text), without what it leaves open."""
    found = (
        ("评价方式：", criterion.ways),
        ("责任人、电话：", criterion.person),
        ("完成时限：", criterion.due),
        ("备注：", criterion.note),
    )
    return [(label, text) for label, text in found if text]


def asked(slot: Slot) -> str:
    """Return what is asked of a material, in a few words."""
    each = slot.years in (Years.EACH_OF_LAST_3, Years.EACH_OF_LAST_2) or slot.scope is not Scope.OWN
    owners = "、".join(slot.owners) if slot.scope is Scope.EACH_DEPARTMENT else ""
    parts = [
        "" if slot.scope is Scope.OWN else owners or wording.SCOPES[slot.scope],
        wording.YEARS[slot.years],
        f"{'各' * each}{slot.count}件",
        "、".join(slot.must),
        "" if slot.paper_allowed else "只认电子件",
        heading("slot_due", due=slot.due) if slot.due else "",
        not_applicable(slot.waived) if slot.waived else "",
    ]
    return "，".join(filter(None, parts))


def ahead(found: Outlook) -> list[str]:
    """Return what a change of the scheme does beside what was asked for, a sentence each."""
    said = [wording.phrase("ahead_gone", names="、".join(found.gone))] if found.gone else []
    counted = (("ahead_moved", found.moved), ("ahead_tray", found.to_tray))
    said += [wording.phrase(code, count=count) for code, count in counted if count]
    before, after = ("没有分值" if points is None else f"{points:g} 分" for points in found.points)
    return [*said, wording.phrase("ahead_points", before=before, after=after)] if before != after else said


def printed_item(box: int, item: TouchedItem) -> str:
    """Return what of an item in a box that is fixed will not be as it was printed."""
    return editions.printed_item(box, item.before, item.after, reworded=item.reworded, out=item.out, into=item.into)


def item_state(item: ItemGaps) -> tuple[str, str]:
    """Return label and text of how far an item is provided for."""
    needed = sum(row.needed for row in item.counted)
    met = sum(row.met for row in item.counted)
    counts = f"（应备{needed}件，已有{met}件）" if needed else ""
    if needed and item.unplaced:
        counts += f"，另有{len(item.unplaced)}件没有对应的应备材料"
    return "材料情况：", f"{wording.STATES[item.state]}{counts}{_waived(item)}"


def _waived(item: ItemGaps) -> str:
    """Return what an item does not ask for, with the reasons: of all its materials, or by their names."""
    slots = [slot for slot in item.criterion.required if slot.waived and not slot.proposed]
    if item.state is State.NOT_APPLICABLE:
        return f"（{'；'.join(dict.fromkeys(slot.waived or '' for slot in slots))}）"
    return "".join(f"；“{slot.name}”{not_applicable(slot.waived)}" for slot in slots)


def not_applicable(reason: str | None) -> str:
    """Return that something is not asked for, and why."""
    return wording.STATES[State.NOT_APPLICABLE] + (f"（{reason}）" if reason else "")


def stand_ins(slot: Slot, required: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return those of an item's materials that will do in the place of one; those proposed do for proposed ones."""
    alike = [other for other in required if slot.alternative and other.alternative == slot.alternative]
    usable = [other for other in alike if not other.waived and (slot.proposed or not other.proposed)]
    return tuple(other for other in usable if other.id != slot.id)


def alternatives(slot: Slot, required: Sequence[Slot]) -> str:
    """Return the names of those of an item's materials that will do in the place of one."""
    return "、".join(f"“{other.name}”" for other in stand_ins(slot, required))


def material(slot: Slot, criterion: Criterion) -> str:
    """Return what a list calls a material: its name, and those of its item that will do as well."""
    others = alternatives(slot, criterion.required)
    return f"{slot.name}（与{others}任交其一）" if others else slot.name


def settled(row: Requirement) -> str:
    """Return how a row stands that asks for nothing more: there, not asked for, or met by another."""
    if row.by_other is not None:
        return f"已有“{row.by_other.name}”"
    return not_applicable(row.slot.waived) if row.state is State.NOT_APPLICABLE else wording.STATES[row.state]


def piece_remark(piece: Piece) -> str:
    """Return the directory's remark on a piece: where its paper lies, or why it is withheld."""
    paper = ["纸质备查"] if piece.paper is not None else []
    return "、".join([*paper, *(wording.FLAGS[flag] for flag in NOT_YET if flag in piece.flags)])


def title_of(piece: Piece, snapshot: Snapshot) -> str:
    """Return a piece's title; one made from the file's name stands in brackets, as archives write it.

    What a camera put into the name of a photograph is left out, unless nothing else is there.
    """
    photo = piece.facts.kind == PHOTO
    if title := piece.facts.title:
        named = photo and in_general(dict(piece.origins).get(Fact.TITLE, "")) not in (BY_CLERK, IN_TEXT)
        return (_event_in(title) or title) if named else title
    names = stems(piece, snapshot)
    told = next(filter(None, map(_event_in, names)), None) if photo else None
    return f"[{told or names[0]}]" if names else HEADINGS["untitled"]


def _event_in(name: str) -> str | None:
    from evidence.intake.titles import event_in_name  # no page of a window needs its patterns before a photograph

    return event_in_name(name)


def stems(piece: Piece, snapshot: Snapshot) -> list[str]:
    """Return the names of a piece's files without their endings."""
    return [snapshot.originals[part.original].name.rsplit(".", 1)[0] for part in piece.parts]


def caption(piece: Piece, beside: int = 0) -> str:
    """Return the line under a picture: number, date and issuer, as far as known, and how many files are not shown."""
    facts = piece.facts
    day = f"{facts.issued_on.year}年{facts.issued_on.month}月{facts.issued_on.day}日" if facts.issued_on else ""
    found = (("文号：", facts.document_number), ("责任者：", facts.issuer), ("日期：", day))
    told = [f"{label}{text}" for label, text in found if text]
    return "　".join([*told, heading("beside", count=str(beside))] if beside else told)


def part_of(position: int, total: int) -> str:
    """Return which page of how many a picture is."""
    return f"（第{position}页，共{total}页）"


def by_reference(piece: Piece) -> list[str]:
    """Return what stands for a paper that is not printed as pictures: its facts, and where it lies as paper."""
    lines = [line for line in (caption(piece), f"共{piece.pages}页" if piece.pages else "") if line]
    if piece.paper is not None:
        lines.append(f"纸质备查件，存放：{piece.paper.place}　保管：{piece.paper.keeper}")
    return lines


def packed_in(place: str) -> str:
    """Return where in the package a paper lies."""
    return f"电子版资料：{place}"


def names_on_arrival(piece: Piece, snapshot: Snapshot) -> list[str]:
    """Return under which names a piece's files came, which is the office's own business."""
    names = "、".join(snapshot.originals[part.original].name for part in piece.parts)
    return [f"原文件名：{names}"] if names else []


def defect(item: Defect) -> str:
    """Return why a piece does not close the gap."""
    title = item.piece.facts.title or "（无题名）"
    return f"{shortfall(item)}：{in_marks(title)}" if item.review is None else f"{in_marks(title)}{shortfall(item)}"


def shortfall(item: Defect) -> str:
    """Return what falls short of a piece, without its title."""
    return reviews.shortfall(wording.DEFECTS.get(item.code) or wording.FLAWS[item.code], item.review)


def remarks(row: Requirement, waiting: int) -> str:
    """Return what is to be known of a gap: the pieces that do not count, and how many lie unsorted from its unit."""
    lying = [wording.phrase("waiting", count=waiting)] if waiting else []
    return "；".join([*map(defect, row.defects), *lying])


def scope(owed_by: Scope) -> str:
    """Return who owes, as the table calls it."""
    return wording.SCOPES[owed_by]


def scope_count(owed_by: Scope, count: int) -> str:
    """Return how many units owe."""
    return f"{wording.SCOPES[owed_by]}（{count}个）"


def units(rows: Sequence[Requirement]) -> str:
    """Return which units these rows are about: by name, or how many where there are many."""
    owed_by = rows[0].slot.scope
    names = list(dict.fromkeys(row.unit for row in rows if row.unit))
    if owed_by is Scope.OWN or len(names) <= _MOST_NAMES:
        return "、".join(names) if names else scope(owed_by)
    return scope_count(owed_by, len(names))


def unit_counts(units: Sequence[Unit]) -> str:
    """Return how many units there are, and of which kind."""
    townships = sum(unit.kind is UnitKind.TOWNSHIP for unit in units)
    departments = len(units) - townships
    return wording.phrase("unit_counts", units=len(units), departments=departments, townships=townships)


def contact(unit: Unit) -> str:
    """Return whom to ask in a unit, as far as known, as a sentence."""
    told = (("unit_contact", "contact", unit.contact), ("unit_phone", "phone", unit.phone))
    said = "，".join(wording.phrase(code, **{name: value}) for code, name, value in told if value)
    return f"{said}。" if said else ""


def waiting_note(waiting: Mapping[str, Sequence[Piece]], unit: str | None) -> str:
    """Return what lies unsorted of what units handed in, of all or of one, most first; nothing where nothing does."""
    if unit is not None:
        count = len(waiting.get(unit, ()))
        return wording.phrase("waiting_of_unit", unit=unit, count=count) if count else ""
    if not waiting:
        return ""
    most_first = sorted(waiting, key=lambda name: -len(waiting[name]))
    named = "、".join(f"{name}{len(waiting[name])}件" for name in most_first[:_MOST_WAITING])
    more = wording.phrase("waiting_more", count=len(waiting)) if len(waiting) > _MOST_WAITING else ""
    return wording.phrase("waiting_of_all", named=named + more)


def scheme_lines(scheme: SchemeFacts) -> list[str]:
    """Return what a cover says of the scheme."""
    found = (("依据：", scheme.title), ("细则版本：", scheme.edition), ("文号：", scheme.document_number))
    return [f"{label}{_short(text)}" for label, text in found if text]


def cover_title(project: Project) -> str:
    """Return the title on the cover."""
    return _short(imprint.title(project))


def _short(text: str) -> str:
    """Return a text that a cover has room for."""
    return text if len(text) <= _LONGEST_ON_COVER else f"{text[: _LONGEST_ON_COVER - 2]}……"


def box_of(number: int, total: int) -> str:
    """Return which box of how many this is."""
    return f"第{number}盒（共{total}盒）"


def directory_of(total: int) -> str:
    """Return what the directory of all boxes is called."""
    return f"目录册（共{total}盒）"


def years_line(project: Project) -> str:
    """Return which years the dossier covers."""
    return f"资料年度：{project.first_year}—{project.base_year}年"


def about(snapshot: Snapshot, items: int, pieces: int) -> list[str]:
    """Return the notes on how the dossier is made, a paragraph each."""
    scheme, project = snapshot.scheme, snapshot.project
    said = [scheme.edition, scheme.document_number]
    named = in_brackets(text for text in said if text and text not in scheme.title)
    made = any(original.rendition for original in snapshot.originals.values())
    return [
        _ABOUT_SCHEME.format(
            scheme=in_marks(scheme.title), named=named, year=project.base_year, items=items, pieces=pieces
        ),
        *((_ABOUT[0], wording.phrase("about_pages"), _ABOUT[2]) if made else _ABOUT),
        *parts.about(project),
        *([imprint.place_of_seal(project)] if project.imprint.seal else []),
    ]
