"""Item codes that people write before file and folder names (11-39, 11-39-003, 11.39), told from dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from evidence.model import Criterion, CriterionId

# Numbers and dashes at the very beginning of a name, up to what parts them from the rest.
_LEADING = re.compile(
    r"[(\[【]?\s*((?:[A-Za-z]{0,2}\d+|[一二三四五六七八九十]+)(?:\s*[-._–—]\s*\d+){1,6})"
    r"(?=(?P<apart>[)\]】\s_、:.-]|$)|[\u4e00-\u9fff(《])"
)
_SEPARATOR = re.compile(r"[\s._–—-]+")
_DAY = re.compile(r"(?:0?[1-9]|1[0-2])\s*([-._–—])\s*(?:0?[1-9]|[12]\d|3[01])")
_YEAR_AND_MONTH = re.compile(r"(?:19|20)\d{2}[-._](?:0?[1-9]|1[0-2])(?:[-._]\d{1,2})?")
_DATE_WORD = re.compile(r"\s*[)\]】]?\s*[年月日号时点](?!常|志)")
_MOST_RUNNING_PARTS = 2  # 11-39-003-1


class Codes:
    """The codes of a scheme's items, compared by their parts: 1.1 is no beginning of 1.10."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        """Know the codes of these criteria."""
        self._by_parts = {parts_of(criterion.code): criterion for criterion in criteria}

    def leading(self, name: str) -> tuple[CriterionId, str] | None:
        """Return the item whose code begins a file or folder name, with the code as written there.

        A running number may follow the code. A single number is no code: folders are counted with those. What could
        be a day (11-20, 8.12) must be written as the scheme writes it and stand apart from what follows.
        """
        name = unicodedata.normalize("NFKC", name).strip()
        match = _LEADING.match(name)
        if match is None or _DATE_WORD.match(name, match.end()):
            return None
        written = match.group(1)
        if _YEAR_AND_MONTH.fullmatch(written):
            return None
        parts = parts_of(written)
        for length in range(len(parts), 1, -1):
            found = self._by_parts.get(parts[:length])
            if found is None or len(parts) - length > _MOST_RUNNING_PARTS:
                continue
            day = _DAY.fullmatch(written)
            if day and (match.group("apart") is None or day.group(1) not in found.code):
                return None
            return found.id, written
        return None


def parts_of(code: str) -> tuple[str, ...]:
    """Return a code's parts, numbers without leading zeros, letters as capitals."""
    folded = unicodedata.normalize("NFKC", code).strip().upper()
    return tuple(part.lstrip("0") or "0" if part.isdecimal() else part for part in _SEPARATOR.split(folded) if part)
