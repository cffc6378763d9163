"""The materials that a criterion asks for, from the seven-part form or from a plain list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from evidence.kinds import KINDS
from evidence.model import Notice, Scope, Slot, SlotId, Stage, Years, new_id
from evidence.scheme.labels import leading_number
from evidence.scheme.remarks import (
    Owing,
    asks_for_file,
    is_demand,
    leading_years,
    said_count,
    said_owing,
    said_years,
)
from evidence.scheme.text import cut, flow, fold, is_blank

_PARTS = 7
_BAR = re.compile(r"[|｜]")
_KINDS = {fold(kind): kind for kind in KINDS}
_STAGES = {stage.value: stage for stage in Stage}
_NUMBER = r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|\d{1,2}[）)]|[①-⑳]"
_LIST_NUMBER = re.compile(rf"(?<=[\s。；;）)])(?={_NUMBER})|(?=[①-⑳]|(?<=\S)[（(]\d{{1,2}}[）)]\S)")
_LISTED = re.compile(rf"^(?:{_NUMBER})\s*")
_REMARK = re.compile(r"^(.+?)\s*[（(【\[]((?:[^（）()【】\[\]]|[（(][^（）()]*[）)])+)[)）】\]]$", re.DOTALL)
_LEAST = re.compile(
    r"^(.{2,}?)[，,]?\s*((?:各|每年)?(?:不少于|不得少于|至少|≥).{1,4}|.?[\d一二两三四五六七八九十]+[份张件次]以上)$"
)
_OR = re.compile(r"或者?")
_OR_ELSE = re.compile(r"^或者?(?:提供|报送)?[:：]?")
_ANY_OF = re.compile(r"任选|任一|选一|之一")
_AND = re.compile(r"(?<=.)(?:以及|[和与及])(?=.)")
_AND_SO_ON = re.compile(r"等(?:相关|有关|佐证|证明)*(?:资料|材料|文件)?$")
_TAIL = re.compile(r"^[表册簿件、，]")  # of a name that began in the line above
# 各乡镇每年不少于3张 says two things.
_SEAM = re.compile(r"((?:各|每个?)(?:乡镇|镇街|镇|部门|单位)(?:[（(]街道[)）])?)(?=每|各|近|不少|至少|\d)")
# How the names of papers end; a part of a list that ends otherwise (县、乡两级方案) is no material by itself.
_PAPER = re.compile(
    r"(?:文件|通知|方案|计划|规划|预案|要点|总结|小结|报告|汇报|纪要|记录|签到[表册簿]?|议程|台账|登记[表册簿]?|名单|名册|花名册|"
    r"统计表|汇总表|明细表|[报月年]表|[对打]?[照分]表|表|照片|图片|影像|截图|批示|讲话|报道|信息|简报|证书|资质|证明|报告书|案卷|卷宗|"
    r"制度|清单|目录|办法|细则|规定|职责|说明|承诺书?|课件|教案|讲义|教材|试卷|合同|协议|批复|预算|凭证|票据|发票|回执|函|通报|决定|"
    r"意见|视频|录音|材料|资料|档案|安排)$"
)


class _Said(Struct):
    """What the words beside a name said so far."""

    years: Years
    count: int = 1
    owing: tuple[Owing, ...] = (Owing(Scope.OWN),)
    must: tuple[str, ...] = ()


def read_materials(text: str, where: str, years: Years = Years.ANY) -> tuple[list[Slot], list[Notice]]:
    """Read a cell of materials; `years` is what the row says of all of them, for those that do not say themselves.

    Parts stand between semicolons or line breaks, or between 、 where there are no others and each is a paper. One with
    bars has name|kind|stage|years|count|must|scope, with several kinds, and several units in the place of a scope,
    between 、. One without is a name, with what else is asked in brackets: 近三年每年, 各乡镇, 不少于3份, 盖章.
    纪要或记录 is one slot that either paper closes; points of a list with 或 before them, or under 任选其一, are slots
    that stand for each other.
    """
    if _BAR.search(text):
        notices: list[Notice] = []
        pieces = [piece for piece in cut(text, ";；\n") if not is_blank(piece)]
        slots = [
            slot
            for piece in pieces
            for slot in (
                slots_of(_BAR.split(piece), where, notices) if _BAR.search(piece) else _bare(piece, years, None)
            )
        ]
        return slots, notices
    return [slot for piece, mark in _alternatives(_listed(text)) for slot in _bare(piece, years, mark)], []


def row_years(text: str) -> Years:
    """Return what a 年度范围 cell says of all materials of its row; words that are not known say nothing."""
    return said_years(text) or Years.ANY


def _listed(text: str) -> list[str]:
    """Return the materials of a plain list: numbered points, or parts between marks or line breaks."""
    points = [piece.strip() for piece in _LIST_NUMBER.split(text) if piece.strip()]
    is_numbered = all(_LISTED.match(piece) or leading_number(piece)[0] for piece in points)
    if is_numbered or _is_wrapped(text):
        points = [flow(piece) if is_numbered else "".join(piece.split()) for piece in points]
    names = [name for piece in points for name in cut(piece, ";；。\n") if not is_blank(name)]
    return _papers(names[0]) if len(names) == 1 and not is_numbered else names


def _is_wrapped(text: str) -> bool:
    """Tell whether the lines of a cell are one text in a narrow column: one ends amid a name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and any(_TAIL.match(line) or ("、" in line and not _is_paper(line)) for line in lines)


def _papers(piece: str) -> list[str]:
    """Return the papers that a list without marks names, itself if not every part of it is one."""
    parts = cut(_AND_SO_ON.sub("", piece), "、，,")
    if len(parts) > 1:
        parts[-1:] = _AND.split(parts[-1])
    return parts if all(map(_is_paper, parts)) else [piece]


def _is_paper(words: str) -> bool:
    """Tell whether words name a paper, with or without what is said beside it."""
    return bool(_PAPER.search(re.sub(r"[（(【\[].*$", "", words)))


def _alternatives(pieces: list[str]) -> list[tuple[str, str | None]]:
    """Return the pieces of a list, each with the mark of those that stand for each other."""
    if len(pieces) > 2 and _ANY_OF.search(pieces[0]) and not _PAPER.search(pieces[0]):
        return [(piece, pieces[0]) for piece in pieces[1:]]
    found: list[tuple[str, str | None]] = []
    for piece in pieces:
        bare = _LISTED.sub("", piece)
        name = _OR_ELSE.sub("", bare)
        if name != bare and found:
            mark = found[-1][1] or found[-1][0]
            found[-1:] = [(found[-1][0], mark), (name, mark)]
        else:
            found.append((piece, None))
    return found


def _bare(piece: str, years: Years, alternative: str | None) -> list[Slot]:
    name, said = _said_beside(_LISTED.sub("", leading_number(piece)[1]).strip(), years)
    return [
        Slot(
            SlotId(new_id()),
            name,
            (),
            None,
            said.years,
            said.count,
            said.must,
            owing.scope,
            owing.owners,
            alternative,
            paper_allowed=not any(map(asks_for_file, said.must)),
        )
        for owing in said.owing
        if not is_blank(_LISTED.sub("", name))
    ]


def _said_beside(name: str, years: Years) -> tuple[str, _Said]:
    """Return a name without what is said beside it, and that."""
    said = _Said(leading_years(name) or years)
    form = ""  # what is asked of the form stays with the name: 小结（附照片）
    while remark := _REMARK.match(name) or _LEAST.match(name):
        words = remark.group(2)
        if not _take_in(said, words):
            break
        if all(is_demand(part) for part in cut(words, "，,、；;")):
            form = name[remark.end(1) :] + form
        name = remark.group(1).strip()
    return name + form, said


def _take_in(said: _Said, words: str) -> bool:
    """Note what words beside a name say; tell whether all of them were understood, else nothing is noted."""
    if owing := said_owing(words, any_unit=False):
        said.owing = owing
        return True
    parts = cut(_SEAM.sub(r"\1，", words), "，,、；;")
    if not all(_is_known(part) for part in parts):
        return False
    for part in parts:
        if (years := said_years(part)) is not None:
            said.years = years
        elif (count := said_count(part)) is not None:
            said.count = count
        elif owing := said_owing(part, any_unit=False):
            said.owing = owing
        else:
            said.must = (part, *said.must)
    return True


def _is_known(part: str) -> bool:
    is_told = said_years(part) is not None or said_count(part) is not None
    return is_told or said_owing(part, any_unit=False) is not None or is_demand(part)


def slots_of(parts: Sequence[str], where: str, notices: list[Notice]) -> list[Slot]:
    """Return the material that up to seven parts tell of, once for each that owes it.

    Adds to `notices` what the parts say that is not known.
    """
    stripped = [part.strip() for part in parts]
    name, kind, stage, years, count, must, scope = [*stripped, *[""] * _PARTS][:_PARTS]
    kinds = [fold(word) for word in cut(kind, "、，,") for word in _OR.split(word)]
    number = said_count(count) if count else 1
    asked = said_years(years)
    owing = said_owing(scope, any_unit=True)
    unknown = (
        *(("scheme_material_kind_unknown", word, word in _KINDS) for word in kinds),
        ("scheme_material_stage_unknown", stage, not stage or fold(stage) in _STAGES),
        ("scheme_material_years_unknown", years, asked is not None),
        ("scheme_material_count_unknown", count, number is not None),
        ("scheme_material_scope_unknown", scope, owing is not None),
    )
    notices.extend(Notice(code, where, (("name", name), ("word", word))) for code, word, known in unknown if not known)
    demands = tuple(cut(must, "，,、"))
    return [
        Slot(
            SlotId(new_id()),
            name,
            tuple(_KINDS[word] for word in kinds if word in _KINDS),
            _STAGES.get(fold(stage)),
            Years.ANY if asked is None else asked,
            number or 1,
            demands,
            who.scope,
            who.owners,
            paper_allowed=not any(map(asks_for_file, demands)),
        )
        for who in owing or (Owing(Scope.OWN),)
    ]
