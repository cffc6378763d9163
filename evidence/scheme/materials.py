"""The materials that a criterion asks for, from the seven-part form or from a plain list."""

from __future__ import annotations

import re

from evidence.kinds import KINDS
from evidence.model import Notice, Scope, Slot, SlotId, Stage, Years, new_id
from evidence.scheme.labels import leading_number
from evidence.scheme.text import cut, flow, fold, is_blank

_PARTS = 7
_BAR = re.compile(r"[|｜]")
_KINDS = {fold(kind): kind for kind in KINDS}
_STAGES = {stage.value: stage for stage in Stage}
_YEARS = {
    "近三年每年": Years.EACH_OF_LAST_3,
    "近3年每年": Years.EACH_OF_LAST_3,
    "近三年": Years.EACH_OF_LAST_3,
    "近3年": Years.EACH_OF_LAST_3,
    "近两年每年": Years.EACH_OF_LAST_2,
    "近2年每年": Years.EACH_OF_LAST_2,
    "近两年": Years.EACH_OF_LAST_2,
    "近二年": Years.EACH_OF_LAST_2,
    "近2年": Years.EACH_OF_LAST_2,
    "最近一年": Years.LATEST,
    "近一年": Years.LATEST,
    "近1年": Years.LATEST,
    "不限": Years.ANY,
    "": Years.ANY,
}
_SCOPES = {
    "本级": Scope.OWN,
    "": Scope.OWN,
    "各乡镇": Scope.EACH_TOWNSHIP,
    "各镇街": Scope.EACH_TOWNSHIP,
    "各乡镇(街道)": Scope.EACH_TOWNSHIP,
    "各镇(街道)": Scope.EACH_TOWNSHIP,
    "各部门": Scope.EACH_DEPARTMENT,
    "各单位": Scope.EACH_DEPARTMENT,
    "各成员单位": Scope.EACH_DEPARTMENT,
}
_COUNT = re.compile(r"^(\d+)[份个件张次套]?$")
_REMARK = re.compile(r"^(.+?)\s*[（(【\[]([^（）()【】\[\]]+)[)）】\]]$", re.DOTALL)
_LIST_NUMBER = re.compile(r"(?<=[\s。])(?=\d{1,2}[.．、](?!\d))|(?=[①-⑳])")
_CIRCLED = re.compile(r"^[①-⑳]\s*")


def read_materials(text: str, where: str, years: Years = Years.ANY) -> tuple[list[Slot], list[Notice]]:
    """Read a cell of materials; `years` is what the row says of all of them, for those that do not say themselves.

    Parts stand between semicolons or line breaks. A part with bars has name|kind|stage|years|count|must|scope; one
    without is a name, with 近三年每年, 各乡镇 or 3份 in brackets after it where the table says so.
    """
    slots: list[Slot] = []
    notices: list[Notice] = []
    pieces = cut(text, ";；\n") if _BAR.search(text) else _listed(text)
    for piece in pieces:
        if is_blank(piece):
            continue
        if _BAR.search(piece):
            slots.append(_full(piece, where, notices))
        else:
            slots.append(_bare(piece, years))
    return slots, notices


def row_years(text: str) -> Years:
    """Return what a 年度范围 cell says of all materials of its row; words that are not known say nothing."""
    return _YEARS.get(fold(text), Years.ANY)


def named_years(text: str) -> Years | None:
    """Return the years that words name, None for other words."""
    return _YEARS.get(fold(text)) if text.strip() else None


def named_scope(text: str) -> Scope | None:
    """Return who owes, as words name it; None for other words."""
    return _SCOPES.get(fold(text)) if text.strip() else None


def _listed(text: str) -> list[str]:
    """Return the materials of a plain list: numbered points, or parts between semicolons and line breaks."""
    pieces = [piece.strip() for piece in _LIST_NUMBER.split(text) if piece.strip()]
    if all(_CIRCLED.match(piece) or leading_number(piece)[0] for piece in pieces):
        pieces = [flow(piece) for piece in pieces]
    return [name.rstrip("。") for piece in pieces for name in cut(piece, ";；\n")]


def _bare(piece: str, years: Years) -> Slot:
    name = _CIRCLED.sub("", leading_number(piece)[1]).strip()
    scope, count = Scope.OWN, 1
    while remark := _REMARK.match(name):
        said = fold(remark.group(2))
        if said in _YEARS:
            years = _YEARS[said]
        elif said in _SCOPES:
            scope = _SCOPES[said]
        elif number := _COUNT.match(said):
            count = max(1, int(number.group(1)))
        else:
            break
        name = remark.group(1)
    return Slot(SlotId(new_id()), name, (), None, years, count, (), scope)


def _full(piece: str, where: str, notices: list[Notice]) -> Slot:
    parts = [part.strip() for part in _BAR.split(piece)]
    name, kind, stage, years, count, must, scope = [*parts, *[""] * _PARTS][:_PARTS]
    number = _COUNT.match(fold(count)) if count else None
    unknown = (
        ("scheme_material_kind_unknown", kind, not kind or fold(kind) in _KINDS),
        ("scheme_material_stage_unknown", stage, not stage or fold(stage) in _STAGES),
        ("scheme_material_years_unknown", years, fold(years) in _YEARS),
        ("scheme_material_count_unknown", count, not count or number is not None),
        ("scheme_material_scope_unknown", scope, fold(scope) in _SCOPES),
    )
    notices.extend(Notice(code, where, (("name", name), ("word", word))) for code, word, known in unknown if not known)
    return Slot(
        SlotId(new_id()),
        name,
        (_KINDS[fold(kind)],) if fold(kind) in _KINDS else (),
        _STAGES.get(fold(stage)),
        _YEARS.get(fold(years), Years.ANY),
        max(1, int(number.group(1))) if number else 1,
        tuple(cut(must, "，,、")),
        _SCOPES.get(fold(scope), Scope.OWN),
    )
