"""查阅登记, as it is read."""

from __future__ import annotations

from datetime import datetime

from evidence.store.source import Source, ask
from evidence.visits import Request, RequestId, Wish

_STATEMENT = 'SELECT id, "at", wish, code, item, paper, said, examiner, who FROM visit_request ORDER BY "at", rowid'


def read_requests(source: Source) -> tuple[Request, ...]:
    """Return all wishes that stand, the first one first."""
    return tuple(
        Request(RequestId(key), datetime.fromisoformat(at), Wish(wish), *told)
        for key, at, wish, *told in ask(source, _STATEMENT)
    )
