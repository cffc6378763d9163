"""Mails as Outlook keeps them (msg, MS-OXMSG): a compound file with a stream for each property."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.media import MSG
from evidence.extract.ole import Compound, compound

_ATTACHMENT = "__attach_version1.0_"
_MOST_ATTACHED = 2000
_SUBJECT, _SENDER, _BODY = "0037", "0C1A", "1000"
_LONG_NAME, _NAME, _DATA = "3707", "3704", "3701"


def read_msg(path: Path) -> Reading:
    """Read subject, sender and words, then the names of what is attached."""
    with compound(path) as container:
        texts = [_text(container, "", name) for name in (_SUBJECT, _SENDER, _BODY)]
        names = [_name(container, place) for place in _attached(container)]
    lines = [line for line in "\n".join((*texts, *names)).splitlines() if line.strip()]
    return Reading(MSG, "\n".join(lines), None, scanned=False, flags=frozenset())


def attachments_of(path: Path) -> list[tuple[str, bytes | None]]:
    """Return the names and bytes of what is attached; None for a mail in the mail, which lies there as streams."""
    with compound(path) as container:
        places = _attached(container)
        if len(places) > _MOST_ATTACHED:
            raise UnreadableFileError("file_too_large")
        return [(_name(container, place), _bytes(container, f"{place}/__substg1.0_{_DATA}0102")) for place in places]


def _attached(container: Compound) -> list[str]:
    return sorted(name for name in container.names if name.startswith(_ATTACHMENT))


def _name(container: Compound, place: str) -> str:
    return _text(container, f"{place}/", _LONG_NAME) or _text(container, f"{place}/", _NAME)


def _text(container: Compound, place: str, name: str) -> str:
    """Return a property's text: UTF-16, or the bytes of an older Outlook in the office's own code."""
    wide = _bytes(container, f"{place}__substg1.0_{name}001F")
    if wide is not None:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    narrow = _bytes(container, f"{place}__substg1.0_{name}001E")
    return "" if narrow is None else narrow.decode("gb18030", "replace").rstrip("\0")


def _bytes(container: Compound, stream: str) -> bytes | None:
    try:
        return container.stream(stream)
    except UnreadableFileError:
        return None
