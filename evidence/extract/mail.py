"""Text of a mail (eml), and of a web page kept as one (mht)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.media import EML, MHTML
from evidence.extract.web_page import decoded_page, page_lines

_LIMIT_BYTES = 128 << 20
_MOST_PARTS = 2000
_NAMING = frozenset({"content-disposition", "content-type"})
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "unknown-8bit"})


def read_mail(path: Path) -> Reading:
    """Read a mail: subject, sender and time, what was written, then the names of what is attached."""
    message = open_message(path)
    texts, attached = _contents(message)
    subject, sender, sent = (header_of(message, name) for name in ("Subject", "From", "Date"))
    sender = sender.replace('"', "")
    sent_at = _moment(sent)
    heading = [subject, sender, sent_at.isoformat(" ", "minutes") if sent_at else sent]
    lines = [line for line in (*heading, *texts, *attached) if line.strip()]
    if not lines:
        raise UnreadableFileError("file_damaged")
    return Reading(EML, "\n".join(lines), None, scanned=False, flags=frozenset(), taken_at=sent_at)


def read_web_archive(path: Path) -> Reading:
    """Read a web page that was kept with its pictures in one file."""
    pages = [part for part in _parts(open_message(path)) if part.get_content_type() == "text/html"]
    lines = [line for page in pages for line in page_lines(_text(page))]
    return Reading(MHTML, "\n".join(lines), None, scanned=False, flags=frozenset())


def open_message(path: Path) -> Message:
    """Return the mail that a file holds; raise `UnreadableFileError`: `file_too_large` over 128 MB, `file_damaged`."""
    with path.open("rb") as handle:
        data = handle.read(_LIMIT_BYTES + 1)
    if len(data) > _LIMIT_BYTES:
        raise UnreadableFileError("file_too_large")
    try:
        return message_from_bytes(data.lstrip())
    except Exception as error:
        raise UnreadableFileError("file_damaged") from error


def _parts(message: Message) -> Sequence[Message]:
    """Return what a mail consists of, down to other mails that are attached but not into them."""
    found: list[Message] = []
    stack = [message]
    while stack:
        part = stack.pop()
        found.append(part)
        if len(found) > _MOST_PARTS:
            raise UnreadableFileError("file_too_large")
        if part.get_content_maintype() == "multipart":
            stack.extend(reversed(inside_of(part)))
    return found


def attached_to(message: Message) -> list[Message]:
    """Return the parts that are attached: files, other mails, and pictures that stand in the words."""
    return [part for part in _parts(message) if _is_attached(part) or part.get_content_maintype() == "image"]


def _is_attached(part: Message) -> bool:
    if part.get_content_type() == "message/rfc822":
        return True
    return bool(name_of(part)) or part.get_content_disposition() == "attachment"


def _contents(message: Message) -> tuple[list[str], list[str]]:
    """Return the lines that were written, and the names of what is attached."""
    plain: list[str] = []
    pages: list[str] = []
    attached: list[str] = []
    for part in _parts(message):
        kind, name = part.get_content_type(), name_of(part)
        if kind == "message/rfc822":
            attached.append(name or "".join(header_of(inner, "Subject") for inner in inside_of(part)))
        elif _is_attached(part):
            attached.append(name)
        elif kind == "text/plain":
            plain.extend(_text(part).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        elif kind == "text/html":
            pages.extend(page_lines(_text(part)))
    return (plain if any(line.strip() for line in plain) else pages), attached


def inside_of(part: Message) -> list[Message]:
    """Return the parts of a part, or the mail that is attached as one."""
    return cast("list[Message]", part.get_payload()) if part.is_multipart() else []


def _text(part: Message) -> str:
    try:
        data = part.get_payload(decode=True)
    except Exception as error:
        raise UnreadableFileError("file_damaged") from error
    return decoded_page(data, part.get_content_charset()) if isinstance(data, bytes) else ""


def name_of(part: Message) -> str:
    """Return the file name of an attachment, raw bytes of any code among its letters; empty for what has none."""
    told = Message()
    for key, value in part.raw_items():
        if key.lower() in _NAMING and key not in told:
            told[key] = decoded_page(str(value).encode("utf-8", "surrogateescape"))
    try:
        name = told.get_filename()
    except Exception:  # noqa: BLE001 - a name that cannot be read is none
        return ""
    return _readable(name) if name else ""


def header_of(message: Message, name: str) -> str:
    """Return the words of a header's first field, empty if there is none."""
    values = (value for key, value in message.raw_items() if key.lower() == name.lower())
    return " ".join(_readable(str(next(values, ""))).split())


def _readable(value: str) -> str:
    """Return a header's words: MIME's own spelling, or the raw bytes that many senders use."""
    raw = value.encode("utf-8", "surrogateescape")
    value = decoded_page(raw)
    try:
        chunks = decode_header(value)
    except (ValueError, MessageError):  # wrong base64
        return value
    return "".join(chunk if isinstance(chunk, str) else _word(chunk, charset) for chunk, charset in chunks)


def _word(chunk: bytes, charset: str | None) -> str:
    if charset is None:
        return chunk.decode("raw-unicode-escape", "replace")  # as decode_header hands back what needs no decoding
    try:
        return chunk.decode("gb18030" if charset.lower() in _CHINESE else charset, "replace")
    except (LookupError, ValueError):  # no such charset, or a name that is none
        return chunk.decode("utf-8", "replace")


def _moment(sent: str) -> datetime | None:
    """Return the sender's own time; None for what is no time of this age."""
    try:
        moment = parsedate_to_datetime(sent)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=None) if moment.year >= 2000 else None
