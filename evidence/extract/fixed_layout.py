"""Text of an OFD file (GB/T 33190), page by page: what stands where is put into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.markup import Element
from evidence.extract.media import OFD
from evidence.extract.package import Package, package, resolved
from evidence.model import Flag
from evidence.origins import BY_SIGNATURE

_PAGE_LIMIT = 3000
_SAME_LINE = 0.5  # letters whose feet differ by less than this share of their size stand in one line
_GAP = 0.6  # a wider gap, in letters, is a blank
_NUMBER = re.compile(r"-?\d*\.?\d+(?:[eE][-+]?\d{1,3})?")
_FAR = 1e6
_LETTER_LIMIT, _DEEPEST = 16_000_000, 5
_MOST_OF_PAGE = 0.5  # share
_OBJECT_COST = 32  # in letters: what an object costs without any


class _Words(Struct, frozen=True):
    """Letters that stand together, in millimetres of the page."""

    left: float
    right: float
    foot: float
    size: float
    text: str


class _Place(Struct, frozen=True):
    """How a point in an object is found on the page: x·a + y·c + e, x·b + y·d + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point stands."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def __matmul__(self, inner: _Place) -> _Place:
        """Return where what stands `inner` in an object here stands."""
        across, down = (self.a * x + self.c * y for x, y in ((inner.a, inner.b), (inner.c, inner.d)))
        left, right = (self.b * x + self.d * y for x, y in ((inner.a, inner.b), (inner.c, inner.d)))
        return _Place(across, left, down, right, *self.at(inner.e, inner.f))


_UPRIGHT = _Place(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_ofd(path: Path) -> Reading:
    """Read an OFD file, pages parted by form feeds; without any text but with pictures it is `scanned`."""
    with package(path) as parts:
        if parts.locked or parts.holds("ncryptions.xml"):
            return Reading(OFD, "", None, scanned=False, flags=frozenset({Flag.ENCRYPTED}))
        reader = _Reader(parts)
        texts: list[str] = []
        pictures = False
        sealed = _is_sealed(parts)
        for body in parts.tree("OFD.xml").iterfind("{*}DocBody/{*}DocRoot"):
            for layers in reader.pages(resolved("", (body.text or "").strip())):
                texts.append("\n".join(_lines(words for layer in layers for words in reader.words(layer))))
                pictures = pictures or any(next(layer.iter("{*}ImageObject"), None) is not None for layer in layers)
                if len(texts) > _PAGE_LIMIT:
                    raise UnreadableFileError("file_too_large")
    if not texts:
        raise UnreadableFileError("file_damaged")
    scanned = pictures and not any(texts)
    text = "" if scanned else "\f".join(texts)
    sealed_at = BY_SIGNATURE if sealed else None
    return Reading(OFD, text, len(texts), scanned=scanned, flags=frozenset(), sealed_at=sealed_at)


def _is_sealed(parts: Package) -> bool:
    """Tell whether the file has a signature that is a seal, which is what one is unless it says otherwise."""
    for listed in parts.tree("OFD.xml").iterfind("{*}DocBody/{*}Signatures"):
        root = resolved("", (listed.text or "").strip())
        if root not in parts.names:
            continue
        for signature in parts.tree(root).iterfind("{*}Signature"):
            if signature.get("Type", "Seal") == "Seal" and resolved(root, str(signature.get("BaseLoc"))) in parts.names:
                return True
    return False


def page_picture(path: Path, page: int) -> bytes | None:
    """Return the picture that fills most of a page (1-based), as it lies in the file; None where none does."""
    with package(path) as parts:
        if parts.locked or parts.holds("ncryptions.xml"):
            return None
        left = page
        for body in parts.tree("OFD.xml").iterfind("{*}DocBody/{*}DocRoot"):
            root = resolved("", (body.text or "").strip())
            for layers in _Reader(parts).pages(root):
                left -= 1
                if left == 0:
                    name = _picture_name(parts, root, layers)
                    return parts.content(name) if name in parts.names else None
    return None


def _picture_name(parts: Package, root: str, layers: list[Element]) -> str:
    """Return the name of the part that the largest picture of a page is, empty if that fills less than half of it."""
    document = parts.tree(root)
    boxes = [_numbers(box.text) for tree in (layers[-1], document) for box in tree.iter("{*}PhysicalBox")]
    page_box = boxes[0] if boxes else []
    sizes = {
        str(node.get("ResourceID")): box[2] * box[3]
        for layer in layers
        for node in layer.iter("{*}ImageObject")
        if len(box := _numbers(node.get("Boundary"))) == 4
    }
    largest = max(sizes, key=lambda name: sizes[name], default="")
    if len(page_box) == 4 and sizes.get(largest, 0.0) < _MOST_OF_PAGE * page_box[2] * page_box[3]:
        return ""
    for node in document.iterfind("{*}CommonData/*"):
        name = resolved(root, (node.text or "").strip())
        if not str(node.tag).endswith("Res") or name not in parts.names:
            continue
        listed = parts.tree(name)
        for medium in listed.iter("{*}MultiMedia"):
            if str(medium.get("ID")) == largest:
                file = str(medium.findtext("{*}MediaFile") or "").strip()
                return resolved(name, f"{listed.get('BaseLoc') or '.'}/{file}")
    return ""


class _Reader:
    """Goes through pages, with what their drawings are made of."""

    def __init__(self, parts: Package) -> None:
        """Begin without drawings."""
        self._parts = parts
        self._drawings: dict[str, Element] = {}
        self._left = _LETTER_LIMIT

    def pages(self, root: str) -> Iterator[list[Element]]:
        """Yield the content of each page of a document, what its templates show first."""
        document = self._parts.tree(root)
        self._drawings = dict(self._drawings_of(document, root))
        templates = {
            str(node.get("ID")): resolved(root, str(node.get("BaseLoc")))
            for node in document.iterfind("{*}CommonData/{*}TemplatePage")
        }
        shown: dict[str, Element] = {}
        for node in document.iterfind("{*}Pages/{*}Page"):
            page = self._parts.tree(resolved(root, str(node.get("BaseLoc"))))
            used = [str(use.get("TemplateID")) for use in page.iterfind("{*}Template")]
            for name in used:
                if name not in shown and templates.get(name) in self._parts.names:
                    shown[name] = self._parts.tree(templates[name])
            yield [*(shown[name] for name in used if name in shown), page]

    def words(self, node: Element, place: _Place = _UPRIGHT, depth: int = 0) -> Iterator[_Words]:
        """Yield the letters of a page, template or drawing, object by object."""
        for item in node.iter("{*}TextObject", "{*}CompositeObject"):
            self._spend(_OBJECT_COST)
            if item.get("Visible") == "false":
                continue
            inner = place @ _place_of(item)
            if str(item.tag).endswith("}TextObject"):
                for found in _words_of(item, inner):
                    self._spend(len(found.text))
                    yield found
            elif (drawing := self._drawings.get(str(item.get("ResourceID")))) is not None and depth < _DEEPEST:
                yield from self.words(drawing, inner, depth + 1)

    def _spend(self, letters: int) -> None:
        self._left -= letters
        if self._left < 0:
            raise UnreadableFileError("file_too_large")

    def _drawings_of(self, document: Element, root: str) -> Iterator[tuple[str, Element]]:
        for node in document.iterfind("{*}CommonData/*"):
            name = resolved(root, (node.text or "").strip())
            if str(node.tag).endswith("Res") and name in self._parts.names:
                for unit in self._parts.tree(name).iter("{*}CompositeGraphicUnit"):
                    yield str(unit.get("ID")), unit


def _place_of(node: Element) -> _Place:
    """Return where an object stands in what holds it."""
    box, turn = _numbers(node.get("Boundary")), _numbers(node.get("CTM"))
    a, b, c, d, e, f = turn if len(turn) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    left, top = (box[0], box[1]) if len(box) >= 2 else (0.0, 0.0)
    return _Place(a, b, c, d, e + left, f + top)


def _words_of(node: Element, place: _Place) -> Iterator[_Words]:
    size = next(iter(_numbers(node.get("Size"))), 0.0)
    x = y = 0.0
    for code in node.iterfind("{*}TextCode"):
        text = "".join((code.text or "").split("\n")).strip("\r\0")
        x = next(iter(_numbers(code.get("X"))), x)
        y = next(iter(_numbers(code.get("Y"))), y)
        left, foot = place.at(x, y)
        width = _width(text, size, str(code.get("DeltaX") or ""))
        if text.strip():
            yield _Words(left, left + abs(place.a) * width, foot, abs(size * place.d) or size or 1.0, text)


def _width(text: str, size: float, steps: str) -> float:
    """Return how wide letters stand: by the steps that are written, `g 3 2.1` for three steps of 2.1, else by guess."""
    guess = sum(size if letter > "\u2000" else size / 2 for letter in text)
    tokens = steps.split()
    total = 0.0
    while tokens:
        token = tokens.pop(0)
        times = 1.0
        if token == "g" and len(tokens) >= 2:
            times, token = next(iter(_numbers(tokens.pop(0))), 0.0), tokens.pop(0)
        total += times * next(iter(_numbers(token)), 0.0)
    return total + size if total > 0 else guess


def _numbers(text: object) -> list[float]:
    numbers = [float(number) for number in _NUMBER.findall(str(text or ""))]
    return [max(-_FAR, min(_FAR, number)) for number in numbers]


def _lines(words: Iterable[_Words]) -> list[str]:
    """Put words into lines, from the top down and from left to right; what is printed twice is taken once."""
    lines: list[list[_Words]] = []
    for found in sorted(words, key=lambda words: (words.foot, words.left)):
        if lines and found.foot - lines[-1][0].foot < _SAME_LINE * min(found.size, lines[-1][0].size):
            lines[-1].append(found)
        else:
            lines.append([found])
    return [_joined(sorted(line, key=lambda words: words.left)) for line in lines]


def _joined(line: list[_Words]) -> str:
    text = ""
    last: _Words | None = None
    for found in line:
        if last is not None:
            if found.text == last.text and abs(found.left - last.left) < _SAME_LINE * found.size / 2:
                continue
            text += " " * (found.left - last.right > _GAP * found.size)
        text += found.text
        last = found
    return text.strip()
