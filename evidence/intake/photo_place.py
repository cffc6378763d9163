"""Where it happened that a photograph shows: only where a caption, a stamp of the camera or the name labels it."""

from __future__ import annotations

import re

from evidence.intake.paper import HAN, Paper, Told
from evidence.kinds import PHOTO
from evidence.origins import IN_NAME

_LABELLED = re.compile(
    r"(?<!无)地\s?点\s?[:：]\s*(?P<place>[^\t；;。:：]{2,60}?)"
    r"(?=\s*(?:拍摄)?(?:时\s?间|日\s?期|事\s?件|内\s?容|主\s?题|事\s?由|人\s?物|拍摄|天\s?气|经\s?度|纬\s?度|经纬度|海\s?拔|备\s?注|参\s?加)"
    r"[^:：]{0,4}[:：]|\s*[\t；;。]|\s*$)"
)
_SEPARATED = re.compile(r"[_＿]")  # parts of a name


def place_shown(paper: Paper, kind: str | None) -> Told[str] | None:
    """Return the one place that is labelled so (地点：…); None where none is, or several differ.

    The name of a township or unit beside a photograph says who handed it in, or what it is about, and no place.
    """
    if kind != PHOTO:
        return None
    lines = [(line, paper.at(number)) for number, line in enumerate(paper.lines)]
    lines += [(part, IN_NAME) for part in _SEPARATED.split(paper.stem)]
    found: dict[str, str] = {}
    for line, origin in lines:
        for match in _LABELLED.finditer(line):
            place = match["place"].strip(" ，,、")
            if re.search(rf"[{HAN}]", place):
                found.setdefault(place, origin)
    return Told(*next(iter(found.items()))) if len(found) == 1 else None
