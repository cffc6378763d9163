"""What a scheme and each of its items are about, beside what any office writes: near misses share only the latter."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping

from evidence.intake.office_words import field_words, subject_words

_ALL_SHARE, _NEARLY_AS_MANY = 0.25, 0.8  # of the items; of those that have the commonest word
_FEWEST_ITEMS = 8  # of a table of fewer no word is told to be its subject
_FULL = 4.5  # words as rare as can be, that paper and item share: more prove no more


class Fields:
    """The words of each item's own field, and the word that the whole scheme turns on (食品, 防火)."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Know the items by their ids, each with all that its row says."""
        self._words = {item: field_words(text) for item, text in texts.items()}
        counts = Counter(word for words in self._words.values() for word in words)
        self._rarity = {word: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for word, n in counts.items()}
        self._most = _FULL * math.log(1 + len(texts)) or 1.0
        common = Counter(word for text in texts.values() for word in subject_words(text))
        top = max(common.values(), default=0)
        self._few = len(texts) < _FEWEST_ITEMS
        told = not self._few and top >= _ALL_SHARE * len(texts)
        self.subject = frozenset(word for word, n in common.items() if told and n >= _NEARLY_AS_MANY * top)
        self._on_subject = {item for item, text in texts.items() if self.subject & subject_words(text)}

    def shared(self, item: str, words: Collection[str]) -> float:
        """Return how much (0–1) of a paper's `field_words` the item has too, weighted by their rarity."""
        return min(1.0, sum(self._rarity[word] for word in self._words[item].intersection(words)) / self._most)

    def words(self, item: str) -> frozenset[str]:
        """Return the words of an item's own field."""
        return self._words[item]

    def on_subject(self, item: str, text: str) -> float:
        """Tell whether a paper speaks of what the scheme turns on: 1; 0: the item does, the paper not; ½: neither.

        ½ as well where a scheme turns on no one word; in a table of few items nothing is asked.
        """
        if self._few or any(word in text for word in self.subject):
            return 1.0
        return 0.0 if item in self._on_subject else 0.5
