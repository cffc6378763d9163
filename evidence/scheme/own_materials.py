"""Materials as the program itself writes them into a cell: a line each, read back exactly.

A line is `name|kind|stage|years|count|must|scope`, the form that tables for this program use, and behind it, where a
material has them: `报送单位：甲、乙` (the chosen departments), `任选其一：甲` (the mark of those that stand for each
other), `须电子件`, `不涉及：理由`, `建议应备`, `完成时限：2024-01-31`. A part that holds a bar, a quotation mark or a
line break stands in quotation marks, doubled inside, as in CSV; so does each part of a list that 、 alone would not
keep apart.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from msgspec.structs import replace

from evidence import wording
from evidence.model import Notice, Slot, Years
from evidence.scheme.materials import read_materials, slots_of
from evidence.scheme.text import cut, fold

PARTS = 7
_WORDS = {
    "owners": "报送单位",
    "alternative": "任选其一",
    "electronic": "须电子件",
    "waived": "不涉及",
    "proposed": "建议应备",
    "due": "完成时限",
}
_MARKS = {word: mark for mark, word in _WORDS.items()}
_QUOTE = '"'
_SEPARATORS = "、，,;；\n"


def write_materials(slots: Sequence[Slot]) -> str:
    """Return the cell of these materials."""
    text = io.StringIO()
    csv.writer(text, delimiter="|", lineterminator="\n").writerows(map(_parts, slots))
    return text.getvalue().removesuffix("\n")


def read_own_materials(text: str, where: str) -> tuple[list[Slot], list[Notice]]:
    """Read a cell of materials literally; a line without bars, which a person added, is read as any table's."""
    slots: list[Slot] = []
    notices: list[Notice] = []
    for parts in csv.reader(io.StringIO(text, newline=""), delimiter="|"):
        if len(parts) < PARTS:
            found, unclear = read_materials("|".join(parts), where)
            slots += found
            notices += unclear
        else:
            slots += [_with_more(slot, parts, where, notices) for slot in slots_of(parts[:PARTS], where, notices)]
    return slots, notices


def write_list(parts: Sequence[str]) -> str:
    """Return a list in one line, as people write it where that keeps its parts apart."""
    plain = "、".join(parts)
    if _QUOTE not in plain and cut(plain, _SEPARATORS) == list(parts):
        return plain
    text = io.StringIO()
    csv.writer(text, delimiter="、", lineterminator="", quoting=csv.QUOTE_ALL).writerow(parts)
    return text.getvalue()


def read_list(text: str) -> tuple[str, ...]:
    """Read what `write_list` wrote, or what a person typed."""
    if _QUOTE not in text:
        return tuple(cut(text, _SEPARATORS))
    return tuple(part for row in csv.reader(io.StringIO(text, newline=""), delimiter="、") for part in row)


def _parts(slot: Slot) -> list[str]:
    more = (
        ("owners", write_list(slot.owners)),
        ("alternative", slot.alternative or ""),
        ("waived", slot.waived or ""),
        ("due", slot.due or ""),
    )
    return [
        slot.name,
        write_list(slot.kinds),
        slot.stage or "",
        wording.YEARS[slot.years] if slot.years is not Years.ANY else "",
        str(slot.count),
        write_list(slot.must),
        wording.SCOPES[slot.scope],
        *(f"{_WORDS[mark]}：{value}" for mark, value in more if value),
        *([] if slot.paper_allowed else [_WORDS["electronic"]]),
        *([_WORDS["proposed"]] if slot.proposed else []),
    ]


def _with_more(slot: Slot, parts: Sequence[str], where: str, notices: list[Notice]) -> Slot:
    """Return a slot with its name as written and with what stands behind the seventh part."""
    slot = replace(slot, name=parts[0], must=read_list(parts[5]), paper_allowed=True)
    for part in parts[PARTS:]:
        mark, _, value = part.partition("：")
        match _MARKS.get(fold(mark)):
            case "owners":
                slot = replace(slot, owners=read_list(value))
            case "alternative":
                slot = replace(slot, alternative=value or None)
            case "waived":
                slot = replace(slot, waived=value or None)
            case "due":
                slot = replace(slot, due=value or None)
            case "electronic":
                slot = replace(slot, paper_allowed=False)
            case "proposed":
                slot = replace(slot, proposed=True)
            case _:
                if part.strip():
                    params = (("name", slot.name), ("word", part))
                    notices.append(Notice("scheme_material_more_unknown", where, params))
    return slot
