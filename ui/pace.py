"""How fast work goes on and how long it still takes: told only once that is known."""

from __future__ import annotations

from collections import deque

_LOOK_BACK_S = 20.0  # a disk that has become slow is noticed within this
_AT_LEAST_S = 3.0  # before anything is said
_AT_LEAST_STEPS = 3


class Pace:
    """Of one step of a piece of work at a time: what the next step takes nobody knows."""

    def __init__(self) -> None:
        """Know nothing."""
        self._task = ""
        self._seen: deque[tuple[float, int]] = deque()
        self._total: int = 0

    def note(self, task: str, done: int, total: int, now_s: float) -> None:
        """Take note of how far it is at a moment, on a clock that never goes back."""
        if task != self._task or total != self._total or (self._seen and done < self._seen[-1][1]):
            self._task, self._total = task, total
            self._seen.clear()
        self._seen.append((now_s, done))
        while len(self._seen) > 2 and now_s - self._seen[0][0] > _LOOK_BACK_S:
            self._seen.popleft()

    def steps_a_second(self) -> float | None:
        """Return how fast it goes; None if that is not known yet."""
        if len(self._seen) < 2:
            return None
        (first_s, first), (last_s, last) = self._seen[0], self._seen[-1]
        if last_s - first_s < _AT_LEAST_S or last - first < _AT_LEAST_STEPS:
            return None
        return (last - first) / (last_s - first_s)

    def left_s(self, now_s: float) -> float | None:
        """Return how long this step still takes; None if that is not known."""
        speed = self.steps_a_second()
        if speed is None or not self._total:
            return None
        last_s, done = self._seen[-1]
        if now_s - last_s > _LOOK_BACK_S:  # nothing has come for long: it may hang
            return None
        return max(0.0, (self._total - done) / speed - (now_s - last_s))


def in_words(seconds: float) -> str:
    """Return a span as rough as it is known."""
    if seconds < 10:
        return "不到 10 秒"
    if seconds < 60:
        return f"约 {round(seconds / 10) * 10} 秒"
    if seconds < 5400:
        return f"约 {round(seconds / 60)} 分钟"
    return f"约 {seconds / 3600:.1f} 小时"
