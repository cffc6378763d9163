"""Whom a text names, however it is typed, and who may check what another put right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】|〔[^〕]*〕")
_DOTS = re.compile(r"(?<=\w)[・•‧∙⋅.](?=\w)")  # between the parts of one name: 阿迪力·买买提
_BETWEEN = re.compile(r"[、，,;；/|\\。\n]|\s·\s|(?<=\S{2})(?:\s+|[和及与])(?=\S{2})")  # 李和平 is one
_HAN = re.compile(r"[\u3400-\u9fff]")
_OFFICES = "[局科处部所股站队县区市镇乡村院校园组店厂]长|主任|书记|经理|主席"
_TITLE = f"(?:同志|先生|女士|老师|副?(?:{_OFFICES})|主管|负责人|科员|干事|委员)"
_BEFORE, _AFTER = re.compile(f"^{_TITLE}+"), re.compile(f"(?:{_TITLE}|等人?)+$")
_NOBODY = re.compile(
    "(?:暂?无|没有|无人|空|略|待定|未定|待补充?|不详|不明|未知|未填|同上|同前|本人|自己|某某?|专人|有关人员|相关人员|工作人员"
    "|[本我]?[局办委镇乡]|[本我]单位|办公室|na|none|tbd|x+)$"
)
_UNIT = re.compile(
    r"..[局办委]$|..+(?:委员会|政府|街道|街道办|办公室|中心|公司|学校|大队|中队|社区|医院|单位|部门|[镇乡科股所站组])$"
)
_SHORTEST_UNIT = 4  # characters of a unit that nobody listed, save 局, 办, 委: 王振乡 is a person


def people(names: str) -> frozenset[str]:
    """Return the people whom a text names, each as it compares: 张 三（局长）、副科长李四 are 张三 and 李四.

    What names nobody is left out: 无, 待定, a title alone, a number. Units that are named stand among them.
    """
    plain = _BRACKETS.sub(" ", _folded(names))
    return frozenset(name for part in _BETWEEN.split(plain) if (name := _name(part)))


def is_same(one: str, other: str) -> bool:
    """Tell whether two texts may name the same person: 商务委张三, 张三13900000000 and 双河镇（张三） are 张三."""
    return _names_one_of(one, other) or _names_one_of(other, one)


def checker_fault(by: str, rectified_by: str, person: str, units: Container[str] = ()) -> str | None:
    """Return why a text is not that of another who checked; None: it is.

    `person` is the 责任人, who answers for what was put right, whoever did it; `units` are the names of units that the
    project knows. The codes are `nobody`, `unit`, `same` and `person`.
    """
    named = people(by)
    if not named:
        return "nobody"
    if all(_is_unit(name, units) for name in named):
        return "unit"
    if is_same(by, rectified_by):
        return "same"
    return "person" if is_same(by, person) else None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    visible = (one for one in plain if one.isspace() or unicodedata.category(one)[0] != "C")
    return _DOTS.sub("·", "".join(visible))


def _name(part: str) -> str:
    """Return a name without numbers, titles and signs; empty for none."""
    letters = "".join(one for one in part if one.isalpha() or one == "·").strip("·")
    name = _BEFORE.sub("", _AFTER.sub("", letters))
    return "" if _NOBODY.match(name) else name


def _names_one_of(text: str, names: str) -> bool:
    """Tell whether somebody of `names` is in a text, also with a unit, a title or a number grown to it."""
    plain, named = "".join(_folded(text).split()), _persons(text)
    return any(
        name in named or (len(_HAN.findall(name)) >= 2 and name in plain) or _is_surname_of(name, named)
        for name in _persons(names)
    )


def _persons(names: str) -> frozenset[str]:
    """Return whom a text names without the units beside them: 食药安办 李强 and 食药安办 赵琳 are two."""
    named = people(names)
    return frozenset(name for name in named if not _is_unit(name)) or named


def _is_surname_of(name: str, named: Iterable[str]) -> bool:
    """Tell whether one of whom only the surname is told may be one of these: 张局长 and 张三."""
    return len(name) == 1 and any(one.startswith(name) for one in named)


def _is_unit(name: str, units: Container[str] = ()) -> bool:
    return name in units or (bool(_UNIT.search(name)) and (len(name) >= _SHORTEST_UNIT or name[-1] in "局办委"))
