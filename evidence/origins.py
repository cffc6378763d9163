"""Where facts come from: `text:2` is the second page, the others are words of their own."""

from __future__ import annotations

from evidence.model import Fact, Facts

IN_TEXT, IN_NAME, IN_FOLDER, BY_CAMERA, BY_KIND_OF_FILE, BY_CLERK = "text", "name", "folder", "camera", "file", "clerk"
ON_PICTURE, BY_SIGNATURE = "picture", "signature"
BY_DEBT_CODE = "debt_code"  # what the gap asks for whose 补报码 the file carries

PAGES = "pages"  # what a piece has beside its facts: its number of pages, where a clerk counted them

Origins = tuple[tuple[str, str], ...]  # by the name of a field of `Facts`


def on_page(page: int) -> str:
    """Return the origin of what stands on a page (1-based)."""
    return f"{IN_TEXT}:{page}"


def on_picture(page: int) -> str:
    """Return the origin of what can be seen on the picture of a page (1-based)."""
    return f"{ON_PICTURE}:{page}"


def split(origin: str) -> tuple[str, int | None]:
    """Return an origin's word and its page, if it has one."""
    word, _, page = origin.partition(":")
    return word, int(page) if page.isdecimal() else None


def behind(origins: Origins, pages: int) -> Origins:
    """Return origins of a text that stands behind so many other pages in its file."""
    told = ((name, *split(origin), origin) for name, origin in origins)
    return tuple((name, origin if page is None else f"{word}:{page + pages}") for name, word, page, origin in told)


def in_general(origin: str) -> str:
    """Return an origin without its page: that of what is reasoned from what stands there."""
    return split(origin)[0]


def typed(facts: Facts) -> Origins:
    """Return the origins of facts that a clerk typed."""
    return tuple((fact.value, BY_CLERK) for fact in Fact if getattr(facts, fact) is not None)
