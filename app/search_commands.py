"""The command that finds papers by what is known of them and what they say."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from app.output import print_json
from evidence.errors import RequestError
from evidence.filing import find_criterion, find_unit, meant_unit, offices
from evidence.intake import typed
from evidence.model import BatchId
from evidence.queries import Found, Hit, Marked, Query, Whereabouts, words_of
from evidence.receiving import find_batch
from evidence.snapshot import Snapshot
from evidence.wording import searching as words
from evidence.workspace import Workspace

Json = dict[str, Any]
_STATES = {word: state for state, word in words.WHEREABOUTS.items()}

NAMES = ("search",)


def carry_out(options: Namespace, opened: Callable[[Namespace], Workspace]) -> int:
    """Find papers and list the best."""
    text = typed.plain(" ".join(options.query))
    with opened(options) as workspace:
        snapshot = workspace.snapshot()
        query = _query(text, options, workspace, snapshot)
        if query.asks_nothing:
            raise RequestError("search_empty")
        result = workspace.searching.find(query, snapshot, most=options.limit)
    if options.json:
        print_json({"query": text, "count": result.count, "hits": [_hit_json(hit, snapshot) for hit in result.hits]})
    else:
        _show(result, snapshot)
    return 0


def _query(text: str, options: Namespace, workspace: Workspace, snapshot: Snapshot) -> Query:
    wanted, unwanted = words_of(text)
    return Query(
        wanted,
        unwanted,
        unit=_unit(snapshot, options.unit),
        year=None if options.year is None else typed.year(options.year),
        kind=None if options.kind is None else typed.kind(options.kind),
        item=None if options.item is None else find_criterion(snapshot, typed.plain(options.item)).id,
        whereabouts=None if options.state is None else _STATES[options.state],
        batch=None if options.batch is None else _batch(workspace, options.batch),
    )


def _unit(snapshot: Snapshot, name: str | None) -> str | None:
    if name is None:
        return None
    named, borne = meant_unit(snapshot, typed.plain(name)), offices(snapshot)
    return borne.get(named) or find_unit(borne.values(), named, "search_unit_unknown")


def _batch(workspace: Workspace, name: str) -> BatchId:
    return find_batch(workspace.receiving.batches(), typed.plain(name)).id


def _show(result: Found, snapshot: Snapshot) -> None:
    print(words.found(result, len(result.hits)))
    for hit in result.hits:
        facts = hit.piece.facts
        year = f"{facts.year}年" if facts.year else None
        about = [facts.document_number, facts.unit or facts.issuer, year, words.place(hit.filings, snapshot)]
        print(f"{hit.piece.id[:8]}  {words.marked(hit.title)}")
        print(f"　　{'　'.join(filter(None, about))}")
        if hit.snippet:
            print(f"　　{words.marked(hit.snippet)}")


def _hit_json(hit: Hit, snapshot: Snapshot) -> Json:
    facts = hit.piece.facts
    return {
        "id": hit.piece.id,
        "title": _marked_json(hit.title),
        "document_number": facts.document_number,
        "issuer": facts.issuer,
        "issued_on": facts.issued_on and facts.issued_on.isoformat(),
        "unit": facts.unit,
        "year": facts.year,
        "kind": facts.kind,
        "state": Whereabouts.FILED if hit.filings else Whereabouts.TRAY,
        "filed_under": list(dict.fromkeys(snapshot.by_id[filing.criterion].code for filing in hit.filings)),
        "snippet": hit.snippet and _marked_json(hit.snippet),
    }


def _marked_json(marked: Marked) -> Json:
    return {"text": marked.text, "marks": [list(mark) for mark in marked.marks]}
