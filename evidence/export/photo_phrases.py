"""What is said of photographs: what was typed and read of them, and nothing that is not known."""

from __future__ import annotations

from evidence import wording
from evidence.export import phrases
from evidence.export.blocks import PictureSource
from evidence.intake.titles import event_in_name
from evidence.model import Facts, Piece
from evidence.snapshot import Snapshot

_PAGE_TITLE = "{code} 照片"
_UNTOLD = "照片"
_ONE_OF = "（第{position}张，共{total}张）"


def page_title(code: str) -> str:
    """Return the line at the top of a page of photographs."""
    return _PAGE_TITLE.format(code=code)


def one_of(position: int, total: int) -> str:
    """Return which of a piece's photographs this is."""
    return _ONE_OF.format(position=position, total=total)


def event(piece: Piece, snapshot: Snapshot) -> str:
    """Return what a photograph is called; that it is one, where nothing but its camera tells."""
    known = piece.facts.title or any(event_in_name(stem) for stem in phrases.stems(piece, snapshot))
    return phrases.title_of(piece, snapshot) if known else _UNTOLD


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


def under(source: PictureSource, caption: str) -> str:
    """Return the line under a picture, in a dossier or a paper, which says where only a part of a page is printed."""
    return caption if source.crop is None else wording.phrase("crop_caption", caption=caption)
