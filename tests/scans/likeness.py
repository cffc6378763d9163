"""How much of a text was read right."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """Return a text without blanks and without what no reader minds: width of letters, kinds of quotes and dashes."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[“”\"'‘’]", "'", re.sub(r"[—–‐−一]", "-", text))
    return re.sub(r"\s+", "", text)


def right(read: str, truth: str) -> float:
    """Return the share of the letters of `truth` that were read right: 1 less the edits a letter."""
    said, wanted = folded(read), folded(truth)
    return 1 - _edits(said, wanted) / max(1, len(wanted))


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        before, row[0] = row[0], at
        for there, wanted in enumerate(other, 1):
            before, row[there] = row[there], min(row[there] + 1, row[there - 1] + 1, before + (char != wanted))
    return row[-1]
