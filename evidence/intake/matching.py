"""How well a paper's words fit what each slot and item asks for: character bigrams, weighted by their rarity."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import add

from evidence.model import Criterion, Slot

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z]+|\d+")
_QUOTES = re.compile(r"[“”‘’\"'「」]")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")
# Words of office style, which say nothing of the subject.
_STYLE = re.compile(
    r"关于|印发|下达|转发|开展|做好|进一步|加强|推进|组织|工作|情况|有关|全县|全市|全区|全镇|全乡|本县|我县|年度|进行|实施|"
    r"的?通知$|的?函$|[的和与及]|[上下]半年|第?[一二三四五六七八九十]+[季月次届期批]度?"
)
_K1, _B = 1.2, 0.6  # BM25: saturation of repeated words, penalty of long items


def bigrams(text: str) -> list[str]:
    """Return the pairs of neighbouring Chinese characters, and each word in letters; numbers say too little."""
    found: list[str] = []
    for run in _RUN.findall(_QUOTES.sub("", unicodedata.normalize("NFKC", text).lower())):
        if run[0].isdigit():
            continue
        found += [run] if run[0].isascii() or len(run) == 1 else map(add, run, run[1:])
    return found


def subject_words(text: str) -> frozenset[str]:
    """Return the words of a title or a slot's name that tell its subject and kind, office style left out."""
    return frozenset(bigrams(_STYLE.sub(" ", text)))


class Index:
    """The words of all items and slots of a scheme."""

    def __init__(self, leaves: Sequence[Criterion], above: Mapping[str, str]) -> None:
        """Index the items; `above` gives for each item's id the titles of the groups over it."""
        documents = [_document(leaf, above.get(leaf.id, "")) for leaf in leaves]
        self._count = len(leaves)
        self._rarity = _rarity(documents)
        self._unknown = math.log(1 + len(leaves))  # a word that no item has says as much as the rarest
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        mean = sum(sum(document.values()) for document in documents) / max(1, len(documents)) or 1.0
        for number, document in enumerate(documents):
            longer = 1 - _B + _B * sum(document.values()) / mean
            for word, count in document.items():
                weight = self._rarity[word] * count * (_K1 + 1) / (count + _K1 * longer)
                self._postings[word].append((number, weight))
        self._names: dict[str, float] = {}
        self._in_names: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for leaf in leaves:
            for slot in leaf.required:
                words = subject_words(_ASIDE.sub("", slot.name)) or subject_words(slot.name)
                self._names[slot.id] = self.weight(words)
                for word in words:
                    self._in_names[word].append((slot.id, self.weight((word,))))

    def relevance(self, query: Mapping[str, float], most: float = math.inf) -> list[float]:
        """Return the BM25 score of each item for words of weights up to `most`, in the order of the items."""
        scores = [0.0] * self._count
        for word, weight in query.items():
            if word in self._postings:
                weight = min(weight, most)  # noqa: PLW2901
                for number, score in self._postings[word]:
                    scores[number] += weight * score
        return scores

    def explained(self, words: frozenset[str]) -> list[float]:
        """Return the share (0–1, by weight) of `words` that each item has, in the order of the items."""
        shares = [0.0] * self._count
        total = self.weight(words) or 1.0
        for word in words:
            for number, _ in self._postings.get(word, ()):
                shares[number] += self._rarity[word] / total
        return shares

    def in_common(self, words: Iterable[str]) -> dict[str, float]:
        """Return by slot how much weight of its name stands among `words`, for the slots that have any."""
        found: dict[str, float] = defaultdict(float)
        for word in words:
            for slot, weight in self._in_names.get(word, ()):
                found[slot] += weight
        return found

    def name_weight(self, slot: Slot) -> float:
        """Return the weight of a slot's name, which is never 0."""
        return self._names[slot.id] or 1.0

    def weight(self, words: Iterable[str]) -> float:
        """Return how much words tell together, by their rarity."""
        return sum(self._rarity.get(word, self._unknown) for word in words)


def _document(leaf: Criterion, above: str) -> Counter[str]:
    words = Counter(bigrams(f"{above} {leaf.title or ''} {leaf.text or ''}"))
    for slot in leaf.required:
        words.update(bigrams(slot.name))
        words.update(subject_words(slot.name) - set(bigrams(slot.name)))
    return words


def _rarity(documents: Sequence[Counter[str]]) -> dict[str, float]:
    counts = Counter(word for document in documents for word in document)
    return {word: math.log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for word, n in counts.items()}
