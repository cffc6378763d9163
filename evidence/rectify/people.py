"""Whom a text names, however it is typed, and who may check what another put right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from evidence.rectify.surnames import COMPOUND, begins_with_surname

_IN_BRACKETS = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_DOTS = re.compile(r"(?<=\w)[・•‧∙⋅.](?=\w)")  # between the parts of one name: 阿迪力·买买提
_BETWEEN = re.compile(r"[、，,;；/|\\。\n]|\s·\s")
_AND = re.compile(r"(?<=\S{2})[和及与](?=\S{2})")  # 李和平 is one
_AND_ALONE = frozenset("和及与")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OFFICES = "[局科处部所股站队县区市镇乡村院校园组店厂]长|主任|书记|经理|主席"
_WORKERS = "(?:网格|协管|监督|检查|安全|信息|管理|联络)员"
_TITLE = f"(?:同志|先生|女士|老师|工程师|{_WORKERS}|副?(?:{_OFFICES})|主管|负责人|科员|干事|委员)"
_BEFORE, _AFTER = re.compile(f"^{_TITLE}+"), re.compile(f"(?:{_TITLE}|等人?|代签|代办|签[字名])+$")
_SHORT_TITLE = re.compile(r"^[老小]([\u3400-\u9fff])$|^([\u3400-\u9fff])[局队所站股总]$")  # 老张, 张局
_ANY_GIVEN = re.compile(r"(?<=[\u3400-\u9fff])某{1,2}$")  # 赵某: whoever has that surname
_NOBODY = re.compile(
    "(?:暂?无|没有|无人|空|略|待定|未定|待补充?|不详|不明|未知|未填|同上|同前|本人|自己|某某?|专人|有关人员|相关人员|工作人员"
    "|[本我]?[局办委镇乡]|[本我]单位|办公室|na|none|tbd|x+)$"
)
_UNIT = re.compile(
    r"..[局办委]$|..+(?:委员会|政府|街道|街道办|办公室|中心|公司|学校|[小中]学|幼儿园|大队|中队|支队|社区|医院|单位|部门"
    r"|超市|市场|食堂|饭店|酒店|餐馆|门店|协会|[镇乡科股所站组店厂])$"
)
_SHORTEST_UNIT = 4  # characters of a unit that nobody listed, save 局, 办, 委: 王振乡 is a person
_GROWN_UNIT = 3  # characters of one that a name has grown to, which is known by the name behind it: 双河镇张三
_LONGEST = 4  # Chinese characters of a person's name without dots; what is longer has something grown to it
_TWICE = 4  # characters: two names of two, where no surname of two begins them


class _Named(Struct, frozen=True):
    """Whom a text names, as names compare."""

    names: frozenset[str]  # whole, without dots
    short: frozenset[str]  # of whom only the surname is told: 张局长
    first: frozenset[str]  # the first parts of names with dots, by which people are called too
    grown: frozenset[str]  # what is too long for a name, and holds some


def people(names: str) -> frozenset[str]:
    """Return the people whom a text names, each as it compares: 张 三（局长）、副科长李四 are 张三 and 李四.

    What names nobody is left out: 无, 待定, a title alone, a number. Units that are named stand among them.
    """
    return frozenset(_names(_IN_BRACKETS.sub(" ", _folded(names))))


def is_same(one: str, other: str, units: Container[str] = ()) -> bool:
    """Tell whether two texts may name the same person: 商务委张三, 张三13900000000 and 双河镇（张三） are 张三.

    Names are compared whole: 张三丰 is another than 张三. Of whom only the surname is told, each of that surname may be
    meant. `units` are the names of units that the project knows.
    """
    left, right = _named(one, units), _named(other, units)
    return bool(left.names & right.names) or _may_be(left, right) or _may_be(right, left)


def checker_fault(by: str, rectified_by: str, person: str, units: Container[str] = ()) -> str | None:
    """Return why a text is not that of another who checked; None: it is.

    `person` is the 责任人, who answers for what was put right, whoever did it; `units` are the names of units that the
    project knows. The codes are `nobody`, `unit`, `same` and `person`.
    """
    named = people(by) | frozenset(_in_brackets(_folded(by), units))
    if not named:
        return "nobody"
    if all(_is_unit(name, units) for name in named):
        return "unit"
    if is_same(by, rectified_by, units):
        return "same"
    return "person" if is_same(by, person, units) else None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    visible = (one for one in plain if one.isspace() or unicodedata.category(one)[0] != "C")
    return _DOTS.sub("·", "".join(visible))


def _names(plain: str) -> Iterator[str]:
    """Yield the names in a text without brackets, as they are written, titles and numbers aside."""
    for part in _BETWEEN.split(plain):
        for chunk in _chunks([token for token in map(_letters, part.split()) if token]):
            yield from filter(None, map(_name, _AND.split(chunk)))


def _chunks(tokens: Sequence[str]) -> Iterator[str]:
    """Yield what belongs together of what blanks part: 张 三, 张 三丰 and Li Qiang are one, 张三 李四 are two."""
    held, at = list[str](), 0
    while at < len(tokens):
        run = at
        while run < len(tokens) and len(tokens[run]) == 1:
            run += 1
        letters, rest = "".join(tokens[at:run]), tokens[run] if run < len(tokens) else None
        if letters in _AND_ALONE and held and rest is not None:
            at = run
        elif len(letters) == 1 and rest is not None:
            held.append(letters + rest)
            at = run + 1
        elif len(letters) == 1 and held:
            held[-1] += letters
            at = run
        elif letters:
            held += _pairs(letters)
            at = run
        else:
            if held and (held[-1] in COMPOUND or (held[-1].isascii() and tokens[at].isascii())):
                held[-1] += tokens[at]
            else:
                held.append(tokens[at])
            at += 1
    yield from held


def _pairs(letters: str) -> list[str]:
    """Return the names that letters with blanks between each are: 李 明 王 伟 are two, 欧 阳 晓 雪 is one."""
    if len(letters) <= _LONGEST:
        return [letters]
    plain = "".join(one for one in letters if one not in _AND_ALONE)
    return [plain[at : at + 2] for at in range(0, len(plain), 2)] if len(plain) % 2 == 0 else [letters]


def _letters(token: str) -> str:
    """Return what blanks part from others without numbers, signs and titles."""
    return _untitled("".join(one for one in token if one.isalpha() or one == "·"))


def _name(letters: str) -> str:
    """Return a name without titles; empty for none."""
    name = _untitled(letters)
    return "" if _NOBODY.match(name) else name


def _untitled(letters: str) -> str:
    return _BEFORE.sub("", _AFTER.sub("", letters)).strip("·")


def _in_brackets(plain: str, units: Container[str]) -> Iterator[str]:
    """Yield the people whom brackets name: 双河镇（张三）; what else they say, 已核实 or 商务委, is left out."""
    outside = list(_names(_IN_BRACKETS.sub(" ", plain)))
    alone = all(_is_unit(name, units, _GROWN_UNIT) for name in outside)
    for inside in _IN_BRACKETS.findall(plain):
        for name in _names(inside):
            if not _is_unit(name, units) and (alone or begins_with_surname(name)):
                yield name


def _named(text: str, units: Container[str]) -> _Named:
    plain = _folded(text)
    told = [*_names(_IN_BRACKETS.sub(" ", plain)), *_in_brackets(plain, units)]
    persons = [name for name in told if not _is_unit(name, units)] or told
    names, short, first, grown = set[str](), set[str](), set[str](), set[str]()
    for name in (one for person in persons for one in (person, *_without_unit(person, units))):
        whole, surname = name.replace("·", ""), _SHORT_TITLE.match(name)
        alone = _ANY_GIVEN.sub("", name)
        names.add(whole)
        if surname is not None:
            short.add(surname[1] or surname[2])
        elif len(alone) == 1 or alone in COMPOUND:
            short.add(alone)
        elif "·" in name:
            parts = name.split("·")
            first.add(parts[0])
            names |= {*parts} if all(len(one) < _LONGEST and begins_with_surname(one) for one in parts) else set()
        elif len(_HAN.findall(name)) > _LONGEST:
            grown.add(name)
        elif len(name) == _TWICE and _HAN.match(name) and name[:2] not in COMPOUND:
            names |= {name[:2], name[2:]}
    return _Named(frozenset(names), frozenset(short), frozenset(first), frozenset(grown))


def _without_unit(name: str, units: Container[str]) -> Iterator[str]:
    """Yield what is left of a name that a unit has grown to, before or behind it: 商务委张三, 张三商务委."""
    if "·" not in name and len(name) <= _GROWN_UNIT:
        return
    for at in range(1, len(name)):
        before, behind = name[:at], name[at:]
        if _is_unit(before, units, _GROWN_UNIT) and (rest := _name(behind)) and not _is_unit(rest, units):
            yield rest
        if len(before) > 1 and len(before) <= _LONGEST and _is_unit(behind, units, _GROWN_UNIT):
            yield before


def _may_be(one: _Named, other: _Named) -> bool:
    """Tell whether somebody of one text may be meant by what another tells of him: his surname, or part of his name."""
    if any(name.startswith(surname) for surname in one.short for name in (*other.names, *other.short)):
        return True
    whole = [name for name in other.names if len(_HAN.findall(name)) > 1]
    return bool(one.first & other.names) or any(name in text for text in one.grown for name in whole)


def _is_unit(name: str, units: Container[str] = (), shortest: int = _SHORTEST_UNIT) -> bool:
    if name in units:
        return True
    sure = (
        len(name) >= shortest or name[-1:] in "局办委" or (len(name) == _GROWN_UNIT and not begins_with_surname(name))
    )
    return sure and bool(_UNIT.search(name))
