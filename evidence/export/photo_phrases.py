"""What is said of photographs: what was typed and read of them, and nothing that is not known."""

from __future__ import annotations

from evidence.export import phrases
from evidence.intake.titles import event_from_name
from evidence.kinds import PHOTO
from evidence.model import Fact, Facts, Piece
from evidence.origins import BY_CLERK, IN_TEXT, in_general
from evidence.snapshot import Snapshot

_PAGE_TITLE = "{code} 照片"
_ONE_OF = "（第{position}张，共{total}张）"


def page_title(code: str) -> str:
    """Return the line at the top of a page of photographs."""
    return _PAGE_TITLE.format(code=code)


def one_of(position: int, total: int) -> str:
    """Return which of a piece's photographs this is."""
    return _ONE_OF.format(position=position, total=total)


def event(piece: Piece, snapshot: Snapshot) -> str | None:
    """Return what a photograph is called that a person or a text tells, or its name without what a camera puts there.

    None where nothing is left then. What only the file's name tells stands in brackets, as archives write it.
    """
    title = piece.facts.title
    if title and in_general(dict(piece.origins).get(Fact.TITLE, "")) in (BY_CLERK, IN_TEXT):
        return title
    if title:
        return event_from_name(title) or title
    names = (snapshot.originals[part.original].name.rsplit(".", 1)[0] for part in piece.parts)
    told = next(filter(None, map(event_from_name, names)), None)
    return f"[{told}]" if told else None


def listed_title(piece: Piece, snapshot: Snapshot) -> str:
    """Return what a directory calls a piece: a photograph its event, if it is known."""
    told = event(piece, snapshot) if piece.facts.kind == PHOTO else None
    return told or phrases.title_of(piece, snapshot)


def caption(facts: Facts) -> str:
    """Return the line under a photograph's title, which names the event: when, where, by whom, handed in by whom."""
    day = facts.issued_on
    told = (
        ("时间：", f"{day.year}年{day.month}月{day.day}日" if day else ""),
        ("地点：", facts.place),
        ("责任者：", facts.issuer),
        ("报送单位：", facts.unit if facts.unit != facts.issuer else None),
        ("文号：", facts.document_number),
    )
    return "　".join(f"{label}{text}" for label, text in told if text)
