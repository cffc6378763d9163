"""Archives opened member by member, nested ones too, within limits; runs in a worker process.

Files are written under generated names: the names in an archive are labels and nothing else. Bytes are counted as they
come out; sizes that an archive claims are not believed.
"""

from __future__ import annotations

import errno
import hashlib
import re
import shutil
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Protocol, Self

from msgspec import Struct

from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.model import Sha256

MOST_MEMBERS = 20_000  # of one archive with all that are in it
MOST_DEEP = 5  # archives in each other
_RATIO = 100  # office files, pictures and lists come to less than this; a bomb to a thousand
_ALWAYS_BYTES = 256 << 20  # that much may come out of any archive, whatever its own size
_MOST_BOMBS = 3  # in one archive, the others of which are still taken
_FILE_BYTES = 4 << 30
_FREE_BYTES = 200 << 20  # left on the disk
_BEAT_BYTES = 16 << 20
CHUNK_BYTES = 1 << 18
HEAD_BYTES = 4096  # of a file, by which archives are told

_VOLUME = re.compile(r"(?i)\.(?:(?:7z|zip|rar)\.\d{3}|part\d+\.rar|[zr]\d{2})$")
_OFFICE_INSIDE = re.compile(rb"\[Content_Types\]\.xml|OFD\.xml|_rels/\.rels|docProps/|mimetypeapplication/vnd\.oasis")
_MAGIC = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"BZh"),
    *(b"\xfd7zXZ\x00", b"\x78\x9f\x3e\x22"),
)
_JUNK = re.compile(r"(?i)(^|/)__MACOSX/")
_NOT_TAKEN = ("junk", "member_too_large")


class Member(Struct, frozen=True):
    """What an archive holds: a file that was taken out, or why it was not; an archive in it has such an entry too."""

    inner: str  # below the outermost archive, which is ""; archives on the way end in `!`
    file: Path | None = None  # where it lies now, under a generated name
    sha256: Sha256 | None = None
    code: str | None = None  # None: a file like any other
    params: tuple[tuple[str, str | int], ...] = ()


class UnpackError(Exception):
    """An archive cannot be opened, or not to its end: `code` as in `wording`, with `stop` nothing of it is used."""

    def __init__(self, code: str, *, stop: bool = True, **params: str | int) -> None:
        """Keep what the sentence needs."""
        super().__init__(code, params)
        self.code = code
        self.stop = stop
        self.params = params


class DiskError(Exception):
    """The disk that files are written to is full or gone."""

    def __init__(self, error: OSError) -> None:
        """Keep what the system said."""
        super().__init__(error.errno, error.strerror)
        self.errno = error.errno or errno.EIO


class TooMuchError(Exception):
    """More came out of an archive than it can honestly hold."""

    def __init__(self, allowance: Allowance) -> None:
        """Remember which archive it was."""
        super().__init__()
        self.allowance = allowance


class Allowance:
    """How many bytes may still come out of an archive; what comes out of one inside it counts for both."""

    def __init__(self, packed_bytes: int, above: Allowance | None) -> None:
        """Allow for an archive of this size."""
        self.left = max(_ALWAYS_BYTES, _RATIO * packed_bytes)
        if above is not None:  # so that it is refused, and not the one that it lies in
            self.left = min(self.left, above.left * 3 // 4)
        self._above = above

    def spend(self, count: int) -> None:
        """Count bytes; raise `TooMuchError` for the innermost archive that gives too many."""
        self.left -= count
        if self.left < 0:
            raise TooMuchError(self)
        if self._above is not None:
            self._above.spend(count)


class Put(Protocol):
    """Where members are told, each by a running number; None takes one back.

    A negative number is no member's: it shows that work goes on, or tells in `params` how many more are expected.
    """

    def __call__(self, number: int, member: Member | None, /) -> None:
        """Tell it."""
        ...


class _Count(Struct):
    """Running numbers of one outermost archive."""

    outermost: Allowance
    members: int = 0
    files: int = 0
    unseen_bytes: int = 0
    bombs: int = 0


class Inside:
    """One archive that is being opened: readers of each kind tell it what they find, in order."""

    def __init__(self, folder: Path, put: Put, inner: str, allowance: Allowance, count: _Count, depth: int) -> None:
        """Write files into `folder`; `inner` is the archive's own place."""
        self._folder, self._put, self._inner = folder, put, inner
        self._allowance, self._count, self._depth = allowance, count, depth
        self.first = count.members
        self.found = 0
        self.locked = 0
        self.whole_is_locked = False

    def expect(self, members: int) -> None:
        """Refuse an archive that holds too many; raise `UnpackError`."""
        if self._count.members + members > MOST_MEMBERS:
            raise UnpackError("archive_too_many", most=MOST_MEMBERS)
        self._put(-1, Member(self._inner, params=(("expected", members),)))

    def tell(self, name: str, code: str, **params: str | int) -> None:
        """Tell of a member that is not taken out."""
        self._put(self._next(), Member(self.place(name), code=code, params=tuple(params.items())))

    def writer(self, name: str, *, code: str | None = None) -> Writer:
        """Return what a member's bytes are written to; it is told when that is closed."""
        self._count.files += 1
        path = self._folder / f"{self._count.files:06}"
        junk = bool(_JUNK.search(name))
        return Writer(self, self._next(), name, path, "junk" if junk else code)

    def spend(self, count: int) -> None:
        """Count bytes that came out, and show now and then that work goes on."""
        self._allowance.spend(count)
        self._count.unseen_bytes += count
        if self._count.unseen_bytes >= _BEAT_BYTES:
            self._count.unseen_bytes = 0
            self._put(-1, None)
            if shutil.disk_usage(self._folder).free < _FREE_BYTES:
                raise DiskError(OSError(errno.ENOSPC, "no space"))

    def arrived(self, number: int, member: Member) -> None:
        """Tell of a member that was written, or open it if it is an archive."""
        if member.file is None or member.code is not None:
            self._put(number, member)
            return
        kind = archive_kind(member.file, member.inner)
        if kind is None:
            self._put(number, member)
            return
        if self._depth >= MOST_DEEP and kind in media.MAILS:
            self._put(number, member)
            return
        if self._depth >= MOST_DEEP:
            self._put(number, Member(member.inner, code="archive_too_deep", params=(("most", MOST_DEEP),)))
        else:
            self._put(number, Member(member.inner, code="archive_unfinished"))
            inside = Inside(
                self._folder,
                self._put,
                f"{member.inner}!/",
                Allowance(member.file.stat().st_size, self._allowance),
                self._count,
                self._depth + 1,
            )
            done = _opened(member, PurePosixPath(member.inner).name, kind, inside)
            self._put(number, done)
            if done.file is not None:
                return
        member.file.unlink()

    def forget(self) -> None:
        """Take back all that was told of this archive."""
        for number in range(self.first, self._count.members):
            self._put(number, None)

    def note_bomb(self) -> None:
        """Count this one as a bomb; of several in one archive that is refused as a whole by `TooMuchError`."""
        self._count.bombs += 1
        if self._count.bombs >= _MOST_BOMBS and self._allowance is not self._count.outermost:
            raise TooMuchError(self._count.outermost)

    @property
    def allowance(self) -> Allowance:
        """What may still come out of it."""
        return self._allowance

    def place(self, name: str) -> str:
        """Return where a name stands below the outermost archive."""
        parts = [part for part in re.split(r"[/\\]", name) if part not in ("", ".")]
        return self._inner + "/".join(parts or ["无名"])

    def _next(self) -> int:
        self.found += 1
        self._count.members += 1
        if self._count.members > MOST_MEMBERS:
            raise UnpackError("archive_too_many", most=MOST_MEMBERS)
        return self._count.members - 1


class Writer:
    """The bytes of one member on their way to the disk."""

    def __init__(self, inside: Inside, number: int, name: str, path: Path, code: str | None) -> None:
        """Write to `path`; a member with a `code` is told with it."""
        self._inside, self._number, self._name, self._code = inside, number, name, code
        self._path = path
        try:
            self._file = path.open("xb")
        except OSError as error:
            raise DiskError(error) from error
        self._digest = hashlib.sha256()
        self.size = 0

    def __enter__(self) -> Self:
        """Be a context: an error within leaves no file."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of a file that is not whole."""
        if kind is not None and not self._file.closed:
            self.drop()

    def write(self, chunk: bytes | bytearray | memoryview) -> None:
        """Write on."""
        self.size += len(chunk)
        self._inside.spend(len(chunk))
        if self.size > _FILE_BYTES:
            self._code = "member_too_large"
            return
        self._digest.update(chunk)
        try:
            self._file.write(chunk)
        except OSError as error:
            raise DiskError(error) from error

    def finish(self) -> None:
        """Tell that the member is whole."""
        if self._code in _NOT_TAKEN:
            self.fail(self._code)
            return
        try:
            self._file.close()
        except OSError as error:
            raise DiskError(error) from error
        place = self._inside.place(self._name)
        sha256 = Sha256(self._digest.hexdigest())
        self._inside.arrived(self._number, Member(place, self._path, sha256, self._code))

    def fail(self, code: str) -> None:
        """Tell that the member cannot be taken out."""
        self.drop()
        self._inside.arrived(self._number, Member(self._inside.place(self._name), code=code))

    def drop(self) -> None:
        """Leave nothing on the disk."""
        with suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)


def may_be_archive(head: bytes, name: str) -> bool:
    """Tell by a file's first bytes and its name whether it is worth a look; office files are told apart cheaply."""
    if _VOLUME.search(name):
        return True
    if head.startswith(b"PK"):
        return not _OFFICE_INSIDE.search(head)
    return (
        head.startswith((*_MAGIC, b"\xfd7zXZ\x00", b"\x78\x9f\x3e\x22"))
        or head[257:262] == b"ustar"
        or media.may_be_mail(head, name)
    )


def archive_kind(path: Path, name: str) -> str | None:
    """Return the kind of archive or mail that a file is; None for other files, office files among them."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not may_be_archive(head, name):
        return None
    try:
        kind = media.media_type_of(path, name)
    except UnreadableFileError:
        return None
    if kind not in media.ARCHIVES | media.MAILS and not _VOLUME.search(name):
        return None
    return kind


def unpack(path: Path, name: str, folder: Path, put: Put) -> None:
    """Open an archive and all in it; its own entry has number 0. Raises `DiskError`."""
    kind = archive_kind(path, name)
    if kind is None:
        put(0, Member("", code="no_archive"))
        return
    put(0, Member("", code="archive_unfinished"))
    allowance = Allowance(path.stat().st_size, None)
    inside = Inside(folder, put, "", allowance, _Count(allowance, members=1), 1)
    done = _opened(Member("", path), name, kind, inside)
    put(0, done)


def _opened(archive: Member, name: str, kind: str, inside: Inside) -> Member:
    """Open one archive; return what is to be said of it."""
    assert archive.file is not None  # noqa: S101 — the caller has it
    try:
        _read(archive.file, name, kind, inside)
    except UnpackError as error:
        if kind in media.MAILS:
            inside.forget()
            inside.tell(
                "附件", "mail_too_many" if error.code == "archive_too_many" else "mail_damaged", most=MOST_MEMBERS
            )
            return archive
        if error.stop:
            inside.forget()
        params = {"count": inside.found, **error.params}
        return Member(archive.inner, code=error.code, params=tuple(params.items()))
    except TooMuchError as error:
        if error.allowance is not inside.allowance:
            raise
        inside.forget()
        inside.note_bomb()
        return Member(archive.inner, code="archive_bomb")
    except MemoryError:
        inside.forget()
        return Member(archive.inner, code="archive_too_large")
    if inside.whole_is_locked:
        return Member(archive.inner, archive.file, archive.sha256, "archive_locked")
    if kind in media.MAILS:  # which is a paper as well
        return archive
    code = "archive_opened" if inside.found else "archive_empty"
    code = "winmail_opened" if kind == media.WINMAIL else code
    return Member(archive.inner, code=code, params=(("count", inside.found), ("locked", inside.locked)))


def _read(path: Path, name: str, kind: str, inside: Inside) -> None:
    """Hand the archive to the reader of its kind; each is imported when first needed."""
    if _VOLUME.search(name):
        raise UnpackError("archive_volume")
    if kind == media.RAR:
        raise UnpackError("archive_rar")
    try:
        match kind:
            case media.ZIP:
                from evidence.extract.unpack_zip import read_zip

                read_zip(path, inside)
            case media.SEVEN_ZIP:
                from evidence.extract.unpack_seven import read_seven_zip

                read_seven_zip(path, inside)
            case media.WINMAIL:
                from evidence.extract.unpack_winmail import read_winmail

                read_winmail(path, inside)
            case media.EML:
                from evidence.extract.unpack_mail import read_attached

                read_attached(path, inside)
            case media.MSG:
                from evidence.extract.unpack_mail import read_outlook

                read_outlook(path, inside)
            case _:
                from evidence.extract.unpack_tar import read_stream

                read_stream(path, name, kind, inside)
    except (UnpackError, TooMuchError, DiskError, MemoryError):
        raise
    except Exception as error:  # the readers raise every kind of error for bytes that make no sense
        raise UnpackError("archive_damaged", stop=False) from error
