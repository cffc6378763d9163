"""What commands print for people, in plain Chinese; `json_output` has what they print for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from app import json_output
from app.demo import DemoMade
from app.given_columns import ReadTable
from app.json_output import Json
from evidence import wording
from evidence.check.gaps import ItemGaps
from evidence.check.score import GateReason, score, totals
from evidence.check.waiting import waiting_by_unit
from evidence.criteria import leaves_of
from evidence.export import phrases
from evidence.export.dossier import Exported
from evidence.export.gap_file import unit_summary
from evidence.export.gap_tables import grouped
from evidence.export.verifying import Verified
from evidence.journal import Step
from evidence.model import ArrivalState, Criterion, Piece, Project, SchemeReading, SlotId
from evidence.scheme.columns import Columns, headings
from evidence.scheme.grid import Grid, column_letters
from evidence.scheme.outlook import Outlook
from evidence.scheme.proposals import with_proposals
from evidence.scheme.soundness import compared_in_words
from evidence.snapshot import Changes, Snapshot
from evidence.wording import carrying, documents, packing, parts
from evidence.wording import tables as table_words
from evidence.wording.chasing import share
from evidence.wording.titles import in_marks
from evidence.workspace import TakenIn

_SHORT_ID = 8
_MOST_ROWS = 12


def print_json(value: Json) -> None:
    """Print one JSON document."""
    data = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def show_scheme(read: ReadTable, *, as_json: bool) -> None:
    """Print a criteria table as read, and what each column was taken for."""
    if as_json:
        print_json(json_output.scheme(read))
        return
    reading = read.outcome.scheme
    facts = reading.facts
    print(f"{facts.title}" + (f"（{facts.edition}）" if facts.edition else ""))
    leaves = leaves_of(reading.items)
    points = "没有分值" if facts.total_points is None else f"{facts.total_points:g} 分（不含加分）"
    slots = sum(len(item.required) for item in leaves)
    print(f"评价内容 {len(leaves)} 项，{points}，应备材料 {slots} 项。")
    if facts.total_points is not None:
        print(f"{compared_in_words(read.outcome.sums)}。")
    for grid, columns in zip(read.file.grids, read.choice, strict=True):
        _show_columns(grid, columns)
    depth = {item.id: 0 for item in reading.items}
    for item in reading.items:
        depth[item.id] = depth[item.parent] + 1 if item.parent else 0
        marks = "★" * item.key + "（否决）" * item.veto + "（加分）" * item.bonus
        worth = "" if item.points is None else f"  {item.points:g} 分"
        print(f"{'　' * depth[item.id]}{item.code} {item.title or item.text or ''}{marks}{worth}")
    for notice in reading.warnings:
        print(f"请核对：{notice.where}  {wording.notice(notice)}")


def _show_columns(grid: Grid, columns: Columns) -> None:
    """Print what a table's columns were taken for, as `--map` takes it."""
    if not columns.is_read:
        print(f"“{grid.name}”没有读取；要读取，用 --sheet 写明。")
        return
    rows = columns.header_rows
    header = f"表头在第 {'-'.join(str(row + 1) for row in sorted({rows[0], rows[-1]}))} 行" if rows else "没有表头"
    print(f"“{grid.name}”{header}。各栏用途（不对的用 --map 改，如 --map A=编号,F=不采用）：")
    for at, (heading, role) in enumerate(zip(headings(grid, columns), columns.roles, strict=True)):
        print(f"　　{column_letters(at)}={table_words.ROLES[role]}" + (f"　栏名：{heading}" if heading else ""))


def show_items(items: Sequence[Criterion], ahead: Outlook, *, planned: bool) -> None:
    """Print items as they stand now, or would, with what goes and what becomes of papers."""
    for item in items:
        worth = "" if item.points is None else f"  {item.points:g} 分"
        rule = f"  {wording.RULES[item.rule]}" if item.rule else ""
        print(f"{item.code}{phrases.mark(item)}  {phrases.item_name(item)}{worth}{rule}")
        for label, text in (*phrases.item_facts(item), *phrases.item_notes(item)):
            print(f"　　{label}{' '.join(text.split())}")
        for slot in item.required:
            kind = wording.phrase("proposed_state") if slot.proposed else "应备材料"
            print(f"　　{kind}：{phrases.material(slot, item)}（{phrases.asked(slot)}）")
    for line in phrases.ahead(ahead):
        print(line)
    if planned:
        print("以上还没有改动；去掉 --plan 再执行一次就会照办。")


def show_new(path: Path, project: Project, reading: SchemeReading, *, as_json: bool) -> None:
    """Print what project was made."""
    proposing = [item for item in with_proposals(reading.items) if any(slot.proposed for slot in item.required)]
    proposed = sum(len(item.required) for item in proposing)
    if as_json:
        townships = list(project.townships)
        print_json({"workspace": str(path), "items": len(reading.items), "townships": townships, "proposed": proposed})
        return
    print(f"已建立迎检项目：{path}")
    print(f"评价细则：{reading.facts.title}；资料年度 {project.first_year}—{project.base_year} 年")
    print(f"工作方式：{parts.mode(project)}")
    if project.townships:
        print(f"乡镇（街道）{len(project.townships)} 个")
    else:
        print("没有乡镇名单：要求各乡镇报送的材料会一直显示为缺。建项目时用 --townships 给出名单。")
    if proposing:
        print(wording.phrase("proposed_new", items=len(proposing), slots=proposed))
    for notice in reading.warnings:
        print(f"请核对：{notice.where}  {wording.notice(notice)}")


def show_taken(taken: TakenIn, snapshot: Snapshot, seconds: float, *, as_json: bool) -> None:
    """Print what became of each file that arrived."""
    if as_json:
        print_json(json_output.taken_in(taken, snapshot, seconds))
        return
    for file in taken.files:
        title = file.made.piece.facts.title if file.made else None
        print(f"{wording.ARRIVALS[file.state]}  {(file.piece or '')[:_SHORT_ID]:{_SHORT_ID}}  {file.source}")
        if title:
            print(f"　　题名：{title}")
        if file.flags:
            print(f"　　标记：{wording.flag_words(file.flags)}")
        if file.made and (criterion := taken.filed.get(file.made.piece.id)):
            print(f"　　已归项：{snapshot.by_id[criterion].code}（{file.suggestions[0].why}）")
        elif file.suggestions:
            best = file.suggestions[0]
            print(f"　　建议归项：{snapshot.by_id[best.criterion].code}（{best.why}）")
        if file.message:
            print(f"　　{file.message}")
        if file.state is ArrivalState.DUPLICATE and file.piece and file.duplicate_of is None:
            earlier = snapshot.piece_by_id.get(file.piece)
            if earlier is None:  # in the bin
                continue
            codes = "、".join(dict.fromkeys(code for code, _ in _places(earlier, snapshot)))
            where = f"已归 {codes}" if codes else "还在待整理"
            print(f"　　以前收的是 {earlier.id[:_SHORT_ID]}{in_marks(phrases.title_of(earlier, snapshot))}，{where}。")
    print(wording.taken_sums(taken.counts, len(taken.filed), taken.left_in_tray))


def show_piece(piece: Piece, snapshot: Snapshot, *, as_json: bool) -> None:
    """Print what is known of a piece and where it is filed."""
    if as_json:
        print_json(piece_json(piece, snapshot))
        return
    facts = piece.facts
    for label, value in (
        ("材料编号", piece.id[:_SHORT_ID]),
        ("题名", facts.title),
        ("文号", facts.document_number),
        ("责任者", facts.issuer),
        ("成文日期", facts.issued_on),
        ("年度", facts.year),
        ("种类", facts.kind),
        ("环节", facts.stage),
        ("报送单位", facts.unit),
        ("级别", facts.level),
        ("盖章", wording.fact(facts.seal) or None),
        ("有效期至", facts.valid_until),
        ("地点", facts.place),
        ("页数", piece.pages),
        ("标记", wording.flag_words(piece.flags) or "无"),
        *((("存放处", piece.paper.place), ("保管人", piece.paper.keeper)) if piece.paper else ()),
    ):
        print(f"{label}：{value if value is not None else '不明'}")
    places = _places(piece, snapshot)
    for code, slot in places:
        print(f"已归项：{code}" + (f"（{slot}）" if slot else "（没有对应的应备材料）"))
    if not places:
        print("还在待整理")


def piece_json(piece: Piece, snapshot: Snapshot) -> dict[str, Any]:
    """Return what is known of a piece and where it is filed."""
    return json_output.piece(piece, _places(piece, snapshot))


def _places(piece: Piece, snapshot: Snapshot) -> list[tuple[str, str | None]]:
    """Return where a piece is filed, as code and slot name."""
    places: list[tuple[str, str | None]] = []
    for filing in snapshot.filings:
        if filing.piece == piece.id:
            criterion = snapshot.by_id[filing.criterion]
            slot = next((slot.name for slot in criterion.required if slot.id == filing.slot), None)
            places.append((criterion.code, slot))
    return places


def show_confirmed(slots: Collection[SlotId], snapshot: Snapshot, *, as_json: bool) -> None:
    """Print which proposed materials were confirmed."""
    found = [(item.code, slot) for item in snapshot.items for slot in item.required if slot.id in slots]
    if as_json:
        print_json(json_output.confirmed(found))
        return
    for code, slot in found:
        print(f"{code}  {slot.name}")
    print(wording.phrase("confirmed", count=len(found)))


def show_step(outcome: str, step: Step, changes: Changes, snapshot: Snapshot, *, as_json: bool) -> None:
    """Print which step was taken back or done again."""
    if as_json:
        print_json(json_output.step(step, changes, snapshot))
        return
    print(f"{outcome}：{wording.step(step, snapshot)}（{step.who}，{step.at:%Y-%m-%d %H:%M}）")


def show_tray(snapshot: Snapshot, *, as_json: bool) -> None:
    """Print what is filed nowhere yet, and where it may belong."""
    unfiled = snapshot.unfiled
    if as_json:
        print_json(json_output.tray(unfiled, snapshot))
        return
    for piece in unfiled:
        marks = f"（{wording.flag_words(piece.flags)}）" if piece.flags else ""
        unit = piece.facts.unit or "不明"
        print(f"{piece.id[:_SHORT_ID]}  {phrases.title_of(piece, snapshot)}{marks}  报送单位：{unit}")
        for other in snapshot.alike.get(piece.id, ()):
            title = phrases.title_of(snapshot.piece_by_id[other], snapshot)
            print(f"　　{wording.phrase('alike_with', title=title)}（{other[:_SHORT_ID]}）")
        for found in snapshot.suggestions.get(piece.id, ()):
            print(f"　　建议归项：{snapshot.by_id[found.criterion].code}（{found.why}）")
    print(f"待整理 {len(unfiled)} 件。" + ("归项用 beijian file 项目 材料编号 内容号。" if unfiled else ""))


def show_gaps(
    snapshot: Snapshot,
    items: Sequence[ItemGaps],
    reasons: Sequence[GateReason] | None,
    unit: str | None,
    saved: str | None,
) -> None:
    """Print what is missing, of all units or of one, and why the gate is closed if `reasons` are given.

    Of what was saved as a file only the sum is printed.
    """
    if saved is None:
        for item in items:
            _show_item_gaps(item, unit)
    else:
        print(f"已另存到 {saved}")
    if unit is None:
        sums, points = totals(items), score(items)
        print(
            f"评价内容 {sums.items} 项：齐全 {sums.complete}，不齐 {sums.partial}，缺 {sums.missing}；"
            f"应备件到位率 {share(sums.per_mille)}。预计影响 {points.lost:g} 分（满分 {points.total:g}，不含加分）。"
        )
        if waiting := len({row.slot.id for item in items for row in item.proposed}):
            print(wording.phrase("proposed_waiting", count=waiting))
    else:
        print(unit_summary(items, unit))
    if note := phrases.waiting_note(waiting_by_unit(snapshot), unit):
        print(note)
    if reasons is not None:
        print("送审前检查：" + ("通过。" if not reasons else "未通过。"))
        for reason in reasons:
            print(f"　　{wording.gate_reason(reason.code, reason.count, reason.codes, most=8)}")


def _show_item_gaps(item: ItemGaps, unit: str | None) -> None:
    groups = list(grouped(row for row in item.required if unit in (None, row.unit)))
    if groups:
        state = f"  {wording.STATES[item.state]}" if unit is None else ""
        print(f"{item.criterion.code}{phrases.mark(item.criterion)}{state}")
    for group in groups[:_MOST_ROWS]:
        row = group[0]
        print(
            f"　　{phrases.material(row.slot, item.criterion)}  {row.year or phrases.heading('any_year')}"
            f"  {phrases.units(group)}  应有 {sum(owed.needed for owed in group)}，现有 {len(row.have)}"
        )
        for defect in row.defects:
            print(f"　　　　{in_marks(defect.piece.facts.title or '（无题名）')}{phrases.shortfall(defect)}")
    if len(groups) > _MOST_ROWS:
        print(f"　　……另有 {len(groups) - _MOST_ROWS} 行，用 --out 另存后查看")


def show_exported(exported: Exported, seconds: float, *, as_json: bool) -> None:
    """Print what an export made."""
    if as_json:
        print_json(json_output.exported(exported) | {"seconds": round(seconds, 3)})
        return
    for line in carrying.told(exported.resumed, exported.second):
        print(line)
    if exported.lost:
        print(wording.phrase("exported_lost", count=exported.lost), file=sys.stderr, flush=True)
    for document in exported.documents:
        print(f"{wording.EDITIONS[document.edition]}：{document.path}（{document.pages} 页）")
    if exported.package:
        print(f"电子版资料：{exported.package}")
        print(f"送审版收入佐证材料 {exported.pieces} 件，图片 {exported.pictures} 页。")
    if exported.kept is not None:
        print(f"上次导出后改动过的文件已另存到：{exported.kept}")
    _show_under("送审版收有含个人信息的材料，送审前请逐件确认：", exported.personal)
    if exported.leaks:
        print(f"{documents.LEAKED}：")
    for leak in exported.leaks:
        print("　　" + "　".join(documents.leaked(leak.what, leak.text, leak.file)))
    if exported.cropped:
        _show_under(f"{wording.phrase('crop_printed', count=len(exported.cropped))}：", exported.cropped)
    if exported.omissions:
        print(f"没有收入的有 {len(exported.omissions)} 件：")
    for omission in exported.omissions:
        print(f"　　{omission.what}：{omission.why}")


def _show_under(heading: str, rows: Sequence[str]) -> None:
    if rows:
        print(heading)
    for row in rows:
        print(f"　　{row}")


def show_cleared(files: int, said: str, *, as_json: bool) -> None:
    """Print what was cleared of an export that was broken off."""
    if as_json:
        print_json({"cleared": files})
        return
    print(said)


def show_demo(made: DemoMade, *, as_json: bool) -> None:
    """Print what the demo made and where."""
    if as_json:
        print_json(json_output.exported(made.exported) | {"workspace": str(made.workspace)})
        return
    sums = json_output.taken_totals(made.taken)
    print(f"迎检项目：{made.workspace}")
    print(f"收件 {sums['seen']} 个文件，已归项 {sums['filed']} 件，其余在待整理。")
    states = totals(made.gaps)
    print(f"评价内容 {states.items} 项：齐全 {states.complete}，不齐 {states.partial}，缺 {states.missing}。")
    for document in made.exported.documents:
        print(f"{wording.EDITIONS[document.edition]}：{document.path}（{document.pages} 页）")
    print(f"电子版资料：{made.exported.package}")
    print("示例用的是演示版（非官方）评价细则，不得用于申报。")


def show_verified(found: Verified, *, as_json: bool) -> None:
    """Print whether a package is as its manifest says."""
    if as_json:
        print_json(json_output.verified(found))
        return
    for fault in found.faults:
        print(packing.fault(fault.code, fault.path))
    print(packing.verified(found.count, len(found.faults)))
    if found.beside:
        print(packing.beside(found.beside))
