"""The services of a workspace are made once, whichever thread asks for one first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from evidence.services import Services


def test_two_threads_that_ask_at_once_have_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan would be read by a service that knows nothing of what the other one recorded."""
    made: list[object] = []
    both, never = Barrier(2), Event()

    class Slow:
        def __init__(self, _: object) -> None:
            made.append(self)
            never.wait(0.05)  # long enough for the other to ask

    monkeypatch.setattr("evidence.recognising.Scans", Slow)
    services = Services()

    def ask(_: int) -> object:
        both.wait()
        return services.scans

    with ThreadPoolExecutor(2) as threads:
        asked = list(threads.map(ask, range(2)))
    assert asked == [*made, *made]
    assert services.scans is made[0]
