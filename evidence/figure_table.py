"""关键数据表: what the dossier must agree on, one value, one owner, one source each."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.journal import Action
from evidence.key_figures import KeyFigure, KeyFigureId, number_of
from evidence.model import new_id
from evidence.snapshot import Changes

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_LEAST_NAME = 2  # characters: one alone stands in every text


class FigureTable:
    """A service of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def write(self, figure: KeyFigure) -> Changes:
        """Record a figure, in the place of the one with its id; raise `RequestError` for one that is there already."""
        named = replace(figure, name="".join(figure.name.split()), measure=figure.measure.strip(), mentions=())
        if len(named.name) < _LEAST_NAME:
            raise RequestError("figure_name")
        for other in self._workspace.snapshot().key_figures:
            if other.id != named.id and (other.name, other.year) == (named.name, named.year):
                raise RequestError("figure_known", name=named.name, year=str(named.year))
        with self._workspace.writing(Action.EDIT_FIGURES) as writer:
            writer.write_figure(named)
        return writer.changes

    def remove(self, figures: Sequence[KeyFigureId]) -> Changes:
        """Take figures out of the table."""
        with self._workspace.writing(Action.EDIT_FIGURES) as writer:
            writer.remove_figures(figures)
        return writer.changes


def new_figure(name: str, year: int, value: Decimal, measure: str = "", owner: str = "") -> KeyFigure:
    """Return a figure that is in no table yet."""
    return KeyFigure(KeyFigureId(new_id()), name, year, value, measure, owner, None)


def typed_year(text: str) -> int:
    """Return a year as it was typed; raise `RequestError` for what is none."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
    if not (plain.isdecimal() and len(plain) == 4):
        raise RequestError("figure_year", year=text.strip())
    return int(plain)


def typed_value(text: str) -> Decimal:
    """Return a value as it was typed; raise `RequestError` for what is none."""
    value = number_of(text)
    if value is None:
        raise RequestError("figure_value", value=text.strip())
    return value
