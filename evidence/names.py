"""Names: natural order, and names that Windows accepts."""

from __future__ import annotations

import os
import re
import unicodedata

_DIGITS = re.compile(r"(\d{1,4000})")  # longer runs are more than Python makes a number of
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 2 before 10: numbers compare as numbers, the rest as text."""
    parts = _DIGITS.split(unicodedata.normalize("NFKC", text))
    return tuple((1, int(part), "") if part.isdecimal() else (2, 0, part) for part in parts if part)


def safe_name(text: str, limit: int = 80) -> str:
    """Return `text` as one path component that Windows, FAT32 and every unzipper accept.

    Forbidden characters become spaces, runs of spaces one; trailing dots and spaces go; reserved device names get an
    underscore before them; at most `limit` characters and three times as many bytes in UTF-8. Never empty.
    """
    name = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") or c.isspace())
    name = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", name)).split())
    if _RESERVED.match(name):
        name = "_" + name
    name = name[:limit].encode()[: 3 * limit].decode("utf-8", "ignore")
    return name.rstrip(". ") or "未命名"[:limit]


def readable_name(name: str) -> str:
    """Return a file name as people read it: bytes that are not UTF-8 are taken as GB 18030."""
    raw = os.fsencode(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def plain(text: str) -> str:
    """Return text as one line: bytes that the system could not read are read anew, runs of blanks are one."""
    try:
        text = readable_name(text)
    except UnicodeEncodeError:  # half a character, which is none
        text = text.encode("utf-8", "replace").decode()
    return " ".join(text.split())


def searchable(text: str) -> str:
    """Return text in which full and half width, large and small letters are the same, for finding words in it."""
    return unicodedata.normalize("NFKC", text).casefold()
