"""The commands for files that bear a 密级 mark: isolated, recorded, worked off."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from app import given
from app.output import print_json
from evidence import wording
from evidence.discarding import in_bin
from evidence.export import phrases
from evidence.filing import find_piece_anywhere
from evidence.intake import typed
from evidence.isolated import Isolated
from evidence.model import PieceId
from evidence.secrecy import Isolation
from evidence.wording import secrecy as words
from evidence.workspace import Workspace

NAMES = ("isolate", "isolated")


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    if options.command == "isolate":
        with opened(options, write=not options.plan) as workspace:
            _isolate(workspace, options)
    else:
        with opened(options, write=bool(options.done) or options.purge) as workspace:
            _isolated(workspace, options)
    return 0


def _isolate(workspace: Workspace, options: Namespace) -> None:
    by, why = typed.plain(options.by or ""), typed.plain(options.why or "") or None
    path = Path(options.piece)
    with given.usable(path):
        is_file = path.is_file()
    if is_file and not options.plan:
        _show_done(workspace.secrecy.isolate_file(path, by, why), as_json=options.json)
        return
    binned = [one.piece for one in in_bin(workspace)]
    piece = find_piece_anywhere(workspace.snapshot(), binned, typed.plain(options.piece))
    if options.plan:
        _show_plan(workspace, piece, as_json=options.json)
    else:
        _show_done(workspace.secrecy.isolate(piece, by, why), as_json=options.json)


def _show_plan(workspace: Workspace, piece: PieceId, *, as_json: bool) -> None:
    going, snapshot = workspace.secrecy.plan(piece), workspace.snapshot()
    if as_json:
        told = {"files": going.names, "pieces": going.pieces, "thinned": going.thinned}
        binned = {"binned": going.binned, "binned_thinned": going.binned_thinned}
        print_json({**told, **binned, "findings": going.findings})
        return
    pieces = len(going.pieces) + len(going.binned)
    print(wording.phrase("isolating", files=len(going.names), pieces=pieces))
    for key in going.pieces:
        print(f"　　{key[:8]}  {phrases.title_of(snapshot.piece_by_id[key], snapshot)}")
    if going.binned:
        print(wording.phrase("isolating_binned", pieces=len(going.binned)))
        _show_titles(going.binned)
    if going.thinned:
        print(wording.phrase("isolating_thinned", pieces=len(going.thinned)))
        for key in going.thinned:
            print(f"　　{key[:8]}  {phrases.title_of(snapshot.piece_by_id[key], snapshot)}")
    if going.binned_thinned:
        print(wording.phrase("isolating_binned_thinned", pieces=len(going.binned_thinned)))
        _show_titles(going.binned_thinned)
    if going.findings:
        print(wording.phrase("isolating_findings", findings=going.findings))


def _show_titles(titles: Iterable[str]) -> None:
    for title in titles:
        print(f"　　{title}")


def _show_done(done: Isolation, *, as_json: bool) -> None:
    if as_json:
        print_json({"isolated": [_json(record) for record in done.records], "trouble": done.trouble})
        return
    labels = "、".join(words.label(record.number) for record in done.records)
    print(wording.phrase("isolated_done", labels=labels))
    if done.trouble is not None:
        print(wording.phrase("isolated_trouble", why=done.trouble))
    _show(done.records)


def _isolated(workspace: Workspace, options: Namespace) -> None:
    by = typed.plain(options.by or "")
    count, backup = 0, None
    if options.done:
        workspace.secrecy.clear([typed.plain(name) for name in options.done], by)
    if options.purge:
        count, backup = workspace.secrecy.purge(by, with_files=options.with_file)
    records = workspace.secrecy.records()
    if options.json:
        told = {"purged": count, "backup": str(backup) if backup else None} if options.purge else {}
        print_json({"isolated": [_json(record) for record in records], **told})
        return
    if options.purge:
        print(wording.phrase("purged", count=count, who=by))
    if backup is not None:
        print(wording.phrase("purged_backup", path=str(backup)))
    _show(records)


def _show(records: Iterable[Isolated]) -> None:
    for line in words.lines(records):
        print(line)


def _json(record: Isolated) -> dict[str, Any]:
    return {
        "number": record.number,
        "sha256": record.sha256,
        "size_bytes": record.size_bytes,
        "arrived_at": record.arrived_at and record.arrived_at.isoformat(),
        "isolated_at": record.isolated_at.isoformat(),
        "by": record.who,
        "why": record.why,
        "finished": record.finished,
        "open": record.open,
        "copies": [
            {
                "name": copy.name,
                "kind": copy.kind,
                "place": copy.place or None,
                "done_at": copy.done_at and copy.done_at.isoformat(),
                "by": copy.who,
            }
            for copy in record.copies
        ],
    }
