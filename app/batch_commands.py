"""The commands for arrivals, receipts and newer versions."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from app import given, json_output, layout_commands
from app.output import print_json, show_taken
from app.program import now, version
from app.scan_commands import read_arrival, tell_waiting
from app.terminal import TerminalProgress
from evidence import wording
from evidence.deliveries import UNKNOWN_DELIVERY, Batch, BatchFile, BatchView, Delivery, Former, Replacement, counted
from evidence.errors import RequestError
from evidence.export import phrases
from evidence.export.receipt import write_receipt
from evidence.export.receipt_phrases import counts, outcome, received, shown_name
from evidence.filing import find_piece, find_unit, meant_unit
from evidence.intake import typed
from evidence.model import Piece
from evidence.receiving import find_batch
from evidence.snapshot import Snapshot
from evidence.wording import receiving as words
from evidence.wording.titles import in_marks
from evidence.workspace import Accept, Workspace

Json = dict[str, Any]
_LOOK_EVERY_S = 2.0
NAMES = ("add", "batches", "batch", "receipt", "replace", "keep", "history", "watch")
_WRITING = frozenset({"add", "batch", "replace", "keep", "watch"})


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    work = {
        "add": _add,
        "batches": _batches,
        "batch": _batch,
        "receipt": _receipt,
        "replace": _replace,
        "keep": _keep,
        "history": _history,
        "watch": _watch,
    }[options.command]
    write = options.command in _WRITING and not getattr(options, "plan", False)
    with opened(options, write=write) as workspace:
        work(workspace, options)
    return 0


def delivery(options: Namespace, snapshot: Snapshot, known: Delivery = UNKNOWN_DELIVERY) -> Delivery:
    """Return who brought a batch and how, what was given in the place of what is known; an empty text is unknown."""
    for option in ("unit", "sender", "channel", "note"):
        text = getattr(options, option)
        if text is not None:
            known = replace(known, **{option: typed.plain(text) or None})
    if options.unit and known.unit:
        known = replace(known, unit=unit_named(snapshot, known.unit))
    if options.received is not None:
        known = replace(known, received_on=typed.day(options.received, now().date(), "收件日期"))
    return known


def unit_named(snapshot: Snapshot, name: str) -> str:
    """Return the unit that a name means, of the project or else of its scheme, or the name where there is none."""
    try:
        return find_unit([unit.name for unit in snapshot.project.units], name)
    except RequestError:
        return meant_unit(snapshot, name)


def _add(workspace: Workspace, options: Namespace) -> None:
    start_s = time.monotonic()
    paths, brought = [Path(path) for path in options.paths], delivery(options, workspace.snapshot())
    taken = workspace.add(paths, Accept(options.accept), TerminalProgress(), brought)
    if not options.no_wait:
        taken = read_arrival(workspace, taken, Accept(options.accept), TerminalProgress())
    show_taken(taken, workspace.snapshot(), time.monotonic() - start_s, as_json=options.json)
    if not options.json and taken.batch is not None:
        _show_resend(workspace.receiving.view(taken.batch), workspace.snapshot())
    if options.no_wait and not options.json:
        tell_waiting(workspace)


def _watch(workspace: Workspace, options: Namespace) -> None:
    if options.off:
        workspace.watching.choose(None)
        return
    if options.folder is not None:
        workspace.watching.choose(Path(options.folder))
    watch = workspace.watching.watch()
    if watch is None:
        raise RequestError("watch_none")
    try:
        while True:
            start_s = time.monotonic()
            files = watch.look()
            if files:
                taken = workspace.watching.take(files, TerminalProgress())
                watch.took(files)
                show_taken(taken, workspace.snapshot(), time.monotonic() - start_s, as_json=options.json)
            if options.once and not watch.waiting:
                return
            time.sleep(_LOOK_EVERY_S)
    except KeyboardInterrupt:
        return  # the way to stop


def _batches(workspace: Workspace, options: Namespace) -> None:
    snapshot, batches = workspace.snapshot(), workspace.receiving.batches()
    if options.batch is not None:
        view = workspace.receiving.view(find_batch(batches, typed.plain(options.batch)).id)
        _show(view, snapshot, as_json=options.json)
    elif options.json:
        print_json({"batches": [_batch_json(batch) for batch in batches]})
    else:
        for batch in batches:
            print(_line(batch))
        if not batches:
            print(wording.phrase("batches_none"))


def _batch(workspace: Workspace, options: Namespace) -> None:
    batch = find_batch(workspace.receiving.batches(), typed.plain(options.batch))
    told = delivery(options, workspace.snapshot(), batch.delivery)
    if told != batch.delivery or not options.replace:
        workspace.receiving.correct(batch.id, told)
    if options.replace:
        workspace.receiving.replace_versions(batch.id)
    _show(workspace.receiving.view(batch.id), workspace.snapshot(), as_json=options.json)


def _receipt(workspace: Workspace, options: Namespace) -> None:
    path, snapshot = Path(options.out), replace(workspace.snapshot(), at=now())
    batch = find_batch(workspace.receiving.batches(), typed.plain(options.batch))
    with given.usable(path):
        workspace.check_outside(path)
        template = layout_commands.template(workspace.path, snapshot.project)
        write_receipt(path, workspace.receiving.view(batch.id), snapshot, template, version())
    if options.json:
        print_json({"path": str(path), "batch": batch.name, "files": batch.count, "usable": batch.usable})
    else:
        print(wording.phrase("receipt_saved", path=str(path)))


def _replace(workspace: Workspace, options: Namespace) -> None:
    snapshot, why = workspace.snapshot(), typed.plain(options.why or "") or None
    old = find_piece(snapshot, typed.plain(options.piece))
    path = Path(options.newer)
    with given.usable(path):
        by_file = path.exists()
    if by_file and not options.plan:
        _, change = workspace.receiving.replace_with_file(old.id, path, why, TerminalProgress())
    else:
        new = find_piece(snapshot, typed.plain(options.newer))
        change = workspace.receiving.plan_replacement(old.id, new.id)
        if not options.plan:
            workspace.receiving.replace(old.id, new.id, why)
    _show_replacement(change, workspace.snapshot(), options)


def _keep(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    piece = find_piece(snapshot, typed.plain(options.piece))
    files = [file for batch in workspace.receiving.batches() for file in batch.files if file.piece == piece.id]
    proposed = [file for file in files if file.proposed]
    if not proposed:
        raise RequestError("not_proposed")
    workspace.receiving.keep_both(proposed[-1].id)
    if options.json:
        print_json({"id": piece.id, "kept_beside": proposed[-1].earlier})
    else:
        print(wording.phrase("kept_both", title=in_marks(phrases.title_of(piece, snapshot))))


def _history(workspace: Workspace, options: Namespace) -> None:
    piece = find_piece(workspace.snapshot(), typed.plain(options.piece))
    formers = workspace.receiving.former(piece.id)
    if options.json:
        print_json({"id": piece.id, "former": [_former_json(former) for former in formers]})
        return
    for former in formers:
        print(words.former(former))
    if not formers:
        print(wording.phrase("former_none"))


def _show(view: BatchView, snapshot: Snapshot, *, as_json: bool) -> None:
    batch = view.batch
    if as_json:
        files = [_file_json(file) for file in batch.files]
        print_json({**_batch_json(batch), "files": files, "left_out": [_left_json(piece) for piece in view.left_out]})
        return
    print(_line(batch))
    print(received(batch))
    if batch.delivery.note:
        print(wording.phrase("receipt_note", note=batch.delivery.note))
    for file in batch.files:
        print(f"{(file.piece or '')[:8]:8}  {shown_name(file)}  {outcome(file, snapshot)}")
        if file.proposed and file.earlier:
            print(f"　　旧件编号 {file.earlier[:8]}")
        if file.message and not file.usable:
            print(f"　　{file.message}")
    for line in counts(view):
        print(line)
    _show_resend(view, snapshot)


def _show_resend(view: BatchView, snapshot: Snapshot) -> None:
    """Print what of a resend waits for a decision, and what was left out."""
    if undecided := sum(file.proposed for file in view.batch.files):
        print(wording.phrase("batch_undecided", count=undecided, batch=view.batch.name))
    if view.left_out:
        print(wording.phrase("batch_left_out", count=len(view.left_out)))
        for piece in view.left_out:
            print(f"　　{piece.id[:8]}  {phrases.title_of(piece, snapshot)}")


def _line(batch: Batch) -> str:
    delivery, unknown = batch.delivery, "不明"
    return wording.phrase(
        "batch_line",
        name=batch.name,
        day=batch.received_on.isoformat(),
        unit=delivery.unit or f"单位{unknown}",
        sender=delivery.sender or f"交件人{unknown}",
        channel=delivery.channel or f"渠道{unknown}",
        source=batch.source,
        count=batch.count,
        usable=batch.usable,
        unusable=batch.count - batch.usable,
    )


def _batch_json(batch: Batch) -> Json:
    return {
        "id": batch.id,
        "name": batch.name,
        "source": batch.source,
        "recorded_at": batch.arrived_at.isoformat(),
        "received_on": batch.received_on.isoformat(),
        "taken_in_by": batch.who,
        "unit": batch.delivery.unit,
        "sender": batch.delivery.sender,
        "channel": batch.delivery.channel,
        "note": batch.delivery.note,
        "count": batch.count,
        "usable": batch.usable,
        "unusable": batch.count - batch.usable,
        "matches": {match.value: count for match, count in counted(batch.files).items()},
    }


def _file_json(file: BatchFile) -> Json:
    return {
        "source": file.source,
        "state": json_output.arrival_state(file.state),
        "id": file.piece,
        "flags": sorted(file.flags),
        "match": file.match,
        "new_version_of": file.earlier if file.proposed else None,
        "replaced": file.replaced,
        "usable": file.usable,
        "message": file.message,
    }


def _left_json(piece: Piece) -> Json:
    return {"id": piece.id, "title": piece.facts.title, "document_number": piece.facts.document_number}


def _former_json(former: Former) -> Json:
    names, at = list(former.names), former.replaced_at.isoformat()
    return {"names": names, "replaced_at": at, "who": former.who, "why": former.why}


def _show_replacement(change: Replacement, snapshot: Snapshot, options: Namespace) -> None:
    changed = [(fact, before, after) for fact, before, after in change.changed]
    if options.json:
        told = [{"fact": fact.value, "before": before, "after": after} for fact, before, after in changed]
        print_json({"id": change.old, "replaced_by": change.new, "changed": told, "applied": not options.plan})
        return
    title = phrases.title_of(snapshot.piece_by_id[change.old], snapshot)
    print(wording.phrase("replace_planned" if options.plan else "replaced", title=in_marks(title)))
    for line in words.changed(change):
        print(f"　　{line}")
