"""网上申报: what a web site takes, of each file and of all, and what files are called there."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from evidence.errors import RequestError
from evidence.names import safe_name

FIELDS = ("序号", "编号", "件号", "题名", "文号", "日期")
TITLE = "题名"
# A web site that says MB may count 1,000,000 or 1,048,576 bytes: what passes by the smaller passes by either.
MB = 1_000_000
SHORTEST, LONGEST = 20, 80  # characters of a name with its ending: Linux takes 85 Chinese ones
MOST_MB = 100_000.0

_FIELD = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")
_EMPTY = re.compile(r"(?<=[-_—])[-_—]+|^[-_—\s]+|[-_—\s]+$")  # what a field without a value leaves
_ENDING = re.compile(r"[a-z0-9]{1,8}")
_BETWEEN = re.compile(r"[\s,，、;；/|]+")


class Bundle(StrEnum):
    """What makes one file."""

    PIECE = "piece"  # 每件一个
    ITEM = "item"  # 每项评价内容一个, its papers one after the other as PDF


class DeclareRule(Struct, frozen=True):
    """What a web site takes; nobody knows of a limit until a clerk writes it down."""

    file_mb: float | None = None  # of a file; None: not limited
    total_mb: float | None = None  # of all together
    endings: tuple[str, ...] = ()  # that are taken, lower case, without their dot; empty: any
    pattern: str = "{编号}-{件号}_{题名}"  # of names, without the ending
    longest: int = 60  # characters of a name with its ending
    bundle: Bundle = Bundle.PIECE

    @property
    def file_bytes(self) -> int | None:
        """How large a file may be."""
        return None if self.file_mb is None else int(self.file_mb * MB)

    @property
    def total_bytes(self) -> int | None:
        """How large all may be together."""
        return None if self.total_mb is None else int(self.total_mb * MB)

    def takes(self, ending: str) -> bool:
        """Tell whether files of an ending (with or without its dot) are taken."""
        return not self.endings or ending.lower().removeprefix(".") in self.endings


USUAL_RULE = DeclareRule()


def endings_of(text: str) -> tuple[str, ...]:
    """Return endings as people write them (`PDF、.jpg`); raise `RequestError` for what is none."""
    found = dict.fromkeys(word.lower().lstrip(".*") for word in _BETWEEN.split(text.strip()) if word)
    for ending in found:
        if not _ENDING.fullmatch(ending):
            raise RequestError("declare_ending", ending=ending)
    return tuple(found)


def check_rule(rule: DeclareRule) -> None:
    """Raise `RequestError` for a rule by which no file could be made or named."""
    for limit in (rule.file_mb, rule.total_mb):
        if limit is not None and not 0 < limit <= MOST_MB:
            raise RequestError("declare_limit")
    if not SHORTEST <= rule.longest <= LONGEST:
        raise RequestError("declare_longest", least=SHORTEST, most=LONGEST)
    used = _FIELD.findall(rule.pattern)
    unknown = [field for field in used if field.strip() not in FIELDS]
    if unknown or not used:
        raise RequestError("declare_pattern", pattern=rule.pattern, fields="".join(f"{{{name}}}" for name in FIELDS))


def file_name(rule: DeclareRule, values: Mapping[str, str], ending: str) -> str:
    """Return a name that every system takes, with its ending; the title is what is cut where it would be too long."""
    ending = safe_name(ending, 8) if ending else ""
    room = rule.longest - len(ending)
    title = safe_name(values.get(TITLE, ""), LONGEST) if values.get(TITLE) else ""
    stem = _stem(rule.pattern, values, title)
    while len(stem) > room and len(title) > 1:
        title = title[: -max(1, len(stem) - room)]
        stem = _stem(rule.pattern, values, title)
    return safe_name(stem, room) + ending


def ending_of(name: str) -> str:
    """Return the ending of a file's name with its dot, in lower case; empty where it has none."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 — a name, not a path: it may hold slashes
    return ending if _ENDING.fullmatch(ending[1:]) else ""


def _stem(pattern: str, values: Mapping[str, str], title: str) -> str:
    known = {**values, TITLE: title}
    filled = _FIELD.sub(lambda found: known.get(found[1].strip(), ""), pattern)
    return safe_name(_EMPTY.sub("", filled), 200) if _EMPTY.sub("", filled) else safe_name("")
