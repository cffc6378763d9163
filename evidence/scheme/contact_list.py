"""Reads contact lists as offices keep them: unit, 联络员, 职务, 电话, 备注 in whatever order, or pasted text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from pathlib import Path

from msgspec import Struct, field

from evidence.errors import RequestError
from evidence.model import Approach, UnitKind
from evidence.scheme.grid import Grid, make_grid
from evidence.scheme.opening import open_other_grids
from evidence.scheme.text import cut, fold, is_blank

PASTED = "粘贴的文字"

_BETWEEN_WORDS = re.compile(r"[\s,，;；|]+")
_TOWNSHIP_NAME = re.compile(r"(?:镇|乡|街道)(?:办事处|人民政府|政府|党委|党工委)?$")
_PHONE = re.compile(r"\+?[\d\-－—()（）转*]{5,}")
_SERIAL = re.compile(r"[\d０-９]{1,3}[.、．]?")
_NO_UNIT = re.compile(r"合计|小计|总计|共计|注[：:]|备注|说明|填表|填报|制表|审核|联系人[：:]|序号")


class _Column(Enum):
    UNIT = auto()
    KIND = auto()
    CONTACT = auto()
    POST = auto()
    PHONE = auto()
    NOTE = auto()
    FORMER = auto()
    APPROACH = auto()


# The first that a heading contains.
_HEADINGS = (
    (re.compile(r"曾用名|原名"), _Column.FORMER),
    (re.compile(r"催报方式|催办方式"), _Column.APPROACH),
    (re.compile(r"电话|手机|座机|号码|联系方式|传真"), _Column.PHONE),
    (re.compile(r"类别|类型|性质"), _Column.KIND),
    (re.compile(r"职务|职位|岗位"), _Column.POST),
    (re.compile(r"联络|联系人|姓名|信息员|经办人|责任人|负责人|领导|专干"), _Column.CONTACT),
    (re.compile(r"备注|说明"), _Column.NOTE),
    (re.compile(r"单位|部门|乡镇|镇街|镇乡|街道|机构|名称"), _Column.UNIT),
)
_BELOW_ANOTHER = (_Column.CONTACT, _Column.POST, _Column.PHONE)  # 联络员 over 姓名, 职务 and 电话
_LEADER = re.compile(r"领导|负责人|责任人")  # whom one does not ask where a 联络员 is named beside
_LONGEST_HEADING = 14  # characters; what is longer is a title or a remark
_BAND = re.compile(
    r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))?"
    r"(?:各|县直|区直|市直|县级|县属|有关|单位|部门|乡镇|镇街|镇乡|街道|[()、和])+(?:\d+个\))?"
)


class Listed(Struct, frozen=True):
    """What a list says of one unit; None is what it does not say."""

    name: str
    kind: UnitKind | None
    contact: str | None = None
    phone: str | None = None
    note: str | None = None
    former: tuple[str, ...] = ()
    approach: Approach | None = None


class _Person(Struct):
    name: str = ""
    post: str = ""
    phones: list[str] = field(default_factory=list[str])

    @property
    def called(self) -> str:
        return f"{self.name}（{self.post}）" if self.name and self.post else self.name or self.post


class _Entry(Struct):
    """A unit while its lines are read."""

    name: str
    kind: UnitKind | None
    people: list[_Person] = field(default_factory=list[_Person])
    notes: list[str] = field(default_factory=list[str])
    former: list[str] = field(default_factory=list[str])
    approach: Approach | None = None

    def add(self, person: _Person) -> None:
        """Add a person, or more numbers of the one added last."""
        if self.people and person.called in ("", self.people[-1].called):
            self.people[-1].phones += (phone for phone in person.phones if phone not in self.people[-1].phones)
        elif person.called or person.phones:
            self.people.append(person)


class _Header(Struct, frozen=True):
    last: int  # row
    unit: str  # the heading above the units
    columns: dict[int, _Column]


def read_contact_file(path: Path) -> tuple[Listed, ...]:
    """Return the units of a list in a workbook or text table, all its sheets; raise a `DossierError` if it is none."""
    return _listed(open_other_grids(path, "contacts"), path.name)


def read_contact_text(text: str) -> tuple[Listed, ...]:
    """Return the units of a list that was pasted, one a line: cells out of a workbook, or words with blanks between."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    rows = [line.split("\t") if "\t" in line else _BETWEEN_WORDS.split(line.strip()) for line in lines]
    return _listed([make_grid(PASTED, rows)], PASTED)


def kind_of_name(name: str) -> UnitKind:
    """Return what a unit's name tells of it."""
    return UnitKind.TOWNSHIP if _TOWNSHIP_NAME.search(fold(name)) else UnitKind.DEPARTMENT


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that a text lists, each as one line."""
    return tuple(" ".join(name.split()) for name in cut(text, "、，,；;"))


def _listed(grids: Iterable[Grid], name: str) -> tuple[Listed, ...]:
    entries: dict[str, _Entry] = {}
    for grid in grids:
        for entry in _entries(grid):
            known = entries.setdefault(fold(entry.name), _Entry(entry.name, entry.kind))
            known.people += entry.people
            known.notes += entry.notes
            known.former += entry.former
            known.approach = entry.approach or known.approach
    if not entries:
        raise RequestError("contacts_none", name=name)
    return tuple(_told(entry) for entry in entries.values())


def _entries(grid: Grid) -> Iterator[_Entry]:
    header = _find_header(grid)
    if header is None:
        yield from (entry for row in grid.rows if (entry := _from_words([cell.text for cell in row])))
        return
    kind = _kind_in(grid.name)
    entry: _Entry | None = None
    for row in range(header.last + 1, len(grid.rows)):
        if (band := _band(grid, row, header)) is not None:
            kind = _kind_in(band) or kind
            continue
        cells = [(what, _text(grid.rows[row][at].text)) for at, what in sorted(header.columns.items())]
        name = next(text for what, text in cells if what is _Column.UNIT)
        first = next((fold(cell.text) for cell in grid.begun(row)), "")
        if fold(name) == header.unit or _NO_UNIT.match(first) or _NO_UNIT.match(fold(name)):
            continue
        if name and (entry is None or fold(entry.name) != fold(name)):
            if entry is not None:
                yield entry
            said = next((text for what, text in cells if what is _Column.KIND), "")
            entry = _Entry(name, _kind_in(said) or kind)
        if entry is not None:
            _add_line(entry, cells)
    if entry is not None:
        yield entry


def _band(grid: Grid, row: int, header: _Header) -> str | None:
    """Return the heading above a part of the list, such as 一、县直单位; None for any other row."""
    begun = grid.begun(row)
    if len(begun) != 1:
        return None
    (only,) = begun
    what = header.columns.get(only.column)
    is_band = only.columns > 1 or what is None or (what is _Column.UNIT and _BAND.fullmatch(fold(only.text)))
    return only.text if is_band else None


def _add_line(entry: _Entry, cells: Iterable[tuple[_Column, str]]) -> None:
    """Take what a row says: each 联络员 with the post and the numbers that stand right of the name."""
    people = [_Person()]
    for what, text in cells:
        match what:
            case _Column.CONTACT:
                if people[-1].name:
                    people.append(_Person())
                people[-1].name = text
            case _Column.POST:
                people[-1].post = text
            case _Column.PHONE:
                people[-1].phones += [text] if text and text not in people[-1].phones else []
            case _Column.NOTE:
                entry.notes += [text] if text else []
            case _Column.FORMER:
                entry.former += names_in(text)
            case _Column.APPROACH:
                entry.approach = _approach_in(text) or entry.approach
            case _Column.UNIT | _Column.KIND:
                pass
    for person in people:
        entry.add(person)


def _find_header(grid: Grid) -> _Header | None:
    """Return the first row that has headings for units and for something about them, with its second line if any."""
    for row in range(len(grid.rows)):
        heads = {at: fold(cell.text) for at, cell in enumerate(grid.rows[row])}
        found = _columns_of(heads)
        if _Column.UNIT in found.values() and len(set(found.values())) > 1 and len(grid.begun(row)) > 1:
            below = grid.begun(row + 1) if row + 1 < len(grid.rows) else []
            unit = next(at for at, what in found.items() if what is _Column.UNIT)
            split = bool(below) and all(_heading(fold(cell.text)) in _BELOW_ANOTHER for cell in below)
            if split:
                heads |= {cell.column: heads[cell.column] + fold(cell.text) for cell in below}
            return _Header(row + split, heads[unit], _columns_of(heads))
    return None


def _columns_of(heads: dict[int, str]) -> dict[int, _Column]:
    """Return what columns hold: of several for units the first, and leaders only where nobody else is named."""
    columns = {at: what for at, head in heads.items() if (what := _heading(head)) is not None}
    units = [at for at, what in columns.items() if what is _Column.UNIT]
    for at in units[1:]:
        del columns[at]
    contacts = [at for at, what in columns.items() if what is _Column.CONTACT]
    leaders = [at for at in contacts if _LEADER.search(heads[at])]
    if len(leaders) == len(contacts):
        return columns
    dropped, of_leader = set(leaders), False
    for at, what in sorted(columns.items()):
        if what is _Column.CONTACT:
            of_leader = at in dropped
        elif of_leader and what in (_Column.POST, _Column.PHONE):
            dropped.add(at)
    return {at: what for at, what in columns.items() if at not in dropped}


def _heading(head: str) -> _Column | None:
    if len(head) > _LONGEST_HEADING:
        return None
    return next((what for pattern, what in _HEADINGS if pattern.search(head)), None)


def _from_words(words: Sequence[str]) -> _Entry | None:
    """Return what a line without headings says: a unit, people with their numbers behind the name, then remarks."""
    said = [word for word in map(_text, words) if word]
    if len(said) > 1 and _SERIAL.fullmatch(said[0]):
        said = said[1:]
    if not said or _PHONE.fullmatch(said[0]) or _NO_UNIT.match(fold(said[0])):
        return None
    entry, person = _Entry(said[0], None), _Person()
    last = max((at for at, word in enumerate(said) if _PHONE.fullmatch(word)), default=len(said))
    for at, word in enumerate(said[1:], 1):
        if _PHONE.fullmatch(word):
            person.phones.append(word)
        elif at > last or (person.name and person.post):
            entry.notes.append(word)
        elif person.phones:
            entry.add(person)
            person = _Person(word)
        elif person.name:
            person.name, person.post = sorted((person.name, word), key=len)
        else:
            person.name = word
    entry.add(person)
    return entry


def _told(entry: _Entry) -> Listed:
    named = [person.called for person in entry.people if person.called]
    phones = [
        ("" if len(entry.people) == 1 else person.name) + "、".join(person.phones)
        for person in entry.people
        if person.phones
    ]
    return Listed(
        entry.name,
        entry.kind,
        "、".join(named) or None,
        "；".join(phones) or None,
        "；".join(dict.fromkeys(entry.notes)) or None,
        tuple(entry.former),
        entry.approach,
    )


def _kind_in(text: str) -> UnitKind | None:
    """Return which kind of unit a heading names."""
    said = fold(text)
    town, county = re.search("乡镇|镇街|镇乡|街道", said), re.search("县直|区直|市直|部门|县级|县属", said)
    if bool(town) == bool(county):
        return None
    return UnitKind.TOWNSHIP if town else UnitKind.DEPARTMENT


def _approach_in(text: str) -> Approach | None:
    """Return which way of asking a cell names."""
    visit, paper = re.search("上门|当面", text), re.search("发文|书面|发函", text)
    if bool(visit) == bool(paper):
        return None
    return Approach.VISIT if visit else Approach.PAPER


def _text(text: str) -> str:
    return "" if is_blank(text) else " ".join(text.split())
