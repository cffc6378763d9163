"""Papers whose texts are the same for the most part (内容雷同), found without comparing each with each.

A text is folded to what two offices that copied from each other have in common: letters without blanks, points and
digits, without the names of the offices themselves. Of its runs of four letters the lowest hashes are kept (a bottom-k
sketch): as many of these as two papers share, as much they share of their texts, within three points of a hundred.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from array import array
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct

from evidence.intake.paper import HAN
from evidence.model import Facts, OriginalId, PieceId
from evidence.snapshot import Snapshot
from evidence.store.alike import sketches
from evidence.store.reading import whole_text
from evidence.store.source import Source

_RUN_BYTES, _LETTER_BYTES = 8, 2  # a run is four letters in UTF-16, and so one whole number of 64 bits
_HASHES = 815_730_739  # a hash is what is left of such a number: a prime under 2 ** 30, which Python divides by fastest
_KIND = ":"  # what sketches of these hashes begin with; those of former ones are made anew
_KEPT = 192  # hashes of a paper
_KEYS = 24  # of these, the lowest, by which papers that may be alike are looked up
_SHARED_KEYS = 4
_MOST_COMPARED = 60
_MOST_UNDER_A_KEY = 60  # papers, the last ones: what more have is a form of words
_MOST_TOLD = 3  # papers that a paper is told to be like
_LONGEST = 60_000  # letters of a paper that are looked at

# How many runs a text must have to be judged at all, and from how many on it is a long one.
_LEAST, _LONG = 80, 300
_ALIKE_LONG, _ALIKE_SHORT, _ALIKE_FORM = 0.7, 0.85, 0.95
# A paper that is all in another one, which is at most so many times as long: a draft to which paragraphs were added.
_CONTAINED, _MOST_TIMES = 0.9, 2.5
_LEAST_SHARE = _CONTAINED / (1 + _MOST_TIMES - _CONTAINED)  # of both texts together, that either asks for

# Their papers look alike by the form that they fill in: there the digits count.
_FORMS = frozenset({"台账/登记表", "统计表/报表", "会议通知/议程/签到", "检验报告", "证书/资质"})
_IN_CELLS = 0.5  # share of the lines of a text that are rows of a table
_LETTERS = re.compile(rf"[{HAN}a-z]+")
_CHARACTERS = re.compile(rf"[{HAN}a-z0-9]+")
_TOWNSHIP = re.compile(rf"[{HAN}]{{2}}(?:镇|乡|街道)")
_STEM = re.compile(rf"([{HAN}]{{2,4}}?)(?:镇|乡|街道|县|区|局)")


class Sketch(Struct, frozen=True):
    """What is kept of a text to compare it."""

    form: bool
    runs: int  # different ones in the text
    lowest: array[int]  # hashes, ascending

    def encoded(self) -> str:
        """Return it as text."""
        packed = struct.pack(f"<?L{len(self.lowest)}L", self.form, self.runs, *self.lowest)
        return _KIND + b64encode(packed).decode()


def decoded(text: str) -> Sketch:
    """Return what `Sketch.encoded` made a text of."""
    packed = b64decode(text.removeprefix(_KIND))
    form, runs, *lowest = struct.unpack(f"<?L{(len(packed) - 5) // 4}L", packed)
    return Sketch(form, runs, array("I", lowest))


def sketch_of(text: str, facts: Facts, *, of_many: bool = False) -> Sketch | None:
    """Return the sketch of a paper's text; None where that is too short to tell anything.

    `of_many` says that a process makes so many that it pays to load NumPy, which hashes ten times as fast.
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
    form = facts.kind in _FORMS or _is_in_cells(text)
    folded = "".join((_CHARACTERS if form else _LETTERS).findall(_without_names(text, facts)))
    runs, lowest = (hashed_at_once if of_many else hashed)(folded)
    return Sketch(form, runs, array("I", lowest)) if runs >= _LEAST else None


class Likenesses:
    """The papers of a project by their sketches; each new one is told which of the others it is like."""

    def __init__(self) -> None:
        """Know no paper yet."""
        self.made: dict[OriginalId, str] = {}  # of texts that had no sketch yet
        self._known: dict[PieceId, tuple[Sketch, Facts]] = {}
        self._by_key: dict[tuple[bool, int], list[PieceId]] = {}

    def add(self, piece: PieceId, sketch: Sketch, facts: Facts) -> None:
        """Know one more."""
        self._known[piece] = sketch, facts
        for key in sketch.lowest[:_KEYS]:
            self._by_key.setdefault((sketch.form, key), []).append(piece)

    def title(self, piece: PieceId) -> str | None:
        """Return what a paper is called."""
        return self._known[piece][1].title

    def like(self, sketch: Sketch, facts: Facts) -> dict[PieceId, float]:
        """Return the papers that one is like, at most three, the most alike first, with the share that is the same."""
        under = (self._by_key.get((sketch.form, key), ())[-_MOST_UNDER_A_KEY:] for key in sketch.lowest[:_KEYS])
        shared = Counter(chain.from_iterable(under))
        found: dict[PieceId, float] = {}
        hashes = frozenset(sketch.lowest)
        for piece, keys in shared.most_common(_MOST_COMPARED):
            if keys < _SHARED_KEYS:
                break
            known, known_facts = self._known[piece]
            share = _share(sketch, known, hashes.intersection(known.lowest))
            if share and not (min(sketch.runs, known.runs) < _LONG and _of_a_series(facts, known_facts)):
                found[piece] = share
        return dict(islice(sorted(found.items(), key=lambda item: -item[1]), _MOST_TOLD))


def likenesses_of(source: Source, snapshot: Snapshot) -> Likenesses:
    """Return the papers of a project; sketches of texts that have none yet are made."""
    found = Likenesses()
    for original, piece, kept in sketches(source):
        facts = snapshot.piece_by_id[piece].facts
        if kept is None or (kept and not kept.startswith(_KIND)):
            sketch = sketch_of(whole_text(source, original), facts)
            found.made[original] = sketch.encoded() if sketch else ""
        else:
            sketch = decoded(kept) if kept else None
        if sketch:
            found.add(piece, sketch, facts)
    return found


def _share(one: Sketch, other: Sketch, both: frozenset[int]) -> float:
    """Return the share of two texts that is the same, 0 where it is too little to be told."""
    if len(both) < _LEAST_SHARE * min(len(one.lowest), len(other.lowest)):
        return 0.0
    low = sorted({*one.lowest, *other.lowest})[:_KEPT]
    same = sum(value in both for value in low) / len(low)
    shorter, longer = sorted((one.runs, other.runs))
    if one.form:
        return same if same >= _ALIKE_FORM else 0.0
    if same >= (_ALIKE_LONG if shorter >= _LONG else _ALIKE_SHORT):
        return same
    contained = min(1.0, same * (shorter + longer) / (1 + same) / shorter)
    return contained if shorter >= _LONG and contained >= _CONTAINED and longer <= _MOST_TIMES * shorter else 0.0


def _of_a_series(one: Facts, other: Facts) -> bool:
    """Tell whether two papers are an office's own of different days or numbers, which short ones are alike by form."""
    if not one.issuer or (one.issuer, one.unit) != (other.issuer, other.unit):
        return False
    pairs = ((one.issued_on, other.issued_on), (one.document_number, other.document_number))
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)


def hashed(folded: str) -> tuple[int, list[int]]:
    """Return how many different hashes the runs of a folded text have, and the lowest of these, ascending."""
    hashes = [run % _HASHES for run in _runs(folded)]
    different = len(set(hashes))
    return different, _lowest(hashes, different) if hashes else []


def hashed_at_once(folded: str) -> tuple[int, list[int]]:
    """Return the same as `hashed`, by NumPy."""
    import numpy as np

    letters = np.frombuffer(folded.encode("utf-16-le"), "<u2").astype(np.uint64)
    if len(letters) < _RUN_BYTES // _LETTER_BYTES:
        return 0, []
    runs = letters[:-3] | letters[1:-2] << 16 | letters[2:-1] << 32 | letters[3:] << 48
    hashes = (runs % _HASHES).astype(np.uint32)
    hashes.sort()
    different = hashes[np.append(True, hashes[1:] != hashes[:-1])]
    return len(different), different[:_KEPT].tolist()


def _runs(folded: str) -> Iterator[int]:
    """Yield each four letters in a row as a number, in no order that matters."""
    letters = folded.encode("utf-16-le")  # all of them are of two bytes
    starts = range(0, _RUN_BYTES, _LETTER_BYTES)
    ends = (start + (len(letters) - start) // _RUN_BYTES * _RUN_BYTES for start in starts)
    return chain.from_iterable(
        memoryview(letters)[start:end].cast("Q") for start, end in zip(starts, ends, strict=True) if end > start
    )


def _lowest(hashes: Sequence[int], different: int) -> list[int]:
    """Return the lowest of so many different hashes, ascending, each once.

    Hashes lie evenly, so that of many only the low ones need be sorted.
    """
    enough = 2 * _KEPT * _HASHES // different
    low = {value for value in hashes if value < enough}  # not looked for in a set: a list is gone through much sooner
    return sorted(low if len(low) >= _KEPT else set(hashes))[:_KEPT]


def _is_in_cells(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return sum("\t" in line for line in lines) > _IN_CELLS * len(lines)


def _without_names(text: str, facts: Facts) -> str:
    """Return a text without blanks and the names of who wrote it and handed it in, and of townships."""
    text = "".join(text.split())
    for name in sorted(set(_names(facts)), key=len, reverse=True):
        text = text.replace(name.casefold(), "")
    return _TOWNSHIP.sub("", text)


def _names(facts: Facts) -> Iterator[str]:
    for office in (facts.unit, facts.issuer):
        for name in re.split(r"[；、]", office or ""):
            if len(name) > 1:
                yield name
                if stem := _STEM.match(name):
                    yield from (stem.group(0), stem.group(1))
