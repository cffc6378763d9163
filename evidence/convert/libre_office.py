"""LibreOffice as a converter: run without a window, with a profile of its own, several files a start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from msgspec import Struct

from evidence.convert.converter import Failure, Outcome
from evidence.convert.running import Ended, run
from evidence.extract import media

LIMIT_S = 120.0  # for one file, the start included: large workbooks take a minute on a slow disk

_WHY = {Ended.WELL: Failure.NOTHING, Ended.BADLY: Failure.CRASHED, Ended.LATE: Failure.TIMED_OUT}
_TAIL_BYTES = 1024  # at the end of a PDF, in which its end is marked

# No macro runs, no link is followed, and what is a field to be filled in is printed as it stands.
_COMMON = "/org.openoffice.Office.Common"
_SETTINGS = (
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    (f"{_COMMON}/Filter/PDF/Export", "ExportFormFields", "false"),
    (f"{_COMMON}/Filter/PDF/Export", "ExportNotes", "false"),
    (f"{_COMMON}/Save/Document", "CreateBackup", "false"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/History", "PickListSize", "0"),
)


class LibreOffice(Struct, frozen=True):
    """A LibreOffice that was found."""

    program: Path
    name: str = "LibreOffice"
    limit_s: float = LIMIT_S

    @property
    def kinds(self) -> frozenset[str]:
        """What Writer, Calc and Impress open; one of the three may not be installed."""
        return frozenset(
            {media.DOCX, media.DOC, media.RTF, media.WORD_XML, media.XLSX, media.XLS, media.PPTX, media.PPT}
            | {media.OPEN_DOCUMENT}
        )

    def convert(
        self, files: Sequence[Path], out: Path, cancelled: Callable[[], bool], advanced: Callable[[int], object]
    ) -> dict[Path, Outcome]:
        """Make a PDF of each file, all in one start; what follows one that it fails over is done in a further one."""
        found: dict[Path, Outcome] = {}

        def told(now: int) -> None:
            advanced(len(found) + now)

        waiting = list(files)
        while waiting:
            ended, made = self._run(waiting, out, cancelled, told)
            found |= made
            left = [file for file in waiting if file not in made]
            if ended is Ended.WELL:
                found |= dict.fromkeys(left, Failure.NOTHING)
                break
            if not left:
                break
            first, *waiting = left  # it takes one after the other
            if ended is Ended.BADLY and len(left) < len(files):  # what came before may be to blame
                ended, made = self._run([first], out, cancelled, told)
                found |= made
            found.setdefault(first, _WHY[ended])
        advanced(len(found))
        return found

    def _run(
        self, files: Sequence[Path], out: Path, cancelled: Callable[[], bool], advanced: Callable[[int], object]
    ) -> tuple[Ended, dict[Path, Outcome]]:
        """Let it work through files once; return how it ended, and what is whole of what it made."""
        places = {file: out / f"{file.stem}.pdf" for file in files}

        def made() -> dict[Path, Outcome]:
            return {file: place for file, place in places.items() if _is_whole(place)}

        def steps() -> int:
            count = len(made())
            advanced(count)
            return count

        with TemporaryDirectory(prefix="beijian-", ignore_cleanup_errors=True) as profile:
            _write_profile(Path(profile))
            home = f"-env:UserInstallation={Path(profile).as_uri()}"
            quiet = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")
            command = [str(self.program), home, *quiet, "--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
            ended = run(command, self.limit_s, cancelled, steps)
        return ended, made()


def _is_whole(path: Path) -> bool:
    """Tell whether a PDF is written to its end."""
    try:
        with path.open("rb") as file:
            begun = file.read(5) == b"%PDF-"
            file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
            return begun and b"%%EOF" in file.read()
    except OSError:
        return False


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )


def named(program: Path) -> LibreOffice:
    """Return the LibreOffice whose program this is, with its version where a file beside it tells that."""
    for settings in ("bootstraprc", "bootstrap.ini"):
        told = program.resolve().with_name(settings)
        if told.is_file():
            for line in told.read_text(encoding="utf-8", errors="replace").splitlines():
                if line.startswith("ProductKey="):
                    return LibreOffice(program, line.removeprefix("ProductKey=").strip()[:60] or "LibreOffice")
    return LibreOffice(program)
