"""The words that a paper and an item have in common, to show to a clerk."""

from __future__ import annotations

import re
from collections.abc import Container

_RUN = 4  # characters that both have in a row
_LONGEST = 14
_HAN_RUN = re.compile(r"[一-鿿]{4,}")
# Runs of office style, or of the whole scheme's subject, that prove nothing.
_SAYS_NOTHING = re.compile(r"^(?:的|和|及|等|各|工作|情况|开展|落实|县级|乡镇)|(?:的|和|及|等|各)$")


def grams(text: str) -> frozenset[str]:
    """Return all runs of four Chinese characters."""
    return frozenset([run[i : i + _RUN] for run in _HAN_RUN.findall(text) for i in range(len(run) - _RUN + 1)])


def common_phrase(text: str, of_paper: str, pairs: Container[str], common: frozenset[str]) -> str | None:
    """Return the longest run of characters in `text` whose fours the paper has too, not all of them `common` ones.

    `pairs` are those of neighbouring characters of the paper's text: what has others need not be looked for there.
    """
    best = ""
    for run in _HAN_RUN.findall(text):
        start = 0
        while start + _RUN <= len(run):
            end = start + _RUN
            if run[start : start + 2] not in pairs or run[start:end] not in of_paper:
                start += 1
                continue
            while end < len(run) and run[end - _RUN + 1 : end + 1] in of_paper:
                end += 1
            phrase = _SAYS_NOTHING.sub("", run[start:end])
            fours = [phrase[i : i + _RUN] for i in range(len(phrase) - _RUN + 1)]
            if len(phrase) > len(best) and any(four not in common for four in fours):
                best = phrase
            start = end
    return best[:_LONGEST] or None
