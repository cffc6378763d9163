"""How each project was laid out on this PC; kept beside the settings, never in the project."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast

from app import kept_file
from ui.layouts import Columns, Layout, Part

_MOST = 20  # projects
_LARGEST_PX = 100_000


class KeptLayouts:
    """The file of it; what cannot be read or written costs the memory, no more."""

    def __init__(self, settings: Path) -> None:
        """Keep it beside the file of settings."""
        self._path = settings.with_name("layouts.toml")

    def load(self, project: Path) -> Layout:
        """Return how a project was laid out; what is not known or damaged is as at first."""
        return self._load().get(str(project), Layout())

    def keep(self, project: Path, layout: Layout) -> None:
        """Remember it."""
        others = {known: kept for known, kept in self._load().items() if known != str(project)}
        newest = [*others.items(), (str(project), layout)][-_MOST:]
        text = "# 备检：各项目的窗口布局，由程序写入。\n" + "".join(_written(known, kept) for known, kept in newest)
        with suppress(OSError):
            kept_file.save(self._path, text)

    def _load(self) -> dict[str, Layout]:
        return kept_file.load(self._path, _layouts, {})


def _written(project: str, layout: Layout) -> str:
    def table(name: str, values: Mapping[str, object]) -> str:
        lines = "".join(f"{kept_file.quoted(key)} = {value}\n" for key, value in values.items())
        return f"[layout.{name}]\n{lines}" if lines else ""

    window = f"window = {list(layout.window)}\n" if layout.window is not None else ""
    hidden = ", ".join(kept_file.quoted(part) for part in sorted(layout.hidden))
    return (
        f"\n[[layout]]\nproject = {kept_file.quoted(project)}\n{window}"
        f"maximized = {str(layout.maximized).lower()}\nhidden = [{hidden}]\n"
        f"pane = {kept_file.quoted(layout.pane)}\nitem = {kept_file.quoted(layout.item)}\n"
        f"paper = {kept_file.quoted(layout.paper)}\n"
        + table("sizes", {name: list(sizes) for name, sizes in layout.sizes.items()})
        + table("orders", {name: kept_file.quoted(order) for name, order in layout.orders.items()})
        + table("widths", {name: list(columns.widths_em) for name, columns in layout.columns.items()})
        + table("places", {name: list(columns.order) for name, columns in layout.columns.items()})
    )


def _layouts(read: dict[str, object]) -> dict[str, Layout]:
    found: dict[str, Layout] = {}
    for one in _list(read.get("layout")):
        known = _table(one)
        project = known.get("project")
        if isinstance(project, str):
            found[project] = _layout(known)
    return found


def _layout(known: dict[str, object]) -> Layout:
    """Return what is there and makes sense."""
    window = _integers(known.get("window"))
    parts = {part.value: part for part in Part}
    places = {name: _integers(order) for name, order in _table(known.get("places")).items()}
    widths = {name: _numbers(sizes) for name, sizes in _table(known.get("widths")).items()}
    sizes = {name: _integers(sizes) for name, sizes in _table(known.get("sizes")).items()}
    return Layout(
        window=window if len(window) == 4 and min(window[2:]) > 0 else None,
        maximized=known.get("maximized") is True,
        sizes={name: those for name, those in sizes.items() if those and min(those) >= 0},
        hidden=frozenset(parts[part] for part in _list(known.get("hidden")) if isinstance(part, str) and part in parts),
        columns={name: Columns(those, places[name]) for name, those in widths.items() if places.get(name)},
        orders={name: order for name, order in _table(known.get("orders")).items() if isinstance(order, str)},
        pane=pane if isinstance(pane := known.get("pane"), str) else "",
        item=item if isinstance(item := known.get("item"), str) else "",
        paper=paper if isinstance(paper := known.get("paper"), str) else "",
    )


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _table(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _numbers(value: object) -> tuple[float, ...]:
    """Return the numbers of a list, none if anything else is among them."""
    found = _list(value)
    numbers = tuple(float(one) for one in found if isinstance(one, int | float) and abs(one) <= _LARGEST_PX)
    return numbers if len(numbers) == len(found) else ()


def _integers(value: object) -> tuple[int, ...]:
    numbers = _numbers(value)
    return tuple(map(int, numbers)) if all(number.is_integer() for number in numbers) else ()
