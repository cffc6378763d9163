"""Finding papers among 10,000 of 3,000 characters: against reading all texts, and against FTS5 alone (by the clock).

Texts are made of invented words, some in nearly every paper and most in few, as in those of offices.
"""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import MB, Figure, wall_s

from build import NOON, a_piece, an_item, an_original
from evidence.deliveries import UNKNOWN_DELIVERY
from evidence.folding import fold
from evidence.journal import Action
from evidence.model import Project, SchemeFacts, SchemeReading
from evidence.queries import Query
from evidence.store.database import engine_for
from evidence.store.search import LETTERS, PAIRS, index_texts, make_index
from evidence.store.writing import NewPiece
from evidence.workspace import DATABASE, Workspace, create_workspace

_LENGTHS = (1, 2, 4, 8)  # characters looked for
_PAGE = 20
_MS = 1000
_CHUNK = 50  # papers in a transaction, as they arrive
_PER_PAPER = 100  # papers whose indexing is timed
_EVERYWHERE = re.split(
    "/", "食品安全/监督检查/工作/部门/责任/落实/整改/乡镇/学校/餐饮/抽检/会议/研究/部署/的/和/，/。/、/\n"
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many papers of how many characters there are, and how often each length is looked for."""

    papers: int = 10_000
    characters: int = 3_000
    queries: int = 100


FULL = Size()
TINY = Size(papers=30, characters=200, queries=5)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure searches, the size of the index, and what it costs to be made."""
    chance = random.Random(20240108)  # noqa: S311 — no secret
    texts = make_texts(size, chance)
    with TemporaryDirectory() as folder:
        place = Path(folder) / "项目"
        _fill(place, texts)
        return [*_searches(place, texts, size, chance), *_index(place, texts)]


def make_texts(size: Size, chance: random.Random) -> list[str]:
    """Return texts of invented words, a third of them words that stand everywhere."""
    letters = [chr(0x4E00 + chance.randrange(20_000)) for _ in range(3_000)]
    often = [1 / (rank + 5) for rank in range(len(letters))]
    words = ["".join(chance.choices(letters, often, k=chance.choice((1, 2, 2, 2, 3, 4)))) for _ in range(20_000)]
    seldom = [1 / (rank + 10) for rank in range(len(words))]
    found: list[str] = []
    for _ in range(size.papers):
        chosen = chance.choices(words, seldom, k=size.characters // 2)
        told = "".join(chance.choice(_EVERYWHERE) if chance.random() < 1 / 3 else word for word in chosen)
        found.append((told * (1 + size.characters // len(told)))[: size.characters])
    return found


def _fill(place: Path, texts: Sequence[str]) -> None:
    reading = SchemeReading(SchemeFacts("细则", None, None, None), (an_item("1-1"),), ())
    create_workspace(place, Project("云岭县", None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    with Workspace(place, "王敏", lambda: NOON, write=True) as workspace:
        for start in range(0, len(texts), _CHUNK):
            with workspace.writing(Action.TAKE_IN) as writer:
                made: list[NewPiece] = []
                for number, text in enumerate(texts[start : start + _CHUNK], start + 1):
                    original = an_original(f"{number}.docx")
                    piece = a_piece(
                        f"第{number}号文件", number=f"云〔2023〕{number}号", originals=[original], arrived=number
                    )
                    made.append(NewPiece(piece, original, text, ()))
                writer.take_in(writer.new_batch("来件", UNKNOWN_DELIVERY), (), made)


def _searches(place: Path, texts: Sequence[str], size: Size, chance: random.Random) -> list[Figure]:
    figures: list[Figure] = []
    with (
        Workspace(place, "王敏", lambda: NOON, write=False) as workspace,
        closing(sqlite3.connect(place / DATABASE)) as connection,
    ):
        snapshot = workspace.snapshot()
        workspace.searching.find(Query(("预热",)), snapshot)
        for length in _LENGTHS:
            words = [_run(texts, length, chance) for _ in range(size.queries)]

            def ours(word: str) -> object:
                return workspace.searching.find(Query((word,)), snapshot, most=_PAGE)

            def alone(word: str) -> object:
                return connection.execute(*_bare(word)).fetchall()

            def scan(word: str) -> object:
                return connection.execute("SELECT id FROM original_text WHERE text LIKE ?", (f"%{word}%",)).fetchall()

            some = words[: max(5, size.queries // 10)]
            name = f"{length} character{'s' * (length > 1)}"
            figures += [
                Figure(f"{name}: found, ranked and a page shown, 95th percentile", _slow_ms(ours, words), "ms", 50.0),
                Figure(f"{name}: FTS5 alone, 95th percentile", _slow_ms(alone, words), "ms"),
                Figure(f"{name}: all texts read by LIKE, 95th percentile", _slow_ms(scan, some), "ms"),
            ]
    return figures


def _index(place: Path, texts: Sequence[str]) -> list[Figure]:
    with closing(sqlite3.connect(place / DATABASE)) as connection:
        used = f"SELECT coalesce(sum(length(block)), 0) FROM {PAIRS}_data"  # noqa: S608 — our own names
        index_mb = sum(connection.execute(used.replace(PAIRS, name)).fetchone()[0] for name in (PAIRS, LETTERS)) / MB
    text_mb = sum(len(text.encode()) for text in texts) / MB
    fresh = {f"{number:032}": text for number, text in enumerate(texts[:_PER_PAPER])}
    engine = engine_for(place / DATABASE)
    with engine.connect() as writing:
        with writing.begin() as change:
            writing.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # nobody looks: it is rolled back
            paper_s = wall_s(lambda: index_texts(writing, fresh)) / len(fresh)
            change.rollback()
        with writing.begin():
            all_s = wall_s(lambda: make_index(writing))
    return [
        Figure("the index", index_mb, "MB"),
        Figure("the index ÷ the texts", index_mb / text_mb, "×", 2.0),
        Figure("one paper indexed as it arrives", paper_s * _MS, "ms"),
        Figure("one paper indexed as it arrives, of 1,000 characters", paper_s * _MS * 1000 / len(texts[0]), "ms", 1.0),
        Figure(f"{len(texts):,} papers indexed when an older project is opened", all_s, "s", 60.0),
    ]


def _run(texts: Sequence[str], length: int, chance: random.Random) -> str:
    """Return characters that stand in a text, as they are searched."""
    text = fold(chance.choice(texts))
    at = chance.randrange(len(text) - length)
    return text[at : at + length]


def _bare(word: str) -> tuple[str, tuple[str]]:
    index = PAIRS if len(word) > 1 else LETTERS
    wanted = " ".join(map(add, word, word[1:])) or word
    return f"SELECT rowid FROM {index} WHERE {index} MATCH ?", (f'"{wanted}"',)  # noqa: S608 — our own names


def _slow_ms(search: Callable[[str], object], words: Sequence[str]) -> float:
    """Return the 95th percentile of the milliseconds that searches take."""
    taken = sorted(wall_s(lambda: search(word)) for word in words)  # noqa: B023 — called at once
    return taken[round(0.95 * (len(taken) - 1))] * _MS
