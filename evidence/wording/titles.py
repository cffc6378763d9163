"""Titles as they stand in a sentence, and what a table is called that has none."""

from __future__ import annotations

from collections.abc import Iterable

SCHEME = "评价细则"  # whose table tells no title, and whose file is called nothing that a paper could say
_LONG = 28  # characters that fit into a menu
_INNER_BRACKETS = str.maketrans("（）", "〔〕")
_INNER = str.maketrans("《》", "〈〉")


def in_marks(title: str) -> str:
    """Return a title in 《》, the titles within it in 〈〉 (GB/T 15834)."""
    return f"《{title.translate(_INNER)}》"


def in_menu(title: str | None, file_name: str | None) -> str:
    """Return what a paper is called in a menu: its title, or its file's name in [] as archives write it."""
    if title is None and file_name is not None:
        return f"[{_shortened(file_name.rpartition('.')[0] or file_name)}]"
    return in_marks(_shortened(title or "（无题名）"))


def _shortened(title: str) -> str:
    return title if len(title) <= _LONG else f"{title[: _LONG - 9]}…{title[-8:]}"


def further(title: str, at: int) -> str:
    """Return the title of the second, third … of those that are called the same."""
    return f"{title}（{at}）"


def in_brackets(texts: Iterable[str]) -> str:
    """Return texts in （）, the brackets within them of another form (GB/T 15834); nothing of none."""
    said = "，".join(text.translate(_INNER_BRACKETS) for text in texts)
    return f"（{said}）" if said else ""
