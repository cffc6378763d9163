"""What a file says and what follows from that: worked out where the file is read, in the reading processes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from evidence.extract.found import Reading
from evidence.intake.alike import Sketch, sketch_of
from evidence.intake.facts import facts_of
from evidence.intake.suggest import Suggester
from evidence.intake.uncertain import doubted, pages_to_cut
from evidence.model import Facts, Flag, Suggestion
from evidence.origins import Origins

_MANY = 500  # files of one arrival, from which on what hashes them sooner is loaded: each process takes 0.1 s for it


class Understood(Struct, frozen=True):
    """A reading with what is made of it."""

    reading: Reading
    facts: Facts
    noticed: frozenset[Flag]
    origins: Origins
    suggestions: tuple[Suggestion, ...]
    sketch: Sketch | None


class Understanding(Struct, frozen=True):
    """What is needed to understand the files of one arrival; it is sent once to each reading process."""

    sources: Sequence[PurePosixPath]  # the path each file came by
    suggester: Suggester
    place: str | None  # the county whose project it is: papers leave it out

    def __call__(self, index: int, reading: Reading) -> Understood:
        """Return what is made of the reading of the file with this index."""
        source, owed = self.sources[index], self.suggester.owed
        facts, noticed, origins = facts_of(reading, owed.bare(source), self.place)
        facts, origins = owed.told(facts, origins, source)
        found = self.suggester.suggest(facts, reading.text, source)
        suggestions = doubted(found, reading.flags, pages_to_cut(reading.media_type, reading.text))
        sketch = sketch_of(reading.text, facts, of_many=len(self.sources) >= _MANY) if reading.text else None
        return Understood(reading, facts, noticed, origins, suggestions, sketch)
