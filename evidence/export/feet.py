"""Sections of a Word file and the page numbers at their feet: on from another number, or 12-1 and 12-2."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path

from msgspec import Struct

from evidence.boxes import Place, place_text

FOOT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_REFERENCE = re.compile(r'(<w:footerReference\b[^>]*\br:id=")([^"]+)(")')
_MARGINS = re.compile(r"<w:(?:footerReference|headerReference)\b[^>]*/>")
_START = re.compile(r"<w:pgNumType\b[^>]*/>")
_FIELD = re.compile(r'<w:fldChar\b[^>]*w:fldCharType="begin"|<w:fldSimple\b')
_RUN = re.compile(r"<w:r\b[^>]*>")
_PROPERTIES = re.compile(r"(?:<w:fldSimple\b[^>]*>)?<w:r\b[^>]*>(<w:rPr\b.*?</w:rPr>)?", re.DOTALL)
_AFTER_START = re.compile(
    r"<w:(?:cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid)\b|</w:sectPr>"
)


class Foot(Struct, frozen=True):
    """A foot like one of the template's, with text ahead of its page number."""

    like: str  # the relation of the template's foot
    prefix: str
    key: str  # its own relation
    part: str  # its file below `word/`

    def source(self, relations: str) -> str:
        """Return the part of the template's foot, by the relations of its document."""
        return _part(self.like, relations)


def _part(key: str, relations: str) -> str:
    """Return the part that a relation leads to."""
    (relation,) = re.findall(rf'<Relationship\b[^>]*\bId="{re.escape(key)}"[^>]*>', relations)
    (target,) = re.findall(r'\bTarget="([^"]+)"', relation)
    return posixpath.normpath(posixpath.join("word", target)).lstrip("/")


class BorrowedFoot(Struct, frozen=True):
    """A foot of another template, as it is there."""

    key: str  # its relation here
    part: str  # its file below `word/` here
    content: bytes


def borrowed(section: str, source: Path) -> tuple[str, tuple[BorrowedFoot, ...]]:
    """Return the section of another template for a document whose pages it ends, and the feet that it needs.

    Page numbers go on from what stands before.
    """
    feet: list[BorrowedFoot] = []
    with zipfile.ZipFile(source) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
        for found in _REFERENCE.finditer(section):
            number = len(feet) + 1
            content = package.read(_part(found[2], relations))
            feet.append(BorrowedFoot(f"rIdAnnex{number}", f"footAnnex{number}.xml", content))
    keys = iter(feet)
    onward = _START.sub("", section)
    return _REFERENCE.sub(lambda found: f"{found[1]}{next(keys).key}{found[3]}", onward), tuple(feet)


class Feet:
    """Makes the sections of one document."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[tuple[str, str], Foot] = {}

    @property
    def made(self) -> tuple[Foot, ...]:
        """The feet that sections ask for beside the template's."""
        return tuple(self._made.values())

    def section(self, section: str, place: Place) -> str:
        """Return the properties of a section whose first page is at `place`, made of those of the template."""
        start = f'<w:pgNumType w:start="{place[-1]}"/>'
        started = _AFTER_START.sub(lambda found: start + found.group(), _START.sub("", section), count=1)
        if len(place) == 1:
            return started
        prefix = place_text(place[:-1]) + "-"
        return _REFERENCE.sub(lambda found: f"{found[1]}{self._foot(found[2], prefix).key}{found[3]}", started)

    def _foot(self, like: str, prefix: str) -> Foot:
        number = len(self._made) + 1
        return self._made.setdefault((like, prefix), Foot(like, prefix, f"rIdFoot{number}", f"footPut{number}.xml"))


def without_feet(section: str) -> str:
    """Return a section whose pages have neither head nor foot."""
    return _MARGINS.sub("", section)


def following(place: Place) -> Place:
    """Return the place after one, within a section."""
    return (*place[:-1], place[-1] + 1) if place else ()


def foot_with_prefix(foot: str, prefix: str) -> str:
    """Return a foot with text in front of its page number, in the same type."""
    field = _FIELD.search(foot)
    if field is None:
        return foot
    before = list(_RUN.finditer(foot, 0, field.start()))
    simple = foot[field.start() :].startswith("<w:fldSimple")
    at = field.start() if simple or not before else before[-1].start()
    properties = _PROPERTIES.match(foot, at)
    told = (properties and properties[1]) or ""
    return f'{foot[:at]}<w:r>{told}<w:t xml:space="preserve">{prefix}</w:t></w:r>{foot[at:]}'
