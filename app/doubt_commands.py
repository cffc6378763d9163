"""The commands for 疑点提示: listed, dismissed with a reason, taken up again."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from typing import Any

from app.output import print_json
from evidence import wording
from evidence.check.doubts.finding import in_order, items_of, open_doubts
from evidence.complaints import Doubt, DoubtKey
from evidence.doubting import doubts_of, find_key
from evidence.export import doubt_phrases
from evidence.filing import items_below
from evidence.intake import typed
from evidence.snapshot import Snapshot
from evidence.wording import doubts as words
from evidence.workspace import Workspace

Json = dict[str, Any]
NAMES = ("doubts", "dismiss")
_SHORT_KEY = 8


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    with opened(options, write=options.command != "doubts") as workspace:
        if options.command == "doubts":
            _doubts(workspace.snapshot(), options)
        else:
            _dismiss(workspace, options)
    return 0


def _doubts(snapshot: Snapshot, options: Namespace) -> None:
    asked = items_below(snapshot, [typed.plain(options.item)]) if options.item is not None else None
    every = doubts_of(snapshot)
    found = [one for one in every if asked is None or not asked.isdisjoint(items_of(one, snapshot))]
    still_open = open_doubts(found, snapshot)
    listed = in_order(found, snapshot) if options.all else still_open
    totals = {"open": len(still_open), "dismissed": len(found) - len(still_open)}
    if options.json:
        print_json({"doubts": [_json(one, snapshot) for one in listed], "totals": totals})
        return
    _show(listed, snapshot)
    print(wording.phrase("doubts_sums", **totals))
    if listed:
        print(wording.phrase("doubts_help"))


def _show(listed: Sequence[Doubt], snapshot: Snapshot) -> None:
    for complaint, some in groupby(listed, lambda one: one.complaint):
        group = list(some)
        print(wording.phrase("doubts_group", name=words.NAMES[complaint], count=len(group)))
        for one in group:
            print(
                f"　　{one.key[:_SHORT_KEY]}  {doubt_phrases.codes(one, snapshot)}  {doubt_phrases.said(one, snapshot)}"
            )
            if (dismissal := snapshot.dismissed.get(one.key)) is not None:
                print(f"　　　　{doubt_phrases.dismissed(dismissal)}")


def _json(one: Doubt, snapshot: Snapshot) -> Json:
    dismissal = snapshot.dismissed.get(one.key)
    items = [snapshot.by_id[item].code for item in items_of(one, snapshot) if item in snapshot.by_id]
    return {
        "key": one.key,
        "complaint": one.complaint.value,
        "sign": one.sign.value,
        "name": words.NAMES[one.complaint],
        "items": items,
        "pieces": list(one.pieces),
        "titles": doubt_phrases.titles(one, snapshot),
        "message": doubt_phrases.said(one, snapshot),
        "dismissed": dismissal
        and {"reason": dismissal.reason, "by": dismissal.who, "at": dismissal.at.isoformat(timespec="seconds")},
    }


def _dismiss(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    given = [typed.plain(key) for key in options.keys]
    if options.back:
        keys = _keys(snapshot.dismissed, given, "doubt_not_dismissed")
        workspace.doubting.take_up(keys)
    else:
        known = {one.key: one for one in doubts_of(snapshot)}
        keys = _keys(known, given)
        workspace.doubting.dismiss([known[key] for key in keys], typed.plain(options.reason))
    if options.json:
        print_json({"keys": keys})
    else:
        print(wording.phrase("taken_up_done" if options.back else "dismissed_done", count=len(keys)))


def _keys(known: Collection[DoubtKey], given: Sequence[str], unknown: str = "doubt_unknown") -> list[DoubtKey]:
    return list(dict.fromkeys(find_key(known, key, unknown) for key in given))
