"""Titles as they stand in a sentence."""

from __future__ import annotations

_INNER = str.maketrans("《》", "〈〉")


def in_marks(title: str) -> str:
    """Return a title in 《》, the titles within it in 〈〉 (GB/T 15834)."""
    return f"《{title.translate(_INNER)}》"
