"""What the disk does and says: sentences for its troubles, moves and removals that hold on Windows too."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from evidence.errors import DossierError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_WINDOWS_FULL = {39, 112}
_WINDOWS_DENIED = 5
_WINDOWS_IN_USE = {32, 33}
_WINDOWS_BAD_NAME = 123
_WINDOWS_TOO_LONG = 206
# A file's path may have 259 characters there and a folder's 247, unless it begins with these four.
_WINDOWS_PATH_LIMIT, _WINDOWS_ANY_LENGTH, _WINDOWS_ANY_SHARE = 247, "\\\\?\\", "\\\\?\\UNC\\"
_WINDOWS_REMOTE = 4  # DRIVE_REMOTE
_NETWORK_KINDS = {"cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "davfs", "9p"}
_FAT, _FAT_FILE_BYTES = {"vfat", "msdos", "fat", "fat32"}, (4 << 30) - 1
_THREADS = 8  # waiting for the disk costs no processor: what is synced together shares the waiting
_TRIES, _PAUSE_S = 20, 0.1  # a virus scanner holds a fresh file for about a second


@contextmanager
def disk_sentences(where: Path, kind: type[DossierError]) -> Generator[None]:
    """Turn whatever the disk refuses into `kind`: full, in use, no rights, pulled out, path too long."""
    try:
        yield
    except OSError as error:
        windows = getattr(error, "winerror", None)
        asked = str(error.filename2 or error.filename or where)  # of two the one to be replaced
        path = readable_path(asked)
        if error.errno in _FULL or windows in _WINDOWS_FULL:
            raise kind("disk_full", path=str(where)) from error
        if is_in_use(error):
            raise kind("file_in_use", path=path) from error
        if error.errno == errno.ENAMETOOLONG or windows == _WINDOWS_TOO_LONG or _too_long_for_windows(asked):
            raise kind("path_too_long", path=path) from error
        if windows == _WINDOWS_BAD_NAME:
            raise kind("name_unusable", path=path) from error
        if isinstance(error, (PermissionError, IsADirectoryError)) or error.errno == errno.EROFS:
            raise kind("no_permission", path=path) from error
        raise kind("disk_trouble", path=path, detail=error.strerror or str(error)) from error


def is_in_use(error: OSError) -> bool:
    """Tell whether what the disk refused is a file that another program has open."""
    busy = getattr(error, "winerror", None) in _WINDOWS_IN_USE or error.errno in (errno.EBUSY, errno.ETXTBSY)
    return busy or _held_open(error)


def _held_open(error: OSError) -> bool:
    """Tell whether a file that could not be replaced is one that somebody has open, which Windows calls no access."""
    if getattr(error, "winerror", None) != _WINDOWS_DENIED or error.filename2 is None:
        return False
    try:
        with Path(error.filename2).open("r+b"):
            return True  # it may be written, so it is not for want of rights that it may not be replaced
    except OSError as refusal:
        return getattr(refusal, "winerror", None) in _WINDOWS_IN_USE


def _too_long_for_windows(path: str) -> bool:
    return os.name == "nt" and len(path) > _WINDOWS_PATH_LIMIT and not path.startswith(_WINDOWS_ANY_LENGTH)


def reachable(path: Path, below: int = 0) -> Path:
    """Return a path that Windows opens together with `below` more characters, however long it is.

    The same path where that is short enough, and on other systems. What Windows then takes is no longer what people
    write: `readable_path` gives that back.
    """
    return Path(any_length(os.path.abspath(path), below)) if os.name == "nt" else path  # noqa: PTH100 — no symlinks


def any_length(whole: str, below: int) -> str:
    """Return an absolute Windows path in the form without a limit if it and `below` characters need it."""
    if len(whole) + below <= _WINDOWS_PATH_LIMIT or whole.startswith(_WINDOWS_ANY_LENGTH):
        return whole
    return _WINDOWS_ANY_SHARE + whole[2:] if whole.startswith("\\\\") else _WINDOWS_ANY_LENGTH + whole


def readable_path(path: str) -> str:
    """Return a path as people write it."""
    if path.startswith(_WINDOWS_ANY_SHARE):
        return "\\\\" + path.removeprefix(_WINDOWS_ANY_SHARE)
    return path.removeprefix(_WINDOWS_ANY_LENGTH)


def is_there(path: Path) -> bool:
    """Tell whether a file is there and can be reached; a share that has gone raises much that `is_file` passes on."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there and can be reached."""
    try:
        return path.is_dir()
    except OSError:
        return False


def free_bytes(path: Path) -> int:
    """Return how much room there is where a path lies that may not exist yet; raise `OSError` if the disk is gone."""
    return shutil.disk_usage(nearest_folder(path)).free


def files_end_at(path: Path) -> int | None:
    """Return how many bytes a file may have where a path lies; None where nothing is known to limit it."""
    return _FAT_FILE_BYTES if _system_of_files(nearest_folder(path)) in _FAT else None


def nearest_folder(path: Path) -> Path:
    """Return a path, or the folder nearest above it that exists."""
    whole = path.resolve()
    return next((folder for folder in (whole, *whole.parents) if folder.exists()), whole)


def _system_of_files(place: Path) -> str:
    """Return how files are kept where a path lies, as the system calls it; empty if it does not say."""
    if sys.platform == "win32":
        import ctypes

        name = ctypes.create_unicode_buffer(32)
        told = ctypes.windll.kernel32.GetVolumeInformationW(place.anchor, None, 0, None, None, None, name, len(name))
        return name.value.lower() if told else ""
    return _mount_of(place)


def on_network(path: Path) -> bool:
    """Tell whether a path lies on a network share, as far as the system says."""
    place = path.resolve()
    if sys.platform == "win32":
        import ctypes

        drive = place.anchor
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _WINDOWS_REMOTE
    return _mount_of(place) in _NETWORK_KINDS


def _mount_of(place: Path) -> str:
    """Return the kind of what is mounted where a path lies; empty if Linux does not say."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8", "replace").splitlines()]
    except OSError:
        return ""
    holding = [(point.replace("\\040", " "), kind) for _, point, kind, *_ in mounts]
    deepest = max((m for m in holding if place.is_relative_to(m[0])), key=lambda m: len(m[0]), default=("/", ""))
    return deepest[1]


def move(source: Path, target: Path) -> None:
    """Rename to a name that nothing has; on Windows wait a little for whoever holds the source for a moment.

    Windows refuses a folder in which a file is open, and does not say which: the error that is raised does.
    """
    try:
        _patiently(lambda: source.rename(target))
    except PermissionError as error:
        raise naming_what_is_open(source, error) from error


def replace(source: Path, target: Path) -> None:
    """Put a file in the place of another; on Windows wait a little for whoever holds one of them for a moment."""
    _patiently(lambda: source.replace(target))


def _patiently(rename: Callable[[], object]) -> None:
    for left in reversed(range(_TRIES)):
        try:
            rename()
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def naming_what_is_open(folder: Path, error: PermissionError) -> PermissionError:
    """Return the error of the file that keeps Windows from renaming a folder, or `error` if there is none."""
    if getattr(error, "winerror", None) == _WINDOWS_DENIED and folder.is_dir():
        for path in folder.rglob("*"):
            try:
                path.rename(path)  # changes nothing; refused where somebody has it open
            except PermissionError as found:
                return found
    return error


def remove_tree(folder: Path) -> None:
    """Remove a folder and all in it, read-only files as well, which Windows refuses at first."""

    def unlock(remove: Callable[[str], object], path: str, _: object) -> None:
        Path(path).chmod(stat.S_IWRITE)
        remove(path)

    shutil.rmtree(folder, onerror=unlock)


def sync_tree(folder: Path, told: Callable[[int, int], object] | None = None) -> None:
    """Make all files and folders below `folder` survive a power cut.

    `told` is told how many of how many files are safe; what it raises ends the work.
    """
    inside = list(folder.rglob("*"))
    files = [path for path in inside if not path.is_dir()]
    with ThreadPoolExecutor(_THREADS, "beijian-sync") as threads:
        try:
            for done, _ in enumerate(threads.map(_sync_file, files), 1):
                if told is not None:
                    told(done, len(files))
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
        list(threads.map(sync_folder, (path for path in inside if path.is_dir())))
    sync_folder(folder)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system lets a folder be synced."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
