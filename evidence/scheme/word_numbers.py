"""Numbers that Word counts itself (自动编号): they stand in no text, but many criteria tables have no other codes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from evidence.extract.markup import Element
from evidence.extract.word_parts import W
from evidence.scheme.codes import chinese_number

_DEEPEST = 9  # levels of a list
_LATIN = 26
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class _Level(Struct, frozen=True):
    """One level of a list: `shape` is its text with %1 for the number of the first level."""

    start: int
    kind: str
    shape: str
    suffix: str  # what stands between number and text
    plain: bool  # numbers of outer levels are shown in digits whatever their kind


class Styles:
    """The paragraph styles of a document, for the numbers and the outline levels that they give."""

    def __init__(self, tree: Element | None) -> None:
        """Take the tree of word/styles.xml, or None where there is none."""
        found = tree.iterfind(f"{W}style") if tree is not None else ()
        self._styles = {str(style.get(W + "styleId")): style for style in found}

    def chain(self, paragraph: Element) -> list[Element]:
        """Return the properties that hold for a paragraph: its own, then its style's and those that is based on."""
        properties: list[Element] = []
        own = paragraph.find(W + "pPr")
        if own is not None:
            properties.append(own)
        name = _value(own, "pStyle")
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            given = style.find(W + "pPr")
            if given is not None:
                properties.append(given)
            name = _value(style, "basedOn")
        return properties

    def level(self, paragraph: Element) -> int | None:
        """Return the outline level of a heading, 1 outermost, None for body text."""
        for properties in self.chain(paragraph):
            found = _value(properties, "outlineLvl")
            if found and found.isdecimal():
                return int(found) + 1 if int(found) < _DEEPEST else None
        return None


class ListNumbers:
    """Counts through a document: each paragraph is asked once, in order."""

    def __init__(self, tree: Element | None, styles: Styles) -> None:
        """Take the tree of word/numbering.xml, or None where there is none."""
        self._styles = styles
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._linked: dict[tuple[str, str], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._restarted: set[str] = set()
        if tree is not None:
            self._read(tree)

    def next(self, paragraph: Element) -> str:
        """Return the number before a paragraph with what parts it from the text, empty if it has none."""
        number, depth = self._place(paragraph)
        if number not in self._lists or depth is None:
            return ""
        abstract, levels, restarts = self._lists[number]
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _DEEPEST)
        if restarts and number not in self._restarted:
            self._restarted.add(number)
            for level, start in restarts.items():
                counts[level:] = [start - 1, *[None] * (_DEEPEST - level - 1)]
        for outer in range(depth):
            if counts[outer] is None:
                counts[outer] = levels[outer].start if outer in levels else 1
        known = counts[depth]
        counts[depth] = levels[depth].start if known is None else known + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        return _shown(levels, depth, counts)

    def _place(self, paragraph: Element) -> tuple[str, int | None]:
        """Return the list that a paragraph belongs to, and its depth there."""
        number, depth, style = "", None, _value(paragraph.find(W + "pPr"), "pStyle") or ""
        for properties in self._styles.chain(paragraph):
            found = properties.find(W + "numPr")
            if found is None:
                continue
            depth = _value(found, "ilvl") if depth is None else depth
            number = number or _value(found, "numId") or ""
        if depth is None:
            return number, self._linked.get((number, style), 0)
        return number, int(depth) if depth.isdecimal() and int(depth) < _DEEPEST else None

    def _read(self, tree: Element) -> None:
        abstracts = {str(a.get(W + "abstractNumId")): a for a in tree.iterfind(W + "abstractNum")}
        for num in tree.iterfind(W + "num"):
            number, abstract = str(num.get(W + "numId")), _value(num, "abstractNumId") or ""
            if abstract not in abstracts:
                continue
            levels = _levels(abstracts[abstract])
            restarts: dict[int, int] = {}
            for override in num.iterfind(W + "lvlOverride"):
                levels |= _levels(override)
                start, at = _value(override, "startOverride"), str(override.get(W + "ilvl"))
                if start and start.isdecimal() and at.isdecimal() and int(at) < _DEEPEST:
                    restarts[int(at)] = int(start)
            self._lists[number] = (abstract, levels, restarts)
            for level in abstracts[abstract].iterfind(W + "lvl"):
                if (style := _value(level, "pStyle")) and str(level.get(W + "ilvl")).isdecimal():
                    self._linked[number, style] = int(str(level.get(W + "ilvl")))


def _value(parent: Element | None, name: str) -> str | None:
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def _levels(parent: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in parent.iterfind(W + "lvl"):
        at, start, suffix = str(level.get(W + "ilvl")), _value(level, "start") or "", _value(level, "suff")
        if not at.isdecimal() or int(at) >= _DEEPEST:
            continue
        levels[int(at)] = _Level(
            int(start) if start.isdecimal() else 0,
            _value(level, "numFmt") or "decimal",
            _value(level, "lvlText") or "",
            "" if suffix == "nothing" else " ",
            level.find(W + "isLgl") is not None,
        )
    return levels


def _shown(levels: dict[int, _Level], depth: int, counts: list[int | None]) -> str:
    level = levels[depth]
    if level.kind in ("bullet", "none"):
        return ""
    text = level.shape
    for at in range(depth + 1):
        kind = "decimal" if level.plain or at not in levels else levels[at].kind
        text = text.replace(f"%{at + 1}", _numeral(counts[at] or 0, kind))
    return text + level.suffix if text else ""


def _numeral(number: int, kind: str) -> str:
    return _KINDS.get(kind, str)(number)


def _chinese(number: int) -> str:
    return chinese_number(number) if 0 < number < 100 else str(number)


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % _LATIN) * ((number - 1) // _LATIN + 1) if 0 < number < 100 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 40:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


_KINDS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
}
