"""Archives among the files that arrive, replaced by what is in them; mails, followed by what is attached."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from evidence.extract.unpack import HEAD_BYTES, Member, may_be_archive
from evidence.extract.unpacking import unpack_all
from evidence.intake.scan import Found, Ruled, is_junk
from evidence.model import ArrivalState, Flag
from evidence.progress import Report, tell

# What becomes of the entries that are no files: the state, and what a clerk should know of it besides the sentence.
_RULED: dict[str, tuple[ArrivalState, frozenset[Flag]]] = {
    "junk": (ArrivalState.JUNK, frozenset()),
    "winmail_opened": (ArrivalState.OPENED, frozenset()),
    "mail_ornament": (ArrivalState.JUNK, frozenset()),
    "mail_part": (ArrivalState.UNREADABLE, frozenset()),
    "mail_damaged": (ArrivalState.UNREADABLE, frozenset({Flag.TRUNCATED})),
    "archive_opened": (ArrivalState.OPENED, frozenset()),
    "archive_empty": (ArrivalState.JUNK, frozenset({Flag.EMPTY})),
    "archive_cut": (ArrivalState.UNREADABLE, frozenset({Flag.TRUNCATED})),
    "archive_damaged": (ArrivalState.UNREADABLE, frozenset({Flag.TRUNCATED})),
    "archive_crashed": (ArrivalState.UNREADABLE, frozenset()),
    "archive_slow": (ArrivalState.UNREADABLE, frozenset()),
    "member_in_locked": (ArrivalState.NEW, frozenset({Flag.ENCRYPTED})),
    "member_damaged": (ArrivalState.UNREADABLE, frozenset({Flag.TRUNCATED})),
    "member_damaged_locked": (ArrivalState.UNREADABLE, frozenset({Flag.TRUNCATED, Flag.ENCRYPTED})),
    "member_cut": (ArrivalState.UNREADABLE, frozenset({Flag.TRUNCATED})),
}
_REFUSED = (ArrivalState.REFUSED, frozenset[Flag]())


def with_members(files: Sequence[Found], into: Path, report: Report) -> list[Found]:
    """Return the files with those of each archive after it; what is taken out is written below `into`.

    Raises `CancelledError`, and `OSError` when the disk is full.
    """
    archives = [index for index, found in enumerate(files) if _looks_like_one(found)]
    if not archives:
        return list(files)
    jobs = [(files[index].path, files[index].name) for index in archives]
    opened = unpack_all(jobs, into, lambda count, known: tell(report, "unpacking", count, known))
    all_of_it: list[Found] = []
    next_archive = iter([*archives, -1])
    awaited = next(next_archive)
    for index, found in enumerate(files):
        if index == awaited:
            all_of_it += [_entry(found, member) for member in next(opened)]
            awaited = next(next_archive)
        else:
            all_of_it.append(found)
    return all_of_it


def _looks_like_one(found: Found) -> bool:
    if found.junk or found.linked or found.own or not found.path.is_file():
        return False
    try:
        with found.path.open("rb") as file:
            return may_be_archive(file.read(HEAD_BYTES), found.name)
    except OSError:
        return False  # told when it is hashed


def _entry(archive: Found, member: Member) -> Found:
    """Return the archive itself with what was decided of it, or one of its members."""
    if member.code == "no_archive":
        return archive
    inside = bool(member.inner)
    source = PurePosixPath(f"{archive.source}!/{member.inner}") if inside else archive.source
    found = Found(member.file or archive.path, source, inside and is_junk(source.name)) if inside else archive
    if member.code in ("archive_locked", "member_locked"):
        return replace(found, locked=member.code, sha256=member.sha256)
    if member.code is not None:
        state, flags = _RULED.get(member.code, _REFUSED)
        return replace(found, ruled=Ruled(state, member.code, member.params, flags))
    return replace(found, sha256=member.sha256)
