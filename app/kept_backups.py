"""Where each project is backed up on this PC, and when that was done last; kept beside the settings."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import cast

from app import kept_file

_MOST = 50  # projects


class KeptBackups:
    """The file of it; what cannot be read or written costs the memory, no more: the backups tell it themselves."""

    def __init__(self, settings: Path) -> None:
        """Keep it beside the file of settings."""
        self._path = settings.with_name("backups.toml")

    def place(self, project: Path) -> Path | None:
        """Return the place that was chosen for a project, if one was."""
        found = self._load().get(str(project))
        return Path(found[0]) if found is not None else None

    def last(self, project: Path) -> datetime | None:
        """Return when the project was backed up last."""
        found = self._load().get(str(project))
        return datetime.fromisoformat(found[1]) if found is not None and found[1] else None

    def keep(self, project: Path, place: Path, last: datetime | None) -> None:
        """Remember both."""
        others = {known: kept for known, kept in self._load().items() if known != str(project)}
        newest = [*others.items(), (str(project), (str(place), last.isoformat() if last else ""))][-_MOST:]
        lines = (
            f"{kept_file.quoted(known)} = [{kept_file.quoted(place)}, {kept_file.quoted(last)}]\n"
            for known, (place, last) in newest
        )
        with suppress(OSError):
            kept_file.save(
                self._path, "# 备检：各项目备份到哪里、上次何时备份，由程序写入。\n[backups]\n" + "".join(lines)
            )

    def _load(self) -> dict[str, tuple[str, str]]:
        return kept_file.load(self._path, _backups, {})


def _backups(read: dict[str, object]) -> dict[str, tuple[str, str]]:
    known = read.get("backups", {})
    found: dict[str, tuple[str, str]] = {}
    for project, kept in cast("dict[str, object]", known).items() if isinstance(known, dict) else ():
        match kept:
            case [str(place), str(last)]:
                _ = last and datetime.fromisoformat(last)  # raises what a damaged file raises
                found[project] = (place, last)
            case _:
                message = "not the backups that this program kept"
                raise ValueError(message)
    return found
