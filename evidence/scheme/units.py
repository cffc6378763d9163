"""Who does it: one leading unit and those that take part."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from evidence.scheme.text import cut, fold, is_blank

_LEADING = "牵头|主办|主责"
_TAKING_PART = "配合|责任|协办|协助|参与|参加|承办|协同|成员|落实"
_LABEL = re.compile(rf"({_LEADING}|{_TAKING_PART})(?:单位|部门|科室)?\s*[:：]")
_MARK = re.compile(rf"\s*[（(](?:由其)?({_LEADING}|{_TAKING_PART})(?:单位|部门)?[)）]\s*$")
_FIRST_LEADS = re.compile(
    r"(?:第一|首位|首个|列首|排首|最前|在前)[^,，。;；]{0,8}(?:为|是|系)(?:主要)?(?:牵头|主办|主责)"
)
_SUFFIX = re.compile(rf"^(?:由)?(.{{2,}}?)({_LEADING}|{_TAKING_PART})(?:负责)?$")  # 县住建局牵头
_SHORTEST_NAME = 3  # characters; 县 财政局 is one name, 县妇联 团县委 are two


class Units(Struct, frozen=True):
    """The units of an item; `joint` where the table names several leaders and only the first could be kept so."""

    lead: str | None
    support: tuple[str, ...]
    joint: bool = False


def first_leads(lines: Iterable[str]) -> bool:
    """Tell whether a line around the table says that the first of several units leads."""
    return any(_FIRST_LEADS.search(fold(line)) for line in lines)


def read_units(lead: str, support: str) -> Units:
    """Read the cells of the leading and the other units; what a cell says (牵头：…；配合：…) outweighs its column."""
    leads: list[str] = []
    others: list[str] = []
    for cell, home in ((lead, leads), (support, others)):
        current = home
        for at, piece in enumerate(_LABEL.split(cell)):
            if at % 2:  # split() alternates between text and label
                current = leads if re.fullmatch(_LEADING, piece) else others
                continue
            for name in _names(piece):
                bare, said = _marked(name)
                chosen = current if said is None else leads if re.fullmatch(_LEADING, said) else others
                chosen.append(bare)
    first = leads[0] if leads else None
    rest = [name for name in dict.fromkeys([*leads[1:], *others]) if name != first]
    return Units(first, tuple(rest), joint=len(set(leads)) > 1)


def _marked(name: str) -> tuple[str, str | None]:
    """Return a name without what is said of its part, and that: 县教委（牵头） or 县教委牵头."""
    if mark := _MARK.search(name):
        return name[: mark.start()], mark.group(1)
    if suffix := _SUFFIX.match(name):
        return suffix.group(1), suffix.group(2)
    return name, None


def _names(text: str) -> list[str]:
    names: list[str] = []
    for part in cut(text, "、，,；;/／\n"):
        words = cut(part, " \t\u3000")
        several = all(len(word) >= _SHORTEST_NAME for word in words)
        names.extend(words if several else ["".join(words)])
    return [name.rstrip("。.") for name in names if not is_blank(name)]
