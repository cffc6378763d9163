"""The index of texts: which originals hold a run of characters, and what else a search reads.

Texts are folded, and of each the pairs of neighbouring characters are indexed, in order: a run of characters is a
phrase of pairs, found without a dictionary of words and without reading the texts. Single characters have an index of
their own: merging all pairs that begin with one takes ten times as long. No index keeps a text: it stands in
`original_text` alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from evidence.folding import fold_with_letters
from evidence.model import BatchId, OriginalId, PageRange, PieceId
from evidence.store.reading import whole_text
from evidence.store.source import Source, ask, ask_one

if TYPE_CHECKING:  # loaded by the first write
    from sqlalchemy import Connection

PAIRS, LETTERS = "text_pairs", "text_letters"
# SQLite's own tables: no schema of SQLAlchemy knows them. The tokenizer parts tokens at ASCII that is no letter or
# digit, which folded texts do not have.
_INDEXES = (
    f"CREATE VIRTUAL TABLE {PAIRS} USING fts5(pairs, content='', columnsize=0, tokenize='ascii')",
    f"CREATE VIRTUAL TABLE {LETTERS} USING fts5(letters, content='', columnsize=0, detail=none, tokenize='ascii')",
)
# What comes in together is written together, and merged sixteen by sixteen: by default it is both a megabyte at a time.
_WRITING = (("hashsize", 16 << 20), ("automerge", 16))
_AT_ONCE = 100  # texts
_FOUR_BYTES = "utf-32-le"  # of each character, so that arrays of integers move them
_BLANK = array("I", " ".encode(_FOUR_BYTES))


def make_index(connection: Connection) -> None:
    """Make the index of all texts that are there, in place of one that was made before."""
    for name, statement in zip((PAIRS, LETTERS), _INDEXES, strict=True):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        connection.exec_driver_sql(statement)
        for option, value in _WRITING:
            connection.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES (?, ?)", (option, value))  # noqa: S608
    connection.exec_driver_sql("DELETE FROM searched")
    keys = [key for (key,) in ask(connection, "SELECT id FROM original_text ORDER BY rowid")]
    for start in range(0, len(keys), _AT_ONCE):
        index_texts(connection, {key: whole_text(connection, key) for key in keys[start : start + _AT_ONCE]})
    for statement in tidying():
        connection.exec_driver_sql(statement)


def tidying() -> tuple[str, ...]:
    """Return the statements that put the indexes in order: of texts that were forgotten nothing is left in them."""
    return tuple(f"INSERT INTO {name}({name}) VALUES ('optimize')" for name in (PAIRS, LETTERS))  # noqa: S608 — our own names


def index_texts(connection: Connection, texts: Mapping[str, str]) -> None:
    """Let the texts of originals be found that were not in the index."""
    if not texts:
        return
    (last,) = ask_one(connection, "SELECT coalesce(max(number), 0) FROM searched")
    numbered = list(enumerate(texts, last + 1))
    connection.exec_driver_sql("INSERT INTO searched (number, original_id) VALUES (?, ?)", numbered)
    _write(
        connection,
        [(number, texts[key]) for number, key in numbered],
        "INSERT INTO text_pairs (rowid, pairs) VALUES (?, ?)",
        "INSERT INTO text_letters (rowid, letters) VALUES (?, ?)",
    )


def forget_texts(connection: Connection, texts: Mapping[str, str]) -> None:
    """Let the texts of originals be found no more; they are given as they were indexed, since no index keeps them."""
    if not texts:
        return
    gone: list[tuple[int, str]] = []
    for key, text in texts.items():
        found = ask(connection, "SELECT number FROM searched WHERE original_id = ?", key)
        gone += [(number, text) for (number,) in found]
    _write(
        connection,
        gone,
        "INSERT INTO text_pairs (text_pairs, rowid, pairs) VALUES ('delete', ?, ?)",
        "INSERT INTO text_letters (text_letters, rowid, letters) VALUES ('delete', ?, ?)",
    )
    for number, _ in gone:
        connection.exec_driver_sql("DELETE FROM searched WHERE number = ?", (number,))


def originals_with(source: Source, word: str) -> frozenset[OriginalId]:
    """Return the originals whose texts hold a folded word of one character or more."""
    index = PAIRS if len(word) > 1 else LETTERS
    statement = (
        f"SELECT searched.original_id FROM {index} JOIN searched ON searched.number = {index}.rowid"  # noqa: S608
        f" WHERE {index} MATCH ?"
    )
    return frozenset(key for (key,) in ask(source, statement, f'"{_pairs(word) or word}"'))


def text_of(source: Source, part: PageRange, pages: int | None) -> str:
    """Return the text of a part of an original that has so many pages; empty where its pages cannot be told apart."""
    text = whole_text(source, part.original)
    if part.first is None or part.last is None:
        return text
    found = text.split("\f")
    return "\f".join(found[part.first - 1 : part.last]) if len(found) == pages else ""


def pieces_of_batch(source: Source, batch: BatchId) -> frozenset[PieceId]:
    """Return the pieces that files of an arrival became, or are copies of."""
    found = ask(source, "SELECT piece_id FROM arrival WHERE batch_id = ? AND piece_id IS NOT NULL", batch)
    return frozenset(PieceId(key) for (key,) in found)


def _write(connection: Connection, texts: Iterable[tuple[int, str]], in_pairs: str, in_letters: str) -> None:
    """Write texts by their numbers into both indexes, or out of them."""
    pairs: list[tuple[int, str]] = []
    letters: list[tuple[int, str]] = []
    for number, text in texts:
        folded, different = fold_with_letters(text)
        pairs.append((number, _pairs(folded)))
        letters.append((number, " ".join(different)))
    if pairs:
        connection.exec_driver_sql(in_pairs, pairs)
        connection.exec_driver_sql(in_letters, letters)


def _pairs(folded: str) -> str:
    """Return the pairs of neighbouring characters, in order, parted by blanks."""
    characters = array("I", folded.encode(_FOUR_BYTES))
    count = max(0, len(characters) - 1)
    pairs = array("I", bytes(3 * 4 * count))
    pairs[0::3], pairs[1::3], pairs[2::3] = characters[:count], characters[1:], _BLANK * count
    return pairs[:-1].tobytes().decode(_FOUR_BYTES)
