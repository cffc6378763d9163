"""How the user read criteria tables before, by their headings; kept beside the settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app import kept_file

if TYPE_CHECKING:
    from evidence.scheme.columns import KnownColumns  # the first window is painted without


class KeptColumns:
    """The file of what was chosen; what cannot be read or written costs the memory, no more."""

    def __init__(self, settings: Path) -> None:
        """Keep it beside the file of settings."""
        self._path = settings.with_name("columns.toml")

    def load(self) -> tuple[KnownColumns, ...]:
        """Return what was chosen, newest first."""
        return kept_file.load(self._path, _known, ())

    def save(self, known: Sequence[KnownColumns]) -> None:
        """Keep this and nothing else; raise `OSError` if the disk refuses."""
        text = "# 备检：以前为细则表选定的各栏用途，由程序写入。\n" + "".join(map(_written, known))
        kept_file.save(self._path, text)


def _written(known: KnownColumns) -> str:
    heads = "".join(f"    {_listed(row)},\n" for row in known.heads)
    return (
        f"\n[[table]]\nsheet = {kept_file.quoted(known.sheet)}\n"
        f"heads = [\n{heads}]\nroles = {_listed([role.value for role in known.roles])}\n"
    )


def _listed(words: Sequence[str]) -> str:
    return "[" + ", ".join(map(kept_file.quoted, words)) + "]"


def _known(read: dict[str, object]) -> tuple[KnownColumns, ...]:
    return tuple(_table(table) for table in _list(read.get("table", [])))


def _table(table: object) -> KnownColumns:
    from evidence.scheme.columns import KnownColumns
    from evidence.scheme.roles import Role
    from evidence.wording import tables as table_words

    match table:
        case {"sheet": str(sheet), "heads": list(), "roles": list()}:
            fields = cast("dict[str, list[object]]", table)
            heads, roles = tuple(_words(row) for row in fields["heads"]), _words(fields["roles"])
            if heads and table_words.ROLES.keys() >= set(roles):
                return KnownColumns(sheet, heads, tuple(map(Role, roles)))
        case _:
            pass
    message = "not a table that this program kept"
    raise ValueError(message)


def _words(value: object) -> tuple[str, ...]:
    words = _list(value)
    if not all(isinstance(word, str) for word in words):
        message = "not words"
        raise ValueError(message)
    return tuple(map(str, words))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        message = "not a list"
        raise ValueError(message)  # noqa: TRY004 — what a damaged file raises
    return cast("list[object]", value)
