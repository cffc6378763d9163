"""What commands print: one JSON document, or plain Chinese for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.demo import DemoMade
from evidence import wording
from evidence.check.gaps import ItemGaps, Requirement
from evidence.check.score import GateReason, score, totals
from evidence.export.dossier import Exported
from evidence.export.package import Fault
from evidence.intake.take_in import Taken
from evidence.model import ArrivalState, Criterion, Facts, Piece, Project, SchemeReading, Slot, Snapshot, State
from evidence.workspace import TakenIn

Json = dict[str, Any]
_SHORT_ID = 8
_MOST_ROWS = 12


def _print_json(value: Json) -> None:
    data = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def show_scheme(reading: SchemeReading, *, as_json: bool) -> None:
    """Print a criteria table as read."""
    if as_json:
        _print_json(_scheme(reading))
        return
    facts = reading.facts
    print(f"{facts.title}" + (f"（{facts.edition}）" if facts.edition else ""))
    parents = {item.parent for item in reading.items}
    leaves = [item for item in reading.items if item.id not in parents]
    points = "没有分值" if facts.total_points is None else f"{facts.total_points:g} 分（不含加分）"
    slots = sum(len(item.required) for item in leaves)
    print(f"评价内容 {len(leaves)} 项，{points}，应备材料 {slots} 项。")
    depth = {item.id: 0 for item in reading.items}
    for item in reading.items:
        depth[item.id] = depth[item.parent] + 1 if item.parent else 0
        marks = "★" * item.key + "（否决）" * item.veto + "（加分）" * item.bonus
        worth = "" if item.points is None else f"  {item.points:g} 分"
        print(f"{'　' * depth[item.id]}{item.code} {item.title or item.text or ''}{marks}{worth}")
    for notice in reading.warnings:
        print(f"请核对：{notice.where}  {wording.notice(notice)}")


def _scheme(reading: SchemeReading) -> Json:
    codes = {item.id: item.code for item in reading.items}
    return {
        "title": reading.facts.title,
        "edition": reading.facts.edition,
        "document_number": reading.facts.document_number,
        "total_points": reading.facts.total_points,
        "items": [_criterion(item, codes[item.parent] if item.parent else None) for item in reading.items],
        "warnings": [
            {"code": notice.code, "where": notice.where, "message": wording.notice(notice)}
            for notice in reading.warnings
        ],
    }


def _criterion(item: Criterion, parent: str | None) -> Json:
    return {
        "code": item.code,
        "parent": parent,
        "title": item.title,
        "text": item.text,
        "points": item.points,
        "rule": item.rule,
        "method": item.method,
        "lead_unit": item.lead_unit,
        "support_units": list(item.support_units),
        "key": item.key,
        "veto": item.veto,
        "bonus": item.bonus,
        "required": [_slot(slot) for slot in item.required],
    }


def _slot(slot: Slot) -> Json:
    return {
        "name": slot.name,
        "kind": slot.kind,
        "stage": slot.stage,
        "years": slot.years,
        "count": slot.count,
        "must": list(slot.must),
        "scope": slot.scope,
    }


def show_new(path: Path, project: Project, reading: SchemeReading, *, as_json: bool) -> None:
    """Print what project was made."""
    if as_json:
        _print_json({"workspace": str(path), "items": len(reading.items), "townships": list(project.townships)})
        return
    print(f"已建立迎检项目：{path}")
    print(f"评价细则：{reading.facts.title}；资料年度 {project.first_year}—{project.base_year} 年")
    if project.townships:
        print(f"乡镇（街道）{len(project.townships)} 个")
    else:
        print("没有乡镇名单：要求各乡镇报送的材料会一直显示为缺。建项目时用 --townships 给出名单。")
    for notice in reading.warnings:
        print(f"请核对：{notice.where}  {wording.notice(notice)}")


def show_taken(taken: TakenIn, snapshot: Snapshot, seconds: float, *, as_json: bool) -> None:
    """Print what became of each file that arrived."""
    if as_json:
        _print_json(
            {
                "files": [_taken(file, taken, snapshot) for file in taken.files],
                "totals": _taken_totals(taken) | {"seconds": round(seconds, 3)},
            }
        )
        return
    for file in taken.files:
        title = file.made.piece.facts.title if file.made else None
        print(f"{wording.ARRIVALS[file.state]}  {(file.piece or '')[:_SHORT_ID]:{_SHORT_ID}}  {file.source}")
        if title:
            print(f"　　题名：{title}")
        if file.made and (criterion := taken.filed.get(file.made.piece.id)):
            print(f"　　已归项：{snapshot.by_id[criterion].code}（{file.suggestions[0].why}）")
        elif file.suggestions:
            best = file.suggestions[0]
            print(f"　　建议归项：{snapshot.by_id[best.criterion].code}（{best.why}）")
        if file.message:
            print(f"　　{file.message}")
    sums = _taken_totals(taken)
    print(
        f"共 {sums['seen']} 个文件：新收 {sums['new']}，重复件 {sums['duplicate']}，不收 {sums['junk']}，"
        f"拒收 {sums['refused']}，读不出 {sums['unreadable']}；已归项 {sums['filed']} 件，"
        f"待整理 {sums['new'] + sums['unreadable'] - sums['filed']} 件。"
    )


def _taken_totals(taken: TakenIn) -> dict[str, int | float]:
    counts = {state: sum(file.state is state for file in taken.files) for state in ArrivalState}
    return {
        "seen": len(taken.files),
        "new": counts[ArrivalState.NEW],
        "duplicate": counts[ArrivalState.DUPLICATE],
        "junk": counts[ArrivalState.JUNK],
        "refused": counts[ArrivalState.REFUSED],
        "unreadable": counts[ArrivalState.UNREADABLE],
        "filed": len(taken.filed),
    }


def _taken(file: Taken, taken: TakenIn, snapshot: Snapshot) -> Json:
    piece = file.made.piece if file.made else None
    original = file.made.original if file.made else None
    duplicate = file.state is ArrivalState.DUPLICATE
    filed = taken.filed.get(piece.id) if piece else None
    return {
        "source": str(file.source),
        "state": file.state,
        "id": file.piece,
        "sha256": file.sha256,
        "media_type": original.media_type if original else None,
        **_facts(piece.facts if piece else Facts()),
        "pages": original.pages if original else None,
        "scanned": original.scanned if original else None,
        "flags": sorted(file.flags),
        "duplicate_of": (str(file.duplicate_of) if file.duplicate_of else file.piece) if duplicate else None,
        "near_duplicate_of": None,
        "suggestions": [
            {"code": snapshot.by_id[s.criterion].code, "confidence": round(s.confidence, 4), "why": s.why}
            for s in file.suggestions
        ],
        "filed_under": [snapshot.by_id[filed].code] if filed else [],
        "message": file.message,
    }


def _facts(facts: Facts) -> Json:
    return {
        "title": facts.title,
        "document_number": facts.document_number,
        "issuer": facts.issuer,
        "issued_on": facts.issued_on.isoformat() if facts.issued_on else None,
        "year": facts.year,
        "kind": facts.kind,
        "stage": facts.stage,
    }


def show_piece(piece: Piece, snapshot: Snapshot, *, as_json: bool) -> None:
    """Print what is known of a piece and where it is filed."""
    places: list[tuple[str, str | None]] = []
    for filing in snapshot.filings:
        if filing.piece == piece.id:
            criterion = snapshot.by_id[filing.criterion]
            slot = next((slot.name for slot in criterion.required if slot.id == filing.slot), None)
            places.append((criterion.code, slot))
    if as_json:
        filed = [{"code": code, "slot": slot} for code, slot in places]
        flags = sorted(piece.flags)
        _print_json(
            {"id": piece.id, **_facts(piece.facts), "unit": piece.facts.unit, "flags": flags, "filed_under": filed}
        )
        return
    facts = piece.facts
    for label, value in (
        ("题名", facts.title),
        ("文号", facts.document_number),
        ("责任者", facts.issuer),
        ("成文日期", facts.issued_on),
        ("年度", facts.year),
        ("种类", facts.kind),
        ("环节", facts.stage),
        ("报送单位", facts.unit),
        ("标记", "、".join(wording.FLAGS[flag] for flag in sorted(piece.flags)) or "无"),
    ):
        print(f"{label}：{value if value is not None else '不明'}")
    for code, slot in places:
        print(f"已归项：{code}" + (f"（{slot}）" if slot else "（没有对应的应备材料）"))
    if not places:
        print("还在待整理")


def show_gaps(
    items: Sequence[ItemGaps], reasons: Sequence[GateReason], unit: str | None, *, gate_asked: bool, as_json: bool
) -> None:
    """Print what is missing, of all units or of one."""
    if as_json:
        _print_json(_gaps(items, reasons, unit))
        return
    for item in items:
        rows = [row for row in item.required if row.state is not State.COMPLETE and unit in (None, row.unit)]
        if rows:
            print(f"{item.criterion.code}  {wording.STATES[item.state]}")
        for row in rows[:_MOST_ROWS]:
            print(
                f"　　{row.slot.name}  {row.year or '不限'}  {row.unit or wording.SCOPES[row.slot.scope]}"
                f"  应有 {row.needed}，现有 {len(row.have)}"
            )
            for defect in row.defects:
                print(f"　　　　《{defect.piece.facts.title or '（无题名）'}》{wording.DEFECTS[defect.code]}")
        if len(rows) > _MOST_ROWS:
            print(f"　　……另有 {len(rows) - _MOST_ROWS} 行，用 --out 另存后查看")
    sums, points = totals(items), score(items)
    print(
        f"评价内容 {sums.items} 项：齐全 {sums.complete}，不齐 {sums.partial}，缺 {sums.missing}；"
        f"应备件到位率 {sums.percent:g}%。预计影响 {points.lost:g} 分（满分 {points.total:g}，不含加分）。"
    )
    if gate_asked:
        print("送审前检查：" + ("通过。" if not reasons else "未通过。"))
        for reason in reasons:
            print(f"　　{_reason(reason, most=8)}")


def _gaps(items: Sequence[ItemGaps], reasons: Sequence[GateReason], unit: str | None) -> Json:
    sums, points = totals(items), score(items)
    return {
        "items": [
            {
                "code": item.criterion.code,
                "state": item.state,
                "required": [_requirement(row) for row in item.required if unit in (None, row.unit)],
            }
            for item in items
        ],
        "totals": {
            "items": sums.items,
            "complete": sums.complete,
            "partial": sums.partial,
            "missing": sums.missing,
            "not_applicable": sums.not_applicable,
            "percent": sums.percent,
        },
        "score": {"points": points.points, "lost": points.lost, "total": points.total, "veto": list(points.veto)},
        "gate": {
            "ready": not reasons,
            "reasons": [{"code": r.code, "message": _reason(r, most=len(r.codes))} for r in reasons],
        },
    }


def _requirement(row: Requirement) -> Json:
    return {
        "name": row.slot.name,
        "year": row.year,
        "unit": row.unit,
        "needed": row.needed,
        "have": len(row.have),
        "state": row.state,
        "defects": [
            {"code": d.code, "id": d.piece.id, "title": d.piece.facts.title, "message": wording.DEFECTS[d.code]}
            for d in row.defects
        ],
    }


def _reason(reason: GateReason, most: int) -> str:
    codes = "、".join(reason.codes[:most]) + ("等" if len(reason.codes) > most else "")
    return wording.phrase(reason.code, count=reason.count, codes=codes)


def show_exported(exported: Exported, seconds: float, *, as_json: bool) -> None:
    """Print what an export made."""
    if as_json:
        _print_json(exported_json(exported) | {"seconds": round(seconds, 3)})
        return
    for document in exported.documents:
        print(f"{wording.EDITIONS[document.edition]}：{document.path}（{document.pages} 页）")
    print(f"电子版资料：{exported.package}")
    print(f"送审版收入佐证材料 {exported.pieces} 件，图片 {exported.pictures} 页。")
    if exported.kept is not None:
        print(f"上次导出后改动过的文件已另存到：{exported.kept}")
    if exported.omissions:
        print(f"没有收入的有 {len(exported.omissions)} 件：")
    for omission in exported.omissions:
        print(f"　　{omission.what}：{omission.why}")


def show_demo(made: DemoMade, *, as_json: bool) -> None:
    """Print what the demo made and where."""
    if as_json:
        _print_json(exported_json(made.exported) | {"workspace": str(made.workspace)})
        return
    sums = _taken_totals(made.taken)
    print(f"迎检项目：{made.workspace}")
    print(f"收件 {sums['seen']} 个文件，已归项 {sums['filed']} 件，其余在待整理。")
    states = totals(made.gaps)
    print(f"评价内容 {states.items} 项：齐全 {states.complete}，不齐 {states.partial}，缺 {states.missing}。")
    for document in made.exported.documents:
        print(f"{wording.EDITIONS[document.edition]}：{document.path}（{document.pages} 页）")
    print(f"电子版资料：{made.exported.package}")
    print("示例用的是演示版（非官方）评价细则，不得用于申报。")


def exported_json(exported: Exported) -> Json:
    """Return an export as the command line's contract has it, without its seconds."""
    return {
        "documents": [
            {
                "path": str(document.path),
                "kind": document.kind,
                "edition": document.edition,
                "pages": document.pages,
                "entries": document.entries,
                "bytes": document.size_bytes,
            }
            for document in exported.documents
        ],
        "package": str(exported.package),
        "omissions": [{"what": omission.what, "why": omission.why} for omission in exported.omissions],
        "pieces": exported.pieces,
        "pictures": exported.pictures,
    }


def show_verified(count: int, faults: Sequence[Fault], *, as_json: bool) -> None:
    """Print whether a package is as its manifest says."""
    if as_json:
        found = [{"code": f.code, "path": f.path, "message": wording.phrase(f.code, path=f.path)} for f in faults]
        _print_json({"files": count, "ok": not faults, "faults": found})
        return
    for fault in faults:
        print(wording.phrase(fault.code, path=fault.path))
    print(f"核对 {count} 个文件，" + ("全部一致。" if not faults else f"有 {len(faults)} 处不一致。"))
