"""What is attached to a mail: eml by its parts, other mails among them, and msg by its streams."""

from __future__ import annotations

from email.message import Message
from pathlib import Path

from evidence.errors import UnreadableFileError
from evidence.extract.mail import attached_to, header_of, inside_of, name_of, open_message
from evidence.extract.outlook import attachments_of
from evidence.extract.unpack import CHUNK_BYTES, Inside

# A picture below this that stands in the words of a mail is an ornament: smileys, marks of a firm under a signature.
_ORNAMENT_BYTES = 10_000


def read_attached(path: Path, inside: Inside) -> None:
    """Tell `inside` of what is attached to an eml; where the mail cannot be read, of that."""
    try:
        attached = attached_to(open_message(path))
    except UnreadableFileError as error:
        inside.tell("附件", "mail_too_large" if error.code == "file_too_large" else "mail_damaged")
        return
    inside.expect(len(attached))
    for number, part in enumerate(attached, 1):
        data = _content(part)
        name = name_of(part) or _made_name(part, number)
        if data is None:
            inside.tell(name, "mail_part")
        elif _is_ornament(part, data):
            inside.tell(name, "mail_ornament")
        else:
            _write(name, data, inside)


def read_outlook(path: Path, inside: Inside) -> None:
    """Tell `inside` of what is attached to a msg; where that cannot be read, of that."""
    try:
        attached = attachments_of(path)
    except UnreadableFileError as error:
        inside.tell("附件", "mail_too_large" if error.code == "file_too_large" else "mail_damaged")
        return
    inside.expect(len(attached))
    for number, (name, data) in enumerate(attached, 1):
        called = name or f"附件{number}"
        if data is None:  # a mail in a mail, or something kept elsewhere
            inside.tell(called, "mail_other")
        else:
            _write(called, data, inside)


def _content(part: Message) -> bytes | None:
    try:
        if part.get_content_type() == "message/rfc822":
            inner = inside_of(part)
            return inner[0].as_bytes() if inner else None
        data = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 — the library raises every kind of error for bytes that make no sense
        return None
    return data if isinstance(data, bytes) else None


def _made_name(part: Message, number: int) -> str:
    """Return the name of what has none: a mail is called by its subject."""
    subjects = [header_of(inner, "Subject") for inner in inside_of(part)]
    ending = ".eml" if part.get_content_type() == "message/rfc822" else ""
    subject = "".join(subjects[:1]).replace("/", "／").replace("\\", "＼")
    return (subject or f"附件{number}") + ending


def _is_ornament(part: Message, data: bytes) -> bool:
    in_the_words = part.get("Content-ID") is not None and part.get_content_disposition() != "attachment"
    return in_the_words and part.get_content_maintype() == "image" and len(data) < _ORNAMENT_BYTES


def _write(name: str, data: bytes, inside: Inside) -> None:
    with inside.writer(name) as out:
        for start in range(0, len(data), CHUNK_BYTES):
            out.write(data[start : start + CHUNK_BYTES])
        out.finish()
