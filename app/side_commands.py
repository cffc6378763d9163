"""The commands for several schemes side by side: which there are, which is worked on, which items go together."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.output import print_json
from app.terminal import TerminalProgress
from evidence import wording
from evidence.counterparts import ProposedPair, proposed_pairs
from evidence.criteria import leaves_of
from evidence.errors import RequestError
from evidence.filing import find_counterparts, find_scheme
from evidence.intake import typed
from evidence.model import SchemeReading
from evidence.snapshot import Snapshot
from evidence.workspace import Workspace

Json = dict[str, Any]


def show_schemes(snapshot: Snapshot, *, as_json: bool) -> None:
    """List the project's schemes, the one worked on first."""
    schemes = [(snapshot.scheme, snapshot.items, True)]
    schemes += [(other.facts, leaves_of(other.criteria), False) for other in snapshot.others]
    if as_json:
        rows = [
            {"title": facts.title, "edition": facts.edition, "items": len(items), "worked_on": worked_on}
            for facts, items, worked_on in schemes
        ]
        print_json({"schemes": rows})
        return
    for facts, items, worked_on in schemes:
        edition = f"（{facts.edition}）" if facts.edition else ""
        said = wording.phrase("side_scheme", title=facts.title + edition, items=len(items))
        print(f"{'→' if worked_on else '　'} {said}")
    print(wording.phrase("side_which" if snapshot.others else "side_only_one"))


def add_scheme(workspace: Workspace, reading: SchemeReading, *, as_json: bool) -> None:
    """Put a further scheme beside those that are there."""
    workspace.schemes.add(reading, TerminalProgress())
    show_schemes(workspace.snapshot(), as_json=as_json)


def use(workspace: Workspace, options: Namespace) -> None:
    """Work on another scheme."""
    scheme = find_scheme(workspace.snapshot(), typed.plain(options.scheme))
    workspace.schemes.use(scheme, TerminalProgress())
    show_schemes(workspace.snapshot(), as_json=options.json)


def pair(workspace: Workspace, options: Namespace) -> None:
    """Let items of two schemes go together or no longer, or propose which would."""
    snapshot = workspace.snapshot()
    if not snapshot.others:
        raise RequestError("one_scheme_only")
    codes = [typed.plain(code) for code in options.codes]
    other = find_scheme(snapshot, typed.plain(options.scheme)) if options.scheme else None
    if other == snapshot.scheme_id:
        raise RequestError("not_counterparts")
    if options.propose:
        others = [one for one in snapshot.others if other in (None, one.id)]
        proposed = [found for one in others for found in proposed_pairs(snapshot, one)]
        if options.apply:
            workspace.schemes.pair([found.pair for found in proposed])
        _show_proposed(proposed, applied=options.apply, as_json=options.json)
        return
    if len(codes) == 2:
        two = find_counterparts(snapshot, codes[0], codes[1], other)
        workspace.schemes.pair([], [two]) if options.apart else workspace.schemes.pair([two])
    elif codes:
        raise RequestError("pair_of_two")
    _show_pairs(workspace.snapshot(), as_json=options.json)


def _show_pairs(snapshot: Snapshot, *, as_json: bool) -> None:
    elsewhere = {item.id: (item, other.facts.title) for other in snapshot.others for item in other.criteria}
    rows = [
        (item.code, elsewhere[there][0].code, elsewhere[there][1])
        for item in snapshot.items
        for there in snapshot.counterparts.get(item.id, ())
    ]
    if as_json:
        print_json({"pairs": [{"code": code, "other": other, "scheme": title} for code, other, title in rows]})
        return
    for code, other, title in rows:
        print(f"{code} ↔ {other}（{title}）")
    print(wording.phrase("side_pairs", count=len(rows)))


def _show_proposed(proposed: list[ProposedPair], *, applied: bool, as_json: bool) -> None:
    if as_json:
        rows: list[Json] = [
            {"code": one.here.code, "other": one.there.code, "confidence": round(one.confidence, 3)} for one in proposed
        ]
        print_json({"proposed": rows, "applied": applied})
        return
    for one in proposed:
        print(f"{one.here.code} ↔ {one.there.code}　{wording.phrase('side_sure', percent=round(one.confidence * 100))}")
        print(f"    {one.here.text or one.here.title}\n    {one.there.text or one.there.title}")
    print(wording.phrase("side_proposed_set" if applied else "side_proposed", count=len(proposed)))
