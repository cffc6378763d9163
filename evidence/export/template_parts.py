"""What a Word template says: its styles with what they inherit, its last section, its feet."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from functools import cached_property
from pathlib import Path

from lxml import etree

from evidence.extract.markup import Element, safe_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFF = frozenset({"0", "false", "off", "none"})
_MOST_BYTES = 32 << 20  # of one part, unpacked
DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
_AUTO_SPACE = ("autoSpaceDE", "autoSpaceDN")
# What comes ahead of these in the properties of a paragraph, and of such properties in a style.
_BEFORE_AUTO_SPACE = frozenset((
    "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr",
    "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
))  # fmt: skip
_BEFORE_PROPERTIES = frozenset((
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid",
))  # fmt: skip
# What of a section is taken over, in the order of the norm: columns, line numbers and the like are not.
_KEPT_OF_SECTION = ("headerReference", "footerReference", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "pgNumType")


class Parts:
    """A Word file whose XML is all sound.

    Raises `KeyError`, `ValueError`, `RuntimeError`, `zipfile.BadZipFile`, `etree.LxmlError` or `OSError` for others.
    """

    def __init__(self, path: Path) -> None:
        """Read all of it."""
        with zipfile.ZipFile(path) as package:
            self.names = tuple(package.namelist())
            if any(entry.file_size > _MOST_BYTES for entry in package.infolist()):
                raise ValueError(path)
            self.types = package.read("[Content_Types].xml").decode("utf-8", "replace")
            wanted = [name for name in self.names if name.endswith((".xml", ".rels"))]
            self._trees = {name: safe_xml(package.read(name)) for name in wanted}

    def tree(self, name: str) -> Element:
        """Return a part as a tree."""
        return self._trees[name]

    def has(self, name: str) -> bool:
        """Tell whether a part is there that is XML."""
        return name in self._trees

    def links(self, of: str) -> Iterator[tuple[str, str, str, bool]]:
        """Yield the relationships of a part: id, kind, target, and whether that lies outside the file."""
        name = posixpath.join(posixpath.dirname(of), "_rels", posixpath.basename(of) + ".rels")
        if name in self._trees:
            for link in self.tree(name).iter(_PACKAGE_RELS):
                kind = link.get("Type", "").rsplit("/", 1)[-1]
                yield link.get("Id", ""), kind, link.get("Target", ""), link.get("TargetMode") == "External"

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """What the file fetches from elsewhere when it is opened."""
        return tuple(
            target
            for name in self._trees
            if not name.endswith(".rels")
            for _, kind, target, external in self.links(name)
            if external and kind != "hyperlink"
        )

    @cached_property
    def sections(self) -> tuple[Element, ...]:
        """The sections of the document."""
        return tuple(self.tree(DOCUMENT).iter(f"{W}sectPr"))

    @cached_property
    def styles(self) -> Styles:
        """The styles."""
        return Styles(self.tree(STYLES))

    def setting(self, name: str) -> Element | None:
        """Return a setting that is on."""
        found = self.tree(SETTINGS).find(f"{W}{name}") if self.has(SETTINGS) else None
        return found if is_on(found) else None

    def margin_parts(self, kind: str) -> Mapping[str, Element]:
        """Return the `header` or `footer` parts of the last section, by which pages they are for."""
        targets = {key: target for key, _, target, _ in self.links(DOCUMENT)}
        found: dict[str, Element] = {}
        for reference in self.sections[-1].iter(f"{W}{kind}Reference"):
            target = targets.get(reference.get(f"{_R}id", ""), "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"word/{target}")
            if self.has(name):
                found[reference.get(f"{W}type", "default")] = self.tree(name)
        return found


class Styles:
    """The styles of a document, each with what it has from those that it is based on."""

    def __init__(self, root: Element) -> None:
        """Read them."""
        self._by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self._ids = {(style.get(f"{W}type"), _value(style.find(f"{W}name"))): key for key, style in self._by_id.items()}
        self._defaults = root.find(f"{W}docDefaults")
        self._normal = next(
            (s for s in self._by_id.values() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") == "1"), None
        )

    def id_of(self, kind: str, name: str) -> str | None:
        """Return the id of a style of a kind (paragraph, character, table) that people know by this name."""
        return self._ids.get((kind, name))

    def attribute(self, style_id: str | None, element: str, attribute: str) -> str | None:
        """Return what an element of a style's properties says, or of a style above it; None where nothing does."""
        for properties in self._sources(style_id):
            found = properties.find(f"{W}{element}")
            if found is not None and (value := found.get(f"{W}{attribute}")) is not None:
                return value
        return None

    def auto_space(self, style_id: str) -> bool:
        """Tell whether white is added between Chinese and Latin or digits, as it is where nothing forbids it."""
        found = [
            next((f for p in self._sources(style_id) if (f := p.find(f"{W}{n}")) is not None), None)
            for n in _AUTO_SPACE
        ]
        return any(one is None or is_on(one) for one in found)

    def is_on(self, style_id: str | None, element: str) -> bool:
        """Tell whether a property is on."""
        found = next((f for p in self._sources(style_id) if (f := p.find(f"{W}{element}")) is not None), None)
        return is_on(found)

    def _sources(self, style_id: str | None) -> Iterator[Element]:
        """Yield the property elements of a style and of those above it, the nearest first, then the defaults."""
        style = self._by_id.get(style_id or "", self._normal)
        seen: set[int] = set()
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            yield from (found for name in ("pPr", "rPr") if (found := style.find(f"{W}{name}")) is not None)
            style = self._by_id.get(_value(style.find(f"{W}basedOn")))
        if self._defaults is not None:
            yield from self._defaults.iter(f"{W}pPr", f"{W}rPr")


def without_auto_space(styles: Element, wanted: Collection[str]) -> bytes:
    """Return the part of styles with no white added between Chinese and Latin or digits in those with these ids.

    Word and WPS add a quarter of a character where nothing forbids it, and lines get longer than they are counted.
    """
    root = deepcopy(styles)
    for style in root.iter(f"{W}style"):
        if style.get(f"{W}styleId") in wanted:
            properties = style.find(f"{W}pPr")
            if properties is None:
                properties = etree.Element(f"{W}pPr")
                style.insert(_place(style, _BEFORE_PROPERTIES), properties)
            for name in _AUTO_SPACE:
                for found in properties.findall(f"{W}{name}"):
                    properties.remove(found)
            at = _place(properties, _BEFORE_AUTO_SPACE)
            properties[at:at] = [etree.Element(f"{W}{name}", {f"{W}val": "0"}) for name in _AUTO_SPACE]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(parent: Element, before: frozenset[str]) -> int:
    """Return where in an element something belongs that comes after these."""
    names = [str(child.tag).removeprefix(W) for child in parent]
    return next((at for at, name in enumerate(names) if name not in before), len(names))


def is_on(element: Element | None) -> bool:
    """Tell whether an element that is a switch, or that numbers paragraphs, is there and on."""
    if element is None:
        return False
    told = element.find(f"{W}numId") if element.tag == f"{W}numPr" else element
    return told is not None and told.get(f"{W}val", "1").lower() not in _OFF


def number(text: str | None) -> int | None:
    """Return a measure in twips, or a count; None where there is none."""
    try:
        return None if text is None else round(float(text))
    except ValueError:
        return None


def section_xml(section: Element) -> str:
    """Return a section as it is written into documents: what it says of paper, margins and feet; numbered from 1.

    No grid pulls lines apart: each style has its own pitch.
    """
    inner: list[str] = []
    for name in _KEPT_OF_SECTION:
        if name == "type":
            inner.append('<w:type w:val="nextPage"/>')
        elif name == "pgNumType":
            inner.append('<w:pgNumType w:start="1"/>')
        else:
            inner += [_xml(child) for child in section.findall(f"{W}{name}")]
    grid = section.find(f"{W}docGrid")
    pitch = number(grid.get(f"{W}linePitch")) if grid is not None else None
    inner.append(f'<w:docGrid w:linePitch="{pitch}"/>' if pitch else "")
    return f"<w:sectPr>{''.join(inner)}</w:sectPr>"


def _xml(element: Element) -> str:
    """Return an element of WordprocessingML with the prefixes that our documents declare."""
    name = str(element.tag).removeprefix(W)
    attributes = "".join(
        f' {prefix}:{str(key).removeprefix(space)}="{value}"'
        for key, value in element.attrib.items()
        for prefix, space in (("w", W), ("r", _R))
        if str(key).startswith(space) and '"' not in str(value) and "<" not in str(value) and "&" not in str(value)
    )
    inner = "".join(_xml(child) for child in element if str(child.tag).startswith(W))
    return f"<w:{name}{attributes}>{inner}</w:{name}>" if inner else f"<w:{name}{attributes}/>"


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
