"""Text of a presentation (pptx), slide by slide."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.markup import Element
from evidence.extract.media import PPTX
from evidence.extract.package import Package, package, resolved
from evidence.model import Flag

_TITLES = frozenset({"title", "ctrTitle"})
_PASSING = frozenset({"sldNum", "dt"})  # placeholders that count slides or tell the day
_SLIDE_LIMIT = 5000


def read_pptx(path: Path) -> Reading:
    """Read a presentation: slides in order, parted by form feeds; a slide is a page."""
    with package(path) as parts:
        if parts.locked:
            return Reading(PPTX, "", None, scanned=False, flags=frozenset({Flag.ENCRYPTED}))
        slides = list(_slides(parts))
        if len(slides) > _SLIDE_LIMIT:
            raise UnreadableFileError("file_too_large")
        pages = ["\n".join([*_slide_lines(parts.tree(slide)), *_diagram_lines(parts, slide)]) for slide in slides]
        marks = ((Flag.COMMENTS, parts.holds("comments/")), (Flag.MACROS, parts.holds("vbaProject.bin")))
    return Reading(
        PPTX, "\f".join(pages), len(pages), scanned=False, flags=frozenset(flag for flag, told in marks if told)
    )


def _slides(parts: Package) -> Iterator[str]:
    """Yield the names of the slides' parts, in the order of showing."""
    mains = (target for kind, target in _relations(parts, "").values() if kind.endswith("/officeDocument"))
    main = next(mains, "ppt/presentation.xml")
    targets = _relations(parts, main)
    for node in parts.tree(main).iterfind("{*}sldIdLst/{*}sldId"):
        keys = [str(value) for name, value in node.attrib.items() if str(name).endswith("}id")]
        yield from (targets[key][1] for key in keys if key in targets)


def _relations(parts: Package, name: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part by their key: kind and target; the package's own for the empty name."""
    place, file = posixpath.split(name)
    relations = posixpath.join(place, "_rels", f"{file}.rels")
    if relations not in parts.names:
        return {}
    return {
        str(node.get("Id")): (str(node.get("Type")), resolved(name, str(node.get("Target"))))
        for node in parts.tree(relations)
    }


def _slide_lines(slide: Element) -> Iterator[str]:
    """Yield the lines of a slide, its title first."""
    shapes = [shape for shape in slide.iter("{*}sp", "{*}graphicFrame") if _role(shape) not in _PASSING]
    for shape in sorted(shapes, key=lambda shape: _role(shape) not in _TITLES):
        rows = list(shape.iter("{*}tr"))
        for row in rows:
            line = "\t".join("".join(_paragraphs(cell)) for cell in row.iterfind("{*}tc")).rstrip()
            yield from filter(None, [line])
        if not rows:
            yield from (line for text in _paragraphs(shape) for line in text.split("\n") if line.strip())


def _role(shape: Element) -> str:
    holder = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    return str(holder.get("type", "")) if holder is not None else ""


def _diagram_lines(parts: Package, slide: str) -> Iterator[str]:
    """Yield the lines of the diagrams (SmartArt) of a slide."""
    for kind, target in _relations(parts, slide).values():
        if kind.endswith("/diagramData") and target in parts.names:
            yield from filter(None, _paragraphs(parts.tree(target)))


def _paragraphs(shape: Element) -> Iterator[str]:
    for paragraph in shape.iter("{*}p"):
        nodes = paragraph.iter("{*}t", "{*}br")
        yield "".join("\n" if str(node.tag).endswith("}br") else node.text or "" for node in nodes).strip()
