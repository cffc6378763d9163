"""What the command line gives: paths that may not work, and facts out of its options."""

from __future__ import annotations

import errno
import getpass
from argparse import Namespace
from collections.abc import Collection, Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from evidence.errors import ExportError, RequestError
from evidence.intake import typed
from evidence.model import Edition, Fact, Facts

UNKNOWN = "不明"
_REASONS = {
    errno.ENAMETOOLONG: "名称太长",
    errno.ENOTDIR: "其中一级不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "找不到",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写失败",
    errno.EINVAL: "名称太长，或者有不能用的字符",
}

_OPTIONS = {
    Fact.TITLE: "title",
    Fact.NUMBER: "number",
    Fact.ISSUER: "issuer",
    Fact.DAY: "date",
    Fact.YEAR: "year",
    Fact.KIND: "kind",
    Fact.STAGE: "stage",
    Fact.UNIT: "unit",
    Fact.LEVEL: "level",
    Fact.SEAL: "seal",
    Fact.VALID_UNTIL: "valid_until",
    Fact.PLACE: "place",
}


@contextmanager
def usable(path: str | Path) -> Generator[None]:
    """Turn what the disk says of a path that was given into a sentence."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"读写失败（{error.errno}）")
        raise RequestError("path_unusable", path=str(path), reason=reason) from error


def check_folder(folder: Path) -> None:
    """Refuse a place where no folder can be: one that is, or lies below, something else."""
    with usable(folder):
        there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
        is_folder = there.is_dir()
    if not is_folder:
        raise ExportError("out_not_folder", path=str(there))


def who(options: Namespace) -> str:
    """Return who works: the name that was given, or that of the account."""
    try:
        return typed.plain(options.by or getpass.getuser()) or UNKNOWN
    except (KeyError, ImportError, OSError):  # an account without a name
        return UNKNOWN


def confirmer(options: Namespace, editions: Collection[Edition]) -> str | None:
    """Return who answers for the 送审版, None if nobody was named; refuse a name without one, or one without a name."""
    if options.confirmed_by is None:
        return None
    name = typed.plain(options.confirmed_by)
    if not name or Edition.SUBMISSION not in editions:
        raise RequestError("confirmer_unclear")
    return name


def reason(options: Namespace) -> str:
    """Return why papers with personal data are handed over, empty if nobody says so; refuse one that nobody signs."""
    said = typed.plain(options.reason or "")
    if options.reason is not None and (not said or options.confirmed_by is None):
        raise RequestError("personal_reason_unclear")
    return said


def facts(known: Facts, options: Namespace, today: date) -> Facts:
    """Return the facts with those that were given in the place of the old; an empty one makes it unknown."""
    for fact, option in _OPTIONS.items():
        text = getattr(options, option)
        if text is not None:
            known = typed.corrected(known, fact, text, today)
    return known
